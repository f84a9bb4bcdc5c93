/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which reader a file needs, told from its name and its header.  For --source, which may give a
 * declared source another kind of file: downloads in place of a table of counts. */
#include "ingest/columns.h"
#include "ingest/reading.h"
#include "ingest/street.h"

enum { UNKNOWN_READER = -1 };

static const char *const reader_words[] = {
  [READER_STREET] = "street crime downloads",
  [READER_STREET_COUNTS] = "a table of street crime counts",
  [READER_TIDY] = "a tidy table",
  [READER_MID_YEAR_ESTIMATES] = "mid-year estimates",
  [READER_DEPRIVATION] = "Indices of Deprivation",
  [READER_AREA_LOOKUP] = "an area lookup",
  [READER_CENTRES] = "centres of small areas",
  [READER_BOUNDARIES] = "boundaries",
  [READER_SEVERITY_WEIGHTS] = "severity weights",
  [READER_EVENTS] = "single events",
};

/* What the names of the columns are together. */
struct header {
  bool crime_id, area, period, figures, decile, ages;
  bool role[COLUMN_NORTHING + 1];
};

static bool contains(struct str text, const char *part)
{
  size_t len = strlen(part);
  for (size_t i = 0; i + len <= text.len; i++)
    if (str_equal_nocase((struct str) { text.at + i, len }, str_of(part)))
      return true;
  return false;
}

static struct header look_at(const struct csv *csv)
{
  struct header header = { 0 };
  for (size_t i = 0; i < csv->columns; i++) {
    struct str name = csv->header[i];
    int year;
    header.role[column_role(name, &year)] = true;
    header.crime_id |= str_is(name, "Crime ID");
    header.area |= str_is(name, "area");
    header.period |= str_is(name, "period");
    header.figures |= str_is(name, "value") || str_is(name, "numerator");
    header.decile |= contains(name, "decile");
    header.ages |= str_is(name, "90+") || str_starts(name, "population_")
      || str_equal_nocase(name, STR("total_population"));
  }
  return header;
}

static int reader_of_header(const struct csv *csv)
{
  struct header header = look_at(csv);
  bool small = header.role[COLUMN_SMALL_AREA], district = header.role[COLUMN_DISTRICT];
  bool place = header.role[COLUMN_LATITUDE] || header.role[COLUMN_NORTHING];
  if (header.crime_id)
    return READER_STREET;
  if (street_counts_header(csv))
    return READER_STREET_COUNTS;
  if (header.area && header.period && header.figures)
    return READER_TIDY;
  if (header.decile && small)
    return READER_DEPRIVATION;
  if (header.ages)
    return READER_MID_YEAR_ESTIMATES;
  if (weights_header(csv))
    return READER_SEVERITY_WEIGHTS;
  if (place)
    return csv_column(csv, "date") >= 0 ? READER_EVENTS : READER_CENTRES;
  if (district && (small || header.role[COLUMN_GROUP]))
    return READER_AREA_LOOKUP;
  return UNKNOWN_READER;
}

static int reader_of_csv(struct reading *reading, const char *path)
{
  struct bytes *bytes = bytes_open(path, reading->diags);
  if (!bytes)
    return UNKNOWN_READER;
  struct csv_buffers buffers = { 0 };
  struct csv csv;
  int reader = UNKNOWN_READER;
  if (csv_open(&csv, reading->arena, &buffers, bytes, path, reading->diags) == 0)
    reader = reader_of_header(&csv);
  csv_buffers_free(&buffers);
  bytes_close(bytes);
  return reader;
}

static int reader_of_file(struct reading *reading, const struct found_file *file)
{
  if (is_street_name(file->name))
    return READER_STREET;
  if (is_geojson_name(file->name))
    return READER_BOUNDARIES;
  return is_csv_name(file->name) ? reader_of_csv(reading, file->path) : UNKNOWN_READER;
}

static bool is_data_name(const char *name)
{
  return is_street_name(name) || is_geojson_name(name) || is_csv_name(name);
}

/* Of the first file that tells; street downloads before all, since they come with others. */
static int recognise(const struct reading *real, const struct source *source)
{
  struct reading quiet = *real, *reading = &quiet;
  struct found_files found;
  int reader = UNKNOWN_READER;
  quiet.diags = diags_new(real->arena); /* its reader will say what is wrong with it */
  if (find_source_files(reading, source, is_data_name, "a .csv, .zip or .geojson", &found))
    return UNKNOWN_READER;
  for (size_t i = 0; i < found.files.len; i++)
    if (is_street_name(found.files.at[i].name))
      return READER_STREET;
  for (size_t i = 0; i < found.files.len && reader == UNKNOWN_READER; i++)
    reader = reader_of_file(reading, &found.files.at[i]);
  return reader;
}

/* Whether what was declared as one may be given as the other. */
static bool may_stand_for(enum reader declared, enum reader found)
{
  bool street = declared == READER_STREET || declared == READER_STREET_COUNTS;
  bool table = declared == READER_TIDY || declared == READER_MID_YEAR_ESTIMATES
    || declared == READER_DEPRIVATION;
  if (street)
    return found == READER_STREET || found == READER_STREET_COUNTS;
  if (table)
    return found == READER_TIDY || found == READER_MID_YEAR_ESTIMATES
      || found == READER_DEPRIVATION;
  return found == declared;
}

int recognise_readers(struct reading *reading)
{
  const struct catalog *catalog = reading->catalog;
  enum reader *readers = ARENA_ARRAY(reading->arena, enum reader, catalog->source_count);
  size_t errors = diags_errors(reading->diags);
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    readers[i] = source->reader;
    if (!source->overridden)
      continue;
    int found = recognise(reading, source);
    if (found == UNKNOWN_READER)
      continue;
    if (may_stand_for(source->reader, (enum reader)found)) {
      readers[i] = (enum reader)found;
      continue;
    }
    diag_error(reading->diags, "STRATA-I022", LOC_FILE(source->paths[0]),
               "source '%s' is %s; this is %s", source->id, reader_words[source->reader],
               reader_words[found]);
    diag_hint(reading->diags, "check which source the path after --source was meant for");
  }
  reading->readers = readers;
  return diags_errors(reading->diags) > errors ? -1 : 0;
}
