/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/figure.h"

static const struct figure_maker *const MAKERS[] = {
#define FIGURE_MAKER(NAME, name, ...) [FIGURE_##NAME] = &figure_##name##_maker,
  FIGURE_KINDS(FIGURE_MAKER)
#undef FIGURE_MAKER
};

double figure_least_share(enum figure_kind kind)
{
  double share = MAKERS[kind]->least_share;
  return share > 0 ? share : 1;
}

double figure_row_height(const struct figure *figure)
{
  const struct figure_maker *maker = MAKERS[figure->kind];
  return maker->row_height && figure->height <= 0 ? maker->row_height(figure) : 0;
}

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
