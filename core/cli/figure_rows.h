/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one figure, or something that is found of figures, is in the rows of strata figures.
 */
#ifndef STRATA_CLI_FIGURE_ROWS_H
#define STRATA_CLI_FIGURE_ROWS_H

#include "cli/rows.h"
#include "disclose/disclose.h"

/* The last is printed with --all alone: what the row is. */
enum { FIGURE_FIELDS = 24 };
extern const char *const figure_field_names[FIGURE_FIELDS];

/* What is printed, to whom. */
struct figure_rows {
  struct rows rows;
  const struct released *released;
  bool all;
};

/* INDICATOR for AREA in PERIOD, against its first comparator; with ALL, a row more for each of the others and
 * for the goal. */
void figure_rows_add(struct figure_rows *figures, struct arena *scratch, int indicator, int area,
                     struct period period);

/* INDICATOR for the wards of the district AREA in PERIOD. */
void figure_rows_add_wards(struct figure_rows *figures, struct arena *scratch, int indicator, int area,
                           struct period period);

/* The hot spots and repeat locations of INDICATOR in AREA; nothing where its definition asks for none. */
void figure_rows_add_places(struct figure_rows *figures, struct arena *scratch, int indicator,
                            int area, struct period period);

/* The initiatives that INDICATOR measures, where one of the places AREAS (by area) is where it was. */
void figure_rows_add_initiatives(struct figure_rows *figures, struct arena *scratch, int indicator,
                                 const bool *areas);

#endif
