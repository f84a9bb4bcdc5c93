/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/tabling_model.h"

enum {
  MOST_REASONS = 4, /* listed of a file and of a kind */
  LONGEST_REASON = 256, /* bytes by which two are told apart */
};

struct tabling *tabling_begin(struct reading *reading, const struct source *source, void *user)
{
  struct arena *arena = arena_new();
  struct tabling *tabling = ARENA_NEW(arena, struct tabling);
  tabling->arena = arena;
  tabling->reading = reading;
  tabling->source = source;
  tabling->user = user;
  return tabling;
}

void tabling_free(struct tabling *tabling)
{
  arena_free(tabling->arena);
}

struct reading *tabling_reading(const struct tabling *tabling)
{
  return tabling->reading;
}

void *tabling_user(const struct tabling *tabling)
{
  return tabling->user;
}

/* ---- categories ---------------------------------------------------------------------------- */

static bool same_names(const struct tabling *tabling, const struct str *names, size_t count)
{
  bool same = count == tabling->name_count;
  for (size_t i = 0; same && i < count; i++)
    same = str_is(names[i], tabling->names[i]);
  return same;
}

int tabling_categories(struct tabling *tabling, const struct str *names, size_t count,
                       struct loc loc)
{
  if (tabling->named) {
    if (same_names(tabling, names, count))
      return 0;
    diag_error(tabling->reading->diags, "STRATA-I018", loc,
               "source '%s': this file has other columns than the file before it",
               tabling->source->id);
    diag_hint(tabling->reading->diags,
              "files of one source have the same columns in the same order; declare two sources");
    return -1;
  }
  tabling->named = true;
  tabling->names = ARENA_ARRAY(tabling->reading->arena, const char *, count);
  tabling->name_count = count;
  for (size_t i = 0; i < count; i++)
    tabling->names[i] = arena_text(tabling->reading->arena, names[i].at, names[i].len);
  return 0;
}

static bool same_values(const struct tabling *tabling, const struct category *category,
                        const struct str *values)
{
  for (size_t i = 0; i < tabling->name_count; i++)
    if (!str_is(values[i], category->values[i]))
      return false;
  return true;
}

uint16_t tabling_category(struct tabling *tabling, const struct str *values)
{
  for (size_t i = tabling->categories.len; i > 0; i--)
    if (same_values(tabling, &tabling->categories.at[i - 1], values))
      return (uint16_t)(i - 1);
  if (tabling->categories.len == MOST_CATEGORIES)
    return MOST_CATEGORIES; /* reported when finished */
  struct arena *arena = tabling->reading->arena;
  const char **copies = ARENA_ARRAY(arena, const char *, tabling->name_count);
  for (size_t i = 0; i < tabling->name_count; i++)
    copies[i] = arena_text(arena, values[i].at, values[i].len);
  VEC_ADD(tabling->arena, &tabling->categories)->values = copies;
  return (uint16_t)(tabling->categories.len - 1);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static struct input *current(struct tabling *tabling)
{
  return &tabling->inputs.at[tabling->inputs.len - 1];
}

void tabling_tell_unlisted(struct tabling *tabling)
{
  struct diags *diags = tabling->reading->diags;
  unsigned long long rows = tabling->unlisted;
  if (rows) {
    struct loc loc = { .file = current(tabling)->path, .line = tabling->first_unlisted };
    const char *reasons = tabling->alike < tabling->unlisted ? "reasons like these"
                          : tabling->reasons.len == 1        ? "the same reason"
                                                             : "the same reasons";
    diag_warning(diags, "STRATA-I010", loc, "%llu more row%s rejected for %s", rows,
                 rows == 1 ? "" : "s", reasons);
    diag_hint(diags, "from this line on; mend those that are listed, and check again");
  }
  tabling->unlisted = tabling->alike = 0;
  tabling->reasons.len = 0;
}

static void begin_file(struct tabling *tabling, const char *path)
{
  tabling_tell_unlisted(tabling);
  const char *slash = strrchr(path, '/');
  struct input *input = VEC_ADD(tabling->arena, &tabling->inputs);
  input->path = arena_strdup(tabling->reading->arena, path);
  input->name = slash ? input->path + (slash + 1 - path) : input->path;
}

static int read_file(struct tabling *tabling, struct csv_buffers *buffers, const char *path,
                     int (*read_rows)(struct tabling *, struct csv *))
{
  struct diags *diags = tabling->reading->diags;
  struct bytes *bytes = bytes_open(path, diags);
  if (!bytes)
    return -1;
  struct csv csv;
  int result = csv_open(&csv, tabling->arena, buffers, bytes, path, diags);
  if (result == 0) {
    begin_file(tabling, path);
    result = read_rows(tabling, &csv);
  }
  if (result == 0)
    result = bytes_hash(bytes, current(tabling)->hash);
  bytes_close(bytes);
  return result;
}

int tabling_read_files(struct tabling *tabling, int (*read_rows)(struct tabling *, struct csv *))
{
  struct found_files found;
  if (find_source_files(tabling->reading, tabling->source, is_csv_name, "a .csv or .csv.gz",
                        &found))
    return -1;
  struct csv_buffers buffers = { 0 };
  int result = 0;
  for (size_t i = 0; i < found.files.len; i++)
    if (read_file(tabling, &buffers, found.files.at[i].path, read_rows))
      result = -1;
  csv_buffers_free(&buffers);
  return result;
}

void tabling_outside(struct tabling *tabling)
{
  current(tabling)->rows++;
  current(tabling)->outside++;
}

void tabling_counted(struct tabling *tabling)
{
  current(tabling)->rows++;
  current(tabling)->counted++;
}

static bool is_listed(const struct tabling *tabling, const char *words)
{
  for (size_t i = 0; i < tabling->reasons.len; i++)
    if (strncmp(tabling->reasons.at[i].words, words, LONGEST_REASON - 1) == 0)
      return true;
  return false;
}

/* Each kind has room of its own, so that many unknown codes do not hide a number that is none. */
static bool has_room(const struct tabling *tabling, const char *format)
{
  size_t listed = 0;
  for (size_t i = 0; i < tabling->reasons.len; i++)
    listed += strcmp(tabling->reasons.at[i].format, format) == 0;
  return listed < MOST_REASONS;
}

bool tabling_reject(struct tabling *tabling, struct loc loc, const char *format, ...)
{
  struct input *input = current(tabling);
  input->rows++;
  input->rejected++;
  char words[LONGEST_REASON];
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  vsnprintf(words, sizeof words, format, args);
  va_end(args);
  bool alike = is_listed(tabling, words), listed = !alike && has_room(tabling, format);
  if (listed) {
    const char *whole = arena_vprintf(tabling->arena, format, again);
    *VEC_ADD(tabling->arena, &tabling->reasons) = (struct reason) { format, whole };
    diag_warning(tabling->reading->diags, "STRATA-I010", loc, "row rejected: %s", whole);
  } else {
    if (tabling->unlisted == 0)
      tabling->first_unlisted = loc.line;
    tabling->unlisted++;
    tabling->alike += alike;
  }
  va_end(again);
  return listed;
}

void tabling_fact(struct tabling *tabling, uint32_t line, uint32_t place, struct period period,
                  uint16_t category, double value, double denominator)
{
  struct input *input = current(tabling);
  if (input->counted <= 1 && input->first.last == 0)
    input->first = input->last = period;
  if (period_compare(period, input->first) < 0)
    input->first = period;
  if (period_compare(period, input->last) > 0)
    input->last = period;
  struct collected *collected = VEC_ADD(tabling->arena, &tabling->facts);
  collected->fact = (struct fact) {
    .place = place,
    .month = period.last,
    .kind = (uint16_t)period.kind,
    .category = category,
    .input = (uint32_t)tabling->inputs.len - 1,
    .value = value,
  };
  collected->denominator = denominator;
  collected->line = line;
}

size_t tabling_count(const struct tabling *tabling)
{
  return tabling->facts.len;
}

int tabling_each_row(struct tabling *tabling, struct csv *csv, const struct layout *layout,
                     void (*take_row)(struct tabling *, struct csv *, const struct csv_row *,
                                      const struct layout *))
{
  struct csv_row row;
  int result;
  while ((result = csv_next(csv, &row)) > 0)
    take_row(tabling, csv, &row, layout);
  return result;
}

int tabling_read_counts(struct reading *reading, const struct source *source,
                        int (*read_rows)(struct tabling *, struct csv *), struct fact_table *table)
{
  auto_tabling struct tabling *tabling = tabling_begin(reading, source, NULL);
  if (tabling_read_files(tabling, read_rows))
    return -1;
  return tabling_finish(tabling, FACTS_COUNTS, table);
}
