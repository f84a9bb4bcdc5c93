/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boundaries from GeoJSON (RFC 7946), in degrees or in National Grid metres.  jansson keeps no
 * positions, so an error names the feature and the ring. */
#include "base/cleanup.h"
#include "ingest/bytes.h"
#include "ingest/columns.h"
#include "ingest/geometry.h"
#include "ingest/projection.h"

#include <jansson.h>
#include <math.h>

enum { LARGEST_FILE = 256 * 1024 * 1024, FEWEST_POINTS = 4 };

static void cleanup_json(json_t **json)
{
  json_decref(*json);
}
#define auto_json __attribute__((cleanup(cleanup_json)))

struct feature {
  struct reading *reading;
  const char *path;
  size_t number; /* from 1 */
  const char *code;
  size_t ring; /* from 1 */
};

static int wrong(const struct feature *feature, const char *code, const char *what)
{
  struct diags *diags = feature->reading->diags;
  diag_error(diags, code, LOC_FILE(feature->path), "feature %zu (%s), ring %zu: %s",
             feature->number, feature->code, feature->ring, what);
  return -1;
}

/* ---- the file ------------------------------------------------------------------------------ */

static int read_text(struct reading *reading, const char *path, struct strbuf *ret_text)
{
  struct bytes *bytes = bytes_open(path, reading->diags);
  char block[64 * 1024];
  ssize_t got = -1;
  while (bytes && (got = bytes_read(bytes, block, sizeof block)) > 0
         && ret_text->len < LARGEST_FILE)
    strbuf_add(ret_text, (struct str) { block, (size_t)got });
  bytes_close(bytes);
  if (got > 0) {
    diag_error(reading->diags, "STRATA-I030", LOC_FILE(path), "the file is larger than 256 MB");
    diag_hint(reading->diags, "use generalised boundaries: on the ONS geoportal, BGC or BUC");
    return -1;
  }
  return got < 0 ? -1 : 0;
}

static json_t *parse(struct reading *reading, const char *path, struct str text)
{
  if (str_starts(text, "\xEF\xBB\xBF"))
    text = (struct str) { text.at + 3, text.len - 3 };
  json_error_t error;
  json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
  if (root)
    return root;
  struct loc loc = { .file = path, .line = error.line > 0 ? (uint32_t)error.line : 0,
    .col = error.column > 0 ? (uint32_t)error.column : 0 };
  diag_error(reading->diags, "STRATA-I030", loc, "this is no JSON: %s", error.text);
  diag_hint(reading->diags, "download the boundaries again, as GeoJSON");
  return NULL;
}

/* ---- whose outline ------------------------------------------------------------------------- */

static struct outline *outline_of_place(const struct feature *feature,
                                        struct outlines *outlines)
{
  uint32_t place = place_of(feature->reading->places, str_of(feature->code));
  if (place >= PLACE_SMALL && place < PLACE_UNASSIGNED)
    return &outlines->small[place - PLACE_SMALL];
  return place < feature->reading->catalog->district_count ? &outlines->districts[place] : NULL;
}

static struct outline *outline_of_ward(const struct feature *feature,
                                       struct outlines *outlines)
{
  int ward = ward_of(feature->reading->places, str_of(feature->code));
  return ward == NO_INDEX ? NULL : &outlines->wards[ward];
}

/* Whether the district that the properties of a ward name is one of the workspace's. */
static bool is_in_partnership(const struct feature *feature, const json_t *properties)
{
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)(uintptr_t)properties, key, value)
  {
    int year;
    if (column_role(str_of(key), &year) == COLUMN_DISTRICT && json_is_string(value))
      return place_of(feature->reading->places, str_of(json_string_value(value)))
             < feature->reading->catalog->district_count;
  }
  return false;
}

static void note_strange(const struct feature *feature, struct outlines *outlines)
{
  if (outlines->strange_wards++ == 0)
    outlines->strange_ward = arena_strdup(feature->reading->arena, feature->code);
}

/* The outline of the area whose code is in the feature's properties: of a small area sooner than of the ward
 * that it is in, and of a ward, known or not, sooner than of its district.  NULL: none that is wanted. */
static struct outline *outline_of(struct feature *feature, const json_t *properties,
                                  struct outlines *outlines)
{
  static const enum column_role roles[]
    = { COLUMN_SMALL_AREA, COLUMN_WARD, COLUMN_DISTRICT, COLUMN_CODE };
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)properties, key, value)
    {
      int year;
      if (column_role(str_of(key), &year) != roles[i] || !json_is_string(value))
        continue;
      feature->code = json_string_value(value);
      struct outline *ward = outline_of_ward(feature, outlines);
      if (!ward && roles[i] == COLUMN_WARD && is_in_partnership(feature, properties))
        note_strange(feature, outlines);
      if (ward || roles[i] == COLUMN_WARD)
        return ward;
      if (place_of(feature->reading->places, str_of(feature->code)) != PLACE_UNKNOWN)
        return outline_of_place(feature, outlines);
    }
  }
  return NULL;
}

/* ---- rings --------------------------------------------------------------------------------- */

/* To a tenth of a metre, so that the last bits of a library's sine do not matter. */
static double round_off(double metres)
{
  return round(metres * 10) / 10;
}

static int put_point(struct feature *feature, const json_t *position, struct point *ret_point)
{
  double x = json_number_value(json_array_get(position, 0));
  double y = json_number_value(json_array_get(position, 1));
  if (json_array_size(position) < 2 || !json_is_number(json_array_get(position, 0))
      || !json_is_number(json_array_get(position, 1)))
    return wrong(feature, "STRATA-I031", "a position is no pair of numbers");
  if (is_british_degrees(x, y)) {
    struct point point = to_national_grid(x, y);
    *ret_point = (struct point) { round_off(point.x), round_off(point.y) };
    return 0;
  }
  if (is_british_metres(x, y)) {
    *ret_point = (struct point) { round_off(x), round_off(y) };
    return 0;
  }
  wrong(feature, "STRATA-I032",
        is_british_degrees(y, x) ? "latitude stands before longitude"
                                 : "a position is not in Great Britain");
  diag_hint(feature->reading->diags,
            "use longitude, latitude in degrees (WGS84), or National Grid metres (EPSG:27700)");
  return -1;
}

static int put_ring(struct feature *feature, const json_t *positions, bool hole,
                    struct outline *outline)
{
  size_t count = json_array_size(positions);
  feature->ring++;
  if (count < FEWEST_POINTS)
    return wrong(feature, "STRATA-I031", "it has fewer than four points");
  if (!json_equal(json_array_get(positions, 0), json_array_get(positions, count - 1))) {
    wrong(feature, "STRATA-I031", "it does not end where it begins");
    diag_hint(feature->reading->diags,
              "a ring's last position repeats its first; export the boundaries again");
    return -1;
  }
  struct point *points = ARENA_ARRAY(feature->reading->arena, struct point, count);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    struct point point;
    if (put_point(feature, json_array_get(positions, i), &point))
      return -1;
    if (kept == 0 || points[kept - 1].x != point.x || points[kept - 1].y != point.y)
      points[kept++] = point;
  }
  if (kept < FEWEST_POINTS)
    return 0; /* smaller than a tenth of a metre: nothing to draw */
  *VEC_ADD(feature->reading->arena, &outline->rings) =
    (struct ring) { .points = points, .count = kept, .hole = hole };
  return 0;
}

static int put_polygon(struct feature *feature, const json_t *rings, struct outline *outline)
{
  for (size_t i = 0; i < json_array_size(rings); i++)
    if (put_ring(feature, json_array_get(rings, i), i > 0, outline))
      return -1;
  return 0;
}

static int put_geometry(struct feature *feature, const json_t *geometry, struct outline *outline)
{
  const char *type = json_string_value(json_object_get(geometry, "type"));
  const json_t *coordinates = json_object_get(geometry, "coordinates");
  if (type && strcmp(type, "Polygon") == 0)
    return put_polygon(feature, coordinates, outline);
  if (!type || strcmp(type, "MultiPolygon") != 0)
    return wrong(feature, "STRATA-I031", "its geometry is neither Polygon nor MultiPolygon");
  for (size_t i = 0; i < json_array_size(coordinates); i++)
    if (put_polygon(feature, json_array_get(coordinates, i), outline))
      return -1;
  return 0;
}

static int read_feature(struct feature *feature, const json_t *json, struct outlines *outlines)
{
  feature->code = "without a code";
  struct outline *outline = outline_of(feature, json_object_get(json, "properties"), outlines);
  if (!outline)
    return 0;
  if (outline->rings.len) {
    diag_error(feature->reading->diags, "STRATA-I034", LOC_FILE(feature->path),
               "feature %zu: %s is there twice", feature->number, feature->code);
    diag_hint(feature->reading->diags, "give one file of boundaries for each kind of area");
    return -1;
  }
  return put_geometry(feature, json_object_get(json, "geometry"), outline);
}

int read_geojson_text(struct reading *reading, const char *path, struct str text,
                      struct outlines *outlines)
{
  auto_json json_t *root = parse(reading, path, text);
  if (!root)
    return -1;
  const json_t *features = json_object_get(root, "features");
  const char *type = json_string_value(json_object_get(root, "type"));
  if (!type || strcmp(type, "FeatureCollection") != 0 || !json_is_array(features)) {
    diag_error(reading->diags, "STRATA-I030", LOC_FILE(path), "this is %s",
               type && strcmp(type, "Topology") == 0 ? "TopoJSON, not GeoJSON"
                                                     : "no GeoJSON FeatureCollection");
    diag_hint(reading->diags, "on the ONS geoportal, choose the download called GeoJSON");
    return -1;
  }
  int result = 0;
  for (size_t i = 0; i < json_array_size(features); i++) {
    struct feature feature = { .reading = reading, .path = path, .number = i + 1 };
    if (read_feature(&feature, json_array_get(features, i), outlines))
      result = -1;
  }
  return result;
}

int read_geojson(struct reading *reading, const char *path, struct outlines *outlines)
{
  auto_arena struct arena *scratch = arena_new();
  struct strbuf text = STRBUF(scratch);
  if (read_text(reading, path, &text))
    return -1;
  return read_geojson_text(reading, path, strbuf_str(&text), outlines);
}
