/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata plugin new: a copy of plugins/_template under another name. */
#include "base/cleanup.h"
#include "define/file.h"
#include "define/schema.h"
#include "extend/plugin_tools.h"
#include "extend/text_file.h"

#include <errno.h>
#include <sys/stat.h>

static const struct part {
  const char *name;
  enum plugin_code least; /* what a plugin must be written in to have it */
} parts[] = {
  { "plugin.yaml", PLUGIN_CODE_NONE },   { "README.md", PLUGIN_CODE_NONE },
  { "indicators/incidents.yaml", PLUGIN_CODE_NONE },
  { "narrative.lua", PLUGIN_CODE_LUA },  { "indicators/ratio.yaml", PLUGIN_CODE_C },
  { "example.c", PLUGIN_CODE_C },        { "Makefile", PLUGIN_CODE_C },
};

/* LINE with the template's id replaced, as a name too. */
static void add_line(struct strbuf *out, struct str line, const char *id)
{
  static const char own[] = "example", own_name[] = "Example";
  for (size_t i = 0; i < line.len;) {
    struct str rest = { line.at + i, line.len - i };
    bool is_name = str_starts(rest, own_name);
    if (!is_name && !str_starts(rest, own)) {
      strbuf_add_char(out, line.at[i++]);
      continue;
    }
    size_t at = out->len;
    strbuf_add_text(out, id);
    if (is_name)
      out->at[at] = (char)(out->at[at] - 'a' + 'A');
    i += strlen(own);
  }
  strbuf_add_char(out, '\n');
}

/* The template is in C; lines that say so are changed, or left out where they end with "# c only". */
static const char *adapt(struct arena *arena, struct str text, const char *id,
                         enum plugin_code code)
{
  static const char mark[] = " # c only";
  struct strbuf out = STRBUF(arena);
  for (size_t start = 0; start < text.len;) {
    const char *end = memchr(text.at + start, '\n', text.len - start);
    size_t len = end ? (size_t)(end - text.at) - start : text.len - start;
    struct str line = { text.at + start, len };
    start += len + 1;
    bool marked = str_ends(line, mark);
    if (marked && code != PLUGIN_CODE_C)
      continue;
    if (marked)
      line.len -= strlen(mark);
    if (str_is(line, "code: c") && code != PLUGIN_CODE_C)
      line = code == PLUGIN_CODE_LUA ? STR("code: lua") : STR("code: none");
    add_line(&out, line, id);
  }
  return strbuf_text(&out);
}

static int write_file(const char *path, const char *text)
{
  auto_fclose FILE *file = fopen(path, "wx");
  if (!file || fputs(text, file) == EOF || fflush(file) == EOF)
    return -1;
  return 0;
}

static int copy_part(struct arena *arena, const char *from, const char *folder, const char *id,
                     const struct part *part, enum plugin_code code, struct diags *diags)
{
  const char *source = path_join(arena, from, part->name);
  const char *name = strcmp(part->name, "example.c") == 0 ? arena_printf(arena, "%s.c", id)
                                                          : part->name;
  const char *path = path_join(arena, folder, name);
  struct str text;
  if (text_file_read(arena, source, &text) < 0) {
    diag_error(diags, "STRATA-X041", LOC_FILE(source), "the template of plugins cannot be read: %s",
               strerror(errno));
    return -1;
  }
  if (write_file(path, adapt(arena, text, id, code)) < 0) {
    diag_error(diags, "STRATA-X041", LOC_FILE(path), "this file cannot be written: %s",
               strerror(errno));
    return -1;
  }
  return 0;
}

const char *plugin_new(struct arena *arena, const struct place *place, const char *folder,
                       const char *id, enum plugin_code code, struct diags *diags)
{
  if (!form_id.fits(str_of(id))) {
    diag_error(diags, "STRATA-X040", LOC_NONE, "'%s' cannot be the id of a plugin", id);
    diag_hint(diags, "an id has small letters, digits and hyphens, and begins with a letter");
    return NULL;
  }
  if (mkdir(folder, 0777) != 0
      || mkdir(path_join(arena, folder, "indicators"), 0777) != 0) {
    diag_error(diags, "STRATA-X041", LOC_FILE(folder), "this folder cannot be made: %s",
               strerror(errno));
    diag_hint(diags, "a new plugin gets a folder of its own, in one that exists");
    return NULL;
  }
  const char *from = path_join(arena, place->plugins, "_template");
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (code >= parts[i].least
        && copy_part(arena, from, folder, id, &parts[i], code, diags) < 0)
      return NULL;
  return arena_printf(arena,
                      "%s is a plugin now.  Next:\n"
                      "%s"
                      "  strata plugin check %s\n"
                      "  edit %s/plugin.yaml and %s/indicators\n"
                      "docs/PLUGINS.md is the guide, docs/LUA.md the reference.\n",
                      folder,
                      code == PLUGIN_CODE_C ? arena_printf(arena, "  make -C %s\n", folder) : "",
                      folder, folder, folder);
}
