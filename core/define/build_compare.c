/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What indicators are compared with: areas, the rest, England, peers, and goals. */
#include "define/build.h"

#define ENGLAND "E92000001"

static const char *const comparator_words[] = { [COMPARATOR_AREA] = NULL,
                                                [COMPARATOR_REST] = "rest",
                                                [COMPARATOR_ENGLAND] = "england",
                                                [COMPARATOR_PEERS] = "peers" };
enum { COMPARATOR_WORDS = sizeof comparator_words / sizeof *comparator_words };

/* ---- peers --------------------------------------------------------------------------------- */

/* The index of a place elsewhere, a new one or one that was named before. */
static int elsewhere(struct catalog *catalog, struct elsewhere *places, const char *code)
{
  for (size_t i = 0; i < catalog->elsewhere_count; i++)
    if (strcmp(places[i].code, code) == 0)
      return (int)i;
  places[catalog->elsewhere_count] = (struct elsewhere) { code };
  return (int)catalog->elsewhere_count++;
}

static void misfit(struct build *build, struct loc loc, const char *message, const char *what_to_do)
{
  diag_error(build->diags, "STRATA-D042", loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

static void add_member(struct build *build, struct elsewhere *places, const char *code,
                       struct loc loc, struct peers_group *group, int *members)
{
  int area = names_find(&build->areas, code);
  if (area >= (int)build->catalog->district_count) {
    misfit(build, loc, "a peer is a district, not a group of them", "name the districts");
    return;
  }
  int member = area != NO_INDEX ? area : ELSEWHERE + elsewhere(build->catalog, places, code);
  for (size_t i = 0; i < group->member_count; i++) {
    if (members[i] == member && member != group->district) {
      misfit(build, loc, "this area is in the group already", "it would count double; remove it");
      return;
    }
    if (members[i] == member)
      return;
  }
  members[group->member_count++] = member;
}

static void build_group(struct build *build, const struct peers_group_definition *given,
                        struct elsewhere *places, struct peers_group *group)
{
  const struct yaml_node *node = given->decoded.node;
  struct loc loc = node_place(node, "district");
  int *members = ARENA_ARRAY(build->arena, int, given->members.count + 1);
  *group = (struct peers_group) { .district = names_need(build, &build->areas, given->district, loc),
                                  .members = members };
  if (group->district >= (int)build->catalog->district_count)
    misfit(build, loc, "only districts have peers", "name a district");
  if (group->district != NO_INDEX)
    members[group->member_count++] = group->district;
  for (size_t i = 0; i < given->members.count; i++)
    if (given->members.at[i])
      add_member(build, places, given->members.at[i], node_item_place(node, "members", i), group,
                 members);
  if (group->member_count < 2 && !given->decoded.flawed && group->district != NO_INDEX)
    misfit(build, node_place(node, "members"), "this group has nobody but the district itself",
           "name its peers");
}

void build_peers(struct build *build)
{
  const struct peers_definition *given = build->assessment.peers;
  struct catalog *catalog = build->catalog;
  size_t most = 1;
  const struct peers_group_definition *groups = given ? given->groups.at : NULL;
  size_t count = given ? given->groups.count : 0;
  for (size_t i = 0; i < count; i++)
    most += groups[i].members.count;
  struct elsewhere *places = ARENA_ARRAY(build->arena, struct elsewhere, most);
  catalog->elsewhere = places;
  catalog->england = elsewhere(catalog, places, ENGLAND);
  if (!given)
    return;
  struct peers_group *peers = ARENA_ARRAY(build->arena, struct peers_group, count);
  for (size_t i = 0; i < count; i++) {
    build_group(build, &groups[i], places, &peers[i]);
    for (size_t k = 0; k < i; k++)
      if (peers[k].district == peers[i].district && peers[i].district != NO_INDEX)
        misfit(build, node_place(groups[i].decoded.node, "district"),
               "this district has a group of peers already", "put its peers into one group");
  }
  catalog->peers_name = given->name;
  catalog->peers_source = given->source;
  catalog->peers = peers;
  catalog->peers_count = count;
}

/* ---- an indicator's comparators ------------------------------------------------------------- */

static enum comparator_kind kind_of(const char *text)
{
  for (size_t i = 0; i < COMPARATOR_WORDS; i++)
    if (comparator_words[i] && strcmp(text, comparator_words[i]) == 0)
      return (enum comparator_kind)i;
  return COMPARATOR_AREA;
}

/* A sum of districts is larger than each of them, whatever they are like. */
static void check_kind(struct build *build, enum comparator_kind kind, enum statistic statistic,
                       struct loc loc)
{
  if (kind == COMPARATOR_PEERS && !build->catalog->peers_count && build->assessment.decoded.node
      && !build->assessment.peers) {
    diag_error(build->diags, "STRATA-D041", loc, "the workspace does not say who the peers are");
    diag_hint(build->diags, "add 'peers' to assessment.yaml, with the members of each district's "
                            "group and where they come from, or remove 'peers' here");
  } else if (kind != COMPARATOR_AREA && statistic == STATISTIC_COUNT) {
    diag_error(build->diags, "STRATA-D041", loc,
               "counts of areas of different size are not compared");
    diag_hint(build->diags, "write 'statistic: rate', or compare with an area of the workspace");
  } else if (kind == COMPARATOR_REST && statistic == STATISTIC_GIVEN) {
    diag_error(build->diags, "STRATA-D041", loc,
               "a given value cannot be taken from that of the whole, so there is no rest");
    diag_hint(build->diags, "compare with an area of the workspace");
  }
}

/* A workspace that says who the peers are wants figures held against them: the plugins that define
 * them cannot know.  Last, so that tables of figures keep the comparator that the definition names. */
static void add_peers(const struct build *build, struct indicator *indicator,
                      struct comparator *comparators)
{
  bool named = false;
  for (size_t i = 0; i < indicator->comparator_count; i++)
    named = named || comparators[i].kind == COMPARATOR_PEERS;
  if (!named && build->catalog->peers_count && indicator->statistic != STATISTIC_COUNT
      && !indicator->derived)
    comparators[indicator->comparator_count++]
      = (struct comparator) { COMPARATOR_PEERS, NO_INDEX };
}

void build_comparators(struct build *build, const struct indicator_definition *given,
                       struct indicator *indicator)
{
  size_t most = given->compare.count + 2;
  int *areas = ARENA_ARRAY(build->arena, int, most);
  struct comparator *comparators = ARENA_ARRAY(build->arena, struct comparator, most);
  indicator->compare = areas;
  indicator->comparators = comparators;
  for (size_t i = 0; i < given->compare.count; i++) {
    const char *text = given->compare.at[i];
    struct loc loc = node_item_place(given->decoded.node, "compare", i);
    enum comparator_kind kind = text ? kind_of(text) : COMPARATOR_AREA;
    bool parent = text && strcmp(text, "parent") == 0;
    int area = parent                    ? build->catalog->comparator
               : kind == COMPARATOR_AREA ? names_need(build, &build->areas, text, loc)
                                         : NO_INDEX;
    check_kind(build, kind, indicator->statistic, loc);
    if (area != NO_INDEX)
      areas[indicator->compare_count++] = area;
    if (area != NO_INDEX || kind != COMPARATOR_AREA)
      comparators[indicator->comparator_count++] = (struct comparator) { kind, area };
  }
  if (!node_value(given->decoded.node, "compare") && build->catalog->comparator != NO_INDEX) {
    areas[indicator->compare_count++] = build->catalog->comparator;
    comparators[indicator->comparator_count++]
      = (struct comparator) { COMPARATOR_AREA, build->catalog->comparator };
  }
  add_peers(build, indicator, comparators);
  if (!given->elsewhere)
    return;
  const struct yaml_node *node = given->elsewhere->decoded.node;
  indicator->elsewhere_measure = given->elsewhere->measure;
  names_need(build, &build->measures, given->elsewhere->measure, node_place(node, "measure"));
  indicator->elsewhere_where = wheres_of(build, given->elsewhere->where);
  indicator->elsewhere_where_count = given->elsewhere->where.count;
}

/* ---- goals --------------------------------------------------------------------------------- */

static void check_goal(struct build *build, const struct goal_definition *given,
                       const struct indicator *indicator, bool ranged)
{
  const struct yaml_node *node = given->decoded.node;
  const char *message = NULL, *what_to_do = NULL;
  struct loc loc = node_place(node, "indicator");
  if (indicator->polarity == POLARITY_NEUTRAL) {
    message = "neither lower nor higher is better for this indicator, so it has no goal";
    what_to_do = "say in its definition which is better, or remove the goal";
  } else if (ranged && given->upper <= given->lower) {
    message = "the upper value is not above the other";
    what_to_do = "put the lower one under 'value' and the higher one under 'upper'";
    loc = node_place(node, "upper");
  } else if (indicator->goal) {
    message = "this indicator has a goal already";
    what_to_do = "remove one of the two";
  }
  if (!message)
    return;
  diag_error(build->diags, "STRATA-D043", loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

void build_goals(struct build *build, struct indicator *indicators)
{
  const struct list *list = &build->assessment.goals;
  const struct goal_definition *given = list->at;
  for (size_t i = 0; i < list->count; i++) {
    const struct yaml_node *node = given[i].decoded.node;
    int index
      = names_need(build, &build->indicators, given[i].indicator, node_place(node, "indicator"));
    if (index == NO_INDEX || given[i].decoded.flawed)
      continue;
    struct indicator *indicator = &indicators[index];
    struct goal *goal = ARENA_NEW(build->arena, struct goal);
    *goal = (struct goal) { .lower = given[i].lower, .upper = given[i].upper,
                            .has_upper = node_value(node, "upper") != NULL,
                            .set_by = given[i].set_by };
    check_goal(build, &given[i], indicator, goal->has_upper);
    indicator->goal = goal;
  }
}
