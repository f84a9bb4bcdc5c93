/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles: the methods that a script has on a page, a box or a column. */
#include "extend/lua_bind.h"
#include "extend/lua_fields.h"
#include "extend/sandbox_library.h"

#include <lauxlib.h>

static const char handle_type[] = "a page or another node";

void lua_bind_push_node(lua_State *L, struct strata_node *node)
{
  if (!node) {
    lua_pushnil(L);
    return;
  }
  struct strata_node **handle = lua_newuserdatauv(L, sizeof(struct strata_node *), 0);
  *handle = node;
  luaL_setmetatable(L, handle_type);
}

static struct strata_node *node_at(lua_State *L)
{
  struct strata_node **handle = luaL_testudata(L, 1, handle_type);
  if (!handle) {
    luaL_error(L, "a method is called without its node; write node:method(...), with a colon");
    return NULL;
  }
  return *handle;
}

static int push_node(lua_State *L, struct strata_run *run, struct strata_node *node)
{
  lua_bind_end(L, run);
  lua_bind_push_node(L, node);
  return 1;
}

/* ---- texts --------------------------------------------------------------------------------- */

typedef struct strata_node *text_method(struct strata_run *, struct strata_node *, const char *);

static int with_text(lua_State *L, text_method *method, const char *what)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  return push_node(L, run, method(run, node, lua_text_at(L, 2, what, false)));
}

static int add_title(lua_State *L)
{
  return with_text(L, host_nodes.title, "a title");
}

static int add_subtitle(lua_State *L)
{
  return with_text(L, host_nodes.subtitle, "a subtitle");
}

static int add_running(lua_State *L)
{
  return with_text(L, host_nodes.running, "a running head");
}

static int add_box(lua_State *L)
{
  return with_text(L, host_nodes.box, "the name of a box");
}

static int add_callout(lua_State *L)
{
  return with_text(L, host_nodes.callout, "a callout");
}

static int add_note(lua_State *L)
{
  return with_text(L, host_nodes.note, "a note");
}

static int add_heading(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  lua_Integer level = luaL_optinteger(L, 3, 2);
  if (level < 1 || level > 9)
    level = 9;
  return push_node(L, run,
                   host_nodes.heading(run, node, lua_text_at(L, 2, "a heading", false), (int)level));
}

static int add_paragraph(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  return push_node(L, run,
                   host_nodes.paragraph(run, node, lua_text_at(L, 2, "a paragraph", false),
                                        lua_text_at(L, 3, "the style of a paragraph", true)));
}

static int add_list(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  size_t count;
  const char **items = lua_texts_at(L, 2, run->arena, "the list", &count);
  return push_node(L, run,
                   host_nodes.list(run, node, items, count,
                                   lua_text_at(L, 3, "the style of a list", true)));
}

/* ---- nodes without text -------------------------------------------------------------------- */

static int add_rule(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_node(L, run, host_nodes.rule(run, node_at(L)));
}

static int add_contents(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_node(L, run, host_nodes.contents(run, node_at(L)));
}

static int add_key(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_node(L, run, host_nodes.key(run, node_at(L)));
}

static int add_columns(lua_State *L)
{
  enum { MOST_COLUMNS = 12 };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  int count = lua_gettop(L) - 1;
  int spans[MOST_COLUMNS];
  struct strata_node *columns[MOST_COLUMNS];
  if (count < 1 || count > MOST_COLUMNS)
    return luaL_error(L, "columns needs 1 to %d spans", MOST_COLUMNS);
  for (int i = 0; i < count; i++) {
    lua_Integer span = luaL_checkinteger(L, i + 2);
    spans[i] = span >= 1 && span <= MOST_COLUMNS ? (int)span : 0;
  }
  host_nodes.columns(run, node, spans, (size_t)count, columns);
  lua_bind_end(L, run);
  luaL_checkstack(L, count, "columns");
  for (int i = 0; i < count; i++)
    lua_bind_push_node(L, columns[i]);
  return count;
}

/* true when there was something to add. */
static int push_whether(lua_State *L, struct strata_run *run, const struct strata_node *node)
{
  lua_bind_end(L, run);
  lua_pushboolean(L, node != NULL);
  return 1;
}

static int add_commentary(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  return push_whether(
    L, run, host_nodes.commentary(run, node, lua_text_at(L, 2, "the section", false)));
}

static int add_plugin(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  const char *plugin = lua_text_at(L, 2, "the plugin", false);
  return push_whether(
    L, run, host_nodes.plugin(run, node, plugin, lua_text_at(L, 3, "the callback", true)));
}

/* ---- lists of tables ----------------------------------------------------------------------- */

/* Reads item I of the list at 2, a table of FIELDS. */
static void read_item(lua_State *L, struct strata_run *run, size_t i, const char *what,
                      const struct lua_field *fields, void *item)
{
  lua_rawgeti(L, 2, (lua_Integer)i + 1);
  lua_fields_read(L, -1, run->arena, what, fields, false, item);
  lua_pop(L, 1);
}

static size_t list_length(lua_State *L, const char *what)
{
  if (!lua_istable(L, 2))
    luaL_error(L, "%s needs a list of tables, not %s", what, luaL_typename(L, 2));
  return lua_rawlen(L, 2);
}

static int add_key_figures(lua_State *L)
{
  static const struct lua_field fields[] = { LUA_FIELD(strata_key_figure, value, TEXT),
                                             LUA_FIELD(strata_key_figure, words, TEXT),
                                             LUA_FIELD(strata_key_figure, comparison, TEXT),
                                             { 0 } };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  size_t count = list_length(L, "key_figures");
  struct strata_key_figure *items = ARENA_ARRAY(run->arena, struct strata_key_figure, count);
  for (size_t i = 0; i < count; i++)
    read_item(L, run, i, "a key figure", fields, &items[i]);
  return push_node(L, run, host_nodes.key_figures(run, node, items, count, sizeof *items));
}

static int add_findings(lua_State *L)
{
  static const struct lua_field fields[] = { LUA_FIELD(strata_finding, lead, TEXT),
                                             LUA_FIELD(strata_finding, support, TEXT),
                                             { 0 } };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  size_t count = list_length(L, "findings");
  struct strata_finding *items = ARENA_ARRAY(run->arena, struct strata_finding, count);
  for (size_t i = 0; i < count; i++)
    read_item(L, run, i, "a finding", fields, &items[i]);
  return push_node(L, run, host_nodes.findings(run, node, items, count, sizeof *items));
}

/* ---- tables -------------------------------------------------------------------------------- */

#define OTHER(name_)                                                                               \
  {                                                                                                \
    .name = name_, .kind = LUA_FIELD_OTHER                                                         \
  }

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
    LUA_FIELD_GIVEN(strata_cell, before, STRATA_BEFORE),
    LUA_FIELD_GIVEN(strata_cell, most, STRATA_MOST),
    LUA_FIELD_GIVEN(strata_cell, low, STRATA_BAND),
    LUA_FIELD_GIVEN(strata_cell, high, STRATA_BAND),
    LUA_FIELD_GIVEN(strata_cell, reference, STRATA_REFERENCE),
    LUA_FIELD_ARRAY(strata_cell, others, NUMBERS, other_count),
    OTHER("bar"),
    OTHER("strip"),
    OTHER("spread"),
    OTHER("spark"),
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
        LUA_FIELD(strata_column, header, FLAG), { 0 } };
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

static int add_table(lua_State *L)
{
  static const struct lua_field fields[]
    = { LUA_FIELD(strata_table, title, TEXT), LUA_FIELD(strata_table, meaning, TEXT),
        LUA_FIELD(strata_table, note, TEXT),  LUA_FIELD(strata_table, compact, FLAG),
        OTHER("columns"), OTHER("rows"), { 0 } };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
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
  return push_node(L, run, host_nodes.table(run, node, &table));
}

/* ---- figures ------------------------------------------------------------------------------- */

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

static int add_figure(lua_State *L)
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
    OTHER("limits"),
    OTHER("muted"),
    OTHER("rows"),
    { 0 },
  };
#undef F
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = node_at(L);
  struct strata_figure figure = { STRATA_FIGURE };
  lua_fields_read(L, 2, run->arena, "a figure", fields, false, &figure);
  read_span(L, run, "limits", &figure.limits_from, &figure.limits_to);
  read_span(L, run, "muted", &figure.muted_from, &figure.muted_to);
  read_rows(L, run, &figure);
  return push_node(L, run, host_nodes.figure(run, node, &figure));
}

/* ---- the methods --------------------------------------------------------------------------- */

const luaL_Reg lua_bind_methods[] = {
  { "title", add_title },
  { "subtitle", add_subtitle },
  { "running", add_running },
  { "box", add_box },
  { "columns", add_columns },
  { "heading", add_heading },
  { "paragraph", add_paragraph },
  { "list", add_list },
  { "key_figures", add_key_figures },
  { "findings", add_findings },
  { "callout", add_callout },
  { "note", add_note },
  { "rule", add_rule },
  { "contents", add_contents },
  { "key", add_key },
  { "commentary", add_commentary },
  { "table", add_table },
  { "figure", add_figure },
  { "plugin", add_plugin },
  { NULL, NULL },
};

/* Upvalue: the methods. */
static int node_index(lua_State *L)
{
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
    return 1;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return sandbox_no_such_name(L, lua_upvalueindex(1), "a node has no", name);
}

static int node_new_index(lua_State *L)
{
  return luaL_error(L, "a node cannot be changed; call its methods, with a colon");
}

void lua_bind_nodes(lua_State *L)
{
  luaL_newmetatable(L, handle_type);
  luaL_newlib(L, lua_bind_methods);
  lua_pushcclosure(L, node_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, node_new_index);
  lua_setfield(L, -2, "__newindex");
  lua_pop(L, 1);
}
