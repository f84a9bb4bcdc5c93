/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds of figures as they were looked at.
 */
#include "figure_golden.h"

#define ROW .area = NO_INDEX, .small_area = NO_INDEX, .lower = NAN, .upper = NAN, .before = NAN

static void test_lines_with_names(void **state)
{
  struct fixture *fixture = *state;
  static const double first[] = { 40, 44, 41, NAN, NAN, 47, 52, 50, 49, 55, 53, 51, 50, 52 };
  static const double second[] = { 62, 60, 58, 59, 61, 57, 55, 54, 56, 53, 52, 53, 51, 50 };
  const struct figure_series series[] = {
    { .label = "Burglary", .first = month_of(2024, 11), .values = first, .count = 14 },
    { .label = "Robbery", .first = month_of(2024, 11), .values = second, .count = 14 },
  };
  const struct figure figure = {
    .kind = FIGURE_LINE, .title = "Two issues come together", .unit = "offences a month",
    .source = "an example", .series = series, .series_count = 2, .limits = { .mean = NAN },
    .reference = NAN,
  };
  assert_golden_figure(fixture, NULL, &figure, "line", 340);
}

/* What is suppressed is hatched, what was not supplied is grey, and where another line goes on, what is
 * suppressed of this one is a hatched foot. */
static void test_lines_suppressed_and_missing(void **state)
{
  struct fixture *fixture = *state;
  static const double first[] = { 6, 8, NAN, NAN, 7, NAN, 9, 6, NAN, 5 };
  static const double second[] = { 12, 11, NAN, NAN, 13, NAN, 12, 10, 11, 12 };
  static const enum status statuses[10] = { [2] = STATUS_SUPPRESSED, [3] = STATUS_SUPPRESSED,
                                            [5] = STATUS_UNAVAILABLE, [8] = STATUS_SUPPRESSED };
  const struct figure_series series[] = {
    { .label = "Robbery", .first = month_of(2025, 1), .values = first, .count = 10,
      .statuses = statuses },
    { .label = "Burglary", .first = month_of(2025, 1), .values = second, .count = 10 },
  };
  const struct figure figure = {
    .kind = FIGURE_LINE, .title = "Small numbers", .unit = "offences a month",
    .source = "an example", .series = series, .series_count = 2, .limits = { .mean = NAN },
    .reference = NAN,
  };
  assert_golden_figure(fixture, NULL, &figure, "line-suppressed", 340);
}

static void test_columns_suppressed_and_missing(void **state)
{
  struct fixture *fixture = *state;
  struct figure_row rows[] = {
    { .label = "Jan", .value = 31, .value_text = "31", ROW, .strong = true },
    { .label = "Feb", .value = NAN, .value_text = "[c]", .status = STATUS_SUPPRESSED, ROW },
    { .label = "Mar", .value = NAN, .value_text = "[x]", .status = STATUS_UNAVAILABLE, ROW },
    { .label = "Apr", .value = 24, .value_text = "24", ROW },
  };
  rows[3].lower = 18;
  rows[3].upper = 30;
  const struct figure figure = {
    .kind = FIGURE_COLUMN, .title = "January stands out", .unit = "incidents a month",
    .source = "an example", .rows = rows, .row_count = 4, .reference = 20,
    .reference_label = "County: 20",
  };
  assert_golden_figure(fixture, NULL, &figure, "column", 252);
}

/* Names that would run into each other are an error at the figure, and no figure. */
static void test_names_of_columns_have_room(void **state)
{
  struct fixture *fixture = *state;
  static const char *const names[] = { "Llanfairpwllgwyngyll", "Gogerychwyrndrobwll", "Llantysiliogogogoch" };
  struct figure_row rows[3];
  for (size_t i = 0; i < 3; i++)
    rows[i] = (struct figure_row) { .label = names[i], .area = NO_INDEX, .small_area = NO_INDEX,
                                    .value = 1, .lower = NAN, .upper = NAN, .before = NAN };
  const struct figure figure = { .kind = FIGURE_COLUMN, .title = "Long names", .unit = "a year",
                                 .rows = rows, .row_count = 3, .reference = NAN, .scope = NO_INDEX,
                                 .limits = { .mean = NAN } };
  struct canvas canvas = golden_canvas(fixture, NULL);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 400, 150, 0, SAMPLE_LOC(1)), 0);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 150, 150, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L040"), 1);
}

/* ---- columns ------------------------------------------------------------------------------- */

enum { DISTRICTS = 8 };

static const struct {
  const char *name;
  double before, now, half; /* half the width of its interval */
  enum symbol change;
} ROWS[DISTRICTS] = {
  { "Blackpool", 68.6, 59.9, 1.3, SYMBOL_FELL_BETTER },
  { "Burnley", 42.0, 41.5, 1.4, SYMBOL_SIMILAR },
  { "Preston", 46.8, 41.2, 1.1, SYMBOL_FELL_BETTER },
  { "Hyndburn", 36.2, 37.9, 1.4, SYMBOL_SIMILAR },
  { "Blackburn with Darwen", 35.9, 35.6, 1.0, SYMBOL_SIMILAR },
  { "Pendle", 28.0, 34.8, 1.3, SYMBOL_ROSE_WORSE },
  { "Ribble Valley", NAN, 12.1, 0.9, SYMBOL_NONE },
  { "Fylde", 22.9, NAN, 0, SYMBOL_NONE },
};

/* Two years of rates; Fylde's last is suppressed, and Ribble Valley's first was not supplied. */
static struct figure *sample_grid(struct arena *arena, enum figure_kind kind)
{
  static const char *const columns[] = { "Year ending October 2022", "Year ending December 2025" };
  struct figure *figure = ARENA_NEW(arena, struct figure);
  struct figure_grid *grid = ARENA_NEW(arena, struct figure_grid);
  struct figure_row *rows = ARENA_ARRAY(arena, struct figure_row, DISTRICTS);
  struct figure_cell *cells = ARENA_ARRAY(arena, struct figure_cell, DISTRICTS * 2);
  for (size_t i = 0; i < DISTRICTS; i++) {
    const double values[] = { ROWS[i].before, ROWS[i].now };
    rows[i] = (struct figure_row) { .label = ROWS[i].name, ROW, .value = NAN,
                                    .change = ROWS[i].change, .strong = i == 0 };
    for (size_t c = 0; c < 2; c++)
      cells[2 * i + c] = (struct figure_cell) {
        .value = values[c], .lower = values[c] - ROWS[i].half, .upper = values[c] + ROWS[i].half,
        .status = isfinite(values[c]) ? STATUS_PUBLISHED
          : c == 1                    ? STATUS_SUPPRESSED
                                      : STATUS_UNAVAILABLE,
        .text = isfinite(values[c]) ? num_format(arena, values[c], 1, NUM_TYPOGRAPHIC)
          : c == 1                  ? "[c]"
                                    : "[x]" };
  }
  *grid = (struct figure_grid) { columns, 2, cells, true };
  *figure = (struct figure) {
    .kind = kind, .title = "Two districts fell, and one rose", .unit = "per 1,000 residents",
    .source = "an example", .row_head = "District", .rows = rows, .row_count = DISTRICTS,
    .grid = grid, .reference = NAN, .limits = { .mean = NAN }, .scope = NO_INDEX,
  };
  return figure;
}

static void test_groups(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_grid(fixture->arena, FIGURE_GROUPS), "groups", 516);
}

static void test_slope(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_grid(fixture->arena, FIGURE_SLOPE), "slope", 340);
}

static void test_slope_without_room(void **state)
{
  struct fixture *fixture = *state;
  struct canvas canvas = golden_canvas(fixture, NULL);
  struct figure *figure = sample_grid(fixture->arena, FIGURE_SLOPE);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 200, 200, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 340, 90, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 2);
}

/* ---- dots ---------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  double offences, harm;
} OFFENCES[] = {
  { "Violence and sexual offences", 60064, 9800000 }, { "Shoplifting", 9286, 62000 },
  { "Criminal damage and arson", 12477, 310000 },     { "Other theft", 9026, 118000 },
  { "Public order", 8176, 96000 },                    { "Vehicle crime", 6451, 175000 },
  { "Burglary", 5709, 905000 },                       { "Drugs", 4006, 260000 },
  { "Other crime", 4184, 530000 },                    { "Possession of weapons", 1744, 190000 },
  { "Robbery", 1182, 690000 },                        { "Bicycle theft", 928, 15000 },
  { "Theft from the person", 661, 21000 },            { "Homicide", NAN, 410000 },
};
enum { OFFENCE_COUNT = sizeof OFFENCES / sizeof *OFFENCES };

static struct figure *sample_scatter(struct arena *arena)
{
  struct figure *figure = ARENA_NEW(arena, struct figure);
  struct figure_scatter *scatter = ARENA_NEW(arena, struct figure_scatter);
  struct figure_row *rows = ARENA_ARRAY(arena, struct figure_row, OFFENCE_COUNT);
  double *across = ARENA_ARRAY(arena, double, OFFENCE_COUNT);
  for (size_t i = 0; i < OFFENCE_COUNT; i++) {
    rows[i] = (struct figure_row) { .label = OFFENCES[i].name, ROW, .value = OFFENCES[i].harm,
                                    .strong = OFFENCES[i].harm > 800000 };
    across[i] = OFFENCES[i].offences;
  }
  *scatter = (struct figure_scatter) { across, NULL, "offences in the year", true, 4000 };
  *figure = (struct figure) {
    .kind = FIGURE_SCATTER, .title = "Burglary and robbery do more harm than their number says",
    .unit = "harm, days in prison by sentencing guidelines", .source = "an example",
    .row_head = "Offence", .rows = rows, .row_count = OFFENCE_COUNT, .scatter = scatter,
    .reference = 200000, .reference_label = "Dashed: middle of all", .limits = { .mean = NAN },
    .scope = NO_INDEX,
  };
  return figure;
}

static void test_scatter(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_scatter(fixture->arena), "scatter", 340);
}

/* Whatever its dots are, names stand apart, within the figure, and none is lost. */
static void test_scatter_names_never_collide(void **state)
{
  struct fixture *fixture = *state;
  for (uint32_t seed = 1; seed <= 40; seed++) {
    struct figure *figure = sample_scatter(fixture->arena);
    double *across = ARENA_ARRAY(fixture->arena, double, OFFENCE_COUNT);
    struct figure_row *rows = ARENA_ARRAY(fixture->arena, struct figure_row, OFFENCE_COUNT);
    struct figure_scatter scatter = *figure->scatter;
    uint32_t number = seed;
    for (size_t i = 0; i < OFFENCE_COUNT; i++) {
      rows[i] = figure->rows[i];
      number = number * 1664525U + 1013904223U;
      rows[i].value = 10 + (double)(number >> 22);
      number = number * 1664525U + 1013904223U;
      across[i] = 10 + (double)(number >> 22);
    }
    scatter.across = across;
    scatter.ratios = seed % 2;
    figure->rows = rows;
    figure->scatter = &scatter;
    figure->reference = NAN;
    struct canvas canvas = golden_canvas(fixture, NULL);
    assert_int_equal(figure_draw(&canvas, figure, 0, 0, 516, 300, 0, SAMPLE_LOC(1)), 0);
    golden_assert_clear(fixture, &canvas, 516, 300);
    for (size_t i = 0; i < OFFENCE_COUNT; i++) {
      bool named = false;
      for (size_t k = 0; k < canvas.items.len; k++)
        named = named
                || (canvas.items.at[k].kind == DISPLAY_TEXT
                    && strstr(canvas.items.at[k].text.shaped->text, OFFENCES[i].name));
      assert_true(named);
    }
  }
}

/* ---- months -------------------------------------------------------------------------------- */

enum { MONTHS = 48 };

static const double *sample_months(struct arena *arena, double level, bool gap)
{
  static const double season[] = { 0.9, 0.86, 0.95, 1, 1.1, 1.16, 1.2, 1.17, 1.04, 1.02, 0.86, 0.8 };
  double *values = ARENA_ARRAY(arena, double, MONTHS);
  uint32_t number = (uint32_t)level;
  for (size_t i = 0; i < MONTHS; i++) {
    number = number * 1664525U + 1013904223U;
    double noise = 1 + ((double)(number >> 24) - 128) / 1600;
    values[i] = gap && i > 17 && i < 20 ? (double)NAN
                                        : round(level * season[i % 12] * noise * (1 - 0.003 * (double)i));
  }
  return values;
}

static const struct figure_series *sample_series(struct arena *arena, double level, bool gap)
{
  struct figure_series *series = ARENA_NEW(arena, struct figure_series);
  *series = (struct figure_series) { .label = "Incidents", .first = month_of(2022, 1),
                                     .values = sample_months(arena, level, gap), .count = MONTHS };
  return series;
}

static void test_fan(void **state)
{
  struct fixture *fixture = *state;
  enum { AHEAD = 12 };
  static const double z[FIGURE_FAN_BANDS] = { 1.96, 1.28, 0.674 };
  static const char *const labels[FIGURE_FAN_BANDS] = { "95%", "80%", "50%" };
  const double *known = sample_months(fixture->arena, 5200, false);
  double values[AHEAD], lower[FIGURE_FAN_BANDS][AHEAD], upper[FIGURE_FAN_BANDS][AHEAD];
  struct figure_fan fan = { .first = month_of(2026, 1), .count = AHEAD, .values = values };
  for (size_t k = 0; k < AHEAD; k++)
    values[k] = round(known[36 + k] * 0.97);
  for (size_t i = 0; i < FIGURE_FAN_BANDS; i++) {
    fan.bands[i].label = labels[i];
    fan.bands[i].lower = lower[i];
    fan.bands[i].upper = upper[i];
    for (size_t k = 0; k < AHEAD; k++) {
      double spread = z[i] * 160 * sqrt((double)(k + 1));
      lower[i][k] = values[k] - spread;
      upper[i][k] = values[k] + spread;
    }
  }
  const struct figure figure = {
    .kind = FIGURE_FAN, .title = "Fewer incidents are expected in 2026", .source = "an example",
    .unit = "incidents a month", .series = sample_series(fixture->arena, 5200, false),
    .series_count = 1, .fan = &fan, .limits = { .mean = NAN }, .reference = NAN, .scope = NO_INDEX,
  };
  assert_golden_figure(fixture, NULL, &figure, "fan", 340);
}

static void test_rolling(void **state)
{
  struct fixture *fixture = *state;
  double values[MONTHS - 11];
  const double *months = sample_months(fixture->arena, 5200, false);
  for (size_t i = 0; i < MONTHS - 11; i++) {
    values[i] = i > 6 && i < 20 ? (double)NAN : 0;
    for (size_t k = 0; k < 12; k++)
      values[i] += months[i + k];
  }
  const struct figure_series series = { .first = month_of(2022, 12), .values = values,
                                        .count = MONTHS - 11 };
  const struct figure_rolling rolling
    = { month_of(2025, 12), month_of(2024, 12), "53,234", "55,118", SYMBOL_FELL_BETTER,
        "fell 3% in a year" };
  const struct figure figure = {
    .kind = FIGURE_ROLLING, .title = "Incidents fell over the year", .source = "an example",
    .unit = "incidents in twelve months", .series = &series, .series_count = 1,
    .rolling = &rolling, .limits = { .mean = NAN }, .reference = NAN, .scope = NO_INDEX,
  };
  assert_golden_figure(fixture, NULL, &figure, "rolling", 340);
}

static struct figure *sample_panels(struct arena *arena, bool own_scales)
{
  static const char *const names[] = { "Anti-social behaviour", "Violence and sexual offences",
                                       "Burglary", "Robbery", "Vehicle crime", "Shoplifting" };
  static const double levels[] = { 900, 1100, 420, 60, 510, 700 };
  enum { COUNT = sizeof names / sizeof *names };
  struct figure *figures = ARENA_ARRAY(arena, struct figure, COUNT);
  for (size_t i = 0; i < COUNT; i++)
    figures[i] = (struct figure) {
      .kind = FIGURE_LINE, .title = "By month", .panel = names[i], .compact = true,
      .unit = arena_printf(arena, "%s in December 2025",
                            num_format(arena, levels[i], 0, NUM_GROUPED | NUM_TYPOGRAPHIC)),
      .series = sample_series(arena, levels[i], i % 2), .series_count = 1,
      .limits = { .mean = NAN }, .reference = NAN, .scope = NO_INDEX };
  struct figure_panels *panels = ARENA_NEW(arena, struct figure_panels);
  *panels = (struct figure_panels) { figures, COUNT, 0, own_scales };
  struct figure *figure = ARENA_NEW(arena, struct figure);
  *figure = (struct figure) { .kind = FIGURE_PANELS, .title = "Violence leads all year",
                              .unit = "offences a month", .source = "an example",
                              .panels = panels, .limits = { .mean = NAN }, .reference = NAN,
                              .scope = NO_INDEX };
  return figure;
}

static void test_panels(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_panels(fixture->arena, false), "panels", 516);
}

static void test_panels_with_scales_of_their_own(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_panels(fixture->arena, true), "panels-own", 516);
}

/* ---- cells --------------------------------------------------------------------------------- */

enum { YEARS = 3, YEAR_MONTHS = 12 };

/* Three years of months: one suppressed, a stretch not supplied, and the last not yet over. */
static struct figure *sample_heat(struct arena *arena)
{
  static const char *const columns[YEAR_MONTHS]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  static const char *const years[YEARS] = { "2023", "2024", "2025" };
  static const double values[YEARS][YEAR_MONTHS] = {
    { 3120, 2980, 3310, 3890, 4520, 4980, 5210, 5120, 4210, 4015, 3420, 3015 },
    { 2890, NAN, NAN, NAN, 4310, 4710, 5315, 4890, 4110, 3980, 3310, 2870 },
    { 2790, 2650, NAN, 3580, 4120, 4480, 4990, 4720, 3890, NAN, NAN, NAN },
  };
  static const double bounds[] = { 3310, 3980, 4710 };
  static const char *const labels[]
    = { "2,650 to 3,120", "3,310 to 3,890", "3,980 to 4,520", "4,710 to 5,315" };
  static const char *const notes[]
    = { "lowest quarter", "second quarter", "third quarter", "highest quarter" };
  struct figure *figure = ARENA_NEW(arena, struct figure);
  struct figure_grid *grid = ARENA_NEW(arena, struct figure_grid);
  struct figure_row *rows = ARENA_ARRAY(arena, struct figure_row, YEARS);
  struct figure_cell *cells = ARENA_ARRAY(arena, struct figure_cell, YEARS * YEAR_MONTHS);
  for (size_t r = 0; r < YEARS; r++) {
    rows[r] = (struct figure_row) { .label = years[r], ROW, .value = NAN };
    for (size_t c = 0; c < YEAR_MONTHS; c++) {
      bool known = isfinite(values[r][c]), outside = r == 2 && c > 8, suppressed = r == 2 && c == 2;
      cells[r * YEAR_MONTHS + c] = (struct figure_cell) {
        .value = values[r][c], .lower = NAN, .upper = NAN,
        .status = known ? STATUS_PUBLISHED
          : outside     ? STATUS_NOT_APPLICABLE
          : suppressed  ? STATUS_SUPPRESSED
                        : STATUS_UNAVAILABLE,
        .text = known ? num_format(arena, values[r][c], 0, NUM_GROUPED | NUM_TYPOGRAPHIC)
          : outside   ? ""
          : suppressed ? "[c]"
                      : "[x]" };
    }
  }
  *grid = (struct figure_grid) { columns, YEAR_MONTHS, cells, false };
  *figure = (struct figure) {
    .kind = FIGURE_HEAT, .title = "Summer is the busiest", .unit = "incidents a month",
    .source = "an example", .row_head = "Year", .rows = rows, .row_count = YEARS, .grid = grid,
    .bounds = bounds, .bound_count = 3, .class_labels = labels, .class_notes = notes,
    .reference = NAN, .limits = { .mean = NAN }, .scope = NO_INDEX,
  };
  return figure;
}

static void test_heat(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_heat(fixture->arena), "heat", 516);
}

/* Values are never left out of cells that are too narrow for them. */
static void test_heat_without_room(void **state)
{
  struct fixture *fixture = *state;
  struct canvas canvas = golden_canvas(fixture, NULL);
  struct figure *figure = sample_heat(fixture->arena);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 300, 120, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 516, 60, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 2);
}

/* ---- changes ------------------------------------------------------------------------------- */

/* One of the parts is suppressed: what it changed is among the others. */
static void test_waterfall(void **state)
{
  struct fixture *fixture = *state;
  struct figure_row rows[] = {
    { .label = "Year ending October 2022", .value = 13427, .value_text = "13,427", ROW, .strong = true },
    { .label = "Drug offences", .value = 148, .value_text = "+148", ROW,
      .change = SYMBOL_ROSE_NEUTRAL, .change_text = "rose 58%" },
    { .label = "Robbery", .value = 61, .value_text = "+61", ROW, .change = SYMBOL_ROSE_WORSE,
      .change_text = "rose 22%" },
    { .label = "Bicycle theft", .value = -9, .value_text = "−9", ROW, .change = SYMBOL_SIMILAR,
      .change_text = "similar" },
    { .label = "Burglary", .value = -488, .value_text = "−488", ROW, .change = SYMBOL_FELL_BETTER,
      .change_text = "fell 25%" },
    { .label = "Theft from the person", .value = NAN, .value_text = "[c]", ROW,
      .status = STATUS_SUPPRESSED, .change_text = "[c]" },
    { .label = "All others", .value = -250, .value_text = "−250", ROW },
    { .label = "Year ending December 2025", .value = 12889, .value_text = "12,889", ROW, .strong = true,
      .change = SYMBOL_FELL_BETTER, .change_text = "fell 4%" },
  };
  static const double from[] = { 13427, 13427, 13575, 13636, 13627, 13139, 13139, 12889 };
  static const double to[] = { 13427, 13575, 13636, 13627, 13139, 13139, 12889, 12889 };
  const struct figure_waterfall waterfall = { from, to };
  const struct figure figure = {
    .kind = FIGURE_WATERFALL, .title = "Burglary fell more than all that rose", .unit = "crimes",
    .source = "an example", .row_head = "Kind", .change_head = "Change", .rows = rows,
    .row_count = sizeof rows / sizeof *rows, .waterfall = &waterfall, .reference = NAN,
    .limits = { .mean = NAN }, .scope = NO_INDEX,
  };
  assert_golden_figure(fixture, NULL, &figure, "waterfall", 516);
  struct canvas canvas = golden_canvas(fixture, NULL);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 330, 180, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 1);
}

/* ---- judgements ---------------------------------------------------------------------------- */

enum { ITEMS = 8 };

static struct figure *sample_matrix(struct arena *arena)
{
  static const char *const likelihoods[] = { "Rare", "Unlikely", "Possible", "Likely", "Certain" };
  static const char *const impacts[] = { "Minor", "Moderate", "Serious", "Severe", "Critical" };
  static const int likelihood[ITEMS] = { 4, 4, 4, 2, 3, 0, 1, -1 };
  static const int impact[ITEMS] = { 1, 1, 1, 3, 4, 4, 0, -1 };
  static const char *const names[ITEMS]
    = { "Anti-social behaviour", "Shoplifting", "Criminal damage and arson", "Burglary",
        "Domestic abuse", "Modern slavery", "Bicycle theft", "Road safety" };
  struct figure *figure = ARENA_NEW(arena, struct figure);
  struct figure_matrix *matrix = ARENA_NEW(arena, struct figure_matrix);
  struct figure_row *rows = ARENA_ARRAY(arena, struct figure_row, ITEMS);
  for (size_t r = 0; r < ITEMS; r++)
    rows[r] = (struct figure_row) { .label = names[r], ROW, .strong = r == 4,
                                    .change = r == 0 ? SYMBOL_FELL_BETTER
                                      : r == 1       ? SYMBOL_ROSE_WORSE
                                                     : SYMBOL_NONE };
  *matrix = (struct figure_matrix) { likelihoods, impacts, 5, 5, likelihood, impact, "Impact" };
  *figure = (struct figure) {
    .kind = FIGURE_MATRIX, .title = "Domestic abuse is likely and critical", .unit = "Likelihood",
    .source = "an example", .row_head = "Issue", .rows = rows, .row_count = ITEMS, .matrix = matrix,
    .reference = NAN, .limits = { .mean = NAN }, .scope = NO_INDEX,
  };
  return figure;
}

static void test_matrix(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_matrix(fixture->arena), "matrix", 516);
}

/* A name that no cell holds is an error, as is a matrix without room for its rows. */
static void test_matrix_without_room(void **state)
{
  struct fixture *fixture = *state;
  struct canvas canvas = golden_canvas(fixture, NULL);
  struct figure *figure = sample_matrix(fixture->arena);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 200, 400, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L040"), 1);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 516, 120, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 1);
}

/* ---- ages ---------------------------------------------------------------------------------- */

enum { AGES = 6, SIDES = 4 };

/* One age of women is suppressed, one of men not supplied; the outline has a gap. */
static void test_pyramid(void **state)
{
  struct fixture *fixture = *state;
  static const char *const columns[SIDES] = { "Women", "Men", "Women, England", "Men, England" };
  static const char *const ages[AGES] = { "0 to 14", "15 to 29", "30 to 44", "45 to 59", "60 to 74", "75+" };
  static const double values[AGES][SIDES] = {
    { 8.1, 8.6, 8.4, 8.8 }, { 9.9, 10.4, 9.2, 9.4 },  { 9.4, NAN, 10.2, 9.8 },
    { NAN, 9.6, 10.1, 9.8 }, { 8.8, 8.4, 7.9, NAN }, { 5.6, 4.4, 4.9, 3.8 },
  };
  struct figure_row rows[AGES];
  struct figure_cell cells[AGES * SIDES];
  for (size_t r = 0; r < AGES; r++) {
    rows[r] = (struct figure_row) { .label = ages[r], ROW, .value = NAN };
    for (size_t c = 0; c < SIDES; c++)
      cells[r * SIDES + c] = (struct figure_cell) {
        .value = values[r][c], .lower = NAN, .upper = NAN,
        .status = isfinite(values[r][c]) ? STATUS_PUBLISHED
          : c == 0                       ? STATUS_SUPPRESSED
                                         : STATUS_UNAVAILABLE };
  }
  const struct figure_grid grid = { columns, SIDES, cells, false };
  const struct figure figure = {
    .kind = FIGURE_PYRAMID, .title = "More are 60 to 74 than in England", .unit = "% of residents",
    .source = "an example", .row_head = "Age", .rows = rows, .row_count = AGES, .grid = &grid,
    .reference = NAN, .limits = { .mean = NAN }, .scope = NO_INDEX,
  };
  assert_golden_figure(fixture, NULL, &figure, "pyramid", 340);
  struct canvas canvas = golden_canvas(fixture, NULL);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 160, 200, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 1);
}

/* Of labels too wide for their ticks some are left out; none runs into the next or off the figure. */
static void test_labels_along_an_axis_have_room(void **state)
{
  struct fixture *fixture = *state;
  static const char *const columns[] = { "Women", "Men" };
  static const char *const names[] = { "0 to 39", "40 and over" };
  struct figure_row rows[2];
  struct figure_cell cells[4];
  for (size_t i = 0; i < 4; i++)
    cells[i] = (struct figure_cell) { .value = 2.5e12 * (double)(i + 1), .lower = NAN, .upper = NAN };
  for (size_t i = 0; i < 2; i++)
    rows[i] = (struct figure_row) { .label = names[i], .area = NO_INDEX, .small_area = NO_INDEX,
                                    .value = NAN, .lower = NAN, .upper = NAN, .before = NAN };
  const struct figure_grid grid = { columns, 2, cells, false };
  const struct figure figure = { .kind = FIGURE_PYRAMID, .title = "Large numbers", .unit = "people",
                                 .rows = rows, .row_count = 2, .grid = &grid, .reference = NAN,
                                 .scope = NO_INDEX, .limits = { .mean = NAN } };
  struct canvas canvas = golden_canvas(fixture, NULL);
  double height = figure_height(&canvas, &figure, 500);
  assert_int_equal(figure_draw(&canvas, &figure, 0, 0, 500, height, 0, SAMPLE_LOC(1)), 0);
  golden_assert_clear(fixture, &canvas, 500, height);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
    TEST(test_lines_with_names),
    TEST(test_lines_suppressed_and_missing),
    TEST(test_columns_suppressed_and_missing),
    TEST(test_names_of_columns_have_room),
    TEST(test_labels_along_an_axis_have_room),
    TEST(test_groups),
    TEST(test_slope),
    TEST(test_slope_without_room),
    TEST(test_scatter),
    TEST(test_scatter_names_never_collide),
    TEST(test_fan),
    TEST(test_rolling),
    TEST(test_panels),
    TEST(test_panels_with_scales_of_their_own),
    TEST(test_heat),
    TEST(test_heat_without_room),
    TEST(test_waterfall),
    TEST(test_matrix),
    TEST(test_matrix_without_room),
    TEST(test_pyramid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
