/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every source of the catalog, in the order in which they need each other. */
#include "ingest/facts.h"

#include "ingest/geometry.h"
#include "ingest/reading.h"
#include "ingest/shapes.h"
#include "ingest/table_pack.h"

#include <errno.h>
#include <math.h>
#include <unistd.h>

const struct fact_table *facts_table(const struct facts *facts, const char *measure)
{
  for (size_t i = 0; i < facts->table_count; i++)
    if (strcmp(facts->tables[i].measure, measure) == 0)
      return &facts->tables[i];
  return NULL;
}

const bool *facts_recorded(struct arena *arena, const struct fact_table *table)
{
  bool *recorded = ARENA_ARRAY(arena, bool, table->category_count);
  for (size_t i = 0; i < table->fact_count; i++)
    recorded[table->facts[i].category] = true;
  for (size_t i = 0; i < table->change_count; i++)
    recorded[table->changes[i].category] = true;
  return recorded;
}

int facts_small_area(const struct facts *facts, struct str code)
{
  size_t low = 0, high = facts->small_area_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = str_compare(str_of(facts->small_areas[middle].code), code);
    if (order == 0)
      return (int)middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return -1;
}

uint16_t vintage_of_wards(const struct small_area *small_areas, size_t count)
{
  bool today = false, before = false;
  for (size_t i = 0; i < count; i++) {
    bool fitted = small_areas[i].ward != NO_INDEX;
    today |= fitted && small_areas[i].vintage == 2021;
    before |= fitted && small_areas[i].vintage == 2011;
  }
  return before && !today ? 2011 : 2021;
}

int facts_ward(const struct facts *facts, struct str code)
{
  for (size_t i = 0; i < facts->ward_count; i++)
    if (str_is(code, facts->wards[i].code))
      return (int)i;
  return NO_INDEX;
}

/* ---- reconciliation ------------------------------------------------------------------------ */

/* That nothing vanished is the program's own promise: when it does not hold, no figure may be used. */
static int check_reconciliation(struct reading *reading, const struct fact_table *table)
{
  int result = 0;
  for (size_t i = 0; i < table->input_count; i++) {
    const struct input *input = &table->inputs[i];
    uint64_t sum =
      input->counted + input->unassigned + input->outside + input->duplicates + input->rejected;
    if (sum == input->rows)
      continue;
    diag_error(reading->diags, "STRATA-I099", LOC_FILE(input->path),
               "internal error: %llu rows were read, %llu are accounted for",
               (unsigned long long)input->rows, (unsigned long long)sum);
    diag_hint(reading->diags, "please report this, with the file");
    result = -1;
  }
  return result;
}

/* ---- sources ------------------------------------------------------------------------------- */

enum reader reader_of(const struct reading *reading, const struct source *source)
{
  return reading->readers ? reading->readers[source - reading->catalog->sources] : source->reader;
}

int read_source(struct reading *reading, const struct source *source, struct fact_table *table)
{
  switch (reader_of(reading, source)) {
  case READER_STREET:
  case READER_STREET_COUNTS: return read_kept_table(reading, source, table, read_street);
  case READER_TIDY: return read_kept_table(reading, source, table, read_tidy);
  case READER_MID_YEAR_ESTIMATES:
    return read_kept_table(reading, source, table, read_mid_year_estimates);
  case READER_DEPRIVATION: return read_kept_table(reading, source, table, read_deprivation);
  default: return 0;
  }
}

static bool is_awaited(const struct source *source)
{
  for (size_t i = 0; i < source->path_count; i++)
    if (access(source->paths[i], F_OK) == 0 || errno != ENOENT)
      return false; /* what is there and cannot be read is an error, said by who reads it */
  return source->optional;
}

static int read_tables(struct reading *reading, struct facts *facts)
{
  const struct catalog *catalog = reading->catalog;
  struct fact_table *tables = ARENA_ARRAY(reading->arena, struct fact_table, catalog->source_count);
  int result = 0;
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    if (!source->measure)
      continue;
    struct fact_table *table = &tables[facts->table_count++];
    table->source = source;
    table->measure = source->measure;
    table->awaited = is_awaited(source);
    if (!table->awaited
        && (read_source(reading, source, table) || check_reconciliation(reading, table)))
      result = -1;
  }
  facts->tables = tables;
  return result;
}

/* ---- places -------------------------------------------------------------------------------- */

/* The centres of small areas, where an indicator wants to know who is whose neighbour. */
static int find_centres(struct reading *reading, struct facts *facts)
{
  const struct catalog *catalog = reading->catalog;
  bool wanted = false;
  for (size_t i = 0; i < catalog->indicator_count; i++)
    wanted |= catalog->indicators[i].hot_spots.wanted;
  for (size_t i = 0; i < catalog->source_count && wanted; i++) {
    const struct source *source = &catalog->sources[i];
    if (reader_of(reading, source) != READER_CENTRES || is_awaited(source))
      continue;
    if (read_kept_centres(reading, source, &facts->centres))
      return -1;
    return 0;
  }
  return 0;
}

int ingest_sources(struct arena *arena, const struct catalog *catalog,
                   const struct ingest_request *request, struct diags *diags,
                   const struct facts **ret_facts)
{
  size_t errors = diags_errors(diags);
  struct facts *facts = ARENA_NEW(arena, struct facts);
  struct reading reading = { .arena = arena, .catalog = catalog, .request = request,
    .diags = diags };
  facts->catalog = catalog;
  if (recognise_readers(&reading))
    return -1;
  reading.store = store_open(request->store_dir, diags);
  if (read_places(&reading, &reading.places) == 0) {
    facts->small_areas = places_small_areas(reading.places, &facts->small_area_count);
    facts->wards = places_wards(reading.places, &facts->ward_count);
    read_tables(&reading, facts);
    read_severity_weights(&reading, facts);
    read_events(&reading, facts);
    find_centres(&reading, facts);
    read_shapes(&reading, facts, &facts->shapes);
  }
  store_close(reading.store);
  if (diags_errors(diags) > errors)
    return -1;
  *ret_facts = facts;
  return 0;
}
