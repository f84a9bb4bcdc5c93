/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/paragraph_pieces.h"

#include "layout/footnote.h"
#include "layout/type.h"

const char paragraph_widest_page[] = "0000";

static const struct type_style *run_style(struct pieces *pieces, const struct run *run, bool small)
{
  const struct paragraph_look *look = pieces->look;
  const struct theme *theme = pieces->canvas->theme;
  struct type_style *style = ARENA_NEW(pieces->canvas->arena, struct type_style);
  *style = small ? *look->small : look->style;
  if (run->style & RUN_STRONG)
    style->face = look->strong;
  else if (run->style & RUN_EMPHASIS)
    style->face = FONT_ITALIC;
  if (look->plain)
    style->color = look->style.color;
  else if (run->link)
    style->color = theme->color.brand;
  else if (run->style & RUN_SECONDARY)
    style->color = theme->color.secondary;
  return style;
}

double piece_marker_size(const struct canvas *canvas, const struct type_style *style)
{
  return canvas->theme->marker.per_type * style->size;
}

bool piece_is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "53,234" or "34.8" or "1 in 10", but not a year, nor what ends a clause. */
static bool is_number(struct str text)
{
  if (text.len == 0 || text.at[text.len - 1] < '0' || text.at[text.len - 1] > '9')
    return false;
  bool year = text.len == 4 && (text.at[0] == '1' || text.at[0] == '2');
  for (size_t i = 0; i < text.len; i++) {
    char c = text.at[i];
    if ((c < '0' || c > '9') && c != ',' && c != '.')
      return false;
  }
  return !year;
}

/* All markers take the room of the widest, so that the words after them stand in a column. */
static double marker_width(const struct canvas *canvas, const struct type_style *style)
{
  double s = piece_marker_size(canvas, style);
  return 2 * symbol_half_width(SYMBOL_HIGHER_WORSE, s) + canvas->theme->marker.gap;
}

static struct piece *add_piece(struct pieces *pieces, const struct run *run,
                               const struct type_style *style, struct str text)
{
  struct piece *piece = VEC_ADD(pieces->canvas->arena, &pieces->list);
  *piece = (struct piece){.run = run, .style = style, .text = text, .joint = pieces->next};
  if (pieces->list.len > 1 && piece->joint == JOINT_SPACE && text.len && piece_is_letter(text.at[0]))
    piece->unit = is_number(piece[-1].text);
  piece->width =
      run->symbol ? marker_width(pieces->canvas, style) : type_width(pieces->canvas, style, text);
  if (piece->joint == JOINT_HYPHEN)
    piece->hyphen = type_width(pieces->canvas, style, STR("-"));
  if (piece->joint == JOINT_SPACE)
    piece->space = type_width(pieces->canvas, style, STR(" "));
  pieces->next = JOINT_NONE;
  return piece;
}

/* U+00AD, where the author lets a word be broken. */
static bool is_soft_hyphen(struct str text, size_t at)
{
  return (unsigned char)text.at[at] == 0xc2 && at + 1 < text.len &&
         (unsigned char)text.at[at + 1] == 0xad;
}

/* The end of what must stay together: a space, a line break, a soft hyphen, or after a hyphen between
 * letters. */
static size_t part_end(struct str text, size_t from)
{
  size_t end = from;
  while (end < text.len && text.at[end] != ' ' && text.at[end] != '\n' &&
         !is_soft_hyphen(text, end)) {
    bool hyphen = text.at[end] == '-' && end > from && end + 1 < text.len &&
                  piece_is_letter(text.at[end - 1]) && piece_is_letter(text.at[end + 1]);
    end++;
    if (hyphen)
      break;
  }
  return end;
}

/* Raised beside the word before it. */
static void add_footnote(struct pieces *pieces, const struct run *run,
                         const struct type_style *style)
{
  struct type_style *raised = ARENA_NEW(pieces->canvas->arena, struct type_style);
  *raised = footnote_style(*style);
  add_piece(pieces, run, raised, str_of(footnote_number(pieces->canvas->arena, run->footnote)));
}

/* The number of a page is known when all are there: till then there is room for it. */
static const char *reference_words(const struct pieces *pieces, const struct reference *reference)
{
  const char *words = reference->words ? reference->words : "";
  if (reference->form != REFERENCE_PAGE)
    return words;
  return arena_printf(pieces->canvas->arena, "%s%s", words, paragraph_widest_page);
}

static void add_run(struct pieces *pieces, const struct run *run, bool small)
{
  const struct type_style *style = run_style(pieces, run, small);
  if (run->symbol) {
    add_piece(pieces, run, style, (struct str){"", 0});
    return;
  }
  if (run->footnote) {
    add_footnote(pieces, run, style);
    return;
  }
  struct str text = str_of(run->reference ? reference_words(pieces, run->reference) : run->text);
  for (size_t from = 0; from < text.len;) {
    char c = text.at[from];
    if (c == '\n') {
      pieces->next = JOINT_FORCED;
      from++;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      bool after_symbol =
          pieces->list.len && pieces->list.at[pieces->list.len - 1].run->symbol != SYMBOL_NONE;
      if (pieces->list.len && pieces->next != JOINT_FORCED && !after_symbol)
        pieces->next = JOINT_SPACE;
      from++;
    } else if (is_soft_hyphen(text, from)) {
      if (pieces->list.len && pieces->next == JOINT_NONE)
        pieces->next = JOINT_HYPHEN;
      from += strlen("\u00ad");
    } else {
      size_t end = part_end(text, from);
      add_piece(pieces, run, style, (struct str){text.at + from, end - from});
      if (end < text.len && text.at[end - 1] == '-' && text.at[end] != ' ')
        pieces->next = JOINT_BREAK;
      from = end;
    }
  }
}

/* Whether all that stands between the line break before RUN and the next is secondary. */
static bool begins_small_line(struct text text, size_t run)
{
  const char *before = run ? text.runs[run - 1].text : NULL;
  if (!before || !*before || before[strlen(before) - 1] != '\n')
    return false;
  for (size_t i = run; i < text.count; i++) {
    if (!(text.runs[i].style & RUN_SECONDARY) && text.runs[i].text[strspn(text.runs[i].text, " ")])
      return false;
    if (strchr(text.runs[i].text, '\n'))
      break;
  }
  return true;
}

struct pieces pieces_cut(struct canvas *canvas, struct text text, const struct paragraph_look *look)
{
  struct pieces pieces = {.canvas = canvas, .look = look};
  bool small = false;
  for (size_t i = 0; i < text.count; i++) {
    const char *before = i ? text.runs[i - 1].text : "";
    if (strchr(before, '\n'))
      small = false;
    small = look->small && (small || begins_small_line(text, i));
    add_run(&pieces, &text.runs[i], small);
  }
  return pieces;
}
