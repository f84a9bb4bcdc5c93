/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata check: every definition and input, all problems at once. */
#include "cli/command.h"
#include "cli/session.h"

#include <inttypes.h>
#include <stdio.h>

static void print_input(const struct input *input)
{
  printf("    %s: %" PRIu64 " rows = %" PRIu64 " counted + %" PRIu64 " unassigned + %" PRIu64
         " outside + %" PRIu64 " duplicates + %" PRIu64 " rejected\n",
         input->name, input->rows, input->counted, input->unassigned, input->outside,
         input->duplicates, input->rejected);
}

/* The rows of the earlier release are not among those above. */
static void print_revision(struct arena *arena, const struct revision *revision)
{
  printf("    %s revised: %" PRIu64 " rows published %s, %" PRIu64 " published %s: %" PRIu64
         " more, %" PRIu64 " fewer\n",
         period_code(arena, (struct period) { revision->month, PERIOD_MONTH }),
         revision->rows_before, revision->earlier, revision->rows_after, revision->later,
         revision->added, revision->removed);
}

static void print_table(struct arena *arena, const struct fact_table *table, bool reconciliation)
{
  uint64_t rows = 0, rejected = 0;
  for (size_t i = 0; i < table->input_count; i++) {
    rows += table->inputs[i].rows;
    rejected += table->inputs[i].rejected;
  }
  if (table->awaited)
    printf("  %s: awaited from %s", table->source->id,
           table->source->awaited_from ? table->source->awaited_from : "its owner");
  else
    printf("  %s: ", table->source->id);
  if (table->input_count)
    printf("%s%zu file%s, %" PRIu64 " row%s, %" PRIu64 " rejected%s", table->awaited ? "; " : "",
           table->input_count, table->input_count == 1 ? "" : "s", rows, rows == 1 ? "" : "s",
           rejected, table->awaited ? ", no figure for an area of the workspace" : "");
  else if (!table->awaited)
    printf("0 files");
  printf("\n");
  for (size_t i = 0; reconciliation && i < table->input_count; i++)
    print_input(&table->inputs[i]);
  for (size_t i = 0; reconciliation && i < table->revision_count; i++)
    print_revision(arena, &table->revisions[i]);
}

/* What the templates say is wrong with them, and what of the commentary they do not print. */
static int check_reports(struct session *session)
{
  const struct catalog *catalog = session->catalog;
  int status = 0;
  for (size_t i = 0; i < catalog->report_count; i++) {
    const struct template *template;
    if (session_template(session, &catalog->reports[i], &template) < 0)
      status = -1;
    else
      extend_check_commentary(session->arena, session->extensions, &catalog->reports[i], template,
                              session->diags);
  }
  return status;
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  struct session session = session_begin(arena, options);
  bool sound = session_define(&session) == 0 && session_ingest(&session) == 0
    && session_compute(&session) == 0 && session_extend(&session) == 0 && check_reports(&session) == 0;
  const struct theme *theme;
  struct theme_tests tests;
  if (session_theme(&session, options->words.at[0], &theme, &tests) < 0)
    sound = false;
  if (session.facts)
    facts_check_editions(arena, session.facts, session.diags);
  if (sound) {
    const struct catalog *catalog = session.catalog;
    printf("%s: %zu areas, %zu plugins, %zu indicators, %zu reports\n", options->words.at[0],
           catalog->area_count, catalog->plugin_count, catalog->indicator_count,
           catalog->report_count);
    for (size_t i = 0; i < session.facts->table_count; i++)
      print_table(arena, &session.facts->tables[i], options->reconciliation);
  }
  return session_end(&session, sound);
}

const struct command command_check = {
  .name = "check",
  .words = "WORKSPACE",
  .least = 1,
  .most = 1,
  .options = OPTION_STORE | OPTION_JOBS | OPTION_SOURCE | OPTION_RECONCILIATION,
  .summary = "every definition and input, all problems at once",
  .help = "Reads every definition, plugin and input of the workspace and reports every problem in\n"
          "one go.  Builds nothing.  Exit status 3 means that nothing could be built from it.",
  .run = run,
};
