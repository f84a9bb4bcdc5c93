/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/views.h"

#include "base/num.h"
#include "compute/belongs.h"
#include "compute/funnel_of.h"
#include "compute/strata.h"

#include <stdlib.h>

/* ---- tables -------------------------------------------------------------------------------- */

static const struct supply *supply_of_measure(const struct work *work, const char *measure)
{
  for (size_t i = 0; measure && i < work->facts->table_count; i++) {
    if (str_is(str_of(measure), work->facts->tables[i].measure))
      return work->supplies[i];
  }
  return NULL;
}

/* ---- filters ------------------------------------------------------------------------------- */

const bool *wanted_categories(struct work *work, const struct where *wheres, size_t count,
                              const struct fact_table *table)
{
  bool *wanted = ARENA_ARRAY(work->arena, bool, table->category_count);
  for (size_t i = 0; i < table->category_count; i++)
    wanted[i] = category_is_wanted(wheres, count, table, &table->categories[i]);
  return wanted;
}

/* The distinct values of a category, for "did you mean". */
static const char *const *values_of(struct work *work, const struct fact_table *table, int column,
                                    size_t *ret_count)
{
  VEC(const char *) values = { 0 };
  for (size_t i = 0; i < table->category_count; i++) {
    const char *value = table->categories[i].values[column];
    bool known = false;
    for (size_t k = 0; k < values.len && !known; k++)
      known = str_is(str_of(value), values.at[k]);
    if (!known)
      *VEC_ADD(work->arena, &values) = value;
  }
  *ret_count = values.len;
  return values.at;
}

/* A form that a partner fills in may rightly hold none of a category; other sources may not. */
static void check_values(struct work *work, const struct indicator *indicator,
                         const struct where *where, const struct fact_table *table, int column)
{
  size_t count;
  const char *const *values = values_of(work, table, column, &count);
  enum severity severity = table->source->optional ? SEVERITY_WARNING : SEVERITY_ERROR;
  for (size_t i = 0; i < where->value_count; i++) {
    bool known = false;
    for (size_t k = 0; k < count && !known; k++)
      known = str_is(str_of(where->values[i]), values[k]);
    if (known)
      continue;
    diag_add(work->diags, severity, "STRATA-C003", where->loc,
             "indicator '%s' asks for %s '%s', which the source '%s' does not hold", indicator->id,
             where->category, where->values[i], table->source->id);
    diag_suggest(work->diags, str_of(where->values[i]), values, count);
    if (count > 0 && table->source->reader == READER_TIDY)
      diag_hint(work->diags, "%s has '%s'%s; it and the indicator have to spell it alike",
                table->inputs[0].path, values[0], count == 1 ? "" : " and others");
  }
}

static void check_where(struct work *work, const struct indicator *indicator,
                        const struct where *wheres, size_t count, const struct fact_table *table)
{
  for (size_t i = 0; i < count && !table->awaited; i++) {
    const struct where *where = &wheres[i];
    int column = category_column(table, where->category);
    if (column != NO_INDEX) {
      check_values(work, indicator, where, table, column);
      continue;
    }
    diag_error(work->diags, "STRATA-C002", where->loc,
               "indicator '%s' asks for the category '%s', which the source '%s' does not have",
               indicator->id, where->category, table->source->id);
    diag_suggest(work->diags, str_of(where->category), table->category_names,
                 table->category_name_count);
  }
}

/* ---- sums ---------------------------------------------------------------------------------- */

static bool adds_up(const struct indicator *indicator, const struct fact_table *table)
{
  if (indicator->statistic == STATISTIC_MEAN)
    return true;
  return table->form != FACTS_VALUES && indicator->statistic != STATISTIC_GIVEN;
}

static bool same_request(const struct sums_request *one, const struct sums_request *other)
{
  bool same = one->supply == other->supply && one->adds == other->adds && one->of == other->of
              && one->shift == other->shift && one->lenient == other->lenient
              && !one->factors == !other->factors;
  for (size_t c = 0; same && c < one->supply->table->category_count; c++)
    same = one->wanted[c] == other->wanted[c]
           && (!one->factors || one->factors[c] == other->factors[c]);
  return same;
}

int request_sums(struct work *work, struct sums_request wanted)
{
  for (size_t i = 0; i < work->requests.len; i++) {
    if (same_request(&work->requests.at[i], &wanted))
      return (int)i;
  }
  *VEC_ADD(work->arena, &work->requests) = wanted;
  return (int)work->requests.len - 1;
}

static int request(struct work *work, const struct supply *supply, const bool *wanted, bool adds)
{
  return request_sums(work,
                      (struct sums_request) { .supply = supply, .wanted = wanted, .adds = adds });
}

static const bool *denominator_categories(struct work *work, const struct indicator *indicator,
                                          const struct fact_table *table)
{
  return wanted_categories(work, indicator->per_where, indicator->per_where_count, table);
}

static void need_denominators(struct work *work, struct view *view, struct need *need)
{
  const struct indicator *indicator = view->indicator;
  const struct supply *own = supply_of_measure(work, indicator->measure);
  const struct supply *per = supply_of_measure(work, indicator->per_measure);
  if (indicator->statistic != STATISTIC_RATE && indicator->statistic != STATISTIC_PROPORTION
      && !indicator->standard)
    return;
  view->denominator_reason = "Its denominator was not supplied for this area and period";
  if (per)
    check_where(work, indicator, indicator->per_where, indicator->per_where_count, per->table);
  if (indicator->per_measure && !per) {
    view->basis = DENOMINATOR_LATEST;
  } else if (per && per != own) {
    view->basis = per->from_records ? DENOMINATOR_SAME_PERIOD : DENOMINATOR_LATEST;
    need->denominators = request(work, per, denominator_categories(work, indicator, per->table),
                                 per->table->form != FACTS_VALUES);
    view->denominator_reason
      = arena_printf(work->arena, "No figure of %s for this area on or before the period",
                     indicator->per_measure);
  } else if (own->table->form == FACTS_RATIOS && !per) {
    view->basis = DENOMINATOR_BESIDE;
  } else {
    /* A share of all that the measure counts. */
    view->basis = DENOMINATOR_SAME_PERIOD;
    need->denominators = request(work, own, denominator_categories(work, indicator, own->table),
                                 adds_up(indicator, own->table));
  }
}

/* The mean of the values that are wanted: differences from it lose no digits. */
static double shift_of(const struct fact_table *table, const bool *wanted)
{
  double sum = 0, count = 0;
  for (size_t i = 0; i < table->fact_count; i++) {
    sum += wanted[table->facts[i].category] ? table->facts[i].value : 0;
    count += wanted[table->facts[i].category];
  }
  return count > 0 ? sum / count : 0;
}

static void need_mean(struct work *work, struct view *view, const struct supply *supply,
                      const bool *wanted, struct need *need)
{
  if (supply->table->form == FACTS_RATIOS) {
    diag_error(work->diags, "STRATA-C014", view->indicator->statistic_loc,
               "indicator '%s' is a mean, and the source '%s' has numerators and denominators",
               view->indicator->id, supply->table->source->id);
    diag_hint(work->diags, "a mean is of values: write 'statistic: rate' or 'proportion'");
    return;
  }
  struct sums_request request = { .supply = supply, .wanted = wanted, .adds = true,
                                  .lenient = true };
  need->numerators = request_sums(work, request);
  request.of = SUMS_OF_ONES;
  need->ones = request_sums(work, request);
  request.of = SUMS_OF_SQUARES;
  request.shift = view->shift = shift_of(supply->table, wanted);
  need->squares = request_sums(work, request);
}

static void need_strata(struct work *work, struct view *view, const struct supply *supply,
                        const bool *wanted, struct need *need)
{
  const struct indicator *indicator = view->indicator;
  const struct supply *population = supply_of_measure(work, indicator->per_measure);
  if (supply->table->awaited || !population || population->table->awaited)
    return; /* no categories are known yet */
  need->strata = strata_needed(work, indicator, supply, population);
  const double *factors = repeat_factors(work, indicator, supply->table);
  if (factors)
    need->numerators = request_sums(work, (struct sums_request) { .supply = supply,
      .wanted = wanted, .adds = true, .factors = factors, .lenient = true });
}

static void need_elsewhere(struct work *work, const struct indicator *indicator,
                           struct need *need)
{
  const struct supply *supply = supply_of_measure(work, indicator->elsewhere_measure);
  if (!supply)
    return;
  const struct fact_table *table = supply->table;
  const struct where *wheres = indicator->elsewhere_where;
  check_where(work, indicator, wheres, indicator->elsewhere_where_count, table);
  const bool *wanted = wanted_categories(work, wheres, indicator->elsewhere_where_count, table);
  if (table->form != FACTS_RATIOS)
    check_single(work, indicator, table, wanted);
  need->elsewhere = request(work, supply, wanted, table->form == FACTS_RATIOS);
}

static struct need need_of(struct work *work, struct view *view)
{
  struct need need = { NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NULL };
  const struct indicator *indicator = view->indicator;
  const struct supply *supply = supply_of_measure(work, indicator->measure);
  view->none_reason = indicator->derived ? "Its plugin gave no figure for this area and period"
                                         : "No source has what it counts";
  if (indicator->derived || !supply)
    return need;
  need_elsewhere(work, indicator, &need);
  check_where(work, indicator, indicator->where, indicator->where_count, supply->table);
  const bool *wanted
    = wanted_categories(work, indicator->where, indicator->where_count, supply->table);
  if (!check_fit(work, indicator, supply))
    return need;
  if (indicator->statistic == STATISTIC_MEAN) {
    need_mean(work, view, supply, wanted, &need);
    return need;
  }
  if (!adds_up(indicator, supply->table))
    check_single(work, indicator, supply->table, wanted);
  check_monthly(work, indicator, supply);
  need.numerators = request(work, supply, wanted, adds_up(indicator, supply->table));
  need_denominators(work, view, &need);
  check_part(work, indicator, need.numerators, need.denominators);
  if (indicator->standard)
    need_strata(work, view, supply, wanted, &need);
  return need;
}

/* ---- what a view says ---------------------------------------------------------------------- */

static int compare_breaks(const void *a, const void *b)
{
  const struct break_view *left = a, *right = b;
  return (left->month > right->month) - (left->month < right->month);
}

static const struct break_view *breaks_of(struct work *work, const char *measure, size_t *ret_count)
{
  VEC(struct break_view) breaks = { 0 };
  for (size_t i = 0; measure && i < work->catalog->break_count; i++) {
    const struct series_break *one = &work->catalog->breaks[i];
    if (!str_is(str_of(measure), one->measure))
      continue;
    const char *month = period_words(work->arena, (struct period) { one->month, PERIOD_MONTH });
    struct str why = str_of(one->why);
    why.len -= str_ends(why, "."); /* like every other reason */
    *VEC_ADD(work->arena, &breaks) = (struct break_view) {
      one->month,
      arena_printf(work->arena, "The series is broken in %s: %.*s", month, STR_ARG(why))
    };
  }
  if (breaks.len > 1)
    qsort(breaks.at, breaks.len, sizeof *breaks.at, compare_breaks);
  *ret_count = breaks.len;
  return breaks.at;
}

static void find_breaks(struct work *work, struct view *view)
{
  view->breaks = breaks_of(work, view->indicator->measure, &view->break_count);
  size_t count;
  const struct break_view *of_denominator
    = breaks_of(work, view->indicator->per_measure, &count);
  int32_t *months = ARENA_ARRAY(work->arena, int32_t, count);
  for (size_t i = 0; i < count; i++)
    months[i] = of_denominator[i].month;
  view->denominator_breaks = months;
  view->denominator_break_count = count;
}

/* Most indicators have the same methods: KNOWN are those before. */
static void name_methods(struct work *work, const struct view *known, size_t count,
                         struct view *view)
{
  for (size_t i = 0; i < count; i++) {
    const struct indicator *other = known[i].indicator;
    if (other->level == view->indicator->level
        && str_is(str_of(funnel_method(other)), funnel_method(view->indicator))) {
      memcpy(view->methods, known[i].methods, sizeof view->methods);
      return;
    }
  }
  static const char *const intervals[INTERVALS_USED] = { "",       "exact Poisson", "Byar",
                                                         "Wilson", "Student's t",   "Dobson" };
  const char *const comparisons[COMPARISONS_USED]
    = { "", funnel_method(view->indicator), "interval against comparator" };
  const char *level = num_significant(work->arena, view->indicator->level);
  for (int i = 0; i < INTERVALS_USED; i++) {
    for (int c = 0; c < COMPARISONS_USED; c++) {
      for (int t = 0; t < CHANGE_TESTS; t++) {
        struct strbuf out = STRBUF(work->arena);
        const char *test = change_test_name((enum change_test)t);
        if (i > 0)
          strbuf_printf(&out, "%s %s%%", intervals[i], level);
        if (c > 0)
          strbuf_printf(&out, "%s%s", out.len ? "; " : "", comparisons[c]);
        if (t > 0)
          strbuf_printf(&out, "%s%s", out.len ? "; " : "", test);
        view->methods[i][c][t] = strbuf_text(&out);
      }
    }
  }
}

static void tabulate_exact(const struct view *known, size_t count, struct view *view)
{
  for (size_t i = 0; i < count; i++) {
    if (known[i].indicator->level == view->indicator->level) {
      for (int k = 0; k < EXACT_BELOW; k++)
        view->exact[k] = known[i].exact[k];
      return;
    }
  }
  for (int k = 0; k < EXACT_BELOW; k++)
    view->exact[k] = poisson_interval(k, view->indicator->level);
}

/* ---- all views --------------------------------------------------------------------------- */

struct view *make_views(struct work *work, struct need *needs)
{
  const struct catalog *catalog = work->catalog;
  struct view *views = ARENA_ARRAY(work->arena, struct view, catalog->indicator_count);
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[i];
    views[i].indicator = indicator;
    views[i].comparator = indicator->compare_count ? indicator->compare[0] : catalog->comparator;
    if (views[i].comparator != NO_INDEX)
      views[i].rest_name
        = arena_printf(work->arena, "Rest of %s", catalog->areas[views[i].comparator].short_name
                                                    ? catalog->areas[views[i].comparator].short_name
                                                    : catalog->areas[views[i].comparator].name);
    needs[i] = need_of(work, &views[i]);
    find_breaks(work, &views[i]);
    name_methods(work, views, i, &views[i]);
    tabulate_exact(views, i, &views[i]);
  }
  return views;
}
