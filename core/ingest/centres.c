/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Centres of small areas: a code and longitude, latitude or easting, northing. */
#include "base/cleanup.h"
#include "base/num.h"
#include "ingest/columns.h"
#include "ingest/csv.h"
#include "ingest/fingerprint.h"
#include "ingest/geometry.h"
#include "ingest/projection.h"

#include <math.h>

/* Changes with how centres are read, and with struct point. */
static const char kind[] = "centres/1";

struct layout {
  int code, x, y;
};

static int find_layout(struct csv *csv, struct layout *ret_layout)
{
  struct layout layout = { -1, -1, -1 };
  for (int i = 0; i < (int)csv->columns; i++) {
    int year;
    switch (column_role(csv->header[i], &year)) {
    case COLUMN_SMALL_AREA:
    case COLUMN_CODE: layout.code = layout.code < 0 ? i : layout.code; break;
    case COLUMN_LONGITUDE:
    case COLUMN_EASTING: layout.x = i; break;
    case COLUMN_LATITUDE:
    case COLUMN_NORTHING: layout.y = i; break;
    default: break;
    }
  }
  *ret_layout = layout;
  if (layout.code >= 0 && layout.x >= 0 && layout.y >= 0)
    return 0;
  struct loc loc = { .file = csv->path, .line = 1 };
  diag_error(csv->diags, "STRATA-I004", loc, "there is no column of %s",
             layout.code < 0 ? "area codes" : "coordinates");
  diag_hint(csv->diags, "centres have the columns code,longitude,latitude or code,easting,northing");
  return -1;
}

static int take_row(struct reading *reading, struct csv *csv, const struct csv_row *row,
                    const struct layout *layout, struct point *centres, bool *present)
{
  const struct str *values = csv_values(csv, row);
  uint32_t place = place_of(reading->places, str_trim(values[layout->code]));
  if (place < PLACE_SMALL || place >= PLACE_UNASSIGNED)
    return 0;
  double x, y;
  bool numbers = num_parse(str_trim(values[layout->x]), &x)
    && num_parse(str_trim(values[layout->y]), &y);
  struct point *centre = &centres[place - PLACE_SMALL];
  if (numbers && is_british_degrees(x, y)) {
    *centre = to_national_grid(x, y);
  } else if (numbers && is_british_metres(x, y)) {
    *centre = (struct point) { x, y };
  } else {
    diag_error(csv->diags, "STRATA-I032", csv_loc(csv, row),
               "'%.*s', '%.*s' is no place in Great Britain", STR_ARG(values[layout->x]),
               STR_ARG(values[layout->y]));
    diag_hint(csv->diags, "use longitude, latitude in degrees (WGS84), or National Grid metres");
    return -1;
  }
  present[place - PLACE_SMALL] = true;
  return 0;
}

static int read_file(struct reading *reading, struct csv_buffers *buffers, const char *path,
                     struct point *centres, bool *present)
{
  struct bytes *bytes = bytes_open(path, reading->diags);
  if (!bytes)
    return -1;
  struct csv csv;
  struct layout layout;
  struct csv_row row;
  int result = csv_open(&csv, reading->arena, buffers, bytes, path, reading->diags);
  if (result == 0)
    result = find_layout(&csv, &layout);
  while (result == 0 && (result = csv_next(&csv, &row)) > 0)
    result = take_row(reading, &csv, &row, &layout, centres, present);
  bytes_close(bytes);
  return result;
}

int read_centres(struct reading *reading, const struct source *source, struct point *centres,
                 bool *present)
{
  struct found_files found;
  if (find_source_files(reading, source, is_csv_name, "a .csv or .csv.gz", &found))
    return -1;
  struct csv_buffers buffers = { 0 };
  int result = 0;
  for (size_t i = 0; i < found.files.len; i++)
    if (read_file(reading, &buffers, found.files.at[i].path, centres, present))
      result = -1;
  csv_buffers_free(&buffers);
  return result;
}

/* ---- kept in the store --------------------------------------------------------------------- */

static int find_hash(struct reading *reading, const struct source *source,
                     uint8_t ret_hash[FINGERPRINT_BYTES])
{
  struct found_files found;
  uint8_t places[FINGERPRINT_BYTES];
  if (find_source_files(reading, source, is_csv_name, "a .csv or .csv.gz", &found))
    return -1;
  places_hash(reading->places, places);
  struct fingerprint *fingerprint = fingerprint_begin();
  fingerprint_bytes(fingerprint, places, sizeof places);
  fingerprint_files(fingerprint, &found);
  fingerprint_end(fingerprint, ret_hash);
  return 0;
}

/* Whether they are all in Great Britain, or not known. */
static bool are_centres(const struct point *centres, size_t count)
{
  bool sound = true;
  for (size_t i = 0; i < count; i++) {
    bool unknown = isnan(centres[i].x) && isnan(centres[i].y);
    sound = sound && (unknown || is_british_metres(centres[i].x, centres[i].y));
  }
  return sound;
}

static int make_centres(struct reading *reading, const struct source *source, size_t count,
                        const struct point **ret_centres)
{
  auto_arena struct arena *scratch = arena_new();
  struct point *centres = ARENA_ARRAY(reading->arena, struct point, count);
  bool *present = ARENA_ARRAY(scratch, bool, count);
  if (read_centres(reading, source, centres, present))
    return -1;
  for (size_t i = 0; i < count; i++)
    if (!present[i])
      centres[i] = (struct point) { NAN, NAN };
  *ret_centres = centres;
  return 0;
}

int read_kept_centres(struct reading *reading, const struct source *source,
                      const struct point **ret_centres)
{
  uint8_t hash[FINGERPRINT_BYTES];
  const void *blob;
  size_t len, count, before = reading_said(reading);
  (void)places_small_areas(reading->places, &count);
  if (find_hash(reading, source, hash))
    return -1;
  const char *label
    = arena_printf(reading->arena, "%s/assessment.yaml: %s", reading->catalog->root, source->id);
  if (store_map(reading->store, reading->arena, label, kind, hash, &blob, &len) == 0
      && len == count * sizeof(struct point) && are_centres(blob, count)) {
    *ret_centres = blob;
    return 0;
  }
  if (make_centres(reading, source, count, ret_centres))
    return -1;
  struct str bytes = { (const char *)*ret_centres, count * sizeof(struct point) };
  if (reading_said(reading) == before && are_centres(*ret_centres, count))
    store_keep_mapped(reading->store, label, kind, hash, &bytes, 1);
  return 0;
}
