/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which disclosure rules hold for which indicator: the nearest, and all that are as near. */
#include "define/build.h"

/* ---- a rule -------------------------------------------------------------------------------- */

static bool has(const struct disclosure_definition *given, const char *key)
{
  return node_pair(given->decoded.node, key) != NULL;
}

static unsigned areas_of(struct texts words)
{
  unsigned covers = 0;
  for (size_t i = 0; i < words.count; i++)
    for (unsigned k = 0; words.at[i] && disclosure_area_words[k]; k++)
      if (strcmp(words.at[i], disclosure_area_words[k]) == 0)
        covers |= 1U << k;
  return covers;
}

static void set_dominance(const struct dominance_definition *given, struct disclosure_rule *rule)
{
  const struct yaml_node *node = given->decoded.node;
  rule->contributors = given->contributors;
  if (node_pair(node, "largest"))
    rule->dominance_largest = given->largest;
  if (node_pair(node, "share"))
    rule->dominance_share = given->share;
  if (node_pair(node, "p"))
    rule->p_percent = given->p;
  if (node_pair(node, "q"))
    rule->q_percent = given->q;
  else if (rule->q_percent <= 0)
    rule->q_percent = 100;
}

static bool is_named_none(const struct disclosure_rule *rule)
{
  return rule->name && strcmp(rule->name, "none") == 0;
}

static void contradiction(struct build *build, struct loc loc, const char *message,
                          const char *what_to_do)
{
  diag_error(build->diags, "STRATA-D080", loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

static void check(struct build *build, const struct disclosure_definition *given,
                  const struct disclosure_rule *rule)
{
  bool dominance = rule->dominance_largest || rule->p_percent > 0;
  if (given->decoded.flawed)
    return;
  if (disclosure_is_idle(rule) && !is_named_none(rule))
    contradiction(build, rule->loc, "this rule suppresses nothing and rounds nothing",
                  "name a set of rules, as in 'rules: fewer-than-5', or say what it suppresses; "
                  "'rules: none' is for what needs no protection");
  else if ((rule->dominance_largest > 0) != (rule->dominance_share > 0))
    contradiction(build, node_place(given->decoded.node, "dominance"),
                  "the (n,k) rule needs both 'largest' and 'share'",
                  "write '{contributors: provider, largest: 2, share: 85}'");
  else if (dominance && !rule->contributors)
    contradiction(build, rule->loc, "a dominance rule must know whose each part of a count is",
                  "name the category of the source, as in 'dominance: {contributors: provider}'");
}

static struct disclosure_rule rule_of(struct build *build,
                                      const struct disclosure_definition *given)
{
  struct disclosure_rule rule = { .base = 1, .secondary = true, .covers = ~0U };
  if (has(given, "rules"))
    rule = disclosure_sets[given->rules];
  rule.loc = given->decoded.node->loc;
  if (has(given, "suppress")) {
    rule.hide_least = given->suppress.least;
    rule.hide_most = given->suppress.most;
  }
  if (has(given, "zeros"))
    rule.zeros_hidden = given->zeros == 1;
  if (has(given, "round to"))
    rule.base = given->round_to;
  if (has(given, "secondary"))
    rule.secondary = given->secondary;
  if (has(given, "withhold"))
    rule.withheld = given->withhold;
  if (has(given, "covers"))
    rule.covers = areas_of(given->covers);
  if (has(given, "audience"))
    rule.both_audiences = given->audience == 1;
  rule.breakdowns = given->breakdowns.at;
  rule.breakdown_count = given->breakdowns.count;
  if (given->dominance)
    set_dominance(given->dominance, &rule);
  check(build, given, &rule);
  return rule;
}

struct disclosure disclosure_of(struct build *build, const struct list *list)
{
  const struct disclosure_definition *given = list->at;
  struct disclosure_rule *rules = ARENA_ARRAY(build->arena, struct disclosure_rule, list->count);
  for (size_t i = 0; i < list->count; i++)
    rules[i] = rule_of(build, &given[i]);
  return (struct disclosure) { .rules = rules, .count = list->count };
}

/* ---- which hold ---------------------------------------------------------------------------- */

static bool is_broken_down(const struct disclosure_rule *rule, const struct indicator *indicator)
{
  for (size_t i = 0; i < rule->breakdown_count; i++)
    for (size_t k = 0; rule->breakdowns[i] && k < indicator->where_count; k++)
      if (strcmp(rule->breakdowns[i], indicator->where[k].category) == 0)
        return true;
  return rule->breakdown_count == 0;
}

/* Appends the rules of FROM that are for INDICATOR. */
static void add(struct build *build, const struct indicator *indicator, struct disclosure from,
                struct disclosure *to)
{
  struct disclosure_rule *rules
    = ARENA_ARRAY(build->arena, struct disclosure_rule, to->count + from.count);
  size_t count = to->count;
  if (count)
    memcpy(rules, to->rules, count * sizeof *rules);
  for (size_t i = 0; i < from.count; i++)
    if (is_broken_down(&from.rules[i], indicator))
      rules[count++] = from.rules[i];
  to->rules = rules;
  to->count = count;
}

static void add_of_measure(struct build *build, const struct indicator *indicator,
                           const char *measure, struct disclosure *to)
{
  int source = measure ? names_find(&build->measures, measure) : NO_INDEX;
  if (source != NO_INDEX)
    add(build, indicator, build->catalog->sources[source].disclosure, to);
}

/* A rule looks at counts, and at how they add up: what has none can only be withheld as a whole. */
static void check_counted(struct build *build, const struct indicator *indicator,
                          struct disclosure own)
{
  const char *what = indicator->derived                         ? "what a plugin computes has none"
                     : indicator->statistic == STATISTIC_GIVEN ? "a given value has none"
                     : indicator->statistic == STATISTIC_MEAN  ? "a mean has none"
                     : indicator->standard && indicator->standard->repeat
                       ? "a rate of repeat events has none"
                       : NULL;
  for (size_t i = 0; i < own.count && what; i++) {
    const struct disclosure_rule *rule = &own.rules[i];
    if (rule->withheld || disclosure_is_idle(rule))
      continue;
    diag_error(build->diags, "STRATA-D082", rule->loc,
               "'%s' is under a rule that looks at counts, and %s that add up",
               indicator->id, what);
    diag_hint(build->diags, "write 'county-only', or 'none' where everything that it is made of is "
                            "published as it is");
    return;
  }
}

struct disclosure disclosure_for(struct build *build, const struct indicator *indicator,
                                 const struct list *given)
{
  struct disclosure own = { 0 };
  if (given->count) {
    add(build, indicator, disclosure_of(build, given), &own);
    check_counted(build, indicator, own);
    own.own = true;
    return own;
  }
  add_of_measure(build, indicator, indicator->measure, &own);
  if (indicator->per_measure
      && (!indicator->measure || strcmp(indicator->measure, indicator->per_measure) != 0))
    add_of_measure(build, indicator, indicator->per_measure, &own);
  if (own.count)
    return own;
  add(build, indicator, build->disclosure, &own);
  if (indicator->restricted)
    add(build, indicator, (struct disclosure) { .rules = disclosure_set("county-only"), .count = 1 }, &own);
  return own;
}

void build_disclosure(struct build *build, struct indicator *indicators, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct indicator *derived = &indicators[i];
    if (!derived->derived || derived->disclosure.own)
      continue;
    for (size_t k = 0; k < count; k++)
      if (indicators[k].plugin == derived->plugin && !indicators[k].derived)
        add(build, derived, indicators[k].disclosure, &derived->disclosure);
  }
}
