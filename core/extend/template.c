/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/template.h"

#include "define/definitions.h"
#include "define/file.h"
#include "extend/content.h"

#include <stdlib.h>
#include <unistd.h>

/* ---- what template.yaml may hold ----------------------------------------------------------- */

struct box_definition {
  struct decoded decoded;
  const char *name;
  double x, y, width, height;
  bool flows_on;
};

#define AT(member) offsetof(struct box_definition, member)
static const struct field box_fields[] = {
  { .name = "name", .kind = FIELD_TEXT, .at = AT(name), .required = true, .form = &form_id,
    .description = "By which scripts fill it: page:box(name)." },
  { .name = "x", .kind = FIELD_NUMBER, .at = AT(x), .required = true, .least = 0, .most = 595,
    .description = "Points from the page's left edge." },
  { .name = "y", .kind = FIELD_NUMBER, .at = AT(y), .required = true, .least = 0, .most = 842,
    .description = "Points from the page's top edge." },
  { .name = "width", .kind = FIELD_NUMBER, .at = AT(width), .required = true, .least = 1,
    .most = 595, .description = "Points." },
  { .name = "height", .kind = FIELD_NUMBER, .at = AT(height), .required = true, .least = 1,
    .most = 842, .description = "Points.  What does not fit is an error, unless it flows on." },
  { .name = "flows on", .kind = FIELD_BOOLEAN, .at = AT(flows_on), .otherwise = "false",
    .description = "Whether what it does not hold continues on a page of its own." },
};
#undef AT
static const struct schema box_schema
  = SCHEMA("box", "A place on a page, filled by a script.", struct box_definition, box_fields);

struct master_definition {
  struct decoded decoded;
  const char *name;
  bool cover, masthead;
  int columns;
  struct list boxes;
};

#define AT(member) offsetof(struct master_definition, member)
static const struct field master_fields[] = {
  { .name = "name", .kind = FIELD_TEXT, .at = AT(name), .required = true, .form = &form_id,
    .description = "By which sections name it." },
  { .name = "cover", .kind = FIELD_BOOLEAN, .at = AT(cover), .otherwise = "false",
    .description = "Whether its pages have no running head." },
  { .name = "masthead", .kind = FIELD_BOOLEAN, .at = AT(masthead), .otherwise = "false",
    .description = "Whether the title is set large, with the running head above it." },
  { .name = "columns", .kind = FIELD_INTEGER, .at = AT(columns), .least = 1, .most = 4,
    .otherwise = "1",
    .description = "Of flowing text, side by side; what page:columns(...) makes spans them." },
  { .name = "boxes", .kind = FIELD_LIST, .at = AT(boxes), .schema = &box_schema,
    .otherwise_words = "text flows over as many pages as it takes",
    .description = "Fixed places on one page." },
};
#undef AT
static const struct schema master_schema
  = SCHEMA("master", "How pages are divided.", struct master_definition, master_fields);

struct section_definition {
  struct decoded decoded;
  const char *id, *title, *master, *script, *prefix;
  const struct yaml_node *content;
  int each, marking;
};

static const char *const each_words[] = { [EACH_NONE] = "once",
                                          [EACH_PRIORITY] = "priority",
                                          [EACH_FACTOR] = "factor",
                                          [EACH_DETERMINANT] = "determinant",
                                          [EACH_OVERVIEW] = "overview",
                                          [EACH_CONTEXT] = "context",
                                          NULL };

#define AT(member) offsetof(struct section_definition, member)
static const struct field section_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_id,
    .description = "By which links find it." },
  { .name = "script", .kind = FIELD_TEXT, .at = AT(script),
    .otherwise_words = "content says what stands there",
    .description = "The Lua file beside template.yaml that writes it." },
  { .name = "content", .kind = FIELD_OTHER, .at = AT(content), .decode = content_decode,
    .otherwise_words = "a script writes it",
    .shape = "a list of parts, each with one key: {paragraph: ...}, {figure: {...}}",
    .json = "{\"type\": \"array\", \"items\": {\"type\": \"object\", \"minProperties\": 1, "
            "\"maxProperties\": 1}}",
    .description = "What stands there, without a script: docs/LUA.md says what there is." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title),
    .otherwise_words = "the script gives it; of a section for each plugin, the plugin's title",
    .description = "Its heading." },
  { .name = "master", .kind = FIELD_TEXT, .at = AT(master), .form = &form_id,
    .otherwise_words = "text flows over as many pages as it takes",
    .description = "The page master, one of masters." },
  { .name = "each", .kind = FIELD_WORD, .at = AT(each), .words = each_words, .otherwise = "once",
    .description = "For which plugins there is one each; a plugin that has a chapter of its own "
                   "writes it instead of the script." },
  { .name = "prefix", .kind = FIELD_TEXT, .at = AT(prefix), .otherwise_words = "none",
    .description = "Before the numbers of its tables and figures, which begin at 1: A gives Table A1." },
  MARKING_FIELD,
};
#undef AT
static const struct schema section_schema
  = SCHEMA("section", "A part of the report, on pages of its own.", struct section_definition,
           section_fields);

struct term_definition {
  struct decoded decoded;
  const char *term, *meaning;
  struct texts also;
};

#define AT(member) offsetof(struct term_definition, member)
static const struct field term_fields[] = {
  { .name = "term", .kind = FIELD_TEXT, .at = AT(term), .required = true,
    .description = "As it stands in a sentence: usual spread." },
  { .name = "meaning", .kind = FIELD_TEXT, .at = AT(meaning), .required = true,
    .description = "A sentence; markup is read in it." },
  { .name = "also", .kind = FIELD_TEXTS, .at = AT(also), .otherwise_words = "none",
    .description = "Other forms of the term that lead to it: its plural." },
};
#undef AT
static const struct schema term_schema
  = SCHEMA("term", "A term and what it means: its first use leads to the glossary.",
           struct term_definition, term_fields);

struct template_definition {
  struct decoded decoded;
  const char *id, *title, *subject, *file, *running, *foot_left, *foot_right;
  const char *figures, *tables;
  struct texts libraries;
  struct list masters, sections, glossary;
};

#define AT(member) offsetof(struct template_definition, member)
static const struct field template_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_id,
    .description = "The name of its folder." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .otherwise_words = "the report's title",
    .description = "The PDF's title; {title} (the report's), {area}, {place}, {partnership}, "
                   "{edition}, {edition title}, {period}, {since} and {cut-off} are filled in." },
  { .name = "subject", .kind = FIELD_TEXT, .at = AT(subject), .otherwise_words = "none",
    .description = "The PDF's subject; filled in likewise." },
  { .name = "file", .kind = FIELD_TEXT, .at = AT(file), .required = true,
    .description = "The PDF's name without .pdf; filled in likewise, in small letters and "
                   "hyphens." },
  { .name = "running", .kind = FIELD_TEXT, .at = AT(running), .otherwise_words = "the title",
    .description = "The running head at the left." },
  { .name = "foot left", .kind = FIELD_TEXT, .at = AT(foot_left), .otherwise_words = "none",
    .description = "At the foot of every page, left." },
  { .name = "foot right", .kind = FIELD_TEXT, .at = AT(foot_right), .otherwise_words = "none",
    .description = "At the foot of every page, before the page number." },
  { .name = "figures", .kind = FIELD_TEXT, .at = AT(figures), .otherwise_words = "not numbered",
    .description = "The word that figures are numbered with: Figure." },
  { .name = "tables", .kind = FIELD_TEXT, .at = AT(tables), .otherwise_words = "not numbered",
    .description = "The word that tables are numbered with: Table." },
  { .name = "glossary", .kind = FIELD_LIST, .at = AT(glossary), .schema = &term_schema,
    .otherwise_words = "none", .description = "The terms that page:glossary() explains." },
  { .name = "libraries", .kind = FIELD_TEXTS, .at = AT(libraries), .form = &form_id,
    .otherwise_words = "none",
    .description = "Scripts that all of its scripts can use: templates/NAME/NAME.lua returns the "
                   "table that becomes the global NAME." },
  { .name = "masters", .kind = FIELD_LIST, .at = AT(masters), .schema = &master_schema,
    .otherwise_words = "none", .description = "How pages are divided." },
  { .name = "sections", .kind = FIELD_LIST, .at = AT(sections), .schema = &section_schema,
    .required = true, .description = "Its parts, in order." },
};
#undef AT
const struct schema template_schema
  = SCHEMA("template", "How a report is made: templates/NAME/template.yaml.",
           struct template_definition, template_fields);

/* ---- checking ------------------------------------------------------------------------------ */

struct reading {
  struct arena *arena;
  const char *folder;
  struct diags *diags;
  struct template *template;
};

static void read_masters(struct reading *reading, const struct list *list)
{
  const struct master_definition *definitions = list->at;
  struct template_master *masters
    = ARENA_ARRAY(reading->arena, struct template_master, list->count);
  for (size_t i = 0; i < list->count; i++) {
    const struct box_definition *theirs = definitions[i].boxes.at;
    size_t count = definitions[i].boxes.count;
    struct template_box *boxes = ARENA_ARRAY(reading->arena, struct template_box, count);
    for (size_t j = 0; j < count; j++)
      boxes[j] = (struct template_box) {
        .name = theirs[j].name,
        .x = theirs[j].x,
        .y = theirs[j].y,
        .width = theirs[j].width,
        .height = theirs[j].height,
        .flows_on = theirs[j].flows_on,
        .loc = node_place(theirs[j].decoded.node, "name"),
      };
    masters[i] = (struct template_master) { .name = definitions[i].name,
                                            .cover = definitions[i].cover,
                                            .masthead = definitions[i].masthead,
                                            .columns = definitions[i].columns,
                                            .boxes = boxes,
                                            .box_count = count };
  }
  reading->template->masters = masters;
  reading->template->master_count = list->count;
}

static void check_master(struct reading *reading, const struct section_definition *section)
{
  const struct template *template = reading->template;
  const char **names = ARENA_ARRAY(reading->arena, const char *, template->master_count);
  for (size_t i = 0; i < template->master_count; i++) {
    names[i] = template->masters[i].name;
    if (names[i] && strcmp(names[i], section->master) == 0)
      return;
  }
  diag_error(reading->diags, "STRATA-X016", node_place(section->decoded.node, "master"),
             "there is no page master '%s'", section->master);
  diag_suggest(reading->diags, str_of(section->master), names, template->master_count);
}

static const char *script_path(struct reading *reading, const struct section_definition *section)
{
  const char *path = arena_printf(reading->arena, "%s/%s", reading->folder, section->script);
  if (access(path, R_OK) != 0) {
    diag_error(reading->diags, "STRATA-X015", node_place(section->decoded.node, "script"),
               "there is no script '%s' beside template.yaml", section->script);
    diag_hint(reading->diags, "a script is a Lua file that returns a function of the page");
  }
  return path;
}

/* A section has a script or content; one for each plugin has a script, which is told the plugin. */
static void check_writer(struct reading *reading, const struct section_definition *section)
{
  bool written = section->script || section->content;
  if (section->decoded.flawed || (written && !(section->script && section->content)
                                  && (section->script || section->each == EACH_NONE)))
    return;
  diag_error(reading->diags, "STRATA-X018", section->decoded.node->loc,
             !written ? "nothing says what stands in the section '%s'"
             : section->script ? "the section '%s' has a script and content"
                               : "the section '%s' is there for each plugin, which needs a script",
             section->id ? section->id : "");
  diag_hint(reading->diags, "give it 'content', or a 'script'");
}

static void read_sections(struct reading *reading, const struct list *list)
{
  const struct section_definition *definitions = list->at;
  struct template_section *sections
    = ARENA_ARRAY(reading->arena, struct template_section, list->count);
  for (size_t i = 0; i < list->count; i++) {
    const struct section_definition *theirs = &definitions[i];
    if (theirs->master)
      check_master(reading, theirs);
    check_writer(reading, theirs);
    sections[i] = (struct template_section) {
      .id = theirs->id,
      .title = theirs->title,
      .master = theirs->master,
      .script = theirs->script ? script_path(reading, theirs) : NULL,
      .content = theirs->content,
      .each = (enum template_each)theirs->each,
      .restricted = theirs->marking == MARKING_OFFICIAL_SENSITIVE,
      .prefix = theirs->prefix,
      .loc = node_place(theirs->decoded.node, "id"),
    };
  }
  reading->template->sections = sections;
  reading->template->section_count = list->count;
}

static void read_libraries(struct reading *reading, const struct template_definition *definition)
{
  size_t count = definition->libraries.count;
  struct template_library *libraries
    = ARENA_ARRAY(reading->arena, struct template_library, count);
  for (size_t i = 0; i < count; i++) {
    const char *name = definition->libraries.at[i];
    const char *path
      = path_tidy(reading->arena, arena_printf(reading->arena, "%s/../%s/%s.lua",
                                              reading->folder, name, name));
    libraries[i] = (struct template_library) { name, path };
    if (access(path, R_OK) == 0)
      continue;
    diag_error(reading->diags, "STRATA-X015",
               node_item_place(definition->decoded.node, "libraries", i),
               "there is no library '%s': '%s/%s.lua' beside the template's folder", name, name,
               name);
  }
  reading->template->libraries = libraries;
  reading->template->library_count = count;
}

static int compare_terms(const void *a, const void *b)
{
  const struct template_term *one = a, *other = b;
  return str_compare(str_of(one->term), str_of(other->term));
}

static void read_terms(struct reading *reading, const struct list *list)
{
  const struct term_definition *definitions = list->at;
  struct template_term *terms = ARENA_ARRAY(reading->arena, struct template_term, list->count);
  for (size_t i = 0; i < list->count; i++)
    terms[i] = (struct template_term) { .term = definitions[i].term,
                                        .meaning = definitions[i].meaning,
                                        .also = definitions[i].also.at,
                                        .also_count = definitions[i].also.count };
  if (list->count)
    qsort(terms, list->count, sizeof *terms, compare_terms);
  reading->template->terms = terms;
  reading->template->term_count = list->count;
}

int template_read(struct arena *arena, const char *folder, struct diags *diags,
                  const struct template **ret_template)
{
  const char *path = arena_printf(arena, "%s/template.yaml", folder);
  struct template_definition definition = { 0 };
  size_t errors = diags_errors(diags);
  if (schema_read(arena, &template_schema, path, diags, &definition) < 0)
    return -1;
  struct template *template = ARENA_NEW(arena, struct template);
  *template = (struct template) {
    .title = definition.title,
    .subject = definition.subject,
    .file = definition.file,
    .file_loc = node_place(definition.decoded.node, "file"),
    .running = definition.running,
    .foot_left = definition.foot_left,
    .foot_right = definition.foot_right,
    .figures = definition.figures,
    .tables = definition.tables,
  };
  struct reading reading = { arena, folder, diags, template };
  read_masters(&reading, &definition.masters);
  read_sections(&reading, &definition.sections);
  read_libraries(&reading, &definition);
  read_terms(&reading, &definition.glossary);
  if (diags_errors(diags) > errors)
    return -1;
  *ret_template = template;
  return 0;
}
