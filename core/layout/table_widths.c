/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/table.h"

#include "base/num.h"
#include "layout/type.h"

#include <math.h>

/* What graphics would like and, as a share of that, can do with; the space right of them. */
static const double BAR_WIDTH = 100, STRIP_WIDTH = 112, SPARK_WIDTH = 38, SPREAD_WIDTH = 92;
static const double GRAPHIC_LEAST = 0.4, GRAPHIC_GAP = 10;

/* Words that are no longer than this are not broken while there is room. */
static const double SHORT_WORDS = 60;

/* ---- points below each other --------------------------------------------------------------- */

/* What follows the whole part of the number that CELL is: ".6%"; false when it is no number alone. */
static bool number_tail(const struct cell *cell, struct str *ret_tail)
{
  if (cell->graphic != CELL_TEXT || cell->text.count != 1 || cell->text.runs[0].symbol)
    return false;
  struct str text = str_of(cell->text.runs[0].text);
  size_t end = 0;
  if (str_starts(text, "−"))
    end = strlen("−");
  else if (text.len && (text.at[0] == '+' || text.at[0] == '-'))
    end = 1;
  size_t sign = end;
  while (end < text.len && ((text.at[end] >= '0' && text.at[end] <= '9') || text.at[end] == ','))
    end++;
  *ret_tail = (struct str){text.at + end, text.len - end};
  for (size_t i = end; i < text.len; i++)
    if ((text.at[i] < '0' || text.at[i] > '9') && text.at[i] != '.' && text.at[i] != '%')
      return false;
  return end > sign;
}

static double tail_width(struct table_plan *plan, const struct table_row *row, struct str tail,
                         const struct cell *cell)
{
  bool strong = row->strong || row->kind == ROW_TOTAL;
  const struct paragraph_look *look = strong ? &plan->strong : &plan->cell;
  struct type_style style = look->style;
  if (cell->text.runs[0].style & RUN_STRONG)
    style.face = look->strong;
  return tail.len ? type_width(&plan->galley->canvas, &style, tail) : 0;
}

double table_inset(struct table_plan *plan, const struct table_row *row, size_t column)
{
  struct str tail;
  double most = plan->lanes[column].tail;
  if (most == 0 || !number_tail(&row->cells[column], &tail))
    return 0;
  return fmax(most - tail_width(plan, row, tail, &row->cells[column]), 0);
}

/* Finds the longest tail of a lane whose numbers have not as many decimals, and makes room for it. */
static void align_points(struct table_plan *plan, size_t column)
{
  const struct table *table = plan->table;
  struct table_lane *lane = &plan->lanes[column];
  size_t length = SIZE_MAX;
  bool unlike = false;
  struct str tail;
  for (size_t r = 0; r < table->row_count; r++) {
    if (table->rows[r].kind == ROW_GROUP || !number_tail(&table->rows[r].cells[column], &tail))
      continue;
    unlike |= length != SIZE_MAX && tail.len != length;
    length = tail.len;
  }
  for (size_t r = 0; unlike && r < table->row_count; r++)
    if (table->rows[r].kind != ROW_GROUP && number_tail(&table->rows[r].cells[column], &tail))
      lane->tail = fmax(lane->tail,
                        tail_width(plan, &table->rows[r], tail, &table->rows[r].cells[column]));
  for (size_t r = 0; unlike && r < table->row_count; r++) {
    const struct table_row *row = &table->rows[r];
    double whole, longest, inset = row->kind == ROW_GROUP ? 0 : table_inset(plan, row, column);
    if (inset == 0)
      continue;
    bool strong = row->strong || row->kind == ROW_TOTAL;
    paragraph_widths(&plan->galley->canvas, row->cells[column].text,
                     strong ? &plan->strong : &plan->cell, &whole, &longest);
    lane->most = fmax(lane->most, whole + inset);
    lane->hard = fmax(lane->hard, whole + inset);
    lane->least = fmax(lane->least, whole + inset);
  }
}

static double graphic_width(enum cell_graphic graphic)
{
  switch (graphic) {
  case CELL_TEXT:
    break;
  case CELL_BAR:
    return BAR_WIDTH;
  case CELL_STRIP:
    return STRIP_WIDTH;
  case CELL_SPARK:
    return SPARK_WIDTH;
  case CELL_SPREAD:
    return SPREAD_WIDTH;
  }
  return 0;
}

/* KEEP: numbers, which are not broken while there is room. */
static void widen(struct table_plan *plan, struct table_lane *lane, struct text text,
                  const struct paragraph_look *look, bool keep)
{
  double whole, longest;
  paragraph_widths(&plan->galley->canvas, text, look, &whole, &longest);
  lane->most = fmax(lane->most, whole);
  lane->hard = fmax(lane->hard, longest);
  lane->least = fmax(lane->least, keep || whole <= SHORT_WORDS ? whole : longest);
}

static void measure_lane(struct table_plan *plan, size_t column)
{
  const struct table *table = plan->table;
  const struct theme *theme = plan->galley->canvas.theme;
  struct table_lane *lane = &plan->lanes[column];
  bool last = column + 1 == table->column_count;
  bool number = table->columns[column].align == ALIGN_RIGHT;
  for (size_t r = 0; r < table->row_count; r++) {
    const struct table_row *row = &table->rows[r];
    if (row->kind == ROW_GROUP)
      continue;
    const struct cell *cell = &row->cells[column];
    lane->boxed |= cell->tint != TINT_NONE;
    if (cell->graphic != CELL_TEXT) {
      if (!lane->sample)
        lane->sample = cell;
      lane->graphic = cell->graphic;
    } else if (table_span(plan, r, column) == 1) {
      bool strong = row->strong || row->kind == ROW_TOTAL;
      widen(plan, lane, cell->text, strong ? &plan->strong : &plan->cell, number);
    }
  }
  if (number)
    align_points(plan, column);
  double padding = 2 * table_padding(plan, column);
  lane->hard += padding;
  lane->least += padding;
  lane->most += padding;
  bool words_follow = !last && table->columns[column + 1].align == ALIGN_LEFT;
  lane->gap = number ? theme->space.number_right : theme->space.cell_right;
  if (number && words_follow)
    lane->gap = theme->space.number_to_words;
  if (lane->boxed)
    lane->gap = TABLE_BOX_GAP;
  if (last)
    lane->gap = 0;
  if (lane->graphic != CELL_TEXT) {
    lane->most = fmax(lane->most, graphic_width(lane->graphic));
    lane->hard = fmax(lane->hard, GRAPHIC_LEAST * graphic_width(lane->graphic));
    lane->least = fmax(lane->least, lane->hard);
    lane->gap = last ? 0 : GRAPHIC_GAP;
  }
  /* A head would rather take two lines than make its column wide. */
  struct text text = table->columns[column].head;
  struct table_lane head = {0};
  widen(plan, &head, text, &plan->head, table_has_two_ends(plan, column));
  lane->hard = fmax(lane->hard, head.hard);
  lane->least = fmax(lane->least, table_has_two_ends(plan, column)
                                      ? head.least + 2 * table_spread_inset(theme)
                                      : head.hard);
  lane->most = fmax(lane->most, paragraph_two_lines(&plan->galley->canvas, text, &plan->head));
}

/* What spans lanes FIRST to END must find room in them for its longest word. */
static void widen_spanned(struct table_plan *plan, size_t first, size_t end, struct text text,
                          const struct paragraph_look *look)
{
  double whole, longest, hard = 0;
  paragraph_widths(&plan->galley->canvas, text, look, &whole, &longest);
  for (size_t i = first; i < end; i++)
    hard += plan->lanes[i].hard + (i + 1 < end ? plan->lanes[i].gap : 0);
  double lacking = (longest - hard) / (double)(end - first);
  for (size_t i = first; lacking > 0 && i < end; i++) {
    struct table_lane *lane = &plan->lanes[i];
    lane->hard += lacking;
    lane->least = fmax(lane->least, lane->hard);
    lane->most = fmax(lane->most, lane->hard);
  }
}

static void measure_spans(struct table_plan *plan)
{
  const struct table *table = plan->table;
  for (size_t r = 0; r < table->row_count; r++)
    for (size_t i = 0; i < table->column_count; i++)
      if (table->rows[r].kind != ROW_GROUP && table->rows[r].cells[i].columns > 1)
        widen_spanned(plan, i, i + table_span(plan, r, i), table->rows[r].cells[i].text,
                      table_row_look(plan, &table->rows[r]));
  for (size_t i = 0, end; plan->has_groups && i < table->column_count; i = end) {
    end = table_group_end(plan, i);
    widen_spanned(plan, i, end, table->columns[i].group, &plan->head);
  }
}

/* Shares AVAILABLE among the lanes without a width: those that ask for little get it, the others in
 * the measure of the square root of what they ask for, so that a long text does not starve a short
 * one. */
static void share(struct table_plan *plan, bool *settled, double available)
{
  size_t count = plan->table->column_count;
  for (bool changed = true; changed;) {
    double weights = 0;
    changed = false;
    for (size_t i = 0; i < count; i++)
      weights += settled[i] ? 0 : sqrt(plan->lanes[i].most);
    for (size_t i = 0; i < count && !changed; i++) {
      struct table_lane *lane = &plan->lanes[i];
      if (settled[i])
        continue;
      lane->width = available * sqrt(lane->most) / weights;
      if (lane->width < lane->least) {
        lane->width = lane->least;
        changed = true;
      }
      if (changed) {
        settled[i] = true;
        available -= lane->width;
      }
    }
    for (size_t i = 0; i < count && !changed; i++) {
      struct table_lane *lane = &plan->lanes[i];
      if (settled[i] || available * sqrt(lane->most) / weights < lane->most)
        continue;
      lane->width = lane->most;
      settled[i] = changed = true;
      available -= lane->width;
    }
  }
}

/* What is left when all have what they ask for: to the left of numbers, to the right of words. */
static void spread(struct table_plan *plan, const bool *given, double extra)
{
  size_t count = plan->table->column_count;
  double weights = 0;
  for (size_t i = 0; i < count; i++)
    weights += given[i] || plan->lanes[i].graphic == CELL_SPARK ? 0 : 1;
  if (weights == 0)
    return;
  for (size_t i = 0; i < count; i++)
    if (!given[i] && plan->lanes[i].graphic != CELL_SPARK)
      plan->lanes[i].width += extra / weights;
}

static int report_width(struct table_plan *plan, double missing)
{
  struct canvas *canvas = &plan->galley->canvas;
  diag_error(canvas->diags, "STRATA-L030", canvas->loc,
             "the table is %s points wider than its place",
             num_format(canvas->arena, ceil(missing), 0, NUM_PLAIN));
  diag_hint(canvas->diags, "take columns out, shorten their longest words, or make it compact");
  return -1;
}

/* What lane has beyond what it would like, or else beyond what it needs.  Graphics and boxes use all
 * they get. */
static double beyond(const struct table_lane *lane, bool need)
{
  bool uses_all = lane->boxed || lane->graphic != CELL_TEXT;
  double kept = need ? lane->least : uses_all ? lane->width : lane->most;
  return fmax(lane->width - kept, 0);
}

/* Takes up to AMOUNT from the lanes that were given more, in the measure of what is more.  Returns
 * what it could not take. */
static double take(struct table_plan *plan, const bool *given, double amount, bool need)
{
  size_t count = plan->table->column_count;
  double slack = 0;
  for (size_t i = 0; i < count; i++)
    slack += given[i] ? beyond(&plan->lanes[i], need) : 0;
  double taken = fmin(amount, slack);
  for (size_t i = 0; i < count; i++)
    if (given[i] && slack > 0)
      plan->lanes[i].width -= taken * beyond(&plan->lanes[i], need) / slack;
  return amount - taken;
}

/* What some lanes have beyond what they would like keeps the words of others on one line. */
static void lend(struct table_plan *plan, const bool *given)
{
  for (size_t i = 0; i < plan->table->column_count; i++) {
    struct table_lane *lane = &plan->lanes[i];
    double room = 0, missing = lane->most - lane->width;
    for (size_t k = 0; k < plan->table->column_count; k++)
      room += given[k] ? beyond(&plan->lanes[k], false) : 0;
    if (!given[i] || lane->graphic != CELL_TEXT || missing <= 0 || missing > room)
      continue;
    take(plan, given, missing, false);
    lane->width += missing;
  }
}

/* Lets words and numbers break where keeping them whole asks for more than there is: first where
 * that gives most. */
static void give_way(struct table_plan *plan, double least, double available)
{
  size_t count = plan->table->column_count;
  while (least > available) {
    struct table_lane *most = &plan->lanes[0];
    for (size_t i = 1; i < count; i++)
      if (plan->lanes[i].least - plan->lanes[i].hard > most->least - most->hard)
        most = &plan->lanes[i];
    if (most->least <= most->hard)
      return;
    least -= most->least - most->hard;
    most->least = most->hard;
  }
}

static int share_width(struct table_plan *plan, double available)
{
  struct arena *arena = plan->galley->canvas.arena;
  size_t count = plan->table->column_count;
  bool *given = ARENA_ARRAY(arena, bool, count);
  bool *settled = ARENA_ARRAY(arena, bool, count);
  double hard = 0, least = 0, taken = 0, least_left = 0, most_left = 0;
  for (size_t i = 0; i < count; i++) {
    hard += plan->lanes[i].hard;
    least += plan->lanes[i].least;
  }
  if (hard > available + 0.01)
    return report_width(plan, hard - available);
  give_way(plan, least, available);
  for (size_t i = 0; i < count; i++) {
    struct table_lane *lane = &plan->lanes[i];
    double part = plan->table->columns[i].width;
    given[i] = settled[i] = part > 0;
    if (given[i])
      lane->width = fmax(part * plan->width - lane->gap, lane->least);
    taken += lane->width;
    least_left += given[i] ? 0 : lane->least;
    most_left += given[i] ? 0 : lane->most;
  }
  /* A share is what a column would like: it gives way to words that would not fit elsewhere. */
  double missing = taken + least_left - available;
  if (missing > 0) {
    take(plan, given, take(plan, given, missing, false), true);
    taken -= missing;
  }
  lend(plan, given);
  if (most_left > available - taken) {
    share(plan, settled, available - taken);
    table_lower(plan, given);
    return 0;
  }
  for (size_t i = 0; i < count; i++)
    if (!given[i])
      plan->lanes[i].width = plan->lanes[i].most;
  spread(plan, given, available - taken - most_left);
  return 0;
}

int table_place_lanes(struct table_plan *plan)
{
  size_t count = plan->table->column_count;
  plan->lanes = ARENA_ARRAY(plan->galley->canvas.arena, struct table_lane, count);
  double available = plan->width;
  for (size_t i = 0; i < count; i++) {
    measure_lane(plan, i);
    available -= plan->lanes[i].gap;
  }
  measure_spans(plan);
  if (share_width(plan, available) < 0)
    return -1;
  double x = plan->x;
  for (size_t i = 0; i < count; i++) {
    plan->lanes[i].x = x;
    x += plan->lanes[i].width + plan->lanes[i].gap;
  }
  return 0;
}
