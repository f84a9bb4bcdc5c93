/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/publish.h"

#include "base/cleanup.h"
#include "base/vec.h"
#include "cli/save.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Lists the names that the last run published, one a line. */
static const char list_name[] = ".strata-made";

struct publication {
  struct arena *arena;
  const char *out, *staging;
  int lock; /* of the output folder, held until the end */
  bool finished;
};

/* mkdir -p */
static int make_folders(struct arena *arena, const char *path)
{
  char *partial = arena_strdup(arena, path);
  for (char *slash = partial + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = '\0';
    if (mkdir(partial, 0777) && errno != EEXIST)
      return -1;
    *slash = '/';
  }
  return mkdir(path, 0777) && errno != EEXIST ? -1 : 0;
}

static void empty_folder(struct arena *arena, const char *path)
{
  DIR *dir = opendir(path);
  if (!dir)
    return;
  for (struct dirent *entry; (entry = readdir(dir));)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      unlink(arena_printf(arena, "%s/%s", path, entry->d_name));
  closedir(dir);
}

static void release_lock(void *publication)
{
  close(((struct publication *)publication)->lock);
}

int publication_begin(struct arena *arena, const char *out, struct diags *diags,
                      struct publication **ret_publication)
{
  struct publication *publication = ARENA_NEW(arena, struct publication);
  publication->arena = arena;
  publication->out = out;
  publication->staging = arena_printf(arena, "%s/.strata-staging", out);
  if (make_folders(arena, out) || (publication->lock = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) {
    diag_error(diags, "STRATA-W010", LOC_FILE(out), "cannot make the output folder: %s",
               strerror(errno));
    diag_hint(diags, "name a folder that can be written with --out");
    return -1;
  }
  arena_own(arena, publication, release_lock);
  if (flock(publication->lock, LOCK_EX | LOCK_NB)) {
    diag_error(diags, "STRATA-W011", LOC_FILE(out), "another run is publishing here");
    diag_hint(diags, "wait until it ends, or give another folder with --out");
    return -1;
  }
  /* What a run that was killed has left. */
  empty_folder(arena, publication->staging);
  if (mkdir(publication->staging, 0777) && errno != EEXIST) {
    diag_error(diags, "STRATA-W010", LOC_FILE(out), "cannot write in the output folder: %s",
               strerror(errno));
    diag_hint(diags, "name a folder that can be written with --out");
    return -1;
  }
  *ret_publication = publication;
  return 0;
}

const char *publication_path(struct publication *publication, const char *name)
{
  return arena_printf(publication->arena, "%s/%s", publication->staging, name);
}

/* The names that the last run published; a damaged list names nothing outside the folder. */
static size_t read_list(struct publication *publication, const char *const **ret_names)
{
  VEC(const char *) names = { 0 };
  auto_fclose FILE *file
    = fopen(arena_printf(publication->arena, "%s/%s", publication->out, list_name), "r");
  char line[512];
  while (file && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = '\0';
    if (*line && *line != '.' && !strchr(line, '/'))
      *VEC_ADD(publication->arena, &names) = arena_strdup(publication->arena, line);
  }
  *ret_names = names.at;
  return names.len;
}

static int write_list(struct publication *publication, const char *const *names, size_t count)
{
  struct strbuf list = STRBUF(publication->arena);
  for (size_t i = 0; i < count; i++)
    strbuf_printf(&list, "%s\n", names[i]);
  return save_text(publication_path(publication, list_name), strbuf_str(&list), false);
}

static bool is_among(const char *name, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

static int failed(struct publication *publication, struct diags *diags, const char *name)
{
  diag_error(diags, "STRATA-W012", LOC_FILE(publication->out), "cannot publish '%s': %s", name,
             strerror(errno));
  return -1;
}

static int open_staged(struct publication *publication, const char *name)
{
  return open(publication_path(publication, name), O_RDONLY | O_CLOEXEC);
}

/* Brings the staged files to the disk before any takes its name.  All are set going first: each by
 * itself would wait for a commit of the file system's journal of its own. */
static int sync_staged(struct publication *publication, const char *const *names, size_t count,
                       struct diags *diags)
{
  for (size_t i = 0; i < count; i++) {
    auto_close int fd = open_staged(publication, names[i]);
    if (fd >= 0)
      sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  }
  for (size_t i = 0; i < count; i++) {
    auto_close int fd = open_staged(publication, names[i]);
    if (fd < 0 || fsync(fd))
      return failed(publication, diags, names[i]);
  }
  return 0;
}

int publication_finish(struct publication *publication, const char *const *names, size_t count,
                       struct diags *diags)
{
  struct arena *arena = publication->arena;
  const char *const *before;
  size_t before_count = read_list(publication, &before);
  /* A name that is a folder would stop the renaming half-way: look before. */
  for (size_t i = 0; i < count; i++) {
    struct stat status;
    const char *path = arena_printf(arena, "%s/%s", publication->out, names[i]);
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
      errno = EISDIR;
      return failed(publication, diags, names[i]);
    }
  }
  if (write_list(publication, names, count))
    return failed(publication, diags, list_name);
  if (sync_staged(publication, (const char *const[]) { list_name }, 1, diags)
      || sync_staged(publication, names, count, diags))
    return -1;
  for (size_t i = 0; i <= count; i++) {
    const char *name = i < count ? names[i] : list_name;
    if (rename(publication_path(publication, name),
               arena_printf(arena, "%s/%s", publication->out, name)))
      return failed(publication, diags, name);
  }
  for (size_t i = 0; i < before_count; i++)
    if (!is_among(before[i], names, count))
      unlink(arena_printf(arena, "%s/%s", publication->out, before[i]));
  fsync(publication->lock);
  rmdir(publication->staging);
  publication->finished = true;
  return 0;
}

void publication_abandon(struct publication *publication)
{
  if (publication->finished)
    return;
  empty_folder(publication->arena, publication->staging);
  rmdir(publication->staging);
  publication->finished = true;
}
