/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/sandbox.h"

#include "base/num.h"
#include "base/vec.h"
#include "extend/sandbox_library.h"
#include "extend/sandbox_memory.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

/* The hook comes every so many instructions. */
enum { HOOK_STEPS = 1000 };

/* A byte that is allocated costs a step in so many: making long texts again and again takes time
 * though it takes few instructions. */
enum { BYTES_A_STEP = 64 };

struct sandbox {
  lua_State *state;
  struct arena *arena;
  VEC(const char *) paths; /* of the scripts that were loaded: Lua's own copies come and go */
  struct sandbox_memory memory;
  long steps, budget;
  int depth; /* calls from C within each other */
  bool out_of_steps;
  void *user;
};

static struct sandbox *sandbox_of(lua_State *L)
{
  return *(struct sandbox **)lua_getextraspace(L);
}

lua_State *sandbox_state(struct sandbox *sandbox)
{
  return sandbox->state;
}

void sandbox_set_user(struct sandbox *sandbox, void *user)
{
  sandbox->user = user;
}

void *sandbox_user(lua_State *L)
{
  return sandbox_of(L)->user;
}

void sandbox_trust(struct sandbox *sandbox)
{
  lua_sethook(sandbox->state, NULL, 0, 0);
}

void sandbox_set_steps(struct sandbox *sandbox, long steps)
{
  sandbox->budget = steps;
}

size_t sandbox_memory(const struct sandbox *sandbox)
{
  return sandbox->memory.taken;
}

/* ---- limits -------------------------------------------------------------------------------- */

/* One text or table that is very large makes single instructions slow: comparing two texts, passing
 * on "...".  Where there is no old block, Lua gives the kind of object for its size. */
static void *allocate(void *user, void *old, size_t old_size, size_t size)
{
  struct sandbox *sandbox = user;
  if (size > SANDBOX_BLOCK || (!old && old_size == LUA_TSTRING && size > SANDBOX_TEXT))
    return NULL;
  if (!old)
    old_size = 0;
  if (size > old_size)
    sandbox->steps -= (long)((size - old_size) / BYTES_A_STEP);
  return sandbox_memory_resize(&sandbox->memory, old, old_size, size);
}

/* Passing on "..." costs one step, however many values it is: their number is limited instead. */
static void count(lua_State *L, lua_Debug *event)
{
  sandbox_charge(L, HOOK_STEPS);
  if (lua_getlocal(L, event, -SANDBOX_ARGUMENTS - 1))
    luaL_error(L, "a function has more than %d arguments", SANDBOX_ARGUMENTS);
}

void sandbox_charge(lua_State *L, size_t cost)
{
  struct sandbox *sandbox = sandbox_of(L);
  sandbox->steps -= cost < LONG_MAX / 2 ? (long)cost : LONG_MAX / 2;
  if (sandbox->steps > 0)
    return;
  sandbox->out_of_steps = true;
  luaL_error(L, "too many steps");
}

/* ---- errors -------------------------------------------------------------------------------- */

static const char *path_of(const struct sandbox *sandbox, const char *source)
{
  for (size_t i = 0; source[0] == '@' && i < sandbox->paths.len; i++)
    if (strcmp(sandbox->paths.at[i], source + 1) == 0)
      return sandbox->paths.at[i];
  return NULL;
}

struct loc sandbox_where(lua_State *L)
{
  lua_Debug frame;
  /* Level 0 is the function at work, which is C's. */
  for (int level = 1; lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    const char *path = frame.currentline > 0 ? path_of(sandbox_of(L), frame.source) : NULL;
    if (path)
      return (struct loc) { .file = path, .line = (uint32_t)frame.currentline };
  }
  return LOC_NONE;
}

/* Lua writes "FILE:LINE: " before its own messages; the place is kept apart. */
static const char *without_place(lua_State *L, const char *message)
{
  lua_Debug frame;
  for (int level = 0; lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0)
      continue;
    const char *place = lua_pushfstring(L, "%s:%d: ", frame.short_src, frame.currentline);
    size_t len = strlen(place);
    bool found = strncmp(message, place, len) == 0;
    lua_pop(L, 1);
    return found ? message + len : message;
  }
  return message;
}

/* The message handler: {message, file, line} instead of the error, while the stack still stands. */
static int locate(lua_State *L)
{
  const char *message = lua_tostring(L, 1);
  if (!message)
    message = lua_pushfstring(L, "an error that is a %s, not a text", luaL_typename(L, 1));
  struct loc loc = sandbox_where(L);
  lua_createtable(L, 3, 0);
  lua_pushstring(L, without_place(L, message));
  lua_rawseti(L, -2, 1);
  lua_pushlightuserdata(L, (void *)(uintptr_t)loc.file);
  lua_rawseti(L, -2, 2);
  lua_pushinteger(L, loc.line);
  lua_rawseti(L, -2, 3);
  return 1;
}

/* Takes what locate left after an error of STATUS, or Lua's own text when it could not be called. */
static struct sandbox_error caught(struct sandbox *sandbox, struct arena *arena, int status)
{
  lua_State *L = sandbox->state;
  struct sandbox_error error = { .code = "STRATA-X011", .message = "failed" };
  if (lua_istable(L, -1)) {
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 2);
    lua_rawgeti(L, -3, 3);
    error.message = arena_strdup(arena, lua_tostring(L, -3));
    error.loc = (struct loc) { .file = lua_touserdata(L, -2),
                               .line = (uint32_t)lua_tointeger(L, -1) };
    lua_pop(L, 3);
  } else if (lua_isstring(L, -1)) {
    error.message = arena_strdup(arena, lua_tostring(L, -1));
  }
  lua_pop(L, 1);
  if (sandbox->out_of_steps) {
    error.code = "STRATA-X012";
    error.message = arena_printf(arena, "took more than %ld steps", sandbox->budget);
  } else if (status == LUA_ERRMEM) {
    error.code = "STRATA-X013";
    error.message = arena_printf(
      arena, "needed too much memory: there are %d MiB, %d KiB for one text, and %d MiB for a table",
      SANDBOX_MEMORY >> 20, SANDBOX_TEXT >> 10, SANDBOX_BLOCK >> 20);
  }
  return error;
}

/* ---- loading and calling ------------------------------------------------------------------- */

/* "FILE:LINE: what is wrong", from the compiler. */
static struct sandbox_error not_compiled(struct sandbox *sandbox, struct arena *arena,
                                         const char *path, int status)
{
  struct sandbox_error error = caught(sandbox, arena, status);
  error.loc = LOC_FILE(path);
  if (status == LUA_ERRMEM)
    return error;
  error.code = "STRATA-X010";
  for (const char *at = error.message; (at = strchr(at, ':')); at++) {
    size_t digits = strspn(at + 1, "0123456789");
    int64_t line;
    if (digits && at[1 + digits] == ':' && num_parse_int((struct str) { at + 1, digits }, &line)) {
      error.loc.line = (uint32_t)line;
      error.message = at + digits + 2 + (at[digits + 2] == ' ');
      break;
    }
  }
  return error;
}

static int keep_code(lua_State *L, const void *bytes, size_t len, void *user)
{
  (void)L;
  strbuf_add(user, (struct str) { bytes, len });
  return 0;
}

int sandbox_load(struct sandbox *sandbox, struct arena *arena, struct sandbox_script *script,
                 struct sandbox_error *ret_error)
{
  lua_State *L = sandbox->state;
  sandbox->steps = sandbox->budget;
  sandbox->out_of_steps = false;
  *VEC_ADD(sandbox->arena, &sandbox->paths) = script->path;
  const char *name = arena_printf(arena, "@%s", script->path);
  /* What comes from a file is text only: compiled code could do anything. */
  int status = script->compiled.len
    ? luaL_loadbufferx(L, script->compiled.at, script->compiled.len, name, "b")
    : luaL_loadbufferx(L, script->text.at, script->text.len, name, "t");
  if (status != LUA_OK) {
    *ret_error = not_compiled(sandbox, arena, script->path, status);
    return -1;
  }
  if (script->arena && !script->compiled.len) {
    struct strbuf code = STRBUF(script->arena);
    lua_dump(L, keep_code, &code, false);
    script->compiled = strbuf_str(&code);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &sandbox_environment);
  lua_setupvalue(L, -2, 1);
  return 0;
}

int sandbox_call(struct sandbox *sandbox, struct arena *arena, int arguments, int results,
                 struct sandbox_error *ret_error)
{
  lua_State *L = sandbox->state;
  int function = lua_gettop(L) - arguments;
  if (sandbox->depth == 0) {
    sandbox->steps = sandbox->budget;
    sandbox->out_of_steps = false;
  }
  lua_pushcfunction(L, locate);
  lua_insert(L, function);
  sandbox->depth++;
  int status = lua_pcall(L, arguments, results, function);
  sandbox->depth--;
  if (status != LUA_OK)
    *ret_error = caught(sandbox, arena, status);
  lua_remove(L, function);
  return status == LUA_OK ? 0 : -1;
}

/* ---- making -------------------------------------------------------------------------------- */

/* Instead of lua_close: scripts can give nothing a finalizer, and there is nothing but memory. */
static void release(void *object)
{
  sandbox_memory_free(&((struct sandbox *)object)->memory);
}

static int furnish(lua_State *L)
{
  sandbox_library(L);
  return 0;
}

struct sandbox *sandbox_new(struct arena *arena)
{
  struct sandbox *sandbox = ARENA_NEW(arena, struct sandbox);
  sandbox->arena = arena;
  sandbox->budget = sandbox->steps = SANDBOX_STEPS;
  sandbox->memory.arena = arena;
  sandbox->memory.limit = SANDBOX_MEMORY;
  arena_own(arena, sandbox, release);
  sandbox->state = lua_newstate(allocate, sandbox);
  if (!sandbox->state)
    abort();
  *(struct sandbox **)lua_getextraspace(sandbox->state) = sandbox;
  lua_pushcfunction(sandbox->state, furnish);
  if (lua_pcall(sandbox->state, 0, 0, 0) != LUA_OK)
    abort();
  lua_sethook(sandbox->state, count, LUA_MASKCOUNT, HOOK_STEPS);
  /* A report's script is short-lived: most never need to collect, and none can exceed its memory,
   * for Lua collects before it gives up. */
  lua_gc(sandbox->state, LUA_GCINC, 1000, 0, 0);
  return sandbox;
}
