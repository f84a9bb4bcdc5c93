/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story.h"

#include "unit.h"

#include "base/cleanup.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
  (void)status;
  (void)kind;
  (void)where;
  return remove(path);
}

static void remove_folder(void *folder)
{
  nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *story_file(struct story *story, const char *name, const char *text)
{
  char *path = arena_printf(story->arena, "%s/%s", story->folder, name);
  for (char *slash = strchr(path + strlen(story->folder) + 1, '/'); slash;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(path, 0755);
    *slash = '/';
  }
  auto_fclose FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  return path;
}

static void add_figures(struct world *world)
{
  uint32_t small[] = { world_small(world, "E01000001", ASHBY, 0),
                       world_small(world, "E01000002", ASHBY, 0) };
  world_ward(world, "Harbour", &small[0], 1);
  world_ward(world, "Hill", &small[1], 1);
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world->sources.at[street].title = "Street crime (the police)";
  world_supplied(world, street, "2020-01", "2021-12");
  world_steady(world, street, small[0], "2020-01", "2021-12", 15);
  world_steady(world, street, small[1], "2020-01", "2021-12", 5);
  for (uint32_t district = BARTON; district <= DENBY; district++)
    world_steady(world, street, district, "2020-01", "2021-12", 10);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, people, district, "2019", NULL, 10000);
  for (size_t i = 0; i < 2; i++)
    world_fact(world, people, small[i], "2019", NULL, 5000);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world->tables.at[cases].awaited = true;
  world->sources.at[cases].awaited_from = "the council";
  world->sources.at[cases].how = "fill in cases.csv";
}

static void add_indicators(struct world *world)
{
  static const int compare[] = { ALL };
  struct indicator *incidents = world_indicator(world, "street-crime", STATISTIC_RATE);
  world_per(incidents, "people", 1000);
  incidents->id = "asb.incidents";
  incidents->title = "Incidents recorded by the police";
  incidents->short_title = "Incidents";
  incidents->noun = "incidents";
  incidents->unit = "per 1,000 residents";
  incidents->hot_spots = (struct hot_spots_choice) { true, HOT_SPOTS_OF_COUNTS, 1500, 5 };
  struct indicator *cases = world_indicator(world, "cases", STATISTIC_COUNT);
  cases->id = "asb.cases";
  cases->title = "Cases";
  cases->noun = "cases";
  const char *const derived[] = { "asb.index", "bad.index" };
  for (int i = 0; i < 2; i++) {
    struct indicator *index = world_indicator(world, NULL, STATISTIC_GIVEN);
    index->id = derived[i];
    index->title = "An index";
    index->unit = "of 100";
    index->derived = true;
    index->plugin = i;
  }
  for (size_t i = 0; i < world->indicators.len; i++) {
    world->indicators.at[i].compare = compare;
    world->indicators.at[i].compare_count = 1;
  }
}

static struct period year(const char *code)
{
  return world_period(code);
}

static void add_definitions(struct story *story, const char *narrative)
{
  struct catalog *catalog = &story->world->catalog;
  story->plugins[STORY_ASB] = (struct plugin) {
    .id = "asb",
    .folder = arena_printf(story->arena, "%s/asb", story->folder),
    .title = "Anti-social behaviour",
    .version = "1.0.0",
    .license = "MIT",
    .code = narrative ? PLUGIN_CODE_LUA : PLUGIN_CODE_NONE,
    .order = 1,
    .summary = "What spoils the peace.",
    .headline = "asb.incidents",
    .first_indicator = STORY_INCIDENTS,
    .indicator_count = 3,
  };
  story->plugins[STORY_BAD] = (struct plugin) {
    .id = "bad",
    .folder = arena_printf(story->arena, "%s/bad", story->folder),
    .title = "Bad",
    .version = "1.0.0",
    .license = "MIT",
    .role = PLUGIN_FACTOR,
    .order = 2,
    .first_indicator = STORY_BAD_INDEX,
    .indicator_count = 1,
  };
  static const char *const years[] = { "2020", "2021" };
  for (int i = 0; i < 2; i++)
    story->editions[i] = (struct edition) {
      .id = years[i],
      .title = arena_printf(story->arena, "%s edition", years[i]),
      .cut_off = year(years[i]).last,
      .period = year(years[i]),
    };
  story->report = (struct report) {
    .id = "assessment",
    .title = "Assessment",
    .template_path = arena_printf(story->arena, "%s/template", story->folder),
    .area = ALL,
    .edition_index = 1,
    .since_index = 0,
  };
  catalog->title = "The partnership";
  catalog->place = "the county";
  catalog->marking = "OFFICIAL";
  catalog->plugins = story->plugins;
  catalog->plugin_count = STORY_PLUGINS;
  catalog->editions = story->editions;
  catalog->edition_count = 2;
  catalog->reports = &story->report;
  catalog->report_count = 1;
  if (narrative)
    story_file(story, "asb/narrative.lua", narrative);
}

struct story *story_begin(struct arena *arena, const char *narrative)
{
  struct story *story = ARENA_NEW(arena, struct story);
  char *folder = arena_strdup(arena, "/tmp/strata-story-XXXXXX");
  assert_non_null(mkdtemp(folder));
  arena_own(arena, folder, remove_folder);
  story->arena = arena;
  story->diags = diags_new(arena);
  story->folder = folder;
  story->world = world_new(arena);
  add_figures(story->world);
  add_indicators(story->world);
  add_definitions(story, narrative);
  return story;
}

void story_load(struct story *story)
{
  struct place place;
  place_of_program(story->arena, "/usr/bin", &place);
  const struct results *computed = world_compute(story->world);
  assert_non_null(computed);
  assert_int_equal(extend_load(story->arena, &story->world->catalog, &place, story->diags,
                               &story->extensions), 0);
  assert_int_equal(extend_figures(story->arena, story->extensions, computed, story->diags,
                                  &story->results), 0);
  story->released = disclose_results(story->arena, story->results, AUDIENCE_PUBLIC);
}

struct story *story_new(struct arena *arena, const char *narrative)
{
  struct story *story = story_begin(arena, narrative);
  story_load(story);
  return story;
}

int story_compose(struct story *story, int area, struct containment *containment,
                  struct diags *diags, struct document **ret_document)
{
  const struct template *template;
  if (extend_template(story->arena, &story->report, diags, &template))
    return -1;
  return extend_report(story->arena, story->extensions, story->released, &story->report, template,
                       area, containment, diags, ret_document);
}

struct document *story_report(struct story *story, int area, const char *script)
{
  story_file(story, "template/template.yaml",
             "id: template\nfile: test\nsections:\n  - {id: page, script: page.lua}\n");
  story_file(story, "template/page.lua", script);
  struct document *document = NULL;
  if (story_compose(story, area, NULL, story->diags, &document) < 0)
    return NULL;
  return document;
}

static const char *as_script(struct story *story, const char *body)
{
  return arena_printf(story->arena, "return function(page)\n%s\nend\n", body);
}

const char *story_write(struct story *story, const char *body)
{
  const struct document *document = story_report(story, ALL, as_script(story, body));
  if (!document)
    diags_print(story->diags, stderr, DIAG_TEXT);
  assert_non_null(document);
  return story_said(story->arena, document);
}

void story_refuses(struct story *story, const char *body, const char *code, const char *why)
{
  struct diags *before = story->diags;
  story->diags = diags_new(story->arena);
  assert_null(story_report(story, ALL, as_script(story, body)));
  const struct diag *said = diags_at(story->diags, 0);
  if (strcmp(said->code, code) != 0 || !strstr(said->message, why))
    print_error("%s\n%s: %s\n", body, said->code, said->message);
  assert_string_equal(said->code, code);
  assert_non_null(strstr(said->message, why));
  story->diags = before;
}

/* ---- what a document says ------------------------------------------------------------------ */

static const char *const kinds[] = {
  "section", "box",   "columns",     "column",   "heading", "paragraph", "list",     "item",
  "quote", "table",
  "figure",  "key figures", "findings", "callout", "note",      "contents", "rule", "key",
  "sidebar", "glossary",
};

static void add_text(struct strbuf *out, const char *before, struct text text)
{
  if (text.count)
    strbuf_printf(out, "%s%s", before, text_spoken(out->arena, text));
}

static void add_table(struct strbuf *out, const struct table *table)
{
  add_text(out, " ", table->title);
  for (size_t i = 0; i < table->row_count; i++) {
    strbuf_add_text(out, " /");
    size_t cells = table->rows[i].kind == ROW_GROUP ? 1 : table->column_count;
    for (size_t j = 0; j < cells; j++)
      add_text(out, " ", table->rows[i].cells[j].text);
  }
}

static void add_figure(struct strbuf *out, const struct figure *figure)
{
  strbuf_printf(out, " %s", figure->title);
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    strbuf_printf(out, " / %s %s", row->label, row->value_text ? row->value_text : "[");
    for (size_t c = 0; figure->grid && c < figure->grid->column_count; c++)
      strbuf_printf(out, "%s%s", c ? " " : "",
                    figure->grid->cells[i * figure->grid->column_count + c].text);
    strbuf_printf(out, "%s%s%s", figure->grid ? "]" : "", row->change_text ? " " : "",
                  row->change_text ? row->change_text : "");
  }
  for (size_t i = 0; i < figure->series_count; i++)
    strbuf_printf(out, " / %s %zu months", figure->series[i].label, figure->series[i].count);
  for (size_t i = 0; figure->panels && i < figure->panels->count; i++)
    strbuf_printf(out, " | %s %zu months", figure->panels->figures[i].panel,
                  figure->panels->figures[i].series[0].count);
  if (figure->source)
    strbuf_printf(out, " (%s)", figure->source);
}

static void add_node(struct strbuf *out, const struct node *node, int depth)
{
  strbuf_printf(out, "%*s%s", depth * 2, "", kinds[node->kind]);
  if (node->kind == NODE_HEADING || node->kind == NODE_COLUMN)
    strbuf_printf(out, " %d", node->level);
  if (node->kind == NODE_BOX)
    strbuf_printf(out, " %s", node->name);
  add_text(out, " ", node->text);
  add_text(out, " -- ", node->subtitle);
  if (node->table)
    add_table(out, node->table);
  if (node->figure)
    add_figure(out, node->figure);
  for (size_t i = 0; node->key_figures && i < node->item_count; i++) {
    add_text(out, " / ", node->key_figures[i].value);
    add_text(out, " ", node->key_figures[i].words);
    add_text(out, ", ", node->key_figures[i].comparison);
  }
  for (size_t i = 0; node->findings && i < node->item_count; i++) {
    add_text(out, " / ", node->findings[i].lead);
    add_text(out, " ", node->findings[i].support);
  }
  strbuf_add_char(out, '\n');
  for (const struct node *child = node->first; child; child = child->next)
    add_node(out, child, depth + 1);
}

const char *story_said(struct arena *arena, const struct document *document)
{
  struct strbuf out = STRBUF(arena);
  for (const struct node *section = document->root->first; section; section = section->next)
    add_node(&out, section, 0);
  return strbuf_text(&out);
}
