/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Protected figures: what core/disclose has decided of figures, as core/compute works from it.
 *
 * Results that are protected work everything out from what is published: a hidden figure is
 * suppressed and its numbers are NaN, a rounded count is rounded before anything is made of it.  So
 * ranks, comparisons, intervals, changes, series and small areas can give away no more than the
 * figures themselves do, whatever is added to core/compute.  Which figures are hidden is decided
 * before: nothing here looks at a count to decide.
 */
#ifndef STRATA_COMPUTE_PROTECTED_H
#define STRATA_COMPUTE_PROTECTED_H

#include "compute/results.h"
#include "compute/standardised.h"

enum hiding {
  HIDING_NONE,
  HIDING_COUNT,    /* small, or it would give a small one away: nobody is told which */
  HIDING_WITHHELD, /* whatever it is: not published of such areas */
};

/* Of one indicator. */
struct protected_indicator {
  bool any;      /* it is protected at all; if not, nothing below is looked at */
  bool withheld; /* the audience has nothing of it, as if there were no source */
  bool hides;    /* something may be hidden, not only rounded */
  /* enum hiding by [area][months from first_month] for months, then the same for the twelve months
   * that end with each.  What a period outside holds is hidden. */
  int32_t first_month;
  size_t month_count;
  const unsigned char *months, *years;
  const uint16_t *base, *denominator_base; /* one an area; 1: not rounded */

  /* Small areas: all hidden, or each by its own count. */
  bool small_hidden;
  int small_least, small_most; /* counts from, to that are hidden; most 0: none */
  bool small_zeros_hidden;
  int small_base;
};

struct protected_figures {
  const struct protected_indicator *at; /* one an indicator of the catalog */
};

/* RESULTS under PROTECTED, which must live as long; the same arena rules as results_with. */
const struct results *results_protected(struct arena *arena, const struct results *results,
                                        const struct protected_figures *protected_);

/* The counts behind a figure, for those who decide. */
struct bare_figure {
  double numerator, denominator; /* NaN: not known, or none */
};

/* Whether the denominator of INDICATOR is a count of the same kind, not a population. */
bool results_divides_counts(const struct results *results, int indicator);

/* Of INDICATOR for AREA in PERIOD; false when nothing would be published of it in any case. */
bool results_bare(const struct results *results, int indicator, int area, struct period period,
                  struct bare_figure *ret_figure);

/* Ages that are counted together, of what is standardised. */
struct age_band {
  const bool *wanted;        /* of the events' categories */
  struct stratum own, of_reference; /* the area's; the reference's, where there is one */
};

/* The bands of INDICATOR for AREA in PERIOD, of which RET has room for ESP2013_BANDS; how many they are: 0 when
 * nothing is standardised, or there is no figure.  The counts are true ones. */
size_t results_age_bands(const struct results *results, int indicator, int area,
                         struct period period, struct age_band *ret);

/* Whether RESULTS hide or round anything of INDICATOR. */
bool results_are_protected(const struct results *results, int indicator);

/* To what RESULTS round the counts of INDICATOR for AREA; 1: to nothing. */
int results_base(const struct results *results, int indicator, int area);

/* To what they round what INDICATOR divides by. */
int results_divisor_base(const struct results *results, int indicator, int area);

/* What PROTECTED decides of AREA in PERIOD. */
enum hiding protected_hides(const struct protected_indicator *protected_, int area,
                             struct period period);

/* The sentence that a reader gets. */
const char *hiding_reason(enum hiding hiding);

#endif
