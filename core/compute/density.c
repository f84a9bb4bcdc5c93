/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/density.h"

#include <math.h>

/* 3/pi. */
#define PEAK 0.95492965855137201461

/* The first cell whose centre is not below AT, and one after the last whose centre is not above it,
 * of CELLS that begin at FROM. */
static size_t first_cell(double at, double from, double cell, size_t cells)
{
  double index = ceil((at - from) / cell - 0.5);
  return index <= 0 ? 0 : index >= (double)cells ? cells : (size_t)index;
}

static size_t end_cell(double at, double from, double cell, size_t cells)
{
  double index = floor((at - from) / cell - 0.5) + 1;
  return index <= 0 ? 0 : index >= (double)cells ? cells : (size_t)index;
}

static void add_spot(const struct grid *grid, const struct spot *spot, double bandwidth,
                     double *density)
{
  size_t row = first_cell(spot->y - bandwidth, grid->y, grid->cell, grid->rows);
  size_t last_row = end_cell(spot->y + bandwidth, grid->y, grid->cell, grid->rows);
  size_t from = first_cell(spot->x - bandwidth, grid->x, grid->cell, grid->columns);
  size_t to = end_cell(spot->x + bandwidth, grid->x, grid->cell, grid->columns);
  double square = bandwidth * bandwidth;
  for (; row < last_row; row++) {
    double y = grid->y + ((double)row + 0.5) * grid->cell - spot->y;
    for (size_t column = from; column < to; column++) {
      double x = grid->x + ((double)column + 0.5) * grid->cell - spot->x;
      double left = 1 - (x * x + y * y) / square;
      if (left > 0)
        density[row * grid->columns + column] += spot->value * PEAK / square * left * left;
    }
  }
}

int density_find(const struct grid *grid, const struct spot *spots, size_t count, double bandwidth,
                 double *ret_density)
{
  if (!(bandwidth > 0) || !isfinite(bandwidth))
    return -1;
  for (size_t i = 0; i < grid->columns * grid->rows; i++)
    ret_density[i] = 0;
  for (size_t i = 0; i < count; i++) {
    if (isfinite(spots[i].x) && isfinite(spots[i].y) && isfinite(spots[i].value))
      add_spot(grid, &spots[i], bandwidth, ret_density);
  }
  return 0;
}
