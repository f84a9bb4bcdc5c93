/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata plugin: for those who write plugins. */
#include "cli/command.h"
#include "cli/session.h"

#include "extend/plugin_tools.h"

#include <stdio.h>
#include <string.h>

/* Prints what was returned, then what was reported. */
static enum exit_status finish(struct session *session, const char *text, enum exit_status status)
{
  if (text)
    fputs(text, stdout);
  fflush(stdout);
  diags_print(session->diags, stderr, session->options->diag);
  return status;
}

static enum exit_status list(struct session *session)
{
  size_t count;
  const char *const *dirs = session_plugin_dirs(session, NULL, &count);
  const char *text = plugin_list(session->arena, dirs, count, session->diags);
  return finish(session, text, diags_errors(session->diags) ? EXIT_PARTLY : EXIT_MADE);
}

static enum exit_status check(struct session *session, const char *path)
{
  int status;
  const char *text
    = plugin_check(session->arena, &session->place, path, session->diags, &status);
  return finish(session, text, status ? EXIT_NOTHING : EXIT_MADE);
}

static enum plugin_code code_of(const char *kind)
{
  return !kind || strcmp(kind, "lua") == 0 ? PLUGIN_CODE_LUA
    : strcmp(kind, "c") == 0               ? PLUGIN_CODE_C
                                           : PLUGIN_CODE_NONE;
}

static enum exit_status make(struct session *session, const char *id, const char *folder)
{
  const char *text = plugin_new(session->arena, &session->place, folder ? folder : id, id,
                                code_of(session->options->kind), session->diags);
  return finish(session, text, text ? EXIT_MADE : EXIT_NOTHING);
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  struct session session = session_begin(arena, options);
  const char *what = options->words.at[0];
  const char *word = options->words.len > 1 ? options->words.at[1] : NULL;
  const char *third = options->words.len > 2 ? options->words.at[2] : NULL;
  if (strcmp(what, "list") == 0 && !word)
    return list(&session);
  if (strcmp(what, "check") == 0 && word && !third)
    return check(&session, word);
  if (strcmp(what, "new") == 0 && word)
    return make(&session, word, third);
  fputs("strata plugin: say 'list', 'check FOLDER' or 'new ID [FOLDER]'\n"
        "try 'strata plugin --help'\n",
        stderr);
  return EXIT_USAGE;
}

const struct command command_plugin = {
  .name = "plugin",
  .words = "list | check FOLDER | new ID [FOLDER]",
  .least = 1,
  .most = 3,
  .options = OPTION_CODE,
  .summary = "plugins: those there are, a check, a new one",
  .help = "list             the plugins that can be found, and where\n"
          "check FOLDER     tries the plugin in FOLDER, or of a library, with made-up figures: what\n"
          "                 it prints is TAP\n"
          "new ID [FOLDER]  makes a new plugin in FOLDER, or in the folder ID, from a template that\n"
          "                 passes the check",
  .run = run,
};
