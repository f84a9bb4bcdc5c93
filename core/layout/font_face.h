/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of core/layout that use HarfBuzz share: the loaded faces.
 *
 * HarfBuzz objects are made immutable when they are loaded, so one set serves every worker.
 */
#ifndef STRATA_LAYOUT_FONT_FACE_H
#define STRATA_LAYOUT_FONT_FACE_H

#include "layout/font.h"

#include <hb.h>

struct face {
  hb_face_t *face;
  hb_face_t *outlines; /* the same glyphs without the tables that a PDF does not need */
  hb_font_t *font;     /* its scale is units_per_em of the metrics */
  struct font_metrics metrics;
};

struct fonts {
  const char *dir;
  struct face faces[FONT_ALL]; /* of those beyond FONT_COUNT, face is NULL until they are loaded */
};

#endif
