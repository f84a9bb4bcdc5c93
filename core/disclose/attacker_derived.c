/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What plugins compute: nobody can say what such a figure tells of that it was made of, so that none may be printed
 * where any of that is not. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"
#include "disclose/released.h"

/* Whether a figure of INDICATOR has STATUS for any area, in any of its periods. */
static bool has_any(const struct released *released, int indicator, enum status status)
{
  size_t count;
  const struct period *periods = results_periods(released_results(released), indicator, &count);
  for (size_t p = 0; p < count; p++)
    for (size_t area = 0; area < released_catalog(released)->area_count; area++) {
      struct result result;
      released_find_alone(released, indicator, (int)area, periods[p], &result);
      if (result.status == status)
        return true;
    }
  return false;
}

static bool is_rounded(const struct released *released, int indicator)
{
  for (size_t area = 0; area < released_catalog(released)->area_count; area++)
    if (released_base(released, indicator, (int)area) > 1 || released_divisor_base(released, indicator, (int)area) > 1)
      return true;
  return false;
}

/* An indicator that the code asked for before it put INDICATOR, and that is not published as it is; NO_INDEX: none. */
static int find_hidden(const struct released *released, int indicator)
{
  const struct catalog *catalog = released_catalog(released);
  const bool *asked = results_asked(released_results(released), indicator);
  bool own = catalog->indicators[indicator].disclosure.own;
  for (size_t i = 0; asked && i < catalog->indicator_count; i++) {
    if (!asked[i] || (int)i == indicator)
      continue;
    bool withheld = !*catalog->indicators[i].id;
    if (withheld || (!own && (is_rounded(released, (int)i) || has_any(released, (int)i, STATUS_SUPPRESSED))))
      return (int)i;
  }
  return NO_INDEX;
}

size_t attacker_find_derived(const struct released *released, struct diags *diags)
{
  const struct catalog *catalog = released_catalog(released), *all = released_definitions(released);
  size_t found = 0;
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[i];
    int hidden = *indicator->id && indicator->derived ? find_hidden(released, (int)i) : NO_INDEX;
    if (hidden == NO_INDEX || !has_any(released, (int)i, STATUS_PUBLISHED))
      continue;
    diag_error(diags, "STRATA-S006", indicator->loc,
               "'%s' is published, and its plugin's code made it after it asked for '%s', which is not published as it is",
               indicator->id, all->indicators[hidden].id);
    diag_hint(diags, "'disclosure: county-only' hides it, or its code may ask for less");
    found++;
  }
  return found;
}
