/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An indicator's funnel, change and trend: whether the methods asked for fit it. */
#include "define/build.h"

static void misfit(struct build *build, const char *code, struct loc loc, const char *message,
                   const char *what_to_do)
{
  diag_error(build->diags, code, loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

static const char *statistic_words(const struct indicator_definition *given)
{
  static const char *const words[] = { [STATISTIC_COUNT] = "a count", [STATISTIC_RATE] = "a rate",
                                       [STATISTIC_PROPORTION] = "a proportion",
                                       [STATISTIC_GIVEN] = "a given value",
                                       [STATISTIC_MEAN] = "a mean",
                                       [STATISTIC_STANDARDISED] = "a standardised rate",
                                       [STATISTIC_RATIO] = "a ratio" };
  return given->derived ? "what a plugin computes" : words[given->statistic];
}

/* ---- funnel -------------------------------------------------------------------------------- */

static void check_funnel(struct build *build, const struct indicator_definition *given)
{
  const struct yaml_node *node = given->funnel->decoded.node;
  bool share = given->statistic == STATISTIC_PROPORTION;
  enum funnel_limits_choice limits = (enum funnel_limits_choice)given->funnel->limits;
  bool spread = limits == FUNNEL_LIMITS_OVER_DISPERSED || (limits == FUNNEL_LIMITS_USUAL && !share);
  if (given->derived || (!share && given->statistic != STATISTIC_RATE)) {
    misfit(build, "STRATA-D050", node_place(given->decoded.node, "funnel"),
           arena_printf(build->arena, "a funnel is for a rate or a proportion, not for %s",
                        statistic_words(given)),
           "remove it, or write 'statistic: rate' and 'per'");
    return;
  }
  if (share && (limits == FUNNEL_LIMITS_POISSON || limits == FUNNEL_LIMITS_OVER_DISPERSED))
    misfit(build, "STRATA-D051", node_place(node, "limits"),
           arena_printf(build->arena, "%s limits are for rates, not for a proportion",
                        limits == FUNNEL_LIMITS_POISSON ? "poisson" : "over-dispersed"),
           "write 'limits: binomial', or remove 'funnel'");
  else if (!share && limits == FUNNEL_LIMITS_BINOMIAL)
    misfit(build, "STRATA-D051", node_place(node, "limits"),
           "binomial limits are for proportions, not for a rate",
           "write 'limits: over-dispersed', or 'limits: poisson' where chance alone is at work");
  else if (!spread && (node_value(node, "adjustment") || node_value(node, "leave out")))
    misfit(build, "STRATA-D052",
           node_place(node, node_value(node, "adjustment") ? "adjustment" : "leave out"),
           "only over-dispersed limits are made from the spread of districts",
           "remove it, or write 'limits: over-dispersed'");
}

/* ---- change -------------------------------------------------------------------------------- */

static void check_change(struct build *build, const struct indicator_definition *given)
{
  struct loc loc = node_place(given->change->decoded.node, "test");
  bool share = given->statistic == STATISTIC_PROPORTION;
  enum change_choice test = (enum change_choice)given->change->test;
  bool tested = test != CHANGE_BY_NONE && test != CHANGE_BY_USUAL;
  bool counted = given->statistic == STATISTIC_COUNT || given->statistic == STATISTIC_RATE || share;
  if (tested && (given->derived || !counted))
    misfit(build, "STRATA-D053", loc,
           arena_printf(build->arena, "a change in %s cannot be tested", statistic_words(given)),
           "remove 'change': a test needs the counts behind a value");
  else if (tested && share != (test == CHANGE_BY_NEWCOMBE))
    misfit(build, "STRATA-D053", loc,
           share ? "this test compares two counts, and a proportion is one count of another"
                 : "newcombe compares two proportions",
           share ? "write 'test: newcombe', or remove 'change'" : "remove 'change', or write "
                   "'test: quasi-poisson' for years of months, 'test: mid-p' for small counts");
}

/* Rates need denominators, and a test that takes exposures. */
static void check_change_of(struct build *build, const struct indicator_definition *given)
{
  enum change_choice test = (enum change_choice)given->change->test;
  bool takes = test == CHANGE_BY_MID_P || test == CHANGE_BY_EXACT || test == CHANGE_BY_E_TEST
               || test == CHANGE_BY_SCORE;
  struct loc loc = node_place(given->change->decoded.node, "of");
  if (given->change->of != CHANGE_OF_RATES)
    return;
  if (given->derived || given->statistic != STATISTIC_RATE)
    misfit(build, "STRATA-D057", loc,
           arena_printf(build->arena, "%s has no rates to compare", statistic_words(given)),
           "remove 'of', or write 'statistic: rate' and 'per'");
  else if (!takes)
    misfit(build, "STRATA-D057", loc, "this test compares counts, and knows no denominators",
           "write 'test: mid-p', 'exact', 'e-test' or 'score', or remove 'of'");
}

/* ---- trend --------------------------------------------------------------------------------- */

static void check_trend(struct build *build, const struct indicator_definition *given)
{
  struct loc loc = node_place(given->decoded.node, "trend");
  bool share = given->statistic == STATISTIC_PROPORTION && !given->derived;
  bool no_interval = given->interval && given->interval->method == INTERVAL_NONE;
  if (given->trend == TREND_BY_COCHRAN_ARMITAGE && !share)
    misfit(build, "STRATA-D054", loc,
           arena_printf(build->arena, "cochran-armitage is for a proportion that is counted, not for %s",
                        statistic_words(given)),
           "write 'trend: five-point', or remove it");
  else if (given->trend == TREND_BY_FIVE_POINTS && share)
    misfit(build, "STRATA-D054", loc, "the five points of a proportion are tested by cochran-armitage",
           "write 'trend: cochran-armitage', or remove it");
  else if (given->trend == TREND_BY_FIVE_POINTS && !given->derived
           && (no_interval || given->statistic == STATISTIC_GIVEN
               || (given->statistic == STATISTIC_COUNT && !given->interval)))
    misfit(build, "STRATA-D055", loc, "a five-point trend weighs each year by its interval, and "
           "this indicator has none",
           "add 'interval: {method: byar}', or write 'trend: none'");
}

/* ---- all of them --------------------------------------------------------------------------- */

/* What is used where nothing is said. */
static enum trend_choice usual_trend(const struct indicator *indicator)
{
  if (indicator->interval == INTERVAL_NONE && !indicator->derived)
    return TREND_BY_NONE;
  return indicator->statistic == STATISTIC_PROPORTION && !indicator->derived
           ? TREND_BY_COCHRAN_ARMITAGE
           : TREND_BY_FIVE_POINTS;
}

void build_change(struct build *build, const struct indicator_definition *given,
                  struct indicator *indicator)
{
  if (given->funnel) {
    check_funnel(build, given);
    indicator->funnel = (struct funnel_choice) {
      (enum funnel_limits_choice)given->funnel->limits, given->funnel->multiplicative != 0,
      given->funnel->together != 0
    };
  }
  if (given->change) {
    check_change(build, given);
    check_change_of(build, given);
    indicator->change = (enum change_choice)given->change->test;
    indicator->change_of = (enum change_of)given->change->of;
    indicator->change_loc = node_place(given->change->decoded.node, "test");
  }
  check_trend(build, given);
  indicator->trend = (enum trend_choice)given->trend;
  indicator->trend_loc
    = indicator->trend == TREND_BY_FIVE_POINTS || indicator->trend == TREND_BY_COCHRAN_ARMITAGE
        ? node_place(given->decoded.node, "trend")
        : LOC_NONE;
  if (indicator->trend == TREND_BY_USUAL)
    indicator->trend = usual_trend(indicator);
}

void check_overlap(struct build *build, const struct report *report, struct loc loc)
{
  const struct edition *edition = &build->catalog->editions[report->edition_index];
  const struct edition *since = &build->catalog->editions[report->since_index];
  if (!period_overlaps(since->period, edition->period))
    return;
  diag_error(build->diags, "STRATA-D056", loc, "the years of editions '%s' and '%s' overlap",
             since->id, edition->id);
  diag_hint(build->diags,
            "a change is tested between periods that share no month: name an edition whose year ends "
            "before '%s'",
            period_code(build->arena, (struct period) { period_first(edition->period), PERIOD_MONTH }));
}
