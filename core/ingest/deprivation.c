/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Indices of Deprivation of England (File 7, and tables made from it): how deprived each LSOA is,
 * by domain.  A fact is one LSOA in one decile of one domain, so that facts add up to districts: the
 * share of neighbourhoods in the most deprived tenth is decile 1 over all.  Ranks and scores do not
 * add up and are not taken. */
#include "base/num.h"
#include "ingest/columns.h"
#include "ingest/tabling.h"

enum { MOST_DOMAINS = 32 };

struct layout {
  int area;
  struct period period;
  struct {
    int column;
    const char *domain;
  } deciles[MOST_DOMAINS];
  size_t count;
};

/* The domains by the names that the publisher uses, and those that others gave them. */
static const struct {
  const char *written, *meant;
} domains[] = {
  { "imd", "Index of Multiple Deprivation" },
  { "index of multiple deprivation (imd)", "Index of Multiple Deprivation" },
  { "education", "Education, Skills and Training" },
  { "health", "Health Deprivation and Disability" },
  { "housing_and_access", "Barriers to Housing and Services" },
  { "housing_and_services", "Barriers to Housing and Services" },
  { "environment", "Living Environment" },
  { "income deprivation affecting children index (idaci)",
    "Income Deprivation Affecting Children" },
  { "income deprivation affecting older people (idaopi)",
    "Income Deprivation Affecting Older People" },
};

/* "Crime Decile (where 1 is ...)" and "Crime_decile": the domain.  NULL: another column. */
static const char *domain_of(struct arena *arena, struct str name)
{
  static const struct str word = { "decile", 6 };
  size_t at = 1;
  while (at + word.len <= name.len
         && !str_equal_nocase((struct str) { name.at + at, word.len }, word))
    at++;
  if (at + word.len > name.len || (name.at[at - 1] != ' ' && name.at[at - 1] != '_'))
    return NULL;
  struct str domain = str_trim((struct str) { name.at, at - 1 });
  for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
    if (str_equal_nocase(domain, str_of(domains[i].written)))
      return domains[i].meant;
  return arena_text(arena, domain.at, domain.len);
}

/* The year of the index that was made for districts of YEAR. */
static int index_of_districts(int year)
{
  return year == 2024 ? 2025 : year == 2013 ? 2015 : year;
}

static int find_layout(struct csv *csv, struct arena *arena, struct layout *ret_layout)
{
  const char *slash = strrchr(csv->path, '/');
  int year = year_in_name(str_of(slash ? slash + 1 : csv->path)), district_year = 0;
  struct layout layout = { .area = -1 };
  for (int i = 0; i < (int)csv->columns; i++) {
    int column_year;
    enum column_role role = column_role(csv->header[i], &column_year);
    const char *domain = domain_of(arena, csv->header[i]);
    if (role == COLUMN_SMALL_AREA && layout.area < 0)
      layout.area = i;
    else if (role == COLUMN_DISTRICT)
      district_year = index_of_districts(column_year);
    else if (domain && layout.count < MOST_DOMAINS) {
      layout.deciles[layout.count].column = i;
      layout.deciles[layout.count++].domain = domain;
    }
  }
  struct loc loc = { .file = csv->path, .line = 1 };
  if (layout.area < 0 || layout.count == 0) {
    diag_error(csv->diags, "STRATA-I004", loc, "there is no column of %s",
               layout.area < 0 ? "LSOA codes" : "deciles");
    diag_hint(csv->diags, "File 7 of the Indices of Deprivation has 'LSOA code' and '... Decile'");
    return -1;
  }
  if (!year)
    year = district_year;
  if (!year) {
    diag_error(csv->diags, "STRATA-I021", LOC_FILE(csv->path),
               "neither the file's name nor its columns say of which year the index is");
    diag_hint(csv->diags, "put the year in the name, for example imd2025.csv");
    return -1;
  }
  layout.period =
    (struct period) { .last = month_of(year, 12), .kind = PERIOD_CALENDAR_YEAR };
  *ret_layout = layout;
  return 0;
}

static void take_row(struct tabling *tabling, struct csv *csv, const struct csv_row *row,
                     const struct layout *layout)
{
  struct loc loc = csv_loc(csv, row);
  if (row->count != csv->columns) {
    tabling_reject(tabling, loc, "it has %u fields, the header has %zu", row->count, csv->columns);
    return;
  }
  const struct str *values = csv_values(csv, row);
  struct str area = str_trim(values[layout->area]);
  uint32_t place = place_of(tabling_reading(tabling)->places, area);
  if (place == PLACE_OUTSIDE) {
    tabling_outside(tabling);
    return;
  }
  if (place == PLACE_UNKNOWN) {
    tabling_reject(tabling, loc, "'%.*s' is in no area lookup", STR_ARG(area));
    return;
  }
  for (size_t i = 0; i < layout->count; i++) {
    struct str cell = str_trim(values[layout->deciles[i].column]);
    int64_t decile;
    if (!num_parse_int(cell, &decile) || decile < 1 || decile > 10) {
      tabling_reject(tabling, loc, "'%.*s' is no decile", STR_ARG(cell));
      return;
    }
  }
  tabling_counted(tabling);
  for (size_t i = 0; i < layout->count; i++) {
    struct str categories[] = { str_trim(values[layout->deciles[i].column]),
      str_of(layout->deciles[i].domain) };
    tabling_fact(tabling, row->line, place, layout->period, tabling_category(tabling, categories),
                 1, 1);
  }
}

static int read_rows(struct tabling *tabling, struct csv *csv)
{
  static const struct str names[] = { { "decile", 6 }, { "domain", 6 } };
  struct layout layout;
  if (find_layout(csv, tabling_reading(tabling)->arena, &layout)
      || tabling_categories(tabling, names, 2, LOC_FILE(csv->path)))
    return -1;
  return tabling_each_row(tabling, csv, &layout, take_row);
}

int read_deprivation(struct reading *reading, const struct source *source,
                     struct fact_table *table)
{
  return tabling_read_counts(reading, source, read_rows, table);
}
