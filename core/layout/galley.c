/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/galley.h"

#include <math.h>

struct galley galley_new(const struct canvas *like)
{
  struct galley galley = {.canvas = *like};
  memset(&galley.canvas.items, 0, sizeof galley.canvas.items);
  memset(&galley.canvas.marks, 0, sizeof galley.canvas.marks);
  return galley;
}

struct slug *slug_begin(struct galley *galley, double before)
{
  struct slug *slug = VEC_ADD(galley->canvas.arena, &galley->slugs);
  slug->before = galley->exact ? galley->after : fmax(before, galley->after);
  slug->first_item = galley->canvas.items.len;
  slug->first_mark = galley->canvas.marks.len;
  slug->repeat = -1;
  slug->loc = galley->canvas.loc;
  galley->after = 0;
  galley->exact = false;
  return slug;
}

void galley_space(struct galley *galley, double after, bool exact)
{
  galley->after = after;
  galley->exact = exact;
}

void slug_end(struct galley *galley, double height)
{
  struct slug *slug = &galley->slugs.at[galley->slugs.len - 1];
  slug->height = height;
  slug->end_item = galley->canvas.items.len;
  slug->end_mark = galley->canvas.marks.len;
}

double galley_height(const struct galley *galley)
{
  double height = 0;
  for (size_t i = 0; i < galley->slugs.len; i++)
    height += galley->slugs.at[i].height + (i ? galley->slugs.at[i].before : 0);
  return height;
}

void galley_place(const struct galley *galley, size_t index, struct canvas *canvas, double x,
                  double y)
{
  const struct slug *slug = &galley->slugs.at[index];
  size_t first_item = canvas->items.len, first_mark = canvas->marks.len;
  for (size_t i = slug->first_mark; i < slug->end_mark; i++) {
    struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
    *mark = galley->canvas.marks.at[i];
    mark->item += first_item - slug->first_item;
  }
  VEC_RESERVE(canvas->arena, &canvas->items, slug->end_item - slug->first_item);
  for (size_t i = slug->first_item; i < slug->end_item; i++)
    *VEC_ADD(canvas->arena, &canvas->items) = galley->canvas.items.at[i];
  canvas_shift(canvas, first_item, first_mark, x, y);
}

void galley_stack(const struct galley *galley, struct canvas *canvas, double x, double y)
{
  galley_stack_to(galley, galley->slugs.len, canvas, x, y);
}

void galley_stack_to(const struct galley *galley, size_t end, struct canvas *canvas, double x,
                     double y)
{
  for (size_t i = 0; i < end; i++) {
    y += i ? galley->slugs.at[i].before : 0;
    galley_place(galley, i, canvas, x, y);
    y += galley->slugs.at[i].height;
  }
}
