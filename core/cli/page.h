/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page beside the PDFs: index.html, from which an officer downloads a district's profile.
 *
 * One accessible page without scripts: a table a report, each row a link with area, period, pages,
 * size and hash, and a link to the numbers behind its figures.  Its look is templates/page.css.
 */
#ifndef STRATA_CLI_PAGE_H
#define STRATA_CLI_PAGE_H

#include "define/catalog.h"
#include "render/render.h"

/* One PDF that was made. */
struct made {
  const char *name;  /* of the file */
  const char *title; /* "Blackpool: community safety profile" */
  int report, area;  /* indexes in the catalog; area NO_INDEX for the whole partnership */
  struct rendered rendered;
  const char *numbers_name; /* of the file of its figures' numbers */
  size_t numbers_bytes;
  bool complete;     /* false: a plugin's section is missing */
};

/* Writes the page to PATH.  STYLE is the text of page.css; RESTRICTED is NULL for the public edition.
 * -1 after reporting. */
int page_write(struct arena *arena, const struct catalog *catalog,
               const struct restricted_edition *restricted, const struct made *made, size_t count,
               const char *style, const char *path, struct diags *diags);

#endif
