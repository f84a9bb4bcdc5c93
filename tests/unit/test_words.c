/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that results may be written with are those of the table in docs/METHODS.md.
 */
#include "unit.h"

#include "base/arena.h"
#include "base/cleanup.h"
#include "compute/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 20 };

/* The words that the table ties to the results of what is ASKED, in its order. */
static size_t words_in_table(struct arena *arena, const char *asked, const char **words)
{
  const char *dir = getenv("top_srcdir");
  auto_fclose FILE *page = fopen(arena_printf(arena, "%s/docs/METHODS.md", dir ? dir : ".."), "r");
  const char *start = arena_printf(arena, "| %s |", asked);
  char line[512];
  size_t count = 0;
  assert_non_null(page);
  while (fgets(line, sizeof line, page)) {
    const char *word = strncmp(line, start, strlen(start)) == 0 ? strchr(line, '`') : NULL;
    const char *end = word ? strchr(word + 1, '`') : NULL;
    if (end && count < MOST)
      words[count++] = arena_text(arena, word + 1, (size_t)(end - word - 1));
  }
  return count;
}

static void test_the_table_is_what_is_said(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const enum change changes[] = { CHANGE_ROSE, CHANGE_FELL, CHANGE_SIMILAR, CHANGE_TOO_FEW,
                                  CHANGE_NOT_COMPARABLE };
  const enum trend trends[] = { TREND_INCREASING, TREND_DECREASING, TREND_NOT_SIGNIFICANT,
                                TREND_TOO_FEW, TREND_NOT_COMPARABLE };
  const enum significance comparisons[]
    = { SIGNIFICANCE_HIGHER, SIGNIFICANCE_LOWER, SIGNIFICANCE_SIMILAR };
  const char *words[MOST];
  assert_int_equal(words_in_table(arena, "change", words), 5);
  for (int i = 0; i < 5; i++)
    assert_string_equal(words[i], change_word(changes[i]));
  assert_int_equal(words_in_table(arena, "trend", words), 5);
  for (int i = 0; i < 5; i++)
    assert_string_equal(words[i], trend_word(trends[i]));
  assert_int_equal(words_in_table(arena, "comparison", words), 3);
  for (int i = 0; i < 3; i++)
    assert_string_equal(words[i], significance_word(comparisons[i]));
  const enum goal_verdict goals[] = { GOAL_MET, GOAL_NOT_MET, GOAL_BETWEEN, GOAL_CANNOT_SAY };
  assert_int_equal(words_in_table(arena, "goal", words), 4);
  for (int i = 0; i < 4; i++)
    assert_string_equal(words[i], goal_word(goals[i]));
}

/* What was not tested gets no word. */
static void test_no_test_no_word(void **state)
{
  (void)state;
  assert_string_equal(change_word(CHANGE_NOT_TESTED), "");
  assert_string_equal(trend_word(TREND_NOT_TESTED), "");
  assert_string_equal(significance_word(SIGNIFICANCE_NOT_TESTED), "");
  assert_string_equal(goal_word(GOAL_NO_FIGURE), "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_the_table_is_what_is_said),
    cmocka_unit_test(test_no_test_no_word),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
