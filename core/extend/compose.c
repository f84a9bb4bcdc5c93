/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Composes a report: the template's sections in order, each by its script or by plugins. */
#include "base/cleanup.h"
#include "base/num.h"
#include "extend/call.h"
#include "extend/extend.h"
#include "extend/host.h"
#include "extend/leak.h"
#include "extend/lua_plugin.h"
#include "extend/scripts.h"
#include "extend/template.h"
#include "extend/words.h"

#include <stdlib.h>

/* ---- names --------------------------------------------------------------------------------- */

/* Small letters, digits and hyphens: "Blackburn with Darwen" is "blackburn-with-darwen". */
static const char *file_name_of(struct arena *arena, const char *text)
{
  struct strbuf name = STRBUF(arena);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (c >= 'A' && c <= 'Z')
      strbuf_add_char(&name, (char)(c - 'A' + 'a'));
    else if (letter)
      strbuf_add_char(&name, (char)c);
    else if (name.len && name.at[name.len - 1] != '-')
      strbuf_add_char(&name, '-');
  }
  while (name.len && name.at[name.len - 1] == '-')
    name.at[--name.len] = '\0';
  return strbuf_text(&name);
}

int extend_template(struct arena *arena, const struct report *report, struct diags *diags,
                    const struct template **ret_template)
{
  return template_read(arena, report->template_path, diags, ret_template);
}

int extend_file_name(struct arena *arena, const struct catalog *catalog,
                     const struct report *report, const struct template *template, int area,
                     struct diags *diags, const char **ret_name)
{
  const char *name
    = file_name_of(arena, words_title(arena, catalog, report, area, template->file));
  if (!*name) {
    diag_error(diags, "STRATA-X016", template->file_loc,
               "'%s' makes no file name for '%s'", template->file, catalog->areas[area].name);
    return -1;
  }
  *ret_name = name;
  return 0;
}

void extend_compile(const struct extensions *extensions, const struct template *template)
{
  auto_arena struct arena *scratch = arena_new();
  struct sandbox *sandbox = sandbox_new(scratch);
  for (size_t i = 0; i < template->library_count; i++)
    scripts_compile(extensions->scripts, sandbox, template->libraries[i].path);
  for (size_t i = 0; i < template->section_count; i++)
    if (template->sections[i].script)
      scripts_compile(extensions->scripts, sandbox, template->sections[i].script);
}

/* ---- the document's own facts -------------------------------------------------------------- */

/* Seconds since 1970 of noon on the last day of MONTH. */
static int64_t last_day(int32_t month)
{
  /* Days from 1970 to a year: 365 each, and a day for every leap year. */
  int64_t years = month_year(month);
  int64_t days = (years - 1970) * 365 + (years - 1969) / 4 - (years - 1901) / 100
    + (years - 1601) / 400;
  for (int32_t each = month_of(month_year(month), 1); each <= month; each++)
    days += month_days(each);
  return (days - 1) * 86400 + 43200;
}

/* The date that a PDF gives itself: never the clock's, so that the same input makes the same file. */
static int64_t date_of(const struct edition *edition)
{
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  int64_t seconds;
  if (epoch && num_parse_int(str_of(epoch), &seconds))
    return seconds;
  return last_day(edition->cut_off);
}

static const struct master *masters_of(struct arena *arena, const struct template *template)
{
  struct master *masters = ARENA_ARRAY(arena, struct master, template->master_count);
  for (size_t i = 0; i < template->master_count; i++) {
    const struct template_master *theirs = &template->masters[i];
    struct box *boxes = ARENA_ARRAY(arena, struct box, theirs->box_count);
    for (size_t j = 0; j < theirs->box_count; j++)
      boxes[j] = (struct box) { .name = theirs->boxes[j].name,
                                .x = theirs->boxes[j].x,
                                .y = theirs->boxes[j].y,
                                .width = theirs->boxes[j].width,
                                .height = theirs->boxes[j].height,
                                .flows_on = theirs->boxes[j].flows_on,
                                .loc = theirs->boxes[j].loc };
    masters[i] = (struct master) { .name = theirs->name,
                                   .boxes = boxes,
                                   .box_count = theirs->box_count,
                                   .columns = theirs->columns,
                                   .cover = theirs->cover,
                                   .masthead = theirs->masthead };
  }
  return masters;
}

static const char *filled(struct strata_run *run, const char *text, const char *otherwise)
{
  if (!text)
    return otherwise;
  return words_title(run->arena, run->catalog, run->report, run->area, text);
}

/* What stands on every page of the restricted edition, and in what a program shows of the file. */
static void mark_restricted(struct strata_run *run, const struct restricted_edition *edition,
                            struct document *document)
{
  struct strbuf list = STRBUF(run->arena);
  for (size_t i = 0; i < edition->distribution_count; i++)
    strbuf_printf(&list, "%s%s", i ? "; " : "Distribution: ", edition->distribution[i]);
  document->title = arena_printf(run->arena, "%s: %s", edition->marking, document->title);
  document->subject = document->subject
    ? arena_printf(run->arena, "%s: %s", edition->marking, document->subject)
    : edition->marking;
  document->marking = edition->marking;
  document->handling = edition->handling;
  document->distribution = strbuf_text(&list);
  document->marking_loc = edition->loc;
}

static struct document *begin(struct strata_run *run, const struct template *template)
{
  const struct catalog *catalog = run->catalog;
  struct document *document = document_new(run->arena);
  document->title = filled(run, template->title, run->report->title);
  document->running = filled(run, template->running, document->title);
  document->subject = filled(run, template->subject, NULL);
  document->foot_left = filled(run, template->foot_left, NULL);
  document->foot_centre = released_marking(run->released);
  document->foot_right = filled(run, template->foot_right, NULL);
  document->author = catalog->author;
  document->date = date_of(&catalog->editions[run->report->edition_index]);
  document->masters = masters_of(run->arena, template);
  document->master_count = template->master_count;
  document->figure_word = template->figures;
  document->table_word = template->tables;
  document->term_count = template->term_count;
  document->terms = ARENA_ARRAY(run->arena, struct term, template->term_count);
  for (size_t i = 0; i < template->term_count; i++)
    document->terms[i] = (struct term) { .word = template->terms[i].term,
                                         .meaning = text_parse(run->arena, template->terms[i].meaning),
                                         .also = template->terms[i].also,
                                         .also_count = template->terms[i].also_count };
  document->shapes = run->facts->shapes;
  document->catalog = catalog;
  if (released_audience(run->released) == AUDIENCE_RESTRICTED && catalog->restricted_edition)
    mark_restricted(run, catalog->restricted_edition, document);
  return document;
}

/* ---- sections ------------------------------------------------------------------------------ */

static struct node *add_section(struct strata_run *run, const struct template_section *section,
                                const char *name, const char *title)
{
  struct node *page = node_add(run->document, NULL, NODE_SECTION, section->loc);
  page->name = name;
  page->master = section->master;
  page->number_prefix = section->prefix;
  run->loc = section->loc;
  if (title)
    page->text = host_text(run, title);
  return page;
}

static int add_once(struct strata_run *run, const struct template_section *section)
{
  struct node *page = add_section(run, section, section->id, section->title);
  int status = section->content ? lua_template_content(run, section->content, page)
                                : lua_template_call(run, section->script, page, NO_INDEX);
  document_drop_empty_section(run->document);
  return status;
}

static bool is_wanted(enum plugin_role role, enum template_each each)
{
  static const enum template_each each_of[] = { [PLUGIN_PRIORITY] = EACH_PRIORITY,
                                                [PLUGIN_FACTOR] = EACH_FACTOR,
                                                [PLUGIN_DETERMINANT] = EACH_DETERMINANT,
                                                [PLUGIN_OVERVIEW] = EACH_OVERVIEW,
                                                [PLUGIN_CONTEXT] = EACH_CONTEXT };
  return each_of[role] == each;
}

static int add_each(struct strata_run *run, const struct template_section *section)
{
  for (size_t i = 0; i < run->catalog->plugin_count; i++) {
    const struct plugin *plugin = &run->catalog->plugins[i];
    if (!*plugin->id || !is_wanted(plugin->role, section->each))
      continue;
    const char *name = arena_printf(run->arena, "%s-%s", section->id, plugin->id);
    struct node *page
      = add_section(run, section, name, section->title ? section->title : plugin->title);
    if (!call_section(run, (int)i, CALLBACK_CHAPTER, page)
        && lua_template_call(run, section->script, page, (int)i) < 0)
      return -1;
  }
  return 0;
}

static int add_sections(struct strata_run *run, const struct template *template)
{
  for (size_t i = 0; i < template->library_count; i++)
    if (lua_template_library(run, template->libraries[i].name, template->libraries[i].path) < 0)
      return -1;
  for (size_t i = 0; i < template->section_count; i++) {
    const struct template_section *section = &template->sections[i];
    if (section->restricted && released_audience(run->released) == AUDIENCE_PUBLIC)
      continue;
    int status = section->each == EACH_NONE ? add_once(run, section) : add_each(run, section);
    if (status < 0 || run->failure.message)
      return -1;
  }
  return 0;
}

int extend_report(struct arena *arena, const struct extensions *extensions,
                  const struct released *released, const struct report *report,
                  const struct template *template, int area, struct containment *containment,
                  struct diags *diags, struct document **ret_document)
{
  struct strata_run run = {
    .arena = arena,
    .extensions = extensions,
    .catalog = released_catalog(released),
    .facts = released_facts(released),
    .diags = diags,
    .released = released,
    .report = report,
    .area = area,
    .containment = containment,
    .plugin = NO_INDEX,
  };
  run.document = begin(&run, template);
  int status = add_sections(&run, template);
  call_end(&run);
  if (status < 0) {
    diag_error(diags, run.failure.code, run.failure.loc, "%s", run.failure.message);
    return -1;
  }
  if (document_resolve(run.document, diags) < 0)
    return -1;
  auto_arena struct arena *scratch = arena_new();
  if (leak_check(scratch, released, report, run.document, area, diags) < 0)
    return -1;
  *ret_document = run.document;
  return 0;
}
