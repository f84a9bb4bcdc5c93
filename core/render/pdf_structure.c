/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_structure.h"

#include "base/vec.h"
#include "render/verify.h"

#include <hpdf_streams.h>

/* One leaf of the parent tree holds so many pages or links: readers look up one at a time. */
enum { LEAF_PAGES = 64, LEAF_LINKS = 512 };

/* A piece of a tag, in the order of drawing: a run of a page's content, or a link's annotation. */
struct mark {
  int tag;
  uint32_t page;
  uint32_t id;         /* the run's number in its page, or the annotation's object number */
  bool is_annotation;
  uint32_t next;       /* the tag's next mark, NONE: no more */
};

#define NONE UINT32_MAX

/* What a tag's element holds; all by index. */
struct element {
  uint32_t first_mark, last_mark;
  uint32_t first_child, last_child, next_sibling;
  uint32_t first_drawn; /* the first mark of this or of anything in it */
  bool labelled;        /* a list with labels */
  uint32_t head;        /* of a table's head that cells name as theirs: its number, from 1, for its id */
};

struct pdf_structure {
  struct pdf *pdf;
  VEC(struct mark) marks;
  uint32_t *page_marks;  /* by page: the index of its first mark; one more than pages */
  int *last_tags;        /* by page: the last that has a mark there */
  size_t pages_begun;
  unsigned runs_on_page;
  VEC(uint32_t) links;   /* marks that are annotations */
  struct element *elements; /* by tag */
  VEC(uint32_t) notes;   /* tags that are TAG_NOTE: each has an id */
  VEC(uint32_t) heads;   /* and those that are named */
  unsigned root, first_element, first_list, parent_tree, first_leaf, leaf_count, page_leaf_count;
  unsigned id_tree;
  const char *root_entries;
};

struct pdf_structure *pdf_structure_new(struct pdf *pdf)
{
  struct pdf_structure *structure = ARENA_NEW(pdf->arena, struct pdf_structure);
  const struct display *display = pdf->display;
  structure->pdf = pdf;
  structure->page_marks = ARENA_ARRAY(pdf->arena, uint32_t, display->page_count + 1);
  structure->last_tags = ARENA_ARRAY(pdf->arena, int, display->page_count);
  structure->elements = ARENA_ARRAY(pdf->arena, struct element, display->tag_count);
  for (size_t i = 0; i < display->tag_count; i++)
    structure->elements[i] = (struct element) { NONE, NONE, NONE, NONE, NONE, NONE, false, 0 };
  return structure;
}

static struct mark *add_mark(struct pdf_structure *structure, size_t page, int tag)
{
  while (structure->pages_begun <= page) {
    structure->page_marks[structure->pages_begun++] = (uint32_t)structure->marks.len;
    structure->runs_on_page = 0;
  }
  uint32_t index = (uint32_t)structure->marks.len;
  struct mark *mark = VEC_ADD(structure->pdf->arena, &structure->marks);
  *mark = (struct mark) { .tag = tag, .page = (uint32_t)page, .next = NONE };
  if (tag > structure->last_tags[page])
    structure->last_tags[page] = tag;
  struct element *element = &structure->elements[tag];
  if (element->first_mark == NONE)
    element->first_mark = index;
  else
    structure->marks.at[element->last_mark].next = index;
  element->last_mark = index;
  return mark;
}

unsigned pdf_structure_mark(struct pdf_structure *structure, size_t page, int tag)
{
  struct mark *mark = add_mark(structure, page, tag);
  mark->id = structure->runs_on_page++;
  return mark->id;
}

unsigned pdf_structure_add_link(struct pdf_structure *structure, size_t page, int tag,
                                HPDF_Annotation annotation)
{
  struct mark *mark = add_mark(structure, page, tag);
  mark->id = pdf_number(annotation);
  mark->is_annotation = true;
  *VEC_ADD(structure->pdf->arena, &structure->links) = (uint32_t)structure->marks.len - 1;
  return (unsigned)(structure->pdf->display->page_count + structure->links.len - 1);
}

/* ---- the tree ------------------------------------------------------------------------------- */

static void link_children(struct pdf_structure *structure)
{
  const struct display *display = structure->pdf->display;
  struct element *elements = structure->elements;
  for (uint32_t i = 1; i < display->tag_count; i++) {
    struct element *parent = &elements[display->tags[i].parent];
    if (parent->first_child == NONE)
      parent->first_child = i;
    else
      elements[parent->last_child].next_sibling = i;
    parent->last_child = i;
    int item = display->tags[i].parent;
    if (display->tags[i].role == TAG_LBL && display->tags[item].role == TAG_LI)
      elements[display->tags[item].parent].labelled = true;
    if (display->tags[i].role == TAG_NOTE)
      *VEC_ADD(structure->pdf->arena, &structure->notes) = i;
    for (int k = 0; k < display->tags[i].header_count; k++)
      elements[display->tags[i].headers[k]].head = 1;
  }
  for (uint32_t i = 1; i < display->tag_count; i++) {
    if (!elements[i].head)
      continue;
    *VEC_ADD(structure->pdf->arena, &structure->heads) = i;
    elements[i].head = (uint32_t)structure->heads.len;
  }
  /* Children come after their parents, so backwards each is complete before it is used. */
  for (size_t i = display->tag_count; i-- > 0;) {
    struct element *element = &elements[i];
    if (element->first_mark < element->first_drawn)
      element->first_drawn = element->first_mark;
    if (i > 0 && element->first_drawn < elements[display->tags[i].parent].first_drawn)
      elements[display->tags[i].parent].first_drawn = element->first_drawn;
  }
}

static HPDF_STATUS write_root(HPDF_Dict root, HPDF_Stream stream)
{
  const struct pdf_structure *structure = root->attr;
  return HPDF_Stream_WriteStr(stream, structure->root_entries);
}

void pdf_structure_finish(struct pdf *pdf)
{
  struct pdf_structure *structure = pdf->structure;
  while (structure->pages_begun <= pdf->display->page_count)
    structure->page_marks[structure->pages_begun++] = (uint32_t)structure->marks.len;
  link_children(structure);

  HPDF_Dict root = pdf_dict(pdf);
  HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
  root->attr = structure;
  root->write_fn = write_root;
  structure->root = pdf_number(root);
  HPDF_Dict_Add(pdf->doc->catalog, "StructTreeRoot", root);
  HPDF_Dict marked = HPDF_Dict_New(pdf->doc->mmgr);
  HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
  HPDF_Dict_Add(pdf->doc->catalog, "MarkInfo", marked);
}

static unsigned ceiling(size_t count, size_t step)
{
  return (unsigned)((count + step - 1) / step);
}

unsigned pdf_structure_begin(struct pdf_structure *structure, unsigned first)
{
  const struct display *display = structure->pdf->display;
  structure->first_element = first;
  structure->first_list = first + (unsigned)display->tag_count;
  structure->parent_tree = structure->first_list + (unsigned)display->page_count;
  structure->page_leaf_count = ceiling(display->page_count, LEAF_PAGES);
  structure->leaf_count = structure->page_leaf_count + ceiling(structure->links.len, LEAF_LINKS);
  structure->first_leaf = structure->parent_tree + 1;
  structure->id_tree = structure->first_leaf + structure->leaf_count;
  bool named = structure->notes.len + structure->heads.len > 0;
  unsigned end = structure->id_tree + named;
  struct arena *arena = structure->pdf->arena;
  structure->root_entries =
    arena_printf(arena, "/K %u 0 R\n/ParentTree %u 0 R\n/ParentTreeNextKey %zu\n%s",
                 structure->first_element, structure->parent_tree,
                 display->page_count + structure->links.len,
                 named ? arena_printf(arena, "/IDTree %u 0 R\n", structure->id_tree) : "");
  return end - first;
}

/* ---- elements ------------------------------------------------------------------------------- */

static void add_reference(struct bytes *text, unsigned number)
{
  bytes_integer(text, number);
  bytes_text(text, " 0 R");
}

static void add_entry(struct bytes *text, const char *key, int64_t value)
{
  bytes_text(text, key);
  bytes_integer(text, value);
}

/* Keys sort as text, so they are all of one length. */
static void add_note_id(struct bytes *text, uint32_t tag)
{
  bytes_text(text, "(note-");
  bytes_hex(text, tag, 8);
  bytes_char(text, ')');
}

/* They come before the notes. */
static void add_head_id(struct bytes *text, uint32_t number)
{
  bytes_text(text, "(head-");
  bytes_hex(text, number, 6);
  bytes_char(text, ')');
}

static void add_headers(const struct pdf_structure *structure, const struct tag *tag,
                        struct bytes *text)
{
  bytes_text(text, "/Headers[");
  for (int i = 0; i < tag->header_count; i++)
    add_head_id(text, structure->elements[tag->headers[i]].head);
  bytes_char(text, ']');
}

static void add_box(const struct pdf_structure *structure, const struct tag *tag,
                    struct bytes *text)
{
  double height = structure->pdf->display->pages[tag->bbox_page].height;
  const double box[4] = { tag->x0, height - tag->y1, tag->x1, height - tag->y0 };
  bytes_text(text, "/A<</O/Layout/Placement/Block/BBox[");
  for (int i = 0; i < 4; i++) {
    bytes_hundredths(text, hundredths(box[i]));
    bytes_char(text, i < 3 ? ' ' : ']');
  }
  bytes_text(text, ">>");
}

static void add_attributes(const struct pdf_structure *structure, uint32_t index,
                           struct bytes *text)
{
  const struct tag *tag = &structure->pdf->display->tags[index];
  if (tag->language) {
    bytes_text(text, "/Lang");
    bytes_text_string(text, str_of(tag->language));
  }
  switch (tag->role) {
  case TAG_FIGURE:
    bytes_text(text, "/Alt");
    bytes_text_string(text, str_of(tag->alt));
    add_box(structure, tag, text);
    break;
  case TAG_SPAN: /* a symbol that is heard */
    if (tag->alt) {
      bytes_text(text, "/Alt");
      bytes_text_string(text, str_of(tag->alt));
    }
    break;
  case TAG_TH:
  case TAG_TD:
    if (structure->elements[index].head) {
      bytes_text(text, "/ID");
      add_head_id(text, structure->elements[index].head);
    }
    if (tag->role == TAG_TD && tag->row_span < 2 && tag->column_span < 2 && !tag->header_count)
      break;
    bytes_text(text, "/A<</O/Table");
    if (tag->role == TAG_TH)
      bytes_text(text, tag->scope == SCOPE_ROW ? "/Scope/Row" : "/Scope/Column");
    if (tag->row_span > 1)
      add_entry(text, "/RowSpan ", tag->row_span);
    if (tag->column_span > 1)
      add_entry(text, "/ColSpan ", tag->column_span);
    if (tag->header_count)
      add_headers(structure, tag, text);
    bytes_text(text, ">>");
    break;
  case TAG_L:
    bytes_text(text, "/A<</O/List/ListNumbering");
    bytes_text(text, !structure->elements[index].labelled ? "/None>>"
                     : tag->ordered                       ? "/Decimal>>"
                                                          : "/Disc>>");
    break;
  case TAG_NOTE:
    bytes_text(text, "/ID");
    add_note_id(text, index);
    break;
  default:
    break;
  }
}

static void add_mark_kid(const struct pdf_structure *structure, const struct mark *mark,
                         uint32_t page, struct bytes *text)
{
  if (!mark->is_annotation && mark->page == page) {
    bytes_integer(text, mark->id);
    return;
  }
  bytes_text(text, mark->is_annotation ? "<</Type/OBJR/Pg " : "<</Type/MCR/Pg ");
  add_reference(text, pdf_number(structure->pdf->pages[mark->page]));
  if (mark->is_annotation) {
    bytes_text(text, "/Obj ");
    add_reference(text, mark->id);
  } else {
    add_entry(text, "/MCID ", mark->id);
  }
  bytes_text(text, ">>");
}

/* Pieces of the tag and its children.  Children stay in reading order, which the tags are in; a
 * piece comes before the children that were drawn after it ("See [link] for more"). */
static void add_kids(const struct pdf_structure *structure, const struct element *element,
                     struct bytes *text)
{
  const struct element *elements = structure->elements;
  uint32_t mark = element->first_mark, child = element->first_child;
  if (mark == NONE && child == NONE)
    return;
  uint32_t page = mark == NONE ? NONE : structure->marks.at[mark].page;
  if (page != NONE) {
    bytes_text(text, "/Pg ");
    add_reference(text, pdf_number(structure->pdf->pages[page]));
  }
  bytes_text(text, "/K[");
  for (bool first = true; mark != NONE || child != NONE; first = false) {
    if (!first)
      bytes_char(text, ' ');
    if (child == NONE || (mark != NONE && mark < elements[child].first_drawn)) {
      add_mark_kid(structure, &structure->marks.at[mark], page, text);
      mark = structure->marks.at[mark].next;
    } else {
      add_reference(text, structure->first_element + child);
      child = elements[child].next_sibling;
    }
  }
  bytes_char(text, ']');
}

static void write_element(const struct pdf_structure *structure, uint32_t index,
                          struct pdf_objects *objects)
{
  const struct tag *tag = &structure->pdf->display->tags[index];
  struct bytes *text = pdf_objects_begin(objects, structure->first_element + index);
  bytes_text(text, "<</S/");
  bytes_text(text, tag_role_name(tag->role));
  bytes_text(text, "/P ");
  add_reference(text, tag->parent < 0 ? structure->root
                                      : structure->first_element + (unsigned)tag->parent);
  add_attributes(structure, index, text);
  add_kids(structure, &structure->elements[index], text);
  bytes_text(text, ">>");
}

/* ---- parent tree ---------------------------------------------------------------------------- */

/* The elements that the page's runs belong to, by the number of the run.  Stands right behind the
 * last of them, where it compresses best: it is mostly what their parents list. */
static void write_list(const struct pdf_structure *structure, size_t page,
                       struct pdf_objects *objects)
{
  struct bytes *text = pdf_objects_begin(objects, structure->first_list + (unsigned)page);
  bytes_char(text, '[');
  for (uint32_t i = structure->page_marks[page]; i < structure->page_marks[page + 1]; i++) {
    if (structure->marks.at[i].is_annotation)
      continue;
    if (text->at[text->len - 1] != '[')
      bytes_char(text, ' ');
    add_reference(text, structure->first_element + (unsigned)structure->marks.at[i].tag);
  }
  bytes_char(text, ']');
}

/* A link's key follows the pages'. */
static void write_leaf(const struct pdf_structure *structure, unsigned leaf,
                       struct pdf_objects *objects)
{
  size_t page_count = structure->pdf->display->page_count;
  bool of_pages = leaf < structure->page_leaf_count;
  size_t step = of_pages ? LEAF_PAGES : LEAF_LINKS;
  size_t from = (of_pages ? leaf : leaf - structure->page_leaf_count) * step;
  size_t end = of_pages ? page_count : structure->links.len;
  size_t to = from + step < end ? from + step : end;
  size_t key = of_pages ? 0 : page_count;

  struct bytes *text = pdf_objects_begin(objects, structure->first_leaf + leaf);
  add_entry(text, "<</Limits[", (int64_t)(key + from));
  add_entry(text, " ", (int64_t)(key + to - 1));
  bytes_text(text, "]/Nums[");
  for (size_t i = from; i < to; i++) {
    bytes_integer(text, (int64_t)(key + i));
    bytes_char(text, ' ');
    if (of_pages) {
      add_reference(text, structure->first_list + (unsigned)i);
    } else {
      const struct mark *mark = &structure->marks.at[structure->links.at[i]];
      add_reference(text, structure->first_element + (unsigned)mark->tag);
    }
    bytes_char(text, '\n');
  }
  bytes_text(text, "]>>");
}

static void write_parent_tree(const struct pdf_structure *structure, struct pdf_objects *objects)
{
  struct bytes *text = pdf_objects_begin(objects, structure->parent_tree);
  bytes_text(text, "<</Kids[");
  for (unsigned i = 0; i < structure->leaf_count; i++) {
    add_reference(text, structure->first_leaf + i);
    bytes_char(text, ' ');
  }
  bytes_text(text, "]>>");
  for (unsigned i = 0; i < structure->leaf_count; i++)
    write_leaf(structure, i, objects);
}

static void write_id_tree(const struct pdf_structure *structure, struct pdf_objects *objects)
{
  struct bytes *text = pdf_objects_begin(objects, structure->id_tree);
  bytes_text(text, "<</Names[");
  for (size_t i = 0; i < structure->heads.len; i++) {
    add_head_id(text, (uint32_t)i + 1);
    add_reference(text, structure->first_element + structure->heads.at[i]);
    bytes_char(text, '\n');
  }
  for (size_t i = 0; i < structure->notes.len; i++) {
    add_note_id(text, structure->notes.at[i]);
    add_reference(text, structure->first_element + structure->notes.at[i]);
    bytes_char(text, '\n');
  }
  bytes_text(text, "]>>");
}

void pdf_structure_write(const struct pdf_structure *structure, struct pdf_objects *objects)
{
  const struct display *display = structure->pdf->display;
  size_t listed = 0;
  for (uint32_t i = 0; i < display->tag_count; i++) {
    write_element(structure, i, objects);
    while (listed < display->page_count && structure->last_tags[listed] <= (int)i)
      write_list(structure, listed++, objects);
  }
  write_parent_tree(structure, objects);
  if (structure->notes.len + structure->heads.len > 0)
    write_id_tree(structure, objects);
}
