/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/compose.h"

/* WORD, then what it means. */
static struct text entry_of(struct arena *arena, const struct term *term)
{
  struct run *runs = ARENA_ARRAY(arena, struct run, term->meaning.count + 1);
  runs[0] = (struct run){.text = arena_printf(arena, "%s ", term->word), .style = RUN_STRONG};
  memcpy(runs + 1, term->meaning.runs, term->meaning.count * sizeof *runs);
  return (struct text){runs, term->meaning.count + 1};
}

int compose_glossary(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct document *document = canvas->document;
  const struct theme *theme = canvas->theme;
  struct paragraph_look look = paragraph_look(theme->type.body);
  int status = 0, list = tag_add(canvas, TAG_L, frame.tag);
  for (size_t i = 0; i < document->term_count; i++) {
    const struct term *term = &document->terms[i];
    size_t first = galley->slugs.len, first_mark = canvas->marks.len;
    if (term->anchor)
      *VEC_ADD(canvas->arena, &canvas->marks)
          = (struct mark){.kind = MARK_ANCHOR, .name = term->anchor, .loc = node->loc};
    canvas->tag = tag_add(canvas, TAG_P, tag_add(canvas, TAG_LBODY, tag_add(canvas, TAG_LI, list)));
    if (compose_text(galley, entry_of(canvas->arena, term), &look, frame, theme->space.list_item,
                     false) < 0)
      status = -1;
    if (galley->slugs.len > first)
      galley->slugs.at[first].first_mark = first_mark;
  }
  galley_space(galley, theme->space.block, false);
  return status;
}
