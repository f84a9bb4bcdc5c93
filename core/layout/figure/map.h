/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of a map share: where it stands, and its labels.
 */
#ifndef STRATA_LAYOUT_FIGURE_MAP_H
#define STRATA_LAYOUT_FIGURE_MAP_H

#include "layout/figure/class.h"

struct map_frame {
  double left, right, top, bottom; /* points; all 0: there is none */
};

/* How metres become points, and the rectangle that labels may use. */
struct map {
  double min_x, max_y, scale; /* metres; points a metre */
  double x, y;                /* of (min_x, max_y) */
  double left, right, top, bottom;
  bool windowed;          /* only what shows in that rectangle is drawn */
  struct map_frame inset; /* which labels keep clear of */
};

struct position map_position(const struct map *map, struct point point);

/* The shape of ROW's area, or NULL. */
const struct shape *map_shape(const struct canvas *canvas, const struct figure_row *row);

/* Sets the corner of MAP by the shapes of the figure's rows, and how many metres they are wide and
 * tall.  False when no row has a shape. */
bool map_find_extent(const struct canvas *canvas, const struct figure *figure, struct map *map,
                     double *ret_width, double *ret_height);

/* The height of a map that is WIDE points wide, at most MOST; that, where no row has a shape. */
double map_fitting_height(const struct canvas *canvas, const struct figure *figure, double wide,
                          double most);

/* The least height of a map: of the names beside it, where its rows are NAMED there. */
double map_least_height(const struct figure *figure, bool named);

/* -1 after reporting (STRATA-L020) that the figure, WIDTH wide and HEIGHT high, leaves its map less than
 * it needs: it is WIDE and RISE. */
int map_check_room(struct canvas *canvas, const struct figure *figure, bool named, double wide,
                   double rise, double width, double height, struct loc loc);

/* Whether any of SHAPE may lie in the rectangle of MAP. */
bool map_shows(const struct map *map, const struct shape *shape);

/* SHAPE, painted; neighbours draw the line between them through the same points. */
void map_draw_shape(struct canvas *canvas, const struct map *map, const struct shape *shape,
                    struct paint paint);

/* SHAPE hatched: what is there is suppressed. */
void map_hatch_shape(struct canvas *canvas, const struct map *map, const struct shape *shape);

/* A cross in the middle of SHAPE where ROW is not known. */
void map_mark_unknown(struct canvas *canvas, const struct map *map, const struct figure_row *row,
                      const struct shape *shape);

/* SHAPE with level lines of COLOR. */
void map_line_shape(struct canvas *canvas, const struct map *map, const struct shape *shape,
                    struct color color);

/* The outlines of the districts of the figure's scope, where it has more than one: whose neighbourhoods
 * are whose. */
void map_draw_district_outlines(struct canvas *canvas, const struct figure *figure,
                                const struct map *map);

/* The scale bar, at most MOST points long, and beside it north. */
void map_draw_foot(struct canvas *canvas, const struct map *map, double x, double y, double most);

/* Grey, and words that say why there is no map. */
void map_draw_without_shapes(struct canvas *canvas, double x, double y, double width,
                             double height);

/* Whether ROW is named beside the map: all districts, and the wards that have a number; neighbourhoods, whose names
 * say little, have discs. */
bool map_names(const struct figure *figure, const struct figure_row *row);
bool map_names_any(const struct figure *figure);

/* The room that names and values take at each side. */
double map_side_width(struct canvas *canvas, const struct figure *figure);

/* Names and values in two columns beside the map, each joined to a dot by an elbow. */
void map_draw_side_labels(struct canvas *canvas, const struct figure *figure,
                          const struct map *map);

/* Numbered discs, pushed clear of each other and joined to their dot, for rows with a number. */
void map_draw_numbers(struct canvas *canvas, const struct figure *figure, const struct map *map);

/* The areas in their classes, with the outlines of districts. */
void map_draw_areas(struct canvas *canvas, const struct figure *figure, const struct map *map);

/* The longest bar of whole kilometres (or half of one) that is at most MOST points long, and what it
 * measures; returns where its words end. */
double map_draw_scale_bar(struct canvas *canvas, const struct map *map, double x, double y,
                          double most);

/* Finds a free corner for the figure's inset and moves MAP, which is MAP_WIDTH wide, aside for it.  -1
 * after reporting (STRATA-L020) when there is none. */
int map_place_inset(struct canvas *canvas, const struct figure *figure, struct map *map,
                    double map_width, struct loc loc);

/* The inset in the frame that was found, and a frame around what it enlarges. */
void map_draw_inset(struct canvas *canvas, const struct figure *figure, const struct map *map);

#endif
