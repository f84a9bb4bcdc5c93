/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes: what can be added to a page.  Tables and figures are in files of their own. */
#include "extend/call.h"
#include "extend/host.h"
#include "extend/words.h"

/* A handle is the node itself, under a name that hides it from plugins. */
static struct strata_node *handle(struct node *node)
{
  return (struct strata_node *)node;
}

static struct node *node_of(struct strata_node *node)
{
  return (struct node *)node;
}

/* ---- for each other ------------------------------------------------------------------------ */

struct text host_text(struct strata_run *run, const char *text)
{
  const char *words = text ? words_expand(run, text, WORDS_MARKUP) : NULL;
  return words ? text_parse(run->arena, words) : (struct text) { 0 };
}

const char *host_plain(struct strata_run *run, const char *text)
{
  if (!text)
    return NULL;
  struct text words = host_text(run, text);
  if (text_leads_away(words))
    run_fail(run, "STRATA-X037",
             "a reference or footnote cannot stand in a figure's own words; put it in the text beside it");
  return text_spoken(run->arena, words);
}

enum symbol host_symbol(struct strata_run *run, const char *name)
{
  if (!name)
    return SYMBOL_NONE;
  enum symbol symbol = symbol_by_name(name);
  if (symbol != SYMBOL_NONE)
    return symbol;
  const char *names[SYMBOL_COUNT];
  for (int i = 1; i < SYMBOL_COUNT; i++)
    names[i - 1] = symbol_name((enum symbol)i);
  run_fail_near(run, "STRATA-X030", name, names, SYMBOL_COUNT - 1, "there is no symbol '%s'", name);
  return SYMBOL_NONE;
}

static bool holds_nodes(const struct node *node)
{
  return node->kind == NODE_SECTION || node->kind == NODE_BOX || node->kind == NODE_COLUMN
         || node->kind == NODE_SIDEBAR;
}

/* No node that the host gives out is deeper. */
enum { MOST_STEPS = 64 };

/* Whether NODE is in what the callback was given, or a template's script has it.  What is no node at
 * all may crash here, which costs its plugin the section too. */
static bool is_of_page(const struct strata_run *run, const struct node *node)
{
  const struct node *top = run->plugin == NO_INDEX ? run->document->root : run->page;
  for (int step = 0; node && node != top && step < MOST_STEPS; step++)
    node = node->parent;
  return node && node == top;
}

/* NODE when WHAT can be done with it; NULL after failing. */
static struct node *known_node(struct strata_run *run, struct strata_node *node, const char *what)
{
  if (!run->document)
    run_fail(run, "STRATA-X037", "%s is added in figures(), where there is no page", what);
  else if (!node)
    run_fail(run, "STRATA-X037", "%s is added to a node that is NULL", what);
  else if (!is_of_page(run, node_of(node)))
    run_fail(run, "STRATA-X037", "%s is added to a node that is not of the page given to this callback",
             what);
  else
    return node_of(node);
  return NULL;
}

struct node *host_parent(struct strata_run *run, struct strata_node *node, const char *what)
{
  struct node *parent = known_node(run, node, what);
  if (!parent)
    return NULL;
  if (holds_nodes(parent))
    return parent;
  run_fail(run, "STRATA-X037",
           "%s is added to a node that holds no others; add it to a page, box, column or sidebar", what);
  return NULL;
}

/* For what holds others.  Each takes some of the width, and where none is left the whole report would
 * have to be given up. */
static struct node *outer(struct strata_run *run, struct strata_node *node, const char *what)
{
  enum { MOST_DEEP = 6 };
  struct node *parent = host_parent(run, node, what);
  int depth = 0;
  for (const struct node *each = parent; each && each->kind != NODE_SECTION; each = each->parent)
    depth += holds_nodes(each);
  if (depth < MOST_DEEP)
    return parent;
  run_fail(run, "STRATA-X037", "%s is inside %d others, and columns and sidebars can be %d deep", what,
           depth, MOST_DEEP);
  return NULL;
}

static struct node *add(struct strata_run *run, struct strata_node *parent, enum node_kind kind,
                        const char *what)
{
  struct node *under = host_parent(run, parent, what);
  return under ? node_add(run->document, under, kind, run->loc) : NULL;
}

/* ---- sections ------------------------------------------------------------------------------ */

static struct node *section(struct strata_run *run, struct strata_node *node, const char *what)
{
  struct node *found = host_parent(run, node, what);
  if (!found || found->kind == NODE_SECTION)
    return found;
  run_fail(run, "STRATA-X037", "%s can be given to a page only", what);
  return NULL;
}

static struct strata_node *add_title(struct strata_run *run, struct strata_node *node,
                                     const char *text)
{
  struct node *page = section(run, node, "a title");
  if (page)
    page->text = host_text(run, text);
  return handle(page);
}

static struct strata_node *add_subtitle(struct strata_run *run, struct strata_node *node,
                                        const char *text)
{
  struct node *page = section(run, node, "a subtitle");
  if (page)
    page->subtitle = host_text(run, text);
  return handle(page);
}

static struct strata_node *add_running(struct strata_run *run, struct strata_node *node,
                                       const char *text)
{
  struct node *page = section(run, node, "a running head");
  if (page)
    page->running = words_expand(run, text ? text : "", WORDS_MARKUP); /* parsed by layout */
  return handle(page);
}

static struct strata_node *set_run_on(struct strata_run *run, struct strata_node *node)
{
  struct node *page = section(run, node, "running on");
  if (page)
    page->run_on = true;
  return handle(page);
}

static const struct master *master_of(const struct document *document, const struct node *page)
{
  for (size_t i = 0; page->master && i < document->master_count; i++)
    if (strcmp(document->masters[i].name, page->master) == 0)
      return &document->masters[i];
  return NULL;
}

static struct strata_node *add_box(struct strata_run *run, struct strata_node *node,
                                   const char *name)
{
  struct node *page = section(run, node, "a box");
  if (!page || !name)
    return NULL;
  const struct master *master = master_of(run->document, page);
  size_t count = master ? master->box_count : 0;
  const char **names = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    names[i] = master->boxes[i].name;
    if (strcmp(names[i], name) != 0)
      continue;
    struct node *box = node_add(run->document, page, NODE_BOX, run->loc);
    box->name = names[i];
    return handle(box);
  }
  run_fail_near(run, "STRATA-X037", name, names, count, "the page's master has no box '%s'", name);
  return NULL;
}

static struct strata_node *add_columns(struct strata_run *run, struct strata_node *node,
                                       const int *spans, size_t count,
                                       struct strata_node **ret_columns)
{
  enum { GRID = 12 };
  int sum = 0;
  for (size_t i = 0; i < count; i++) {
    ret_columns[i] = NULL;
    sum += spans[i] > 0 && spans[i] <= GRID ? spans[i] : GRID + 1;
  }
  struct node *parent = outer(run, node, "a row of columns");
  if (!parent)
    return NULL;
  if (count < 1 || sum > GRID) {
    run_fail(run, "STRATA-X037", "columns need spans that add up to at most %d", GRID);
    return NULL;
  }
  struct node *columns = node_add(run->document, parent, NODE_COLUMNS, run->loc);
  for (size_t i = 0; i < count; i++) {
    struct node *column = node_add(run->document, columns, NODE_COLUMN, run->loc);
    column->level = spans[i];
    ret_columns[i] = handle(column);
  }
  return handle(columns);
}

/* ---- text ---------------------------------------------------------------------------------- */

static struct strata_node *add_text(struct strata_run *run, struct strata_node *node,
                                    enum node_kind kind, const char *what, const char *text)
{
  struct text words = host_text(run, text);
  struct node *added = add(run, node, kind, what);
  if (added)
    added->text = words;
  return handle(added);
}

static struct strata_node *add_heading(struct strata_run *run, struct strata_node *node,
                                       const char *text, int level)
{
  if (level != 0 && (level < 2 || level > 4)) {
    run_fail(run, "STRATA-X030", "a heading's level is %d, and can be 2, 3 or 4", level);
    return NULL;
  }
  struct strata_node *heading = add_text(run, node, NODE_HEADING, "a heading", text);
  if (heading)
    node_of(heading)->level = level ? level : 2;
  return heading;
}

static struct strata_node *add_paragraph(struct strata_run *run, struct strata_node *node,
                                         const char *text, const char *style)
{
  static const char *const styles[] = { [PARAGRAPH_BODY] = "body",
                                        [PARAGRAPH_LEAD] = "lead",
                                        [PARAGRAPH_MEANING] = "meaning",
                                        [PARAGRAPH_QUOTE] = "quote",
                                        [PARAGRAPH_SMALL] = "small",
                                        NULL };
  int chosen = run_word(run, "the style of a paragraph", style, styles, PARAGRAPH_BODY);
  if (chosen < 0)
    return NULL;
  struct strata_node *paragraph = add_text(run, node, NODE_PARAGRAPH, "a paragraph", text);
  if (paragraph)
    node_of(paragraph)->style = (enum paragraph_style)chosen;
  return paragraph;
}

static struct strata_node *add_list(struct strata_run *run, struct strata_node *node,
                                    const char *const *items, size_t count, const char *style)
{
  static const char *const styles[] = { "bullets", "numbered", NULL };
  int chosen = run_word(run, "the style of a list", style, styles, 0);
  struct node *list = chosen < 0 || !count ? NULL : add(run, node, NODE_LIST, "a list");
  if (!list)
    return NULL;
  list->ordered = chosen == 1;
  for (size_t i = 0; i < count; i++) {
    struct node *item = node_add(run->document, list, NODE_ITEM, run->loc);
    struct node *paragraph = node_add(run->document, item, NODE_PARAGRAPH, run->loc);
    paragraph->text = host_text(run, items[i]);
  }
  return handle(list);
}

static struct strata_node *add_callout(struct strata_run *run, struct strata_node *node,
                                       const char *text)
{
  return add_text(run, node, NODE_CALLOUT, "a callout", text);
}

static struct strata_node *add_note(struct strata_run *run, struct strata_node *node,
                                    const char *text)
{
  return add_text(run, node, NODE_NOTE, "a note", text);
}

static struct strata_node *add_rule(struct strata_run *run, struct strata_node *node)
{
  return handle(add(run, node, NODE_RULE, "a rule"));
}

static struct strata_node *add_contents(struct strata_run *run, struct strata_node *node)
{
  return handle(add(run, node, NODE_CONTENTS, "the table of contents"));
}

static struct strata_node *add_key(struct strata_run *run, struct strata_node *node)
{
  return handle(add(run, node, NODE_KEY, "the key"));
}

static struct strata_node *add_key_figures(struct strata_run *run, struct strata_node *node,
                                           const struct strata_key_figure *items, size_t count,
                                           size_t item_size)
{
  struct node *added = count ? add(run, node, NODE_KEY_FIGURES, "a row of key figures") : NULL;
  if (!added)
    return NULL;
  struct key_figure *figures = ARENA_ARRAY(run->arena, struct key_figure, count);
  for (size_t i = 0; i < count; i++) {
    struct strata_key_figure item;
    host_copy_in(&item, sizeof item, (const char *)items + i * item_size, item_size);
    figures[i] = (struct key_figure) { .value = host_text(run, item.value),
                                       .words = host_text(run, item.words),
                                       .comparison = host_text(run, item.comparison) };
  }
  added->key_figures = figures;
  added->item_count = count;
  return handle(added);
}

static struct strata_node *add_findings(struct strata_run *run, struct strata_node *node,
                                        const struct strata_finding *items, size_t count,
                                        size_t item_size)
{
  struct node *added = count ? add(run, node, NODE_FINDINGS, "a list of findings") : NULL;
  if (!added)
    return NULL;
  struct finding *findings = ARENA_ARRAY(run->arena, struct finding, count);
  for (size_t i = 0; i < count; i++) {
    struct strata_finding item;
    host_copy_in(&item, sizeof item, (const char *)items + i * item_size, item_size);
    findings[i] = (struct finding) { .lead = host_text(run, item.lead),
                                     .support = host_text(run, item.support) };
  }
  added->findings = findings;
  added->item_count = count;
  return handle(added);
}

/* ---- what is numbered and referred to ------------------------------------------------------ */

static struct strata_node *add_contents_of(struct strata_run *run, struct strata_node *node,
                                           const char *kind)
{
  static const char *const kinds[] = { [CONTENTS_SECTIONS] = "sections",
                                       [CONTENTS_FIGURES] = "figures",
                                       [CONTENTS_TABLES] = "tables", NULL };
  int chosen = run_word(run, "what a table of contents lists", kind, kinds, CONTENTS_SECTIONS);
  struct node *added = chosen < 0 ? NULL : add(run, node, NODE_CONTENTS, "a table of contents");
  if (added)
    added->contents = (enum contents_of)chosen;
  return handle(added);
}

static struct strata_node *add_glossary(struct strata_run *run, struct strata_node *node)
{
  return handle(add(run, node, NODE_GLOSSARY, "the glossary"));
}

static struct strata_node *add_sidebar(struct strata_run *run, struct strata_node *node,
                                       const char *title)
{
  return outer(run, node, "a sidebar") ? add_text(run, node, NODE_SIDEBAR, "a sidebar", title) : NULL;
}

static bool is_anchor(const char *name)
{
  size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.");
  return len > 0 && name[len] == '\0';
}

static struct strata_node *set_anchor(struct strata_run *run, struct strata_node *node,
                                      const char *name)
{
  struct node *named = known_node(run, node, "an anchor");
  if (!named)
    return NULL;
  bool fits = named->kind == NODE_HEADING || named->kind == NODE_TABLE || named->kind == NODE_FIGURE
              || named->kind == NODE_CALLOUT; /* in place of a figure without figures */
  if (!fits)
    run_fail(run, "STRATA-X037", "an anchor is given to a heading, a table or a figure");
  else if (!name || !is_anchor(name))
    run_fail(run, "STRATA-X030", "an anchor is small letters, digits, points and hyphens, not '%s'",
             name ? name : "");
  else
    named->name = arena_strdup(run->arena, name);
  return node;
}

static struct strata_node *set_unnumbered(struct strata_run *run, struct strata_node *node)
{
  struct node *plain = known_node(run, node, "what takes its number away");
  if (plain)
    plain->unnumbered = true;
  return handle(plain);
}

/* ---- what others say ----------------------------------------------------------------------- */

/* Commentary may name figures, as scripts do; its headings stand below the page's title. */
static struct strata_node *add_commentary(struct strata_run *run, struct strata_node *node,
                                          const char *name)
{
  struct node *parent = host_parent(run, node, "commentary");
  const char *path = NULL;
  const char *markdown = parent ? run_commentary(run, name, &path) : NULL;
  if (!markdown)
    return NULL;
  struct loc asked = run->loc;
  run->loc = (struct loc) { .file = path, .line = 1 };
  const char *words = words_expand(run, markdown, WORDS_COMMONMARK);
  run->loc = asked;
  if (!words)
    return NULL;
  if (node_add_commonmark(run->document, parent, words, 2, LOC_FILE(path), run->diags) < 0) {
    run_fail(run, "STRATA-X034", "the commentary '%s' has errors", path);
    return NULL;
  }
  return node;
}

static struct strata_node *add_plugin(struct strata_run *run, struct strata_node *node,
                                      const char *plugin, const char *callback)
{
  struct node *parent = host_parent(run, node, "what a plugin writes");
  if (!parent)
    return NULL;
  int found = plugin ? catalog_plugin(run->catalog, str_of(plugin)) : NO_INDEX;
  int chosen = run_word(run, "the callback", callback, callback_names, CALLBACK_CHAPTER);
  if (run->plugin != NO_INDEX) {
    run_fail(run, "STRATA-X037", "a plugin cannot ask another to write; a template can");
    return NULL;
  }
  if (found == NO_INDEX) {
    run_fail(run, "STRATA-X035", "there is no plugin '%s'", plugin ? plugin : "");
    return NULL;
  }
  if (chosen < 0 || !call_section(run, found, (enum callback)chosen, parent))
    return NULL;
  return node;
}

const struct strata_nodes host_nodes = {
  .struct_size = sizeof(struct strata_nodes),
  .title = add_title,
  .subtitle = add_subtitle,
  .running = add_running,
  .box = add_box,
  .columns = add_columns,
  .heading = add_heading,
  .paragraph = add_paragraph,
  .list = add_list,
  .key_figures = add_key_figures,
  .findings = add_findings,
  .callout = add_callout,
  .note = add_note,
  .rule = add_rule,
  .contents = add_contents,
  .key = add_key,
  .commentary = add_commentary,
  .table = host_add_table,
  .figure = host_add_figure,
  .plugin = add_plugin,
  .run_on = set_run_on,
  .contents_of = add_contents_of,
  .glossary = add_glossary,
  .sidebar = add_sidebar,
  .anchor = set_anchor,
  .unnumbered = set_unnumbered,
};
