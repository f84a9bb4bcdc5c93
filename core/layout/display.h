/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The display list: pages of text and paths at exact places, and the tags that say what they are.
 *
 * Made by core/layout, read by the devices of core/render; lives in the arena it was made in.
 * Lengths are points (1/72 inch) from the page's top left, y downwards.  Every item belongs to a
 * tag (a structure element of the PDF) or is an artifact: decoration, running heads, repeated table heads.
 */
#ifndef STRATA_LAYOUT_DISPLAY_H
#define STRATA_LAYOUT_DISPLAY_H

#include "base/arena.h"
#include "base/diag.h"
#include "layout/font.h"

#include <stdbool.h>
#include <stdint.h>

struct color {
  uint8_t red, green, blue;
};

/* ---- structure ----------------------------------------------------------------------------- */

enum tag_role {
  TAG_DOCUMENT, TAG_SECT, TAG_DIV, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_P, TAG_L, TAG_LI, TAG_LBL,
  TAG_LBODY, TAG_TABLE, TAG_THEAD, TAG_TBODY, TAG_TR, TAG_TH, TAG_TD, TAG_CAPTION, TAG_FIGURE,
  TAG_LINK, TAG_NOTE, TAG_TOC, TAG_TOCI, TAG_SPAN, TAG_REFERENCE, TAG_BLOCK_QUOTE
};

enum tag_scope { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN };

/* Decoration; running heads; feet; and what a table repeats on its next page. */
enum { TAG_ARTIFACT = -1, TAG_PAGINATION_HEAD = -2, TAG_PAGINATION_FOOT = -3, TAG_PAGINATION = -4 };

/* One structure element.  Parents come before their children; children are in reading order. */
struct tag {
  enum tag_role role;
  int parent;      /* index, or -1 for the one TAG_DOCUMENT, which is the first */
  const char *alt; /* figures: never NULL there */
  enum tag_scope scope;
  int row_span, column_span; /* 0: 1 */
  int bbox_page;             /* figures: page index, with the box below */
  double x0, y0, x1, y1;
  const int *headers;        /* TAG_TH, TAG_TD: the TAG_TH that head it, where their scopes do not say it */
  int header_count;
  bool ordered;              /* TAG_L: numbered */
  const char *language;      /* of what is in it; NULL: as around it */
};

/* ---- items --------------------------------------------------------------------------------- */

enum display_kind { DISPLAY_TEXT, DISPLAY_PATH, DISPLAY_LINK, DISPLAY_CLIP, DISPLAY_UNCLIP, DISPLAY_PICTURE };

enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };

/* CURVE uses all three points (cubic Bezier), MOVE and LINE the last. */
struct path_segment {
  enum path_verb verb;
  float x1, y1, x2, y2, x, y;
};

struct path {
  const struct path_segment *segments;
  size_t count;
  bool filled, stroked, even_odd;
  struct color fill, stroke;
  float width;
  float dash_on, dash_off; /* 0: solid */
  bool round_joins;
};

struct picture;

struct display_item {
  enum display_kind kind;
  int tag;
  union {
    struct {
      const struct shaped *shaped; /* glyphs with their text */
      float size, x, y;            /* y: the base line */
      struct color color;
    } text;
    struct path path; /* DISPLAY_PATH and DISPLAY_CLIP */
    struct {
      float x0, y0, x1, y1;
      const char *uri;         /* NULL: a place in the document */
      int page;                /* index */
      float y;
      const char *description; /* never NULL */
    } link; /* its tag is a TAG_LINK */
    struct {
      const struct picture *picture;
      float x0, y0, x1, y1;
    } picture;
  };
};

struct display_page {
  double width, height;
  const struct display_item *items;
  size_t item_count;
};

/* A bookmark; level 1 is the top. */
struct bookmark {
  const char *title;
  int level, page;
  double y;
};

struct display {
  const char *title, *author, *subject, *language;
  int64_t date; /* seconds since 1970 */
  const struct display_page *pages;
  size_t page_count;
  const struct tag *tags;
  size_t tag_count;
  const struct bookmark *bookmarks;
  size_t bookmark_count;
  const struct fonts *fonts;
};

#endif
