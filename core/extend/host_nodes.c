/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes: what can be added to a page.  Those that hold others, tables and figures are in files of their
 * own. */
#include "extend/call.h"
#include "extend/host.h"
#include "extend/words.h"

static struct node *add(struct strata_run *run, struct strata_node *parent, enum node_kind kind,
                        const char *what)
{
  struct node *under = host_parent(run, parent, what);
  return under ? node_add(run->document, under, kind, run->loc) : NULL;
}

/* ---- text ---------------------------------------------------------------------------------- */

static struct strata_node *add_text(struct strata_run *run, struct strata_node *node,
                                    enum node_kind kind, const char *what, const char *text)
{
  struct text words = host_text(run, text);
  struct node *added = add(run, node, kind, what);
  if (added)
    added->text = words;
  return host_handle(added);
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
    host_node_of(heading)->level = level ? level : 2;
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
  struct text words = host_text(run, text);
  struct node *paragraph
    = add(run, node, chosen == PARAGRAPH_QUOTE ? NODE_QUOTE : NODE_PARAGRAPH, "a paragraph");
  if (paragraph && chosen == PARAGRAPH_QUOTE)
    paragraph = node_add(run->document, paragraph, NODE_PARAGRAPH, run->loc);
  if (paragraph) {
    paragraph->text = words;
    paragraph->style = (enum paragraph_style)chosen;
  }
  return host_handle(paragraph);
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
  return host_handle(list);
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
  return host_handle(add(run, node, NODE_RULE, "a rule"));
}

static struct strata_node *add_contents(struct strata_run *run, struct strata_node *node)
{
  return host_handle(add(run, node, NODE_CONTENTS, "the table of contents"));
}

static struct strata_node *add_key(struct strata_run *run, struct strata_node *node)
{
  return host_handle(add(run, node, NODE_KEY, "the key"));
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
  return host_handle(added);
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
  return host_handle(added);
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
  return host_handle(added);
}

static struct strata_node *add_glossary(struct strata_run *run, struct strata_node *node)
{
  return host_handle(add(run, node, NODE_GLOSSARY, "the glossary"));
}

static bool is_anchor(const char *name)
{
  size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.");
  return len > 0 && name[len] == '\0';
}

static struct strata_node *set_anchor(struct strata_run *run, struct strata_node *node,
                                      const char *name)
{
  struct node *named = host_known_node(run, node, "an anchor");
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
  struct node *plain = host_known_node(run, node, "what takes its number away");
  if (plain)
    plain->unnumbered = true;
  return host_handle(plain);
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
  .title = host_add_title,
  .subtitle = host_add_subtitle,
  .running = host_add_running,
  .box = host_add_box,
  .columns = host_add_columns,
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
  .run_on = host_set_run_on,
  .contents_of = add_contents_of,
  .glossary = add_glossary,
  .sidebar = host_add_sidebar,
  .anchor = set_anchor,
  .unnumbered = set_unnumbered,
};
