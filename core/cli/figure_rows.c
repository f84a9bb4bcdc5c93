/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/figure_rows.h"

#include "base/num.h"
#include "compute/funnel_of.h"
#include "disclose/places.h"

#include <math.h>
#include <string.h>

const char *const figure_field_names[FIGURE_FIELDS] = { "indicator", "area", "area_name", "period",
  "numerator", "denominator", "value", "lower", "upper", "status", "comparator",
  "comparator_value", "significance", "rank", "rank_of", "trend", "change", "change_lower",
  "change_upper", "change_significance", "method", "change_since", "denominator_period", "row" };

/* Their places in it. */
enum field_at { INDICATOR, AREA, AREA_NAME, PERIOD, NUMERATOR, DENOMINATOR, VALUE, LOWER, UPPER, STATUS,
                COMPARATOR, COMPARATOR_VALUE, SIGNIFICANCE, RANK, RANK_OF, TREND, CHANGE, CHANGE_LOWER,
                CHANGE_UPPER, CHANGE_SIGNIFICANCE, METHOD, CHANGE_SINCE, DENOMINATOR_PERIOD, ROW };

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

static bool is_shown(const struct result *result)
{
  return result->status == STATUS_PUBLISHED || result->status == STATUS_PROVISIONAL
         || result->status == STATUS_REVISED;
}

/* A period that there may not be. */
static struct field known_period(struct arena *arena, bool known, struct period period)
{
  return known ? text(period_code(arena, period)) : number(NAN);
}

/* The fields of one figure.  A value that is not published is empty. */
static void fill(struct arena *arena, const struct released *released, int indicator, int area,
                 struct period period, const struct result *result,
                 const struct trend_result *trend, struct field fields[FIGURE_FIELDS])
{
  const struct catalog *catalog = released_catalog(released);
  struct comparison beside = first_comparison(released, indicator, area, period, result);
  bool shown = is_shown(result);
  bool changed = shown && result->change != CHANGE_NOT_TESTED
    && result->change != CHANGE_NOT_COMPARABLE;
  /* Of a proportion, in percentage points. */
  bool points = catalog->indicators[indicator].statistic == STATISTIC_PROPORTION;
  const struct field none = number(NAN), row[FIGURE_FIELDS] = {
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
    changed ? number(points ? result->change_points : result->change_percent) : none,
    changed ? number(points ? result->change_points_lower : result->change_lower) : none,
    changed ? number(points ? result->change_points_upper : result->change_upper) : none,
    shown ? text(change_word(result->change)) : none,
    shown ? methods(arena, result, trend) : none,
    known_period(arena, changed, result->before),
    known_period(arena, shown && !isnan(result->denominator) && result->denominator_period.last,
                 result->denominator_period),
    text("figure"),
  };
  memcpy(fields, row, sizeof row);
}

/* ---- with --all ---------------------------------------------------------------------------- */

/* A row that says WHAT of AREA (a name and code, or none) in PERIOD. */
static void begin(struct arena *arena, const struct released *released, int indicator, int area,
                  struct period period, const char *what, struct field fields[FIGURE_FIELDS])
{
  const struct catalog *catalog = released_catalog(released);
  for (size_t i = 0; i < FIGURE_FIELDS; i++)
    fields[i] = number(NAN);
  fields[INDICATOR] = text(catalog->indicators[indicator].id);
  if (area != NO_INDEX) {
    fields[AREA] = text(catalog->areas[area].code);
    fields[AREA_NAME] = text(catalog->areas[area].name);
  }
  fields[PERIOD] = text(period_code(arena, period));
  fields[ROW] = text(what);
}

static void put_figure(struct field fields[FIGURE_FIELDS], const struct result *result)
{
  fields[VALUE] = number(result->value);
  fields[LOWER] = number(result->lower);
  fields[UPPER] = number(result->upper);
  fields[STATUS] = text(status_word(result->revised ? STATUS_REVISED : result->status));
}

/* The method of the figure's own interval, and HOW. */
static const char *after_interval(struct arena *arena, const struct result *alone, const char *how)
{
  bool has = alone->method && *alone->method;
  return arena_printf(arena, "%s%s%s", has ? alone->method : "", has ? "; " : "", how);
}

/* How a figure is held against something that is not its first comparator. */
static const char *compared_by(struct arena *arena, const struct indicator *definition,
                               const struct comparison *beside)
{
  bool tested = beside->significance != SIGNIFICANCE_NOT_TESTED;
  const char *value = beside->kind == COMPARATOR_PEERS ? "unweighted mean of peers; " : "";
  return arena_printf(arena, "%s%s", value,
                      !tested                      ? "not tested"
                      : funnel_is_used(definition) ? funnel_method(definition)
                                                   : "interval against comparator");
}

static void add_comparisons(struct figure_rows *figures, struct arena *scratch, int indicator, int area,
                            struct period period, const struct result *result)
{
  const struct indicator *definition
    = &released_catalog(figures->released)->indicators[indicator];
  struct comparison all[MOST_COMPARISONS];
  struct result alone;
  released_find_alone(figures->released, indicator, area, period, &alone);
  size_t count
    = definition->comparator_count
        ? released_comparisons(figures->released, indicator, area, period, all)
        : 0;
  struct comparison first
    = first_comparison(figures->released, indicator, area, period, result);
  for (size_t i = 0; i < count; i++) {
    struct field fields[FIGURE_FIELDS];
    if (first.id && strcmp(first.id, all[i].id) == 0)
      continue;
    begin(scratch, figures->released, indicator, area, period, "comparator", fields);
    put_figure(fields, result);
    fields[COMPARATOR] = text(all[i].id);
    fields[COMPARATOR_VALUE] = number(all[i].value);
    fields[SIGNIFICANCE] = text(significance_word(all[i].significance));
    fields[METHOD]
      = text(after_interval(scratch, &alone, compared_by(scratch, definition, &all[i])));
    rows_add(&figures->rows, fields);
  }
}

static void add_goal(struct figure_rows *figures, struct arena *scratch, int indicator, int area,
                     struct period period, const struct result *result)
{
  const struct indicator *definition
    = &released_catalog(figures->released)->indicators[indicator];
  struct field fields[FIGURE_FIELDS];
  if (!definition->goal)
    return;
  struct result alone;
  released_find_alone(figures->released, indicator, area, period, &alone);
  begin(scratch, figures->released, indicator, area, period, "goal", fields);
  put_figure(fields, result);
  fields[COMPARATOR] = text("goal");
  fields[COMPARATOR_VALUE] = number(definition->goal->lower);
  fields[SIGNIFICANCE]
    = text(goal_word(released_goal_verdict(figures->released, indicator, area, period)));
  fields[METHOD] = text(after_interval(
    scratch, &alone,
    definition->goal->has_upper
      ? arena_printf(scratch, "goal of %s to %s", num_significant(scratch, definition->goal->lower),
                     num_significant(scratch, definition->goal->upper))
      : "goal"));
  rows_add(&figures->rows, fields);
}

void figure_rows_add(struct figure_rows *figures, struct arena *scratch, int indicator, int area,
                     struct period period)
{
  struct result result;
  struct trend_result trend;
  struct field fields[FIGURE_FIELDS];
  released_find(figures->released, indicator, area, period, &result);
  released_trend(figures->released, indicator, area, period, &trend);
  fill(scratch, figures->released, indicator, area, period, &result, &trend, fields);
  rows_add(&figures->rows, fields);
  if (!figures->all || !is_shown(&result))
    return;
  add_comparisons(figures, scratch, indicator, area, period, &result);
  add_goal(figures, scratch, indicator, area, period, &result);
}

static void put_share(struct field fields[FIGURE_FIELDS], double part, double of, double value,
                      const char *method)
{
  fields[NUMERATOR] = number(part);
  fields[DENOMINATOR] = number(of);
  fields[VALUE] = number(value);
  fields[METHOD] = text(method);
}

static void add_hot_spots(struct figure_rows *figures, struct arena *scratch, int indicator, int area,
                          struct period period)
{
  struct hot_spots_result hot;
  struct field fields[FIGURE_FIELDS];
  released_hot_spots(scratch, figures->released, indicator, area, period, &hot);
  if (hot.status == STATUS_UNAVAILABLE || hot.status == STATUS_NOT_APPLICABLE)
    return;
  bool shown = hot.status == STATUS_PUBLISHED;
  begin(scratch, figures->released, indicator, area, period, "hot spots", fields);
  fields[STATUS] = text(status_word(hot.status));
  if (shown)
    put_share(fields, (double)hot.hot, (double)hot.tested, hot.share * 100,
              "Gi* of neighbourhoods; false discovery control");
  rows_add(&figures->rows, fields);
  if (!shown || !hot.has_before || !isfinite(hot.prediction.accuracy))
    return;
  begin(scratch, figures->released, indicator, area, period, "prediction", fields);
  fields[STATUS] = text(status_word(hot.status));
  put_share(fields, (double)hot.again, (double)hot.before_hot, hot.prediction.accuracy,
            "prediction accuracy index of the hot spots of the period before");
  fields[CHANGE_SINCE] = text(period_code(scratch, hot.before));
  rows_add(&figures->rows, fields);
}

static void add_event_places(struct figure_rows *figures, struct arena *scratch, int indicator,
                             int area, struct period period)
{
  struct event_places_result places;
  struct field fields[FIGURE_FIELDS];
  released_event_places(scratch, figures->released, indicator, area, period, &places);
  if (places.status == STATUS_UNAVAILABLE || places.status == STATUS_NOT_APPLICABLE)
    return;
  bool shown = places.status == STATUS_PUBLISHED;
  begin(scratch, figures->released, indicator, area, period, "repeat locations", fields);
  fields[STATUS] = text(status_word(places.status));
  if (shown)
    put_share(fields, (double)places.repeats.repeated, (double)places.repeats.locations,
              places.repeats.at_repeats * 100, "share of incidents at repeat locations");
  rows_add(&figures->rows, fields);
  begin(scratch, figures->released, indicator, area, period, "hot cells", fields);
  fields[STATUS] = text(status_word(places.status));
  if (shown)
    put_share(fields, (double)places.hot, (double)places.cells, places.share * 100,
              "Gi* of grid cells; false discovery control");
  rows_add(&figures->rows, fields);
}

void figure_rows_add_places(struct figure_rows *figures, struct arena *scratch, int indicator,
                            int area, struct period period)
{
  const struct catalog *catalog = released_catalog(figures->released);
  const struct indicator *definition = &catalog->indicators[indicator];
  int whole = definition->compare_count ? definition->compare[0] : catalog->comparator;
  if (definition->hot_spots.wanted)
    add_hot_spots(figures, scratch, indicator, area, period);
  if (definition->event_places.events && area == whole)
    add_event_places(figures, scratch, indicator, area, period);
}

void figure_rows_add_wards(struct figure_rows *figures, struct arena *scratch, int indicator, int area,
                           struct period period)
{
  const struct facts *facts = released_facts(figures->released);
  struct ward_result *wards = ARENA_ARRAY(scratch, struct ward_result, facts->ward_count);
  released_wards(figures->released, indicator, area, period, wards);
  for (size_t i = 0; i < facts->ward_count; i++) {
    const struct ward *ward = &facts->wards[i];
    struct field fields[FIGURE_FIELDS];
    if (ward->district != area)
      continue;
    begin(scratch, figures->released, indicator, area, period, "ward", fields);
    fields[AREA] = text(ward->code);
    fields[AREA_NAME] = text(ward->name ? ward->name : ward->code);
    fields[NUMERATOR] = number(wards[i].numerator);
    fields[DENOMINATOR] = number(wards[i].denominator);
    fields[VALUE] = number(wards[i].value);
    fields[LOWER] = number(wards[i].lower);
    fields[UPPER] = number(wards[i].upper);
    fields[STATUS] = text(status_word(wards[i].status));
    fields[METHOD] = text(wards[i].method);
    rows_add(&figures->rows, fields);
  }
}

void figure_rows_add_initiatives(struct figure_rows *figures, struct arena *scratch, int indicator,
                                 const bool *areas)
{
  const struct catalog *catalog = released_catalog(figures->released);
  for (size_t i = 0; i < catalog->initiative_count; i++) {
    const struct initiative *initiative = &catalog->initiatives[i];
    const struct initiative_part *treated = &initiative->parts[0];
    struct initiative_result found;
    struct field fields[FIGURE_FIELDS];
    bool chosen = false;
    for (size_t a = 0; a < treated->count; a++)
      chosen = chosen || areas[treated->areas[a]];
    if (initiative->indicator != indicator || !chosen
        || !released_initiative(figures->released, initiative, &found))
      continue;
    begin(scratch, figures->released, indicator, treated->count == 1 ? treated->areas[0] : NO_INDEX,
          initiative->after, "initiative", fields);
    fields[VALUE] = number(found.found.total);
    fields[LOWER] = number(found.found.interval.lower);
    fields[UPPER] = number(found.found.interval.upper);
    fields[STATUS] = text(status_word(found.status));
    fields[COMPARATOR] = text(initiative->id);
    if (found.status == STATUS_PUBLISHED) {
      fields[CHANGE_SIGNIFICANCE] = text(change_word(found.change));
      fields[METHOD] = text("weighted displacement difference 95%");
      fields[CHANGE_SINCE] = text(period_code(scratch, initiative->before));
    }
    rows_add(&figures->rows, fields);
  }
}
