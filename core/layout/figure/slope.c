/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slopes: a line a row, from column to column, named at both ends with its values.  Lines that changed
 * beyond chance are in the colour of their change and carry its mark; the others are grey. */
#include "layout/figure/figure.h"
#include "layout/figure/labels.h"
#include "layout/figure/marks.h"

#include <math.h>

static const double ROW = 15, LEAST_HEIGHT = 150, HEAD = 16, FOOT = 4, GAP = 4, MARK_ROOM = 14;
static const double LEADER = 12, DOT = 2.2, TESTED = 1.6, SIMILAR = 1.0, LEAST_PLOT = 60, MARK = 3.2;

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct plot_box box;
  struct scale y;
  double missing_top; /* names of those that have no value in an outer column stand below */
};

static const struct figure_cell *cell_at(const struct figure *figure, size_t row, size_t column)
{
  return &figure->grid->cells[row * figure->grid->column_count + column];
}

static size_t last_column(const struct figure *figure)
{
  return figure->grid->column_count - 1;
}

/* How many rows have no value in COLUMN. */
static size_t count_missing(const struct figure *figure, size_t column)
{
  size_t count = 0;
  for (size_t r = 0; r < figure->row_count; r++)
    count += isfinite(cell_at(figure, r, column)->value) ? 0 : 1;
  return count;
}

static double missing_height(const struct canvas *canvas, const struct figure *figure)
{
  size_t left = count_missing(figure, 0), right = count_missing(figure, last_column(figure));
  size_t most = left > right ? left : right;
  return most ? (double)most * canvas->theme->type.chart_axis.leading + 4 : 0;
}

static double slope_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)width;
  return HEAD + fmax(LEAST_HEIGHT, ROW * (double)figure->row_count) + FOOT
         + missing_height(canvas, figure);
}

/* ---- what a row looks like ----------------------------------------------------------------- */

static bool is_tested(const struct figure_row *row)
{
  return row->change != SYMBOL_NONE && row->change != SYMBOL_SIMILAR
         && row->change != SYMBOL_NOT_AVAILABLE && row->change != SYMBOL_NOT_TESTED;
}

static struct paint line_of(const struct canvas *canvas, const struct figure_row *row)
{
  const struct theme *theme = canvas->theme;
  struct paint paint = is_tested(row)
    ? paint_stroke(symbol_color(theme, row->change), TESTED)
    : paint_stroke(row->strong ? theme->color.ink : theme->color.context_line, SIMILAR);
  paint.round_joins = true;
  return paint;
}

static struct type_style style_of(const struct canvas *canvas, const struct figure_row *row)
{
  const struct theme *theme = canvas->theme;
  struct type_style style = style_color(theme->type.chart_axis, theme->color.ink);
  return row->strong || is_tested(row) ? style_face(style, FONT_SEMIBOLD) : style;
}

/* "Blackpool 59.9" at the left, "59.9 Blackpool" at the right: the values stand by the lines. */
static const char *end_words(struct canvas *canvas, const struct figure *figure, size_t row,
                             bool right)
{
  const char *value = cell_at(figure, row, right ? last_column(figure) : 0)->text;
  const char *name = figure->rows[row].label;
  return right ? arena_printf(canvas->arena, "%s  %s", value, name)
               : arena_printf(canvas->arena, "%s  %s", name, value);
}

static double widest_end(struct canvas *canvas, const struct figure *figure, bool right)
{
  double width = 0;
  for (size_t r = 0; r < figure->row_count; r++) {
    struct type_style style = style_of(canvas, &figure->rows[r]);
    width = fmax(width, draw_width(canvas, &style, end_words(canvas, figure, r, right)));
  }
  return width;
}

static bool any_change(const struct figure *figure)
{
  for (size_t r = 0; r < figure->row_count; r++)
    if (figure->rows[r].change != SYMBOL_NONE)
      return true;
  return false;
}

/* ---- lines --------------------------------------------------------------------------------- */

static double column_x(const struct plot *plot, size_t column)
{
  double share = (double)column / (double)last_column(plot->figure);
  return plot->box.left + share * (plot->box.right - plot->box.left);
}

static void draw_row(const struct plot *plot, size_t row)
{
  struct canvas *canvas = plot->canvas;
  size_t count = plot->figure->grid->column_count;
  struct position *at = ARENA_ARRAY(canvas->arena, struct position, count);
  struct paint paint = line_of(canvas, &plot->figure->rows[row]);
  for (size_t c = 0; c < count; c++) {
    double value = cell_at(plot->figure, row, c)->value;
    at[c] = (struct position) { column_x(plot, c),
                                isfinite(value) ? scale_at(&plot->y, value) : (double)NAN };
  }
  mark_line(canvas, at, count, DOT, paint);
  for (size_t c = 0; c < count; c++)
    if (isfinite(at[c].y))
      draw_circle(canvas, at[c].x, at[c].y, DOT,
                  paint_both(canvas->theme->color.paper, paint.stroke, 1.1));
}

/* Grey lines first, so that what changed is never below them. */
static void draw_rows(const struct plot *plot)
{
  for (int tested = 0; tested < 2; tested++)
    for (size_t r = 0; r < plot->figure->row_count; r++)
      if (is_tested(&plot->figure->rows[r]) == (tested == 1))
        draw_row(plot, r);
}

/* ---- names --------------------------------------------------------------------------------- */

static void draw_end(const struct plot *plot, const struct column_label *label, bool right)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_row *row = &plot->figure->rows[label->index];
  struct type_style style = style_of(canvas, row);
  double edge = right ? plot->box.right : plot->box.left, out = right ? 1 : -1;
  double middle = label->at, base = middle + draw_cap_height(canvas, &style) / 2;
  double x = edge + out * (DOT + LEADER);
  if (fabs(middle - label->wanted) > 1)
    draw_line(canvas, edge + out * (DOT + 1), label->wanted, x - out * 2, middle,
              paint_stroke(canvas->theme->color.other_areas_tick, 0.5));
  if (right && any_change(plot->figure)) {
    if (row->change != SYMBOL_NONE)
      draw_symbol(canvas, row->change, x + MARK_ROOM / 2 - 2, middle, MARK);
    x += MARK_ROOM - 2;
  }
  draw_text(canvas, &style, x, base, right ? ALIGN_LEFT : ALIGN_RIGHT,
            end_words(canvas, plot->figure, label->index, right));
}

static int draw_ends(const struct plot *plot, bool right, struct loc loc)
{
  struct canvas *canvas = plot->canvas;
  const struct figure *figure = plot->figure;
  double leading = canvas->theme->type.chart_axis.leading, missing = plot->missing_top;
  struct column_label *labels
    = ARENA_ARRAY(canvas->arena, struct column_label, figure->row_count);
  size_t count = 0;
  for (size_t r = 0; r < figure->row_count; r++) {
    double value = cell_at(figure, r, right ? last_column(figure) : 0)->value;
    if (isfinite(value)) {
      labels[count++] = (struct column_label) { .wanted = scale_at(&plot->y, value), .index = r };
      continue;
    }
    missing += leading;
    draw_end(plot, &(struct column_label) { missing, missing, r }, right);
  }
  if (!labels_spread(labels, count, leading, plot->box.top, plot->box.bottom))
    return label_no_room(canvas, figure, "the names of its lines", loc);
  for (size_t i = 0; i < count; i++)
    draw_end(plot, &labels[i], right);
  return 0;
}

/* ---- all ----------------------------------------------------------------------------------- */

static struct scale value_scale(const struct figure *figure, struct plot_box box)
{
  double least = INFINITY, most = -INFINITY;
  for (size_t i = 0; i < figure->row_count * figure->grid->column_count; i++)
    if (isfinite(figure->grid->cells[i].value)) {
      least = fmin(least, figure->grid->cells[i].value);
      most = fmax(most, figure->grid->cells[i].value);
    }
  if (!(most > least))
    least = most - 1, most += 1;
  /* Every line carries its values: the scale has no ticks, and need not begin at zero. */
  return scale_bare(least, most, box.bottom - 4, box.top - box.bottom + 8);
}

static void draw_columns(const struct plot *plot)
{
  struct canvas *canvas = plot->canvas;
  const struct type_style *style = &canvas->theme->type.table_head;
  const struct figure_grid *grid = plot->figure->grid;
  for (size_t c = 0; c < grid->column_count; c++) {
    double x = column_x(plot, c);
    draw_line(canvas, x, plot->box.top - 2, x, plot->box.bottom + 2,
              paint_stroke(canvas->theme->color.rule, 0.5));
    enum align align = c == 0 ? ALIGN_RIGHT : c == last_column(plot->figure) ? ALIGN_LEFT : ALIGN_CENTRE;
    double shift = align == ALIGN_RIGHT ? GAP : align == ALIGN_LEFT ? -GAP : 0;
    draw_text(canvas, style, x + shift, plot->box.top - 7, align, grid->columns[c]);
  }
}

static int draw_slope(struct canvas *canvas, const struct figure *figure, double x, double y,
                      double width, double height, struct loc loc)
{
  const struct type_style *head = &canvas->theme->type.table_head;
  double marks = any_change(figure) ? MARK_ROOM : 0;
  double left = widest_end(canvas, figure, false) + LEADER + DOT;
  double right = widest_end(canvas, figure, true) + LEADER + DOT + marks;
  left = fmax(left, draw_width(canvas, head, figure->grid->columns[0]) - GAP);
  right = fmax(right, draw_width(canvas, head, figure->grid->columns[last_column(figure)]) - GAP);
  double below = missing_height(canvas, figure);
  struct plot plot = { .canvas = canvas, .figure = figure,
                       .box = { x + left, x + width - right, y + HEAD + 12,
                                y + height - FOOT - below } };
  double needed = (double)figure->row_count * canvas->theme->type.chart_axis.leading;
  if (plot.box.right - plot.box.left < LEAST_PLOT || plot.box.bottom - plot.box.top < needed) {
    diag_error(canvas->diags, "STRATA-L020", loc,
               "the lines of '%s' need %.0f points of width and %.0f of height; there are %.0f and %.0f",
               figure->title, left + right + LEAST_PLOT, needed + HEAD + 12 + FOOT + below, width,
               height);
    diag_hint(canvas->diags, "shorten the labels, or give the figure more room");
    return -1;
  }
  plot.y = value_scale(figure, plot.box);
  plot.missing_top = plot.box.bottom;
  draw_text(canvas, &canvas->theme->type.chart_axis, x, y + 8, ALIGN_LEFT, figure->unit);
  draw_columns(&plot);
  draw_rows(&plot);
  int status = draw_ends(&plot, false, loc);
  return draw_ends(&plot, true, loc) < 0 ? -1 : status;
}

const struct figure_maker figure_slope_maker = { slope_height, draw_slope, .least_share = 0.8 };
