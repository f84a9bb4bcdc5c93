/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of a map share: where it stands, and its labels.
 */
#ifndef STRATA_LAYOUT_FIGURE_MAP_H
#define STRATA_LAYOUT_FIGURE_MAP_H

#include "layout/figure/class.h"

/* How metres become points, and the rectangle that labels may use. */
struct map {
  double min_x, max_y, scale; /* metres; points a metre */
  double x, y;                /* of (min_x, max_y) */
  double left, right, top, bottom;
};

struct position map_position(const struct map *map, struct point point);

/* The shape of ROW's area, or NULL. */
const struct shape *map_shape(const struct canvas *canvas, const struct figure_row *row);

/* The room that names and values take at each side. */
double map_side_width(struct canvas *canvas, const struct figure *figure);

/* Names and values in two columns beside the map, each joined to a dot by an elbow. */
void map_draw_side_labels(struct canvas *canvas, const struct figure *figure,
                          const struct map *map);

/* Numbered discs, pushed clear of each other and joined to their dot, for rows with a number. */
void map_draw_numbers(struct canvas *canvas, const struct figure *figure, const struct map *map);

#endif
