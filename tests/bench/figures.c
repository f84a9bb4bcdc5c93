/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures BUILD WORKSPACE STORE: all that can be asked of figures, a stage at a time; BUILD is
 * where make runs, for the plugins and templates.
 *
 * Prints a line a stage: its name, milliseconds of CPU, and how many figures it is of.  The stages
 * after ingest are what the goal is of: facts in memory to every result for every indicator, area
 * and period, with its comparison, change and trend, and to every comparison that it defines.
 * tests/bench/figures.sh measures it beside the whole command.
 */
#include "base/cleanup.h"
#include "cli/session.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

static double milliseconds(void)
{
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Since the last call. */
static void tell(const char *stage, size_t count, double *begun)
{
  double now = milliseconds();
  printf("%s %.3f %zu\n", stage, now - *begun, count);
  *begun = milliseconds();
}

typedef size_t asking(const struct released *released, int indicator, int area,
                      struct period period);

static size_t ask_result(const struct released *released, int indicator, int area,
                         struct period period)
{
  struct result result;
  struct trend_result trend;
  released_find(released, indicator, area, period, &result);
  released_trend(released, indicator, area, period, &trend);
  return result.status == STATUS_PUBLISHED;
}

static size_t ask_comparisons(const struct released *released, int indicator, int area,
                              struct period period)
{
  struct comparison comparisons[MOST_COMPARISONS];
  size_t count = released_comparisons(released, indicator, area, period, comparisons), given = 0;
  for (size_t i = 0; i < count; i++)
    given += isnan(comparisons[i].value) ? 0 : 1;
  return given;
}

static size_t ask_all(const struct session *session, asking *ask)
{
  const struct catalog *catalog = released_catalog(session->released);
  size_t given = 0;
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    size_t count;
    const struct period *periods = released_periods(session->released, (int)i, &count);
    for (size_t area = 0; area < catalog->area_count; area++)
      for (size_t p = 0; p < count; p++)
        given += ask(session->released, (int)i, (int)area, periods[p]);
  }
  return given;
}

int main(int argc, char **argv)
{
  if (argc != 4)
    return 2;
  auto_arena struct arena *arena = arena_new();
  const char *workspace = argv[2];
  struct options options = { .words = { .at = &workspace, .len = 1 }, .store = argv[3], .jobs = 1 };
  double begun = milliseconds();
  struct session session = session_begin(arena, &options);
  place_of_program(arena, argv[1], &session.place);
  bool made = session_define(&session) == 0;
  tell("define", made ? session.catalog->indicator_count : 0, &begun);
  made = made && session_ingest(&session) == 0;
  tell("ingest", made ? session.facts->table_count : 0, &begun);
  made = made && session_compute(&session) == 0;
  tell("sums", made ? session.catalog->indicator_count : 0, &begun);
  made = made && session_extend(&session) == 0;
  tell("extend", made ? session.catalog->indicator_count : 0, &begun);
  if (made) {
    tell("results", ask_all(&session, ask_result), &begun);
    tell("comparisons", ask_all(&session, ask_comparisons), &begun);
  }
  return session_end(&session, made) == EXIT_NOTHING;
}
