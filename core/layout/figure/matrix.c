/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scanning matrix: each item stands in the cell of its likelihood and impact, by name.  Items of one
 * cell stand below each other, and a row is as high as its fullest cell: names never collide. */
#include "layout/contrast.h"
#include "layout/figure/labels.h"
#include "layout/figure/marks.h"
#include "layout/figure/rows.h"

#include <math.h>

static const double LEAST_ROW = 34, HEAD = 14, FOOT = 30, GAP = 6, PAD = 4, APART = 2, KEY_GAP = 4;
static const double SYMBOL_ROOM = 10, SYMBOL = 3.2, LINE = 1, LEAST_CELL = 44, CORNER = 11;

enum { BANDS = 4 };

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  double x, width, left, cell; /* where cells begin, and how wide they are */
  double *rows;                /* how high each likelihood's row is */
  double below;                /* what stands below the matrix */
};

static const struct figure_matrix *matrix_of(const struct plot *plot)
{
  return plot->figure->matrix;
}

static bool is_placed(const struct figure *figure, size_t row)
{
  return figure->matrix->likelihood[row] >= 0 && figure->matrix->impact[row] >= 0;
}

/* ---- words in lines ------------------------------------------------------------------------ */

/* TEXT in lines no wider than WIDTH, from base line Y down when DRAWN; how many lines.  0: a word is
 * wider than that. */
static size_t set_lines(struct canvas *canvas, const struct type_style *style, const char *text,
                        double x, double y, double width, bool drawn)
{
  size_t lines = 0;
  while (*text) {
    size_t taken = 0, len = strlen(text);
    for (size_t end = 1; end <= len; end++)
      if (end == len || text[end] == ' ') {
        if (draw_width(canvas, style, arena_text(canvas->arena, text, end)) > width)
          break;
        taken = end;
      }
    if (taken == 0)
      return 0;
    /* The space keeps the words apart when they are spoken or copied. */
    if (drawn)
      draw_text(canvas, style, x, y + (double)lines * style->leading, ALIGN_LEFT,
                arena_text(canvas->arena, text, taken + (text[taken] == ' ')));
    text += taken + (text[taken] == ' ');
    lines++;
  }
  return lines;
}

/* ---- what stands in a cell ----------------------------------------------------------------- */

static struct type_style item_style(const struct canvas *canvas, const struct figure_row *row,
                                    struct color fill)
{
  struct type_style style = style_color(canvas->theme->type.chart_axis, color_on(canvas->theme, fill));
  return row->strong ? style_face(style, FONT_SEMIBOLD) : style;
}

/* The height of ROW's name; 0: a word of it is wider than its cell. */
static double item_height(const struct plot *plot, size_t row)
{
  const struct figure_row *at = &plot->figure->rows[row];
  struct type_style style = item_style(plot->canvas, at, plot->canvas->theme->color.paper);
  double sign = at->change != SYMBOL_NONE ? SYMBOL_ROOM : 0;
  size_t lines = set_lines(plot->canvas, &style, at->label, 0, 0, plot->cell - 2 * PAD - sign, false);
  return lines ? (double)lines * style.leading + APART : 0;
}

/* Heights of rows, from their fullest cells.  The first name without room; row_count: all have it. */
static size_t measure_rows(const struct plot *plot)
{
  const struct figure_matrix *matrix = matrix_of(plot);
  size_t count = plot->figure->row_count;
  for (size_t l = 0; l < matrix->likelihood_count; l++) {
    plot->rows[l] = LEAST_ROW;
    for (size_t m = 0; m < matrix->impact_count; m++) {
      double taken = CORNER + PAD;
      for (size_t r = 0; r < count; r++) {
        if (matrix->likelihood[r] != (int)l || matrix->impact[r] != (int)m)
          continue;
        double height = item_height(plot, r);
        if (height <= 0)
          return r;
        taken += height;
      }
      plot->rows[l] = fmax(plot->rows[l], taken);
    }
  }
  return count;
}

/* ---- shades -------------------------------------------------------------------------------- */

static size_t score_at(size_t likelihood, size_t impact)
{
  return (likelihood + 1) * (impact + 1);
}

/* Which quarter of the greatest score SCORE is in. */
static size_t band_of(const struct figure_matrix *matrix, size_t score)
{
  size_t most = matrix->likelihood_count * matrix->impact_count;
  size_t band = (score * BANDS + most - 1) / most;
  return band ? band - 1 : 0;
}

static struct color band_color(const struct theme *theme, size_t band)
{
  return band ? theme->color.map_classes[band - 1] : theme->color.paper;
}

static double key(const struct plot *plot, double y, bool measure)
{
  const struct figure_matrix *matrix = matrix_of(plot);
  const struct theme *theme = plot->canvas->theme;
  struct key_entry entries[BANDS];
  size_t count = 0;
  for (size_t band = 0; band < BANDS; band++) {
    size_t least = 0, most = 0;
    for (size_t l = 0; l < matrix->likelihood_count; l++)
      for (size_t m = 0; m < matrix->impact_count; m++) {
        size_t score = score_at(l, m);
        if (band_of(matrix, score) != band)
          continue;
        least = !least || score < least ? score : least;
        most = score > most ? score : most;
      }
    if (most)
      entries[count++] = (struct key_entry) {
        .paint = paint_both(band_color(theme, band), theme->color.map_outline, 0.5),
        .words = least == most
          ? arena_printf(plot->canvas->arena, "score %zu", least)
          : arena_printf(plot->canvas->arena, "score %zu to %zu", least, most) };
  }
  return guide_key(plot->canvas, entries, count, plot->left, y, plot->x + plot->width - plot->left,
                   measure);
}

/* ---- drawing ------------------------------------------------------------------------------- */

static void draw_items(const struct plot *plot, size_t likelihood, size_t impact, double x, double y,
                       struct color fill)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_matrix *matrix = matrix_of(plot);
  double at = y + CORNER;
  for (size_t r = 0; r < plot->figure->row_count; r++) {
    if (matrix->likelihood[r] != (int)likelihood || matrix->impact[r] != (int)impact)
      continue;
    const struct figure_row *row = &plot->figure->rows[r];
    struct type_style style = item_style(canvas, row, fill);
    double sign = row->change != SYMBOL_NONE ? SYMBOL_ROOM : 0, base = at + style.size;
    if (sign > 0)
      draw_plain_symbol(canvas, row->change, x + PAD + SYMBOL, base - draw_cap_height(canvas, &style) / 2,
                        SYMBOL, style.color);
    set_lines(canvas, &style, row->label, x + PAD + sign, base, plot->cell - 2 * PAD - sign, true);
    at += item_height(plot, r);
  }
}

static void draw_cell(const struct plot *plot, size_t likelihood, size_t impact, double y)
{
  struct canvas *canvas = plot->canvas;
  const struct theme *theme = canvas->theme;
  size_t score = score_at(likelihood, impact);
  double x = plot->left + (double)impact * plot->cell;
  struct color fill = band_color(theme, band_of(matrix_of(plot), score));
  mark_cell(canvas, x, y, plot->cell - LINE, plot->rows[likelihood] - LINE,
            paint_both(fill, theme->color.map_outline, 0.5), STATUS_PUBLISHED);
  struct type_style style = style_color(theme->type.chart_axis, color_on(theme, fill));
  draw_text(canvas, &style, x + plot->cell - LINE - PAD, y + 9, ALIGN_RIGHT,
            arena_printf(canvas->arena, "%zu", score));
  draw_items(plot, likelihood, impact, x, y, fill);
}

/* Those that nobody has judged, in words below the matrix. */
static const char *unplaced_words(const struct plot *plot)
{
  struct strbuf words = STRBUF(plot->canvas->arena);
  for (size_t r = 0; r < plot->figure->row_count; r++)
    if (!is_placed(plot->figure, r))
      strbuf_printf(&words, "%s%s", words.len ? ", " : "[x] Not placed: ", plot->figure->rows[r].label);
  return words.len ? strbuf_text(&words) : NULL;
}

static double unplaced_height(const struct plot *plot)
{
  const char *words = unplaced_words(plot);
  const struct type_style *style = &plot->canvas->theme->type.chart_axis;
  if (!words)
    return 0;
  return (double)set_lines(plot->canvas, style, words, 0, 0, plot->width, false) * style->leading;
}

static double label_width(struct canvas *canvas, const struct figure *figure)
{
  double width = draw_width(canvas, &canvas->theme->type.table_head, figure->unit);
  for (size_t l = 0; l < figure->matrix->likelihood_count; l++)
    width = fmax(width, draw_width(canvas, &canvas->theme->type.chart_row,
                                   figure->matrix->likelihoods[l]));
  return width + GAP;
}

/* Where all stands in WIDTH from X on, and the first name without room. */
static struct plot plan(struct canvas *canvas, const struct figure *figure, double x, double width,
                        size_t *ret_without)
{
  struct plot plot = { .canvas = canvas, .figure = figure, .x = x, .width = width };
  plot.left = x + label_width(canvas, figure);
  plot.cell = (x + width - plot.left) / (double)figure->matrix->impact_count;
  plot.rows = ARENA_ARRAY(canvas->arena, double, figure->matrix->likelihood_count);
  plot.below = FOOT + key(&plot, 0, true) + KEY_GAP + unplaced_height(&plot);
  *ret_without = measure_rows(&plot);
  return plot;
}

static double plot_height(const struct plot *plot)
{
  double height = HEAD + plot->below;
  for (size_t l = 0; l < matrix_of(plot)->likelihood_count; l++)
    height += plot->rows[l];
  return height;
}

static double matrix_height(struct canvas *canvas, const struct figure *figure, double width)
{
  size_t without;
  struct plot plot = plan(canvas, figure, 0, width, &without);
  return plot_height(&plot);
}

static int draw_matrix(struct canvas *canvas, const struct figure *figure, double x, double y,
                       double width, double height, struct loc loc)
{
  const struct figure_matrix *matrix = figure->matrix;
  const struct theme *theme = canvas->theme;
  size_t without;
  struct plot plot = plan(canvas, figure, x, width, &without);
  double widest = LEAST_CELL;
  for (size_t m = 0; m < matrix->impact_count; m++)
    widest = fmax(widest, draw_width(canvas, &theme->type.chart_row, matrix->impacts[m]) + GAP);
  if (without < figure->row_count)
    return label_no_room(canvas, figure,
                         arena_printf(canvas->arena, "the name '%s'", figure->rows[without].label), loc);
  struct rows_room room = { plot.cell * (double)matrix->impact_count,
                            widest * (double)matrix->impact_count, width, height, plot_height(&plot) };
  if (rows_check_room(canvas, figure, "cells", room, loc) < 0)
    return -1;
  double more = (height - room.needed) / (double)matrix->likelihood_count, top = y + HEAD;
  draw_text(canvas, &theme->type.table_head, x, y + 8, ALIGN_LEFT, figure->unit);
  for (size_t l = matrix->likelihood_count; l-- > 0;) {
    plot.rows[l] += more;
    draw_text(canvas, &theme->type.chart_row, x, top + plot.rows[l] / 2 + 3, ALIGN_LEFT,
              matrix->likelihoods[l]);
    for (size_t m = 0; m < matrix->impact_count; m++)
      draw_cell(&plot, l, m, top);
    top += plot.rows[l];
  }
  for (size_t m = 0; m < matrix->impact_count; m++)
    draw_text(canvas, &theme->type.chart_row, plot.left + ((double)m + 0.5) * plot.cell, top + 10,
              ALIGN_CENTRE, matrix->impacts[m]);
  draw_text(canvas, &theme->type.table_head, plot.left, top + 22, ALIGN_LEFT, matrix->impact_title);
  double key_bottom = top + FOOT + key(&plot, top + FOOT, false) + KEY_GAP;
  const char *words = unplaced_words(&plot);
  if (words)
    set_lines(canvas, &theme->type.chart_axis, words, x, key_bottom + theme->type.chart_axis.size, width,
              true);
  return 0;
}

const struct figure_maker figure_matrix_maker = { matrix_height, draw_matrix };
