/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.sort and pairs, whose order depends on what is sorted alone. */
#include "extend/sandbox.h"
#include "extend/sandbox_library.h"

#include <lauxlib.h>
#include <stdbool.h>

/* Whether the value at A is before the value at B (absolute indexes): by the function at LESS, or,
 * when that is 0, by <. */
static bool is_before(lua_State *L, int a, int b, int less)
{
  if (!less)
    return lua_compare(L, a, b, LUA_OPLT);
  lua_pushvalue(L, less);
  lua_pushvalue(L, a);
  lua_pushvalue(L, b);
  lua_call(L, 2, 1);
  bool before = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return before;
}

/* Merges FROM[low, middle) and FROM[middle, high) into INTO, tables on the stack. */
static void merge(lua_State *L, int from, int into, lua_Integer low, lua_Integer middle,
                  lua_Integer high, int less)
{
  lua_Integer a = low, b = middle;
  for (lua_Integer i = low; i < high; i++) {
    bool second = a >= middle;
    if (!second && b < high) {
      lua_rawgeti(L, from, a);
      lua_rawgeti(L, from, b);
      second = is_before(L, lua_gettop(L), lua_gettop(L) - 1, less);
      lua_pop(L, 2);
    }
    lua_rawgeti(L, from, second ? b++ : a++);
    lua_rawseti(L, into, i);
  }
}

/* Sorts the first COUNT values of the table at TABLE: a merge sort, which is stable, ends whatever
 * the function answers, and needs no random pivot.  Leaves the stack as it was. */
static void sort_values(lua_State *L, int table, lua_Integer count, int less)
{
  int top = lua_gettop(L);
  lua_createtable(L, (int)count, 0);
  int from = table, into = lua_gettop(L);
  for (lua_Integer width = 1; width < count; width *= 2) {
    sandbox_charge(L, (size_t)count);
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      lua_Integer middle = low + width, high = low + 2 * width;
      merge(L, from, into, low, middle > count + 1 ? count + 1 : middle,
            high > count + 1 ? count + 1 : high, less);
    }
    int swap = from;
    from = into;
    into = swap;
  }
  for (lua_Integer i = 1; from != table && i <= count; i++) {
    lua_rawgeti(L, from, i);
    lua_rawseti(L, table, i);
  }
  lua_settop(L, top);
}

int sandbox_sort(lua_State *L)
{
  luaL_checktype(L, 1, LUA_TTABLE);
  if (!lua_isnoneornil(L, 2))
    luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  sort_values(L, 1, (lua_Integer)lua_rawlen(L, 1), lua_isnil(L, 2) ? 0 : 2);
  return 0;
}

/* Numbers before texts, each ascending. */
static int key_is_before(lua_State *L)
{
  int a = lua_type(L, 1), b = lua_type(L, 2);
  lua_pushboolean(L, a == b ? lua_compare(L, 1, 2, LUA_OPLT) : a == LUA_TNUMBER);
  return 1;
}

/* Upvalues: the table, its sorted keys, how many were given. */
static int next_pair(lua_State *L)
{
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(3)) + 1;
  lua_pushinteger(L, at);
  lua_replace(L, lua_upvalueindex(3));
  lua_rawgeti(L, lua_upvalueindex(2), at);
  if (lua_isnil(L, -1))
    return 1;
  lua_pushvalue(L, -1);
  lua_gettable(L, lua_upvalueindex(1));
  return 2;
}

int sandbox_pairs(lua_State *L)
{
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (luaL_callmeta(L, 1, "__pairs"))
    lua_settop(L, 1);
  lua_newtable(L);
  lua_Integer count = 0;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
    int type = lua_type(L, -2);
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
      return luaL_error(L, "pairs: a key is a %s; use texts or numbers", lua_typename(L, type));
    lua_pushvalue(L, -2);
    lua_rawseti(L, 2, ++count);
  }
  sandbox_charge(L, (size_t)count);
  lua_pushcfunction(L, key_is_before);
  sort_values(L, 2, count, 3);
  lua_settop(L, 2);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_pair, 3);
  return 1;
}
