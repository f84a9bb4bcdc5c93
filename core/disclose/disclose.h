/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Disclosure: what each audience may see of the results.
 *
 * The rules of the catalog say which counts are hidden and how the others are rounded
 * (disclose/rules.h); the results that later stages see are worked out from what is left
 * (compute/protected.h), so that a finder added to core/compute passes through here as it is.  What
 * was not supplied says so instead of being suppressed: that gives nothing away.
 * Later stages see results only through this.
 */
#ifndef STRATA_DISCLOSE_DISCLOSE_H
#define STRATA_DISCLOSE_DISCLOSE_H

#include "compute/displacement_of.h"
#include "compute/over_time.h"
#include "compute/funnel_plot.h"
#include "compute/results.h"
#include "compute/wards.h"

enum audience { AUDIENCE_PUBLIC, AUDIENCE_RESTRICTED, AUDIENCES };

struct released;
struct cells;
struct sealed;
struct secrets;

/* Where the solutions of what takes long to protect are kept (disclose/solutions.h). */
struct solutions_place {
  const char *store_dir;
  const char *label; /* whose: a later one of the same label and block replaces it */
  struct diags *diags;
};

/* What AUDIENCE may see.  Lives in ARENA; RESULTS must outlive it. */
const struct released *disclose_results(struct arena *arena, const struct results *results,
                                        enum audience audience);

/* The same where earlier editions have printed what stands in BEFORE (disclose/seal.h). */
const struct released *disclose_results_after(struct arena *arena, const struct results *results,
                                              enum audience audience,
                                              const struct sealed *before);

/* The same where what takes long is kept at PLACE (disclose/solutions.h). */
const struct released *disclose_results_kept(struct arena *arena, const struct results *results,
                                             enum audience audience, const struct sealed *before,
                                             const struct solutions_place *place);

/* RESULTS as they are, for what plugins compute from them before disclosure.  Never for a page. */
const struct released *disclose_nothing_hidden(struct arena *arena, const struct results *results);

/* What is published beside figures of areas, and taken into account where counts are hidden. */
enum {
  HEEDS_SMALL_AREAS = 1, /* a district is its neighbourhoods */
  HEEDS_ROWS = 2,        /* a source's rows, in the appendix, are all that they count */
  HEEDS_AGES = 4,        /* a standardised rate is made of the counts by age */
  HEEDS_RULES = 8,       /* what is printed rounded is none of the counts that are hidden */
  HEEDS_PLUGINS = 16,    /* what a plugin computes may tell what it asked for */
  HEEDS_WITHHELD = 32,   /* what an indicator of the restricted edition counts is under its rules here too */
  HEEDS_ALL = 63,
};

/* As disclose_results_after, heeding only some of it (HEEDS_SMALL_AREAS | ...): for tests of the audit, which
 * must find what is then given away. */
const struct released *disclose_results_heeding(struct arena *arena, const struct results *results,
                                                enum audience audience,
                                                const struct sealed *before, unsigned heeds);

/* The cells of what RESULTS prints under rules for AUDIENCE, with what is hidden; NULL: no rule holds.
 * RESULTS are not protected. */
struct cells *disclose_cells(struct arena *arena, const struct results *results,
                             enum audience audience, const struct sealed *before,
                             const struct solutions_place *place, unsigned heeds);

/* The cells that were decided on to make RELEASED; NULL: no rule holds.  For core/disclose and the audit:
 * they hold true counts. */
const struct cells *released_cells(const struct released *released);

enum audience released_audience(const struct released *released);
const char *released_marking(const struct released *released); /* of every page */
/* What a document for the audience may not hold (disclose/secrets.h); NULL when nothing is kept from it. */
const struct secrets *released_secrets(const struct released *released);
/* Every definition, also of what is withheld: for messages and checks, never for a page. */
const struct catalog *released_definitions(const struct released *released);

/* As the audience may see it: what is withheld has an empty id (disclose/redact.h). */
const struct catalog *released_catalog(const struct released *released);
/* An indicator by its id also where that is withheld: its figures then are not available. */
int released_indicator(const struct released *released, struct str id);
const struct facts *released_facts(const struct released *released); /* reconciliation, shapes, names: no values */

/* To what the counts of INDICATOR for AREA are rounded; 1: they are not. */
int released_base(const struct released *released, int indicator, int area);

/* The same of what it divides them by. */
int released_divisor_base(const struct released *released, int indicator, int area);

/* As the functions of compute/results.h, after disclosure. */
void released_find(const struct released *released, int indicator, int area, struct period period,
                   struct result *ret);
void released_find_since(const struct released *released, int indicator, int area,
                         struct period period, struct period before, struct result *ret);
const double *released_months(const struct released *released, int indicator, int area,
                              int32_t *ret_first, size_t *ret_count);
void released_small_areas(const struct released *released, int indicator, int area,
                          struct period period, double *ret_counts, double *ret_rates);
void released_small_statuses(const struct released *released, int indicator, int area,
                             struct period period, double *ret_counts, double *ret_rates,
                             enum status *ret_statuses);
size_t released_wards(const struct released *released, int indicator, int area,
                      struct period period, struct ward_result *ret);
const struct period *released_periods(const struct released *released, int indicator,
                                      size_t *ret_count);
bool released_latest(const struct released *released, int indicator, int area,
                     struct period not_after, struct period *ret_period);
void released_find_alone(const struct released *released, int indicator, int area,
                         struct period period, struct result *ret);

/* As results_trend and results_funnel, from what may be seen: they tell nothing that it does not. */
void released_trend(const struct released *released, int indicator, int area, struct period period,
                    struct trend_result *ret);
struct funnel_plot released_funnel(const struct released *released, struct arena *arena,
                                   int indicator, struct period period);

void released_unplaced(const struct released *released, int indicator, struct period period,
                       double *ret_unassigned, double *ret_outside);

/* As the functions of compute/over_time.h, made from the months that the audience may see, so that
 * nothing comes out of them that the months themselves do not show. */
void released_chart(const struct released *released, struct arena *arena, int indicator, int area,
                    struct chart_request request, struct charted *ret_chart);
void released_season(const struct released *released, struct arena *arena, int indicator, int area,
                     int32_t cut_off, struct seasoned *ret_season);
void released_forecast(const struct released *released, struct arena *arena, int indicator,
                       int area, int32_t cut_off, struct forecasted *ret_forecast);

size_t released_comparisons(const struct released *released, int indicator, int area,
                            struct period period, struct comparison *ret);
enum judgement released_goal(const struct released *released, int indicator, int area,
                             struct period period);
enum goal_verdict released_goal_verdict(const struct released *released, int indicator, int area,
                                        struct period period);
/* Also whether the audience may know of it at all: the public does not of one whose indicator is marked. */
bool released_initiative(const struct released *released, const struct initiative *initiative,
                         struct initiative_result *ret);
void released_standing(const struct released *released, int indicator, int area,
                       struct period period, int parts, struct standing *ret);

#endif
