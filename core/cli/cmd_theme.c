/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata theme: whether everybody can read what a theme makes. */
#include "cli/command.h"
#include "cli/session.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Rounded down, so that what fails by a hair does not print as the limit. */
static void print_test(const struct theme_test *test)
{
  printf("%s  %-44s %5.2f  at least %g\n", test->passed ? "ok      " : "too near", test->what,
         floor(test->measured * 100) / 100, test->least);
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  if (strcmp(options->words.at[0], "check") != 0) {
    fputs("strata theme: say 'check' or 'check WORKSPACE'\ntry 'strata theme --help'\n", stderr);
    return EXIT_USAGE;
  }
  struct session session = session_begin(arena, options);
  const char *workspace = options->words.len > 1 ? options->words.at[1] : NULL;
  const struct theme *theme;
  struct theme_tests tests;
  int status = session_theme(&session, workspace, &theme, &tests);
  for (size_t i = 0; i < tests.count; i++)
    print_test(&tests.at[i]);
  fflush(stdout);
  return session_end(&session, status == 0);
}

const struct command command_theme = {
  .name = "theme",
  .words = "check [WORKSPACE]",
  .least = 1,
  .most = 2,
  .summary = "whether everybody can read what a theme makes",
  .help = "check [WORKSPACE]  measures the contrast of every colour of the theme, how far what is better\n"
          "                   and what is worse lie apart for eyes that do not see red or green, and\n"
          "                   whether maps keep their order in grey.  The theme is the one that comes\n"
          "                   with strata, with WORKSPACE/theme.yaml over it.",
  .run = run,
};
