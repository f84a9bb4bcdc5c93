/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What secondary suppression hides, and that it is enough: the ways in which counts are given away.
 */
#include "hand_cells.h"

#include "unit.h"

#include "base/cleanup.h"

#include <stdio.h>

static struct protection protect_hand(struct hand *hand)
{
  struct cells cells = hand_cells(hand);
  struct protection protection;
  protect(&cells, &protection);
  return protection;
}

static struct audit attack(struct hand *hand)
{
  struct cells cells = hand_cells(hand);
  struct audit audit;
  audit_run(hand->arena, &cells, audit_view(hand->arena, &cells), &audit);
  return audit;
}

static void assert_protected(struct hand *hand)
{
  struct audit audit = attack(hand);
  assert_false(audit.contradiction);
  for (size_t i = 0; i < audit.finding_count; i++)
    print_error("cell %u is found from %g to %g; it is %g\n", audit.findings[i].cell,
                audit.findings[i].low, audit.findings[i].high,
                hand->cells.at[audit.findings[i].cell].value);
  assert_int_equal(audit.finding_count, 0);
  for (size_t i = 0; i < hand->cells.len; i++)
    if (hand->cells.at[i].sensitive)
      assert_true(hand->cells.at[i].hidden);
}

/* A district that is hidden is its county less the others. */
static void test_subtraction(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t line[5] = { hand_cell(&hand, 0, 5) };
  const double counts[4] = { 3, 20, 30, 8 };
  for (int i = 0; i < 4; i++)
    line[i + 1] = hand_cell(&hand, counts[i], 1);
  hand_total(&hand, EQUATION_AREAS, line, 5);
  hand_mark(&hand, 4);
  struct audit before = attack(&hand);
  assert_int_equal(before.finding_count, 1);
  assert_int_equal(before.findings[0].cell, line[1]);
  assert_near(before.findings[0].low, 3, 0);
  assert_near(before.findings[0].high, 3, 0);
  assert_int_equal(before.findings[0].equation_count, 1);
  struct protection protection = protect_hand(&hand);
  assert_int_equal(protection.sensitive, 1);
  assert_int_equal(protection.lost, 1); /* one other district, and not the county */
  assert_false(hand.cells.at[line[0]].hidden);
  assert_protected(&hand);
}

/* Two that are hidden and add up to 2 are 1 and 1, 0 and 2: not every value from 1 to 4. */
static void test_small_remainder(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t line[4] = { hand_cell(&hand, 0, 5), hand_cell(&hand, 1, 1), hand_cell(&hand, 1, 1),
                       hand_cell(&hand, 40, 1) };
  hand_total(&hand, EQUATION_AREAS, line, 4);
  hand_mark(&hand, 4);
  struct audit before = attack(&hand);
  assert_int_equal(before.finding_count, 2);
  assert_near(before.findings[0].high, 2, 0);
  protect_hand(&hand);
  assert_true(hand.cells.at[line[3]].hidden);
  assert_protected(&hand);
}

/* Lancashire-14 is Lancashire-12 and two unitary authorities, of which one is hidden; so is one of
 * twelve.  Each has a partner in its own part only. */
static void test_nested_groups(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t fourteen = hand_cell(&hand, 0, 8), twelve = hand_cell(&hand, 0, 4);
  uint32_t inner[13] = { twelve }, outer[4] = { fourteen, twelve };
  for (int i = 0; i < 12; i++)
    inner[i + 1] = hand_cell(&hand, i == 0 ? 2 : 10 + i, 1);
  outer[2] = hand_cell(&hand, 4, 1);
  outer[3] = hand_cell(&hand, 90, 1);
  hand_total(&hand, EQUATION_AREAS, inner, 13);
  hand_total(&hand, EQUATION_AREAS, outer, 4);
  hand_mark(&hand, 4);
  assert_int_equal(attack(&hand).finding_count, 2);
  struct protection protection = protect_hand(&hand);
  assert_int_equal(protection.lost, 2);
  assert_true(hand.cells.at[outer[3]].hidden);
  assert_false(hand.cells.at[twelve].hidden);
  assert_false(hand.cells.at[fourteen].hidden);
  assert_protected(&hand);
}

/* A breakdown by district: a count is in a row and in a column, so that three more are needed. */
static void test_breakdown(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  hand_table(&hand, 4, 3, (const int[]) { 3, 20, 30, 25, 14, 9, 12, 40, 7, 33, 28, 16 });
  hand_mark(&hand, 4);
  assert_int_equal(attack(&hand).finding_count, 1);
  struct protection protection = protect_hand(&hand);
  assert_int_equal(protection.lost, 3);
  assert_protected(&hand);
}

/* An indicator that holds another: what is in the one and not in the other is nobody's figure, but all can
 * work it out. */
static void test_rest(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t all = hand_cell(&hand, 0, 1), repeat = hand_cell(&hand, 38, 1);
  uint32_t once = hand_cell(&hand, 3, 0);
  hand.cells.at[once].hidden = true;
  hand_total(&hand, EQUATION_CATEGORIES, (const uint32_t[]) { all, repeat, once }, 3);
  cell_mark(&hand.cells.at[once], 1, 4);
  struct audit before = attack(&hand);
  assert_int_equal(before.finding_count, 1);
  assert_int_equal(before.findings[0].cell, once);
  assert_int_equal(protect_hand(&hand).lost, 1);
  assert_protected(&hand);
}

/* Rolling years: the year to February less the year to January is this February less the last. */
static void test_rolling_years(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t months[26], years[15];
  for (int m = 0; m < 26; m++)
    months[m] = hand_cell(&hand, m == 13 ? 2 : 9 + m % 5, 1);
  for (int y = 0; y < 15; y++) {
    uint32_t line[13] = { years[y] = hand_cell(&hand, 0, 2) };
    for (int m = 0; m < 12; m++)
      line[m + 1] = months[y + m];
    hand_total(&hand, EQUATION_MONTHS, line, 13);
  }
  hand_mark(&hand, 4);
  assert_int_equal(attack(&hand).finding_count, 1);
  protect_hand(&hand);
  assert_protected(&hand);
}

/* Last year's edition printed what this one would hide: hiding it again is no use. */
static void test_earlier_edition(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t line[5] = { hand_cell(&hand, 0, 5) };
  const double counts[4] = { 3, 6, 30, 8 };
  for (int i = 0; i < 4; i++)
    line[i + 1] = hand_cell(&hand, counts[i], i == 1 ? 0.5 : 1);
  hand_total(&hand, EQUATION_AREAS, line, 5);
  hand_mark(&hand, 4);
  struct hand without = hand_copy(&hand), with = hand_copy(&hand);
  protect_hand(&without);
  assert_true(without.cells.at[line[2]].hidden); /* the cheapest */
  assert_protected(&without);
  struct cell *printed = &without.cells.at[line[2]];
  printed->known_low = printed->known_high = printed->value;
  assert_int_equal(attack(&without).finding_count, 1);

  with.cells.at[line[2]].known_low = with.cells.at[line[2]].known_high = 6;
  struct protection protection = protect_hand(&with);
  assert_false(with.cells.at[line[2]].hidden);
  assert_int_equal(protection.lost, 1);
  assert_int_equal(protection.unprotected, 0);
  assert_protected(&with);
}

/* What an earlier edition gave away cannot be taken back: it is said, and is no finding. */
static void test_given_away(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t line[3] = { hand_cell(&hand, 0, 5), hand_cell(&hand, 3, 1), hand_cell(&hand, 9, 1) };
  hand_total(&hand, EQUATION_AREAS, line, 3);
  hand_mark(&hand, 4);
  hand.cells.at[line[1]].known_low = hand.cells.at[line[1]].known_high = 3;
  assert_int_equal(protect_hand(&hand).unprotected, 1);
  struct audit audit = attack(&hand);
  assert_int_equal(audit.given_away, 1);
  assert_int_equal(audit.sensitive, 0);
  assert_int_equal(audit.finding_count, 0);
}

/* Rounded to fives, a county and three districts leave room for the fourth. */
static void test_rounded(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t line[5] = { hand_cell(&hand, 0, 5) };
  const double counts[4] = { 4, 21, 33, 48 };
  for (int i = 0; i < 4; i++)
    line[i + 1] = hand_cell(&hand, counts[i], 1);
  hand_total(&hand, EQUATION_AREAS, line, 5);
  for (size_t i = 0; i < hand.cells.len; i++)
    hand.cells.at[i].base = 5;
  cell_mark(&hand.cells.at[line[1]], 1, 7);
  assert_int_equal(attack(&hand).finding_count, 0);
  assert_int_equal(protect_hand(&hand).lost, 0);
  double low, high;
  cell_shown(&hand.cells.at[line[2]], false, &low, &high);
  assert_near(low, 18, 0);
  assert_near(high, 22, 0);
  hand.cells.at[line[2]].base = 10; /* 21 -> 20: 15 to 24 */
  cell_shown(&hand.cells.at[line[2]], false, &low, &high);
  assert_near(low, 15, 0);
  assert_near(high, 24, 0);
}

/* A table of nothing but small counts. */
static void test_all_small(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  hand_table(&hand, 2, 2, (const int[]) { 1, 0, 0, 1 });
  for (size_t i = 0; i < hand.cells.len; i++)
    if (hand.cells.at[i].value < 5)
      cell_mark(&hand.cells.at[i], 0, 4);
  protect_hand(&hand);
  assert_protected(&hand);
}

/* What is printed does not add up. */
static void test_contradiction(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct hand hand = { .arena = arena };
  uint32_t line[3] = { hand_cell(&hand, 0, 5), hand_cell(&hand, 30, 1), hand_cell(&hand, 9, 1) };
  hand_total(&hand, EQUATION_AREAS, line, 3);
  hand.cells.at[line[1]].value = 31;
  assert_true(attack(&hand).contradiction);
}

/* Random tables: nothing sensitive is printed, the attack fails, and it stays what it is when asked again;
 * what is lost, against the least that can be. */
static void test_against_the_optimum(void **state)
{
  (void)state;
  struct dice dice = { 20260101 };
  double cost = 0, least_cost = 0;
  size_t lost = 0, least = 0, sensitive = 0, at_optimum = 0;
  enum { TABLES = 60 };
  for (int n = 0; n < TABLES; n++) {
    auto_arena struct arena *arena = arena_new();
    struct hand hand = { .arena = arena };
    size_t rows = 3 + dice_roll(&dice, 4), columns = 2 + dice_roll(&dice, 3);
    int *counts = ARENA_ARRAY(arena, int, rows *columns);
    for (size_t i = 0; i < rows * columns; i++)
      counts[i] = (int)(dice_roll(&dice, 4) ? 5 + dice_roll(&dice, 60) : dice_roll(&dice, 5));
    hand_table(&hand, rows, columns, counts);
    hand_mark(&hand, 4);
    size_t cells;
    double optimum = hand_optimum(&hand, &cells);
    struct hand again = hand_copy(&hand);
    struct protection protection = protect_hand(&hand), second = protect_hand(&again);
    assert_protected(&hand);
    assert_int_equal(protection.unprotected, 0);
    assert_int_equal(protection.lost, second.lost);
    assert_true(protection.cost >= optimum - 1e-6);
    cost += protection.cost;
    least_cost += optimum;
    lost += protection.lost;
    least += cells;
    sensitive += protection.sensitive;
    at_optimum += protection.cost < optimum + 1e-6;
  }
  printf("%d tables, %zu cells hidden by rules: %zu more lost (cost %.0f), the least possible %zu"
         " (cost %.0f); the least in %zu tables\n",
         TABLES, sensitive, lost, cost, least, least_cost, at_optimum);
  assert_true(cost <= 1.03 * least_cost);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_subtraction),
    cmocka_unit_test(test_small_remainder),
    cmocka_unit_test(test_nested_groups),
    cmocka_unit_test(test_breakdown),
    cmocka_unit_test(test_rest),
    cmocka_unit_test(test_rolling_years),
    cmocka_unit_test(test_earlier_edition),
    cmocka_unit_test(test_given_away),
    cmocka_unit_test(test_rounded),
    cmocka_unit_test(test_all_small),
    cmocka_unit_test(test_contradiction),
    cmocka_unit_test(test_against_the_optimum),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
