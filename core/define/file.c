/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/file.h"

#include "base/cleanup.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

static int refuse(struct diags *diags, const char *path, const char *why, const char *what_to_do)
{
  diag_error(diags, "STRATA-D001", LOC_FILE(path), "this file cannot be read: %s", why);
  diag_hint(diags, "%s", what_to_do);
  return -1;
}

static const char *why_not(int error, const char **ret_what_to_do)
{
  switch (error) {
  case ENOENT:
  case ENOTDIR:
    *ret_what_to_do = "check the name, also whether its letters are large or small";
    return "there is none";
  case EACCES:
  case EPERM:
    *ret_what_to_do = "ask its owner for permission to read it";
    return "permission denied";
  default:
    *ret_what_to_do = "copy it to a local disk and try again";
    return strerror(error);
  }
}

int file_read(struct arena *arena, const char *path, size_t most, struct diags *diags,
              struct str *ret_text)
{
  const char *what_to_do;
  /* Without O_NONBLOCK, opening a named pipe waits for a writer. */
  auto_close int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0) {
    const char *why = why_not(errno, &what_to_do);
    return refuse(diags, path, why, what_to_do);
  }
  if (!S_ISREG(status.st_mode))
    return refuse(diags, path, S_ISDIR(status.st_mode) ? "it is a folder" : "it is not a file",
                  "put a file of definitions there");
  if ((uint64_t)status.st_size > most) {
    diag_error(diags, "STRATA-D002", LOC_FILE(path),
               "this file is larger than definitions may be: %lld bytes, of %zu",
               (long long)status.st_size, most);
    diag_hint(diags, "definitions are small: is this a file of data?");
    return -1;
  }
  size_t size = (size_t)status.st_size, len = 0;
  char *text = arena_alloc(arena, size + 1, 1);
  while (len < size) {
    ssize_t got = read(fd, text + len, size - len);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      const char *why = why_not(errno, &what_to_do);
      return refuse(diags, path, why, what_to_do);
    }
    if (got == 0)
      break;
    len += (size_t)got;
  }
  *ret_text = (struct str) { text, len };
  return 0;
}

static int by_name(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void cleanup_closedir(DIR **dir)
{
  if (*dir)
    closedir(*dir);
}

const char *const *folder_names(struct arena *arena, const char *path, size_t *ret_count)
{
  __attribute__((cleanup(cleanup_closedir))) DIR *dir = opendir(path);
  VEC(const char *) names = { 0 };
  for (struct dirent *entry; dir && (entry = readdir(dir));)
    if (entry->d_name[0] != '.')
      *VEC_ADD(arena, &names) = arena_strdup(arena, entry->d_name);
  if (names.len)
    qsort(names.at, names.len, sizeof *names.at, by_name);
  *ret_count = names.len;
  return names.at;
}

bool is_folder(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_file(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool is_there(const char *path)
{
  struct stat status;
  return lstat(path, &status) == 0;
}

const char *path_join(struct arena *arena, const char *dir, const char *name)
{
  if (name[0] == '/')
    return arena_strdup(arena, name);
  while (str_starts(str_of(name), "./"))
    name += 2;
  size_t len = strlen(dir);
  while (len > 1 && dir[len - 1] == '/')
    len--;
  return arena_printf(arena, "%.*s%s%s", (int)len, dir, len == 1 && dir[0] == '/' ? "" : "/", name);
}

/* Also when neither is there: what is awaited has a tidy name too. */
static bool is_same(const char *a, const char *b)
{
  struct stat one, other;
  int found = stat(a, &one), found_other = stat(b, &other);
  if (found != 0 || found_other != 0)
    return found != 0 && found_other != 0;
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

const char *path_tidy(struct arena *arena, const char *path)
{
  char *tidy = arena_strdup(arena, path);
  for (char *up = strstr(tidy, "/../"); up; up = strstr(tidy, "/../")) {
    char *start = up;
    while (start > tidy && start[-1] != '/')
      start--;
    struct str folder = { start, (size_t)(up - start) };
    if (!folder.len || str_is(folder, ".") || str_is(folder, ".."))
      break;
    memmove(start, up + 4, strlen(up + 4) + 1);
  }
  return is_same(path, tidy) ? tidy : path;
}

const char *path_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

const char *path_absolute(struct arena *arena, const char *path)
{
  auto_free char *absolute = realpath(path, NULL);
  return arena_strdup(arena, absolute);
}

bool path_within(const char *path, const char *dir)
{
  auto_free char *inner = realpath(path, NULL);
  auto_free char *outer = realpath(dir, NULL);
  if (!inner || !outer)
    return false;
  size_t len = strlen(outer);
  return strncmp(inner, outer, len) == 0 && (inner[len] == '/' || len == 1);
}
