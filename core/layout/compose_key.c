/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/compose.h"

#include <math.h>

/* What the symbols mean, where a template does not say it in its own words. */
static const struct {
  enum symbol symbol;
  const char *shorthand; /* in place of a symbol */
  const char *words;
} ENTRIES[] = {
    {SYMBOL_HIGHER_WORSE, NULL, "Higher\n~beyond the usual spread between areas~"},
    {SYMBOL_WITHIN, NULL, "Within the usual spread"},
    {SYMBOL_LOWER_BETTER, NULL, "Lower\n~beyond the usual spread~"},
    {SYMBOL_ROSE_WORSE, NULL, "Rose"},
    {SYMBOL_FELL_BETTER, NULL, "Fell\n~a change larger than month-to-month variation explains~"},
    {SYMBOL_SIMILAR, NULL, "Similar\n~no such change was found~"},
    {SYMBOL_SWATCH_WORSE, NULL, "Worse"},
    {SYMBOL_SWATCH_BETTER, NULL, "Better"},
    {SYMBOL_SWATCH_NEUTRAL, NULL, "Neither: “neutral”"},
    {SYMBOL_NONE, "[x]", "Not available"},
};

/* What a listener hears of a symbol that others speak of by its form; a swatch has none but its colour. */
static const char *form_of(enum symbol symbol)
{
  static const char *const FORMS[SYMBOL_COUNT] = {
      [SYMBOL_HIGHER_WORSE] = "Diamond",       [SYMBOL_HIGHER_BETTER] = "Diamond",
      [SYMBOL_HIGHER_NEUTRAL] = "Diamond",     [SYMBOL_WITHIN] = "Circle",
      [SYMBOL_LOWER_BETTER] = "Square",        [SYMBOL_LOWER_WORSE] = "Square",
      [SYMBOL_LOWER_NEUTRAL] = "Square",       [SYMBOL_NOT_TESTED] = "Ring with a dot",
      [SYMBOL_ROSE_WORSE] = "Triangle up",     [SYMBOL_ROSE_BETTER] = "Triangle up",
      [SYMBOL_ROSE_NEUTRAL] = "Triangle up",   [SYMBOL_FELL_BETTER] = "Triangle down",
      [SYMBOL_FELL_WORSE] = "Triangle down",   [SYMBOL_FELL_NEUTRAL] = "Triangle down",
      [SYMBOL_SIMILAR] = "Dash",               [SYMBOL_NOT_AVAILABLE] = "Cross",
      [SYMBOL_SWATCH_WORSE] = "Filled",        [SYMBOL_SWATCH_BETTER] = "Filled",
      [SYMBOL_SWATCH_NEUTRAL] = "Filled",
  };
  return FORMS[symbol];
}

/* WORDS to the end of their first line, and what is quieter below it. */
static void divide(struct arena *arena, struct text words, struct text *ret_first,
                   struct text *ret_below)
{
  *ret_first = words;
  *ret_below = (struct text){0};
  for (size_t i = 0; i + 1 < words.count; i++) {
    const char *text = words.runs[i].text;
    if (!*text || text[strlen(text) - 1] != '\n' || !(words.runs[i + 1].style & RUN_SECONDARY))
      continue;
    struct run *first = ARENA_ARRAY(arena, struct run, i + 1);
    memcpy(first, words.runs, (i + 1) * sizeof *first);
    first[i].text = arena_text(arena, text, strlen(text) - 1);
    *ret_first = (struct text){first, i + 1};
    *ret_below = (struct text){words.runs + i + 1, words.count - i - 1};
    return;
  }
}

/* One entry: its symbol or shorthand in a column of its own, its words beside it. */
static int compose_entry(struct galley *galley, enum symbol symbol, const char *shorthand,
                         struct text words, struct frame frame, int list)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct type_style *style = &theme->type.key_entry;
  double indent = theme->space.finding_indent + theme->marker.chart;
  struct paragraph_look look = paragraph_look(*style), small = paragraph_look(theme->type.note);
  struct paragraph paragraph, explained = {0};
  struct text first, below;
  divide(canvas->arena, words, &first, &below);
  if (paragraph_set(canvas, first, &look, frame.width - indent, &paragraph) < 0 ||
      (below.count && paragraph_set(canvas, below, &small, frame.width - indent, &explained) < 0))
    return -1;

  slug_begin(galley, theme->space.key_entry);
  int entry = tag_add(canvas, TAG_LI, list);
  double first_line = paragraph.count ? paragraph_line_height(&paragraph, 0) : style->leading;
  double cap = draw_cap_height(canvas, style);
  if (symbol != SYMBOL_NONE) {
    double half = symbol_half_width(SYMBOL_HIGHER_WORSE, theme->marker.chart);
    canvas->tag = tag_add(canvas, TAG_SPAN, tag_add(canvas, TAG_LBL, entry));
    tag_at(canvas, canvas->tag)->alt = form_of(symbol);
    draw_symbol(canvas, symbol, frame.x + half, first_line / 2, theme->marker.chart);
  } else if (shorthand) {
    canvas->tag = tag_add(canvas, TAG_LBL, entry);
    draw_text(canvas, style, frame.x, (first_line + cap) / 2, ALIGN_LEFT, shorthand);
  }
  int body = tag_add(canvas, TAG_LBODY, entry);
  canvas->tag = tag_add(canvas, TAG_P, body);
  paragraph_draw(canvas, &paragraph, frame.x + indent, 0, frame.width - indent);
  if (below.count) {
    canvas->tag = tag_add(canvas, TAG_P, body);
    paragraph_draw(canvas, &explained, frame.x + indent, paragraph.height, frame.width - indent);
  }
  slug_end(galley, paragraph.height + explained.height);
  return 0;
}

/* A paragraph whose first run is a symbol, or a word and then a space: "[x] Not available". */
static int compose_own_entry(struct galley *galley, const struct node *node, struct frame frame,
                             int list)
{
  struct arena *arena = galley->canvas.arena;
  struct text text = node->text;
  if (text.count && text.runs[0].symbol != SYMBOL_NONE)
    return compose_entry(galley, text.runs[0].symbol, NULL,
                         (struct text){text.runs + 1, text.count - 1}, frame, list);
  const char *space = text.count ? strchr(text.runs[0].text, ' ') : NULL;
  if (!space)
    return compose_entry(galley, SYMBOL_NONE, NULL, text, frame, list);
  struct run *rest = ARENA_ARRAY(arena, struct run, text.count);
  memcpy(rest, text.runs, text.count * sizeof *rest);
  rest[0].text = space + 1;
  const char *label = arena_text(arena, text.runs[0].text, (size_t)(space - text.runs[0].text));
  return compose_entry(galley, SYMBOL_NONE, label, (struct text){rest, text.count}, frame, list);
}

int compose_key(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  int status = 0;
  if (node->text.count) {
    struct paragraph_look look = title_look(theme->type.h2);
    canvas->tag = tag_add_heading(canvas, 2, frame.tag);
    status = compose_text(galley, node->text, &look, frame, theme->space.heading, true);
  }
  int list = tag_add(canvas, TAG_L, frame.tag);
  for (const struct node *child = node->first; child; child = child->next)
    if (compose_own_entry(galley, child, frame, list) < 0)
      status = -1;
  for (size_t i = 0; !node->first && i < sizeof ENTRIES / sizeof *ENTRIES; i++)
    if (compose_entry(galley, ENTRIES[i].symbol, ENTRIES[i].shorthand,
                      text_parse(canvas->arena, ENTRIES[i].words), frame, list) < 0)
      status = -1;
  return status;
}
