/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure_draw.h"

/* The kinds that can be drawn. */
static const struct figure_maker *const MAKERS[] = {
    [FIGURE_BAR] = NULL, [FIGURE_LINE] = NULL,  [FIGURE_INTERVAL] = NULL,
    [FIGURE_MAP] = NULL, [FIGURE_TILES] = NULL, [FIGURE_COLUMN] = NULL,
};

double figure_height(struct canvas *canvas, const struct figure *figure, double width)
{
  if (figure->height > 0)
    return figure->height;
  const struct figure_maker *maker = MAKERS[figure->kind];
  return maker ? maker->height(canvas, figure, width) : width / 2;
}

int figure_draw(struct canvas *canvas, const struct figure *figure, double x, double y,
                double width, double height, int tag, struct loc loc)
{
  int outer = canvas->tag;
  canvas->tag = tag;
  const struct figure_maker *maker = MAKERS[figure->kind];
  int status = 0;
  if (maker)
    status = maker->draw(canvas, figure, x, y, width, height, loc);
  else
    draw_rect(canvas, x, y, width, height, paint_fill(canvas->theme->color.missing));
  canvas->tag = outer;
  return status;
}
