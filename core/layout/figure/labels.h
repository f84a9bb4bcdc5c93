/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Direct labels: names beside what they name, which cover nothing and never collide.
 *
 * Deterministic: places are tried in a fixed order, and costs are whole numbers.  A label that finds
 * no place is never left out in silence: its caller reports it.
 */
#ifndef STRATA_LAYOUT_FIGURE_LABELS_H
#define STRATA_LAYOUT_FIGURE_LABELS_H

#include "base/vec.h"
#include "layout/draw.h"
#include "layout/figure/guides.h"

/* ---- around points ------------------------------------------------------------------------- */

/* Room that is taken: by a dot, a label or a word at the end of a line. */
struct label_box {
  double x0, y0, x1, y1;
};

/* A line that labels had better not stand on. */
struct label_line {
  const struct position *at;
  size_t count;
};

/* Where labels may stand, and what they keep clear of.  Begin with arena and bounds. */
struct label_room {
  struct arena *arena;
  struct plot_box bounds;
  VEC(struct label_box) taken;    /* never covered */
  VEC(struct position) dots;      /* not stood so near to that the label might be taken for theirs */
  VEC(struct label_line) lines;   /* stood on only where there is nothing better */
};

/* Whether BOX touches nothing that is taken; bounds are not looked at. */
bool label_is_free(const struct label_room *room, struct label_box box);
void label_take(struct label_room *room, struct label_box box);

/* A dot of a square of 2 RADIUS, which labels neither cover nor seem to belong to unless they do. */
void label_add_dot(struct label_room *room, struct position at, double radius);
void label_add_line(struct label_room *room, const struct position *at, size_t count);

/* Draws TEXT beside DOT (added before), on paper, where it costs least: beside it, above, below or at
 * its corners, then the same further off with a line to it.  RADIUS is the dot's.  False when there
 * is no free place. */
bool label_draw(struct canvas *canvas, struct label_room *room, const struct type_style *style,
                struct position dot, double radius, const char *text);

/* -1, after reporting at LOC (STRATA-L040) that FIGURE has no room for WHAT: "the name 'Blackpool'". */
int label_no_room(struct canvas *canvas, const struct figure *figure, const char *what,
                  struct loc loc);

/* ---- in a column --------------------------------------------------------------------------- */

/* A label at the end of a line: at which height it should stand, and does. */
struct column_label {
  double wanted, at;
  size_t index; /* the caller's */
};

/* Moves COUNT labels apart until each is APART from the next, as little as can be, within TOP to
 * BOTTOM; sorts them from the top, equals by their index.  False when they do not fit. */
bool labels_spread(struct column_label *labels, size_t count, double apart, double top,
                   double bottom);

#endif
