/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Flow: the slugs of a galley from page to page, in one column or in several.
 *
 * Slugs that want to stay together go on together; footnotes stand at the foot of the page, or of
 * the column, that has their number.  Columns of text end level where the text ends, and their lines
 * stand on the theme's baseline grid, so that they are level across the page.
 */
#ifndef STRATA_LAYOUT_FLOW_H
#define STRATA_LAYOUT_FLOW_H

#include "layout/footnote.h"
#include "layout/pages.h"

struct flow {
  struct pages *pages; /* NULL: nothing is drawn, only measured */
  const struct node *section;
  const struct galley *galley;
  int columns;         /* 0: 1 */
  double x, width;     /* of the first column */
  double y, bottom;    /* where the next slug goes; where the page ends, footnotes included */
  bool top;     /* nothing stands above here but a title */
  bool carried; /* goes on from a column or page before: heads of tables are repeated */
  bool whole;   /* the page, from its top: what does not fit here fits nowhere */

  /* Its own. */
  int column;
  double column_top, lowest; /* lowest: the end of the longest column on this page */
  double footnote_height;    /* of those of the page, or of the column */
  VEC(const struct footnote_block *) footnotes; /* of the column */
  bool measuring, ended;     /* measuring ends with the page */
};

/* A flow of GALLEY's slugs for SECTION in one column from START on. */
struct flow flow_begin(struct pages *pages, const struct node *section,
                       const struct galley *galley, const struct flow_start *start);

/* Places all slugs from FIRST on.  -1 after reporting what is higher than a page. */
int flow_place(struct flow *flow, size_t first);

/* The beginning of the first text at or after slug FIRST, to name it by. */
const char *flow_words_at(const struct galley *galley, size_t first);

#endif
