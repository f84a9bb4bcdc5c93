/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/shelter.h"

#include "base/cleanup.h"
#include "disclose/age_bands.h"
#include "disclose/cells.h"

struct shelter {
  struct arena *arena;
  const struct results *results;
  const struct catalog *catalog;
  const struct cells *cells;
  enum audience audience;
  unsigned heeds;
};

static bool has_rules(const struct indicator *indicator, enum audience audience)
{
  size_t at = 0;
  return rules_next(indicator, audience, &at) != NULL;
}

/* An indicator that prints the same counts as one with rules is under them too. */
static bool has_cells(const struct shelter *shelter, int indicator)
{
  for (size_t f = 0; shelter->cells && f < shelter->cells->filter_count; f++)
    for (size_t u = 0; u < shelter->cells->filters[f].use_count; u++)
      if (shelter->cells->filters[f].uses[u].indicator == indicator)
        return true;
  return false;
}

/* ---- what is hidden ------------------------------------------------------------------------ */

/* Twelve months have as many names as they have: what a plugin puts for 2021 is not there for the year
 * ending with its December. */
static enum hiding rules_hide_any(const struct shelter *shelter, struct arena *scratch,
                                  int indicator, int area, struct period period)
{
  static const enum period_kind years[]
    = { PERIOD_YEAR_ENDING, PERIOD_CALENDAR_YEAR, PERIOD_FINANCIAL_YEAR };
  bool one = period_months(period) == 1 || !shelter->catalog->indicators[indicator].derived;
  enum hiding hiding = HIDING_NONE;
  for (size_t k = 0; k < 3 && hiding == HIDING_NONE; k++) {
    struct period named = { period.last, one ? period.kind : years[k] };
    if (one && k > 0)
      break;
    hiding = rules_hide(scratch, shelter->results, indicator, area, named, shelter->audience);
  }
  return hiding;
}

static enum hiding hiding_of(const struct shelter *shelter, struct arena *scratch, int indicator,
                             int area, struct period period)
{
  enum hiding hiding = rules_hide_any(shelter, scratch, indicator, area, period);
  if (hiding == HIDING_NONE && shelter->cells
      && cells_hide(shelter->cells, indicator, area, period))
    hiding = HIDING_COUNT;
  if (hiding == HIDING_NONE && (shelter->heeds & HEEDS_AGES)
      && age_bands_told(shelter->results, shelter->cells, indicator, area, period,
                        shelter->audience))
    hiding = HIDING_COUNT;
  return hiding;
}

/* The months that any period of the indicator ends with. */
static void find_span(const struct shelter *shelter, int indicator,
                      struct protected_indicator *sheltered)
{
  size_t count;
  const struct period *periods = results_periods(shelter->results, indicator, &count);
  int32_t first = 0, last = -1;
  for (size_t i = 0; i < count; i++) {
    first = i == 0 || periods[i].last < first ? periods[i].last : first;
    last = i == 0 || periods[i].last > last ? periods[i].last : last;
  }
  sheltered->first_month = first;
  sheltered->month_count = (size_t)(last - first + 1);
}

static const unsigned char *hidden_of(const struct shelter *shelter, int indicator,
                                      enum period_kind kind, struct protected_indicator *sheltered)
{
  size_t areas = shelter->catalog->area_count, months = sheltered->month_count;
  unsigned char *table = ARENA_ARRAY(shelter->arena, unsigned char, areas *months);
  auto_arena struct arena *scratch = arena_new();
  for (size_t i = 0; i < areas * months; i++) {
    struct period period = { sheltered->first_month + (int32_t)(i % months), kind };
    table[i]
      = (unsigned char)hiding_of(shelter, scratch, indicator, (int)(i / months), period);
    sheltered->hides = sheltered->hides || table[i] != HIDING_NONE;
  }
  return table;
}

/* Whether anything is hidden of what the indicator counts without an area of the catalog. */
static bool hides_unplaced(const struct shelter *shelter, int indicator)
{
  auto_arena struct arena *scratch = arena_new();
  size_t count = 0;
  const struct period *periods
    = shelter->cells ? cells_periods(scratch, shelter->cells, indicator, &count) : NULL;
  int areas = (int)shelter->catalog->area_count;
  for (size_t i = 0; i < count; i++)
    for (int row = areas; row < areas + SUMS_EXTRA_ROWS; row++)
      if (cells_hide(shelter->cells, indicator, row, periods[i]))
        return true;
  return false;
}

/* ---- what is rounded ----------------------------------------------------------------------- */

static uint16_t base_of(const struct shelter *shelter, const struct indicator *indicator, int area)
{
  const struct disclosure_rule *rule;
  int base = 1;
  for (size_t at = 0; (rule = rules_next(indicator, shelter->audience, &at));)
    if (rule_covers(shelter->catalog, rule, area) && rule->base > base)
      base = rule->base;
  return (uint16_t)base;
}

/* The largest base of the indicators that print the same counts, as their counts or divisors. */
static uint16_t shared_base(const struct shelter *shelter, int indicator, bool denominator,
                            int area)
{
  uint16_t base = 1;
  for (size_t f = 0; shelter->cells && f < shelter->cells->filter_count; f++) {
    const struct cell_filter *filter = &shelter->cells->filters[f];
    bool uses = false;
    for (size_t u = 0; u < filter->use_count; u++)
      uses = uses || (filter->uses[u].indicator == indicator
                      && filter->uses[u].denominator == denominator);
    for (size_t u = 0; uses && filter->printed && u < filter->use_count; u++) {
      uint16_t other
        = base_of(shelter, &shelter->catalog->indicators[filter->uses[u].indicator], area);
      base = other > base ? other : base;
    }
  }
  return base;
}

static void find_bases(const struct shelter *shelter, int indicator,
                       struct protected_indicator *sheltered)
{
  size_t areas = shelter->catalog->area_count;
  uint16_t *base = ARENA_ARRAY(shelter->arena, uint16_t, areas);
  uint16_t *denominator = ARENA_ARRAY(shelter->arena, uint16_t, areas);
  for (size_t area = 0; area < areas; area++) {
    base[area] = base_of(shelter, &shelter->catalog->indicators[indicator], (int)area);
    uint16_t shared = shared_base(shelter, indicator, false, (int)area);
    base[area] = shared > base[area] ? shared : base[area];
    denominator[area] = shared_base(shelter, indicator, true, (int)area);
  }
  sheltered->base = base;
  sheltered->denominator_base = denominator;
}

static bool is_rounded(const struct shelter *shelter, const struct protected_indicator *sheltered)
{
  for (size_t area = 0; area < shelter->catalog->area_count; area++)
    if (sheltered->base[area] > 1 || sheltered->denominator_base[area] > 1)
      return true;
  return false;
}

/* ---- small areas --------------------------------------------------------------------------- */

/* A rule that hides counts in more than their own place: districts are their neighbourhoods. */
static bool spreads(const struct disclosure_rule *rule)
{
  return rule->withheld || rule->dominance_largest || rule->p_percent > 0
         || (rule->secondary && (rule->hide_most || rule->zeros_hidden));
}

static void find_small(const struct shelter *shelter, const struct indicator *indicator,
                       struct protected_indicator *sheltered)
{
  const struct disclosure_rule *rule;
  sheltered->small_base = 1;
  /* Without rules of its own it is only here because others print its counts. */
  sheltered->small_hidden = !has_rules(indicator, shelter->audience);
  for (size_t at = 0; (rule = rules_next(indicator, shelter->audience, &at));) {
    if (!(rule->covers & COVERS_SMALL_AREAS))
      continue;
    sheltered->small_hidden = sheltered->small_hidden || spreads(rule);
    if (rule->hide_most && (!sheltered->small_most || rule->hide_least < sheltered->small_least))
      sheltered->small_least = rule->hide_least;
    if (rule->hide_most > sheltered->small_most)
      sheltered->small_most = rule->hide_most;
    sheltered->small_zeros_hidden = sheltered->small_zeros_hidden || rule->zeros_hidden;
    if (rule->base > sheltered->small_base)
      sheltered->small_base = rule->base;
  }
}

static bool has_small_areas(const struct shelter *shelter, const char *measure)
{
  const struct fact_table *table
    = measure ? facts_table(results_facts(shelter->results), measure) : NULL;
  for (size_t i = 0; table && i < table->fact_count; i++)
    if (table->facts[i].place >= PLACE_SMALL && table->facts[i].place < PLACE_UNASSIGNED)
      return true;
  return false;
}

/* Whether neighbourhoods' counts of INDICATOR would give away, added up or less those of others, what a rule
 * hides of it or of another indicator of the same measure.  *RET_ALL: whatever its own rules say. */
static bool must_hide_small(const struct shelter *shelter, const struct indicator *indicator,
                            bool *ret_all)
{
  const struct catalog *catalog = shelter->catalog;
  bool covered = false;
  *ret_all = false;
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *other = &catalog->indicators[i];
    const struct disclosure_rule *rule;
    bool same = indicator->measure && other->measure
                && str_is(str_of(indicator->measure), other->measure);
    for (size_t at = 0; same && (rule = rules_next(other, shelter->audience, &at));) {
      *ret_all = *ret_all || (spreads(rule) && (shelter->heeds & HEEDS_SMALL_AREAS));
      covered = covered || (rule->covers & COVERS_SMALL_AREAS);
    }
  }
  *ret_all = *ret_all && has_small_areas(shelter, indicator->measure);
  return *ret_all || (covered && has_small_areas(shelter, indicator->measure));
}

/* ---- what plugins compute ------------------------------------------------------------------ */

/* Whether code of a plugin asked for anything that is not published as it is, before it put figures of INDICATOR.
 * With rules of its own an indicator answers for itself, but for what belongs to another edition. */
static bool is_made_of_hidden(const struct shelter *shelter, const struct protected_indicator *all, size_t indicator)
{
  const bool *asked = results_asked(shelter->results, (int)indicator);
  bool own = shelter->catalog->indicators[indicator].disclosure.own;
  for (size_t i = 0; asked && i < shelter->catalog->indicator_count; i++)
    if (asked[i] && i != indicator
        && (all[i].withheld || (!own && (all[i].hides || (all[i].base && is_rounded(shelter, &all[i]))))))
      return true;
  return false;
}

/* Hides all of it; what is made of it in turn, by another plugin, is hidden in the next round. */
static void hide_what_is_made(const struct shelter *shelter, struct protected_indicator *all)
{
  size_t count = shelter->catalog->indicator_count;
  bool *hidden = ARENA_ARRAY(shelter->arena, bool, count);
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < count; i++) {
      if (hidden[i] || all[i].withheld || !is_made_of_hidden(shelter, all, i))
        continue;
      all[i] = (struct protected_indicator) { .any = true, .hides = true, .small_hidden = true, .small_base = 1 };
      hidden[i] = more = true;
    }
  }
}

/* ---- all of it ----------------------------------------------------------------------------- */

const struct protected_figures *shelter_figures(struct arena *arena, const struct results *results,
                                                const struct cells *cells, enum audience audience,
                                                unsigned heeds)
{
  const struct catalog *catalog = results_facts(results)->catalog;
  const struct shelter shelter = { arena, results, catalog, cells, audience, heeds };
  struct protected_indicator *all
    = ARENA_ARRAY(arena, struct protected_indicator, catalog->indicator_count);
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[i];
    struct protected_indicator *sheltered = &all[i];
    if (audience == AUDIENCE_PUBLIC && indicator->marking != MARKING_OFFICIAL) {
      *sheltered = (struct protected_indicator) { .any = true, .withheld = true, .hides = true };
      continue;
    }
    bool ruled = has_rules(indicator, audience);
    if (!ruled && !has_cells(&shelter, (int)i))
      continue;
    find_span(&shelter, (int)i, sheltered);
    sheltered->months = hidden_of(&shelter, (int)i, PERIOD_MONTH, sheltered);
    sheltered->years = hidden_of(&shelter, (int)i, PERIOD_YEAR_ENDING, sheltered);
    sheltered->hides = sheltered->hides || hides_unplaced(&shelter, (int)i);
    find_bases(&shelter, (int)i, sheltered);
    find_small(&shelter, indicator, sheltered);
    bool small_all, small = must_hide_small(&shelter, indicator, &small_all);
    sheltered->small_hidden = sheltered->small_hidden || small_all;
    sheltered->any = ruled || sheltered->hides || is_rounded(&shelter, sheltered) || small;
  }
  if (heeds & HEEDS_PLUGINS)
    hide_what_is_made(&shelter, all);
  struct protected_figures *figures = ARENA_NEW(arena, struct protected_figures);
  figures->at = all;
  return figures;
}
