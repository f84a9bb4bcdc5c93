/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index of commentary/REPORT/AREA/SECTION.md, and of commentary/REPORT/AREA/restricted/SECTION.md.
 * Names are looked at here, and the front matter: the text is read when the document is made, and a
 * section's name means something to its template alone.
 */
#include "define/build.h"

#include "define/file.h"
#include "define/front_matter.h"

#include <stdlib.h>

struct index {
  struct build *build;
  VEC(struct commentary) pieces;
};

/* "Blackburn with Darwen" as a folder: blackburn-with-darwen. */
static const char *slug(struct arena *arena, const char *name)
{
  struct strbuf out = STRBUF(arena);
  for (const char *c = name; *c; c++) {
    bool large = *c >= 'A' && *c <= 'Z', kept = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
    if (large)
      strbuf_add_char(&out, (char)(*c - 'A' + 'a'));
    else if (kept)
      strbuf_add_char(&out, *c);
    else if (out.len && out.at[out.len - 1] != '-')
      strbuf_add_char(&out, '-');
  }
  return strbuf_text(&out);
}

/* The code of the area whose folder is NAME: its code or its name in small letters; or "all". */
static const char *area_of(struct build *build, const char *name)
{
  const struct catalog *catalog = build->catalog;
  if (strcmp(name, "all") == 0)
    return "all";
  for (size_t i = 0; i < catalog->area_count; i++)
    if (strcmp(catalog->areas[i].code, name) == 0
        || strcmp(slug(build->arena, catalog->areas[i].name), name) == 0)
      return catalog->areas[i].code;
  return NULL;
}

static void report_area(struct build *build, const char *path, const char *name)
{
  const struct catalog *catalog = build->catalog;
  if (build->areas.partial)
    return;
  const char **known = ARENA_ARRAY(build->arena, const char *, 2 * catalog->area_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < catalog->area_count; i++) {
    known[count++] = catalog->areas[i].code;
    known[count++] = slug(build->arena, catalog->areas[i].name);
  }
  known[count++] = "all";
  diag_error(build->diags, "STRATA-D026", LOC_FILE(path), "there is no area '%s'", name);
  diag_suggest(build->diags, str_of(name), known, count);
  diag_hint(build->diags, "name the folder by the area's code, by its name in small letters with "
                          "hyphens, or 'all'");
}

static void misplaced(struct build *build, const char *path)
{
  diag_error(build->diags, "STRATA-D026", LOC_FILE(path), "this commentary has no place");
  diag_hint(build->diags, "commentary is commentary/REPORT/AREA/SECTION.md");
}

/* Pieces in a folder of this name are in the restricted edition only. */
static const char restricted_folder[] = "restricted";

/* What the lines between the first '---' and the next say of the piece. */
static enum marking marking_of(struct build *build, const char *path)
{
  struct front_matter_definition front = { 0 };
  struct str text;
  const struct yaml_node *root;
  /* A file that cannot be read is reported by those who need its text. */
  if (file_read(build->arena, path, YAML_MOST_BYTES, diags_new(build->arena), &text) < 0)
    return MARKING_OFFICIAL;
  size_t length = front_matter_length(text);
  if (!length)
    return MARKING_OFFICIAL;
  if (yaml_parse(build->arena, path, front_matter_yaml(text, length), build->diags, &root) < 0
      || schema_decode(build->arena, &front_matter_schema, root, build->diags, &front) < 0)
    return MARKING_OFFICIAL_SENSITIVE;
  return (enum marking)front.marking;
}

static void add_sections(struct index *index, const char *folder, const char *report,
                         const char *area, bool restricted)
{
  struct build *build = index->build;
  size_t count;
  const char *const *names = folder_names(build->arena, folder, &count);
  for (size_t i = 0; i < count; i++) {
    const char *path = path_join(build->arena, folder, names[i]);
    struct str name = str_of(names[i]);
    if (!restricted && is_folder(path) && str_is(name, restricted_folder)) {
      add_sections(index, path, report, area, true);
      continue;
    }
    if (!is_file(path) || !str_ends(name, ".md")) {
      misplaced(build, path);
      continue;
    }
    const char *section = arena_text(build->arena, names[i], name.len - strlen(".md"));
    enum marking marking = restricted ? MARKING_OFFICIAL_SENSITIVE : marking_of(build, path);
    *VEC_ADD(build->arena, &index->pieces)
      = (struct commentary) { report, area, section, path, marking };
  }
}

static void add_areas(struct index *index, const char *folder, const char *report)
{
  struct build *build = index->build;
  size_t count;
  const char *const *names = folder_names(build->arena, folder, &count);
  for (size_t i = 0; i < count; i++) {
    const char *path = path_join(build->arena, folder, names[i]);
    const char *area = area_of(build, names[i]);
    if (!is_folder(path))
      misplaced(build, path);
    else if (area)
      add_sections(index, path, report, area, false);
    else
      report_area(build, path, names[i]);
  }
}

static int by_place(const void *a, const void *b)
{
  const struct commentary *left = a, *right = b;
  int order = strcmp(left->report, right->report);
  order = order ? order : strcmp(left->area, right->area);
  order = order ? order : strcmp(left->section, right->section);
  /* What is restricted comes first: the restricted edition takes it in place of the other. */
  return order ? order : (int)right->marking - (int)left->marking;
}

/* A folder by the code and one by the name of the same area may hold the same section. */
static void check_twice(const struct index *index)
{
  for (size_t i = 1; i < index->pieces.len; i++) {
    const struct commentary *one = &index->pieces.at[i], *before = one - 1;
    if (by_place(one, before) != 0)
      continue;
    diag_error(index->build->diags, "STRATA-D020", LOC_FILE(one->path),
               "there is another commentary for this section");
    diag_hint(index->build->diags, "the other is %s; keep one of the two", before->path);
  }
}

void build_commentary(struct build *build)
{
  struct index index = { .build = build };
  const char *folder = path_join(build->arena, build->workspace, "commentary");
  size_t count;
  const char *const *names = folder_names(build->arena, folder, &count);
  for (size_t i = 0; i < count; i++) {
    const char *path = path_join(build->arena, folder, names[i]);
    if (strcmp(names[i], "README.md") == 0)
      continue;
    if (!is_folder(path)) {
      misplaced(build, path);
      continue;
    }
    int report = names_find(&build->reports, names[i]);
    if (report != NO_INDEX)
      add_areas(&index, path, names[i]);
    else if (!build->reports.partial) {
      const char **known = ARENA_ARRAY(build->arena, const char *, build->reports.at.len);
      for (size_t j = 0; j < build->reports.at.len; j++)
        known[j] = build->reports.at.at[j].id;
      diag_error(build->diags, "STRATA-D026", LOC_FILE(path), "there is no report '%s'", names[i]);
      diag_suggest(build->diags, str_of(names[i]), known, build->reports.at.len);
      diag_hint(build->diags, "name the folder by the id of a report in assessment.yaml");
    }
  }
  if (index.pieces.len)
    qsort(index.pieces.at, index.pieces.len, sizeof *index.pieces.at, by_place);
  check_twice(&index);
  build->catalog->commentaries = index.pieces.at;
  build->catalog->commentary_count = index.pieces.len;
}
