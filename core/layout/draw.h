/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawing kit: text, paths and symbols appended to a list of display items.
 *
 * Everything that core/layout puts on a page goes through a canvas, so that all of it is tagged and
 * none of it is drawn twice.  A canvas has no page: its items stand relative to the top left of
 * whatever is being composed (a paragraph, a figure) and are moved to their page once, when that
 * is placed.  The kit decides no colours and no sizes: they come from the theme.
 *
 * Lengths are points; y runs downwards; a text's y is its base line.
 */
#ifndef STRATA_LAYOUT_DRAW_H
#define STRATA_LAYOUT_DRAW_H

#include "base/vec.h"
#include "document/document.h"
#include "layout/display.h"
#include "layout/theme.h"

/* The structure elements of a document, shared by all its canvases. */
struct tag_list {
  VEC(struct tag) tags;
  int headings[5]; /* by the level that one looks like: what it was last tagged as, where no higher one came since */
};

/* A place in a canvas that its page must know of. */
enum mark_kind {
  MARK_ANCHOR,   /* a link's target: name */
  MARK_BOOKMARK, /* name is its title, level its depth */
  MARK_FIGURE,   /* the box of a figure's tag */
  MARK_LINK,     /* a rectangle that leads to a link: name is "https://..." or "#anchor" */
  MARK_PAGE_OF,  /* where the number of the page of anchor name is to stand: right-aligned at x1 */
  MARK_PAGE_IN,  /* the same within a line, with room for more digits: what follows moves up to it */
  MARK_FOOTNOTE, /* a footnote's number: footnote goes to the foot of the page that it is on */
  MARK_FOOTNOTE_SET, /* the same, once it is there */
};

struct footnote_block;

struct mark {
  enum mark_kind kind;
  int tag, level;
  const char *name;
  const char *description;        /* MARK_LINK */
  const struct type_style *style; /* MARK_PAGE_OF */
  double x0, y0, x1, y1;
  size_t item; /* index of the next item when the mark was made: keeps reading order */
  size_t line_end; /* MARK_PAGE_IN: how many items the line has from there on */
  const struct footnote_block *footnote; /* MARK_FOOTNOTE */
  struct loc loc;
};

/* What is drawn on.  The owner sets the first part; drawing reads tag and appends to items. */
struct canvas {
  struct arena *arena;
  const struct theme *theme;
  const struct document *document; /* for shapes and the catalog's areas */
  struct shaper *shaper;
  struct tag_list *tag_list;
  struct diags *diags;
  double footnote_width; /* of the page, box or column that has the footnotes of what is drawn */
  int tag;        /* of all that is drawn next: a structure element or TAG_ARTIFACT */
  struct loc loc; /* what is being composed: where errors point */
  VEC(struct display_item) items;
  VEC(struct mark) marks;
};

/* ---- tags ---------------------------------------------------------------------------------- */

/* A new structure element, last among the children of PARENT.  The pointer lives until the next. */
int tag_add(struct canvas *canvas, enum tag_role role, int parent);
struct tag *tag_at(struct canvas *canvas, int tag);

/* A heading that looks like one of LEVEL, 1 to 4.  Levels that are skipped on the page are closed up
 * here: readers find their way by headings, and a missing level is a missing heading to them.  Headings that
 * look alike below the same one are of the same level. */
int tag_add_heading(struct canvas *canvas, int level, int parent);

/* ---- text ---------------------------------------------------------------------------------- */

/* STYLE in another face or colour. */
struct type_style style_face(struct type_style style, enum font_face face);
struct type_style style_color(struct type_style style, struct color color);
struct type_style style_size(struct type_style style, double size);

/* TEXT on one line at (X, Y), which is its left, right or centre on the base line.  Returns its
 * width. */
double draw_text(struct canvas *canvas, const struct type_style *style, double x, double y,
                 enum align align, const char *text);

/* The width that draw_text would take. */
double draw_width(struct canvas *canvas, const struct type_style *style, const char *text);

/* The height of a capital of STYLE: text centred on y has its base line at y + cap / 2. */
double draw_cap_height(const struct canvas *canvas, const struct type_style *style);

/* ---- paths --------------------------------------------------------------------------------- */

/* How a path is painted.  width 0: no stroke; dash_on 0: solid. */
struct paint {
  bool filled, stroked, even_odd, round_joins;
  struct color fill, stroke;
  double width, dash_on, dash_off;
};

struct paint paint_fill(struct color fill);
struct paint paint_stroke(struct color stroke, double width);
struct paint paint_dashed(struct color stroke, double width, double on, double off);
struct paint paint_both(struct color fill, struct color stroke, double width);

void draw_rect(struct canvas *canvas, double x, double y, double width, double height,
               struct paint paint);
void draw_line(struct canvas *canvas, double x1, double y1, double x2, double y2,
               struct paint paint);
void draw_circle(struct canvas *canvas, double x, double y, double radius, struct paint paint);

struct position {
  double x, y;
};
/* Joined in order; closed: back to the first. */
void draw_polyline(struct canvas *canvas, const struct position *at, size_t count, bool closed,
                   struct paint paint);

/* A path of any number of parts: move, line, curve, close, then draw_path.  An empty one draws
 * nothing. */
struct outline {
  struct arena *arena;
  VEC(struct path_segment) segments;
};
void outline_move(struct outline *outline, double x, double y);
void outline_line(struct outline *outline, double x, double y);
void outline_close(struct outline *outline);
void draw_path(struct canvas *canvas, const struct outline *outline, struct paint paint);

/* Nothing outside the rectangle is seen until draw_unclip; they nest. */
void draw_clip(struct canvas *canvas, double x, double y, double width, double height);
void draw_unclip(struct canvas *canvas);

/* ---- symbols ------------------------------------------------------------------------------- */

/* SYMBOL centred at (X, Y).  S is the theme's marker size: 4.2 on its own, 3.2 to 3.6 in tables and
 * small charts; triangles and dashes of change take it as they do. */
void draw_symbol(struct canvas *canvas, enum symbol symbol, double x, double y, double s);

/* The same in COLOR alone, for a filled ground: its form says what it is. */
void draw_plain_symbol(struct canvas *canvas, enum symbol symbol, double x, double y, double s,
                       struct color color);

/* How far SYMBOL reaches from its centre to the left and right, its outline included. */
double symbol_half_width(enum symbol symbol, double s);

/* The colour that SYMBOL is filled with: of a bar or interval that belongs to it. */
struct color symbol_color(const struct theme *theme, enum symbol symbol);

/* ---- for composing ------------------------------------------------------------------------- */

/* Moves one item, with its own copy of its path, by (DX, DY). */
void item_shift(struct arena *arena, struct display_item *item, double dx, double dy);

/* Moves the items and marks from the given indexes on by (DX, DY). */
void canvas_shift(struct canvas *canvas, size_t first_item, size_t first_mark, double dx,
                  double dy);

#endif
