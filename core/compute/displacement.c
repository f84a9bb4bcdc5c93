/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/displacement.h"

#include <math.h>
#include <stdbool.h>

static double weight(double given)
{
  return given == 0 ? 1 : given;
}

/* What happened in a place, and the variance of that. */
struct difference {
  double estimate, variance;
};

static struct difference difference_of(const struct before_after *place,
                                       const struct displacement_design *design)
{
  double before = weight(place->size) * weight(design->time_before);
  double after = weight(place->size) * weight(design->time_after);
  return (struct difference) {
    place->after / after - place->before / before,
    place->after / (after * after) + place->before / (before * before),
  };
}

static bool is_place(const struct before_after *place)
{
  return place->before >= 0 && place->after >= 0 && isfinite(place->before)
         && isfinite(place->after) && place->size >= 0 && isfinite(place->size);
}

static bool is_design(const struct displacement_design *design)
{
  return is_place(&design->treated) && is_place(&design->control)
         && is_place(&design->beside_treated) && is_place(&design->beside_control)
         && design->time_before >= 0 && design->time_after >= 0 && isfinite(design->time_before)
         && isfinite(design->time_after);
}

int displacement_of(const struct displacement_design *design, double level,
                    struct displacement *ret)
{
  double z = normal_deviate(level);
  if (!is_design(design) || isnan(z))
    return -1;
  struct difference treated = difference_of(&design->treated, design);
  struct difference control = difference_of(&design->control, design);
  struct difference beside_treated = difference_of(&design->beside_treated, design);
  struct difference beside_control = difference_of(&design->beside_control, design);
  double local_variance = treated.variance + control.variance;
  double beside_variance = beside_treated.variance + beside_control.variance;
  struct displacement found = {
    .local = treated.estimate - control.estimate, .local_error = sqrt(local_variance),
    .beside = beside_treated.estimate - beside_control.estimate,
    .beside_error = sqrt(beside_variance),
  };
  found.total = found.local + found.beside;
  found.total_error = sqrt(local_variance + beside_variance);
  if (!(found.total_error > 0) || !isfinite(found.total_error))
    return -1;
  found.z = found.total / found.total_error;
  found.interval = (struct interval) { found.total - z * found.total_error,
                                       found.total + z * found.total_error };
  *ret = found;
  return 0;
}
