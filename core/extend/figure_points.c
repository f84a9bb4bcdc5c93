/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graduated points: how many there are in each district, or in each neighbourhood of an area, where its
 * centre is. */
#include "extend/host_figure.h"
#include "extend/words.h"

#include <math.h>

enum { USUAL_NAMED = 5 };

/* What a count is a count of: "incidents". */
static const char *unit_of(const struct indicator *definition)
{
  return definition->noun ? definition->noun : definition->unit;
}

/* Circles show how many, not how often: the rate's numerator. */
static void take_count(struct making *making, double count, struct figure_row *row)
{
  bool known = isfinite(count);
  row->value = known ? count : (double)NAN;
  if (!known && row->status == STATUS_PUBLISHED)
    row->status = STATUS_UNAVAILABLE;
  row->value_text = known ? words_count(making->run->arena, count) : status_shorthand(row->status);
}

static void fill_districts(struct making *making)
{
  struct strata_run *run = making->run;
  size_t count = run->catalog->district_count;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  for (size_t i = 0; i < count; i++) {
    struct result result;
    run_find(run, making->indicator, (int)i, making->period, NULL, &result);
    rows[i] = figure_row_of(run->catalog->areas[i].name);
    rows[i].area = (int)i;
    rows[i].status = result.status;
    rows[i].strong = (int)i == run->area;
    take_count(making, result.numerator, &rows[i]);
    if (result.status != STATUS_PUBLISHED)
      making->reason = result.reason;
  }
  making->figure->rows = rows;
  making->figure->row_count = count;
}

static void fill_neighbourhoods(struct making *making)
{
  const struct facts *facts = making->run->facts;
  const double *counts;
  struct figure_row *rows
    = figure_fill_neighbourhoods(making, making->asked.number ? making->asked.number : USUAL_NAMED,
                                 &counts);
  struct point *points = ARENA_ARRAY(making->run->arena, struct point, making->figure->row_count);
  for (size_t i = 0; i < making->figure->row_count; i++) {
    take_count(making, counts[i], &rows[i]);
    points[i] = facts->centres ? facts->centres[rows[i].small_area] : (struct point) { NAN, NAN };
  }
  making->figure->points = points;
}

int figure_fill_points(struct making *making)
{
  struct strata_run *run = making->run;
  if (figure_refuse_rows(making) < 0)
    return -1;
  if (making->indicator == NO_INDEX)
    return run_fail(run, "STRATA-X039", "a map of points needs an indicator");
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  if (!making->asked.scope) {
    fill_districts(making);
  } else if (run_area(run, making->asked.scope, &making->figure->scope) < 0) {
    return -1;
  } else {
    fill_neighbourhoods(making);
  }
  for (size_t i = 0; i < making->figure->row_count; i++)
    if (making->figure->rows[i].value < 0)
      return run_fail(run, "STRATA-X039", "a circle cannot show less than none, and %s has %s",
                      making->figure->rows[i].label, making->figure->rows[i].value_text);
  if (!making->figure->unit)
    making->figure->unit = unit_of(definition);
  return 0;
}
