/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From facts back to rows: the inputs are read once more, by the same readers. */
#include "base/cleanup.h"
#include "ingest/street.h"

#include <stdlib.h>

struct explaining {
  struct reading *reading;
  const struct facts *facts;
  const struct fact_table *table;
  bool (*wanted)(void *user, const struct fact *fact);
  void (*take)(void *user, const struct source_row *row);
  void *user;
  int categories[CRIME_TYPES]; /* of the table; -1: a type that it does not have */
};

static const char *code_of(const struct facts *facts, const struct fact *fact)
{
  bool small = fact->place >= PLACE_SMALL && fact->place < PLACE_UNASSIGNED;
  return small ? facts->small_areas[fact->place - PLACE_SMALL].code : "";
}

/* ---- street crime -------------------------------------------------------------------------- */

static int input_of(const struct fact_table *table, const char *path)
{
  for (size_t i = 0; i < table->input_count; i++)
    if (strcmp(table->inputs[i].path, path) == 0)
      return (int)i;
  return NO_INDEX;
}

/* Whether a later release counts instead of this file's month. */
static bool is_superseded(const struct fact_table *table, const char *path, int32_t month)
{
  for (size_t i = 0; i < table->revision_count; i++)
    if (table->revisions[i].month == month && strcmp(table->revisions[i].earlier_path, path) == 0)
      return true;
  return false;
}

static void take_street_row(void *user, const struct street_month *month, uint32_t line,
                            struct str text, const char *code, int type, uint32_t count)
{
  struct explaining *explaining = user;
  int input = input_of(explaining->table, month->path);
  if (input == NO_INDEX || type >= CRIME_TYPES || explaining->categories[type] < 0
      || is_superseded(explaining->table, month->path, month->month))
    return;
  struct fact fact = {
    .place = *code ? place_of(explaining->reading->places, str_of(code)) : PLACE_UNASSIGNED,
    .month = month->month,
    .kind = PERIOD_MONTH,
    .category = (uint16_t)explaining->categories[type],
    .input = (uint32_t)input,
    .value = count,
  };
  if (fact.place == PLACE_UNKNOWN || !explaining->wanted(explaining->user, &fact))
    return;
  struct source_row row = { .input = &explaining->table->inputs[input], .line = line,
    .fact = &fact, .code = code, .text = text };
  explaining->take(explaining->user, &row);
}

/* The file on disk that holds an input: of an archive's member, the archive. */
static bool holds_input(const char *path, const char *input)
{
  size_t len = strlen(path);
  return strncmp(path, input, len) == 0 && (input[len] == '\0' || input[len] == '/');
}

static bool *inputs_needed(struct explaining *explaining, struct arena *scratch)
{
  bool *needed = ARENA_ARRAY(scratch, bool, explaining->table->input_count);
  for (size_t i = 0; i < explaining->table->fact_count; i++) {
    const struct fact *fact = &explaining->table->facts[i];
    if (!needed[fact->input])
      needed[fact->input] = explaining->wanted(explaining->user, fact);
  }
  return needed;
}

static int explain_street(struct explaining *explaining, struct arena *scratch)
{
  const struct fact_table *table = explaining->table;
  struct found_files found;
  for (int type = 0; type < CRIME_TYPES; type++) {
    explaining->categories[type] = -1;
    for (size_t i = 0; i < table->category_count; i++)
      if (strcmp(table->categories[i].values[0], crime_type_name(type)) == 0)
        explaining->categories[type] = (int)i;
  }
  if (find_source_files(explaining->reading, table->source, is_street_name,
                        "named like 2025-12-lancashire-street.csv", &found))
    return -1;
  const bool *needed = inputs_needed(explaining, scratch);
  struct street_watch watch = { take_street_row, explaining };
  struct street_worker *worker = street_worker_new();
  int result = 0;
  for (size_t i = 0; i < found.files.len; i++) {
    bool any = false;
    for (size_t j = 0; j < table->input_count && !any; j++)
      any = needed[j] && holds_input(found.files.at[i].path, table->inputs[j].path);
    struct street_months months;
    if (any
        && street_read_file(worker, scratch, found.files.at[i].path, table->source->force, &watch,
                            explaining->reading->diags, &months))
      result = -1;
  }
  street_worker_free(worker);
  return result;
}

/* ---- other sources ------------------------------------------------------------------------- */

struct lined_fact {
  struct fact fact;
  uint32_t line;
};

struct lined_facts {
  struct explaining *explaining;
  struct arena *arena;
  VEC(struct lined_fact) facts;
};

static void keep_fact(void *user, const struct fact *fact, uint32_t line)
{
  struct lined_facts *lined = user;
  if (lined->explaining->wanted(lined->explaining->user, fact))
    *VEC_ADD(lined->arena, &lined->facts) = (struct lined_fact) { *fact, line };
}

static int by_line(const void *a, const void *b)
{
  const struct lined_fact *x = a, *y = b;
  if (x->fact.input != y->fact.input)
    return x->fact.input < y->fact.input ? -1 : 1;
  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  return (x->fact.category > y->fact.category) - (x->fact.category < y->fact.category);
}

static int explain_table(struct explaining *explaining, struct arena *scratch)
{
  struct lined_facts lined = { .explaining = explaining, .arena = scratch };
  struct reading_watch watch = { keep_fact, &lined };
  struct fact_table again = { 0 };
  explaining->reading->watch = &watch;
  if (read_source(explaining->reading, explaining->table->source, &again))
    return -1;
  if (lined.facts.len)
    qsort(lined.facts.at, lined.facts.len, sizeof *lined.facts.at, by_line);
  for (size_t i = 0; i < lined.facts.len; i++) {
    const struct lined_fact *fact = &lined.facts.at[i];
    if (fact->fact.input >= explaining->table->input_count)
      continue;
    struct source_row row = {
      .input = &explaining->table->inputs[fact->fact.input],
      .line = fact->line,
      .fact = &fact->fact,
      .code = code_of(explaining->facts, &fact->fact),
      .text = STR(""),
    };
    explaining->take(explaining->user, &row);
  }
  return 0;
}

int ingest_explain(const struct facts *facts, const struct fact_table *table,
                   const struct ingest_request *request,
                   bool (*wanted)(void *user, const struct fact *fact),
                   void (*take)(void *user, const struct source_row *row), void *user,
                   struct diags *diags)
{
  auto_arena struct arena *scratch = arena_new();
  struct reading reading = { .arena = scratch, .catalog = facts->catalog, .request = request,
    .diags = diags };
  struct explaining explaining = { .reading = &reading, .facts = facts, .table = table,
    .wanted = wanted, .take = take, .user = user };
  if (recognise_readers(&reading) || read_places(&reading, &reading.places))
    return -1;
  enum reader reader = reader_of(&reading, table->source);
  bool street = reader == READER_STREET || reader == READER_STREET_COUNTS;
  return street ? explain_street(&explaining, scratch) : explain_table(&explaining, scratch);
}
