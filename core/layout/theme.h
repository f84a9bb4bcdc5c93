/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The theme: colours, type sizes and distances, as templates/theme.yaml gives them, and what a
 * workspace has in its place.
 */
#ifndef STRATA_LAYOUT_THEME_H
#define STRATA_LAYOUT_THEME_H

#include "base/arena.h"
#include "base/diag.h"
#include "layout/display.h"

struct schema;
struct yaml_node;

/* What a theme.yaml holds. */
extern const struct schema theme_schema;

/* A kind of type: its face, size, leading (points) and colour. */
struct type_style {
  enum font_face face;
  double size, leading, tracking;
  struct color color;
};

/* What stands between the thousands of a number. */
enum thousands { THOUSANDS_COMMA, THOUSANDS_THIN_SPACE };

struct theme {
  const struct fonts *fonts; /* with the fallback: shapers take these */
  const struct yaml_node *node; /* as it was written, for places */
  enum thousands thousands;
  struct {
    double width, height, left, right, top, bottom, content_width;
    double head_rule, running_head, body_top, body_bottom, foot_rule, foot_text;
    double marking, handling, distribution; /* tops of the lines of a restricted edition */
    double first_block; /* below a section's title */
    double masthead_kicker, masthead_name,
        masthead_subtitle; /* first page of a profile: tops of their lines */
    double cover_rule, cover_kicker, cover_title,
        logo_head, logo_cover, /* heights of the logo */
        cover_subtitle; /* the rest of a cover follows its title */
  } page;
  struct {
    const struct picture *picture; /* NULL: none */
    const char *words;             /* what a listener hears */
  } logo;
  struct {
    double columns, gutter;
    double aside_offset,
        aside_rule; /* an aside's left edge after its column's, its rule before it */
    double baseline; /* where text has columns, lines of type of this leading stand on its multiples */
  } grid;
  struct {
    struct type_style cover_title, cover_subtitle, cover_kicker, district_name, kicker, h1, h2, h3,
        h4, subtitle, key_figure, key_words, finding_lead, finding_number, finding_support, body,
        lead, meaning, quote, table, table_head, table_group, compact_table, chart_row, chart_value,
        chart_axis, key_entry, contents, note, running, foot;
  } type;
  struct {
    struct color ink, secondary, paper, brand, rule, hairline, better, worse, neutral, bar,
        bar_muted, context_line, other_areas_tick, band, band_inner, interval_similar, missing,
        map_classes[4], series[4], map_outline, map_district_outline, map_other_district;
  } color;
  struct {
    double head, head_masthead, head_cover, section, table_head, table_row, group, column, foot;
  } rule;
  struct {
    double section_rule;        /* above and below a rule between sections */
    double heading, subheading; /* above headings of level 2, and of level 3 and 4 */
    double after_title;         /* title to meaning, heading to what follows */
    double paragraph, list_item, finding, finding_support, block, key_entry;
    double meaning_to_figure, figure_to_note;
    double list_indent, finding_indent, quote_indent, callout_padding;
    double cell_top, cell_bottom, cell_right, number_right, number_to_words, compact_cell,
        contents_row;
    double tinted_cell; /* above and below the text of rows whose cells stand in boxes */
    double graphic_row, spread_row; /* least heights of table rows that hold a graphic */
  } space;
  struct {
    double chart, table; /* sizes: on its own, and in tables and small charts */
    double per_type;     /* in running text, as a share of the type's size */
    double gap;          /* to the words after it */
  } marker;
};

/* Reads theme.yaml at PATH, and over it the file OWN of a workspace, which says only what differs
 * (NULL: none).  Nothing has a default: -1 after reporting every value that is missing or wrong. */
int theme_load(struct arena *arena, const char *path, const char *own, const struct fonts *fonts,
               struct diags *diags, const struct theme **ret_theme);

#endif
