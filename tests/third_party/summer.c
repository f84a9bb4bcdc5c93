/* SPDX-License-Identifier: MIT
 *
 * summer: the share of a calendar year's anti-social behaviour in June, July and August.
 *
 * Months of a year cannot be picked out in YAML, and a figure that tables and charts can show must
 * be put before reports are written; hence C.
 */
#include <strata-plugin.h>

#include <math.h>
#include <string.h>

#define COUNTED "asb.incidents"

enum { JUNE = 5, AUGUST = 7, MONTHS = 12 }; /* January is 0 */

static const struct strata_host *host; /* set once by init */

static int init(const struct strata_host *lent, struct strata_run *run, void **ret_self)
{
  (void)run;
  *ret_self = NULL;
  host = lent;
  return STRATA_OK;
}

/* MONTHS values from January on.  A year with a missing month has no share. */
static int put_year(struct strata_run *run, const char *area, const char *year,
                    const double *values)
{
  double summer = 0, whole = 0;
  for (int month = 0; month < MONTHS; month++) {
    whole += values[month];
    if (month >= JUNE && month <= AUGUST)
      summer += values[month];
  }
  if (isnan(whole) || whole <= 0)
    return STRATA_OK;
  struct strata_derived share = {
    .struct_size = sizeof share,
    .given = STRATA_VALUE | STRATA_NUMERATOR | STRATA_DENOMINATOR,
    .value = 100 * summer / whole,
    .numerator = summer,
    .denominator = whole,
  };
  return host->put(run, "share", area, year, &share);
}

static int put_area(struct strata_run *run, const char *area)
{
  struct strata_months months = { .struct_size = sizeof months };
  int status = host->months(run, COUNTED, area, &months);
  if (status != STRATA_OK)
    return status == STRATA_NONE ? STRATA_OK : status;
  for (size_t i = 0; i + MONTHS <= months.count; i++) {
    if (strcmp(months.months[i] + 4, "-01") != 0)
      continue;
    status = put_year(run, area, host->format(run, "%.4s", months.months[i]), months.values + i);
    if (status != STRATA_OK)
      return status;
  }
  return STRATA_OK;
}

static int figures(void *self, struct strata_run *run)
{
  (void)self;
  if (!host->indicator(run, COUNTED))
    return STRATA_OK; /* a workspace without that plugin */
  size_t count = 0;
  const struct strata_area *const *areas = host->areas(run, "all", &count);
  for (size_t i = 0; i < count; i++) {
    int status = put_area(run, areas[i]->code);
    if (status != STRATA_OK)
      return status;
  }
  return STRATA_OK;
}

const struct strata_plugin *strata_plugin_v1(void)
{
  static const struct strata_plugin plugin = {
    STRATA_PLUGIN,
    .id = "summer",
    .version = "1.0.0",
    .license = "MIT",
    .init = init,
    .figures = figures,
  };
  return &plugin;
}
