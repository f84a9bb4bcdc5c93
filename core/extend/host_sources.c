/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declared inputs, and the reconciliation of their rows. */
#include "extend/host.h"

#include "base/num.h"

static const struct fact_table *table_of(const struct facts *facts, const struct source *source)
{
  for (size_t i = 0; i < facts->table_count; i++)
    if (facts->tables[i].source == source)
      return &facts->tables[i];
  return NULL;
}

/* "November 2022 to December 2023; May 2024": the gaps between the months that were supplied. */
static const char *missing_words(struct arena *arena, const struct fact_table *table)
{
  struct strbuf words = STRBUF(arena);
  for (size_t i = 1; i < table->month_count; i++) {
    int32_t from = table->months[i - 1] + 1, to = table->months[i] - 1;
    if (from > to)
      continue;
    if (words.len)
      strbuf_add_text(&words, "; ");
    strbuf_add_text(&words, period_words(arena, (struct period) { from, PERIOD_MONTH }));
    if (to > from)
      strbuf_printf(&words, " to %s", period_words(arena, (struct period) { to, PERIOD_MONTH }));
  }
  return strbuf_text(&words);
}

/* What later releases changed, month by month. */
static const char *revised_words(struct arena *arena, const struct fact_table *table)
{
  struct strbuf words = STRBUF(arena);
  for (size_t i = 0; i < table->revision_count; i++) {
    const struct revision *revision = &table->revisions[i];
    if (!revision->added && !revision->removed)
      continue;
    strbuf_printf(&words, "%s%s: %s rows more and %s fewer", words.len ? "; " : "",
                  period_words(arena, (struct period) { revision->month, PERIOD_MONTH }),
                  num_format(arena, (double)revision->added, 0, NUM_GROUPED),
                  num_format(arena, (double)revision->removed, 0, NUM_GROUPED));
  }
  return strbuf_text(&words);
}

static void add_rows(struct strata_run *run, struct strata_source *info,
                     const struct fact_table *table)
{
  struct period first = { 0 }, last = { 0 };
  uint64_t rows = 0, counted = 0, unassigned = 0, outside = 0, duplicates = 0, rejected = 0;
  for (size_t i = 0; i < table->input_count; i++) {
    const struct input *input = &table->inputs[i];
    rows += input->rows;
    counted += input->counted;
    unassigned += input->unassigned;
    outside += input->outside;
    duplicates += input->duplicates;
    rejected += input->rejected;
    if (!input->first.last)
      continue;
    if (!first.last || period_compare(input->first, first) < 0)
      first = input->first;
    if (!last.last || period_compare(input->last, last) > 0)
      last = input->last;
  }
  info->files = (int64_t)table->input_count;
  info->first = first.last ? run_period_code(run, first) : NULL;
  info->last = last.last ? run_period_code(run, last) : NULL;
  info->missing = missing_words(run->arena, table);
  info->revised = revised_words(run->arena, table);
  if (!table->input_count)
    return;
  info->rows = (int64_t)rows;
  info->counted = (int64_t)counted;
  info->unassigned = (int64_t)unassigned;
  info->outside = (int64_t)outside;
  info->duplicates = (int64_t)duplicates;
  info->rejected = (int64_t)rejected;
}

/* What figures() puts may be for everybody, so that it is not told of what is not. */
static bool is_told(const struct strata_run *run, const struct source *source)
{
  return *source->id && !(run->in_figures && source->marking != MARKING_OFFICIAL);
}

const struct strata_source *const *host_sources(struct strata_run *run, size_t *ret_count)
{
  const struct catalog *catalog = run->catalog;
  size_t count = 0;
  for (size_t i = 0; i < catalog->source_count; i++)
    count += is_told(run, &catalog->sources[i]);
  *ret_count = count;
  if (run->sources)
    return run->sources;
  const struct strata_source **all
    = ARENA_ARRAY(run->arena, const struct strata_source *, catalog->source_count);
  size_t kept = 0;
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    if (!is_told(run, source))
      continue;
    const struct source *read = &run->facts->catalog->sources[i];
    const struct fact_table *table = table_of(run->facts, read);
    const struct severity_weights *weights = facts_weights(run->facts, read);
    const struct event_list *events = facts_events(run->facts, read);
    struct strata_source *info = ARENA_NEW(run->arena, struct strata_source);
    *info = (struct strata_source) {
      .struct_size = sizeof *info,
      .id = source->id,
      .title = source->title,
      .publisher = source->publisher,
      .licence = source->licence,
      .measure = source->measure,
      .awaited = (table && table->awaited) || (weights && weights->awaited)
        || (events && events->awaited),
      .awaited_from = source->awaited_from,
      .how = source->how,
      .restricted = source->restricted,
      .missing = "",
      .revised = "",
      .rows = -1,
      .counted = -1,
      .unassigned = -1,
      .outside = -1,
      .duplicates = -1,
      .rejected = -1,
    };
    if (table)
      add_rows(run, info, table);
    all[kept++] = info;
  }
  return run->sources = all;
}
