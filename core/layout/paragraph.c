/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/paragraph.h"

#include "base/num.h"
#include "layout/footnote.h"
#include "layout/type.h"

#include <math.h>

const char paragraph_widest_page[] = "0000";

/* What may happen before a piece. */
enum joint {
  JOINT_NONE,   /* it belongs to the piece before */
  JOINT_BREAK,  /* a line may end, as after a hyphen */
  JOINT_HYPHEN, /* the same with a hyphen that is not spoken: in a word longer than a line */
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

struct paragraph_look paragraph_look(struct type_style style)
{
  return (struct paragraph_look){.style = style, .strong = FONT_BOLD};
}

struct paragraph_look title_look(struct type_style style)
{
  return (struct paragraph_look){.style = style, .strong = FONT_BOLD, .even = true};
}

/* ---- pieces -------------------------------------------------------------------------------- */

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

static double marker_size(const struct canvas *canvas, const struct type_style *style)
{
  return canvas->theme->marker.per_type * style->size;
}

static bool is_letter(char c)
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
  double s = marker_size(canvas, style);
  return 2 * symbol_half_width(SYMBOL_HIGHER_WORSE, s) + canvas->theme->marker.gap;
}

static struct piece *add_piece(struct pieces *pieces, const struct run *run,
                               const struct type_style *style, struct str text)
{
  struct piece *piece = VEC_ADD(pieces->canvas->arena, &pieces->list);
  *piece = (struct piece){.run = run, .style = style, .text = text, .joint = pieces->next};
  if (pieces->list.len > 1 && piece->joint == JOINT_SPACE && text.len && is_letter(text.at[0]))
    piece->unit = is_number(piece[-1].text);
  piece->width =
      run->symbol ? marker_width(pieces->canvas, style) : type_width(pieces->canvas, style, text);
  if (piece->joint == JOINT_SPACE)
    piece->space = type_width(pieces->canvas, style, STR(" "));
  pieces->next = JOINT_NONE;
  return piece;
}

/* The end of what must stay together: a space, a line break, or after a hyphen between letters. */
static size_t part_end(struct str text, size_t from)
{
  size_t end = from;
  while (end < text.len && text.at[end] != ' ' && text.at[end] != '\n') {
    bool hyphen = text.at[end] == '-' && end > from && end + 1 < text.len &&
                  is_letter(text.at[end - 1]) && is_letter(text.at[end + 1]);
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

static struct pieces cut(struct canvas *canvas, struct text text, const struct paragraph_look *look)
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

/* ---- lines --------------------------------------------------------------------------------- */

/* As a share of the line: what a last line of a single word costs, a break at a hyphen, and one between
 * a number and what it counts, which is made only where a line has room for nothing else. */
static const double RUNT_COST = 0.25, HYPHEN_COST = 0.12, UNIT_COST = 1;

struct break_at {
  double cost;
  size_t from;
};

/* What is being broken: pieces FIRST to END, between two forced breaks. */
struct part {
  const struct piece *at;
  size_t first, end;
  double width;
  bool even;
};

/* Whether the last line, from piece FROM on, is a single word. */
static bool is_runt(const struct part *part, size_t from)
{
  for (size_t i = from + 1; i < part->end; i++)
    if (part->at[i].joint == JOINT_SPACE)
      return false;
  return true;
}

static double hyphen_at(const struct part *part, size_t to)
{
  return to < part->end && part->at[to].joint == JOINT_HYPHEN ? part->at[to].hyphen : 0;
}

/* The cost of a line of pieces FROM to TO, TAKEN points long. */
static double line_cost(const struct part *part, size_t from, size_t to, double taken)
{
  double left = part->width - taken;
  if (left < -0.001) /* a word that is too long: a line of its own */
    return 1e12;
  if (to == part->end && !part->even)
    return from > part->first && is_runt(part, from) ? pow(RUNT_COST * part->width, 2) : 0;
  double broken = 0;
  if (to < part->end && part->at[to].joint < JOINT_SPACE)
    broken = HYPHEN_COST;
  else if (to < part->end && part->at[to].unit)
    broken = UNIT_COST;
  return left * left + pow(broken * part->width, 2);
}

/* BEST[i - first] becomes the best way to end a line before piece i. */
static void choose_breaks(const struct part *part, struct break_at *best)
{
  const struct piece *at = part->at;
  size_t first = part->first, end = part->end;
  for (size_t i = first + 1; i <= end; i++) {
    best[i - first] = (struct break_at){.cost = INFINITY};
    if (i < end && at[i].joint == JOINT_NONE)
      continue;
    double taken = hyphen_at(part, i);
    for (size_t from = i; from-- > first;) {
      taken += at[from].width + (from + 1 < i ? at[from + 1].space : 0);
      bool begins = from == first || at[from].joint != JOINT_NONE;
      if (taken > part->width + 0.001 && isfinite(best[i - first].cost))
        break;
      if (!begins || !isfinite(best[from - first].cost))
        continue;
      double cost = best[from - first].cost + line_cost(part, from, i, taken);
      if (cost <= best[i - first].cost)
        best[i - first] = (struct break_at){cost, from};
    }
  }
}

struct lines {
  VEC(struct set_line) list;
};

static void add_line(struct arena *arena, struct lines *lines, const struct piece *pieces,
                     size_t count, double hyphen)
{
  struct set_line *line = VEC_ADD(arena, &lines->list);
  line->pieces = pieces;
  line->count = count;
  for (size_t i = 0; i < count; i++) {
    line->width += pieces[i].width + (i ? pieces[i].space : 0);
    line->height = fmax(line->height, pieces[i].style->leading);
  }
  line->hyphenated = hyphen > 0;
  line->width += hyphen;
}

static void set_part(struct canvas *canvas, struct lines *lines, const struct part *part)
{
  const struct piece *at = part->at;
  size_t first = part->first, end = part->end, count = 0;
  double whole = 0;
  for (size_t i = first; i < end; i++)
    whole += at[i].width + (i > first ? at[i].space : 0);
  if (whole <= part->width) {
    add_line(canvas->arena, lines, at + first, end - first, 0);
    return;
  }
  struct break_at *best = ARENA_ARRAY(canvas->arena, struct break_at, end - first + 1);
  size_t *starts = ARENA_ARRAY(canvas->arena, size_t, end - first + 1);
  choose_breaks(part, best);
  for (size_t to = end; to > first; to = best[to - first].from)
    starts[count++] = best[to - first].from;
  while (count-- > 0) {
    size_t to = count ? starts[count - 1] : end;
    add_line(canvas->arena, lines, at + starts[count], to - starts[count], hyphen_at(part, to));
  }
}

/* ---- words longer than a line -------------------------------------------------------------- */

/* So many letters stand before and after a hyphen. */
enum { LEAST_LETTERS = 3 };

static bool is_vowel(char c)
{
  return strchr("aeiouyAEIOUY", c) && c;
}

/* Whether a line of the address TEXT may end before I: after a mark, which stays with what is before it. */
static bool address_breaks(struct str text, size_t i)
{
  return strchr("/._?&=@,;:", text.at[i - 1]) && text.at[i - 1] && is_letter(text.at[i]);
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
    if (!is_letter(text.at[k]))
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

static struct pieces divide_long(const struct pieces *pieces, double width)
{
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

/* ---- the whole ----------------------------------------------------------------------------- */

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
  struct pieces pieces = cut(canvas, text, look);
  for (size_t i = 0; i < pieces.list.len; i++)
    if (pieces.list.at[i].width > width && pieces.list.at[i].text.len > 2 * LEAST_LETTERS) {
      pieces = divide_long(&pieces, width);
      break;
    }
  struct lines lines = {0};
  for (size_t first = 0, end; first < pieces.list.len; first = end) {
    end = first + 1;
    while (end < pieces.list.len && pieces.list.at[end].joint != JOINT_FORCED)
      end++;
    struct part part = {pieces.list.at, first, end, width, look->even};
    set_part(canvas, &lines, &part);
  }
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
  struct pieces pieces = cut(canvas, text, look);
  double line = 0, part = 0;
  *ret_whole = *ret_longest = 0;
  for (size_t i = 0; i < pieces.list.len; i++) {
    const struct piece *piece = &pieces.list.at[i];
    line = (piece->joint == JOINT_FORCED ? 0 : line + piece->space) + piece->width;
    part = (piece->joint == JOINT_NONE ? part : 0) + piece->width;
    *ret_whole = fmax(*ret_whole, line);
    *ret_longest = fmax(*ret_longest, part);
  }
}

double paragraph_two_lines(struct canvas *canvas, struct text text,
                           const struct paragraph_look *look)
{
  struct pieces pieces = cut(canvas, text, look);
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
      best = fmin(best, fmax(before, whole - before - piece->space));
    before += piece->width + (i ? piece->space : 0);
  }
  return best;
}

/* Of a link: how far below the base line, as a share of the size. */
static const double UNDERLINE_BELOW = 0.14, UNDERLINE_WIDTH = 0.5;

/* ---- drawing ------------------------------------------------------------------------------- */

double paragraph_line_height(const struct paragraph *paragraph, size_t line)
{
  return paragraph->lines[line].height;
}

static void draw_marker(struct canvas *canvas, const struct piece *piece, double x, double middle,
                        bool plain)
{
  int outer = canvas->tag;
  enum symbol symbol = piece->run->symbol;
  double s = marker_size(canvas, piece->style);
  x += symbol_half_width(symbol, s);
  if (outer >= 0 && *piece->run->text) {
    canvas->tag = tag_add(canvas, TAG_SPAN, outer);
    tag_at(canvas, canvas->tag)->alt = piece->run->text;
  } else {
    canvas->tag = TAG_ARTIFACT;
  }
  if (plain)
    draw_plain_symbol(canvas, symbol, x, middle, s, piece->style->color);
  else
    draw_symbol(canvas, symbol, x, middle, s);
  canvas->tag = outer;
}

/* The tag of what belongs to LINK: the one that the line before left open, or a new one. */
static int link_tag(struct canvas *canvas, const char *link, struct open_link *open)
{
  if (open->link != link) {
    open->link = link;
    open->tag = tag_add(canvas, TAG_LINK, canvas->tag);
  }
  return open->tag;
}

static void mark_link(struct canvas *canvas, const char *link, int tag, const char *words,
                      double x0, double y0, double x1, double y1)
{
  struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_LINK,
                        .tag = tag,
                        .name = link,
                        .description = words,
                        .x0 = x0,
                        .y0 = y0,
                        .x1 = x1,
                        .y1 = y1,
                        .loc = canvas->loc};
}

/* A link is known by more than its colour. */
static void underline(struct canvas *canvas, const struct type_style *style, double x, double base,
                      double width)
{
  int outer = canvas->tag;
  double below = UNDERLINE_BELOW * style->size;
  canvas->tag = TAG_ARTIFACT;
  draw_line(canvas, x, base + below, x + width, base + below,
            paint_stroke(style->color, UNDERLINE_WIDTH));
  canvas->tag = outer;
}

/* Draws the number of PIECE's footnote, and sets what belongs to it at the foot. */
static void draw_footnote(struct canvas *canvas, const struct piece *piece, double x, double y,
                          double base, double height)
{
  const struct shaped *shaped = type_shape(canvas, piece->style, piece->text);
  int outer = canvas->tag;
  base -= footnote_rise(piece->style);
  if (outer < 0) {
    type_draw(canvas, piece->style, x, base, shaped);
    return;
  }
  const char *number = arena_text(canvas->arena, piece->text.at, piece->text.len);
  canvas->tag = tag_add(canvas, TAG_LINK, tag_add(canvas, TAG_REFERENCE, outer));
  type_draw(canvas, piece->style, x, base, shaped);
  mark_link(canvas, arena_printf(canvas->arena, "#footnote-%s", number), canvas->tag,
            arena_printf(canvas->arena, "Note %s", number), x, y, x + piece->width, y + height);
  canvas->tag = outer;
  footnote_set(canvas, piece->run->footnote, x, y);
}

/* What a marker at the end of a line leaves of its room: it would stand left of the middle. */
static double marker_slack(const struct canvas *canvas, const struct set_line *line)
{
  const struct piece *last = line->count ? &line->pieces[line->count - 1] : NULL;
  if (!last || !last->run->symbol)
    return 0;
  double s = marker_size(canvas, last->style);
  return last->width - 2 * symbol_half_width(last->run->symbol, s);
}

/* Marks where the number of REFERENCE's page goes, in WORDS, which are drawn next. */
static void mark_page_in(struct canvas *canvas, const struct reference *reference,
                         const struct type_style *style, double x, double y, struct str words)
{
  struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_PAGE_IN,
                        .tag = canvas->tag,
                        .name = reference->anchor,
                        .description = reference->words,
                        .style = style,
                        .x0 = x,
                        .y0 = y,
                        .x1 = x + type_width(canvas, style, words),
                        .y1 = y,
                        .level = words.at[words.len - 1] == ' ',
                        .item = canvas->items.len,
                        .loc = canvas->loc};
}

void paragraph_draw_line(struct canvas *canvas, const struct paragraph *paragraph,
                         size_t line_index, double x, double y, double width,
                         struct open_link *open)
{
  const struct set_line *line = &paragraph->lines[line_index];
  const struct type_style *style = &paragraph->look.style;
  enum align align = paragraph->look.align;
  if (align != ALIGN_LEFT)
    x += (width - line->width + marker_slack(canvas, line)) / (align == ALIGN_CENTRE ? 2 : 1);
  double cap = draw_cap_height(canvas, style);
  double base = y + (line->height + cap) / 2, middle = base - cap / 2;
  int outer = canvas->tag;
  size_t first_mark = canvas->marks.len;

  for (size_t i = 0; i < line->count;) {
    const struct piece *piece = &line->pieces[i];
    const struct run *run = piece->run;
    x += i ? piece->space : 0;
    if (run->link && outer >= 0)
      canvas->tag = link_tag(canvas, run->link, open);
    else
      *open = (struct open_link){0};
    if (run->symbol) {
      draw_marker(canvas, piece, x, middle, paragraph->look.plain);
      x += piece->width;
      i++;
    } else if (run->footnote) {
      draw_footnote(canvas, piece, x, y, base, line->height);
      x += piece->width;
      i++;
    } else {
      /* Pieces of one run are one text, with the space that follows, so that it copies whole. */
      struct strbuf words = STRBUF(canvas->arena);
      size_t end = i;
      for (; end < line->count && line->pieces[end].run == run; end++) {
        if (end > i && line->pieces[end].joint == JOINT_SPACE)
          strbuf_add_char(&words, ' ');
        strbuf_add(&words, line->pieces[end].text);
      }
      bool ends_line = end == line->count;
      const char *spoken = run->link ? arena_strdup(canvas->arena, strbuf_text(&words)) : "";
      double text_width = type_width(canvas, piece->style, strbuf_str(&words));
      if (!(ends_line && line->last) && line->pieces[end].joint >= JOINT_SPACE)
        strbuf_add_char(&words, ' ');
      if (run->reference && run->reference->form == REFERENCE_PAGE)
        mark_page_in(canvas, run->reference, piece->style, x, y, strbuf_str(&words));
      type_draw(canvas, piece->style, x, base,
                type_shape(canvas, piece->style, strbuf_str(&words)));
      if (run->link && outer >= 0)
        mark_link(canvas, run->link, canvas->tag, spoken, x, y, x + text_width, y + line->height);
      if (run->link)
        underline(canvas, piece->style, x, base, text_width);
      x += text_width;
      i = end;
    }
    canvas->tag = outer;
  }
  for (size_t i = first_mark; i < canvas->marks.len; i++)
    if (canvas->marks.at[i].kind == MARK_PAGE_IN)
      canvas->marks.at[i].line_end = canvas->items.len - canvas->marks.at[i].item;
  if (!line->hyphenated)
    return;
  const struct piece *last = &line->pieces[line->count - 1];
  canvas->tag = TAG_ARTIFACT;
  type_draw(canvas, last->style, x, base, type_shape(canvas, last->style, STR("-")));
  canvas->tag = outer;
}

double paragraph_draw(struct canvas *canvas, const struct paragraph *paragraph, double x, double y,
                      double width)
{
  struct open_link open = {0};
  double height = 0;
  for (size_t i = 0; i < paragraph->count; i++) {
    paragraph_draw_line(canvas, paragraph, i, x, y + height, width, &open);
    height += paragraph->lines[i].height;
  }
  return height;
}
