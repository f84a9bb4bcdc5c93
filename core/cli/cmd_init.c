/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata init: a new workspace, with comments, from templates/workspace. */
#include "cli/command.h"
#include "cli/save.h"
#include "cli/session.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int failed(struct diags *diags, const char *path)
{
  diag_error(diags, "STRATA-W021", LOC_FILE(path), "cannot copy: %s", strerror(errno));
  return -1;
}

enum { LARGEST_FILE = 1 << 20 }; /* of templates/workspace, which holds text to be read */

static int copy_file(struct arena *arena, const char *from, const char *to, struct diags *diags)
{
  struct str text;
  if (load_text(arena, from, LARGEST_FILE, &text))
    return failed(diags, from);
  return save_text(to, text, true) ? failed(diags, to) : 0;
}

static int copy_folder(struct arena *arena, const char *from, const char *to, struct diags *diags)
{
  if (mkdir(to, 0777) && errno != EEXIST)
    return failed(diags, to);
  DIR *dir = opendir(from);
  if (!dir)
    return failed(diags, from);
  int status = 0;
  for (struct dirent *entry; !status && (entry = readdir(dir));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    const char *source = arena_printf(arena, "%s/%s", from, entry->d_name);
    const char *target = arena_printf(arena, "%s/%s", to, entry->d_name);
    struct stat kind;
    if (stat(source, &kind))
      status = failed(diags, source);
    else
      status = S_ISDIR(kind.st_mode) ? copy_folder(arena, source, target, diags)
                                     : copy_file(arena, source, target, diags);
  }
  closedir(dir);
  return status;
}

/* Whether PATH is missing or an empty folder. */
static bool is_free(const char *path)
{
  DIR *dir = opendir(path);
  if (!dir)
    return errno == ENOENT;
  bool empty = true;
  for (struct dirent *entry; empty && (entry = readdir(dir));)
    empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
  closedir(dir);
  return empty;
}

/* PATH as a shell takes it for one word. */
static const char *as_word(struct arena *arena, const char *path)
{
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+,:@%";
  if (path[0] && path[strspn(path, plain)] == '\0')
    return path;
  struct strbuf word = STRBUF(arena);
  strbuf_add_char(&word, '\'');
  for (const char *at = path; *at; at++)
    if (*at == '\'')
      strbuf_add_text(&word, "'\\''");
    else
      strbuf_add_char(&word, *at);
  strbuf_add_char(&word, '\'');
  return strbuf_text(&word);
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  struct session session = session_begin(arena, options);
  const char *dir = options->words.at[0];
  bool made = is_free(dir);
  if (!made) {
    diag_error(session.diags, "STRATA-W020", LOC_FILE(dir), "there is something here already");
    diag_hint(session.diags, "name a folder that does not exist, or an empty one");
  } else {
    const char *from = arena_printf(arena, "%s/workspace", session.place.templates);
    made = copy_folder(arena, from, dir, session.diags) == 0;
  }
  if (made)
    printf("made %s\nnext: read %s/assessment.yaml, put your downloads where it says, then\n"
           "  strata check %s\n",
           dir, dir, as_word(arena, dir));
  return session_end(&session, made);
}

const struct command command_init = {
  .name = "init",
  .words = "DIR",
  .least = 1,
  .most = 1,
  .summary = "a new workspace, with comments",
  .help = "Makes a new workspace in DIR: assessment.yaml with comments, recommendations, and a place\n"
          "for commentary.  Never writes into a workspace that is there.",
  .run = run,
};
