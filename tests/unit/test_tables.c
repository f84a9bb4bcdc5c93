/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables: tidy CSV and partners' returns, mid-year estimates, deprivation, area lookups.
 */
#include "ingest/columns.h"
#include "ingest/table_pack.h"
#include "ingest_fixture.h"

static struct source *tidy(struct fixture *fixture, const char *text)
{
  return fixture_source(fixture, READER_TIDY, "measure",
                        fixture_file(fixture, "table.csv", text));
}

static const struct fact_table *table(struct fixture *fixture)
{
  return facts_table(fixture->facts, "measure");
}

/* ---- tidy ---------------------------------------------------------------------------------- */

static void counts_by_area_and_period(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "area,area name,period,age,value,note\r\n"
                "E06000009,Blackpool,2021,0-15,\"1,200\",\r\n"
                "E06000009,Blackpool,2021,16+,3000,checked\r\n"
                "E07000123,Preston,2021,16+,4000,\r\n"
                "three-districts,,ye-2025-12,16+,5,\r\n"
                "E01012662,,2021/22,16+,6,\r\n"
                "E06000009,Blackpool,2022,16+,,\r\n"       /* not filled in */
                "E07000123,Preston,2022,16+,[x],\r\n"      /* nor this */
                "E08000010,Wigan,2021,16+,7,\r\n"          /* elsewhere */
                "E07000999,Nowhere,2021,16+,8,\r\n"        /* unknown */
                "E07000123,Preston,Dec-25,16+,9,\r\n"      /* no period */
                "E07000123,Preston,2023,16+,about 9,\r\n"  /* no number */
                "E07000123,Preston,2023,16+\r\n");         /* too short */
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "measure"), "10 5 0 1 0 4");
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-I010"), 4); /* 3, and how many more */
  assert_int_equal(table(fixture)->form, FACTS_COUNTS);
  assert_int_equal(table(fixture)->category_name_count, 1);
  assert_string_equal(table(fixture)->category_names[0], "age");
  assert_string_equal(table(fixture)->categories[0].values[0], "0-15");
  assert_float_equal(fixture_sum(fixture, "measure", BLACKPOOL, "0-15"), 1200, 0);
  assert_float_equal(fixture_sum(fixture, "measure", THREE_DISTRICTS, NULL), 5, 0);
  assert_float_equal(fixture_sum(fixture, "measure", fixture_small(fixture, "E01012662"), NULL), 6,
                     0);
  assert_null(table(fixture)->months);
  assert_int_equal(table(fixture)->inputs[0].first.last, month_of(2021, 12));
  assert_int_equal(table(fixture)->inputs[0].last.last, month_of(2025, 12));
}

static void numerators_and_denominators(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "denominator,numerator,period,area\n"
                "90,30,2025,E06000009\n"
                "0,0,2025,E07000123\n"    /* of nobody */
                "10,-1,2025,E07000124\n"); /* fewer than none */
  fixture_run_well(fixture);
  assert_int_equal(table(fixture)->form, FACTS_RATIOS);
  assert_int_equal(table(fixture)->fact_count, 1);
  assert_float_equal(table(fixture)->facts[0].value, 30, 0);
  assert_float_equal(table(fixture)->denominators[0], 90, 0);
  assert_string_equal(fixture_reconciliation(fixture, "measure"), "3 1 0 0 0 2");
}

static void values_that_do_not_add_up(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "area,period,value\nE06000009,2025,36.5\nE07000123,2025,2e1\n");
  fixture_run_well(fixture);
  assert_int_equal(table(fixture)->form, FACTS_VALUES);
}

static void a_month_needs_every_district(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "area,period,value\n"
                "E06000009,2025-01,1\nE07000123,2025-01,2\n"
                "E06000009,2025-02,1\n"
                "E06000009,2025-03,1\nE07000123,2025-03,0\n");
  fixture_run_well(fixture);
  assert_int_equal(table(fixture)->month_count, 2);
  assert_int_equal(table(fixture)->months[1], month_of(2025, 3));
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-I015"), 1);
}

static void forms_that_are_not_filled_in_are_awaited(void **state)
{
  struct fixture *fixture = *state;
  struct source *source = tidy(fixture, "area,period,value\nE06000009,2025,\nE07000123,2025,\n");
  source->optional = true;
  fixture_run_well(fixture);
  assert_true(table(fixture)->awaited);
  source->optional = false;
  fixture_run_well(fixture);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-I019"), 1);
}

static void tables_that_make_nothing(void **state)
{
  static const struct {
    const char *text, *code;
  } files[] = {
    { "area,period\nE06000009,2025\n", "STRATA-I004" },
    { "area,period,numerator\nE06000009,2025,1\n", "STRATA-I004" },
    { "Area,period,value\nE06000009,2025,1\n", "STRATA-I004" },
    { "area,period,value\nE06000009,2025,1\nE06000009,2025,1\n", "STRATA-I017" },
    { "area,period,value\nE06000009,2025,1\nE06000009,20", "STRATA-I003" },
    { "area,period,value\nE06000009,2025,\xA3" "5\n", "STRATA-I005" },
    { "", "STRATA-I007" },
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    tidy(fixture, files[i].text);
    fixture_run_badly(fixture, files[i].code);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

static void files_of_one_source_are_alike(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "t/a.csv", "area,period,sex,value\nE06000009,2025,Male,1\n");
  fixture_file(fixture, "t/b.csv", "area,period,value\nE06000009,2025,1\n");
  fixture_source(fixture, READER_TIDY, "measure", fixture_path(fixture, "t"));
  fixture_run_badly(fixture, "STRATA-I018");
  fixture_file(fixture, "t/b.csv", "area,period,sex,value\nE06000009,2025,Female,2\n");
  fixture_run_well(fixture);
  assert_int_equal(table(fixture)->input_count, 2);
  assert_float_equal(fixture_sum(fixture, "measure", BLACKPOOL, NULL), 3, 0);
}

/* ---- mid-year estimates -------------------------------------------------------------------- */

static void estimates_by_single_year_of_age(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_MID_YEAR_ESTIMATES, "measure",
                 fixture_file(fixture, "mye2020_lsoa.csv",
                              "lsoa11_name,lsoa11_code,total_population,0,1,90+\n"
                              "Blackpool 1,E01012662,\"1,006\",1000,4,2\n"
                              "Preston 1,E01025231,9,1,2,3\n" /* does not add up */
                              "Wigan 1,E01006212,6,1,2,3\n"
                              "Nowhere,E01999999,6,1,2,3\n"));
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "measure"), "4 1 0 1 0 2");
  uint32_t place = fixture_small(fixture, "E01012662");
  assert_float_equal(fixture_sum(fixture, "measure", place, NULL), 1006, 0);
  assert_float_equal(fixture_sum(fixture, "measure", place, "90+"), 2, 0);
  assert_int_equal(table(fixture)->facts[0].month, month_of(2020, 12));
  assert_int_equal(table(fixture)->facts[0].kind, PERIOD_CALENDAR_YEAR);
}

static void estimates_by_year(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_MID_YEAR_ESTIMATES, "measure",
                 fixture_file(fixture, "MYEB1.csv",
                              "ladcode21,laname21,country,sex,age,population_2019,population_2020\n"
                              "E06000009,Blackpool,E,1,0,10,11\n"
                              "E06000009,Blackpool,E,2,0,20,21\n"
                              "E09000001,City,E,2,0,20,21\n")); /* in no lookup, but a district */
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "measure"), "3 2 0 1 0 0");
  assert_float_equal(fixture_sum(fixture, "measure", BLACKPOOL, "Male"), 21, 0);
  assert_float_equal(fixture_sum(fixture, "measure", BLACKPOOL, "0"), 62, 0);
}

static void estimates_need_a_year(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_MID_YEAR_ESTIMATES, "measure",
                 fixture_file(fixture, "estimates.csv", "lad21_code,population\nE06000009,1\n"));
  fixture_run_badly(fixture, "STRATA-I021");
  fixture_file(fixture, "estimates.csv", "lad21_code,name\nE06000009,1\n");
  fixture_run_badly(fixture, "STRATA-I004");
}

/* ---- deprivation --------------------------------------------------------------------------- */

static void deciles_by_domain(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(
    fixture, READER_DEPRIVATION, "measure",
    fixture_file(fixture, "file7.csv",
                 "LSOA code (2021),Local Authority District code (2024),"
                 "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
                 "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of "
                 "LSOAs),\"Education, Skills and Training Decile (where 1 is most deprived)\"\n"
                 "E01012662,E06000009,7,1,2\n"
                 "E01025231,E07000123,9000,3,11\n" /* no decile */
                 "E01006212,E08000010,9000,3,3\n"));
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "measure"), "3 1 0 1 0 1");
  uint32_t place = fixture_small(fixture, "E01012662");
  assert_int_equal(table(fixture)->fact_count, 2);
  assert_float_equal(fixture_sum(fixture, "measure", place, "Index of Multiple Deprivation"), 1, 0);
  assert_float_equal(fixture_sum(fixture, "measure", place, "Education, Skills and Training"), 1,
                     0);
  assert_float_equal(fixture_sum(fixture, "measure", place, "1"), 1, 0);
  assert_int_equal(table(fixture)->facts[0].month, month_of(2025, 12)); /* of 2024's districts */
}

/* ---- lookups ------------------------------------------------------------------------------- */

static void names_of_columns(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    enum column_role role;
    int year;
  } columns[] = {
    { "LSOA21CD", COLUMN_SMALL_AREA, 2021 },
    { "lsoa11_code", COLUMN_SMALL_AREA, 2011 },
    { "LSOA code (2011)", COLUMN_SMALL_AREA, 2011 },
    { "lsoa", COLUMN_SMALL_AREA, 0 },
    { "LSOA11NM", COLUMN_SMALL_AREA_NAME, 2011 },
    { "WD24CD", COLUMN_WARD, 2024 },
    { "WD22NM", COLUMN_WARD_NAME, 2022 },
    { "WD22NMW", COLUMN_OTHER, 0 },
    { "ward24_code", COLUMN_WARD, 2024 },
    { "Ward name", COLUMN_WARD_NAME, 0 },
    { "LAD24CD", COLUMN_DISTRICT, 2024 },
    { "ltla22_code", COLUMN_DISTRICT, 2022 },
    { "Local Authority District code (2019)", COLUMN_DISTRICT, 2019 },
    { "LA Code (2021 boundaries)", COLUMN_DISTRICT, 2021 },
    { "ladcode21", COLUMN_DISTRICT, 2021 },
    { "latitude", COLUMN_LATITUDE, 0 },
    { "LADs", COLUMN_OTHER, 0 },
    { "", COLUMN_OTHER, 0 },
  };
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    int year;
    assert_int_equal(column_role(str_of(columns[i].name), &year), columns[i].role);
    assert_int_equal(year, columns[i].year);
  }
}

static void a_lookup_of_both_vintages(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv",
               "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD\n"
               "E01012662,Blackpool 1A,E01012662,Blackpool 1A,U,E06000009\n"
               "E01012663,Blackpool 1B,E01033000,Blackpool 1F,S,E06000009\n"
               "E01006212,Wigan 1A,E01006212,Wigan 1A,U,E08000010\n");
  fixture_run_well(fixture);
  assert_int_equal(fixture->facts->small_area_count, 3);
  const struct small_area *areas = fixture->facts->small_areas;
  assert_string_equal(areas[0].code, "E01012662");
  assert_string_equal(areas[0].name, "Blackpool 1A");
  assert_int_equal(areas[0].vintage, 0);
  assert_int_equal(areas[1].vintage, 2011);
  assert_string_equal(areas[2].name, "Blackpool 1F");
  assert_int_equal(areas[2].vintage, 2021);
  assert_int_equal(facts_small_area(fixture->facts, STR("E01006212")), -1);
}

/* As ONS publishes it: a best fit of LSOAs to wards.  The district's own lookup says the rest. */
static void wards_of_a_lookup(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv",
               "lsoa,vintage,district\nE01012662,both,E06000009\nE01012663,2011,E06000009\n"
               "E01012664,2021,E06000009\nE01012665,2021,E06000009\nE01025231,2021,E07000123\n"
               "E01006212,both,E08000010\n");
  fixture_source(fixture, READER_AREA_LOOKUP, NULL,
                 fixture_file(fixture, "wards.csv",
                              "\xEF\xBB\xBFLSOA21CD,LSOA21NM,WD24CD,WD24NM,WD24NMW,LAD24CD,LAD24NM,ObjectId\n"
                              "E01025231,Preston 001A,E05012636,Ashton,,E07000123,Preston,1\n"
                              "E01012664,Blackpool 001B,E05008937,Bloomfield,,E06000009,Blackpool,2\n"
                              "E01012662,Blackpool 001A,E05008937,Bloomfield,,E06000009,Blackpool,3\n"
                              "E01012665,Blackpool 002A,E05008936,Bispham,,E06000009,Blackpool,4\n"
                              "E01006212,Wigan 001A,E05000843,Ince,,E08000010,Wigan,5\n"));
  for (int run = 0; run < 2; run++) { /* the second time from the store */
    fixture_run_well(fixture);
    const struct facts *facts = fixture->facts;
    assert_int_equal(facts->ward_count, 3); /* Wigan is elsewhere */
    assert_string_equal(facts->wards[0].code, "E05008936");
    assert_string_equal(facts->wards[1].name, "Bloomfield");
    assert_int_equal(facts->wards[1].district, BLACKPOOL);
    assert_int_equal(facts->wards[2].district, PRESTON);
    static const int wards[] = { 1, NO_INDEX, 1, 0, 2 };
    assert_int_equal(facts->small_area_count, 5);
    for (size_t i = 0; i < 5; i++)
      assert_int_equal(facts->small_areas[i].ward, wards[i]);
    assert_int_equal(facts_ward(facts, STR("E05012636")), 2);
    assert_int_equal(facts_ward(facts, STR("E05000843")), NO_INDEX);
    assert_int_equal(diags_count(fixture->diags), 0);
  }
}

/* One of Blackpool's has none, as in a lookup that was cut; all of Preston's have none, which nobody asked for. */
static void small_areas_without_a_ward_are_counted(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv",
               "lsoa,vintage,district,ward,ward name\nE01012662,both,E06000009,E05008937,Bloomfield\n"
               "E01012663,2011,E06000009,,\nE01012664,2021,E06000009,,\nE01025231,2021,E07000123,,\n");
  for (int run = 0; run < 2; run++) { /* what was said is said again */
    fixture_run_well(fixture);
    assert_int_equal(diags_with_code(fixture->diags, "STRATA-I027"), 1);
    assert_string_equal(diags_at(fixture->diags, 0)->message,
                        "1 neighbourhood of Blackpool has no ward: what is counted there is in no "
                        "ward's figure (E01012664)");
  }
}

static void lookups_that_make_nothing(void **state)
{
  static const struct {
    const char *text, *code;
  } files[] = {
    { "lsoa,ward\nE01012662,E05000001\n", "STRATA-I004" },
    { "lsoa,district\nE01012662,E06000009\nE01012662,E07000123\n", "STRATA-I013" },
    { "lsoa,ward,district\nE01012662,a ward's name,E06000009\n", "STRATA-I013" },
    { "lsoa,ward,district\nE01012662,E05000001,E06000009\nE01012662,E05000002,E06000009\n",
      "STRATA-I026" },
    { "lsoa,ward,district\nE01012662,E05000001,E06000009\nE01025231,E05000001,E07000123\n",
      "STRATA-I026" },
    { "lsoa,district\nE01012662,E06000009,x\n", "STRATA-I013" },
    { "lsoa,district\nE01012662,\n", "STRATA-I013" },
    { "lsoa,district\nE01012662 and more,E06000009\n", "STRATA-I013" },
    { "lsoa,district\nE01012662", "STRATA-I003" },
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    fixture_file(fixture, "lookup.csv", files[i].text);
    fixture_run_badly(fixture, files[i].code);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

static void groups_must_agree(void **state)
{
  struct fixture *fixture = *state;
  fixture->areas[THREE_DISTRICTS].member_count = 2; /* without Ribble Valley */
  fixture_source(fixture, READER_AREA_LOOKUP, NULL,
                 fixture_file(fixture, "groups.csv",
                              "district,group\nE06000009,three-districts\n"
                              "E07000123,another\n"));
  fixture_run_well(fixture);
  fixture_file(fixture, "groups.csv", "district,group\nE07000124,three-districts\n");
  fixture_run_badly(fixture, "STRATA-I014");
}

/* ---- kept in the store --------------------------------------------------------------------- */

static void a_table_is_read_once(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "area,period,age,numerator,denominator\n"
                "E06000009,2025-01,0-15,1,10\nE01012662,2025-01,16+,2,20\n");
  fixture_run_well(fixture);
  fixture_change_unseen(fixture, "table.csv", "area,period,age,numerator,denominator\n"
                "E06000009,2025-01,0-15,7,10\nE01012662,2025-01,16+,2,20\n");
  fixture_run_well(fixture);
  assert_float_equal(fixture_sum(fixture, "measure", BLACKPOOL, "0-15"), 1, 0);
  const struct fact_table *kept = table(fixture);
  assert_int_equal(kept->form, FACTS_RATIOS);
  assert_int_equal(kept->fact_count, 2);
  assert_true(kept->denominators[0] + kept->denominators[1] == 30);
  assert_int_equal(kept->month_count, 1);
  assert_int_equal(kept->months[0], month_of(2025, 1));
  assert_string_equal(kept->category_names[0], "age");
  assert_string_equal(kept->inputs[0].name, "table.csv");
  assert_string_equal(fixture_reconciliation(fixture, "measure"), "2 2 0 0 0 0");

  /* A file that looks otherwise is read again. */
  fixture_file(fixture, "table.csv", "area,period,age,numerator,denominator\n"
                                     "E06000009,2025-01,0-15,77,100\n");
  fixture_run_well(fixture);
  assert_float_equal(fixture_sum(fixture, "measure", BLACKPOOL, "0-15"), 77, 0);
}

static void what_there_was_to_say_is_said_again(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "area,period,value\nE06000009,2025,1\nE07000999,2025,1\n");
  for (int i = 0; i < 2; i++) {
    fixture_run_well(fixture);
    assert_int_equal(diags_with_code(fixture->diags, "STRATA-I010"), 1);
    assert_string_equal(fixture_reconciliation(fixture, "measure"), "2 1 0 0 0 1");
  }
}

/* ---- kept tables ---------------------------------------------------------------------------- */

static const struct table_bounds fixture_bounds = { .areas = FIXTURE_AREAS, .small_areas = 2 };

/* The table as it is kept, after CHANGE was made to it. */
static int unpack_again(struct fixture *fixture, void (*change)(struct fact_table *))
{
  auto_arena struct arena *arena = arena_new();
  struct fact_table changed = *table(fixture), again = { 0 };
  struct fact *facts = ARENA_ARRAY(arena, struct fact, changed.fact_count);
  memcpy(facts, changed.facts, changed.fact_count * sizeof *facts);
  changed.facts = facts;
  struct str parts[TABLE_PARTS];
  if (change)
    change(&changed);
  table_pack(arena, &changed, diags_new(arena), parts);
  struct strbuf packed = STRBUF(arena);
  for (size_t i = 0; i < TABLE_PARTS; i++)
    if (parts[i].len)
      strbuf_add(&packed, parts[i]);
  char *blob = arena_alloc(arena, packed.len + 1, _Alignof(max_align_t));
  memcpy(blob, strbuf_text(&packed), packed.len);
  return table_unpack(arena, blob, packed.len, &fixture_bounds, diags_new(arena), &again);
}

static void a_kept_table_that_is_cut_off_is_not_used(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "area,period,age,value\nE06000009,2025-01,0-15,1\n");
  fixture_run_well(fixture);
  struct str parts[TABLE_PARTS];
  struct diags *said = diags_new(fixture->arena);
  diag_note(said, "STRATA-I000", LOC_FILE("a.csv"), "a note");
  diag_hint(said, "and a hint");
  table_pack(fixture->arena, table(fixture), said, parts);
  struct strbuf packed = STRBUF(fixture->arena);
  for (size_t i = 0; i < TABLE_PARTS; i++)
    if (parts[i].len)
      strbuf_add(&packed, parts[i]);
  for (size_t len = 0; len <= packed.len; len++) {
    /* As the store would: a block of its own, with its end where the blob's is. */
    auto_arena struct arena *arena = arena_new();
    char *blob = arena_alloc(arena, len + 1, _Alignof(max_align_t));
    memcpy(blob, strbuf_text(&packed), len);
    struct fact_table again = { 0 };
    struct diags *diags = diags_new(arena);
    struct table_bounds none = { .small_areas = 2 };
    assert_int_equal(table_unpack(arena, blob, len, &none, diags, &again), -1); /* other areas */
    assert_int_equal(diags_count(diags), 0);
    assert_int_equal(table_unpack(arena, blob, len, &fixture_bounds, diags, &again),
                     len == packed.len ? 0 : -1);
    assert_int_equal(diags_count(diags), len == packed.len);
  }
}

static void place_beyond(struct fact_table *changed)
{
  ((struct fact *)changed->facts)[2].place = PLACE_SMALL + 2;
}

static void place_elsewhere(struct fact_table *changed)
{
  ((struct fact *)changed->facts)[2].place = PLACE_ELSEWHERE;
}

static void places_in_disorder(struct fact_table *changed)
{
  ((struct fact *)changed->facts)[0].place = PRESTON;
  ((struct fact *)changed->facts)[1].place = BLACKPOOL;
}

static void month_beyond(struct fact_table *changed)
{
  ((struct fact *)changed->facts)[1].month = INT32_MAX;
}

static void kind_beyond(struct fact_table *changed)
{
  ((struct fact *)changed->facts)[1].kind = PERIOD_YEAR_ENDING + 1;
}

static void category_beyond(struct fact_table *changed)
{
  ((struct fact *)changed->facts)[1].category = 2;
}

static void input_beyond(struct fact_table *changed)
{
  ((struct fact *)changed->facts)[1].input = 1;
}

static void form_beyond(struct fact_table *changed)
{
  changed->form = FACTS_VALUES + 1;
}

static void form_without_denominators(struct fact_table *changed)
{
  changed->form = FACTS_RATIOS;
}

static void months_in_disorder(struct fact_table *changed)
{
  static const int32_t months[] = { 24301, 24300 };
  changed->months = months;
  changed->month_count = 2;
}

static void change_beyond(struct fact_table *changed)
{
  static const struct fact_change change = { .place = FIXTURE_AREAS, .month = 24300 };
  changed->changes = &change;
  changed->change_count = 1;
}

/* Its seal may be right, and yet it is of no table of this workspace. */
static void a_kept_table_that_does_not_fit_is_not_used(void **state)
{
  struct fixture *fixture = *state;
  tidy(fixture, "area,period,age,value\nE06000009,2025-01,0-15,1\nE06000009,2025-01,16+,1\n"
                "E01012662,2025-01,16+,1\n");
  fixture_run_well(fixture);
  void (*const changes[])(struct fact_table *)
    = { place_beyond,    place_elsewhere, places_in_disorder, month_beyond,
        kind_beyond,     category_beyond, input_beyond,       form_beyond,
        form_without_denominators, months_in_disorder, change_beyond };
  assert_int_equal(unpack_again(fixture, NULL), 0);
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
    assert_int_equal(unpack_again(fixture, changes[i]), -1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(counts_by_area_and_period),
    TEST(numerators_and_denominators),
    TEST(values_that_do_not_add_up),
    TEST(a_month_needs_every_district),
    TEST(forms_that_are_not_filled_in_are_awaited),
    cmocka_unit_test(tables_that_make_nothing),
    TEST(files_of_one_source_are_alike),
    TEST(estimates_by_single_year_of_age),
    TEST(estimates_by_year),
    TEST(estimates_need_a_year),
    TEST(deciles_by_domain),
    cmocka_unit_test(names_of_columns),
    TEST(a_lookup_of_both_vintages),
    TEST(wards_of_a_lookup),
    TEST(small_areas_without_a_ward_are_counted),
    cmocka_unit_test(lookups_that_make_nothing),
    TEST(groups_must_agree),
    TEST(a_table_is_read_once),
    TEST(what_there_was_to_say_is_said_again),
    TEST(a_kept_table_that_is_cut_off_is_not_used),
    TEST(a_kept_table_that_does_not_fit_is_not_used),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
