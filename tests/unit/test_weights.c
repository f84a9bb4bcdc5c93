/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Severity weights: both publications' layouts, and every way in which a file is refused.  The
 * weights here are made up.
 */
#include "ingest_fixture.h"

static void give(struct fixture *fixture, const char *text)
{
  struct source *source = fixture_source(fixture, READER_SEVERITY_WEIGHTS, NULL,
                                         fixture_file(fixture, "weights.csv", text));
  source->id = "weights";
  source->version = "test";
  source->date = "2024-01";
}

static const struct severity_weights *weights(struct fixture *fixture)
{
  assert_int_equal(fixture->facts->weights_count, 1);
  return fixture->facts->weights;
}

/* Saved from a spreadsheet: other columns, grouped numbers, rows between, a row of a total. */
static void a_list_of_weights(void **state)
{
  struct fixture *fixture = *state;
  give(fixture, "Offence code,Offence,Group,Weight\r\n"
                "28E,\"Burglary, of a home\",Theft,\"1,438\"\r\n"
                ",,,\r\n"
                "1,Murder,Violence,\"7,979.5\"\r\n"
                "92D,Possession,Drugs,3\r\n");
  fixture_run_well(fixture);
  const struct severity_weights *found = weights(fixture);
  assert_string_equal(found->column, "Offence");
  assert_int_equal(found->count, 3);
  assert_string_equal(found->categories[0], "Burglary, of a home");
  assert_float_equal(found->weights[0], 1438, 0);
  assert_string_equal(found->categories[1], "Murder");
  assert_float_equal(found->weights[1], 7979.5, 0);
  assert_ptr_equal(facts_weights(fixture->facts, found->source), found);
  assert_null(facts_weights(fixture->facts, &fixture->sources.at[0]));
}

static void days_of_custody(void **state)
{
  struct fixture *fixture = *state;
  give(fixture, "crime type,days\nRobbery,365\nShoplifting,0\n");
  fixture_run_well(fixture);
  assert_string_equal(weights(fixture)->column, "crime type");
  assert_float_equal(weights(fixture)->weights[1], 0, 0);
}

static void none_yet(void **state)
{
  struct fixture *fixture = *state;
  struct source *source
    = fixture_source(fixture, READER_SEVERITY_WEIGHTS, NULL, fixture_path(fixture, "later.csv"));
  source->optional = true;
  fixture_run_well(fixture);
  assert_true(weights(fixture)->awaited);
  assert_int_equal(weights(fixture)->count, 0);
}

static void assert_refused(struct fixture *fixture, const char *text, const char *code,
                           size_t times)
{
  give(fixture, text);
  assert_int_equal(fixture_run(fixture), -1);
  assert_int_equal(diags_with_code(fixture->diags, code), times);
}

static void no_number(void **state)
{
  assert_refused(*state,
                 "offence,weight\nRobbery,many\nTheft,-1\n,5\nArson,\nFraud\nDamage,2\n",
                 "STRATA-I130", 5);
}

static void twice(void **state)
{
  assert_refused(*state, "offence,weight\nRobbery,1\nTheft,2\nRobbery,1\n", "STRATA-I131", 1);
}

static void no_weights(void **state)
{
  assert_refused(*state, "offence,how bad\nRobbery,1\n", "STRATA-I132", 1);
}

static void no_version(void **state)
{
  struct fixture *fixture = *state;
  give(fixture, "offence,weight\nRobbery,1\n");
  fixture->sources.at[1].version = NULL;
  fixture->sources.at[1].optional = true;
  fixture_run_badly(fixture, "STRATA-I133");
}

static void no_offences(void **state)
{
  assert_refused(*state, "what,weight\nRobbery,1\n", "STRATA-I132", 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(a_list_of_weights), TEST(days_of_custody), TEST(none_yet),
    TEST(no_number),         TEST(twice),           TEST(no_weights),
    TEST(no_offences),   TEST(no_version),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
