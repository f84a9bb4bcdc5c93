/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which indicators, areas and periods the command line asks for.
 */
#ifndef STRATA_CLI_FILTER_H
#define STRATA_CLI_FILTER_H

#include "cli/session.h"

/* The catalog's area that CODE names, by code or by name; reports STRATA-W codes when there is none. */
int filter_area(struct session *session, const char *code);
int filter_indicator(struct session *session, const char *id);
bool filter_period(struct session *session, const char *code, struct period *ret_period);

/* Whether VALUES, indexes found by the functions above, are empty or hold INDEX. */
struct chosen {
  const int *at;
  size_t len;
};
bool chosen_has(struct chosen chosen, int index);

/* Each of CODES found; -1 after reporting all that are unknown. */
int filter_areas(struct session *session, const struct values *codes, struct chosen *ret_chosen);
int filter_indicators(struct session *session, const struct values *ids, struct chosen *ret_chosen);

#endif
