/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A galley: what a column of text holds, composed but not yet on any page.
 *
 * It is a list of slugs from top to bottom.  A slug is what cannot be divided: a line, a row of a
 * table, a figure.  Each knows its height, the space above it and whether it must stay with the
 * next; pages are broken between slugs (core/layout/pages.h).  Items of a slug stand relative to
 * the galley's left edge and the slug's own top.
 */
#ifndef STRATA_LAYOUT_GALLEY_H
#define STRATA_LAYOUT_GALLEY_H

#include "layout/draw.h"

struct slug {
  double before; /* space above; none at the top of a page or box */
  double height;
  size_t first_item, end_item, first_mark, end_mark;
  bool keep;        /* on the same page as the next */
  bool on_grid;     /* a line that stands on the baseline grid, where text has columns */
  bool drop_at_top; /* a rule: nothing is drawn at the top of a page */
  int repeat;       /* index of the slug repeated above it at the top of a page; -1: none */
  struct loc loc;   /* what asked for it */
  const char *name; /* what to call it; NULL: by its first words */
};

/* Where a galley that flows over pages begins. */
struct flow_start {
  double y;
  bool carried; /* an empty page, after one of the same section */
  bool below;   /* what another section has set there: the title comes first */
  bool goes_on; /* below what the same section has set there */
  double footnote_height; /* of those at the foot of the page so far */
};

struct galley {
  struct canvas canvas;
  VEC(struct slug) slugs;
  double after; /* space that the last block wants below it */
  bool exact;   /* no more than that: a title keeps what it is the title of close */
  double room;  /* the height of the box that it is for; 0 where pages follow one another */
  const struct flow_start *flow; /* NULL: it does not flow over pages */
};

/* Where in a galley something stands, and the tag that holds it. */
struct frame {
  double x, width;
  int tag;
};

/* An empty galley that draws as LIKE does. */
struct galley galley_new(const struct canvas *like);

/* Begins a slug with BEFORE points above it, or what the block before wants below it when that is
 * more or exact.  The pointer lives until the next slug. */
struct slug *slug_begin(struct galley *galley, double before);

/* Ends the slug begun last. */
void slug_end(struct galley *galley, double height);

/* What the block that ends here wants below it; EXACT: no more than that. */
void galley_space(struct galley *galley, double after, bool exact);

/* Of all slugs with the space between them. */
double galley_height(const struct galley *galley);

/* Puts all slugs of GALLEY on CANVAS one below the other, the first with its top at (X, Y). */
void galley_stack(const struct galley *galley, struct canvas *canvas, double x, double y);

/* The same of the slugs before END. */
void galley_stack_to(const struct galley *galley, size_t end, struct canvas *canvas, double x,
                     double y);

/* Puts slug INDEX on CANVAS with its top left at (X, Y). */
void galley_place(const struct galley *galley, size_t index, struct canvas *canvas, double x,
                  double y);

#endif
