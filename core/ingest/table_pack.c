/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as the store keeps them: the facts as they are in memory, so that a kept table is used where
 * it was read; then months, categories and inputs. */
#include "ingest/pack.h"
#include "ingest/table_pack.h"

struct head {
  uint64_t facts, months, categories, names, inputs;
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

void table_pack(const struct fact_table *table, struct strbuf *out)
{
  struct head head = {
    .facts = table->fact_count,
    .months = table->month_count,
    .categories = table->category_count,
    .names = table->category_name_count,
    .inputs = table->input_count,
    .form = table->form,
    .has_denominators = table->denominators != NULL,
    .has_months = table->months != NULL,
    .awaited = table->awaited,
  };
  pack_raw(out, &head, sizeof head);
  pack_raw(out, table->facts, table->fact_count * sizeof *table->facts);
  if (head.has_denominators)
    pack_raw(out, table->denominators, table->fact_count * sizeof *table->denominators);
  pack_raw(out, table->months, table->month_count * sizeof *table->months);
  for (size_t i = 0; i < table->category_name_count; i++)
    pack_text(out, table->category_names[i]);
  for (size_t i = 0; i < table->category_count; i++)
    for (size_t j = 0; j < table->category_name_count; j++)
      pack_text(out, table->categories[i].values[j]);
  for (size_t i = 0; i < table->input_count; i++)
    pack_input(out, &table->inputs[i]);
}

/* ---- and back ------------------------------------------------------------------------------ */

/* COUNT elements of SIZE bytes, where they are; NULL when there are not as many. */
static const void *unpack_raw(struct packed *in, uint64_t count, size_t size)
{
  if (count > (uint64_t)(in->end - in->at) / size) {
    in->broken = true;
    return NULL;
  }
  return unpack_bytes(in, count * size).at;
}

static struct period unpack_period(struct packed *in)
{
  struct period period = { .last = (int32_t)unpack_signed(in) };
  period.kind = (enum period_kind)unpack_number(in);
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

static const char *const *unpack_texts(struct packed *in, struct arena *arena, size_t count)
{
  const char **texts = ARENA_ARRAY(arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    texts[i] = unpack_text(in, arena);
  return texts;
}

/* Whether every fact is of a place, a category and an input that there are. */
static bool facts_fit(const struct fact_table *table, size_t areas, size_t small_areas)
{
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    bool placed = fact->place < areas
      || (fact->place >= PLACE_SMALL && fact->place - PLACE_SMALL < small_areas)
      || fact->place == PLACE_UNASSIGNED || fact->place == PLACE_OUTSIDE
      || (fact->place >= PLACE_ELSEWHERE && fact->place < PLACE_ELSEWHERE + ELSEWHERE);
    if (!placed || fact->category >= table->category_count || fact->input >= table->input_count)
      return false;
  }
  return true;
}

int table_unpack(struct arena *arena, const void *blob, size_t len, size_t areas,
                 size_t small_areas, struct fact_table *ret_table)
{
  struct packed in = { .at = blob, .end = (const unsigned char *)blob + len };
  const struct head *head = unpack_raw(&in, 1, sizeof *head);
  if (!head || head->names > len || head->categories > len || head->inputs > len)
    return -1;
  struct fact_table table = { .form = (enum fact_form)head->form,
    .fact_count = head->facts,
    .month_count = head->months,
    .category_count = head->categories,
    .category_name_count = head->names,
    .input_count = head->inputs };
  table.facts = unpack_raw(&in, head->facts, sizeof *table.facts);
  if (head->has_denominators)
    table.denominators = unpack_raw(&in, head->facts, sizeof *table.denominators);
  const int32_t *months = unpack_raw(&in, head->months, sizeof *months);
  table.months = head->has_months ? months : NULL;
  table.category_names = unpack_texts(&in, arena, head->names);
  struct category *categories = ARENA_ARRAY(arena, struct category, head->categories);
  for (size_t i = 0; i < head->categories; i++)
    categories[i].values = unpack_texts(&in, arena, head->names);
  table.categories = categories;
  struct input *inputs = ARENA_ARRAY(arena, struct input, head->inputs);
  for (size_t i = 0; i < head->inputs; i++)
    inputs[i] = unpack_input(&in, arena);
  table.inputs = inputs;
  if (in.broken || in.at != in.end || !facts_fit(&table, areas, small_areas))
    return -1;
  ret_table->form = table.form;
  ret_table->awaited = head->awaited != 0;
  ret_table->facts = table.facts;
  ret_table->fact_count = table.fact_count;
  ret_table->denominators = table.denominators;
  ret_table->months = table.months;
  ret_table->month_count = table.month_count;
  ret_table->category_names = table.category_names;
  ret_table->category_name_count = table.category_name_count;
  ret_table->categories = table.categories;
  ret_table->category_count = table.category_count;
  ret_table->inputs = table.inputs;
  ret_table->input_count = table.input_count;
  return 0;
}
