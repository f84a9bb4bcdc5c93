/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places on a map: the projection, boundaries from GeoJSON and what is wrong with them, cells around
 * centres, and simplifying without gaps.
 */
#include "ingest/geometry.h"
#include "ingest/projection.h"
#include "ingest_fixture.h"

#include <math.h>

/* ---- projection ---------------------------------------------------------------------------- */

static double degrees(double whole, double minutes, double seconds)
{
  return whole + minutes / 60 + seconds / 3600;
}

/* The worked example of annex C of the Ordnance Survey's guide to coordinate systems. */
static void projection_of_the_ordnance_survey(void **state)
{
  (void)state;
  struct point point = project_airy(degrees(1, 43, 4.5177), degrees(52, 39, 27.2531));
  assert_float_equal(point.x, 651409.903, 0.001);
  assert_float_equal(point.y, 313177.270, 0.001);
}

/* The same place in WGS84: the seven parameters are good to 5 metres. */
static void datum_of_the_national_grid(void **state)
{
  (void)state;
  struct point point = to_national_grid(degrees(1, 42, 57.8663), degrees(52, 39, 28.7282));
  assert_float_equal(point.x, 651409.8, 5);
  assert_float_equal(point.y, 313177.5, 5);
}

static void degrees_and_metres_are_told_apart(void **state)
{
  (void)state;
  assert_true(is_british_degrees(-3.05, 53.8));
  assert_false(is_british_degrees(53.8, -3.05));
  assert_true(is_british_metres(331000, 436000));
  assert_false(is_british_metres(-3.05, 53.8));
  assert_false(is_british_metres(NAN, 436000));
}

/* ---- boundaries ---------------------------------------------------------------------------- */

#define SQUARE(code, x, y)                                                                         \
  "{\"type\":\"Feature\",\"properties\":{\"LAD24CD\":\"" code "\"},\"geometry\":"                  \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" x "0000," y "0000],[" x "9000," y "0000],"          \
  "[" x "9000," y "9000],[" x "0000," y "9000],[" x "0000," y "0000]]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static const char three_squares[] =
  COLLECTION(SQUARE("E06000009", "33", "43") "," SQUARE("E07000123", "35", "43") ","
             SQUARE("E08000010", "36", "40") "," SQUARE("E07000124", "37", "43"));

static void boundaries_make_shapes(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_BOUNDARIES, NULL,
                 fixture_file(fixture, "boundaries.geojson", three_squares))
    ->title = "Ordnance Survey";
  for (int run = 0; run < 2; run++) { /* the second time from the store */
    fixture_run_well(fixture);
    const struct shapes *shapes = fixture->facts->shapes;
    assert_non_null(shapes);
    assert_true(shapes->from_boundaries);
    assert_string_equal(shapes->source_title, "Ordnance Survey");
    const struct shape *preston = &shapes->districts[PRESTON];
    assert_int_equal(preston->ring_count, 1);
    assert_int_equal(preston->rings[0].count, 5);
    assert_float_equal(preston->rings[0].points[2].x, 359000, 0);
    assert_float_equal(preston->rings[0].points[2].y, 439000, 0);
    assert_float_equal(preston->centre.x, 354500, 100);
    assert_float_equal(preston->centre.y, 434500, 100);
    assert_int_equal(shapes->small[0].ring_count, 0);
    assert_null(shapes->borders);
  }
}

static void small_areas_are_dissolved_to_districts(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_BOUNDARIES, NULL,
                 fixture_file(fixture, "lsoa.geojson",
                              COLLECTION(SQUARE("E01012662", "33", "43") ","
                                         SQUARE("E01025231", "35", "43") ","
                                         SQUARE("E01012663", "33", "42"))));
  fixture->catalog.district_count = 3;
  fixture_run_badly(fixture, "STRATA-I033"); /* none of Ribble Valley */
  assert_non_null(strstr(diags_at(fixture->diags, 0)->message, "Ribble Valley"));
}

/* What is drawn over small areas goes through their points, wherever the district's own outline lies. */
static void borders_are_those_of_small_areas(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv",
               "lsoa,vintage,district\nE01012662,both,E06000009\nE01012663,2011,E06000009\n"
               "E01012664,2021,E06000009\nE01025231,both,E07000123\nE01025300,both,E07000124\n");
  fixture_source(fixture, READER_BOUNDARIES, NULL,
                 fixture_file(fixture, "both.geojson",
                              COLLECTION(SQUARE("E06000009", "33", "43") ","
                                         SQUARE("E07000123", "35", "43") ","
                                         SQUARE("E07000124", "37", "43") ","
                                         SQUARE("E01012662", "33", "42") ","
                                         SQUARE("E01025231", "35", "42") ","
                                         SQUARE("E01025300", "37", "42"))));
  for (int run = 0; run < 2; run++) { /* the second time from the store */
    fixture_run_well(fixture);
    const struct shapes *shapes = fixture->facts->shapes;
    assert_non_null(shapes->borders);
    for (int i = 0; i < THREE_DISTRICTS; i++) {
      assert_int_equal(shapes->borders[i].ring_count, 1);
      for (size_t k = 0; k < shapes->borders[i].rings[0].count; k++)
        assert_true(shapes->borders[i].rings[0].points[k].y < 430000);
      assert_true(shapes->districts[i].rings[0].points[0].y >= 430000);
    }
  }
}

/* ---- wards --------------------------------------------------------------------------------- */

#define WARD(code, district, x, y)                                                                 \
  "{\"type\":\"Feature\",\"properties\":{\"WD24CD\":\"" code "\",\"LAD24CD\":\"" district             \
  "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" x "0000," y "0000],[" x "9000," y  \
  "0000],[" x "9000," y "9000],[" x "0000," y "9000],[" x "0000," y "0000]]]}}"
#define SQUARES                                                                                    \
  SQUARE("E06000009", "33", "43") "," SQUARE("E07000123", "35", "43") ","                          \
  SQUARE("E07000124", "37", "43")

static const char fitted_lookup[]
  = "lsoa,vintage,district,ward,ward name\nE01012662,both,E06000009,E05008937,Bloomfield\n"
    "E01012663,2011,E06000009,,\nE01012664,2021,E06000009,E05008937,Bloomfield\n"
    "E01025231,both,E07000123,E05012636,Ashton\nE01025300,both,E07000124,E05012700,Whalley\n";

static double least_y(const struct shape *shape)
{
  double least = INFINITY;
  for (size_t i = 0; i < shape->rings[0].count; i++)
    least = fmin(least, shape->rings[0].points[i].y);
  return least;
}

static void wards_have_boundaries(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv", fitted_lookup);
  fixture_source(fixture, READER_BOUNDARIES, NULL,
                 fixture_file(fixture, "all.geojson",
                              COLLECTION(SQUARES "," WARD("E05008937", "E06000009", "33", "41") ","
                                         WARD("E05012636", "E07000123", "35", "41") ","
                                         WARD("E05000843", "E08000010", "36", "40") ","
                                         WARD("E05012700", "E07000124", "37", "41"))));
  for (int run = 0; run < 2; run++) { /* the second time from the store */
    fixture_run_well(fixture);
    const struct shapes *shapes = fixture->facts->shapes;
    for (size_t i = 0; i < 3; i++) {
      assert_int_equal(shapes->wards[i].ring_count, 1);
      assert_float_equal(least_y(&shapes->wards[i]), 410000, 0);
      assert_float_equal(least_y(&shapes->districts[i]), 430000, 0);
    }
    assert_int_equal(diags_with_code(fixture->diags, "STRATA-I036"), 0); /* Wigan's is elsewhere */
  }
}

/* Without boundaries of their own: those of LSOAs, of the vintage that the lookup fits, dissolved. */
static void wards_are_dissolved(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv", fitted_lookup);
  fixture_source(fixture, READER_BOUNDARIES, NULL,
                 fixture_file(fixture, "lsoas.geojson",
                              COLLECTION(SQUARE("E01012662", "33", "42") ","
                                         SQUARE("E01012663", "33", "45") ","
                                         SQUARE("E01012664", "33", "40") ","
                                         SQUARE("E01025231", "35", "42") ","
                                         SQUARE("E01025300", "37", "42"))));
  fixture_run_well(fixture);
  const struct shapes *shapes = fixture->facts->shapes;
  assert_int_equal(shapes->wards[0].ring_count, 2); /* that of 2011 is in none */
  assert_int_equal(shapes->wards[1].ring_count, 1);
  fixture_file(fixture, "lsoas.geojson", COLLECTION(SQUARES));
  fixture_run_well(fixture);
  for (size_t i = 0; i < 3; i++) /* nothing to make them of */
    assert_int_equal(fixture->facts->shapes->wards[i].ring_count, 0);
}

static void boundaries_of_another_years_wards(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv", fitted_lookup);
  const char *all
    = COLLECTION(SQUARES "," SQUARE("E01012662", "33", "42") "," SQUARE("E01025231", "35", "42") ","
                 SQUARE("E01025300", "37", "42") "," WARD("E05009999", "E06000009", "33", "41"));
  fixture_source(fixture, READER_BOUNDARIES, NULL, fixture_file(fixture, "all.geojson", all));
  for (int run = 0; run < 2; run++) { /* what was said is said again */
    fixture_run_well(fixture);
    assert_int_equal(diags_with_code(fixture->diags, "STRATA-I036"), 1);
    assert_non_null(strstr(diags_at(fixture->diags, 0)->message, "E05009999"));
    assert_float_equal(least_y(&fixture->facts->shapes->wards[0]), 420000, 0);
  }
  /* One is known, the others have neither a boundary nor small areas that have. */
  fixture_file(fixture, "all.geojson",
               COLLECTION(SQUARES "," WARD("E05008937", "E06000009", "33", "41")));
  fixture_run_badly(fixture, "STRATA-I033");
  assert_string_equal(diags_at(fixture->diags, 0)->message,
                      "the ward Ashton (E05012636) has no boundary");
}

/* ---- what is wrong ------------------------------------------------------------------------- */

static void boundaries_that_make_nothing(void **state)
{
#define RING(coordinates)                                                                          \
  COLLECTION("{\"type\":\"Feature\",\"properties\":{\"code\":\"E06000009\"},\"geometry\":"        \
             "{\"type\":\"Polygon\",\"coordinates\":[[" coordinates "]]}}")
  static const struct {
    const char *text, *code, *words;
  } files[] = {
    { "{\"type\":", "STRATA-I030", "no JSON" },
    { "{\"type\":\"Topology\",\"objects\":{}}", "STRATA-I030", "TopoJSON" },
    { "[1,2]", "STRATA-I030", "no GeoJSON" },
    { RING("[330000,430000],[339000,430000],[339000,439000],[330000,439000]"), "STRATA-I031",
      "feature 1 (E06000009), ring 1: it does not end where it begins" },
    { RING("[330000,430000],[339000,430000],[330000,430000]"), "STRATA-I031", "fewer than four" },
    { RING("[330000,430000],[339000,439000],[339000,430000],[330000,439000],[330000,430000]"),
      "STRATA-I031", "Self-intersection" },
    { RING("[330000,430000],[\"a\",1],[339000,439000],[330000,430000]"), "STRATA-I031",
      "no pair of numbers" },
    { RING("[53.8,-3.0],[53.9,-3.0],[53.9,-2.9],[53.8,-3.0]"), "STRATA-I032",
      "latitude stands before longitude" },
    { RING("[1e300,1],[2,2],[3,3],[1e300,1]"), "STRATA-I032", "not in Great Britain" },
    { COLLECTION(SQUARE("E06000009", "33", "43") "," SQUARE("E06000009", "35", "43")),
      "STRATA-I034", "twice" },
    { COLLECTION("{\"type\":\"Feature\",\"properties\":{\"code\":\"E06000009\"},\"geometry\":"
                 "{\"type\":\"Point\",\"coordinates\":[1,2]}}"),
      "STRATA-I031", "neither Polygon nor MultiPolygon" },
    { COLLECTION(""), "STRATA-I033", "has no boundary" },
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    fixture_source(fixture, READER_BOUNDARIES, NULL,
                   fixture_file(fixture, "boundaries.geojson", files[i].text));
    fixture_run_badly(fixture, files[i].code);
    if (!strstr(diags_at(fixture->diags, 0)->message, files[i].words))
      fail_msg("'%s' is not in '%s'", files[i].words, diags_at(fixture->diags, 0)->message);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* ---- cells --------------------------------------------------------------------------------- */

static void cells_stand_round_centres(void **state)
{
  struct fixture *fixture = *state;
  fixture_file(fixture, "lookup.csv",
               "lsoa,vintage,district\nE01012662,both,E06000009\nE01012663,2011,E06000009\n"
               "E01012664,2021,E06000009\nE01025231,both,E07000123\nE01025300,both,E07000124\n");
  fixture_source(fixture, READER_AREA_LOOKUP, NULL,
                 fixture_file(fixture, "wards.csv",
                              "LSOA21CD,WD24CD,LAD24CD\nE01012662,E05008937,E06000009\n"
                              "E01012664,E05008937,E06000009\nE01025231,E05012636,E07000123\n"));
  fixture_source(fixture, READER_CENTRES, NULL,
                 fixture_file(fixture, "centres.csv",
                              "code,easting,northing\nE01012662,331000,436000\n"
                              "E01012663,331000,438500\nE01012664,331000,438000\n"
                              "E01025231,335000,436000\nE01025300,333000,441000\n"
                              "E01006212,360000,400000\n"));
  fixture_run_well(fixture);
  const struct shapes *shapes = fixture->facts->shapes;
  assert_false(shapes->from_boundaries);
  for (size_t i = 0; i < fixture->facts->small_area_count; i++)
    assert_int_equal(shapes->small[i].ring_count, 1);
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(shapes->districts[i].ring_count, 1);
  /* In the south, Blackpool ends half-way to Preston. */
  const struct ring *blackpool = &shapes->districts[BLACKPOOL].rings[0];
  double east = 0;
  for (size_t i = 0; i < blackpool->count; i++)
    if (blackpool->points[i].y < 436500)
      east = fmax(east, blackpool->points[i].x);
  assert_float_equal(east, 333000, 1);
  /* Its one ward is the same, but for what simplifying leaves out of each. */
  assert_int_equal(shapes->wards[0].ring_count, 1);
  assert_float_equal(shapes->wards[0].centre.x, shapes->districts[BLACKPOOL].centre.x, 50);
  assert_float_equal(shapes->wards[0].centre.y, shapes->districts[BLACKPOOL].centre.y, 50);
  assert_int_equal(shapes->wards[1].ring_count, 1);
}

static void centres_that_make_nothing(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_CENTRES, NULL,
                 fixture_file(fixture, "centres.csv",
                              "code,longitude,latitude\nE01012662,53.8,-3.0\n"));
  fixture_run_badly(fixture, "STRATA-I032");
  assert_int_equal(diags_at(fixture->diags, 0)->loc.line, 2);
  fixture_file(fixture, "centres.csv", "code,longitude\nE01012662,-3\n");
  fixture_run_badly(fixture, "STRATA-I004");
}

/* ---- simplifying --------------------------------------------------------------------------- */

enum { WIGGLES = 60 };

/* Two squares that share a line of small waves; each ring has it in its own direction. */
static void neighbours_keep_their_line(void **state)
{
  struct fixture *fixture = *state;
  struct point left[WIGGLES + 4], right[WIGGLES + 4];
  size_t count = 0;
  left[count++] = (struct point) { 0, 0 };
  for (int i = 0; i <= WIGGLES; i++)
    left[count++] = (struct point) { 5000 + (i % 2) * 9, i * 100 };
  left[count++] = (struct point) { 0, WIGGLES * 100 };
  left[count++] = left[0];
  size_t other = 0;
  for (int i = WIGGLES; i >= 0; i--)
    right[other++] = (struct point) { 5000 + (i % 2) * 9, i * 100 };
  right[other++] = (struct point) { 9000, 0 };
  right[other++] = (struct point) { 9000, WIGGLES * 100 };
  right[other++] = right[0];
  struct outline outlines[2] = { 0 };
  *VEC_ADD(fixture->arena, &outlines[0].rings) = (struct ring) { .points = left, .count = count };
  *VEC_ADD(fixture->arena, &outlines[1].rings) = (struct ring) { .points = right, .count = other };
  simplify_outlines(fixture->arena, outlines, 2, 60);
  const struct ring *a = &outlines[0].rings.at[0], *b = &outlines[1].rings.at[0];
  assert_true(a->count < 12);
  assert_true(a->count >= 6);
  size_t shared = 0;
  for (size_t i = 0; i + 1 < a->count; i++)
    for (size_t j = 0; j + 1 < b->count; j++)
      shared += a->points[i].x == b->points[j].x && a->points[i].y == b->points[j].y;
  assert_int_equal(shared, a->count - 1 - 2); /* all but the two corners in the west */
}

/* A long inlet narrower than the tolerance must not be crossed by its other side. */
static void narrow_inlets_stay_open(void **state)
{
  struct fixture *fixture = *state;
  struct point points[90];
  size_t count = 0;
  for (int i = 0; i <= 40; i++)
    points[count++] = (struct point) { i * 100, 5 * sin(i) };
  for (int i = 40; i >= 1; i--)
    points[count++] = (struct point) { i * 100, 12 + 5 * sin(i) };
  points[count++] = (struct point) { 100, 3000 };
  points[count++] = (struct point) { -3000, 3000 };
  points[count++] = (struct point) { -3000, 0 };
  points[count++] = points[0];
  struct outline outline = { 0 };
  *VEC_ADD(fixture->arena, &outline.rings) = (struct ring) { .points = points, .count = count };
  struct geos *geos = geos_open(fixture->arena);
  assert_null(geos_invalid(geos, &outline));
  simplify_outlines(fixture->arena, &outline, 1, 60);
  assert_true(outline.rings.at[0].count < count);
  assert_null(geos_invalid(geos, &outline));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(projection_of_the_ordnance_survey),
    cmocka_unit_test(datum_of_the_national_grid),
    cmocka_unit_test(degrees_and_metres_are_told_apart),
    TEST(boundaries_make_shapes),
    TEST(small_areas_are_dissolved_to_districts),
    TEST(borders_are_those_of_small_areas),
    TEST(wards_have_boundaries),
    TEST(wards_are_dissolved),
    TEST(boundaries_of_another_years_wards),
    cmocka_unit_test(boundaries_that_make_nothing),
    TEST(cells_stand_round_centres),
    TEST(centres_that_make_nothing),
    TEST(neighbours_keep_their_line),
    TEST(narrow_inlets_stay_open),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
