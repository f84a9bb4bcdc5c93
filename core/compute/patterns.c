/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/patterns.h"

#include <math.h>

/* Of several equal ones the first, so that the answer does not depend on how they are found. */
static size_t next_busiest(const double *counts, size_t count, double most, size_t after,
                           size_t *ret_index)
{
  double best = 0;
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    bool left = counts[i] < most || (counts[i] == most && i > after);
    if (!left || !(counts[i] > best))
      continue;
    best = counts[i];
    *ret_index = i;
    found = 1;
  }
  return found;
}

size_t busiest_places(const double *counts, size_t count, size_t busiest, size_t *ret_indexes)
{
  double most = INFINITY;
  size_t after = 0, found = 0, index = 0;
  while (found < busiest && next_busiest(counts, count, most, after, &index)) {
    ret_indexes[found++] = after = index;
    most = counts[index];
  }
  return found;
}

int concentration_of(const double *counts, size_t count, size_t busiest,
                     struct concentration *ret_concentration)
{
  double total = 0, held = 0, most = INFINITY;
  size_t places = 0, after = 0, index = 0;
  for (size_t i = 0; i < count; i++) {
    if (!(counts[i] >= 0))
      continue;
    places++;
    total += counts[i];
  }
  if (!(total > 0) || !isfinite(total))
    return -1;
  if (busiest > places)
    busiest = places;
  for (size_t i = 0; i < busiest && next_busiest(counts, count, most, after, &index); i++) {
    after = index;
    most = counts[index];
    held += most;
  }
  *ret_concentration = (struct concentration) { places, busiest, held / total };
  return 0;
}

int concentration_of_tenth(const double *counts, size_t count,
                           struct concentration *ret_concentration)
{
  size_t places = 0;
  for (size_t i = 0; i < count; i++)
    places += counts[i] >= 0;
  return concentration_of(counts, count, (places + 9) / 10, ret_concentration);
}
