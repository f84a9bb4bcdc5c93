/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells and equations: every count that is printed or hidden, and what joins them.
 *
 * A cell is the count of one filter (a measure and the categories wanted of it) in one area and one
 * period.  A rate, a proportion and a count of the same filter print the same cell, since a rate
 * gives its count back with the population.  An equation says that cells, each with a sign, add up
 * to nothing: a group is its districts, a year is its months, a total is its categories.  Rules mark
 * cells sensitive (core/disclose/rules.h), disclose/protect.h hides more of them until none that is
 * sensitive can be worked out, and disclose/audit.h tries to work them out all the same.
 *
 * Made by cells_of for one audience; lives in the arena it was made in; const after protect.  The
 * values are true ones: nothing after core/disclose sees a cell.  The methods (protect, audit) look
 * only at numbers and equations, never at filter, row and period, so tests put cells together by
 * hand.
 */
#ifndef STRATA_DISCLOSE_CELLS_H
#define STRATA_DISCLOSE_CELLS_H

#include "compute/results.h"
#include "compute/sums.h"
#include "disclose/printed.h"

enum { NO_CELL = -1 };

/* An indicator that prints the counts of a filter. */
struct cell_use {
  int indicator;
  bool denominator; /* as what it divides by */
};

/* Counts of one measure and one choice of its categories. */
struct cell_filter {
  const struct sums *sums;
  bool beside; /* the denominators beside the sums' own numbers, not the numbers */
  bool printed; /* false: a rest that nobody prints, but that everybody can work out */
  const struct cell_use *uses; /* of a rest: of the filters that it is a part of */
  size_t use_count;
};

struct cell {
  int filter; /* in cells.filters */
  int row;    /* of the sums: an area, or catalog.area_count + enum sums_row */
  struct period period; /* a month, or the twelve months ending with one, of whatever kind */

  double value;   /* the true count */
  double base;    /* it is printed rounded to a multiple of this; 0: as it is */
  double cost;    /* of hiding it: dearer the more useful; 0 when nobody prints it */
  bool whole;     /* a number of things: an attacker knows that it has no fraction */

  /* What is known of it whatever is hidden now: at least 0, or what an earlier edition printed. */
  double known_low, known_high;

  /* Rules hide counts from NEVER_LOW to NEVER_HIGH, so that what is printed is none of them: 5, to the nearest 5, is
   * 5 to 7 where those below 5 are hidden.  NEVER_HIGH is 0 where there are no such counts. */
  double never_low, never_high;

  /* A rule hides it (primary suppression), and an attacker must find no range that leaves out a part of
   * LOW to HIGH. */
  bool sensitive;
  double low, high;

  bool hidden; /* sensitive, hidden for another reason, or not printed at all */
  bool lost;   /* hidden by protect alone (secondary suppression) */
};

enum equation_kind {
  EQUATION_AREAS,      /* a group is its districts; the force is its districts and what has none */
  EQUATION_MONTHS,     /* twelve months are a year */
  EQUATION_WINDOWS,    /* a year is the one that ends a month earlier, one month more, one less */
  EQUATION_CATEGORIES, /* a total is its parts */
  EQUATION_ROWS,       /* the rows of a source that were counted are all its months */
};

struct term {
  uint32_t cell;
  int sign; /* 1 or -1 */
};

/* Terms that add up to nothing, each of another cell: terms[first] to terms[first + count - 1]. */
struct equation {
  enum equation_kind kind;
  uint32_t first, count;
};

struct cells {
  struct cell *at;
  size_t count;
  const struct equation *equations;
  size_t equation_count;
  const struct term *terms;
  size_t term_count;

  /* To find a cell; all of them are 0 where tests put cells together by hand. */
  const struct results *results;
  const struct cell_filter *filters;
  size_t filter_count;
  const struct cell_index *index;
};

/* ---- making them (core/disclose/equations.c) ------------------------------------------------- */

/* The cells of all filters that the indicators marked in WANTED (one a catalog indicator) print, and
 * of all others that equations join to them; nothing is sensitive or hidden yet.  Without any wanted
 * indicator there are none, and this costs nothing.  Derived indicators have no cells: a rule hides
 * them whole or not at all. */
struct cells *cells_of(struct arena *arena, const struct results *results, const bool *wanted);

/* Joins what every report's appendix says of the rows of a source (counted, unassigned, outside) to the cells
 * that these rows are counted in.  Before any rule is marked (core/disclose/equations_rows.c). */
void cells_join_rows(struct arena *arena, struct cells *cells);

/* The cell that INDICATOR prints, as its count or its denominator; NO_CELL when it is not among
 * CELLS, which then have nothing to say of it. */
int cells_find(const struct cells *cells, int indicator, bool denominator, int row,
               struct period period);

/* Takes into account what earlier editions printed.  A count that has been revised since says
 * nothing of the present one and is passed over. */
void cells_printed_before(struct cells *cells, const struct printed_count *printed, size_t count);

/* The periods of the cells that INDICATOR prints: months, then the twelve months that end with one. */
const struct period *cells_periods(struct arena *arena, const struct cells *cells, int indicator,
                                   size_t *ret_count);

/* "asb.incidents, Burnley, ye-2023-03": for diagnostics.  Never says the value. */
const char *cell_words(struct arena *arena, const struct cells *cells, size_t cell);

/* "asb.incidents, ye-2023-03: Lancashire-14 = Lancashire-12 + Blackpool [c] + ...", where [c] is
 * hidden. */
const char *equation_words(struct arena *arena, const struct cells *cells, size_t equation);

/* ---- marking and asking ---------------------------------------------------------------------- */

/* Rules mark a cell sensitive: an attacker must find nothing narrower than from LOW to HIGH, which
 * hold the value.  Several rules: the widest of the ranges. */
static inline void cell_mark(struct cell *cell, double low, double high)
{
  if (!cell->sensitive || low < cell->low)
    cell->low = low;
  if (!cell->sensitive || high > cell->high)
    cell->high = high;
  cell->sensitive = cell->hidden = true;
}

/* The least and the greatest that a count which is PRINTED to a multiple of BASE can be. */
void cell_rounded(double printed, double base, bool whole, double *ret_low, double *ret_high);

/* Takes from LOW to HIGH what rules would have hidden of CELL, at either end. */
void cell_not_hidden(const struct cell *cell, double *low, double *high);

/* What a reader knows of a cell: what was known anyway, and what is printed unless it is hidden. */
void cell_shown(const struct cell *cell, bool hidden, double *ret_low, double *ret_high);

/* Whether anything that INDICATOR prints of AREA in PERIOD is hidden: its count, or what it divides by.
 * False when CELLS know nothing of it. */
bool cells_hide(const struct cells *cells, int indicator, int row, struct period period);

#endif
