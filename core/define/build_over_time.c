/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an indicator's months are judged and forecast. */
#include "define/build.h"

static void does_not_fit(struct build *build, struct loc loc, const char *what, const char *why,
                         const char *what_to_do)
{
  diag_error(build->diags, "STRATA-D061", loc, "%s %s", what, why);
  diag_hint(build->diags, "%s", what_to_do);
}

/* A chart and a forecast are of monthly counts. */
static void check_monthly(struct build *build, const struct indicator_definition *given,
                          const char *key, const char *what)
{
  struct loc loc = node_place(given->decoded.node, key);
  int source = given->measure ? names_find(&build->measures, given->measure) : NO_INDEX;
  enum reader reader
    = source == NO_INDEX ? READER_TIDY : build->catalog->sources[source].reader;
  const char *remove = arena_printf(build->arena, "remove '%s'", key);
  if (given->derived)
    does_not_fit(build, loc, what, "is of counted months, and this indicator is computed by its "
                 "plugin's code", remove);
  else if (given->statistic != STATISTIC_COUNT && given->statistic != STATISTIC_RATE)
    does_not_fit(build, loc, what,
                 given->statistic == STATISTIC_GIVEN
                   ? "is of counted months, and these are values that are given"
                   : "is of counted months, and this statistic is not made by adding them up",
                 "remove it, or define a count of the same measure");
  else if (reader == READER_MID_YEAR_ESTIMATES || reader == READER_DEPRIVATION)
    does_not_fit(build, loc, what, "is of months, and this measure has one figure a year", remove);
}

static void check_chart(struct build *build, const struct indicator_definition *given)
{
  const struct chart_definition *chart = given->chart;
  if (!chart)
    return;
  const struct yaml_node *node = chart->decoded.node;
  if (chart->of == CHART_OF_ROLLING_YEAR) {
    diag_error(build->diags, "STRATA-D060", node_place(node, "of"),
               "a rolling total cannot be judged: each shares eleven months with the next");
    diag_hint(build->diags, "write 'of: months', or 'of: same-month-differences' where it has a "
                            "season");
  }
  if (chart->baseline.last && period_months(chart->baseline) == 1) {
    diag_error(build->diags, "STRATA-D062", node_place(node, "baseline"),
               "the limits of a chart need a year of months, and this is one month");
    diag_hint(build->diags, "write a year, as in 'baseline: ye-2025-12'");
  }
  if (node_value(node, "target") && given->polarity == POLARITY_NEUTRAL) {
    diag_error(build->diags, "STRATA-D062", node_place(node, "target"),
               "whether a target is met cannot be said where neither lower nor higher is better");
    diag_hint(build->diags, "say which is better under 'polarity', or remove the target");
  }
  check_monthly(build, given, "chart", "a chart");
}

static void check_forecast(struct build *build, const struct indicator_definition *given)
{
  if (given->forecast && given->forecast->method != FORECAST_NONE)
    check_monthly(build, given, "forecast", "a forecast");
}

void check_over_time(struct build *build, const struct indicator_definition *given)
{
  check_chart(build, given);
  check_forecast(build, given);
}

struct chart_rules chart_rules_of(const struct indicator_definition *given)
{
  const struct chart_definition *chart = given->chart;
  if (!chart)
    return (struct chart_rules) { 0 };
  return (struct chart_rules) {
    .of = chart->of == CHART_OF_ROLLING_YEAR ? CHART_OF_MONTHS : (enum chart_of)chart->of,
    .baseline = chart->baseline.last,
    .screened = chart->screened,
    .has_target = node_value(chart->decoded.node, "target") != NULL,
    .target = chart->target,
    .loc = node_place(given->decoded.node, "chart"),
    .given = true,
  };
}

struct forecast_rules forecast_rules_of(const struct indicator_definition *given)
{
  const struct forecast_definition *forecast = given->forecast;
  if (!forecast)
    return (struct forecast_rules) { .method = FORECAST_NONE };
  return (struct forecast_rules) {
    .method = (enum forecast_method)forecast->method,
    .months = forecast->months,
    .level = forecast->level,
    .loc = node_place(given->decoded.node, "forecast"),
  };
}
