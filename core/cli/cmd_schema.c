/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata schema: what definitions may hold, as JSON Schema for editors. */
#include "cli/command.h"

#include "base/suggest.h"
#include "define/definitions.h"
#include "extend/template.h"
#include "layout/theme.h"

#include <stdio.h>
#include <string.h>

static const struct schema *const schemas[] = {&assessment_schema, &plugin_schema,
                                               &indicator_schema,  &recommendations_schema,
                                               &template_schema,   &theme_schema};

enum { SCHEMA_COUNT = sizeof schemas / sizeof *schemas };

static enum exit_status run(struct arena *arena, const struct options *options)
{
  const char *names[SCHEMA_COUNT];
  for (size_t i = 0; i < SCHEMA_COUNT; i++)
    names[i] = schemas[i]->name;
  if (!options->words.len) {
    for (size_t i = 0; i < SCHEMA_COUNT; i++)
      printf("%s: %s\n", names[i], schemas[i]->description);
    return EXIT_MADE;
  }
  for (size_t i = 0; i < SCHEMA_COUNT; i++) {
    if (strcmp(names[i], options->words.at[0]) != 0)
      continue;
    puts(schema_json(arena, schemas[i]));
    return EXIT_MADE;
  }
  const char *near = suggest(str_of(options->words.at[0]), names, SCHEMA_COUNT);
  fprintf(stderr, "strata schema: no schema '%s'%s%s%s\ntry 'strata schema'\n",
          options->words.at[0], near ? "; did you mean '" : "", near ? near : "",
          near ? "'?" : "");
  return EXIT_USAGE;
}

const struct command command_schema = {
  .name = "schema",
  .words = "[NAME]",
  .least = 0,
  .most = 1,
  .summary = "JSON Schema of the definitions, for editors",
  .help = "Prints the JSON Schema of one kind of definition file, or without NAME the kinds there\n"
          "are.  Editors check YAML against it while it is written.",
  .run = run,
};
