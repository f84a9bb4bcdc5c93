/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include "base/num.h"
#include "base/suggest.h"
#include "base/vec.h"

#include <string.h>

/* How an option takes its value: reads VALUE into *OPTIONS, false when it is not one. */
struct option {
  const char *name;
  const char *value; /* what its value is called; NULL: it takes none */
  unsigned flag;     /* the command must have it; 0: every command has */
  bool (*take)(struct arena *arena, const char *value, struct options *options);
  const char *help;
};

static bool add(struct arena *arena, struct values *values, const char *value)
{
  *VEC_ADD(arena, values) = value;
  return *value != '\0';
}

static bool take_report(struct arena *arena, const char *value, struct options *options)
{
  return add(arena, &options->reports, value);
}

static bool take_area(struct arena *arena, const char *value, struct options *options)
{
  return add(arena, &options->areas, value);
}

static bool take_indicator(struct arena *arena, const char *value, struct options *options)
{
  return add(arena, &options->indicators, value);
}

static bool take_period(struct arena *arena, const char *value, struct options *options)
{
  return add(arena, &options->periods, value);
}

static bool take_source(struct arena *arena, const char *value, struct options *options)
{
  const char *equals = strchr(value, '=');
  return equals && equals != value && equals[1] && add(arena, &options->sources, value);
}

static bool take_out(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  options->out = value;
  return *value != '\0';
}

static bool take_store(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  options->store = value;
  return *value != '\0';
}

static bool take_measure(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  options->measure = value;
  return *value != '\0';
}

static bool take_code(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  options->kind = value;
  return strcmp(value, "c") == 0 || strcmp(value, "lua") == 0 || strcmp(value, "none") == 0;
}

static bool take_jobs(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  int64_t jobs;
  if (!num_parse_int(str_of(value), &jobs) || jobs < 1 || jobs > 256)
    return false;
  options->jobs = (int)jobs;
  return true;
}

static bool take_audience(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  bool both = strcmp(value, "both") == 0, restricted = strcmp(value, "restricted") == 0;
  bool open = strcmp(value, "public") == 0;
  options->audiences[AUDIENCE_PUBLIC] |= open || both;
  options->audiences[AUDIENCE_RESTRICTED] |= restricted || both;
  return open || restricted || both;
}

static bool take_format(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  options->format = strcmp(value, "json") == 0 ? FORMAT_JSON : FORMAT_CSV;
  return options->format == FORMAT_JSON || strcmp(value, "csv") == 0;
}

static bool take_diag(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  options->diag = strcmp(value, "json") == 0 ? DIAG_JSON : DIAG_TEXT;
  return options->diag == DIAG_JSON || strcmp(value, "text") == 0;
}

static bool take_reconciliation(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  (void)value;
  options->reconciliation = true;
  return true;
}

static bool take_all(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  (void)value;
  options->all = true;
  return true;
}

static bool take_wards(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  (void)value;
  options->wards = true;
  return true;
}

static bool take_help(struct arena *arena, const char *value, struct options *options)
{
  (void)arena;
  (void)value;
  options->help = true;
  return true;
}

static const struct option options_known[] = {
  { "--report", "ID", OPTION_REPORT, take_report, "only this report; may be repeated" },
  { "--indicator", "ID", OPTION_INDICATOR, take_indicator, "only this indicator; may be repeated" },
  { "--area", "CODE", OPTION_AREA, take_area, "only this area; may be repeated" },
  { "--period", "PERIOD", OPTION_PERIOD, take_period,
    "only this period: 2025-12, 2024/25, 2025 or ye-2025-12; may be repeated" },
  { "--audience", "public|restricted|both", OPTION_AUDIENCE, take_audience,
    "whom it is for; may be repeated [public]" },
  { "--out", "DIR", OPTION_OUT, take_out, "where the PDFs and their page go [out]" },
  { "--store", "DIR", OPTION_STORE, take_store,
    "where facts are kept between runs [WORKSPACE/.strata]" },
  { "--jobs", "N", OPTION_JOBS, take_jobs, "how many processes or threads work at once [processors]" },
  { "--source", "NAME=PATH", OPTION_SOURCE, take_source,
    "another file or folder for a declared source; may be repeated" },
  { "--measure", "NAME", OPTION_MEASURE, take_measure, "the measure whose facts are printed" },
  { "--format", "csv|json", OPTION_FORMAT, take_format, "how figures are printed [csv]" },
  { "--code", "c|lua|none", OPTION_CODE, take_code, "what the plugin is written in [lua]" },
  { "--reconciliation", NULL, OPTION_RECONCILIATION, take_reconciliation,
    "what became of every row, by file" },
  { "--all", NULL, OPTION_ALL, take_all,
    "rows for every comparator, goal, initiative and hot spot too" },
  { "--wards", NULL, OPTION_WARDS, take_wards, "figures of the wards of the areas, not of the areas" },
  { "--diag", "text|json", 0, take_diag, "how problems are printed [text]" },
  { "--help", NULL, 0, take_help, "this text" },
};

enum { OPTION_COUNT = sizeof options_known / sizeof *options_known };

static bool has(const struct command *command, const struct option *option)
{
  return !option->flag || (command->options & option->flag);
}

static bool complain(const struct command *command, const char *format, const char *what)
{
  fprintf(stderr, "strata %s: ", command->name);
  fprintf(stderr, format, what);
  fprintf(stderr, "\ntry 'strata %s --help'\n", command->name);
  return false;
}

static bool unknown(const struct command *command, struct str name)
{
  const char *names[OPTION_COUNT];
  size_t count = 0;
  for (size_t i = 0; i < OPTION_COUNT; i++)
    if (has(command, &options_known[i]))
      names[count++] = options_known[i].name;
  const char *near = suggest(name, names, count);
  fprintf(stderr, "strata %s: unknown option '%.*s'", command->name, STR_ARG(name));
  if (near)
    fprintf(stderr, "; did you mean '%s'?", near);
  fprintf(stderr, "\ntry 'strata %s --help'\n", command->name);
  return false;
}

/* Reads the option at ARGV[*I], moving *I over a value that stands apart. */
static bool read_option(struct arena *arena, const struct command *command, int argc, char **argv,
                        int *i, struct options *options)
{
  const char *word = argv[*i], *equals = strchr(word, '=');
  struct str name = { word, equals ? (size_t)(equals - word) : strlen(word) };
  const struct option *option = NULL;
  for (size_t k = 0; k < OPTION_COUNT; k++)
    if (has(command, &options_known[k]) && str_is(name, options_known[k].name))
      option = &options_known[k];
  if (!option)
    return unknown(command, name);
  const char *value = equals ? equals + 1 : NULL;
  if (!option->value && value)
    return complain(command, "%s takes no value", option->name);
  if (option->value && !value) {
    if (*i + 1 >= argc)
      return complain(command, "%s needs a value", option->name);
    value = argv[++*i];
  }
  if (!option->take(arena, value, options))
    return complain(command,
                    arena_printf(arena, "%s takes %s, not '%%s'", option->name, option->value),
                    value);
  return true;
}

bool options_read(struct arena *arena, const struct command *command, int argc, char **argv,
                  struct options *ret_options)
{
  struct options options = { .out = "out" };
  bool only_words = false;
  for (int i = 2; i < argc; i++) {
    if (!only_words && strcmp(argv[i], "--") == 0)
      only_words = true;
    else if (!only_words && argv[i][0] == '-' && argv[i][1])
      only_words = false;
    else {
      *VEC_ADD(arena, &options.words) = argv[i];
      continue;
    }
    if (!only_words && !read_option(arena, command, argc, argv, &i, &options))
      return false;
  }
  if (!options.help && options.words.len < command->least)
    return complain(command, "needs %s", command->words);
  if (!options.help && options.words.len > command->most)
    return complain(command, "does not take '%s'", options.words.at[command->most]);
  *ret_options = options;
  return true;
}

void options_help(const struct command *command, FILE *out)
{
  fprintf(out, "usage: strata %s%s%s [OPTION]...\n\n%s\n\n", command->name,
          *command->words ? " " : "", command->words, command->help);
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    const struct option *option = &options_known[i];
    if (!has(command, option))
      continue;
    int used = fprintf(out, "  %s%s%s", option->name, option->value ? " " : "",
                       option->value ? option->value : "");
    fprintf(out, "%*s%s\n", used < 30 ? 30 - used : 1, "", option->help);
  }
}
