/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ONS mid-year estimates: one row an area with a column for each year of age, the period in the
 * file's name; or one row an area, sex and age with a column for each year (MYEB1).  England and
 * Wales files are taken as they are: areas of elsewhere are counted as outside. */
#include "base/num.h"
#include "ingest/columns.h"
#include "ingest/tabling.h"

enum { MOST_COLUMNS = 160, OLDEST = 130 };

/* A column of figures: of an age, or of a year. */
struct figures {
  int column;
  const char *age; /* "0" to "90+"; NULL: the age is in a column of its own */
  struct period period;
};

struct layout {
  int area, sex, age, total; /* -1: none */
  struct figures figures[MOST_COLUMNS];
  size_t count;
};

/* ---- what the columns are ------------------------------------------------------------------ */

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* The number in TEXT from *AT on, and how many digits it has. */
static int run_of_digits(struct str text, size_t *at, size_t *ret_digits)
{
  int number = 0;
  size_t first = *at;
  for (; *at < text.len && is_digit(text.at[*at]); (*at)++)
    if (*at - first < 4)
      number = number * 10 + (text.at[*at] - '0');
  *ret_digits = *at - first;
  return number;
}

int year_in_name(struct str name)
{
  int two_digits = 0;
  for (size_t at = 0; at < name.len; at++) {
    if (!is_digit(name.at[at]))
      continue;
    size_t digits;
    struct str before = { name.at, at };
    int number = run_of_digits(name, &at, &digits);
    if (digits == 4 && number >= 1981 && number < 2200)
      return number;
    bool after_word = str_ends(before, "population") || str_ends(before, "mye")
      || str_ends(before, "mid");
    if (digits == 2 && after_word && !two_digits)
      two_digits = 2000 + number;
  }
  return two_digits;
}

/* "0" to "89" and "90+", also "Age 7" and "age_7". */
static bool is_age(struct str name)
{
  if (name.len > 4 && str_equal_nocase((struct str) { name.at, 3 }, STR("age")))
    name = (struct str) { name.at + 4, name.len - 4 };
  if (name.len > 1 && name.at[name.len - 1] == '+')
    name.len--;
  int64_t age;
  return num_parse_int(name, &age) && age >= 0 && age <= OLDEST && is_digit(name.at[0]);
}

static bool is_total(struct str name)
{
  static const char *const names[] = { "total_population", "total population", "population",
    "total", "all ages", "all persons" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_equal_nocase(name, str_of(names[i])))
      return true;
  return false;
}

/* "population_2020" */
static bool is_year_column(struct str name, int *ret_year)
{
  if (!str_starts(name, "population_") || name.len != 15)
    return false;
  *ret_year = year_in_name(name);
  return *ret_year != 0;
}

static struct period year_period(int year)
{
  return (struct period) { .last = month_of(year, 12), .kind = PERIOD_CALENDAR_YEAR };
}

static const char *age_of_column(struct arena *arena, struct str name)
{
  while (name.len && !is_digit(name.at[0]))
    name = (struct str) { name.at + 1, name.len - 1 };
  return arena_text(arena, name.at, name.len);
}

static void find_area_column(const struct csv *csv, struct layout *layout)
{
  int by_role[COLUMN_NORTHING + 1];
  for (size_t i = 0; i < sizeof by_role / sizeof *by_role; i++)
    by_role[i] = -1;
  for (int i = 0; i < (int)csv->columns; i++) {
    int year;
    enum column_role role = column_role(csv->header[i], &year);
    if (by_role[role] < 0)
      by_role[role] = i;
  }
  layout->area = by_role[COLUMN_SMALL_AREA] >= 0 ? by_role[COLUMN_SMALL_AREA]
    : by_role[COLUMN_DISTRICT] >= 0              ? by_role[COLUMN_DISTRICT]
                                                 : by_role[COLUMN_CODE];
}

static int find_layout(struct csv *csv, struct arena *arena, struct layout *ret_layout)
{
  const char *slash = strrchr(csv->path, '/');
  int file_year = year_in_name(str_of(slash ? slash + 1 : csv->path));
  struct layout layout = { .sex = -1, .age = -1, .total = -1 };
  bool needs_year = false;
  find_area_column(csv, &layout);
  for (int i = 0; i < (int)csv->columns && layout.count < MOST_COLUMNS; i++) {
    struct str name = csv->header[i];
    struct figures figures = { .column = i, .period = year_period(file_year) };
    int year;
    if (str_equal_nocase(name, STR("sex"))) {
      layout.sex = i;
    } else if (str_equal_nocase(name, STR("age"))) {
      layout.age = i;
    } else if (is_total(name)) {
      layout.total = i;
    } else if (is_age(name)) {
      figures.age = age_of_column(arena, name);
      layout.figures[layout.count++] = figures;
      needs_year = true;
    } else if (is_year_column(name, &year)) {
      figures.period = year_period(year);
      layout.figures[layout.count++] = figures;
    }
  }
  if (layout.count == 0 && layout.total >= 0 && layout.age < 0) {
    layout.figures[layout.count++] =
      (struct figures) { .column = layout.total, .period = year_period(file_year) };
    layout.total = -1;
    needs_year = true;
  }
  struct loc loc = { .file = csv->path, .line = 1 };
  if (layout.area < 0 || layout.count == 0) {
    diag_error(csv->diags, "STRATA-I004", loc,
               "there is no column of %s", layout.area < 0 ? "area codes" : "ages or years");
    diag_hint(csv->diags, "mid-year estimates have a column of area codes (lad21_code, LSOA code) "
                          "and one for each year of age (0 to 90+), or population_2020 and so on");
    return -1;
  }
  if (needs_year && !file_year) {
    diag_error(csv->diags, "STRATA-I021", LOC_FILE(csv->path),
               "the file's name does not say which year its estimates are for");
    diag_hint(csv->diags, "put the year in the name, for example mye2024.csv");
    return -1;
  }
  *ret_layout = layout;
  return 0;
}

static int name_categories(struct tabling *tabling, const struct csv *csv,
                           const struct layout *layout)
{
  struct str names[2];
  size_t count = 0;
  if (layout->figures[0].age || layout->age >= 0)
    names[count++] = STR("age");
  if (layout->sex >= 0)
    names[count++] = STR("sex");
  return tabling_categories(tabling, names, count, LOC_FILE(csv->path));
}

/* ---- rows ---------------------------------------------------------------------------------- */

static struct str sex_of(struct str text)
{
  static const struct {
    const char *written, *meant;
  } words[] = { { "1", "Male" }, { "M", "Male" }, { "2", "Female" }, { "F", "Female" } };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_is(text, words[i].written))
      return str_of(words[i].meant);
  return text;
}

/* All figures of a row; false after rejecting it. */
static bool row_figures(struct tabling *tabling, const struct csv *csv, const struct csv_row *row,
                        const struct layout *layout, const struct str *values, double *figures)
{
  double sum = 0, total;
  for (size_t i = 0; i < layout->count; i++) {
    struct str cell = str_trim(values[layout->figures[i].column]);
    if (!num_parse_grouped(cell, &figures[i]) || figures[i] < 0) {
      tabling_reject(tabling, csv_loc(csv, row), "'%.*s' is no number of people", STR_ARG(cell));
      return false;
    }
    sum += figures[i];
  }
  if (layout->total < 0 || !layout->figures[0].age)
    return true;
  struct str cell = str_trim(values[layout->total]);
  if (!num_parse_grouped(cell, &total) || total != sum) {
    tabling_reject(tabling, csv_loc(csv, row), "its ages add up to %lld, its total says '%.*s'",
                   (long long)sum, STR_ARG(cell));
    return false;
  }
  return true;
}

static void take_row(struct tabling *tabling, struct csv *csv, const struct csv_row *row,
                     const struct layout *layout)
{
  if (row->count != csv->columns) {
    tabling_reject(tabling, csv_loc(csv, row), "it has %u fields, the header has %zu", row->count,
                   csv->columns);
    return;
  }
  const struct str *values = csv_values(csv, row);
  struct str area = str_trim(values[layout->area]);
  const struct places *places = tabling_reading(tabling)->places;
  uint32_t place = place_for_comparison(places, area, place_of(places, area));
  double figures[MOST_COLUMNS];
  if (place == PLACE_OUTSIDE || (place == PLACE_UNKNOWN && is_district_code(area))) {
    tabling_outside(tabling);
    return;
  }
  if (place == PLACE_UNKNOWN) {
    tabling_reject(tabling, csv_loc(csv, row), "'%.*s' is in no area lookup", STR_ARG(area));
    return;
  }
  if (!row_figures(tabling, csv, row, layout, values, figures))
    return;
  if (place >= PLACE_ELSEWHERE)
    tabling_outside(tabling);
  else
    tabling_counted(tabling);
  for (size_t i = 0; i < layout->count; i++) {
    struct str categories[2];
    size_t count = 0;
    if (layout->figures[i].age)
      categories[count++] = str_of(layout->figures[i].age);
    else if (layout->age >= 0)
      categories[count++] = str_trim(values[layout->age]);
    if (layout->sex >= 0)
      categories[count++] = sex_of(str_trim(values[layout->sex]));
    tabling_fact(tabling, row->line, place, layout->figures[i].period,
                 tabling_category(tabling, categories), figures[i], 1);
  }
}

static int read_rows(struct tabling *tabling, struct csv *csv)
{
  struct layout layout;
  if (find_layout(csv, tabling_reading(tabling)->arena, &layout)
      || name_categories(tabling, csv, &layout))
    return -1;
  return tabling_each_row(tabling, csv, &layout, take_row);
}

int read_mid_year_estimates(struct reading *reading, const struct source *source,
                            struct fact_table *table)
{
  return tabling_read_counts(reading, source, read_rows, table);
}
