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

/* The space above what comes next. */
static double space_before(const struct galley *galley)
{
  return galley->exact ? galley->after : fmax(galley->canvas.theme->space.block, galley->after);
}

/* Of the slugs that stay with what comes next, its heading and caption, with the space between them. */
static double height_of_kept(const struct galley *galley)
{
  double height = 0;
  const struct slug *slugs = galley->slugs.at;
  for (size_t i = galley->slugs.len; i > 0 && slugs[i - 1].keep; i--) {
    bool first = i == 1 || !slugs[i - 2].keep;
    height += slugs[i - 1].height + (first ? 0 : slugs[i - 1].before);
  }
  return height;
}

/* HEIGHT, or less where the figure and BELOW, the height of its note, would leave a hole on the page
 * and fit it with less. */
static double fit_height(const struct galley *galley, const struct figure *figure, double height,
                         double below)
{
  double room = floor(pages_room(galley) - space_before(galley) - below);
  return room < height && room >= figure_least_share(figure->kind) * height ? room : height;
}

/* ---- over pages ---------------------------------------------------------------------------- */

/* Rows that stand together at least, and the most of a page that may stay empty for a figure to stay whole. */
enum { LEAST_ROWS = 4 };
static const double MOST_EMPTY = 0.4;

/* The rows of FIGURE that ROOM holds. */
static size_t rows_in(struct canvas *canvas, const struct figure *figure, double width, double room)
{
  double row = figure_row_height(figure);
  struct figure one = *figure;
  one.part_rows = 1;
  double rows = floor((room - figure_height(canvas, &one, width)) / row) + 1;
  return rows > 0 ? (size_t)rows : 0;
}

/* How many rows FIGURE has on the page on which it begins: all of them where it stays whole.  ABOVE and
 * BELOW: the heights of what stays with it there. */
static size_t first_rows(const struct galley *galley, const struct figure *figure, double width,
                         double above, double before, double below)
{
  struct canvas canvas = galley->canvas;
  const struct theme *theme = canvas.theme;
  if (!galley->flow || figure_row_height(figure) <= 0)
    return figure->row_count;
  double page = theme->page.body_bottom - theme->page.body_top;
  double all = before + figure_height(&canvas, figure, width) + below, left = pages_room(galley);
  if (all <= left || (all + above <= page && left + above < MOST_EMPTY * page))
    return figure->row_count;
  size_t most = figure->row_count > LEAST_ROWS ? figure->row_count - LEAST_ROWS : figure->row_count;
  size_t rows = rows_in(&canvas, figure, width, left - before);
  if (rows < LEAST_ROWS)
    rows = rows_in(&canvas, figure, width, page - above - before);
  return rows < LEAST_ROWS ? figure->row_count : rows < most ? rows : most;
}

/* How many of the LEFT rows from figure->first_row on the next page has. */
static size_t next_rows(struct canvas *canvas, const struct figure *figure, double width, size_t left,
                        double below)
{
  const struct theme *theme = canvas->theme;
  double page = theme->page.body_bottom - theme->page.body_top;
  size_t rows = rows_in(canvas, figure, width, page);
  if (left <= rows_in(canvas, figure, width, page - below))
    return left;
  return rows > 0 && rows + LEAST_ROWS <= left ? rows : left > LEAST_ROWS ? left - LEAST_ROWS : left;
}

/* What a listener hears of a part after the first, which tells all. */
static const char *describe_part(struct arena *arena, const struct figure *figure)
{
  const char *first = figure->rows[figure->first_row].label;
  const char *last = figure->rows[figure->first_row + figure->part_rows - 1].label;
  return arena_printf(arena, "The figure goes on: its rows from %s to %s. Its description is told where it begins.",
                      first ? first : "", last ? last : "");
}

/* The slug of FIGURE, or of its part, drawn as PART says it. */
static int draw_slug(struct galley *galley, const struct figure *figure, const char *words,
                     struct frame frame, double height, bool keep)
{
  struct canvas *canvas = &galley->canvas;
  struct slug *slug = slug_begin(galley, canvas->theme->space.block);
  slug->keep = keep;
  slug->name = figure->title;
  int tag = tag_add(canvas, TAG_FIGURE, frame.tag);
  tag_at(canvas, tag)->alt = words;
  struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_FIGURE,
                        .tag = tag,
                        .x0 = frame.x,
                        .y0 = 0,
                        .x1 = frame.x + frame.width,
                        .y1 = height};
  int status = figure_draw(canvas, figure, frame.x, 0, frame.width, height, tag, canvas->loc);
  slug_end(galley, height);
  return status;
}

/* FIGURE in as many parts as it takes, the first of ROWS rows. */
static int draw_parts(struct galley *galley, const struct figure *figure, struct frame frame,
                      size_t rows, double below, bool keep)
{
  struct canvas *canvas = &galley->canvas;
  const char *words = figure_describe(canvas->arena, figure);
  int status = 0;
  for (size_t first = 0; first < figure->row_count; first += rows) {
    struct figure *part = ARENA_NEW(canvas->arena, struct figure);
    *part = *figure;
    part->first_row = first;
    if (first > 0) {
      rows = next_rows(canvas, part, frame.width, figure->row_count - first, below);
      galley_space(galley, 0, true);
    }
    part->part_rows = rows;
    if (first > 0)
      words = describe_part(canvas->arena, part);
    bool last = first + rows == figure->row_count;
    if (draw_slug(galley, part, words, frame, figure_height(canvas, part, frame.width), last && keep) < 0)
      status = -1;
  }
  return status;
}

/* ---- the whole ----------------------------------------------------------------------------- */

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
  struct frame plot = {frame.x, frame.width, holder};
  size_t rows = first_rows(galley, drawn, frame.width, height_of_kept(galley), space_before(galley),
                           below);
  if (rows < drawn->row_count) {
    if (draw_parts(galley, drawn, plot, rows, below, note.count > 0) < 0)
      status = -1;
  } else {
    double height = fit_height(galley, drawn, figure_height(canvas, drawn, frame.width), below);
    if (draw_slug(galley, drawn, figure_describe(arena, figure), plot, height, note.count > 0) < 0)
      status = -1;
  }

  if (note.count) {
    canvas->tag = tag_add(canvas, TAG_P, holder);
    galley_space(galley, theme->space.figure_to_note, true);
    if (compose_text(galley, note, &note_look, inside, 0, false) < 0)
      status = -1;
  }
  galley_space(galley, theme->space.block, false);
  return status;
}
