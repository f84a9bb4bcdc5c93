/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata explain: a printed figure back to its files and rows. */
#include "cli/command.h"
#include "cli/filter.h"
#include "cli/session.h"

#include "base/num.h"
#include "compute/belongs.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* The figure that is explained, and what has been printed of it. */
struct question {
  const struct session *session;
  const struct fact_table *table;
  int indicator, area;
  struct period period;
  const struct input *input; /* of the rows that were printed last */
  size_t rows;
};

static bool is_wanted(void *user, const struct fact *fact)
{
  const struct question *question = user;
  return fact_belongs(question->session->facts, question->table, fact,
                      &question->session->catalog->indicators[question->indicator],
                      question->area, question->period);
}

/* Control characters of a hostile file must not drive the terminal. */
static void put_row(struct str text)
{
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.at[i];
    putchar(c < 0x20 || c == 0x7F ? ' ' : c);
  }
  putchar('\n');
}

static void take_row(void *user, const struct source_row *row)
{
  struct question *question = user;
  if (row->input != question->input)
    printf("%s\n", row->input->path);
  question->input = row->input;
  question->rows++;
  printf("  %" PRIu32 ": ", row->line);
  if (row->text.len) {
    put_row(row->text);
    return;
  }
  struct arena *scratch = arena_new();
  printf("%s %s\n", row->code, num_significant(scratch, row->fact->value));
  arena_free(scratch);
}

static const char *number(struct arena *arena, double value)
{
  return isfinite(value) ? num_significant(arena, value) : "none";
}

static void print_result(const struct question *question, const struct result *result)
{
  const struct catalog *catalog = question->session->catalog;
  const struct indicator *indicator = &catalog->indicators[question->indicator];
  struct arena *arena = question->session->arena;
  printf("%s\n%s, %s\n", indicator->title, catalog->areas[question->area].name,
         period_words(arena, question->period));
  printf("  status       %s\n", status_word(result->revised ? STATUS_REVISED : result->status));
  if (result->reason)
    printf("  because      %s\n", result->reason);
  if (result->status == STATUS_SUPPRESSED)
    return;
  printf("  numerator    %s\n", number(arena, result->numerator));
  if (isfinite(result->denominator))
    printf("  denominator  %s (%s)\n", number(arena, result->denominator),
           period_words(arena, result->denominator_period));
  printf("  value        %s %s\n", number(arena, result->value), indicator->unit);
  if (isfinite(result->lower))
    printf("  interval     %s to %s\n", number(arena, result->lower),
           number(arena, result->upper));
  if (result->method)
    printf("  method       %s\n", result->method);
  printf("  defined at   %s:%u\n", indicator->loc.file, indicator->loc.line);
}

static int explain(struct session *session, struct question *question)
{
  struct result result;
  released_find(session->released, question->indicator, question->area, question->period, &result);
  print_result(question, &result);
  const struct indicator *indicator = &session->catalog->indicators[question->indicator];
  question->table = indicator->derived ? NULL : facts_table(session->facts, indicator->measure);
  if (indicator->derived)
    printf("computed by the code of plugin '%s'\n", session->catalog->plugins[indicator->plugin].id);
  if (!question->table || result.status == STATUS_SUPPRESSED)
    return 0;
  const struct ingest_request request = session_ingest_request(session);
  if (ingest_explain(session->facts, question->table, &request, is_wanted, take_row, question,
                     session->diags))
    return -1;
  printf("%zu rows\n", question->rows);
  return 0;
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  struct session session = session_begin(arena, options);
  struct question question = { .session = &session };
  bool made = session_define(&session) == 0;
  if (made) {
    question.indicator = filter_indicator(&session, options->words.at[1]);
    question.area = filter_area(&session, options->words.at[2]);
    made = filter_period(&session, options->words.at[3], &question.period)
      && question.indicator != NO_INDEX && question.area != NO_INDEX;
  }
  made = made && session_ingest(&session) == 0 && session_compute(&session) == 0
    && session_extend(&session) == 0 && explain(&session, &question) == 0;
  return session_end(&session, made);
}

const struct command command_explain = {
  .name = "explain",
  .words = "WORKSPACE INDICATOR AREA PERIOD",
  .least = 4,
  .most = 4,
  .options = OPTION_STORE | OPTION_JOBS | OPTION_SOURCE | OPTION_AUDIENCE,
  .summary = "a printed figure back to its files and rows",
  .help = "Prints a figure with its method and definition, and reads its files again for the rows\n"
          "that make its numerator, each with its line.",
  .run = run,
};
