/* SPDX-License-Identifier: MIT
 *
 * example: the busiest month of each calendar year, as a multiple of its average month.
 *
 * A figure that a table or a chart can show must exist before reports are written; hence figures(),
 * and an indicator that says "derived: true" (indicators/ratio.yaml).  The words are in narrative.lua.
 */
#include <strata-plugin.h>

#include <math.h>
#include <string.h>

#define COUNTED "example.incidents"

enum { MONTHS = 12 };

static const struct strata_host *host; /* set once by init */

static int init(const struct strata_host *lent, struct strata_run *run, void **ret_self)
{
  (void)run;
  *ret_self = NULL; /* no state of its own */
  host = lent;
  return STRATA_OK;
}

/* COUNTS are those of a whole year.  One with a missing month has no ratio: missing is not zero. */
static int put_year(struct strata_run *run, const char *area, const char *year,
                    const double *counts)
{
  double sum = 0, most = 0;
  for (int month = 0; month < MONTHS; month++) {
    sum += counts[month];
    most = fmax(most, counts[month]);
  }
  if (isnan(sum) || sum <= 0)
    return STRATA_OK;
  struct strata_derived ratio = {
    .struct_size = sizeof ratio,
    .given = STRATA_VALUE,
    .value = most / (sum / MONTHS),
  };
  return host->put(run, "ratio", area, year, &ratio);
}

static int put_area(struct strata_run *run, const char *area)
{
  struct strata_months months = { .struct_size = sizeof months };
  int status = host->months(run, COUNTED, area, &months);
  if (status != STRATA_OK)
    return status == STRATA_NONE ? STRATA_OK : status;
  for (size_t i = 0; i + MONTHS <= months.count; i++) {
    if (strcmp(months.months[i] + 4, "-01") != 0)
      continue; /* a year begins with "2025-01" */
    const char *year = host->format(run, "%.4s", months.months[i]);
    status = put_year(run, area, year, months.values + i);
    if (status != STRATA_OK)
      return status;
  }
  return STRATA_OK;
}

static int figures(void *self, struct strata_run *run)
{
  (void)self;
  size_t count;
  const struct strata_area *const *areas = host->areas(run, "all", &count);
  for (size_t i = 0; i < count; i++)
    if (put_area(run, areas[i]->code) != STRATA_OK)
      return STRATA_FAIL;
  return STRATA_OK;
}

const struct strata_plugin *strata_plugin_v1(void)
{
  static const struct strata_plugin plugin = {
    STRATA_PLUGIN,
    .id = "example",
    .version = "1.0.0",
    .license = "MIT",
    .init = init,
    .figures = figures,
  };
  return &plugin;
}
