/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of theme.yaml as its schemas fill them: shared by the files that read themes, and by no
 * others.
 */
#ifndef STRATA_LAYOUT_THEME_PARTS_H
#define STRATA_LAYOUT_THEME_PARTS_H

#include "define/schema.h"
#include "layout/theme.h"

/* A group of numbers or colours of the theme, as the schema fills it. */
#define GROUP(group)                                                                               \
  struct group##_group {                                                                           \
    struct decoded decoded;                                                                        \
    __typeof__(((struct theme *)0)->group) values;                                                 \
  }

GROUP(page);
GROUP(grid);
GROUP(color);
GROUP(rule);
GROUP(space);
GROUP(marker);

struct style {
  struct decoded decoded;
  double size, leading, tracking;
  int face, color;
};

#define STYLES(X)                                                                                  \
  X(cover_title, "A cover's title.")                                                               \
  X(cover_subtitle, "The line below it.")                                                          \
  X(cover_kicker, "The line above it.")                                                            \
  X(district_name, "The name on the first page of a profile.")                                     \
  X(kicker, "The line above it.")                                                                  \
  X(h1, "A section's title.")                                                                      \
  X(h2, "Headings of level 2, titles of figures and tables.")                                      \
  X(h3, "Headings of level 3.")                                                                    \
  X(h4, "Headings of level 4.")                                                                    \
  X(subtitle, "The line below a section's title.")                                                 \
  X(key_figure, "A key figure's number.")                                                          \
  X(key_words, "A key figure's words.")                                                            \
  X(finding_lead, "What a finding says.")                                                          \
  X(finding_number, "A finding's number.")                                                         \
  X(finding_support, "What a finding rests on.")                                                   \
  X(body, "Paragraphs and lists.")                                                                 \
  X(lead, "The paragraph that opens a section.")                                                   \
  X(meaning, "The sentence below the title of a figure or table.")                                 \
  X(quote, "Quotations.")                                                                          \
  X(table, "A table's cells.")                                                                     \
  X(table_head, "A table's heads.")                                                                \
  X(table_group, "The head of a group of rows.")                                                   \
  X(compact_table, "The cells of a compact table.")                                                \
  X(chart_row, "Names of rows in charts.")                                                         \
  X(chart_value, "Values in charts.")                                                              \
  X(chart_axis, "Axes of charts.")                                                                 \
  X(key_entry, "Entries of the key.")                                                              \
  X(contents, "Lines of the contents.")                                                            \
  X(note, "Notes and sources.")                                                                    \
  X(running, "The running head.")                                                                  \
  X(foot, "The foot.")

struct type_group {
  struct decoded decoded;
#define MEMBER(name, description) const struct style *name;
  STYLES(MEMBER)
#undef MEMBER
};

extern const struct schema page_schema, grid_schema, color_schema, rule_schema, space_schema,
    marker_schema, type_schema;

/* The kinds of type of GROUP, in COLORS, into THEME. */
void theme_resolve_types(const struct type_group *group, const struct color_group *colors,
                         struct theme *theme);

#endif
