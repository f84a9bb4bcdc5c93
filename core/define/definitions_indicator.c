/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An indicator: a file in indicators/. */
#include "define/definitions.h"

#include "define/catalog.h"

static const char *const statistic_words[] = { [STATISTIC_COUNT] = "count",
                                               [STATISTIC_RATE] = "rate",
                                               [STATISTIC_PROPORTION] = "proportion",
                                               [STATISTIC_GIVEN] = "given",
                                               [STATISTIC_MEAN] = "mean",
                                               [STATISTIC_STANDARDISED] = "standardised",
                                               [STATISTIC_RATIO] = "ratio", NULL };
static const char *const interval_words[] = { [INTERVAL_NONE] = "none", [INTERVAL_BYAR] = "byar",
                                              [INTERVAL_WILSON] = "wilson",
                                              [INTERVAL_STUDENT] = "student",
                                              [INTERVAL_DOBSON] = "dobson", NULL };
static const char *const polarity_words[] = { [POLARITY_LOWER_IS_BETTER] = "lower-is-better",
                                              [POLARITY_HIGHER_IS_BETTER] = "higher-is-better",
                                              [POLARITY_NEUTRAL] = "neutral", NULL };

/* One value of `where`: Burglary, [Burglary, Robbery], or {not: Burglary}. */
static int decode_values(struct arena *arena, const struct yaml_node *value, struct diags *diags,
                         struct where_definition *where)
{
  const struct yaml_node *values = value;
  if (value->kind == YAML_MAPPING && value->count == 1 && str_is(value->pairs[0].key, "not")) {
    where->except = true;
    values = value->pairs[0].value;
  }
  const struct yaml_node *const *items = values->kind == YAML_LIST ? values->items : &values;
  size_t count = values->kind == YAML_LIST ? values->count : 1;
  const char **texts = ARENA_ARRAY(arena, const char *, count);
  bool wrong = count == 0;
  for (size_t i = 0; i < count; i++) {
    wrong = wrong || items[i]->kind != YAML_TEXT || !items[i]->text.len;
    texts[i] = items[i]->text.at;
  }
  if (wrong) {
    diag_error(diags, "STRATA-D012", values->loc,
               "'%s' must have a value, a list of values, or {not: values}", where->category);
    diag_hint(diags, "write %s: One value, [One, Another] or {not: One}", where->category);
    return -1;
  }
  where->values = (struct texts) { texts, count };
  return 0;
}

int decode_where(struct arena *arena, const char *key, const struct yaml_node *value,
                 struct diags *diags, void *at)
{
  if (value->kind != YAML_MAPPING) {
    diag_error(diags, "STRATA-D012", value->loc, "'%s' must have categories for keys", key);
    diag_hint(diags, "write %s: {crime type: Burglary}", key);
    return -1;
  }
  struct where_definition *wheres = ARENA_ARRAY(arena, struct where_definition, value->count);
  int result = 0;
  for (size_t i = 0; i < value->count; i++) {
    wheres[i].category = value->pairs[i].key.at;
    wheres[i].loc = value->pairs[i].key_loc;
    if (decode_values(arena, value->pairs[i].value, diags, &wheres[i]) < 0)
      result = -1;
  }
  *(struct list *)at = (struct list) { wheres, value->count };
  return result;
}

const char where_json[]
  = "{\"type\": \"object\", \"additionalProperties\": {\"oneOf\": ["
    "{\"type\": [\"string\", \"number\"]}, "
    "{\"type\": \"array\", \"minItems\": 1, "
    "\"items\": {\"type\": [\"string\", \"number\"]}}, "
    "{\"type\": \"object\", \"required\": [\"not\"], \"additionalProperties\": false, "
    "\"properties\": {\"not\": {\"oneOf\": [{\"type\": [\"string\", \"number\"]}, "
    "{\"type\": \"array\", \"minItems\": 1, "
    "\"items\": {\"type\": [\"string\", \"number\"]}}]}}}]}}";

/* The same wherever rows are chosen. */
#define WHERE_FIELD(...)                                                                           \
  { .name = "where", .kind = FIELD_OTHER, .at = AT(where), .decode = decode_where,                 \
    .shape = "categories with a value, a list of values, or {not: values}", .json = where_json,    \
    __VA_ARGS__ }

#define AT(member) offsetof(struct per_definition, member)
static const struct field per_fields[] = {
  { .name = "measure", .kind = FIELD_TEXT, .at = AT(measure), .form = &form_id,
    .otherwise_words = "the denominators in the tidy file itself",
    .description = "What is divided by, such as residents." },
  WHERE_FIELD(.otherwise_words = "all of the measure",
              .description = "Which rows of that measure count; every category must hold."),
  { .name = "scale", .kind = FIELD_INTEGER, .at = AT(scale), .least = 1, .most = 10000000,
    .otherwise = "1000", .description = "How many of them: 1000 for a rate per 1,000." },
};
#undef AT
static const struct schema per_schema
  = SCHEMA("per", "The denominator of a rate or of a proportion.", struct per_definition, per_fields);

#define AT(member) offsetof(struct interval_definition, member)
static const struct field interval_fields[] = {
  { .name = "method", .kind = FIELD_WORD, .at = AT(method), .required = true,
    .words = interval_words,
    .description = "byar for counts, rates and ratios, wilson for proportions, student for means, "
                   "dobson for directly standardised rates; see docs/METHODS.md." },
  { .name = "level", .kind = FIELD_NUMBER, .at = AT(level), .least = 50, .most = 99.99,
    .otherwise = "95", .description = "Confidence, in per cent." },
};
#undef AT
static const struct schema interval_schema = SCHEMA(
  "interval", "A confidence interval.", struct interval_definition, interval_fields);

static const char *const population_words[] = { "esp2013", NULL };

#define AT(member) offsetof(struct standard_definition, member)
static const struct field standard_fields[] = {
  { .name = "population", .kind = FIELD_WORD, .at = AT(population), .words = population_words,
    .otherwise_words = "esp2013 without 'area'; none with it",
    .description = "Directly: the European Standard Population of 2013." },
  { .name = "area", .kind = FIELD_TEXT, .at = AT(area),
    .otherwise_words = "for a ratio the workspace's comparator",
    .description = "Indirectly: the id or code of the area whose rates are expected." },
  { .name = "by", .kind = FIELD_TEXT, .at = AT(by), .required = true,
    .description = "The category of ages, of the events and of the population: single years, or "
                   "whole five-year bands such as 15-19, 0 to 14 or 90+." },
  { .name = "repeat events", .kind = FIELD_TEXT, .at = AT(repeat_events),
    .otherwise_words = "events are independent of each other",
    .description = "The category that says how many events each person had; the source then gives "
                   "people, not events." },
};
#undef AT
static const struct schema standard_schema
  = SCHEMA("standard", "What a rate or a ratio is standardised by.", struct standard_definition,
           standard_fields);

/* One word more than enum chart_of has: what must not be charted is named, so that the message can
 * say why. */
static const char *const chart_of_words[] = { [CHART_OF_MONTHS] = "months",
                                              [CHART_OF_DIFFERENCES] = "same-month-differences",
                                              [CHART_OF_UNSEASONAL] = "without-season",
                                              [CHART_OF_ROLLING_YEAR] = "rolling-year", NULL };

#define AT(member) offsetof(struct chart_definition, member)
static const struct field chart_fields[] = {
  { .name = "of", .kind = FIELD_WORD, .at = AT(of), .words = chart_of_words, .otherwise = "months",
    .description = "What is judged: the months; each month less the same month a year before; or "
                   "the months without their season. rolling-year is refused: neighbours share "
                   "eleven months of the twelve." },
  { .name = "baseline", .kind = FIELD_PERIOD, .at = AT(baseline),
    .otherwise_words = "the first twelve months of the series, and of the new one after a break",
    .description = "The year whose months fix the limits." },
  { .name = "screened", .kind = FIELD_BOOLEAN, .at = AT(screened), .otherwise = "false",
    .description = "Whether the largest differences of neighbouring months are left out of the "
                   "limits." },
  { .name = "target", .kind = FIELD_NUMBER, .at = AT(target), .least = 0, .most = 1e9,
    .otherwise_words = "no target",
    .description = "How many a month the partnership aims at." },
};
#undef AT
static const struct schema chart_schema = SCHEMA(
  "chart", "How its months are judged: an XmR chart.", struct chart_definition, chart_fields);

static const char *const forecast_words[]
  = { [FORECAST_NONE] = "none",
      [FORECAST_SIMPLE] = "simple",
      [FORECAST_HOLT] = "holt",
      [FORECAST_HOLT_WINTERS_ADDITIVE] = "holt-winters-additive",
      [FORECAST_HOLT_WINTERS_MULTIPLICATIVE] = "holt-winters-multiplicative",
      NULL };

#define AT(member) offsetof(struct forecast_definition, member)
static const struct field forecast_fields[] = {
  { .name = "method", .kind = FIELD_WORD, .at = AT(method), .required = true,
    .words = forecast_words,
    .description = "A method of docs/METHODS.md; its forecast is printed only where it beats the "
                   "same month of the year before." },
  { .name = "months", .kind = FIELD_INTEGER, .at = AT(months), .least = 1, .most = 24,
    .otherwise = "12", .description = "How many months ahead." },
  { .name = "level", .kind = FIELD_NUMBER, .at = AT(level), .least = 50, .most = 99.99,
    .otherwise = "80", .description = "Of its interval, in per cent." },
};
#undef AT
static const struct schema forecast_schema = SCHEMA(
  "forecast", "The months ahead.", struct forecast_definition, forecast_fields);

#define AT(member) offsetof(struct indicator_definition, member)
static const struct field indicator_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_dotted,
    .description = "Its plugin's id, a dot and its own name." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "What it shows, as printed above tables and figures." },
  { .name = "short title", .kind = FIELD_TEXT, .at = AT(short_title),
    .otherwise_words = "the title", .description = "For the rows of tables." },
  { .name = "noun", .kind = FIELD_TEXT, .at = AT(noun), .otherwise = "cases",
    .description = "What is counted, in the plural: incidents." },
  { .name = "measure", .kind = FIELD_TEXT, .at = AT(measure), .form = &form_id,
    .otherwise_words = "none, for a derived indicator; all others need one",
    .description = "The measure of a source." },
  WHERE_FIELD(.otherwise_words = "everything that the measure counts",
              .description = "Which rows count; every category must hold."),
  { .name = "statistic", .kind = FIELD_WORD, .at = AT(statistic), .required = true,
    .words = statistic_words,
    .description = "count; rate, per residents or others; proportion, in per cent; given, where "
                   "the source has the value itself; mean, of given values; standardised, a rate by "
                   "age; or ratio, of the events to those that a reference area's rates would "
                   "bring, where 100 is as many." },
  { .name = "per", .kind = FIELD_MAPPING, .at = AT(per), .schema = &per_schema,
    .otherwise_words = "none; a rate needs one",
    .description = "The denominator of a rate, or of a proportion of another measure." },
  { .name = "standard", .kind = FIELD_MAPPING, .at = AT(standard), .schema = &standard_schema,
    .otherwise_words = "none; a standardised rate or a ratio needs one",
    .description = "What a standardised rate or a ratio is standardised by." },
  { .name = "unit", .kind = FIELD_TEXT, .at = AT(unit),
    .otherwise_words = "made from the statistic: per 1,000 residents, %, or the noun; given and "
                       "mean need one",
    .description = "The unit, as printed." },
  { .name = "interval", .kind = FIELD_MAPPING, .at = AT(interval), .schema = &interval_schema,
    .otherwise_words = "95% by byar for a rate or ratio, by wilson for a proportion, by student "
                       "for a mean, by dobson for a directly standardised rate; otherwise none",
    .description = "Its confidence interval." },
  { .name = "polarity", .kind = FIELD_WORD, .at = AT(polarity), .required = true,
    .words = polarity_words, .description = "Whether a lower or a higher value is better." },
  { .name = "compare", .kind = FIELD_TEXTS, .at = AT(compare),
    .otherwise_words = "the workspace's comparator",
    .description = "What it is compared with: ids or codes of areas, parent (the workspace's "
                   "comparator), rest (the comparator without the area itself), england, or peers; "
                   "the first one in tables of figures. Where the workspace has peers, what is no "
                   "count is compared with them whether they are named or not." },
  { .name = "elsewhere", .kind = FIELD_MAPPING, .at = AT(elsewhere), .schema = &elsewhere_schema,
    .otherwise_words = "its own measure has them, or nobody",
    .description = "Figures of England and of peers outside the partnership." },
  { .name = "outcomes", .kind = FIELD_TEXTS, .at = AT(outcomes), .form = &form_id,
    .otherwise_words = "no outcomes", .description = "Outcomes that it is evidence for." },
  { .name = "caveat", .kind = FIELD_TEXT, .at = AT(caveat), .otherwise_words = "none is printed",
    .description = "What a reader must know before using it." },
  { .name = "definition", .kind = FIELD_TEXT, .at = AT(definition),
    .otherwise_words = "none is printed",
    .description = "What exactly is counted, in one or two sentences." },
  { .name = "restricted", .kind = FIELD_BOOLEAN, .at = AT(restricted), .otherwise = "false",
    .description = "Whether its figures are published under a disclosure rule only." },
  { .name = "derived", .kind = FIELD_BOOLEAN, .at = AT(derived), .otherwise = "false",
    .description = "Whether the plugin's code computes it." },
  { .name = "inequality", .kind = FIELD_MAPPING, .at = AT(inequality), .schema = &inequality_schema,
    .otherwise_words = "none is measured",
    .description = "For a rate or a proportion: its inequality by the deprivation of "
                   "neighbourhoods." },
  { .name = "severity", .kind = FIELD_TEXT, .at = AT(severity), .form = &form_id,
    .otherwise_words = "no harm is worked out",
    .description = "The source of weights, by which its offences are added up as harm." },
  { .name = "hot spots", .kind = FIELD_MAPPING, .at = AT(hot_spots), .schema = &hot_spots_schema,
    .otherwise_words = "none are looked for",
    .description = "For a count or a rate: which neighbourhoods are hot spots." },
  { .name = "near repeat", .kind = FIELD_MAPPING, .at = AT(near_repeat),
    .schema = &near_repeat_schema, .otherwise_words = "none are looked for",
    .description = "Whether an event brings others near by soon, from coordinates of single "
                   "events." },
  { .name = "event places", .kind = FIELD_MAPPING, .at = AT(event_places),
    .schema = &event_places_schema, .otherwise_words = "none are looked for",
    .description = "How much is at repeat locations, and which cells of a grid are hot spots, from "
                   "coordinates of single events." },
  { .name = "chart", .kind = FIELD_MAPPING, .at = AT(chart), .schema = &chart_schema,
    .otherwise_words = "its months, without a target",
    .description = "How its months are judged." },
  { .name = "forecast", .kind = FIELD_MAPPING, .at = AT(forecast), .schema = &forecast_schema,
    .otherwise_words = "no forecast", .description = "How its next months are forecast." },
  { .name = "funnel", .kind = FIELD_MAPPING, .at = AT(funnel), .schema = &funnel_schema,
    .otherwise_words = "over-dispersed limits for a rate, its interval for a proportion",
    .description = "How far from its comparator a district may lie." },
  { .name = "change", .kind = FIELD_MAPPING, .at = AT(change), .schema = &change_schema,
    .otherwise_words = "the usual test", .description = "How its change is tested." },
  { .name = "trend", .kind = FIELD_WORD, .at = AT(trend), .words = trend_words,
    .otherwise = "usual",
    .description = "The test of its last five years; usual is cochran-armitage for a proportion, "
                   "five-point for other values with an interval, otherwise none." },
  MARKING_FIELD,
#define DISCLOSURE_OTHERWISE "those of its sources; county-only where it is restricted"
  DISCLOSURE_FIELD,
#undef DISCLOSURE_OTHERWISE
};
#undef AT
const struct schema indicator_schema = SCHEMA("indicator", "A figure, and how it is made.",
                                              struct indicator_definition, indicator_fields);
