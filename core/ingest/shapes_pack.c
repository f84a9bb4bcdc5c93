/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes as the store keeps them: each point as its way from the point before. */
#include "ingest/pack.h"
#include "ingest/shapes.h"

#include <math.h>

struct walk {
  int64_t x, y; /* tenths of a metre */
};

static void pack_point(struct strbuf *out, struct walk *at, struct point point)
{
  int64_t x = llround(point.x * 10), y = llround(point.y * 10);
  pack_signed(out, x - at->x);
  pack_signed(out, y - at->y);
  *at = (struct walk) { x, y };
}

static struct point unpack_point(struct packed *in, struct walk *at)
{
  /* As unsigned numbers: what a broken blob holds may overflow. */
  at->x = (int64_t)((uint64_t)at->x + (uint64_t)unpack_signed(in));
  at->y = (int64_t)((uint64_t)at->y + (uint64_t)unpack_signed(in));
  return (struct point) { (double)at->x / 10, (double)at->y / 10 };
}

static void pack_all(struct strbuf *out, const struct shape *shapes, size_t count)
{
  struct walk at = { 0 };
  pack_number(out, count);
  for (size_t i = 0; i < count; i++) {
    pack_number(out, shapes[i].ring_count);
    pack_point(out, &at, shapes[i].centre);
    for (size_t j = 0; j < shapes[i].ring_count; j++) {
      const struct ring *ring = &shapes[i].rings[j];
      pack_number(out, ring->hole);
      pack_number(out, ring->count);
      for (size_t k = 0; k < ring->count; k++)
        pack_point(out, &at, ring->points[k]);
    }
  }
}

static const struct shape *unpack_all(struct packed *in, struct arena *arena, size_t expected)
{
  struct walk at = { 0 };
  in->broken |= unpack_number(in) != expected;
  struct shape *shapes = ARENA_ARRAY(arena, struct shape, in->broken ? 0 : expected);
  for (size_t i = 0; i < expected && !in->broken; i++) {
    shapes[i].ring_count = unpack_count(in);
    shapes[i].centre = unpack_point(in, &at);
    struct ring *rings = ARENA_ARRAY(arena, struct ring, shapes[i].ring_count);
    for (size_t j = 0; j < shapes[i].ring_count && !in->broken; j++) {
      rings[j].hole = unpack_number(in) != 0;
      rings[j].count = unpack_count(in);
      struct point *points = ARENA_ARRAY(arena, struct point, rings[j].count);
      for (size_t k = 0; k < rings[j].count; k++)
        points[k] = unpack_point(in, &at);
      rings[j].points = points;
    }
    shapes[i].rings = rings;
  }
  return shapes;
}

void shapes_pack(const struct shapes *shapes, struct shape_counts counts, struct strbuf *out)
{
  pack_all(out, shapes->districts, counts.districts);
  pack_all(out, shapes->small, counts.small);
  pack_all(out, shapes->wards, counts.wards);
  pack_all(out, shapes->borders, shapes->borders ? counts.districts : 0);
}

int shapes_unpack(struct arena *arena, const void *blob, size_t len, struct shape_counts counts,
                  struct shapes *ret_shapes)
{
  struct packed in = { .at = blob, .end = (const unsigned char *)blob + len };
  const struct shape *districts = unpack_all(&in, arena, counts.districts);
  const struct shape *small = unpack_all(&in, arena, counts.small);
  const struct shape *wards = unpack_all(&in, arena, counts.wards);
  struct packed rest = in;
  bool bordered = unpack_number(&rest) > 0;
  const struct shape *borders = unpack_all(&in, arena, bordered ? counts.districts : 0);
  if (in.broken || in.at != in.end)
    return -1;
  ret_shapes->borders = bordered ? borders : NULL;
  ret_shapes->districts = districts;
  ret_shapes->small = small;
  ret_shapes->wards = wards;
  return 0;
}
