/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog: every definition of a run, checked, with the place each came from.
 *
 * Made once by define_catalog from a workspace's assessment.yaml, its plugins' plugin.yaml and
 * indicators/, its recommendations and commentary index; const to every later stage; lives in the
 * arena it was made in.  It knows nothing of files' contents: what a source holds is found by
 * core/ingest.  Every reference between definitions is resolved to an index or a pointer here, so
 * that later stages never look up a name that may not exist.
 */
#ifndef STRATA_DEFINE_CATALOG_H
#define STRATA_DEFINE_CATALOG_H

#include "base/arena.h"
#include "base/diag.h"
#include "define/disclosure.h"
#include "define/indicator.h"
#include "define/period.h"

#include <stdbool.h>
#include <stddef.h>

enum { NO_INDEX = -1 };

/* ---- areas --------------------------------------------------------------------------------- */

enum area_kind {
  AREA_DISTRICT, /* a district or unitary: gets a profile */
  AREA_GROUP,    /* a sum of districts: Lancashire-14, a police division */
  AREA_FORCE,    /* the police force: its districts and what has no district */
};

struct area {
  const char *code; /* GSS code, or the workspace's id for a group: "lancashire-14" */
  const char *name;
  const char *short_name; /* for narrow places; the name when none is given */
  enum area_kind kind;
  const char *role;         /* district: "unitary authority", "district"; group: "county" ... */
  const int *members;       /* group and force: indexes of districts, ascending */
  size_t member_count;      /* district: itself alone */
  int tile_column, tile_row; /* in the tile map; -1 when the workspace gives none */
  struct loc loc;
};

/* A place that is no part of the partnership and has figures for comparison: England, a peer. */
struct elsewhere {
  const char *code; /* GSS */
};

/* Members of a group of peers are districts of the catalog, or ELSEWHERE + an index. */
enum { ELSEWHERE = 1 << 20 };

struct peers_group {
  int district;
  const int *members; /* the district itself first */
  size_t member_count;
};

/* ---- sources ------------------------------------------------------------------------------- */

enum reader {
  READER_STREET,            /* data.police.uk street downloads */
  READER_STREET_COUNTS,     /* counts by month and LSOA, one column a crime type (data/) */
  READER_TIDY,              /* tidy CSV */
  READER_MID_YEAR_ESTIMATES, /* ONS mid-year estimates, single year of age */
  READER_DEPRIVATION,       /* Indices of Deprivation */
  READER_AREA_LOOKUP,       /* LSOA to district; district to groups */
  READER_CENTRES,           /* points of LSOAs: code, longitude, latitude */
  READER_BOUNDARIES,        /* GeoJSON */
  READER_SEVERITY_WEIGHTS,  /* what offences weigh: a category and its weight */
  READER_EVENTS,            /* single events with their own coordinates and day */
};

/* One publication of a source's figures. */
struct release {
  const char *date; /* "2026-02" or "2026-02-14" */
  struct loc loc;
};

/* A declared input. */
struct source {
  const char *id;
  const char *title;     /* as printed in source lines: "data.police.uk (Lancashire Constabulary)" */
  const char *publisher; /* may be NULL */
  const char *licence;   /* may be NULL */
  enum reader reader;
  const char *const *paths; /* files, folders or archives, relative to the workspace's root resolved */
  size_t path_count;
  struct loc *path_locs;
  const char *measure; /* what it provides: "street-crime", "residents"; NULL for lookups and shapes */
  const char *force;   /* street: the force's name as in "Falls within"; may be NULL */
  bool optional;       /* absent files are awaited, not an error */
  const char *awaited_from; /* optional sources: who holds it */
  const char *how;          /* optional sources: how to supply it */
  bool restricted;
  int plugin; /* the plugin that declares it, or NO_INDEX for the workspace */
  struct loc loc;
  const struct release *releases; /* the earliest first; the later one of a month counts */
  size_t release_count;
  const size_t *path_releases; /* one a path: the index of its release; NULL without releases */
  bool overridden; /* the paths came from --source: the reader is found from what they hold */
  const char *version, *date; /* severity weights: of the publication, printed; otherwise NULL */
  enum marking marking;
  struct disclosure disclosure; /* count 0: it has no rules of its own */
};

/* A break in a series: nothing is compared across it. */
struct series_break {
  const char *measure;
  int32_t month; /* the first month of the new series */
  const char *why;
  struct loc loc;
};

/* ---- plugins ------------------------------------------------------------------------------- */

enum plugin_code { PLUGIN_CODE_NONE, PLUGIN_CODE_LUA, PLUGIN_CODE_C };
enum plugin_role {
  PLUGIN_PRIORITY,
  PLUGIN_FACTOR,
  PLUGIN_DETERMINANT,
  PLUGIN_OVERVIEW, /* the whole that the priorities are part of: all recorded crime */
  PLUGIN_CONTEXT,  /* who lives here */
};

struct plugin {
  const char *id;     /* prefix of its indicators: "asb" */
  const char *folder; /* absolute path */
  const char *title;
  const char *version;
  const char *license; /* SPDX */
  enum plugin_role role;
  enum plugin_code code;
  int order;           /* of chapters; ties by id */
  const char *summary; /* one sentence; may be NULL */
  const char *headline; /* id of the indicator that leads its chapter; may be NULL */
  const char *const *needed; /* what is needed to judge it properly, and from whom */
  size_t needed_count;
  int first_indicator, indicator_count; /* its indicators stand together in catalog.indicators */
  struct loc loc;
  enum marking marking;
};

/* ---- what is reported ---------------------------------------------------------------------- */

/* An initiative: where it was, what it is held against, and the places beside both, to which events may have
 * moved. */
enum { INITIATIVE_PARTS = 4 }; /* treated, control, beside treated, beside control */
struct initiative_part {
  const int *areas;
  size_t count;
};
struct initiative {
  const char *id, *title;
  int indicator;
  struct period before, after;
  struct initiative_part parts[INITIATIVE_PARTS];
};

struct outcome {
  const char *id;
  const char *title;
  const char *owner; /* source or owner of the evidence; may be NULL */
  struct loc loc;
};

struct edition {
  const char *id;    /* "2026" */
  const char *title; /* "2026 edition" */
  int32_t cut_off;   /* the last month of data */
  struct period period; /* the year that its figures are for */
  const char *published; /* as given: "31 March 2026"; may be NULL */
  const char *next;      /* when the next one is to come, as given; may be NULL */
  struct loc loc;
};

struct recommendation {
  const char *id; /* "R1" */
  const char *text;
  const char *owner;
  const char *due; /* as given: "2026-09" or a date */
  const char *const *outcomes;
  size_t outcome_count;
  const char *area; /* code, or NULL for the whole partnership */
  const char *priority; /* plugin id, or NULL */
  struct loc loc;
  enum marking marking;
};

/* A piece of CommonMark: commentary/REPORT/AREA/SECTION.md; AREA "all" for every area. */
struct commentary {
  const char *report, *area, *section;
  const char *path;
  enum marking marking;
};

struct report {
  const char *id;       /* "district-profile" */
  const char *title;
  const char *template_path; /* the template's folder */
  bool template_shipped;     /* it comes with strata, and so do the libraries beside it */
  const char *areas;    /* "districts": one PDF each; or an area's code: one PDF */
  int area;             /* index when one; NO_INDEX when each district */
  const char *edition;  /* id */
  const char *since;    /* edition it is compared with; may be NULL */
  int edition_index, since_index;
  struct loc loc;
  enum marking marking;
};

struct catalog {
  const char *root;  /* the workspace's folder, absolute */
  const char *title; /* "Safer Lancashire partnership" */
  const char *place; /* "pan-Lancashire" */
  const char *marking; /* "OFFICIAL" */
  const char *author;
  const char *contact; /* whom a reader may ask; may be NULL */

  const struct area *areas; /* districts by name, then groups in the workspace's order, then the force */
  size_t area_count, district_count;
  int comparator; /* index of the area that all are compared with: Lancashire-14 */
  int force;      /* index, or NO_INDEX */

  const struct elsewhere *elsewhere;
  size_t elsewhere_count;
  int england;              /* index of elsewhere */
  const char *peers_name;   /* "Similar areas" */
  const char *peers_source; /* who decided on them; NULL when there are none */
  const struct peers_group *peers;
  size_t peers_count;
  const struct initiative *initiatives;
  size_t initiative_count;

  const struct source *sources;
  size_t source_count;
  const struct series_break *breaks;
  size_t break_count;
  const struct plugin *plugins; /* by order, then id */
  size_t plugin_count;
  const struct indicator *indicators; /* by plugin, then in the order of their plugin.yaml */
  size_t indicator_count;
  const struct outcome *outcomes;
  size_t outcome_count;
  const struct edition *editions; /* oldest first */
  size_t edition_count;
  const struct recommendation *recommendations;
  size_t recommendation_count;
  const struct commentary *commentaries; /* sorted by report, area, section */
  size_t commentary_count;
  const struct report *reports;
  size_t report_count;
  const struct restricted_edition *restricted_edition; /* NULL: none can be made */
};

/* What the command line asks of the catalog. */
struct definition_request {
  const char *workspace;           /* folder that holds assessment.yaml */
  const char *const *plugin_dirs;  /* searched in order for folders with a plugin.yaml */
  size_t plugin_dir_count;
  const char *template_dir;        /* where templates/NAME stand unless the workspace has its own */
  struct source_override {
    const char *source, *path;
  } const *overrides; /* --source NAME=PATH */
  size_t override_count;
};

/* Reads and checks all definitions.  0 with a catalog when there was no error; -1 after reporting
 * every error that was found. */
int define_catalog(struct arena *arena, const struct definition_request *request,
                   struct diags *diags, const struct catalog **ret_catalog);

/* The same for one plugin by itself, without a workspace: for those who write plugins.  What a
 * workspace provides (areas, outcomes, most measures) is not looked up.  The catalog holds the plugin, its
 * sources and its indicators, compared with nothing. */
int define_plugin(struct arena *arena, const char *folder, struct diags *diags,
                  const struct catalog **ret_catalog);

/* NO_INDEX when there is none. */
int catalog_area(const struct catalog *catalog, struct str code);
int catalog_indicator(const struct catalog *catalog, struct str id);
int catalog_plugin(const struct catalog *catalog, struct str id);
int catalog_source_of_measure(const struct catalog *catalog, const char *measure);

#endif
