/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outlines of areas on their way to a struct shape: from GeoJSON, or made from points; checked,
 * dissolved, and made simple enough for a page.  Coordinates are National Grid metres.  This is the
 * only header that names GEOS, whose every call goes through one struct geos.
 */
#ifndef STRATA_INGEST_GEOMETRY_H
#define STRATA_INGEST_GEOMETRY_H

#include "base/vec.h"
#include "ingest/reading.h"

/* An area's outline: outer rings, each followed by its holes. */
struct outline {
  VEC(struct ring) rings;
};

/* ---- GeoJSON ------------------------------------------------------------------------------- */

/* Where outlines go: one a district of the catalog, a small area and a ward of the places. */
struct outlines {
  struct outline *districts, *small, *wards;
  size_t strange_wards; /* features of the partnership's districts whose ward is none of the places' */
  const char *strange_ward; /* the code of the first */
};

/* Reads the file at PATH: the outlines of the areas of the partnership, by place; other features are passed
 * over.  -1 after reporting (STRATA-I030 to I034). */
int read_geojson(struct reading *reading, const char *path, struct outlines *outlines);

/* The same of TEXT, as if it were in the file at PATH. */
int read_geojson_text(struct reading *reading, const char *path, struct str text,
                      struct outlines *outlines);

/* ---- points -------------------------------------------------------------------------------- */

/* Reads the source's centres of small areas into CENTRES; PRESENT says which are there.  -1 after
 * reporting. */
int read_centres(struct reading *reading, const struct source *source, struct point *centres,
                 bool *present);

/* The centres of all small areas, NAN where none is known; from the store while nothing has changed. */
int read_kept_centres(struct reading *reading, const struct source *source,
                      const struct point **ret_centres);

/* ---- simplifying --------------------------------------------------------------------------- */

/* Leaves out the points that matter less than a corner TOLERANCE metres wide and high.  A line between
 * two areas stays one line, no gap opens between them, and no line comes to cross another. */
void simplify_outlines(struct arena *arena, struct outline *outlines, size_t count,
                       double tolerance);

/* ---- GEOS ---------------------------------------------------------------------------------- */

struct geos;

/* Never NULL. */
struct geos *geos_open(struct arena *arena);

/* Why OUTLINE is no proper polygon ("Self-intersection[...]"), or NULL when it is one. */
const char *geos_invalid(struct geos *geos, const struct outline *outline);

/* A point well inside the largest polygon. */
int geos_centre(struct geos *geos, const struct outline *outline, struct point *ret_centre);

/* What the outlines cover together. */
int geos_dissolve(struct geos *geos, const struct outline *outlines, size_t count,
                  struct outline *ret_outline);

/* The part of the plane that is nearer to each of POINTS than to any other, no further from the points
 * than places hereabouts are from each other.  A point that stands where another does gets none. */
int geos_cells(struct geos *geos, const struct point *points, size_t count,
               struct outline *ret_cells);

/* What GEOS said last. */
const char *geos_message(const struct geos *geos);

#endif
