/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/compose.h"
#include "layout/figure/figure.h"
#include "layout/figure/rows.h"
#include "layout/pages.h"

#include <math.h>

/* "Figure 12  The rate fell": the number quieter than what it is of. */
static struct text labelled(struct arena *arena, const char *label, struct text title)
{
  struct run *runs = ARENA_ARRAY(arena, struct run, title.count + 1);
  runs[0] = (struct run){.text = arena_printf(arena, "%s\u2002", label), .style = RUN_SECONDARY};
  memcpy(runs + 1, title.runs, title.count * sizeof *runs);
  return (struct text){runs, title.count + 1};
}

int compose_caption(struct galley *galley, const struct node *node, struct text title,
                    struct text meaning, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  int status = 0;
  if (title.count == 0 && meaning.count == 0)
    return 0;
  int caption = tag_add(canvas, TAG_CAPTION, frame.tag);
  if (node->label)
    title = labelled(canvas->arena, node->label, title);
  if (title.count) {
    struct paragraph_look look = title_look(theme->type.h2);
    canvas->tag = tag_add(canvas, TAG_P, caption);
    status = compose_text(galley, title, &look, frame, theme->space.block, true);
    galley_space(galley, meaning.count ? theme->space.after_title : theme->space.meaning_to_figure,
                 true);
  }
  if (meaning.count) {
    struct paragraph_look look = paragraph_look(theme->type.meaning);
    canvas->tag = tag_add(canvas, TAG_P, caption);
    if (compose_text(galley, meaning, &look, frame, theme->space.block, true) < 0)
      status = -1;
    galley_space(galley, theme->space.meaning_to_figure, true);
  }
  return status;
}

/* "Source: data.police.uk." unless it says so itself. */
static struct text note_text(struct arena *arena, const struct figure *figure)
{
  struct strbuf words = STRBUF(arena);
  if (figure->note)
    strbuf_add_text(&words, figure->note);
  if (figure->source) {
    if (words.len)
      strbuf_add_text(&words, str_ends(strbuf_str(&words), ".") ? " " : ". ");
    if (!str_starts(str_of(figure->source), "Source"))
      strbuf_add_text(&words, "Source: ");
    strbuf_add_text(&words, figure->source);
    if (!str_ends(strbuf_str(&words), "."))
      strbuf_add_char(&words, '.');
  }
  return text_plain(arena, strbuf_text(&words));
}

/* HEIGHT, or less where the figure and BELOW, the height of its note, would leave a hole on the page
 * and fit it with less. */
static double fit_height(const struct galley *galley, const struct figure *figure, double height,
                         double below)
{
  double before = galley->exact ? galley->after : fmax(galley->canvas.theme->space.block, galley->after);
  double room = floor(pages_room(galley) - before - below);
  return room < height && room >= figure_least_share(figure->kind) * height ? room : height;
}

int compose_figure(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct figure *figure = node->figure;
  struct arena *arena = canvas->arena;
  /* A small multiple draws its own heading; the words of all of them are said once, beside them. */
  bool worded = !figure->compact && !figure->panel;
  struct text title = worded ? text_plain(arena, figure->title) : (struct text){0};
  struct text meaning = worded ? text_plain(arena, figure->meaning) : (struct text){0};
  struct text note = worded ? note_text(arena, figure) : (struct text){0};
  int holder = worded ? tag_add(canvas, TAG_DIV, frame.tag) : frame.tag;
  struct frame inside = {frame.x, frame.width, holder};
  int status = compose_caption(galley, node, title, meaning, inside);

  struct paragraph_look note_look = paragraph_look(theme->type.note);
  double below = 0;
  if (note.count) {
    struct paragraph measured;
    if (paragraph_set(canvas, note, &note_look, frame.width, &measured) < 0)
      return -1;
    below = theme->space.figure_to_note + measured.height;
  }
  const struct figure *drawn = rows_shortened(canvas, figure, frame.width);
  double height = fit_height(galley, drawn, figure_height(canvas, drawn, frame.width), below);
  struct slug *slug = slug_begin(galley, theme->space.block);
  slug->keep = note.count > 0;
  int tag = tag_add(canvas, TAG_FIGURE, holder);
  tag_at(canvas, tag)->alt = figure_describe(arena, figure);
  struct mark *mark = VEC_ADD(arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_FIGURE,
                        .tag = tag,
                        .x0 = frame.x,
                        .y0 = 0,
                        .x1 = frame.x + frame.width,
                        .y1 = height};
  if (figure_draw(canvas, drawn, frame.x, 0, frame.width, height, tag, canvas->loc) < 0)
    status = -1;
  slug_end(galley, height);

  if (note.count) {
    canvas->tag = tag_add(canvas, TAG_P, holder);
    galley_space(galley, theme->space.figure_to_note, true);
    if (compose_text(galley, note, &note_look, inside, 0, false) < 0)
      status = -1;
  }
  galley_space(galley, theme->space.block, false);
  return status;
}
