/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/solutions.h"

#include "base/cleanup.h"
#include "ingest/fingerprint.h"
#include "store/store.h"

#include <glpk.h>
#include <string.h>

/* Changes with how blocks are protected, and with what is kept. */
static const char kind[] = "protection/4";

enum { SMALL_BLOCK = 64 }; /* up to so many cells are protected sooner than they are looked up */

struct solutions {
  struct arena *arena;
  const struct solutions_place *place;
  struct store *store;
};

/* A cell as the methods see it; no byte of it is left to chance. */
struct seen_cell {
  double value, base, cost, known_low, known_high, never_low, never_high, low, high;
  int32_t last, kind;
  uint32_t whole, sensitive, hidden, unused;
};
_Static_assert(sizeof(struct seen_cell) == 9 * sizeof(double) + 6 * sizeof(uint32_t), "no padding");

void solution_hash(const struct block *block, uint8_t ret_hash[SOLUTION_HASH])
{
  struct fingerprint *fingerprint = fingerprint_begin();
  fingerprint_text(fingerprint, kind);
  fingerprint_text(fingerprint, glp_version());
  fingerprint_bytes(fingerprint, &block->count, sizeof block->count);
  for (size_t i = 0; i < block->count; i++) {
    const struct cell *cell = cell_of(block, i);
    const struct seen_cell seen = {
      .value = cell->value, .base = cell->base, .cost = cell->cost,
      .known_low = cell->known_low, .known_high = cell->known_high,
      .never_low = cell->never_low, .never_high = cell->never_high,
      .low = cell->sensitive ? cell->low : 0, .high = cell->sensitive ? cell->high : 0,
      .last = cell->period.last, .kind = (int32_t)cell->period.kind, .whole = cell->whole,
      .sensitive = cell->sensitive, .hidden = cell->hidden && !cell->lost,
    };
    fingerprint_bytes(fingerprint, &seen, sizeof seen);
  }
  for (size_t e = 0; e < block->equation_count; e++) {
    const struct equation *equation = &block->equations[e];
    fingerprint_bytes(fingerprint, &equation->count, sizeof equation->count);
    for (uint32_t t = 0; t < equation->count; t++) {
      const struct term term = block->terms[equation->first + t];
      const int64_t signed_number = term.sign * ((int64_t)term.cell + 1);
      fingerprint_bytes(fingerprint, &signed_number, sizeof signed_number);
    }
  }
  fingerprint_end(fingerprint, ret_hash);
}

struct solutions *solutions_new(struct arena *arena, const struct solutions_place *place)
{
  struct solutions *solutions = ARENA_NEW(arena, struct solutions);
  *solutions = (struct solutions) { arena, place, NULL };
  return solutions;
}

void solutions_close(struct solutions *solutions)
{
  solutions->store = store_close(solutions->store);
}

static bool is_kept(struct solutions *solutions, const struct block *block)
{
  if (!solutions->place || block->count <= SMALL_BLOCK)
    return false;
  if (!solutions->store)
    solutions->store = store_open(solutions->place->store_dir, solutions->place->diags);
  return true;
}

/* ---- what is kept: the hash once more, how many nothing protects, how many are lost, which -------- */

struct head {
  uint8_t hash[SOLUTION_HASH];
  uint32_t short_of, count;
};

/* Whether NUMBERS ascend, and each is of a cell that could be lost. */
static bool fits(const struct block *block, const uint32_t *numbers, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (numbers[i] >= block->count || (i > 0 && numbers[i] <= numbers[i - 1]))
      return false;
    const struct cell *cell = cell_of(block, numbers[i]);
    if (cell->hidden || is_constant(cell))
      return false;
  }
  return true;
}

int solutions_find(struct solutions *solutions, struct block *block, size_t *ret_short_of)
{
  auto_arena struct arena *scratch = arena_new();
  uint8_t hash[SOLUTION_HASH];
  const void *blob;
  size_t len;
  struct head head;
  if (!is_kept(solutions, block))
    return -1;
  solution_hash(block, hash);
  if (store_find_by_hash(solutions->store, scratch, kind, hash, &blob, &len) || len < sizeof head)
    return -1;
  memcpy(&head, blob, sizeof head);
  if (memcmp(head.hash, hash, sizeof hash) != 0 || head.count > block->count
      || len != sizeof head + head.count * sizeof(uint32_t))
    return -1;
  uint32_t *numbers = ARENA_ARRAY(scratch, uint32_t, head.count);
  memcpy(numbers, (const char *)blob + sizeof head, head.count * sizeof *numbers);
  if (!fits(block, numbers, head.count))
    return -1;
  for (size_t i = 0; i < head.count; i++)
    lose(cell_of(block, numbers[i]), true);
  *ret_short_of = head.short_of;
  return 0;
}

void solutions_keep(struct solutions *solutions, const struct block *block, uint32_t root,
                    size_t short_of)
{
  auto_arena struct arena *scratch = arena_new();
  if (!is_kept(solutions, block))
    return;
  struct head head = { .short_of = (uint32_t)short_of };
  solution_hash(block, head.hash);
  uint32_t *numbers = ARENA_ARRAY(scratch, uint32_t, block->count);
  for (size_t i = 0; i < block->count; i++)
    if (cell_of(block, i)->lost)
      numbers[head.count++] = (uint32_t)i;
  size_t lost = head.count * sizeof *numbers;
  char *blob = arena_alloc(scratch, sizeof head + lost, 1);
  memcpy(blob, &head, sizeof head);
  memcpy(blob + sizeof head, numbers, lost);
  const char *path
    = arena_printf(scratch, "protection of %s, block %u", solutions->place->label, root);
  store_keep(solutions->store, path, kind, (struct file_identity) { 0 }, head.hash, blob,
             sizeof head + lost);
}
