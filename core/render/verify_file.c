/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/verify_file.h"

#include "base/cleanup.h"
#include "base/vec.h"
#include "render/pdf_reader.h"
#include "render/verify.h"
#include "render/verify_marks.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>

/* Trees of other depths are no strata's, and might lead in a circle. */
enum { DEEPEST = 60 };

struct page {
  struct str dict;
  struct owner *owners; /* of its pieces, by number */
  size_t owner_count;
};

/* An entry of the parent tree. */
struct parent {
  int64_t key;
  struct str value;
};

struct verifier {
  struct arena *arena;
  const struct pdf_reader *reader;
  struct diags *diags;
  VEC(struct page) pages;
  VEC(struct parent) parents; /* sorted by key */
  uint32_t *page_of;          /* by object number: 1 + index, 0: no page */
  unsigned *holder;           /* of an annotation, by object number: its element */
  bool *met;                  /* by object number: elements that the tree has led to */
  int heading;                /* level of the last one */
  bool failed;
};

__attribute__((format(printf, 2, 3))) static void complain(struct verifier *verifier,
                                                           const char *format, ...)
{
  if (verifier->failed)
    return;
  va_list args;
  va_start(args, format);
  const char *message = arena_vprintf(verifier->arena, format, args);
  va_end(args);
  diag_error(verifier->diags, "STRATA-R017", LOC_NONE, "the PDF that was made cannot be published: %s",
             message);
  diag_hint(verifier->diags, "this is a fault of strata: report it with the command that was run");
  verifier->failed = true;
}

static struct str entry(const struct verifier *verifier, struct str dict, const char *key)
{
  return pdf_reader_entry(verifier->reader, dict, key);
}

/* ---- pages ---------------------------------------------------------------------------------- */

static void add_pages(struct verifier *verifier, unsigned number, int depth)
{
  struct str node = pdf_reader_object(verifier->reader, number);
  if (str_is(pdf_entry(node, "/Type"), "/Page")) {
    *VEC_ADD(verifier->arena, &verifier->pages) = (struct page) { .dict = node };
    verifier->page_of[number] = (uint32_t)verifier->pages.len;
    return;
  }
  struct str kids = pdf_inside(entry(verifier, node, "/Kids"));
  if (depth == DEEPEST || kids.len == 0)
    complain(verifier, "the tree of pages leads nowhere");
  for (struct str kid; !verifier->failed && (kid = pdf_next_value(&kids)).len;)
    add_pages(verifier, pdf_referred(kid), depth + 1);
}

/* ---- the parent tree ------------------------------------------------------------------------ */

static void add_parents(struct verifier *verifier, struct str node, int depth)
{
  struct str kids = pdf_inside(entry(verifier, node, "/Kids"));
  struct str entries = pdf_inside(entry(verifier, node, "/Nums"));
  if (depth == DEEPEST)
    complain(verifier, "the parent tree leads nowhere");
  for (struct str kid; !verifier->failed && (kid = pdf_next_value(&kids)).len;)
    add_parents(verifier, pdf_reader_follow(verifier->reader, kid), depth + 1);
  for (struct str key; !verifier->failed && (key = pdf_next_value(&entries)).len;) {
    struct parent parent = { pdf_whole_number(key), pdf_next_value(&entries) };
    size_t count = verifier->parents.len;
    if (parent.key < 0 || (count && verifier->parents.at[count - 1].key >= parent.key))
      complain(verifier, "the parent tree is not in order");
    *VEC_ADD(verifier->arena, &verifier->parents) = parent;
  }
}

/* What the parent tree has for KEY, a number in DICT. */
static struct str find_parent(const struct verifier *verifier, struct str dict, const char *key)
{
  int64_t wanted = pdf_whole_number(pdf_entry(dict, key));
  size_t low = 0, high = verifier->parents.len;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (verifier->parents.at[middle].key < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  bool found = low < verifier->parents.len && verifier->parents.at[low].key == wanted;
  return found ? verifier->parents.at[low].value : STR("");
}

static void add_owners(struct verifier *verifier, struct page *page)
{
  struct str found = find_parent(verifier, page->dict, "/StructParents");
  struct str all = pdf_inside(pdf_reader_follow(verifier->reader, found));
  VEC(struct owner) owners = { 0 };
  for (struct str value; (value = pdf_next_value(&all)).len;)
    *VEC_ADD(verifier->arena, &owners) = (struct owner) { .element = pdf_referred(value) };
  page->owners = owners.at;
  page->owner_count = owners.len;
}

/* ---- the structure tree --------------------------------------------------------------------- */

struct element {
  unsigned number;
  enum tag_role role;
  struct str kind, parent, page, alt, attributes, kids, id;
};

/* Where KEY's value belongs; NULL where nobody asks for it. */
static struct str *place_of(struct element *element, struct str key)
{
  switch (key.len > 1 ? key.at[1] : '\0') {
  case 'S':
    return str_is(key, "/S") ? &element->kind : NULL;
  case 'P':
    return str_is(key, "/P") ? &element->parent : str_is(key, "/Pg") ? &element->page : NULL;
  case 'A':
    return str_is(key, "/A") ? &element->attributes : str_is(key, "/Alt") ? &element->alt : NULL;
  case 'K':
    return str_is(key, "/K") ? &element->kids : NULL;
  case 'I':
    return str_is(key, "/ID") ? &element->id : NULL;
  default:
    return NULL;
  }
}

static struct element read_element(struct verifier *verifier, unsigned number)
{
  struct element element = { .number = number };
  struct str rest = pdf_inside(pdf_reader_object(verifier->reader, number));
  for (struct str key; (key = pdf_next_value(&rest)).len;) {
    struct str value = pdf_next_value(&rest), *place = place_of(&element, key);
    if (place)
      *place = value;
  }
  struct str name = element.kind;
  if (name.len < 2 || !tag_role_named((struct str) { name.at + 1, name.len - 1 }, &element.role))
    complain(verifier, "the structure holds no element where it should, or one of no known kind");
  return element;
}

/* For the end of a message. */
static const char *page_named(const struct verifier *verifier, uint32_t page)
{
  return page ? arena_printf(verifier->arena, " on page %u", page) : "";
}

static void check_element(struct verifier *verifier, const struct element *element, uint32_t page)
{
  struct str attributes = pdf_reader_follow(verifier->reader, element->attributes);
  int level = tag_heading_level(element->role);
  const char *fault = NULL;
  if (level > verifier->heading + 1)
    fault = "a heading skips a level";
  else if (element->role == TAG_FIGURE && !pdf_says_something(element->alt))
    fault = "a figure has no words";
  else if (element->role == TAG_FIGURE && pdf_inside(pdf_entry(attributes, "/BBox")).len == 0)
    fault = "a figure has no place";
  else if (element->role == TAG_TH && pdf_entry(attributes, "/Scope").len == 0)
    fault = "a table head heads neither a row nor a column";
  else if (element->role == TAG_NOTE && !pdf_says_something(element->id))
    fault = "a note has no name";
  if (fault)
    complain(verifier, "%s%s", fault, page_named(verifier, page));
  if (level)
    verifier->heading = level;
}

static void claim_piece(struct verifier *verifier, const struct element *element, uint32_t page,
                        int64_t id)
{
  struct page *on = page ? &verifier->pages.at[page - 1] : NULL;
  struct owner *owner
    = on && id >= 0 && (size_t)id < on->owner_count ? &on->owners[id] : NULL;
  if (!owner || owner->claimed || owner->element != element->number) {
    complain(verifier, "a %s%s names a piece that is not its own", tag_role_name(element->role),
             page_named(verifier, page));
    return;
  }
  owner->claimed = true;
  owner->role = element->role;
}

static uint32_t page_index(const struct verifier *verifier, struct str reference, uint32_t otherwise)
{
  unsigned number = pdf_referred(reference);
  return number && number < pdf_reader_count(verifier->reader) ? verifier->page_of[number]
                                                               : otherwise;
}

static void walk(struct verifier *verifier, unsigned number, const struct element *parent,
                 uint32_t page, int depth);

static void take_kid(struct verifier *verifier, const struct element *element, uint32_t page,
                     struct str kid, int depth)
{
  unsigned number = pdf_referred(kid);
  if (number) {
    walk(verifier, number, element, page, depth + 1);
  } else if (pdf_whole_number(kid) >= 0) {
    claim_piece(verifier, element, page, pdf_whole_number(kid));
  } else if (str_is(pdf_entry(kid, "/Type"), "/MCR")) {
    claim_piece(verifier, element, page_index(verifier, pdf_entry(kid, "/Pg"), page),
                pdf_whole_number(pdf_entry(kid, "/MCID")));
  } else {
    unsigned annotation = pdf_referred(pdf_entry(kid, "/Obj"));
    if (annotation == 0 || annotation >= pdf_reader_count(verifier->reader)
        || element->role != TAG_LINK)
      complain(verifier, "a %s holds what cannot be in it", tag_role_name(element->role));
    else
      verifier->holder[annotation] = element->number;
  }
}

static void walk(struct verifier *verifier, unsigned number, const struct element *parent,
                 uint32_t page, int depth)
{
  if (number >= pdf_reader_count(verifier->reader) || verifier->met[number] || depth == DEEPEST) {
    complain(verifier, "the structure leads to the same place twice, or nowhere");
    return;
  }
  verifier->met[number] = true;
  struct element element = read_element(verifier, number);
  if (verifier->failed)
    return;
  if (parent && pdf_referred(element.parent) != parent->number)
    complain(verifier, "a %s does not name the part that it is in", tag_role_name(element.role));
  if (parent ? !tag_may_stand_in(element.role, parent->role) : element.role != TAG_DOCUMENT)
    complain(verifier, "a %s stands in a %s", tag_role_name(element.role),
             parent ? tag_role_name(parent->role) : "tree");
  page = page_index(verifier, element.page, page);
  check_element(verifier, &element, page);
  if (element.kids.len && element.kids.at[0] != '[') {
    take_kid(verifier, &element, page, element.kids, depth);
    return;
  }
  struct str kids = pdf_inside(element.kids);
  for (struct str kid; !verifier->failed && (kid = pdf_next_value(&kids)).len;)
    take_kid(verifier, &element, page, kid, depth);
}

/* ---- what pages show ------------------------------------------------------------------------ */

static void check_annotations(struct verifier *verifier, const struct page *page, size_t number)
{
  struct str all = pdf_inside(entry(verifier, page->dict, "/Annots"));
  for (struct str value; !verifier->failed && (value = pdf_next_value(&all)).len;) {
    struct str annotation = pdf_reader_follow(verifier->reader, value);
    unsigned object = pdf_referred(value);
    unsigned holder
      = object && object < pdf_reader_count(verifier->reader) ? verifier->holder[object] : 0;
    if (!str_is(pdf_entry(annotation, "/Subtype"), "/Link")
        || !pdf_says_something(entry(verifier, annotation, "/Contents")))
      complain(verifier, "a link on page %zu is not described", number);
    if (holder == 0 || holder != pdf_referred(find_parent(verifier, annotation, "/StructParent")))
      complain(verifier, "a link on page %zu is no part of the structure", number);
  }
}

static void check_pages(struct verifier *verifier)
{
  auto_bytes struct bytes content = { 0 };
  for (size_t i = 0; i < verifier->pages.len && !verifier->failed; i++) {
    struct page *page = &verifier->pages.at[i];
    if (pdf_reader_stream(verifier->reader, entry(verifier, page->dict, "/Contents"), &content) < 0) {
      complain(verifier, "page %zu cannot be read", i + 1);
      return;
    }
    struct str text = { (const char *)content.at, content.len };
    const char *fault = verify_marks(verifier->arena, text, page->owners, page->owner_count);
    if (fault)
      complain(verifier, "on page %zu, %s", i + 1, fault);
    check_annotations(verifier, page, i + 1);
  }
}

/* ---- the document --------------------------------------------------------------------------- */

static bool holds(const struct bytes *bytes, const char *words)
{
  size_t len = strlen(words);
  for (size_t i = 0; i + len <= bytes->len; i++)
    if (memcmp(bytes->at + i, words, len) == 0)
      return true;
  return false;
}

static void check_catalog(struct verifier *verifier, struct str catalog)
{
  if (!str_is(pdf_entry(entry(verifier, catalog, "/MarkInfo"), "/Marked"), "true"))
    complain(verifier, "it does not say that it is tagged");
  if (!pdf_says_something(entry(verifier, catalog, "/Lang")))
    complain(verifier, "it names no language");
  struct str shown = pdf_entry(entry(verifier, catalog, "/ViewerPreferences"), "/DisplayDocTitle");
  if (!str_is(shown, "true"))
    complain(verifier, "its title would not be shown");
  if (pdf_inside(entry(verifier, catalog, "/OutputIntents")).len == 0)
    complain(verifier, "it does not say what its colours are");
  auto_bytes struct bytes metadata = { 0 };
  if (pdf_reader_stream(verifier->reader, entry(verifier, catalog, "/Metadata"), &metadata) < 0
      || !holds(&metadata, "<dc:title>") || !holds(&metadata, "<pdfuaid:part>1<")
      || !holds(&metadata, "<pdfaid:part>2<") || !holds(&metadata, "<pdfaid:conformance>A<"))
    complain(verifier, "it has no title, or does not claim to be accessible and archival");
}

static void verify(struct verifier *verifier)
{
  struct str catalog
    = entry(verifier, pdf_reader_trailer(verifier->reader), "/Root");
  struct str tree = entry(verifier, catalog, "/StructTreeRoot");
  check_catalog(verifier, catalog);
  add_pages(verifier, pdf_referred(pdf_entry(catalog, "/Pages")), 0);
  add_parents(verifier, entry(verifier, tree, "/ParentTree"), 0);
  if (verifier->failed)
    return;
  for (size_t i = 0; i < verifier->pages.len; i++)
    add_owners(verifier, &verifier->pages.at[i]);
  struct str kids = pdf_entry(tree, "/K"), inside = pdf_inside(kids);
  walk(verifier, pdf_referred(inside.len ? pdf_next_value(&inside) : kids), NULL, 0, 0);
  if (verifier->heading == 0)
    complain(verifier, "it has no headings");
  check_pages(verifier);
}

/* The whole file at PATH; nothing where it cannot be read. */
static struct str read_file(const char *path, struct bytes *bytes)
{
  auto_close int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0 || status.st_size <= 0)
    return STR("");
  size_t size = (size_t)status.st_size;
  uint8_t *room = bytes_room(bytes, size);
  while (bytes->len < size) {
    ssize_t got = read(fd, room + bytes->len, size - bytes->len);
    if (got <= 0)
      return STR("");
    bytes->len += (size_t)got;
  }
  return (struct str) { (const char *)bytes->at, bytes->len };
}

int verify_file(const char *path, struct diags *diags)
{
  auto_arena struct arena *arena = arena_new();
  auto_bytes struct bytes bytes = { 0 };
  struct verifier verifier = { .arena = arena, .diags = diags };
  struct pdf_reader *reader;
  struct str file = read_file(path, &bytes);
  if (file.len == 0 || pdf_reader_open(arena, file, &reader) < 0) {
    complain(&verifier, "it cannot be read again");
    return -1;
  }
  verifier.reader = reader;
  unsigned count = pdf_reader_count(reader);
  verifier.page_of = ARENA_ARRAY(arena, uint32_t, count);
  verifier.holder = ARENA_ARRAY(arena, unsigned, count);
  verifier.met = ARENA_ARRAY(arena, bool, count);
  verify(&verifier);
  return verifier.failed ? -1 : 0;
}
