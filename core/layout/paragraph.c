/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/paragraph_pieces.h"

#include "base/num.h"
#include "layout/type.h"

#include <math.h>

struct paragraph_look paragraph_look(struct type_style style)
{
  return (struct paragraph_look){.style = style, .strong = FONT_BOLD};
}

struct paragraph_look title_look(struct type_style style)
{
  return (struct paragraph_look){.style = style, .strong = FONT_BOLD, .even = true};
}

static int check(struct canvas *canvas, const struct lines *lines, double width)
{
  int status = 0;
  for (size_t i = 0; i < lines->list.len; i++) {
    const struct set_line *line = &lines->list.at[i];
    for (size_t k = 0; k < line->count; k++) {
      const struct piece *piece = &line->pieces[k];
      const struct shaped *shaped = type_shape(canvas, piece->style, piece->text);
      if (!shaped->missing)
        continue;
      struct str character = shaped_missing(shaped);
      size_t at = 0;
      uint32_t code = str_next_code_point(character, &at);
      diag_error(canvas->diags, "STRATA-L021", canvas->loc,
                 "no font has the character '%.*s' (U+%04X), in '%.*s'", STR_ARG(character), code,
                 STR_ARG(piece->text));
      diag_hint(canvas->diags, "write it with other letters, or name fonts that have it as the "
                               "theme's fallback");
      status = -1;
    }
    if (line->width <= width + 0.01)
      continue;
    diag_error(canvas->diags, "STRATA-L022", canvas->loc,
               "'%.*s' is %s points too long for its place", STR_ARG(line->pieces[0].text),
               num_format(canvas->arena, ceil(line->width - width), 0, NUM_PLAIN));
    diag_hint(canvas->diags, "use a shorter word, or give it more room");
    return -1;
  }
  return status;
}

int paragraph_set(struct canvas *canvas, struct text text, const struct paragraph_look *look,
                  double width, struct paragraph *ret_paragraph)
{
  struct pieces whole = pieces_cut(canvas, text, look), pieces = pieces_divide(&whole, width);
  struct lines lines = {0};
  pieces_set(&pieces, width, look->even, &lines);
  if (check(canvas, &lines, width) < 0)
    return -1;
  struct paragraph paragraph = {.look = *look, .lines = lines.list.at, .count = lines.list.len};
  for (size_t i = 0; i < lines.list.len; i++) {
    paragraph.width = fmax(paragraph.width, lines.list.at[i].width);
    paragraph.height += lines.list.at[i].height;
  }
  if (lines.list.len)
    lines.list.at[lines.list.len - 1].last = true;
  *ret_paragraph = paragraph;
  return 0;
}

void paragraph_widths(struct canvas *canvas, struct text text, const struct paragraph_look *look,
                      double *ret_whole, double *ret_longest)
{
  struct pieces pieces = pieces_cut(canvas, text, look);
  double line = 0, part = 0;
  *ret_whole = *ret_longest = 0;
  for (size_t i = 0; i < pieces.list.len; i++) {
    const struct piece *piece = &pieces.list.at[i];
    if (piece->joint == JOINT_HYPHEN)
      *ret_longest = fmax(*ret_longest, part + piece->hyphen);
    line = (piece->joint == JOINT_FORCED ? 0 : line + piece->space) + piece->width;
    part = (piece->joint == JOINT_NONE ? part : 0) + piece->width;
    *ret_whole = fmax(*ret_whole, line);
    *ret_longest = fmax(*ret_longest, part);
  }
}

double paragraph_two_lines(struct canvas *canvas, struct text text,
                           const struct paragraph_look *look)
{
  struct pieces pieces = pieces_cut(canvas, text, look);
  double whole = 0, before = 0;
  for (size_t i = 0; i < pieces.list.len; i++) {
    const struct piece *piece = &pieces.list.at[i];
    whole += piece->width + (i ? piece->space : 0);
    if (i && piece->joint == JOINT_FORCED) {
      double longest;
      paragraph_widths(canvas, text, look, &whole, &longest);
      return whole;
    }
  }
  double best = whole;
  for (size_t i = 0; i < pieces.list.len; i++) {
    const struct piece *piece = &pieces.list.at[i];
    if (i && piece->joint != JOINT_NONE)
      best = fmin(best, fmax(before + piece->hyphen, whole - before - piece->space));
    before += piece->width + (i ? piece->space : 0);
  }
  return best;
}
