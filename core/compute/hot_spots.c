/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/hot_spots.h"

#include "compute/distributions.h"

#include <math.h>
#include <stdbool.h>

/* ---- order --------------------------------------------------------------------------------- */

/* Puts ORDER, indexes of KEYS, in falling order, equal ones by index (qsort's comparison cannot see
 * the keys). */
static void order_falling(const double *keys, size_t *order, size_t count)
{
  for (size_t gap = count / 2; gap > 0; gap /= 2) {
    for (size_t i = gap; i < count; i++) {
      size_t moved = order[i], at = i;
      while (at >= gap
             && (keys[order[at - gap]] < keys[moved]
                 || (keys[order[at - gap]] <= keys[moved] && order[at - gap] > moved))) {
        order[at] = order[at - gap];
        at -= gap;
      }
      order[at] = moved;
    }
  }
}

/* ---- Gi* ----------------------------------------------------------------------------------- */

static bool is_spot(const struct spot *spot)
{
  return isfinite(spot->x) && isfinite(spot->y) && isfinite(spot->value);
}

static bool are_near(const struct spot *a, const struct spot *b, double distance)
{
  double x = a->x - b->x, y = a->y - b->y;
  return x * x + y * y <= distance * distance;
}

static void add_if_near(const struct spot *spot, const struct spot *other, double distance,
                        double *sum, double *near)
{
  if (!are_near(spot, other, distance))
    return;
  *sum += other->value;
  *near += 1;
}

/* The spots that are known, from west to east, so that neighbours are not far from each other.  KEYS has
 * room for COUNT. */
static size_t order_eastwards(const struct spot *spots, size_t count, size_t *order, double *keys)
{
  size_t known = 0;
  for (size_t i = 0; i < count; i++) {
    keys[i] = -spots[i].x;
    if (is_spot(&spots[i]))
      order[known++] = i;
  }
  order_falling(keys, order, known);
  return known;
}

enum hot_spots_status hot_spots_gi(const struct spot *spots, size_t count, double distance,
                                   size_t *work, double *ret_z)
{
  double n = 0, mean = 0, squares = 0;
  for (size_t i = 0; i < count; i++) {
    n += is_spot(&spots[i]);
    mean += is_spot(&spots[i]) ? spots[i].value : 0;
  }
  if (n < HOT_SPOTS_LEAST_PLACES)
    return HOT_SPOTS_FEW_PLACES;
  mean /= n;
  for (size_t i = 0; i < count; i++)
    squares += is_spot(&spots[i]) ? (spots[i].value - mean) * (spots[i].value - mean) : 0;
  double deviation = sqrt(squares / n);
  if (!(deviation > 1e-12 * fabs(mean)))
    return HOT_SPOTS_ALL_EQUAL;
  size_t known = order_eastwards(spots, count, work, ret_z);
  for (size_t i = 0; i < count; i++)
    ret_z[i] = NAN;
  for (size_t at = 0; at < known; at++) {
    const struct spot *spot = &spots[work[at]];
    double sum = 0, near = 0;
    for (size_t k = at; k > 0 && spot->x - spots[work[k - 1]].x <= distance; k--)
      add_if_near(spot, &spots[work[k - 1]], distance, &sum, &near);
    for (size_t k = at; k < known && spots[work[k]].x - spot->x <= distance; k++)
      add_if_near(spot, &spots[work[k]], distance, &sum, &near);
    if (near < n)
      ret_z[work[at]]
        = (sum - mean * near) / (deviation * sqrt((n * near - near * near) / (n - 1)));
  }
  return HOT_SPOTS_SOUND;
}

void hot_spots_p(const double *z, size_t count, double *ret_p)
{
  for (size_t i = 0; i < count; i++)
    ret_p[i] = 2 * normal_upper(fabs(z[i]));
}

void false_discovery(const double *p, size_t count, size_t *work, double *ret_adjusted)
{
  size_t tests = 0;
  double least = 1;
  for (size_t i = 0; i < count; i++) {
    ret_adjusted[i] = NAN;
    if (!isnan(p[i]))
      work[tests++] = i;
  }
  order_falling(p, work, tests);
  for (size_t i = 0; i < tests; i++) {
    double adjusted = p[work[i]] * (double)tests / (double)(tests - i);
    least = fmin(least, adjusted);
    ret_adjusted[work[i]] = least;
  }
}

/* ---- a grid -------------------------------------------------------------------------------- */

int grid_over(const struct spot *spots, size_t count, double cell, size_t most_cells,
              struct grid *ret)
{
  double west = INFINITY, south = INFINITY, east = -INFINITY, north = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    if (!is_spot(&spots[i]))
      continue;
    west = fmin(west, spots[i].x);
    east = fmax(east, spots[i].x);
    south = fmin(south, spots[i].y);
    north = fmax(north, spots[i].y);
  }
  if (!(cell > 0) || !isfinite(west) || !isfinite(cell))
    return -1;
  west = floor(west / cell);
  south = floor(south / cell);
  double columns = floor(east / cell) - west + 1, rows = floor(north / cell) - south + 1;
  if (!(columns * rows <= (double)most_cells))
    return -1;
  *ret = (struct grid) { west * cell, south * cell, cell, (size_t)columns, (size_t)rows };
  return 0;
}

void grid_count(const struct grid *grid, const struct spot *spots, size_t count,
                struct spot *ret_cells)
{
  for (size_t row = 0; row < grid->rows; row++) {
    for (size_t column = 0; column < grid->columns; column++)
      ret_cells[row * grid->columns + column]
        = (struct spot) { grid->x + ((double)column + 0.5) * grid->cell,
                          grid->y + ((double)row + 0.5) * grid->cell, 0 };
  }
  for (size_t i = 0; i < count; i++) {
    if (!is_spot(&spots[i]))
      continue;
    double column = floor((spots[i].x - grid->x) / grid->cell);
    double row = floor((spots[i].y - grid->y) / grid->cell);
    if (column >= 0 && row >= 0 && column < (double)grid->columns && row < (double)grid->rows)
      ret_cells[(size_t)row * grid->columns + (size_t)column].value += spots[i].value;
  }
}

/* ---- prediction ---------------------------------------------------------------------------- */

static bool comes_before(const struct foretold *a, const struct foretold *b, bool best)
{
  double of_a = (best ? a->observed : a->predicted) / a->size;
  double of_b = (best ? b->observed : b->predicted) / b->size;
  return of_a > of_b || (!best && of_a >= of_b && a->observed < b->observed);
}

/* Events and size of the TAKEN places that come first. */
static struct foretold take(const struct foretold *places, size_t count, size_t taken, bool best,
                            size_t *order)
{
  struct foretold sum = { 0 };
  size_t kept = 0; /* in order: those that come first so far */
  for (size_t i = 0; i < count; i++) {
    if (kept == taken && !comes_before(&places[i], &places[order[kept - 1]], best))
      continue;
    size_t at = kept < taken ? kept++ : kept - 1;
    for (; at > 0 && comes_before(&places[i], &places[order[at - 1]], best); at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
  for (size_t i = 0; i < taken; i++) {
    sum.predicted += places[order[i]].predicted;
    sum.observed += places[order[i]].observed;
    sum.size += places[order[i]].size;
  }
  return sum;
}

int prediction_find(const struct foretold *places, size_t count, size_t taken, size_t *order,
                    struct prediction *ret)
{
  double events = 0, size = 0;
  for (size_t i = 0; i < count; i++) {
    if (!(places[i].predicted >= 0 && places[i].observed >= 0 && places[i].size > 0))
      return -1;
    events += places[i].observed;
    size += places[i].size;
  }
  if (taken < 1 || taken > count || !(events > 0) || !isfinite(events) || !isfinite(size))
    return -1;
  struct foretold chosen = take(places, count, taken, false, order);
  struct foretold best = take(places, count, taken, true, order);
  double accuracy = (chosen.observed / events) / (chosen.size / size);
  *ret = (struct prediction) {
    .accuracy = accuracy,
    .efficiency = accuracy / ((best.observed / events) / (best.size / size)),
    .recovery = chosen.observed > 0 ? chosen.predicted / chosen.observed : (double)NAN,
  };
  return 0;
}

/* ---- repeat locations ---------------------------------------------------------------------- */

int repeats_find(const double *counts, size_t count, double *work, struct repeats *ret)
{
  struct repeats repeats = { 0 };
  double at_repeats = 0, held = 0;
  for (size_t i = 0; i < count; i++) {
    if (isnan(counts[i]))
      continue;
    if (counts[i] < 0 || floor(counts[i]) != counts[i] || isinf(counts[i]))
      return -1;
    if (counts[i] == 0)
      continue;
    work[repeats.locations++] = counts[i];
    repeats.incidents += counts[i];
    repeats.repeated += counts[i] >= 2;
    at_repeats += counts[i] >= 2 ? counts[i] : 0;
  }
  if (repeats.locations == 0)
    return -1;
  for (size_t i = 0; i < repeats.locations; i++) {
    size_t most = i;
    for (size_t j = i + 1; j < repeats.locations; j++)
      most = work[j] > work[most] ? j : most;
    double busiest = work[most];
    work[most] = work[i];
    work[i] = busiest;
    if (held < repeats.incidents / 2)
      repeats.half = i + 1;
    else
      break;
    held += busiest;
  }
  repeats.at_repeats = at_repeats / repeats.incidents;
  repeats.repeat_events = (repeats.incidents - (double)repeats.locations) / repeats.incidents;
  *ret = repeats;
  return 0;
}
