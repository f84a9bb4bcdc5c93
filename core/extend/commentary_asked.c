/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commentary that nothing asks for.  What a script will ask for is only known when it runs, and a script
 * asks for some only where figures call for it: so the names are looked for where they are written, and
 * what is written nowhere is never printed. */
#include "base/cleanup.h"
#include "base/vec.h"
#include "extend/extend.h"
#include "extend/extension.h"
#include "extend/template.h"
#include "extend/text_file.h"

#include <stdlib.h>
#include <string.h>

struct asking {
  struct arena *arena;
  VEC(const char *) sections;
  bool by_plugin; /* some script asks for what it finds in a variable: the plugin's id */
};

static void add(struct asking *asking, struct str name)
{
  for (size_t i = 0; i < asking->sections.len; i++)
    if (str_is(name, asking->sections.at[i]))
      return;
  *VEC_ADD(asking->arena, &asking->sections) = arena_text(asking->arena, name.at, name.len);
}

static const char *past_spaces(const char *at)
{
  return at + strspn(at, " \t\n");
}

/* page:commentary("plan"), strata.commentary 'plan'; also in a comment, where a script that puts its names
 * together can say which they are. */
static void look_in_script(struct asking *asking, const char *path)
{
  static const char verb[] = "commentary";
  struct str text;
  if (!path || text_file_read(asking->arena, path, &text) < 0)
    return; /* reported when it runs */
  const char *source = arena_text(asking->arena, text.at, text.len);
  for (const char *at = source; (at = strstr(at, verb));) {
    at += strlen(verb);
    const char *name = past_spaces(at);
    bool called = *name == '(';
    if (called)
      name = past_spaces(name + 1);
    const char *end = *name == '"' || *name == '\'' ? strchr(name + 1, *name) : NULL;
    if (end)
      add(asking, (struct str) { name + 1, (size_t)(end - name - 1) });
    else if (called)
      asking->by_plugin = true;
  }
}

static void look_in_content(struct asking *asking, const struct yaml_node *node)
{
  for (size_t i = 0; node->kind == YAML_LIST && i < node->count; i++)
    look_in_content(asking, node->items[i]);
  for (size_t i = 0; node->kind == YAML_MAPPING && i < node->count; i++) {
    const struct pair *pair = &node->pairs[i];
    if (str_is(pair->key, "commentary") && pair->value->kind == YAML_TEXT)
      add(asking, pair->value->text);
    else
      look_in_content(asking, pair->value);
  }
}

/* Compiled code holds the names that it asks for as texts, each with a NUL behind it. */
static bool is_in_code(const char *module, const char *name)
{
  enum { PART = 65536, LONGEST = 256 };
  char part[PART];
  auto_fclose FILE *file = fopen(module, "rb");
  size_t kept = 0, len = strlen(name) + 1, got;
  if (!file || len > LONGEST)
    return !file;
  while ((got = fread(part + kept, 1, sizeof part - kept, file)) > 0) {
    if (memmem(part, kept + got, name, len))
      return true;
    size_t all = kept + got;
    kept = all < len ? all : len;
    memmove(part, part + all - kept, kept);
  }
  return false;
}

static void look_everywhere(struct asking *asking, const struct extensions *extensions,
                            const struct template *template)
{
  bool code = false;
  for (size_t i = 0; i < template->library_count; i++)
    look_in_script(asking, template->libraries[i].path);
  for (size_t i = 0; i < template->section_count; i++) {
    if (template->sections[i].content)
      look_in_content(asking, template->sections[i].content);
    look_in_script(asking, template->sections[i].script);
  }
  for (size_t i = 0; i < extensions->count; i++) {
    const struct extension *extension = &extensions->at[i];
    code = code || extension->module;
    if (extension->script)
      look_in_script(asking, extension->script->path);
  }
  for (size_t i = 0; (asking->by_plugin || code) && i < extensions->count; i++)
    if (*extensions->at[i].plugin->id)
      add(asking, str_of(extensions->at[i].plugin->id));
}

static bool is_asked(const struct asking *asking, const struct extensions *extensions,
                     const char *section)
{
  for (size_t i = 0; i < asking->sections.len; i++)
    if (strcmp(asking->sections.at[i], section) == 0)
      return true;
  for (size_t i = 0; i < extensions->count; i++)
    if (extensions->at[i].module && is_in_code(extensions->at[i].module, section))
      return true;
  return false;
}

static int by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void extend_check_commentary(struct arena *arena, const struct extensions *extensions,
                             const struct report *report, const struct template *template,
                             struct diags *diags)
{
  struct asking asking = { .arena = arena };
  const struct catalog *catalog = extensions->catalog;
  struct strbuf all = STRBUF(arena);
  for (size_t i = 0; i < catalog->commentary_count; i++) {
    const struct commentary *one = &catalog->commentaries[i];
    if (strcmp(one->report, report->id) != 0)
      continue;
    if (!all.len) {
      look_everywhere(&asking, extensions, template);
      if (asking.sections.len)
        qsort(asking.sections.at, asking.sections.len, sizeof *asking.sections.at, by_text);
      strbuf_add_text(&all, "the sections of this report are:");
      for (size_t k = 0; k < asking.sections.len; k++)
        strbuf_printf(&all, "%s %s", k ? "," : "", asking.sections.at[k]);
    }
    if (is_asked(&asking, extensions, one->section))
      continue;
    diag_warning(diags, "STRATA-X042", ((struct loc) { .file = one->path, .line = 1 }),
                 "no section '%s' is printed in the report '%s', so this commentary is not printed",
                 one->section, report->id);
    diag_suggest(diags, str_of(one->section), asking.sections.at, asking.sections.len);
    diag_hint(diags, "%s", asking.sections.len ? strbuf_text(&all)
                                               : "this report prints no commentary");
  }
}
