/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what a definition asks for can be made of what its source has. */
#include "base/num.h"
#include "compute/views.h"

/* ---- given values -------------------------------------------------------------------------- */

/* A single slip in a form makes its counts given values: the first of those that are no counts. */
static void hint_no_count(struct work *work, const struct fact_table *table)
{
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->value >= 0 && fact->value == num_round(fact->value, 0))
      continue;
    const char *area = fact->place < work->catalog->area_count
      ? work->catalog->areas[fact->place].name : "a small area";
    diag_hint(work->diags,
              "or, if they are counts: %s has %s for %s in %s, which is none, so that none of its "
              "values is taken for a count",
              table->inputs[fact->input].path, num_significant(work->arena, fact->value), area,
              period_code(work->arena, (struct period) { fact->month, (enum period_kind)fact->kind }));
    return;
  }
}

void check_single(struct work *work, const struct indicator *indicator,
                         const struct fact_table *table, const bool *wanted)
{
  const struct fact *before = NULL;
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (!wanted[fact->category])
      continue;
    if (before && before->place == fact->place && before->kind == fact->kind
        && before->month == fact->month) {
      diag_error(work->diags, "STRATA-C004", indicator->loc,
                 "indicator '%s' takes several given values for one area and period",
                 indicator->id);
      diag_hint(work->diags, "values that are given cannot be added up; name one of the categories "
                             "of '%s' under 'where'",
                table->source->id);
      if (table->form == FACTS_VALUES)
        hint_no_count(work, table);
      return;
    }
    before = fact;
  }
}

static const char *statistic_words(enum statistic statistic)
{
  return statistic == STATISTIC_RATE ? "rate" : statistic == STATISTIC_PROPORTION ? "proportion"
                                                                                  : "count";
}

/* Counts are whole, and what is given is no sum.  False after reporting. */
static bool check_statistic(struct work *work, const struct indicator *indicator,
                            const struct supply *supply)
{
  const struct fact_table *table = supply->table;
  enum statistic statistic = indicator->statistic;
  bool counts = statistic == STATISTIC_COUNT || statistic == STATISTIC_RATE
                || statistic == STATISTIC_PROPORTION;
  if (counts && table->form == FACTS_VALUES) {
    diag_error(work->diags, "STRATA-C015", indicator->statistic_loc,
               "indicator '%s' is a %s, and the source '%s' has values that are no counts",
               indicator->id, statistic_words(statistic), table->source->id);
    diag_hint(work->diags, "values that are given, or their mean: 'statistic: given' or 'mean'");
    hint_no_count(work, table);
    return false;
  }
  if (statistic != STATISTIC_GIVEN || (!supply->from_records && table->form != FACTS_RATIOS))
    return true;
  diag_error(work->diags, "STRATA-C015", indicator->statistic_loc,
             "indicator '%s' is a given value, and the source '%s' has %s", indicator->id,
             table->source->id,
             supply->from_records ? "records to be counted" : "numerators and denominators");
  diag_hint(work->diags, "write 'statistic: %s'", supply->from_records ? "count" : "rate");
  return false;
}

/* ---- years --------------------------------------------------------------------------------- */

/* Months of ratios and of given values are not added up to years. */
static bool has_years(const struct indicator *indicator, const struct supply *supply)
{
  bool adds = supply->table->form == FACTS_COUNTS && indicator->statistic != STATISTIC_GIVEN;
  return supply->year_count > 0 || adds || indicator->statistic == STATISTIC_MEAN;
}

/* Paired months need months, and the years that they make. */
static void check_change(struct work *work, const struct indicator *indicator,
                         const struct supply *supply)
{
  bool months = supply->month_count > 0;
  if (indicator->change != CHANGE_BY_MONTHS || (months && has_years(indicator, supply)))
    return;
  diag_error(work->diags, "STRATA-C020", indicator->change_loc,
             months ? "quasi-poisson pairs the months of two years, and those of the source '%s' are "
                      "not added up"
                    : "quasi-poisson pairs calendar months, and the source '%s' gives none of them",
             supply->table->source->id);
  diag_hint(work->diags, months ? "write 'test: mid-p' or 'test: score'"
                                : "write 'test: mid-p' or 'test: score', or supply monthly counts");
}

static void check_trend(struct work *work, const struct indicator *indicator,
                        const struct supply *supply)
{
  if (!indicator->trend_loc.line || has_years(indicator, supply))
    return;
  diag_error(work->diags, "STRATA-C017", indicator->trend_loc,
             "a trend is of years, and the source '%s' has months that are not added up",
             supply->table->source->id);
  diag_hint(work->diags, "supply the years, or remove 'trend'");
}

/* ---- neighbourhoods ------------------------------------------------------------------------ */

static void check_neighbourhoods(struct work *work, const struct indicator *indicator,
                                 const struct supply *supply)
{
  bool hot = indicator->hot_spots.wanted, unequal = indicator->inequality.wanted;
  if ((!hot && !unequal) || supply->small_count > 0)
    return;
  diag_warning(work->diags, "STRATA-C018", indicator->place_loc,
               "'%s' of '%s' %s of neighbourhoods, and the source '%s' has no figures of any",
               unequal ? "inequality" : "hot spots", indicator->id, unequal ? "is" : "are",
               supply->table->source->id);
  diag_hint(work->diags, "nothing is said of them: supply figures by LSOA, or remove it");
}

/* ---- all of it ----------------------------------------------------------------------------- */

bool check_fit(struct work *work, const struct indicator *indicator, const struct supply *supply)
{
  if (supply->table->awaited)
    return true;
  check_change(work, indicator, supply);
  check_trend(work, indicator, supply);
  check_neighbourhoods(work, indicator, supply);
  return check_statistic(work, indicator, supply);
}

void check_part(struct work *work, const struct indicator *indicator, int part, int whole)
{
  if (indicator->statistic != STATISTIC_PROPORTION || part == NO_INDEX || part != whole
      || !work->requests.at[part].supply->table->fact_count)
    return;
  diag_error(work->diags, "STRATA-C016", indicator->statistic_loc,
             "indicator '%s' is a proportion of itself: always 100%%", indicator->id);
  diag_hint(work->diags, "say under 'where' which rows are the part, or under 'per' what it is of");
}
