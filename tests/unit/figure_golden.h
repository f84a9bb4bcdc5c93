/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure as it was looked at: its drawing, its description and its table, compared with
 * tests/golden/figure-NAME.trace; nothing in it leaves its room, and no two texts overlap.
 *
 * With FIGURE_PICTURES=DIR in the environment, DIR/NAME.pdf shows it on a page.
 */
#ifndef FIGURE_GOLDEN_H
#define FIGURE_GOLDEN_H

#include "layout_fixture.h"
#include "unit.h"

#include "layout/figure/figure.h"
#include "render/render.h"

#include <string.h>

static inline struct canvas golden_canvas(struct fixture *fixture, struct document *document)
{
  return (struct canvas) { .arena = fixture->arena, .theme = fixture->theme,
                           .shaper = fixture->shaper, .diags = fixture->diags,
                           .document = document,
                           .tag_list = ARENA_NEW(fixture->arena, struct tag_list),
                           .tag = TAG_ARTIFACT };
}

/* ---- what is drawn ------------------------------------------------------------------------- */

/* The box of a text, from its base line to the height of its capitals. */
struct golden_box {
  double x0, y0, x1, y1;
};

static inline struct golden_box golden_box_of(struct fixture *fixture,
                                              const struct display_item *item)
{
  struct font_metrics metrics = font_metrics(fixture->theme->fonts, item->text.shaped->face);
  struct str text = { item->text.shaped->text, item->text.shaped->text_len };
  double size = (double)item->text.size, x = (double)item->text.x, y = (double)item->text.y;
  /* Spaces at an end keep words apart for listeners, and are not seen. */
  const struct shaped *seen
    = shape_text(fixture->shaper, fixture->arena, item->text.shaped->face, str_trim(text));
  return (struct golden_box) { x, y - size * metrics.cap_height / metrics.units_per_em,
                               x + shaped_width(fixture->theme->fonts, seen, size), y };
}

static inline void golden_assert_clear(struct fixture *fixture, const struct canvas *canvas,
                                       double width, double height)
{
  const double rounding = 0.05;
  struct golden_box *boxes = ARENA_ARRAY(fixture->arena, struct golden_box, canvas->items.len);
  size_t count = 0;
  for (size_t i = 0; i < canvas->items.len; i++) {
    const struct display_item *item = &canvas->items.at[i];
    if (item->kind != DISPLAY_TEXT)
      continue;
    struct golden_box box = golden_box_of(fixture, item);
    if (box.x0 < -rounding || box.y0 < -rounding || box.x1 > width + rounding
        || box.y1 > height + rounding)
      fail_msg("'%s' stands outside its figure", item->text.shaped->text);
    for (size_t k = 0; k < count; k++)
      if (box.x0 < boxes[k].x1 - rounding && boxes[k].x0 < box.x1 - rounding
          && box.y0 < boxes[k].y1 - rounding && boxes[k].y0 < box.y1 - rounding)
        fail_msg("'%s' stands on another text", item->text.shaped->text);
    boxes[count++] = box;
  }
}

/* ---- on paper ------------------------------------------------------------------------------ */

static inline void golden_picture(struct fixture *fixture, const struct document *world,
                                  const struct figure *figure,
                                  const char *name, double width)
{
  const char *dir = getenv("FIGURE_PICTURES");
  if (!dir)
    return;
  struct document *document = sample_new(fixture->arena);
  document->shapes = world ? world->shapes : NULL;
  document->catalog = world ? world->catalog : NULL;
  struct node *right, *parent = sample_section(document, name, figure->title, NULL);
  if (width < 500)
    parent = sample_columns(document, parent, (int)((width + 12) / 44 + 0.5),
                            12 - (int)((width + 12) / 44 + 0.5), &right);
  sample_add_figure(document, parent, figure);
  const struct display *display;
  struct rendered rendered;
  if (layout_document(fixture->arena, document, fixture->theme, fixture->shaper, fixture->diags,
                      &display) < 0
      || render_pdf(display, arena_printf(fixture->arena, "%s/%s.pdf", dir, name), fixture->diags,
                    &rendered) < 0) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail_msg("'%s' could not be pictured", name);
  }
}

/* ---- what was looked at -------------------------------------------------------------------- */

static inline void golden_print(struct fixture *fixture, struct canvas *canvas,
                                const struct figure *figure, double width, double height, FILE *out)
{
  const struct display_page page = { width, height, canvas->items.at, canvas->items.len };
  const struct tag tag = { .role = TAG_FIGURE, .parent = -1, .alt = "below" };
  const struct display display = { .title = figure->title, .pages = &page, .page_count = 1,
                                   .tags = &tag, .tag_count = 1, .fonts = fixture->theme->fonts };
  struct figure_table table;
  render_trace(&display, out);
  fprintf(out, "\n%s\n\n", figure_describe(fixture->arena, figure));
  figure_table(fixture->arena, figure, &table);
  for (size_t c = 0; c < table.column_count; c++)
    fprintf(out, "%s%s", c ? " | " : "", table.columns[c].head);
  for (size_t r = 0; r < table.row_count; r++)
    for (size_t c = 0; c < table.column_count; c++)
      fprintf(out, "%s%s", c ? " | " : "\n", table.columns[c].cells[r]);
  fputc('\n', out);
}

/* Draws FIGURE in WIDTH and compares it with what was looked at. */
static inline void assert_golden_figure(struct fixture *fixture, struct document *document,
                                        const struct figure *figure, const char *name, double width)
{
  struct arena *arena = fixture->arena;
  struct canvas canvas = golden_canvas(fixture, document);
  double height = figure_height(&canvas, figure, width);
  if (figure_draw(&canvas, figure, 0, 0, width, height, 0, SAMPLE_LOC(1)) < 0) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail_msg("'%s' could not be drawn", name);
  }
  golden_picture(fixture, document, figure, name, width);
  golden_assert_clear(fixture, &canvas, width, height);
  char *drawn = NULL;
  size_t drawn_len = 0;
  FILE *out = open_memstream(&drawn, &drawn_len);
  golden_print(fixture, &canvas, figure, width, height, out);
  fclose(out);
  const char *path = arena_printf(arena, "%s/tests/golden/figure-%s.trace", fixture_source_dir(), name);
  struct strbuf golden = STRBUF(arena);
  FILE *file = fopen(path, "r");
  char buffer[4096];
  for (size_t got; file && (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
    strbuf_add(&golden, (struct str) { buffer, got });
  if (file)
    fclose(file);
  bool same = strcmp(drawn, strbuf_text(&golden)) == 0;
  const char *actual = arena_printf(arena, "figure-%s.trace.actual", name);
  FILE *kept = same ? NULL : fopen(actual, "w");
  if (kept) {
    fputs(drawn, kept);
    fclose(kept);
  }
  free(drawn);
  if (!same)
    fail_msg("the figure is not as %s says: compare it with %s, look at it (FIGURE_PICTURES=DIR), and "
             "copy it there when it is right", path, actual);
}

#endif
