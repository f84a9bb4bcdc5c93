/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/contrast.h"
#include "layout/table.h"

#include <math.h>

static double text_of(const struct text *text, struct table_plan *plan,
                      const struct paragraph_look *look, double width, struct paragraph *ret,
                      int *status)
{
  *ret = (struct paragraph){0};
  if (text->count && paragraph_set(&plan->galley->canvas, *text, look, width, ret) < 0)
    *status = -1;
  return ret->height;
}

/* ---- head ---------------------------------------------------------------------------------- */

/* The width of lanes FIRST to END. */
static double lanes_width(const struct table_plan *plan, size_t first, size_t end)
{
  const struct table_lane *last = &plan->lanes[end - 1];
  return last->x + last->width - plan->lanes[first].x;
}

static bool same_group(const struct table_plan *plan, size_t a, size_t b)
{
  struct arena *arena = plan->galley->canvas.arena;
  const struct text *group = &plan->table->columns[a].group;
  const struct text *other = &plan->table->columns[b].group;
  return group->count && other->count &&
         strcmp(text_spoken(arena, *group), text_spoken(arena, *other)) == 0;
}

static size_t group_end(const struct table_plan *plan, size_t first)
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
      height = text_of(&plan->table->columns[i].head, plan, &plan->head, lane->width,
                       &sizes->heads[i], &status);
    if (lane->graphic == CELL_STRIP)
      height += theme->type.chart_axis.leading;
    sizes->columns = fmax(sizes->columns, height);
  }
  for (size_t i = 0, end; plan->has_groups && i < count; i = end) {
    struct paragraph group;
    end = group_end(plan, i);
    sizes->groups = fmax(sizes->groups, text_of(&plan->table->columns[i].group, plan, &plan->head,
                                                lanes_width(plan, i, end), &group, &status));
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
    end = group_end(plan, i);
    struct text text = plan->table->columns[i].group;
    if (text.count == 0) {
      cells[i] = head_cell(plan, i, row);
      tag_at(canvas, cells[i])->row_span = 2;
      continue;
    }
    int cell = tag_add(canvas, TAG_TH, row), status = 0;
    tag_at(canvas, cell)->scope = SCOPE_COLUMN;
    tag_at(canvas, cell)->column_span = (int)(end - i);
    struct paragraph group;
    double width = lanes_width(plan, i, end);
    double height = text_of(&text, plan, &plan->head, width, &group, &status);
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

static int compose_head(struct table_plan *plan, int table)
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
  for (size_t i = 0; i < count; i++)
    draw_head_cell(plan, &sizes, i, cells[i], y);
  y += HEAD_GAP;
  canvas->tag = TAG_ARTIFACT;
  draw_line(canvas, plan->x, y, plan->x + plan->width, y,
            paint_stroke(theme->color.ink, theme->rule.table_head));
  slug_end(galley, y + theme->rule.table_head / 2);
  return status;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static const struct paragraph_look *row_look(const struct table_plan *plan,
                                             const struct table_row *row)
{
  if (row->kind == ROW_GROUP)
    return &plan->group;
  return row->strong || row->kind == ROW_TOTAL ? &plan->strong : &plan->cell;
}

static struct color tint_fill(const struct theme *theme, enum cell_tint tint)
{
  const struct color fills[] = {
      [TINT_NONE] = theme->color.paper,      [TINT_PLAIN] = theme->color.paper,
      [TINT_WORSE] = theme->color.worse,     [TINT_BETTER] = theme->color.better,
      [TINT_NEUTRAL] = theme->color.neutral,
  };
  return fills[tint];
}

/* The look of a cell's text: on a filled ground all of it has one colour. */
static struct paragraph_look cell_look(const struct table_plan *plan, const struct table_row *row,
                                       const struct cell *cell)
{
  const struct theme *theme = plan->galley->canvas.theme;
  struct paragraph_look look = *row_look(plan, row);
  look.plain = cell->tint > TINT_PLAIN;
  if (cell->tint > TINT_PLAIN)
    look.style.color = color_on(theme, tint_fill(theme, cell->tint));
  return look;
}

struct row_sizes {
  struct paragraph *texts;
  double height; /* of the row */
  bool centred;  /* its cells stand on its middle, beside graphics or in boxes */
};

static int set_row(struct table_plan *plan, const struct table_row *row, struct row_sizes *sizes)
{
  struct canvas *canvas = &plan->galley->canvas;
  size_t count = plan->table->column_count;
  double space = plan->cell_top + plan->cell_bottom, box = 2 * canvas->theme->space.tinted_cell;
  int status = 0;
  sizes->texts = ARENA_ARRAY(canvas->arena, struct paragraph, count);
  for (size_t i = 0, span; i < count; i += span) {
    span = table_span(plan->table, row, i);
    const struct cell *cell = &row->cells[i];
    struct paragraph_look look = cell_look(plan, row, cell);
    bool boxed = cell->tint != TINT_NONE;
    double height = boxed ? box : space;
    if (cell->graphic == CELL_TEXT)
      height += text_of(&cell->text, plan, &look, lanes_width(plan, i, i + span), &sizes->texts[i],
                        &status);
    else
      height = table_graphic_height(canvas->theme, cell->graphic);
    sizes->height = fmax(sizes->height, height);
    sizes->centred |= cell->graphic != CELL_TEXT || boxed;
  }
  return status;
}

static int body_cell(struct table_plan *plan, const struct table_row *row, size_t column,
                     size_t span, int parent)
{
  struct canvas *canvas = &plan->galley->canvas;
  bool header = row->kind == ROW_GROUP || plan->table->columns[column].header;
  int tag = tag_add(canvas, header ? TAG_TH : TAG_TD, parent);
  if (header)
    tag_at(canvas, tag)->scope = row->kind == ROW_GROUP ? SCOPE_COLUMN : SCOPE_ROW;
  tag_at(canvas, tag)->column_span = span > 1 ? (int)span : 0;
  return tag;
}

static void draw_graphic_cell(struct table_plan *plan, const struct cell *cell, size_t column,
                              int tag, double height)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct table_lane *lane = &plan->lanes[column];
  canvas->tag = TAG_ARTIFACT;
  if (cell->text.count) {
    canvas->tag = tag_add(canvas, TAG_FIGURE, tag);
    tag_at(canvas, canvas->tag)->alt = text_spoken(canvas->arena, cell->text);
    struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
    *mark = (struct mark){.kind = MARK_FIGURE,
                          .tag = canvas->tag,
                          .x0 = lane->x,
                          .y0 = 0,
                          .x1 = lane->x + lane->width,
                          .y1 = height};
  }
  table_draw_graphic(canvas, lane, cell, height / 2, 0, height);
}

/* Between boxes, and their outlines. */
static const double BOX_INSET = 0.8, BOX_OUTLINE = 0.6;

/* The box of a cell, which takes half the gaps beside its column; it ends where the table does. */
static void draw_ground(struct table_plan *plan, enum cell_tint tint, size_t column, double height)
{
  struct canvas *canvas = &plan->galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct table_lane *lane = &plan->lanes[column];
  double left = lane->x - TABLE_BOX_GAP / 2 + BOX_INSET;
  double right = lane->x + lane->width + TABLE_BOX_GAP / 2 - BOX_INSET;
  right = fmin(right, plan->x + plan->width - BOX_OUTLINE / 2);
  struct paint paint = tint == TINT_PLAIN
                           ? paint_stroke(theme->color.hairline, theme->rule.table_row)
                           : paint_both(tint_fill(theme, tint), theme->color.ink, BOX_OUTLINE);
  canvas->tag = TAG_ARTIFACT;
  draw_rect(canvas, left, BOX_INSET, right - left, height - 2 * BOX_INSET, paint);
}

static int compose_row(struct table_plan *plan, const struct table_row *row, int body, int repeat,
                       bool keep)
{
  struct galley *galley = plan->galley;
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  struct row_sizes sizes = {0};
  int status = set_row(plan, row, &sizes);
  struct slug *slug = slug_begin(galley, 0);
  slug->keep = keep;
  slug->repeat = repeat;
  int parent = tag_add(canvas, TAG_TR, body);
  for (size_t i = 0, span; i < plan->table->column_count; i += span) {
    const struct cell *cell = &row->cells[i];
    span = table_span(plan->table, row, i);
    int tag = body_cell(plan, row, i, span, parent);
    if (cell->tint != TINT_NONE)
      draw_ground(plan, cell->tint, i, sizes.height);
    if (cell->graphic != CELL_TEXT) {
      draw_graphic_cell(plan, cell, i, tag, sizes.height);
      continue;
    }
    struct paragraph *text = &sizes.texts[i];
    double y = sizes.centred ? (sizes.height - text->height) / 2 : plan->cell_top;
    text->look.align = span > 1 ? ALIGN_LEFT : plan->table->columns[i].align;
    canvas->tag = tag;
    paragraph_draw(canvas, text, plan->lanes[i].x, y,
                   lanes_width(plan, i, i + span) - table_inset(plan, row, i));
  }
  canvas->tag = TAG_ARTIFACT;
  bool group = row->kind == ROW_GROUP;
  draw_line(canvas, plan->x, sizes.height, plan->x + plan->width, sizes.height,
            paint_stroke(group ? theme->color.rule : theme->color.hairline,
                         group ? theme->rule.group : theme->rule.table_row));
  slug_end(galley, sizes.height);
  return status;
}

/* Fewer rows than these are not left at the foot of a page nor carried to the next. */
enum { LEAST_ROWS = 3 };

/* Nor does a group's head stand without a row, or the note. */
static bool row_keeps(const struct table *table, size_t row)
{
  size_t last = table->row_count - 1;
  if (row == last)
    return table->note.count > 0;
  return table->rows[row].kind == ROW_GROUP || row + 1 < LEAST_ROWS || row + LEAST_ROWS > last;
}

/* ---- the table ----------------------------------------------------------------------------- */

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
  if (table_place_lanes(&plan) < 0)
    return -1;
  int repeat = -1;
  if (plan.has_heads) {
    if (compose_head(&plan, tag) < 0)
      status = -1;
    repeat = (int)galley->slugs.len - 1;
  }
  int body = tag_add(canvas, TAG_TBODY, tag);
  for (size_t i = 0; i < table->row_count; i++)
    if (compose_row(&plan, &table->rows[i], body, repeat, row_keeps(table, i)) < 0)
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
