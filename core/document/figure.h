/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure: a chart or map as data.  It holds its numbers, its words and its source; core/layout
 * draws it.  Its description for those who cannot see it is made from the numbers (figure_describe).
 */
#ifndef STRATA_DOCUMENT_FIGURE_H
#define STRATA_DOCUMENT_FIGURE_H

#include "base/arena.h"
#include "base/diag.h"
#include "compute/intervals.h"
#include "compute/results.h"
#include "document/symbol.h"

/* Every kind, once, as X(NAME, name, told, read, words).  From this list come the enum; the name that
 * scripts write; how its fields are read (figure_fill_READ in core/extend); how it is told to those who
 * cannot see it and put in a table (figure_TOLD_teller here); how it is drawn (figure_NAME_maker in
 * core/layout/figure/NAME.c); and the words that its description begins with. */
#define FIGURE_KINDS(X)                                                                            \
  /* one horizontal bar a row, from zero; before as a line; reference line */                      \
  X(BAR, bar, rows, rows, "Bar chart")                                                             \
  /* months; gaps stay gaps, on grey blocks; limits where given */                                 \
  X(LINE, line, series, series, "Line chart of months")                                            \
  /* a dot and its interval a row: rates, or changes around zero */                                \
  X(INTERVAL, interval, rows, rows, "Chart of values with their intervals")                        \
  /* areas filled by class */                                                                      \
  X(MAP, map, classes, map, "Map")                                                                 \
  /* one tile a district, filled by class, with name and value */                                  \
  X(TILES, tiles, classes, map, "Tile map")                                                        \
  /* one vertical bar a row, from zero: months of the year */                                      \
  X(COLUMN, column, rows, rows, "Column chart")                                                    \
  /* a dot a row, its value by its size, with limits around the reference */                       \
  X(FUNNEL, funnel, funnel, funnel, "Funnel plot of values by size, with limits")                  \
  /* bars in groups: a group a row, a bar a column, from zero, with intervals */                   \
  X(GROUPS, groups, grid, grid, "Bar chart in groups")                                             \
  /* a line a row, from column to column */                                                        \
  X(SLOPE, slope, grid, grid, "Slope chart")                                                       \
  /* a dot a row, its value by another value of it */                                              \
  X(SCATTER, scatter, scatter, scatter, "Chart of one value by another")                           \
  /* months, and those ahead with how sure they are */                                             \
  X(FAN, fan, fan, fan, "Line chart of months with a forecast")                                    \
  /* twelve months to each month */                                                                \
  X(ROLLING, rolling, rolling, rolling, "Line chart of twelve months to each month")               \
  /* small multiples of months, as one figure */                                                   \
  X(PANELS, panels, panels, panels, "Small line charts of months")                                 \
  /* cells filled by class, with their values: months by years, hours by weekdays */               \
  X(HEAT, heat, heat, heat, "Heat map")                                                            \
  /* from a total to a later one by the changes of its parts */                                    \
  X(WATERFALL, waterfall, waterfall, waterfall, "Waterfall chart of changes")                      \
  /* items in the cell of their likelihood and impact */                                           \
  X(MATRIX, matrix, matrix, matrix, "Scanning matrix")                                             \
  /* bars to both sides by age, with the outline of what they are compared with */                 \
  X(PYRAMID, pyramid, grid, pyramid, "Population pyramid")                                         \
  /* a circle an area, as large as its count */                                                    \
  X(POINTS, points, points, points, "Map of circles as large as their counts")                     \
  /* neighbourhoods that are high, or low, together with their neighbours */                       \
  X(HOTSPOTS, hotspots, hotspots, hotspots, "Map of hot and cold spots")                           \
  /* how many events there are around each cell of a grid */                                       \
  X(DENSITY, density, density, density, "Map of the density of events")

enum figure_kind {
#define FIGURE_KIND(NAME, ...) FIGURE_##NAME,
  FIGURE_KINDS(FIGURE_KIND)
#undef FIGURE_KIND
};

/* One bar, dot, area or tile. */
struct figure_row {
  const char *label;
  int area;        /* index in the catalog's areas, or NO_INDEX */
  int small_area;  /* index in facts.small_areas, or NO_INDEX */
  int ward;        /* index in facts.wards, or NO_INDEX; looked at where the other two are none */
  double value, lower, upper; /* NaN: none */
  double before;   /* NaN: none */
  enum status status;
  enum symbol position, change; /* SYMBOL_NONE: none */
  const char *value_text;  /* as printed: "59.9" or "[x]" */
  const char *change_text; /* "fell 13%"; may be NULL */
  bool strong;             /* outside the usual spread, or the area that the page is about */
  int number;              /* maps: the number of its label, from 1; 0: none */
};

/* Monthly values from FIRST; NaN is a gap. */
struct figure_series {
  const char *label;
  int32_t first;
  const double *values;
  size_t count;
  bool muted; /* context: drawn grey */
  const enum symbol *marks; /* one a value: what chance does not explain; NULL: none */
  const enum status *statuses; /* one a value: why there is none; NULL: no gap is suppressed */
};

/* What is expected of the months of the first series, fixed by the months FIRST to LAST. */
struct figure_limits {
  int32_t first, last;
  double mean, lower, upper; /* the latest; NaN mean: no limits */
  const char *label;         /* "last assessment: mean, limits"; may be NULL */
  /* One a value of the first series; NaN: nothing is expected. */
  const double *means, *lowers, *uppers;
  const int32_t *breaks; /* the months in which limits begin anew, ascending */
  size_t break_count;
};

/* The sizes of a funnel's rows, and its limits by size. */
struct figure_funnel {
  const double *row_sizes;  /* one a row; NaN: none */
  const double *own_limits; /* one a row: the limit that decides where the curve would not; else NaN */
  const double *sizes;      /* ascending */
  const struct interval *near, *far; /* 95% and 99.8%, one a size */
  size_t curve_count;
  const char *size_unit;    /* "Residents, thousands" */
  double size_scale;        /* sizes are divided by it on the axis: 1000 */
  const char *average_label; /* the reference as printed: "34.8" */
};

/* What a row says in one column: of bars in groups, of slopes, and of other tables of values. */
struct figure_cell {
  double value, lower, upper; /* NaN: none */
  enum status status;
  enum symbol mark;  /* SYMBOL_NONE: none */
  const char *text;  /* as printed: "59.9" or "[x]" */
};

struct figure_grid {
  const char *const *columns;
  size_t column_count;
  const struct figure_cell *cells; /* row by row: column_count for each of the figure's rows */
  bool ordered;                    /* the columns are one after another in time */
};

/* The level axis of dots. */
struct figure_scatter {
  const double *across;            /* one a row; NaN: none */
  const char *const *across_texts; /* as printed */
  const char *unit;                /* "offences in the year" */
  bool ratios;                     /* on both axes equal ratios are equal lengths */
  double reference;                /* NaN: none; of the other axis it is the figure's */
};

/* The months after the last of the first series, and how sure they are. */
enum { FIGURE_FAN_BANDS = 3 };
struct figure_fan {
  int32_t first;
  size_t count;
  const double *values;
  struct {
    const char *label;            /* "95%" */
    const double *lower, *upper;  /* one a month */
  } bands[FIGURE_FAN_BANDS];      /* the widest first */
};

/* The latest of a series of twelve months each, and of how many before. */
struct figure_rolling {
  int32_t last, before; /* before 0: there is none */
  const char *last_text, *before_text;
  enum symbol change;
  const char *change_text; /* "fell 8%"; may be NULL */
};

/* Small multiples: figures of months, whose axes are the same unless each has its own. */
struct figure_panels {
  const struct figure *figures;
  size_t count;
  int across; /* how many side by side; 0: as there is room */
  bool own_scales;
};

/* Where the bars of changes begin and end, one a row: the first row is the total before, the last the
 * total after, and the value of those between is their change. */
struct figure_waterfall {
  const double *from, *to; /* of a change that is not known both are the same */
};

/* What each row is judged to be: levels counted from 0, the lowest first; -1 in both: not judged. */
struct figure_matrix {
  const char *const *likelihoods, *const *impacts; /* what levels are called */
  size_t likelihood_count, impact_count;
  const int *likelihood, *impact; /* one a row */
  const char *impact_title;       /* of the level axis; of the upright one it is the unit */
};

/* Which rows are hot spots, and which cold ones: levels 2 and 1, -1 and -2, the surer the further from 0;
 * 0: neither.  A row's value is its Gi*. */
enum { FIGURE_HOT_LEVELS = 5 };
struct figure_hot {
  const signed char *levels;             /* one a row */
  const char *labels[FIGURE_HOT_LEVELS]; /* from level 2 down to -2; NULL: there is no such level */
};

/* Kernel density on a grid: its rows are its classes, and their values the ground that they cover. */
struct figure_density {
  double x, y, cell; /* the south-west corner, metres */
  size_t columns, rows;
  const double *values; /* row by row from the south-west */
  const char *peak;     /* "41 at 352400, 429100" */
};

struct figure {
  enum figure_kind kind;
  const char *title;   /* a sentence that says what it shows */
  const char *meaning; /* a sentence that says what it means; may be NULL */
  const char *unit;    /* of the axis: "incidents a month", "per 1,000 residents" */
  const char *source;
  const char *note;    /* may be NULL */
  const char *panel;   /* a small multiple's own heading; then the title is the whole figure's; may be NULL */
  const char *panel_note; /* at its right; may be NULL */
  const struct figure_row *rows;
  size_t row_count;
  const struct figure_series *series;
  size_t series_count;
  struct figure_limits limits;
  int32_t muted_from, muted_to; /* months that set no baseline: drawn grey; 0: none */
  double reference;            /* NaN: none */
  const char *reference_label; /* "Lancashire-14: 34.8" */
  const double *bounds;        /* maps and tiles: upper bounds of all classes but the last */
  const char *const *class_labels; /* bound_count + 1 */
  const char *const *class_notes;  /* "half to 1x (28)"; NULL: none */
  size_t bound_count;
  const char *class_method;    /* how the classes were found, as a sentence; NULL: their labels say it */
  int scope;                   /* map: area whose small areas or wards it shows, or NO_INDEX: the districts */
  const int *inset;            /* map: the district that is drawn enlarged in a corner; NULL: none */
  const char *value_head, *change_head, *row_head; /* bar: heads of its columns; may be NULL */
  double height;               /* points; 0: from its kind and rows */
  bool compact;                /* a small multiple or locator */
  const struct figure_funnel *funnel; /* FIGURE_FUNNEL; otherwise NULL */
  const struct figure_grid *grid;     /* kinds with columns; otherwise NULL */
  const struct figure_scatter *scatter; /* FIGURE_SCATTER; otherwise NULL, and so on */
  const struct figure_fan *fan;
  const struct figure_rolling *rolling;
  const struct figure_panels *panels;
  const struct figure_waterfall *waterfall;
  const struct figure_matrix *matrix;
  const struct point *points;         /* FIGURE_POINTS: a row's place, NaN: the middle of its area; may be NULL */
  const struct figure_hot *hot;
  const struct figure_density *density;
  /* Of a figure of many rows that core/layout has to draw on several pages: the rows of this part.  Its
   * scale and its columns are those of all rows.  part_rows 0: all of it. */
  size_t first_row, part_rows;
};

/* Whether FIGURE has numbers besides its rows and series: figure_table has them. */
bool figure_has_more(const struct figure *figure);

/* "bar", "line", ...: by kind, ended by NULL. */
extern const char *const figure_kind_names[];

/* The description: what it shows, the highest and lowest with their numbers, the gaps. */
const char *figure_describe(struct arena *arena, const struct figure *figure);

/* A figure's numbers, as printed, for an appendix or an attachment: the first column names the rows. */
struct figure_table_column {
  const char *head;
  const char *const *cells; /* row_count; none is empty: "[x]", "[c]" or "[z]" say why */
  bool numbers;             /* of the cells that are not such shorthand */
};

struct figure_table {
  const struct figure_table_column *columns;
  size_t column_count, row_count;
};

/* The numbers that FIGURE shows and figure_describe tells, all of them. */
void figure_table(struct arena *arena, const struct figure *figure, struct figure_table *ret_table);

#endif
