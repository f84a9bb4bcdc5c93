/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages: heads and feet, titles of sections, boxes at fixed places, and flow from page to page.
 *
 * Galleys are divided between their slugs only.  A heading stays with what follows it, a table's
 * head is repeated (as an artifact: a listener hears it once), and what does not fit on an empty
 * page is an error, never a smaller or an overprinted page.
 */
#ifndef STRATA_LAYOUT_PAGES_H
#define STRATA_LAYOUT_PAGES_H

#include "layout/galley.h"

struct page {
  struct canvas canvas;
  const struct node *section; /* that it belongs to */
  bool first;                 /* of its section */
};

struct pages {
  struct canvas like; /* of which every page has a copy */
  VEC(struct page) list;
};

/* Sets SECTION on pages of its own, below the tag DOCUMENT.  -1 after reporting what does not fit.
 */
int pages_set_section(struct pages *pages, const struct node *section, int document_tag);

/* NULL: MASTER is not among the document's. */
const struct master *pages_master(const struct document *document, const char *name);

/* The head and foot of every page; all pages are there. */
void pages_set_heads(struct pages *pages);

/* The place that a section's title takes with the lines above and below it. */
struct title_place {
  double end, width; /* from the left margin */
  double gap;        /* to what flows below it */
};

/* Sets the title of SECTION on its first page.  -1 after reporting what does not fit. */
int page_set_title(struct canvas *canvas, const struct node *section, const struct master *master,
                   int tag, struct title_place *ret_place);

#endif
