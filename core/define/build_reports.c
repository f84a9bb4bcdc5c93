/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/build.h"

#include "define/file.h"

#include <stdlib.h>

/* ---- outcomes and breaks ------------------------------------------------------------------- */

void build_outcomes(struct build *build)
{
  const struct list *list = &build->assessment.outcomes;
  const struct outcome_definition *given = list->at;
  struct outcome *outcomes = ARENA_ARRAY(build->arena, struct outcome, list->count);
  size_t count = 0;
  build->outcomes.partial = !build->assessment.decoded.node
    || (!list->count && node_value(build->assessment.decoded.node, "outcomes"));
  for (size_t i = 0; i < list->count; i++) {
    if (!given[i].id) {
      build->outcomes.partial = true;
      continue;
    }
    struct loc loc = node_place(given[i].decoded.node, "id");
    names_add(build, &build->outcomes, given[i].id, given[i].title, loc, (int)count);
    outcomes[count++] = (struct outcome) { given[i].id, given[i].title, given[i].owner, loc };
  }
  build->catalog->outcomes = outcomes;
  build->catalog->outcome_count = count;
}

void build_breaks(struct build *build)
{
  const struct list *list = &build->assessment.breaks;
  const struct break_definition *given = list->at;
  struct series_break *breaks = ARENA_ARRAY(build->arena, struct series_break, list->count);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    struct loc loc = node_place(given[i].decoded.node, "measure");
    if (names_need(build, &build->measures, given[i].measure, loc) != NO_INDEX)
      breaks[count++] = (struct series_break) { given[i].measure, given[i].from, given[i].why, loc };
  }
  build->catalog->breaks = breaks;
  build->catalog->break_count = count;
}

/* ---- editions ------------------------------------------------------------------------------ */

static int by_cut_off(const void *a, const void *b)
{
  const struct edition *left = a, *right = b;
  if (left->cut_off != right->cut_off)
    return left->cut_off < right->cut_off ? -1 : 1;
  return strcmp(left->id, right->id);
}

void build_editions(struct build *build)
{
  const struct list *list = &build->assessment.editions;
  const struct edition_definition *given = list->at;
  struct edition *editions = ARENA_ARRAY(build->arena, struct edition, list->count);
  size_t count = 0;
  build->editions.partial = !list->count;
  for (size_t i = 0; i < list->count; i++) {
    const struct edition_definition *one = &given[i];
    if (!one->id || one->decoded.flawed) {
      build->editions.partial = true;
      continue;
    }
    struct period period = one->period.last
      ? one->period
      : (struct period) { one->cut_off, PERIOD_YEAR_ENDING };
    if (period.last > one->cut_off) {
      diag_error(build->diags, "STRATA-D022", node_place(one->decoded.node, "period"),
                 "the period '%s' goes on after the cut-off", period_code(build->arena, period));
      diag_hint(build->diags, "the data end with '%s'",
                period_code(build->arena, (struct period) { one->cut_off, PERIOD_MONTH }));
    }
    editions[count++] = (struct edition) {
      .id = one->id, .title = one->title, .cut_off = one->cut_off, .period = period,
      .published = one->published, .next = one->next, .loc = node_place(one->decoded.node, "id"),
    };
  }
  if (count)
    qsort(editions, count, sizeof *editions, by_cut_off);
  for (size_t i = 0; i < count; i++)
    names_add(build, &build->editions, editions[i].id, editions[i].title, editions[i].loc, (int)i);
  build->catalog->editions = editions;
  build->catalog->edition_count = count;
}

/* ---- reports ------------------------------------------------------------------------------- */

/* The template's folder: the workspace's own before the one that comes with strata. */
static const char *find_template(struct build *build, const char *name, struct loc loc,
                                 bool *ret_shipped)
{
  const char *dirs[] = { path_join(build->arena, build->workspace, "templates"),
                         build->request->template_dir };
  VEC(const char *) known = { 0 };
  for (size_t i = 0; i < 2 && dirs[i]; i++) {
    const char *path = path_join(build->arena, dirs[i], name);
    *ret_shipped = i > 0;
    if (is_folder(path))
      return path;
    size_t count;
    const char *const *names = folder_names(build->arena, dirs[i], &count);
    for (size_t j = 0; j < count; j++)
      if (is_folder(path_join(build->arena, dirs[i], names[j])))
        *VEC_ADD(build->arena, &known) = names[j];
  }
  diag_error(build->diags, "STRATA-D027", loc, "there is no template '%s'", name);
  diag_suggest(build->diags, str_of(name), known.at, known.len);
  for (size_t i = 0; i < 2 && dirs[i]; i++)
    diag_hint(build->diags, "searched in %s", dirs[i]);
  return NULL;
}

static struct report resolve(struct build *build, const struct report_definition *given)
{
  const struct yaml_node *node = given->decoded.node;
  struct report report = {
    .id = given->id, .title = given->title, .areas = given->areas, .area = NO_INDEX,
    .edition = given->edition, .since = given->since, .loc = node_place(node, "id"),
    .marking = (enum marking)given->marking,
  };
  if (given->template_name)
    report.template_path
      = find_template(build, given->template_name, node_place(node, "template"),
                      &report.template_shipped);
  if (given->areas && strcmp(given->areas, "districts") != 0) {
    report.area = names_need(build, &build->areas, given->areas, node_place(node, "areas"));
    if (report.area == NO_INDEX && !build->areas.partial)
      diag_hint(build->diags, "or write 'districts', for a PDF for each of them");
  }
  report.edition_index = names_need(build, &build->editions, given->edition,
                                    node_place(node, "edition"));
  report.since_index = names_need(build, &build->editions, given->since, node_place(node, "since"));
  if (report.edition_index != NO_INDEX && report.since_index >= report.edition_index) {
    diag_error(build->diags, "STRATA-D022", node_place(node, "since"),
               "edition '%s' is not earlier than '%s'", given->since, given->edition);
    diag_hint(build->diags, "'since' names the earlier edition that the report is compared with");
  } else if (report.edition_index != NO_INDEX && report.since_index != NO_INDEX) {
    check_overlap(build, &report, node_place(node, "since"));
  }
  return report;
}

void build_reports(struct build *build)
{
  const struct list *list = &build->assessment.reports;
  const struct report_definition *given = list->at;
  struct report *reports = ARENA_ARRAY(build->arena, struct report, list->count);
  size_t count = 0;
  build->reports.partial = !list->count;
  for (size_t i = 0; i < list->count; i++) {
    if (!given[i].id) {
      build->reports.partial = true;
      continue;
    }
    reports[count] = resolve(build, &given[i]);
    names_add(build, &build->reports, given[i].id, given[i].title, reports[count].loc, (int)count);
    count++;
  }
  build->catalog->reports = reports;
  build->catalog->report_count = count;
}

/* ---- recommendations ----------------------------------------------------------------------- */

void build_recommendations(struct build *build)
{
  const char *path = path_join(build->arena, build->workspace, "recommendations.yaml");
  struct recommendations_definition file = { 0 };
  struct names names = { .what = "recommendation" };
  if (!is_there(path))
    return;
  schema_read(build->arena, &recommendations_schema, path, build->diags, &file);
  const struct recommendation_definition *given = file.recommendations.at;
  size_t count = 0, most = file.recommendations.count;
  struct recommendation *all = ARENA_ARRAY(build->arena, struct recommendation, most);
  for (size_t i = 0; i < most; i++) {
    const struct yaml_node *node = given[i].decoded.node;
    struct loc loc = node_place(node, "id");
    struct texts outcomes
      = names_need_all(build, &build->outcomes, given[i].outcomes, node, "outcomes");
    names_need(build, &build->areas, given[i].area, node_place(node, "area"));
    names_need(build, &build->plugins, given[i].priority, node_place(node, "priority"));
    if (given[i].id)
      names_add(build, &names, given[i].id, NULL, loc, (int)count);
    all[count++] = (struct recommendation) {
      given[i].id, given[i].text, given[i].owner, given[i].due, outcomes.at, outcomes.count,
      given[i].area, given[i].priority, loc, (enum marking)given[i].marking,
    };
  }
  build->catalog->recommendations = all;
  build->catalog->recommendation_count = count;
}
