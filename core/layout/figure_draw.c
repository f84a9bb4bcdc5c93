/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure_draw.h"

/* The kinds that can be drawn. */
static const struct figure_maker *const MAKERS[] = {
  [FIGURE_BAR] = &figure_bar_maker,           [FIGURE_LINE] = &figure_line_maker,
  [FIGURE_INTERVAL] = &figure_interval_maker, [FIGURE_MAP] = &figure_map_maker,
  [FIGURE_TILES] = &figure_tiles_maker,       [FIGURE_COLUMN] = &figure_column_maker,
  [FIGURE_FUNNEL] = &figure_funnel_maker,
};

double figure_height(struct canvas *canvas, const struct figure *figure, double width)
{
  if (figure->height > 0)
    return figure->height;
  return MAKERS[figure->kind]->height(canvas, figure, width);
}

int figure_draw(struct canvas *canvas, const struct figure *figure, double x, double y,
                double width, double height, int tag, struct loc loc)
{
  int outer = canvas->tag;
  canvas->tag = tag;
  int status = MAKERS[figure->kind]->draw(canvas, figure, x, y, width, height, loc);
  canvas->tag = outer;
  return status;
}
