/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Maps of neighbourhoods that are squares: what stands on them besides the areas.
 */
#include "figure_golden.h"

#include "layout/figure/figure.h"

#include <string.h>

enum { ACROSS = 6, SQUARES = ACROSS * ACROSS };

struct squares {
  struct point points[SQUARES + 1][5];
  struct ring rings[SQUARES + 1];
  struct shape shapes[SQUARES + 1];
  struct figure_row rows[SQUARES];
  struct area area;
  struct catalog catalog;
  struct shapes all;
};

static void make_square(struct squares *squares, int i, double x, double y, double side)
{
  const struct point corners[] = { { x, y }, { x + side, y }, { x + side, y + side }, { x, y + side }, { x, y } };
  memcpy(squares->points[i], corners, sizeof corners);
  squares->rings[i] = (struct ring) { .points = squares->points[i], .count = 5 };
  squares->shapes[i] = (struct shape) { &squares->rings[i], 1, { x + side / 2, y + side / 2 } };
}

/* Squares of a kilometre; the one district is the south-western four of them. */
static struct squares *make_squares(struct arena *arena)
{
  struct squares *squares = ARENA_NEW(arena, struct squares);
  for (int i = 0; i < SQUARES; i++) {
    make_square(squares, i, 350000 + 1000 * (i % ACROSS), 430000 + 1000 * (i / ACROSS), 1000);
    squares->rows[i] = (struct figure_row) { .label = "square", .area = NO_INDEX, .small_area = i,
                                             .value = i, .lower = NAN, .upper = NAN, .before = NAN,
                                             .value_text = "1", .number = i < 4 ? i + 1 : 0 };
  }
  make_square(squares, SQUARES, 350000, 430000, 2000);
  squares->area.name = "Ashby";
  squares->catalog.areas = &squares->area;
  squares->catalog.area_count = squares->catalog.district_count = 1;
  squares->all.small = squares->shapes;
  squares->all.districts = &squares->shapes[SQUARES];
  return squares;
}

static struct figure map_of(struct squares *squares)
{
  return (struct figure) { .kind = FIGURE_MAP, .title = "Squares", .source = "an example",
                           .rows = squares->rows, .row_count = SQUARES, .scope = 0,
                           .reference = NAN, .limits = { .mean = NAN } };
}

static struct canvas canvas_of(struct fixture *fixture, struct squares *squares)
{
  struct document *document = sample_new(fixture->arena);
  document->shapes = &squares->all;
  document->catalog = &squares->catalog;
  return (struct canvas) { .arena = fixture->arena, .theme = fixture->theme,
                           .shaper = fixture->shaper, .diags = fixture->diags,
                           .document = document,
                           .tag_list = ARENA_NEW(fixture->arena, struct tag_list),
                           .tag = TAG_ARTIFACT };
}

static const struct display_item *find_text(const struct canvas *canvas, const char *text)
{
  for (size_t i = 0; i < canvas->items.len; i++)
    if (canvas->items.at[i].kind == DISPLAY_TEXT
        && strcmp(canvas->items.at[i].text.shaped->text, text) == 0)
      return &canvas->items.at[i];
  return NULL;
}

/* Beside the scale bar, and nothing that a listener is told. */
static void north_is_up(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = map_of(squares);
  struct canvas canvas = canvas_of(fixture, squares);
  int tag = tag_add(&canvas, TAG_FIGURE, -1);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 300, 200, tag, SAMPLE_LOC(1)), 0);
  const struct display_item *north = find_text(&canvas, "N"), *bar = find_text(&canvas, "2 km");
  assert_non_null(north);
  assert_non_null(bar);
  assert_int_equal(north->tag, TAG_ARTIFACT);
  assert_int_equal(bar->tag, tag);
  assert_true(north->text.x > bar->text.x);
  figure.compact = true;
  struct canvas small = canvas_of(fixture, squares);
  assert_int_equal(figure_draw(&small, &figure, 0, 0, 90, 90, TAG_ARTIFACT, SAMPLE_LOC(1)), 0);
  assert_null(find_text(&small, "N"));
}

/* Four squares twice: on the map, and larger in the corner, which no number stands on. */
static void a_district_is_enlarged(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = map_of(squares);
  int inset = 0;
  figure.inset = &inset;
  struct canvas canvas = canvas_of(fixture, squares);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 400, 200, TAG_ARTIFACT, SAMPLE_LOC(1)), 0);
  const struct display_item *name = find_text(&canvas, "Ashby"), *bar = find_text(&canvas, "1 km");
  assert_non_null(name);
  assert_non_null(bar); /* the map's own has two */
  assert_non_null(find_text(&canvas, "2 km"));
  assert_true(name->text.x > 200 && bar->text.x > name->text.x);
  for (int i = 1; i <= 4; i++) {
    const char digit[] = { (char)('0' + i), '\0' };
    const struct display_item *number = find_text(&canvas, digit);
    assert_non_null(number);
    assert_true(number->text.x < name->text.x - 4);
  }
}

static void no_corner_is_free(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = map_of(squares);
  int inset = 0;
  figure.inset = &inset;
  struct canvas canvas = canvas_of(fixture, squares);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 210, 214, TAG_ARTIFACT, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 1);
}

/* A map that its figure leaves no room for is an error, of every kind. */
static void a_map_needs_room(void **state)
{
  static const enum figure_kind kinds[] = { FIGURE_MAP, FIGURE_POINTS };
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = map_of(squares);
  for (size_t i = 0; i < 2; i++) {
    struct canvas canvas = canvas_of(fixture, squares);
    figure.kind = kinds[i];
    assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 300, 50, TAG_ARTIFACT, SAMPLE_LOC(1)), -1);
    figure.scope = NO_INDEX; /* named beside it */
    assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 60, 400, TAG_ARTIFACT, SAMPLE_LOC(1)), -1);
    figure.scope = 0;
    assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 2 * (i + 1));
  }
}

/* Wards of three by three squares, of which the busiest have their names beside the map; one is suppressed. */
static void wards_as_looked_at(void **state)
{
  static const double bounds[] = { 10, 20, 40 };
  static const char *const labels[] = { "below 10", "10 to 20", "20 to 40", "40 or more" };
  static const char *const names[] = { "Harbour", "Hill", "St Mary’s with Northgate", "Castle" };
  static const double values[] = { 8, 15, 31.5, 62 };
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  for (int i = 0; i < 4; i++) {
    make_square(squares, i, 350000 + 3000 * (i % 2), 430000 + 3000 * (i / 2), 3000);
    squares->rows[i] = (struct figure_row) {
      .label = names[i], .area = NO_INDEX, .small_area = NO_INDEX, .ward = i, .value = i ? values[i] : NAN,
      .status = i ? STATUS_PUBLISHED : STATUS_SUPPRESSED, .lower = NAN, .upper = NAN, .before = NAN,
      .value_text = i == 0 ? "[c]" : i == 1 ? "15.0" : i == 2 ? "31.5" : "62.0",
      .number = i > 1 ? 4 - i : 0,
    };
  }
  struct figure figure = map_of(squares);
  squares->all.small = NULL;
  squares->all.wards = squares->shapes;
  figure.row_count = 4;
  figure.row_head = "Ward";
  figure.unit = "per 1,000 residents";
  figure.bounds = bounds;
  figure.bound_count = 3;
  figure.class_labels = labels;
  struct canvas canvas = canvas_of(fixture, squares);
  assert_golden_figure(fixture, (struct document *)(uintptr_t)canvas.document, &figure, "map-wards", 400);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 400, 260, TAG_ARTIFACT, SAMPLE_LOC(1)), 0);
  assert_non_null(find_text(&canvas, "Castle"));
  assert_null(find_text(&canvas, "Hill")); /* without a number, in none of the columns */
  assert_null(find_text(&canvas, "1"));
}

/* What is said above a key goes on in as many lines as a narrow column asks for. */
static void a_key_fits_a_narrow_column(void **state)
{
  static const double bounds[] = { 10, 20 };
  static const char *const labels[] = { "below 10", "10 to 20", "20 or more" };
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = map_of(squares);
  figure.unit = "offences to 1,000 residents";
  figure.class_method = "Classes by natural breaks: values are most alike within each";
  figure.bounds = bounds;
  figure.bound_count = 2;
  figure.class_labels = labels;
  struct canvas canvas = canvas_of(fixture, squares);
  double height = figure_height(&canvas, &figure, 150);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 150, height, TAG_ARTIFACT, SAMPLE_LOC(1)), 0);
  golden_assert_clear(fixture, &canvas, 150, height);
  assert_non_null(find_text(&canvas, "below 10"));
}

/* ---- neighbours ---------------------------------------------------------------------------- */

enum { WIGGLES = 400, BORDER_POINTS = WIGGLES + 4 };

/* Two areas to both sides of a wiggling line of metres, which the one passes upwards from the line's
 * foot and the other downwards from its own far corner. */
static void make_neighbours(struct squares *squares, struct point *left, struct point *right)
{
  struct point line[WIGGLES];
  for (int i = 0; i < WIGGLES; i++)
    line[i] = (struct point) { 355000 + (i * 37) % 11, 430000 + 3 * i };
  size_t count = 0;
  for (int i = 0; i < WIGGLES; i++)
    left[count++] = line[i];
  left[count++] = (struct point) { 350000, 430000 + 3 * WIGGLES };
  left[count++] = (struct point) { 350000, 430000 };
  left[count++] = line[0];
  squares->rings[0] = (struct ring) { .points = left, .count = count };
  count = 0;
  right[count++] = (struct point) { 360000, 430000 };
  right[count++] = (struct point) { 360000, 430000 + 3 * WIGGLES };
  for (int i = WIGGLES; i-- > 0;)
    right[count++] = line[i];
  right[count++] = right[0];
  squares->rings[1] = (struct ring) { .points = right, .count = count };
}

/* The points of PATH but for those at the far sides of the two areas. */
static size_t border_of(const struct path *path, float least, float most, float *ret_x, float *ret_y)
{
  size_t count = 0;
  for (size_t i = 0; i < path->count; i++) {
    const struct path_segment *at = &path->segments[i];
    if (at->verb == PATH_CLOSE || at->x <= least || at->x >= most)
      continue;
    ret_x[count] = at->x;
    ret_y[count++] = at->y;
  }
  return count;
}

/* What lies between two areas is one line, though each begins to draw it at another end. */
static void neighbours_share_their_border(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  static struct point left[BORDER_POINTS], right[BORDER_POINTS];
  make_neighbours(squares, left, right);
  struct figure figure = map_of(squares);
  figure.row_count = 2;
  struct canvas canvas = canvas_of(fixture, squares);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 300, 200, TAG_ARTIFACT, SAMPLE_LOC(1)), 0);
  static float x[2][BORDER_POINTS], y[2][BORDER_POINTS];
  size_t counts[2];
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(canvas.items.at[i].kind, DISPLAY_PATH);
    counts[i] = border_of(&canvas.items.at[i].path, 20, 280, x[i], y[i]);
  }
  assert_int_equal(counts[0], counts[1]);
  assert_in_range(counts[0], 20, WIGGLES - 1); /* fewer than there are, and not too few */
  for (size_t i = 0; i < counts[0]; i++) {
    size_t other = counts[0] - 1 - i;
    assert_true(x[0][i] == x[1][other] && y[0][i] == y[1][other]);
  }
}

/* ---- circles ----------------------------------------------------------------------------------- */

/* Counts of squares: a large one, some of a quarter of it, none, one suppressed and one not known. */
static struct figure points_of(struct squares *squares)
{
  for (int i = 0; i < SQUARES; i++) {
    struct figure_row *row = &squares->rows[i];
    *row = (struct figure_row) { .label = "square", .area = NO_INDEX, .small_area = i,
                                 .value = i % 7 == 0 ? 250 : 40, .lower = NAN, .upper = NAN,
                                 .before = NAN, .value_text = i % 7 == 0 ? "250" : "40" };
  }
  squares->rows[14] = (struct figure_row) { .label = "Ashby 014", .area = NO_INDEX, .small_area = 14,
                                            .value = 1000, .value_text = "1,000", .number = 1,
                                            .lower = NAN, .upper = NAN, .before = NAN };
  squares->rows[15].label = "Ashby 015";
  squares->rows[15].number = 2;
  squares->rows[3].value = 0;
  squares->rows[3].value_text = "0";
  squares->rows[5].value = NAN;
  squares->rows[5].status = STATUS_SUPPRESSED;
  squares->rows[5].value_text = "[c]";
  squares->rows[30].value = NAN;
  squares->rows[30].status = STATUS_UNAVAILABLE;
  squares->rows[30].value_text = "[x]";
  struct figure figure = map_of(squares);
  figure.kind = FIGURE_POINTS;
  figure.title = "Incidents crowd into one square";
  figure.unit = "incidents";
  return figure;
}

static void points_as_looked_at(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = points_of(squares);
  struct canvas canvas = canvas_of(fixture, squares);
  assert_golden_figure(fixture, (struct document *)(uintptr_t)canvas.document, &figure, "points", 340);
}

/* The width of a path that is a circle; 0: it is none. */
static float circle_width(const struct display_item *item)
{
  float least = INFINITY, most = -INFINITY;
  bool round = item->kind == DISPLAY_PATH;
  for (size_t i = 0; round && i < item->path.count; i++) {
    const struct path_segment *at = &item->path.segments[i];
    round = at->verb != PATH_LINE;
    if (at->verb == PATH_CLOSE)
      continue;
    least = fminf(least, at->x);
    most = fmaxf(most, at->x);
  }
  return round ? most - least : 0;
}

/* Four times the count, twice the width; the larger before the smaller, which it may not hide. */
static void circles_have_the_area_of_their_counts(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = points_of(squares);
  struct canvas canvas = canvas_of(fixture, squares);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 340, 300, TAG_ARTIFACT, SAMPLE_LOC(1)), 0);
  float widths[SQUARES] = { 0 };
  size_t count = 0;
  for (size_t i = 0; i < canvas.items.len && count < SQUARES - 3; i++) {
    float width = circle_width(&canvas.items.at[i]);
    if (width > 0)
      widths[count++] = width;
  }
  assert_int_equal(count, SQUARES - 3);
  assert_true(fabsf(widths[0] - 2 * widths[1]) < 0.01F);
  assert_true(fabsf(widths[0] * widths[0] * 40 - widths[count - 1] * widths[count - 1] * 1000) < 1);
  for (size_t i = 1; i < count; i++)
    assert_true(widths[i] <= widths[i - 1] + 0.001F);
}

static void points_are_told(void **state)
{
  struct fixture *fixture = *state;
  struct figure figure = points_of(make_squares(fixture->arena));
  const char *told = figure_describe(fixture->arena, &figure);
  assert_non_null(strstr(told, "Highest: Ashby 014 1,000."));
  assert_non_null(strstr(told, "Lowest: square 0."));
  assert_non_null(strstr(told, "The 3 largest hold"));
  assert_non_null(strstr(told, "Suppressed: square."));
  assert_non_null(strstr(told, "Not available: square."));
}

/* A name that finds no place is an error at the figure. */
static void a_name_has_no_room(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = points_of(squares);
  squares->rows[14].label = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
  struct canvas canvas = canvas_of(fixture, squares);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 150, 160, TAG_ARTIFACT, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L040"), 1);
}

/* ---- hot and cold spots ------------------------------------------------------------------------ */

/* Hot in the south-west, surest in its corner; cold in the north-east. */
static struct figure hotspots_of(struct arena *arena, struct squares *squares)
{
  struct figure_hot *hot = ARENA_NEW(arena, struct figure_hot);
  signed char *levels = ARENA_ARRAY(arena, signed char, SQUARES);
  static const char *const labels[] = { "hot, 99%", "hot, 95%", "neither", "cold, 95%", "cold, 99%" };
  for (int i = 0; i < SQUARES; i++) {
    int steps = i % ACROSS + i / ACROSS; /* from the south-west */
    double z = 5.5 - steps;
    levels[i] = (signed char)(steps < 2 ? 2 : steps < 3 ? 1 : steps > 8 ? -2 : steps > 7 ? -1 : 0);
    squares->rows[i] = (struct figure_row) { .label = arena_printf(arena, "Ashby %03d", i),
                                             .area = NO_INDEX, .small_area = i, .value = z,
                                             .lower = NAN, .upper = NAN, .before = NAN,
                                             .value_text = arena_printf(arena, "%.1f", z) };
  }
  squares->rows[20].value = NAN;
  squares->rows[20].status = STATUS_UNAVAILABLE;
  for (size_t i = 0; i < FIGURE_HOT_LEVELS; i++)
    hot->labels[i] = labels[i];
  hot->levels = levels;
  struct figure figure = map_of(squares);
  figure.kind = FIGURE_HOTSPOTS;
  figure.title = "The south-west is hot";
  figure.unit = "Gi*";
  figure.class_method = "Gi* of each with its neighbours within 1.5 km";
  figure.hot = hot;
  return figure;
}

static void hotspots_as_looked_at(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = hotspots_of(fixture->arena, squares);
  struct canvas canvas = canvas_of(fixture, squares);
  assert_golden_figure(fixture, (struct document *)(uintptr_t)canvas.document, &figure, "hotspots",
                       340);
}

static void hotspots_are_told(void **state)
{
  struct fixture *fixture = *state;
  struct figure figure = hotspots_of(fixture->arena, make_squares(fixture->arena));
  const char *told = figure_describe(fixture->arena, &figure);
  assert_non_null(strstr(told, "Neighbourhoods: hot, 99%, 3; hot, 95%, 3; neither, 23; cold, 95%, 3; "
                               "cold, 99%, 3."));
  assert_non_null(strstr(told, "Hottest: Ashby 000 (5.5), Ashby 001 (4.5) and Ashby 006 (4.5)."));
  assert_non_null(strstr(told, "Not available: 1 of 36."));
}

/* In grey, what is cold is told from what is hot by its lines: as many areas as are cold have them. */
static void cold_spots_have_lines(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = hotspots_of(fixture->arena, squares);
  struct canvas canvas = canvas_of(fixture, squares);
  figure.compact = true; /* no key */
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 300, 300, TAG_ARTIFACT, SAMPLE_LOC(1)), 0);
  size_t lined = 0;
  for (size_t i = 0; i < canvas.items.len; i++) {
    const struct path *path = &canvas.items.at[i].path;
    bool level = canvas.items.at[i].kind == DISPLAY_PATH && !path->filled && path->count > 2;
    for (size_t k = 0; level && k + 1 < path->count; k += 2)
      level = path->segments[k].y == path->segments[k + 1].y;
    lined += level;
  }
  assert_int_equal(lined, 6);
}

/* ---- density ----------------------------------------------------------------------------------- */

enum { GRID = 12 };

/* A hill in the south-west, and a lower one. */
static struct figure density_of(struct arena *arena, struct squares *squares)
{
  static const double bounds[] = { 10, 20, 30 };
  static const char *const labels[] = { "below 10", "10 to 20", "20 to 30", "30 or more" };
  struct figure_density *density = ARENA_NEW(arena, struct figure_density);
  double *values = ARENA_ARRAY(arena, double, GRID * GRID);
  for (int i = 0; i < GRID * GRID; i++) {
    double x = i % GRID, y = i / GRID;
    values[i] = fmax(fmax(42 - 9 * hypot(x - 3, y - 3), 18 - 6 * hypot(x - 9, y - 8)), 0);
  }
  *density = (struct figure_density) { 349800, 429800, 500, GRID, GRID, values,
                                       "42 at easting 351550, northing 431550" };
  for (size_t i = 0; i < 4; i++) {
    squares->rows[i].label = labels[i];
    squares->rows[i].value_text = "1.5 km²";
    squares->rows[i].value = 1.5;
  }
  struct figure figure = map_of(squares);
  figure.kind = FIGURE_DENSITY;
  figure.title = "Burglaries crowd in the south-west";
  figure.unit = "burglaries a square kilometre";
  figure.row_count = 4;
  figure.bounds = bounds;
  figure.bound_count = 3;
  figure.class_labels = labels;
  figure.class_method = "Kernel density of 200 places";
  figure.density = density;
  return figure;
}

static void density_as_looked_at(void **state)
{
  struct fixture *fixture = *state;
  struct squares *squares = make_squares(fixture->arena);
  struct figure figure = density_of(fixture->arena, squares);
  struct canvas canvas = canvas_of(fixture, squares);
  assert_golden_figure(fixture, (struct document *)(uintptr_t)canvas.document, &figure, "density",
                       340);
}

static void density_is_told(void **state)
{
  struct fixture *fixture = *state;
  struct figure figure = density_of(fixture->arena, make_squares(fixture->arena));
  const char *told = figure_describe(fixture->arena, &figure);
  assert_non_null(strstr(told, "Kernel density of 200 places. Highest: 42 at easting 351550, "
                               "northing 431550. Ground covered: below 10, 1.5 km²; 10 to 20,"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(north_is_up, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(a_district_is_enlarged, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(no_corner_is_free, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(a_map_needs_room, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(wards_as_looked_at, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(a_key_fits_a_narrow_column, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(neighbours_share_their_border, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(points_as_looked_at, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(circles_have_the_area_of_their_counts, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(points_are_told, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(a_name_has_no_room, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(hotspots_as_looked_at, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(hotspots_are_told, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(cold_spots_have_lines, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(density_as_looked_at, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(density_is_told, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
