/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment's chapter: level, change and what is not known.  Every number comes from the host, so that it
 * is rounded and withheld as everywhere else; a sentence says rose or fell only where the host's
 * test does. */
#include "chapter.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* In points, so that the level and the districts share a page. */
static const double LINE_HEIGHT = 150, DISTRICT_HEIGHT = 17.2;

bool is_word(const char *text, const char *word)
{
  return text && strcmp(text, word) == 0;
}

struct strata_result chapter_result(struct strata_run *run, const char *indicator, const char *area,
                                    const char *period)
{
  struct strata_result result = {.struct_size = sizeof result};
  violence_host->result(run, indicator, area, period, NULL, &result);
  return result;
}

static int open_chapter(struct strata_run *run, struct chapter *ret_chapter)
{
  struct chapter chapter = {
      .run = run,
      .report = violence_host->report(run),
      .place = violence_host->comparator(run),
      .offences = violence_host->indicator(run, VIOLENCE_OFFENCES),
  };
  if (!chapter.report || !chapter.place || !chapter.offences)
    return STRATA_FAIL;
  chapter.result = chapter_result(run, VIOLENCE_OFFENCES, chapter.place->code, NULL);
  chapter.districts = violence_host->areas(run, "districts", &chapter.district_count);
  chapter.by_district =
      violence_host->alloc(run, (chapter.district_count + 1) * sizeof *chapter.by_district);
  for (size_t i = 0; i < chapter.district_count; i++)
    chapter.by_district[i] =
        chapter_result(run, VIOLENCE_OFFENCES, chapter.districts[i]->code, NULL);
  *ret_chapter = chapter;
  return STRATA_OK;
}

/* What changes are since. */
static const char *earlier(const struct chapter *chapter)
{
  return chapter->report->since ? "last assessment" : "earlier year";
}

/* The names of the districts whose offences rose, or fell. */
static const char **districts_that(const struct chapter *chapter, const char *change,
                                   size_t *ret_count)
{
  const char **names =
      violence_host->alloc(chapter->run, (chapter->district_count + 1) * sizeof *names);
  *ret_count = 0;
  for (size_t i = 0; i < chapter->district_count; i++)
    if (is_word(chapter->by_district[i].change, change))
      names[(*ret_count)++] = chapter->districts[i]->name;
  return names;
}

/* ---- level and change ---------------------------------------------------------------------- */

/* "per 1,000 residents, from 20.4 to 77.7 by district" */
static const char *range_words(const struct chapter *chapter)
{
  const struct strata_area *least = NULL, *most = NULL;
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < chapter->district_count; i++) {
    const struct strata_result *result = &chapter->by_district[i];
    if (!result->published || isnan(result->value))
      continue;
    least = result->value < low ? chapter->districts[i] : least;
    most = result->value > high ? chapter->districts[i] : most;
    low = fmin(low, result->value);
    high = fmax(high, result->value);
  }
  if (!least || least == most)
    return chapter->result.unit;
  return violence_host->format(chapter->run,
                               "%s, from {" VIOLENCE_OFFENCES "|value|%s} to {" VIOLENCE_OFFENCES
                               "|value|%s} by district",
                               chapter->result.unit, least->code, most->code);
}

/* Without decimals, unless it is so near none that its side would not show. */
static const char *limit(const struct chapter *chapter, double value)
{
  int decimals = fabs(value) >= 0.5 ? 0 : fabs(value) >= 0.05 ? 1 : 2;
  return violence_host->number(chapter->run, value, decimals, "signed");
}

/* "2025" and "2024/25" have no article. */
static const char *article(const char *period)
{
  return period[0] >= '0' && period[0] <= '9' ? "" : "the ";
}

static const char *change_words(const struct chapter *chapter)
{
  const struct strata_host *host = violence_host;
  const struct strata_result *result = &chapter->result;
  if (!result->before_words)
    return "no earlier year to compare with";
  if (isnan(result->change_lower) || isnan(result->change_upper))
    return host->format(chapter->run, "since %s%s", article(result->before_words),
                                result->before_words);
  return host->format(chapter->run, "since %s%s (95%% interval %s%% to %s%%)",
                      article(result->before_words), result->before_words,
                      limit(chapter, result->change_lower), limit(chapter, result->change_upper));
}

static void add_key_figures(const struct chapter *chapter, struct strata_node *page)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  const char *place = chapter->place->code;
  struct strata_key_figure items[4] = {
      {.value = host->format(run, "{" VIOLENCE_OFFENCES "|count|%s}", place),
       .words = host->format(run, "offences in %s, %s", chapter->place->name,
                             chapter->report->edition->period_words)},
      {.value = host->format(run, "{" VIOLENCE_OFFENCES "|change|%s}", place),
       .words = change_words(chapter)},
      {.value = host->format(run, "{" VIOLENCE_OFFENCES "|value|%s}", place),
       .words = range_words(chapter)},
  };
  size_t count = 3;
  struct strata_concentration busiest = {.struct_size = sizeof busiest};
  if (host->concentration(run, VIOLENCE_OFFENCES, place, NULL, &busiest) == STRATA_OK)
    items[count++] =
        (struct strata_key_figure){.value = host->percent(run, busiest.share),
                                   .words = "of offences are in a tenth of neighbourhoods"};
  host->node->key_figures(run, page, items, count, sizeof *items);
}

/* The months that no file holds; "" when all are there. */
static const char *missing_months(const struct chapter *chapter)
{
  size_t count;
  const struct strata_source *const *sources = violence_host->sources(chapter->run, &count);
  for (size_t i = 0; i < count; i++)
    if (is_word(sources[i]->measure, chapter->offences->measure) && sources[i]->missing)
      return sources[i]->missing;
  return "";
}

static const char *line_title(const struct chapter *chapter)
{
  const char *change = chapter->result.change;
  const char *word = is_word(change, "rose")      ? "above"
                     : is_word(change, "fell")    ? "below"
                     : is_word(change, "similar") ? "similar to"
                                                  : NULL;
  return word
             ? violence_host->format(chapter->run, "Offences are %s the %s", word, earlier(chapter))
             : "Offences by month";
}

static void add_line(const struct chapter *chapter, struct strata_node *page)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  const char *missing = missing_months(chapter);
  struct strata_months series = {.struct_size = sizeof series};
  host->months(run, VIOLENCE_OFFENCES, chapter->place->code, &series);
  struct strata_figure figure = {
      STRATA_FIGURE,
      .kind = "line",
      .indicator = VIOLENCE_OFFENCES,
      .area = chapter->place->code,
      .height = LINE_HEIGHT,
      .title = line_title(chapter),
      .meaning =
          host->format(run, "Monthly violence and sexual offences, %s.%s", chapter->place->name,
                       *missing ? " Grey blocks were not supplied; they are not zero." : ""),
  };
  int32_t first = violence_month(series.first);
  int32_t since = chapter->report->since ? violence_month(chapter->report->since->cut_off) : -1;
  if (first >= 0 && since >= first) {
    figure.limits_from = violence_month_code(run, since - SEASON_MONTHS + 1);
    figure.limits_to = chapter->report->since->cut_off;
    if (since - SEASON_MONTHS >= first) {
      figure.muted_from = series.first;
      figure.muted_to = violence_month_code(run, since - SEASON_MONTHS);
    }
    figure.note =
        host->format(run,
                     "Limits: mean ± 2.66 × mean moving range of the last assessment’s "
                     "year. Diamonds (high) and squares (low): months that chance does not "
                     "explain. Grey line: earlier months, which set no baseline.%s%s%s",
                     *missing ? " Not supplied: " : "", missing, *missing ? "." : "");
  }
  struct strata_chart chart = {.struct_size = sizeof chart};
  if (figure.limits_from &&
      host->chart(run, VIOLENCE_OFFENCES, chapter->place->code, figure.limits_from,
                  figure.limits_to, &chart) == STRATA_OK &&
      chart.judged)
    figure.meaning = host->format(run, "%s In %s%s %s.", figure.meaning,
                                  article(chapter->report->edition->period_words),
                                  chapter->report->edition->period_words, chart.words);
  host->node->figure(run, page, &figure);
}

static void add_districts(const struct chapter *chapter, struct strata_node *node)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  size_t rose, fell;
  districts_that(chapter, "rose", &rose);
  districts_that(chapter, "fell", &fell);
  bool tested = rose + fell > 0 || is_word(chapter->result.change, "similar");
  bool more_rose = rose > fell;
  const char *title = "Violence and sexual offences by district";
  if (tested && rose + fell == 0)
    title = host->format(run, "Offences were similar to the %s in every district", earlier(chapter));
  else if (tested)
    title = host->format(
        run, "Offences %s in %s of %s districts and %s in %s", more_rose ? "rose" : "fell",
        host->spell(run, (double)(more_rose ? rose : fell)),
        host->spell(run, (double)chapter->district_count), more_rose ? "fell" : "rose",
        rose && fell ? host->spell(run, (double)(more_rose ? fell : rose)) : "none");
  const struct strata_figure figure = {
      STRATA_FIGURE,
      .kind = "bar",
      .indicator = VIOLENCE_OFFENCES,
      .height = 41 + DISTRICT_HEIGHT * (double)chapter->district_count,
      .value_head = "Rate",
      .change_head = host->format(run, "Since %s", earlier(chapter)),
      .title = title,
      .meaning = host->format(run, "Offences %s, %s. Short line: the %s.", chapter->result.unit,
                              chapter->report->edition->period_words, earlier(chapter)),
      .note = "Beside the rate: diamond above, square below, circle within the usual spread (95%, "
              "over-dispersed).",
      .before = 1,
      .change = 1,
      .reference = 1,
  };
  host->node->figure(run, node, &figure);
}

/* The change of the whole, and the districts that it shows in. */
static const char *meaning_words(const struct chapter *chapter)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  const char *change = chapter->result.change, *place = chapter->place->name;
  if (!chapter->result.published)
    return chapter->result.reason;
  bool is_rise = is_word(change, "rose"), is_fall = is_word(change, "fell");
  size_t count, against;
  const char **same = districts_that(chapter, is_fall ? "fell" : "rose", &count);
  const char **other = districts_that(chapter, is_fall ? "rose" : "fell", &against);
  if (!is_rise && !is_fall && !is_word(change, "similar"))
    return "There is no earlier year with which it can be compared.";
  const char *whole =
      is_word(change, "similar")
          ? host->format(run, "Across %s the two years are similar.", place)
          : host->format(run, "The %s across %s is larger than month-to-month variation explains.",
                         is_rise ? "rise" : "fall", place);
  const char *where = count ? host->format(run, " Offences %s in %s.", is_fall ? "fell" : "rose",
                                           host->list(run, same, count))
                            : " No district’s own change of that kind is large enough to name.";
  if (!count && !against)
    where = " So they are in every district that can be tested.";
  if (!count && !against && !is_word(change, "similar"))
    where = " No single district’s change is large enough to name.";
  const char *rest = against ? host->format(run, " They %s in %s.", is_fall ? "rose" : "fell",
                                            host->list(run, other, against))
                             : "";
  return host->format(run, "%s%s%s", whole, where, rest);
}

static void add_side(const struct chapter *chapter, struct strata_node *node)
{
  const char *const parts[][2] = {
      {"What is counted", chapter->offences->definition},
      {"What it means", meaning_words(chapter)},
      {"Why",
       "These data cannot say. Changes in reporting, recording or police activity could each "
       "contribute. Assault attendances at emergency departments, which do not depend on "
       "reporting, "
       "would show whether more or fewer people are hurt."},
      {"When", chapter_when(chapter)},
      {"Read with care", chapter->offences->caveat},
  };
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (!parts[i][1])
      continue;
    violence_host->node->heading(chapter->run, node, parts[i][0], 3);
    violence_host->node->paragraph(chapter->run, node, parts[i][1], NULL);
  }
}

/* ---- what is not known, what is recommended ------------------------------------------------ */

static void add_closing(const struct chapter *chapter, struct strata_node *page)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  size_t plugin_count, count;
  const struct strata_plugin_info *const *plugins = host->plugins(run, NULL, &plugin_count);
  const struct strata_recommendation *const *recommendations =
      host->recommendations(run, NULL, "violence", &count);
  const int spans[] = {6, 6};
  struct strata_node *columns[2];
  host->node->columns(run, page, spans, 2, columns);
  host->node->heading(run, columns[0], "What is not known", 2);
  for (size_t i = 0; i < plugin_count; i++) {
    if (!is_word(plugins[i]->id, "violence"))
      continue;
    const char **needs = host->alloc(run, (plugins[i]->needed_count + 1) * sizeof *needs);
    for (size_t n = 0; n < plugins[i]->needed_count; n++)
      needs[n] = host->format(run, "[x] %s", plugins[i]->needed[n]);
    host->node->list(run, columns[0], needs, plugins[i]->needed_count, NULL);
  }
  host->node->heading(run, columns[1], "Recommendations", 2);
  const char **texts = host->alloc(run, (count + 1) * sizeof *texts);
  for (size_t i = 0; i < count; i++) {
    const char *owner = recommendations[i]->owner;
    int first = *owner >= 'a' && *owner <= 'z' ? *owner - 'a' + 'A' : *owner;
    texts[i] = host->format(run, "**%s** %s ~%c%s~", recommendations[i]->id,
                            recommendations[i]->text, first, *owner ? owner + 1 : "");
  }
  if (count)
    host->node->list(run, columns[1], texts, count, NULL);
  else
    host->node->paragraph(run, columns[1], "None has been made for this priority.", NULL);
}

int violence_chapter(void *self, struct strata_run *run, struct strata_node *page)
{
  (void)self;
  const struct strata_nodes *node = violence_host->node;
  struct chapter chapter;
  if (open_chapter(run, &chapter) < 0)
    return STRATA_FAIL;
  node->running(run, page, "Priority: violence against the person");
  add_key_figures(&chapter, page);
  node->rule(run, page);
  add_line(&chapter, page);
  node->rule(run, page);
  const int spans[] = {8, 4};
  struct strata_node *columns[2];
  node->columns(run, page, spans, 2, columns);
  add_districts(&chapter, columns[0]);
  add_side(&chapter, columns[1]);
  node->rule(run, page);
  chapter_add_season(&chapter, page);
  node->rule(run, page);
  chapter_add_places(&chapter, page);
  node->commentary(run, page, "violence");
  node->rule(run, page);
  add_closing(&chapter, page);
  return STRATA_OK;
}
