/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/lua_plugin.h"

#include "base/suggest.h"
#include "extend/host.h"
#include "extend/lua_bind.h"
#include "extend/lua_content.h"
#include "extend/lua_fields.h"
#include "extend/sandbox.h"

#include <lauxlib.h>

struct script {
  struct sandbox *sandbox;
  const char *path;
  bool failed; /* its first run failed: not tried again */
};

/* Its address is the registry's key of what a plugin's script returned. */
static const char module_key = 0;

/* ---- errors -------------------------------------------------------------------------------- */

/* Keeps what the sandbox says, unless the host has said it better. */
static int keep(struct strata_run *run, const struct sandbox_error *error, const char *path)
{
  if (run->failure.message)
    return -1;
  run->loc = error->loc.file ? error->loc : run->content.file ? run->content : LOC_FILE(path);
  return run_fail(run, error->code, "%s", error->message);
}

/* Runs FUNCTION in the sandbox with ARGUMENT. */
static int protect(struct strata_run *run, struct script *script, lua_CFunction function,
                   void *argument)
{
  lua_State *L = sandbox_state(script->sandbox);
  struct sandbox_error error;
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, argument);
  if (sandbox_call(script->sandbox, run->arena, 1, 0, &error) < 0)
    return keep(run, &error, script->path);
  return 0;
}

static int bind(lua_State *L)
{
  lua_bind_strata(L);
  return 0;
}

static struct script *new_script(struct strata_run *run, const char *path)
{
  struct script *script = ARENA_NEW(run->arena, struct script);
  script->path = path;
  script->sandbox = sandbox_new(run->arena);
  sandbox_set_user(script->sandbox, run);
  if (protect(run, script, bind, NULL) < 0)
    script->failed = true;
  return script;
}

/* ---- plugins ------------------------------------------------------------------------------- */

/* The module is on the top of the stack: it may hold callbacks and words, and nothing else. */
static void check_module(lua_State *L)
{
  if (!lua_istable(L, -1))
    luaL_error(L, "narrative.lua returns %s, not a table; end it with 'return M'",
               luaL_typename(L, -1));
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
    const char *names[CALLBACKS + 1];
    bool is_callback = false, is_words = name && strcmp(name, "words") == 0;
    for (size_t i = 0; i < CALLBACKS; i++) {
      names[i] = callback_names[i];
      is_callback = is_callback || (name && strcmp(name, names[i]) == 0);
    }
    names[CALLBACKS] = "words";
    const char *near = name ? suggest(str_of(name), names, CALLBACKS + 1) : NULL;
    if (!is_callback && !is_words && near)
      luaL_error(L, "M has '%s', which nothing calls: did you mean '%s'?", name, near);
    if (!is_callback && !is_words)
      luaL_error(L, "M has '%s', which nothing calls; it can have figures, chapter, profile, "
                    "refresh and words",
                 name ? name : luaL_typename(L, -2));
    if (is_callback && !lua_isfunction(L, -1))
      luaL_error(L, "M.%s must be a function, not %s", name, luaL_typename(L, -1));
    if (is_words && !lua_istable(L, -1))
      luaL_error(L, "M.words must be a table, not %s", luaL_typename(L, -1));
  }
}

/* Stack: what narrative.lua returned. */
static int keep_module(lua_State *L)
{
  check_module(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &module_key);
  return 0;
}

static int run_module(struct strata_run *run, struct script *script, struct sandbox_script *text)
{
  lua_State *L = sandbox_state(script->sandbox);
  struct sandbox_error error;
  lua_pushcfunction(L, keep_module);
  if (sandbox_load(script->sandbox, run->arena, text, &error) < 0
      || sandbox_call(script->sandbox, run->arena, 0, 1, &error) < 0) {
    lua_pop(L, 1);
    return keep(run, &error, script->path);
  }
  if (sandbox_call(script->sandbox, run->arena, 1, 0, &error) < 0) {
    error.code = "STRATA-X014";
    return keep(run, &error, script->path);
  }
  return 0;
}

/* The script of PLUGIN, its module run; NULL after failing. */
static struct script *open_plugin(struct strata_run *run, int plugin)
{
  const struct extension *extension = &run->extensions->at[plugin];
  if (!run->scripts)
    run->scripts = ARENA_ARRAY(run->arena, struct script *, run->extensions->count);
  struct script *script = run->scripts[plugin];
  if (!script) {
    script = run->scripts[plugin] = new_script(run, extension->script->path);
    diags_source(run->diags, extension->script->path, extension->script->text);
    if (!script->failed && run_module(run, script, extension->script) < 0)
      script->failed = true;
  }
  if (!script->failed)
    return script;
  run_fail(run, "STRATA-X011", "the plugin's script failed when it was loaded");
  return NULL;
}

static int find_callbacks(lua_State *L)
{
  unsigned *callbacks = lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &module_key);
  for (int i = 0; i < CALLBACKS; i++) {
    lua_getfield(L, -1, callback_names[i]);
    if (!lua_isnil(L, -1))
      *callbacks |= 1u << i;
    lua_pop(L, 1);
  }
  return 0;
}

int lua_plugin_probe(struct strata_run *run, int plugin, unsigned *ret_callbacks)
{
  struct script *script = open_plugin(run, plugin);
  *ret_callbacks = 0;
  return script ? protect(run, script, find_callbacks, ret_callbacks) : -1;
}

struct callback_call {
  enum callback callback;
  struct node *page;
};

static int call_callback(lua_State *L)
{
  const struct callback_call *call = lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &module_key);
  lua_getfield(L, -1, callback_names[call->callback]);
  if (call->page)
    lua_bind_push_node(L, (struct strata_node *)call->page);
  lua_call(L, call->page ? 1 : 0, 0);
  return 0;
}

int lua_plugin_call(struct strata_run *run, int plugin, enum callback callback, struct node *page)
{
  struct script *script = open_plugin(run, plugin);
  struct callback_call call = { callback, page };
  return script ? protect(run, script, call_callback, &call) : -1;
}

struct text_call {
  const char *name;
  const char *ret_text; /* in the arena */
};

static int call_text(lua_State *L)
{
  struct text_call *call = lua_touserdata(L, 1);
  const struct strata_run *run = sandbox_user(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &module_key);
  if (lua_getfield(L, -1, "words") == LUA_TNIL)
    return 0;
  lua_getfield(L, -1, call->name);
  if (lua_isfunction(L, -1))
    lua_call(L, 0, 1);
  const char *what = lua_pushfstring(L, "M.words.%s", call->name);
  call->ret_text = arena_strdup(run->arena, lua_text_at(L, -2, what, true));
  return 0;
}

const char *lua_plugin_text(struct strata_run *run, int plugin, const char *name)
{
  struct script *script = open_plugin(run, plugin);
  struct text_call call = { name, NULL };
  return script && protect(run, script, call_text, &call) == 0 ? call.ret_text : NULL;
}

/* ---- templates ----------------------------------------------------------------------------- */

static struct script *open_template(struct strata_run *run)
{
  if (!run->template_script) {
    run->template_script = new_script(run, run->report->template_path);
    if (run->report->template_shipped)
      sandbox_trust(run->template_script->sandbox);
  }
  return run->template_script->failed ? NULL : run->template_script;
}

/* Runs the script at PATH and pushes what it returns. */
static int run_file(struct strata_run *run, struct script *script, const char *path)
{
  struct sandbox_script *text;
  if (scripts_find(run->extensions->scripts, path, &text) < 0) {
    run->loc = LOC_FILE(path);
    return run_fail(run, "STRATA-X015", "the script cannot be read, or is not UTF-8");
  }
  diags_source(run->diags, text->path, text->text);
  struct sandbox_error error;
  if (sandbox_load(script->sandbox, run->arena, text, &error) < 0
      || sandbox_call(script->sandbox, run->arena, 0, 1, &error) < 0)
    return keep(run, &error, path);
  return 0;
}

/* Arguments: the library's table, its name. */
static int share_library(lua_State *L)
{
  const char *name = lua_touserdata(L, 2);
  if (!lua_istable(L, 1))
    luaL_error(L, "the library '%s' returns %s, not a table", name, luaL_typename(L, 1));
  lua_settop(L, 1);
  lua_newtable(L);
  sandbox_share(L, name);
  return 0;
}

int lua_template_library(struct strata_run *run, const char *name, const char *path)
{
  struct script *script = open_template(run);
  if (!script)
    return -1;
  lua_State *L = sandbox_state(script->sandbox);
  struct sandbox_error error;
  lua_pushcfunction(L, share_library);
  if (run_file(run, script, path) < 0) {
    lua_pop(L, 1);
    return -1;
  }
  lua_pushlightuserdata(L, (void *)(uintptr_t)name);
  if (sandbox_call(script->sandbox, run->arena, 2, 0, &error) < 0)
    return keep(run, &error, path);
  return 0;
}

struct template_call {
  struct strata_run *run;
  struct node *page;
  int plugin;
};

/* Arguments: what the script returned, the call. */
static int call_template(lua_State *L)
{
  const struct template_call *call = lua_touserdata(L, 2);
  if (!lua_isfunction(L, 1))
    luaL_error(L, "the script returns %s, not a function; write 'return function(page) ... end'",
               luaL_typename(L, 1));
  lua_settop(L, 1);
  lua_bind_push_node(L, (struct strata_node *)call->page);
  if (call->plugin != NO_INDEX)
    lua_bind_push_plugin(L, host_plugin_at(call->run, call->plugin));
  lua_call(L, lua_gettop(L) - 1, 0);
  return 0;
}

int lua_template_call(struct strata_run *run, const char *path, struct node *page, int plugin)
{
  struct script *script = open_template(run);
  if (!script)
    return -1;
  lua_State *L = sandbox_state(script->sandbox);
  struct template_call call = { run, page, plugin };
  struct sandbox_error error;
  lua_pushcfunction(L, call_template);
  if (run_file(run, script, path) < 0) {
    lua_pop(L, 1);
    return -1;
  }
  lua_pushlightuserdata(L, &call);
  if (sandbox_call(script->sandbox, run->arena, 2, 0, &error) < 0)
    return keep(run, &error, path);
  return 0;
}

int lua_template_content(struct strata_run *run, const struct yaml_node *content, struct node *page)
{
  struct script *script = open_template(run);
  struct content_call call = { content, page };
  int status = script ? protect(run, script, lua_add_content, &call) : -1;
  run->content = LOC_NONE;
  return status;
}
