/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Violence and sexual offences: their seasonal pattern, kept month by month for each edition.  The
 * plain rates are defined in indicators/; what the refresh says is in narrative.lua. */
#include "violence.h"

#include <string.h>

const struct strata_host *violence_host;

/* ---- months -------------------------------------------------------------------------------- */

int32_t violence_month(const char *code)
{
  static const char form[] = "dddd-dd";
  if (!code || strlen(code) != sizeof form - 1)
    return -1;
  for (size_t i = 0; i < sizeof form - 1; i++) {
    if (form[i] == 'd' ? code[i] < '0' || code[i] > '9' : code[i] != form[i])
      return -1;
  }
  int32_t year =
      (code[0] - '0') * 1000 + (code[1] - '0') * 100 + (code[2] - '0') * 10 + code[3] - '0';
  int32_t in_year = (code[5] - '0') * 10 + code[6] - '0';
  return in_year >= 1 && in_year <= SEASON_MONTHS ? year * SEASON_MONTHS + in_year - 1 : -1;
}

const char *violence_month_code(struct strata_run *run, int32_t month)
{
  return violence_host->format(run, "%04d-%02d", (int)(month / SEASON_MONTHS),
                               (int)(month % SEASON_MONTHS) + 1);
}

/* ---- the season ---------------------------------------------------------------------------- */

int violence_season(struct strata_run *run, const char *area, int32_t cut_off,
                    struct season *ret_season)
{
  struct strata_season made = {.struct_size = sizeof made};
  if (violence_host->season(run, VIOLENCE_OFFENCES, area, violence_month_code(run, cut_off),
                            &made) != STRATA_OK ||
      !made.published || made.count != SEASON_MONTHS)
    return -1;
  struct season season = {.dispersion = made.dispersion,
                          .peak_first = made.peak - 1,
                          .peak_share = made.peak_share,
                          .peak_lower = made.peak_lower,
                          .peak_upper = made.peak_upper};
  for (size_t i = made.year_count; i > 0 && season.year_count < SEASON_MOST_YEARS; i--)
    season.year_ends[season.year_count++] = violence_month(made.years[i - 1]);
  for (int m = 0; m < SEASON_MONTHS; m++) {
    season.index[m] = made.index[m];
    season.lower[m] = made.lower[m];
    season.upper[m] = made.upper[m];
    season.offences[m] = made.events[m];
    season.days[m] = made.days[m];
  }
  *ret_season = season;
  return 0;
}

/* ---- figures ------------------------------------------------------------------------------- */

/* An index belongs to a calendar month, and figures to a month of a year: it is put under that
 * month of the edition's own last twelve, but for those from TAKEN on, which a later edition has.
 */
static void put_season(struct strata_run *run, const char *area,
                       const struct strata_edition *edition, int32_t cut_off, int32_t taken)
{
  struct season season;
  if (violence_season(run, area, cut_off, &season) < 0)
    return;
  for (int32_t month = cut_off - SEASON_MONTHS + 1; month <= cut_off && month < taken; month++) {
    int at = month % SEASON_MONTHS;
    const struct strata_derived index = {
        .struct_size = sizeof index,
        .given = STRATA_VALUE | STRATA_INTERVAL | STRATA_NUMERATOR | STRATA_DENOMINATOR,
        .value = season.index[at],
        .lower = season.lower[at],
        .upper = season.upper[at],
        .numerator = season.offences[at],
        .denominator = season.days[at],
    };
    violence_host->put(run, "seasonal-index", area, violence_month_code(run, month), &index);
  }
  const struct strata_derived share = {
      .struct_size = sizeof share,
      .given = STRATA_VALUE | STRATA_INTERVAL,
      .value = 100 * season.peak_share,
      .lower = 100 * season.peak_lower,
      .upper = 100 * season.peak_upper,
  };
  violence_host->put(run, "peak-share", area, edition->period, &share);
}

static int violence_figures(void *self, struct strata_run *run)
{
  (void)self;
  size_t area_count, edition_count;
  const struct strata_area *const *areas = violence_host->areas(run, "all", &area_count);
  const struct strata_edition *const *editions = violence_host->editions(run, &edition_count);
  int32_t later = INT32_MAX, taken = INT32_MAX;
  for (size_t e = edition_count; e-- > 0;) {
    int32_t cut_off = violence_month(editions[e]->cut_off);
    if (cut_off >= later)
      continue;
    for (size_t a = 0; a < area_count; a++)
      put_season(run, areas[a]->code, editions[e], cut_off, taken);
    later = cut_off;
    taken = cut_off - SEASON_MONTHS + 1;
  }
  return STRATA_OK;
}

/* ---- what strata asks for ------------------------------------------------------------------ */

static int violence_init(const struct strata_host *host, struct strata_run *run, void **ret_self)
{
  (void)run;
  violence_host = host;
  *ret_self = NULL;
  return STRATA_OK;
}

const struct strata_plugin *strata_plugin_v1(void)
{
  static const struct strata_plugin plugin = {
      STRATA_PLUGIN,
      .id = "violence",
      .version = "1.0.0",
      .license = "GPL-3.0-or-later",
      .init = violence_init,
      .figures = violence_figures,
      .chapter = violence_chapter,
  };
  return &plugin;
}
