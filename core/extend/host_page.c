/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes that hold others: pages with their titles and boxes, columns, sidebars. */
#include "base/num.h"
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

/* Points, as the theme that comes with the program has them.  A workspace's own may have others, and what
 * that leaves no room for is found when the page is set; this finds, at the line that asks for it, what no
 * theme has room for. */
enum { GRID = 12, PAGE_WIDTH = 516, GUTTER = 12, PADDING = 8, LEAST_WIDTH = 18, MOST_DEEP = 6 };

/* The width of SPAN columns when WIDTH is divided as the page is. */
static double span_width(double width, int span)
{
  return (width + GUTTER) * span / GRID - GUTTER;
}

static double box_width(const struct strata_run *run, const struct node *box)
{
  const struct master *master = master_of(run->document, box->parent);
  for (size_t i = 0; master && i < master->box_count; i++)
    if (strcmp(master->boxes[i].name, box->name) == 0)
      return master->boxes[i].width;
  return PAGE_WIDTH;
}

/* The width within NODE; *RET_DEPTH: how many nodes that take some of it are around what is in it. */
static double width_in(const struct strata_run *run, const struct node *node, int *ret_depth)
{
  if (node->kind == NODE_BOX)
    return box_width(run, node);
  if (node->kind == NODE_SECTION || !node->parent)
    return PAGE_WIDTH;
  double width = width_in(run, node->parent, ret_depth);
  *ret_depth += node->kind != NODE_COLUMNS;
  if (node->kind == NODE_SIDEBAR)
    return width - 2 * PADDING;
  return node->kind == NODE_COLUMN ? span_width(width, node->level) : width;
}

/* The node that NODE stands for, when it can hold WHAT, which holds others; *RET_WIDTH: the width that it
 * gives.  Each takes some of the width, and where none is left a word could not be set. */
static struct node *outer(struct strata_run *run, struct strata_node *node, const char *what,
                          double *ret_width)
{
  struct node *parent = host_parent(run, node, what);
  if (!parent)
    return NULL;
  int depth = 0;
  *ret_width = width_in(run, parent, &depth);
  if (depth < MOST_DEEP)
    return parent;
  run_fail(run, "STRATA-X037", "%s is inside %d others, and columns and sidebars can be %d deep", what,
           depth, MOST_DEEP);
  return NULL;
}

/* Whether WIDTH, of WHAT, holds a few letters of a word; false after failing. */
static bool is_wide_enough(struct strata_run *run, const char *what, double width)
{
  if (width >= LEAST_WIDTH)
    return true;
  run_fail(run, "STRATA-X037",
           "%s would be %s points wide, too narrow for a word; what it stands in is divided too often",
           what, num_format(run->arena, width > 0 ? width : 0, 0, NUM_PLAIN));
  return false;
}

struct strata_node *host_add_columns(struct strata_run *run, struct strata_node *node,
                                       const int *spans, size_t count,
                                       struct strata_node **ret_columns)
{
  int sum = 0;
  for (size_t i = 0; i < count; i++) {
    ret_columns[i] = NULL;
    sum += spans[i] > 0 && spans[i] <= GRID ? spans[i] : GRID + 1;
  }
  double width;
  struct node *parent = outer(run, node, "a row of columns", &width);
  if (!parent)
    return NULL;
  if (count < 1 || sum > GRID) {
    run_fail(run, "STRATA-X037", "columns need spans that add up to at most %d", GRID);
    return NULL;
  }
  for (size_t i = 0; i < count; i++)
    if (!is_wide_enough(run, arena_printf(run->arena, "column %zu", i + 1),
                        span_width(width, spans[i])))
      return NULL;
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
  double width;
  struct node *parent = outer(run, node, "a sidebar", &width);
  if (!parent || !is_wide_enough(run, "a sidebar", width - 2 * PADDING))
    return NULL;
  struct node *sidebar = node_add(run->document, parent, NODE_SIDEBAR, run->loc);
  sidebar->text = words;
  return host_handle(sidebar);
}
