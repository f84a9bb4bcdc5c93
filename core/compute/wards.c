/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/wards.h"

#include "base/cleanup.h"
#include "compute/place_model.h"

#include <math.h>

/* How the small areas of a ward, or of a district without one, stand in a period, by vintage. */
enum stand { OF_BOTH, OF_LOOKUP, OF_OTHER, STANDS };
struct gathered {
  struct sum sum;
  double per; /* the denominators by the indicator's basis */
  size_t have[STANDS], lack[STANDS];
  bool hidden;
};

static enum stand stand_of(uint16_t vintage, uint16_t lookup)
{
  return vintage == 0 ? OF_BOTH : vintage == lookup ? OF_LOOKUP : OF_OTHER;
}

static void gather(const struct view *view, struct small_figure figure, enum stand stand,
                   struct gathered *gathered)
{
  struct sum seen = figure.sum;
  if (isnan(figure.sum.value)) {
    gathered->lack[stand]++;
    return;
  }
  gathered->have[stand]++;
  gathered->sum.value += figure.sum.value;
  gathered->sum.denominator += figure.sum.denominator;
  gathered->per += figure.per;
  /* With one of its small areas hidden a ward would tell it, to who sees the others. */
  gathered->hidden |= view->protected_ && !protect_small(view->protected_, &seen);
}

/* Whether all that is in the ward was counted.  Where records are coded to the other vintage those small areas
 * must stand in for the lookup's own that were drawn anew; LOOSE of the district have no ward, and
 * may be the ones that do. */
static bool is_whole(const struct gathered *gathered, size_t loose)
{
  const size_t *have = gathered->have, *lack = gathered->lack;
  if (lack[OF_BOTH])
    return false;
  if (!lack[OF_LOOKUP])
    return !have[OF_OTHER] && have[OF_BOTH] + have[OF_LOOKUP];
  return !have[OF_LOOKUP] && have[OF_OTHER] && !lack[OF_OTHER] && !loose;
}

static struct ward_result no_result(enum status status, const char *reason)
{
  return (struct ward_result) { .status = status, .reason = reason, .numerator = NAN,
                                .denominator = NAN, .value = NAN, .lower = NAN, .upper = NAN,
                                .method = "" };
}

static struct ward_result result_of(const struct view *view, const struct gathered *gathered,
                                    size_t loose)
{
  struct sum sum = gathered->sum;
  if (view->indicator->statistic == STATISTIC_GIVEN || view->ones)
    return no_result(STATUS_NOT_APPLICABLE, "Values and means of neighbourhoods do not add up to a ward's");
  if (!is_whole(gathered, loose))
    return no_result(STATUS_UNAVAILABLE, "Not known for all of its neighbourhoods");
  bool seen = !view->protected_ || (!gathered->hidden && protect_small(view->protected_, &sum));
  if (!seen || (view->protected_ && view->basis == DENOMINATOR_SAME_PERIOD))
    return no_result(STATUS_SUPPRESSED, "Not shown of areas as small as this");
  struct figure figure = { .numerator = sum.value, .denominator = NAN, .value = sum.value };
  if (view->basis != DENOMINATOR_NONE) {
    figure.denominator = view->basis == DENOMINATOR_BESIDE ? sum.denominator : gathered->per;
    figure = figure_divided(view, figure);
  }
  if (view->indicator->standard && figure.status == STATUS_PUBLISHED)
    figure = (struct figure) { .status = STATUS_NOT_APPLICABLE, .numerator = sum.value,
                               .reason = "Not standardised by age for wards",
                               .denominator = figure.denominator, .value = NAN };
  struct ward_result ret = no_result(figure.status, figure.reason);
  ret.numerator = figure.numerator;
  ret.denominator = figure.denominator;
  ret.value = figure.value;
  ret.small_areas = gathered->have[OF_BOTH] + gathered->have[OF_LOOKUP] + gathered->have[OF_OTHER];
  if (figure.status != STATUS_PUBLISHED)
    return ret;
  struct result own = { .numerator = ret.numerator, .denominator = ret.denominator,
                        .value = ret.value };
  find_own_interval(view, &own);
  ret.lower = own.lower;
  ret.upper = own.upper;
  ret.method = own.method;
  return ret;
}

size_t results_wards(const struct results *results, int indicator, int area, struct period period,
                     struct ward_result *ret)
{
  auto_arena struct arena *scratch = arena_new();
  const struct facts *facts = results->facts;
  const struct view *view = &results->views[indicator];
  bool supplied = is_supplied(results, view, area, period);
  uint16_t lookup = vintage_of_wards(facts->small_areas, facts->small_area_count);
  struct gathered *wards = ARENA_ARRAY(scratch, struct gathered, facts->ward_count);
  struct gathered *loose
    = ARENA_ARRAY(scratch, struct gathered, results->catalog->district_count);
  size_t without = 0;
  for (size_t i = 0; i < facts->small_area_count && supplied; i++) {
    const struct small_area *small = &facts->small_areas[i];
    if (!lies_in(results->catalog, small->district, area))
      continue;
    struct gathered *into
      = small->ward == NO_INDEX ? &loose[small->district] : &wards[small->ward];
    struct small_figure figure = small_figure_of(results, view, i, period);
    gather(view, figure, stand_of(small->vintage, lookup), into);
    without += small->ward == NO_INDEX && !isnan(figure.sum.value);
  }
  for (size_t i = 0; i < facts->ward_count; i++) {
    int district = facts->wards[i].district;
    const struct gathered *rest = &loose[district];
    if (!lies_in(results->catalog, district, area))
      ret[i] = no_result(STATUS_NOT_APPLICABLE, "It is not in this area");
    else if (!supplied)
      ret[i] = no_result(STATUS_UNAVAILABLE, "Not supplied for the period");
    else
      ret[i] = result_of(view, &wards[i],
                         rest->have[OF_BOTH] + rest->have[OF_LOOKUP] + rest->have[OF_OTHER]);
  }
  return without;
}
