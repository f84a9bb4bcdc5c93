/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/sandbox_library.h"

#include "base/suggest.h"
#include "base/vec.h"
#include "extend/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>

const char sandbox_environment = 0;
const char sandbox_globals = 0;

/* What Lua has and scripts have not: what to do instead. */
static const struct missing {
  const char *name, *instead;
} missing[] = {
  { "collectgarbage", "memory is looked after" },
  { "coroutine", "there is no need of it" },
  { "debug", "scripts cannot look into the program" },
  { "dofile", "a template names its libraries in template.yaml" },
  { "find", "patterns are not available; take texts apart with string.sub" },
  { "getmetatable", "metatables are not available" },
  { "gmatch", "patterns are not available; take texts apart with string.sub" },
  { "gsub", "patterns are not available; put texts together with .." },
  { "io", "scripts cannot read or write files; declare a source in YAML" },
  { "load", "scripts cannot compile others" },
  { "loadfile", "a template names its libraries in template.yaml" },
  { "loadstring", "scripts cannot compile others" },
  { "match", "patterns are not available; take texts apart with string.sub" },
  { "next", "use pairs, which goes in sorted order" },
  { "os", "scripts have no clock and no system; the report's dates are in strata.report.edition" },
  { "pcall", "to fail with a reason, use strata.error" },
  { "print", "write to a page: page:paragraph(text)" },
  { "random", "the same input makes the same report, so there is no randomness" },
  { "rawequal", "metatables are not available" },
  { "rawget", "metatables are not available" },
  { "rawlen", "metatables are not available" },
  { "rawset", "metatables are not available" },
  { "require", "a template names its libraries in template.yaml" },
  { "setmetatable", "metatables are not available" },
  { "utf8", "texts are UTF-8; string.len counts bytes" },
  { "xpcall", "to fail with a reason, use strata.error" },
};

/* ---- read-only tables ---------------------------------------------------------------------- */

int sandbox_no_such_name(lua_State *L, int index, const char *what, const char *key)
{
  enum { MOST_NAMES = 128 };
  const char *names[MOST_NAMES];
  size_t count = 0;
  for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
    if (strcmp(missing[i].name, key) == 0)
      return luaL_error(L, "%s '%s': %s", what, key, missing[i].instead);
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING || count == MOST_NAMES)
      continue;
    /* In order, so that of equally near names it is always the same that is suggested. */
    const char *name = lua_tostring(L, -2);
    size_t at = count++;
    for (; at > 0 && strcmp(names[at - 1], name) > 0; at--)
      names[at] = names[at - 1];
    names[at] = name;
  }
  const char *near = suggest(str_of(key), names, count);
  return near ? luaL_error(L, "%s '%s': did you mean '%s'?", what, key, near)
              : luaL_error(L, "%s '%s'", what, key);
}

/* Upvalues: the table, "string has no". */
static int read_only_index(lua_State *L)
{
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
    return 1;
  const char *what = lua_tostring(L, lua_upvalueindex(2));
  if (lua_type(L, 2) != LUA_TSTRING)
    return luaL_error(L, "%s field that is a %s", what, luaL_typename(L, 2));
  return sandbox_no_such_name(L, lua_upvalueindex(1), what, lua_tostring(L, 2));
}

/* Upvalue: "string". */
static int read_only_new_index(lua_State *L)
{
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return luaL_error(L, "%s cannot be changed: '%s' is assigned to; write 'local' for a name of your own",
                    lua_tostring(L, lua_upvalueindex(1)), key);
}

void sandbox_protect(lua_State *L, const char *what)
{
  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, -3);
  lua_pushfstring(L, "%s has no", what);
  lua_pushcclosure(L, read_only_index, 2);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, what);
  lua_pushcclosure(L, read_only_new_index, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

/* Upvalues: the table, "string has no", the table of functions that make fields. */
static int made_index(lua_State *L)
{
  lua_settop(L, 2);
  if (lua_type(L, 2) == LUA_TSTRING) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(3)) == LUA_TFUNCTION) {
      lua_call(L, 0, 1);
      return 1;
    }
    lua_settop(L, 2);
  }
  return read_only_index(L);
}

void sandbox_share(lua_State *L, const char *name)
{
  int made = lua_gettop(L), fields = made - 1;
  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, fields);
  lua_pushfstring(L, "%s has no", name);
  lua_pushvalue(L, made);
  lua_pushcclosure(L, made_index, 3);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, name);
  lua_pushcclosure(L, read_only_new_index, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &sandbox_globals);
  lua_insert(L, -2);
  lua_setfield(L, -2, name);
  lua_settop(L, fields - 1);
}

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

/* ---- sorting ------------------------------------------------------------------------------- */

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

static int stable_sort(lua_State *L)
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

static int sorted_pairs(lua_State *L)
{
  luaL_checktype(L, 1, LUA_TTABLE);
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

/* ---- the list ------------------------------------------------------------------------------ */

static const char *const base_names[] = { "ipairs", "select", "tonumber", "type", NULL };
static const char *const string_names[]
  = { "byte", "char", "len", "lower", "reverse", "sub", "upper", NULL };
static const char *const table_names[] = { "concat", "unpack", NULL };
static const char *const math_names[]
  = { "abs", "ceil", "floor", "fmod", "huge", "max", "min", "modf", "pi", "sqrt", "tointeger",
      "type", "ult", "exp", "log", NULL };

static const luaL_Reg own_base[] = {
  { "assert", plain_assert },     { "error", plain_error }, { "pairs", sorted_pairs },
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
  lua_pushcfunction(L, stable_sort);
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
  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, -3);
  lua_pushliteral(L, "there is no global");
  lua_pushcclosure(L, read_only_index, 2);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "a global");
  lua_pushcclosure(L, read_only_new_index, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &sandbox_environment);
  lua_settop(L, 0);
}
