/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The definitions as they are written: one struct and one schema for each kind of file.
 *
 * The tables in definitions_*.c are the reference of what may be written; docs/INDICATORS.md is
 * compared with them.  The structs hold what a file says, with nothing looked up: define/catalog.h
 * is what becomes of it.  Private to core/define but for the schemas, which `strata schema` prints.
 */
#ifndef STRATA_DEFINE_DEFINITIONS_H
#define STRATA_DEFINE_DEFINITIONS_H

#include "define/catalog.h"
#include "define/period.h"
#include "define/schema.h"

/* ---- disclosure ---------------------------------------------------------------------------- */

/* Counts from LEAST to MOST; MOST 0: none. */
struct count_range {
  int least, most;
};

struct dominance_definition {
  struct decoded decoded;
  const char *contributors;
  int largest;
  double share, p, q;
};

/* A key that is absent is as in the set named by RULES. */
struct disclosure_definition {
  struct decoded decoded;
  int rules; /* in disclosure_sets */
  struct count_range suppress;
  int zeros, round_to, audience;
  bool secondary, withhold;
  const struct dominance_definition *dominance;
  struct texts covers, breakdowns;
};

extern const struct schema disclosure_schema;


extern const struct disclosure_rule disclosure_sets[]; /* ended by one without a name */
extern const char *const disclosure_area_words[];      /* in the order of enum disclosure_areas */
extern const char *const marking_words[];              /* in the order of enum marking */

struct restricted_edition_definition {
  struct decoded decoded;
  const char *marking, *handling;
  struct texts distribution;
};

extern const struct schema restricted_edition_schema;

/* Above a commentary's text. */
struct front_matter_definition {
  struct decoded decoded;
  int marking;
};

extern const struct schema front_matter_schema;

/* The same wherever a rule, or a marking, may be given. */
#define DISCLOSURE_FIELD                                                                           \
  { .name = "disclosure", .kind = FIELD_LIST, .at = AT(disclosure), .schema = &disclosure_schema,  \
    .single = "rules", .otherwise_words = DISCLOSURE_OTHERWISE,                                    \
    .description = "Rules for what is not published." }
#define MARKING_FIELD                                                                              \
  { .name = "marking", .kind = FIELD_WORD, .at = AT(marking), .words = marking_words,              \
    .otherwise = "official",                                                                       \
    .description = "official-sensitive: in the restricted edition only." }

/* ---- assessment.yaml ----------------------------------------------------------------------- */

struct tile {
  bool given;
  int column, row;
};

struct district_definition {
  struct decoded decoded;
  const char *code, *name, *short_name, *role;
  struct tile tile;
};

struct group_definition {
  struct decoded decoded;
  const char *id, *name, *short_name, *role;
  struct texts members;
};

struct force_definition {
  struct decoded decoded;
  const char *code, *name, *short_name;
  struct texts members;
};

struct areas_definition {
  struct decoded decoded;
  struct list districts; /* struct district_definition */
  struct list groups;    /* struct group_definition */
  const struct force_definition *force;
  const char *comparator;
};

struct release_definition {
  struct decoded decoded;
  const char *date;
  struct texts paths;
};

struct source_definition {
  struct decoded decoded;
  const char *id, *title, *publisher, *licence;
  int reader;
  struct texts paths;
  struct list releases; /* struct release_definition */
  const char *measure, *force;
  bool optional;
  const char *awaited_from, *how;
  bool restricted;
  const char *version, *date;
  int marking;
  struct list disclosure; /* struct disclosure_definition */
};

struct break_definition {
  struct decoded decoded;
  const char *measure;
  int32_t from;
  const char *why;
};

struct outcome_definition {
  struct decoded decoded;
  const char *id, *title, *owner;
};

struct edition_definition {
  struct decoded decoded;
  const char *id, *title, *published, *next;
  int32_t cut_off;
  struct period period;
};

struct report_definition {
  struct decoded decoded;
  const char *id, *title, *template_name, *areas, *edition, *since;
  int marking;
};

struct peers_group_definition {
  struct decoded decoded;
  const char *district;
  struct texts members;
};

struct peers_definition {
  struct decoded decoded;
  const char *name, *source;
  struct list groups; /* struct peers_group_definition */
};

struct goal_definition {
  struct decoded decoded;
  const char *indicator;
  double lower, upper;
  const char *set_by;
};

/* In definitions_compare.c. */
struct initiative_definition {
  struct decoded decoded;
  const char *id, *title, *indicator;
  struct period before, after;
  struct texts parts[4]; /* treated, control, beside treated, beside control */
};

extern const struct schema peers_schema, goal_schema, elsewhere_schema, initiative_schema;

struct assessment_definition {
  struct decoded decoded;
  const char *title, *place, *marking, *author, *contact;
  struct texts plugins;
  const struct areas_definition *areas;
  struct list sources;  /* struct source_definition */
  struct list breaks;   /* struct break_definition */
  struct list outcomes; /* struct outcome_definition */
  struct list editions; /* struct edition_definition */
  struct list reports;  /* struct report_definition */
  struct list disclosure; /* struct disclosure_definition */
  const struct restricted_edition_definition *restricted_edition;
  const struct peers_definition *peers;
  struct list goals; /* struct goal_definition */
  struct list initiatives; /* struct initiative_definition */
};

extern const struct schema assessment_schema;
extern const struct schema source_schema; /* plugins declare sources too */

/* ---- recommendations.yaml ------------------------------------------------------------------ */

struct recommendation_definition {
  struct decoded decoded;
  const char *id, *text, *owner, *due;
  struct texts outcomes;
  const char *area, *priority;
  int marking;
};

struct recommendations_definition {
  struct decoded decoded;
  struct list recommendations; /* struct recommendation_definition */
};

extern const struct schema recommendations_schema;

/* ---- plugin.yaml and its indicators ------------------------------------------------------- */

struct plugin_definition {
  struct decoded decoded;
  const char *id, *title, *version, *license;
  int role, code, order;
  const char *summary, *headline;
  struct texts needed, indicators;
  struct list sources; /* struct source_definition */
  int marking;
};

extern const struct schema plugin_schema;

struct per_definition {
  struct decoded decoded;
  const char *measure;
  struct list where; /* struct where_definition */
  int scale;
};

struct interval_definition {
  struct decoded decoded;
  int method;
  double level;
};

struct inequality_definition {
  struct decoded decoded;
  const char *by, *domain;
  int interval;
};

struct hot_spots_definition {
  struct decoded decoded;
  int of;
  double within, discovery;
};

struct near_repeat_definition {
  struct decoded decoded;
  const char *events;
  double metres;
  int places, days, times;
};

struct event_places_definition {
  struct decoded decoded;
  const char *events;
  double cell, within, discovery, bandwidth;
};

/* In definitions_place.c. */
extern const struct schema inequality_schema, hot_spots_schema, near_repeat_schema;
extern const struct schema event_places_schema;

struct elsewhere_definition {
  struct decoded decoded;
  const char *measure;
  struct list where; /* struct where_definition */
};

/* Rows are chosen in the same way wherever they are: {crime type: Burglary}. */
int decode_where(struct arena *arena, const char *key, const struct yaml_node *value,
                 struct diags *diags, void *at);
extern const char where_json[];
extern const struct text_form form_gss;

struct standard_definition {
  struct decoded decoded;
  int population;
  const char *area, *by, *repeat_events;
};

struct funnel_definition {
  struct decoded decoded;
  int limits;
  int multiplicative, together; /* the second of two words */
};

struct change_definition {
  struct decoded decoded;
  int test;
  int of; /* enum change_of */
};

/* In definitions_change.c. */
extern const struct schema funnel_schema, change_schema;
extern const char *const trend_words[];

struct where_definition {
  const char *category;
  struct texts values;
  bool except;
  struct loc loc;
};

/* Beyond enum chart_of: known, to be refused. */
enum { CHART_OF_ROLLING_YEAR = CHART_OF_UNSEASONAL + 1 };

struct chart_definition {
  struct decoded decoded;
  int of;
  struct period baseline; /* .last 0: none */
  bool screened;
  double target; /* 0 when absent */
};

struct forecast_definition {
  struct decoded decoded;
  int method, months;
  double level;
};

struct indicator_definition {
  struct decoded decoded;
  const char *id, *title, *short_title, *noun, *measure;
  struct list where; /* struct where_definition */
  int statistic;
  const struct per_definition *per;
  const char *unit;
  const struct interval_definition *interval;
  int polarity;
  struct texts compare, outcomes;
  const char *caveat, *definition;
  bool restricted, derived;
  const struct inequality_definition *inequality;
  const char *severity;
  const struct hot_spots_definition *hot_spots;
  const struct near_repeat_definition *near_repeat;
  const struct event_places_definition *event_places;
  const struct standard_definition *standard;
  const struct chart_definition *chart;
  const struct forecast_definition *forecast;
  const struct funnel_definition *funnel;
  const struct change_definition *change;
  int trend;
  int marking;
  struct list disclosure; /* struct disclosure_definition */
  const struct elsewhere_definition *elsewhere;
};

extern const struct schema indicator_schema;

#endif
