/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chapter's part on the season: the figure, and how far it can be trusted. */
#include "chapter.h"

#include <math.h>
#include <stdbool.h>

static const char *const month_names[SEASON_MONTHS] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/* The index of each calendar month, as the host gives it back. */
static void read_index(const struct chapter *chapter, struct strata_result *results)
{
  int32_t cut_off = violence_month(chapter->report->edition->cut_off);
  for (int32_t month = cut_off - SEASON_MONTHS + 1; month <= cut_off; month++)
    results[month % SEASON_MONTHS] =
        chapter_result(chapter->run, VIOLENCE_SEASONAL_INDEX, chapter->place->code,
                       violence_month_code(chapter->run, month));
}

static bool is_above(const struct strata_result *index)
{
  return index->published && index->lower > 100;
}

static bool is_below(const struct strata_result *index)
{
  return index->published && index->upper < 100;
}

static const char *months_that(const struct chapter *chapter, const struct strata_result *results,
                               bool (*holds)(const struct strata_result *))
{
  const char *names[SEASON_MONTHS];
  size_t count = 0;
  for (int m = 0; m < SEASON_MONTHS; m++)
    if (holds(&results[m]))
      names[count++] = month_names[m];
  return count ? violence_host->list(chapter->run, names, count) : NULL;
}

static const char *season_title(const struct chapter *chapter, const struct strata_result *results)
{
  const char *above = months_that(chapter, results, is_above);
  const char *below = months_that(chapter, results, is_below);
  if (above && below)
    return violence_host->format(chapter->run, "Offences are more frequent in %s, and less in %s",
                                 above, below);
  if (above || below)
    return violence_host->format(chapter->run, "Offences are %s frequent in %s",
                                 above ? "more" : "less", above ? above : below);
  return "No month of the year stands out from the others";
}

const char *chapter_when(const struct chapter *chapter)
{
  struct strata_result results[SEASON_MONTHS];
  read_index(chapter, results);
  for (int m = 0; m < SEASON_MONTHS; m++)
    if (!results[m].published)
      return "[x] A seasonal pattern needs two complete years.";
  return violence_host->format(chapter->run,
                               "%s; the figure on the season says how far that is known.",
                               season_title(chapter, results));
}

/* "the years ending October 2021, October 2022 and December 2025" */
static const char *years_words(struct strata_run *run, const struct season *season)
{
  const char *ends[SEASON_MOST_YEARS];
  size_t count = (size_t)season->year_count;
  for (size_t i = 0; i < count; i++) {
    int32_t end = season->year_ends[count - 1 - i];
    ends[i] = violence_host->format(run, "%s %d", month_names[end % SEASON_MONTHS],
                                    (int)(end / SEASON_MONTHS));
  }
  return violence_host->format(run, "the years ending %s", violence_host->list(run, ends, count));
}

/* Restrictions in England lasted from March 2020 to July 2021, and kept people at home. */
static bool has_pandemic(const struct season *season)
{
  const int32_t first = 2020 * SEASON_MONTHS + 2, last = 2021 * SEASON_MONTHS + 6;
  for (int i = 0; i < season->year_count; i++)
    if (season->year_ends[i] >= first && season->year_ends[i] - SEASON_MONTHS + 1 <= last)
      return true;
  return false;
}

static void add_season_words(const struct chapter *chapter, struct strata_node *node,
                             const struct season *season)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  host->node->heading(run, node, "How it is known", 3);
  host->node->paragraph(
      run, node,
      host->format(
          run,
          "From every complete year supplied: %s. Counts are divided by the days of the month. "
          "A month stands out where its interval leaves out 100.",
          years_words(run, season)),
      NULL);
  host->node->paragraph(
      run, node,
      host->format(
          run,
          "The years disagree with one another %s as much as chance alone would make them, "
          "and the intervals say so.%s",
          season->dispersion < 1.5
              ? "about"
              : host->format(run, "%s times", host->spell(run, floor(season->dispersion + 0.5))),
          has_pandemic(season) ? " Covid-19 restrictions fall in one or more of them." : ""),
      NULL);
  double days = 0, all_days = 0;
  for (int i = 0; i < SEASON_MONTHS; i++) {
    all_days += season->days[i];
    days += i < SEASON_PEAK_MONTHS ? season->days[(season->peak_first + i) % SEASON_MONTHS] : 0;
  }
  host->node->heading(run, node, "The busiest three months", 3);
  host->node->paragraph(
      run, node,
      host->format(run,
                   "%s to %s have {violence.peak-share|value-unit|%s} of offences (95%% interval "
                   "{violence.peak-share|interval|%s}) in %s%% of the days.",
                   month_names[season->peak_first],
                   month_names[(season->peak_first + SEASON_PEAK_MONTHS - 1) % SEASON_MONTHS],
                   chapter->place->code, chapter->place->code,
                   host->number(run, 100 * days / all_days, 1, NULL)),
      NULL);
}

void chapter_add_season(const struct chapter *chapter, struct strata_node *page)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  struct season season;
  if (violence_season(run, chapter->place->code, violence_month(chapter->report->edition->cut_off),
                      &season) < 0) {
    host->node->heading(run, page, "When in the year", 2);
    host->node->paragraph(run, page,
                          "[x] A seasonal pattern needs two complete years, and they have not been "
                          "supplied.",
                          NULL);
    return;
  }
  struct strata_result results[SEASON_MONTHS];
  read_index(chapter, results);
  struct strata_figure_row rows[SEASON_MONTHS] = {0};
  for (int m = 0; m < SEASON_MONTHS; m++) {
    rows[m].label = host->format(run, "%.3s", month_names[m]);
    rows[m].given = results[m].published ? STRATA_VALUE | STRATA_INTERVAL : 0;
    rows[m].value = results[m].value;
    rows[m].lower = results[m].lower;
    rows[m].upper = results[m].upper;
    rows[m].strong = is_above(&results[m]) || is_below(&results[m]);
  }
  const struct strata_figure figure = {
      STRATA_FIGURE,
      .kind = "column",
      .indicator = VIOLENCE_SEASONAL_INDEX,
      .title = season_title(chapter, results),
      .meaning = host->format(run,
                              "Offences a day in each month against the average day (100), %s. "
                              "Lines: 95%% intervals.",
                              chapter->place->name),
      .rows = rows,
      .row_count = SEASON_MONTHS,
      .unit = "average day = 100",
      .row_head = "Month",
      .value_head = "Index",
  };
  const int spans[] = {8, 4};
  struct strata_node *columns[2];
  host->node->columns(run, page, spans, 2, columns);
  host->node->figure(run, columns[0], &figure);
  add_season_words(chapter, columns[1], &season);
}
