/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that scripts can read and not change, and what is said of names that are not in them. */
#include "base/suggest.h"
#include "extend/sandbox.h"
#include "extend/sandbox_library.h"

#include <lauxlib.h>
#include <string.h>

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

/* What is asked for when a table has no such field.  Upvalues: the table, "string has no", the
 * table of functions that make fields, or nil. */
static int absent_index(lua_State *L)
{
  lua_settop(L, 2);
  if (lua_istable(L, lua_upvalueindex(3)) && lua_type(L, 2) == LUA_TSTRING) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(3)) == LUA_TFUNCTION) {
      lua_call(L, 0, 1);
      return 1;
    }
    lua_settop(L, 2);
  }
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
    return 1;
  const char *what = lua_tostring(L, lua_upvalueindex(2));
  if (lua_type(L, 2) != LUA_TSTRING)
    return luaL_error(L, "%s field that is a %s", what, luaL_typename(L, 2));
  return sandbox_no_such_name(L, lua_upvalueindex(1), what, lua_tostring(L, 2));
}

static int read_only_new_index(lua_State *L)
{
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return luaL_error(L, "%s cannot be changed: '%s' is assigned to; write 'local' for a name of your own",
                    lua_tostring(L, lua_upvalueindex(1)), key);
}

/* Pushes a new table with those fields of the table at FIELDS that are functions. */
static void push_functions(lua_State *L, int fields)
{
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, fields); lua_pop(L, 1)) {
    if (!lua_isfunction(L, -1))
      continue;
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
}

/* Pushes a new table that has nothing itself.  Lua looks for a field in the table at FOUND, which it
 * does by itself and quickly, and then asks absent_index with the tables at FIELDS and MADE. */
static void push_read_only(lua_State *L, int found, int fields, int made, const char *no,
                           const char *what)
{
  lua_newtable(L);
  lua_pushvalue(L, fields);
  lua_pushstring(L, no);
  lua_pushvalue(L, made);
  lua_pushcclosure(L, absent_index, 3);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, found);

  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, found);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, what);
  lua_pushcclosure(L, read_only_new_index, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

void sandbox_protect(lua_State *L, const char *what)
{
  int fields = lua_gettop(L);
  push_functions(L, fields);
  lua_pushnil(L);
  push_read_only(L, fields + 1, fields, fields + 2, lua_pushfstring(L, "%s has no", what), what);
  lua_replace(L, fields);
  lua_settop(L, fields);
}

void sandbox_share(lua_State *L, const char *name)
{
  int made = lua_gettop(L), fields = made - 1;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &sandbox_globals);
  push_functions(L, fields);
  push_read_only(L, made + 2, fields, made, lua_pushfstring(L, "%s has no", name), name);
  lua_setfield(L, made + 1, name);
  lua_settop(L, fields - 1);
}

void sandbox_environment_of(lua_State *L)
{
  int globals = lua_gettop(L);
  lua_pushnil(L);
  push_read_only(L, globals, globals, globals + 1, "there is no global", "a global");
  lua_replace(L, globals);
  lua_settop(L, globals);
}
