/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pieces: what a paragraph is cut into before lines are made of it.
 *
 * Shared by the files that set paragraphs, and by no others: paragraph_pieces cuts runs into pieces,
 * paragraph_divide cuts words that are longer than a line, paragraph_lines chooses where lines end,
 * paragraph_draw draws them.
 */
#ifndef STRATA_LAYOUT_PARAGRAPH_PIECES_H
#define STRATA_LAYOUT_PARAGRAPH_PIECES_H

#include "layout/paragraph.h"


/* What may happen before a piece. */
enum joint {
  JOINT_NONE,   /* it belongs to the piece before */
  JOINT_BREAK,  /* a line may end, as after a hyphen */
  JOINT_HYPHEN, /* the same with a hyphen that is not spoken: at a soft hyphen, and in a word longer than
                 * a line */
  JOINT_SPACE,  /* a space, where a line may end */
  JOINT_FORCED, /* a line must end */
};

/* A word or part of one in one style, or a symbol. */
struct piece {
  const struct run *run;
  const struct type_style *style;
  struct str text;
  double width, space; /* of the space before it, when it does not begin a line */
  double hyphen;       /* JOINT_HYPHEN: the width of the one before it */
  enum joint joint;
  bool unit; /* what the number before it counts: they stay together */
};

struct pieces {
  struct canvas *canvas;
  const struct paragraph_look *look;
  VEC(struct piece) list;
  enum joint next; /* before the next piece */
};

struct set_line {
  const struct piece *pieces; /* the piece after the last begins the next line */
  size_t count;
  double width, height;
  bool last; /* no space is spoken after it */
  bool hyphenated; /* a hyphen that is not spoken ends it */
};

struct lines {
  VEC(struct set_line) list;
};

/* TEXT in pieces, measured. */
struct pieces pieces_cut(struct canvas *canvas, struct text text, const struct paragraph_look *look);

/* PIECES with those that are wider than WIDTH in parts that a line may end between. */
struct pieces pieces_divide(const struct pieces *pieces, double width);

/* Appends to LINES those of PIECES in WIDTH; EVEN: the last one as long as the others. */
void pieces_set(const struct pieces *pieces, double width, bool even, struct lines *lines);

/* Of a marker in running text of STYLE. */
double piece_marker_size(const struct canvas *canvas, const struct type_style *style);

/* Whether C is a letter, or a byte of a character beyond ASCII. */
bool piece_is_letter(char c);

#endif
