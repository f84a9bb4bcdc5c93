/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a theme can be read by everybody: its contrasts, and what its colours alone must say.
 *
 * The limits are those of the Web Content Accessibility Guidelines 2.2, level AA, which public
 * bodies' documents must meet: text 4.5 to 1 against its ground (1.4.3), marks of charts 3 to 1
 * (1.4.11).  For what no guideline gives a number (how far classes of a map must lie apart) the
 * limits are in theme_check.c, with their reasons.
 */
#ifndef STRATA_LAYOUT_THEME_CHECK_H
#define STRATA_LAYOUT_THEME_CHECK_H

#include "layout/theme.h"

/* One thing that was measured. */
struct theme_test {
  const char *what; /* "worse on paper" */
  double measured, least;
  bool passed;
};

struct theme_tests {
  const struct theme_test *at;
  size_t count;
};

/* Measures all of THEME and reports what fails (STRATA-L042 to L044) at the value that is to be changed.
 * -1 when anything fails; RET_TESTS is written all the same. */
int theme_check(struct arena *arena, const struct theme *theme, struct diags *diags,
                struct theme_tests *ret_tests);

#endif
