/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a theme can be read by everybody: its contrasts, what its colours alone must say, and whether
 * its fonts have what strata prints.
 *
 * The limits are those of the Web Content Accessibility Guidelines 2.2, level AA, which public
 * bodies' documents must meet: text 4.5 to 1 against its ground (1.4.3), marks of charts 3 to 1
 * (1.4.11).  For what no guideline gives a number (how far classes of a map must lie apart) the
 * limits are in theme_check.c, with their reasons.
 */
#ifndef STRATA_LAYOUT_THEME_CHECK_H
#define STRATA_LAYOUT_THEME_CHECK_H

#include "base/vec.h"
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

/* A check under way: what its files share. */
struct theme_check {
  struct arena *arena;
  const struct theme *theme;
  struct diags *diags;
  const struct yaml_node *colors; /* for places */
  VEC(struct theme_test) tests;
  int failed;
};

/* Adds a test to those of CHECK; returns whether it passed. */
bool theme_check_note(struct theme_check *check, const char *what, double measured, double least);

/* The tests of fonts, in theme_check_fonts.c. */
void theme_check_fonts(struct theme_check *check);

/* Measures all of THEME, with its fonts where they are loaded, and reports what fails (STRATA-L042 to
 * L046) at the value that is to be changed.  -1 when anything fails; RET_TESTS is written all the same. */
int theme_check(struct arena *arena, const struct theme *theme, struct diags *diags,
                struct theme_tests *ret_tests);

#endif
