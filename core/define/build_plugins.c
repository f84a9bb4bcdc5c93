/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/build.h"

#include "define/file.h"

#include <stdlib.h>

static bool is_found(const struct build *build, const char *folder)
{
  for (size_t i = 0; i < build->found.len; i++)
    if (strcmp(build->found.at[i].folder, folder) == 0)
      return true;
  return false;
}

static void add_found(struct build *build, const char *path, const char *folder, size_t dir)
{
  struct found_plugin *found = VEC_ADD(build->arena, &build->found);
  *found = (struct found_plugin) { .path = path, .name = path_name(folder), .folder = folder,
                                   .dir = dir, .diags = diags_new(build->arena) };
  if (schema_read(build->arena, &plugin_schema, path_join(build->arena, path, "plugin.yaml"),
                  found->diags, &found->definition) < 0)
    found->definition.decoded.flawed = true;
}

/* Every plugin.yaml of the search path, in its order. */
static void search(struct build *build)
{
  const struct definition_request *request = build->request;
  for (size_t i = 0; i < request->plugin_dir_count; i++) {
    size_t count;
    const char *const *names = folder_names(build->arena, request->plugin_dirs[i], &count);
    for (size_t j = 0; j < count; j++) {
      const char *path = path_join(build->arena, request->plugin_dirs[i], names[j]);
      if (names[j][0] == '_' || !is_file(path_join(build->arena, path, "plugin.yaml")))
        continue;
      const char *folder = path_absolute(build->arena, path);
      if (folder && !is_found(build, folder))
        add_found(build, path, folder, i);
    }
  }
}

static const struct found_plugin *find(const struct build *build, const char *name)
{
  for (size_t i = 0; i < build->found.len; i++) {
    const struct found_plugin *found = &build->found.at[i];
    if ((found->definition.id && strcmp(found->definition.id, name) == 0)
        || strcmp(found->name, name) == 0)
      return found;
  }
  return NULL;
}

static bool is_used(const struct build *build, const struct found_plugin *found)
{
  for (size_t i = 0; i < build->used.len; i++)
    if (build->used.at[i] == found)
      return true;
  return false;
}

static void report_unknown(struct build *build, const char *name, struct loc loc)
{
  const char **ids = ARENA_ARRAY(build->arena, const char *, build->found.len * 2);
  size_t count = 0;
  for (size_t i = 0; i < build->found.len; i++) {
    ids[count++] = build->found.at[i].name;
    if (build->found.at[i].definition.id)
      ids[count++] = build->found.at[i].definition.id;
  }
  diag_error(build->diags, "STRATA-D023", loc, "plugin '%s' was not found", name);
  diag_suggest(build->diags, str_of(name), ids, count);
  for (size_t i = 0; i < build->request->plugin_dir_count; i++)
    diag_hint(build->diags, "searched in %s", build->request->plugin_dirs[i]);
}

/* The plugins that `plugins:` names, in its order. */
static void choose_named(struct build *build)
{
  struct texts wanted = build->assessment.plugins;
  for (size_t i = 0; i < wanted.count; i++) {
    struct loc loc = node_item_place(build->assessment.decoded.node, "plugins", i);
    const struct found_plugin *found = wanted.at[i] ? find(build, wanted.at[i]) : NULL;
    if (found && is_used(build, found)) {
      diag_error(build->diags, "STRATA-D020", loc, "plugin '%s' is named twice", wanted.at[i]);
      diag_hint(build->diags, "remove one of the two");
    } else if (found) {
      *VEC_ADD(build->arena, &build->used) = found;
    } else {
      if (wanted.at[i])
        report_unknown(build, wanted.at[i], loc);
      build->plugins.partial = true;
    }
  }
}

static int by_order(const void *a, const void *b)
{
  const struct found_plugin *left = *(const struct found_plugin *const *)a;
  const struct found_plugin *right = *(const struct found_plugin *const *)b;
  if (left->definition.order != right->definition.order)
    return left->definition.order < right->definition.order ? -1 : 1;
  return strcmp(left->definition.id ? left->definition.id : left->name,
                right->definition.id ? right->definition.id : right->name);
}

static const struct found_plugin *same_id(const struct build *build, const char *id)
{
  for (size_t i = 0; id && i < build->used.len; i++) {
    const char *other = build->used.at[i]->definition.id;
    if (other && strcmp(other, id) == 0)
      return build->used.at[i];
  }
  return NULL;
}

/* All, the first of each id.  Of two in the same folder neither is first. */
static void choose_all(struct build *build)
{
  for (size_t i = 0; i < build->found.len; i++) {
    const struct found_plugin *found = &build->found.at[i];
    const struct found_plugin *first = same_id(build, found->definition.id);
    if (!first) {
      *VEC_ADD(build->arena, &build->used) = found;
    } else if (first->dir == found->dir) {
      diags_append(build->diags, found->diags);
      diag_error(build->diags, "STRATA-D020", node_place(found->definition.decoded.node, "id"),
                 "there is another plugin '%s' in the same folder", found->definition.id);
      diag_hint(build->diags, "the other is %s; change one of the two", first->path);
    }
  }
  if (build->used.len)
    qsort(build->used.at, build->used.len, sizeof *build->used.at, by_order);
  if (build->used.len)
    return;
  build->plugins.partial = build->indicators.partial = true;
  diag_error(build->diags, "STRATA-D023", LOC_FILE(path_join(build->arena, build->workspace,
                                                             "assessment.yaml")),
             "no plugin was found");
  for (size_t i = 0; i < build->request->plugin_dir_count; i++)
    diag_hint(build->diags, "searched in %s", build->request->plugin_dirs[i]);
  diag_hint(build->diags, "name the folder that holds them in STRATA_PLUGIN_PATH");
}

/* The plugins in use, as the catalog has them. */
static void add_used(struct build *build)
{
  struct plugin *plugins = ARENA_ARRAY(build->arena, struct plugin, build->used.len);
  for (size_t i = 0; i < build->used.len; i++) {
    const struct found_plugin *found = build->used.at[i];
    const struct plugin_definition *one = &found->definition;
    diags_append(build->diags, found->diags);
    plugins[i] = (struct plugin) {
      .id = one->id ? one->id : found->name, .folder = found->folder, .title = one->title,
      .version = one->version, .license = one->license, .role = (enum plugin_role)one->role,
      .code = (enum plugin_code)one->code, .order = one->order, .summary = one->summary,
      .needed = one->needed.at, .needed_count = one->needed.count,
      .marking = (enum marking)one->marking,
      .loc = one->id ? node_place(one->decoded.node, "id")
                     : LOC_FILE(path_join(build->arena, found->path, "plugin.yaml")),
    };
    if (one->id)
      names_add(build, &build->plugins, one->id, one->title, plugins[i].loc, (int)i);
    else
      build->plugins.partial = build->indicators.partial = true;
    build->measures.partial = build->measures.partial || !one->decoded.node;
  }
  build->catalog->plugins = plugins;
  build->catalog->plugin_count = build->used.len;
}

void build_plugins(struct build *build)
{
  search(build);
  if (node_value(build->assessment.decoded.node, "plugins"))
    choose_named(build);
  else
    choose_all(build);
  add_used(build);
}

void build_plugin(struct build *build, const char *path)
{
  const char *folder = path_absolute(build->arena, path);
  add_found(build, path, folder ? folder : path, 0);
  *VEC_ADD(build->arena, &build->used) = &build->found.at[0];
  add_used(build);
}
