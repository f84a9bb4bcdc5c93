/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages: heads and feet, titles of sections, boxes at fixed places, and flow from page to page.
 *
 * A section begins a page, or runs on below the one before.  Galleys are divided between their slugs
 * only.  A heading stays with what follows it, a table's
 * head is repeated (as an artifact: a listener hears it once), and what does not fit on an empty
 * page is an error, never a smaller or an overprinted page.
 */
#ifndef STRATA_LAYOUT_PAGES_H
#define STRATA_LAYOUT_PAGES_H

#include "layout/galley.h"

struct footnote_block;

struct page {
  struct canvas canvas;
  const struct node *section; /* that it belongs to */
  bool first;                 /* of its section */
  VEC(const struct footnote_block *) footnotes; /* that stand at its foot */
  double footnote_height;
};

struct pages {
  struct canvas like; /* of which every page has a copy */
  VEC(struct page) list;
  double end; /* where the flow of the last section ends on the last page; 0: it has none */
};

/* Sets SECTION on pages of its own, below the tag DOCUMENT.  -1 after reporting what does not fit.
 */
int pages_set_section(struct pages *pages, const struct node *section, int document_tag);

/* A new last page.  The pointer lives until the next. */
struct page *pages_add(struct pages *pages, const struct node *section, bool first);

/* NULL: MASTER is not among the document's. */
const struct master *pages_master(const struct document *document, const char *name);

/* Notes on CANVAS that SECTION begins at the height Y: links and bookmarks lead there. */
void pages_mark_section(struct canvas *canvas, const struct node *section, double y);

/* The head and foot of every page; all pages are there.  -1 after reporting what does not fit on its
 * line. */
int pages_set_heads(struct pages *pages);

/* The place that a section's title takes with the lines above and below it. */
struct title_place {
  double end, width; /* from the left margin */
  double gap;        /* to what flows below it */
};

/* Sets the title of SECTION on its first page.  -1 after reporting what does not fit. */
int page_set_title(struct canvas *canvas, const struct node *section, const struct master *master,
                   int tag, struct title_place *ret_place);

/* Appends the title of SECTION to the galley that it runs on in: below a rule, unless it begins a
 * page after all.  -1 after reporting what does not fit. */
int page_run_on_title(struct galley *galley, const struct node *section, struct frame frame);

/* Draws what stands at the foot of the pages; all of them are there. */
void pages_set_footnotes(struct pages *pages);

/* The height that is left on its page below what GALLEY holds so far; infinite when it does not flow
 * over pages. */
double pages_room(const struct galley *galley);

#endif
