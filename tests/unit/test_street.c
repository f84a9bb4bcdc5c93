/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Street downloads and tables of counts: what becomes of every row, and what a damaged file does.
 */
#include "ingest_fixture.h"

#include <archive.h>
#include <archive_entry.h>

#define HEADER                                                                                     \
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"       \
  "Crime type,Last outcome category,Context\n"
#define ROW(id, month, lsoa, type)                                                                 \
  id "," month ",Lancashire Constabulary,Lancashire Constabulary,-3.0,53.8,On or near Road," lsoa  \
     ",Name," type ",,\n"
#define NOWHERE(id, month, type)                                                                   \
  id "," month ",Lancashire Constabulary,Lancashire Constabulary,,,No Location,,," type ",,\n"

static const char name[] = "street/2025-01/2025-01-lancashire-street.csv";
static const char asb[] = "Anti-social behaviour";

static struct source *street(struct fixture *fixture)
{
  return fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
}

static void every_row_has_one_fate(void **state)
{
  struct fixture *fixture = *state;
  street(fixture);
  fixture_file(fixture, name,
               HEADER ROW("", "2025-01", "E01012662", "Anti-social behaviour")
                 ROW("", "2025-01", "E01012662", "Anti-social behaviour") /* no ID: no duplicate */
                 ROW("a1", "2025-01", "E01012662", "Burglary")
                 ROW("a1", "2025-01", "E01025231", "Robbery") /* the first stays */
                 ROW("a2", "2025-01", "E01025231", "Robbery")
                 ROW("a3", "2025-01", "E01006212", "Robbery")   /* Wigan */
                 ROW("a4", "2025-01", "E01999999", "Robbery")   /* in no lookup */
                 ROW("a5", "2024-12", "E01012662", "Robbery")   /* of another month */
                 ROW("a6", "2025-01", "E01012662", "Robery")    /* no such type */
                 ROW("a5", "2025-01", "E01012662", "Robbery")   /* its first row was rejected */
                 NOWHERE("a7", "2025-01", "Drugs")
                 ROW("a8", "2025-01", "", "Drugs")); /* coordinates, but no LSOA */
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "12 4 2 1 2 3");
  assert_int_equal(diags_warnings(fixture->diags), 3);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-I010"), 3);

  uint32_t blackpool = fixture_small(fixture, "E01012662");
  assert_float_equal(fixture_sum(fixture, "street-crime", blackpool, asb), 2, 0);
  assert_float_equal(fixture_sum(fixture, "street-crime", blackpool, "Burglary"), 1, 0);
  assert_float_equal(fixture_sum(fixture, "street-crime", blackpool, NULL), 3, 0);
  uint32_t preston = fixture_small(fixture, "E01025231");
  assert_float_equal(fixture_sum(fixture, "street-crime", preston, NULL), 1, 0);
  assert_float_equal(fixture_sum(fixture, "street-crime", PLACE_UNASSIGNED, "Drugs"), 2, 0);
  assert_float_equal(fixture_sum(fixture, "street-crime", PLACE_OUTSIDE, "Robbery"), 1, 0);

  const struct small_area *small = &fixture->facts->small_areas[preston - PLACE_SMALL];
  assert_int_equal(small->district, PRESTON);
  assert_int_equal(small->vintage, 2021);
}

static void facts_are_in_order(void **state)
{
  struct fixture *fixture = *state;
  street(fixture);
  fixture_file(fixture, "street/2025-02-lancashire-street.csv",
               HEADER ROW("1", "2025-02", "E01025231", "Robbery")
                 ROW("2", "2025-02", "E01012662", "Burglary")
                 ROW("", "2025-02", "E01012662", "Anti-social behaviour"));
  fixture_file(fixture, name, HEADER ROW("1", "2025-01", "E01025231", "Burglary"));
  fixture_run_well(fixture);
  const struct fact_table *table = facts_table(fixture->facts, "street-crime");
  assert_int_equal(table->fact_count, 4);
  for (size_t i = 1; i < table->fact_count; i++) {
    const struct fact *a = &table->facts[i - 1], *b = &table->facts[i];
    assert_true(a->place < b->place
                || (a->place == b->place
                    && (a->month < b->month || (a->month == b->month && a->category < b->category))));
  }
  assert_int_equal(table->month_count, 2);
  assert_int_equal(table->months[0], month_of(2025, 1));
  /* An ID that comes again in another month is another row. */
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "4 4 0 0 0 0");
  assert_string_equal(table->inputs[0].name, "2025-01-lancashire-street.csv");
}

/* The same rows however they are written. */
static void forms_of_one_file(void **state)
{
  static const char *const forms[] = {
    HEADER ROW("1", "2025-01", "E01012662", "Burglary") ROW("2", "2025-01", "E01012662", "Drugs"),
    "\xEF\xBB\xBF" HEADER ROW("1", "2025-01", "E01012662", "Burglary")
      ROW("2", "2025-01", "E01012662", "Drugs") "\n\n",
    "\"LSOA code\",\"Crime type\",\"Crime ID\",Month,Reported by,Falls within,Longitude,Latitude,"
    "Location,LSOA name,Last outcome category,Context,Extra\r\n"
    "E01012662,\"Burglary\",\"1\",2025-01,\"a \"\"b\"\",\r\nc\",L,,,,,,,\r\n"
    "\"E01012662\",Drugs,2,\"2025-01\",r,L,,,,,,,", /* no newline at the end */
  };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    struct fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    street(fixture);
    fixture_file(fixture, name, forms[i]);
    fixture_run_well(fixture);
    uint32_t place = fixture_small(fixture, "E01012662");
    assert_float_equal(fixture_sum(fixture, "street-crime", place, "Burglary"), 1, 0);
    assert_float_equal(fixture_sum(fixture, "street-crime", place, "Drugs"), 1, 0);
    assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "2 2 0 0 0 0");
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

static void damaged_files_make_nothing(void **state)
{
  static const struct {
    const char *text, *code;
    size_t len; /* 0: as long as the text */
  } files[] = {
    { "", "STRATA-I007", 0 },
    { "\n\n", "STRATA-I007", 0 },
    { HEADER, "STRATA-I007", 0 },
    { HEADER ROW("1", "2025-01", "E01012662", "Burglary") "2,2025-01,Lancash", "STRATA-I003", 0 },
    { HEADER ROW("1", "2025-01", "E01012662", "Burglary") "2,2025-01,\"Lan\n", "STRATA-I003", 0 },
    { "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA,LSOA name,"
      "Crime type,Last outcome category,Context\n" ROW("1", "2025-01", "E01012662", "Burglary"),
      "STRATA-I004", 0 },
    { HEADER ROW("1", "2025-01", "E01012662", "Burgl\xE4ry"), "STRATA-I005", 0 },
    { "\xFF\xFE" "C\0r\0", "STRATA-I005", 6 },
    { HEADER ROW("1", "2025-01", "E01012662", "Burg\"lary"), "STRATA-I008", 0 },
    { HEADER ROW("1", "2025-02", "E01012662", "Burglary"), "STRATA-I011", 0 },
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    street(fixture);
    fixture_bytes(fixture, name, files[i].text, files[i].len ? files[i].len : strlen(files[i].text));
    fixture_run_badly(fixture, files[i].code);
    fixture_run_badly(fixture, files[i].code); /* what is damaged is not kept */
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

static void the_place_of_an_error_is_named(void **state)
{
  struct fixture *fixture = *state;
  street(fixture);
  fixture_file(fixture, name,
               HEADER "1,2025-01,\"two\nlines\",L,,,,E01012662,,Burglary,,\n"
                      "2,2025-01,R,L,,,caf\xE9,E01012662,,Burglary,,\n");
  fixture_run_badly(fixture, "STRATA-I005");
  assert_int_equal(diags_at(fixture->diags, 0)->loc.line, 4);
  assert_non_null(strstr(diags_at(fixture->diags, 0)->message, "byte 20 of the line is 0xE9"));
}

static void a_month_is_there_once(void **state)
{
  struct fixture *fixture = *state;
  street(fixture);
  fixture_file(fixture, name, HEADER ROW("1", "2025-01", "E01012662", "Burglary"));
  fixture_file(fixture, "street/again/2025-01-lancashire-street.csv",
               HEADER ROW("1", "2025-01", "E01012662", "Burglary"));
  fixture_run_badly(fixture, "STRATA-I009");
  assert_non_null(strstr(diags_at(fixture->diags, 0)->hints[0], "street/2025-01/"));
}

static void other_forces_are_passed_over(void **state)
{
  struct fixture *fixture = *state;
  street(fixture)->force = "Lancashire Constabulary";
  fixture_file(fixture, name, HEADER ROW("1", "2025-01", "E01012662", "Burglary"));
  fixture_file(fixture, "street/2025-01/2025-01-btp-street.csv",
               HEADER "1,2025-01,BTP,British Transport Police,,,,E01012662,,Burglary,,\n");
  fixture_file(fixture, "street/2025-01/2025-01-lancashire-outcomes.csv", "not read");
  for (int run = 0; run < 2; run++) { /* also when the store says so */
    fixture_run_well(fixture);
    assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "1 1 0 0 0 0");
    assert_int_equal(diags_with_code(fixture->diags, "STRATA-I023"), 2);
  }
  fixture->sources.at[1].force = "Lancashire Police";
  fixture_run_badly(fixture, "STRATA-I016");
}

/* A zip with members of NAMES and TEXTS, the first COUNT. */
static const char *zip(struct fixture *fixture, const char *const *names, const char *const *texts,
                       size_t count)
{
  const char *path = fixture_path(fixture, "download.zip");
  struct archive *archive = archive_write_new();
  assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
  assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
  for (size_t i = 0; i < count; i++) {
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, names[i]);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)strlen(texts[i]));
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(archive, texts[i], strlen(texts[i])), strlen(texts[i]));
    archive_entry_free(entry);
  }
  archive_write_free(archive);
  return path;
}

static void the_zip_as_downloaded(void **state)
{
  struct fixture *fixture = *state;
  static const char *const names[] = { "2025-02/2025-02-lancashire-street.csv",
    "2025-01/2025-01-lancashire-outcomes.csv", "2025-01/2025-01-lancashire-street.csv" };
  static const char *const texts[] = { HEADER ROW("1", "2025-02", "E01012662", "Burglary"),
    "not read",
    HEADER ROW("1", "2025-01", "E01012662", "Burglary") ROW("1", "2025-01", "", "Burglary") };
  const char *path = zip(fixture, names, texts, 3);
  fixture_source(fixture, READER_STREET, "street-crime", path);
  for (int run = 0; run < 2; run++) {
    fixture_run_well(fixture);
    assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "3 2 0 0 1 0");
    const struct fact_table *table = facts_table(fixture->facts, "street-crime");
    assert_int_equal(table->input_count, 2);
    assert_string_equal(table->inputs[0].name, "2025-01-lancashire-street.csv");
    assert_string_equal(table->inputs[0].path,
                        arena_printf(fixture->arena, "%s/%s", path, names[2]));
  }
  assert_int_equal(truncate(path, 400), 0);
  fixture_run_badly(fixture, "STRATA-I006");
  zip(fixture, &names[1], &texts[1], 1);
  fixture_run_badly(fixture, "STRATA-I002");
  static const char *const damaged[] = { HEADER "1,2025-02,L" };
  zip(fixture, names, damaged, 1);
  fixture_run_badly(fixture, "STRATA-I003");
}

static void a_month_of_some_forces_is_a_gap(void **state)
{
  struct fixture *fixture = *state;
  street(fixture);
  fixture_file(fixture, name, HEADER ROW("1", "2025-01", "E01012662", "Burglary"));
  fixture_file(fixture, "street/2025-02-lancashire-street.csv",
               HEADER ROW("1", "2025-02", "E01012662", "Burglary"));
  fixture_file(fixture, "street/2025-02-btp-street.csv",
               HEADER ROW("1", "2025-02", "E01012662", "Burglary"));
  fixture_run_well(fixture);
  const struct fact_table *table = facts_table(fixture->facts, "street-crime");
  assert_int_equal(table->month_count, 1);
  assert_int_equal(table->months[0], month_of(2025, 2));
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-I015"), 1);
}

static void counts_stand_for_downloads(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET_COUNTS, "street-crime",
                 fixture_file(fixture, "counts.csv",
                              "month,area,Anti-social behaviour,Burglary\n"
                              "2025-01,E01012662,2,1\n"
                              "2025-01,E01006212,,4\n"
                              "2025-01,E01999999,,1\n"
                              "2025-01,unassigned,1,\n"
                              "2025-01,duplicate,,3\n"
                              "2025-03,E01025231,5,\n"));
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "17 8 1 4 3 1");
  uint32_t place = fixture_small(fixture, "E01012662");
  assert_float_equal(fixture_sum(fixture, "street-crime", place, asb), 2, 0);
  const struct fact_table *table = facts_table(fixture->facts, "street-crime");
  assert_int_equal(table->month_count, 2); /* February is a gap */
  assert_int_equal(table->months[1], month_of(2025, 3));
}

static void counts_that_make_nothing(void **state)
{
  static const struct {
    const char *text, *code;
  } files[] = {
    { "month,area,Burglry\n2025-01,E01012662,1\n", "STRATA-I004" },
    { "month,area,Burglary,Burglary\n2025-01,E01012662,1,1\n", "STRATA-I004" },
    { "month,area,Burglary\n2025,E01012662,1\n", "STRATA-I012" },
    { "month,area,Burglary\n2025-01,E01012662,-1\n", "STRATA-I012" },
    { "month,area,Burglary\n2025-01,E01012662,1.5\n", "STRATA-I012" },
    { "month,area,Burglary\n2025-01,E01012662,1\n2025-01,E01012662,1\n", "STRATA-I012" },
    { "month,area,Burglary\n2025-01,E01012662,1,1\n", "STRATA-I012" },
    { "month,area,Burglary\n", "STRATA-I007" },
    { "a,b,c\n1,2,3\n", "STRATA-I004" },
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    fixture_source(fixture, READER_STREET_COUNTS, "street-crime",
                   fixture_file(fixture, "counts.csv", files[i].text));
    fixture_run_badly(fixture, files[i].code);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

static void sources_that_are_not_there(void **state)
{
  struct fixture *fixture = *state;
  street(fixture);
  fixture_run_badly(fixture, "STRATA-I001");
  fixture_file(fixture, "street/readme.txt", "nothing here");
  fixture_run_badly(fixture, "STRATA-I002");
  fixture->sources.at[1].optional = true;
  fixture_run_well(fixture);
  assert_true(facts_table(fixture->facts, "street-crime")->awaited);
}

static void codes_need_a_lookup(void **state)
{
  struct fixture *fixture = *state;
  street(fixture);
  fixture_file(fixture, name, HEADER ROW("1", "2025-01", "E01012662", "Burglary"));
  fixture->sources.at[0] = fixture->sources.at[1];
  fixture->sources.len = 1;
  fixture_run_badly(fixture, "STRATA-I020");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(every_row_has_one_fate),
    TEST(facts_are_in_order),
    TEST(forms_of_one_file),
    TEST(damaged_files_make_nothing),
    TEST(the_place_of_an_error_is_named),
    TEST(a_month_is_there_once),
    TEST(other_forces_are_passed_over),
    TEST(the_zip_as_downloaded),
    TEST(a_month_of_some_forces_is_a_gap),
    TEST(counts_stand_for_downloads),
    TEST(counts_that_make_nothing),
    TEST(sources_that_are_not_there),
    TEST(codes_need_a_lookup),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
