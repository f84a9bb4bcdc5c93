/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/contrast.h"
#include "layout/table.h"

#include <math.h>

const struct paragraph_look *table_row_look(const struct table_plan *plan,
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
  struct paragraph_look look = *table_row_look(plan, row);
  look.plain = cell->tint > TINT_PLAIN;
  if (cell->tint > TINT_PLAIN)
    look.style.color = color_on(theme, tint_fill(theme, cell->tint));
  return look;
}

struct row_sizes {
  struct paragraph *texts;
  double top, height; /* of the row, from the top of its slug */
  bool centred;       /* its cells stand on its middle, beside graphics or in boxes */
};

/* Rows that cells which span rows hold together: one slug. */
struct band {
  size_t first, end;
  struct row_sizes *sizes; /* of each */
};

static struct row_sizes *sizes_of(const struct band *band, size_t row)
{
  return &band->sizes[row - band->first];
}

double table_padding(const struct table_plan *plan, size_t column)
{
  static const double PADDING = 4;
  return plan->lanes[column].boxed && plan->table->columns[column].align != ALIGN_CENTRE ? PADDING : 0;
}

/* The height of cell COLUMN of ROW, whose text is set. */
static double set_cell(struct table_plan *plan, const struct table_row *row, size_t column,
                       size_t span, struct row_sizes *sizes, int *status)
{
  const struct theme *theme = plan->galley->canvas.theme;
  const struct cell *cell = &row->cells[column];
  struct paragraph_look look = cell_look(plan, row, cell);
  bool boxed = cell->tint != TINT_NONE;
  sizes->centred |= cell->graphic != CELL_TEXT || boxed;
  if (cell->graphic != CELL_TEXT)
    return table_graphic_height(theme, cell->graphic);
  double width = table_lanes_width(plan, column, column + span) - 2 * table_padding(plan, column);
  return (boxed ? 2 * theme->space.tinted_cell : plan->cell_top + plan->cell_bottom)
         + table_set_text(plan, &cell->text, &look, width, &sizes->texts[column], status);
}

/* What a cell that spans rows lacks makes its last row higher. */
static double band_height(const struct band *band, size_t first, size_t end)
{
  double height = 0;
  for (size_t r = first; r < end; r++)
    height += sizes_of(band, r)->height;
  return height;
}

static int set_band(struct table_plan *plan, struct band *band)
{
  struct arena *arena = plan->galley->canvas.arena;
  size_t count = plan->table->column_count;
  int status = 0;
  band->sizes = ARENA_ARRAY(arena, struct row_sizes, band->end - band->first);
  double *lacking = ARENA_ARRAY(arena, double, count * (band->end - band->first));
  for (size_t r = band->first; r < band->end; r++) {
    const struct table_row *row = &plan->table->rows[r];
    struct row_sizes *sizes = sizes_of(band, r);
    sizes->texts = ARENA_ARRAY(arena, struct paragraph, count);
    sizes->height = plan->cell_top + plan->cell_bottom + table_row_look(plan, row)->style.leading;
    for (size_t i = 0, span; i < count; i += span) {
      span = table_span(plan, r, i);
      if (table_covered(plan, r, i))
        continue;
      double height = set_cell(plan, row, i, span, sizes, &status);
      if (table_row_span(plan->table, r, i) == 1)
        sizes->height = fmax(sizes->height, height);
      else
        lacking[(r - band->first) * count + i] = height;
    }
  }
  for (size_t r = band->first; r < band->end; r++)
    for (size_t i = 0; i < count; i++) {
      double height = lacking[(r - band->first) * count + i];
      size_t end = r + table_row_span(plan->table, r, i);
      if (height > 0)
        sizes_of(band, end - 1)->height += fmax(height - band_height(band, r, end), 0);
    }
  for (size_t r = band->first; r < band->end; r++)
    sizes_of(band, r)->top = band_height(band, band->first, r);
  return status;
}

static int body_cell(struct table_plan *plan, size_t row, size_t column, size_t span, int parent)
{
  struct canvas *canvas = &plan->galley->canvas;
  bool group = plan->table->rows[row].kind == ROW_GROUP;
  bool header = group || plan->table->columns[column].header;
  size_t rows = table_row_span(plan->table, row, column);
  int tag = tag_add(canvas, header ? TAG_TH : TAG_TD, parent);
  if (header)
    tag_at(canvas, tag)->scope = group ? SCOPE_COLUMN : SCOPE_ROW;
  tag_at(canvas, tag)->column_span = span > 1 ? (int)span : 0;
  tag_at(canvas, tag)->row_span = rows > 1 ? (int)rows : 0;
  return tag;
}

/* Where a cell stands: LANE is its column's, or as wide as those that it spans. */
struct cell_place {
  struct table_lane lane;
  double top, height;
};

static void draw_graphic_cell(struct table_plan *plan, const struct cell *cell,
                              const struct cell_place *place, int tag)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct table_lane *lane = &place->lane;
  double bottom = place->top + place->height;
  canvas->tag = TAG_ARTIFACT;
  if (cell->text.count) {
    canvas->tag = tag_add(canvas, TAG_FIGURE, tag);
    tag_at(canvas, canvas->tag)->alt = text_spoken(canvas->arena, cell->text);
    struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
    *mark = (struct mark){.kind = MARK_FIGURE,
                          .tag = canvas->tag,
                          .x0 = lane->x,
                          .y0 = place->top,
                          .x1 = lane->x + lane->width,
                          .y1 = bottom};
  }
  table_draw_graphic(canvas, lane, cell, place->top + place->height / 2, place->top, bottom);
}

/* Between boxes, and their outlines. */
static const double BOX_INSET = 0.8, BOX_OUTLINE = 0.6;

/* The box of a cell, which takes half the gaps beside its column; it ends where the table does. */
static void draw_ground(struct table_plan *plan, enum cell_tint tint, const struct cell_place *place)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct table_lane *lane = &place->lane;
  double left = lane->x - TABLE_BOX_GAP / 2 + BOX_INSET;
  double right = lane->x + lane->width + TABLE_BOX_GAP / 2 - BOX_INSET;
  right = fmin(right, plan->x + plan->width - BOX_OUTLINE / 2);
  struct paint paint = tint == TINT_PLAIN
                           ? paint_stroke(theme->color.hairline, theme->rule.table_row)
                           : paint_both(tint_fill(theme, tint), theme->color.ink, BOX_OUTLINE);
  canvas->tag = TAG_ARTIFACT;
  draw_rect(canvas, left, place->top + BOX_INSET, right - left, place->height - 2 * BOX_INSET,
            paint);
}

/* Cell COLUMN of row ROW, over SPAN columns, tagged below PARENT. */
static void draw_cell(struct table_plan *plan, const struct band *band, size_t row, size_t column,
                      size_t span, int parent)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct table_row *at = &plan->table->rows[row];
  const struct cell *cell = &at->cells[column];
  const struct row_sizes *sizes = sizes_of(band, row);
  size_t end = row + table_row_span(plan->table, row, column);
  struct cell_place place = {plan->lanes[column], sizes->top, band_height(band, row, end)};
  if (span > 1)
    place.lane.width = table_lanes_width(plan, column, column + span);
  int tag = body_cell(plan, row, column, span, parent);
  table_name_headers(plan, row, column, span, end - row, tag);
  if (cell->tint != TINT_NONE)
    draw_ground(plan, cell->tint, &place);
  if (cell->graphic != CELL_TEXT) {
    draw_graphic_cell(plan, cell, &place, tag);
    return;
  }
  struct paragraph *text = &sizes->texts[column];
  double y = place.top + (sizes->centred ? (place.height - text->height) / 2 : plan->cell_top);
  bool runs_on = span > 1 && cell->columns < 2;
  text->look.align = runs_on ? ALIGN_LEFT : plan->table->columns[column].align;
  canvas->tag = tag;
  double padding = table_padding(plan, column);
  paragraph_draw(canvas, text, place.lane.x + padding, y,
                 place.lane.width - 2 * padding - table_inset(plan, at, column));
}

/* The rule below ROW, where no cell reaches over it. */
static void draw_row_rule(struct table_plan *plan, size_t row, double y)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct theme *theme = canvas->theme;
  bool group = plan->table->rows[row].kind == ROW_GROUP;
  size_t count = plan->table->column_count;
  struct paint paint = paint_stroke(group ? theme->color.rule : theme->color.hairline,
                                    group ? theme->rule.group : theme->rule.table_row);
  canvas->tag = TAG_ARTIFACT;
  for (size_t i = 0, end; i < count; i = end + 1) {
    for (end = i; end < count && !table_covered(plan, row + 1, end); end++)
      ;
    double from = i ? plan->lanes[i].x : plan->x;
    double to = end < count && end ? plan->lanes[end - 1].x + plan->lanes[end - 1].width
                                   : plan->x + plan->width;
    if (end > i)
      draw_line(canvas, from, y, to, y, paint);
  }
}

static int compose_band(struct table_plan *plan, struct band *band, int body, int repeat, bool keep)
{
  struct galley *galley = plan->galley;
  size_t count = plan->table->column_count;
  int status = set_band(plan, band);
  struct slug *slug = slug_begin(galley, 0);
  slug->keep = keep;
  slug->repeat = repeat;
  for (size_t r = band->first; r < band->end; r++) {
    const struct row_sizes *sizes = sizes_of(band, r);
    int parent = tag_add(&galley->canvas, TAG_TR, body);
    for (size_t i = 0, span; i < count; i += span) {
      span = table_span(plan, r, i);
      if (!table_covered(plan, r, i))
        draw_cell(plan, band, r, i, span, parent);
    }
    draw_row_rule(plan, r, sizes->top + sizes->height);
  }
  slug_end(galley, band_height(band, band->first, band->end));
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

/* Where the rows end that cells which span rows hold together with ROW. */
static size_t band_end(const struct table_plan *plan, size_t row)
{
  size_t end = row + 1;
  for (; end < plan->table->row_count; end++) {
    size_t column = 0;
    while (column < plan->table->column_count && !table_covered(plan, end, column))
      column++;
    if (column == plan->table->column_count)
      break;
  }
  return end;
}

int table_compose_rows(struct table_plan *plan, int table, int repeat)
{
  int body = tag_add(&plan->galley->canvas, TAG_TBODY, table), status = 0;
  for (size_t i = 0, end; i < plan->table->row_count; i = end) {
    end = plan->covered ? band_end(plan, i) : i + 1;
    struct band band = {.first = i, .end = end};
    if (compose_band(plan, &band, body, repeat, row_keeps(plan->table, end - 1)) < 0)
      status = -1;
  }
  return status;
}
