/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/tabling.h"

#include <stdlib.h>

enum {
  MOST_CATEGORIES = UINT16_MAX,
  MOST_REASONS = 4, /* listed of a file and of a kind */
  LONGEST_REASON = 256, /* bytes by which two are told apart */
};

struct collected {
  struct fact fact;
  double denominator;
  uint32_t line;
};

struct reason {
  const char *format; /* which kind it is of */
  const char *words;
};

struct tabling {
  struct reading *reading;
  const struct source *source;
  void *user;
  struct arena *arena; /* until it is finished */
  const char **names;  /* as given; sorted when finished */
  size_t name_count;
  bool named;
  VEC(struct category) categories;
  VEC(struct collected) facts;
  VEC(struct input) inputs;
  /* Why rows of the file that is being read were rejected. */
  VEC(struct reason) reasons; /* those listed, each once */
  uint64_t unlisted, alike;   /* rows with no line of their own; of these, just as one that has */
  uint32_t first_unlisted;
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

/* At the first of them, so that it is read after those that it is like. */
static void tell_unlisted(struct tabling *tabling)
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
  tell_unlisted(tabling);
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

/* ---- the table ----------------------------------------------------------------------------- */

struct ranked {
  const struct tabling *tabling;
  struct category category;
  uint16_t before;
};

static int by_values(const void *a, const void *b)
{
  const struct ranked *x = a, *y = b;
  for (size_t i = 0; i < x->tabling->name_count; i++) {
    int order = strcmp(x->category.values[i], y->category.values[i]);
    if (order)
      return order;
  }
  return 0;
}

/* Sorts the categories by their values, and gives the facts their new numbers. */
static void sort_categories(struct tabling *tabling)
{
  size_t count = tabling->categories.len;
  struct ranked *ranked = ARENA_ARRAY(tabling->arena, struct ranked, count);
  uint16_t *after = ARENA_ARRAY(tabling->arena, uint16_t, count);
  for (size_t i = 0; i < count; i++)
    ranked[i] = (struct ranked) { tabling, tabling->categories.at[i], (uint16_t)i };
  if (count)
    qsort(ranked, count, sizeof *ranked, by_values);
  for (size_t i = 0; i < count; i++) {
    tabling->categories.at[i] = ranked[i].category;
    after[ranked[i].before] = (uint16_t)i;
  }
  for (size_t i = 0; i < tabling->facts.len; i++)
    tabling->facts.at[i].fact.category = after[tabling->facts.at[i].fact.category];
}

static int by_key(const void *a, const void *b)
{
  const struct fact *x = &((const struct collected *)a)->fact;
  const struct fact *y = &((const struct collected *)b)->fact;
  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->month != y->month)
    return x->month < y->month ? -1 : 1;
  return (x->category > y->category) - (x->category < y->category);
}

static int by_key_then_line(const void *a, const void *b)
{
  int order = by_key(a, b);
  const struct collected *x = a, *y = b;
  if (order == 0)
    order = (x->fact.input > y->fact.input) - (x->fact.input < y->fact.input);
  return order ? order : (x->line > y->line) - (x->line < y->line);
}

static int check_twice(struct tabling *tabling)
{
  int result = 0;
  const struct collected *facts = tabling->facts.at;
  for (size_t i = 1; i < tabling->facts.len; i++) {
    if (by_key(&facts[i - 1], &facts[i]) != 0)
      continue;
    const struct input *first = &tabling->inputs.at[facts[i - 1].fact.input];
    struct loc loc = { .file = tabling->inputs.at[facts[i].fact.input].path,
      .line = facts[i].line };
    diag_error(tabling->reading->diags, "STRATA-I017", loc,
               "the same area, period and categories stand in line %u of %s", facts[i - 1].line,
               first->name);
    diag_hint(tabling->reading->diags, "leave one of the two rows");
    result = -1;
  }
  return result;
}

static int by_number(const void *a, const void *b)
{
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

/* The months of monthly facts, each once. */
static size_t distinct_months(struct tabling *tabling, int32_t **ret_months)
{
  int32_t *months = ARENA_ARRAY(tabling->reading->arena, int32_t, tabling->facts.len);
  size_t count = 0, kept = 0;
  for (size_t i = 0; i < tabling->facts.len; i++)
    if (tabling->facts.at[i].fact.kind == PERIOD_MONTH
        && (count == 0 || months[count - 1] != tabling->facts.at[i].fact.month))
      months[count++] = tabling->facts.at[i].fact.month;
  if (count)
    qsort(months, count, sizeof *months, by_number);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || months[kept - 1] != months[i])
      months[kept++] = months[i];
  *ret_months = months;
  return kept;
}

/* A month was supplied for the whole of the source when each area of the catalog that occurs has a
 * row in it.  Small areas are too many to insist. */
static void make_months(struct tabling *tabling, struct fact_table *table)
{
  int32_t *months;
  size_t count = distinct_months(tabling, &months), areas = tabling->reading->catalog->area_count;
  bool *there = ARENA_ARRAY(tabling->arena, bool, areas * (count + 1));
  for (size_t i = 0; i < tabling->facts.len; i++) {
    const struct fact *fact = &tabling->facts.at[i].fact;
    if (fact->place >= areas || fact->kind != PERIOD_MONTH)
      continue;
    int32_t *at = bsearch(&fact->month, months, count, sizeof *months, by_number);
    there[fact->place * (count + 1) + (size_t)(at - months)] = true;
    there[fact->place * (count + 1) + count] = true;
  }
  size_t kept = 0;
  for (size_t m = 0; m < count; m++) {
    size_t lacking = areas;
    for (size_t area = 0; area < areas && lacking == areas; area++)
      if (there[area * (count + 1) + count] && !there[area * (count + 1) + m])
        lacking = area;
    if (lacking == areas) {
      months[kept++] = months[m];
      continue;
    }
    diag_warning(tabling->reading->diags, "STRATA-I015", LOC_FILE(tabling->inputs.at[0].path),
                 "%s has no row for %s: the month counts as not supplied",
                 period_code(tabling->arena,
                             (struct period) { .last = months[m], .kind = PERIOD_MONTH }),
                 tabling->reading->catalog->areas[lacking].name);
    diag_hint(tabling->reading->diags, "a month without anything to count is a row with 0");
  }
  table->months = count ? months : NULL;
  table->month_count = kept;
}

static void copy_facts(struct tabling *tabling, enum fact_form form, struct fact_table *table)
{
  struct arena *arena = tabling->reading->arena;
  size_t count = tabling->facts.len;
  struct fact *facts = ARENA_ARRAY(arena, struct fact, count);
  double *denominators = form == FACTS_RATIOS ? ARENA_ARRAY(arena, double, count) : NULL;
  for (size_t i = 0; i < count; i++) {
    facts[i] = tabling->facts.at[i].fact;
    if (denominators)
      denominators[i] = tabling->facts.at[i].denominator;
  }
  table->facts = facts;
  table->fact_count = count;
  table->denominators = denominators;
}

static void copy_rest(struct tabling *tabling, struct fact_table *table)
{
  struct arena *arena = tabling->reading->arena;
  struct input *inputs = ARENA_ARRAY(arena, struct input, tabling->inputs.len);
  struct category *categories = ARENA_ARRAY(arena, struct category, tabling->categories.len);
  if (tabling->inputs.len)
    memcpy(inputs, tabling->inputs.at, tabling->inputs.len * sizeof *inputs);
  if (tabling->categories.len)
    memcpy(categories, tabling->categories.at, tabling->categories.len * sizeof *categories);
  table->inputs = inputs;
  table->input_count = tabling->inputs.len;
  table->categories = categories;
  table->category_count = tabling->categories.len;
  table->category_names = tabling->names;
  table->category_name_count = tabling->name_count;
}

static void show_facts(const struct tabling *tabling)
{
  const struct reading_watch *watch = tabling->reading->watch;
  for (size_t i = 0; i < tabling->facts.len; i++) {
    const struct collected *collected = &tabling->facts.at[i];
    watch->fact(watch->user, &collected->fact, collected->line);
  }
}

int tabling_finish(struct tabling *tabling, enum fact_form form, struct fact_table *table)
{
  tell_unlisted(tabling);
  if (tabling->categories.len == MOST_CATEGORIES) {
    diag_error(tabling->reading->diags, "STRATA-I018", tabling->source->loc,
               "source '%s' has more than %d combinations of categories", tabling->source->id,
               MOST_CATEGORIES - 1);
    diag_hint(tabling->reading->diags, "leave out the columns that no indicator asks for");
    return -1;
  }
  sort_categories(tabling);
  if (tabling->facts.len)
    qsort(tabling->facts.at, tabling->facts.len, sizeof *tabling->facts.at, by_key_then_line);
  if (check_twice(tabling))
    return -1;
  if (tabling->reading->watch)
    show_facts(tabling);
  make_months(tabling, table);
  copy_facts(tabling, form, table);
  copy_rest(tabling, table);
  table->form = form;
  return 0;
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
