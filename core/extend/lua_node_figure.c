/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page:figure{...}: charts and maps. */
#include "extend/lua_fields.h"
#include "extend/lua_nodes.h"

/* Pushes from-and-to fields of the table NAME within the one at 2: limits = {from=, to=}. */
static void read_span(lua_State *L, struct strata_run *run, const char *name, const char **ret_from,
                      const char **ret_to)
{
  static const struct lua_field fields[]
    = { { .name = "from", .kind = LUA_FIELD_TEXT, .at = 0 },
        { .name = "to", .kind = LUA_FIELD_TEXT, .at = sizeof(char *) },
        { 0 } };
  const char *ends[2] = { 0 };
  lua_getfield(L, 2, name);
  if (!lua_isnil(L, -1))
    lua_fields_read(L, -1, run->arena, name, fields, false, ends);
  lua_pop(L, 1);
  *ret_from = ends[0];
  *ret_to = ends[1];
}

static void read_rows(lua_State *L, struct strata_run *run, struct strata_figure *figure)
{
  static const struct lua_field fields[] = {
    LUA_FIELD(strata_figure_row, label, TEXT),
    LUA_FIELD_GIVEN(strata_figure_row, value, STRATA_VALUE),
    LUA_FIELD_GIVEN(strata_figure_row, lower, STRATA_INTERVAL),
    LUA_FIELD_GIVEN(strata_figure_row, upper, STRATA_INTERVAL),
    LUA_FIELD_GIVEN(strata_figure_row, before, STRATA_BEFORE),
    LUA_FIELD(strata_figure_row, value_text, TEXT),
    LUA_FIELD(strata_figure_row, change_text, TEXT),
    LUA_FIELD(strata_figure_row, position, TEXT),
    LUA_FIELD(strata_figure_row, change, TEXT),
    LUA_FIELD(strata_figure_row, strong, FLAG),
    LUA_FIELD_ARRAY(strata_figure_row, values, NUMBERS, value_count),
    LUA_FIELD_ARRAY(strata_figure_row, lowers, NUMBERS, lower_count),
    LUA_FIELD_ARRAY(strata_figure_row, uppers, NUMBERS, upper_count),
    LUA_FIELD_ARRAY(strata_figure_row, texts, TEXTS, text_count),
    LUA_FIELD_ARRAY(strata_figure_row, marks, TEXTS, mark_count),
    LUA_FIELD_GIVEN(strata_figure_row, across, STRATA_ACROSS),
    { 0 },
  };
  lua_getfield(L, 2, "rows");
  if (!lua_isnil(L, -1)) {
    if (!lua_istable(L, -1))
      luaL_error(L, "'rows' of a figure must be a list of tables");
    size_t count = lua_rawlen(L, -1);
    struct strata_figure_row *rows = ARENA_ARRAY(run->arena, struct strata_figure_row, count);
    for (size_t i = 0; i < count; i++) {
      lua_rawgeti(L, -1, (lua_Integer)i + 1);
      lua_fields_read(L, -1, run->arena, "a figure's row", fields, false, &rows[i]);
      lua_pop(L, 1);
    }
    if (!count)
      luaL_error(L, "'rows' of a figure is empty");
    figure->rows = rows;
    figure->row_count = count;
  }
  lua_pop(L, 1);
}

int lua_add_figure(lua_State *L)
{
#define F(member, kind) LUA_FIELD(strata_figure, member, kind)
  static const struct lua_field fields[] = {
    F(kind, TEXT),
    F(indicator, TEXT),
    F(area, TEXT),
    F(period, TEXT),
    F(title, TEXT),
    F(meaning, TEXT),
    F(note, TEXT),
    F(source, TEXT),
    F(height, NUMBER),
    F(compact, FLAG),
    F(over, TEXT),
    LUA_FIELD_ARRAY(strata_figure, indicators, TEXTS, indicator_count),
    F(before, FLAG),
    F(change, FLAG),
    F(reference, FLAG),
    F(of, TEXT),
    F(from, TEXT),
    F(panel, TEXT),
    F(panel_note, TEXT),
    LUA_FIELD_ARRAY(strata_figure, bounds, NUMBERS, bound_count),
    LUA_FIELD_ARRAY(strata_figure, labels, TEXTS, label_count),
    F(scope, TEXT),
    F(number, INT),
    F(unit, TEXT),
    F(row_head, TEXT),
    F(value_head, TEXT),
    F(change_head, TEXT),
    LUA_FIELD_ARRAY(strata_figure, columns, TEXTS, column_count),
    LUA_FIELD_ARRAY(strata_figure, periods, TEXTS, period_count),
    LUA_FIELD_ARRAY(strata_figure, areas, TEXTS, area_count),
    F(against, TEXT),
    F(across_unit, TEXT),
    F(scale, TEXT),
    F(panels_across, INT),
    F(own_scales, FLAG),
    F(classes, TEXT),
    F(inset, TEXT),
    LUA_FIELD_SEEN_TO("limits"),
    LUA_FIELD_SEEN_TO("muted"),
    LUA_FIELD_SEEN_TO("rows"),
    { 0 },
  };
#undef F
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  struct strata_figure figure = { STRATA_FIGURE };
  lua_fields_read(L, 2, run->arena, "a figure", fields, false, &figure);
  read_span(L, run, "limits", &figure.limits_from, &figure.limits_to);
  read_span(L, run, "muted", &figure.muted_from, &figure.muted_to);
  read_rows(L, run, &figure);
  return lua_push_new_node(L, run, host_nodes.figure(run, node, &figure));
}
