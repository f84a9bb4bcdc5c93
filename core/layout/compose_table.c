/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/table.h"

double table_set_text(struct table_plan *plan, const struct text *text,
                      const struct paragraph_look *look, double width, struct paragraph *ret,
                      int *status)
{
  *ret = (struct paragraph){0};
  if (text->count && paragraph_set(&plan->galley->canvas, *text, look, width, ret) < 0)
    *status = -1;
  return ret->height;
}

double table_lanes_width(const struct table_plan *plan, size_t first, size_t end)
{
  const struct table_lane *last = &plan->lanes[end - 1];
  return last->x + last->width - plan->lanes[first].x;
}

static struct table_plan plan_of(struct galley *galley, const struct table *table,
                                 struct frame frame)
{
  const struct theme *theme = galley->canvas.theme;
  struct table_plan plan = {.galley = galley, .table = table, .x = frame.x, .width = frame.width};
  plan.cell = paragraph_look(table->compact ? theme->type.compact_table : theme->type.table);
  plan.cell.small = &theme->type.note;
  plan.strong = plan.cell;
  plan.strong.style.face = FONT_SEMIBOLD;
  plan.head = title_look(theme->type.table_head);
  plan.head.small = &theme->type.chart_axis;
  plan.group = paragraph_look(theme->type.table_group);
  plan.cell_top = table->compact ? theme->space.compact_cell : theme->space.cell_top;
  plan.cell_bottom = table->compact ? theme->space.compact_cell : theme->space.cell_bottom;
  for (size_t i = 0; i < table->column_count; i++)
    plan.has_groups |= table->columns[i].group.count > 0;
  for (size_t i = 0; i < table->column_count; i++)
    plan.has_heads |= plan.has_groups || table->columns[i].head.count > 0;
  return plan;
}

int compose_table(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct table *table = node->table;
  if (table->column_count == 0 || table->row_count == 0)
    return 0;
  int tag = tag_add(canvas, TAG_TABLE, frame.tag);
  struct frame inside = {frame.x, frame.width, tag};
  int status = compose_caption(galley, node, table->title, table->meaning, inside);
  struct table_plan plan = plan_of(galley, table, frame);
  table_find_covered(&plan);
  if (table_place_lanes(&plan) < 0)
    return -1;
  table_note_headers(&plan);
  int repeat = -1;
  if (plan.has_heads) {
    if (table_compose_head(&plan, tag) < 0)
      status = -1;
    repeat = (int)galley->slugs.len - 1;
  }
  if (table_compose_rows(&plan, tag, repeat) < 0)
    status = -1;
  if (table->note.count) {
    struct paragraph_look look = paragraph_look(theme->type.note);
    look.strong = FONT_SEMIBOLD;
    canvas->tag = tag_add(canvas, TAG_P, frame.tag);
    galley_space(galley, theme->space.figure_to_note, true);
    if (compose_text(galley, table->note, &look, frame, 0, false) < 0)
      status = -1;
  }
  galley_space(galley, theme->space.block, false);
  return status;
}
