/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Area lookups: files that say which small area lies in which district, and which district in which
 * group. */
#include "ingest/places_lookup.h"

#include "base/cleanup.h"
#include "ingest/columns.h"
#include "ingest/csv.h"

enum { VINTAGE_2011 = 1, VINTAGE_2021 = 2 };

/* ---- reading a lookup ---------------------------------------------------------------------- */

struct lookup {
  struct reading *reading;
  struct arena *scratch;
  struct csv_buffers buffers;
  VEC(struct known) known;
  VEC(struct known) groups; /* code: a group's id or what begins it; name: all of it */
};

enum { MOST_COLUMNS = 4 };

/* The columns of one lookup file. */
struct lookup_columns {
  int small[MOST_COLUMNS], small_name[MOST_COLUMNS], small_year[MOST_COLUMNS];
  int small_count;
  int district, vintage, group, ward, ward_name;
};

static uint8_t vintage_of_year(int year)
{
  return year == 2011 ? VINTAGE_2011 : year == 2021 ? VINTAGE_2021 : 0;
}

static uint8_t vintage_of_word(struct str word)
{
  if (str_is(word, "both"))
    return VINTAGE_2011 | VINTAGE_2021;
  return str_is(word, "2011") ? VINTAGE_2011 : str_is(word, "2021") ? VINTAGE_2021 : 0;
}

static void find_columns(const struct csv *csv, struct lookup_columns *ret_columns)
{
  struct lookup_columns columns = { .district = -1, .vintage = -1, .group = -1, .ward = -1,
                                    .ward_name = -1 };
  int name = -1, code = -1, name_years[MOST_COLUMNS], name_columns[MOST_COLUMNS], names = 0;
  for (int i = 0; i < (int)csv->columns; i++) {
    int year;
    switch (column_role(csv->header[i], &year)) {
    case COLUMN_SMALL_AREA:
      if (columns.small_count < MOST_COLUMNS) {
        columns.small[columns.small_count] = i;
        columns.small_year[columns.small_count++] = year;
      }
      break;
    case COLUMN_SMALL_AREA_NAME:
      if (names < MOST_COLUMNS) {
        name_columns[names] = i;
        name_years[names++] = year;
      }
      break;
    case COLUMN_DISTRICT: columns.district = i; break;
    case COLUMN_VINTAGE: columns.vintage = i; break;
    case COLUMN_GROUP: columns.group = i; break;
    case COLUMN_WARD: columns.ward = i; break;
    case COLUMN_WARD_NAME: columns.ward_name = i; break;
    case COLUMN_NAME: name = i; break;
    case COLUMN_CODE: code = i; break;
    default: break;
    }
  }
  if (columns.small_count == 0 && code >= 0 && columns.vintage >= 0)
    columns.small[columns.small_count++] = code;
  for (int i = 0; i < columns.small_count; i++) {
    columns.small_name[i] = name;
    for (int j = 0; j < names; j++)
      if (name_years[j] == columns.small_year[i])
        columns.small_name[i] = name_columns[j];
  }
  *ret_columns = columns;
}

/* A copy that lasts as long as the reading of lookups; NULL when COLUMN is none, or empty. */
static const char *text_of(struct lookup *lookup, const struct str *values, int column)
{
  struct str text = column < 0 ? (struct str) { 0 } : str_trim(values[column]);
  return text.len ? arena_text(lookup->scratch, text.at, text.len) : NULL;
}

/* False after reporting a code that cannot be one. */
static bool take_ward(struct lookup *lookup, struct loc loc, const struct lookup_columns *columns,
                      const struct str *values, struct known *known)
{
  struct str ward = columns->ward < 0 ? (struct str) { 0 } : str_trim(values[columns->ward]);
  if (!ward.len)
    return true;
  if (!put_code(ward, known->ward)) {
    diag_error(lookup->reading->diags, "STRATA-I013", loc, "'%.*s' is no ward's code", STR_ARG(ward));
    diag_hint(lookup->reading->diags, "a ward's code is like E05008937");
    return false;
  }
  known->ward_name = text_of(lookup, values, columns->ward_name);
  return true;
}

static void take_row(struct lookup *lookup, const struct csv *csv, const struct csv_row *row,
                     const struct lookup_columns *columns, const struct str *values)
{
  struct diags *diags = lookup->reading->diags;
  struct str district = str_trim(values[columns->district]);
  if (columns->group >= 0) {
    struct known *pair = VEC_ADD(lookup->scratch, &lookup->groups);
    struct str group = str_trim(values[columns->group]);
    if (!put_code(district, pair->district))
      diag_error(diags, "STRATA-I013", csv_loc(csv, row), "'%.*s' is no district's code",
                 STR_ARG(district));
    pair->name = arena_text(lookup->scratch, group.at, group.len);
    return;
  }
  for (int i = 0; i < columns->small_count; i++) {
    struct str code = str_trim(values[columns->small[i]]);
    if (code.len == 0)
      continue;
    struct known *known = VEC_ADD(lookup->scratch, &lookup->known);
    if (!put_code(code, known->code) || !put_code(district, known->district)) {
      lookup->known.len--;
      diag_error(diags, "STRATA-I013", csv_loc(csv, row),
                 "'%.*s' in '%.*s' is no pair of area codes", STR_ARG(code), STR_ARG(district));
      diag_hint(diags, "a small area's code is like E01012571, a district's like E07000117");
      continue;
    }
    known->vintages = columns->vintage >= 0 ? vintage_of_word(str_trim(values[columns->vintage]))
                                            : vintage_of_year(columns->small_year[i]);
    known->name = text_of(lookup, values, columns->small_name[i]);
    if (!take_ward(lookup, csv_loc(csv, row), columns, values, known))
      lookup->known.len--;
  }
}

static int read_lookup_file(struct lookup *lookup, const char *path)
{
  struct diags *diags = lookup->reading->diags;
  struct bytes *bytes = bytes_open(path, diags);
  if (!bytes)
    return -1;
  struct csv csv;
  struct lookup_columns columns;
  int result = csv_open(&csv, lookup->scratch, &lookup->buffers, bytes, path, diags);
  if (result == 0) {
    find_columns(&csv, &columns);
    if (columns.district < 0 || (columns.small_count == 0 && columns.group < 0)) {
      struct loc loc = { .file = path, .line = 1 };
      diag_error(diags, "STRATA-I004", loc,
                 "an area lookup needs a column of small areas or groups, and one of districts");
      diag_hint(diags, "for example LSOA21CD and LAD24CD, or lsoa,vintage,district, or "
                       "district,group");
      result = -1;
    }
  }
  struct csv_row row;
  while (result == 0 && (result = csv_next(&csv, &row)) > 0) {
    if (row.count == csv.columns) {
      take_row(lookup, &csv, &row, &columns, csv_values(&csv, &row));
    } else {
      diag_error(diags, "STRATA-I013", csv_loc(&csv, &row),
                 "the row has %u fields, the header has %zu", row.count, csv.columns);
      diag_hint(diags, "an area lookup must be whole: mend the row or download it again");
    }
    result = 0;
  }
  bytes_close(bytes);
  return result;
}

/* ---- joining the lookups ------------------------------------------------------------------- */

static int by_code_then_district(const void *a, const void *b)
{
  const struct known *x = a, *y = b;
  int order = memcmp(x->code, y->code, CODE_ROOM);
  return order ? order : memcmp(x->district, y->district, CODE_ROOM);
}

/* The same for rows of a lookup, where neighbours are mostly of one district. */
struct judged {
  const char *district;
  uint32_t place;
};

static uint32_t judge(const struct places *places, struct judged *last, const char *district)
{
  if (!last->district || strcmp(last->district, district) != 0)
    *last = (struct judged) { district, catalog_place(places, district) };
  return last->place;
}

/* One entry a code; two districts for a code matter only where one is of the partnership. */
static size_t join(struct lookup *lookup, const struct places *places)
{
  struct known *known = lookup->known.at;
  size_t count = lookup->known.len, kept = 0;
  bool sorted = true; /* as lookups mostly are */
  for (size_t i = 1; i < count && sorted; i++)
    sorted = by_code_then_district(&known[i - 1], &known[i]) <= 0;
  if (!sorted)
    qsort(known, count, sizeof *known, by_code_then_district);
  for (size_t i = 0; i < count; i++) {
    struct known *last = kept ? &known[kept - 1] : NULL;
    if (!last || strcmp(last->code, known[i].code) != 0) {
      known[kept++] = known[i];
      continue;
    }
    last->vintages |= known[i].vintages;
    if (!last->name)
      last->name = known[i].name;
    if (strcmp(last->district, known[i].district) != 0
        && catalog_place(places, last->district) != catalog_place(places, known[i].district)) {
      diag_error(lookup->reading->diags, "STRATA-I013", LOC_NONE,
                 "the area lookups put %s both in %s and in %s", last->code, last->district,
                 known[i].district);
      diag_hint(lookup->reading->diags, "leave out the older lookup, or mend it");
    }
    if (!join_wards(last, &known[i]) && catalog_place(places, last->district) != PLACE_OUTSIDE) {
      diag_error(lookup->reading->diags, "STRATA-I026", LOC_NONE,
                 "the area lookups put %s both in the ward %s and in %s", last->code, last->ward,
                 known[i].ward);
      diag_hint(lookup->reading->diags,
                "use one best-fit lookup, of one year: it has one ward for each LSOA");
    }
  }
  return kept;
}

static void make_entries(struct lookup *lookup, struct places *places, size_t count)
{
  struct arena *arena = lookup->reading->arena;
  const struct known *known = lookup->known.at;
  struct judged last = { 0 };
  size_t inside = 0;
  for (size_t i = 0; i < count; i++)
    inside += judge(places, &last, known[i].district) != PLACE_OUTSIDE;
  struct small_area *small = ARENA_ARRAY(arena, struct small_area, inside);
  struct place_entry *entries = ARENA_ARRAY(arena, struct place_entry, count);
  for (size_t i = 0; i < count; i++) {
    uint32_t district = judge(places, &last, known[i].district);
    memcpy(entries[i].code, known[i].code, CODE_ROOM);
    entries[i].place = PLACE_OUTSIDE;
    if (district == PLACE_OUTSIDE)
      continue;
    entries[i].place = PLACE_SMALL + (uint32_t)places->small_area_count;
    struct small_area *area = &small[places->small_area_count++];
    memcpy(area->code, known[i].code, sizeof area->code);
    area->name = arena_strdup(arena, known[i].name);
    area->district = (int)district;
    area->vintage = known[i].vintages == VINTAGE_2011 ? 2011
      : known[i].vintages == VINTAGE_2021             ? 2021
                                                      : 0;
  }
  places->entries = entries;
  places->entry_count = count;
  places->small_areas = small;
  find_wards(lookup->reading, known, count, small, places);
}

/* The districts of elsewhere, so that a national table's rows are known to be outside. */
static void make_districts(struct lookup *lookup, struct places *places, size_t count)
{
  const struct known *known = lookup->known.at;
  VEC(struct place_entry) districts = { 0 };
  for (size_t i = 0; i < count; i++) {
    /* Neighbours in the list are mostly of one district. */
    if (places->entries[i].place != PLACE_OUTSIDE
        || (districts.len && strcmp(districts.at[districts.len - 1].code, known[i].district) == 0))
      continue;
    struct place_entry *entry = VEC_ADD(lookup->scratch, &districts);
    memcpy(entry->code, known[i].district, CODE_ROOM);
    entry->place = PLACE_OUTSIDE;
  }
  if (districts.len)
    qsort(districts.at, districts.len, sizeof *districts.at, by_entry_code);
  struct place_entry *kept = ARENA_ARRAY(lookup->reading->arena, struct place_entry, districts.len);
  for (size_t i = 0; i < districts.len; i++)
    if (i == 0 || strcmp(districts.at[i - 1].code, districts.at[i].code) != 0)
      kept[places->district_count++] = districts.at[i];
  places->districts = kept;
}

/* A lookup of groups must say the same as the workspace. */
static void check_groups(struct lookup *lookup, const struct places *places)
{
  for (size_t i = 0; i < lookup->groups.len; i++) {
    const struct known *pair = &lookup->groups.at[i];
    uint32_t group = place_of(places, str_of(pair->name));
    uint32_t district = catalog_place(places, pair->district);
    if (group >= places->catalog->area_count || district == PLACE_OUTSIDE)
      continue;
    const struct area *area = &places->catalog->areas[group];
    bool member = false;
    for (size_t j = 0; j < area->member_count; j++)
      member |= area->members[j] == (int)district;
    if (!member) {
      diag_error(lookup->reading->diags, "STRATA-I014", area->loc,
                 "a lookup puts %s in '%s', the workspace does not", pair->district, pair->name);
      diag_hint(lookup->reading->diags, "add it to the area's members, or mend the lookup");
    }
  }
}

int read_lookups(struct reading *reading, const struct found_files *found, struct places *places)
{
  auto_arena struct arena *scratch = arena_new();
  struct lookup lookup = { .reading = reading, .scratch = scratch };
  size_t errors = diags_errors(reading->diags);
  for (size_t i = 0; i < found->files.len; i++)
    read_lookup_file(&lookup, found->files.at[i].path);
  csv_buffers_free(&lookup.buffers);
  size_t count = join(&lookup, places);
  make_entries(&lookup, places, count);
  make_districts(&lookup, places, count);
  check_groups(&lookup, places);
  return diags_errors(reading->diags) > errors ? -1 : 0;
}
