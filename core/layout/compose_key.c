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

/* One entry: its symbol or shorthand in a column of its own, its words beside it. */
static int compose_entry(struct galley *galley, enum symbol symbol, const char *shorthand,
                         struct text words, struct frame frame, int list)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct type_style *style = &theme->type.key_entry;
  double indent = theme->space.finding_indent + theme->marker.chart;
  struct paragraph_look look = paragraph_look(*style);
  struct paragraph paragraph;
  look.small = &theme->type.note;
  if (paragraph_set(canvas, words, &look, frame.width - indent, &paragraph) < 0)
    return -1;

  slug_begin(galley, theme->space.key_entry);
  int entry = tag_add(canvas, TAG_LI, list);
  double first_line = paragraph.count ? paragraph_line_height(&paragraph, 0) : style->leading;
  double cap = draw_cap_height(canvas, style);
  if (symbol != SYMBOL_NONE) {
    double half = symbol_half_width(SYMBOL_HIGHER_WORSE, theme->marker.chart);
    canvas->tag = TAG_ARTIFACT; /* the words beside it say what it means */
    draw_symbol(canvas, symbol, frame.x + half, first_line / 2, theme->marker.chart);
  } else if (shorthand) {
    canvas->tag = tag_add(canvas, TAG_LBL, entry);
    draw_text(canvas, style, frame.x, (first_line + cap) / 2, ALIGN_LEFT, shorthand);
  }
  canvas->tag = tag_add(canvas, TAG_P, tag_add(canvas, TAG_LBODY, entry));
  paragraph_draw(canvas, &paragraph, frame.x + indent, 0, frame.width - indent);
  slug_end(galley, paragraph.height);
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
