/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Structs of strata-plugin.h as tables of Lua, both ways, by lists of their fields.
 *
 * Private to core/extend.  A number that is missing is NAN in C and nil in Lua.  Reading raises Lua
 * errors: on names that are not in the list (with the nearest that is), on other types, on text that
 * is not UTF-8.  Arrays that are read live in the run's arena; texts in the table they come from.
 */
#ifndef STRATA_EXTEND_LUA_FIELDS_H
#define STRATA_EXTEND_LUA_FIELDS_H

#include "base/arena.h"

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lua_field_kind {
  LUA_FIELD_TEXT,
  LUA_FIELD_NUMBER,  /* double */
  LUA_FIELD_INT,     /* int */
  LUA_FIELD_RANK,    /* int; 0 is nil */
  LUA_FIELD_FLAG,    /* int; true or false */
  LUA_FIELD_COUNT,   /* int64_t; -1 is nil */
  LUA_FIELD_SIZE,    /* size_t */
  LUA_FIELD_TEXTS,   /* an array of texts, and its count */
  LUA_FIELD_NUMBERS, /* an array of numbers, false where one is missing, and its count */
  LUA_FIELD_STRUCT,  /* a pointer to a struct of .fields; only written */
  LUA_FIELD_STRUCTS, /* an array of such pointers, and its count; only written */
  LUA_FIELD_OTHER,   /* the caller sees to it */
};

struct lua_field {
  const char *name; /* NULL ends a list */
  enum lua_field_kind kind;
  size_t at, count_at;
  uint32_t given;    /* its bit in the struct's "given", at given_at; 0: none */
  size_t given_at;
  const struct lua_field *fields;
};

#define LUA_FIELD(struct_, member, kind_)                                                          \
  {                                                                                                \
    .name = #member, .kind = LUA_FIELD_##kind_, .at = offsetof(struct struct_, member)             \
  }
#define LUA_FIELD_ARRAY(struct_, member, kind_, count)                                             \
  {                                                                                                \
    .name = #member, .kind = LUA_FIELD_##kind_, .at = offsetof(struct struct_, member),            \
    .count_at = offsetof(struct struct_, count)                                                    \
  }
#define LUA_FIELD_LIST(struct_, member, fields_, count)                                            \
  {                                                                                                \
    .name = #member, .kind = LUA_FIELD_STRUCTS, .at = offsetof(struct struct_, member),            \
    .count_at = offsetof(struct struct_, count), .fields = (fields_)                               \
  }
#define LUA_FIELD_GIVEN(struct_, member, bit)                                                      \
  {                                                                                                \
    .name = #member, .kind = LUA_FIELD_NUMBER, .at = offsetof(struct struct_, member),             \
    .given = (bit), .given_at = offsetof(struct struct_, given)                                    \
  }

/* A field that the caller reads by itself. */
#define LUA_FIELD_SEEN_TO(name_)                                                                   \
  {                                                                                                \
    .name = name_, .kind = LUA_FIELD_OTHER                                                         \
  }

/* Pushes a new table with the fields of OBJECT. */
void lua_fields_push(lua_State *L, const struct lua_field *fields, const void *object);

/* The same for scripts, with each field made when it is first read: of many, they read few.  OBJECT
 * must live, unchanged, as long as the state. */
void lua_fields_push_unmade(lua_State *L, const struct lua_field *fields, const void *object);

/* Pushes a new list of the COUNT structs of FIELDS at LIST, an array of pointers. */
void lua_fields_push_list(lua_State *L, const struct lua_field *fields, const void *list,
                          size_t count);

/* Reads the table at INDEX into OBJECT, which is zeroed.  WHAT names it in errors: "a table".  Keys
 * that are numbers are an error unless LISTED. */
void lua_fields_read(lua_State *L, int index, struct arena *arena, const char *what,
                     const struct lua_field *fields, bool listed, void *object);

/* The text at INDEX, which must be text (or a number) in UTF-8; NULL for nil or nothing when OPTIONAL.
 * WHAT names it in errors. */
const char *lua_text_at(lua_State *L, int index, const char *what, bool optional);

/* The texts of the list at INDEX, which stay valid while it is not changed. */
const char **lua_texts_at(lua_State *L, int index, struct arena *arena, const char *what,
                          size_t *ret_count);

#endif
