/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waterfalls: from a total to a later one, by the changes of its parts. */
#include "base/num.h"
#include "extend/host_figure.h"
#include "extend/marks.h"
#include "extend/words.h"

#include <math.h>

/* Counts are whole; what differs by less is rounding. */
static const double ROUNDING = 0.5;

static const char *signed_words(struct arena *arena, double value)
{
  return num_format(arena, value, value == floor(value) ? 0 : num_decimals(value, 1),
                    NUM_GROUPED | NUM_TYPOGRAPHIC | NUM_SIGNED);
}

/* Where each bar begins and ends: after the bars before it. */
static void set_steps(struct making *making)
{
  struct figure *figure = making->figure;
  struct arena *arena = making->run->arena;
  double *from = ARENA_ARRAY(arena, double, figure->row_count);
  double *to = ARENA_ARRAY(arena, double, figure->row_count);
  double at = figure->rows[0].value;
  for (size_t i = 0; i < figure->row_count; i++) {
    bool total = i == 0 || i + 1 == figure->row_count;
    from[i] = total ? figure->rows[i].value : at;
    to[i] = total || isnan(figure->rows[i].value) ? from[i] : at + figure->rows[i].value;
    at = to[i];
  }
  struct figure_waterfall *waterfall = ARENA_NEW(arena, struct figure_waterfall);
  *waterfall = (struct figure_waterfall) { from, to };
  figure->waterfall = waterfall;
  figure->note = arena_printf(arena, "%s%sThe axis need not begin at zero: a bar is a change.",
                              figure->note ? figure->note : "", figure->note ? " " : "");
}

/* ---- parts --------------------------------------------------------------------------------- */

static bool has_value(const struct where *where, const char *value)
{
  for (size_t i = 0; i < where->value_count; i++)
    if (strcmp(where->values[i], value) == 0)
      return true;
  return false;
}

/* Whether all values of ONE are, or none is, among those of OTHER. */
static bool all_among(const struct where *one, const struct where *other, bool wanted)
{
  for (size_t i = 0; i < one->value_count; i++)
    if (has_value(other, one->values[i]) != wanted)
      return false;
  return true;
}

/* Whether what ONE lets through OTHER does too. */
static bool is_narrower(const struct where *one, const struct where *other)
{
  if (strcmp(one->category, other->category) != 0)
    return false;
  if (one->except)
    return other->except && all_among(other, one, true);
  return all_among(one, other, !other->except);
}

/* Whether the facts that TOTAL counts hold all that PART does. */
static bool is_part_of(const struct indicator *part, const struct indicator *total)
{
  if (!part->measure || !total->measure || strcmp(part->measure, total->measure) != 0)
    return false;
  for (size_t i = 0; i < total->where_count; i++) {
    bool narrower = false;
    for (size_t k = 0; k < part->where_count && !narrower; k++)
      narrower = is_narrower(&part->where[k], &total->where[i]);
    if (!narrower)
      return false;
  }
  return true;
}

/* Whether no fact is counted in both. */
static bool are_apart(const struct indicator *one, const struct indicator *other)
{
  for (size_t i = 0; i < one->where_count; i++)
    for (size_t k = 0; k < other->where_count; k++) {
      const struct where *a = &one->where[i], *b = &other->where[k];
      if (strcmp(a->category, b->category) != 0 || (a->except && b->except))
        continue;
      if (a->except ? all_among(b, a, true) : all_among(a, b, b->except))
        return true;
    }
  return false;
}

static bool is_apart_from_all(const struct indicator *all, int part, const int *parts, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!are_apart(&all[part], &all[parts[i]]))
      return false;
  return true;
}

/* Those of the indicators asked for that are counted in the total, each apart from those before it: two
 * plugins may count the same, which is added up once.  -1 after run_fail when fewer than two are left. */
static int take_parts(struct making *making, int *ret_parts, size_t *ret_count)
{
  struct strata_run *run = making->run;
  const struct indicator *all = run->catalog->indicators;
  size_t count = 0;
  for (size_t i = 0; i < making->indicator_count; i++) {
    int part = making->indicators[i];
    if (part != making->indicator && is_part_of(&all[part], &all[making->indicator])
        && is_apart_from_all(all, part, ret_parts, count))
      ret_parts[count++] = part;
  }
  if (count < 2)
    return run_fail(run, "STRATA-X039", "fewer than two of 'indicators' are parts of '%s'",
                    all[making->indicator].id);
  *ret_count = count;
  return 0;
}

/* ---- results ------------------------------------------------------------------------------- */

/* INDICATOR's count in the period and in the one before; false: one of them is not published. */
static bool find_counts(struct making *making, int indicator, const struct period *since,
                        struct result *ret)
{
  run_find(making->run, indicator, making->area, making->period, since, ret);
  if (ret->status == STATUS_PUBLISHED && isfinite(ret->numerator)
      && ret->change != CHANGE_NOT_COMPARABLE && isfinite(ret->before_numerator))
    return true;
  making->reason = ret->status != STATUS_PUBLISHED ? ret->reason
    : ret->change_reason                           ? ret->change_reason
                                                   : "there is no earlier period to compare with";
  return false;
}

static struct figure_row total_row(struct making *making, struct period period, double count)
{
  struct arena *arena = making->run->arena;
  char *label = arena_strdup(arena, period_words(arena, period));
  if (*label >= 'a' && *label <= 'z')
    *label = (char)(*label - 'a' + 'A');
  struct figure_row row = figure_row_of(label);
  row.value = count;
  row.value_text = words_count(arena, count);
  row.strong = true;
  return row;
}

static void fill_part(struct making *making, int indicator, const struct period *since,
                      struct figure_row *row)
{
  struct arena *arena = making->run->arena;
  const struct indicator *definition = &making->run->catalog->indicators[indicator];
  struct result result;
  bool known = find_counts(making, indicator, since, &result);
  *row = figure_row_of(definition->short_title ? definition->short_title : definition->title);
  row->status = known ? STATUS_PUBLISHED
    : result.status == STATUS_SUPPRESSED ? STATUS_SUPPRESSED
                                         : STATUS_UNAVAILABLE;
  row->value = known ? result.numerator - result.before_numerator : (double)NAN;
  row->value_text = known ? signed_words(arena, row->value) : status_shorthand(row->status);
  row->change = known ? mark_change(definition, &result) : SYMBOL_NONE;
  row->change_text = known ? words_change(arena, &result) : status_shorthand(row->status);
}

/* The largest rise first, the largest fall last, then what is not known; equals in the order they have. */
static void sort_parts(struct figure_row *rows, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    struct figure_row row = rows[i];
    size_t at = i;
    for (; at > 0 && isfinite(row.value)
         && (isnan(rows[at - 1].value) || rows[at - 1].value < row.value); at--)
      rows[at] = rows[at - 1];
    rows[at] = row;
  }
}

/* What the parts leave of the change: those that are not shown, or not published. */
static bool others_row(struct making *making, double change, const struct figure_row *parts,
                       size_t count, struct figure_row *ret)
{
  double rest = change;
  for (size_t i = 0; i < count; i++)
    rest -= isfinite(parts[i].value) ? parts[i].value : 0;
  if (fabs(rest) < ROUNDING)
    return false;
  *ret = figure_row_of("All others");
  ret->value = rest;
  ret->value_text = signed_words(making->run->arena, rest);
  return true;
}

static int fill_results(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  const struct strata_figure *asked = &making->asked;
  struct period since;
  struct result total;
  if (!asked->indicator || asked->indicator_count < 2)
    return run_fail(run, "STRATA-X039", "a 'waterfall' figure needs the 'indicator' of its total, and two "
                                        "or more 'indicators' that are its parts");
  if (asked->period_count > 1)
    return run_fail(run, "STRATA-X039", "a 'waterfall' figure has one of 'periods': the earlier one");
  if (asked->period_count && run_period(run, asked->periods[0], &since) < 0)
    return -1;
  int *parts = ARENA_ARRAY(run->arena, int, asked->indicator_count);
  size_t count = 0;
  if (take_parts(making, parts, &count) < 0)
    return -1;
  const struct period *before = asked->period_count ? &since : NULL;
  if (!find_counts(making, making->indicator, before, &total))
    return 0; /* making->reason says why there is nothing to show */
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count + 3);
  const char *reason = making->reason;
  for (size_t i = 0; i < count; i++)
    fill_part(making, parts[i], &total.before, &rows[1 + i]);
  making->reason = reason;
  sort_parts(rows + 1, count);
  size_t last = 1 + count;
  if (others_row(making, total.numerator - total.before_numerator, rows + 1, count, &rows[last]))
    last++;
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  rows[0] = total_row(making, total.before, total.before_numerator);
  rows[last] = total_row(making, making->period, total.numerator);
  rows[last].change = mark_change(definition, &total);
  rows[last].change_text = words_change(run->arena, &total);
  figure->rows = rows;
  figure->row_count = last + 1;
  if (!figure->unit)
    figure->unit = definition->noun ? definition->noun : "number";
  if (!figure->change_head)
    figure->change_head = "Change";
  return 0;
}

/* ---- given --------------------------------------------------------------------------------- */

/* The first row is the total before, the last the total after, and the others add up to the change. */
static int fill_given(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  if (figure_fill_rows(making) < 0)
    return -1;
  size_t last = figure->row_count - 1;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, figure->row_count);
  memcpy(rows, figure->rows, figure->row_count * sizeof *rows);
  if (figure->row_count < 3 || isnan(rows[0].value) || isnan(rows[last].value))
    return run_fail(run, "STRATA-X039", "the rows of a 'waterfall' figure are a total, changes, and the "
                                        "total that they lead to");
  double at = rows[0].value;
  for (size_t i = 1; i < last; i++) {
    at += isfinite(rows[i].value) ? rows[i].value : 0;
    /* A change has its sign, which the row's own number is printed without. */
    if (rows[i].value > 0 && rows[i].value_text[0] >= '0' && rows[i].value_text[0] <= '9')
      rows[i].value_text = arena_printf(run->arena, "+%s", rows[i].value_text);
  }
  rows[0].strong = rows[last].strong = true;
  if (fabs(at - rows[last].value) >= ROUNDING)
    return run_fail(run, "STRATA-X039", "the changes lead from %s to %s, not to %s",
                    words_count(run->arena, rows[0].value), words_count(run->arena, at),
                    words_count(run->arena, rows[last].value));
  figure->rows = rows;
  return 0;
}

int figure_fill_waterfall(struct making *making)
{
  if (making->asked.row_count ? fill_given(making) < 0 : fill_results(making) < 0)
    return -1;
  if (making->figure->row_count)
    set_steps(making);
  return 0;
}
