/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/change_tests.h"
#include "compute/kept.h"
#include "compute/place_model.h"
#include "compute/rounding.h"
#include "compute/strata.h"

#include <math.h>

/* ---- checks of the sums -------------------------------------------------------------------- */

static bool has_figure(const struct sums *sums, size_t row)
{
  const struct supply *supply = sums->supply;
  for (size_t i = 0; i < supply->year_count; i++) {
    if (!isnan(sums->years[row * supply->year_count + i]))
      return true;
  }
  for (size_t i = 0; i < supply->month_count; i++) {
    if (!isnan(sums->months[row * supply->month_count + i]))
      return true;
  }
  return false;
}

/* Every district needs a denominator, or its rates would silently be missing. */
static void check_denominators(struct work *work, const struct view *view, const struct sums *sums)
{
  const struct fact_table *table = sums->supply->table;
  for (size_t i = 0; i < work->catalog->district_count && !table->awaited; i++) {
    const struct area *area = &work->catalog->areas[i];
    if (has_figure(sums, i))
      continue;
    struct loc loc = table->source->path_count ? LOC_FILE(table->source->paths[0]) : LOC_NONE;
    diag_error(work->diags, "STRATA-C001", loc, "'%s' has no figure for %s (%s)", table->measure,
               area->name, area->code);
    diag_hint(work->diags,
              "'%s' is per %s: add the rows of %s to the source '%s', or correct its code",
              view->indicator->id, table->measure, area->code, table->source->id);
  }
}

/* The same twelve months may be written as 2021/22 or as ye-2022-03, but not both for one area: they
 * would be added up. */
static void check_years(struct work *work, const struct fact_table *table)
{
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->kind == PERIOD_MONTH)
      continue;
    for (size_t k = i + 1; k < table->fact_count && table->facts[k].place == fact->place; k++) {
      const struct fact *other = &table->facts[k];
      if (other->kind == fact->kind || other->month != fact->month
          || other->category != fact->category)
        continue;
      struct period one = { fact->month, (enum period_kind)fact->kind };
      struct period two = { other->month, (enum period_kind)other->kind };
      diag_error(work->diags, "STRATA-C006", LOC_FILE(table->inputs[other->input].path),
                 "'%s' gives the same twelve months twice for one area, as %s and as %s",
                 table->measure, period_code(work->arena, one), period_code(work->arena, two));
      diag_hint(work->diags, "keep one of the two rows");
      return;
    }
  }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static const char *const *name_absences(struct work *work)
{
  const char **reasons = ARENA_ARRAY(work->arena, const char *, work->catalog->area_count);
  for (size_t i = 0; i < work->catalog->area_count; i++) {
    const struct area *area = &work->catalog->areas[i];
    reasons[i] = arena_printf(work->arena,
                              area->kind == AREA_DISTRICT ? "Not supplied in full for %s"
                                                          : "Not supplied for every district of %s",
                              area->name);
  }
  return reasons;
}

static void join_sums(struct work *work, struct view *views, const struct need *needs,
                      const struct sums *sums)
{
  for (size_t i = 0; i < work->catalog->indicator_count; i++) {
    struct view *view = &views[i];
    if (needs[i].numerators != NO_INDEX)
      view->numerators = &sums[needs[i].numerators];
    if (needs[i].elsewhere != NO_INDEX)
      view->elsewhere = &sums[needs[i].elsewhere];
    if (needs[i].ones != NO_INDEX) {
      view->ones = &sums[needs[i].ones];
      view->squares = &sums[needs[i].squares];
    }
    if (needs[i].strata)
      view->strata = strata_joined(work->arena, needs[i].strata, view->indicator, sums);
    if (needs[i].denominators == NO_INDEX)
      continue;
    view->denominators = &sums[needs[i].denominators];
    bool checked = view->basis != DENOMINATOR_LATEST;
    for (size_t k = 0; k < i && !checked; k++)
      checked = needs[k].denominators == needs[i].denominators;
    if (!checked)
      check_denominators(work, view, view->denominators);
  }
}

int compute_results(struct arena *arena, const struct facts *facts, struct diags *diags,
                    const struct results **ret_results)
{
  struct work work = { .arena = arena, .facts = facts, .catalog = facts->catalog, .diags = diags };
  size_t errors = diags_errors(diags);
  if (work.catalog->district_count > MOST_DISTRICTS) {
    diag_error(diags, "STRATA-C005", work.catalog->areas[MOST_DISTRICTS].loc,
               "there are %zu districts; at most %d can be compared", work.catalog->district_count,
               MOST_DISTRICTS);
    return -1;
  }
  const struct supply **supplies = ARENA_ARRAY(arena, const struct supply *, facts->table_count);
  for (size_t i = 0; i < facts->table_count; i++) {
    supplies[i] = supply_of(arena, &facts->tables[i]);
    check_years(&work, &facts->tables[i]);
  }
  work.supplies = supplies;

  struct results *results = ARENA_NEW(arena, struct results);
  results->hot_places = hot_places_kept_new(arena);
  results->tests = change_tests_new(arena);
  struct need *needs = ARENA_ARRAY(arena, struct need, work.catalog->indicator_count);
  struct view *views = make_views(&work, needs);
  const struct sums *sums = sums_add_up(arena, facts, work.requests.at, work.requests.len);
  join_sums(&work, views, needs, sums);
  for (size_t i = 0; i < work.catalog->indicator_count; i++) {
    if (views[i].numerators)
      views[i].sheets = sheets_new(arena, work.catalog, views[i].numerators->supply);
    check_proportion(&work, &views[i]);
    check_severity(arena, facts, diags, &work.catalog->indicators[i]);
    check_domain(arena, facts, diags, &work.catalog->indicators[i]);
  }
  if (diags_errors(diags) > errors)
    return -1;
  results->facts = facts;
  results->catalog = work.catalog;
  results->views = views;
  results->vintages
    = vintages_of(arena, facts, supplies, facts->table_count, &results->vintage_count);
  results->not_for_area = name_absences(&work);
  *ret_results = results;
  return 0;
}

const struct facts *results_facts(const struct results *results)
{
  return results->facts;
}

const struct period *results_periods(const struct results *results, int indicator,
                                     size_t *ret_count)
{
  const struct view *view = &results->views[indicator];
  const struct supply *supply = view->numerators ? view->numerators->supply : NULL;
  *ret_count = supply ? supply->period_count : view->period_count;
  return supply ? supply->periods : view->periods;
}

bool results_latest(const struct results *results, int indicator, int area,
                    struct period not_after, struct period *ret_period)
{
  size_t count;
  const struct period *periods = results_periods(results, indicator, &count);
  for (size_t i = count; i > 0; i--) {
    struct period period = periods[i - 1];
    if (period.last > not_after.last || period_months(period) != period_months(not_after))
      continue;
    struct figure figure = figure_of(results, &results->views[indicator], area, period);
    if (figure.status != STATUS_PUBLISHED && figure.status != STATUS_SUPPRESSED)
      continue;
    *ret_period = period;
    return true;
  }
  return false;
}

void results_unplaced(const struct results *results, int indicator, struct period period,
                      double *ret_unassigned, double *ret_outside)
{
  const struct view *view = &results->views[indicator];
  const struct sums *sums = view->protected_ && view->protected_->hides ? NULL : view->numerators;
  int areas = (int)results->catalog->area_count;
  *ret_unassigned = sums ? sums_find(sums, areas + SUMS_UNASSIGNED, period).value : (double)NAN;
  *ret_outside = sums ? sums_find(sums, areas + SUMS_OUTSIDE, period).value : (double)NAN;
  if (!view->protected_ || !sums)
    return;
  int base = view->protected_->base[results->catalog->comparator];
  *ret_unassigned = round_to_base(*ret_unassigned, base);
  *ret_outside = round_to_base(*ret_outside, base);
}

const struct sums *results_counts(const struct results *results, int indicator)
{
  return results->views[indicator].numerators;
}

const struct sums *results_divisors(const struct results *results, int indicator, bool *ret_beside)
{
  const struct view *view = &results->views[indicator];
  *ret_beside = view->basis == DENOMINATOR_BESIDE;
  if (view->basis == DENOMINATOR_SAME_PERIOD)
    return view->denominators;
  return *ret_beside ? view->numerators : NULL;
}

void results_recall_tests(const struct results *results, const char *dir)
{
  change_tests_recall(results->tests, dir);
}

void results_keep_tests(const struct results *results, const char *dir)
{
  change_tests_keep(results->tests, dir);
}
