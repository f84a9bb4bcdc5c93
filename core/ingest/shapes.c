/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shapes of a run: from boundaries where the workspace has them, else cells around the centres
 * of small areas.  They are kept in the store until anything that they are made from changes. */
#include "ingest/shapes.h"

#include "base/cleanup.h"
#include "ingest/fingerprint.h"
#include "ingest/geometry.h"

#include <math.h>

/* Changes with how shapes are made and packed. */
static const char kind[] = "shapes/3";

/* What may be left out, in metres: a line's width on a map of the county, and of a district. */
static const double district_tolerance = 60, small_tolerance = 15;

struct making {
  struct reading *reading;
  const struct small_area *small_areas;
  const struct ward *wards;
  size_t district_count, small_count, ward_count;
  const struct source *boundaries, *centres; /* NULL: none with a file */
  struct outline *districts, *small, *ward_outlines;
  struct geos *geos;
};

/* ---- what they are made from --------------------------------------------------------------- */

static const struct source *find_source(struct reading *reading, enum reader reader,
                                        bool (*wanted)(const char *), struct found_files *ret_files)
{
  const struct catalog *catalog = reading->catalog;
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    if (reader_of(reading, source) == reader
        && find_source_files(reading, source, wanted,
                             reader == READER_CENTRES ? "a .csv or .csv.gz"
                                                      : "a .geojson or .geojson.gz",
                             ret_files)
          == 0
        && ret_files->files.len)
      return source;
  }
  return NULL;
}

static void find_hash(const struct making *making, const struct found_files *boundaries,
                      const struct found_files *centres, uint8_t ret_hash[FINGERPRINT_BYTES])
{
  struct fingerprint *fingerprint = fingerprint_begin();
  fingerprint_text(fingerprint, making->boundaries ? "boundaries" : "centres");
  fingerprint_files(fingerprint, making->boundaries ? boundaries : centres);
  fingerprint_areas(fingerprint, making->reading->catalog);
  for (size_t i = 0; i < making->small_count; i++) {
    const struct small_area *area = &making->small_areas[i];
    fingerprint_bytes(fingerprint, area->code, sizeof area->code);
    fingerprint_bytes(fingerprint, &area->district, sizeof area->district);
    fingerprint_bytes(fingerprint, &area->vintage, sizeof area->vintage);
    fingerprint_bytes(fingerprint, &area->ward, sizeof area->ward);
  }
  for (size_t i = 0; i < making->ward_count; i++)
    fingerprint_bytes(fingerprint, making->wards[i].code, sizeof making->wards[i].code);
  fingerprint_end(fingerprint, ret_hash);
}

/* ---- from boundaries ----------------------------------------------------------------------- */

static int check_valid(struct making *making, const struct outline *outline, const char *code)
{
  const char *why = outline->rings.len ? geos_invalid(making->geos, outline) : NULL;
  if (!why)
    return 0;
  diag_error(making->reading->diags, "STRATA-I031", LOC_FILE(making->boundaries->paths[0]),
             "the boundary of %s is no proper outline: %s", code, why);
  diag_hint(making->reading->diags,
            "coordinates are National Grid metres; mend it in a GIS ('fix geometries'), or "
            "download it again");
  return -1;
}

static int report_missing(struct making *making, size_t district, const struct source *source)
{
  const struct area *area = &making->reading->catalog->areas[district];
  diag_error(making->reading->diags, "STRATA-I033", LOC_FILE(source->paths[0]),
             "%s (%s) has no %s", area->name, area->code,
             making->centres                            ? "centre of a small area" : "boundary");
  diag_hint(making->reading->diags,
            "every district of the workspace needs one; the code is looked for in the columns or "
            "properties LAD..CD, LSOA..CD, code");
  return -1;
}

/* District boundaries, or those of small areas, or else of wards, dissolved. */
static int complete_districts(struct making *making, const struct source *source)
{
  auto_arena struct arena *scratch = arena_new();
  struct outline *parts = ARENA_ARRAY(scratch, struct outline, making->small_count);
  int result = 0;
  for (size_t i = 0; i < making->district_count; i++) {
    size_t count = 0;
    if (making->districts[i].rings.len)
      continue;
    for (size_t j = 0; j < making->small_count; j++)
      if (making->small_areas[j].district == (int)i && making->small[j].rings.len
          && !(making->centres && making->small_areas[j].vintage == 2011))
        parts[count++] = making->small[j];
    if (count == 0)
      result = report_missing(making, i, source);
    else if (geos_dissolve(making->geos, parts, count, &making->districts[i]))
      result = check_valid(making, &parts[0], making->reading->catalog->areas[i].code);
  }
  return result;
}

/* Simplified, unless that makes a line cross another. */
static void simplify(struct making *making, struct outline *outlines, size_t count,
                     double tolerance)
{
  auto_arena struct arena *scratch = arena_new();
  for (; tolerance > 1; tolerance /= 2) {
    struct outline *trial = ARENA_ARRAY(scratch, struct outline, count);
    bool valid = true;
    for (size_t i = 0; i < count; i++)
      for (size_t j = 0; j < outlines[i].rings.len; j++)
        *VEC_ADD(making->reading->arena, &trial[i].rings) = outlines[i].rings.at[j];
    simplify_outlines(making->reading->arena, trial, count, tolerance);
    for (size_t i = 0; i < count && valid; i++)
      valid = trial[i].rings.len == 0 || !geos_invalid(making->geos, &trial[i]);
    if (!valid)
      continue;
    memcpy(outlines, trial, count * sizeof *outlines);
    return;
  }
}

/* ---- wards --------------------------------------------------------------------------------- */

/* Wards that have no boundary of their own, dissolved from their small areas; a ward of which those have no
 * outline either stays without. */
static void dissolve_wards(struct making *making)
{
  auto_arena struct arena *scratch = arena_new();
  struct outline *parts = ARENA_ARRAY(scratch, struct outline, making->small_count);
  uint16_t lookup = vintage_of_wards(making->small_areas, making->small_count);
  uint16_t other = lookup == 2021 ? 2011 : 2021;
  for (size_t i = 0; i < making->ward_count; i++) {
    size_t count = 0;
    for (size_t j = 0; j < making->small_count && !making->ward_outlines[i].rings.len; j++)
      if (making->small_areas[j].ward == (int)i && making->small[j].rings.len
          && making->small_areas[j].vintage != other)
        parts[count++] = making->small[j];
    if (count && geos_dissolve(making->geos, parts, count, &making->ward_outlines[i]))
      making->ward_outlines[i] = (struct outline) { 0 };
  }
}

/* A lookup of one year and boundaries of another: most wards keep their codes. */
static void report_strange_wards(const struct making *making, const struct outlines *outlines)
{
  if (!making->ward_count || !outlines->strange_wards)
    return;
  diag_warning(making->reading->diags, "STRATA-I036", LOC_FILE(making->boundaries->paths[0]),
               "%zu %s of %s that no area lookup names (%s%s)", outlines->strange_wards,
               outlines->strange_wards == 1 ? "boundary is" : "boundaries are",
               outlines->strange_wards == 1 ? "a ward" : "wards", outlines->strange_ward,
               outlines->strange_wards == 1 ? "" : " is the first");
  diag_hint(making->reading->diags, "use boundaries and a lookup of wards of the same year");
}

static int check_wards(struct making *making)
{
  size_t given = 0;
  int result = 0;
  for (size_t i = 0; i < making->ward_count && result == 0; i++) {
    given += making->ward_outlines[i].rings.len > 0;
    result = check_valid(making, &making->ward_outlines[i], making->wards[i].code);
  }
  if (result || !given)
    return result;
  auto_arena struct arena *scratch = arena_new();
  bool *fitted = ARENA_ARRAY(scratch, bool, making->ward_count);
  for (size_t i = 0; i < making->small_count; i++)
    if (making->small_areas[i].ward != NO_INDEX && making->small[i].rings.len)
      fitted[making->small_areas[i].ward] = true;
  for (size_t i = 0; i < making->ward_count; i++) {
    const struct ward *ward = &making->wards[i];
    if (making->ward_outlines[i].rings.len || fitted[i])
      continue;
    diag_error(making->reading->diags, "STRATA-I033", LOC_FILE(making->boundaries->paths[0]),
               "the ward %s (%s) has no boundary", ward->name ? ward->name : "", ward->code);
    diag_hint(making->reading->diags,
              "use boundaries of the lookup's year, or leave wards out: they are then made from the "
              "boundaries of LSOAs");
    result = -1;
  }
  return result;
}

/* ---- all boundaries ------------------------------------------------------------------------ */

static int from_boundaries(struct making *making, const struct found_files *found)
{
  int result = 0;
  struct outlines outlines = { making->districts, making->small, making->ward_outlines, 0, NULL };
  for (size_t i = 0; i < found->files.len; i++)
    if (read_geojson(making->reading, found->files.at[i].path, &outlines))
      result = -1;
  for (size_t i = 0; i < making->district_count && result == 0; i++)
    result = check_valid(making, &making->districts[i], making->reading->catalog->areas[i].code);
  for (size_t i = 0; i < making->small_count && result == 0; i++)
    result = check_valid(making, &making->small[i], making->small_areas[i].code);
  if (result == 0)
    result = check_wards(making);
  if (result == 0)
    result = complete_districts(making, making->boundaries);
  if (result)
    return -1;
  report_strange_wards(making, &outlines);
  simplify(making, making->small, making->small_count, small_tolerance);
  simplify(making, making->ward_outlines, making->ward_count, small_tolerance);
  dissolve_wards(making);
  simplify(making, making->districts, making->district_count, district_tolerance);
  return 0;
}

/* ---- from centres -------------------------------------------------------------------------- */

/* Cells of the small areas of one vintage; WANTED says of which they are taken. */
static int make_cells(struct making *making, const struct point *centres, const bool *present,
                      uint16_t vintage, bool (*wanted)(uint16_t vintage))
{
  auto_arena struct arena *scratch = arena_new();
  struct point *points = ARENA_ARRAY(scratch, struct point, making->small_count);
  size_t *indexes = ARENA_ARRAY(scratch, size_t, making->small_count), count = 0, any = 0;
  for (size_t i = 0; i < making->small_count; i++) {
    uint16_t own = making->small_areas[i].vintage;
    if (!present[i] || (own && own != vintage))
      continue;
    any += wanted(own);
    points[count] = centres[i];
    indexes[count++] = i;
  }
  if (!any)
    return 0;
  struct outline *cells = ARENA_ARRAY(scratch, struct outline, count);
  if (geos_cells(making->geos, points, count, cells)) {
    diag_error(making->reading->diags, "STRATA-I035", LOC_FILE(making->centres->paths[0]),
               "cells cannot be made around the centres: %s", geos_message(making->geos));
    diag_hint(making->reading->diags, "leave the source out: maps are then made of tiles");
    return -1;
  }
  for (size_t i = 0; i < count; i++)
    if (wanted(making->small_areas[indexes[i]].vintage))
      making->small[indexes[i]] = cells[i];
  return 0;
}

static bool is_of_today(uint16_t vintage)
{
  return vintage != 2011;
}

static bool is_of_2011(uint16_t vintage)
{
  return vintage == 2011;
}

static int from_centres(struct making *making)
{
  auto_arena struct arena *scratch = arena_new();
  struct point *centres = ARENA_ARRAY(scratch, struct point, making->small_count);
  bool *present = ARENA_ARRAY(scratch, bool, making->small_count);
  if (read_centres(making->reading, making->centres, centres, present)
      || make_cells(making, centres, present, 2021, is_of_today)
      || make_cells(making, centres, present, 2011, is_of_2011)
      || complete_districts(making, making->centres))
    return -1;
  dissolve_wards(making);
  simplify(making, making->ward_outlines, making->ward_count, small_tolerance);
  simplify(making, making->districts, making->district_count, small_tolerance);
  return 0;
}

/* ---- the shapes ---------------------------------------------------------------------------- */

static int finish(struct making *making, const struct outline *outlines, size_t count,
                  const struct shape **ret_shapes)
{
  struct shape *shapes = ARENA_ARRAY(making->reading->arena, struct shape, count);
  for (size_t i = 0; i < count; i++) {
    if (outlines[i].rings.len == 0)
      continue;
    shapes[i].rings = outlines[i].rings.at;
    shapes[i].ring_count = outlines[i].rings.len;
    if (geos_centre(making->geos, &outlines[i], &shapes[i].centre)) {
      diag_error(making->reading->diags, "STRATA-I035", LOC_NONE,
                 "an outline cannot be worked with: %s", geos_message(making->geos));
      diag_hint(making->reading->diags, "leave the boundaries out, or download others");
      return -1;
    }
  }
  *ret_shapes = shapes;
  return 0;
}

/* The districts of small areas as these are after simplifying: one over the other, their lines are one.
 * None where a district has no small areas, or they make no outline. */
static int make_borders(struct making *making, struct shapes *shapes)
{
  auto_arena struct arena *scratch = arena_new();
  struct outline *parts = ARENA_ARRAY(scratch, struct outline, making->small_count);
  struct outline *borders
    = ARENA_ARRAY(making->reading->arena, struct outline, making->district_count);
  for (size_t i = 0; i < making->district_count; i++) {
    size_t count = 0;
    for (size_t j = 0; j < making->small_count; j++)
      if (making->small_areas[j].district == (int)i && making->small[j].rings.len
          && making->small_areas[j].vintage != 2011)
        parts[count++] = making->small[j];
    if (!count || geos_dissolve(making->geos, parts, count, &borders[i]))
      return 0;
  }
  return finish(making, borders, making->district_count, &shapes->borders);
}

static int make(struct making *making, const struct found_files *boundaries,
                struct shapes *shapes)
{
  struct arena *arena = making->reading->arena;
  making->geos = geos_open(arena);
  making->districts = ARENA_ARRAY(arena, struct outline, making->district_count);
  making->small = ARENA_ARRAY(arena, struct outline, making->small_count);
  making->ward_outlines = ARENA_ARRAY(arena, struct outline, making->ward_count);
  if (making->boundaries ? from_boundaries(making, boundaries) : from_centres(making))
    return -1;
  if (finish(making, making->districts, making->district_count, &shapes->districts)
      || finish(making, making->small, making->small_count, &shapes->small)
      || finish(making, making->ward_outlines, making->ward_count, &shapes->wards))
    return -1;
  return making->boundaries ? make_borders(making, shapes) : 0;
}

int read_shapes(struct reading *reading, const struct facts *facts,
                const struct shapes **ret_shapes)
{
  struct making making = { .reading = reading, .small_areas = facts->small_areas,
    .small_count = facts->small_area_count, .wards = facts->wards, .ward_count = facts->ward_count,
    .district_count = reading->catalog->district_count };
  const struct shape_counts counts = { making.district_count, making.small_count, making.ward_count };
  struct found_files boundaries = { 0 }, centres = { 0 };
  size_t errors = diags_errors(reading->diags), said = reading_said(reading);
  making.boundaries = find_source(reading, READER_BOUNDARIES, is_geojson_name, &boundaries);
  if (!making.boundaries)
    making.centres = find_source(reading, READER_CENTRES, is_csv_name, &centres);
  if (diags_errors(reading->diags) > errors)
    return -1;
  *ret_shapes = NULL;
  if (!making.boundaries && !making.centres)
    return 0;

  struct shapes *shapes = ARENA_NEW(reading->arena, struct shapes);
  uint8_t hash[FINGERPRINT_BYTES];
  const void *blob;
  size_t len;
  find_hash(&making, &boundaries, &centres, hash);
  auto_arena struct arena *scratch = arena_new();
  if (store_find_by_hash(reading->store, scratch, kind, hash, &blob, &len)
      || shapes_unpack(reading->arena, blob, len, counts, shapes)) {
    if (make(&making, &boundaries, shapes))
      return -1;
    struct strbuf packed = STRBUF(scratch);
    shapes_pack(shapes, counts, &packed);
    if (reading_said(reading) == said) /* what was said is said again */
      store_keep(reading->store, "", kind, (struct file_identity) { 0 }, hash, strbuf_text(&packed),
                 packed.len);
  }
  shapes->from_boundaries = making.boundaries != NULL;
  shapes->source_title = (making.boundaries ? making.boundaries : making.centres)->title;
  *ret_shapes = shapes;
  return 0;
}
