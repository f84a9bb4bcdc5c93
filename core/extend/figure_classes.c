/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps and tiles: rows of districts or neighbourhoods, each in a class. */
#include "compute/class_breaks.h"
#include "compute/patterns.h"
#include "compute/quantile.h"
#include "extend/host_figure.h"
#include "extend/words.h"

#include <math.h>

/* ---- rows ---------------------------------------------------------------------------------- */

static void fill_districts(struct making *making)
{
  struct strata_run *run = making->run;
  size_t count = run->catalog->district_count;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  for (size_t i = 0; i < count; i++) {
    const struct area *area = &run->catalog->areas[i];
    struct result result;
    run_find(run, making->indicator, (int)i, making->period, NULL, &result);
    rows[i] = (struct figure_row) { .label = making->figure->kind == FIGURE_TILES && area->short_name
                                      ? area->short_name
                                      : area->name,
                                    .area = (int)i,
                                    .small_area = NO_INDEX,
                                    .ward = NO_INDEX,
                                    .strong = (int)i == run->area };
    figure_fill_row(making, &result, making->indicator, &rows[i]);
  }
  making->figure->rows = rows;
  making->figure->row_count = count;
}

/* Which of the busiest a neighbourhood is, from 1; 0: none of them. */
static int number_of(const size_t *busiest, size_t count, size_t index)
{
  for (size_t i = 0; i < count; i++)
    if (busiest[i] == index)
      return (int)i + 1;
  return 0;
}

struct figure_row *figure_fill_neighbourhoods(struct making *making, int number,
                                              const double **ret_counts)
{
  struct strata_run *run = making->run;
  const struct facts *facts = run->facts;
  size_t all = facts->small_area_count, count = 0;
  size_t most = number > 0 ? (size_t)number : 0;
  double *counts = ARENA_ARRAY(run->arena, double, all);
  double *rates = ARENA_ARRAY(run->arena, double, all);
  enum status *statuses = ARENA_ARRAY(run->arena, enum status, all);
  released_small_statuses(run->released, making->indicator, making->figure->scope, making->period, counts, rates,
                     statuses);
  most = most < all ? most : all;
  size_t *busiest = ARENA_ARRAY(run->arena, size_t, most);
  most = busiest_places(counts, all, most, busiest);
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, all);
  for (size_t i = 0; i < all; i++) {
    const struct small_area *small = &facts->small_areas[i];
    if (statuses[i] == STATUS_NOT_APPLICABLE)
      continue;
    double value = isnan(rates[i]) ? counts[i] : rates[i];
    struct figure_row *row = &rows[count];
    *row = figure_row_of(small->name ? small->name : small->code);
    row->small_area = (int)i;
    row->value = value;
    row->status = isfinite(value)             ? STATUS_PUBLISHED
      : statuses[i] == STATUS_PUBLISHED ? STATUS_UNAVAILABLE
                                        : statuses[i];
    row->value_text = isfinite(value) ? words_value(run, making->indicator, value)
                                      : status_shorthand(row->status);
    row->number = number_of(busiest, most, i);
    counts[count++] = counts[i];
  }
  making->figure->rows = rows;
  making->figure->row_count = count;
  *ret_counts = counts;
  return rows;
}

/* ---- classes ------------------------------------------------------------------------------- */

static size_t count_between(const struct figure *figure, double low, double high)
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    count += figure->rows[i].value >= low && figure->rows[i].value < high;
  return count;
}

/* "below 17.4", "17.4 to 34.8", "69.6 or more". */
static const char *class_label(struct making *making, size_t class)
{
  struct strata_run *run = making->run;
  const struct figure *figure = making->figure;
  const char *low = class ? words_value(run, making->indicator, figure->bounds[class - 1]) : NULL;
  const char *high = class < figure->bound_count
    ? words_value(run, making->indicator, figure->bounds[class])
    : NULL;
  if (!low)
    return arena_printf(run->arena, "below %s", high);
  return high ? arena_printf(run->arena, "%s to %s", low, high)
              : arena_printf(run->arena, "%s or more", low);
}

static void label_classes(struct making *making, const char *const *multiples)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  const struct strata_figure *asked = &making->asked;
  size_t count = figure->bound_count + 1;
  const char **labels = ARENA_ARRAY(run->arena, const char *, count);
  const char **notes = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    size_t rows = count_between(figure, i ? figure->bounds[i - 1] : -INFINITY,
                                i < figure->bound_count ? figure->bounds[i] : INFINITY);
    labels[i] = asked->labels ? host_plain(run, asked->labels[i]) : class_label(making, i);
    notes[i] = multiples ? arena_printf(run->arena, "%s (%zu)", multiples[i], rows)
                         : arena_printf(run->arena, "(%zu)", rows);
  }
  figure->class_labels = labels;
  figure->class_notes = figure->compact ? NULL : notes;
}

int figure_take_bounds(struct making *making, const double *usual, size_t usual_count)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  size_t count = asked->bounds ? asked->bound_count : usual_count;
  double *bounds = ARENA_ARRAY(run->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    bounds[i] = asked->bounds ? asked->bounds[i] : usual[i];
    if (!isfinite(bounds[i]) || (i && bounds[i] <= bounds[i - 1]))
      return run_fail(run, "STRATA-X039", "the bounds of classes must be numbers that rise");
  }
  if (asked->labels && asked->label_count != count + 1)
    return run_fail(run, "STRATA-X039", "%zu bounds make %zu classes, and there are %zu labels",
                    count, count + 1, asked->label_count);
  making->figure->bounds = bounds;
  making->figure->bound_count = count;
  return 0;
}

enum { MOST_CLASSES = 4 }; /* as many as a theme has colours for */

/* Classes by the rows' own values; how many bounds. */
static size_t find_breaks(struct making *making, bool natural, double *ret_bounds)
{
  struct figure *figure = making->figure;
  double *values = ARENA_ARRAY(making->run->arena, double, figure->row_count);
  for (size_t i = 0; i < figure->row_count; i++)
    values[i] = figure->rows[i].value;
  size_t count = sort_values(values, figure->row_count);
  figure->class_method = natural
    ? "Classes by natural breaks: values are most alike within each"
    : "Classes by quantiles: as nearly as can be, equally many areas in each";
  return natural ? natural_breaks(values, count, MOST_CLASSES, ret_bounds)
                 : quantile_breaks(values, count, MOST_CLASSES, ret_bounds);
}

/* Half, once and twice the comparator; 0 when it has no value. */
static size_t find_multiples(struct making *making, double *ret_bounds)
{
  static const double steps[] = { 0.5, 1, 2 };
  struct strata_run *run = making->run;
  struct result comparator;
  run_find(run, making->indicator, run->catalog->comparator, making->period, NULL, &comparator);
  if (comparator.status != STATUS_PUBLISHED || !isfinite(comparator.value) || comparator.value <= 0)
    return 0;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    ret_bounds[i] = steps[i] * comparator.value;
  return sizeof steps / sizeof *steps;
}

static int set_classes(struct making *making)
{
  static const char *const multiples[] = { "under half", "half to 1×", "1× to 2×", "2× or more" };
  static const char *const ways[] = { "multiples", "quantile", "natural", NULL };
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  double found[MOST_CLASSES - 1];
  int way = run_word(run, "the classes of a map", asked->classes, ways, 0);
  if (way < 0)
    return -1;
  if (asked->bounds && asked->classes)
    return run_fail(run, "STRATA-X039", "classes are found ('classes') or given ('bounds'), not both");
  size_t count = way == 0 ? find_multiples(making, found) : find_breaks(making, way == 2, found);
  if (!asked->bounds && !count) {
    making->figure->class_method = NULL;
    return 0; /* one class: what is known is filled, what is not is left white */
  }
  if (figure_take_bounds(making, found, count) < 0)
    return -1;
  label_classes(making, asked->bounds || way ? NULL : multiples);
  return 0;
}

/* The district to be enlarged: one of those that the map shows neighbourhoods of. */
static int find_inset(struct making *making)
{
  struct strata_run *run = making->run;
  if (!making->asked.inset)
    return 0;
  int *inset = ARENA_NEW(run->arena, int);
  if (run_area(run, making->asked.inset, inset) < 0)
    return -1;
  if (making->figure->scope == NO_INDEX)
    return run_fail(run, "STRATA-X039", "an inset needs 'scope': it shows the neighbourhoods of a district");
  const struct area *scope = &run->catalog->areas[making->figure->scope];
  for (size_t i = 0; i < scope->member_count; i++)
    if (scope->members[i] == *inset) {
      making->figure->inset = inset;
      return 0;
    }
  return run_fail(run, "STRATA-X039", "the inset must be a district of %s, and %s is none",
                  scope->name, run->catalog->areas[*inset].name);
}

int figure_fill_map(struct making *making)
{
  enum over { OVER_DISTRICTS, OVER_NEIGHBOURHOODS, OVER_WARDS };
  static const char *const overs[] = { "districts", "neighbourhoods", "wards", NULL };
  struct strata_run *run = making->run;
  if (figure_refuse_rows(making) < 0)
    return -1;
  if (making->indicator == NO_INDEX)
    return run_fail(run, "STRATA-X039", "a map needs an indicator");
  int over = run_word(run, "what the figure goes over", making->asked.over, overs,
                      making->asked.scope ? OVER_NEIGHBOURHOODS : OVER_DISTRICTS);
  if (over < 0)
    return -1;
  if (over == OVER_WARDS) {
    if (!figure_fill_wards(making, making->asked.number))
      return -1;
  } else if (over == OVER_DISTRICTS) {
    if (making->asked.scope)
      return run_fail(run, "STRATA-X039", "'scope' is for neighbourhoods and wards, not for districts");
    fill_districts(making);
  } else if (!making->asked.scope) {
    return run_fail(run, "STRATA-X039", "neighbourhoods need 'scope': the area that they are in");
  } else {
    if (run_area(run, making->asked.scope, &making->figure->scope) < 0)
      return -1;
    const double *counts;
    figure_fill_neighbourhoods(making, making->asked.number, &counts);
  }
  if (!making->figure->unit)
    making->figure->unit = run->catalog->indicators[making->indicator].unit;
  return find_inset(making) < 0 ? -1 : set_classes(making);
}
