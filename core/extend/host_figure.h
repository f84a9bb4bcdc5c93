/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures: from what a script or plugin asks for to the document's figure with all its numbers.
 *
 * Private to core/extend.  host_figure.c reads what is asked for; figure_rows.c fills rows of areas,
 * indicators and months; figure_series.c fills lines; figure_classes.c fills maps and tiles;
 * figure_funnel.c fills funnels.
 */
#ifndef STRATA_EXTEND_HOST_FIGURE_H
#define STRATA_EXTEND_HOST_FIGURE_H

#include "extend/host.h"

/* A figure in the making. */
struct making {
  struct strata_run *run;
  struct strata_figure asked;
  struct figure *figure;
  int indicator; /* NO_INDEX: none */
  int area;
  struct period period;
  const int *indicators; /* of over = "indicators", or a line each */
  size_t indicator_count;
  bool of_change;      /* interval */
  const char *reason;  /* why the last figure that was looked for is not published */
};

/* The rows that the plugin gives itself. */
int figure_fill_given(struct making *making);

/* One row a district, the highest first. */
int figure_fill_districts(struct making *making);

/* One row an indicator, for one area, in the order given; changes: the biggest rise first. */
int figure_fill_indicators(struct making *making);

/* One row a month of the period. */
int figure_fill_months(struct making *making);

/* One series an indicator, with control limits where they are asked for. */
int figure_fill_series(struct making *making);

/* Rows of the comparator's districts, their sizes and limits. */
int figure_fill_funnel(struct making *making);

/* Rows of districts or neighbourhoods, and classes. */
int figure_fill_map(struct making *making);

/* A row's numbers from a result. */
void figure_fill_row(struct making *making, const struct result *result, int indicator,
                     struct figure_row *row);

#endif
