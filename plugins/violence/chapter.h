/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the chapter share.  It lives as long as the callback that made it.
 */
#ifndef STRATA_VIOLENCE_CHAPTER_H
#define STRATA_VIOLENCE_CHAPTER_H

#include "violence.h"

#include <stdbool.h>

/* What the chapter is about, found once. */
struct chapter {
  struct strata_run *run;
  const struct strata_report *report;
  const struct strata_area *place; /* what the report compares with: all districts together */
  const struct strata_indicator *offences;
  struct strata_result result; /* the offences of PLACE */
  const struct strata_area *const *districts;
  struct strata_result *by_district;
  size_t district_count;
};

struct strata_result chapter_result(struct strata_run *run, const char *indicator, const char *area,
                                    const char *period);

/* False for a TEXT that is NULL, too. */
bool is_word(const char *text, const char *word);

/* A sentence on the months that have more or fewer offences than others. */
const char *chapter_when(const struct chapter *chapter);

/* The season's figure and its words, at the end of PAGE. */
void chapter_add_season(const struct chapter *chapter, struct strata_node *page);

/* The map of neighbourhoods and the busiest of them, at the end of PAGE; nothing where none has a figure. */
void chapter_add_places(const struct chapter *chapter, struct strata_node *page);

#endif
