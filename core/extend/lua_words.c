/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words from numbers, and others' words, for scripts. */
#include "extend/lua_fields.h"
#include "extend/lua_verbs.h"

#include <math.h>

static int push_text(lua_State *L, struct strata_run *run, const char *text)
{
  lua_bind_end(L, run);
  lua_pushstring(L, text);
  return 1;
}

/* A number, or NAN for nil: what is missing is printed as such. */
static double number_or_missing(lua_State *L, int index)
{
  return lua_isnoneornil(L, index) ? NAN : luaL_checknumber(L, index);
}

static int call_words(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.words(run, lua_text_at(L, 1, "the text", false)));
}

static int call_number(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  lua_Integer decimals = luaL_optinteger(L, 2, 0);
  if (decimals < 0 || decimals > 15)
    decimals = -1;
  return push_text(L, run,
                   host_table.number(run, number_or_missing(L, 1), (int)decimals,
                                     lua_text_at(L, 3, "the style of a number", true)));
}

static int call_percent(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.percent(run, number_or_missing(L, 1)));
}

static int call_spell(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.spell(run, number_or_missing(L, 1)));
}

static int call_ordinal(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.ordinal(run, luaL_checknumber(L, 1)));
}

static int call_list(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const char **items = lua_texts_at(L, 1, run->arena, "the list", &count);
  return push_text(L, run, host_table.list(run, items, count));
}

static int call_plural(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run,
                   host_table.plural(run, luaL_checknumber(L, 1), luaL_checkstring(L, 2),
                                     luaL_checkstring(L, 3)));
}

static int call_rank_words(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run,
                   host_table.rank_words(run, luaL_optnumber(L, 1, 0), luaL_optnumber(L, 2, 0)));
}

static int call_commentary(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.commentary(run, lua_text_at(L, 1, "the section", false)));
}

static int call_plugin_words(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  const char *plugin = lua_text_at(L, 1, "the plugin", false);
  return push_text(L, run,
                   host_table.plugin_words(run, plugin, lua_text_at(L, 2, "the name", false)));
}

static int call_error(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  host_table.error(run, lua_text_at(L, 1, "the message", false));
  lua_bind_end(L, run);
  return 0;
}

const luaL_Reg lua_word_verbs[] = {
  { "words", call_words },
  { "number", call_number },
  { "percent", call_percent },
  { "spell", call_spell },
  { "ordinal", call_ordinal },
  { "list", call_list },
  { "plural", call_plural },
  { "rank_words", call_rank_words },
  { "commentary", call_commentary },
  { "plugin_words", call_plugin_words },
  { "error", call_error },
  { NULL, NULL },
};
