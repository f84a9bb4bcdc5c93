/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/rules.h"

#include "base/cleanup.h"
#include "compute/belongs.h"
#include "disclose/cells.h"

#include <math.h>
#include <stdlib.h>

/* ---- a rule -------------------------------------------------------------------------------- */

bool rule_hides_count(const struct disclosure_rule *rule, double count,
                      struct rule_range *ret_range)
{
  /* Between whole counts a number is as small as the one above it. */
  double size = ceil(count);
  bool few = rule->hide_most && size >= rule->hide_least && size <= rule->hide_most;
  bool none = rule->zeros_hidden && count <= 0;
  if (!few && !none)
    return false;
  double low = rule->zeros_hidden ? 0 : rule->hide_least;
  *ret_range = (struct rule_range) { fmin(low, count),
                                     fmax(rule->hide_most ? rule->hide_most : 1, count) };
  return true;
}

static int descending(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left < right) - (left > right);
}

bool rule_hides_parts(const struct disclosure_rule *rule, double *contributions, size_t count,
                      struct rule_range *ret_range)
{
  double whole = 0, largest = 0, reach = 0;
  if (!count)
    return false;
  qsort(contributions, count, sizeof *contributions, descending);
  for (size_t i = 0; i < count; i++) {
    whole += contributions[i];
    largest += i < (size_t)rule->dominance_largest ? contributions[i] : 0;
  }
  if (rule->dominance_largest)
    reach = 100 / rule->dominance_share * largest - whole;
  if (rule->p_percent > 0) {
    double rest = whole - contributions[0] - (count > 1 ? contributions[1] : 0);
    reach = fmax(reach, rule->p_percent / rule->q_percent * contributions[0] - rest);
  }
  if (!(whole > 0) || !(reach > 0))
    return false;
  *ret_range = (struct rule_range) { fmax(0, whole - reach), whole + reach };
  return true;
}

bool rule_covers(const struct catalog *catalog, const struct disclosure_rule *rule, int row)
{
  unsigned kind = COVERS_FORCE;
  if (row == catalog->comparator)
    kind = COVERS_COMPARATOR;
  else if (row < (int)catalog->area_count && catalog->areas[row].kind == AREA_DISTRICT)
    kind = COVERS_DISTRICTS;
  else if (row < (int)catalog->area_count && catalog->areas[row].kind == AREA_GROUP)
    kind = COVERS_GROUPS;
  return (rule->covers & kind) != 0;
}

bool rule_holds(const struct disclosure_rule *rule, enum audience audience)
{
  return audience == AUDIENCE_PUBLIC || rule->both_audiences;
}

const struct disclosure_rule *rules_next(const struct indicator *indicator, enum audience audience,
                                         size_t *at)
{
  struct disclosure rules = indicator->disclosure;
  /* A catalog always has rules for what is restricted; without them nothing is given away. */
  if (indicator->restricted && !rules.count)
    rules = (struct disclosure) { disclosure_set("county-only"), 1 };
  while (*at < rules.count) {
    const struct disclosure_rule *rule = &rules.rules[(*at)++];
    if (rule_holds(rule, audience) && !disclosure_is_idle(rule))
      return rule;
  }
  return NULL;
}

/* ---- whose the parts of a count are -------------------------------------------------------- */

/* What each contributor has of the figure, in COLUMN of its measure's categories. */
static double *parts_of(struct arena *scratch, const struct facts *facts,
                        const struct fact_table *table, const struct indicator *indicator,
                        int column, int area, struct period period, size_t *ret_count)
{
  const char **names = ARENA_ARRAY(scratch, const char *, table->category_count);
  double *parts = ARENA_ARRAY(scratch, double, table->category_count);
  size_t count = 0;
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (!fact_belongs(facts, table, fact, indicator, area, period))
      continue;
    const char *name = table->categories[fact->category].values[column];
    size_t k = 0;
    while (k < count && strcmp(names[k], name) != 0)
      k++;
    if (k == count)
      names[count++] = name;
    parts[k] += fact->value;
  }
  *ret_count = count;
  return parts;
}

bool rule_hides_dominated(struct arena *scratch, const struct facts *facts,
                          const struct indicator *indicator, const struct disclosure_rule *rule,
                          int row, struct period period, struct rule_range *ret_range)
{
  const struct fact_table *table
    = indicator->measure ? facts_table(facts, indicator->measure) : NULL;
  int column = table && rule->contributors ? category_column(table, rule->contributors) : NO_INDEX;
  if (column == NO_INDEX || row >= (int)facts->catalog->area_count)
    return false;
  size_t count;
  double *parts = parts_of(scratch, facts, table, indicator, column, row, period, &count);
  return rule_hides_parts(rule, parts, count, ret_range);
}

/* ---- a figure ------------------------------------------------------------------------------ */

/* Whether RULE hides the figure for the size of a count that it gives away. */
static bool hides_figure(const struct disclosure_rule *rule, const struct bare_figure *figure,
                         const struct indicator *indicator, bool divides_counts)
{
  struct rule_range range;
  bool unknown = isnan(figure->numerator) && isnan(figure->denominator);
  /* What is made of counts that are not known here cannot be told to be safe, and what does not add
   * up cannot be protected by hiding more of it. */
  if (unknown || indicator->derived || indicator->statistic == STATISTIC_GIVEN
      || indicator->statistic == STATISTIC_MEAN || (indicator->standard && indicator->standard->repeat))
    return true;
  if (rule_hides_count(rule, figure->numerator, &range))
    return true;
  if (!divides_counts)
    return false;
  return rule_hides_count(rule, figure->denominator, &range)
    || (indicator->statistic == STATISTIC_PROPORTION
        && rule_hides_count(rule, figure->denominator - figure->numerator, &range));
}

enum hiding rules_hide(struct arena *scratch, const struct results *results, int indicator,
                       int area, struct period period, enum audience audience)
{
  const struct facts *facts = results_facts(results);
  const struct indicator *definition = &facts->catalog->indicators[indicator];
  const struct disclosure_rule *rule;
  struct bare_figure figure;
  enum hiding hiding = HIDING_NONE;
  if (!results_bare(results, indicator, area, period, &figure))
    return HIDING_NONE;
  for (size_t at = 0; (rule = rules_next(definition, audience, &at));) {
    struct rule_range range;
    if (!rule_covers(facts->catalog, rule, area))
      continue;
    if (rule->withheld)
      return HIDING_WITHHELD;
    if (hides_figure(rule, &figure, definition,
                     results_divides_counts(results, indicator))
        || rule_hides_dominated(scratch, facts, definition, rule, area, period, &range))
      hiding = HIDING_COUNT;
  }
  return hiding;
}

/* ---- cells --------------------------------------------------------------------------------- */

static void hide(struct cell *cell, const struct disclosure_rule *rule, struct rule_range range)
{
  cell->hidden = true;
  if (rule->secondary)
    cell_mark(cell, range.low, range.high);
}

/* The rest of a proportion whose denominators stand beside it has no cell of its own: what may not
 * be known of it is kept unknown in its count. */
static void hide_rest(struct cells *cells, struct cell *cell, const struct cell_use *use,
                      const struct disclosure_rule *rule)
{
  int beside = cells_find(cells, use->indicator, true, cell->row, cell->period);
  struct rule_range range;
  if (use->denominator || beside == NO_CELL)
    return;
  double whole = cells->at[beside].value;
  if (whole >= cell->value && rule_hides_count(rule, whole - cell->value, &range))
    hide(cell, rule, (struct rule_range) { fmax(0, whole - range.high), whole - range.low });
}

/* Counts that RULE hides are not printed, which tells of those that are.  Of ranges that lie apart the lower is kept. */
static void rule_out(struct cell *cell, const struct disclosure_rule *rule)
{
  double low = rule->zeros_hidden ? 0 : rule->hide_least, high = rule->hide_most;
  bool apart = low > cell->never_high + 1 || high < cell->never_low - 1;
  if (!(high > 0))
    return;
  if (!(cell->never_high > 0) || (apart && low < cell->never_low)) {
    cell->never_low = low;
    cell->never_high = high;
  } else if (!apart) {
    cell->never_low = fmin(low, cell->never_low);
    cell->never_high = fmax(high, cell->never_high);
  }
}

/* What one rule of one of its indicators says of a cell. */
static void mark(struct arena *scratch, struct cells *cells, struct cell *cell,
                 const struct cell_use *use, const struct disclosure_rule *rule)
{
  const struct facts *facts = results_facts(cells->results);
  const struct indicator *indicator = &facts->catalog->indicators[use->indicator];
  struct rule_range range;
  if (rule->base > cell->base && rule->base > 1)
    cell->base = rule->base;
  rule_out(cell, rule);
  if (rule_hides_count(rule, cell->value, &range))
    hide(cell, rule, range);
  hide_rest(cells, cell, use, rule);
  if (!use->denominator
      && rule_hides_dominated(scratch, facts, indicator, rule, cell->row, cell->period, &range))
    hide(cell, rule, range);
}

/* Whether no indicator prints CELL: each of them withholds it. */
static bool is_withheld(const struct catalog *catalog, const struct cell_filter *filter,
                        const struct cell *cell, enum audience audience)
{
  for (size_t u = 0; u < filter->use_count; u++) {
    const struct indicator *indicator = &catalog->indicators[filter->uses[u].indicator];
    const struct disclosure_rule *rule;
    bool withheld = false;
    for (size_t at = 0; (rule = rules_next(indicator, audience, &at));)
      withheld = withheld || (rule->withheld && rule_covers(catalog, rule, cell->row));
    if (!withheld)
      return false;
  }
  return true;
}

void rules_mark(struct cells *cells, enum audience audience)
{
  const struct catalog *catalog = results_facts(cells->results)->catalog;
  auto_arena struct arena *scratch = arena_new();
  for (size_t i = 0; i < cells->count; i++) {
    struct cell *cell = &cells->at[i];
    const struct cell_filter *filter = &cells->filters[cell->filter];
    for (size_t u = 0; u < filter->use_count; u++) {
      const struct indicator *indicator = &catalog->indicators[filter->uses[u].indicator];
      const struct disclosure_rule *rule;
      for (size_t at = 0; (rule = rules_next(indicator, audience, &at));)
        if (rule_covers(catalog, rule, cell->row))
          mark(scratch, cells, cell, &filter->uses[u], rule);
    }
    cell->hidden = cell->hidden || is_withheld(catalog, filter, cell, audience);
  }
}
