/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well colours are told apart: by their contrast, and by the eyes that see them.
 *
 * Contrast and luminance are those of the Web Content Accessibility Guidelines 2.2 (W3C, 2023,
 * "relative luminance", "contrast ratio").
 */
#ifndef STRATA_LAYOUT_CONTRAST_H
#define STRATA_LAYOUT_CONTRAST_H

#include "layout/theme.h"

/* Relative luminance: 0 is black, 1 is white. */
double color_luminance(struct color color);

/* The contrast ratio of two colours, 1 to 21, whichever is the lighter. */
double color_contrast(struct color a, struct color b);

/* Whether the ink or the paper is read better on FILL. */
struct color color_on(const struct theme *theme, struct color fill);

/* Eyes that see all colours, those without cones for red, and for green. */
enum vision { VISION_FULL, VISION_PROTAN, VISION_DEUTAN, VISIONS };

/* COLOR as VISION sees it: the linear projection of Viénot, Brettel and Mollon (1999, "Digital video
 * colourmaps for checking the legibility of displays by dichromats"), for sRGB. */
struct color color_seen(struct color color, enum vision vision);

/* How different two colours look: the CIE 1976 distance in L*a*b* (D65, 2 degrees).  About 2 is just
 * noticeable side by side. */
double color_difference(struct color a, struct color b);

#endif
