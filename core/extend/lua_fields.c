/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/lua_fields.h"

#include "base/str.h"
#include "base/suggest.h"

#include <lauxlib.h>
#include <math.h>

/* ---- writing ------------------------------------------------------------------------------- */

static void push_number_or_nil(lua_State *L, double value)
{
  if (isnan(value))
    lua_pushnil(L);
  else
    lua_pushnumber(L, value);
}

static void push_texts(lua_State *L, const char *const *texts, size_t count)
{
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, texts[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* A gap in a list would end it: false stands for what is missing. */
static void push_numbers(lua_State *L, const double *numbers, size_t count)
{
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    if (isnan(numbers[i]))
      lua_pushboolean(L, 0);
    else
      lua_pushnumber(L, numbers[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void push_field(lua_State *L, const struct lua_field *field, const char *object)
{
  const void *at = object + field->at;
  const size_t *count = (const void *)(object + field->count_at);
  const void *pointer;
  int number;
  int64_t big;
  switch (field->kind) {
  case LUA_FIELD_TEXT:
    lua_pushstring(L, *(const char *const *)at);
    break;
  case LUA_FIELD_NUMBER:
    push_number_or_nil(L, *(const double *)at);
    break;
  case LUA_FIELD_INT:
    lua_pushinteger(L, *(const int *)at);
    break;
  case LUA_FIELD_RANK:
    number = *(const int *)at;
    if (number)
      lua_pushinteger(L, number);
    else
      lua_pushnil(L);
    break;
  case LUA_FIELD_FLAG:
    lua_pushboolean(L, *(const int *)at);
    break;
  case LUA_FIELD_COUNT:
    big = *(const int64_t *)at;
    if (big >= 0)
      lua_pushinteger(L, big);
    else
      lua_pushnil(L);
    break;
  case LUA_FIELD_SIZE:
    lua_pushinteger(L, (lua_Integer) * (const size_t *)at);
    break;
  case LUA_FIELD_TEXTS:
    push_texts(L, *(const char *const *const *)at, *count);
    break;
  case LUA_FIELD_NUMBERS:
    push_numbers(L, *(const double *const *)at, *count);
    break;
  case LUA_FIELD_STRUCT:
    pointer = *(const void *const *)at;
    if (pointer)
      lua_fields_push(L, field->fields, pointer);
    else
      lua_pushnil(L);
    break;
  case LUA_FIELD_STRUCTS:
    lua_fields_push_list(L, field->fields, *(const void *const *)at, *count);
    break;
  case LUA_FIELD_OTHER:
    lua_pushnil(L);
    break;
  }
}

void lua_fields_push(lua_State *L, const struct lua_field *fields, const void *object)
{
  int count = 0;
  while (fields[count].name)
    count++;
  luaL_checkstack(L, 8, "tables within tables");
  lua_createtable(L, 0, count);
  for (; fields->name; fields++) {
    push_field(L, fields, object);
    lua_setfield(L, -2, fields->name);
  }
}

void lua_fields_push_list(lua_State *L, const struct lua_field *fields, const void *list,
                          size_t count)
{
  const void *const *at = list;
  luaL_checkstack(L, 8, "tables within tables");
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_fields_push(L, fields, at[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* ---- writing when it is read --------------------------------------------------------------- */

/* Its address is the key of the struct in a table whose fields are still to be made. */
static const char struct_key = 0;

/* Puts the field NUMBER of FIELDS into the table at 1 and pushes it. */
static void make_field(lua_State *L, const struct lua_field *fields, lua_Integer number)
{
  lua_rawgetp(L, 1, &struct_key);
  push_field(L, &fields[number], lua_touserdata(L, -1));
  lua_remove(L, -2);
}

/* Upvalues: the fields, their numbers by name. */
static int unmade_index(lua_State *L)
{
  const struct lua_field *fields = lua_touserdata(L, lua_upvalueindex(1));
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TNIL)
    return 1;
  make_field(L, fields, lua_tointeger(L, -1));
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  return 1;
}

/* pairs goes through all fields: from then on it is a table like any other.  Upvalue: the fields. */
static int make_all(lua_State *L)
{
  const struct lua_field *fields = lua_touserdata(L, lua_upvalueindex(1));
  lua_settop(L, 1);
  for (lua_Integer i = 0; fields[i].name; i++) {
    lua_pushstring(L, fields[i].name);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) == LUA_TNIL) {
      lua_pop(L, 1);
      make_field(L, fields, i);
      lua_rawset(L, 1);
    }
    lua_settop(L, 1);
  }
  lua_pushnil(L);
  lua_rawsetp(L, 1, &struct_key);
  lua_pushnil(L);
  lua_setmetatable(L, 1);
  return 1;
}

/* Pushes the metatable of tables of FIELDS. */
static void push_unmade(lua_State *L, const struct lua_field *fields)
{
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, fields) == LUA_TTABLE)
    return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushlightuserdata(L, (void *)(uintptr_t)fields);
  lua_newtable(L);
  for (lua_Integer i = 0; fields[i].name; i++) {
    lua_pushinteger(L, i);
    lua_setfield(L, -2, fields[i].name);
  }
  lua_pushcclosure(L, unmade_index, 2);
  lua_setfield(L, -2, "__index");
  lua_pushlightuserdata(L, (void *)(uintptr_t)fields);
  lua_pushcclosure(L, make_all, 1);
  lua_setfield(L, -2, "__pairs");
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, fields);
}

void lua_fields_push_unmade(lua_State *L, const struct lua_field *fields, const void *object)
{
  enum { USUALLY_READ = 7 };
  luaL_checkstack(L, 8, "tables within tables");
  lua_createtable(L, 0, USUALLY_READ + 1);
  lua_pushlightuserdata(L, (void *)(uintptr_t)object);
  lua_rawsetp(L, -2, &struct_key);
  push_unmade(L, fields);
  lua_setmetatable(L, -2);
}

/* ---- reading ------------------------------------------------------------------------------- */

/* The text at INDEX; NULL when it is none, or is not UTF-8. */
static const char *sound_text(lua_State *L, int index)
{
  struct str text;
  text.at = lua_isstring(L, index) ? lua_tolstring(L, index, &text.len) : NULL;
  return text.at && !memchr(text.at, '\0', text.len) && str_utf8_error(text) == text.len
    ? text.at
    : NULL;
}

const char *lua_text_at(lua_State *L, int index, const char *what, bool optional)
{
  if (optional && lua_isnoneornil(L, index))
    return NULL;
  const char *text = sound_text(L, index);
  if (!text && lua_isstring(L, index))
    luaL_error(L, "%s is not UTF-8: a character was cut in two", what);
  if (!text)
    luaL_error(L, "%s must be text, not %s", what,
               lua_isnone(L, index) ? "nothing" : luaL_typename(L, index));
  return text;
}

const char **lua_texts_at(lua_State *L, int index, struct arena *arena, const char *what,
                          size_t *ret_count)
{
  if (!lua_istable(L, index)) {
    luaL_error(L, "%s must be a list of texts, not %s", what, luaL_typename(L, index));
    return NULL;
  }
  size_t count = lua_rawlen(L, index);
  const char **texts = ARENA_ARRAY(arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    /* A number becomes text in its place, so that it stays when the stack is popped. */
    if (lua_type(L, -1) == LUA_TNUMBER) {
      texts[i] = arena_strdup(arena, lua_tostring(L, -1));
    } else {
      texts[i] = lua_text_at(L, -1, what, false);
    }
    lua_pop(L, 1);
  }
  *ret_count = count;
  return texts;
}

static double number_at(lua_State *L, int index, const char *what, const char *name)
{
  if (lua_type(L, index) != LUA_TNUMBER)
    return luaL_error(L, "'%s' of %s must be a number, not %s", name, what,
                      luaL_typename(L, index));
  double value = lua_tonumber(L, index);
  if (!isfinite(value))
    luaL_error(L, "'%s' of %s is not a finite number; leave out what is missing", name, what);
  return value;
}

static const double *numbers_at(lua_State *L, int index, struct arena *arena, const char *what,
                                const char *name, size_t *ret_count)
{
  if (!lua_istable(L, index)) {
    luaL_error(L, "'%s' of %s must be a list of numbers, not %s", name, what,
               luaL_typename(L, index));
    return NULL;
  }
  size_t count = lua_rawlen(L, index);
  double *numbers = ARENA_ARRAY(arena, double, count);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    bool missing = lua_isboolean(L, -1) && !lua_toboolean(L, -1);
    numbers[i] = missing ? NAN : number_at(L, -1, what, name);
    lua_pop(L, 1);
  }
  *ret_count = count;
  return numbers;
}

/* The value is on the top of the stack, and is not nil. */
static void read_field(lua_State *L, struct arena *arena, const char *what,
                       const struct lua_field *field, char *object)
{
  void *at = object + field->at;
  size_t *count = (size_t *)(void *)(object + field->count_at);
  int top = lua_gettop(L);
  const char *text;
  switch (field->kind) {
  case LUA_FIELD_TEXT:
    text = sound_text(L, top);
    if (!text)
      text = lua_text_at(L, top, lua_pushfstring(L, "'%s' of %s", field->name, what), false);
    *(const char **)at = arena_strdup(arena, text);
    break;
  case LUA_FIELD_NUMBER:
    *(double *)at = number_at(L, top, what, field->name);
    break;
  case LUA_FIELD_INT:
  case LUA_FIELD_RANK:
    if (!lua_isinteger(L, top) || lua_tointeger(L, top) < -1000000
        || lua_tointeger(L, top) > 1000000)
      luaL_error(L, "'%s' of %s must be a whole number", field->name, what);
    *(int *)at = (int)lua_tointeger(L, top);
    break;
  case LUA_FIELD_FLAG:
    if (!lua_isboolean(L, top))
      luaL_error(L, "'%s' of %s must be true or false, not %s", field->name, what,
                 luaL_typename(L, top));
    *(int *)at = lua_toboolean(L, top);
    break;
  case LUA_FIELD_TEXTS:
    *(const char *const **)at
      = lua_texts_at(L, top, arena, lua_pushfstring(L, "'%s' of %s", field->name, what), count);
    break;
  case LUA_FIELD_NUMBERS:
    *(const double **)at = numbers_at(L, top, arena, what, field->name, count);
    break;
  case LUA_FIELD_COUNT:
  case LUA_FIELD_SIZE:
  case LUA_FIELD_STRUCT:
  case LUA_FIELD_STRUCTS:
  case LUA_FIELD_OTHER:
    break;
  }
  lua_settop(L, top);
}

/* Raises an error when the table at INDEX has a key that is none of FIELDS. */
static void check_names(lua_State *L, int index, const char *what, const struct lua_field *fields,
                        bool listed)
{
  enum { MOST_FIELDS = 64 };
  const char *names[MOST_FIELDS];
  size_t count = 0;
  for (; fields[count].name && count < MOST_FIELDS; count++)
    names[count] = fields[count].name;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) {
      if (!listed || !lua_isinteger(L, -2))
        luaL_error(L, "%s has no place for a value without a name", what);
      continue;
    }
    const char *name = lua_tostring(L, -2);
    bool known = false;
    for (size_t i = 0; i < count && !known; i++)
      known = strcmp(names[i], name) == 0;
    if (known)
      continue;
    const char *near = suggest(str_of(name), names, count);
    if (near)
      luaL_error(L, "%s has no '%s': did you mean '%s'?", what, name, near);
    luaL_error(L, "%s has no '%s'", what, name);
  }
}

void lua_fields_read(lua_State *L, int index, struct arena *arena, const char *what,
                     const struct lua_field *fields, bool listed, void *object)
{
  index = lua_absindex(L, index);
  if (!lua_istable(L, index))
    luaL_error(L, "%s must be a table, not %s", what, luaL_typename(L, index));
  luaL_checkstack(L, 8, "tables within tables");
  check_names(L, index, what, fields, listed);
  uint32_t given = 0, lacking = 0;
  size_t given_at = 0;
  for (; fields->name; fields++) {
    lua_getfield(L, index, fields->name);
    bool present = !lua_isnil(L, -1);
    if (present)
      read_field(L, arena, what, fields, object);
    if (fields->given) {
      *(present ? &given : &lacking) |= fields->given;
      given_at = fields->given_at;
    }
    lua_pop(L, 1);
  }
  /* Two fields may share a bit: an interval needs both its ends. */
  if (given_at)
    *(uint32_t *)(void *)((char *)object + given_at) |= given & ~lacking;
}
