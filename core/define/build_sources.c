/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/build.h"

#include "define/file.h"

/* What a reader provides when the source does not say: NULL if it must, "" if it provides nothing. */
static const char *usual_measure(enum reader reader)
{
  switch (reader) {
  case READER_STREET:
  case READER_STREET_COUNTS:
    return "street-crime";
  case READER_MID_YEAR_ESTIMATES:
    return "residents";
  case READER_DEPRIVATION:
    return "deprivation";
  case READER_TIDY:
    return NULL;
  case READER_AREA_LOOKUP:
  case READER_CENTRES:
  case READER_BOUNDARIES:
  case READER_SEVERITY_WEIGHTS:
  case READER_EVENTS:
    break;
  }
  return "";
}

static const char *measure_of(struct build *build, const struct source_definition *given)
{
  const char *usual = usual_measure((enum reader)given->reader);
  if (!usual && !given->measure) {
    diag_error(build->diags, "STRATA-D010", given->decoded.node->loc,
               "this source has no 'measure'");
    diag_hint(build->diags, "a tidy file can hold anything: say what it counts, as in "
                            "'measure: casualties'");
    return NULL;
  }
  if (!usual)
    return given->measure;
  if (usual[0])
    return given->measure ? given->measure : usual;
  if (given->measure) {
    diag_error(build->diags, "STRATA-D022", node_place(given->decoded.node, "measure"),
               "a source of this kind counts nothing, so it has no 'measure'");
    diag_hint(build->diags, "remove the key, or check 'reader'");
  }
  return NULL;
}

/* ---- releases ------------------------------------------------------------------------------ */

static void wrong_release(struct build *build, struct loc loc, const char *message,
                          const char *what_to_do)
{
  diag_error(build->diags, "STRATA-D063", loc, "%s", message);
  diag_hint(build->diags, "%s", what_to_do);
}

static void check_releases(struct build *build, const struct source_definition *given)
{
  const struct yaml_node *node = given->decoded.node;
  const struct release_definition *releases = given->releases.at;
  bool street = given->reader == READER_STREET || given->reader == READER_STREET_COUNTS;
  if (!given->paths.count && !given->releases.count) {
    diag_error(build->diags, "STRATA-D010", node->loc, "this source has no 'paths'");
    diag_hint(build->diags, "paths: Files, folders or archives, from the workspace's folder; for a "
                            "plugin's source too, because the data are the partnership's.");
  }
  if (!given->releases.count)
    return;
  struct loc loc = node_place(node, "releases");
  if (!street)
    wrong_release(build, loc, "only street and street-counts can have several releases",
                  "name the latest files under 'paths'");
  if (node_value(node, "paths"))
    wrong_release(build, loc, "this source has both 'paths' and 'releases'",
                  "put the paths into the release that they belong to");
  for (size_t i = 1; i < given->releases.count; i++)
    if (releases[i - 1].date && releases[i].date
        && strcmp(releases[i - 1].date, releases[i].date) >= 0)
      wrong_release(build, node_place(releases[i].decoded.node, "date"),
                    "this release is not after the one before it",
                    "put the releases in the order of their dates, each with its own");
}

static void add_paths(struct build *build, struct texts given, const struct yaml_node *node,
                      const char **paths, struct loc *locs, size_t *count)
{
  for (size_t i = 0; i < given.count; i++) {
    if (!given.at[i])
      continue;
    paths[*count]
      = path_tidy(build->arena, path_join(build->arena, build->workspace, given.at[i]));
    locs[(*count)++] = node_item_place(node, "paths", i);
  }
}

static void set_releases(struct build *build, const struct source_definition *given,
                         struct source *source)
{
  const struct release_definition *releases = given->releases.at;
  size_t count = given->releases.count, most = 0, paths = 0;
  for (size_t i = 0; i < count; i++)
    most += releases[i].paths.count;
  const char **all = ARENA_ARRAY(build->arena, const char *, most);
  struct loc *locs = ARENA_ARRAY(build->arena, struct loc, most);
  size_t *of = ARENA_ARRAY(build->arena, size_t, most);
  struct release *made = ARENA_ARRAY(build->arena, struct release, count);
  for (size_t i = 0; i < count; i++) {
    size_t from = paths;
    made[i] = (struct release) { releases[i].date, releases[i].decoded.node->loc };
    add_paths(build, releases[i].paths, releases[i].decoded.node, all, locs, &paths);
    for (; from < paths; from++)
      of[from] = i;
  }
  source->paths = all;
  source->path_locs = locs;
  source->path_count = paths;
  source->releases = made;
  source->release_count = count;
  source->path_releases = of;
}

/* ---- paths --------------------------------------------------------------------------------- */

/* The paths of --source, or those of the definition from the workspace's folder. */
static void set_paths(struct build *build, const struct source_definition *given,
                      struct source *source)
{
  const struct definition_request *request = build->request;
  size_t most = given->paths.count + request->override_count, count = 0;
  const char **paths = ARENA_ARRAY(build->arena, const char *, most);
  struct loc *locs = ARENA_ARRAY(build->arena, struct loc, most);
  for (size_t i = 0; i < request->override_count; i++)
    if (strcmp(request->overrides[i].source, source->id) == 0)
      paths[count++] = request->overrides[i].path;
  source->overridden = count > 0;
  if (!source->overridden && given->releases.count) {
    set_releases(build, given, source);
    return;
  }
  if (!source->overridden)
    add_paths(build, given->paths, given->decoded.node, paths, locs, &count);
  source->paths = paths;
  source->path_locs = locs;
  source->path_count = count;
}

static void check_waiting(struct build *build, const struct source_definition *given)
{
  static const char *const keys[] = { "awaited from", "how" };
  for (size_t i = 0; i < 2 && !given->optional; i++) {
    const struct pair *pair = node_pair(given->decoded.node, keys[i]);
    if (!pair)
      continue;
    diag_error(build->diags, "STRATA-D022", pair->key_loc,
               "'%s' is for optional sources, and this one is not", keys[i]);
    diag_hint(build->diags, "add 'optional: true', or remove the key");
  }
}

static void add(struct build *build, struct names *names, const struct source_definition *given,
                int plugin, struct source *sources, size_t *count)
{
  /* A source's definition is not complete without an id; what it provides is unknown then. */
  if (!given->id) {
    build->measures.partial = names->partial = true;
    return;
  }
  int index = (int)*count;
  struct source *source = &sources[(*count)++];
  *source = (struct source) {
    .id = given->id, .title = given->title, .publisher = given->publisher,
    .licence = given->licence, .reader = (enum reader)given->reader, .force = given->force,
    .optional = given->optional, .awaited_from = given->awaited_from, .how = given->how,
    .restricted = given->restricted, .plugin = plugin,
    .loc = node_place(given->decoded.node, "id"), .marking = (enum marking)given->marking,
    .disclosure = disclosure_of(build, &given->disclosure),
  };
  if (plugin != NO_INDEX && build->catalog->plugins[plugin].marking > source->marking)
    source->marking = build->catalog->plugins[plugin].marking;
  set_paths(build, given, source);
  names_add(build, names, source->id, source->title, source->loc, index);
  if (given->decoded.flawed) {
    build->measures.partial = true;
    if (!given->measure)
      return;
    source->measure = given->measure;
  } else {
    source->measure = measure_of(build, given);
    check_waiting(build, given);
    check_releases(build, given);
    build_weights(build, given, source);
  }
  if (source->measure)
    names_add(build, &build->measures, source->measure, NULL,
              given->measure ? node_place(given->decoded.node, "measure") : source->loc, index);
}

static bool is_replaced(const struct list *workspace, const char *id)
{
  const struct source_definition *sources = workspace->at;
  for (size_t i = 0; i < workspace->count; i++)
    if (id && sources[i].id && strcmp(sources[i].id, id) == 0)
      return true;
  return false;
}

void build_sources(struct build *build)
{
  const struct list *workspace = &build->assessment.sources;
  size_t most = workspace->count;
  for (size_t i = 0; i < build->used.len; i++)
    most += build->used.at[i]->definition.sources.count;
  struct source *sources = ARENA_ARRAY(build->arena, struct source, most);
  size_t count = 0;
  struct names names = { .what = "source" };
  build->measures.partial = build->measures.partial || !workspace->count;

  const struct source_definition *given = workspace->at;
  for (size_t i = 0; i < workspace->count; i++)
    add(build, &names, &given[i], NO_INDEX, sources, &count);
  /* The workspace's own source of the same id stands for the plugin's: the data are its. */
  for (size_t i = 0; i < build->used.len; i++) {
    const struct list *list = &build->used.at[i]->definition.sources;
    const struct source_definition *own = list->at;
    for (size_t j = 0; j < list->count; j++)
      if (!is_replaced(workspace, own[j].id))
        add(build, &names, &own[j], (int)i, sources, &count);
  }
  for (size_t i = 0; i < build->request->override_count; i++) {
    const char *id = build->request->overrides[i].source;
    if (names_find(&names, id) != NO_INDEX || names.partial || !build->assessment.decoded.node)
      continue;
    diag_error(build->diags, "STRATA-D028", LOC_NONE, "--source %s=%s: there is no source '%s'", id,
               build->request->overrides[i].path, id);
    const char **known = ARENA_ARRAY(build->arena, const char *, names.at.len);
    struct strbuf all = STRBUF(build->arena);
    for (size_t j = 0; j < names.at.len; j++) {
      known[j] = names.at.at[j].id;
      strbuf_printf(&all, "%s%s", j ? ", " : "", known[j]);
    }
    diag_suggest(build->diags, str_of(id), known, names.at.len);
    diag_hint(build->diags, "the sources are: %s", strbuf_text(&all));
  }
  build->catalog->sources = sources;
  build->catalog->source_count = count;
}
