/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means, standardised rates and ratios: whether what an indicator says of them fits together. */
#include "define/build.h"

static bool is_standardised(int statistic)
{
  return statistic == STATISTIC_STANDARDISED || statistic == STATISTIC_RATIO;
}

static void misfit(struct build *build, struct loc loc, const char *message, const char *what_to_do)
{
  diag_error(build->diags, "STRATA-D040", loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

static void lacks(struct build *build, const struct indicator_definition *given, const char *key,
                  const char *why)
{
  diag_error(build->diags, "STRATA-D010", given->decoded.node->loc, "this indicator has no '%s'",
             key);
  diag_hint(build->diags, "%s", why);
}

/* Records say that something happened: no value of theirs has a mean, and no age is told. */
static bool counts_records(const struct build *build, const char *measure)
{
  int source = measure ? names_find(&build->measures, measure) : NO_INDEX;
  enum reader reader = source == NO_INDEX ? READER_TIDY : build->catalog->sources[source].reader;
  return reader == READER_STREET || reader == READER_STREET_COUNTS;
}

static void check_standard(struct build *build, const struct indicator_definition *given)
{
  const struct standard_definition *standard = given->standard;
  const struct yaml_node *node = standard->decoded.node;
  bool ratio = given->statistic == STATISTIC_RATIO, population = node_value(node, "population");
  if (!is_standardised(given->statistic))
    misfit(build, node_place(given->decoded.node, "standard"),
           "only a standardised rate or a ratio has a 'standard'",
           "remove it, or write 'statistic: standardised'");
  else if (population && (standard->area || ratio))
    misfit(build, node_place(node, "population"),
           ratio ? "a ratio compares with the rates of an area, not with a standard population"
                 : "either a standard population or the rates of an area, not both",
           ratio ? "write 'area' and the id or code of the area, or 'statistic: standardised'"
                 : "remove 'population' for an indirectly standardised rate, or 'area' for a "
                   "directly standardised one");
  else if (standard->repeat_events && (standard->area || ratio))
    misfit(build, node_place(node, "repeat events"),
           "repeat events are for directly standardised rates only",
           "remove the key, or write 'population: esp2013' in place of 'area'");
}

void check_standardised(struct build *build, const struct indicator_definition *given)
{
  struct loc statistic = node_place(given->decoded.node, "statistic");
  if (given->standard)
    check_standard(build, given);
  else if (is_standardised(given->statistic) && !given->decoded.flawed)
    lacks(build, given, "standard",
          "say by which ages, as in 'standard: {population: esp2013, by: age}'");
  if (is_standardised(given->statistic) && !given->derived) {
    if (!given->per || !given->per->measure)
      lacks(build, given, "per",
            "the residents of each age are needed: 'per: {measure: residents, scale: 100000}'");
    if (counts_records(build, given->measure))
      misfit(build, statistic, "the records of this measure do not say how old anyone was",
             "standardise a measure whose source has a category of ages");
  }
  if (given->statistic != STATISTIC_MEAN)
    return;
  if (!given->unit)
    lacks(build, given, "unit", "a mean needs its unit in words, as in 'unit: minutes'");
  if (counts_records(build, given->measure))
    misfit(build, statistic, "records have no values to take a mean of",
           "write 'statistic: count', or name a measure with values");
}

const struct standard *standard_of(struct build *build, const struct indicator_definition *given)
{
  const struct standard_definition *from = given->standard;
  if (!from || !from->by || !is_standardised(given->statistic))
    return NULL;
  struct standard *standard = ARENA_NEW(build->arena, struct standard);
  const struct yaml_node *node = from->decoded.node;
  standard->by = from->by;
  standard->repeat = from->repeat_events;
  standard->reference = names_need(build, &build->areas, from->area, node_place(node, "area"));
  standard->by_loc = node_place(node, "by");
  standard->repeat_loc = node_place(node, "repeat events");
  if (!from->area && given->statistic == STATISTIC_RATIO)
    standard->reference = build->catalog->comparator;
  return standard;
}
