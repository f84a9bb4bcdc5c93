/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/ranges_parts.h"

bool ranges_open(const struct ranges *ranges, size_t index)
{
  return ranges->low[index] < ranges->high[index];
}

static uint32_t root_of(uint32_t *parent, uint32_t index)
{
  while (parent[index] != index)
    index = parent[index] = parent[parent[index]];
  return index;
}

static uint32_t first_open(const struct ranges *ranges, const struct equation *equation)
{
  for (uint32_t t = 0; t < equation->count; t++) {
    uint32_t index = ranges->terms[equation->first + t].cell;
    if (ranges_open(ranges, index))
      return index;
  }
  return UINT32_MAX;
}

/* Joins numbers that share an equation; the root of each, the lowest of them. */
static uint32_t *join(struct arena *arena, const struct ranges *ranges)
{
  uint32_t *parent = ARENA_ARRAY(arena, uint32_t, ranges->count);
  for (uint32_t i = 0; i < ranges->count; i++)
    parent[i] = i;
  for (size_t e = 0; e < ranges->equation_count; e++) {
    const struct equation *equation = &ranges->equations[e];
    uint32_t first = first_open(ranges, equation);
    for (uint32_t t = 0; t < equation->count; t++) {
      uint32_t index = ranges->terms[equation->first + t].cell;
      if (!ranges_open(ranges, index))
        continue;
      uint32_t a = root_of(parent, first), b = root_of(parent, index);
      parent[a > b ? a : b] = a > b ? b : a;
    }
  }
  for (uint32_t i = 0; i < ranges->count; i++)
    parent[i] = root_of(parent, i);
  return parent;
}

const struct parts *ranges_parts(struct arena *arena, const struct ranges *ranges)
{
  const uint32_t *root = join(arena, ranges);
  struct parts *parts = ARENA_NEW(arena, struct parts);
  parts->part = ARENA_ARRAY(arena, uint32_t, ranges->count);
  parts->column = ARENA_ARRAY(arena, uint32_t, ranges->count);
  struct part *at = ARENA_ARRAY(arena, struct part, ranges->count);
  for (uint32_t i = 0; i < ranges->count; i++) {
    if (!ranges_open(ranges, i))
      continue;
    parts->part[i] = root[i] == i ? (uint32_t)parts->count++ : parts->part[root[i]];
    parts->column[i] = (uint32_t)++at[parts->part[i]].count;
  }
  for (size_t e = 0; e < ranges->equation_count; e++) {
    uint32_t first = first_open(ranges, &ranges->equations[e]);
    if (first != UINT32_MAX)
      at[parts->part[first]].equation_count++;
  }
  for (size_t p = 0; p < parts->count; p++) {
    at[p].numbers = ARENA_ARRAY(arena, uint32_t, at[p].count);
    at[p].equations = ARENA_ARRAY(arena, uint32_t, at[p].equation_count);
    at[p].equation_count = 0;
  }
  for (uint32_t i = 0; i < ranges->count; i++)
    if (ranges_open(ranges, i))
      at[parts->part[i]].numbers[parts->column[i] - 1] = i;
  for (size_t e = 0; e < ranges->equation_count; e++) {
    uint32_t first = first_open(ranges, &ranges->equations[e]);
    if (first == UINT32_MAX)
      continue;
    struct part *part = &at[parts->part[first]];
    part->equations[part->equation_count++] = (uint32_t)e;
  }
  parts->at = at;
  return parts;
}
