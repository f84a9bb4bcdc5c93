/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The host's functions, by theme: host_context.c and host_outcomes.c (what is reported), host_sources.c,
 * host_figures.c with host_comparisons.c, host_funnel.c, host_over_time.c, host_places.c, host_wards.c and
 * host_initiatives.c, host_words.c, host_nodes.c with host_page.c, host_parent.c, host_table.c and
 * host_figure.c.
 *
 * Private to core/extend.  strata-plugin.h documents each as a member of struct strata_host or
 * struct strata_nodes.
 */
#ifndef STRATA_EXTEND_HOST_H
#define STRATA_EXTEND_HOST_H

#include "extend/run.h"

/* OURS into the struct of a plugin, whose first member says how much of it the plugin knows. */
void host_copy_out(void *theirs, const void *ours, size_t our_size);

/* A plugin's struct of THEIR_SIZE into OURS: what it is too old to know is zero. */
void host_copy_in(void *ours, size_t our_size, const void *theirs, size_t their_size);

const struct strata_report *host_report(struct strata_run *run);
const struct strata_area *const *host_areas(struct strata_run *run, const char *kind,
                                            size_t *ret_count);
const struct strata_area *host_area(struct strata_run *run, const char *code);
const struct strata_area *host_comparator(struct strata_run *run);
const struct strata_indicator *const *host_indicators(struct strata_run *run, const char *plugin,
                                                      size_t *ret_count);
/* The plugin of that index in the catalog. */
const struct strata_plugin_info *host_plugin_at(struct strata_run *run, int plugin);
const char *host_polarity(enum polarity polarity);
const struct strata_indicator *host_indicator(struct strata_run *run, const char *id);
const struct strata_plugin_info *const *host_plugins(struct strata_run *run, const char *role,
                                                     size_t *ret_count);
const struct strata_outcome *const *host_outcomes(struct strata_run *run, size_t *ret_count);
const struct strata_recommendation *const *host_recommendations(struct strata_run *run,
                                                                const char *area,
                                                                const char *priority,
                                                                size_t *ret_count);
const struct strata_break *const *host_breaks(struct strata_run *run, size_t *ret_count);
const struct strata_edition *const *host_editions(struct strata_run *run, size_t *ret_count);
const struct strata_source *const *host_sources(struct strata_run *run, size_t *ret_count);

int host_result(struct strata_run *run, const char *indicator, const char *area,
                const char *period, const char *since, struct strata_result *ret);
const char *const *host_periods(struct strata_run *run, const char *indicator, size_t *ret_count);
const char *host_latest(struct strata_run *run, const char *indicator, const char *area,
                        const char *not_after);
int host_months(struct strata_run *run, const char *indicator, const char *area,
                struct strata_months *ret);
int host_limits(struct strata_run *run, const char *indicator, const char *area, const char *from,
                const char *to, struct strata_limits *ret);
const struct strata_ward *const *host_wards(struct strata_run *run, const char *indicator,
                                            const char *area, const char *period, size_t most,
                                            size_t *ret_count);
const struct strata_neighbourhood *const *host_neighbourhoods(struct strata_run *run,
                                                              const char *indicator,
                                                              const char *area,
                                                              const char *period, size_t most,
                                                              size_t *ret_count);
int host_concentration(struct strata_run *run, const char *indicator, const char *area,
                       const char *period, struct strata_concentration *ret);
const struct strata_comparison *const *host_comparisons(struct strata_run *run,
                                                        const char *indicator, const char *area,
                                                        const char *period, size_t *ret_count);
int host_standing(struct strata_run *run, const char *indicator, const char *area,
                  const char *period, int parts, struct strata_standing *ret);
int host_goal(struct strata_run *run, const char *indicator, const char *area, const char *period,
              struct strata_goal *ret);
int host_put(struct strata_run *run, const char *name, const char *area, const char *period,
             const struct strata_derived *derived);

int host_chart(struct strata_run *run, const char *indicator, const char *area, const char *from,
               const char *to, struct strata_chart *ret);
int host_season(struct strata_run *run, const char *indicator, const char *area, const char *to,
                struct strata_season *ret);
int host_forecast(struct strata_run *run, const char *indicator, const char *area,
                  struct strata_forecast *ret);

const char *host_words(struct strata_run *run, const char *text);
const char *host_number(struct strata_run *run, double value, int decimals, const char *style);
const char *host_percent(struct strata_run *run, double share);
const char *host_spell(struct strata_run *run, double number);
const char *host_ordinal(struct strata_run *run, double number);
const char *host_list(struct strata_run *run, const char *const *items, size_t count);
const char *host_plural(struct strata_run *run, double number, const char *one,
                        const char *many);
const char *host_rank_words(struct strata_run *run, double rank, double of);
const char *host_commentary(struct strata_run *run, const char *section);
const char *host_plugin_words(struct strata_run *run, const char *plugin, const char *name);

struct strata_node *host_add_table(struct strata_run *run, struct strata_node *node,
                                   const struct strata_table *table);
struct strata_node *host_add_figure(struct strata_run *run, struct strata_node *node,
                                    const struct strata_figure *figure);

/* ---- for each other ------------------------------------------------------------------------ */

/* A handle is the node itself, under a name that hides it from plugins. */
static inline struct strata_node *host_handle(struct node *node)
{
  return (struct strata_node *)node;
}

static inline struct node *host_node_of(struct strata_node *node)
{
  return (struct node *)node;
}

/* The node that NODE stands for, when WHAT can be done with it; NULL after failing. */
struct node *host_known_node(struct strata_run *run, struct strata_node *node, const char *what);

/* The node that NODE stands for, when KIND can be added to it; NULL after failing. */
struct node *host_parent(struct strata_run *run, struct strata_node *node, const char *what);

/* TEXT with its words expanded and its markup read; an empty text for NULL. */
struct text host_text(struct strata_run *run, const char *text);

/* What a listener hears of TEXT, expanded: NULL for NULL. */
const char *host_plain(struct strata_run *run, const char *text);

/* SYMBOL_NONE for NULL; fails the callback when there is no symbol of that name. */
enum symbol host_symbol(struct strata_run *run, const char *name);

/* At which sizes the curves of PLOT are drawn. */
size_t funnel_sizes(struct arena *arena, const struct funnel_plot *plot, double **ret_sizes);

/* The months of INDICATOR up to the report's edition, judged by the limits of BASELINE_FIRST to
 * BASELINE_LAST, or by those that it asks for when these are 0. */
void host_find_chart(struct strata_run *run, int indicator, int area, int32_t baseline_first,
                     int32_t baseline_last, struct charted *ret_chart);

/* The months ahead of INDICATOR after the report's edition, as its definition asks. */
void host_find_forecast(struct strata_run *run, int indicator, int area,
                        struct forecasted *ret_forecast);

/* ---- host_page.c ---- */
struct strata_node *host_add_title(struct strata_run *run, struct strata_node *node,
                                   const char *text);
struct strata_node *host_add_subtitle(struct strata_run *run, struct strata_node *node,
                                      const char *text);
struct strata_node *host_add_running(struct strata_run *run, struct strata_node *node,
                                     const char *text);
struct strata_node *host_set_run_on(struct strata_run *run, struct strata_node *node);
struct strata_node *host_add_box(struct strata_run *run, struct strata_node *node,
                                 const char *name);
struct strata_node *host_add_columns(struct strata_run *run, struct strata_node *node,
                                     const int *spans, size_t count,
                                     struct strata_node **ret_columns);
struct strata_node *host_add_sidebar(struct strata_run *run, struct strata_node *node,
                                     const char *title);

/* ---- host_funnel.c ---- */
int host_funnel(struct strata_run *run, const char *indicator, const char *period,
                struct strata_funnel *ret);

/* ---- host_places.c ---- */
int host_inequality(struct strata_run *run, const char *indicator, const char *area,
                    const char *period, struct strata_inequality *ret);
int host_deprived_tenth(struct strata_run *run, const char *indicator, const char *area,
                        const char *period, struct strata_deprived_tenth *ret);
int host_severity(struct strata_run *run, const char *indicator, const char *area,
                  const char *period, struct strata_severity *ret);
int host_hot_spots(struct strata_run *run, const char *indicator, const char *area,
                   const char *period, struct strata_hot_spots *ret);
const struct strata_initiative *const *host_initiatives(struct strata_run *run, size_t *ret_count);
int host_event_places(struct strata_run *run, const char *indicator, const char *area,
                      const char *period, struct strata_event_places *ret);
int host_near_repeat(struct strata_run *run, const char *indicator, const char *area,
                     const char *period, struct strata_near_repeat *ret);

#endif
