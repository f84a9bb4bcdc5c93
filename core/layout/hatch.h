/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hatching: how what is suppressed looks, so that nobody takes it for nothing or for not supplied.
 */
#ifndef STRATA_LAYOUT_HATCH_H
#define STRATA_LAYOUT_HATCH_H

#include "layout/draw.h"

/* Lines from the lower left to the upper right, within a rectangle. */
void hatch_rect(struct canvas *canvas, double x, double y, double width, double height);

/* The same within closed rings, one after another: COUNT points in all, of which ENDS says where each
 * ring ends.  A ring within a ring is a hole. */
void hatch_rings(struct canvas *canvas, const struct position *points, size_t count,
                 const size_t *ends, size_t ring_count);

/* Level lines of COLOR within rings: a class of its own, where colours alone would not tell it. */
void hatch_level(struct canvas *canvas, const struct position *points, size_t count,
                 const size_t *ends, size_t ring_count, struct color color);

#endif
