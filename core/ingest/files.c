/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a source. */
#include "ingest/reading.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 16 };

/* The place in the workspace that names a path of SOURCE. */
static struct loc source_path_loc(const struct source *source, size_t path)
{
  return source->path_locs ? source->path_locs[path] : source->loc;
}

bool is_csv_name(const char *name)
{
  return str_ends(str_of(name), ".csv") || str_ends(str_of(name), ".csv.gz");
}

bool is_geojson_name(const char *name)
{
  struct str text = str_of(name);
  return str_ends(text, ".geojson") || str_ends(text, ".geojson.gz") || str_ends(text, ".json")
    || str_ends(text, ".json.gz");
}

static void add_file(struct arena *arena, struct found_files *found, const char *path)
{
  const char *slash = strrchr(path, '/');
  struct found_file *file = VEC_ADD(arena, &found->files);
  file->path = arena_strdup(arena, path);
  file->name = slash ? file->path + (slash + 1 - path) : file->path;
}

static int add_folder(struct arena *arena, struct found_files *found, const char *path,
                      bool (*wanted)(const char *name), int depth)
{
  DIR *folder = opendir(path);
  if (!folder)
    return -1;
  int result = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.')
      continue;
    const char *child = arena_printf(arena, "%s/%s", path, entry->d_name);
    struct stat status;
    if (stat(child, &status)) {
      if (errno == EACCES)
        result = -1;
      continue;
    }
    if (S_ISDIR(status.st_mode)) {
      if (depth < DEEPEST_FOLDER && add_folder(arena, found, child, wanted, depth + 1))
        result = -1;
    } else if (wanted(entry->d_name)) {
      add_file(arena, found, child);
    } else {
      found->passed_over++;
    }
  }
  closedir(folder);
  if (result)
    errno = EACCES;
  return result;
}

static int by_path(const void *a, const void *b)
{
  return strcmp(((const struct found_file *)a)->path, ((const struct found_file *)b)->path);
}

/* "calls.csv/": a folder under the name of a file, as some programs make of an archive. */
static bool is_named_as_file(struct arena *arena, const char *path,
                             bool (*wanted)(const char *name))
{
  size_t len = strlen(path);
  while (len > 1 && path[len - 1] == '/')
    len--;
  const char *bare = arena_text(arena, path, len), *slash = strrchr(bare, '/');
  return wanted(slash ? slash + 1 : bare);
}

/* Of an optional source: some of its files are there, so that no page awaits the others. */
static void note_absent(struct reading *reading, const struct source *source)
{
  for (size_t i = 0; i < source->path_count; i++) {
    if (access(source->paths[i], F_OK) == 0)
      continue;
    diag_note(reading->diags, "STRATA-I024", source_path_loc(source, i),
              "source '%s': '%s' is not there, and figures are made without it", source->id,
              source->paths[i]);
    diag_hint(reading->diags, "put it there, or remove it from 'paths'");
  }
}

/* What is kept of a file does not answer for one that may be read no longer: what it says now, and that it
 * is meant to be used still, nobody can tell. */
static int check_readable(struct reading *reading, const struct source *source,
                          const struct found_file *file)
{
  if (faccessat(AT_FDCWD, file->path, R_OK, AT_EACCESS) == 0)
    return 0;
  diag_error(reading->diags, "STRATA-I001", source_path_loc(source, file->source_path),
             "source '%s': '%s' cannot be read: %s", source->id, file->path, strerror(errno));
  diag_hint(reading->diags, "check who may read it");
  return -1;
}

int find_source_files(struct reading *reading, const struct source *source,
                      bool (*wanted)(const char *name), const char *wanted_words,
                      struct found_files *ret_files)
{
  struct found_files found = { 0 };
  size_t absent = 0;
  int result = 0;
  for (size_t i = 0; i < source->path_count; i++) {
    const char *path = source->paths[i];
    struct stat status;
    size_t before = found.files.len;
    if (stat(path, &status)) {
      if (source->optional && errno == ENOENT) {
        absent++;
        continue;
      }
      diag_error(reading->diags, "STRATA-I001", source_path_loc(source, i),
                 "source '%s': '%s' cannot be read: %s", source->id, path, strerror(errno));
      diag_hint(reading->diags,
                "paths are relative to the workspace; --source %s=PATH gives another", source->id);
      result = -1;
    } else if (!S_ISDIR(status.st_mode)) {
      add_file(reading->arena, &found, path);
    } else if (add_folder(reading->arena, &found, path, wanted, 0)) {
      diag_error(reading->diags, "STRATA-I001", source_path_loc(source, i),
                 "source '%s': folder '%s' cannot be listed: %s", source->id, path,
                 strerror(errno));
      diag_hint(reading->diags, "check who may read it");
      result = -1;
    } else if (found.files.len == before && is_named_as_file(reading->arena, path, wanted)) {
      diag_error(reading->diags, "STRATA-I002", source_path_loc(source, i),
                 "source '%s': '%s' is a folder, and holds no file that is %s", source->id, path,
                 wanted_words);
      diag_hint(reading->diags, "put the file itself there, in place of the folder");
      result = -1;
    } else if (found.files.len == before && !source->optional) {
      diag_error(reading->diags, "STRATA-I002", source_path_loc(source, i),
                 "source '%s': folder '%s' holds no file that is %s", source->id, path,
                 wanted_words);
      diag_hint(reading->diags, "name the folder that the download was unpacked to");
      result = -1;
    }
    for (size_t k = before; k < found.files.len; k++) {
      found.files.at[k].source_path = i;
      if (check_readable(reading, source, &found.files.at[k]))
        result = -1;
    }
  }
  if (found.files.len && absent)
    note_absent(reading, source);
  if (found.files.len)
    qsort(found.files.at, found.files.len, sizeof *found.files.at, by_path);
  if (result == 0)
    *ret_files = found;
  return result;
}
