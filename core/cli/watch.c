/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/watch.h"

#include "base/cleanup.h"
#include "base/str.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  QUIET_MS = 20,  /* editors that write a file and rename it take less between the two */
  MOST_DEPTH = 16, /* of folders within each other */
};

struct place_watched {
  int id; /* inotify's */
  const char *path;
};

struct watch {
  struct arena *arena;
  int fd;
  VEC(struct place_watched) places;
};

static void close_watch(void *watch)
{
  close(((struct watch *)watch)->fd);
}

struct watch *watch_new(struct arena *arena)
{
  int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (fd < 0)
    return NULL;
  struct watch *watch = ARENA_NEW(arena, struct watch);
  watch->arena = arena;
  watch->fd = fd;
  arena_own(arena, watch, close_watch);
  return watch;
}

size_t watch_count(const struct watch *watch)
{
  return watch->places.len;
}

static const struct place_watched *find(const struct watch *watch, int id)
{
  for (size_t i = 0; i < watch->places.len; i++)
    if (watch->places.at[i].id == id)
      return &watch->places.at[i];
  return NULL;
}

/* Editors' and strata's own files. */
static bool is_passed_over(const char *name)
{
  size_t len = strlen(name);
  return name[0] == '.' || len == 0 || name[len - 1] == '~';
}

static void add_below(struct watch *watch, const char *path, const char *except, int depth)
{
  struct stat status;
  if ((except && strcmp(path, except) == 0) || depth > MOST_DEPTH || lstat(path, &status) != 0)
    return;
  bool folder = S_ISDIR(status.st_mode);
  if (!folder && depth > 0)
    return;
  int id = inotify_add_watch(watch->fd, path,
                             IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE);
  if (id < 0 || find(watch, id))
    return;
  *VEC_ADD(watch->arena, &watch->places) =
      (struct place_watched){id, arena_strdup(watch->arena, path)};
  DIR *dir = folder ? opendir(path) : NULL;
  if (!dir)
    return;
  for (struct dirent *entry; (entry = readdir(dir));)
    if (!is_passed_over(entry->d_name) && (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN))
      add_below(watch, arena_printf(watch->arena, "%s/%s", path, entry->d_name), except, depth + 1);
  closedir(dir);
}

void watch_add(struct watch *watch, const char *path, const char *except)
{
  add_below(watch, path, except, 0);
}

/* Reads what has happened; the name of the last that matters, or NULL. */
static const char *read_events(struct watch *watch, struct arena *arena)
{
  _Alignas(struct inotify_event) char buffer[16 * 1024];
  const char *last = NULL;
  for (ssize_t len; (len = read(watch->fd, buffer, sizeof buffer)) > 0;) {
    for (char *at = buffer; at < buffer + len;) {
      const struct inotify_event *event = (const struct inotify_event *)(void *)at;
      at += sizeof *event + event->len;
      const struct place_watched *place = find(watch, event->wd);
      const char *name = event->len ? event->name : "";
      if (!place || (event->mask & IN_IGNORED) || (event->len && is_passed_over(name)))
        continue;
      const char *path =
          event->len ? arena_printf(arena, "%s/%s", place->path, name) : place->path;
      if ((event->mask & IN_ISDIR) && (event->mask & (IN_CREATE | IN_MOVED_TO)))
        watch_add(watch, path, NULL);
      else if (event->mask & IN_CREATE)
        continue; /* it will be written and closed */
      last = arena_strdup(arena, path);
    }
  }
  return last;
}

int watch_wait(struct watch *watch, struct arena *arena, const char **ret_name)
{
  struct pollfd polled = {.fd = watch->fd, .events = POLLIN};
  const char *name = NULL;
  for (;;) {
    int ready = poll(&polled, 1, name ? QUIET_MS : -1);
    if (ready < 0)
      return -1;
    if (ready == 0) {
      *ret_name = name;
      return 0;
    }
    const char *saved = read_events(watch, arena);
    if (saved)
      name = saved;
  }
}
