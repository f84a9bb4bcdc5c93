/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/table.h"

#include <math.h>

static bool same_group(const struct table_plan *plan, size_t a, size_t b)
{
  struct arena *arena = plan->galley->canvas.arena;
  const struct text *group = &plan->table->columns[a].group;
  const struct text *other = &plan->table->columns[b].group;
  return group->count && other->count &&
         strcmp(text_spoken(arena, *group), text_spoken(arena, *other)) == 0;
}

size_t table_group_end(const struct table_plan *plan, size_t first)
{
  size_t end = first + 1;
  while (end < plan->table->column_count && same_group(plan, first, end))
    end++;
  return end;
}

bool table_has_two_ends(const struct table_plan *plan, size_t column)
{
  struct text head = plan->table->columns[column].head;
  for (size_t i = 0; i < head.count; i++)
    if (strchr(head.runs[i].text, '|'))
      return plan->lanes[column].graphic == CELL_SPREAD;
  return false;
}

/* What a listener hears of the head HEAD of a spread: "higher rate at the left, lower rate at the right,
 * Lancs-14 in the middle". */
static const char *spread_words(struct arena *arena, struct str head)
{
  struct strbuf words = STRBUF(arena);
  while (head.len) {
    const char *newline = memchr(head.at, '\n', head.len);
    struct str line = {head.at, newline ? (size_t)(newline - head.at) : head.len};
    const char *bar = memchr(line.at, '|', line.len);
    struct str left = str_trim((struct str){line.at, bar ? (size_t)(bar - line.at) : line.len});
    if (words.len)
      strbuf_add_text(&words, ", ");
    if (bar) {
      struct str right = str_trim((struct str){bar + 1, (size_t)(line.at + line.len - bar - 1)});
      strbuf_printf(&words, "%.*s at the left, %.*s at the right", STR_ARG(left), STR_ARG(right));
    } else {
      strbuf_printf(&words, "%.*s in the middle", STR_ARG(left));
    }
    head.at += line.len + (newline ? 1 : 0);
    head.len -= line.len + (newline ? 1 : 0);
  }
  return strbuf_text(&words);
}

/* The head of a spread: "higher rate | lower rate" stands at its ends, other lines in its middle.
 */
static void draw_spread_head(struct table_plan *plan, size_t column, double bottom)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct table_lane *lane = &plan->lanes[column];
  struct strbuf words = STRBUF(canvas->arena);
  struct text head = plan->table->columns[column].head;
  for (size_t i = 0; i < head.count; i++)
    strbuf_add_text(&words, head.runs[i].text);
  canvas->tag = tag_add(canvas, TAG_SPAN, canvas->tag);
  tag_at(canvas, canvas->tag)->alt = spread_words(canvas->arena, strbuf_str(&words));
  const struct type_style *ends = &theme->type.table_head, *middle = &theme->type.chart_axis;
  size_t lines = 1;
  for (size_t i = 0; i < words.len; i++)
    lines += words.at[i] == '\n';
  double y = bottom - ends->leading * (double)lines, inset = table_spread_inset(theme);
  for (struct str rest = strbuf_str(&words); lines-- > 0;) {
    const char *newline = memchr(rest.at, '\n', rest.len);
    struct str line = {rest.at, newline ? (size_t)(newline - rest.at) : rest.len};
    const char *bar = memchr(line.at, '|', line.len);
    double base = y + (ends->leading + draw_cap_height(canvas, ends)) / 2;
    if (bar) {
      struct str left = str_trim((struct str){line.at, (size_t)(bar - line.at)});
      struct str right = str_trim((struct str){bar + 1, (size_t)(line.at + line.len - bar - 1)});
      draw_text(canvas, ends, lane->x + inset, base, ALIGN_LEFT,
                arena_printf(canvas->arena, "%.*s ", STR_ARG(left)));
      draw_text(canvas, ends, lane->x + lane->width - inset, base, ALIGN_RIGHT,
                arena_text(canvas->arena, right.at, right.len));
      draw_text(canvas, ends, lane->x + lane->width - inset, base, ALIGN_LEFT, " ");
    } else {
      struct str centred = str_trim(line);
      draw_text(canvas, middle, lane->x + lane->width / 2, base, ALIGN_CENTRE,
                arena_text(canvas->arena, centred.at, centred.len));
    }
    y += ends->leading;
    rest.at += line.len + (newline ? 1 : 0);
    rest.len -= line.len + (newline ? 1 : 0);
  }
}

static size_t count_lines(struct text text)
{
  size_t lines = text.count > 0;
  for (size_t i = 0; i < text.count; i++)
    for (const char *c = text.runs[i].text; *c; c++)
      lines += *c == '\n';
  return lines;
}

struct head_sizes {
  struct paragraph *heads;
  double groups, columns; /* heights of the two rows */
};

static int set_head(struct table_plan *plan, struct head_sizes *sizes)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct theme *theme = canvas->theme;
  size_t count = plan->table->column_count;
  int status = 0;
  sizes->heads = ARENA_ARRAY(canvas->arena, struct paragraph, count);
  for (size_t i = 0; i < count; i++) {
    const struct table_lane *lane = &plan->lanes[i];
    double height;
    if (table_has_two_ends(plan, i))
      height = theme->type.table_head.leading * (double)count_lines(plan->table->columns[i].head);
    else
      height = table_set_text(plan, &plan->table->columns[i].head, &plan->head, lane->width,
                       &sizes->heads[i], &status);
    if (lane->graphic == CELL_STRIP)
      height += theme->type.chart_axis.leading;
    sizes->columns = fmax(sizes->columns, height);
  }
  for (size_t i = 0, end; plan->has_groups && i < count; i = end) {
    struct paragraph group;
    end = table_group_end(plan, i);
    sizes->groups = fmax(sizes->groups, table_set_text(plan, &plan->table->columns[i].group, &plan->head,
                                                table_lanes_width(plan, i, end), &group, &status));
  }
  return status;
}

static int head_cell(struct table_plan *plan, size_t column, int row)
{
  struct canvas *canvas = &plan->galley->canvas;
  bool worded = plan->table->columns[column].head.count > 0;
  int cell = tag_add(canvas, worded ? TAG_TH : TAG_TD, row);
  if (worded)
    tag_at(canvas, cell)->scope = SCOPE_COLUMN;
  return cell;
}

static void draw_head_cell(struct table_plan *plan, const struct head_sizes *sizes, size_t column,
                           int tag, double bottom)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct table_lane *lane = &plan->lanes[column];
  const struct type_style *axis = &canvas->theme->type.chart_axis;
  canvas->tag = tag;
  if (table_has_two_ends(plan, column)) {
    draw_spread_head(plan, column, bottom);
    return;
  }
  double end = lane->graphic == CELL_STRIP ? bottom - axis->leading : bottom;
  struct paragraph *head = &sizes->heads[column];
  head->look.align = plan->table->columns[column].align;
  paragraph_draw(canvas, head, lane->x, end - head->height, lane->width);
  canvas->tag = TAG_ARTIFACT; /* the words of each cell say the value */
  table_draw_axis(canvas, lane, bottom - (axis->leading - draw_cap_height(canvas, axis)) / 2);
}

/* The row of heads that span columns, and the tags of those that stand below no such head. */
static void draw_groups(struct table_plan *plan, const struct head_sizes *sizes, int row,
                        int *cells)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct theme *theme = canvas->theme;
  size_t count = plan->table->column_count;
  for (size_t i = 0, end; i < count; i = end) {
    end = table_group_end(plan, i);
    struct text text = plan->table->columns[i].group;
    if (text.count == 0) {
      cells[i] = head_cell(plan, i, row);
      tag_at(canvas, cells[i])->row_span = 2;
      continue;
    }
    int cell = tag_add(canvas, TAG_TH, row), status = 0;
    tag_at(canvas, cell)->scope = SCOPE_COLUMN;
    tag_at(canvas, cell)->column_span = (int)(end - i);
    for (size_t k = i; k < end; k++)
      table_add_head(plan, k, true, cell);
    struct paragraph group;
    double width = table_lanes_width(plan, i, end);
    double height = table_set_text(plan, &text, &plan->head, width, &group, &status);
    canvas->tag = cell;
    group.look.align = end - i > 1 ? ALIGN_CENTRE : plan->table->columns[i].align;
    paragraph_draw(canvas, &group, plan->lanes[i].x, sizes->groups - height, width);
    canvas->tag = TAG_ARTIFACT;
    draw_line(canvas, plan->lanes[i].x, sizes->groups + 1.5, plan->lanes[i].x + width,
              sizes->groups + 1.5, paint_stroke(theme->color.rule, theme->rule.group));
  }
}

/* Space between the two rows of heads, and below the last. */
static const double GROUP_GAP = 4, HEAD_GAP = 3;

int table_compose_head(struct table_plan *plan, int table)
{
  struct galley *galley = plan->galley;
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  size_t count = plan->table->column_count;
  struct head_sizes sizes = {0};
  int status = set_head(plan, &sizes);
  int *cells = ARENA_ARRAY(canvas->arena, int, count);
  struct slug *slug = slug_begin(galley, theme->space.block);
  slug->keep = true;
  int head = tag_add(canvas, TAG_THEAD, table);
  double y = 0;
  if (plan->has_groups) {
    draw_groups(plan, &sizes, tag_add(canvas, TAG_TR, head), cells);
    y = sizes.groups + GROUP_GAP;
  }
  int row = tag_add(canvas, TAG_TR, head);
  for (size_t i = 0; i < count; i++)
    if (!cells[i])
      cells[i] = head_cell(plan, i, row);
  y += sizes.columns;
  for (size_t i = 0; i < count; i++) {
    table_add_head(plan, i, false, cells[i]);
    draw_head_cell(plan, &sizes, i, cells[i], y);
  }
  y += HEAD_GAP;
  canvas->tag = TAG_ARTIFACT;
  draw_line(canvas, plan->x, y, plan->x + plan->width, y,
            paint_stroke(theme->color.ink, theme->rule.table_head));
  slug_end(galley, y + theme->rule.table_head / 2);
  return status;
}
