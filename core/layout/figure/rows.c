/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/rows.h"

#include <math.h>

double rows_height(const struct figure *figure, double close, double apart, double fixed)
{
  enum { FEW_ROWS = 16, MANY_ROWS = 24 };
  static const double TIGHT = 13.6;
  bool asked_close =
      figure->height > 0 && figure->height < fixed + (double)figure->row_count * apart;
  if (figure->row_count > MANY_ROWS)
    return TIGHT;
  return figure->compact || figure->row_count > FEW_ROWS || asked_close ? close : apart;
}

struct rows_drawn rows_drawn(const struct figure *figure)
{
  size_t count = figure->part_rows ? figure->part_rows : figure->row_count;
  return (struct rows_drawn){figure->first_row, figure->first_row + count, count};
}

static const char *text_of(const struct figure_row *row, enum rows_part part)
{
  switch (part) {
  case ROWS_LABEL:
    return row->label;
  case ROWS_VALUE:
    return row->value_text;
  case ROWS_CHANGE:
    return row->change_text;
  }
  return NULL;
}

double rows_widest(struct canvas *canvas, const struct figure *figure, enum rows_part part)
{
  const struct type_style style = style_face(canvas->theme->type.chart_row, FONT_SEMIBOLD);
  double width = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    const char *text = text_of(&figure->rows[i], part);
    width = text ? fmax(width, draw_width(canvas, &style, text)) : width;
  }
  return width;
}

/* ---- heads --------------------------------------------------------------------------------- */

/* A head in two lines, of which the longer is as short as can be; it stays whole without a space. */
struct halves {
  const char *first, *second; /* second NULL: one line */
  double width;
};

static struct halves halve(struct canvas *canvas, const char *head)
{
  const struct type_style *style = &canvas->theme->type.table_head;
  struct halves best = {.first = head, .width = draw_width(canvas, style, head)};
  for (const char *space = strchr(head, ' '); space; space = strchr(space + 1, ' ')) {
    const char *first = arena_text(canvas->arena, head, (size_t)(space - head));
    double width =
        fmax(draw_width(canvas, style, first), draw_width(canvas, style, space + 1));
    if (width < best.width)
      best = (struct halves){first, space + 1, width};
  }
  return best;
}

double rows_head_width(struct canvas *canvas, const char *head)
{
  return head ? halve(canvas, head).width : 0;
}

void rows_draw_head(struct canvas *canvas, const char *head, double x, double base, double width,
                    enum align align)
{
  const struct type_style *style = &canvas->theme->type.table_head;
  if (!head)
    return;
  struct halves halves = {.first = head};
  if (draw_width(canvas, style, head) > width)
    halves = halve(canvas, head);
  if (halves.second) {
    /* The space keeps the words apart when they are spoken or copied. */
    const char *first = arena_printf(canvas->arena, "%s ", halves.first);
    double shift = align == ALIGN_RIGHT ? draw_width(canvas, style, " ") : 0;
    draw_text(canvas, style, x + shift, base - style->leading, align, first);
    draw_text(canvas, style, x, base, align, halves.second);
  } else {
    draw_text(canvas, style, x, base, align, head);
  }
}

void rows_draw_head_line(struct canvas *canvas, double x, double y, double width)
{
  const struct theme *theme = canvas->theme;
  draw_line(canvas, x, y, x + width, y,
            paint_stroke(theme->color.ink, theme->rule.table_head));
}

void rows_draw_line(struct canvas *canvas, double x, double y, double width)
{
  const struct theme *theme = canvas->theme;
  draw_line(canvas, x, y, x + width, y,
            paint_stroke(theme->color.hairline, theme->rule.table_row));
}

/* ---- room ---------------------------------------------------------------------------------- */

int rows_check_room(struct canvas *canvas, const struct figure *figure, const char *what,
                    struct rows_room room, struct loc loc)
{
  const double rounding = 0.01;
  if (room.plot >= room.least_plot && room.needed <= room.height + rounding)
    return 0;
  diag_error(canvas->diags, "STRATA-L020", loc,
             "the %s of '%s' need %.0f points of width and %.0f of height; there are %.0f and %.0f",
             what, figure->title, room.width + fmax(0, room.least_plot - room.plot), room.needed,
             room.width, room.height);
  diag_hint(canvas->diags, "shorten the labels or heads, or give the figure more room");
  return -1;
}

/* ---- long names ---------------------------------------------------------------------------- */

/* So much of a figure's width its labels may take before short names are better. */
static const double LABEL_SHARE = 0.45;

static const char *short_name(const struct catalog *catalog, const struct figure_row *row)
{
  if (!catalog || row->area < 0 || (size_t)row->area >= catalog->area_count || !row->label)
    return row->label;
  const struct area *area = &catalog->areas[row->area];
  bool named = area->short_name && area->name && strcmp(row->label, area->name) == 0;
  return named ? area->short_name : row->label;
}

const struct figure *rows_shortened(struct canvas *canvas, const struct figure *figure, double width)
{
  if (rows_widest(canvas, figure, ROWS_LABEL) <= LABEL_SHARE * width)
    return figure;
  struct figure *shortened = ARENA_NEW(canvas->arena, struct figure);
  struct figure_row *rows = ARENA_ARRAY(canvas->arena, struct figure_row, figure->row_count);
  *shortened = *figure;
  for (size_t i = 0; i < figure->row_count; i++) {
    rows[i] = figure->rows[i];
    rows[i].label = short_name(canvas->document->catalog, &rows[i]);
  }
  shortened->rows = rows;
  return shortened;
}
