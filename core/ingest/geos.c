/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every call of GEOS.  Its reentrant interface is used: a struct geos is for one thread. */
#include "ingest/geometry.h"

#include <geos_c.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MESSAGE_ROOM = 256 };

struct geos {
  struct arena *arena;
  GEOSContextHandle_t handle;
  char message[MESSAGE_ROOM];
};

static void take_message(const char *message, void *user)
{
  struct geos *geos = user;
  snprintf(geos->message, sizeof geos->message, "%s", message);
}

static void close_geos(void *user)
{
  struct geos *geos = user;
  GEOS_finish_r(geos->handle);
}

struct geos *geos_open(struct arena *arena)
{
  struct geos *geos = ARENA_NEW(arena, struct geos);
  geos->arena = arena;
  geos->handle = GEOS_init_r();
  if (!geos->handle)
    abort();
  GEOSContext_setErrorMessageHandler_r(geos->handle, take_message, geos);
  arena_own(arena, geos, close_geos);
  return geos;
}

const char *geos_message(const struct geos *geos)
{
  return geos->message;
}

/* ---- to GEOS and back ---------------------------------------------------------------------- */

static GEOSGeometry *to_ring(struct geos *geos, const struct ring *ring)
{
  GEOSCoordSequence *points =
    GEOSCoordSeq_create_r(geos->handle, (unsigned)ring->count, 2);
  for (unsigned i = 0; points && i < ring->count; i++)
    GEOSCoordSeq_setXY_r(geos->handle, points, i, ring->points[i].x, ring->points[i].y);
  return points ? GEOSGeom_createLinearRing_r(geos->handle, points) : NULL;
}

static GEOSGeometry *to_polygon(struct geos *geos, const struct ring *rings, size_t count)
{
  GEOSGeometry *shell = to_ring(geos, &rings[0]);
  GEOSGeometry **holes = ARENA_ARRAY(geos->arena, GEOSGeometry *, count);
  unsigned made = 0;
  for (size_t i = 1; i < count; i++) {
    holes[made] = to_ring(geos, &rings[i]);
    made += holes[made] != NULL;
  }
  return shell ? GEOSGeom_createPolygon_r(geos->handle, shell, holes, made) : NULL;
}

static GEOSGeometry *to_geometry(struct geos *geos, const struct outline *outline)
{
  GEOSGeometry **polygons = ARENA_ARRAY(geos->arena, GEOSGeometry *, outline->rings.len + 1);
  unsigned made = 0;
  for (size_t from = 0, to; from < outline->rings.len; from = to) {
    for (to = from + 1; to < outline->rings.len && outline->rings.at[to].hole;)
      to++;
    polygons[made] = to_polygon(geos, &outline->rings.at[from], to - from);
    made += polygons[made] != NULL;
  }
  return GEOSGeom_createCollection_r(geos->handle, GEOS_MULTIPOLYGON, polygons, made);
}

static void add_ring(struct geos *geos, const GEOSGeometry *ring, bool hole,
                     struct outline *outline)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos->handle, ring);
  unsigned count = 0;
  if (!sequence || !GEOSCoordSeq_getSize_r(geos->handle, sequence, &count))
    return;
  struct point *points = ARENA_ARRAY(geos->arena, struct point, count);
  size_t kept = 0;
  for (unsigned i = 0; i < count; i++) {
    double x = 0, y = 0;
    GEOSCoordSeq_getXY_r(geos->handle, sequence, i, &x, &y);
    struct point point = { round(x * 10) / 10, round(y * 10) / 10 };
    if (kept == 0 || points[kept - 1].x != point.x || points[kept - 1].y != point.y)
      points[kept++] = point;
  }
  if (kept >= 4)
    *VEC_ADD(geos->arena, &outline->rings) =
      (struct ring) { .points = points, .count = kept, .hole = hole };
}

/* The polygons of GEOMETRY, also of a collection; points and lines in it are left out. */
static void add_polygons(struct geos *geos, const GEOSGeometry *geometry, struct outline *outline)
{
  if (GEOSGeomTypeId_r(geos->handle, geometry) != GEOS_POLYGON) {
    int count = GEOSGetNumGeometries_r(geos->handle, geometry);
    for (int i = 0; i < count && GEOSGeom_getDimensions_r(geos->handle, geometry) == 2; i++)
      add_polygons(geos, GEOSGetGeometryN_r(geos->handle, geometry, i), outline);
    return;
  }
  size_t before = outline->rings.len;
  if (GEOSisEmpty_r(geos->handle, geometry))
    return;
  add_ring(geos, GEOSGetExteriorRing_r(geos->handle, geometry), false, outline);
  if (outline->rings.len == before)
    return;
  int holes = GEOSGetNumInteriorRings_r(geos->handle, geometry);
  for (int i = 0; i < holes; i++)
    add_ring(geos, GEOSGetInteriorRingN_r(geos->handle, geometry, i), true, outline);
}

static void drop(struct geos *geos, GEOSGeometry *geometry)
{
  if (geometry)
    GEOSGeom_destroy_r(geos->handle, geometry);
}

/* NEW in place of OLD, which is dropped. */
static GEOSGeometry *instead(struct geos *geos, GEOSGeometry *old, GEOSGeometry *new)
{
  drop(geos, old);
  return new;
}

/* ---- what is asked ------------------------------------------------------------------------- */

const char *geos_invalid(struct geos *geos, const struct outline *outline)
{
  GEOSGeometry *geometry = to_geometry(geos, outline);
  const char *result = NULL;
  char *reason = geometry ? GEOSisValidReason_r(geos->handle, geometry) : NULL;
  if (!reason)
    result = geos->message;
  else if (strcmp(reason, "Valid Geometry") != 0)
    result = arena_strdup(geos->arena, reason);
  if (reason)
    GEOSFree_r(geos->handle, reason);
  drop(geos, geometry);
  return result;
}

static const GEOSGeometry *largest_part(struct geos *geos, const GEOSGeometry *geometry)
{
  const GEOSGeometry *largest = NULL;
  double most = -1;
  for (int i = 0; i < GEOSGetNumGeometries_r(geos->handle, geometry); i++) {
    const GEOSGeometry *part = GEOSGetGeometryN_r(geos->handle, geometry, i);
    double area = 0;
    if (GEOSArea_r(geos->handle, part, &area) && area > most) {
      most = area;
      largest = part;
    }
  }
  return largest;
}

int geos_centre(struct geos *geos, const struct outline *outline, struct point *ret_centre)
{
  GEOSGeometry *geometry = to_geometry(geos, outline), *radius = NULL;
  const GEOSGeometry *largest = geometry ? largest_part(geos, geometry) : NULL;
  double area = 0;
  int result = -1;
  if (largest && GEOSArea_r(geos->handle, largest, &area) && area > 0)
    radius = GEOSMaximumInscribedCircle_r(geos->handle, largest, sqrt(area) / 100);
  /* A line from the circle's centre to the nearest boundary. */
  const GEOSCoordSequence *ends = radius ? GEOSGeom_getCoordSeq_r(geos->handle, radius) : NULL;
  double x, y;
  if (ends && GEOSCoordSeq_getXY_r(geos->handle, ends, 0, &x, &y)) {
    *ret_centre = (struct point) { round(x), round(y) };
    result = 0;
  }
  drop(geos, radius);
  drop(geos, geometry);
  return result;
}

static GEOSGeometry *collect(struct geos *geos, const struct outline *outlines, size_t count)
{
  GEOSGeometry **parts = ARENA_ARRAY(geos->arena, GEOSGeometry *, count + 1);
  unsigned made = 0;
  for (size_t i = 0; i < count; i++) {
    if (outlines[i].rings.len)
      parts[made] = to_geometry(geos, &outlines[i]);
    made += parts[made] != NULL;
  }
  return GEOSGeom_createCollection_r(geos->handle, GEOS_GEOMETRYCOLLECTION, parts, made);
}

int geos_dissolve(struct geos *geos, const struct outline *outlines, size_t count,
                  struct outline *ret_outline)
{
  GEOSGeometry *all = collect(geos, outlines, count);
  GEOSGeometry *whole = all ? GEOSUnaryUnion_r(geos->handle, all) : NULL;
  if (whole)
    add_polygons(geos, whole, ret_outline);
  drop(geos, all);
  drop(geos, whole);
  return whole ? 0 : -1;
}

/* ---- cells --------------------------------------------------------------------------------- */

enum {
  NEIGHBOURS = 4,        /* how far places hereabouts are from each other: to the fourth nearest */
  NEAREST_EDGE = 900,    /* metres: nowhere nearer to a point than this is the edge drawn, */
  FURTHEST_EDGE = 5000,  /* and nowhere further */
  CLOSED = 5000,         /* metres: bays up to twice this wide are closed */
  QUARTER_STEPS = 4,     /* of a circle */
  MARGIN = 100000,       /* round all points, so that the outermost cells are wide enough */
};

static double to_neighbour(const struct point *points, size_t count, size_t of)
{
  double nearest[NEIGHBOURS];
  for (int i = 0; i < NEIGHBOURS; i++)
    nearest[i] = FURTHEST_EDGE;
  for (size_t i = 0; i < count; i++) {
    double here = hypot(points[i].x - points[of].x, points[i].y - points[of].y);
    for (int j = 0; i != of && j < NEIGHBOURS; j++)
      if (here < nearest[j]) {
        double further = nearest[j];
        nearest[j] = here;
        here = further;
      }
  }
  double far = nearest[NEIGHBOURS - 1];
  return far < NEAREST_EDGE ? NEAREST_EDGE : far;
}

static GEOSGeometry *to_point(struct geos *geos, struct point point)
{
  return GEOSGeom_createPointFromXY_r(geos->handle, point.x, point.y);
}

static GEOSGeometry *without_holes(struct geos *geos, const GEOSGeometry *geometry)
{
  struct outline whole = { 0 }, outer = { 0 };
  add_polygons(geos, geometry, &whole);
  for (size_t i = 0; i < whole.rings.len; i++)
    if (!whole.rings.at[i].hole)
      *VEC_ADD(geos->arena, &outer.rings) = whole.rings.at[i];
  return to_geometry(geos, &outer);
}

/* The country that the points are in: round each point as far as its neighbours are, with the gaps
 * closed.  Between the points that is all; outwards it stands for the coast and the border. */
static GEOSGeometry *surroundings(struct geos *geos, const struct point *points, size_t count)
{
  GEOSGeometry **discs = ARENA_ARRAY(geos->arena, GEOSGeometry *, count + 1);
  unsigned made = 0;
  for (size_t i = 0; i < count; i++) {
    GEOSGeometry *point = to_point(geos, points[i]);
    discs[made] = GEOSBuffer_r(geos->handle, point, to_neighbour(points, count, i) * 0.8,
                               QUARTER_STEPS);
    made += discs[made] != NULL;
    drop(geos, point);
  }
  GEOSGeometry *result =
    GEOSGeom_createCollection_r(geos->handle, GEOS_GEOMETRYCOLLECTION, discs, made);
  if (result)
    result = instead(geos, result, GEOSUnaryUnion_r(geos->handle, result));
  if (result)
    result = instead(geos, result, GEOSBuffer_r(geos->handle, result, CLOSED, QUARTER_STEPS));
  if (result)
    result = instead(geos, result, GEOSBuffer_r(geos->handle, result, -CLOSED, QUARTER_STEPS));
  if (result)
    result = instead(geos, result, GEOSSimplify_r(geos->handle, result, 100));
  if (result)
    result = instead(geos, result, without_holes(geos, result));
  return result;
}

static GEOSGeometry *voronoi(struct geos *geos, const struct point *points, size_t count)
{
  GEOSGeometry **sites = ARENA_ARRAY(geos->arena, GEOSGeometry *, count + 1);
  unsigned made = 0;
  for (size_t i = 0; i < count; i++) {
    sites[made] = to_point(geos, points[i]);
    made += sites[made] != NULL;
  }
  GEOSGeometry *all = GEOSGeom_createCollection_r(geos->handle, GEOS_MULTIPOINT, sites, made);
  GEOSGeometry *wide = all ? GEOSEnvelope_r(geos->handle, all) : NULL;
  if (wide)
    wide = instead(geos, wide, GEOSBuffer_r(geos->handle, wide, MARGIN, QUARTER_STEPS));
  GEOSGeometry *cells = wide ? GEOSVoronoiDiagram_r(geos->handle, all, wide, 0, 0) : NULL;
  drop(geos, all);
  drop(geos, wide);
  return cells;
}

static int take_cell(struct geos *geos, const GEOSGeometry *cell, const GEOSGeometry *country,
                     const struct point *points, size_t count, struct outline *cells)
{
  const GEOSPreparedGeometry *prepared = GEOSPrepare_r(geos->handle, cell);
  GEOSGeometry *inside = GEOSIntersection_r(geos->handle, cell, country);
  double left, right, bottom, top;
  bool known = prepared && inside && GEOSGeom_getXMin_r(geos->handle, cell, &left)
    && GEOSGeom_getXMax_r(geos->handle, cell, &right)
    && GEOSGeom_getYMin_r(geos->handle, cell, &bottom)
    && GEOSGeom_getYMax_r(geos->handle, cell, &top);
  for (size_t i = 0; known && i < count; i++) {
    if (points[i].x < left || points[i].x > right || points[i].y < bottom || points[i].y > top
        || cells[i].rings.len)
      continue;
    GEOSGeometry *point = to_point(geos, points[i]);
    bool here = point && GEOSPreparedContains_r(geos->handle, prepared, point) == 1;
    drop(geos, point);
    if (here) {
      add_polygons(geos, inside, &cells[i]);
      break;
    }
  }
  if (prepared)
    GEOSPreparedGeom_destroy_r(geos->handle, prepared);
  drop(geos, inside);
  return known ? 0 : -1;
}

int geos_cells(struct geos *geos, const struct point *points, size_t count,
               struct outline *ret_cells)
{
  GEOSGeometry *country = surroundings(geos, points, count);
  GEOSGeometry *diagram = country ? voronoi(geos, points, count) : NULL;
  int result = diagram ? 0 : -1;
  for (int i = 0; diagram && i < GEOSGetNumGeometries_r(geos->handle, diagram); i++)
    if (take_cell(geos, GEOSGetGeometryN_r(geos->handle, diagram, i), country, points, count,
                  ret_cells))
      result = -1;
  drop(geos, country);
  drop(geos, diagram);
  return result;
}
