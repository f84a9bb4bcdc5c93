/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/build.h"

#include "base/num.h"
#include "define/file.h"

/* ---- which files --------------------------------------------------------------------------- */

/* The .yaml files of indicators/, by name, without the extension. */
static struct texts files_of(struct build *build, const char *folder)
{
  size_t count, kept = 0;
  const char *const *names = folder_names(build->arena, folder, &count);
  const char **bare = ARENA_ARRAY(build->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    struct str name = str_of(names[i]);
    if (str_ends(name, ".yaml"))
      bare[kept++] = arena_text(build->arena, name.at, name.len - strlen(".yaml"));
  }
  return (struct texts) { bare, kept };
}

static bool holds(struct texts texts, const char *text)
{
  for (size_t i = 0; i < texts.count; i++)
    if (texts.at[i] && strcmp(texts.at[i], text) == 0)
      return true;
  return false;
}

/* The files in the order of plugin.yaml; those that it forgets are pointed out. */
static struct texts ordered_files(struct build *build, const struct found_plugin *found,
                                  const char *folder)
{
  struct texts files = files_of(build, folder), wanted = found->definition.indicators;
  if (!node_value(found->definition.decoded.node, "indicators"))
    return files;
  for (size_t i = 0; i < files.count; i++) {
    if (holds(wanted, files.at[i]))
      continue;
    diag_warning(build->diags, "STRATA-D029",
                 node_place(found->definition.decoded.node, "indicators"),
                 "'%s' is not in this list, so indicators/%s.yaml is not used", files.at[i],
                 files.at[i]);
    diag_hint(build->diags, "add it, or remove the list to use every file");
  }
  const char **kept = ARENA_ARRAY(build->arena, const char *, wanted.count);
  size_t count = 0;
  for (size_t i = 0; i < wanted.count; i++) {
    struct loc loc = node_item_place(found->definition.decoded.node, "indicators", i);
    if (!wanted.at[i])
      continue;
    if (holds((struct texts) { kept, count }, wanted.at[i])) {
      diag_error(build->diags, "STRATA-D020", loc, "'%s' is in this list twice", wanted.at[i]);
      diag_hint(build->diags, "remove one of the two");
    } else if (holds(files, wanted.at[i])) {
      kept[count++] = wanted.at[i];
    } else {
      build->indicators.partial = true;
      diag_error(build->diags, "STRATA-D021", loc, "there is no file indicators/%s.yaml",
                 wanted.at[i]);
      diag_suggest(build->diags, str_of(wanted.at[i]), files.at, files.count);
      diag_hint(build->diags, "write it, or remove it from the list");
    }
  }
  return (struct texts) { kept, count };
}

/* ---- what an indicator says --------------------------------------------------------------- */

static void contradiction(struct build *build, struct loc loc, const char *message,
                          const char *what_to_do)
{
  diag_error(build->diags, "STRATA-D022", loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

static void lacks(struct build *build, const struct yaml_node *node, const char *key, const char *why)
{
  diag_error(build->diags, "STRATA-D010", node->loc, "this indicator has no '%s'", key);
  diag_hint(build->diags, "%s", why);
}

/* Whether the measure's source may have denominators of its own. */
static bool may_be_tidy(const struct build *build, const char *measure)
{
  int source = measure ? names_find(&build->measures, measure) : NO_INDEX;
  return source == NO_INDEX ? build->measures.partial
                            : build->catalog->sources[source].reader == READER_TIDY;
}

static void check_per(struct build *build, const struct indicator_definition *given)
{
  const struct yaml_node *node = given->decoded.node;
  struct loc loc = node_place(node, "per");
  bool rate = given->statistic == STATISTIC_RATE, share = given->statistic == STATISTIC_PROPORTION;
  bool own = given->derived || may_be_tidy(build, given->measure);
  if (rate && !given->per)
    lacks(build, node, "per", "a rate is per something: 'per: {measure: residents, scale: 1000}'");
  else if ((rate || share) && given->per && !given->per->measure && !own)
    contradiction(build, loc, "'per' has no 'measure', and the indicator's source has no "
                  "denominators of its own", "say per what: '{measure: residents, scale: 1000}'");
  else if (given->per && given->per->where.count && !given->per->measure)
    contradiction(build, node_place(given->per->decoded.node, "where"),
                  "'where' chooses rows of a measure, and this 'per' names none",
                  "add the measure: '{measure: residents, where: {age: 15-19}}'");
  else if (!rate && !share && given->per && given->statistic != STATISTIC_STANDARDISED
           && given->statistic != STATISTIC_RATIO)
    contradiction(build, loc, "only a rate or a proportion has a 'per'",
                  "remove it, or write 'statistic: rate'");
  else if (share && !given->per && !own && given->measure)
    contradiction(build, node_place(node, "statistic"),
                  "a proportion needs a denominator, and the indicator's source has none",
                  "say of what: 'per: {measure: residents}'");
}

static bool is_direct(const struct indicator_definition *given)
{
  return given->statistic == STATISTIC_STANDARDISED && (!given->standard || !given->standard->area);
}

static void check_interval(struct build *build, const struct indicator_definition *given)
{
  struct loc loc = node_place(given->decoded.node, "interval");
  int method = given->interval ? given->interval->method : INTERVAL_NONE;
  if (method == INTERVAL_BYAR && given->statistic == STATISTIC_PROPORTION)
    contradiction(build, loc, "byar is for counts and rates, not for a proportion",
                  "write 'method: wilson', or remove 'interval'");
  else if (method == INTERVAL_WILSON && given->statistic != STATISTIC_PROPORTION)
    contradiction(build, loc, "wilson is for proportions only",
                  "write 'method: byar', or remove 'interval'");
  else if (method != INTERVAL_NONE && given->statistic == STATISTIC_GIVEN)
    contradiction(build, loc, "a given value has the interval that its source gives",
                  "remove 'interval'");
  else if (method == INTERVAL_STUDENT && given->statistic != STATISTIC_MEAN)
    contradiction(build, loc, "student is for means only", "remove 'interval'");
  else if (method == INTERVAL_DOBSON && !is_direct(given))
    contradiction(build, loc, "dobson is for directly standardised rates only",
                  "write 'method: byar', or remove 'interval'");
  else if (method == INTERVAL_BYAR && (given->statistic == STATISTIC_MEAN || is_direct(given)))
    contradiction(build, loc, "byar is for counts, not for a mean or a directly standardised rate",
                  "remove 'interval'");
}

static void check(struct build *build, const struct found_plugin *found,
                  const struct indicator_definition *given)
{
  const struct yaml_node *node = given->decoded.node;
  if (given->derived && found->definition.code == PLUGIN_CODE_NONE
      && !found->definition.decoded.flawed)
    contradiction(build, node_place(node, "derived"),
                  "its plugin has no code that could compute this indicator",
                  "write 'code: lua' or 'code: c' in plugin.yaml, or say here what is counted");
  if (!given->measure && !given->derived)
    lacks(build, node, "measure", "say which measure of a source it counts, as in "
                                  "'measure: street-crime'");
  if (given->statistic == STATISTIC_GIVEN && !given->unit)
    lacks(build, node, "unit", "a given value needs its unit in words, as in 'unit: score'");
  check_per(build, given);
  check_interval(build, given);
  check_standardised(build, given);
  check_over_time(build, given);
}

static const char *unit_of(struct build *build, const struct indicator_definition *given,
                           const char *per, double scale)
{
  if (given->unit)
    return given->unit;
  switch ((enum statistic)given->statistic) {
  case STATISTIC_RATE:
    /* What the source's own denominators are it does not say. */
    return arena_printf(build->arena, "per %s%s%s", num_format(build->arena, scale, 0, NUM_GROUPED),
                        per ? " " : "", per ? per : "");
  case STATISTIC_STANDARDISED:
    return arena_printf(build->arena, "per %s %s, standardised by age",
                        num_format(build->arena, scale, 0, NUM_GROUPED), per ? per : given->noun);
  case STATISTIC_PROPORTION:
    return "%";
  case STATISTIC_RATIO:
    return arena_printf(build->arena, "for %s expected",
                        num_format(build->arena, scale, 0, NUM_GROUPED));
  case STATISTIC_MEAN:
  case STATISTIC_COUNT:
  case STATISTIC_GIVEN:
    break;
  }
  return given->noun;
}

static enum interval_method usual_interval(const struct indicator_definition *given)
{
  switch ((enum statistic)given->statistic) {
  case STATISTIC_RATE:
  case STATISTIC_RATIO:
    return INTERVAL_BYAR;
  case STATISTIC_STANDARDISED:
    return is_direct(given) ? INTERVAL_DOBSON : INTERVAL_BYAR;
  case STATISTIC_PROPORTION:
    return INTERVAL_WILSON;
  case STATISTIC_MEAN:
    return INTERVAL_STUDENT;
  case STATISTIC_COUNT:
  case STATISTIC_GIVEN:
    break;
  }
  return INTERVAL_NONE;
}

/* A ratio is of 100 unless its 'per' says of how many. */
static double scale_of(const struct indicator_definition *given)
{
  bool scaled = given->per && node_value(given->per->decoded.node, "scale");
  if (given->statistic == STATISTIC_PROPORTION
      || (given->statistic == STATISTIC_RATIO && !scaled))
    return 100;
  return given->per ? given->per->scale : 1;
}

const struct where *wheres_of(struct build *build, struct list list)
{
  const struct where_definition *given = list.at;
  struct where *wheres = ARENA_ARRAY(build->arena, struct where, list.count);
  for (size_t i = 0; i < list.count; i++)
    wheres[i] = (struct where) { given[i].category, given[i].values.at, given[i].values.count,
                                 given[i].except, given[i].loc };
  return wheres;
}

static enum marking stricter(enum marking one, enum marking other)
{
  return one > other ? one : other;
}

/* As strict as the strictest of what it is made from. */
/* Whether what MEASURE counts, or is divided by, is a restricted source's. */
static bool is_restricted(const struct build *build, const char *measure)
{
  int source = measure ? names_find(&build->measures, measure) : NO_INDEX;
  return source != NO_INDEX && build->catalog->sources[source].restricted;
}

static enum marking marking_of(struct build *build, const struct indicator_definition *given,
                               const struct indicator *indicator)
{
  const char *const measures[] = { indicator->measure, indicator->per_measure, indicator->elsewhere_measure };
  enum marking marking = stricter((enum marking)given->marking,
                                  build->catalog->plugins[indicator->plugin].marking);
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
    int source = measures[i] ? names_find(&build->measures, measures[i]) : NO_INDEX;
    if (source != NO_INDEX)
      marking = stricter(marking, build->catalog->sources[source].marking);
  }
  return marking;
}

static struct indicator resolve(struct build *build, const struct indicator_definition *given,
                                int plugin)
{
  const struct yaml_node *node = given->decoded.node;
  struct texts outcomes = names_need_all(build, &build->outcomes, given->outcomes, node, "outcomes");
  const char *per = given->per ? given->per->measure : NULL;
  names_need(build, &build->measures, given->measure, node_place(node, "measure"));
  if (per)
    names_need(build, &build->measures, per, node_place(given->per->decoded.node, "measure"));
  struct indicator indicator = {
    .id = given->id, .title = given->title,
    .short_title = given->short_title ? given->short_title : given->title, .noun = given->noun,
    .measure = given->measure, .statistic = (enum statistic)given->statistic, .per_measure = per,
    .scale = scale_of(given),
    .interval = given->interval ? (enum interval_method)given->interval->method
                                : usual_interval(given),
    .level = given->interval ? given->interval->level : 95,
    .polarity = (enum polarity)given->polarity, .outcomes = outcomes.at,
    .outcome_count = outcomes.count, .caveat = given->caveat, .definition = given->definition,
    .restricted = given->restricted || is_restricted(build, given->measure) || is_restricted(build, per),
    .derived = given->derived, .plugin = plugin, .loc = node_place(node, "id"),
    .statistic_loc = node_place(node, "statistic"),
    .standard = standard_of(build, given),
    .chart = chart_rules_of(given), .forecast = forecast_rules_of(given),
  };
  indicator.unit = unit_of(build, given, per, indicator.scale);
  indicator.where = wheres_of(build, given->where);
  indicator.where_count = given->where.count;
  if (given->per) {
    indicator.per_where = wheres_of(build, given->per->where);
    indicator.per_where_count = given->per->where.count;
  }
  build_comparators(build, given, &indicator);
  build_place(build, given, &indicator);
  build_change(build, given, &indicator);
  indicator.marking = marking_of(build, given, &indicator);
  indicator.disclosure = disclosure_for(build, &indicator, &given->disclosure);
  return indicator;
}

static void check_prefix(struct build *build, const struct found_plugin *found,
                         const struct indicator *indicator)
{
  const char *plugin = found->definition.id;
  const char *name = strchr(indicator->id, '.');
  if (!plugin || str_equal(str_of(plugin), (struct str) { indicator->id,
                                                          (size_t)(name - indicator->id) }))
    return;
  diag_error(build->diags, "STRATA-D024", indicator->loc,
             "'%s' does not begin with the id of its plugin, '%s'", indicator->id, plugin);
  diag_hint(build->diags, "write '%s%s'", plugin, name);
  build->indicators.partial = true;
}

/* ---- all of them --------------------------------------------------------------------------- */

static void check_headline(struct build *build, const struct found_plugin *found,
                           struct plugin *plugin)
{
  const char *headline = found->definition.headline;
  names_need(build, &build->indicators, headline,
             node_place(found->definition.decoded.node, "headline"));
  if (!headline && plugin->indicator_count)
    headline = build->catalog->indicators[plugin->first_indicator].id;
  plugin->headline = headline;
}

void build_indicators(struct build *build)
{
  VEC(struct indicator) indicators = { 0 };
  struct plugin *plugins = ARENA_ARRAY(build->arena, struct plugin, build->used.len);
  for (size_t i = 0; i < build->used.len; i++) {
    const struct found_plugin *found = build->used.at[i];
    plugins[i] = build->catalog->plugins[i];
    plugins[i].first_indicator = (int)indicators.len;
    const char *folder = path_join(build->arena, found->path, "indicators");
    struct texts files = ordered_files(build, found, folder);
    for (size_t j = 0; j < files.count; j++) {
      const char *path = arena_printf(build->arena, "%s/%s.yaml", folder, files.at[j]);
      struct indicator_definition given = { 0 };
      if (!path_within(path, found->folder)) {
        diag_error(build->diags, "STRATA-D025", LOC_FILE(path), "this leads out of its plugin");
        diag_hint(build->diags, "put the file itself there, not a link");
        build->indicators.partial = true;
        continue;
      }
      bool sound = schema_read(build->arena, &indicator_schema, path, build->diags, &given) == 0;
      if (sound)
        check(build, found, &given);
      if (!given.id) {
        build->indicators.partial = true;
        continue;
      }
      struct indicator *indicator = VEC_ADD(build->arena, &indicators);
      *indicator = resolve(build, &given, (int)i);
      check_prefix(build, found, indicator);
      names_add(build, &build->indicators, indicator->id, indicator->title, indicator->loc,
                (int)(indicators.len - 1));
    }
    plugins[i].indicator_count = (int)indicators.len - plugins[i].first_indicator;
  }
  build_disclosure(build, indicators.at, indicators.len);
  build_goals(build, indicators.at);
  build->catalog->indicators = indicators.at;
  build->catalog->indicator_count = indicators.len;
  for (size_t i = 0; i < build->used.len; i++)
    check_headline(build, build->used.at[i], &plugins[i]);
  build->catalog->plugins = plugins;
}
