/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/paragraph_pieces.h"

#include <math.h>

/* Pieces that stay together. */
struct measured_word {
  double width, space; /* of the space before it, where it does not begin a line */
  double leading;
  bool forced; /* it begins a line */
};

struct paragraph_measure paragraph_measure(struct canvas *canvas, struct text text,
                                           const struct paragraph_look *look)
{
  struct pieces pieces = pieces_cut(canvas, text, look);
  struct measured_word *words = ARENA_ARRAY(canvas->arena, struct measured_word, pieces.list.len);
  size_t count = 0;
  for (size_t i = 0; i < pieces.list.len; i++) {
    const struct piece *piece = &pieces.list.at[i];
    if (i == 0 || piece->joint != JOINT_NONE)
      words[count++] = (struct measured_word){.space = piece->space,
                                              .forced = piece->joint == JOINT_FORCED};
    words[count - 1].width += piece->width;
    words[count - 1].leading = fmax(words[count - 1].leading, piece->style->leading);
  }
  return (struct paragraph_measure){words, count};
}

double paragraph_measured_height(const struct paragraph_measure *measure, double width)
{
  double height = 0, taken = 0, leading = 0;
  for (size_t i = 0; i < measure->count; i++) {
    const struct measured_word *word = &measure->words[i];
    if (i && (word->forced || taken + word->space + word->width > width + 0.001)) {
      height += leading;
      taken = leading = 0;
    } else if (i) {
      taken += word->space;
    }
    taken += word->width;
    leading = fmax(leading, word->leading);
  }
  return height + leading;
}
