/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Braces in a text: {indicator|form|area|period}, and the words of the report. */
#include "extend/marks.h"
#include "extend/words.h"

#include <math.h>
#include <string.h>

/* ---- forms of a figure --------------------------------------------------------------------- */

struct figure_words {
  struct strata_run *run;
  struct arena *arena;
  int index;
  const struct indicator *indicator;
  struct result result;
  struct period period;
};

static const char *form_count(const struct figure_words *at)
{
  /* The numerator of a mean is a sum of what was measured. */
  bool is_mean = at->indicator->statistic == STATISTIC_MEAN;
  return words_count(at->arena, is_mean ? at->result.denominator : at->result.numerator);
}

static const char *form_value(const struct figure_words *at)
{
  return words_result(at->run, at->index, &at->result);
}

static const char *form_value_unit(const struct figure_words *at)
{
  const char *unit = at->indicator->unit;
  if (!unit || !*unit || words_is_small_share(at->run, at->index, &at->result))
    return form_value(at);
  bool close = unit[0] == '%';
  return arena_printf(at->arena, "%s%s%s", form_value(at), close ? "" : " ", unit);
}

static const char *form_interval(const struct figure_words *at)
{
  if (!isfinite(at->result.lower) || !isfinite(at->result.upper))
    return words_missing;
  return arena_printf(at->arena, "%s to %s", words_value(at->run, at->index, at->result.lower),
                      words_value(at->run, at->index, at->result.upper));
}

static const char *form_change(const struct figure_words *at)
{
  return words_change(at->arena, &at->result);
}

static const char *form_change_mark(const struct figure_words *at)
{
  return arena_printf(at->arena, "{:%s:} %s",
                      symbol_name(mark_change(at->indicator, &at->result)),
                      words_change(at->arena, &at->result));
}

static const char *form_position_mark(const struct figure_words *at)
{
  const char *word = at->result.status == STATUS_PUBLISHED
    ? significance_word(at->result.significance)
    : status_shorthand(at->result.status);
  return arena_printf(at->arena, "{:%s:} %s",
                      symbol_name(mark_position(at->indicator, &at->result)),
                      *word ? word : "not tested");
}

static const char *form_percent_change(const struct figure_words *at)
{
  return words_percent_change(at->arena, &at->result);
}

static const char *form_before_count(const struct figure_words *at)
{
  return words_count(at->arena, at->result.before_numerator);
}

static const char *form_before_value(const struct figure_words *at)
{
  return words_value(at->run, at->index, at->result.before_value);
}

static const char *form_before_period(const struct figure_words *at)
{
  const struct result *result = &at->result;
  bool found = isfinite(result->before_numerator) || isfinite(result->before_value);
  if (result->change == CHANGE_NOT_COMPARABLE || (result->change == CHANGE_NOT_TESTED && !found))
    return "no earlier period";
  return period_words(at->arena, result->before);
}

static const char *form_rank(const struct figure_words *at)
{
  const char *words = words_rank(at->arena, at->result.rank, at->result.rank_of);
  return *words ? words : "not ranked";
}

static const char *form_comparator_value(const struct figure_words *at)
{
  return words_value(at->run, at->index, at->result.comparator_value);
}

static const char *form_period(const struct figure_words *at)
{
  return period_words(at->arena, at->period);
}

static const char *form_noun(const struct figure_words *at)
{
  return at->indicator->noun ? at->indicator->noun : at->indicator->title;
}

static const char *form_title(const struct figure_words *at)
{
  return at->indicator->title;
}

static const struct form {
  const char *name;
  const char *(*words)(const struct figure_words *at);
  bool figure; /* says [x] when the result is not published */
  bool marked; /* has markup in it */
} forms[] = {
  { "count", form_count, true, false },
  { "value", form_value, true, false },
  { "rate", form_value, true, false },
  { "value-unit", form_value_unit, true, false },
  { "interval", form_interval, true, false },
  { "change", form_change, true, false },
  { "change-mark", form_change_mark, false, true },
  { "position-mark", form_position_mark, false, true },
  { "percent-change", form_percent_change, true, false },
  { "before-count", form_before_count, true, false },
  { "before-value", form_before_value, true, false },
  { "before-period", form_before_period, false, false },
  { "rank", form_rank, true, false },
  { "comparator-value", form_comparator_value, false, false },
  { "period", form_period, false, false },
  { "noun", form_noun, false, false },
  { "title", form_title, false, false },
};

enum { FORM_COUNT = sizeof forms / sizeof *forms };

static const struct form *find_form(struct strata_run *run, const char *name)
{
  const char *names[FORM_COUNT];
  for (size_t i = 0; i < FORM_COUNT; i++) {
    if (strcmp(forms[i].name, name) == 0)
      return &forms[i];
    names[i] = forms[i].name;
  }
  run_fail_near(run, "STRATA-X036", name, names, FORM_COUNT, "there is no form '%s'", name);
  return NULL;
}

/* ---- expanding ----------------------------------------------------------------------------- */

/* Characters that text_parse reads as markup get a backslash. */
static void add_words(struct strbuf *out, const char *words, bool markup)
{
  for (; *words; words++) {
    if (markup && strchr("\\*~[]{}", *words))
      strbuf_add_char(out, '\\');
    strbuf_add_char(out, *words);
  }
}

static const char *context_word(struct arena *arena, const struct catalog *catalog,
                                const struct report *report, int area, struct str word)
{
  const struct edition *edition = report ? &catalog->editions[report->edition_index] : NULL;
  if (str_is(word, "area") && area != NO_INDEX)
    return catalog->areas[area].name;
  if (str_is(word, "place"))
    return catalog->place;
  if (str_is(word, "partnership"))
    return catalog->title;
  if (str_is(word, "title") && report)
    return report->title;
  if (str_is(word, "edition") && edition)
    return edition->id;
  if (str_is(word, "edition title") && edition)
    return edition->title;
  if (str_is(word, "cut-off") && edition)
    return month_last_day(arena, edition->cut_off);
  if (str_is(word, "period") && edition)
    return period_words(arena, edition->period);
  if (str_is(word, "since") && report && report->since_index != NO_INDEX)
    return period_words(arena, catalog->editions[report->since_index].period);
  return NULL;
}

/* Splits INSIDE at bars into at most MOST parts; 0 when there are more. */
static size_t split_parts(struct arena *arena, struct str inside, const char **parts, size_t most)
{
  size_t count = 0, start = 0;
  for (size_t i = 0; i <= inside.len; i++) {
    if (i < inside.len && inside.at[i] != '|')
      continue;
    if (count == most)
      return 0;
    struct str part = str_trim((struct str) { inside.at + start, i - start });
    parts[count++] = arena_text(arena, part.at, part.len);
    start = i + 1;
  }
  return count;
}

/* "{:fell-better:} fell 8%" without the symbol. */
static const char *without_symbol(const char *words)
{
  const char *end = strstr(words, ":} ");
  return end ? end + 3 : words;
}

static int add_figure(struct strata_run *run, struct strbuf *out, struct str inside,
                      enum words_use use)
{
  enum { MOST_PARTS = 4 };
  const char *parts[MOST_PARTS] = { 0 };
  size_t count = split_parts(run->arena, inside, parts, MOST_PARTS);
  if (count < 2)
    return run_fail(run, "STRATA-X036",
                    "'{%.*s}' is not understood: write {indicator|form|area|period}",
                    STR_ARG(inside));
  const struct form *form = find_form(run, parts[1]);
  struct figure_words at = { .run = run, .arena = run->arena };
  int indicator, area;
  if (!form || run_indicator(run, parts[0], &indicator) < 0 || run_area(run, parts[2], &area) < 0
      || run_period(run, parts[3], &at.period) < 0)
    return -1;
  at.index = indicator;
  at.indicator = &run->catalog->indicators[indicator];
  run_find(run, indicator, area, at.period, NULL, &at.result);
  bool published = at.result.status == STATUS_PUBLISHED;
  const char *words = form->figure && !published ? status_shorthand(at.result.status)
                                                 : form->words(&at);
  if (form->marked && use != WORDS_COMMONMARK)
    strbuf_add_text(out, words);
  else
    add_words(out, form->marked ? without_symbol(words) : words, use != WORDS_PLAIN);
  return 0;
}

const char *words_expand(struct strata_run *run, const char *text, enum words_use use)
{
  struct strbuf out = STRBUF(run->arena);
  for (const char *at = text; *at; at++) {
    size_t plain = strcspn(at, "\\{\n");
    strbuf_add(&out, (struct str) { at, plain });
    at += plain;
    if (!*at)
      break;
    if (use == WORDS_COMMONMARK && *at == '\n')
      run->loc.line++;
    /* What a backslash keeps, symbols, references and languages are for text_parse to read. */
    if (at[0] == '\\' && at[1]) {
      strbuf_add(&out, (struct str) { at, 2 });
      at++;
      continue;
    }
    bool marked = at[1] == ':'
                  || ((at[1] == '#' || str_starts(str_of(at + 1), "lang=")) && use != WORDS_PLAIN);
    const char *end = at[0] == '{' && !marked ? strchr(at, '}') : NULL;
    if (!end) {
      strbuf_add_char(&out, *at);
      continue;
    }
    struct str inside = { at + 1, (size_t)(end - at - 1) };
    const char *word = context_word(run->arena, run->catalog, run->report, run->area, inside);
    if (word)
      add_words(&out, word, use != WORDS_PLAIN);
    else if (add_figure(run, &out, inside, use) < 0)
      return NULL;
    at = end;
  }
  const char *words = strbuf_text(&out), *wrong = use == WORDS_MARKUP ? text_too_long(words) : NULL;
  if (!wrong)
    return words;
  run_fail(run, "STRATA-X043", "a text is too long: %s", wrong);
  return NULL;
}

const char *words_title(struct arena *arena, const struct catalog *catalog,
                        const struct report *report, int area, const char *text)
{
  struct strbuf out = STRBUF(arena);
  for (const char *at = text; *at; at++) {
    const char *end = *at == '{' ? strchr(at, '}') : NULL;
    struct str inside = { at + 1, end ? (size_t)(end - at - 1) : 0 };
    const char *word = end ? context_word(arena, catalog, report, area, inside) : NULL;
    if (!word) {
      strbuf_add_char(&out, *at);
      continue;
    }
    strbuf_add_text(&out, word);
    at = end;
  }
  return strbuf_text(&out);
}
