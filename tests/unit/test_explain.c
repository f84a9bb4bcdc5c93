/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From figures back to rows, and another download in place of the declared one.
 */
#include "ingest_fixture.h"

#define HEADER                                                                                     \
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"       \
  "Crime type,Last outcome category,Context\n"

static const char downloads[] =
  HEADER "a,2025-01,L,L,,,\"On or near\nHigh Street\",E01012662,,Burglary,,\n" /* lines 2 and 3 */
         "a,2025-01,L,L,,,Again,E01012662,,Burglary,,\n"                       /* a duplicate */
         ",2025-01,L,L,,,Pier,E01012662,,Anti-social behaviour,,\r\n"
         "b,2025-01,L,L,,,Elsewhere,E01025231,,Burglary,,\n"
         "c,2025-01,L,L,,,,,,Burglary,,";

static const char counts[] = "month,area,Anti-social behaviour,Burglary\n"
                             "2025-01,E01012662,1,1\n2025-01,E01025231,,1\n"
                             "2025-01,unassigned,,1\n2025-01,duplicate,,1\n";

struct rows {
  struct arena *arena;
  const struct facts *facts;
  int district;
  const char *category; /* NULL: any */
  const struct fact_table *table;
  struct strbuf text;
};

static bool is_wanted(void *user, const struct fact *fact)
{
  const struct rows *rows = user;
  bool small = fact->place >= PLACE_SMALL && fact->place < PLACE_UNASSIGNED;
  int district =
    small ? rows->facts->small_areas[fact->place - PLACE_SMALL].district : (int)fact->place;
  return district == rows->district
    && (!rows->category
        || strcmp(rows->table->categories[fact->category].values[0], rows->category) == 0);
}

static void take(void *user, const struct source_row *row)
{
  struct rows *rows = user;
  strbuf_printf(&rows->text, "%s:%u %s %d [%.*s]\n", row->input->name, row->line, row->code,
                (int)row->fact->value, STR_ARG(row->text));
}

static const char *explain(struct fixture *fixture, const char *measure, int district,
                           const char *category)
{
  struct rows rows = { .arena = fixture->arena, .facts = fixture->facts, .district = district,
    .category = category, .table = facts_table(fixture->facts, measure) };
  struct ingest_request request = { .jobs = 1, .store_dir = fixture_path(fixture, ".strata") };
  rows.text = STRBUF(fixture->arena);
  assert_int_equal(ingest_explain(fixture->facts, rows.table, &request, is_wanted, take, &rows,
                                  fixture->diags),
                   0);
  return strbuf_text(&rows.text);
}

static void rows_of_a_download(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "street/2025-01-lancashire-street.csv", downloads);
  fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
  fixture_run_well(fixture);
  assert_string_equal(explain(fixture, "street-crime", BLACKPOOL, "Burglary"),
                      "2025-01-lancashire-street.csv:2 E01012662 1 "
                      "[a,2025-01,L,L,,,\"On or near\nHigh Street\",E01012662,,Burglary,,]\n");
  assert_string_equal(explain(fixture, "street-crime", PRESTON, NULL),
                      "2025-01-lancashire-street.csv:6 E01025231 1 "
                      "[b,2025-01,L,L,,,Elsewhere,E01025231,,Burglary,,]\n");
  assert_string_equal(explain(fixture, "street-crime", RIBBLE_VALLEY, NULL), "");
}

static void rows_of_a_table_of_counts(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET_COUNTS, "street-crime",
                 fixture_file(fixture, "counts.csv", counts));
  fixture_run_well(fixture);
  assert_string_equal(explain(fixture, "street-crime", BLACKPOOL, NULL),
                      "counts.csv:2 E01012662 1 []\ncounts.csv:2 E01012662 1 []\n");
}

static void rows_of_a_tidy_table(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_TIDY, "visitors",
                 fixture_file(fixture, "visitors.csv",
                              "area,period,sex,value\nE07000123,2025,Male,1\n"
                              "E06000009,2025,Male,2\nE06000009,2025,Female,3\n"));
  fixture_run_well(fixture);
  assert_string_equal(explain(fixture, "visitors", BLACKPOOL, NULL),
                      "visitors.csv:3  2 []\nvisitors.csv:4  3 []\n");
  assert_string_equal(explain(fixture, "visitors", BLACKPOOL, "Female"), "visitors.csv:4  3 []\n");
}

/* ---- --source ------------------------------------------------------------------------------ */

static void a_reader_is_found_from_the_files(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "street/2025-01-lancashire-street.csv", downloads);
  struct source *source = fixture_source(fixture, READER_STREET_COUNTS, "street-crime",
                                         fixture_path(fixture, "street"));
  source->overridden = true;
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "5 3 1 0 1 0");
  source->reader = READER_STREET;
  const char **paths = ARENA_ARRAY(fixture->arena, const char *, 1);
  paths[0] = fixture_file(fixture, "counts.csv", counts);
  source->paths = paths;
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "5 3 1 0 1 0");
}

static void another_kind_of_source_is_refused(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET, "street-crime",
                 fixture_file(fixture, "residents.csv", "area,period,value\nE06000009,2025,1\n"))
    ->overridden = true;
  fixture_run_badly(fixture, "STRATA-I022");
  fixture->sources.at[1].reader = READER_MID_YEAR_ESTIMATES;
  fixture_run_well(fixture);
  assert_float_equal(fixture_sum(fixture, "street-crime", BLACKPOOL, NULL), 1, 0);
}

static void a_path_that_is_not_there_is_said_once(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "nothing"))
    ->overridden = true;
  fixture_run_badly(fixture, "STRATA-I001");
  assert_int_equal(diags_errors(fixture->diags), 1);
}

/* ---- a table of counts from downloads ------------------------------------------------------ */

static void downloads_become_a_table_of_counts(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "street/2025-01-lancashire-street.csv", downloads);
  struct source *source = fixture_source(fixture, READER_STREET, "street-crime",
                                         fixture_path(fixture, "street"));
  fixture_run_well(fixture);
  struct ingest_request request = { .jobs = 1, .store_dir = fixture_path(fixture, ".strata") };
  struct strbuf text = STRBUF(fixture->arena);
  assert_int_equal(
    ingest_street_counts(&fixture->catalog, source, &request, fixture->diags, &text), 0);
  assert_string_equal(strbuf_text(&text), counts);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(rows_of_a_download),
    TEST(rows_of_a_table_of_counts),
    TEST(rows_of_a_tidy_table),
    TEST(a_reader_is_found_from_the_files),
    TEST(another_kind_of_source_is_refused),
    TEST(a_path_that_is_not_there_is_said_once),
    TEST(downloads_become_a_table_of_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
