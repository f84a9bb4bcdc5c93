/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of counts, as street_export.c writes it from downloads: one row a month and LSOA, one
 * column a crime type.  Rows without location stand under "unassigned", duplicates under
 * "duplicate", rejected rows under "rejected"; an empty cell is 0. */
#include "ingest/street.h"

#include "base/num.h"

#include <stdlib.h>

enum { FIRST_TYPE_COLUMN = 2 };

struct building {
  struct street_month month;
  VEC(struct street_code) codes;
};

struct table {
  struct csv *csv;
  struct arena *arena;
  int *types; /* of each column */
  const struct street_watch *watch;
  VEC(struct building) months;
};

bool street_counts_header(const struct csv *csv)
{
  return csv->columns > FIRST_TYPE_COLUMN && str_is(csv->header[0], "month")
    && str_is(csv->header[1], "area");
}

static int find_types(struct table *table)
{
  struct csv *csv = table->csv;
  int result = 0;
  table->types = ARENA_ARRAY(table->arena, int, csv->columns);
  for (size_t i = FIRST_TYPE_COLUMN; i < csv->columns; i++) {
    struct loc loc = { .file = csv->path, .line = 1 };
    table->types[i] = crime_type_of(csv->header[i]);
    if (table->types[i] == CRIME_TYPE_UNKNOWN && !str_is(csv->header[i], STREET_UNKNOWN_TYPE)) {
      diag_error(csv->diags, "STRATA-I004", loc, "column '%.*s' is no crime type",
                 STR_ARG(csv->header[i]));
      const char *near = crime_type_near(csv->header[i]);
      if (near)
        diag_hint(csv->diags, "did you mean '%s'?", near);
      diag_hint(csv->diags, "crime types are written as data.police.uk writes them");
      result = -1;
    }
    for (size_t j = FIRST_TYPE_COLUMN; j < i; j++)
      if (table->types[j] == table->types[i]) {
        diag_error(csv->diags, "STRATA-I004", loc, "column '%.*s' is there twice",
                   STR_ARG(csv->header[i]));
        diag_hint(csv->diags, "leave one of them");
        result = -1;
      }
  }
  return result;
}

static struct building *month_of_row(struct table *table, int32_t month)
{
  size_t count = table->months.len;
  for (size_t i = count; i > 0; i--)
    if (table->months.at[i - 1].month.month == month)
      return &table->months.at[i - 1];
  struct building *added = VEC_ADD(table->arena, &table->months);
  added->month = (struct street_month) {
    .month = month, .path = table->csv->path, .slug = "", .force = "" };
  return added;
}

static int bad_cell(const struct csv *csv, const struct csv_row *row, struct str cell,
                    const char *what)
{
  diag_error(csv->diags, "STRATA-I012", csv_loc(csv, row), "'%.*s' is no %s", STR_ARG(cell), what);
  diag_hint(csv->diags, "make the table again from the downloads");
  return -1;
}

static int take_row(struct table *table, const struct csv_row *row)
{
  const struct csv *csv = table->csv;
  const struct str *values = csv_values(table->csv, row);
  struct period period;
  if (row->count != csv->columns)
    return bad_cell(csv, row, values[0], "row with a field for each column");
  if (!period_parse(values[0], &period) || period.kind != PERIOD_MONTH)
    return bad_cell(csv, row, values[0], "month");
  struct str area = values[1];
  struct building *month = month_of_row(table, period.last);
  uint64_t *by_type = str_is(area, STREET_DUPLICATE) ? month->month.duplicates
    : str_is(area, STREET_REJECTED)             ? month->month.rejected
                                                : NULL;
  struct street_code *code = NULL;
  if (!by_type) {
    if (str_is(area, STREET_UNASSIGNED))
      area.len = 0;
    else if (area.len == 0 || area.len >= STREET_CODE_ROOM)
      return bad_cell(csv, row, area, "LSOA code");
    code = VEC_ADD(table->arena, &month->codes);
    code->first_line = row->line;
    memcpy(code->code, area.at, area.len);
  }
  for (size_t i = FIRST_TYPE_COLUMN; i < csv->columns; i++) {
    int64_t count = 0;
    if (values[i].len && (!num_parse_int(values[i], &count) || count < 0 || count > UINT32_MAX))
      return bad_cell(csv, row, values[i], "count");
    if (by_type)
      by_type[table->types[i]] += (uint64_t)count;
    else if (table->types[i] < CRIME_TYPES)
      code->counts[table->types[i]] = (uint32_t)count;
    else if (count)
      return bad_cell(csv, row, values[i], "count that an LSOA can have");
    month->month.rows += (uint64_t)count;
    if (table->watch && code && count)
      table->watch->row(table->watch->user, &month->month, row->line, STR(""), code->code,
                        table->types[i], (uint32_t)count);
  }
  return 0;
}

static int by_code(const void *a, const void *b)
{
  return memcmp(((const struct street_code *)a)->code, ((const struct street_code *)b)->code,
                STREET_CODE_ROOM);
}

static int finish(struct table *table, struct street_months *months)
{
  int result = 0;
  for (size_t i = 0; i < table->months.len; i++) {
    struct building *building = &table->months.at[i];
    struct street_code *codes = building->codes.at;
    if (building->codes.len)
      qsort(codes, building->codes.len, sizeof *codes, by_code);
    for (size_t j = 1; j < building->codes.len; j++)
      if (by_code(&codes[j - 1], &codes[j]) == 0) {
        struct loc loc = { .file = table->csv->path, .line = codes[j].first_line };
        diag_error(table->csv->diags, "STRATA-I012", loc, "'%s' is there twice for a month",
                   *codes[j].code ? codes[j].code : STREET_UNASSIGNED);
        diag_hint(table->csv->diags, "leave one of the rows");
        result = -1;
      }
    building->month.codes = codes;
    building->month.code_count = building->codes.len;
    *VEC_ADD(table->arena, &months->months) = building->month;
  }
  return result;
}

int street_counts_read(struct csv *csv, struct arena *arena, const struct street_watch *watch,
                       struct street_months *ret_months)
{
  struct table table = { .csv = csv, .arena = arena, .watch = watch };
  if (find_types(&table))
    return -1;
  struct csv_row row;
  int result;
  while ((result = csv_next(csv, &row)) > 0)
    if (take_row(&table, &row))
      return -1;
  if (result < 0)
    return -1;
  if (table.months.len == 0) {
    diag_error(csv->diags, "STRATA-I007", LOC_FILE(csv->path),
               "the file has a header and no rows");
    diag_hint(csv->diags, "make it again from the downloads");
    return -1;
  }
  return finish(&table, ret_months);
}
