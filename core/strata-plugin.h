/* SPDX-License-Identifier: MIT
 *
 * strata-plugin.h: everything that a plugin in C may know of strata.
 *
 * This is the only installed header.  It includes nothing of ours: a plugin says what goes on a
 * page, never how it is drawn.  docs/PLUGINS.md is the guide; plugins/_template is a start.
 *
 * A plugin exports one function, strata_plugin_v1, that returns a static const struct
 * strata_plugin.  The host hands the plugin a struct strata_host, a table of functions; a plugin
 * links with nothing but the C library.  Lua has the same functions under the same names:
 * host->result(...) is strata.result(...), and host->node->table(...) is page:table{...}.
 *
 * Growing.  The 1 in strata_plugin_v1 is the major version of this interface.  Within it, members
 * are only ever added, at the end of a struct; none is removed, moved or given another type.  Every
 * struct says how large it is, so old plugins run on new hosts and new plugins on old hosts: ask
 * STRATA_HAS(host, member) before using a member that the oldest host that you support lacks.
 * STRATA_ABI_MINOR is raised whenever members are added, and both sides say which they were built
 * with (host->abi_minor, STRATA_PLUGIN); tests/abi.golden says which member came with which.
 *
 * Missing is never zero.  In what the host gives, a number that is missing is NAN.  In what you
 * give, a number counts only when its bit is set in "given".
 *
 * Lifetimes.  What the host gives (structs, arrays, text) lives until the callback that asked for
 * it returns, and must not be changed or freed.  What you give is copied before the call returns.
 * All text is UTF-8 and ends with a NUL; a text that is absent is NULL.
 *
 * Codes.  An area is its code ("E07000117") or the workspace's id of a group ("lancashire-14"); an
 * indicator is its id ("asb.incidents"); a period is written "2025-12" (a month), "2024/25" (a
 * financial year), "2025" (a calendar year) or "ye-2025-12" (the 12 months ending then).
 *
 * Errors.  A call that asks for what cannot be (an area or an indicator that is not defined, a word
 * that is none of the choices) fails: it returns NULL, 0 or STRATA_FAIL, and the host remembers the
 * first reason.  The callback need not check: whatever it returns then, the section says that it is
 * "not available" and why, every other page is made, and the command ends with exit status 1.  To
 * fail for a reason of your own, return host->error(run, "why").  A callback must not exit, print,
 * catch signals, start threads or processes, or leave a call of the host by longjmp.
 *
 * Limits.  A callback runs in a child process: one that crashes, uses more than 10 seconds of
 * processor time or more than 256 MiB of memory is ended, and costs only its own section.  A text has
 * at most 100,000 bytes, and a word 2,000.  Columns, boxes and sidebars can be six deep within each other.
 *
 * Threads.  The host calls a plugin from one thread, never while another callback of the same
 * plugin is running.  Call the host only from within a callback.
 *
 * A plugin in C may have a narrative.lua as well: the callbacks that its descriptor leaves NULL are
 * taken from there.
 */
#ifndef STRATA_PLUGIN_H
#define STRATA_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STRATA_ABI_MAJOR 1u
#define STRATA_ABI_MINOR 15u

#if defined(__GNUC__)
#define STRATA_EXPORT __attribute__((visibility("default")))
#define STRATA_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define STRATA_EXPORT
#define STRATA_PRINTF(text, first)
#endif

/* Whether the other side is new enough to know MEMBER of the struct that POINTER points to. */
#define STRATA_HAS(pointer, member)                                                                \
  ((pointer)->struct_size >=                                                                       \
   (size_t)((const char *)&(pointer)->member - (const char *)(pointer)) +                          \
       sizeof((pointer)->member))

/* What calls and callbacks return. */
enum {
  STRATA_OK = 0,
  STRATA_FAIL = -1, /* the callback has failed, and the host knows why */
  STRATA_NONE = -2, /* there is no such thing here; not an error */
};

/* One callback at work.  Opaque: the first argument of every call. */
struct strata_run;

/* A node of the document that is being written.  Opaque. */
struct strata_node;

/* ---- what is being reported ---------------------------------------------------------------- */

/* An edition: one published assessment in time. */
struct strata_edition {
  uint32_t struct_size;
  const char *id;            /* "2026" */
  const char *title;         /* "2026 edition" */
  const char *period;        /* the year of its figures: "ye-2025-12" */
  const char *period_words;  /* "year ending December 2025" */
  const char *cut_off;       /* the last month of data: "2025-12" */
  const char *cut_off_words; /* "31 December 2025" */
  const char *published;     /* when it is published, as the workspace gives it; may be NULL */
  const char *next;          /* when the next one is to be, likewise; may be NULL */
};

/* The report that the callback writes for. */
struct strata_report {
  uint32_t struct_size;
  const char *id;            /* "district-profile" */
  const char *title;         /* as the workspace gives it */
  const char *template_name; /* the template's folder: "profile"; in Lua, template */
  const char *audience;      /* "public" or "restricted" */
  const char *area;          /* what it is about: a profile's district, or the comparator */
  const char *place;         /* "pan-Lancashire" */
  const char *partnership;   /* the workspace's title */
  const char *marking;       /* "OFFICIAL"; may be NULL */
  const struct strata_edition *edition;
  const struct strata_edition *since; /* the edition that it is compared with, or NULL */
  const char *contact;                /* whom a reader may ask, as printed; may be NULL */
};

/* A place that has figures. */
struct strata_area {
  uint32_t struct_size;
  const char *code;
  const char *name;
  const char *short_name;     /* for narrow places; the name when there is no shorter one */
  const char *kind;           /* "district", "group" or "force" */
  const char *role;           /* "unitary authority", "county" ...; may be NULL */
  const char *const *members; /* codes of its districts; a district's own */
  size_t member_count;
  int is_area_of_report; /* 0 or 1 */
};

/* An indicator's definition. */
struct strata_indicator {
  uint32_t struct_size;
  const char *id;
  const char *title;
  const char *short_title; /* for table rows; the title when there is no shorter one */
  const char *noun;        /* what is counted, in the plural: "incidents"; may be NULL */
  const char *unit;        /* of its value: "per 1,000 residents", "%" */
  const char *polarity;    /* "lower-is-better", "higher-is-better" or "neutral" */
  const char *statistic;   /* "count", "rate", "proportion", "given", "mean", ... */
  double scale;            /* what a rate or proportion is multiplied by: 1000, 100 */
  const char *caveat;      /* may be NULL */
  const char *definition;  /* what is counted, in a sentence or two; may be NULL */
  int restricted;          /* 0 or 1: published under a disclosure rule only */
  int derived;             /* 0 or 1: put by its plugin's figures() */
  int awaited;             /* 0 or 1: nobody has supplied its data yet */
  const char *plugin;      /* the plugin that defines it */
  const char *measure;     /* what it counts: "street-crime"; may be NULL when derived */
  const char *const *outcomes; /* ids of the outcomes that it is evidence for */
  size_t outcome_count;
  const char *per; /* the measure that a rate divides by: "residents"; NULL when there is none */
};

/* A plugin, as reports see it.  (What a plugin says of itself is struct strata_plugin, below.) */
struct strata_plugin_info {
  uint32_t struct_size;
  const char *id;
  const char *title;
  const char *role;          /* "priority", "factor", "determinant", "overview" or "context" */
  const char *summary;       /* a sentence; may be NULL */
  const char *headline;      /* the indicator that leads its chapter; may be NULL */
  const char *const *needed; /* what is needed to judge it properly, and from whom */
  size_t needed_count;
  int order;
  const char *state; /* "full": all its data is here; "partial": some; "awaited": none */
  int has_chapter, has_profile, has_refresh; /* 0 or 1: which callbacks it has */
  const char *failed; /* why it is not available in this run; NULL when all is well */
};

/* What the partnership wants to come true. */
struct strata_outcome {
  uint32_t struct_size;
  const char *id;
  const char *title;
  const char *owner; /* may be NULL */
};

struct strata_recommendation {
  uint32_t struct_size;
  const char *id; /* "R1" */
  const char *text;
  const char *owner;
  const char *due;             /* as the workspace gives it: "2026-09" */
  const char *const *outcomes; /* ids */
  size_t outcome_count;
  const char *area;     /* NULL: for the whole partnership */
  const char *priority; /* a plugin; may be NULL */
};

/* A break in a series: nothing is compared across it. */
struct strata_break {
  uint32_t struct_size;
  const char *measure;
  const char *month; /* the first of the new series: "2018-11" */
  const char *why;
};

/* A declared input, and what became of its rows: rows = counted + unassigned + outside +
 * duplicates + rejected. */
struct strata_source {
  uint32_t struct_size;
  const char *id;
  const char *title; /* as printed below figures */
  const char *publisher;
  const char *licence;
  const char *measure;      /* what it provides; NULL for lookups and boundaries */
  int awaited;              /* 0 or 1: nobody has supplied it yet */
  const char *awaited_from; /* who holds it; NULL unless it may be awaited */
  const char *how;          /* how to supply it; NULL unless it may be awaited */
  int restricted;           /* 0 or 1 */
  int64_t files;
  const char *first, *last; /* the periods that it holds; NULL when it holds none */
  const char *missing;      /* "November 2022 to December 2023; ..."; "" when nothing is */
  int64_t rows, counted, unassigned, outside, duplicates, rejected; /* -1: it has no such rows */
  const char *revised; /* "November 2025: 12 rows more and 3 fewer; ..."; "" when nothing is */
};

/* ---- figures ------------------------------------------------------------------------------- */

/* An indicator for an area and a period.  Numbers are not rounded; NAN is missing. */
struct strata_result {
  uint32_t struct_size;
  int published;         /* 0 or 1; when 0 there are no numbers, and reason says why */
  const char *status;    /* "published", "revised", "suppressed", "unavailable" ... */
  const char *shorthand; /* what is printed for it: "[x]"; beside it: "[r]"; "" when published */
  const char *reason;    /* NULL when published */
  const char *period;
  const char *period_words;
  double numerator, denominator;
  const char *denominator_period; /* whose population: "2024"; NULL when it has none */
  double value, lower, upper;     /* in the indicator's unit, with its interval */
  const char *method;             /* "Byar 95%"; may be NULL */
  const char *unit, *noun, *polarity;

  const char *comparator; /* the area that it is compared with; NULL when with none */
  const char *comparator_name;
  double comparator_value;
  double ratio;                   /* value over comparator_value */
  double spread_low, spread_high; /* the usual spread, as ratios to the comparator */
  const char *significance;       /* "higher", "similar", "lower"; "" when not tested */
  const char *position_symbol;    /* "higher-worse" ...: for {:higher-worse:} in a text */
  int rank, rank_of;              /* 1 is the highest value among districts; 0 when not ranked */

  const char *change;        /* "rose", "similar", "fell", "too few", "not comparable"; "" */
  const char *change_symbol; /* "fell-better" ... */
  const char *before;        /* the period that it is compared with; NULL when with none */
  const char *before_words;
  double before_numerator, before_value;
  double change_percent, change_lower, change_upper; /* of the numerator, in per cent */
  const char *change_method;

  const char *judgement; /* of significance: "better", "similar", "worse", "higher", "lower"; "" */
  int rank_tied;         /* other districts with the same value */
  const char *trend; /* "increasing", "decreasing", "no significant trend", "too few to say", "not
                      * comparable"; "" when not tested */
  const char *trend_reason; /* why there is none to say; may be NULL */
  const char *trend_method;
  double trend_slope; /* a year, in the unit of the value; of log odds for proportions */
};

/* A monthly series. */
struct strata_months {
  uint32_t struct_size;
  const char *first;         /* "2018-11"; NULL when there is nothing */
  const double *values;      /* NAN is a gap: a month that was not supplied */
  const char *const *months; /* the period of each value */
  size_t count;
};

/* Control limits of an XmR chart. */
struct strata_limits {
  uint32_t struct_size;
  double mean, lower, upper;
};

/* The months of an indicator as an XmR chart, by the rules of Making Data Count (docs/METHODS.md): as
 * the indicator's "chart" says.  Limits begin anew at declared breaks only.  Arrays have COUNT
 * members, one a month; NAN is a gap, or nothing expected. */
struct strata_chart {
  uint32_t struct_size;
  int judged;         /* 0 or 1: the latest month is */
  const char *reason; /* why it is not: a sentence; NULL when it is */
  const char *of;     /* "months", "same-month-differences" or "without-season" */
  const char *const *months;
  const double *counts;
  const double *values;                      /* what is judged: the counts, or made from them */
  const double *mean, *lower, *upper;        /* expected of each month, as counts */
  const char *const *rules; /* the first that holds: "outside", "trend", "two of three", "shift"; "" */
  const char *const *sides; /* "above" or "below"; a trend's "rising" or "falling"; "" */
  const char *const *variations; /* "improvement", "concern"; neutral: "high", "low"; "" */
  size_t count;

  /* Of the latest limits. */
  const char *baseline_from, *baseline_to; /* the months that fix them; NULL: none */
  int provisional;                         /* 0 or 1: from few months */
  const char *rebased;     /* the month in which they began anew; NULL: there was no break */
  const char *rebased_why; /* a sentence */
  double target;           /* a month; NAN: none */
  const char *assurance;   /* "pass", "fail" or "inconsistent"; "": no target */

  /* What may be written of the report's period, or of the latest twelve months: by the first rule
   * that holds.  "three months were above the limits". */
  const char *words;
};

/* The season in an indicator's months: arrays of twelve, January first. */
struct strata_season {
  uint32_t struct_size;
  int published;      /* 0 or 1 */
  const char *reason; /* NULL when published */
  const double *index, *lower, *upper; /* of the average day = 100, with its 95% interval */
  const double *events, *days;         /* in the years used */
  size_t count;                        /* 12; 0 when not published */
  const char *const *years; /* the last month of each year used, the earliest first: "2021-10" */
  size_t year_count;
  double dispersion; /* how much the years disagree: 1 is what chance would do */
  int peak;          /* the busiest three months running begin in this one, 1 to 12 */
  double peak_share, peak_lower, peak_upper; /* their share of all events: 0 to 1 */
};

/* The months ahead, where they can be told better than by the same month of the year before. */
struct strata_forecast {
  uint32_t struct_size;
  int published;      /* 0 or 1 */
  const char *reason; /* why there is none; NULL when published */
  const char *method; /* "Holt-Winters (additive)" */
  const char *const *months;
  const double *values, *lower, *upper;
  size_t count;
  double level; /* of the interval, per cent */
  /* Of the twelve months that were held back: mean absolute scaled errors, and per cent. */
  double error, naive_error, error_percent;
};

/* A neighbourhood (LSOA). */
struct strata_neighbourhood {
  uint32_t struct_size;
  const char *code;
  const char *name;
  double count;
  double rate;  /* in the indicator's unit; NAN when it has no denominator */
  double share; /* of the area's count: 0 to 1 */
  double ratio; /* rate over the comparator's; NAN when there is no rate */
  const char *ward; /* the name of the ward that it is fitted to, or its code; NULL when no lookup says */
};

struct strata_concentration {
  uint32_t struct_size;
  double share;          /* of the count, in the busiest tenth of neighbourhoods: 0 to 1 */
  size_t tenth;          /* how many neighbourhoods that is */
  size_t neighbourhoods; /* of how many */
};

/* ---- inequality, harm and hot spots -------------------------------------------------------- */

/* Inequality by the deprivation of neighbourhoods: a line through the tenths of deprivation, from the
 * most deprived end to the least.  Signs are those of Fingertips: slope is least less most, relative is
 * least over most; by_mean is slope over mean. */
struct strata_inequality {
  uint32_t struct_size;
  int published; /* 0 or 1; when 0 there are no numbers, and reason says why */
  const char *status, *shorthand, *reason;
  double slope, slope_lower, slope_upper; /* in the indicator's unit */
  double relative, relative_lower, relative_upper;
  double by_mean, by_mean_lower, by_mean_upper;
  double most, least, mean; /* the line at the most and the least deprived end; its mean */
  /* "higher": the most deprived have more, beyond chance; "similar", "lower"; "" when not tested */
  const char *significance;
  /* Of the most deprived tenth of England: its share of what was counted, with its interval, of the
   * people, and of the harm; 0 to 1. */
  double volume_share, volume_lower, volume_upper, people_share, harm_share;
  int tenths;               /* how many tenths the area has people in */
  const char *index_period; /* "2025": of the index of deprivation */
  const char *domain;       /* "Income" */
  const char *method;
  double level; /* of the intervals, per cent */
};

/* What England's most deprived tenth of neighbourhoods has of an area. */
struct strata_deprived_tenth {
  uint32_t struct_size;
  int published; /* 0 or 1; when 0 there are no numbers, and reason says why */
  const char *status, *shorthand, *reason;
  /* Of what was counted in neighbourhoods, with its interval, of the people, and of the harm: 0 to 1;
   * NAN where the area has none of that tenth. */
  double volume_share, volume_lower, volume_upper, people_share, harm_share;
  const char *index_period; /* "2025": of the index of deprivation */
  const char *domain;       /* "Income" */
  double level;             /* of the interval, per cent */
};

struct strata_severity_category {
  uint32_t struct_size;
  const char *name;
  double offences, weight, harm;           /* weight and harm NAN: it has no weight */
  double share_of_offences, share_of_harm; /* of those with a weight: 0 to 1 */
};

/* Offences added up by the weights of a source. */
struct strata_severity {
  uint32_t struct_size;
  int published;
  const char *status, *shorthand, *reason;
  double harm, offences, mean; /* mean: harm of an offence */
  double score;                /* harm a head; NAN for a count */
  double unweighted;           /* offences without a weight, in none of the others */
  const char *weights;         /* the source's title; NULL when the indicator asks for none */
  const char *version, *date;  /* of the weights: to be printed */
  int awaited;                 /* 0 or 1: nobody has supplied the weights yet */
  const struct strata_severity_category *const *categories; /* most harm first */
  size_t category_count;
};

/* A neighbourhood that is high together with those around it. */
struct strata_hot_spot {
  uint32_t struct_size;
  const char *code, *name;
  const char *district, *district_name;
  double count, rate;
  double z, p; /* Gi*, and its p after control of false discoveries */
  int before;  /* 0 or 1: it was one in the period before, too */
};

struct strata_hot_spots {
  uint32_t struct_size;
  int published;
  const char *status, *shorthand, *reason;
  size_t tested, hot, cold; /* neighbourhoods of the area */
  double share;             /* of the area's count in its hot spots: 0 to 1 */
  double within, discovery; /* metres between neighbours; false discoveries, per cent */
  const struct strata_hot_spot *const *spots; /* the hot ones, the highest z first */
  size_t spot_count;
  const char *before, *before_words; /* NULL: no earlier period to hold it against */
  size_t before_hot, again;  /* of all neighbourhoods: hot then, and of those hot now */
  double accuracy, efficiency; /* prediction accuracy and efficiency of those that were hot then */
};

/* Whether an event brings others near by soon (Knox).  Only for events whose coordinates are known as
 * they are: otherwise never published, and reason says why.  Bands of distance times bands of time; each
 * ends where the next begins, the last of each is open. */
struct strata_near_repeat {
  uint32_t struct_size;
  int published;
  const char *status, *shorthand, *reason;
  size_t events;
  const double *metres, *days; /* where each band begins */
  size_t place_count, time_count;
  /* [place][time]: pairs of events; their mean when dates are shuffled; pairs over it, NAN when none is
   * expected; the chance of as many. */
  const double *pairs, *expected, *ratio, *p;
  size_t cell_count;
};

/* Something that was done in some places and not in others: the weighted displacement difference of its
 * counts.  LOCAL is the change where it was done less that in its control, BESIDE the same next door. */
struct strata_initiative {
  uint32_t struct_size;
  const char *id, *title;
  const char *indicator; /* what is counted */
  const char *before, *before_words, *after, *after_words;
  int published;
  const char *status, *shorthand, *reason;
  double local, local_error, beside, beside_error, total, total_error; /* errors: standard errors */
  double z, lower, upper; /* of the total, with its 95% interval */
  const char *change;     /* of the total against its control: "rose", "fell" or "similar"; "" */
  const char *method;
};

/* A square cell that is a hot spot together with those around it: its south-west corner in metres of the
 * national grid. */
struct strata_hot_cell {
  uint32_t struct_size;
  double easting, northing;
  double count;
  double z, p;    /* Gi*, and its p after control of false discoveries */
  double density; /* kernel density at its centre: events a square kilometre */
};

/* Places of single events whose coordinates are known as they are: otherwise never published, and
 * reason says why. */
struct strata_event_places {
  uint32_t struct_size;
  int published;
  const char *status, *shorthand, *reason;
  size_t events;
  /* Repeat locations: with an event; with two or more; the fewest that hold half.  Shares of the events
   * that are at locations with two or more, and that would not be, had each location one: 0 to 1. */
  size_t locations, repeated, half;
  double at_repeats, repeat_events;
  /* Of a grid: cells tested and hot, the share of the events in hot ones, and what was asked for. */
  size_t cells, hot;
  double share, cell, within, discovery, bandwidth;
  const struct strata_hot_cell *const *hot_cells; /* the highest z first */
  size_t hot_cell_count;
};

/* A figure beside one of those that its indicator is compared with. */
struct strata_comparison {
  uint32_t struct_size;
  const char *id;   /* an area's code or id, "rest", "england" or "peers" */
  const char *name; /* as printed */
  double value;     /* of what it is compared with; NAN, and reason says why */
  double difference, ratio; /* the figure less value, and over it */
  const char *significance; /* "higher", "similar", "lower"; "" when not tested */
  const char *judgement;    /* "better", "similar", "worse", "higher", "lower"; "" when not tested */
  size_t members;           /* peers: how many, the area included; 0 for others */
  const char *reason;       /* NULL when there is a value */
  const char *const *peers; /* peers: their codes, the area's own first */
  size_t peer_count;
  const char *source;       /* peers: who decided which areas they are; NULL for others */
};

/* Where an area is among the districts that have a figure. */
struct strata_standing {
  uint32_t struct_size;
  int rank, rank_of;  /* 1 is the highest; 0 when not ranked */
  int tied;           /* other districts with the same value */
  int part, parts;    /* which of the parts, 1 holding the highest; 0: too few districts */
  double lowest, quarter, median, three_quarters, highest;
  int has_spine;      /* 0 or 1: three quarters of the districts have a figure */
  int highest_left;   /* 0 or 1: where lower is better, so that better is to the right */
  double left, left_quartile, right_quartile, right; /* shares of a spine's width; 0.5 is average */
  double position;    /* of the area; NAN when it has none */
};

/* What the partnership wants an indicator to be. */
struct strata_goal {
  uint32_t struct_size;
  double value, upper; /* NAN upper: one value only */
  const char *set_by;
  const char *judgement; /* "better": met; "worse": missed; "similar": between the two; "" unknown */
  const char *verdict;   /* with the figure's interval: "met", "not met", "between"; "cannot say"
                          * where the goal lies within it; "" where there is no figure */
};

/* A district in a funnel: its value by its size, and the limits that it is held against, all in the
 * indicator's unit. */
struct strata_funnel_point {
  uint32_t struct_size;
  const char *code, *name;
  int published; /* 0 or 1; when 0 there are no numbers, and reason says why */
  const char *shorthand, *reason;
  double size, value; /* size: its denominator */
  double near_lower, near_upper, far_lower, far_upper; /* 95% and 99.8% */
  const char *position; /* "far below", "below", "within", "above", "far above"; "" when not judged */
};

/* The funnel of an indicator. */
struct strata_funnel {
  uint32_t struct_size;
  int published; /* 0 or 1; when 0 there is no funnel, and reason says why */
  const char *reason;
  const char *method;
  const char *comparator, *comparator_name;
  double average; /* the comparator's value */
  size_t within;  /* how many districts lie within their limits */
  const struct strata_funnel_point *const *points;
  size_t point_count;
  const double *sizes; /* of the curves */
  const double *near_lower, *near_upper, *far_lower, *far_upper;
  size_t curve_count;
};

/* Which numbers are given.  The others are missing, whatever they hold. */
enum {
  STRATA_VALUE = 1,
  STRATA_INTERVAL = 2, /* lower and upper */
  STRATA_NUMERATOR = 4,
  STRATA_DENOMINATOR = 8,
  STRATA_BEFORE = 16,
  STRATA_MOST = 32,
  STRATA_BAND = 64, /* low and high */
  STRATA_REFERENCE = 128,
  STRATA_ACROSS = 256,
};

/* A figure that a plugin computed. */
struct strata_derived {
  uint32_t struct_size;
  uint32_t given; /* STRATA_VALUE, STRATA_INTERVAL, STRATA_NUMERATOR, STRATA_DENOMINATOR */
  double value, lower, upper, numerator, denominator;
};

/* ---- what is written ----------------------------------------------------------------------- */

/* A large number and its words. */
struct strata_key_figure {
  const char *value;      /* "{asb.incidents|count}" */
  const char *words;      /* "incidents, {asb.incidents|period}" */
  const char *comparison; /* may be NULL */
};

/* A numbered finding: a bold lead and a line or two of support. */
struct strata_finding {
  const char *lead;
  const char *support; /* may be NULL */
};

struct strata_column {
  const char *head;
  const char *group; /* a head that spans equal neighbours; may be NULL */
  const char *align; /* "left", "right" (numbers, their points below each other) or "centre"; NULL: left */
  double width;      /* share of the table's width, 0 to 1; 0: as its content needs */
  int header;        /* 1: its cells are the rows' heads */
  const char *unit;  /* below the head, quieter; may be NULL */
};

/* A cell: a text, or a graphic with the words that a listener hears instead. */
struct strata_cell {
  const char *text;
  const char *graphic; /* NULL: text.  "bar": value against most, before as a line.  "strip": value
                        * on an axis from 0 to most, others as ticks, low to high as a band.
                        * "spark": others are months, NAN a gap.  "spread": value between the least
                        * and the greatest of others, reference at the centre, low to high its
                        * interval. */
  uint32_t given;      /* STRATA_VALUE, STRATA_BEFORE, STRATA_MOST, STRATA_BAND, STRATA_REFERENCE */
  double value, before, most, low, high, reference;
  const double *others;
  size_t other_count;
  const char *symbol; /* at the value; may be NULL */
  int high_right;     /* spread: 1: high values at the right, as where higher is better */
  const char *tint;   /* NULL: none.  A box around the cell: "plain", or filled: "worse", "better",
                       * "neutral".  The text must say the same: colour is never alone. */
  int columns, rows;   /* how many it spans, of its own on; 0: 1.  What it covers must be empty cells. */
};

struct strata_row {
  const char *kind; /* "body", "group" (its first cell spans the table) or "total"; NULL: body */
  int strong;       /* 0 or 1 */
  const struct strata_cell *cells;
  size_t cell_count; /* as many as there are columns; a group needs one */
};

/* A table.  Begin with STRATA_TABLE. */
struct strata_table {
  uint32_t struct_size, column_size, row_size, cell_size;
  const char *title;   /* a sentence that says what it shows; may be NULL */
  const char *meaning; /* a sentence that says what it means; may be NULL */
  const char *note;    /* below it; may be NULL */
  int compact;         /* 0 or 1: the size of an appendix */
  const struct strata_column *columns;
  size_t column_count;
  const struct strata_row *rows;
  size_t row_count;
};

#define STRATA_TABLE                                                                               \
  .struct_size = sizeof(struct strata_table), .column_size = sizeof(struct strata_column),         \
  .row_size = sizeof(struct strata_row), .cell_size = sizeof(struct strata_cell)

/* One bar, dot, column or tile whose numbers the plugin gives itself. */
struct strata_figure_row {
  const char *label;
  uint32_t given; /* STRATA_VALUE, STRATA_INTERVAL, STRATA_BEFORE, STRATA_ACROSS */
  double value, lower, upper, before;
  const char *value_text;  /* as printed; NULL: from the value */
  const char *change_text; /* "fell 13%"; may be NULL */
  const char *position;    /* a symbol: "higher-worse"; may be NULL */
  const char *change;      /* a symbol: "fell-better"; may be NULL */
  int strong;              /* 0 or 1 */

  /* Of kinds with columns: one a column of the figure, or none at all.  NAN: none. */
  const double *values, *lowers, *uppers;
  size_t value_count, lower_count, upper_count;
  const char *const *texts; /* as printed; NULL: from the values */
  size_t text_count;
  const char *const *marks; /* symbols: "higher-worse"; "" for none */
  size_t mark_count;
  double across; /* STRATA_ACROSS: its place on the level axis */
};

/* A chart or a map.  Begin with STRATA_FIGURE.  What is NULL or 0 takes its usual meaning. */
struct strata_figure {
  uint32_t struct_size, row_size;
  const char *kind;      /* "bar", "line", ...: docs/LUA.md has them all */
  const char *indicator; /* whose figures it shows; NULL with rows or indicators */
  const char *area;      /* NULL: the report's */
  const char *period;    /* NULL: the report's */
  const char *title;     /* a sentence that says what it shows; never NULL */
  const char *meaning;   /* a sentence that says what it means */
  const char *note;
  const char *source; /* NULL: the indicator's source */
  double height;      /* points; 0: from its kind and rows */
  int compact;        /* 1: a small multiple or a locator */

  const char *over; /* what its rows are: "districts" (NULL), "indicators"; column: "months"; bar, interval,
                     * map: "wards" */
  const char *const *indicators; /* for over = "indicators", or a line each */
  size_t indicator_count;
  int before;                          /* bar: 1: the earlier period as a line */
  int change;                          /* bar: 1: a column with the change */
  int reference;                       /* bar: 1: a line at the comparator */
  const char *of;                      /* interval: "value" (NULL) or "change" */
  const char *from;                    /* line: its first month */
  const char *limits_from, *limits_to; /* line: control limits from these months; NULL: none */
  const char *muted_from, *muted_to;   /* line: months drawn grey, that set no baseline */
  const char *panel;                   /* line: a small multiple's own heading */
  const char *panel_note;              /* at its right */
  const double *bounds; /* map, tiles: upper bounds of all classes but the last; NULL: half, once
                         * and twice the comparator */
  size_t bound_count;
  const char *const *labels; /* of the classes: one more than bounds; NULL: from the bounds */
  size_t label_count;
  const char *scope;         /* map, points: the area whose neighbourhoods it shows; NULL: districts.
                              * over = "wards": the area whose wards it shows; NULL: the report's */
  int number;                /* map, points with scope: how many of the busiest have a number or name; bar,
                              * interval over wards: how many of the highest are shown */

  const struct strata_figure_row *rows; /* instead of an indicator */
  size_t row_count;
  const char *unit; /* of the rows' values: "incidents a month"; NULL: the indicator's */
  const char *row_head, *value_head, *change_head; /* bar: heads of its columns */

  const char *const *columns; /* kinds with columns: what they are called; NULL: from the periods */
  size_t column_count;
  const char *const *periods; /* a column each; NULL: the earlier one, and the report's */
  size_t period_count;
  const char *const *areas; /* panels: one each */
  size_t area_count;
  const char *against;     /* scatter: the indicator of the level axis */
  const char *across_unit; /* the unit of the level axis, of rows of their own */
  const char *scale;       /* scatter: "linear" or "log"; NULL: as the numbers ask */
  int panels_across;       /* panels: how many side by side; 0: as there is room */
  int own_scales;          /* panels: 1: each has an axis of its own */
  const char *classes;     /* map, tiles: "multiples" of the comparator (NULL), "quantile" or "natural" */
  const char *inset;       /* map with scope: a district that is drawn enlarged in a corner */
};

#define STRATA_FIGURE                                                                              \
  .struct_size = sizeof(struct strata_figure), .row_size = sizeof(struct strata_figure_row)

/* ---- wards --------------------------------------------------------------------------------- */

/* A ward: what it has is what the neighbourhoods have that a lookup fits to it. */
struct strata_ward {
  uint32_t struct_size;
  const char *code;
  const char *name; /* with its district's where two wards of the area have the same; the code where no lookup has one */
  const char *district, *district_name;
  double count;
  double rate, lower, upper; /* in the indicator's unit, with its interval; NAN when there is none */
  double share; /* of the count of all wards of the area that have one: 0 to 1 */
  double ratio; /* rate over the comparator's; NAN when there is no rate */
  size_t neighbourhoods; /* that its figures are made of */
};

/* ---- what the host does -------------------------------------------------------------------- */

/* What can be added to a page.  Every member adds to the end of NODE and returns the node added
 * (title, subtitle, running and run_on: NODE); NULL after an error, which every member takes and ignores,
 * so calls need no checking.  Any other NULL, and a node that is not of the page that this callback was given,
 * is an error itself.  In every text, {asb.incidents|rate} becomes a number (host->words
 * has the forms), and **strong**, *emphasis*, ~quiet~, [words](https://...) and {:symbol:} are
 * markup, as are {#anchor}, {#anchor|page} and ^[a footnote]; a backslash keeps the next character
 * as it is. */
struct strata_nodes {
  uint32_t struct_size;

  /* The title, the line below it, and the running head of a section. */
  struct strata_node *(*title)(struct strata_run *run, struct strata_node *node, const char *text);
  struct strata_node *(*subtitle)(struct strata_run *run, struct strata_node *node,
                                  const char *text);
  struct strata_node *(*running)(struct strata_run *run, struct strata_node *node,
                                 const char *text);

  /* The box NAME of a section's page master. */
  struct strata_node *(*box)(struct strata_run *run, struct strata_node *node, const char *name);

  /* COUNT columns side by side: SPANS add up to at most 12.  RET_COLUMNS, with room for COUNT, gets
   * each column; all are NULL after an error. */
  struct strata_node *(*columns)(struct strata_run *run, struct strata_node *node, const int *spans,
                                 size_t count, struct strata_node **ret_columns);

  /* LEVEL is 2 to 4; 0 is 2.  Text that belongs to the heading is added to NODE, after it. */
  struct strata_node *(*heading)(struct strata_run *run, struct strata_node *node, const char *text,
                                 int level);

  /* STYLE: "body" (NULL), "lead" (below a title), "meaning", "quote" or "small". */
  struct strata_node *(*paragraph)(struct strata_run *run, struct strata_node *node,
                                   const char *text, const char *style);

  /* STYLE: "bullets" (NULL) or "numbered". */
  struct strata_node *(*list)(struct strata_run *run, struct strata_node *node,
                              const char *const *items, size_t count, const char *style);

  /* ITEM_SIZE is sizeof *ITEMS. */
  struct strata_node *(*key_figures)(struct strata_run *run, struct strata_node *node,
                                     const struct strata_key_figure *items, size_t count,
                                     size_t item_size);
  struct strata_node *(*findings)(struct strata_run *run, struct strata_node *node,
                                  const struct strata_finding *items, size_t count,
                                  size_t item_size);
  struct strata_node *(*callout)(struct strata_run *run, struct strata_node *node,
                                 const char *text);
  struct strata_node *(*note)(struct strata_run *run, struct strata_node *node, const char *text);
  struct strata_node *(*rule)(struct strata_run *run, struct strata_node *node);

  /* The table of contents, and how to read the symbols: made when the pages are set. */
  struct strata_node *(*contents)(struct strata_run *run, struct strata_node *node);
  struct strata_node *(*key)(struct strata_run *run, struct strata_node *node);

  /* The analyst's own words for SECTION, when the workspace has them: the node, or NULL. */
  struct strata_node *(*commentary)(struct strata_run *run, struct strata_node *node,
                                    const char *section);

  struct strata_node *(*table)(struct strata_run *run, struct strata_node *node,
                               const struct strata_table *table);
  struct strata_node *(*figure)(struct strata_run *run, struct strata_node *node,
                                const struct strata_figure *figure);

  /* For templates only: what the callback ("chapter", "profile" or "refresh") of PLUGIN writes; when
   * it fails, a callout that says so.  NULL when PLUGIN has no such callback. */
  struct strata_node *(*plugin)(struct strata_run *run, struct strata_node *node,
                                const char *plugin, const char *callback);

  /* Lets a section begin on the page that the one before ends on, where there is room for it to
   * begin: for short ones, which would leave a page half empty. */
  struct strata_node *(*run_on)(struct strata_run *run, struct strata_node *node);

  /* A list of what the document has, with pages.  KIND: "sections" (NULL: as contents), "figures" or
   * "tables": those that have a number. */
  struct strata_node *(*contents_of)(struct strata_run *run, struct strata_node *node,
                                     const char *kind);
  /* The template's terms; the first use of each leads here. */
  struct strata_node *(*glossary)(struct strata_run *run, struct strata_node *node);
  /* A framed box of its own, which other nodes can be added to. */
  struct strata_node *(*sidebar)(struct strata_run *run, struct strata_node *node,
                                 const char *title);
  /* Lets {#NAME} lead to NODE, a heading, table or figure.  Returns NODE. */
  struct strata_node *(*anchor)(struct strata_run *run, struct strata_node *node, const char *name);
  /* Leaves the table or figure NODE out of the numbers.  Returns NODE. */
  struct strata_node *(*unnumbered)(struct strata_run *run, struct strata_node *node);
};

/* What the host lends to a plugin.  It is the same table for every callback of a run. */
struct strata_host {
  uint32_t struct_size, abi_minor;

  /* SIZE zeroed bytes that live until the callback returns.  Never NULL. */
  void *(*alloc)(struct strata_run *run, size_t size);
  /* Text made as by printf, that lives until the callback returns.  Not for numbers that a reader
   * sees: those are made by number, percent and words, which round as all of strata does. */
  const char *(*format)(struct strata_run *run, const char *format, ...)STRATA_PRINTF(2, 3);
  /* Fails the callback: its section will say that it is not available, and MESSAGE.  Returns
   * STRATA_FAIL. */
  int (*error)(struct strata_run *run, const char *message);

  /* ---- what is reported.  Arrays of pointers; *RET_COUNT gets how many. */

  /* NULL in figures(), which works for all reports. */
  const struct strata_report *(*report)(struct strata_run *run);
  /* KIND: "districts" (NULL; by name), "groups", "force" or "all". */
  const struct strata_area *const *(*areas)(struct strata_run *run, const char *kind,
                                            size_t *ret_count);
  /* NULL when there is none: not an error. */
  const struct strata_area *(*area)(struct strata_run *run, const char *code);
  /* The area that all are compared with. */
  const struct strata_area *(*comparator)(struct strata_run *run);
  /* Those of PLUGIN, or all when it is NULL. */
  const struct strata_indicator *const *(*indicators)(struct strata_run *run, const char *plugin,
                                                      size_t *ret_count);
  /* NULL when there is none: not an error. */
  const struct strata_indicator *(*indicator)(struct strata_run *run, const char *id);
  /* ROLE: as in struct strata_plugin_info, or NULL for all; in the order of chapters. */
  const struct strata_plugin_info *const *(*plugins)(struct strata_run *run, const char *role,
                                                     size_t *ret_count);
  const struct strata_outcome *const *(*outcomes)(struct strata_run *run, size_t *ret_count);
  /* AREA and PRIORITY filter; NULL does not. */
  const struct strata_recommendation *const *(*recommendations)(struct strata_run *run,
                                                                const char *area,
                                                                const char *priority,
                                                                size_t *ret_count);
  const struct strata_break *const *(*breaks)(struct strata_run *run, size_t *ret_count);
  /* The oldest first. */
  const struct strata_edition *const *(*editions)(struct strata_run *run, size_t *ret_count);
  const struct strata_source *const *(*sources)(struct strata_run *run, size_t *ret_count);

  /* ---- figures.  AREA NULL is the report's, PERIOD NULL its edition's; in figures(), which works
   * for all reports, name both. */

  /* The result, compared with SINCE, or, when it is NULL, with the edition that the report is
   * compared with, or else with the latest earlier complete period.  Set RET->struct_size first.
   * STRATA_OK also when it is not published. */
  int (*result)(struct strata_run *run, const char *indicator, const char *area, const char *period,
                const char *since, struct strata_result *ret);
  /* Every period that the indicator has something for, ascending. */
  const char *const *(*periods)(struct strata_run *run, const char *indicator, size_t *ret_count);
  /* The monthly counts.  Set RET->struct_size first.  STRATA_NONE: it has no months. */
  int (*months)(struct strata_run *run, const char *indicator, const char *area,
                struct strata_months *ret);
  /* XmR limits from the months FROM to TO.  Set RET->struct_size first.  STRATA_NONE: too few
   * months for limits. */
  int (*limits)(struct strata_run *run, const char *indicator, const char *area, const char *from,
                const char *to, struct strata_limits *ret);
  /* The MOST busiest neighbourhoods of AREA, the busiest first. */
  const struct strata_neighbourhood *const *(*neighbourhoods)(struct strata_run *run,
                                                              const char *indicator,
                                                              const char *area, const char *period,
                                                              size_t most, size_t *ret_count);
  /* Set RET->struct_size first.  STRATA_NONE: nothing is known of its neighbourhoods. */
  int (*concentration)(struct strata_run *run, const char *indicator, const char *area,
                       const char *period, struct strata_concentration *ret);
  /* In figures() only: the derived indicator "<plugin id>.NAME" of AREA and PERIOD.  Its YAML says
   * "derived: true".  DERIVED->struct_size says how much of it you know. */
  int (*put)(struct strata_run *run, const char *name, const char *area, const char *period,
             const struct strata_derived *derived);

  /* ---- words */

  /* TEXT with {indicator|form}, {indicator|form|area} and {indicator|form|area|period} replaced.
   * Texts given to nodes need no call of this.  docs/LUA.md lists the forms. */
  const char *(*words)(struct strata_run *run, const char *text);
  /* "53,234".  STYLE: NULL, "signed" (+ before positive numbers) or "plain" (no commas).  A missing
   * number is "[x]". */
  const char *(*number)(struct strata_run *run, double value, int decimals, const char *style);
  /* 0.341 -> "34%". */
  const char *(*percent)(struct strata_run *run, double share);
  /* "one" to "nine", then digits. */
  const char *(*spell)(struct strata_run *run, double number);
  /* "1st", "2nd". */
  const char *(*ordinal)(struct strata_run *run, double number);
  /* "a, b and c". */
  const char *(*list)(struct strata_run *run, const char *const *items, size_t count);
  /* ONE when NUMBER is 1, else MANY. */
  const char *(*plural)(struct strata_run *run, double number, const char *one, const char *many);
  /* "highest of 14", "3rd highest", "2nd lowest", "lowest"; "" when not ranked. */
  const char *(*rank_words)(struct strata_run *run, double rank, double of);
  /* The CommonMark for this report, area and SECTION, or NULL. */
  const char *(*commentary)(struct strata_run *run, const char *section);
  /* The text NAME ("counted", "meaning", "why", "when", "care") of the words in PLUGIN's
   * narrative.lua, or NULL: what a template's standard chapter says of it. */
  const char *(*plugin_words)(struct strata_run *run, const char *plugin, const char *name);

  /* ---- nodes: the methods that handles have in Lua */
  const struct strata_nodes *node;

  /* The latest period that is as long as NOT_AFTER, ends no later, and is published for AREA; NULL:
   * none.  For what is not supplied every year, as a census is. */
  const char *(*latest)(struct strata_run *run, const char *indicator, const char *area,
                        const char *not_after);

  /* ---- inequality, harm and hot spots.  Set RET->struct_size first.  STRATA_OK also when it is not
   * published; the indicator's definition asks for each. */
  int (*inequality)(struct strata_run *run, const char *indicator, const char *area,
                    const char *period, struct strata_inequality *ret);
  int (*severity)(struct strata_run *run, const char *indicator, const char *area,
                  const char *period, struct strata_severity *ret);
  int (*hot_spots)(struct strata_run *run, const char *indicator, const char *area,
                   const char *period, struct strata_hot_spots *ret);
  int (*near_repeat)(struct strata_run *run, const char *indicator, const char *area,
                     const char *period, struct strata_near_repeat *ret);

  /* The months judged: with the limits that the indicator asks for, or, when FROM and TO are not
   * NULL, those of these months.  Months after the report's edition are left out.  Set
   * RET->struct_size first.  STRATA_OK also when they are not judged. */
  int (*chart)(struct strata_run *run, const char *indicator, const char *area, const char *from,
               const char *to, struct strata_chart *ret);
  /* From all complete years up to the month TO; NULL: the edition's cut-off.  Set RET->struct_size
   * first.  STRATA_OK also when it is not published. */
  int (*season)(struct strata_run *run, const char *indicator, const char *area, const char *to,
                struct strata_season *ret);
  /* As the indicator's "forecast" says.  Set RET->struct_size first.  STRATA_OK also when it is not
   * published. */
  int (*forecast)(struct strata_run *run, const char *indicator, const char *area,
                  struct strata_forecast *ret);

  /* The figure beside all that its indicator is compared with, in the order of its definition. */
  const struct strata_comparison *const *(*comparisons)(struct strata_run *run,
                                                        const char *indicator, const char *area,
                                                        const char *period, size_t *ret_count);
  /* Among the districts, by quarters when PARTS is 4; 0 is fifths.  Set RET->struct_size first.
   * STRATA_NONE: no district has a figure. */
  int (*standing)(struct strata_run *run, const char *indicator, const char *area,
                  const char *period, int parts, struct strata_standing *ret);
  /* Set RET->struct_size first.  STRATA_NONE: it has no goal. */
  int (*goal)(struct strata_run *run, const char *indicator, const char *area, const char *period,
              struct strata_goal *ret);

  /* The districts that the indicator's comparator is made of, by size, with limits.  Set
   * RET->struct_size first.  STRATA_OK also when it is not published. */
  int (*funnel)(struct strata_run *run, const char *indicator, const char *period,
                struct strata_funnel *ret);

  /* Set RET->struct_size first.  STRATA_OK also when it is not published; the indicator's definition
   * asks for it. */
  int (*event_places)(struct strata_run *run, const char *indicator, const char *area,
                      const char *period, struct strata_event_places *ret);

  /* The workspace's initiatives, in its order. */
  const struct strata_initiative *const *(*initiatives)(struct strata_run *run, size_t *ret_count);

  /* Of inequality the shares alone, which cost no simulations.  Set RET->struct_size first.
   * STRATA_OK also when it is not published; the indicator's definition asks for inequality. */
  int (*deprived_tenth)(struct strata_run *run, const char *indicator, const char *area,
                        const char *period, struct strata_deprived_tenth *ret);

  /* The MOST busiest wards of AREA, the busiest first; none where no lookup has wards. */
  const struct strata_ward *const *(*wards)(struct strata_run *run, const char *indicator,
                                            const char *area, const char *period, size_t most,
                                            size_t *ret_count);
};

/* ---- what a plugin is ---------------------------------------------------------------------- */

/* What strata_plugin_v1 returns.  Begin with STRATA_PLUGIN.  Every callback may be NULL; each
 * returns STRATA_OK or STRATA_FAIL.  SELF is what init put there. */
struct strata_plugin {
  uint32_t struct_size, abi_minor;
  const char *id;      /* as in plugin.yaml */
  const char *version; /* as in plugin.yaml */
  const char *license; /* SPDX, as in plugin.yaml */

  /* Called once in each process, before any other.  HOST stays valid: keep it in a static.  RUN
   * is for error, alloc and format only. */
  int (*init)(const struct strata_host *host, struct strata_run *run, void **ret_self);
  /* Adds derived figures with host->put.  Once a run, in a process of its own. */
  int (*figures)(void *self, struct strata_run *run);
  /* The assessment's chapter: PAGE is a section with its title set.  Without this callback the
   * template's standard chapter is made from the definitions. */
  int (*chapter)(void *self, struct strata_run *run, struct strata_node *page);
  /* A few lines for a district's profile. */
  int (*profile)(void *self, struct strata_run *run, struct strata_node *node);
  /* What changed since the edition that the report is compared with. */
  int (*refresh)(void *self, struct strata_run *run, struct strata_node *node);
  /* Frees SELF.  Not called when the process ends in another way. */
  void (*fini)(void *self);
};

#define STRATA_PLUGIN .struct_size = sizeof(struct strata_plugin), .abi_minor = STRATA_ABI_MINOR

/* The one symbol that a plugin exports.  It must do nothing but return its descriptor. */
STRATA_EXPORT const struct strata_plugin *strata_plugin_v1(void);

#ifdef __cplusplus
}
#endif

#endif
