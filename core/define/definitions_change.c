/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an indicator's funnel and its change are asked for; the words for its trend. */
#include "define/definitions.h"

#include "define/catalog.h"

static const char *const limits_words[]
  = { [FUNNEL_LIMITS_USUAL] = "usual", [FUNNEL_LIMITS_POISSON] = "poisson",
      [FUNNEL_LIMITS_BINOMIAL] = "binomial", [FUNNEL_LIMITS_OVER_DISPERSED] = "over-dispersed",
      NULL };
static const char *const adjustment_words[] = { "additive", "multiplicative", NULL };
static const char *const leave_out_words[] = { "self", "none", NULL };

#define AT(member) offsetof(struct funnel_definition, member)
static const struct field funnel_fields[] = {
  { .name = "limits", .kind = FIELD_WORD, .at = AT(limits), .words = limits_words,
    .otherwise = "usual",
    .description = "poisson and over-dispersed are for rates, binomial is for proportions; usual is "
                   "over-dispersed for a rate, and for a proportion whether its interval holds the "
                   "comparator." },
  { .name = "adjustment", .kind = FIELD_WORD, .at = AT(multiplicative), .words = adjustment_words,
    .otherwise = "additive",
    .description = "Over-dispersed limits: whether a spread between districts is added to chance, or "
                   "chance is multiplied." },
  { .name = "leave out", .kind = FIELD_WORD, .at = AT(together), .words = leave_out_words,
    .otherwise = "self",
    .description = "Over-dispersed limits: self for the spread of the other districts, none for that "
                   "of all." },
};
#undef AT
const struct schema funnel_schema
  = SCHEMA("funnel", "How far from its comparator a district may lie before it is called higher or "
                     "lower.",
           struct funnel_definition, funnel_fields);

static const char *const test_words[]
  = { [CHANGE_BY_USUAL] = "usual",   [CHANGE_BY_NONE] = "none",
      [CHANGE_BY_MONTHS] = "quasi-poisson", [CHANGE_BY_MID_P] = "mid-p",
      [CHANGE_BY_EXACT] = "exact",   [CHANGE_BY_E_TEST] = "e-test",
      [CHANGE_BY_SCORE] = "score",   [CHANGE_BY_NEWCOMBE] = "newcombe", NULL };

static const char *const change_of_words[]
  = { [CHANGE_OF_COUNTS] = "counts", [CHANGE_OF_RATES] = "rates", NULL };

#define AT(member) offsetof(struct change_definition, member)
static const struct field change_fields[] = {
  { .name = "test", .kind = FIELD_WORD, .at = AT(test), .words = test_words, .otherwise = "usual",
    .description = "newcombe is for proportions, the others are for counts and rates; usual picks by "
                   "what the source has: see docs/METHODS.md." },
  { .name = "of", .kind = FIELD_WORD, .at = AT(of), .words = change_of_words,
    .otherwise = "counts",
    .description = "rates: each count is held against its own denominator, where that changes; for "
                   "mid-p, exact, e-test and score." },
};
#undef AT
const struct schema change_schema = SCHEMA(
  "change", "How a change since an earlier period is tested.", struct change_definition,
  change_fields);

const char *const trend_words[]
  = { [TREND_BY_USUAL] = "usual", [TREND_BY_NONE] = "none", [TREND_BY_FIVE_POINTS] = "five-point",
      [TREND_BY_COCHRAN_ARMITAGE] = "cochran-armitage", NULL };
