/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A section's content written in YAML, made by the methods that scripts have. */
#include "extend/content.h"
#include "extend/lua_bind.h"
#include "extend/lua_content.h"

#include "base/num.h"

#include <string.h>

/* ---- values -------------------------------------------------------------------------------- */

static void push_text(lua_State *L, const struct yaml_node *node)
{
  int64_t whole;
  double number;
  if (!node->quoted && (str_is(node->text, "true") || str_is(node->text, "false")))
    lua_pushboolean(L, str_is(node->text, "true"));
  else if (!node->quoted && num_parse_int(node->text, &whole))
    lua_pushinteger(L, (lua_Integer)whole);
  else if (!node->quoted && num_parse(node->text, &number))
    lua_pushnumber(L, number);
  else
    lua_pushlstring(L, node->text.at, node->text.len);
}

/* A key as scripts write it: "row head" is row_head. */
static void push_key(lua_State *L, struct str key)
{
  luaL_Buffer buffer;
  char *at = luaL_buffinitsize(L, &buffer, key.len);
  for (size_t i = 0; i < key.len; i++)
    at[i] = key.at[i] == ' ' ? '_' : key.at[i];
  luaL_pushresultsize(&buffer, key.len);
}

/* The value as a script would have it.  YAML's own limits bound its size and depth. */
static void push_value(lua_State *L, const struct yaml_node *node)
{
  luaL_checkstack(L, 4, "content within content");
  switch (node->kind) {
  case YAML_NULL:
    lua_pushnil(L);
    break;
  case YAML_TEXT:
    push_text(L, node);
    break;
  case YAML_LIST:
    lua_createtable(L, (int)node->count, 0);
    for (size_t i = 0; i < node->count; i++) {
      push_value(L, node->items[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    break;
  case YAML_MAPPING:
    lua_createtable(L, 0, (int)node->count);
    for (size_t i = 0; i < node->count; i++) {
      push_key(L, node->pairs[i].key);
      push_value(L, node->pairs[i].value);
      lua_rawset(L, -3);
    }
    break;
  }
}

/* ---- nodes --------------------------------------------------------------------------------- */

static lua_CFunction method_of(const char *name)
{
  for (const luaL_Reg *method = lua_bind_methods; method->name; method++)
    if (strcmp(method->name, name) == 0)
      return method->func;
  return NULL;
}

static void add_list(lua_State *L, int page, const struct yaml_node *list);

/* Stack: nothing before and after.  The method gives a handle for each column. */
static void add_columns(lua_State *L, int page, const struct yaml_node *columns)
{
  int first = lua_gettop(L) + 1;
  luaL_checkstack(L, (int)columns->count + 4, "columns");
  lua_pushcfunction(L, method_of("columns"));
  lua_pushvalue(L, page);
  for (size_t i = 0; i < columns->count; i++)
    push_text(L, node_value(columns->items[i], "span"));
  lua_call(L, (int)columns->count + 1, (int)columns->count);
  for (size_t i = 0; i < columns->count; i++)
    add_list(L, first + (int)i, node_value(columns->items[i], "content"));
  lua_settop(L, first - 1);
}

static void add_inside(lua_State *L, int page, const char *method, const struct yaml_node *node)
{
  int handle = lua_gettop(L) + 1;
  lua_pushcfunction(L, method_of(method));
  lua_pushvalue(L, page);
  push_text(L, node_value(node, "name"));
  lua_call(L, 2, 1);
  add_list(L, handle, node_value(node, "content"));
  lua_settop(L, handle - 1);
}

static void add_node(lua_State *L, int page, const struct yaml_node *node)
{
  struct strata_run *run = sandbox_user(L);
  const struct yaml_node *value;
  const struct content_kind *kind = content_kind_of(node, &value);
  run->content = node->pairs[0].key_loc;
  if (kind->shape == CONTENT_COLUMNS) {
    add_columns(L, page, value);
    return;
  }
  if (kind->shape == CONTENT_INSIDE) {
    add_inside(L, page, kind->method, value);
    return;
  }
  int top = lua_gettop(L);
  lua_pushcfunction(L, method_of(kind->method));
  lua_pushvalue(L, page);
  if (kind->shape == CONTENT_VALUE)
    push_value(L, value);
  if (kind->argument)
    lua_pushstring(L, kind->argument);
  lua_call(L, lua_gettop(L) - top - 1, 0);
}

static void add_list(lua_State *L, int page, const struct yaml_node *list)
{
  luaL_checkstack(L, 8, "content within content");
  for (size_t i = 0; i < list->count; i++)
    add_node(L, page, list->items[i]);
}

int lua_add_content(lua_State *L)
{
  const struct content_call *call = lua_touserdata(L, 1);
  lua_settop(L, 0);
  lua_bind_push_node(L, (struct strata_node *)call->page);
  add_list(L, 1, call->content);
  return 0;
}
