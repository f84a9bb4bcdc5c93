/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Running text as lines: ragged right, broken where the lines come out most even.
 *
 * All breaks of a paragraph are chosen together: the sum of the squares of what is left at the
 * ends of lines is the least possible, where the last line costs nothing unless it holds hardly a
 * word.  No word is hyphenated unless it is longer than a line or has soft hyphens (U+00AD); a line may
 * end after a hyphen that is there.  No-break spaces (U+00A0) hold, a symbol stays with the word after it, and a number with
 * what it counts wherever a line has room for more.
 */
#ifndef STRATA_LAYOUT_PARAGRAPH_H
#define STRATA_LAYOUT_PARAGRAPH_H

#include "layout/draw.h"

struct paragraph_look {
  struct type_style style; /* of plain runs */
  enum font_face strong;   /* the face of strong runs */
  const struct type_style
      *small; /* of lines that hold nothing but secondary runs; NULL: as others */
  enum align align;
  bool plain; /* all of it, symbols too, in the style's colour: on a filled ground */
  bool even; /* titles and heads: the last line is as long as the others, where it can be */
};

/* The widest page number that has room. */
extern const char paragraph_widest_page[];

struct set_line;

struct paragraph {
  struct paragraph_look look;
  const struct set_line *lines;
  size_t count;
  double width;  /* of the longest line */
  double height; /* of all lines */
};

/* STYLE with bold for strong runs, ragged right. */
struct paragraph_look paragraph_look(struct type_style style);

/* The same in lines as even as can be: for titles and heads. */
struct paragraph_look title_look(struct type_style style);

/* Sets TEXT in lines no longer than WIDTH.  -1 after reporting at canvas->loc (STRATA-L022) a word
 * that is longer, or (STRATA-L021) a character that the font has not got. */
int paragraph_set(struct canvas *canvas, struct text text, const struct paragraph_look *look,
                  double width, struct paragraph *ret_paragraph);

/* The widths of TEXT when no line is broken but where it must be, and of its longest unbreakable
 * part. */
void paragraph_widths(struct canvas *canvas, struct text text, const struct paragraph_look *look,
                      double *ret_whole, double *ret_longest);

/* The width at which TEXT takes two lines, or as many as its own line breaks make. */
double paragraph_two_lines(struct canvas *canvas, struct text text,
                           const struct paragraph_look *look);

/* A text whose lines can be counted at many widths without being set: the words of it, measured. */
struct paragraph_measure {
  const struct measured_word *words;
  size_t count;
};
struct paragraph_measure paragraph_measure(struct canvas *canvas, struct text text,
                                           const struct paragraph_look *look);

/* The height of the fewest lines that hold it in WIDTH, which is no less than its longest word. */
double paragraph_measured_height(const struct paragraph_measure *measure, double width);

double paragraph_line_height(const struct paragraph *paragraph, size_t line);

/* Draws line LINE with its top at Y, aligned within WIDTH from X.  Its tag is canvas->tag; links
 * and symbols with words of their own get tags below that.  LINKS keeps the tag of a link that
 * goes on in the next line: zeroed before the first line. */
struct open_link {
  const char *link;
  int tag;
};
void paragraph_draw_line(struct canvas *canvas, const struct paragraph *paragraph, size_t line,
                         double x, double y, double width, struct open_link *open);

/* All lines; returns the height. */
double paragraph_draw(struct canvas *canvas, const struct paragraph *paragraph, double x, double y,
                      double width);

#endif
