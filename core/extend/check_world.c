/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/check_world.h"

#include "base/vec.h"
#include "define/file.h"

#include <math.h>
#include <stdlib.h>

enum { DISTRICTS = 4, WHOLE = DISTRICTS, SMALL_A_DISTRICT = 3, FIRST_YEAR = 2018, LAST_YEAR = 2025 };

/* ---- definitions --------------------------------------------------------------------------- */

/* The definitions of several plugins, one after the other. */
struct merging {
  struct arena *arena;
  VEC(struct plugin) plugins;
  VEC(struct indicator) indicators;
  VEC(struct source) sources;
};

static const int whole_only[] = { WHOLE };

static void add_definitions(struct merging *merging, const struct catalog *one)
{
  int plugin = (int)merging->plugins.len, first = (int)merging->indicators.len;
  struct plugin *added = VEC_ADD(merging->arena, &merging->plugins);
  *added = one->plugins[0];
  added->first_indicator = first;
  if (plugin > 0)
    added->code = PLUGIN_CODE_NONE; /* it is the other's code that is tried */
  for (size_t i = 0; i < one->indicator_count; i++) {
    struct indicator *indicator = VEC_ADD(merging->arena, &merging->indicators);
    *indicator = one->indicators[i];
    indicator->plugin = plugin;
    indicator->compare = whole_only;
    indicator->compare_count = 1;
  }
  for (size_t i = 0; i < one->source_count; i++) {
    struct source *source = VEC_ADD(merging->arena, &merging->sources);
    *source = one->sources[i];
    source->plugin = plugin;
  }
}

static bool is_known(const struct merging *merging, const char *id)
{
  for (size_t i = 0; i < merging->plugins.len; i++)
    if (strcmp(merging->plugins.at[i].id, id) == 0)
      return true;
  return false;
}

static void add_others(struct merging *merging, const char *dir)
{
  size_t count;
  const char *const *names = folder_names(merging->arena, dir, &count);
  for (size_t i = 0; i < count; i++) {
    const char *folder = path_join(merging->arena, dir, names[i]);
    const struct catalog *one;
    if (names[i][0] == '_' || !is_file(path_join(merging->arena, folder, "plugin.yaml"))
        || define_plugin(merging->arena, folder, diags_new(merging->arena), &one) < 0
        || is_known(merging, one->plugins[0].id))
      continue;
    add_definitions(merging, one);
  }
}

/* Everything that is counted needs a source. */
static void add_source(struct merging *merging, const char *measure)
{
  for (size_t i = 0; measure && i < merging->sources.len; i++)
    if (merging->sources.at[i].measure && strcmp(merging->sources.at[i].measure, measure) == 0)
      return;
  if (measure)
    *VEC_ADD(merging->arena, &merging->sources) = (struct source) {
      .id = measure,
      .title = arena_printf(merging->arena, "the source of %s", measure),
      .reader = READER_TIDY,
      .measure = measure,
      .optional = true,
      .plugin = NO_INDEX,
    };
}

static const struct area *make_areas(struct arena *arena)
{
  enum { LONGEST = 200 };
  struct area *areas = ARENA_ARRAY(arena, struct area, DISTRICTS + 1);
  int *members = ARENA_ARRAY(arena, int, DISTRICTS);
  char *longest = arena_alloc(arena, LONGEST + 1, 1);
  for (int i = 0; i < LONGEST; i++)
    longest[i] = i % 10 ? 'x' : ' ';
  const char *const names[] = { "Ashby", "Barton with Carr", "Llanfair D\xC3\xB4l", longest + 1 };
  for (int i = 0; i < DISTRICTS; i++) {
    members[i] = i;
    areas[i] = (struct area) {
      .code = arena_printf(arena, "E0700000%d", i + 1),
      .name = names[i],
      .short_name = names[i],
      .kind = AREA_DISTRICT,
      .role = "district",
      .members = &members[i],
      .member_count = 1,
      .tile_column = i % 2,
      .tile_row = i / 2,
    };
  }
  areas[WHOLE] = (struct area) { .code = "county", .name = "the county", .short_name = "the county",
                                 .kind = AREA_GROUP, .role = "county", .members = members,
                                 .member_count = DISTRICTS, .tile_column = -1, .tile_row = -1 };
  return areas;
}

static const struct edition *make_editions(struct arena *arena)
{
  struct edition *editions = ARENA_ARRAY(arena, struct edition, 2);
  for (int i = 0; i < 2; i++) {
    int32_t last = month_of(LAST_YEAR - 1 + i, 12);
    editions[i] = (struct edition) { .id = i ? "new" : "old",
                                     .title = i ? "New edition" : "Old edition",
                                     .cut_off = last,
                                     .period = { last, PERIOD_YEAR_ENDING } };
  }
  return editions;
}

const struct catalog *check_catalog(struct arena *arena, const struct catalog *plugin,
                                    const char *others_dir)
{
  struct merging merging = { .arena = arena };
  add_definitions(&merging, plugin);
  add_others(&merging, others_dir);
  for (size_t i = 0; i < merging.indicators.len; i++) {
    add_source(&merging, merging.indicators.at[i].measure);
    add_source(&merging, merging.indicators.at[i].per_measure);
  }
  struct report *report = ARENA_NEW(arena, struct report);
  *report = (struct report) { .id = "check", .title = "Check", .template_path = "check",
                              .area = WHOLE, .edition_index = 1, .since_index = 0 };
  struct catalog *catalog = ARENA_NEW(arena, struct catalog);
  *catalog = (struct catalog) {
    .root = plugin->plugins[0].folder,
    .title = "The partnership of nowhere",
    .place = "nowhere",
    .areas = make_areas(arena),
    .area_count = DISTRICTS + 1,
    .district_count = DISTRICTS,
    .comparator = WHOLE,
    .force = NO_INDEX,
    .sources = merging.sources.at,
    .source_count = merging.sources.len,
    .plugins = merging.plugins.at,
    .plugin_count = merging.plugins.len,
    .indicators = merging.indicators.at,
    .indicator_count = merging.indicators.len,
    .editions = make_editions(arena),
    .edition_count = 2,
    .reports = report,
    .report_count = 1,
  };
  return catalog;
}

/* ---- figures ------------------------------------------------------------------------------- */

struct making_table {
  struct arena *arena;
  const struct catalog *catalog;
  enum check_data data;
  uint32_t sequence;
  VEC(const char *) names;
  VEC(struct category) categories;
  VEC(struct fact) facts;
  VEC(int32_t) months;
};

/* The next of a fixed sequence (Numerical Recipes' generator), from 0 to MOST - 1. */
static double next_number(struct making_table *making, uint32_t most)
{
  making->sequence = making->sequence * 1664525u + 1013904223u;
  return (double)((making->sequence >> 8) % most);
}

static size_t add_name(struct making_table *making, const char *name)
{
  for (size_t i = 0; i < making->names.len; i++)
    if (strcmp(making->names.at[i], name) == 0)
      return i;
  *VEC_ADD(making->arena, &making->names) = name;
  return making->names.len - 1;
}

static int by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **new_category(struct making_table *making)
{
  const char **values = ARENA_ARRAY(making->arena, const char *, making->names.len);
  for (size_t i = 0; i < making->names.len; i++)
    values[i] = "another";
  *VEC_ADD(making->arena, &making->categories) = (struct category) { values };
  return values;
}

static bool counts(const struct indicator *indicator, const char *measure)
{
  return !indicator->derived && indicator->measure && strcmp(indicator->measure, measure) == 0;
}

/* One category for each value that an indicator asks for, one for all the values of its first filter
 * together with the others', and one for the rest. */
static void make_categories(struct making_table *making, const char *measure)
{
  const struct catalog *catalog = making->catalog;
  for (size_t i = 0; i < catalog->indicator_count; i++)
    for (size_t j = 0; counts(&catalog->indicators[i], measure)
         && j < catalog->indicators[i].where_count; j++)
      add_name(making, catalog->indicators[i].where[j].category);
  if (making->names.len)
    qsort(making->names.at, making->names.len, sizeof *making->names.at, by_text);
  new_category(making);
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[i];
    if (!counts(indicator, measure) || !indicator->where_count)
      continue;
    const char **together = new_category(making);
    for (size_t j = 0; j < indicator->where_count; j++) {
      const struct where *where = &indicator->where[j];
      size_t name = add_name(making, where->category);
      if (!where->except)
        together[name] = where->values[0];
      for (size_t k = 0; k < where->value_count; k++)
        new_category(making)[name] = where->values[k];
    }
  }
}

static double make_value(struct making_table *making, double most)
{
  double value = next_number(making, (uint32_t)most);
  if (making->data != CHECK_STRANGE)
    return value + 1;
  return next_number(making, 4) == 0 ? 1e9 * value : next_number(making, 2) == 0 ? 0 : value;
}

/* A sixth of the months and a third of the years are missing where figures are strange. */
static bool is_missing(struct making_table *making, int most)
{
  return making->data == CHECK_STRANGE && next_number(making, (uint32_t)most) == 0;
}

static void add_fact(struct making_table *making, uint32_t place, int32_t month,
                     enum period_kind kind, size_t category, double value)
{
  *VEC_ADD(making->arena, &making->facts) = (struct fact) { .place = place,
                                                            .month = month,
                                                            .kind = (uint16_t)kind,
                                                            .category = (uint16_t)category,
                                                            .value = value };
}

static void add_months(struct making_table *making)
{
  for (int32_t month = month_of(FIRST_YEAR, 1); month <= month_of(LAST_YEAR, 12); month++) {
    if (is_missing(making, 6))
      continue;
    *VEC_ADD(making->arena, &making->months) = month;
    for (uint32_t place = 0; place < DISTRICTS * SMALL_A_DISTRICT; place++)
      for (size_t category = 0; category < making->categories.len; category++)
        add_fact(making, PLACE_SMALL + place, month, PERIOD_MONTH, category,
                 make_value(making, 30));
  }
}

static void add_years(struct making_table *making)
{
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    if (is_missing(making, 3))
      continue;
    for (uint32_t place = 0; place < DISTRICTS * SMALL_A_DISTRICT; place++)
      for (size_t category = 0; category < making->categories.len; category++)
        add_fact(making, PLACE_SMALL + place, month_of(year, 12), PERIOD_CALENDAR_YEAR, category,
                 1500 + make_value(making, 500));
  }
}

static void add_given(struct making_table *making)
{
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    for (uint32_t area = 0; area <= WHOLE; area++)
      for (size_t category = 0; category < making->categories.len; category++)
        if (!is_missing(making, 3))
          add_fact(making, area, month_of(year, 12), PERIOD_CALENDAR_YEAR, category,
                   make_value(making, 100));
}

static int by_place(const void *a, const void *b)
{
  const struct fact *x = a, *y = b;
  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  if (x->month != y->month)
    return x->month < y->month ? -1 : 1;
  return (x->category > y->category) - (x->category < y->category);
}

/* Whether some indicator takes the measure's values as they are given, or divides by it. */
static bool is_given(const struct catalog *catalog, const char *measure)
{
  for (size_t i = 0; i < catalog->indicator_count; i++)
    if (counts(&catalog->indicators[i], measure)
        && catalog->indicators[i].statistic == STATISTIC_GIVEN)
      return true;
  return false;
}

static bool is_denominator(const struct catalog *catalog, const char *measure)
{
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[i];
    if (indicator->per_measure && strcmp(indicator->per_measure, measure) == 0
        && !(indicator->measure && strcmp(indicator->measure, measure) == 0))
      return true;
  }
  return false;
}

static struct fact_table make_table(struct arena *arena, const struct catalog *catalog,
                                    const struct source *source, enum check_data data)
{
  static const struct input input = { .path = "check.csv", .name = "check.csv" };
  struct making_table making = { .arena = arena, .catalog = catalog, .data = data, .sequence = 1 };
  bool given = is_given(catalog, source->measure);
  bool yearly = is_denominator(catalog, source->measure);
  make_categories(&making, source->measure);
  if (data != CHECK_NOTHING && given)
    add_given(&making);
  else if (data != CHECK_NOTHING && yearly)
    add_years(&making);
  else if (data != CHECK_NOTHING)
    add_months(&making);
  if (making.facts.len)
    qsort(making.facts.at, making.facts.len, sizeof *making.facts.at, by_place);
  return (struct fact_table) {
    .source = source,
    .measure = source->measure,
    .form = given ? FACTS_VALUES : FACTS_COUNTS,
    .category_names = making.names.at,
    .category_name_count = making.names.len,
    .categories = making.categories.at,
    .category_count = making.categories.len,
    .facts = making.facts.at,
    .fact_count = making.facts.len,
    .inputs = &input,
    .input_count = 1,
    .months = making.months.at,
    .month_count = making.months.len,
    .awaited = data == CHECK_NOTHING,
  };
}

const struct results *check_results(struct arena *arena, const struct catalog *catalog,
                                    enum check_data data, struct diags *diags)
{
  struct fact_table *tables = ARENA_ARRAY(arena, struct fact_table, catalog->source_count);
  size_t count = 0;
  for (size_t i = 0; i < catalog->source_count; i++)
    if (catalog->sources[i].measure)
      tables[count++] = make_table(arena, catalog, &catalog->sources[i], data);
  struct small_area *small = ARENA_ARRAY(arena, struct small_area, DISTRICTS * SMALL_A_DISTRICT);
  for (int i = 0; i < DISTRICTS * SMALL_A_DISTRICT; i++) {
    const char *code = arena_printf(arena, "E010000%02d", i);
    memcpy(small[i].code, code, sizeof small[i].code);
    small[i].district = small[i].ward = i / SMALL_A_DISTRICT;
  }
  struct ward *wards = ARENA_ARRAY(arena, struct ward, DISTRICTS);
  for (int i = 0; i < DISTRICTS; i++) {
    memcpy(wards[i].code, arena_printf(arena, "E050000%02d", i), sizeof wards[i].code);
    wards[i].name = arena_printf(arena, "Ward %d", i + 1);
    wards[i].district = i;
  }
  struct facts *facts = ARENA_NEW(arena, struct facts);
  *facts = (struct facts) { .catalog = catalog,
                            .tables = tables,
                            .table_count = count,
                            .small_areas = small,
                            .small_area_count = DISTRICTS * SMALL_A_DISTRICT,
                            .wards = wards,
                            .ward_count = DISTRICTS };
  const struct results *results;
  return compute_results(arena, facts, diags, &results) < 0 ? NULL : results;
}
