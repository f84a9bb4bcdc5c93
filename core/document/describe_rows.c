/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rows say: bars, intervals, columns, funnels, and the areas of maps. */
#include "document/tell.h"

#include "base/num.h"

#include <math.h>

/* How many tied rows are named one by one. */
enum { MOST_NAMED = 3, MOST_MISSING_NAMED = 6 };

/* "Highest: Blackpool 59.9." with all that are equally high, if they are few. */
static void add_extreme(struct strbuf *out, const struct figure *figure, const char *word, int sign)
{
  double extreme = NAN;
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    double value = figure->rows[i].value;
    if (isnan(value))
      continue;
    if (isnan(extreme) || sign * value > sign * extreme) {
      extreme = value;
      count = 0;
    }
    count += value == extreme;
  }
  if (count == 0)
    return;
  strbuf_printf(out, " %s: ", word);
  size_t named = 0;
  const struct figure_row *last = NULL;
  for (size_t i = 0; i < figure->row_count && count <= MOST_NAMED; i++)
    if (figure->rows[i].value == extreme) {
      last = &figure->rows[i];
      tell_listed(out, last->label, named++, count);
    }
  for (size_t i = 0; i < figure->row_count && !last; i++)
    if (figure->rows[i].value == extreme) {
      last = &figure->rows[i];
      strbuf_printf(out, "%zu of %zu", count, figure->row_count);
    }
  strbuf_printf(out, " %s.", tell_row(out->arena, last));
}

static void add_labelled(struct strbuf *out, const struct figure *figure, const char *what,
                         bool (*belongs)(const struct figure_row *row))
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    count += belongs(&figure->rows[i]);
  if (count == 0)
    return;
  if (count > MOST_MISSING_NAMED) {
    strbuf_printf(out, " %s: %zu of %zu.", what, count, figure->row_count);
    return;
  }
  strbuf_printf(out, " %s: ", what);
  size_t named = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    if (belongs(&figure->rows[i]))
      tell_listed(out, figure->rows[i].label, named++, count);
  strbuf_add_char(out, '.');
}

static bool is_missing(const struct figure_row *row)
{
  return isnan(row->value);
}

static bool is_suppressed(const struct figure_row *row)
{
  return is_missing(row) && row->status == STATUS_SUPPRESSED;
}

static bool is_unavailable(const struct figure_row *row)
{
  return is_missing(row) && row->status != STATUS_SUPPRESSED;
}

static bool is_higher(const struct figure_row *row)
{
  return row->position == SYMBOL_HIGHER_WORSE || row->position == SYMBOL_HIGHER_BETTER ||
         row->position == SYMBOL_HIGHER_NEUTRAL;
}

static bool is_lower(const struct figure_row *row)
{
  return row->position == SYMBOL_LOWER_WORSE || row->position == SYMBOL_LOWER_BETTER ||
         row->position == SYMBOL_LOWER_NEUTRAL;
}

static bool rose(const struct figure_row *row)
{
  return row->change == SYMBOL_ROSE_WORSE || row->change == SYMBOL_ROSE_BETTER ||
         row->change == SYMBOL_ROSE_NEUTRAL;
}

static bool fell(const struct figure_row *row)
{
  return row->change == SYMBOL_FELL_WORSE || row->change == SYMBOL_FELL_BETTER ||
         row->change == SYMBOL_FELL_NEUTRAL;
}

/* How many rows each class of a map holds. */
static void add_classes(struct strbuf *out, const struct figure *figure)
{
  if (!figure->bounds || !figure->class_labels || figure->bound_count == 0)
    return;
  if (figure->class_method)
    strbuf_printf(out, " %s.", figure->class_method);
  strbuf_add_text(out, " In each class: ");
  for (size_t class = 0; class <= figure->bound_count; class ++) {
    size_t count = 0;
    for (size_t i = 0; i < figure->row_count; i++) {
      double value = figure->rows[i].value;
      bool above = class == 0 || value >= figure->bounds[class - 1];
      bool below = class == figure->bound_count || value < figure->bounds[class];
      count += !isnan(value) && above && below;
    }
    strbuf_printf(out, "%s%s, %zu", class ? "; " : "", figure->class_labels[class], count);
  }
  strbuf_add_char(out, '.');
}

/* False when there is nothing to tell of any row. */
static bool add_extremes(struct strbuf *out, const struct figure *figure)
{
  size_t given = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    given += !is_missing(&figure->rows[i]);
  if (given == 0) {
    strbuf_add_text(out, " No value is available.");
  } else if (given == 1) {
    add_extreme(out, figure, "The only value", 1);
  } else {
    add_extreme(out, figure, "Highest", 1);
    add_extreme(out, figure, "Lowest", -1);
  }
  return given > 0;
}

/* ABOVE and BELOW: what those that stand out are above and below. */
static void add_judged(struct strbuf *out, const struct figure *figure, const char *above,
                       const char *below)
{
  add_labelled(out, figure, above, is_higher);
  add_labelled(out, figure, below, is_lower);
  add_labelled(out, figure, "Rose", rose);
  add_labelled(out, figure, "Fell", fell);
  add_labelled(out, figure, "Suppressed", is_suppressed);
  add_labelled(out, figure, "Not available", is_unavailable);
}

static void describe(struct strbuf *out, const struct figure *figure)
{
  if (!add_extremes(out, figure))
    return;
  add_judged(out, figure, "Above the usual spread", "Below the usual spread");
}

static void describe_classes(struct strbuf *out, const struct figure *figure)
{
  if (!add_extremes(out, figure))
    return;
  add_classes(out, figure);
  add_judged(out, figure, "Above the usual spread", "Below the usual spread");
}

static void describe_funnel(struct strbuf *out, const struct figure *figure)
{
  if (!add_extremes(out, figure))
    return;
  add_judged(out, figure, "Above its limits", "Below its limits");
}

/* What the largest circles hold together: "The 3 largest hold 41% of all, 53,234." */
static void add_largest(struct strbuf *out, const struct figure *figure)
{
  enum { LARGEST = 3 };
  double sum = 0, largest[LARGEST] = { 0 };
  size_t given = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    double value = figure->rows[i].value;
    if (isnan(value))
      continue;
    given++;
    sum += value;
    for (size_t k = 0; k < LARGEST; k++)
      if (value > largest[k]) {
        double smaller = largest[k];
        largest[k] = value;
        value = smaller;
      }
  }
  double held = largest[0] + largest[1] + largest[2];
  if (given > LARGEST && sum > 0)
    strbuf_printf(out, " The %d largest hold %s%% of the %s shown.", LARGEST,
                  num_format(out->arena, 100 * held / sum, 0, NUM_PLAIN),
                  tell_number(out->arena, sum));
}

static void describe_points(struct strbuf *out, const struct figure *figure)
{
  if (!add_extremes(out, figure))
    return;
  add_largest(out, figure);
  add_judged(out, figure, "Above the usual spread", "Below the usual spread");
}

/* ---- the table ----------------------------------------------------------------------------- */

static bool any(const struct figure *figure, bool (*has)(const struct figure_row *row))
{
  for (size_t i = 0; i < figure->row_count; i++)
    if (has(&figure->rows[i]))
      return true;
  return false;
}

static bool has_interval(const struct figure_row *row)
{
  return !isnan(row->value) && !isnan(row->lower) && !isnan(row->upper);
}

static bool has_before(const struct figure_row *row)
{
  return !isnan(row->before);
}

static bool has_position(const struct figure_row *row)
{
  return row->position != SYMBOL_NONE && row->position != SYMBOL_NOT_TESTED;
}

static bool has_change(const struct figure_row *row)
{
  return row->change != SYMBOL_NONE;
}

static bool has_change_text(const struct figure_row *row)
{
  return row->change_text != NULL;
}

static const char *mark_words(const struct figure_row *row, enum symbol mark)
{
  return is_missing(row) ? tell_missing(row->status) : tell_symbol(mark);
}

static void tabulate(struct tabling *table, const struct figure *figure)
{
  const struct figure_row *rows = figure->rows;
  const char **labels = table_column(table, figure->row_head ? figure->row_head : "Name", false);
  const char **values = table_column(table, figure->unit ? figure->unit : "Value", true);
  for (size_t i = 0; i < figure->row_count; i++) {
    labels[i] = rows[i].label;
    values[i] = isnan(rows[i].value) && !rows[i].value_text ? tell_missing(rows[i].status)
                                                            : tell_row(table->arena, &rows[i]);
  }
  if (any(figure, has_interval)) {
    const char **lowers = table_column(table, "Lower end of interval", true);
    const char **uppers = table_column(table, "Upper end of interval", true);
    for (size_t i = 0; i < figure->row_count; i++) {
      lowers[i] = table_number(table, rows[i].lower, rows[i].value_text, rows[i].status);
      uppers[i] = table_number(table, rows[i].upper, rows[i].value_text, rows[i].status);
    }
  }
  if (any(figure, has_before)) {
    const char **befores = table_column(table, "Earlier value", true);
    for (size_t i = 0; i < figure->row_count; i++)
      befores[i] = table_number(table, rows[i].before, rows[i].value_text, STATUS_UNAVAILABLE);
  }
  if (any(figure, has_position)) {
    const char **positions = table_column(table, "Position", false);
    for (size_t i = 0; i < figure->row_count; i++)
      positions[i] = mark_words(&rows[i], rows[i].position);
  }
  if (any(figure, has_change_text) || any(figure, has_change)) {
    const char **changes = table_column(
      table, figure->change_head ? figure->change_head : "Change", false);
    for (size_t i = 0; i < figure->row_count; i++)
      changes[i] = rows[i].change_text ? rows[i].change_text : mark_words(&rows[i], rows[i].change);
  }
}

static void tabulate_funnel(struct tabling *table, const struct figure *figure)
{
  const struct figure_funnel *funnel = figure->funnel;
  tabulate(table, figure);
  if (!funnel)
    return;
  const char **sizes = table_column(table, funnel->size_unit, true);
  for (size_t i = 0; i < figure->row_count; i++)
    sizes[i] = table_number(table, funnel->row_sizes[i] / funnel->size_scale, NULL,
                            STATUS_UNAVAILABLE);
}

static size_t count_rows(const struct figure *figure)
{
  return figure->row_count;
}

const struct figure_teller figure_rows_teller = { describe, count_rows, tabulate };
const struct figure_teller figure_classes_teller = { describe_classes, count_rows, tabulate };
const struct figure_teller figure_points_teller = { describe_points, count_rows, tabulate };
const struct figure_teller figure_funnel_teller = { describe_funnel, count_rows, tabulate_funnel };
