/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Footnotes: a number in the text, and at the foot of the page what it leads to.
 *
 * Each is set once, when its number is drawn; a mark takes it along with the line, and the flow that
 * places the line finds room for it at the foot.  Number and note lead to each other.  A listener
 * hears the note after the paragraph that has its number.
 */
#ifndef STRATA_LAYOUT_FOOTNOTE_H
#define STRATA_LAYOUT_FOOTNOTE_H

#include "layout/galley.h"
#include "layout/paragraph.h"

struct footnote_block {
  struct galley galley;
  double height;
};

/* STYLE for the number in the text, and how far above the line's base it stands. */
struct type_style footnote_style(struct type_style style);
double footnote_rise(const struct type_style *style);

const char *footnote_number(struct arena *arena, const struct footnote *footnote);

/* Sets FOOTNOTE canvas->footnote_width wide, below the tag that holds the paragraph of canvas->tag, and
 * marks it on CANVAS, with its number at (X, Y).  -1 after reporting what does not fit. */
int footnote_set(struct canvas *canvas, const struct footnote *footnote, double x, double y);

/* The height that BLOCK takes at the foot; FIRST: with the rule above all of them. */
double footnote_height(const struct theme *theme, const struct footnote_block *block, bool first);

/* Draws COUNT blocks, below a rule, with their top at Y. */
void footnotes_draw(struct canvas *canvas, const struct footnote_block *const *blocks,
                    size_t count, double x, double width, double y);

/* Appends to GALLEY, as slugs, the footnotes of its slugs from FIRST on: those of a box stand at its
 * end. */
void footnotes_append(struct galley *galley, size_t first, double x, double width);

#endif
