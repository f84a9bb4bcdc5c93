/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables in the making: what the parts of the table composer share.
 *
 * table_widths measures every cell and shares the width out, table_lower moves it to where it saves
 * lines, table_spans knows which cells span others, table_head and table_rows put the heads
 * and the rows in a galley, table_cell draws what is in a cell besides text; compose_table is the
 * whole.
 */
#ifndef STRATA_LAYOUT_TABLE_H
#define STRATA_LAYOUT_TABLE_H

#include "layout/compose.h"

struct table_lane {   /* a column as it is laid */
  double x, width;    /* width: of its content, without the space right of it */
  double gap;         /* that space */
  double hard;        /* the least it can do with: its longest word */
  double least, most; /* what keeps numbers and short words on one line; what it would like */
  enum cell_graphic graphic; /* of its cells; CELL_TEXT: none */
  bool boxed;                /* its cells stand in boxes */
  double tail; /* what the longest decimals of its numbers take; 0: all have as many */
  const struct cell *sample; /* the first cell with that graphic: it has the axis */
};

struct table_plan {
  struct galley *galley;
  const struct table *table;
  struct table_lane *lanes;
  struct paragraph_look cell, strong, head, group;
  double cell_top, cell_bottom;
  double x, width;
  bool has_heads;
  bool has_groups; /* heads that span columns */
  struct table_headers *headers; /* NULL: the scopes of its heads say what they head */
  bool *covered;   /* by row and column: below a cell that spans rows; NULL: no cell does */
};

/* How many columns cell COLUMN of row ROW spans: as many as it says, and a sentence runs over the
 * empty cells after it. */
size_t table_span(const struct table_plan *plan, size_t row, size_t column);

/* How many rows cell COLUMN of row ROW spans. */
size_t table_row_span(const struct table *table, size_t row, size_t column);

/* Whether a cell of a row above reaches down to this place. */
bool table_covered(const struct table_plan *plan, size_t row, size_t column);

/* How far left of the others' right end the number in cell COLUMN of ROW ends, so that their points
 * stand below each other. */
double table_inset(struct table_plan *plan, const struct table_row *row, size_t column);

/* Beside text that does not stand in the middle of its box. */
double table_padding(const struct table_plan *plan, size_t column);

/* Whether the head of a spread names what stands at either end: "higher rate | lower rate". */
bool table_has_two_ends(const struct table_plan *plan, size_t column);

/* Finds what is below cells that span rows. */
void table_find_covered(struct table_plan *plan);

/* Begins to note which heads each cell has, where some head stands over a part of the table's rows or columns
 * only. */
void table_note_headers(struct table_plan *plan);

/* TAG is the head of COLUMN, or the GROUP head over it. */
void table_add_head(struct table_plan *plan, size_t column, bool group, int tag);

/* Names the heads of cell COLUMN of ROW, tagged TAG, which spans SPAN columns and ROWS rows. */
void table_name_headers(struct table_plan *plan, size_t row, size_t column, size_t span, size_t rows,
                        int tag);

/* Measures the cells and gives every lane its place.  -1 after reporting (STRATA-L030) by how much
 * the table is too wide. */
int table_place_lanes(struct table_plan *plan);

/* Moves width between the lanes of text that are not FIXED where the table becomes less high by it. */
void table_lower(struct table_plan *plan, const bool *fixed);

/* The look of the text in cell COLUMN of ROW, but for its ground. */
const struct paragraph_look *table_row_look(const struct table_plan *plan,
                                            const struct table_row *row);

/* Draws CELL's graphic in the lane's width around the height MIDDLE; row_top and row_bottom are
 * where lines through all rows go. */
void table_draw_graphic(struct canvas *canvas, const struct table_lane *lane,
                        const struct cell *cell, double middle, double row_top, double row_bottom);

/* The axis of a strip, with its labels on the base line BASE. */
void table_draw_axis(struct canvas *canvas, const struct table_lane *lane, double base);

/* Sets TEXT in WIDTH, nothing where it is empty; STATUS becomes -1 where that fails.  Its height. */
double table_set_text(struct table_plan *plan, const struct text *text,
                      const struct paragraph_look *look, double width, struct paragraph *ret,
                      int *status);

/* The width of lanes FIRST to END with the space between them. */
double table_lanes_width(const struct table_plan *plan, size_t first, size_t end);

/* Where the columns end that have the head of FIRST above theirs. */
size_t table_group_end(const struct table_plan *plan, size_t first);

/* The slug of the heads, tagged below TABLE. */
int table_compose_head(struct table_plan *plan, int table);

/* The slugs of all rows, tagged below TABLE; REPEAT: the slug of the heads, -1: none. */
int table_compose_rows(struct table_plan *plan, int table, int repeat);

/* Between columns of boxes: text in a box has room beside it. */
#define TABLE_BOX_GAP 2.0

/* How far the bars of a spread stand inside their lane: a marker at their end has room. */
double table_spread_inset(const struct theme *theme);

/* The least height of a row with this graphic. */
double table_graphic_height(const struct theme *theme, enum cell_graphic graphic);

#endif
