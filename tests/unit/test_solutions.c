/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was protected once is found in the store; when anything that it was made from changes, or what
 * was kept is not what it should be, it is worked out again.
 */
#include "hand_cells.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/solutions.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char kind[] = "protection/4", label[] = "a test";

struct kept {
  struct arena *arena;
  struct hand hand; /* a table of more than 64 cells, with small counts */
  struct solutions_place place;
};

static struct kept kept_new(struct arena *arena)
{
  enum { ROWS = 9, COLUMNS = 9 };
  struct kept kept = { .arena = arena, .hand = { .arena = arena } };
  struct dice dice = { 9 };
  int counts[ROWS * COLUMNS];
  for (int i = 0; i < ROWS * COLUMNS; i++)
    counts[i] = (int)dice_roll(&dice, 3) ? 5 + (int)dice_roll(&dice, 20) : (int)dice_roll(&dice, 5);
  hand_table(&kept.hand, ROWS, COLUMNS, counts);
  hand_mark(&kept.hand, 4);
  char folder[] = "/tmp/strata-solutions-XXXXXX";
  assert_non_null(mkdtemp(folder));
  kept.place = (struct solutions_place) { arena_strdup(arena, folder), label, diags_new(arena) };
  return kept;
}

static void kept_end(const struct kept *kept)
{
  unlink(arena_printf(kept->arena, "%s/store.sqlite", kept->place.store_dir));
  assert_int_equal(rmdir(kept->place.store_dir), 0);
}

/* Protects a copy; which cells are lost then. */
static const bool *run(const struct kept *kept, const struct solutions_place *place,
                       struct protection *ret_protection)
{
  struct hand copy = hand_copy(&kept->hand);
  struct cells cells = hand_cells(&copy);
  protect_kept(&cells, place, ret_protection);
  bool *lost = ARENA_ARRAY(kept->arena, bool, cells.count);
  for (size_t i = 0; i < cells.count; i++)
    lost[i] = cells.at[i].lost;
  return lost;
}

static void test_found_again(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct kept kept = kept_new(arena);
  struct protection plain, first, second;
  const bool *without = run(&kept, NULL, &plain);
  const bool *lost = run(&kept, &kept.place, &first), *again = run(&kept, &kept.place, &second);
  assert_true(plain.lost > 2);
  assert_int_equal(plain.found, 0);
  assert_int_equal(first.found, 0);
  assert_int_equal(second.found, 1);
  assert_memory_equal(lost, without, kept.hand.cells.len * sizeof *lost);
  assert_memory_equal(again, without, kept.hand.cells.len * sizeof *lost);
  assert_int_equal(second.lost, plain.lost);
  assert_int_equal(second.sensitive, plain.sensitive);
  assert_int_equal(second.unprotected, plain.unprotected);
  assert_near(second.cost, plain.cost, 0);
  assert_int_equal(diags_count(kept.place.diags), 0);
  kept_end(&kept);
}

/* ---- what it is made from -------------------------------------------------------------------- */

static void hash_of(struct hand *hand, uint8_t ret_hash[SOLUTION_HASH])
{
  auto_arena struct arena *arena = arena_new();
  struct cells cells = hand_cells(hand);
  const struct block_layout *layout = block_layout_of(arena, &cells);
  const struct block block = block_of(arena, &cells, layout, 0);
  assert_true(block.count > 64);
  solution_hash(&block, ret_hash);
}

static void assert_changes(struct hand *hand, const char *what)
{
  auto_arena struct arena *arena = arena_new();
  struct kept kept = kept_new(arena);
  uint8_t before[SOLUTION_HASH], after[SOLUTION_HASH];
  hash_of(&kept.hand, before);
  hash_of(hand, after);
  if (memcmp(before, after, sizeof before) == 0)
    fail_msg("the hash does not depend on %s", what);
  kept_end(&kept);
}

static void test_everything_counts(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct kept kept = kept_new(arena);
  size_t open = 0, small = 0;
  while (kept.hand.cells.at[open].sensitive)
    open++;
  while (!kept.hand.cells.at[small].sensitive)
    small++;
#define CHANGE(cell, what)                                                                         \
  do {                                                                                             \
    struct hand hand = hand_copy(&kept.hand);                                                      \
    hand.cells.at[cell].what;                                                                      \
    assert_changes(&hand, #what);                                                                  \
  } while (0)
  CHANGE(open, value += 1);
  CHANGE(open, base = 5);
  CHANGE(open, cost += 1);
  CHANGE(open, whole = false);
  CHANGE(open, known_low = 1);
  CHANGE(open, known_high = 1000);
  CHANGE(open, hidden = true);
  CHANGE(open, period.last += 1);
  CHANGE(open, period.kind = PERIOD_YEAR_ENDING);
  CHANGE(small, low = 0);
  CHANGE(small, high += 1);
  CHANGE(small, sensitive = false);
#undef CHANGE
  /* What is lost already does not: it is what protection makes. */
  struct hand lost = hand_copy(&kept.hand);
  uint8_t before[SOLUTION_HASH], after[SOLUTION_HASH];
  lose(&lost.cells.at[open], true);
  hash_of(&kept.hand, before);
  hash_of(&lost, after);
  assert_memory_equal(before, after, sizeof before);
  kept.hand.terms.at[1].sign = 1;
  assert_changes(&kept.hand, "a sign");
  kept.hand.terms.at[1].sign = -1;
  kept.hand.equations.at[0].count--;
  assert_changes(&kept.hand, "the length of an equation");
  kept.hand.equations.at[0].count++;
  kept.hand.equations.len--;
  assert_changes(&kept.hand, "an equation");
  kept_end(&kept);
}

static void test_worked_out_again_when_it_changes(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct kept kept = kept_new(arena);
  struct protection protection;
  run(&kept, &kept.place, &protection);
  kept.hand.cells.at[0].cost += 1;
  run(&kept, &kept.place, &protection);
  assert_int_equal(protection.found, 0);
  run(&kept, &kept.place, &protection);
  assert_int_equal(protection.found, 1);
  kept_end(&kept);
}

/* ---- what is not believed ---------------------------------------------------------------------- */

static void put_number(unsigned char *blob, size_t at, uint32_t number)
{
  memcpy(blob + SOLUTION_HASH + at * sizeof number, &number, sizeof number);
}

/* Lets CHANGE alter a copy of what is kept; it is then kept in its place, whole as far as the store sees. */
static void alter(struct kept *kept, void (*change)(unsigned char *blob, size_t *len))
{
  uint8_t hash[SOLUTION_HASH];
  const void *blob;
  size_t len;
  hash_of(&kept->hand, hash);
  struct store *store = store_open(kept->place.store_dir, kept->place.diags);
  assert_int_equal(store_find_by_hash(store, kept->arena, kind, hash, &blob, &len), 0);
  unsigned char *copy = arena_alloc(kept->arena, len + sizeof(uint32_t), 1);
  memcpy(copy, blob, len);
  change(copy, &len);
  store_keep(store, arena_printf(kept->arena, "protection of %s, block 0", label), kind,
             (struct file_identity) { 0 }, hash, copy, len);
  store_close(store);
}

static void cut_off(unsigned char *blob, size_t *len)
{
  (void)blob;
  *len -= 1;
}

static void empty(unsigned char *blob, size_t *len)
{
  (void)blob;
  *len = 0;
}

static void other_hash(unsigned char *blob, size_t *len)
{
  (void)len;
  blob[3] ^= 1;
}

static void too_many(unsigned char *blob, size_t *len)
{
  (void)len;
  put_number(blob, 1, UINT32_MAX);
}

static void no_such_cell(unsigned char *blob, size_t *len)
{
  put_number(blob, *len / sizeof(uint32_t) - SOLUTION_HASH / sizeof(uint32_t) - 1, 100000);
}

static void same_cell_twice(unsigned char *blob, size_t *len)
{
  (void)len;
  memcpy(blob + SOLUTION_HASH + 3 * sizeof(uint32_t), blob + SOLUTION_HASH + 2 * sizeof(uint32_t),
         sizeof(uint32_t));
}

static void test_damage(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct kept kept = kept_new(arena);
  struct protection plain, protection;
  const bool *without = run(&kept, NULL, &plain);
  void (*const changes[])(unsigned char *, size_t *)
    = { cut_off, empty, other_hash, too_many, no_such_cell, same_cell_twice };
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    run(&kept, &kept.place, &protection);
    alter(&kept, changes[i]);
    const bool *lost = run(&kept, &kept.place, &protection);
    assert_int_equal(protection.found, 0);
    assert_memory_equal(lost, without, kept.hand.cells.len * sizeof *lost);
    run(&kept, &kept.place, &protection);
    assert_int_equal(protection.found, 1); /* kept anew */
  }
  kept_end(&kept);
}

/* A byte of the file itself. */
static void test_damaged_file(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct kept kept = kept_new(arena);
  struct protection plain, protection;
  uint8_t hash[SOLUTION_HASH];
  const bool *without = run(&kept, NULL, &plain);
  run(&kept, &kept.place, &protection);
  hash_of(&kept.hand, hash);
  const char *path = arena_printf(arena, "%s/store.sqlite", kept.place.store_dir);
  size_t changed = 0;
  auto_fclose FILE *file = fopen(path, "r+b");
  assert_non_null(file);
  unsigned char bytes[64 * 1024];
  size_t len = fread(bytes, 1, sizeof bytes, file);
  for (size_t i = 0; i + SOLUTION_HASH + 2 * sizeof(uint32_t) < len; i++) {
    if (memcmp(bytes + i, hash, sizeof hash) != 0)
      continue;
    bytes[i + SOLUTION_HASH + 2 * sizeof(uint32_t)] ^= 1; /* the first lost cell, in the blob's case */
    changed++;
  }
  assert_true(changed > 0);
  rewind(file);
  assert_int_equal(fwrite(bytes, 1, len, file), len);
  fflush(file);
  const bool *lost = run(&kept, &kept.place, &protection);
  assert_int_equal(protection.found, 0);
  assert_memory_equal(lost, without, kept.hand.cells.len * sizeof *lost);
  kept_end(&kept);
}

/* Where nothing can be kept, all is worked out. */
static void test_without_a_store(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct kept kept = kept_new(arena);
  struct solutions_place nowhere = { "/dev/null/nowhere", label, kept.place.diags };
  struct protection plain, protection;
  const bool *without = run(&kept, NULL, &plain);
  const bool *lost = run(&kept, &nowhere, &protection);
  assert_int_equal(protection.found, 0);
  assert_memory_equal(lost, without, kept.hand.cells.len * sizeof *lost);
  kept_end(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_found_again),
    cmocka_unit_test(test_everything_counts),
    cmocka_unit_test(test_worked_out_again_when_it_changes),
    cmocka_unit_test(test_damage),
    cmocka_unit_test(test_damaged_file),
    cmocka_unit_test(test_without_a_store),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
