/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page:table{...}: tables, and the graphics in their cells. */
#include "extend/lua_fields.h"
#include "extend/lua_nodes.h"

/* The first that a cell has says which graphic it is, and holds its value or its series. */
static const char *const graphics[] = { "bar", "strip", "spread", "spark", NULL };

static void read_graphic(lua_State *L, struct strata_run *run, struct strata_cell *cell)
{
  for (size_t i = 0; graphics[i]; i++) {
    lua_getfield(L, -1, graphics[i]);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      continue;
    }
    if (lua_istable(L, -1)) {
      struct lua_field fields[] = {
        { .name = graphics[i],
          .kind = LUA_FIELD_NUMBERS,
          .at = offsetof(struct strata_cell, others),
          .count_at = offsetof(struct strata_cell, other_count) },
      };
      struct lua_field list[2] = { fields[0] };
      lua_createtable(L, 0, 1);
      lua_insert(L, -2);
      lua_setfield(L, -2, graphics[i]);
      lua_fields_read(L, -1, run->arena, "a cell", list, false, cell);
    } else {
      cell->value = luaL_checknumber(L, -1);
      cell->given |= STRATA_VALUE;
    }
    lua_pop(L, 1);
    cell->graphic = graphics[i];
    return;
  }
}

/* The cell on the top of the stack. */
static void read_cell(lua_State *L, struct strata_run *run, size_t row, size_t column,
                      struct strata_cell *cell)
{
  static const struct lua_field fields[] = {
    LUA_FIELD(strata_cell, text, TEXT),
    LUA_FIELD(strata_cell, symbol, TEXT),
    LUA_FIELD(strata_cell, high_right, FLAG),
    LUA_FIELD(strata_cell, tint, TEXT),
    LUA_FIELD(strata_cell, columns, INT),
    LUA_FIELD(strata_cell, rows, INT),
    LUA_FIELD_GIVEN(strata_cell, before, STRATA_BEFORE),
    LUA_FIELD_GIVEN(strata_cell, most, STRATA_MOST),
    LUA_FIELD_GIVEN(strata_cell, low, STRATA_BAND),
    LUA_FIELD_GIVEN(strata_cell, high, STRATA_BAND),
    LUA_FIELD_GIVEN(strata_cell, reference, STRATA_REFERENCE),
    LUA_FIELD_ARRAY(strata_cell, others, NUMBERS, other_count),
    LUA_FIELD_SEEN_TO("bar"),
    LUA_FIELD_SEEN_TO("strip"),
    LUA_FIELD_SEEN_TO("spread"),
    LUA_FIELD_SEEN_TO("spark"),
    { 0 },
  };
  if (lua_type(L, -1) == LUA_TSTRING) {
    cell->text = lua_text_at(L, -1, "a cell", false);
    return;
  }
  if (!lua_istable(L, -1))
    luaL_error(L, "cell %d of row %d is %s; a cell is text (strata.number makes it of a number) "
                  "or a table",
               (int)column, (int)row, luaL_typename(L, -1));
  lua_fields_read(L, -1, run->arena, "a cell", fields, false, cell);
  read_graphic(L, run, cell);
}

/* The row on the top of the stack. */
static void read_row(lua_State *L, struct strata_run *run, size_t number, size_t columns,
                     struct strata_row *row)
{
  static const struct lua_field fields[]
    = { LUA_FIELD(strata_row, kind, TEXT), LUA_FIELD(strata_row, strong, FLAG), { 0 } };
  lua_fields_read(L, -1, run->arena, "a row", fields, true, row);
  size_t count = lua_rawlen(L, -1);
  if (count > columns)
    luaL_error(L, "row %d of the table has %d cells, but there are %d columns", (int)number,
               (int)count, (int)columns);
  struct strata_cell *cells = ARENA_ARRAY(run->arena, struct strata_cell, columns);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    read_cell(L, run, number, i + 1, &cells[i]);
    lua_pop(L, 1);
  }
  row->cells = cells;
  row->cell_count = count;
}

/* Pushes the list NAME of the table at 2; how long it is. */
static size_t push_list(lua_State *L, const char *name)
{
  lua_getfield(L, 2, name);
  if (!lua_istable(L, -1))
    luaL_error(L, "a table needs %s: a list of tables", name);
  return lua_rawlen(L, -1);
}

static void read_columns(lua_State *L, struct strata_run *run, struct strata_table *table)
{
  static const struct lua_field fields[]
    = { LUA_FIELD(strata_column, head, TEXT),  LUA_FIELD(strata_column, group, TEXT),
        LUA_FIELD(strata_column, align, TEXT), LUA_FIELD(strata_column, width, NUMBER),
        LUA_FIELD(strata_column, header, FLAG), LUA_FIELD(strata_column, unit, TEXT), { 0 } };
  size_t count = push_list(L, "columns");
  struct strata_column *columns = ARENA_ARRAY(run->arena, struct strata_column, count);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    lua_fields_read(L, -1, run->arena, "a column", fields, false, &columns[i]);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  table->columns = columns;
  table->column_count = count;
}

int lua_add_table(lua_State *L)
{
  static const struct lua_field fields[]
    = { LUA_FIELD(strata_table, title, TEXT), LUA_FIELD(strata_table, meaning, TEXT),
        LUA_FIELD(strata_table, note, TEXT),  LUA_FIELD(strata_table, compact, FLAG),
        LUA_FIELD_SEEN_TO("columns"), LUA_FIELD_SEEN_TO("rows"), { 0 } };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  struct strata_table table = { STRATA_TABLE };
  lua_fields_read(L, 2, run->arena, "a table", fields, false, &table);
  read_columns(L, run, &table);
  size_t count = push_list(L, "rows");
  struct strata_row *rows = ARENA_ARRAY(run->arena, struct strata_row, count);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    read_row(L, run, i + 1, table.column_count, &rows[i]);
    lua_pop(L, 1);
  }
  table.rows = rows;
  table.row_count = count;
  return lua_push_new_node(L, run, host_nodes.table(run, node, &table));
}
