/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single events: CSV with coordinates (easting and northing, or longitude and latitude) and a date,
 * as a partner's own system exports them.  Other columns are passed over and never kept.  A row
 * without coordinates is counted; a row that is wrong is an error, since a day or a place taken amiss
 * would make repeats of what is none. */
#include "base/num.h"
#include "ingest/columns.h"
#include "ingest/csv.h"
#include "ingest/projection.h"
#include "ingest/reading.h"

#include <unistd.h>

struct gathering {
  struct reading *reading;
  size_t without_point;
  VEC(struct event) events;
};

struct layout {
  int x, y, date;
};

/* ---- days ---------------------------------------------------------------------------------- */

/* Howard Hinnant's days_from_civil, for the first of a month. */
int32_t first_day_of(int32_t month)
{
  int32_t year = month / 12, of_year = month % 12; /* 0: January */
  year -= of_year < 2;
  int32_t era = year / 400, in_era = year - era * 400;
  int32_t from_march = (153 * ((of_year + 10) % 12) + 2) / 5;
  return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + from_march - 719468;
}

/* "2025-12-31" */
static bool parse_day(struct str text, int32_t *ret_day)
{
  struct period month;
  int64_t day;
  if (text.len != 10 || text.at[7] != '-'
      || !period_parse((struct str) { text.at, 7 }, &month) || month.kind != PERIOD_MONTH
      || !num_parse_int((struct str) { text.at + 8, 2 }, &day) || day < 1)
    return false;
  int32_t first = first_day_of(month.last);
  *ret_day = first + (int32_t)day - 1;
  return *ret_day < first_day_of(month.last + 1);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static int find_layout(struct csv *csv, struct layout *ret_layout)
{
  struct layout layout = { -1, -1, csv_column(csv, "date") };
  for (int i = 0; i < (int)csv->columns; i++) {
    int year;
    enum column_role role = column_role(csv->header[i], &year);
    if (role == COLUMN_LONGITUDE || role == COLUMN_EASTING)
      layout.x = i;
    else if (role == COLUMN_LATITUDE || role == COLUMN_NORTHING)
      layout.y = i;
  }
  *ret_layout = layout;
  if (layout.x >= 0 && layout.y >= 0 && layout.date >= 0)
    return 0;
  struct loc loc = { .file = csv->path, .line = 1 };
  diag_error(csv->diags, "STRATA-I134", loc, "there is no column of %s",
             layout.date < 0 ? "dates" : "coordinates");
  diag_hint(csv->diags, "events have the columns easting,northing,date or longitude,latitude,date");
  return -1;
}

static int take_row(struct gathering *gathering, struct csv *csv, const struct csv_row *row,
                    const struct layout *layout)
{
  struct loc loc = csv_loc(csv, row);
  double x, y;
  struct event event;
  if (row->count != csv->columns) {
    diag_error(csv->diags, "STRATA-I135", loc, "it has %u fields, the header has %zu", row->count,
               csv->columns);
    diag_hint(csv->diags, "export the table again");
    return -1;
  }
  const struct str *values = csv_values(csv, row);
  struct str date = str_trim(values[layout->date]);
  struct str east = str_trim(values[layout->x]), north = str_trim(values[layout->y]);
  if (!parse_day(date, &event.day)) {
    diag_error(csv->diags, "STRATA-I135", loc, "'%.*s' is no date", STR_ARG(date));
    diag_hint(csv->diags, "write the day as 2025-12-31");
    return -1;
  }
  if (east.len == 0 && north.len == 0) {
    gathering->without_point++;
    return 0;
  }
  bool numbers = num_parse(east, &x) && num_parse(north, &y);
  if (numbers && is_british_degrees(x, y)) {
    event.point = to_national_grid(x, y);
  } else if (numbers && is_british_metres(x, y)) {
    event.point = (struct point) { x, y };
  } else {
    diag_error(csv->diags, "STRATA-I135", loc, "'%.*s', '%.*s' is no place in Great Britain",
               STR_ARG(east), STR_ARG(north));
    diag_hint(csv->diags, "use National Grid metres, or longitude, latitude in degrees (WGS84)");
    return -1;
  }
  *VEC_ADD(gathering->reading->arena, &gathering->events) = event;
  return 0;
}

static int read_file(struct gathering *gathering, struct csv_buffers *buffers, const char *path)
{
  struct reading *reading = gathering->reading;
  struct bytes *bytes = bytes_open(path, reading->diags);
  if (!bytes)
    return -1;
  struct csv csv;
  struct csv_row row;
  struct layout layout;
  int more, result = csv_open(&csv, reading->arena, buffers, bytes, path, reading->diags);
  if (result == 0)
    result = find_layout(&csv, &layout);
  if (result == 0) {
    while ((more = csv_next(&csv, &row)) > 0)
      if (take_row(gathering, &csv, &row, &layout))
        result = -1;
    result = more < 0 ? -1 : result;
  }
  bytes_close(bytes);
  return result;
}

static int read_list(struct reading *reading, struct event_list *list)
{
  struct gathering gathering = { .reading = reading };
  struct csv_buffers buffers = { 0 };
  struct found_files found;
  int result = find_source_files(reading, list->source, is_csv_name, "a .csv or .csv.gz", &found);
  for (size_t i = 0; result == 0 && i < found.files.len; i++)
    result = read_file(&gathering, &buffers, found.files.at[i].path);
  csv_buffers_free(&buffers);
  list->events = gathering.events.at;
  list->count = gathering.events.len;
  list->without_point = gathering.without_point;
  return result;
}

static bool is_absent(const struct source *source)
{
  for (size_t i = 0; i < source->path_count; i++)
    if (access(source->paths[i], F_OK) == 0)
      return false;
  return source->optional;
}

int read_events(struct reading *reading, struct facts *facts)
{
  const struct catalog *catalog = reading->catalog;
  struct event_list *lists = ARENA_ARRAY(reading->arena, struct event_list, catalog->source_count);
  int result = 0;
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    if (source->reader != READER_EVENTS)
      continue;
    struct event_list *list = &lists[facts->event_list_count++];
    *list = (struct event_list) { .source = source, .awaited = is_absent(source) };
    if (!list->awaited && read_list(reading, list))
      result = -1;
  }
  facts->event_lists = lists;
  return result;
}

const struct event_list *facts_events(const struct facts *facts, const struct source *source)
{
  for (size_t i = 0; i < facts->event_list_count; i++)
    if (facts->event_lists[i].source == source)
      return &facts->event_lists[i];
  return NULL;
}
