/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scanning matrices: what a script has judged, each item by likelihood and impact. */
#include "extend/host_figure.h"
#include "extend/words.h"

#include <math.h>

enum { LEAST_LEVELS = 2, MOST_LEVELS = 7 };

static int read_levels(struct making *making, const char *const *names, size_t count,
                       const char *field, const char *const **ret_levels)
{
  struct strata_run *run = making->run;
  if (count < LEAST_LEVELS || count > MOST_LEVELS)
    return run_fail(run, "STRATA-X039", "'%s' of a 'matrix' figure are %d to %d levels, the lowest first",
                    field, LEAST_LEVELS, MOST_LEVELS);
  const char **levels = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    levels[i] = host_plain(run, names[i]);
  *ret_levels = levels;
  return 0;
}

/* A level counted from 1, as an index; -1: none was given. */
static int read_level(struct making *making, size_t row, double level, size_t count, int *ret_index)
{
  *ret_index = -1;
  if (isnan(level))
    return 0;
  if (level != floor(level) || level < 1 || level > (double)count)
    return run_fail(making->run, "STRATA-X039",
                    "row %zu of the figure is on no level: write a whole number, 1 to %zu", row + 1,
                    count);
  *ret_index = (int)level - 1;
  return 0;
}

int figure_fill_matrix(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  const struct strata_figure *asked = &making->asked;
  struct figure_matrix *matrix = ARENA_NEW(run->arena, struct figure_matrix);
  size_t count = asked->row_count;
  int *likelihood = ARENA_ARRAY(run->arena, int, count), *impact = ARENA_ARRAY(run->arena, int, count);
  if (!count)
    return run_fail(run, "STRATA-X039", "a 'matrix' figure needs 'rows': what was judged");
  figure->unit = asked->unit ? host_plain(run, asked->unit) : "Likelihood";
  matrix->impact_title = asked->across_unit ? host_plain(run, asked->across_unit) : "Impact";
  matrix->likelihood_count = asked->label_count;
  matrix->impact_count = asked->column_count;
  if (read_levels(making, asked->labels, asked->label_count, "labels", &matrix->likelihoods) < 0
      || read_levels(making, asked->columns, asked->column_count, "columns", &matrix->impacts) < 0)
    return -1;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  for (size_t i = 0; i < count; i++) {
    struct strata_figure_row given;
    host_copy_in(&given, sizeof given, (const char *)asked->rows + i * asked->row_size,
                 asked->row_size);
    rows[i] = figure_row_of(host_plain(run, given.label));
    if (!rows[i].label)
      return run_fail(run, "STRATA-X039", "row %zu of the figure has no label", i + 1);
    rows[i].change = host_symbol(run, given.change);
    rows[i].strong = given.strong;
    double up = given.given & STRATA_VALUE ? given.value : (double)NAN;
    double across = given.given & STRATA_ACROSS ? given.across : (double)NAN;
    if (read_level(making, i, up, matrix->likelihood_count, &likelihood[i]) < 0
        || read_level(making, i, across, matrix->impact_count, &impact[i]) < 0)
      return -1;
    if (likelihood[i] < 0 || impact[i] < 0)
      likelihood[i] = impact[i] = -1;
    else
      rows[i].value = up * across;
    rows[i].status = likelihood[i] < 0 ? STATUS_UNAVAILABLE : STATUS_PUBLISHED;
    rows[i].value_text = likelihood[i] < 0 ? status_shorthand(STATUS_UNAVAILABLE)
                                           : words_count(run->arena, rows[i].value);
  }
  matrix->likelihood = likelihood;
  matrix->impact = impact;
  figure->matrix = matrix;
  figure->rows = rows;
  figure->row_count = count;
  return 0;
}
