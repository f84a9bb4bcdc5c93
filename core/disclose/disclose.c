/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/disclose.h"

#include "disclose/protect.h"
#include "disclose/redact.h"
#include "disclose/released.h"
#include "disclose/seal.h"
#include "disclose/secrets.h"
#include "disclose/shelter.h"

struct released {
  const struct results *plain, *results; /* before disclosure, and protected */
  const struct catalog *catalog;
  const struct cells *cells;
  const struct secrets *secrets;
  enum audience audience;
};

/* What only indicators of another edition count is printed by none of this one. */
static void hide_withheld(struct cells *cells, const struct catalog *catalog)
{
  for (size_t i = 0; i < cells->count; i++) {
    const struct cell_filter *filter = &cells->filters[cells->at[i].filter];
    bool open = !filter->use_count;
    for (size_t u = 0; u < filter->use_count; u++)
      open = open || catalog->indicators[filter->uses[u].indicator].marking == MARKING_OFFICIAL;
    cells->at[i].hidden = cells->at[i].hidden || !open;
  }
}

struct cells *disclose_cells(struct arena *arena, const struct results *results,
                             enum audience audience, const struct sealed *before,
                             const struct solutions_place *place, unsigned heeds)
{
  const struct catalog *catalog = results_facts(results)->catalog;
  bool *wanted = ARENA_ARRAY(arena, bool, catalog->indicator_count);
  bool any = false;
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    size_t at = 0;
    bool withheld = audience == AUDIENCE_PUBLIC
                    && catalog->indicators[i].marking != MARKING_OFFICIAL;
    wanted[i] = rules_next(&catalog->indicators[i], audience, &at) != NULL
                && (!withheld || (heeds & HEEDS_WITHHELD));
    any = any || wanted[i];
  }
  if (!any)
    return NULL;
  struct cells *cells = cells_of(arena, results, wanted);
  struct protection protection;
  if (heeds & HEEDS_ROWS)
    cells_join_rows(arena, cells);
  rules_mark(cells, audience);
  if (audience == AUDIENCE_PUBLIC)
    hide_withheld(cells, catalog);
  for (size_t i = 0; !(heeds & HEEDS_RULES) && i < cells->count; i++)
    cells->at[i].never_high = 0;
  if (before)
    cells_printed_before(cells, before->at, before->len);
  protect_kept(cells, place, &protection);
  return cells;
}

const struct released *disclose_results(struct arena *arena, const struct results *results,
                                        enum audience audience)
{
  return disclose_results_after(arena, results, audience, NULL);
}

const struct released *disclose_results_after(struct arena *arena, const struct results *results,
                                              enum audience audience,
                                              const struct sealed *before)
{
  return disclose_results_kept(arena, results, audience, before, NULL);
}

static const struct released *release(struct arena *arena, const struct results *results,
                                      enum audience audience, const struct sealed *before,
                                      const struct solutions_place *place, unsigned heeds)
{
  struct released *released = ARENA_NEW(arena, struct released);
  const struct cells *cells = disclose_cells(arena, results, audience, before, place, heeds);
  const struct protected_figures *figures
    = shelter_figures(arena, results, cells, audience, heeds);
  const struct catalog *catalog = results_facts(results)->catalog;
  if (audience == AUDIENCE_PUBLIC)
    catalog = redact_catalog(arena, catalog);
  *released = (struct released) { results, results_protected(arena, results, figures), catalog,
                                  cells, NULL, audience };
  if (audience == AUDIENCE_PUBLIC)
    released->secrets = secrets_of(arena, results, released->results, catalog);
  return released;
}

const struct released *disclose_results_kept(struct arena *arena, const struct results *results,
                                             enum audience audience, const struct sealed *before,
                                             const struct solutions_place *place)
{
  return release(arena, results, audience, before, place, HEEDS_ALL);
}

const struct released *disclose_results_heeding(struct arena *arena, const struct results *results,
                                                enum audience audience,
                                                const struct sealed *before, unsigned heeds)
{
  return release(arena, results, audience, before, NULL, heeds);
}

const struct released *disclose_nothing_hidden(struct arena *arena, const struct results *results)
{
  struct released *released = ARENA_NEW(arena, struct released);
  *released = (struct released) { results, results, results_facts(results)->catalog, NULL, NULL,
                                  AUDIENCE_RESTRICTED };
  return released;
}

const struct cells *released_cells(const struct released *released)
{
  return released->cells;
}

const struct results *released_seen(const struct released *released)
{
  return released->results;
}

const struct results *released_results(const struct released *released)
{
  return released->plain;
}

enum audience released_audience(const struct released *released)
{
  return released->audience;
}

const struct secrets *released_secrets(const struct released *released)
{
  return released->secrets;
}

const struct catalog *released_definitions(const struct released *released)
{
  return results_facts(released->plain)->catalog;
}

const char *released_marking(const struct released *released)
{
  const struct restricted_edition *edition = released->catalog->restricted_edition;
  bool restricted = released->audience == AUDIENCE_RESTRICTED && edition;
  return restricted ? edition->marking : released->catalog->marking;
}

const struct catalog *released_catalog(const struct released *released)
{
  return released->catalog;
}

int released_indicator(const struct released *released, struct str id)
{
  return catalog_indicator(results_facts(released->plain)->catalog, id);
}

const struct facts *released_facts(const struct released *released)
{
  return results_facts(released->results);
}

int released_base(const struct released *released, int indicator, int area)
{
  return results_base(released->results, indicator, area);
}

int released_divisor_base(const struct released *released, int indicator, int area)
{
  return results_divisor_base(released->results, indicator, area);
}

void released_find(const struct released *released, int indicator, int area, struct period period,
                   struct result *ret)
{
  results_find(released->results, indicator, area, period, ret);
}

void released_find_since(const struct released *released, int indicator, int area,
                         struct period period, struct period before, struct result *ret)
{
  results_find_since(released->results, indicator, area, period, before, ret);
}

void released_find_alone(const struct released *released, int indicator, int area,
                         struct period period, struct result *ret)
{
  results_find_alone(released->results, indicator, area, period, ret);
}

const double *released_months(const struct released *released, int indicator, int area,
                              int32_t *ret_first, size_t *ret_count)
{
  return results_months(released->results, indicator, area, ret_first, ret_count);
}

void released_small_statuses(const struct released *released, int indicator, int area,
                             struct period period, double *ret_counts, double *ret_rates,
                             enum status *ret_statuses)
{
  results_small_statuses(released->results, indicator, area, period, ret_counts, ret_rates,
                         ret_statuses);
}

void released_small_areas(const struct released *released, int indicator, int area,
                          struct period period, double *ret_counts, double *ret_rates)
{
  results_small_areas(released->results, indicator, area, period, ret_counts, ret_rates);
}

size_t released_wards(const struct released *released, int indicator, int area,
                      struct period period, struct ward_result *ret)
{
  return results_wards(released->results, indicator, area, period, ret);
}

const struct period *released_periods(const struct released *released, int indicator,
                                      size_t *ret_count)
{
  return results_periods(released->results, indicator, ret_count);
}

bool released_latest(const struct released *released, int indicator, int area,
                     struct period not_after, struct period *ret_period)
{
  return results_latest(released->results, indicator, area, not_after, ret_period);
}

void released_unplaced(const struct released *released, int indicator, struct period period,
                       double *ret_unassigned, double *ret_outside)
{
  results_unplaced(released->results, indicator, period, ret_unassigned, ret_outside);
}

size_t released_comparisons(const struct released *released, int indicator, int area,
                            struct period period, struct comparison *ret)
{
  return results_comparisons(released->results, indicator, area, period, ret);
}

enum judgement released_goal(const struct released *released, int indicator, int area,
                             struct period period)
{
  return results_goal(released->results, indicator, area, period);
}

enum goal_verdict released_goal_verdict(const struct released *released, int indicator, int area,
                                        struct period period)
{
  return results_goal_verdict(released->results, indicator, area, period);
}

bool released_initiative(const struct released *released, const struct initiative *initiative,
                         struct initiative_result *ret)
{
  const struct indicator *indicator = &released_catalog(released)->indicators[initiative->indicator];
  if (released_audience(released) == AUDIENCE_PUBLIC
      && indicator->marking == MARKING_OFFICIAL_SENSITIVE)
    return false;
  results_initiative(released->results, initiative, ret);
  return true;
}

void released_standing(const struct released *released, int indicator, int area,
                       struct period period, int parts, struct standing *ret)
{
  results_standing(released->results, indicator, area, period, parts, ret);
}
