/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/contrast.h"
#include "layout/table.h"

#include <math.h>

static const struct paragraph_look *row_look(const struct table_plan *plan,
                                             const struct table_row *row)
{
  if (row->kind == ROW_GROUP)
    return &plan->group;
  return row->strong || row->kind == ROW_TOTAL ? &plan->strong : &plan->cell;
}

static struct color tint_fill(const struct theme *theme, enum cell_tint tint)
{
  const struct color fills[] = {
      [TINT_NONE] = theme->color.paper,      [TINT_PLAIN] = theme->color.paper,
      [TINT_WORSE] = theme->color.worse,     [TINT_BETTER] = theme->color.better,
      [TINT_NEUTRAL] = theme->color.neutral,
  };
  return fills[tint];
}

/* The look of a cell's text: on a filled ground all of it has one colour. */
static struct paragraph_look cell_look(const struct table_plan *plan, const struct table_row *row,
                                       const struct cell *cell)
{
  const struct theme *theme = plan->galley->canvas.theme;
  struct paragraph_look look = *row_look(plan, row);
  look.plain = cell->tint > TINT_PLAIN;
  if (cell->tint > TINT_PLAIN)
    look.style.color = color_on(theme, tint_fill(theme, cell->tint));
  return look;
}

struct row_sizes {
  struct paragraph *texts;
  double height; /* of the row */
  bool centred;  /* its cells stand on its middle, beside graphics or in boxes */
};

static int set_row(struct table_plan *plan, const struct table_row *row, struct row_sizes *sizes)
{
  struct canvas *canvas = &plan->galley->canvas;
  size_t count = plan->table->column_count;
  double space = plan->cell_top + plan->cell_bottom, box = 2 * canvas->theme->space.tinted_cell;
  int status = 0;
  sizes->texts = ARENA_ARRAY(canvas->arena, struct paragraph, count);
  for (size_t i = 0, span; i < count; i += span) {
    span = table_span(plan->table, row, i);
    const struct cell *cell = &row->cells[i];
    struct paragraph_look look = cell_look(plan, row, cell);
    bool boxed = cell->tint != TINT_NONE;
    double height = boxed ? box : space;
    if (cell->graphic == CELL_TEXT)
      height += table_set_text(plan, &cell->text, &look, table_lanes_width(plan, i, i + span), &sizes->texts[i],
                        &status);
    else
      height = table_graphic_height(canvas->theme, cell->graphic);
    sizes->height = fmax(sizes->height, height);
    sizes->centred |= cell->graphic != CELL_TEXT || boxed;
  }
  return status;
}

static int body_cell(struct table_plan *plan, const struct table_row *row, size_t column,
                     size_t span, int parent)
{
  struct canvas *canvas = &plan->galley->canvas;
  bool header = row->kind == ROW_GROUP || plan->table->columns[column].header;
  int tag = tag_add(canvas, header ? TAG_TH : TAG_TD, parent);
  if (header)
    tag_at(canvas, tag)->scope = row->kind == ROW_GROUP ? SCOPE_COLUMN : SCOPE_ROW;
  tag_at(canvas, tag)->column_span = span > 1 ? (int)span : 0;
  return tag;
}

static void draw_graphic_cell(struct table_plan *plan, const struct cell *cell, size_t column,
                              int tag, double height)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct table_lane *lane = &plan->lanes[column];
  canvas->tag = TAG_ARTIFACT;
  if (cell->text.count) {
    canvas->tag = tag_add(canvas, TAG_FIGURE, tag);
    tag_at(canvas, canvas->tag)->alt = text_spoken(canvas->arena, cell->text);
    struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
    *mark = (struct mark){.kind = MARK_FIGURE,
                          .tag = canvas->tag,
                          .x0 = lane->x,
                          .y0 = 0,
                          .x1 = lane->x + lane->width,
                          .y1 = height};
  }
  table_draw_graphic(canvas, lane, cell, height / 2, 0, height);
}

/* Between boxes, and their outlines. */
static const double BOX_INSET = 0.8, BOX_OUTLINE = 0.6;

/* The box of a cell, which takes half the gaps beside its column; it ends where the table does. */
static void draw_ground(struct table_plan *plan, enum cell_tint tint, size_t column, double height)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct table_lane *lane = &plan->lanes[column];
  double left = lane->x - TABLE_BOX_GAP / 2 + BOX_INSET;
  double right = lane->x + lane->width + TABLE_BOX_GAP / 2 - BOX_INSET;
  right = fmin(right, plan->x + plan->width - BOX_OUTLINE / 2);
  struct paint paint = tint == TINT_PLAIN
                           ? paint_stroke(theme->color.hairline, theme->rule.table_row)
                           : paint_both(tint_fill(theme, tint), theme->color.ink, BOX_OUTLINE);
  canvas->tag = TAG_ARTIFACT;
  draw_rect(canvas, left, BOX_INSET, right - left, height - 2 * BOX_INSET, paint);
}

static int compose_row(struct table_plan *plan, const struct table_row *row, int body, int repeat,
                       bool keep)
{
  struct galley *galley = plan->galley;
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  struct row_sizes sizes = {0};
  int status = set_row(plan, row, &sizes);
  struct slug *slug = slug_begin(galley, 0);
  slug->keep = keep;
  slug->repeat = repeat;
  int parent = tag_add(canvas, TAG_TR, body);
  for (size_t i = 0, span; i < plan->table->column_count; i += span) {
    const struct cell *cell = &row->cells[i];
    span = table_span(plan->table, row, i);
    int tag = body_cell(plan, row, i, span, parent);
    if (cell->tint != TINT_NONE)
      draw_ground(plan, cell->tint, i, sizes.height);
    if (cell->graphic != CELL_TEXT) {
      draw_graphic_cell(plan, cell, i, tag, sizes.height);
      continue;
    }
    struct paragraph *text = &sizes.texts[i];
    double y = sizes.centred ? (sizes.height - text->height) / 2 : plan->cell_top;
    text->look.align = span > 1 ? ALIGN_LEFT : plan->table->columns[i].align;
    canvas->tag = tag;
    paragraph_draw(canvas, text, plan->lanes[i].x, y,
                   table_lanes_width(plan, i, i + span) - table_inset(plan, row, i));
  }
  canvas->tag = TAG_ARTIFACT;
  bool group = row->kind == ROW_GROUP;
  draw_line(canvas, plan->x, sizes.height, plan->x + plan->width, sizes.height,
            paint_stroke(group ? theme->color.rule : theme->color.hairline,
                         group ? theme->rule.group : theme->rule.table_row));
  slug_end(galley, sizes.height);
  return status;
}

/* Fewer rows than these are not left at the foot of a page nor carried to the next. */
enum { LEAST_ROWS = 3 };

/* Nor does a group's head stand without a row, or the note. */
static bool row_keeps(const struct table *table, size_t row)
{
  size_t last = table->row_count - 1;
  if (row == last)
    return table->note.count > 0;
  return table->rows[row].kind == ROW_GROUP || row + 1 < LEAST_ROWS || row + LEAST_ROWS > last;
}

int table_compose_rows(struct table_plan *plan, int table, int repeat)
{
  int body = tag_add(&plan->galley->canvas, TAG_TBODY, table), status = 0;
  for (size_t i = 0; i < plan->table->row_count; i++)
    if (compose_row(plan, &plan->table->rows[i], body, repeat, row_keeps(plan->table, i)) < 0)
      status = -1;
  return status;
}
