/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidy CSV: area,period and either numerator,denominator or value; other columns are categories.
 * It is also the form in which partners send their returns, so a row without a figure is one that
 * is not filled in yet, and a column for people to read ("area name", "note") is no category. */
#include "base/num.h"
#include "base/suggest.h"
#include "ingest/tabling.h"

enum { MOST_CATEGORY_COLUMNS = 16 };

struct tidy {
  bool ratios, known_form;
  bool all_whole; /* whole numbers that are not negative: they add up */
};

struct tidy_columns {
  int area, period, value, denominator;
  int categories[MOST_CATEGORY_COLUMNS];
  size_t category_count;
};

static bool is_for_people(struct str name)
{
  static const char *const names[] = { "area name", "area_name", "name", "note", "notes",
    "comment" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_equal_nocase(name, str_of(names[i])))
      return true;
  return false;
}

static int find_columns(struct tidy *tidy, struct tabling *tabling, struct csv *csv,
                        struct tidy_columns *ret_columns)
{
  static const char *const ratio[] = { "area", "period", "numerator", "denominator" };
  static const char *const plain[] = { "area", "period", "value" };
  struct tidy_columns columns = { .denominator = -1 };
  int found[4];
  bool is_ratio = csv_column(csv, "numerator") >= 0 || csv_column(csv, "denominator") >= 0;
  if (csv_require_columns(csv, is_ratio ? ratio : plain, is_ratio ? 4 : 3, found))
    return -1;
  columns.area = found[0];
  columns.period = found[1];
  columns.value = found[2];
  columns.denominator = is_ratio ? found[3] : -1;
  struct loc loc = { .file = csv->path, .line = 1 };
  struct str names[MOST_CATEGORY_COLUMNS];
  for (int i = 0; i < (int)csv->columns; i++) {
    if (i == columns.area || i == columns.period || i == columns.value || i == columns.denominator
        || is_for_people(csv->header[i]))
      continue;
    if (columns.category_count == MOST_CATEGORY_COLUMNS) {
      diag_error(csv->diags, "STRATA-I018", loc, "there are more than %d columns of categories",
                 MOST_CATEGORY_COLUMNS);
      diag_hint(csv->diags, "leave out the columns that no indicator asks for");
      return -1;
    }
    names[columns.category_count] = csv->header[i];
    columns.categories[columns.category_count++] = i;
  }
  if (tidy->known_form && tidy->ratios != is_ratio) {
    diag_error(csv->diags, "STRATA-I018", loc,
               "this file has other columns than the file before it: one has values, the other "
               "numerators and denominators");
    diag_hint(csv->diags, "declare two sources");
    return -1;
  }
  tidy->ratios = is_ratio;
  tidy->known_form = true;
  *ret_columns = columns;
  return tabling_categories(tabling, names, columns.category_count, loc);
}

/* Empty, or one of the signs that publications and spreadsheets put where there is no figure. */
static bool is_no_figure(struct str text)
{
  static const char *const signs[] = { "", "-", ":", "..", "c", "x", "z", "low", "[c]", "[x]",
    "[z]", "[low]", "*" };
  static const char *const words[] = { "n/a", "#n/a", "na" };
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (str_is(text, signs[i]))
      return true;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_equal_nocase(text, str_of(words[i])))
      return true;
  return false;
}

/* ---- rows that cannot be taken ------------------------------------------------------------- */

static void reject_fields(struct tabling *tabling, struct csv *csv, const struct csv_row *row)
{
  if (tabling_reject(tabling, csv_loc(csv, row), "it has %u fields, the header has %zu", row->count,
                     csv->columns))
    diag_hint(csv->diags, "a text with a comma in it stands in quotation marks: \"so, for example\"");
}

/* A code of areas has nine letters and digits: one of that form is known or not, never misspelt. */
static void reject_area(struct tabling *tabling, struct loc loc, struct str area)
{
  if (!tabling_reject(tabling, loc, "'%.*s' is no area of the workspace and in no lookup",
                      STR_ARG(area)))
    return;
  const struct reading *reading = tabling_reading(tabling);
  const struct catalog *catalog = reading->catalog;
  const char **codes = ARENA_ARRAY(reading->arena, const char *, catalog->area_count);
  for (size_t i = 0; i < catalog->area_count; i++) {
    const struct area *known = &catalog->areas[i];
    codes[i] = known->code;
    if (str_equal_nocase(area, str_of(known->name)) || str_equal_nocase(area, str_of(known->code))) {
      diag_hint(reading->diags, "write %s", known->code);
      return;
    }
  }
  const char *near = is_district_code(area) ? NULL : suggest(area, codes, catalog->area_count);
  if (near)
    diag_hint(reading->diags, "did you mean '%s'?", near);
  else
    diag_hint(reading->diags, "areas are named by their GSS codes, such as %s", codes[0]);
}

static void reject_number(struct tabling *tabling, struct loc loc, struct str text)
{
  if (!tabling_reject(tabling, loc, "'%.*s' is no number", STR_ARG(text)))
    return;
  struct diags *diags = tabling_reading(tabling)->diags;
  double value;
  struct str number = { text.at, str_ends(text, "%") ? text.len - 1 : 0 };
  number = str_trim(number);
  if (text.len && (text.at[0] == '<' || text.at[0] == '>'))
    diag_hint(diags, "write the count itself, which the rules of disclosure keep from being printed; "
                     "where it is not known, leave the cell empty");
  else if (num_parse_grouped(number, &value))
    diag_hint(diags, "write %.*s; of a share rather give numerator and denominator",
              STR_ARG(number));
  else
    diag_hint(diags, "write digits, such as 1234 or 1,234; where it is not known, leave the cell empty");
}

static void take_row(struct tidy *tidy, struct tabling *tabling, struct csv *csv,
                     const struct csv_row *row, const struct tidy_columns *columns)
{
  if (row->count != csv->columns) {
    reject_fields(tabling, csv, row);
    return;
  }
  const struct str *values = csv_values(csv, row);
  struct str area = str_trim(values[columns->area]), when = str_trim(values[columns->period]);
  struct str text = str_trim(values[columns->value]);
  struct str below = columns->denominator >= 0 ? str_trim(values[columns->denominator]) : STR("1");
  if (is_no_figure(text) || is_no_figure(below))
    return;
  const struct places *places = tabling_reading(tabling)->places;
  uint32_t place = place_for_comparison(places, area, place_of(places, area));
  struct period period;
  double value, denominator;
  struct loc loc = csv_field_loc(csv, row, (uint32_t)columns->value);
  if (place == PLACE_UNKNOWN) {
    reject_area(tabling, csv_field_loc(csv, row, (uint32_t)columns->area), area);
  } else if (!period_parse(when, &period)) {
    if (tabling_reject(tabling, csv_field_loc(csv, row, (uint32_t)columns->period),
                       "'%.*s' is no period", STR_ARG(when)))
      diag_hint(csv->diags, "write 2025-12, 2024/25, 2024 or ye-2025-12; a spreadsheet turns some of "
                            "these into dates unless the column is formatted as text");
  } else if (!num_parse_grouped(text, &value)) {
    reject_number(tabling, loc, text);
  } else if (!num_parse_grouped(below, &denominator)) {
    reject_number(tabling, csv_field_loc(csv, row, (uint32_t)columns->denominator), below);
  } else if (tidy->ratios && (value < 0 || denominator <= 0)) {
    tabling_reject(tabling, loc, "a numerator is at least 0, and a denominator more");
  } else if (place == PLACE_OUTSIDE) {
    tabling_outside(tabling);
  } else {
    struct str categories[MOST_CATEGORY_COLUMNS];
    for (size_t i = 0; i < columns->category_count; i++)
      categories[i] = str_trim(values[columns->categories[i]]);
    tidy->all_whole &= value >= 0 && value == num_round(value, 0);
    if (place >= PLACE_ELSEWHERE)
      tabling_outside(tabling);
    else
      tabling_counted(tabling);
    tabling_fact(tabling, row->line, place, period, tabling_category(tabling, categories), value,
                 denominator);
  }
}

static int read_rows(struct tabling *tabling, struct csv *csv)
{
  struct tidy *tidy = tabling_user(tabling);
  struct tidy_columns columns;
  if (find_columns(tidy, tabling, csv, &columns))
    return -1;
  struct csv_row row;
  int result;
  while ((result = csv_next(csv, &row)) > 0)
    take_row(tidy, tabling, csv, &row, &columns);
  return result;
}

int read_tidy(struct reading *reading, const struct source *source, struct fact_table *table)
{
  struct tidy tidy = { .all_whole = true };
  auto_tabling struct tabling *tabling = tabling_begin(reading, source, &tidy);
  if (tabling_read_files(tabling, read_rows))
    return -1;
  bool nothing = tabling_count(tabling) == 0;
  if (nothing && !source->optional) {
    diag_warning(reading->diags, "STRATA-I019", source->loc,
                 "source '%s' has no figure for any area of the workspace", source->id);
    diag_hint(reading->diags, "check that it is the right file");
  }
  table->awaited = nothing && source->optional;
  enum fact_form plain = tidy.all_whole ? FACTS_COUNTS : FACTS_VALUES;
  return tabling_finish(tabling, tidy.ratios ? FACTS_RATIOS : plain, table);
}
