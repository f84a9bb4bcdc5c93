/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes at all, as boundaries: what is taken is proper, and stays so when it is simplified.
 */
#include "base/cleanup.h"
#include "ingest/geometry.h"
#include "ingest/shapes.h"

#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DISTRICTS = 2 };

static void check_rings(const struct outline *outline)
{
  for (size_t i = 0; i < outline->rings.len; i++) {
    const struct ring *ring = &outline->rings.at[i];
    REQUIRE(ring->count >= 4);
    REQUIRE(ring->points[0].x == ring->points[ring->count - 1].x);
    REQUIRE(ring->points[0].y == ring->points[ring->count - 1].y);
  }
}

static void simplify(struct arena *arena, struct outline *outlines)
{
  struct geos *geos = geos_open(arena);
  for (int i = 0; i < DISTRICTS; i++) {
    check_rings(&outlines[i]);
    if (outlines[i].rings.len && geos_invalid(geos, &outlines[i]))
      return;
  }
  simplify_outlines(arena, outlines, DISTRICTS, 60);
  for (int i = 0; i < DISTRICTS; i++)
    check_rings(&outlines[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  auto_arena struct arena *arena = arena_new();
  struct area areas[DISTRICTS] = {
    { .code = "E06000009", .name = "Blackpool", .kind = AREA_DISTRICT },
    { .code = "E07000123", .name = "Preston", .kind = AREA_DISTRICT },
  };
  struct catalog catalog = { .areas = areas, .area_count = DISTRICTS, .district_count = DISTRICTS };
  struct reading reading = { .arena = arena, .catalog = &catalog, .diags = diags_new(arena) };
  REQUIRE(read_places(&reading, &reading.places) == 0);
  struct outline outlines[DISTRICTS] = { 0 };
  struct outlines all = { .districts = outlines };
  struct str text = { (const char *)data, size };
  int result = read_geojson_text(&reading, "fuzz.geojson", text, &all);
  REQUIRE((result < 0) == (diags_errors(reading.diags) > 0));
  if (result == 0)
    simplify(arena, outlines);
  struct shapes shapes;
  (void)shapes_unpack(arena, data, size, (struct shape_counts) { .districts = DISTRICTS }, &shapes);
  return 0;
}
