/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme_parts.h"

#define NUMBER(group, name_, least_, most_, description_)                                          \
  {                                                                                                \
    .name = #name_, .kind = FIELD_NUMBER, .required = true,                                        \
    .at = offsetof(struct group##_group, values.name_), .least = (least_), .most = (most_),        \
    .description = (description_)                                                                  \
  }

#define PAGE(name, description) NUMBER(page, name, 0, 2000, description)

static const struct field page_fields[] = {
    PAGE(width, "The page's width."),
    PAGE(height, "The page's height."),
    PAGE(left, "The left margin."),
    PAGE(right, "The right margin."),
    PAGE(top, "The top margin."),
    PAGE(bottom, "The bottom margin."),
    PAGE(content_width, "The width of what stands between the margins."),
    PAGE(head_rule, "The middle of the rule at the page's head."),
    PAGE(running_head, "The top of the running head."),
    PAGE(body_top, "The top of the first line below the running head."),
    PAGE(first_block, "The top of what follows a section's title."),
    PAGE(body_bottom, "The end of what stands on a page."),
    PAGE(foot_rule, "The rule at the page's foot."),
    PAGE(foot_text, "The top of the foot's line."),
    PAGE(marking, "The top of a restricted edition's marking."),
    PAGE(handling, "The top of its handling words."),
    PAGE(distribution, "The top of its distribution list."),
    PAGE(masthead_kicker, "The top of the line above the name on a profile's first page."),
    PAGE(masthead_name, "The top of the name on the first page of a profile."),
    PAGE(masthead_subtitle, "The top of the lines below that name."),
    PAGE(cover_rule, "The middle of a cover's rule."),
    PAGE(cover_kicker, "The top of the line above a cover's title."),
    PAGE(cover_title, "The top of a cover's title."),
    PAGE(logo_head, "The height of the logo above the rule at the page's head."),
    PAGE(logo_cover, "The height of the logo on a cover."),
    PAGE(cover_subtitle, "From the end of a cover's title to the line below it."),
};

static const struct field grid_fields[] = {
    NUMBER(grid, columns, 1, 24, "How many columns the content's width is divided into."),
    NUMBER(grid, gutter, 0, 100, "The space between two columns."),
    NUMBER(grid, aside_offset, 0, 100, "How far an aside stands right of its first column."),
    NUMBER(grid, aside_rule, 0, 100, "How far the rule stands left of an aside."),
    NUMBER(grid, baseline, 1, 100,
           "Where text has columns, lines of this leading stand on its multiples, level across them."),
};

#define WIDTH(name, description) NUMBER(rule, name, 0.1, 20, description)

static const struct field rule_fields[] = {
    WIDTH(head, "The rule at the page's head."),
    WIDTH(head_masthead, "The same on the first page of a profile."),
    WIDTH(head_cover, "The same on a cover."),
    WIDTH(section, "Between sections."),
    WIDTH(table_head, "Below a table's head."),
    WIDTH(table_row, "Below a table's row."),
    WIDTH(group, "Below the head of a group of rows."),
    WIDTH(column, "Between the main column and an aside."),
    WIDTH(foot, "At the page's foot."),
};

#define SPACE(name, description) NUMBER(space, name, 0, 100, description)

static const struct field space_fields[] = {
    SPACE(section_rule, "Above and below a rule between sections."),
    SPACE(heading, "Above a heading of level 2."),
    SPACE(subheading, "Above a heading of level 3 or 4."),
    SPACE(after_title, "From a title to its meaning, from a heading to what follows."),
    SPACE(paragraph, "Above a paragraph."),
    SPACE(list_item, "Above an item of a list."),
    SPACE(finding, "Above a finding."),
    SPACE(finding_support, "From a finding to its support."),
    SPACE(block, "Above and below tables, figures, key figures and callouts."),
    SPACE(key_entry, "Above an entry of the key."),
    SPACE(meaning_to_figure, "From the sentence of meaning to the figure or table."),
    SPACE(figure_to_note, "From a figure or table to its note."),
    SPACE(list_indent, "How far the words of a list stand in."),
    SPACE(finding_indent, "How far the words of a finding stand in."),
    SPACE(quote_indent, "How far a quotation stands in."),
    SPACE(callout_padding, "Inside the frame of a callout."),
    SPACE(cell_top, "Above the text of a table's cell."),
    SPACE(cell_bottom, "Below the text of a table's cell."),
    SPACE(cell_right, "Right of the text of a table's cell."),
    SPACE(number_right, "Right of a number in a table's cell."),
    SPACE(number_to_words, "The same where words follow, which begin where the space ends."),
    SPACE(tinted_cell, "Above and below the text of a row whose cells stand in boxes."),
    SPACE(compact_cell, "Above and below the text of a cell of a compact table."),
    SPACE(contents_row, "Above and below a line of the contents."),
    SPACE(graphic_row, "The least height of a table's row with a bar or strip."),
    SPACE(spread_row, "The least height of a table's row with a spread."),
};

static const struct field marker_fields[] = {
    NUMBER(marker, chart, 1, 20, "The size of markers that stand on their own."),
    NUMBER(marker, table, 1, 20, "The size of markers in tables and small charts."),
    NUMBER(marker, per_type, 0.1, 2, "The size of markers in text, as a share of the type's size."),
    NUMBER(marker, gap, 0, 20, "The space between a marker and the words after it."),
};

const struct schema page_schema =
    SCHEMA("page", "The page and what stands at fixed places.", struct page_group, page_fields);
const struct schema grid_schema =
    SCHEMA("grid", "The columns.", struct grid_group, grid_fields);
const struct schema rule_schema =
    SCHEMA("rule", "Widths of rules.", struct rule_group, rule_fields);
const struct schema space_schema =
    SCHEMA("space", "Distances.", struct space_group, space_fields);
const struct schema marker_schema =
    SCHEMA("marker", "Markers.", struct marker_group, marker_fields);
