/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/attacker_solver.h"

static uint32_t root_of(uint32_t *parent, uint32_t index)
{
  while (parent[index] != index)
    index = parent[index] = parent[parent[index]];
  return index;
}

/* The first open unknown of a relation; UINT32_MAX: none. */
static uint32_t first_open(const struct solver *solver, const struct relation *relation)
{
  const struct relation_term *terms = solver_terms(solver, relation);
  for (uint32_t t = 0; t < relation->count; t++)
    if (solver_is_open(solver, terms[t].unknown))
      return terms[t].unknown;
  return UINT32_MAX;
}

static void join(const struct solver *solver, uint32_t *parent)
{
  const struct riddle *riddle = solver->riddle;
  for (uint32_t i = 0; i < riddle->unknowns.len; i++)
    parent[i] = i;
  for (size_t r = 0; r < riddle->relations.len; r++) {
    const struct relation *relation = &riddle->relations.at[r];
    uint32_t first = first_open(solver, relation);
    for (uint32_t t = 0; t < relation->count && first != UINT32_MAX; t++) {
      uint32_t other = solver_terms(solver, relation)[t].unknown;
      if (!solver_is_open(solver, other))
        continue;
      uint32_t a = root_of(parent, first), b = root_of(parent, other);
      parent[a > b ? a : b] = a > b ? b : a;
    }
  }
}

struct part *solver_parts(struct solver *solver, size_t *ret_count)
{
  struct arena *arena = solver->arena;
  const struct riddle *riddle = solver->riddle;
  size_t unknowns = riddle->unknowns.len, count = 0;
  uint32_t *parent = ARENA_ARRAY(arena, uint32_t, unknowns);
  uint32_t *part = ARENA_ARRAY(arena, uint32_t, unknowns);
  uint32_t *column = ARENA_ARRAY(arena, uint32_t, unknowns);
  struct part *parts = ARENA_ARRAY(arena, struct part, unknowns);
  join(solver, parent);
  for (uint32_t i = 0; i < unknowns; i++) {
    if (!solver_is_open(solver, i))
      continue;
    uint32_t root = root_of(parent, i);
    part[i] = root == i ? (uint32_t)count++ : part[root];
    column[i] = (uint32_t)++parts[part[i]].count;
  }
  for (size_t r = 0; r < riddle->relations.len; r++) {
    uint32_t first = first_open(solver, &riddle->relations.at[r]);
    if (first != UINT32_MAX)
      parts[part[first]].relation_count++;
  }
  for (size_t p = 0; p < count; p++) {
    parts[p].unknowns = ARENA_ARRAY(arena, uint32_t, parts[p].count);
    parts[p].relations = ARENA_ARRAY(arena, uint32_t, parts[p].relation_count);
    parts[p].relation_count = 0;
  }
  for (uint32_t i = 0; i < unknowns; i++)
    if (solver_is_open(solver, i))
      parts[part[i]].unknowns[column[i] - 1] = i;
  for (size_t r = 0; r < riddle->relations.len; r++) {
    uint32_t first = first_open(solver, &riddle->relations.at[r]);
    if (first != UINT32_MAX)
      parts[part[first]].relations[parts[part[first]].relation_count++] = (uint32_t)r;
  }
  solver->part = part;
  solver->column = column;
  *ret_count = count;
  return parts;
}
