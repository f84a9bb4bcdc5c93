/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/vec.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void memory_is_zeroed_aligned_and_apart(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  unsigned char *before = NULL;
  size_t before_size = 0;
  for (size_t i = 0; i < 2000; i++) {
    size_t size = i * 37 % 1000, align = (size_t)1 << i % 7;
    unsigned char *memory = arena_alloc(arena, size, align);
    assert_int_equal((uintptr_t)memory % align, 0);
    for (size_t j = 0; j < size; j++)
      assert_int_equal(memory[j], 0);
    memset(memory, 0xAA, size);
    for (size_t j = 0; before && j < before_size; j++)
      assert_int_equal(before[j], 0xAA); /* not overwritten by its neighbour */
    before = memory;
    before_size = size;
  }
  arena_free(arena);
}

static void what_is_larger_than_a_block_has_its_own(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  char *large = arena_alloc(arena, 3 << 20, 64);
  large[0] = large[(3 << 20) - 1] = 'x';
  char *small = arena_alloc(arena, 1, 1);
  *small = 'y';
  assert_int_equal(large[(3 << 20) - 1], 'x');
  assert_true(arena_used(arena) >= (3 << 20) + 1);
  arena_free(arena);
}

static void what_was_handed_out_last_grows_where_it_is(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  char *last = arena_alloc(arena, 100, 1);
  memset(last, 'x', 100);
  assert_true(arena_extend(arena, last, 100, 50));
  for (size_t i = 0; i < 50; i++)
    assert_int_equal(last[100 + i], 0);
  assert_int_equal(arena_used(arena), 150);
  char *next = arena_alloc(arena, 1, 1);
  *next = 'y';
  assert_ptr_equal(next, last + 150);
  assert_false(arena_extend(arena, last, 150, 1)); /* something stands behind it */
  assert_false(arena_extend(arena, next, 1, 1 << 20)); /* there is not so much room */
  assert_int_equal(*next, 'y');
  arena_free(arena);
}

static void a_vector_with_room_stays_where_it_is(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  VEC(uint64_t) one = { 0 }, two = { 0 };
  for (uint64_t i = 0; i < 5000; i++) {
    uint64_t *added = VEC_ADD(arena, &one);
    assert_int_equal(*added, 0);
    *added = i;
    if (i % 100 == 0)
      *VEC_ADD(arena, &two) = i; /* comes between, so that both must move at times */
  }
  uint64_t *before = one.at;
  VEC_RESERVE(arena, &one, one.cap - one.len);
  assert_ptr_equal(one.at, before);
  VEC_RESERVE(arena, &one, 20000);
  before = one.at;
  for (uint64_t i = 5000; i < 25000; i++)
    *VEC_ADD(arena, &one) = i;
  assert_ptr_equal(one.at, before);
  for (uint64_t i = 0; i < 25000; i++)
    assert_int_equal(one.at[i], i);
  for (uint64_t i = 0; i < two.len; i++)
    assert_int_equal(two.at[i], 100 * i);
  arena_free(arena);
}

struct log {
  char text[8];
  size_t len;
};

static struct log released;

static void release(void *object)
{
  released.text[released.len++] = *(char *)object;
}

static void what_it_owns_goes_in_reverse_order(void **state)
{
  (void)state;
  static char names[] = "abc";
  released = (struct log) { .len = 0 };
  struct arena *arena = arena_new();
  for (size_t i = 0; i < 3; i++)
    arena_own(arena, &names[i], release);
  assert_int_equal(released.len, 0);
  assert_null(arena_free(arena));
  assert_string_equal(released.text, "cba");
  assert_null(arena_free(NULL));
}

static void a_roomy_one_is_used_again_from_its_beginning(void **state)
{
  (void)state;
  static char name = 'a';
  struct arena *arena = arena_new_roomy();
  void *first = NULL;
  for (int round = 0; round < 3; round++) {
    released = (struct log) { .len = 0 };
    arena_own(arena, &name, release);
    unsigned char *small = arena_alloc(arena, 100, 1), *large = arena_alloc(arena, 3000000, 16);
    unsigned char *largest = arena_alloc(arena, 40000000, 16); /* more than its first block has */
    unsigned char *last = arena_alloc(arena, 100, 1);
    assert_true(round == 0 || small == first);
    assert_in_range(arena_used(arena), 43000200, 43000300);
    for (size_t i = 0; i < 100; i++)
      assert_int_equal(small[i] | large[i] | large[2999999 - i] | largest[i] | last[i], 0);
    memset(small, 1, 100);
    memset(large, 2, 3000000);
    memset(last, 3, 100);
    largest[39999999] = 4;
    assert_int_equal(small[99], 1);
    assert_int_equal(large[2999999], 2);
    first = small;
    arena_empty(arena);
    assert_int_equal(released.len, 1);
    assert_int_equal(arena_used(arena), 0);
  }
  arena_free(arena);

  arena = arena_new();
  arena_strdup(arena, "Pendle");
  arena_empty(arena);
  assert_int_equal(arena_used(arena), 0);
  assert_string_equal(arena_strdup(arena, "Rossendale"), "Rossendale");
  arena_free(arena);
}

static void texts_are_copied(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  char original[] = "Fylde and Wyre";
  char *copy = arena_text(arena, original, 5), *whole = arena_strdup(arena, original);
  original[0] = 'X';
  assert_string_equal(copy, "Fylde");
  assert_string_equal(whole, "Fylde and Wyre");
  assert_null(arena_strdup(arena, NULL));
  assert_string_equal(arena_printf(arena, "%s-%02d", "ye", 7), "ye-07");
  arena_free(arena);
}

static void a_vector_keeps_its_elements_while_it_grows(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  VEC(int) numbers = { 0 };
  for (int i = 0; i < 1000; i++) {
    int *one = VEC_ADD(arena, &numbers);
    assert_int_equal(*one, 0);
    *one = i;
  }
  assert_int_equal(numbers.len, 1000);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(numbers.at[i], i);
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
    cmocka_unit_test(what_is_larger_than_a_block_has_its_own),
    cmocka_unit_test(what_was_handed_out_last_grows_where_it_is),
    cmocka_unit_test(a_vector_with_room_stays_where_it_is),
    cmocka_unit_test(what_it_owns_goes_in_reverse_order),
    cmocka_unit_test(a_roomy_one_is_used_again_from_its_beginning),
    cmocka_unit_test(texts_are_copied),
    cmocka_unit_test(a_vector_keeps_its_elements_while_it_grows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
