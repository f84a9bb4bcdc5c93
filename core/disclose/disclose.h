/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Disclosure: what each audience may see of the results.
 *
 * Until disclosure control has rules of its own, one rule holds for both audiences: an indicator
 * that is marked restricted, or counts what a restricted source holds, is published for the partnership's comparator (Lancashire-14) and the force
 * only.  Districts are suppressed, with their months, and so are the groups in between, because the
 * county less a group of twelve leaves two districts; small areas are suppressed everywhere.  What
 * was not supplied says so instead: that gives nothing away.
 * Later stages see results only through this.
 */
#ifndef STRATA_DISCLOSE_DISCLOSE_H
#define STRATA_DISCLOSE_DISCLOSE_H

#include "compute/over_time.h"
#include "compute/funnel_plot.h"
#include "compute/results.h"

enum audience { AUDIENCE_PUBLIC, AUDIENCE_RESTRICTED };

struct released;

/* What AUDIENCE may see.  Lives in ARENA; RESULTS must outlive it. */
const struct released *disclose_results(struct arena *arena, const struct results *results,
                                        enum audience audience);

enum audience released_audience(const struct released *released);
const struct catalog *released_catalog(const struct released *released);
const struct facts *released_facts(const struct released *released); /* reconciliation, shapes, names: no values */

/* As the functions of compute/results.h, after disclosure. */
void released_find(const struct released *released, int indicator, int area, struct period period,
                   struct result *ret);
void released_find_since(const struct released *released, int indicator, int area,
                         struct period period, struct period before, struct result *ret);
const double *released_months(const struct released *released, struct arena *arena, int indicator,
                              int area, int32_t *ret_first, size_t *ret_count);
void released_small_areas(const struct released *released, int indicator, int area,
                          struct period period, double *ret_counts, double *ret_rates);
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

#endif
