/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes that hold others: pages with their titles and boxes, columns, sidebars. */
#include "extend/host.h"
#include "extend/words.h"

static struct node *section(struct strata_run *run, struct strata_node *node, const char *what)
{
  struct node *found = host_parent(run, node, what);
  if (!found || found->kind == NODE_SECTION)
    return found;
  run_fail(run, "STRATA-X037", "%s can be given to a page only", what);
  return NULL;
}

struct strata_node *host_add_title(struct strata_run *run, struct strata_node *node,
                                     const char *text)
{
  struct node *page = section(run, node, "a title");
  if (page)
    page->text = host_text(run, text);
  return host_handle(page);
}

struct strata_node *host_add_subtitle(struct strata_run *run, struct strata_node *node,
                                        const char *text)
{
  struct node *page = section(run, node, "a subtitle");
  if (page)
    page->subtitle = host_text(run, text);
  return host_handle(page);
}

struct strata_node *host_add_running(struct strata_run *run, struct strata_node *node,
                                       const char *text)
{
  struct node *page = section(run, node, "a running head");
  if (page)
    page->running = words_expand(run, text ? text : "", WORDS_MARKUP); /* parsed by layout */
  return host_handle(page);
}

struct strata_node *host_set_run_on(struct strata_run *run, struct strata_node *node)
{
  struct node *page = section(run, node, "running on");
  if (page)
    page->run_on = true;
  return host_handle(page);
}

static const struct master *master_of(const struct document *document, const struct node *page)
{
  for (size_t i = 0; page->master && i < document->master_count; i++)
    if (strcmp(document->masters[i].name, page->master) == 0)
      return &document->masters[i];
  return NULL;
}

struct strata_node *host_add_box(struct strata_run *run, struct strata_node *node,
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
    return host_handle(box);
  }
  run_fail_near(run, "STRATA-X037", name, names, count, "the page's master has no box '%s'", name);
  return NULL;
}

/* ---- what holds others --------------------------------------------------------------------- */

/* For what holds others.  Each takes some of the width, and where none is left the whole report would
 * have to be given up. */
static struct node *outer(struct strata_run *run, struct strata_node *node, const char *what)
{
  enum { MOST_DEEP = 6 };
  struct node *parent = host_parent(run, node, what);
  int depth = 0;
  for (const struct node *each = parent; each && each->kind != NODE_SECTION; each = each->parent)
    depth += host_holds_nodes(each);
  if (depth < MOST_DEEP)
    return parent;
  run_fail(run, "STRATA-X037", "%s is inside %d others, and columns and sidebars can be %d deep", what,
           depth, MOST_DEEP);
  return NULL;
}

struct strata_node *host_add_columns(struct strata_run *run, struct strata_node *node,
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
    ret_columns[i] = host_handle(column);
  }
  return host_handle(columns);
}

struct strata_node *host_add_sidebar(struct strata_run *run, struct strata_node *node,
                                       const char *title)
{
  struct text words = host_text(run, title);
  struct node *parent = outer(run, node, "a sidebar");
  if (!parent)
    return NULL;
  struct node *sidebar = node_add(run->document, parent, NODE_SIDEBAR, run->loc);
  sidebar->text = words;
  return host_handle(sidebar);
}
