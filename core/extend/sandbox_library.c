/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/sandbox_library.h"

#include "extend/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdbool.h>
#include <string.h>

const char sandbox_environment = 0;
const char sandbox_globals = 0;

/* ---- functions that differ from Lua's ------------------------------------------------------ */

static int plain_tostring(lua_State *L)
{
  luaL_checkany(L, 1);
  int type = lua_type(L, 1);
  if (type == LUA_TSTRING || type == LUA_TNUMBER || type == LUA_TBOOLEAN || type == LUA_TNIL)
    luaL_tolstring(L, 1, NULL);
  else
    lua_pushstring(L, lua_typename(L, type)); /* never an address */
  return 1;
}

/* Without "FILE:LINE: ", which sandbox_call finds by itself. */
static int plain_error(lua_State *L)
{
  lua_settop(L, 1);
  return lua_error(L);
}

static int plain_assert(lua_State *L)
{
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1))
    return lua_gettop(L);
  if (lua_isnoneornil(L, 2))
    lua_pushliteral(L, "assertion failed");
  else
    lua_pushvalue(L, 2);
  return lua_error(L);
}

static int short_rep(lua_State *L)
{
  enum { MOST_BYTES = 1 << 17, MOST_TIMES = 1 << 16 };
  size_t len, separator_len = 0;
  const char *text = luaL_checklstring(L, 1, &len);
  lua_Integer times = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &separator_len);
  if (times > MOST_TIMES || (times > 0 && (len + separator_len) > (size_t)(MOST_BYTES / times)))
    return luaL_error(L, "string.rep makes at most 128 KiB, in at most 65536 pieces");
  sandbox_charge(L, times > 0 ? (size_t)times : 0);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (lua_Integer i = 0; i < times; i++) {
    if (i)
      luaL_addlstring(&buffer, separator, separator_len);
    luaL_addlstring(&buffer, text, len);
  }
  luaL_pushresult(&buffer);
  return 1;
}

/* string.format without %p, and without tables for %s: both would print addresses.
 * Upvalue: Lua's own. */
static int plain_format(lua_State *L)
{
  int argument = 1;
  size_t len;
  for (const char *at = luaL_checklstring(L, 1, &len); (at = strchr(at, '%')); at++) {
    at++;
    if (*at == '%')
      continue;
    at += strspn(at, "-+ #0123456789.");
    argument++;
    if (*at == 'p')
      return luaL_error(L, "string.format has no '%%p': addresses differ from run to run");
    if (*at == 's' && lua_gettop(L) >= argument && !lua_isstring(L, argument)
        && !lua_isboolean(L, argument) && !lua_isnil(L, argument))
      return luaL_argerror(L, argument,
                           lua_pushfstring(L, "text expected, got %s", luaL_typename(L, argument)));
    if (!*at)
      break;
  }
  sandbox_charge(L, len / 16);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Charges for the length of the first argument.  Upvalue: Lua's own. */
static int charged(lua_State *L)
{
  int type = lua_type(L, 1);
  if (type == LUA_TTABLE || type == LUA_TSTRING)
    sandbox_charge(L, lua_rawlen(L, 1) / (type == LUA_TTABLE ? 4 : 16));
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* table.insert(list, value) and table.remove(list) cost nothing; with a position, they move what
 * follows.  Upvalues: Lua's own, how many arguments it has without a position. */
static int charged_move(lua_State *L)
{
  if (lua_gettop(L) > lua_tointeger(L, lua_upvalueindex(2)) && lua_istable(L, 1))
    sandbox_charge(L, lua_rawlen(L, 1) / 4);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* ---- the list ------------------------------------------------------------------------------ */

static const char *const base_names[] = { "ipairs", "select", "tonumber", "type", NULL };
static const char *const string_names[]
  = { "byte", "char", "len", "lower", "reverse", "sub", "upper", NULL };
static const char *const table_names[] = { "concat", "unpack", NULL };
static const char *const math_names[]
  = { "abs", "ceil", "floor", "fmod", "huge", "max", "min", "modf", "pi", "sqrt", "tointeger",
      "type", "ult", "exp", "log", NULL };

static const luaL_Reg own_base[] = {
  { "assert", plain_assert },     { "error", plain_error }, { "pairs", sandbox_pairs },
  { "tostring", plain_tostring }, { NULL, NULL },
};

/* Pushes a new table with NAMES of the library that OPEN makes, functions charged for. */
static void keep(lua_State *L, const char *library, lua_CFunction open, const char *const *names,
                 bool charge)
{
  luaL_requiref(L, library, open, 0);
  lua_newtable(L);
  for (; *names; names++) {
    lua_getfield(L, -2, *names);
    if (charge && lua_iscfunction(L, -1))
      lua_pushcclosure(L, charged, 1);
    lua_setfield(L, -2, *names);
  }
}

void sandbox_library(lua_State *L)
{
  keep(L, LUA_GNAME, luaopen_base, base_names, false);
  luaL_setfuncs(L, own_base, 0);
  int globals = lua_gettop(L);
  lua_pushvalue(L, globals);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &sandbox_globals);

  keep(L, "string", luaopen_string, string_names, true);
  lua_getfield(L, -2, "format");
  lua_pushcclosure(L, plain_format, 1);
  lua_setfield(L, -2, "format");
  lua_pushcfunction(L, short_rep);
  lua_setfield(L, -2, "rep");
  sandbox_protect(L, "string");
  /* Methods of texts, ("x"):upper(), are the same. */
  lua_pushliteral(L, "");
  lua_newtable(L);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  lua_setfield(L, globals, "string");

  keep(L, "table", luaopen_table, table_names, true);
  lua_pushcfunction(L, sandbox_sort);
  lua_setfield(L, -2, "sort");
  lua_getfield(L, -2, "insert");
  lua_pushinteger(L, 2);
  lua_pushcclosure(L, charged_move, 2);
  lua_setfield(L, -2, "insert");
  lua_getfield(L, -2, "remove");
  lua_pushinteger(L, 1);
  lua_pushcclosure(L, charged_move, 2);
  lua_setfield(L, -2, "remove");
  sandbox_protect(L, "table");
  lua_setfield(L, globals, "table");

  keep(L, "math", luaopen_math, math_names, false);
  sandbox_protect(L, "math");
  lua_setfield(L, globals, "math");

  /* The state's own globals hold everything; scripts get another environment. */
  lua_pushvalue(L, globals);
  sandbox_environment_of(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &sandbox_environment);
  lua_settop(L, 0);
}
