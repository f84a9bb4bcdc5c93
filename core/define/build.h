/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a catalog is put together: the state that the steps of define_catalog share.
 *
 * Private to core/define.  The steps run in the order in which they stand below; each fills its part
 * of the catalog and the names that later steps refer to.  A step that had to leave something out
 * marks its names as partial: what cannot be found there may well be what was left out, so it is
 * not reported a second time.
 */
#ifndef STRATA_DEFINE_BUILD_H
#define STRATA_DEFINE_BUILD_H

#include "base/vec.h"
#include "define/catalog.h"
#include "define/definitions.h"

struct name {
  const char *id, *title; /* the title is for hints; may be NULL */
  struct loc loc;
  int index; /* in the catalog */
};

/* The names of one kind of thing. */
struct names {
  const char *what; /* "area" */
  VEC(struct name) at;
  bool partial;
};

/* A plugin.yaml that was found, whether it is used or not. */
struct found_plugin {
  const char *path, *name, *folder; /* as searched; last part; absolute */
  size_t dir;                       /* index of the folder searched */
  struct plugin_definition definition;
  struct diags *diags; /* of its plugin.yaml; only those of plugins in use are shown */
};

struct build {
  struct arena *arena;
  struct diags *diags;
  const struct definition_request *request;
  const char *workspace; /* as the user gave it: the places in messages begin with it */
  struct assessment_definition assessment;
  struct catalog *catalog;
  struct disclosure disclosure; /* the workspace's */
  VEC(struct found_plugin) found;
  VEC(const struct found_plugin *) used; /* in the order of catalog.plugins */
  struct names areas, sources, measures, outcomes, plugins, indicators, editions, reports;
};

/* Adds a name, with a TITLE or NULL; one that is there already is reported at LOC, with the first one's place. */
void names_add(struct build *build, struct names *names, const char *id, const char *title,
               struct loc loc, int index);

/* The index of ID, or NO_INDEX without a word. */
int names_find(const struct names *names, const char *id);

/* The index of ID, or NO_INDEX after reporting it at LOC.  NULL gives NO_INDEX: its absence has
 * been reported or is allowed. */
int names_need(struct build *build, const struct names *names, const char *id, struct loc loc);

/* The ids of TEXTS that are known, as texts or as indexes. */
struct texts names_need_all(struct build *build, const struct names *names, struct texts texts,
                            const struct yaml_node *node, const char *key);

/* Checks the inequality, severity and hot spots that GIVEN asks for, and puts them in INDICATOR. */
void build_place(struct build *build, const struct indicator_definition *given,
                 struct indicator *indicator);

/* The version and the date of severity weights, which no other source has. */
void build_weights(struct build *build, const struct source_definition *given,
                   struct source *source);
/* Whether a mean, a standardised rate or a ratio says what it needs, and what it says. */
void check_standardised(struct build *build, const struct indicator_definition *given);
const struct standard *standard_of(struct build *build, const struct indicator_definition *given);

/* Whether an indicator's chart and forecast fit it, and what they say (build_over_time.c). */
void check_over_time(struct build *build, const struct indicator_definition *given);
struct chart_rules chart_rules_of(const struct indicator_definition *given);
struct forecast_rules forecast_rules_of(const struct indicator_definition *given);
/* The rules that LIST says, checked. */
struct disclosure disclosure_of(struct build *build, const struct list *list);

/* The rules that hold for INDICATOR, whose own are GIVEN: its own, or else its sources', or else the
 * workspace's. */
struct disclosure disclosure_for(struct build *build, const struct indicator *indicator,
                                 const struct list *given);

/* Indicators that plugins' code computes and that have no rules get those of their plugin's others. */
void build_disclosure(struct build *build, struct indicator *indicators, size_t count);

/* Checks the funnel, the change and the trend that GIVEN asks for, and puts them in INDICATOR. */
void build_change(struct build *build, const struct indicator_definition *given,
                  struct indicator *indicator);

/* Reports at LOC that the report's edition and the one that it is compared with share months. */
void check_overlap(struct build *build, const struct report *report, struct loc loc);
/* What GIVEN is compared with, and where figures of elsewhere come from. */
void build_comparators(struct build *build, const struct indicator_definition *given,
                       struct indicator *indicator);

/* The partnership's goals, put in INDICATORS. */
void build_goals(struct build *build, struct indicator *indicators);

/* The initiatives, once areas and indicators are known. */
void build_initiatives(struct build *build);

const struct where *wheres_of(struct build *build, struct list list);

void build_areas(struct build *build);
void build_peers(struct build *build);
void build_outcomes(struct build *build);
void build_plugins(struct build *build); /* plugin.yaml of each: no indicators yet */
void build_plugin(struct build *build, const char *path); /* instead: this one alone */
void build_sources(struct build *build);
void build_indicators(struct build *build);
void build_breaks(struct build *build);
void build_editions(struct build *build);
void build_reports(struct build *build);
void build_recommendations(struct build *build);
void build_commentary(struct build *build);

#endif
