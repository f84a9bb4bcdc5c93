/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the document's nodes to galleys.
 *
 * Each composer appends the slugs of one kind of node to a galley, tags them and draws them.  They
 * know widths but no pages.  -1 after reporting at the node's place what does not fit; the rest is
 * composed all the same, so that one run shows every error.
 */
#ifndef STRATA_LAYOUT_COMPOSE_H
#define STRATA_LAYOUT_COMPOSE_H

#include "layout/galley.h"
#include "layout/paragraph.h"

/* NODE and its later siblings. */
int compose_nodes(struct galley *galley, const struct node *node, struct frame frame);

/* NODE and its later siblings before END. */
int compose_until(struct galley *galley, const struct node *node, const struct node *end,
                  struct frame frame);

/* One text in lines that may be divided over pages, never leaving one line alone.  BEFORE is the
 * space above; lines have canvas->tag.  KEEP: its last line stays with what follows. */
int compose_text(struct galley *galley, struct text text, const struct paragraph_look *look,
                 struct frame frame, double before, bool keep);

/* ---- kinds, each in its own file ----------------------------------------------------------- */

int compose_list(struct galley *galley, const struct node *node, struct frame frame);
int compose_findings(struct galley *galley, const struct node *node, struct frame frame);
int compose_key_figures(struct galley *galley, const struct node *node, struct frame frame);
int compose_key(struct galley *galley, const struct node *node, struct frame frame);
int compose_columns(struct galley *galley, const struct node *node, struct frame frame);
int compose_callout(struct galley *galley, const struct node *node, struct frame frame);
int compose_sidebar(struct galley *galley, const struct node *node, struct frame frame);
int compose_glossary(struct galley *galley, const struct node *node, struct frame frame);
int compose_contents(struct galley *galley, const struct node *node, struct frame frame);
int compose_figure(struct galley *galley, const struct node *node, struct frame frame);
int compose_table(struct galley *galley, const struct node *node, struct frame frame);

/* The label of NODE, title and meaning above a figure or table, in a caption below FRAME's tag; they
 * stay with what follows.  Nothing when both are empty. */
int compose_caption(struct galley *galley, const struct node *node, struct text title,
                    struct text meaning, struct frame frame);

#endif
