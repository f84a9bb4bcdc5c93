/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/build.h"

#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
  const struct district_definition *left = *(const struct district_definition *const *)a;
  const struct district_definition *right = *(const struct district_definition *const *)b;
  int order = strcmp(left->name, right->name);
  return order ? order : strcmp(left->code, right->code);
}

static int by_index(const void *a, const void *b)
{
  return *(const int *)a - *(const int *)b;
}

static void add(struct build *build, struct area *areas, int index, struct area area)
{
  areas[index] = area;
  areas[index].short_name = area.short_name ? area.short_name : area.name;
  names_add(build, &build->areas, area.code, area.name, area.loc, index);
}

/* The districts that MEMBERS names. */
static void set_members(struct build *build, struct area *area, struct texts members,
                        const struct yaml_node *node, int district_count)
{
  int *indexes = ARENA_ARRAY(build->arena, int, (size_t)district_count + members.count);
  size_t count = 0;
  bool all = members.count == 1 && members.at[0] && strcmp(members.at[0], "all") == 0;
  for (int i = 0; all && i < district_count; i++)
    indexes[count++] = i;
  for (size_t i = 0; !all && i < members.count; i++) {
    struct loc loc = node_item_place(node, "members", i);
    int index = names_need(build, &build->areas, members.at[i], loc);
    bool twice = false;
    for (size_t j = 0; j < count; j++)
      twice = twice || indexes[j] == index;
    if (twice) {
      diag_error(build->diags, "STRATA-D020", loc, "'%s' is a member already", members.at[i]);
      diag_hint(build->diags, "its cases would count double; remove it here");
    } else if (index >= district_count) {
      diag_error(build->diags, "STRATA-D022", loc, "'%s' is a group, not a district", members.at[i]);
      diag_hint(build->diags, "name the districts of the group");
    } else if (index != NO_INDEX) {
      indexes[count++] = index;
    }
  }
  if (count)
    qsort(indexes, count, sizeof *indexes, by_index);
  area->members = indexes;
  area->member_count = count;
}

/* Pages and files of two districts with one name could not be told apart. */
static void report_same_names(struct build *build, const struct district_definition *const *sorted,
                              size_t count)
{
  for (size_t i = 1; i < count; i++) {
    const struct district_definition *one = sorted[i - 1], *other = sorted[i];
    if (strcmp(one->name, other->name) != 0 || strcmp(one->code, other->code) == 0)
      continue;
    diag_error(build->diags, "STRATA-D020", node_place(other->decoded.node, "name"),
               "there is another district called '%s'", other->name);
    diag_hint(build->diags, "the other is %s; change the name of %s, or of the other", one->code,
              other->code);
  }
}

void build_areas(struct build *build)
{
  const struct areas_definition *given = build->assessment.areas;
  struct catalog *catalog = build->catalog;
  if (!given) {
    build->areas.partial = true;
    return;
  }
  const struct district_definition *districts = given->districts.at;
  const struct group_definition *groups = given->groups.at;
  const struct force_definition *force = given->force;
  size_t most = given->districts.count + given->groups.count + 1;
  struct area *areas = ARENA_ARRAY(build->arena, struct area, most);
  build->areas.partial = !given->districts.count;

  const struct district_definition **sorted
    = ARENA_ARRAY(build->arena, const struct district_definition *, given->districts.count);
  size_t district_count = 0;
  for (size_t i = 0; i < given->districts.count; i++)
    if (districts[i].code && districts[i].name)
      sorted[district_count++] = &districts[i];
    else
      build->areas.partial = true;
  if (district_count)
    qsort(sorted, district_count, sizeof *sorted, by_name);
  report_same_names(build, sorted, district_count);
  int count = 0;
  for (size_t i = 0; i < district_count; i++) {
    const struct district_definition *one = sorted[i];
    int *self = ARENA_NEW(build->arena, int);
    *self = count;
    add(build, areas, count++, (struct area) {
      .code = one->code, .name = one->name, .short_name = one->short_name, .role = one->role,
      .kind = AREA_DISTRICT, .members = self, .member_count = 1,
      .tile_column = one->tile.given ? one->tile.column : -1,
      .tile_row = one->tile.given ? one->tile.row : -1,
      .loc = node_place(one->decoded.node, "code"),
    });
  }
  for (size_t i = 0; i < given->groups.count; i++) {
    const struct group_definition *one = &groups[i];
    if (!one->id || !one->name) {
      build->areas.partial = true;
      continue;
    }
    struct area area = { .code = one->id, .name = one->name, .short_name = one->short_name,
                         .role = one->role, .kind = AREA_GROUP, .tile_column = -1, .tile_row = -1,
                         .loc = node_place(one->decoded.node, "id") };
    set_members(build, &area, one->members, one->decoded.node, (int)district_count);
    add(build, areas, count++, area);
  }
  if (force && force->code && force->name) {
    struct area area = { .code = force->code, .name = force->name, .short_name = force->short_name,
                         .role = "police force", .kind = AREA_FORCE, .tile_column = -1,
                         .tile_row = -1, .loc = node_place(force->decoded.node, "code") };
    set_members(build, &area, force->members, force->decoded.node, (int)district_count);
    catalog->force = count;
    add(build, areas, count++, area);
  } else if (force) {
    build->areas.partial = true;
  }
  catalog->areas = areas;
  catalog->area_count = (size_t)count;
  catalog->district_count = district_count;
  catalog->comparator = names_need(build, &build->areas, given->comparator,
                                   node_place(given->decoded.node, "comparator"));
}
