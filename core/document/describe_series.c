/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What monthly series say: their ends and extremes, their gaps, what is expected of them. */
#include "base/num.h"
#include "document/tell.h"

#include <math.h>

static void add_point(struct strbuf *out, const char *word, const struct figure_series *series,
                      size_t index)
{
  strbuf_printf(out, " %s: %s in %s.", word, tell_number(out->arena, series->values[index]),
                tell_month(out->arena, series->first + (int32_t)index));
}

/* Why there is no value; NaN at an index that is none is not supplied. */
static enum status status_at(const struct figure_series *series, size_t index)
{
  return series->statuses ? series->statuses[index] : STATUS_UNAVAILABLE;
}

static bool is_gap(const struct figure_series *series, size_t index, bool suppressed)
{
  return index < series->count && isnan(series->values[index])
         && (status_at(series, index) == STATUS_SUPPRESSED) == suppressed;
}

static void add_gaps(struct strbuf *out, const struct figure_series *series, bool suppressed)
{
  size_t months = 0;
  bool any = false;
  for (size_t i = 0; i < series->count; i++)
    months += is_gap(series, i, suppressed);
  if (suppressed && months)
    strbuf_printf(out, " Suppressed [c], %zu %s", months, months == 1 ? "month: " : "months: ");
  else if (months)
    strbuf_add_text(out, " Not supplied: ");
  for (size_t i = 0; i < series->count; i++) {
    if (!is_gap(series, i, suppressed))
      continue;
    size_t end = i;
    while (is_gap(series, end + 1, suppressed))
      end++;
    strbuf_add_text(out, any ? "; " : "");
    strbuf_add_text(out, tell_month(out->arena, series->first + (int32_t)i));
    if (end > i)
      strbuf_printf(out, " to %s", tell_month(out->arena, series->first + (int32_t)end));
    any = true;
    i = end;
  }
  if (any)
    strbuf_add_char(out, '.');
}

static void describe_series(struct strbuf *out, const struct figure_series *series, bool named)
{
  size_t first = series->count, last = 0, peak = 0, least = 0, given = 0;
  for (size_t i = 0; i < series->count; i++) {
    double value = series->values[i];
    if (isnan(value))
      continue;
    if (given++ == 0)
      first = peak = least = i;
    last = i;
    peak = value > series->values[peak] ? i : peak;
    least = value < series->values[least] ? i : least;
  }
  if (named && series->label)
    strbuf_printf(out, " %s:", series->label);
  if (given == 0) {
    if (!series->statuses) {
      strbuf_add_text(out, " No month was supplied.");
      return;
    }
    add_gaps(out, series, true);
    add_gaps(out, series, false);
    return;
  }
  add_point(out, "First month", series, first);
  if (given > 1) {
    add_point(out, "Last month", series, last);
    add_point(out, "Highest", series, peak);
    add_point(out, "Lowest", series, least);
  }
  add_gaps(out, series, true);
  add_gaps(out, series, false);
}

static bool is_high(enum symbol mark)
{
  return mark == SYMBOL_HIGHER_WORSE || mark == SYMBOL_HIGHER_BETTER
         || mark == SYMBOL_HIGHER_NEUTRAL;
}

static bool is_marked(const struct figure_series *series, size_t i, bool high)
{
  return series->marks && i < series->count && series->marks[i] != SYMBOL_NONE
         && is_high(series->marks[i]) == high;
}

/* The months that are marked on one side; those that follow each other from the first to the last. */
static bool add_marked(struct strbuf *out, const struct figure_series *series, bool high,
                       const char *words)
{
  bool any = false;
  for (size_t i = 0, end; i < series->count; i = end) {
    end = i + 1;
    if (!is_marked(series, i, high))
      continue;
    while (is_marked(series, end, high))
      end++;
    const char *first = tell_month(out->arena, series->first + (int32_t)i);
    if (any)
      strbuf_printf(out, "; %s", first);
    else
      strbuf_printf(out, " %s: %s", words, first);
    if (end - i > 1)
      strbuf_printf(out, " %s %s", end - i > 2 ? "to" : "and",
                    tell_month(out->arena, series->first + (int32_t)end - 1));
    any = true;
  }
  if (any)
    strbuf_add_char(out, '.');
  return any;
}

/* The months that are marked, because chance does not explain them. */
static void describe_marks(struct strbuf *out, const struct figure_series *series)
{
  bool high = add_marked(out, series, true, "Marked as high or rising");
  bool low = add_marked(out, series, false, "Marked as low or falling");
  if (!high && !low)
    strbuf_add_text(out, " No month is marked.");
}

static void describe_limits(struct strbuf *out, const struct figure *figure)
{
  const struct figure_limits *limits = &figure->limits;
  if (isnan(limits->mean) || !limits->means || figure->series_count == 0)
    return;
  strbuf_printf(out, " Expected range from %s to %s: %s to %s, mean %s.",
                tell_month(out->arena, limits->first), tell_month(out->arena, limits->last),
                tell_number(out->arena, num_round(limits->lower, 0)),
                tell_number(out->arena, num_round(limits->upper, 0)),
                tell_number(out->arena, num_round(limits->mean, 0)));
  for (size_t i = 0; i < limits->break_count; i++)
    strbuf_printf(out, " Limits begin anew in %s.", tell_month(out->arena, limits->breaks[i]));
  describe_marks(out, &figure->series[0]);
}

static void describe(struct strbuf *out, const struct figure *figure)
{
  for (size_t i = 0; i < figure->series_count; i++)
    describe_series(out, &figure->series[i], figure->series_count > 1);
  describe_limits(out, figure);
}

/* ---- the table ----------------------------------------------------------------------------- */

/* The months of all series; false when there are none. */
static bool find_span(const struct figure *figure, int32_t *ret_first, int32_t *ret_last)
{
  bool any = false;
  for (size_t i = 0; i < figure->series_count; i++) {
    const struct figure_series *series = &figure->series[i];
    int32_t last = series->first + (int32_t)series->count - 1;
    if (series->count == 0)
      continue;
    *ret_first = any && *ret_first < series->first ? *ret_first : series->first;
    *ret_last = any && *ret_last > last ? *ret_last : last;
    any = true;
  }
  return any;
}

static size_t count_months(const struct figure *figure)
{
  int32_t first, last;
  return find_span(figure, &first, &last) ? (size_t)(last - first) + 1 : 0;
}

/* A column of VALUES, one a month of SERIES; the table begins with the month FIRST. */
static void add_values(struct tabling *table, const char *head, const struct figure_series *series,
                       const double *values, int32_t first)
{
  const char **cells = table_column(table, head, true);
  for (size_t i = 0; i < table->row_count; i++) {
    int64_t at = (int64_t)first + (int64_t)i - series->first;
    bool inside = at >= 0 && (size_t)at < series->count;
    bool own = inside && values == series->values;
    enum status status = own ? status_at(series, (size_t)at) : STATUS_UNAVAILABLE;
    cells[i] = inside ? table_number(table, values[at], NULL, status) : "[z]";
  }
}

static void tabulate_limits(struct tabling *table, const struct figure *figure, int32_t first)
{
  const struct figure_series *series = &figure->series[0];
  const struct figure_limits *limits = &figure->limits;
  add_values(table, "Expected", series, limits->means, first);
  add_values(table, "Lower limit", series, limits->lowers, first);
  add_values(table, "Upper limit", series, limits->uppers, first);
  const char **marks = table_column(table, "Marked", false);
  for (size_t i = 0; i < table->row_count; i++) {
    int64_t at = (int64_t)first + (int64_t)i - series->first;
    bool marked = series->marks && at >= 0 && (size_t)at < series->count
                  && series->marks[at] != SYMBOL_NONE;
    marks[i] = !marked ? "no" : is_high(series->marks[at]) ? "high or rising" : "low or falling";
  }
}

static void tabulate(struct tabling *table, const struct figure *figure)
{
  int32_t first, last;
  if (!find_span(figure, &first, &last))
    return;
  const char **months = table_column(table, "Month", false);
  for (size_t i = 0; i < table->row_count; i++)
    months[i] = tell_month(table->arena, first + (int32_t)i);
  for (size_t i = 0; i < figure->series_count; i++) {
    const struct figure_series *series = &figure->series[i];
    const char *unit = figure->unit ? figure->unit : "Value";
    add_values(table, figure->series_count > 1 && series->label ? series->label : unit, series,
               series->values, first);
  }
  if (figure->limits.means && !isnan(figure->limits.mean))
    tabulate_limits(table, figure, first);
}

const struct figure_teller figure_series_teller = { describe, count_months, tabulate };

/* ---- a forecast ---------------------------------------------------------------------------- */

static void describe_fan(struct strbuf *out, const struct figure *figure)
{
  describe(out, figure);
  const struct figure_fan *fan = figure->fan;
  size_t end = fan->count - 1;
  int32_t last = fan->first + (int32_t)end;
  strbuf_printf(out, " Forecast from %s: %s in %s", tell_month(out->arena, fan->first),
                tell_number(out->arena, num_round(fan->values[end], 0)),
                tell_month(out->arena, last));
  for (size_t i = FIGURE_FAN_BANDS; i-- > 0;)
    strbuf_printf(out, "%s %s chance of %s to %s", i + 1 < FIGURE_FAN_BANDS ? "," : ", with a",
                  fan->bands[i].label, tell_number(out->arena, num_round(fan->bands[i].lower[end], 0)),
                  tell_number(out->arena, num_round(fan->bands[i].upper[end], 0)));
  strbuf_add_char(out, '.');
}

static size_t count_fan(const struct figure *figure)
{
  return count_months(figure) + figure->fan->count;
}

/* Of the months ahead, which stand below the others. */
static void add_ahead(struct tabling *table, const struct figure *figure, const char *head,
                      const double *values)
{
  size_t before = table->row_count - figure->fan->count;
  const char **cells = table_column(table, head, true);
  for (size_t i = 0; i < table->row_count; i++)
    cells[i] = i < before ? "[z]" : tell_number(table->arena, num_round(values[i - before], 1));
}

static void tabulate_fan(struct tabling *table, const struct figure *figure)
{
  const struct figure_fan *fan = figure->fan;
  tabulate(table, figure);
  add_ahead(table, figure, "Forecast", fan->values);
  for (size_t i = 0; i < FIGURE_FAN_BANDS; i++) {
    const char *label = fan->bands[i].label;
    add_ahead(table, figure, arena_printf(table->arena, "%s, lower", label), fan->bands[i].lower);
    add_ahead(table, figure, arena_printf(table->arena, "%s, upper", label), fan->bands[i].upper);
  }
}

const struct figure_teller figure_fan_teller = { describe_fan, count_fan, tabulate_fan };

/* ---- rolling years ------------------------------------------------------------------------- */

static void describe_rolling(struct strbuf *out, const struct figure *figure)
{
  const struct figure_rolling *rolling = figure->rolling;
  describe(out, figure);
  strbuf_printf(out, " Twelve months to %s: %s", tell_month(out->arena, rolling->last),
                rolling->last_text);
  if (rolling->before)
    strbuf_printf(out, "; to %s: %s", tell_month(out->arena, rolling->before),
                  rolling->before_text);
  strbuf_add_char(out, '.');
  if (rolling->change_text) {
    strbuf_printf(out, " Change: %s", rolling->change_text);
    tell_end(out);
  }
}

const struct figure_teller figure_rolling_teller = { describe_rolling, count_months, tabulate };

/* ---- small multiples ----------------------------------------------------------------------- */

static void describe_panels(struct strbuf *out, const struct figure *figure)
{
  const struct figure_panels *panels = figure->panels;
  strbuf_printf(out, " %zu panels%s.", panels->count,
                panels->own_scales ? ", each with a scale of its own" : " on one scale");
  for (size_t i = 0; i < panels->count; i++) {
    const struct figure *panel = &panels->figures[i];
    strbuf_printf(out, " %s:", panel->panel);
    describe(out, panel);
  }
}

/* The months of all panels. */
static bool find_panels_span(const struct figure *figure, int32_t *ret_first, int32_t *ret_last)
{
  bool any = false;
  int32_t first, last;
  for (size_t i = 0; i < figure->panels->count; i++) {
    if (!find_span(&figure->panels->figures[i], &first, &last))
      continue;
    *ret_first = any && *ret_first < first ? *ret_first : first;
    *ret_last = any && *ret_last > last ? *ret_last : last;
    any = true;
  }
  return any;
}

static size_t count_panels_months(const struct figure *figure)
{
  int32_t first, last;
  return find_panels_span(figure, &first, &last) ? (size_t)(last - first) + 1 : 0;
}

static void tabulate_panels(struct tabling *table, const struct figure *figure)
{
  int32_t first, last;
  if (!find_panels_span(figure, &first, &last))
    return;
  const char **months = table_column(table, "Month", false);
  for (size_t i = 0; i < table->row_count; i++)
    months[i] = tell_month(table->arena, first + (int32_t)i);
  for (size_t i = 0; i < figure->panels->count; i++) {
    const struct figure *panel = &figure->panels->figures[i];
    for (size_t k = 0; k < panel->series_count; k++)
      add_values(table, panel->panel, &panel->series[k], panel->series[k].values, first);
  }
}

const struct figure_teller figure_panels_teller = { describe_panels, count_panels_months,
                                                    tabulate_panels };
