/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said only when the whole document is there: numbers, references, first uses. */
#include "base/num.h"
#include "base/vec.h"
#include "document/document.h"

/* ---- every text ---------------------------------------------------------------------------- */

struct visiting {
  void (*visit)(void *user, const struct node *node, struct text text);
  void *user;
  const struct node *node;
};

static void visit_text(const struct visiting *visiting, struct text text)
{
  visiting->visit(visiting->user, visiting->node, text);
  for (size_t i = 0; i < text.count; i++)
    if (text.runs[i].footnote)
      visiting->visit(visiting->user, visiting->node, text.runs[i].footnote->text);
}

static void visit_table(const struct visiting *visiting, const struct table *table)
{
  visit_text(visiting, table->title);
  visit_text(visiting, table->meaning);
  for (size_t c = 0; c < table->column_count; c++) {
    visit_text(visiting, table->columns[c].group);
    visit_text(visiting, table->columns[c].head);
  }
  for (size_t r = 0; r < table->row_count; r++)
    for (size_t c = 0; c < table->column_count; c++)
      visit_text(visiting, table->rows[r].cells[c].text);
  visit_text(visiting, table->note);
}

static void visit_node(struct visiting *visiting, const struct node *node)
{
  visiting->node = node;
  visit_text(visiting, node->text);
  visit_text(visiting, node->subtitle);
  if (node->table)
    visit_table(visiting, node->table);
  for (size_t i = 0; i < node->item_count; i++) {
    if (node->key_figures) {
      visit_text(visiting, node->key_figures[i].value);
      visit_text(visiting, node->key_figures[i].words);
      visit_text(visiting, node->key_figures[i].comparison);
    } else if (node->findings) {
      visit_text(visiting, node->findings[i].lead);
      visit_text(visiting, node->findings[i].support);
    }
  }
  for (const struct node *child = node->first; child; child = child->next)
    visit_node(visiting, child);
}

void document_each_text(const struct document *document,
                        void (*visit)(void *user, const struct node *node, struct text text),
                        void *user)
{
  struct visiting visiting = {.visit = visit, .user = user};
  for (const struct node *section = document->root->first; section; section = section->next)
    visit_node(&visiting, section);
}

/* ---- numbers ------------------------------------------------------------------------------- */

struct place {
  const char *anchor;
  const struct node *node;
};

struct resolving {
  struct document *document;
  struct diags *diags;
  VEC(struct place) places;
  int figures, tables;       /* counted so far */
  const char *prefix;        /* of the section's numbers; "" for none */
  int prefix_figures, prefix_tables; /* counted with it */
  int footnotes;
  int status;
};

static bool is_cover(const struct document *document, const struct node *section)
{
  for (size_t i = 0; section->master && i < document->master_count; i++)
    if (strcmp(document->masters[i].name, section->master) == 0)
      return document->masters[i].cover;
  return false;
}

static bool has_title(const struct node *node)
{
  if (node->kind == NODE_TABLE)
    return node->table->title.count > 0;
  return node->figure->title && *node->figure->title && !node->figure->compact &&
         !node->figure->panel;
}

/* "Table A1", and an anchor where it has none. */
static void number_node(struct resolving *resolving, struct node *node)
{
  struct arena *arena = resolving->document->arena;
  bool table = node->kind == NODE_TABLE, apart = *resolving->prefix != '\0';
  const char *word = table ? resolving->document->table_word : resolving->document->figure_word;
  if (!word || node->unnumbered || !has_title(node))
    return;
  int *count = table ? (apart ? &resolving->prefix_tables : &resolving->tables)
                     : (apart ? &resolving->prefix_figures : &resolving->figures);
  const char *number = num_format(arena, ++*count, 0, NUM_PLAIN);
  node->label = arena_printf(arena, "%s\u00a0%s%s", word, resolving->prefix, number);
  if (!node->name)
    node->name = arena_printf(arena, "%s-%s%s", table ? "table" : "figure", resolving->prefix, number);
}

static void number_nodes(struct resolving *resolving, struct node *node, bool numbered)
{
  if (node->kind == NODE_SECTION) {
    const char *prefix = node->number_prefix ? node->number_prefix : "";
    if (strcmp(prefix, resolving->prefix) != 0)
      resolving->prefix_figures = resolving->prefix_tables = 0;
    resolving->prefix = prefix;
  }
  if (numbered && (node->kind == NODE_TABLE || node->kind == NODE_FIGURE))
    number_node(resolving, node);
  if (node->name && node->kind != NODE_BOX)
    *VEC_ADD(resolving->document->arena, &resolving->places) = (struct place){node->name, node};
  for (struct node *child = node->first; child; child = child->next)
    number_nodes(resolving, child, numbered);
}

/* ---- references and footnotes -------------------------------------------------------------- */

static const char *title_of(struct arena *arena, const struct node *node)
{
  if (node->table)
    return text_spoken(arena, node->table->title);
  if (node->figure)
    return node->figure->title ? node->figure->title : "";
  return text_spoken(arena, node->text);
}

static void report_dangling(struct resolving *resolving, const char *anchor, struct loc loc)
{
  size_t count = resolving->places.len;
  const char **names = ARENA_ARRAY(resolving->document->arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++)
    names[i] = resolving->places.at[i].anchor;
  diag_error(resolving->diags, "STRATA-L029", loc, "the reference '{#%s}' leads nowhere", anchor);
  diag_hint(resolving->diags,
            "write # and the name of a section, or the anchor of a figure, table or heading of this report");
  diag_suggest(resolving->diags, str_of(anchor), names, count);
  resolving->status = -1;
}

static void fill(struct resolving *resolving, struct reference *reference, struct loc loc)
{
  struct arena *arena = resolving->document->arena;
  const struct node *node = NULL;
  for (size_t i = 0; i < resolving->places.len && !node; i++)
    if (strcmp(resolving->places.at[i].anchor, reference->anchor) == 0)
      node = resolving->places.at[i].node;
  const struct document *document = resolving->document;
  for (size_t i = 0; i < document->term_count && !node; i++)
    if (document->terms[i].anchor && strcmp(document->terms[i].anchor, reference->anchor) == 0
        && reference->form != REFERENCE_PAGE) {
      reference->words = document->terms[i].word;
      return;
    }
  if (!node) {
    report_dangling(resolving, reference->anchor, loc);
    return;
  }
  if (reference->form == REFERENCE_PAGE)
    reference->words = "page\u00a0";
  else if (reference->form == REFERENCE_LABEL && node->label)
    reference->words = node->label;
  else
    reference->words = title_of(arena, node);
}

static void resolve_text(void *user, const struct node *node, struct text text)
{
  struct resolving *resolving = user;
  for (size_t i = 0; i < text.count; i++) {
    if (text.runs[i].reference)
      fill(resolving, text.runs[i].reference, node->loc);
    if (text.runs[i].footnote)
      text.runs[i].footnote->number = ++resolving->footnotes;
  }
}

/* ---- terms --------------------------------------------------------------------------------- */

static const struct node *find_kind(const struct node *node, enum node_kind kind)
{
  const struct node *found = node->kind == kind ? node : NULL;
  for (const struct node *child = node->first; child && !found; child = child->next)
    found = find_kind(child, kind);
  return found;
}

static bool is_word(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         (unsigned char)c >= 0x80;
}

static char small(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The first whole WORD in TEXT, its first letter large or small; NULL: none. */
static const char *find_word(const char *text, const char *word)
{
  size_t len = strlen(word);
  const char first[3] = {word[0], small(word[0]) != word[0] ? small(word[0])
                                  : word[0] >= 'a' && word[0] <= 'z' ? (char)(word[0] - 'a' + 'A')
                                                                     : word[0]};
  for (const char *at = strpbrk(text, first); at; at = strpbrk(at + 1, first))
    if (strncmp(at + 1, word + 1, len - 1) == 0 && (at == text || !is_word(at[-1])) &&
        !is_word(at[len]))
      return at;
  return NULL;
}

/* Cuts WORD, LEN long at AT in run INDEX of TEXT, out as a link to ANCHOR. */
static struct text link_word(struct arena *arena, struct text text, size_t index, const char *at,
                             size_t len, const char *anchor)
{
  VEC(struct run) runs = {0};
  const struct run *run = &text.runs[index];
  const struct str parts[] = {{run->text, (size_t)(at - run->text)}, {at, len}, str_of(at + len)};
  for (size_t i = 0; i < text.count; i++) {
    if (i != index) {
      *VEC_ADD(arena, &runs) = text.runs[i];
      continue;
    }
    for (size_t k = 0; k < 3; k++) {
      if (parts[k].len == 0)
        continue;
      struct run *part = VEC_ADD(arena, &runs);
      *part = *run;
      part->text = arena_text(arena, parts[k].at, parts[k].len);
      part->link = k == 1 ? arena_printf(arena, "#%s", anchor) : NULL;
    }
  }
  return (struct text){runs.at, runs.len};
}

/* Whether WORD was found in the plain words of NODE, which then lead to TERM. */
static bool link_in_text(struct document *document, struct node *node, const struct term *term,
                         const char *word)
{
  for (size_t i = 0; i < node->text.count; i++) {
    const struct run *run = &node->text.runs[i];
    const char *at = run->symbol || run->link || run->style & RUN_STRONG
                         ? NULL
                         : find_word(run->text, word);
    if (!at)
      continue;
    node->text = link_word(document->arena, node->text, i, at, strlen(word), term->anchor);
    return true;
  }
  return false;
}

static bool is_running_text(const struct node *node)
{
  return node->kind == NODE_PARAGRAPH || node->kind == NODE_CALLOUT;
}

/* Terms that were not met yet are looked for in NODE and below it. */
static void link_terms(struct document *document, struct node *node, bool *met)
{
  for (size_t t = 0; is_running_text(node) && t < document->term_count; t++) {
    const struct term *term = &document->terms[t];
    if (met[t])
      continue;
    met[t] = link_in_text(document, node, term, term->word);
    for (size_t i = 0; i < term->also_count && !met[t]; i++)
      met[t] = link_in_text(document, node, term, term->also[i]);
  }
  for (struct node *child = node->first; child; child = child->next)
    link_terms(document, child, met);
}

/* Small letters, digits and hyphens. */
static const char *term_anchor(struct arena *arena, const char *word)
{
  struct strbuf anchor = STRBUF(arena);
  strbuf_add_text(&anchor, "term-");
  for (; *word; word++)
    strbuf_add_char(&anchor, is_word(*word) ? small(*word) : '-');
  return strbuf_text(&anchor);
}

int document_resolve(struct document *document, struct diags *diags)
{
  struct resolving resolving = {.document = document, .diags = diags, .prefix = ""};
  for (struct node *section = document->root->first; section; section = section->next)
    number_nodes(&resolving, section, !is_cover(document, section));
  bool explained = find_kind(document->root, NODE_GLOSSARY);
  for (size_t i = 0; explained && i < document->term_count; i++)
    document->terms[i].anchor = term_anchor(document->arena, document->terms[i].word);
  document_each_text(document, resolve_text, &resolving);
  if (explained) {
    bool *met = ARENA_ARRAY(document->arena, bool, document->term_count + 1);
    link_terms(document, document->root, met);
  }
  return resolving.status;
}
