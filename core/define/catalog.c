/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/catalog.h"

#include "define/build.h"
#include "define/file.h"

static struct build start(struct arena *arena, const struct definition_request *request,
                          struct diags *diags)
{
  struct catalog *catalog = ARENA_NEW(arena, struct catalog);
  catalog->comparator = catalog->force = catalog->england = NO_INDEX;
  return (struct build) {
    .arena = arena, .diags = diags, .request = request, .workspace = request->workspace,
    .catalog = catalog, .areas.what = "area", .measures.what = "measure",
    .outcomes.what = "outcome", .plugins.what = "plugin", .indicators.what = "indicator",
    .editions.what = "edition", .reports.what = "report",
  };
}

static const struct restricted_edition *restricted_edition_of(struct build *build)
{
  const struct restricted_edition_definition *given = build->assessment.restricted_edition;
  if (!given)
    return NULL;
  struct restricted_edition *edition = ARENA_NEW(build->arena, struct restricted_edition);
  *edition = (struct restricted_edition) { given->marking, given->handling,
                                           given->distribution.at, given->distribution.count,
                                           given->decoded.node->loc };
  return edition;
}

int define_catalog(struct arena *arena, const struct definition_request *request,
                   struct diags *diags, const struct catalog **ret_catalog)
{
  size_t before = diags_errors(diags);
  struct build build = start(arena, request, diags);
  struct catalog *catalog = build.catalog;
  /* An assessment.yaml that cannot be read at all still lets the plugins be checked. */
  schema_read(arena, &assessment_schema, path_join(arena, request->workspace, "assessment.yaml"),
              diags, &build.assessment);
  build.disclosure = disclosure_of(&build, &build.assessment.disclosure);
  build_areas(&build);
  build_peers(&build);
  build_outcomes(&build);
  build_plugins(&build);
  build_sources(&build);
  build_indicators(&build);
  build_initiatives(&build);
  build_breaks(&build);
  build_editions(&build);
  build_reports(&build);
  build_recommendations(&build);
  build_commentary(&build);
  catalog->root = path_absolute(arena, request->workspace);
  catalog->title = build.assessment.title;
  catalog->place = build.assessment.place;
  catalog->marking = build.assessment.marking;
  catalog->author = build.assessment.author ? build.assessment.author : build.assessment.title;
  catalog->contact = build.assessment.contact;
  catalog->restricted_edition = restricted_edition_of(&build);
  if (diags_errors(diags) > before)
    return -1;
  *ret_catalog = catalog;
  return 0;
}

int define_plugin(struct arena *arena, const char *folder, struct diags *diags,
                  const struct catalog **ret_catalog)
{
  size_t before = diags_errors(diags);
  const struct definition_request request = { .workspace = folder };
  struct build build = start(arena, &request, diags);
  build.areas.partial = build.outcomes.partial = build.measures.partial = true;
  build_plugin(&build, folder);
  build_sources(&build);
  build_indicators(&build);
  if (diags_errors(diags) > before)
    return -1;
  *ret_catalog = build.catalog;
  return 0;
}

int catalog_area(const struct catalog *catalog, struct str code)
{
  for (size_t i = 0; i < catalog->area_count; i++)
    if (str_is(code, catalog->areas[i].code))
      return (int)i;
  return NO_INDEX;
}

int catalog_indicator(const struct catalog *catalog, struct str id)
{
  for (size_t i = 0; i < catalog->indicator_count; i++)
    if (str_is(id, catalog->indicators[i].id))
      return (int)i;
  return NO_INDEX;
}

int catalog_plugin(const struct catalog *catalog, struct str id)
{
  for (size_t i = 0; i < catalog->plugin_count; i++)
    if (str_is(id, catalog->plugins[i].id))
      return (int)i;
  return NO_INDEX;
}

int catalog_source_of_measure(const struct catalog *catalog, const char *measure)
{
  for (size_t i = 0; i < catalog->source_count; i++)
    if (catalog->sources[i].measure && strcmp(catalog->sources[i].measure, measure) == 0)
      return (int)i;
  return NO_INDEX;
}
