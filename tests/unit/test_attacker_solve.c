/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Riddles that are too large for a programme of all of them. */
#include "disclose/attacker_solve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ROWS = 80, COLUMNS = 80 };

/* A table with its totals, of which everything may be off by one or two: all of it is one part. */
struct table {
  struct arena *arena;
  struct riddle riddle;
  double *values;
  uint32_t cells[ROWS][COLUMNS], row_totals[ROWS], column_totals[COLUMNS];
};

static uint32_t add(struct table *table, double value, double low, double high)
{
  uint32_t unknown = riddle_unknown(&table->riddle, true);
  riddle_bound(&table->riddle, unknown, low, high);
  table->values[unknown] = value;
  return unknown;
}

/* Every count ends up between SLACK below and SLACK above. */
static struct table *table_new(double slack)
{
  struct arena *arena = arena_new();
  struct table *table = ARENA_NEW(arena, struct table);
  *table = (struct table) { .arena = arena, .riddle = { .arena = arena } };
  table->values = ARENA_ARRAY(arena, double, (ROWS + 1) * (COLUMNS + 1));
  double row_sums[ROWS] = { 0 }, column_sums[COLUMNS] = { 0 };
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < COLUMNS; c++) {
      double value = (r * 7 + c * 13) % 40;
      table->cells[r][c] = add(table, value, value - slack, value + slack);
      row_sums[r] += value;
      column_sums[c] += value;
    }
  for (int r = 0; r < ROWS; r++)
    table->row_totals[r] = add(table, row_sums[r], row_sums[r] - slack, row_sums[r] + slack);
  for (int c = 0; c < COLUMNS; c++)
    table->column_totals[c] = add(table, column_sums[c], column_sums[c] - slack, column_sums[c] + slack);
  for (int r = 0; r < ROWS; r++) {
    riddle_relate(&table->riddle, 0, 0);
    riddle_term(&table->riddle, table->row_totals[r], 1);
    for (int c = 0; c < COLUMNS; c++)
      riddle_term(&table->riddle, table->cells[r][c], -1);
  }
  for (int c = 0; c < COLUMNS; c++) {
    riddle_relate(&table->riddle, 0, 0);
    riddle_term(&table->riddle, table->column_totals[c], 1);
    for (int r = 0; r < ROWS; r++)
      riddle_term(&table->riddle, table->cells[r][c], -1);
  }
  table->riddle.example = table->values;
  return table;
}

/* Every cell of the table, up and down by BY. */
static struct solution ask_all(struct table *table, double by)
{
  struct question *questions = ARENA_ARRAY(table->arena, struct question, ROWS * COLUMNS);
  for (size_t i = 0; i < ROWS * COLUMNS; i++) {
    uint32_t unknown = table->cells[i / COLUMNS][i % COLUMNS];
    questions[i] = (struct question) { unknown, fmax(table->values[unknown] - by, 0), table->values[unknown] + by };
  }
  struct solution solution;
  riddle_solve(&table->riddle, questions, ROWS * COLUMNS, &solution);
  return solution;
}

/* Witnesses settle a part that has more unknowns than a programme takes, without any programme. */
static void witnesses_answer_yes(void **state)
{
  (void)state;
  struct table *table = table_new(2);
  struct solution solution = ask_all(table, 2);
  assert_false(solution.contradiction);
  assert_int_equal(solution.count, 0);
  assert_int_equal(solution.unsettled_count, 0);
  assert_int_equal(solution.programmes, 0);
  arena_free(table->arena);
}

/* What is further than bounds let it go is found without a witness. */
static void bounds_answer_no(void **state)
{
  (void)state;
  struct table *table = table_new(2);
  struct solution solution = ask_all(table, 3);
  assert_int_equal(solution.count, ROWS * COLUMNS);
  arena_free(table->arena);
}

/* Four cells whose difference is known besides: no bound says so, but the relations about them do. */
static void relations_nearby_answer_no(void **state)
{
  (void)state;
  struct table *table = table_new(2);
  const uint32_t corners[] = { table->cells[0][0], table->cells[0][1], table->cells[1][0], table->cells[1][1] };
  /* Their sum and the sum of two of them, and what is left of these: together they give each away. */
  const double signs[4][4] = { { 1, 1, 1, 1 }, { 1, 1, -1, -1 }, { 1, -1, 1, -1 }, { 1, -1, -1, 1 } };
  for (int r = 0; r < 4; r++) {
    double sum = 0;
    for (int k = 0; k < 4; k++)
      sum += signs[r][k] * table->values[corners[k]];
    riddle_relate(&table->riddle, sum, sum);
    for (int k = 0; k < 4; k++)
      riddle_term(&table->riddle, corners[k], signs[r][k]);
  }
  double value = table->values[corners[0]];
  const struct question questions[] = {
    { corners[0], fmax(value - 1, 0), value + 1 },
    { table->cells[5][5], table->values[table->cells[5][5]] - 1, table->values[table->cells[5][5]] + 1 },
  };
  struct solution solution;
  riddle_solve(&table->riddle, questions, 2, &solution);
  assert_int_equal(solution.unsettled_count, 0);
  assert_int_equal(solution.count, 1);
  assert_int_equal(solution.answers[0].question, 0);
  assert_int_equal(solution.answers[0].low, value);
  assert_int_equal(solution.answers[0].high, value);
  assert_true(solution.answers[0].relation_count >= 4);
  arena_free(table->arena);
}

/* Without values to walk from nothing is known of a part that is too large, and that is said. */
static void unsettled_is_said(void **state)
{
  (void)state;
  struct table *table = table_new(2);
  table->values[table->cells[0][0]] += 1; /* the example does not add up */
  const struct question question = { table->cells[3][3], table->values[table->cells[3][3]] - 1,
                                     table->values[table->cells[3][3]] + 1 };
  struct solution solution;
  riddle_solve(&table->riddle, &question, 1, &solution);
  assert_int_equal(solution.count, 0);
  assert_int_equal(solution.unsettled_count, 1);
  assert_int_equal(solution.unsettled[0], 0);
  arena_free(table->arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(witnesses_answer_yes),
    cmocka_unit_test(bounds_answer_no),
    cmocka_unit_test(relations_nearby_answer_no),
    cmocka_unit_test(unsettled_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
