/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The theme: colours, type sizes and distances, as templates/theme.yaml gives them.
 */
#ifndef STRATA_LAYOUT_THEME_H
#define STRATA_LAYOUT_THEME_H

#include "base/arena.h"
#include "base/diag.h"
#include "layout/display.h"

/* A kind of type: its face, size, leading (points) and colour. */
struct type_style {
  enum font_face face;
  double size, leading, tracking;
  struct color color;
};

struct theme {
  const struct fonts *fonts;
  struct {
    double width, height, left, right, top, bottom, content_width;
    double head_rule, running_head, body_top, body_bottom, foot_rule, foot_text;
  } page;
  struct {
    struct type_style cover_title, district_name, h1, h2, h3, key_figure, finding_lead,
      finding_number, body, lead, meaning, quote, table, table_head, compact_table, chart_row, chart_value,
      chart_axis, note, foot;
  } type;
  struct {
    struct color ink, secondary, paper, brand, rule, hairline, better, worse, neutral, bar,
      bar_muted, context_line, other_areas_tick, band, band_inner, interval_similar, missing,
      map_classes[4], map_outline, map_district_outline, map_other_district;
  } color;
};

/* Reads theme.yaml at PATH.  -1 after reporting. */
int theme_load(struct arena *arena, const char *path, const struct fonts *fonts,
               struct diags *diags, const struct theme **ret_theme);

#endif
