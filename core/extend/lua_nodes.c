/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles: the methods that a script has on a page, a box or a column. */
#include "extend/lua_fields.h"
#include "extend/lua_nodes.h"
#include "extend/sandbox_library.h"

static const char handle_type[] = "a page or another node";

void lua_bind_push_node(lua_State *L, struct strata_node *node)
{
  if (!node) {
    lua_pushnil(L);
    return;
  }
  struct strata_node **handle = lua_newuserdatauv(L, sizeof(struct strata_node *), 0);
  *handle = node;
  luaL_setmetatable(L, handle_type);
}

struct strata_node *lua_node_at(lua_State *L)
{
  struct strata_node **handle = luaL_testudata(L, 1, handle_type);
  if (!handle) {
    luaL_error(L, "a method is called without its node; write node:method(...), with a colon");
    return NULL;
  }
  return *handle;
}

int lua_push_new_node(lua_State *L, struct strata_run *run, struct strata_node *node)
{
  lua_bind_end(L, run);
  lua_bind_push_node(L, node);
  return 1;
}

/* ---- texts --------------------------------------------------------------------------------- */

typedef struct strata_node *text_method(struct strata_run *, struct strata_node *, const char *);

static int with_text(lua_State *L, text_method *method, const char *what)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  return lua_push_new_node(L, run, method(run, node, lua_text_at(L, 2, what, false)));
}

static int add_title(lua_State *L)
{
  return with_text(L, host_nodes.title, "a title");
}

static int add_subtitle(lua_State *L)
{
  return with_text(L, host_nodes.subtitle, "a subtitle");
}

static int add_running(lua_State *L)
{
  return with_text(L, host_nodes.running, "a running head");
}

static int add_box(lua_State *L)
{
  return with_text(L, host_nodes.box, "the name of a box");
}

static int add_callout(lua_State *L)
{
  return with_text(L, host_nodes.callout, "a callout");
}

static int add_note(lua_State *L)
{
  return with_text(L, host_nodes.note, "a note");
}

static int add_contents_of(lua_State *L)
{
  return with_text(L, host_nodes.contents_of, "what is listed");
}

static int add_sidebar(lua_State *L)
{
  return with_text(L, host_nodes.sidebar, "a sidebar's title");
}

static int set_anchor(lua_State *L)
{
  return with_text(L, host_nodes.anchor, "an anchor");
}

static int add_heading(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  lua_Integer level = luaL_optinteger(L, 3, 2);
  if (level < 1 || level > 9)
    level = 9;
  return lua_push_new_node(L, run,
                   host_nodes.heading(run, node, lua_text_at(L, 2, "a heading", false), (int)level));
}

static int add_paragraph(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  return lua_push_new_node(L, run,
                   host_nodes.paragraph(run, node, lua_text_at(L, 2, "a paragraph", false),
                                        lua_text_at(L, 3, "the style of a paragraph", true)));
}

static int add_list(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  size_t count;
  const char **items = lua_texts_at(L, 2, run->arena, "the list", &count);
  return lua_push_new_node(L, run,
                   host_nodes.list(run, node, items, count,
                                   lua_text_at(L, 3, "the style of a list", true)));
}

/* ---- nodes without text -------------------------------------------------------------------- */

static int add_rule(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_new_node(L, run, host_nodes.rule(run, lua_node_at(L)));
}

static int add_contents(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_new_node(L, run, host_nodes.contents(run, lua_node_at(L)));
}

static int add_key(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_new_node(L, run, host_nodes.key(run, lua_node_at(L)));
}

static int add_glossary(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_new_node(L, run, host_nodes.glossary(run, lua_node_at(L)));
}

static int set_unnumbered(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_new_node(L, run, host_nodes.unnumbered(run, lua_node_at(L)));
}

static int set_run_on(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_new_node(L, run, host_nodes.run_on(run, lua_node_at(L)));
}

static int add_columns(lua_State *L)
{
  enum { MOST_COLUMNS = 12 };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  int count = lua_gettop(L) - 1;
  int spans[MOST_COLUMNS];
  struct strata_node *columns[MOST_COLUMNS];
  if (count < 1 || count > MOST_COLUMNS)
    return luaL_error(L, "columns needs 1 to %d spans", MOST_COLUMNS);
  for (int i = 0; i < count; i++) {
    lua_Integer span = luaL_checkinteger(L, i + 2);
    spans[i] = span >= 1 && span <= MOST_COLUMNS ? (int)span : 0;
  }
  host_nodes.columns(run, node, spans, (size_t)count, columns);
  lua_bind_end(L, run);
  luaL_checkstack(L, count, "columns");
  for (int i = 0; i < count; i++)
    lua_bind_push_node(L, columns[i]);
  return count;
}

/* true when there was something to add. */
static int push_whether(lua_State *L, struct strata_run *run, const struct strata_node *node)
{
  lua_bind_end(L, run);
  lua_pushboolean(L, node != NULL);
  return 1;
}

static int add_commentary(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  return push_whether(
    L, run, host_nodes.commentary(run, node, lua_text_at(L, 2, "the section", false)));
}

static int add_plugin(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  const char *plugin = lua_text_at(L, 2, "the plugin", false);
  return push_whether(
    L, run, host_nodes.plugin(run, node, plugin, lua_text_at(L, 3, "the callback", true)));
}

/* ---- lists of tables ----------------------------------------------------------------------- */

/* Reads item I of the list at 2, a table of FIELDS. */
static void read_item(lua_State *L, struct strata_run *run, size_t i, const char *what,
                      const struct lua_field *fields, void *item)
{
  lua_rawgeti(L, 2, (lua_Integer)i + 1);
  lua_fields_read(L, -1, run->arena, what, fields, false, item);
  lua_pop(L, 1);
}

static size_t list_length(lua_State *L, const char *what)
{
  if (!lua_istable(L, 2))
    luaL_error(L, "%s needs a list of tables, not %s", what, luaL_typename(L, 2));
  return lua_rawlen(L, 2);
}

static int add_key_figures(lua_State *L)
{
  static const struct lua_field fields[] = { LUA_FIELD(strata_key_figure, value, TEXT),
                                             LUA_FIELD(strata_key_figure, words, TEXT),
                                             LUA_FIELD(strata_key_figure, comparison, TEXT),
                                             { 0 } };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  size_t count = list_length(L, "key_figures");
  struct strata_key_figure *items = ARENA_ARRAY(run->arena, struct strata_key_figure, count);
  for (size_t i = 0; i < count; i++)
    read_item(L, run, i, "a key figure", fields, &items[i]);
  return lua_push_new_node(L, run, host_nodes.key_figures(run, node, items, count, sizeof *items));
}

static int add_findings(lua_State *L)
{
  static const struct lua_field fields[] = { LUA_FIELD(strata_finding, lead, TEXT),
                                             LUA_FIELD(strata_finding, support, TEXT),
                                             { 0 } };
  struct strata_run *run = lua_bind_begin(L);
  struct strata_node *node = lua_node_at(L);
  size_t count = list_length(L, "findings");
  struct strata_finding *items = ARENA_ARRAY(run->arena, struct strata_finding, count);
  for (size_t i = 0; i < count; i++)
    read_item(L, run, i, "a finding", fields, &items[i]);
  return lua_push_new_node(L, run, host_nodes.findings(run, node, items, count, sizeof *items));
}

/* ---- the methods --------------------------------------------------------------------------- */

const luaL_Reg lua_bind_methods[] = {
  { "title", add_title },
  { "subtitle", add_subtitle },
  { "running", add_running },
  { "box", add_box },
  { "columns", add_columns },
  { "heading", add_heading },
  { "paragraph", add_paragraph },
  { "list", add_list },
  { "key_figures", add_key_figures },
  { "findings", add_findings },
  { "callout", add_callout },
  { "note", add_note },
  { "rule", add_rule },
  { "contents", add_contents },
  { "key", add_key },
  { "commentary", add_commentary },
  { "table", lua_add_table },
  { "figure", lua_add_figure },
  { "plugin", add_plugin },
  { "run_on", set_run_on },
  { "contents_of", add_contents_of },
  { "glossary", add_glossary },
  { "sidebar", add_sidebar },
  { "anchor", set_anchor },
  { "unnumbered", set_unnumbered },
  { NULL, NULL },
};

/* Upvalue: the methods. */
static int node_index(lua_State *L)
{
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
    return 1;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return sandbox_no_such_name(L, lua_upvalueindex(1), "a node has no", name);
}

static int node_new_index(lua_State *L)
{
  return luaL_error(L, "a node cannot be changed; call its methods, with a colon");
}

void lua_bind_nodes(lua_State *L)
{
  luaL_newmetatable(L, handle_type);
  luaL_newlib(L, lua_bind_methods);
  lua_pushcclosure(L, node_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, node_new_index);
  lua_setfield(L, -2, "__newindex");
  lua_pop(L, 1);
}
