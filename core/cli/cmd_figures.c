/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata figures: everything that is not filtered out, one row an indicator, area and period. */
#include "cli/command.h"
#include "cli/figure_rows.h"
#include "cli/filter.h"
#include "cli/session.h"

#include "base/cleanup.h"

#include <stdio.h>

struct choice {
  struct chosen indicators, areas;
  bool wards;
  const struct period *periods;
  size_t period_count;
};

/* -1 after reporting everything that is unknown. */
static int choose(struct session *session, struct choice *ret_choice)
{
  const struct values *codes = &session->options->periods;
  struct period *periods = ARENA_ARRAY(session->arena, struct period, codes->len);
  bool known = true;
  for (size_t i = 0; i < codes->len; i++)
    known = filter_period(session, codes->at[i], &periods[i]) && known;
  known = !filter_indicators(session, &session->options->indicators, &ret_choice->indicators)
    && known;
  known = !filter_areas(session, &session->options->areas, &ret_choice->areas) && known;
  ret_choice->periods = periods;
  ret_choice->period_count = codes->len;
  ret_choice->wards = session->options->wards;
  return known ? 0 : -1;
}

/* Whether DISTRICT, or a group that it is in, was asked for. */
static bool is_chosen(const struct catalog *catalog, const struct choice *choice, int district)
{
  for (size_t a = 0; a < catalog->area_count; a++)
    for (size_t i = 0; i < catalog->areas[a].member_count; i++)
      if (catalog->areas[a].members[i] == district && chosen_has(choice->areas, (int)a))
        return true;
  return chosen_has(choice->areas, district);
}

static void print_wards(struct figure_rows *figures, const struct choice *choice, int indicator,
                        const struct period *periods, size_t count)
{
  const struct catalog *catalog = released_catalog(figures->released);
  for (int district = 0; district < (int)catalog->district_count; district++) {
    auto_arena struct arena *scratch = arena_new();
    for (size_t p = 0; p < count && is_chosen(catalog, choice, district); p++)
      figure_rows_add_wards(figures, scratch, indicator, district, periods[p]);
  }
}

static void print_indicator(struct figure_rows *figures, const struct session *session,
                            const struct choice *choice, int indicator)
{
  const struct catalog *catalog = released_catalog(session->released);
  size_t count = choice->period_count;
  const struct period *periods = choice->periods;
  if (!count)
    periods = results_periods(session->results, indicator, &count);
  if (choice->wards) {
    print_wards(figures, choice, indicator, periods, count);
    return;
  }
  for (size_t a = 0; a < catalog->area_count; a++) {
    if (!chosen_has(choice->areas, (int)a))
      continue;
    auto_arena struct arena *scratch = arena_new();
    for (size_t p = 0; p < count; p++)
      figure_rows_add(figures, scratch, indicator, (int)a, periods[p]);
    for (size_t p = 0; figures->all && p < count; p++)
      figure_rows_add_places(figures, scratch, indicator, (int)a, periods[p]);
  }
  if (!figures->all)
    return;
  auto_arena struct arena *scratch = arena_new();
  bool *areas = ARENA_ARRAY(scratch, bool, catalog->area_count);
  for (size_t a = 0; a < catalog->area_count; a++)
    areas[a] = chosen_has(choice->areas, (int)a);
  figure_rows_add_initiatives(figures, scratch, indicator, areas);
}

static void print_figures(const struct session *session, const struct choice *choice)
{
  const struct catalog *catalog = released_catalog(session->released);
  bool all = session->options->all;
  struct figure_rows figures = {
    .rows = rows_begin(session->arena, session->options->format, figure_field_names,
                       FIGURE_FIELDS - (all ? 0 : 1)),
    .released = session->released, .all = all,
  };
  for (size_t i = 0; i < catalog->indicator_count; i++)
    if (chosen_has(choice->indicators, (int)i) && *catalog->indicators[i].id)
      print_indicator(&figures, session, choice, (int)i);
  rows_end(&figures.rows);
}

/* False after reporting that wards were asked for and no lookup has any. */
static bool has_wards(struct session *session)
{
  if (!session->options->wards || session->facts->ward_count)
    return true;
  diag_error(session->diags, "STRATA-W008", LOC_NONE, "no area lookup of this workspace has wards");
  diag_hint(session->diags, "declare one with the columns LSOA21CD, WD24CD, WD24NM and LAD24CD (of any "
                            "years) as a source with 'reader: area-lookup'");
  return false;
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  if (options->audiences[AUDIENCE_PUBLIC] && options->audiences[AUDIENCE_RESTRICTED]) {
    fputs("strata figures: figures are for one audience: public or restricted\n", stderr);
    return EXIT_USAGE;
  }
  struct session session = session_begin(arena, options);
  struct choice choice;
  bool made = session_define(&session) == 0 && choose(&session, &choice) == 0
    && session_ingest(&session) == 0 && has_wards(&session) && session_compute(&session) == 0
    && session_extend(&session) == 0;
  if (made)
    print_figures(&session, &choice);
  return session_end(&session, made);
}

const struct command command_figures = {
  .name = "figures",
  .words = "WORKSPACE",
  .least = 1,
  .most = 1,
  .options = OPTION_INDICATOR | OPTION_AREA | OPTION_PERIOD | OPTION_FORMAT | OPTION_STORE
    | OPTION_JOBS | OPTION_SOURCE | OPTION_AUDIENCE | OPTION_ALL
    | OPTION_WARDS,
  .summary = "figures as CSV or JSON",
  .help = "Prints every figure that is not filtered out, one row for an indicator, area and period,\n"
          "against the indicator's first comparator.  A value that is not published is an empty\n"
          "cell, and 'status' says why.  With --all there are rows more, which the column 'row' names:\n"
          "one for each other comparator and for the goal of a figure, and after the figures of an\n"
          "indicator its hot spots, repeat locations and initiatives.  With --wards the rows are of the\n"
          "wards of the districts that were chosen, each the sum of the LSOAs that are fitted to it.",
  .run = run,
};
