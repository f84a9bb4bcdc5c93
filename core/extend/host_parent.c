/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes that plugins name: whether they are what they seem, and what their texts say. */
#include "extend/host.h"
#include "extend/words.h"

/* ---- texts --------------------------------------------------------------------------------- */

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

/* ---- nodes --------------------------------------------------------------------------------- */

/* Whether nodes can be added to NODE. */
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

struct node *host_known_node(struct strata_run *run, struct strata_node *node, const char *what)
{
  if (!run->document)
    run_fail(run, "STRATA-X037", "%s is added in figures(), where there is no page", what);
  else if (!node)
    run_fail(run, "STRATA-X037", "%s is added to a node that is NULL", what);
  else if (!is_of_page(run, host_node_of(node)))
    run_fail(run, "STRATA-X037", "%s is added to a node that is not of the page given to this callback",
             what);
  else
    return host_node_of(node);
  return NULL;
}

struct node *host_parent(struct strata_run *run, struct strata_node *node, const char *what)
{
  struct node *parent = host_known_node(run, node, what);
  if (!parent)
    return NULL;
  if (holds_nodes(parent))
    return parent;
  run_fail(run, "STRATA-X037",
           "%s is added to a node that holds no others; add it to a page, box, column or sidebar", what);
  return NULL;
}

