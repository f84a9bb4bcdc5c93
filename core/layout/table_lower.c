/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/table.h"

#include <math.h>

/* A lane whose width may change: what its cells take, by row, with the head as one row more. */
struct open_lane {
  struct table_lane *lane;
  struct paragraph_measure *cells;
  double *heights; /* at the lane's width */
};

struct lowering {
  struct table_plan *plan;
  struct open_lane *open;
  size_t open_count, row_count; /* row_count: with the head's */
  double *fixed;                /* by row: the height of what does not change */
  double *others;               /* by row: of all lanes but the two that are looked at */
};

/* Widths are tried in steps of so many points, or in so many steps; less than LEAST_GAIN points of height
 * are not worth a change. */
static const double STEP = 2, LEAST_GAIN = 0.5;
enum { MOST_STEPS = 96, MOST_ROUNDS = 4, MOST_CELLS = 4000 };

static bool is_open(const struct table_plan *plan, const bool *fixed, size_t column)
{
  const struct table_lane *lane = &plan->lanes[column];
  return !fixed[column] && lane->graphic == CELL_TEXT && !lane->boxed
         && !table_has_two_ends(plan, column);
}

/* The text of ROW in COLUMN, where the head is the row after the last; empty where it spans. */
static struct text text_at(const struct table_plan *plan, size_t row, size_t column,
                           const struct paragraph_look **ret_look)
{
  const struct table *table = plan->table;
  if (row == table->row_count) {
    *ret_look = &plan->head;
    return table->columns[column].head;
  }
  const struct table_row *at = &table->rows[row];
  bool single = at->kind != ROW_GROUP && at->cells[column].graphic == CELL_TEXT
                && table_span(plan, row, column) == 1
                && table_row_span(table, row, column) == 1;
  *ret_look = table_row_look(plan, at);
  return single ? at->cells[column].text : (struct text){0};
}

static void measure(struct lowering *lowering, size_t column, struct open_lane *open)
{
  struct canvas *canvas = &lowering->plan->galley->canvas;
  for (size_t r = 0; r < lowering->row_count; r++) {
    const struct paragraph_look *look;
    struct text text = text_at(lowering->plan, r, column, &look);
    open->cells[r] = paragraph_measure(canvas, text, look);
    open->heights[r] = paragraph_measured_height(&open->cells[r], open->lane->width);
  }
}

static void measure_fixed(struct lowering *lowering, size_t column)
{
  struct table_plan *plan = lowering->plan;
  double width = plan->lanes[column].width;
  for (size_t r = 0; r < lowering->row_count; r++) {
    const struct paragraph_look *look;
    struct text text = text_at(plan, r, column, &look);
    struct paragraph_measure measured = paragraph_measure(&plan->galley->canvas, text, look);
    lowering->fixed[r] = fmax(lowering->fixed[r], paragraph_measured_height(&measured, width));
  }
}

/* The height of all rows with lanes A and B as wide as this. */
static double height_with(struct lowering *lowering, const struct open_lane *a, double a_width,
                          const struct open_lane *b, double b_width)
{
  double sum = 0;
  for (size_t r = 0; r < lowering->row_count; r++) {
    double height = fmax(paragraph_measured_height(&a->cells[r], a_width),
                         paragraph_measured_height(&b->cells[r], b_width));
    sum += fmax(lowering->others[r], height);
  }
  return sum;
}

static void find_others(struct lowering *lowering, const struct open_lane *a,
                        const struct open_lane *b)
{
  for (size_t r = 0; r < lowering->row_count; r++) {
    lowering->others[r] = lowering->fixed[r];
    for (size_t i = 0; i < lowering->open_count; i++)
      if (&lowering->open[i] != a && &lowering->open[i] != b)
        lowering->others[r] = fmax(lowering->others[r], lowering->open[i].heights[r]);
  }
}

static void set_width(struct lowering *lowering, struct open_lane *open, double width)
{
  open->lane->width = width;
  for (size_t r = 0; r < lowering->row_count; r++)
    open->heights[r] = paragraph_measured_height(&open->cells[r], width);
}

/* Shares what A and B have together so that the table is least high; of shares that are as good, the one
 * nearest to what they had.  Whether that changed anything. */
static bool exchange(struct lowering *lowering, struct open_lane *a, struct open_lane *b)
{
  double both = a->lane->width + b->lane->width, had = a->lane->width;
  double from = a->lane->least, to = both - b->lane->least;
  if (to - from < STEP)
    return false;
  find_others(lowering, a, b);
  double lowest = height_with(lowering, a, had, b, both - had) - LEAST_GAIN, best = had;
  double step = fmax(STEP, (to - from) / MOST_STEPS);
  for (double width = from; width <= to; width += step) {
    double height = height_with(lowering, a, width, b, both - width);
    bool nearer = fabs(width - had) < fabs(best - had);
    if (height > lowest || (height == lowest && !(best != had && nearer)))
      continue;
    lowest = height;
    best = width;
  }
  if (best == had)
    return false;
  set_width(lowering, a, best);
  set_width(lowering, b, both - best);
  return true;
}

void table_lower(struct table_plan *plan, const bool *fixed)
{
  struct arena *arena = plan->galley->canvas.arena;
  size_t columns = plan->table->column_count, rows = plan->table->row_count + 1;
  struct lowering lowering = {.plan = plan, .row_count = rows};
  lowering.open = ARENA_ARRAY(arena, struct open_lane, columns);
  for (size_t i = 0; i < columns; i++)
    if (is_open(plan, fixed, i))
      lowering.open[lowering.open_count++].lane = &plan->lanes[i];
  if (lowering.open_count < 2 || lowering.open_count * rows > MOST_CELLS)
    return;
  lowering.fixed = ARENA_ARRAY(arena, double, rows);
  lowering.others = ARENA_ARRAY(arena, double, rows);
  for (size_t i = 0; i < lowering.open_count; i++) {
    struct open_lane *open = &lowering.open[i];
    open->cells = ARENA_ARRAY(arena, struct paragraph_measure, rows);
    open->heights = ARENA_ARRAY(arena, double, rows);
    measure(&lowering, (size_t)(open->lane - plan->lanes), open);
  }
  for (size_t i = 0; i < columns; i++)
    if (!is_open(plan, fixed, i))
      measure_fixed(&lowering, i);
  bool changed = true;
  for (int round = 0; changed && round < MOST_ROUNDS; round++) {
    changed = false;
    for (size_t a = 0; a < lowering.open_count; a++)
      for (size_t b = a + 1; b < lowering.open_count; b++)
        changed |= exchange(&lowering, &lowering.open[a], &lowering.open[b]);
  }
}
