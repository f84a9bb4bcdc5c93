/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Street months to facts: which codes are the partnership's, and what became of every row. */
#include "ingest/street.h"

#include "base/cleanup.h"

#include <stdlib.h>

/* The counts of one place in one month: of one code, or all that are outside together. */
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
  VEC(struct cell) cells;
  struct input *inputs;
  size_t input_count;
  uint16_t category[CRIME_TYPES];
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
  bool any = false;
  for (int i = 0; i < CRIME_TYPES; i++)
    any |= counts[i] != 0;
  if (any)
    *VEC_ADD(making->scratch, &making->cells) =
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

  for (size_t i = 0; i < month->code_count; i++) {
    const struct street_code *code = &month->codes[i];
    uint64_t rows = code_rows(code);
    uint32_t place = *code->code ? place_of(reading->places, str_of(code->code)) : PLACE_UNASSIGNED;
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

static int by_input_path(const void *a, const void *b)
{
  const struct street_month *const *x = a, *const *y = b;
  int order = strcmp((*x)->path, (*y)->path);
  return order ? order : ((*x)->month > (*y)->month) - ((*x)->month < (*y)->month);
}

/* One input a file, or a member of an archive. */
static void take_months(struct making *making)
{
  struct reading *reading = making->reading;
  size_t count = making->months->months.len;
  const struct street_month **order =
    ARENA_ARRAY(making->scratch, const struct street_month *, count);
  for (size_t i = 0; i < count; i++)
    order[i] = &making->months->months.at[i];
  if (count)
    qsort(order, count, sizeof *order, by_input_path);
  making->inputs = ARENA_ARRAY(reading->arena, struct input, count);
  for (size_t i = 0; i < count; i++) {
    struct period period = { .last = order[i]->month, .kind = PERIOD_MONTH };
    if (i == 0 || strcmp(order[i - 1]->path, order[i]->path) != 0) {
      struct input *input = &making->inputs[making->input_count++];
      const char *slash = strrchr(order[i]->path, '/');
      input->path = arena_strdup(reading->arena, order[i]->path);
      input->name = slash ? input->path + (slash + 1 - order[i]->path) : input->path;
      memcpy(input->hash, order[i]->hash, sizeof input->hash);
      input->first = period;
    }
    making->inputs[making->input_count - 1].last = period;
    take_month(making, order[i], (uint32_t)making->input_count - 1);
  }
}

/* ---- facts --------------------------------------------------------------------------------- */

static int by_place_month(const void *a, const void *b)
{
  const struct cell *x = a, *y = b;
  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  if (x->month != y->month)
    return x->month < y->month ? -1 : 1;
  return (x->input > y->input) - (x->input < y->input);
}

/* All types that there are, also those of which nothing was recorded: none is a count. */
static void make_categories(struct making *making, struct fact_table *table)
{
  struct arena *arena = making->reading->arena;
  struct category *categories = ARENA_ARRAY(arena, struct category, CRIME_TYPES);
  const char **names = ARENA_ARRAY(arena, const char *, 1);
  names[0] = "crime type";
  for (int i = 0; i < CRIME_TYPES; i++) {
    const char **values = ARENA_ARRAY(arena, const char *, 1);
    values[0] = crime_type_name(i);
    making->category[i] = (uint16_t)table->category_count;
    categories[table->category_count++].values = values;
  }
  table->category_names = names;
  table->category_name_count = 1;
  table->categories = categories;
}

/* The facts of cells FROM to TO, all of one place and month, by category. */
static size_t put_facts(const struct making *making, size_t from, size_t to, struct fact *facts)
{
  size_t count = 0;
  for (int type = 0; type < CRIME_TYPES; type++)
    for (size_t i = from; i < to; i++) {
      const struct cell *cell = &making->cells.at[i];
      if (!cell->counts[type])
        continue;
      if (facts)
        facts[count] = (struct fact) {
          .place = cell->place,
          .month = cell->month,
          .kind = PERIOD_MONTH,
          .category = making->category[type],
          .input = cell->input,
          .value = cell->counts[type],
        };
      count++;
    }
  return count;
}

static size_t put_all_facts(const struct making *making, struct fact *facts)
{
  size_t count = 0;
  for (size_t from = 0, to; from < making->cells.len; from = to) {
    const struct cell *cells = making->cells.at;
    for (to = from + 1; to < making->cells.len && cells[to].place == cells[from].place
         && cells[to].month == cells[from].month;)
      to++;
    count += put_facts(making, from, to, facts ? facts + count : NULL);
  }
  return count;
}

static void make_facts(struct making *making, struct fact_table *table)
{
  if (making->cells.len)
    qsort(making->cells.at, making->cells.len, sizeof *making->cells.at, by_place_month);
  table->fact_count = put_all_facts(making, NULL);
  struct fact *facts = ARENA_ARRAY(making->reading->arena, struct fact, table->fact_count);
  put_all_facts(making, facts);
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
    return source->optional || !source->force ? 0 : no_months(reading, source);
  }
  struct making making = { .reading = reading, .scratch = scratch, .months = &months };
  take_months(&making);
  make_categories(&making, table);
  make_facts(&making, table);
  make_months(&making, table);
  table->form = FACTS_COUNTS;
  table->inputs = making.inputs;
  table->input_count = making.input_count;
  return 0;
}
