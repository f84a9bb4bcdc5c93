/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/paragraph_pieces.h"

#include "layout/type.h"

/* So many letters stand before and after a hyphen. */
enum { LEAST_LETTERS = 3 };

static bool is_vowel(char c)
{
  return strchr("aeiouyAEIOUY", c) && c;
}

/* Whether a line of the address TEXT may end before I: after a mark, which stays with what is before it. */
static bool address_breaks(struct str text, size_t i)
{
  return strchr("/._?&=@,;:", text.at[i - 1]) && text.at[i - 1] && piece_is_letter(text.at[i]);
}

/* "https://www.gov.uk/" or "analyst@example.org": a hyphen in it would be taken for its own. */
static bool is_address(struct str text)
{
  return memchr(text.at, '/', text.len) || memchr(text.at, '@', text.len);
}

/* Whether a hyphen may stand before I: between a vowel and a consonant that begins a syllable. */
static bool syllable_begins(struct str text, size_t i)
{
  if (i < LEAST_LETTERS || i + LEAST_LETTERS > text.len || i + 1 >= text.len)
    return false;
  for (size_t k = i - 1; k <= i + 1; k++)
    if (!piece_is_letter(text.at[k]))
      return false;
  return is_vowel(text.at[i - 1]) && !is_vowel(text.at[i]) &&
         ((unsigned char)text.at[i] & 0xc0) != 0x80 && is_vowel(text.at[i + 1]);
}

static bool letter_begins(struct str text, size_t i)
{
  return i >= LEAST_LETTERS && i + LEAST_LETTERS <= text.len &&
         ((unsigned char)text.at[i] & 0xc0) != 0x80;
}

/* PIECE in parts that a line may end between: where an address has marks or a word syllables, or, where
 * these are longer than WIDTH, at any letter. */
static void divide(struct pieces *pieces, const struct piece *piece, double width)
{
  struct canvas *canvas = pieces->canvas;
  struct str text = piece->text;
  bool address = is_address(text);
  double hyphen = address ? 0 : type_width(canvas, piece->style, STR("-"));
  enum joint joint = piece->joint;
  for (size_t from = 0, end; from < text.len; from = end) {
    for (end = from + 1; end < text.len; end++)
      if (address ? address_breaks(text, end) : syllable_begins(text, end))
        break;
    while (end > from + LEAST_LETTERS &&
           type_width(canvas, piece->style, (struct str){text.at + from, end - from}) + hyphen > width)
      do
        end--;
      while (end > from + 1 && !letter_begins(text, end));
    struct piece *part = VEC_ADD(canvas->arena, &pieces->list);
    *part = *piece;
    part->text = (struct str){text.at + from, end - from};
    part->width = type_width(canvas, piece->style, part->text);
    part->joint = joint;
    part->hyphen = hyphen;
    if (from > 0)
      part->space = 0;
    joint = address ? JOINT_BREAK : JOINT_HYPHEN;
  }
}

struct pieces pieces_divide(const struct pieces *pieces, double width)
{
  bool is_long = false;
  for (size_t i = 0; i < pieces->list.len && !is_long; i++)
    is_long = pieces->list.at[i].width > width && pieces->list.at[i].text.len > 2 * LEAST_LETTERS;
  if (!is_long)
    return *pieces;
  struct pieces divided = {.canvas = pieces->canvas, .look = pieces->look};
  for (size_t i = 0; i < pieces->list.len; i++) {
    const struct piece *piece = &pieces->list.at[i];
    if (piece->width > width && piece->text.len > 2 * LEAST_LETTERS)
      divide(&divided, piece, width);
    else
      *VEC_ADD(pieces->canvas->arena, &divided.list) = *piece;
  }
  return divided;
}
