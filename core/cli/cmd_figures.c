/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata figures: everything that is not filtered out, one row an indicator, area and period. */
#include "cli/command.h"
#include "cli/filter.h"
#include "cli/rows.h"
#include "cli/session.h"

#include "base/cleanup.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIELD_COUNT = 21 };

static const char *const field_names[FIELD_COUNT] = { "indicator", "area", "area_name", "period",
  "numerator", "denominator", "value", "lower", "upper", "status", "comparator",
  "comparator_value", "significance", "rank", "rank_of", "trend", "change", "change_lower",
  "change_upper", "change_significance", "method" };

static struct field text(const char *text)
{
  return (struct field) { .text = text };
}

static struct field number(double value)
{
  return (struct field) { .number = value };
}

static struct field whole(int value)
{
  return number(value > 0 ? value : (double)NAN);
}

static struct field methods(struct arena *arena, const struct result *result,
                            const struct trend_result *trend)
{
  const char *method = result->method ? result->method : "";
  if (!*trend->method)
    return text(method);
  return text(arena_printf(arena, "%s%s%s", method, *method ? "; " : "", trend->method));
}

/* What the indicator's definition names first. */
static struct comparison first_comparison(const struct released *released, int indicator, int area,
                                          struct period period, const struct result *result)
{
  const struct catalog *catalog = released_catalog(released);
  const struct indicator *definition = &catalog->indicators[indicator];
  if (definition->comparator_count && definition->comparators[0].kind != COMPARATOR_AREA) {
    struct comparison all[MOST_COMPARISONS];
    released_comparisons(released, indicator, area, period, all);
    return all[0];
  }
  bool compared = result->comparator != NO_INDEX;
  return (struct comparison) {
    .id = compared ? catalog->areas[result->comparator].code : "",
    .value = compared ? result->comparator_value : (double)NAN,
    .significance = result->significance,
  };
}

/* The fields of one figure.  A value that is not published is empty. */
static void fill(struct arena *arena, const struct released *released, int indicator, int area,
                 struct period period, const struct result *result,
                 const struct trend_result *trend, struct field fields[FIELD_COUNT])
{
  const struct catalog *catalog = released_catalog(released);
  struct comparison beside = first_comparison(released, indicator, area, period, result);
  bool shown = result->status == STATUS_PUBLISHED || result->status == STATUS_PROVISIONAL
    || result->status == STATUS_REVISED;
  bool changed = shown && result->change != CHANGE_NOT_TESTED
    && result->change != CHANGE_NOT_COMPARABLE;
  const struct field none = number(NAN), row[FIELD_COUNT] = {
    text(catalog->indicators[indicator].id),
    text(catalog->areas[area].code),
    text(catalog->areas[area].name),
    text(period_code(arena, period)),
    /* A count may be known when its rate is not: no population for the year. */
    result->status != STATUS_SUPPRESSED ? number(result->numerator) : none,
    shown ? number(result->denominator) : none,
    shown ? number(result->value) : none,
    shown ? number(result->lower) : none,
    shown ? number(result->upper) : none,
    text(status_word(result->revised ? STATUS_REVISED : result->status)),
    shown ? text(beside.id) : none,
    shown ? number(beside.value) : none,
    shown ? text(significance_word(beside.significance)) : none,
    shown ? whole(result->rank) : none,
    shown && result->rank > 0 ? whole(result->rank_of) : none,
    shown ? text(trend_word(trend->trend)) : none,
    changed ? number(result->change_percent) : none,
    changed ? number(result->change_lower) : none,
    changed ? number(result->change_upper) : none,
    shown ? text(change_word(result->change)) : none,
    shown ? methods(arena, result, trend) : none,
  };
  memcpy(fields, row, sizeof row);
}

struct choice {
  struct chosen indicators, areas;
  const struct period *periods;
  size_t period_count;
};

/* -1 after reporting everything that is unknown. */
static int choose(struct session *session, struct choice *ret_choice)
{
  const struct values *codes = &session->options->periods;
  struct period *periods = ARENA_ARRAY(session->arena, struct period, codes->len);
  bool known = true;
  for (size_t i = 0; i < codes->len; i++)
    known = filter_period(session, codes->at[i], &periods[i]) && known;
  known = !filter_indicators(session, &session->options->indicators, &ret_choice->indicators)
    && known;
  known = !filter_areas(session, &session->options->areas, &ret_choice->areas) && known;
  ret_choice->periods = periods;
  ret_choice->period_count = codes->len;
  return known ? 0 : -1;
}

static void print_figures(const struct session *session, const struct choice *choice)
{
  const struct catalog *catalog = released_catalog(session->released);
  struct rows rows
    = rows_begin(session->arena, session->options->format, field_names, FIELD_COUNT);
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    if (!chosen_has(choice->indicators, (int)i) || !*catalog->indicators[i].id)
      continue;
    size_t count = choice->period_count;
    const struct period *periods = choice->periods;
    if (!count)
      periods = results_periods(session->results, (int)i, &count);
    for (size_t a = 0; a < catalog->area_count; a++) {
      if (!chosen_has(choice->areas, (int)a))
        continue;
      auto_arena struct arena *scratch = arena_new();
      for (size_t p = 0; p < count; p++) {
        struct result result;
        struct trend_result trend;
        struct field fields[FIELD_COUNT];
        released_find(session->released, (int)i, (int)a, periods[p], &result);
        released_trend(session->released, (int)i, (int)a, periods[p], &trend);
        fill(scratch, session->released, (int)i, (int)a, periods[p], &result, &trend, fields);
        rows_add(&rows, fields);
      }
    }
  }
  rows_end(&rows);
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  if (options->audiences[AUDIENCE_PUBLIC] && options->audiences[AUDIENCE_RESTRICTED]) {
    fputs("strata figures: figures are for one audience: public or restricted\n", stderr);
    return EXIT_USAGE;
  }
  struct session session = session_begin(arena, options);
  struct choice choice;
  bool made = session_define(&session) == 0 && choose(&session, &choice) == 0
    && session_ingest(&session) == 0 && session_compute(&session) == 0
    && session_extend(&session) == 0;
  if (made)
    print_figures(&session, &choice);
  return session_end(&session, made);
}

const struct command command_figures = {
  .name = "figures",
  .words = "WORKSPACE",
  .least = 1,
  .most = 1,
  .options = OPTION_INDICATOR | OPTION_AREA | OPTION_PERIOD | OPTION_FORMAT | OPTION_STORE
    | OPTION_JOBS | OPTION_SOURCE | OPTION_AUDIENCE,
  .summary = "figures as CSV or JSON",
  .help = "Prints every figure that is not filtered out, one row for an indicator, area and period,\n"
          "against the indicator's first comparator.  A value that is not published is an empty\n"
          "cell, and 'status' says why.",
  .run = run,
};
