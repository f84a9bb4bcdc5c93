/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What changed between two runs of a report, as a person would say it: which pages, and the first new
 * words on each.
 */
#ifndef STRATA_CLI_PAGE_CHANGES_H
#define STRATA_CLI_PAGE_CHANGES_H

#include "base/str.h"

struct page_change {
  size_t page;       /* from 1 */
  const char *words; /* a line that the page did not have before; NULL when no words are new */
};

struct page_changes {
  size_t pages; /* of the report now */
  const struct page_change *at;
  size_t count;
};

/* BEFORE and AFTER are traces (render_trace).  A page without a counterpart before is changed. */
struct page_changes page_changes(struct arena *arena, struct str before, struct str after);

#endif
