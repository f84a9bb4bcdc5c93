/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers in words, and the nouns that they are of.
 */
#include "unit.h"

#include "extend/leak_words.h"

#include <string.h>

/* The first number in words of TEXT, and whether NOUN follows it; -1: none. */
static int first_of(const char *text, const char *noun)
{
  struct number_words words;
  for (const char *at = text; *at; at++)
    if (number_words_at(text, at, &words))
      return noun_follows(at + words.length, noun, words.most == 1) ? (int)words.most : 0;
  return -1;
}

static void test_numbers(void **state)
{
  (void)state;
  assert_int_equal(first_of("Three children were missing", "children"), 3);
  assert_int_equal(first_of("there were TWELVE children", "children"), 12);
  assert_int_equal(first_of("sixteen children", "children"), 16);
  assert_int_equal(first_of("one child was missing", "children"), 1);
  assert_int_equal(first_of("a single case", "cases"), 1);
  assert_int_equal(first_of("just a handful of very young children", "children"), 9);
  assert_int_equal(first_of("a couple of children", "children"), 2);
  assert_int_equal(first_of("a few children", "children"), 9);
  assert_int_equal(first_of("four of them children", "children"), 4);
}

static void test_what_is_no_number_of_it(void **state)
{
  (void)state;
  assert_int_equal(first_of("someone asked children", "children"), -1);
  assert_int_equal(first_of("the onerous tense often", "children"), -1);
  assert_int_equal(first_of("fewer than five children", "children"), -1);
  assert_int_equal(first_of("a fewer children", "children"), -1);
  assert_int_equal(first_of("three districts. Children", "children"), 0);
  assert_int_equal(first_of("three of all the districts' children", "children"), 0);
  assert_int_equal(first_of("three or four children", "children"), 0); /* the second is found next */
  assert_int_equal(first_of("two child", "children"), 0);
  assert_int_equal(first_of("three", "children"), 0);
  assert_int_equal(first_of("three ", ""), 0);
  struct number_words words;
  const char *share = "one in four children";
  assert_true(number_words_at(share, share, &words));
  assert_false(noun_follows(share + words.length, "children", false));
  assert_false(number_words_at(share, strstr(share, "four"), &words));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_numbers),
    cmocka_unit_test(test_what_is_no_number_of_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
