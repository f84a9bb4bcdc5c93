/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/by_deprivation.h"

#include "base/cleanup.h"
#include "compute/belongs.h"

#include <math.h>

static void no_answer(struct inequality_result *ret, enum status status, const char *reason)
{
  const struct interval none = { NAN, NAN };
  *ret = (struct inequality_result) {
    .status = status, .reason = reason,
    .index = { NAN, NAN, NAN, NAN, NAN, NAN, 0 },
    .intervals = { none, none, none },
    .level = NAN, .method = "", .domain = "",
    .volume_share = NAN, .volume_lower = NAN, .volume_upper = NAN,
    .people_share = NAN, .harm_share = NAN,
  };
}

/* ---- groups -------------------------------------------------------------------------------- */

struct tenths {
  double counts[DEPRIVATION_TENTHS], people[DEPRIVATION_TENTHS];
};

static bool add_up(const struct places *places, const unsigned char *tenth, struct tenths *ret)
{
  *ret = (struct tenths) { 0 };
  for (size_t i = 0; i < places->count; i++) {
    if (isnan(places->counts[i]))
      continue;
    if (!(places->people[i] >= 0))
      return false;
    ret->counts[tenth[i] - 1] += places->counts[i];
    ret->people[tenth[i] - 1] += places->people[i];
  }
  return true;
}

/* Fractions, so that a proportion's logit can be taken; the scale comes in at the end. */
static void make_groups(const struct indicator *indicator, const struct tenths *tenths,
                        struct inequality_group *ret_groups)
{
  for (int i = 0; i < DEPRIVATION_TENTHS; i++) {
    double count = tenths->counts[i], people = tenths->people[i];
    struct interval interval = { NAN, NAN };
    if (indicator->interval == INTERVAL_WILSON) {
      interval = wilson_interval(count, people, indicator->level);
    } else if (indicator->interval == INTERVAL_BYAR) {
      interval = poisson_interval(count, indicator->level);
      interval.lower /= people;
      interval.upper /= people;
    }
    ret_groups[i] = (struct inequality_group) { people, people > 0 ? count / people : 0,
                                                interval.lower, interval.upper };
  }
}

/* ---- intervals ----------------------------------------------------------------------------- */

static struct interval scaled(struct interval interval, double scale)
{
  return (struct interval) { interval.lower * scale, interval.upper * scale };
}

static void find_intervals(const struct results *results, const struct indicator *indicator,
                           const struct inequality_question *question, struct inequality_result *ret)
{
  const struct interval none = { NAN, NAN };
  struct inequality_intervals intervals = { none, none, none };
  ret->method = "slope by weighted least squares";
  switch (indicator->inequality.interval) {
  case INEQUALITY_SIMULATED:
    intervals = simulated_intervals(results, question);
    ret->method = "slope by weighted least squares; limits by 100,000 simulations";
    break;
  case INEQUALITY_CLOSED_FORM:
    inequality_normal(question->groups, DEPRIVATION_TENTHS, question->level, &intervals);
    ret->method = "slope by weighted least squares; limits from variances";
    break;
  case INEQUALITY_NO_INTERVAL:
    break;
  }
  intervals.slope = scaled(intervals.slope, indicator->scale);
  ret->intervals = intervals;
  ret->significance = isnan(intervals.slope.lower) ? SIGNIFICANCE_NOT_TESTED
                      : intervals.slope.upper < 0   ? SIGNIFICANCE_HIGHER
                      : intervals.slope.lower > 0   ? SIGNIFICANCE_LOWER
                                                    : SIGNIFICANCE_SIMILAR;
}

/* ---- shares -------------------------------------------------------------------------------- */

static void find_shares(const struct results *results, const struct view *view, int area,
                        struct period period, const struct tenths *tenths,
                        const unsigned char *tenth, struct inequality_result *ret)
{
  double counts = 0, people = 0;
  for (int i = 0; i < DEPRIVATION_TENTHS; i++) {
    counts += tenths->counts[i];
    people += tenths->people[i];
  }
  if (tenths->people[0] > 0 && counts > 0) {
    struct interval interval = wilson_interval(tenths->counts[0], counts, view->indicator->level);
    ret->volume_share = tenths->counts[0] / counts;
    ret->volume_lower = interval.lower;
    ret->volume_upper = interval.upper;
    ret->people_share = tenths->people[0] / people;
    ret->harm_share = harm_share_of_tenth(results, view, area, period, tenth, 1);
  }
}

static bool is_sound(enum inequality_status status, struct inequality_result *ret)
{
  switch (status) {
  case INEQUALITY_SOUND:
    return true;
  case INEQUALITY_FEW_GROUPS:
    no_answer(ret, STATUS_TOO_FEW, "Its neighbourhoods are in fewer than three tenths of deprivation");
    return false;
  case INEQUALITY_MISSING:
    break;
  }
  no_answer(ret, STATUS_UNAVAILABLE, "Not known for every neighbourhood");
  return false;
}

/* ---- all of it ----------------------------------------------------------------------------- */

/* What the intervals depend on.  False, and the reason in RET, when there is no answer. */
static bool ask(const struct results *results, const struct view *view, int area,
                struct period period, struct arena *scratch, struct inequality_question *ret_question,
                struct tenths *ret_tenths, const unsigned char **ret_tenth,
                struct inequality_result *ret)
{
  const struct indicator *indicator = view->indicator;
  const struct facts *facts = results->facts;
  const struct fact_table *table
    = indicator->inequality.wanted ? facts_table(facts, indicator->inequality.by) : NULL;
  struct figure whole = figure_of(results, view, area, period);
  struct places places;
  no_answer(ret, STATUS_NOT_APPLICABLE, "Its definition asks for no inequality");
  if (!table)
    return false;
  if (whole.status != STATUS_PUBLISHED) {
    no_answer(ret, whole.status, whole.reason);
    return false;
  }
  if (table->awaited || category_column(table, "decile") < 0 || category_column(table, "domain") < 0) {
    no_answer(ret, STATUS_UNAVAILABLE, "The index of deprivation was not supplied");
    return false;
  }
  if (!find_places(results, view, area, period, scratch, &places)) {
    no_answer(ret, STATUS_UNAVAILABLE, "Not known by neighbourhood");
    return false;
  }
  unsigned char *tenths = ARENA_ARRAY(scratch, unsigned char, places.count);
  int32_t year
    = choose_deprivation(facts, table, indicator->inequality.domain, &places, period, scratch, tenths);
  if (year == 0) {
    no_answer(ret, STATUS_UNAVAILABLE, "No index of deprivation has all of its neighbourhoods");
    return false;
  }
  if (!add_up(&places, tenths, ret_tenths))
    return is_sound(INEQUALITY_MISSING, ret);
  *ret_question = (struct inequality_question) {
    .scatter = indicator->statistic == STATISTIC_PROPORTION ? SCATTER_LOGIT : SCATTER_LOGARITHM,
    .level = indicator->level,
  };
  make_groups(indicator, ret_tenths, ret_question->groups);
  *ret_tenth = tenths;
  ret->vintage = (struct period) { year, PERIOD_CALENDAR_YEAR };
  return true;
}

bool inequality_question(const struct results *results, const struct view *view,
                         struct period period, struct inequality_question *ret)
{
  auto_arena struct arena *scratch = arena_new();
  struct tenths tenths;
  const unsigned char *tenth;
  struct inequality_result none;
  return ask(results, view, view->comparator, period, scratch, ret, &tenths, &tenth, &none);
}

/* All but the line and its intervals.  False, and the reason in RET, when there is no answer. */
static bool begin(const struct results *results, const struct view *view, int area,
                  struct period period, struct inequality_question *ret_question,
                  struct inequality_result *ret)
{
  auto_arena struct arena *scratch = arena_new();
  const struct interval none = { NAN, NAN };
  struct tenths tenths;
  const unsigned char *tenth;
  if (!ask(results, view, area, period, scratch, ret_question, &tenths, &tenth, ret))
    return false;
  *ret = (struct inequality_result) {
    .index = { NAN, NAN, NAN, NAN, NAN, NAN, 0 }, .intervals = { none, none, none }, .method = "",
    .level = view->indicator->level, .vintage = ret->vintage,
    .domain = view->indicator->inequality.domain, .volume_share = NAN, .volume_lower = NAN,
    .volume_upper = NAN, .people_share = NAN, .harm_share = NAN,
  };
  find_shares(results, view, area, period, &tenths, tenth, ret);
  return true;
}

void results_deprived_tenth(const struct results *results, int indicator, int area,
                            struct period period, struct inequality_result *ret)
{
  struct inequality_question question;
  begin(results, &results->views[indicator], area, period, &question, ret);
}

void results_inequality(const struct results *results, int indicator, int area,
                        struct period period, struct inequality_result *ret)
{
  const struct view *view = &results->views[indicator];
  struct inequality_question question;
  struct inequality index;
  if (!begin(results, view, area, period, &question, ret)
      || !is_sound(inequality_find(question.groups, DEPRIVATION_TENTHS, &index), ret))
    return;
  double scale = view->indicator->scale;
  index.slope *= scale;
  index.most *= scale;
  index.least *= scale;
  index.mean *= scale;
  ret->index = index;
  find_intervals(results, view->indicator, &question, ret);
}
