/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/large.h"

#include "base/cleanup.h"
#include "disclose/mender.h"
#include "disclose/search.h"

#include <math.h>

static const double SMALL = 1e-6;
/* Of hiding the cheapest cell, where an equation that is out by 1 costs 1. */
static const double PRICE = 0.5;
enum {
  FREE_TURNS = 4, /* of moving what is hidden and rounded anyway */
  PAID_TURNS = 9, /* of moving what is printed */
  LOTS = 6,       /* ways of that, of which the cheapest is taken */
  GIVEN_TURNS = 3,
  PASSES = 6,     /* of giving back: what one cell needed another may need no more */
  RINGS = 3,      /* of cells hidden about one that nothing else protects */
};

/* Which proofs move a number. */
struct moving {
  VEC(uint32_t) proofs;
};

struct large {
  struct arena *arena;
  struct block *block;
  struct mender *mender;
  double *low, *high, *far_low, *far_high, *price;
  VEC(struct witness) proofs;
  struct moving *moving; /* of each number */
  bool *guards;          /* stay hidden: they are about what is not seen to be safe */
};

/* ---- proofs -------------------------------------------------------------------------------- */

static void set_bounds(struct large *large, uint32_t number)
{
  const struct cell *cell = cell_of(large->block, number);
  cell_shown(cell, cell->hidden, &large->low[number], &large->high[number]);
}

static void keep(struct large *large, const struct witness *witness)
{
  uint32_t *numbers = ARENA_ARRAY(large->arena, uint32_t, witness->count);
  double *values = ARENA_ARRAY(large->arena, double, witness->count);
  memcpy(numbers, witness->numbers, witness->count * sizeof *numbers);
  memcpy(values, witness->values, witness->count * sizeof *values);
  for (size_t k = 0; k < witness->count; k++)
    *VEC_ADD(large->arena, &large->moving[numbers[k]].proofs) = (uint32_t)large->proofs.len;
  *VEC_ADD(large->arena, &large->proofs) = (struct witness) { witness->count, numbers, values };
}

/* Whether it moves nothing that is printed. */
static bool holds(const struct large *large, const struct witness *proof)
{
  for (size_t k = 0; k < proof->count; k++)
    if (proof->values[k] < large->low[proof->numbers[k]] - SMALL
        || proof->values[k] > large->high[proof->numbers[k]] + SMALL)
      return false;
  return true;
}

static double value_in(const struct witness *proof, uint32_t number)
{
  for (size_t k = 0; k < proof->count; k++)
    if (proof->numbers[k] == number)
      return proof->values[k];
  return NAN;
}

static bool reaches(const struct block *block, uint32_t number, bool up, double value)
{
  return up ? value >= block->asked_high[number] - SMALL : value <= block->asked_low[number] + SMALL;
}

/* Whether NUMBER is seen to go as far UP, or down, as is asked of it. */
static bool is_proved(const struct large *large, uint32_t number, bool up)
{
  const struct block *block = large->block;
  if (isnan(block->asked_low[number]) || reaches(block, number, up, block->values[number]))
    return true;
  const struct moving *moving = &large->moving[number];
  for (size_t i = moving->proofs.len; i > 0; i--) {
    const struct witness *proof = &large->proofs.at[moving->proofs.at[i - 1]];
    if (reaches(block, number, up, value_in(proof, number)) && holds(large, proof))
      return true;
  }
  return false;
}

/* ---- moving -------------------------------------------------------------------------------- */

static bool move_free(struct large *large, uint32_t number, bool up, uint32_t turns, uint32_t lots)
{
  const struct block *block = large->block;
  double to = up ? block->asked_high[number] : block->asked_low[number];
  struct witness witness;
  for (uint32_t k = 0; k < turns * lots; k++)
    if (mender_move(large->mender, number, to, false, k % turns, k / turns, &witness, NULL)) {
      keep(large, &witness);
      return true;
    }
  return false;
}

/* Hides what PROOF moves further than nobody sees, and keeps it. */
static void pay(struct large *large, const struct witness *proof)
{
  for (size_t k = 0; k < proof->count; k++) {
    uint32_t number = proof->numbers[k];
    if (proof->values[k] >= large->low[number] - SMALL && proof->values[k] <= large->high[number] + SMALL)
      continue;
    lose(cell_of(large->block, number), true);
    set_bounds(large, number);
  }
  keep(large, proof);
}

static struct witness copy_of(struct arena *arena, const struct witness *witness)
{
  uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, witness->count);
  double *values = ARENA_ARRAY(arena, double, witness->count);
  memcpy(numbers, witness->numbers, witness->count * sizeof *numbers);
  memcpy(values, witness->values, witness->count * sizeof *values);
  return (struct witness) { witness->count, numbers, values };
}

static bool move_paid(struct large *large, uint32_t number, bool up)
{
  auto_arena struct arena *scratch = arena_new();
  const struct block *block = large->block;
  double to = up ? block->asked_high[number] : block->asked_low[number], least = INFINITY;
  struct witness best = { 0 };
  /* The later ways do not count the pennies: only when the others have been tried for a while. */
  for (uint32_t turn = 0; turn < PAID_TURNS && isinf(least); turn++)
    for (uint32_t lot = 0; lot < LOTS && lot < 2 + turn; lot++) {
      struct witness witness;
      double price;
      if (!mender_move(large->mender, number, to, true, turn, lot, &witness, &price) || price >= least)
        continue;
      least = price;
      best = copy_of(scratch, &witness);
    }
  if (isinf(least))
    return false;
  pay(large, &best);
  return true;
}

/* By a linear programme of what is about NUMBER. */
static bool move_solved(struct large *large, uint32_t number, bool up)
{
  static const size_t most[] = { 400, 1600, 6400, 1600 };
  enum { ATTEMPTS = sizeof most / sizeof *most };
  struct block *block = large->block;
  const struct cell *cell = cell_of(block, number);
  double need = up ? block->asked_high[number] - cell->value : cell->value - block->asked_low[number];
  struct target target = { number, up, fmin(need, search_room(cell, up)) };
  for (size_t m = 0; m < ATTEMPTS; m++) {
    size_t known = block->witnesses.list.len;
    struct search *search = search_begin_nearby(block, number, most[m], m + 1 < ATTEMPTS);
    bool found = search_hide(search, &target, 1);
    search_end(search);
    if (!found)
      continue;
    for (size_t p = known; p < block->witnesses.list.len; p++)
      pay(large, &block->witnesses.list.at[p]);
    return true;
  }
  return false;
}

/* Hides all that equations join to NUMBER, and in further rings what they join to that. */
static void hide_about(struct large *large, uint32_t number, int rings)
{
  struct block *block = large->block;
  for (uint32_t u = block->first_user[number]; u < block->first_user[number + 1]; u++) {
    const struct equation *equation = &block->equations[block->users[u]];
    for (uint32_t t = 0; t < equation->count; t++) {
      uint32_t other = block->terms[equation->first + t].cell;
      if (!is_constant(cell_of(block, other)))
        lose(cell_of(block, other), true);
      set_bounds(large, other);
      if (rings > 1 && equation->count < 40)
        hide_about(large, other, rings - 1);
    }
  }
}

/* Whether NUMBER could be moved UP, or down, as far as is asked of it. */
static bool make_room(struct large *large, uint32_t number, bool up)
{
  if (is_proved(large, number, up) || move_free(large, number, up, FREE_TURNS, 1) || move_paid(large, number, up)
      || move_solved(large, number, up))
    return true;
  for (int rings = 1; rings < RINGS; rings++) {
    hide_about(large, number, rings);
    if (move_free(large, number, up, PAID_TURNS, LOTS))
      return true;
  }
  return false;
}

static void set_guards(struct large *large, uint32_t number)
{
  const struct block *block = large->block;
  for (uint32_t u = block->first_user[number]; u < block->first_user[number + 1]; u++)
    for (uint32_t t = 0; t < block->equations[block->users[u]].count; t++)
      large->guards[block->terms[block->equations[block->users[u]].first + t].cell] = true;
}

/* ---- giving back --------------------------------------------------------------------------- */

/* Whether all that the proofs which move NUMBER have shown can be shown without them. */
static bool do_others(struct large *large, uint32_t number)
{
  /* Proofs are added on the way: they are of no interest here. */
  size_t count = large->moving[number].proofs.len;
  for (size_t i = 0; i < count; i++) {
    const struct witness proof = large->proofs.at[large->moving[number].proofs.at[i]];
    if (holds(large, &proof))
      continue;
    for (size_t k = 0; k < proof.count; k++)
      for (int up = 0; up < 2; up++)
        if (!is_proved(large, proof.numbers[k], up) && !move_free(large, proof.numbers[k], up, GIVEN_TURNS, 1))
          return false;
  }
  return true;
}

/* Prints again what can be, the dearest first; whether there was any. */
static bool give_back(struct large *large)
{
  bool any = false;
  struct block *block = large->block;
  const uint32_t *lost;
  size_t count = block_lost(large->arena, block, &lost);
  for (size_t i = 0; i < count; i++) {
    uint32_t number = lost[i];
    if (large->guards[number])
      continue;
    lose(cell_of(block, number), false);
    set_bounds(large, number);
    if (do_others(large, number)) {
      any = true;
      continue;
    }
    lose(cell_of(block, number), true);
    set_bounds(large, number);
  }
  return any;
}

/* Prints again what no proof that holds moves: proofs that did have been undone since, and the others give it away. */
static void print_unmoved(struct large *large)
{
  auto_arena struct arena *scratch = arena_new();
  bool *moves = ARENA_ARRAY(scratch, bool, large->block->count);
  for (size_t p = 0; p < large->proofs.len; p++)
    for (size_t k = 0, held = holds(large, &large->proofs.at[p]); held && k < large->proofs.at[p].count; k++)
      moves[large->proofs.at[p].numbers[k]] = true;
  for (uint32_t i = 0; i < large->block->count; i++) {
    struct cell *cell = cell_of(large->block, i);
    if (cell->lost && !moves[i] && !large->guards[i])
      lose(cell, false);
  }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static struct large *large_new(struct arena *arena, struct block *block)
{
  struct large *large = ARENA_NEW(arena, struct large);
  *large = (struct large) {
    .arena = arena, .block = block,
    .low = ARENA_ARRAY(arena, double, block->count), .high = ARENA_ARRAY(arena, double, block->count),
    .far_low = ARENA_ARRAY(arena, double, block->count), .far_high = ARENA_ARRAY(arena, double, block->count),
    .price = ARENA_ARRAY(arena, double, block->count), .moving = ARENA_ARRAY(arena, struct moving, block->count),
    .guards = ARENA_ARRAY(arena, bool, block->count),
  };
  double cheapest = INFINITY;
  for (uint32_t i = 0; i < block->count; i++)
    if (cell_of(block, i)->cost > 0)
      cheapest = fmin(cheapest, cell_of(block, i)->cost);
  for (uint32_t i = 0; i < block->count; i++) {
    const struct cell *cell = cell_of(block, i);
    set_bounds(large, i);
    large->far_low[i] = cell->known_low;
    large->far_high[i] = cell->known_high;
    large->price[i] = is_constant(cell) ? 0 : PRICE * cell->cost / cheapest;
  }
  const struct mendable mendable = {
    .arena = arena, .count = block->count, .whole = block->whole, .equations = block->equations,
    .equation_count = block->equation_count, .terms = block->terms, .origin = block->values, .low = large->low,
    .high = large->high, .far_low = large->far_low, .far_high = large->far_high, .price = large->price,
  };
  large->mender = mender_new(&mendable);
  return large;
}

size_t protect_large(struct block *block)
{
  auto_arena struct arena *arena = arena_new();
  struct large *large = large_new(arena, block);
  size_t short_of = 0;
  /* What can be moved for nothing first: it may move others along. */
  for (uint32_t turns = 1; turns < FREE_TURNS; turns++)
    for (uint32_t i = 0; i < block->count; i++)
      for (int up = 0; up < 2; up++)
        if (!is_proved(large, i, up))
          move_free(large, i, up, turns, 1);
  for (uint32_t i = 0; i < block->count; i++) {
    bool up = make_room(large, i, true), down = make_room(large, i, false);
    if (up && down)
      continue;
    set_guards(large, i);
    short_of++;
  }
  for (int pass = 0; pass < PASSES && give_back(large); pass++)
    ;
  print_unmoved(large);
  return short_of;
}
