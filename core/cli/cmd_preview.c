/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata preview: the reports again whenever a file is saved, and what changed in them. */
#include "cli/build.h"
#include "cli/command.h"
#include "cli/page_changes.h"
#include "cli/save.h"
#include "cli/session.h"
#include "cli/watch.h"

#include "base/cleanup.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_TRACE = 256 * 1024 * 1024, MOST_SHOWN = 3 };

struct preview {
  const struct options *options;
  char traces[PATH_MAX], before[PATH_MAX]; /* folders: of this run, and of the last one that made something */
};

static volatile sig_atomic_t ended;

static void end(int signal)
{
  (void)signal;
  ended = 1;
}

/* ---- folders of traces ---------------------------------------------------------------------- */

static void remove_files(struct arena *arena, const char *folder)
{
  DIR *dir = opendir(folder);
  if (!dir)
    return;
  for (struct dirent *entry; (entry = readdir(dir));)
    if (entry->d_name[0] != '.')
      unlink(arena_printf(arena, "%s/%s", folder, entry->d_name));
  closedir(dir);
}

static void remove_folders(const struct preview *preview)
{
  auto_arena struct arena *arena = arena_new();
  remove_files(arena, preview->traces);
  remove_files(arena, preview->before);
  rmdir(preview->traces);
  rmdir(preview->before);
}

/* Folders of this process's own. */
static int make_folders(struct preview *preview)
{
  char *const folders[] = {preview->traces, preview->before};
  const char *set = getenv("TMPDIR"), *parent = set && *set ? set : "/tmp";
  for (int i = 0; i < 2; i++) {
    snprintf(folders[i], PATH_MAX, "%s/strata-preview-XXXXXX", parent);
    if (!mkdtemp(folders[i])) {
      fprintf(stderr, "strata preview: cannot make a folder in %s: %s\n", parent, strerror(errno));
      return -1;
    }
  }
  return 0;
}

/* ---- what is watched ------------------------------------------------------------------------ */

/* The workspace, its sources, the plugins and the templates.  Definitions that are wrong still name
 * most of them, and what is wrong was already said. */
static struct watch *watch_all(struct arena *arena, const struct options *options)
{
  struct watch *watch = watch_new(arena);
  if (!watch) {
    fprintf(stderr, "strata preview: cannot watch files: %s\n", strerror(errno));
    return NULL;
  }
  const char *workspace = options->words.at[0], *out = options->out ? options->out : "out";
  struct session session = session_begin(arena, options);
  watch_add(watch, workspace, out);
  watch_add(watch, session.place.templates, NULL);
  size_t dir_count;
  const char *const *dirs = session_plugin_dirs(&session, workspace, &dir_count);
  for (size_t i = 0; i < dir_count; i++)
    watch_add(watch, dirs[i], NULL);
  if (session_define(&session) == 0)
    for (size_t s = 0; s < session.catalog->source_count; s++)
      for (size_t p = 0; p < session.catalog->sources[s].path_count; p++)
        watch_add(watch, session.catalog->sources[s].paths[p], NULL);
  return watch;
}

/* ---- one run -------------------------------------------------------------------------------- */

/* In a process of its own, so that every run begins with nothing. */
static enum exit_status build_once(const struct preview *preview)
{
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    struct arena *arena = arena_new();
    enum exit_status status = make_reports(arena, preview->options, preview->traces);
    fflush(NULL);
    _exit((int)status);
  }
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
    continue;
  return child > 0 && WIFEXITED(status) ? (enum exit_status)WEXITSTATUS(status) : EXIT_NOTHING;
}

static void print_change(struct arena *arena, const char *pdf, struct page_changes changes)
{
  struct strbuf numbers = STRBUF(arena);
  for (size_t i = 0; i < changes.count; i++)
    strbuf_printf(&numbers, "%s%zu", i ? ", " : "", changes.at[i].page);
  printf("  %s: page%s %s of %zu\n", pdf, changes.count == 1 ? "" : "s", strbuf_text(&numbers),
         changes.pages);
  size_t shown = 0;
  for (size_t i = 0; i < changes.count && shown < MOST_SHOWN; i++)
    if (changes.at[i].words && ++shown)
      printf("    %zu: %s\n", changes.at[i].page, changes.at[i].words);
}

static int by_name(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the traces of this run, in order. */
static size_t list_traces(struct arena *arena, const char *folder, const char ***ret_names)
{
  VEC(const char *) names = {0};
  DIR *dir = opendir(folder);
  for (struct dirent *entry; dir && (entry = readdir(dir));)
    if (entry->d_name[0] != '.')
      *VEC_ADD(arena, &names) = arena_strdup(arena, entry->d_name);
  if (dir)
    closedir(dir);
  if (names.len)
    qsort(names.at, names.len, sizeof *names.at, by_name);
  *ret_names = names.at;
  return names.len;
}

/* Prints what changed since the last run, and keeps this one's traces for the next. */
static void compare(const struct preview *preview, bool first)
{
  auto_arena struct arena *arena = arena_new();
  const char **names;
  size_t count = list_traces(arena, preview->traces, &names), changed = 0, pages = 0;
  for (size_t i = 0; i < count; i++) {
    const char *path = arena_printf(arena, "%s/%s", preview->traces, names[i]);
    const char *earlier = arena_printf(arena, "%s/%s", preview->before, names[i]);
    struct str before = {0}, after = {0};
    load_text(arena, earlier, MOST_TRACE, &before);
    if (load_text(arena, path, MOST_TRACE, &after) == 0) {
      struct page_changes changes = page_changes(arena, before, after);
      pages += changes.pages;
      changed += changes.count > 0;
      const char *dot = strrchr(names[i], '.');
      if (changes.count && !first)
        print_change(arena, arena_text(arena, names[i], (size_t)(dot - names[i])), changes);
    }
    rename(path, earlier);
  }
  if (first)
    printf("  %zu report%s, %zu pages\n", count, count == 1 ? "" : "s", pages);
  else if (!changed)
    puts("  no page changed");
}

static double seconds_since(struct timespec start)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
}

/* START is when the file was saved. */
static bool run_once(const struct preview *preview, bool first, struct timespec start)
{
  enum exit_status status = build_once(preview);
  if (ended)
    return false;
  bool made = status == EXIT_MADE || status == EXIT_PARTLY;
  if (made)
    compare(preview, first);
  else
    puts("  nothing was made; the PDFs are as they were");
  printf("  %.2f s\n", seconds_since(start));
  fflush(stdout);
  return made;
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  (void)arena;
  struct preview preview = {.options = options};
  if (make_folders(&preview) < 0)
    return EXIT_NOTHING;
  const struct sigaction action = {.sa_handler = end}; /* no SA_RESTART: waiting must end */
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  printf("%s\n", options->words.at[0]);
  for (bool made = false; !ended;) {
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    /* Anew each time, since what was saved may name other sources; before the run, so that what is saved
     * during it is not missed. */
    auto_arena struct arena *scratch = arena_new();
    struct watch *watch = watch_all(scratch, options);
    const char *saved;
    if (!watch)
      break;
    made = run_once(&preview, !made, start) || made;
    printf("watching %zu folders and files; Ctrl-C ends\n", watch_count(watch));
    fflush(stdout);
    if (!ended && watch_wait(watch, scratch, &saved) == 0)
      printf("%s\n", saved);
  }
  remove_folders(&preview);
  return ended ? EXIT_MADE : EXIT_NOTHING;
}

const struct command command_preview = {
  .name = "preview",
  .words = "WORKSPACE",
  .least = 1,
  .most = 1,
  .options = OPTION_REPORT | OPTION_AREA | OPTION_AUDIENCE | OPTION_OUT | OPTION_STORE
    | OPTION_JOBS | OPTION_SOURCE,
  .summary = "the reports again whenever a file is saved, and what changed",
  .help = "Makes the reports as 'strata build' does, then waits.  Whenever a file of the workspace, its\n"
          "sources, the plugins or the templates is saved, makes them again and says which pages\n"
          "changed, with their first new words.  A mistake is reported and leaves the PDFs as they\n"
          "were.  Choose one report and one area to see it at once:\n"
          "  strata preview WORKSPACE --report district-profile --area Burnley",
  .run = run,
};
