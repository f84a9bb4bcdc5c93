/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures: from what a script or plugin asks for to the document's figure with all its numbers.
 *
 * Private to core/extend.  host_figure.c reads what is asked for; figure_rows.c fills rows of areas,
 * indicators and months; figure_grid.c fills rows with columns; figure_series.c fills lines; figure_classes.c fills maps and tiles;
 * figure_months.c fills forecasts, rolling years and small multiples; figure_scatter.c fills dots;
 * figure_funnel.c fills funnels; figure_heat.c fills cells of months and years; figure_waterfall.c fills
 * changes between totals; figure_points.c fills circles; figure_wards.c fills rows of wards; figure_hot.c fills hot spots and densities; figure_matrix.c and figure_pyramid.c fill what scripts give alone.
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

/* How the fields of a kind are read: figure_fill_rows and so on, by the list of kinds.  Each leaves the
 * figure with its numbers, its unit and its heads; -1 after run_fail. */
#define FIGURE_FILL(NAME, name, told, read, ...) int figure_fill_##read(struct making *making);
FIGURE_KINDS(FIGURE_FILL)
#undef FIGURE_FILL

/* -1 after run_fail when the script gives rows to a kind that makes its own. */
int figure_refuse_rows(struct making *making);

/* -1 after run_fail when the script gives a field that the kind does not read. */
int figure_check_fields(struct making *making);

/* Why each of COUNT months of VALUES from FIRST that is none is not there; NULL where none is suppressed. */
const enum status *figure_statuses(const struct strata_run *run, int indicator, int area, int32_t first,
                                   const double *values, size_t count);

/* An empty row of LABEL. */
struct figure_row figure_row_of(const char *label);

/* A number that a script gave, as printed: as the figure's indicator is, when it has one. */
const char *figure_given_words(struct making *making, double value);

/* The figure's rows and columns, LEAST to MOST, as the script gives them; -1 after run_fail. */
int figure_take_given_grid(struct making *making, size_t least, size_t most);

/* The bounds of the figure's classes that the script asks for, or the USUAL; -1 after run_fail when they do
 * not rise, or the script's labels are not as many as the classes. */
int figure_take_bounds(struct making *making, const double *usual, size_t usual_count);

/* Makes the figure's rows of the neighbourhoods of its scope, with the indicator's values, of which the
 * NUMBER with the highest counts are numbered.  RET_COUNTS has a row's count; NaN: none is seen. */
struct figure_row *figure_fill_neighbourhoods(struct making *making, int number,
                                              const double **ret_counts);

/* Makes the figure's rows of the wards of its scope (the report's area, when none is asked for), in the order of
 * their codes, of which the NUMBER with the highest counts are numbered; and says in its note what a
 * ward's figure is.  NULL after run_fail. */
struct figure_row *figure_fill_wards(struct making *making, int number);

/* A row's numbers from a result. */
void figure_fill_row(struct making *making, const struct result *result, int indicator,
                     struct figure_row *row);

#endif
