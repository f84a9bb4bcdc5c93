/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line: what each command takes, read from a table.
 *
 * Options may stand anywhere after the command, as "--name value" or "--name=value"; "--" ends them.
 */
#ifndef STRATA_CLI_OPTIONS_H
#define STRATA_CLI_OPTIONS_H

#include "base/arena.h"
#include "base/diag.h"
#include "disclose/disclose.h"

#include <stdbool.h>
#include <stddef.h>

enum exit_status {
  EXIT_MADE = 0,    /* all that was asked for */
  EXIT_PARTLY = 1,  /* made, but something that should be there is not */
  EXIT_USAGE = 2,   /* the command line is wrong */
  EXIT_NOTHING = 3, /* nothing made */
};

/* Values given to an option that may be repeated. */
struct values {
  const char **at;
  size_t len, cap;
};

enum table_format { FORMAT_CSV, FORMAT_JSON };

struct options {
  struct values words; /* what is not an option: WORKSPACE, ID ... */
  struct values reports, areas, indicators, periods, sources;
  const char *out, *store, *kind, *measure;
  bool audiences[AUDIENCES]; /* none: the public */
  enum table_format format;
  enum diag_format diag;
  int jobs; /* 0: as many as there are processors */
  bool reconciliation; /* check: every file's rows */
  bool all;            /* figures: every comparator, goal, initiative and hot spot too */
  bool wards;          /* figures: of wards instead of areas */
  bool help;
};

/* Which options a command takes, added up. */
enum {
  OPTION_REPORT = 1 << 0,
  OPTION_AREA = 1 << 1,
  OPTION_AUDIENCE = 1 << 2,
  OPTION_OUT = 1 << 3,
  OPTION_STORE = 1 << 4,
  OPTION_JOBS = 1 << 5,
  OPTION_SOURCE = 1 << 6,
  OPTION_INDICATOR = 1 << 7,
  OPTION_PERIOD = 1 << 8,
  OPTION_FORMAT = 1 << 9,
  OPTION_CODE = 1 << 10,
  OPTION_MEASURE = 1 << 11,
  OPTION_RECONCILIATION = 1 << 12,
  OPTION_ALL = 1 << 13,
  OPTION_WARDS = 1 << 14,
};

struct command {
  const char *name;
  const char *words;   /* usage of its words: "WORKSPACE INDICATOR AREA PERIOD" */
  size_t least, most;  /* how many words it takes */
  unsigned options;    /* OPTION_... */
  const char *summary; /* one line */
  const char *help;    /* what it does, in a few lines */
  enum exit_status (*run)(struct arena *arena, const struct options *options);
};

/* Reads ARGV[2...] for COMMAND.  False after printing what is wrong to standard error. */
bool options_read(struct arena *arena, const struct command *command, int argc, char **argv,
                  struct options *ret_options);

/* Prints the help of COMMAND to OUT. */
void options_help(const struct command *command, FILE *out);

#endif
