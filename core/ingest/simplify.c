/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simplifies the outlines of neighbouring areas without opening gaps between them or making lines
 * cross: Visvalingam and Whyatt's method (Cartographic Journal 30, 1993) on the network that the
 * outlines form together.  The point that spans the smallest triangle with the points before and
 * after it goes first; points where lines meet stay, and so does one whose triangle holds another
 * point, since its line would be moved across it. */
#include "ingest/geometry.h"

#include "base/cleanup.h"

#include <math.h>

#define NO_VERTEX UINT32_MAX

/* A distinct point of all outlines. */
struct vertex {
  struct point point;
  uint32_t near[2]; /* the points before and after it, whichever ring it is met in */
  uint32_t passes;  /* how many times rings pass it */
  uint32_t next;    /* in its square of the grid */
  bool node;        /* lines meet here */
  bool removed;
};

struct candidate {
  double area;
  uint32_t vertex;
};

struct network {
  struct arena *arena;
  struct vertex *vertices;
  uint32_t count;
  uint32_t *slots; /* hash table: index + 1 */
  size_t mask;
  struct point corner; /* of the grid: south-west */
  double square;       /* metres */
  uint32_t columns, rows;
  uint32_t *grid; /* the first vertex of each square */
  VEC(struct candidate) heap;
};

/* ---- the network --------------------------------------------------------------------------- */

static bool same_point(struct point a, struct point b)
{
  return a.x == b.x && a.y == b.y;
}

static uint32_t vertex_at(struct network *network, struct point point)
{
  uint64_t x, y;
  point.x += 0.0; /* -0 and 0 are one place */
  point.y += 0.0;
  memcpy(&x, &point.x, sizeof x);
  memcpy(&y, &point.y, sizeof y);
  uint64_t hash = (x * UINT64_C(0x9E3779B97F4A7C15)) ^ (y * UINT64_C(0xC2B2AE3D27D4EB4F));
  for (size_t at = hash >> 20;; at++) {
    uint32_t *slot = &network->slots[at & network->mask];
    if (!*slot) {
      network->vertices[network->count] =
        (struct vertex) { .point = point, .near = { NO_VERTEX, NO_VERTEX } };
      *slot = ++network->count;
    }
    if (same_point(network->vertices[*slot - 1].point, point))
      return *slot - 1;
  }
}

static void pass(struct network *network, uint32_t before, uint32_t here, uint32_t after)
{
  struct vertex *vertex = &network->vertices[here];
  bool same = (vertex->near[0] == before && vertex->near[1] == after)
    || (vertex->near[0] == after && vertex->near[1] == before);
  if (vertex->passes++ == 0) {
    vertex->near[0] = before;
    vertex->near[1] = after;
  } else if (!same) {
    vertex->node = true;
  }
}

static void make_network(struct network *network, const struct outline *outlines, size_t count)
{
  size_t points = 0, size = 1024;
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < outlines[i].rings.len; j++)
      points += outlines[i].rings.at[j].count;
  while (size < points * 2)
    size *= 2;
  network->slots = ARENA_ARRAY(network->arena, uint32_t, size);
  network->mask = size - 1;
  network->vertices = ARENA_ARRAY(network->arena, struct vertex, points);
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < outlines[i].rings.len; j++) {
      const struct ring *ring = &outlines[i].rings.at[j];
      size_t last = ring->count - 1; /* the same point as the first */
      for (size_t k = 0; k < last; k++)
        pass(network, vertex_at(network, ring->points[k ? k - 1 : last - 1]),
             vertex_at(network, ring->points[k]), vertex_at(network, ring->points[k + 1]));
    }
}

/* ---- the grid ------------------------------------------------------------------------------ */

static uint32_t step(double metres, double square, uint32_t count)
{
  double at = metres / square;
  return at < 0 ? 0 : at >= count ? count - 1 : (uint32_t)at;
}

static void make_grid(struct network *network)
{
  struct point low = { INFINITY, INFINITY }, high = { -INFINITY, -INFINITY };
  for (uint32_t i = 0; i < network->count; i++) {
    struct point point = network->vertices[i].point;
    low = (struct point) { fmin(low.x, point.x), fmin(low.y, point.y) };
    high = (struct point) { fmax(high.x, point.x), fmax(high.y, point.y) };
  }
  double wide = high.x - low.x + 1, tall = high.y - low.y + 1;
  network->corner = low;
  network->square = fmax(sqrt(wide * tall / network->count), fmax(wide, tall) / 4096);
  network->columns = (uint32_t)(wide / network->square) + 1;
  network->rows = (uint32_t)(tall / network->square) + 1;
  size_t squares = (size_t)network->columns * network->rows;
  network->grid = ARENA_ARRAY(network->arena, uint32_t, squares);
  for (size_t i = 0; i < squares; i++)
    network->grid[i] = NO_VERTEX;
  for (uint32_t i = 0; i < network->count; i++) {
    struct vertex *vertex = &network->vertices[i];
    size_t at =
      (size_t)step(vertex->point.y - low.y, network->square, network->rows) * network->columns
      + step(vertex->point.x - low.x, network->square, network->columns);
    vertex->next = network->grid[at];
    network->grid[at] = i;
  }
}

/* Twice the area of the triangle, positive when A, B, C go round to the left. */
static double turn(struct point a, struct point b, struct point c)
{
  return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
}

static bool is_in_triangle(struct point point, struct point a, struct point b, struct point c)
{
  double one = turn(a, b, point), two = turn(b, c, point), three = turn(c, a, point);
  return (one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0);
}

/* Whether the triangle that HERE spans holds a point besides its own. */
static bool holds_another(const struct network *network, uint32_t here)
{
  const struct vertex *vertex = &network->vertices[here];
  struct point a = network->vertices[vertex->near[0]].point, b = vertex->point,
               c = network->vertices[vertex->near[1]].point;
  double left = fmin(a.x, fmin(b.x, c.x)) - network->corner.x;
  double right = fmax(a.x, fmax(b.x, c.x)) - network->corner.x;
  double bottom = fmin(a.y, fmin(b.y, c.y)) - network->corner.y;
  double top = fmax(a.y, fmax(b.y, c.y)) - network->corner.y;
  for (uint32_t row = step(bottom, network->square, network->rows);
       row <= step(top, network->square, network->rows); row++)
    for (uint32_t column = step(left, network->square, network->columns);
         column <= step(right, network->square, network->columns); column++)
      for (uint32_t i = network->grid[(size_t)row * network->columns + column]; i != NO_VERTEX;
           i = network->vertices[i].next) {
        const struct vertex *other = &network->vertices[i];
        if (!other->removed && i != here && i != vertex->near[0] && i != vertex->near[1]
            && is_in_triangle(other->point, a, b, c))
          return true;
      }
  return false;
}

/* ---- what goes next ------------------------------------------------------------------------ */

static bool goes_before(struct candidate a, struct candidate b)
{
  return a.area != b.area ? a.area < b.area : a.vertex < b.vertex;
}

static void add_candidate(struct network *network, uint32_t here, double largest)
{
  const struct vertex *vertex = &network->vertices[here];
  if (vertex->node || vertex->removed)
    return;
  struct candidate new = { .vertex = here };
  new.area = fabs(turn(network->vertices[vertex->near[0]].point, vertex->point,
                       network->vertices[vertex->near[1]].point))
    / 2;
  if (new.area > largest)
    return;
  (void)VEC_ADD(network->arena, &network->heap);
  size_t at = network->heap.len - 1;
  struct candidate *heap = network->heap.at;
  for (; at && goes_before(new, heap[(at - 1) / 2]); at = (at - 1) / 2)
    heap[at] = heap[(at - 1) / 2];
  heap[at] = new;
}

static struct candidate take_candidate(struct network *network)
{
  struct candidate *heap = network->heap.at, first = heap[0], last = heap[--network->heap.len];
  size_t at = 0, count = network->heap.len;
  for (size_t child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && goes_before(heap[child + 1], heap[child]))
      child++;
    if (!goes_before(heap[child], last))
      break;
    heap[at] = heap[child];
  }
  heap[at] = last;
  return first;
}

static bool is_next_to(const struct network *network, uint32_t here, uint32_t other)
{
  const struct vertex *vertex = &network->vertices[here];
  return !vertex->node && (vertex->near[0] == other || vertex->near[1] == other);
}

static void move_near(struct network *network, uint32_t here, uint32_t from, uint32_t to)
{
  struct vertex *vertex = &network->vertices[here];
  if (!vertex->node)
    vertex->near[vertex->near[0] == from ? 0 : 1] = to;
}

static void remove_points(struct network *network, double largest)
{
  for (uint32_t i = 0; i < network->count; i++)
    add_candidate(network, i, largest);
  while (network->heap.len) {
    struct candidate candidate = take_candidate(network);
    struct vertex *vertex = &network->vertices[candidate.vertex];
    uint32_t a = vertex->near[0], b = vertex->near[1];
    if (vertex->removed)
      continue;
    double area =
      fabs(turn(network->vertices[a].point, vertex->point, network->vertices[b].point)) / 2;
    if (area != candidate.area)
      continue; /* it changed, and is in the heap again as it is now */
    /* A ring keeps three points, and between two nodes each line keeps one, so that lines do not
     * fall together. */
    if (a == b || is_next_to(network, a, b) || is_next_to(network, b, a)
        || (network->vertices[a].node && network->vertices[b].node)
        || holds_another(network, candidate.vertex))
      continue;
    vertex->removed = true;
    move_near(network, a, candidate.vertex, b);
    move_near(network, b, candidate.vertex, a);
    add_candidate(network, a, largest);
    add_candidate(network, b, largest);
  }
}

/* ---- back to rings ------------------------------------------------------------------------- */

static double ring_area(const struct ring *ring)
{
  double twice = 0;
  for (size_t i = 0; i + 1 < ring->count; i++)
    twice += turn(ring->points[0], ring->points[i], ring->points[i + 1]);
  return fabs(twice) / 2;
}

static struct ring what_is_left(struct arena *arena, struct network *network,
                                const struct ring *ring)
{
  struct point *points = ARENA_ARRAY(arena, struct point, ring->count);
  size_t kept = 0;
  for (size_t i = 0; i + 1 < ring->count; i++)
    if (!network->vertices[vertex_at(network, ring->points[i])].removed)
      points[kept++] = ring->points[i];
  points[kept] = points[0];
  return (struct ring) { .points = points, .count = kept + 1, .hole = ring->hole };
}

/* Whether no other ring passes the point where RING begins. */
static bool is_alone(struct network *network, const struct ring *ring)
{
  return network->vertices[vertex_at(network, ring->points[0])].passes == 1;
}

/* Islands and lakes too small to see are dropped, but never an outline's largest ring. */
static void simplify_outline(struct arena *arena, struct network *network,
                             struct outline *outline, double smallest)
{
  size_t kept = 0, largest = 0;
  bool dropped = false;
  for (size_t i = 0; i < outline->rings.len; i++)
    if (ring_area(&outline->rings.at[i]) > ring_area(&outline->rings.at[largest]))
      largest = i;
  for (size_t i = 0; i < outline->rings.len; i++) {
    const struct ring *ring = &outline->rings.at[i];
    bool small = i != largest && is_alone(network, ring) && ring_area(ring) < smallest;
    if (!ring->hole)
      dropped = small;
    if (!small && !(ring->hole && dropped))
      outline->rings.at[kept++] = what_is_left(arena, network, ring);
  }
  outline->rings.len = kept;
}

void simplify_outlines(struct arena *arena, struct outline *outlines, size_t count,
                       double tolerance)
{
  auto_arena struct arena *scratch = arena_new();
  struct network network = { .arena = scratch };
  make_network(&network, outlines, count);
  if (network.count == 0)
    return;
  make_grid(&network);
  remove_points(&network, tolerance * tolerance);
  for (size_t i = 0; i < count; i++)
    if (outlines[i].rings.len)
      simplify_outline(arena, &network, &outlines[i], 4 * tolerance * tolerance);
}
