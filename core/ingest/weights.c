/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Severity weights: CSV with a column of categories of offences and one of weights, as the Crime
 * Severity Score (weights) and the Cambridge Crime Harm Index (days) are saved from their
 * spreadsheets.  Other columns are passed over.  A weight that is wrong would make every figure of
 * harm wrong, so that nothing here is only rejected. */
#include "base/num.h"
#include "ingest/csv.h"
#include "ingest/reading.h"

#include <stdlib.h>
#include <unistd.h>

struct weight {
  struct str category;
  double weight;
  struct loc loc;
};

struct weighing {
  struct reading *reading;
  const char *column;
  VEC(struct weight) weights;
};

/* ---- columns ------------------------------------------------------------------------------- */

static const char *const category_names[] = { "category", "offence", "offence description",
                                              "offence code", "crime type", "offence type" };
static const char *const weight_names[] = { "weight", "severity weight", "css weight", "days", "chi",
                                            "chi score", "chi days", "harm score" };

static int find_column(const struct csv *csv, const char *const *names, size_t count)
{
  for (size_t k = 0; k < count; k++) {
    for (size_t i = 0; i < csv->columns; i++)
      if (str_equal_nocase(csv->header[i], str_of(names[k])))
        return (int)i;
  }
  return -1;
}

static int category_column_of(const struct csv *csv)
{
  return find_column(csv, category_names, sizeof category_names / sizeof *category_names);
}

static int weight_column_of(const struct csv *csv)
{
  return find_column(csv, weight_names, sizeof weight_names / sizeof *weight_names);
}

bool weights_header(const struct csv *csv)
{
  return category_column_of(csv) >= 0 && weight_column_of(csv) >= 0;
}

static const char *name_all(struct arena *arena, const char *const *names, size_t count)
{
  struct strbuf out = STRBUF(arena);
  for (size_t i = 0; i < count; i++)
    strbuf_printf(&out, "%s'%s'", i == 0 ? "" : i + 1 == count ? " or " : ", ", names[i]);
  return strbuf_text(&out);
}

static int find_layout(struct weighing *weighing, struct csv *csv, int *ret_category,
                       int *ret_weight)
{
  struct arena *arena = weighing->reading->arena;
  bool categories = category_column_of(csv) >= 0;
  if (weights_header(csv)) {
    *ret_category = category_column_of(csv);
    *ret_weight = weight_column_of(csv);
    weighing->column
      = arena_text(arena, csv->header[*ret_category].at, csv->header[*ret_category].len);
    return 0;
  }
  struct loc loc = { .file = csv->path, .line = 1 };
  diag_error(csv->diags, "STRATA-I132", loc, "there is no column of %s", categories ? "weights" : "offences");
  diag_hint(csv->diags, "call it %s",
            categories
              ? name_all(arena, weight_names, sizeof weight_names / sizeof *weight_names)
              : name_all(arena, category_names, sizeof category_names / sizeof *category_names));
  return -1;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static int take_row(struct weighing *weighing, struct csv *csv, const struct csv_row *row,
                    int category_column, int weight_column)
{
  struct arena *arena = weighing->reading->arena;
  struct loc loc = csv_loc(csv, row);
  struct str category = { 0 }, text = { 0 };
  double weight = -1;
  bool complete = row->count == csv->columns;
  if (complete) {
    const struct str *values = csv_values(csv, row);
    category = str_trim(values[category_column]);
    text = str_trim(values[weight_column]);
  }
  if (complete && category.len == 0 && text.len == 0)
    return 0;
  if (category.len == 0 || !num_parse_grouped(text, &weight) || !(weight >= 0)) {
    diag_error(csv->diags, "STRATA-I130", loc, "'%.*s' is no weight of an offence", STR_ARG(text));
    diag_hint(csv->diags, "write an offence and a number that is not below 0, or remove the row");
    return -1;
  }
  *VEC_ADD(arena, &weighing->weights)
    = (struct weight) { str_of(arena_text(arena, category.at, category.len)), weight, loc };
  return 0;
}

static int read_file(struct weighing *weighing, struct csv_buffers *buffers, const char *path)
{
  struct reading *reading = weighing->reading;
  struct bytes *bytes = bytes_open(path, reading->diags);
  if (!bytes)
    return -1;
  struct csv csv;
  struct csv_row row;
  int category, weight, more;
  int result = csv_open(&csv, reading->arena, buffers, bytes, path, reading->diags);
  if (result == 0)
    result = find_layout(weighing, &csv, &category, &weight);
  if (result == 0) {
    while ((more = csv_next(&csv, &row)) > 0)
      if (take_row(weighing, &csv, &row, category, weight))
        result = -1;
    result = more < 0 ? -1 : result;
  }
  bytes_close(bytes);
  return result;
}

static int by_category(const void *a, const void *b)
{
  const struct weight *one = a, *other = b;
  int order = str_compare(one->category, other->category);
  return order ? order : one->loc.line < other->loc.line ? -1 : one->loc.line > other->loc.line;
}

static int check_twice(struct weighing *weighing)
{
  int result = 0;
  for (size_t i = 1; i < weighing->weights.len; i++) {
    const struct weight *first = &weighing->weights.at[i - 1], *second = first + 1;
    if (!str_equal(first->category, second->category))
      continue;
    diag_error(weighing->reading->diags, "STRATA-I131", second->loc, "'%s' has a weight already",
               second->category.at);
    diag_hint(weighing->reading->diags, "the first is in line %u of %s; keep one of the two",
              first->loc.line, first->loc.file);
    result = -1;
  }
  return result;
}

static int check_version(struct reading *reading, const struct source *source)
{
  if (source->version && source->date)
    return 0;
  diag_error(reading->diags, "STRATA-I133", source->loc,
             "the weights of '%s' are here, but not which version of them they are", source->id);
  diag_hint(reading->diags, source->plugin == NO_INDEX
                              ? "add 'version' and 'date', as the publication gives them"
                              : "declare the source '%s' in assessment.yaml, with 'version' and 'date'",
            source->id);
  return -1;
}

static int read_weights(struct reading *reading, struct severity_weights *weights)
{
  struct weighing weighing = { .reading = reading };
  struct csv_buffers buffers = { 0 };
  struct found_files found;
  int result = check_version(reading, weights->source);
  if (result == 0)
    result = find_source_files(reading, weights->source, is_csv_name, "a .csv or .csv.gz", &found);
  for (size_t i = 0; result == 0 && i < found.files.len; i++)
    result = read_file(&weighing, &buffers, found.files.at[i].path);
  csv_buffers_free(&buffers);
  if (result)
    return -1;
  size_t count = weighing.weights.len;
  const char **categories = ARENA_ARRAY(reading->arena, const char *, count);
  double *numbers = ARENA_ARRAY(reading->arena, double, count);
  if (count)
    qsort(weighing.weights.at, count, sizeof *weighing.weights.at, by_category);
  if (check_twice(&weighing))
    return -1;
  for (size_t i = 0; i < count; i++) {
    categories[i] = weighing.weights.at[i].category.at;
    numbers[i] = weighing.weights.at[i].weight;
  }
  weights->column = weighing.column;
  weights->categories = categories;
  weights->weights = numbers;
  weights->count = count;
  return 0;
}

static bool is_absent(const struct source *source)
{
  for (size_t i = 0; i < source->path_count; i++)
    if (access(source->paths[i], F_OK) == 0)
      return false;
  return source->optional;
}

int read_severity_weights(struct reading *reading, struct facts *facts)
{
  const struct catalog *catalog = reading->catalog;
  struct severity_weights *all
    = ARENA_ARRAY(reading->arena, struct severity_weights, catalog->source_count);
  int result = 0;
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    if (source->reader != READER_SEVERITY_WEIGHTS)
      continue;
    struct severity_weights *weights = &all[facts->weights_count++];
    *weights = (struct severity_weights) { .source = source, .awaited = is_absent(source) };
    if (!weights->awaited && read_weights(reading, weights))
      result = -1;
  }
  facts->weights = all;
  return result;
}

const struct severity_weights *facts_weights(const struct facts *facts, const struct source *source)
{
  for (size_t i = 0; i < facts->weights_count; i++)
    if (facts->weights[i].source == source)
      return &facts->weights[i];
  return NULL;
}
