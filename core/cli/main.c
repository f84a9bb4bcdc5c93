/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strata command: reads the command line and hands over to one of the commands. */
#include "cli/command.h"
#include "config.h"

#include "base/suggest.h"

#include <stdio.h>
#include <string.h>

static const struct command *const commands[] = {
    &command_init,   &command_check, &command_build, &command_preview, &command_figures,
    &command_audit,  &command_seal,  &command_facts, &command_explain,
    &command_plugin, &command_theme, &command_schema};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_usage(FILE *out)
{
  fputs("usage: strata COMMAND [WORD]... [OPTION]...\n\n"
        "Makes a partnership's strategic assessment, its annual refresh and a profile of every\n"
        "district, as PDFs, from definitions, figures and plugins.\n\n",
        out);
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    int used = fprintf(out, "  %s %s", commands[i]->name, commands[i]->words);
    fprintf(out, "%*s%s\n", used < 42 ? 42 - used : 1, "", commands[i]->summary);
  }
  fputs("\n'strata COMMAND --help' says more.  Exit status: 0 made; 1 made, but something that\n"
        "should be there is not; 2 wrong usage; 3 nothing made.\n",
        out);
}

static const struct command *find_command(const char *name)
{
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    if (strcmp(commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

static int unknown_command(const char *name)
{
  const char *names[COMMAND_COUNT];
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    names[i] = commands[i]->name;
  const char *near = suggest(str_of(name), names, COMMAND_COUNT);
  fprintf(stderr, "strata: unknown command '%s'", name);
  if (near)
    fprintf(stderr, "; did you mean '%s'?", near);
  fputs("\ntry 'strata --help'\n", stderr);
  return EXIT_USAGE;
}

int main(int argc, char **argv)
{
  if (argc < 2) {
    print_usage(stderr);
    return EXIT_USAGE;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
    print_usage(stdout);
    return EXIT_MADE;
  }
  if (strcmp(argv[1], "--version") == 0) {
    puts(PACKAGE_STRING);
    return EXIT_MADE;
  }
  const struct command *command = find_command(argv[1]);
  if (!command)
    return unknown_command(argv[1]);
  struct arena *arena = arena_new();
  struct options options;
  enum exit_status status = EXIT_USAGE;
  if (options_read(arena, command, argc, argv, &options)) {
    if (options.help) {
      options_help(command, stdout);
      status = EXIT_MADE;
    } else {
      status = command->run(arena, &options);
    }
  }
  /* A full disk or a closed pipe at the last moment is a failure too. */
  if (fflush(stdout) != 0 && status == EXIT_MADE) {
    perror("strata: standard output");
    status = EXIT_NOTHING;
  }
  arena_free(arena);
  return (int)status;
}
