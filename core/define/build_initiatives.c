/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The partnership's initiatives: their places, their periods and what is counted, checked. */
#include "define/build.h"

static void misfit(struct build *build, struct loc loc, const char *message, const char *what_to_do)
{
  diag_error(build->diags, "STRATA-D044", loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

/* The areas of PART, each given once in all the parts: DISTRICTS holds which part each district is in. */
static void take_part(struct build *build, const struct initiative_definition *given, int part,
                      int *districts, struct initiative *initiative)
{
  static const char *const keys[INITIATIVE_PARTS]
    = { "treated", "control", "beside treated", "beside control" };
  struct texts texts = given->parts[part];
  int *areas = ARENA_ARRAY(build->arena, int, texts.count + 1);
  struct initiative_part *ret = &initiative->parts[part];
  *ret = (struct initiative_part) { areas, 0 };
  for (size_t i = 0; i < texts.count; i++) {
    struct loc loc = node_item_place(given->decoded.node, keys[part], i);
    int index = names_need(build, &build->areas, texts.at[i], loc);
    if (index == NO_INDEX)
      continue;
    const struct area *area = &build->catalog->areas[index];
    bool taken = false;
    for (size_t k = 0; k < area->member_count; k++) {
      taken = taken || districts[area->members[k]] != 0;
      districts[area->members[k]] = part + 1;
    }
    if (taken)
      misfit(build, loc, "a district of it is in the initiative already, and would count twice",
             "name every district once, as treated, as control or beside one of them");
    areas[ret->count++] = index;
  }
}

static void check_periods(struct build *build, const struct initiative_definition *given)
{
  struct period before = given->before, after = given->after;
  struct loc loc = node_place(given->decoded.node, "after");
  if (!before.last || !after.last)
    return;
  if (before.last >= after.last || period_overlaps(before, after))
    misfit(build, loc, "'after' is not after 'before'", "name two periods that share no month");
  else if (period_months(before) != period_months(after))
    misfit(build, loc, "the two periods are not of the same length",
           "name two months, or two years");
}

static void check_counted(struct build *build, const struct initiative_definition *given, int index)
{
  const struct indicator *indicator = &build->catalog->indicators[index];
  if (!indicator->derived
      && (indicator->statistic == STATISTIC_COUNT || indicator->statistic == STATISTIC_RATE))
    return;
  misfit(build, node_place(given->decoded.node, "indicator"),
         "a displacement difference is of events that are counted", "name a count or a rate");
}

void build_initiatives(struct build *build)
{
  const struct list *list = &build->assessment.initiatives;
  const struct initiative_definition *given = list->at;
  struct initiative *initiatives = ARENA_ARRAY(build->arena, struct initiative, list->count);
  for (size_t i = 0; i < list->count; i++) {
    const struct yaml_node *node = given[i].decoded.node;
    int *districts = ARENA_ARRAY(build->arena, int, build->catalog->area_count);
    for (size_t k = 0; k < build->catalog->area_count; k++)
      districts[k] = 0;
    initiatives[i] = (struct initiative) {
      .id = given[i].id, .title = given[i].title, .before = given[i].before,
      .after = given[i].after,
      .indicator = names_need(build, &build->indicators, given[i].indicator,
                              node_place(node, "indicator")),
    };
    for (int part = 0; part < INITIATIVE_PARTS; part++)
      take_part(build, &given[i], part, districts, &initiatives[i]);
    check_periods(build, &given[i]);
    if (initiatives[i].indicator != NO_INDEX)
      check_counted(build, &given[i], initiatives[i].indicator);
    for (size_t k = 0; k < i; k++)
      if (given[i].id && given[k].id && strcmp(given[i].id, given[k].id) == 0)
        misfit(build, node_place(node, "id"), "another initiative has this id", "give it its own");
  }
  build->catalog->initiatives = initiatives;
  build->catalog->initiative_count = list->count;
}
