/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/vec.h"
#include "define/catalog.h"
#include "define/file.h"
#include "extend/plugin_tools.h"

#include <stdlib.h>

struct listed {
  const struct plugin *plugin;
  size_t dir; /* earlier ones win */
};

static int by_id(const void *a, const void *b)
{
  const struct listed *x = a, *y = b;
  int order = strcmp(x->plugin->id, y->plugin->id);
  return order ? order : (x->dir > y->dir) - (x->dir < y->dir);
}

static void add_column(struct strbuf *out, const char *text, size_t width)
{
  strbuf_add_text(out, text);
  for (size_t len = str_columns(str_of(text)); len < width; len++)
    strbuf_add_char(out, ' ');
  strbuf_add_text(out, "  ");
}

static void add_line(struct strbuf *out, const char *const columns[5], const size_t widths[5],
                     const char *last)
{
  for (int i = 0; i < 5; i++)
    add_column(out, columns[i], widths[i]);
  strbuf_printf(out, "%s\n", last);
}

const char *plugin_list(struct arena *arena, const char *const *dirs, size_t count,
                        struct diags *diags)
{
  static const char *const roles[] = { [PLUGIN_PRIORITY] = "priority",
                                       [PLUGIN_FACTOR] = "factor",
                                       [PLUGIN_DETERMINANT] = "determinant",
                                       [PLUGIN_OVERVIEW] = "overview",
                                       [PLUGIN_CONTEXT] = "context" };
  static const char *const codes[]
    = { [PLUGIN_CODE_NONE] = "none", [PLUGIN_CODE_LUA] = "lua", [PLUGIN_CODE_C] = "c" };
  VEC(struct listed) found = { 0 };
  for (size_t i = 0; i < count; i++) {
    size_t name_count;
    const char *const *names = folder_names(arena, dirs[i], &name_count);
    for (size_t j = 0; j < name_count; j++) {
      const char *folder = path_join(arena, dirs[i], names[j]);
      const struct catalog *one;
      if (names[j][0] != '_' && is_file(path_join(arena, folder, "plugin.yaml"))
          && define_plugin(arena, folder, diags, &one) == 0)
        *VEC_ADD(arena, &found) = (struct listed) { one->plugins, i };
    }
  }
  if (found.len)
    qsort(found.at, found.len, sizeof *found.at, by_id);
  static const char *const heads[5] = { "id", "version", "role", "code", "title" };
  size_t widths[5];
  for (int i = 0; i < 5; i++)
    widths[i] = strlen(heads[i]);
  for (size_t i = 0; i < found.len; i++) {
    const struct plugin *plugin = found.at[i].plugin;
    const char *const columns[5] = { plugin->id, plugin->version, roles[plugin->role],
                                     codes[plugin->code], plugin->title };
    for (int j = 0; j < 5; j++)
      if (str_columns(str_of(columns[j])) > widths[j])
        widths[j] = str_columns(str_of(columns[j]));
  }
  struct strbuf out = STRBUF(arena);
  add_line(&out, heads, widths, "folder");
  for (size_t i = 0; i < found.len; i++) {
    const struct plugin *plugin = found.at[i].plugin;
    const char *const columns[5] = { plugin->id, plugin->version, roles[plugin->role],
                                     codes[plugin->code], plugin->title };
    bool hidden = i > 0 && strcmp(found.at[i - 1].plugin->id, plugin->id) == 0;
    add_line(&out, columns, widths,
             hidden ? arena_printf(arena, "%s (not used: another '%s' is found before it)",
                                   plugin->folder, plugin->id)
                    : plugin->folder);
  }
  return strbuf_text(&out);
}
