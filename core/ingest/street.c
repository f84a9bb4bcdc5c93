/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Street months to facts: which codes are the partnership's, and what became of every row. */
#include "ingest/street.h"

#include "base/cleanup.h"

#include <stdlib.h>

/* The counts of one place in one month and file: of one code, or all that are outside together. */
struct cell {
  uint32_t place;
  int32_t month;
  uint32_t input;
  const uint32_t *counts;
};

struct making {
  struct reading *reading;
  struct arena *scratch;
  const struct street_months *months;
  struct cell *cells; /* by month */
  size_t cell_count;
  size_t fact_count;
  struct input *inputs;
  size_t input_count;
};

static uint64_t sum(const uint64_t *numbers)
{
  uint64_t total = 0;
  for (int i = 0; i < CRIME_TYPE_SLOTS; i++)
    total += numbers[i];
  return total;
}

static uint64_t code_rows(const struct street_code *code)
{
  uint64_t rows = 0;
  for (int i = 0; i < CRIME_TYPES; i++)
    rows += code->counts[i];
  return rows;
}

/* ---- rejected rows ------------------------------------------------------------------------- */

static void list_reject(struct reading *reading, const struct input *input,
                        const struct street_month *month, const struct street_reject *reject)
{
  struct loc loc = { .file = input->path, .line = reject->line };
  switch (reject->fault) {
  case STREET_FAULT_FIELDS:
    diag_warning(reading->diags, "STRATA-I010", loc,
                 "row rejected: it has another number of fields than the header");
    break;
  case STREET_FAULT_MONTH:
    diag_warning(reading->diags, "STRATA-I010", loc,
                 "row rejected: its month is '%s', the file's is %s", reject->text,
                 period_code(reading->arena,
                             (struct period) { .last = month->month, .kind = PERIOD_MONTH }));
    break;
  case STREET_FAULT_TYPE:
    diag_warning(reading->diags, "STRATA-I010", loc, "row rejected: unknown crime type '%s'",
                 reject->text);
    break;
  case STREET_FAULT_CODE:
    diag_warning(reading->diags, "STRATA-I010", loc, "row rejected: '%s' is no LSOA code",
                 reject->text);
    break;
  }
}

static void list_unknown(struct reading *reading, const struct input *input,
                         const struct street_code *code)
{
  struct loc loc = { .file = input->path, .line = code->first_line };
  uint64_t rows = code_rows(code);
  diag_warning(reading->diags, "STRATA-I010", loc,
               "%llu row%s rejected: LSOA code '%s' is in no area lookup", (unsigned long long)rows,
               rows == 1 ? "" : "s", code->code);
  diag_hint(reading->diags, "add a lookup of the vintage that has it to the workspace's sources");
}

/* ---- cells --------------------------------------------------------------------------------- */

static void add_cell(struct making *making, uint32_t place, int32_t month, uint32_t input,
                     const uint32_t *counts)
{
  size_t facts = 0;
  for (int i = 0; i < CRIME_TYPES; i++)
    facts += counts[i] != 0;
  making->fact_count += facts;
  if (facts)
    making->cells[making->cell_count++] =
      (struct cell) { .place = place, .month = month, .input = input, .counts = counts };
}

/* Judges every code of a month. */
static void take_month(struct making *making, const struct street_month *month, uint32_t input)
{
  struct reading *reading = making->reading;
  struct input *into = &making->inputs[input];
  uint32_t *outside = ARENA_ARRAY(making->scratch, uint32_t, CRIME_TYPES);
  uint64_t rejected = sum(month->rejected);
  size_t listed = 0;
  for (size_t i = 0; i < month->reject_count && listed < REJECTED_ROWS_LISTED; i++, listed++)
    list_reject(reading, into, month, &month->rejects[i]);
  uint64_t unlisted = rejected - listed;
  size_t near = 0;

  for (size_t i = 0; i < month->code_count; i++) {
    const struct street_code *code = &month->codes[i];
    uint64_t rows = code_rows(code);
    uint32_t place = *code->code
                       ? place_of_next(reading->places, str_of(code->code), &near)
                       : PLACE_UNASSIGNED;
    if (place == PLACE_UNASSIGNED) {
      into->unassigned += rows;
      add_cell(making, place, month->month, input, code->counts);
    } else if (place == PLACE_OUTSIDE) {
      into->outside += rows;
      for (int j = 0; j < CRIME_TYPES; j++)
        outside[j] += code->counts[j];
    } else if (place >= PLACE_SMALL && place < PLACE_UNASSIGNED) {
      into->counted += rows;
      add_cell(making, place, month->month, input, code->counts);
    } else if (rows) {
      rejected += rows;
      if (listed++ < REJECTED_ROWS_LISTED)
        list_unknown(reading, into, code);
      else
        unlisted += rows;
    }
  }
  add_cell(making, PLACE_OUTSIDE, month->month, input, outside);
  if (unlisted && rejected > unlisted)
    diag_warning(reading->diags, "STRATA-I010", LOC_FILE(into->path),
                 "%llu more rows rejected for reasons like these", (unsigned long long)unlisted);
  into->rows += month->rows;
  into->duplicates += sum(month->duplicates);
  into->rejected += rejected;
}

/* A month and the input that it came from. */
struct month_input {
  const struct street_month *month;
  uint32_t input;
};

static int by_path(const void *a, const void *b)
{
  const struct street_month *x = ((const struct month_input *)a)->month;
  const struct street_month *y = ((const struct month_input *)b)->month;
  int order = strcmp(x->path, y->path);
  return order ? order : (x->month > y->month) - (x->month < y->month);
}

static int by_month(const void *a, const void *b)
{
  const struct month_input *x = a, *y = b;
  if (x->month->month != y->month->month)
    return x->month->month < y->month->month ? -1 : 1;
  return (x->input > y->input) - (x->input < y->input);
}

/* One input a file, or a member of an archive, in the order of their paths. */
static void make_inputs(struct making *making, struct month_input *months, size_t count)
{
  struct arena *arena = making->reading->arena;
  making->inputs = ARENA_ARRAY(arena, struct input, count);
  for (size_t i = 0; i < count; i++) {
    const struct street_month *month = months[i].month;
    struct period period = { .last = month->month, .kind = PERIOD_MONTH };
    if (i == 0 || strcmp(months[i - 1].month->path, month->path) != 0) {
      struct input *input = &making->inputs[making->input_count++];
      const char *slash = strrchr(month->path, '/');
      input->path = arena_strdup(arena, month->path);
      input->name = slash ? input->path + (slash + 1 - month->path) : input->path;
      memcpy(input->hash, month->hash, sizeof input->hash);
      input->first = period;
    }
    months[i].input = (uint32_t)making->input_count - 1;
    making->inputs[months[i].input].last = period;
  }
}

static void take_months(struct making *making)
{
  size_t count = making->months->months.len;
  struct month_input *months = ARENA_ARRAY(making->scratch, struct month_input, count);
  size_t most_cells = count; /* one a month for all that are outside */
  for (size_t i = 0; i < count; i++) {
    months[i].month = &making->months->months.at[i];
    most_cells += months[i].month->code_count;
  }
  making->cells = ARENA_ARRAY(making->scratch, struct cell, most_cells);
  qsort(months, count, sizeof *months, by_path);
  make_inputs(making, months, count);
  qsort(months, count, sizeof *months, by_month);
  for (size_t i = 0; i < count; i++)
    take_month(making, months[i].month, months[i].input);
}

/* ---- facts --------------------------------------------------------------------------------- */

static size_t place_number(const struct making *making, uint32_t place)
{
  size_t small_count;
  (void)places_small_areas(making->reading->places, &small_count);
  return place < PLACE_UNASSIGNED ? place - PLACE_SMALL : small_count + (place - PLACE_UNASSIGNED);
}

/* The cells, which are by month, by place and then month. */
static const struct cell *by_place(const struct making *making)
{
  size_t count = making->cell_count, places = place_number(making, PLACE_OUTSIDE) + 1;
  size_t *first = ARENA_ARRAY(making->scratch, size_t, places + 1);
  struct cell *sorted = ARENA_ARRAY(making->scratch, struct cell, count);
  for (size_t i = 0; i < count; i++)
    first[place_number(making, making->cells[i].place) + 1]++;
  for (size_t i = 0; i < places; i++)
    first[i + 1] += first[i];
  for (size_t i = 0; i < count; i++)
    sorted[first[place_number(making, making->cells[i].place)]++] = making->cells[i];
  return sorted;
}

/* One a crime type, so that a type is the number of its category. */
static void make_categories(struct making *making, struct fact_table *table)
{
  struct arena *arena = making->reading->arena;
  struct category *categories = ARENA_ARRAY(arena, struct category, CRIME_TYPES);
  const char **names = ARENA_ARRAY(arena, const char *, 1);
  names[0] = "crime type";
  for (int i = 0; i < CRIME_TYPES; i++) {
    const char **values = ARENA_ARRAY(arena, const char *, 1);
    values[0] = crime_type_name(i);
    categories[i].values = values;
  }
  table->category_count = CRIME_TYPES;
  table->category_names = names;
  table->category_name_count = 1;
  table->categories = categories;
}

/* The facts of cells FROM to TO, all of one place and month, by category and input. */
static size_t put_facts(const struct cell *from, const struct cell *to, struct fact *facts)
{
  size_t count = 0;
  for (int type = 0; type < CRIME_TYPES; type++)
    for (const struct cell *cell = from; cell < to; cell++) {
      if (!cell->counts[type])
        continue;
      facts[count++] = (struct fact) {
        .place = cell->place,
        .month = cell->month,
        .kind = PERIOD_MONTH,
        .category = (uint16_t)type,
        .input = cell->input,
        .value = cell->counts[type],
      };
    }
  return count;
}

static void make_facts(struct making *making, struct fact_table *table)
{
  struct fact *facts = ARENA_ARRAY(making->reading->arena, struct fact, making->fact_count);
  const struct cell *cells = by_place(making), *end = cells + making->cell_count;
  for (const struct cell *from = cells, *to; from < end; from = to) {
    for (to = from + 1; to < end && to->place == from->place && to->month == from->month;)
      to++;
    table->fact_count += put_facts(from, to, facts + table->fact_count);
  }
  table->facts = facts;
}

/* A month was supplied when every force of the source has it. */
static void make_months(struct making *making, struct fact_table *table)
{
  const struct street_month *months = making->months->months.at;
  size_t count = making->months->months.len, forces = 0;
  for (size_t i = 0, same = 0; i < count; i++) {
    same = i && months[i].month == months[i - 1].month ? same + 1 : 1;
    forces = same > forces ? same : forces;
  }
  int32_t *supplied = ARENA_ARRAY(making->reading->arena, int32_t, count);
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && months[to].month == months[from].month;)
      to++;
    if (to - from == forces || !*months[from].slug) {
      supplied[table->month_count++] = months[from].month;
      continue;
    }
    diag_warning(making->reading->diags, "STRATA-I015",
                 LOC_FILE(arena_strdup(making->reading->arena, months[from].path)),
                 "%s is there for %zu of %zu forces: it counts as not supplied",
                 period_code(making->reading->arena,
                             (struct period) { .last = months[from].month, .kind = PERIOD_MONTH }),
                 to - from, forces);
    diag_hint(making->reading->diags,
              "add the other forces' files, or say 'force:' in the source to use one force only");
  }
  table->months = supplied;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static int no_months(struct reading *reading, const struct source *source)
{
  diag_error(reading->diags, "STRATA-I016", source->loc,
             "source '%s': no file is of the force '%s'", source->id, source->force);
  diag_hint(reading->diags, "'force' is written as in the files' column Falls within, for example "
                            "Lancashire Constabulary");
  return -1;
}

int read_street(struct reading *reading, const struct source *source, struct fact_table *table)
{
  auto_arena struct arena *scratch = arena_new();
  struct street_months months;
  if (!places_known(reading->places)) {
    diag_error(reading->diags, "STRATA-I020", source->loc,
               "source '%s' gives LSOA codes, and there is no area lookup to place them",
               source->id);
    diag_hint(reading->diags, "declare a source with 'reader: area-lookup', such as "
                              "data/areas/lsoa-to-district.csv");
    return -1;
  }
  if (street_gather(reading, source, scratch, &months))
    return -1;
  if (months.months.len == 0) {
    table->awaited = source->optional;
    return source->force && months.files ? no_months(reading, source) : 0;
  }
  struct making making = { .reading = reading, .scratch = scratch, .months = &months };
  take_months(&making);
  make_categories(&making, table);
  make_facts(&making, table);
  make_months(&making, table);
  street_make_revisions(reading, source, &months, table);
  table->form = FACTS_COUNTS;
  table->inputs = making.inputs;
  table->input_count = making.input_count;
  return 0;
}
