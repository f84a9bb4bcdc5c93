/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as the store keeps them: the facts as they are in memory, so that a kept table is used where
 * it lies; then months, categories, inputs, revisions, and what there was to say.  A change here needs
 * another kind in table_kept.c. */
#include "ingest/pack.h"
#include "ingest/table_pack.h"

struct head {
  uint64_t facts, months, categories, names, inputs, revisions, changes, said;
  uint32_t form, has_denominators, has_months, awaited;
};

static void pack_raw(struct strbuf *out, const void *bytes, size_t len)
{
  if (len)
    strbuf_add(out, (struct str) { bytes, len });
}

static void pack_period(struct strbuf *out, struct period period)
{
  pack_signed(out, period.last);
  pack_number(out, (uint64_t)period.kind);
}

static void pack_input(struct strbuf *out, const struct input *input)
{
  pack_text(out, input->path);
  pack_number(out, (uint64_t)(input->name - input->path));
  pack_raw(out, input->hash, sizeof input->hash);
  pack_period(out, input->first);
  pack_period(out, input->last);
  const uint64_t rows[] = { input->rows, input->counted, input->unassigned, input->outside,
    input->duplicates, input->rejected };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    pack_number(out, rows[i]);
}

static void pack_revision(struct strbuf *out, const struct revision *revision)
{
  const char *const texts[] = { revision->earlier, revision->later, revision->earlier_path,
    revision->later_path };
  const uint64_t rows[] = { revision->rows_before, revision->rows_after, revision->added,
    revision->removed };
  pack_signed(out, revision->month);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    pack_text(out, texts[i]);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    pack_number(out, rows[i]);
}

static void pack_change(struct strbuf *out, const struct fact_change *change)
{
  pack_number(out, change->place);
  pack_signed(out, change->month);
  pack_number(out, change->category);
  pack_raw(out, &change->by, sizeof change->by);
}

static void pack_diag(struct strbuf *out, const struct diag *diag)
{
  pack_number(out, (uint64_t)diag->severity);
  pack_text(out, diag->code);
  pack_number(out, diag->loc.file != NULL);
  pack_text(out, diag->loc.file ? diag->loc.file : "");
  pack_number(out, diag->loc.line);
  pack_number(out, diag->loc.col);
  pack_number(out, diag->loc.end_col);
  pack_text(out, diag->message);
  pack_number(out, diag->hint_count);
  for (size_t i = 0; i < diag->hint_count; i++)
    pack_text(out, diag->hints[i]);
}

static struct str raw_part(const void *at, size_t len)
{
  return (struct str) { at, at ? len : 0 };
}

void table_pack(struct arena *arena, const struct fact_table *table, const struct diags *said,
                struct str ret_parts[TABLE_PARTS])
{
  struct head *head = ARENA_NEW(arena, struct head);
  *head = (struct head) {
    .facts = table->fact_count,
    .months = table->month_count,
    .categories = table->category_count,
    .names = table->category_name_count,
    .inputs = table->input_count,
    .revisions = table->revision_count,
    .changes = table->change_count,
    .said = diags_count(said),
    .form = table->form,
    .has_denominators = table->denominators != NULL,
    .has_months = table->months != NULL,
    .awaited = table->awaited,
  };
  struct strbuf rest = STRBUF(arena);
  for (size_t i = 0; i < table->category_name_count; i++)
    pack_text(&rest, table->category_names[i]);
  for (size_t i = 0; i < table->category_count; i++)
    for (size_t j = 0; j < table->category_name_count; j++)
      pack_text(&rest, table->categories[i].values[j]);
  for (size_t i = 0; i < table->input_count; i++)
    pack_input(&rest, &table->inputs[i]);
  for (size_t i = 0; i < table->revision_count; i++)
    pack_revision(&rest, &table->revisions[i]);
  for (size_t i = 0; i < table->change_count; i++)
    pack_change(&rest, &table->changes[i]);
  for (size_t i = 0; i < diags_count(said); i++)
    pack_diag(&rest, diags_at(said, i));
  const struct str parts[TABLE_PARTS] = {
    raw_part(head, sizeof *head),
    raw_part(table->facts, table->fact_count * sizeof *table->facts),
    raw_part(table->denominators, table->fact_count * sizeof *table->denominators),
    raw_part(table->months, table->month_count * sizeof *table->months),
    strbuf_str(&rest),
  };
  memcpy(ret_parts, parts, sizeof parts);
}

/* ---- and back ------------------------------------------------------------------------------ */

/* COUNT elements of SIZE bytes, where they are; NULL when there are not as many. */
static const void *unpack_raw(struct packed *in, uint64_t count, size_t size)
{
  if (in->broken || count > (uint64_t)(in->end - in->at) / size) {
    in->broken = true;
    return NULL;
  }
  return unpack_bytes(in, count * size).at;
}

/* With a year before and after it that can be named. */
static bool is_month(int64_t month)
{
  enum { YEARS = 9999, MONTHS = 12 };
  return month >= MONTHS && month < YEARS * MONTHS;
}

static int32_t unpack_month(struct packed *in)
{
  int64_t month = unpack_signed(in);
  in->broken |= !is_month(month);
  return in->broken ? 0 : (int32_t)month;
}

static struct period unpack_period(struct packed *in)
{
  struct period period = { .last = unpack_month(in) };
  uint64_t kind = unpack_number(in);
  in->broken |= kind > PERIOD_YEAR_ENDING;
  period.kind = in->broken ? PERIOD_MONTH : (enum period_kind)kind;
  return period;
}

static struct input unpack_input(struct packed *in, struct arena *arena)
{
  struct input input = { .path = unpack_text(in, arena) };
  size_t name = (size_t)unpack_number(in);
  in->broken |= name > strlen(input.path);
  input.name = in->broken ? "" : input.path + name;
  unpack_hash(in, input.hash);
  input.first = unpack_period(in);
  input.last = unpack_period(in);
  uint64_t *const rows[] = { &input.rows, &input.counted, &input.unassigned, &input.outside,
    &input.duplicates, &input.rejected };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    *rows[i] = unpack_number(in);
  return input;
}

static struct revision unpack_revision(struct packed *in, struct arena *arena)
{
  struct revision revision = { .month = unpack_month(in) };
  const char **const texts[] = { &revision.earlier, &revision.later, &revision.earlier_path,
    &revision.later_path };
  uint64_t *const rows[] = { &revision.rows_before, &revision.rows_after, &revision.added,
    &revision.removed };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    *texts[i] = unpack_text(in, arena);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    *rows[i] = unpack_number(in);
  return revision;
}

static const char *const *unpack_texts(struct packed *in, struct arena *arena, uint64_t count)
{
  in->broken |= count > (uint64_t)(in->end - in->at); /* each takes a byte at least */
  if (in->broken)
    return NULL;
  const char **texts = ARENA_ARRAY(arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    texts[i] = unpack_text(in, arena);
  return texts;
}

/* Says again what there was to say. */
static void unpack_diag(struct packed *in, struct arena *arena, struct diags *diags)
{
  uint64_t severity = unpack_number(in);
  const char *code = unpack_text(in, arena);
  bool has_file = unpack_number(in) != 0;
  const char *file = unpack_text(in, arena);
  struct loc loc = { .file = has_file ? file : NULL };
  uint32_t *const numbers[] = { &loc.line, &loc.col, &loc.end_col };
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    *numbers[i] = (uint32_t)unpack_number(in);
  const char *message = unpack_text(in, arena);
  uint64_t hint_count = unpack_number(in);
  const char *const *hints = unpack_texts(in, arena, hint_count);
  in->broken |= severity > SEVERITY_WARNING; /* nothing is kept of a table with errors */
  if (in->broken)
    return;
  diag_add(diags, (enum severity)severity, code, loc, "%s", message);
  for (size_t i = 0; i < hint_count; i++)
    diag_hint(diags, "%s", hints[i]);
}

/* ---- whether it fits ----------------------------------------------------------------------- */

static bool is_place(uint32_t place, const struct table_bounds *bounds)
{
  return place < bounds->areas
    || (place >= PLACE_SMALL && place - PLACE_SMALL < bounds->small_areas)
    || place == PLACE_UNASSIGNED || place == PLACE_OUTSIDE
    || (place >= PLACE_ELSEWHERE && place - PLACE_ELSEWHERE < bounds->elsewhere);
}

static struct fact_change unpack_change(struct packed *in, const struct fact_table *table,
                                        const struct table_bounds *bounds)
{
  uint64_t place = unpack_number(in);
  struct fact_change change = { .place = (uint32_t)place, .month = unpack_month(in) };
  uint64_t category = unpack_number(in);
  change.category = (uint16_t)category;
  const void *by = unpack_raw(in, 1, sizeof change.by);
  if (by)
    memcpy(&change.by, by, sizeof change.by);
  in->broken |= place > UINT32_MAX || !is_place(change.place, bounds)
    || category >= table->category_count;
  return change;
}

/* Whether every fact is of a place, a period, a category and an input that there are, and places are
 * in order. */
static bool facts_fit(const struct fact_table *table, const struct table_bounds *bounds)
{
  uint32_t place = 0;
  bool fit = true;
  for (size_t i = 0; i < table->fact_count && fit; i++) {
    const struct fact *fact = &table->facts[i];
    if (i == 0 || fact->place != place)
      fit = fact->place >= place && is_place(fact->place, bounds);
    place = fact->place;
    fit = fit && is_month(fact->month) && fact->kind <= PERIOD_YEAR_ENDING
      && fact->category < table->category_count && fact->input < table->input_count;
  }
  return fit;
}

static bool months_fit(const struct fact_table *table)
{
  for (size_t i = 0; i < table->month_count && table->months; i++)
    if (!is_month(table->months[i]) || (i && table->months[i] <= table->months[i - 1]))
      return false;
  return true;
}

/* The lists after the arrays. */
static void unpack_rest(struct packed *in, struct arena *arena, const struct table_bounds *bounds,
                        struct fact_table *table)
{
  table->category_names = unpack_texts(in, arena, table->category_name_count);
  struct category *categories = ARENA_ARRAY(arena, struct category, table->category_count);
  for (size_t i = 0; i < table->category_count && !in->broken; i++)
    categories[i].values = unpack_texts(in, arena, table->category_name_count);
  table->categories = categories;
  struct input *inputs = ARENA_ARRAY(arena, struct input, table->input_count);
  for (size_t i = 0; i < table->input_count && !in->broken; i++)
    inputs[i] = unpack_input(in, arena);
  table->inputs = inputs;
  struct revision *revisions = ARENA_ARRAY(arena, struct revision, table->revision_count);
  for (size_t i = 0; i < table->revision_count && !in->broken; i++)
    revisions[i] = unpack_revision(in, arena);
  table->revisions = revisions;
  struct fact_change *changes = ARENA_ARRAY(arena, struct fact_change, table->change_count);
  for (size_t i = 0; i < table->change_count && !in->broken; i++)
    changes[i] = unpack_change(in, table, bounds);
  table->changes = changes;
}

int table_unpack(struct arena *arena, const void *blob, size_t len,
                 const struct table_bounds *bounds, struct diags *said,
                 struct fact_table *ret_table)
{
  struct packed in = { .at = blob, .end = (const unsigned char *)blob + len };
  const struct head *head = unpack_raw(&in, 1, sizeof *head);
  /* Each takes a byte at least, but for combinations of no names, of which there is one. */
  if (!head || head->names > len || head->categories > len || head->inputs > len
      || head->revisions > len || head->changes > len || head->said > len
      || head->form > FACTS_VALUES
      || (head->form == FACTS_RATIOS) != (head->has_denominators != 0))
    return -1;
  struct fact_table table = { .source = ret_table->source,
    .measure = ret_table->measure,
    .form = (enum fact_form)head->form,
    .awaited = head->awaited != 0,
    .fact_count = head->facts,
    .month_count = head->months,
    .category_count = head->categories,
    .category_name_count = head->names,
    .input_count = head->inputs,
    .revision_count = head->revisions,
    .change_count = head->changes };
  table.facts = unpack_raw(&in, head->facts, sizeof *table.facts);
  if (head->has_denominators)
    table.denominators = unpack_raw(&in, head->facts, sizeof *table.denominators);
  const int32_t *months = unpack_raw(&in, head->months, sizeof *months);
  table.months = head->has_months ? months : NULL;
  if (in.broken || !facts_fit(&table, bounds) || !months_fit(&table))
    return -1;
  unpack_rest(&in, arena, bounds, &table);
  struct diags *again = diags_new(arena);
  for (size_t i = 0; i < head->said && !in.broken; i++)
    unpack_diag(&in, arena, again);
  if (in.broken || in.at != in.end)
    return -1;
  diags_append(said, again);
  *ret_table = table;
  return 0;
}
