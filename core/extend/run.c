/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/run.h"

#include "base/suggest.h"
#include "define/front_matter.h"
#include "extend/text_file.h"

#include <stdio.h>

/* ---- failing ------------------------------------------------------------------------------- */

static void keep_failure(struct strata_run *run, const char *code, const char *message)
{
  if (run->failure.message)
    return;
  run->failure.code = code;
  run->failure.message = message;
  run->failure.loc = run->loc;
}

int run_fail(struct strata_run *run, const char *code, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  keep_failure(run, code, arena_vprintf(run->arena, format, args));
  va_end(args);
  return -1;
}

int run_fail_near(struct strata_run *run, const char *code, const char *wrong,
                  const char *const *words, size_t count, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  const char *message = arena_vprintf(run->arena, format, args);
  va_end(args);
  const char *near = suggest(str_of(wrong), words, count);
  if (near)
    message = arena_printf(run->arena, "%s: did you mean '%s'?", message, near);
  keep_failure(run, code, message);
  return -1;
}

int run_word(struct strata_run *run, const char *what, const char *word, const char *const *words,
             int otherwise)
{
  if (!word)
    return otherwise;
  size_t count = 0;
  for (; words[count]; count++)
    if (strcmp(word, words[count]) == 0)
      return (int)count;
  struct strbuf all = STRBUF(run->arena);
  for (size_t i = 0; i < count; i++)
    strbuf_printf(&all, "%s'%s'", i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
  return run_fail(run, "STRATA-X030", "%s is '%s', and can be %s", what, word, strbuf_text(&all));
}

/* ---- codes --------------------------------------------------------------------------------- */

int run_indicator(struct strata_run *run, const char *id, int *ret_indicator)
{
  const struct catalog *catalog = run->catalog;
  int found = id ? catalog_indicator(catalog, str_of(id)) : NO_INDEX;
  if (found == NO_INDEX && id && *id)
    found = released_indicator(run->released, str_of(id));
  if (found != NO_INDEX) {
    if (run->asked)
      run->asked[found] = true;
    *ret_indicator = found;
    return 0;
  }
  if (!id)
    return run_fail(run, "STRATA-X031", "no indicator is named");
  const char **ids = ARENA_ARRAY(run->arena, const char *, catalog->indicator_count);
  for (size_t i = 0; i < catalog->indicator_count; i++)
    ids[i] = catalog->indicators[i].id;
  return run_fail_near(run, "STRATA-X031", id, ids, catalog->indicator_count,
                       "there is no indicator '%s'", id);
}

int run_area(struct strata_run *run, const char *code, int *ret_area)
{
  const struct catalog *catalog = run->catalog;
  if (!code && run->area == NO_INDEX)
    return run_fail(run, "STRATA-X032", "no area is named, and there is no report to take it from");
  int found = code ? catalog_area(catalog, str_of(code)) : run->area;
  if (found != NO_INDEX) {
    *ret_area = found;
    return 0;
  }
  const char **codes = ARENA_ARRAY(run->arena, const char *, catalog->area_count);
  for (size_t i = 0; i < catalog->area_count; i++)
    codes[i] = catalog->areas[i].code;
  return run_fail_near(run, "STRATA-X032", code, codes, catalog->area_count,
                       "there is no area '%s'", code);
}

int run_period(struct strata_run *run, const char *code, struct period *ret_period)
{
  if (!code && !run->report)
    return run_fail(run, "STRATA-X033",
                    "no period is named, and there is no report to take it from");
  if (!code) {
    *ret_period = run->catalog->editions[run->report->edition_index].period;
    return 0;
  }
  if (period_parse(str_of(code), ret_period))
    return 0;
  return run_fail(run, "STRATA-X033",
                  "'%s' is no period: write 2025-12, 2024/25, 2025 or ye-2025-12", code);
}

int run_month(struct strata_run *run, const char *code, int32_t *ret_month)
{
  struct period period;
  if (!code || !period_parse(str_of(code), &period) || period.kind != PERIOD_MONTH)
    return run_fail(run, "STRATA-X033", "'%s' is no month: write 2025-12", code ? code : "");
  *ret_month = period.last;
  return 0;
}

int run_asked(struct strata_run *run, const char *indicator, const char *area, const char *period,
              struct asked *ret)
{
  bool known = run_indicator(run, indicator, &ret->indicator) == 0
               && run_area(run, area, &ret->area) == 0 && run_period(run, period, &ret->period) == 0;
  return known ? 0 : -1;
}

/* ---- figures ------------------------------------------------------------------------------- */

/* The period that the report compares its own with; NULL: the latest earlier complete one. */
static const struct period *since_of_report(const struct strata_run *run, struct period period)
{
  if (!run->report || run->report->since_index == NO_INDEX)
    return NULL;
  const struct edition *editions = run->catalog->editions;
  if (!period_equal(period, editions[run->report->edition_index].period))
    return NULL;
  return &editions[run->report->since_index].period;
}

void run_find(const struct strata_run *run, int indicator, int area, struct period period,
              const struct period *since, struct result *ret)
{
  const struct period *before = since ? since : since_of_report(run, period);
  found_find(run->extensions->found, run->released, indicator, area, period, before, ret);
}

static bool measure_is_awaited(const struct strata_run *run, const char *measure)
{
  const struct fact_table *table = measure ? facts_table(run->facts, measure) : NULL;
  return !table || table->awaited;
}

bool run_is_awaited(const struct strata_run *run, int indicator)
{
  const struct indicator *definition = &run->catalog->indicators[indicator];
  if (definition->derived)
    return false;
  return measure_is_awaited(run, definition->measure)
    || (definition->per_measure && measure_is_awaited(run, definition->per_measure));
}

const char *run_source_title(const struct strata_run *run, int indicator)
{
  const struct catalog *catalog = run->catalog;
  const struct indicator *definition = &catalog->indicators[indicator];
  int source = definition->measure ? catalog_source_of_measure(catalog, definition->measure)
                                   : NO_INDEX;
  if (source != NO_INDEX)
    return catalog->sources[source].title;
  return catalog->plugins[definition->plugin].title;
}

/* ---- commentary ---------------------------------------------------------------------------- */

static const struct commentary *find_commentary(const struct strata_run *run, const char *area,
                                                const char *section)
{
  for (size_t i = 0; i < run->catalog->commentary_count; i++) {
    const struct commentary *one = &run->catalog->commentaries[i];
    if (strcmp(one->report, run->report->id) == 0 && strcmp(one->area, area) == 0
        && strcmp(one->section, section) == 0)
      return one;
  }
  return NULL;
}

/* TEXT with spaces in place of its front matter, so that what follows keeps its lines. */
static const char *without_front_matter(struct arena *arena, struct str text)
{
  size_t length = front_matter_length(text);
  char *bare = arena_text(arena, text.at, text.len);
  for (size_t i = 0; i < length; i++)
    if (bare[i] != '\n')
      bare[i] = ' ';
  return bare;
}

const char *run_commentary(struct strata_run *run, const char *section, const char **ret_path)
{
  if (!run->report || !section)
    return NULL;
  const struct commentary *found
    = find_commentary(run, run->catalog->areas[run->area].code, section);
  if (!found)
    found = find_commentary(run, "all", section);
  if (!found)
    return NULL;
  struct str text;
  if (text_file_read(run->arena, found->path, &text) < 0) {
    run_fail(run, "STRATA-X034", "the commentary '%s' cannot be read, or is not UTF-8",
             found->path);
    return NULL;
  }
  *ret_path = found->path;
  diags_source(run->diags, found->path, text);
  return without_front_matter(run->arena, text);
}
