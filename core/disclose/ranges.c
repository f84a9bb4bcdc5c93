/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/ranges_parts.h"

#include "base/cleanup.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>

/* Counts are below a million, and so are the numbers of equations: a millionth is no count. */
static const double SMALL = 1e-6;
/* In place of infinity in a programme. */
static const double FAR = 1e9;

void ranges_begin(struct ranges *ranges, struct arena *arena, size_t count)
{
  ranges->arena = arena;
  ranges->count = count;
  ranges->low = ARENA_ARRAY(arena, double, count);
  ranges->high = ARENA_ARRAY(arena, double, count);
  ranges->seen_low = ARENA_ARRAY(arena, double, count);
  ranges->seen_high = ARENA_ARRAY(arena, double, count);
  ranges->low_by = ARENA_ARRAY(arena, int32_t, count);
  ranges->high_by = ARENA_ARRAY(arena, int32_t, count);
  for (size_t i = 0; i < count; i++) {
    ranges->seen_low[i] = INFINITY;
    ranges->seen_high[i] = -INFINITY;
    ranges->low_by[i] = ranges->high_by[i] = -1;
  }
}

static bool is_too_narrow(const struct ranges *ranges, size_t index)
{
  return ranges->asked_width && ranges->asked_width[index] > 0
    && ranges->seen_high[index] - ranges->seen_low[index] < ranges->asked_width[index] - SMALL;
}

bool ranges_falls_short(const struct ranges *ranges, size_t index, bool up)
{
  if (is_too_narrow(ranges, index))
    return true;
  if (isnan(ranges->asked_low[index]))
    return false;
  return up ? ranges->seen_high[index] < ranges->asked_high[index] - SMALL
            : ranges->seen_low[index] > ranges->asked_low[index] + SMALL;
}

bool ranges_reach(const struct ranges *ranges, size_t index)
{
  return !ranges_falls_short(ranges, index, false) && !ranges_falls_short(ranges, index, true);
}

/* ---- programmes ---------------------------------------------------------------------------- */

/* A number is one column; or, where the programme begins at an origin, two: how far it goes up from
 * there, and how far down.  Nothing moves at first, so that no feasible point has to be looked for. */
static int columns_of(const struct ranges *ranges)
{
  return ranges->origin ? 2 : 1;
}

static void add_column(const struct ranges *ranges, glp_prob *programme, int column,
                       uint32_t number)
{
  double low = ranges->low[number], high = ranges->high[number];
  if (!ranges->origin) {
    glp_set_col_bnds(programme, column, GLP_DB, low, isinf(high) ? low + FAR : high);
    return;
  }
  double up = isinf(high) ? FAR : high - ranges->origin[number];
  double down = ranges->origin[number] - low;
  glp_set_col_bnds(programme, column, up > 0 ? GLP_DB : GLP_FX, 0, fmax(up, 0));
  glp_set_col_bnds(programme, column + 1, down > 0 ? GLP_DB : GLP_FX, 0, fmax(down, 0));
}

static void add_row(struct arena *scratch, const struct ranges *ranges, const struct parts *parts,
                    const struct equation *equation, int row, glp_prob *programme)
{
  int wide = columns_of(ranges), used = 0;
  int *columns = ARENA_ARRAY(scratch, int, (size_t)wide *equation->count + 1);
  double *signs = ARENA_ARRAY(scratch, double, (size_t)wide *equation->count + 1);
  double rest = 0;
  for (uint32_t t = 0; t < equation->count; t++) {
    struct term term = ranges->terms[equation->first + t];
    if (!ranges_open(ranges, term.cell)) {
      rest -= term.sign * ranges->low[term.cell];
      continue;
    }
    for (int side = 0; side < wide; side++) {
      columns[++used] = wide * ((int)parts->column[term.cell] - 1) + 1 + side;
      signs[used] = side ? -term.sign : term.sign;
    }
  }
  if (ranges->origin)
    rest = 0;
  glp_set_row_bnds(programme, row, GLP_FX, rest, rest);
  glp_set_mat_row(programme, row, used, columns, signs);
}

static glp_prob *programme_of(struct arena *scratch, const struct ranges *ranges,
                              const struct parts *parts, const struct part *part)
{
  glp_prob *programme = glp_create_prob();
  int wide = columns_of(ranges);
  glp_add_cols(programme, wide * (int)part->count);
  for (size_t k = 0; k < part->count; k++)
    add_column(ranges, programme, wide * (int)k + 1, part->numbers[k]);
  if (part->equation_count > 0)
    glp_add_rows(programme, (int)part->equation_count);
  for (size_t r = 0; r < part->equation_count; r++)
    add_row(scratch, ranges, parts, &ranges->equations[part->equations[r]], (int)r + 1, programme);
  return programme;
}

/* What is to be made as large or as small as can be: number K of the part. */
static void want(const struct ranges *ranges, glp_prob *programme, size_t k, double weight)
{
  int wide = columns_of(ranges);
  for (int side = 0; side < wide; side++)
    glp_set_obj_coef(programme, wide * (int)k + 1 + side, side ? -weight : weight);
}

static double solution(const struct ranges *ranges, const struct part *part, glp_prob *programme,
                       size_t k)
{
  if (!ranges->origin)
    return glp_get_col_prim(programme, (int)k + 1);
  return ranges->origin[part->numbers[k]] + glp_get_col_prim(programme, 2 * (int)k + 1)
    - glp_get_col_prim(programme, 2 * (int)k + 2);
}

/* Whether the programme was solved to its optimum. */
static bool optimise(struct ranges *ranges, glp_prob *programme)
{
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_OFF;
  int before = glp_get_it_cnt(programme);
  int failed = glp_simplex(programme, &control);
  if (failed) { /* a basis that has become singular: once more from the start */
    glp_std_basis(programme);
    failed = glp_simplex(programme, &control);
  }
  ranges->programmes++;
  ranges->iterations += glp_get_it_cnt(programme) - before;
  int status = glp_get_status(programme);
  if (!failed && (status == GLP_NOFEAS || status == GLP_INFEAS))
    ranges->contradiction = true;
  return !failed && status == GLP_OPT;
}

static void keep_witness(struct ranges *ranges, const struct part *part, glp_prob *programme)
{
  VEC(uint32_t) numbers = { 0 };
  VEC(double) values = { 0 };
  for (size_t k = 0; k < part->count; k++) {
    double value = solution(ranges, part, programme, k);
    if (fabs(value - ranges->origin[part->numbers[k]]) <= SMALL)
      continue;
    *VEC_ADD(ranges->arena, &numbers) = part->numbers[k];
    *VEC_ADD(ranges->arena, &values) = value;
  }
  *VEC_ADD(ranges->arena, &ranges->witnesses->list)
    = (struct witness) { numbers.len, numbers.at, values.at };
}

/* Takes note of how far the programme's solution shows each number to go. */
static void look(struct ranges *ranges, const struct part *part, glp_prob *programme)
{
  bool further = false;
  for (size_t k = 0; k < part->count; k++) {
    uint32_t index = part->numbers[k];
    double value = solution(ranges, part, programme, k);
    if (!isnan(ranges->asked_low[index]) || ranges->asked_width)
      further = further || value < ranges->seen_low[index] - SMALL
        || value > ranges->seen_high[index] + SMALL;
    ranges->seen_low[index] = fmin(ranges->seen_low[index], value);
    ranges->seen_high[index] = fmax(ranges->seen_high[index], value);
  }
  if (further && ranges->witnesses && ranges->origin)
    keep_witness(ranges, part, programme);
}

/* All that fall short at once: their sum upwards or downwards. */
static void follow_all(struct ranges *ranges, const struct part *part, glp_prob *programme, bool up)
{
  size_t short_of = 0;
  for (size_t k = 0; k < part->count; k++) {
    bool wanted = ranges_falls_short(ranges, part->numbers[k], up);
    want(ranges, programme, k, wanted ? 1 : 0);
    short_of += wanted;
  }
  if (short_of < 2)
    return;
  glp_set_obj_dir(programme, up ? GLP_MAX : GLP_MIN);
  if (optimise(ranges, programme))
    look(ranges, part, programme);
}

/* One number as far as it goes.  False when it falls short. */
static bool follow(struct ranges *ranges, const struct part *part, glp_prob *programme, size_t k,
                   bool up)
{
  uint32_t index = part->numbers[k];
  if (!ranges_falls_short(ranges, index, up))
    return true;
  for (size_t i = 0; i < part->count; i++)
    want(ranges, programme, i, i == k ? 1 : 0);
  glp_set_obj_dir(programme, up ? GLP_MAX : GLP_MIN);
  if (!optimise(ranges, programme))
    return false;
  look(ranges, part, programme);
  return !ranges_falls_short(ranges, index, up);
}

static bool is_asked(const struct ranges *ranges, const struct part *part)
{
  for (size_t k = 0; k < part->count; k++)
    if (!ranges_reach(ranges, part->numbers[k]))
      return true;
  return false;
}

/* A single equation over numbers that nothing else joins: tightening has found their ends. */
static bool is_settled(struct ranges *ranges, const struct part *part)
{
  if (part->equation_count > 1 || ranges->crept || ranges->witnesses)
    return false;
  for (size_t k = 0; k < part->count; k++) {
    uint32_t index = part->numbers[k];
    ranges->seen_low[index] = ranges->low[index];
    ranges->seen_high[index] = ranges->high[index];
  }
  return true;
}

static bool is_left_out(const struct ranges *ranges, const struct part *part)
{
  return ranges->largest_part && part->count > ranges->largest_part;
}

bool ranges_left_out(const struct ranges *ranges, size_t index)
{
  return ranges->parts && ranges_open(ranges, index) && is_left_out(ranges, &ranges->parts->at[ranges->parts->part[index]]);
}

static void solve_part(struct ranges *ranges, const struct parts *parts, const struct part *part)
{
  if (is_left_out(ranges, part) || !is_asked(ranges, part) || is_settled(ranges, part))
    return;
  auto_arena struct arena *scratch = arena_new();
  glp_prob *programme = programme_of(scratch, ranges, parts, part);
  bool go_on = true;
  for (int round = 0; round < 2 && !ranges->contradiction; round++) {
    follow_all(ranges, part, programme, false);
    follow_all(ranges, part, programme, true);
  }
  for (size_t k = 0; k < part->count && go_on && !ranges->contradiction; k++) {
    bool reaches = follow(ranges, part, programme, k, false);
    reaches = follow(ranges, part, programme, k, true) && reaches;
    go_on = reaches || !ranges->stop_short;
  }
  glp_delete_prob(programme);
}

/* What is known exactly goes nowhere. */
static bool settle_known(struct ranges *ranges)
{
  bool all = true;
  for (size_t i = 0; i < ranges->count; i++) {
    if (ranges_open(ranges, i))
      continue;
    ranges->seen_low[i] = ranges->seen_high[i] = ranges->low[i];
    all = all && ranges_reach(ranges, i);
  }
  return all;
}

/* A range that tightening has closed cannot be reached: known without a programme. */
static bool is_closed_short(const struct ranges *ranges)
{
  for (size_t i = 0; i < ranges->count; i++)
    if (!isnan(ranges->asked_low[i])
        && (ranges->low[i] > ranges->asked_low[i] + SMALL
            || ranges->high[i] < ranges->asked_high[i] - SMALL))
      return true;
  return false;
}

void ranges_solve(struct ranges *ranges)
{
  ranges_tighten(ranges);
  if (ranges->contradiction)
    return;
  bool reached = settle_known(ranges);
  if (ranges->stop_short && (!reached || is_closed_short(ranges)))
    return;
  glp_term_out(GLP_OFF);
  ranges->parts = ranges_parts(ranges->arena, ranges);
  for (size_t p = 0; p < ranges->parts->count && !ranges->contradiction; p++)
    solve_part(ranges, ranges->parts, &ranges->parts->at[p]);
}

/* ---- explaining ---------------------------------------------------------------------------- */

/* Marks the equations that tightened the bounds of INDEX, and of all that they lean on. */
static void mark_reasons(struct arena *scratch, const struct ranges *ranges, uint32_t index,
                         bool *used, bool *seen)
{
  VEC(uint32_t) stack = { 0 };
  *VEC_ADD(scratch, &stack) = index;
  while (stack.len > 0) {
    uint32_t one = stack.at[--stack.len];
    if (seen[one])
      continue;
    seen[one] = true;
    for (int side = 0; side < 2; side++) {
      int32_t by = (side ? ranges->high_by : ranges->low_by)[one];
      if (by < 0 || used[by])
        continue;
      used[by] = true;
      const struct equation *equation = &ranges->equations[by];
      for (uint32_t t = 0; t < equation->count; t++)
        *VEC_ADD(scratch, &stack) = ranges->terms[equation->first + t].cell;
    }
  }
}

static void explain_by_programme(struct arena *scratch, struct ranges *ranges, uint32_t index,
                                 bool *used, bool *seen)
{
  const struct parts *parts = ranges->parts;
  const struct part *part = &parts->at[parts->part[index]];
  glp_prob *programme = programme_of(scratch, ranges, parts, part);
  want(ranges, programme, parts->column[index] - 1, 1);
  for (int up = 0; up < 2; up++) {
    glp_set_obj_dir(programme, up ? GLP_MAX : GLP_MIN);
    if (!optimise(ranges, programme))
      continue;
    ranges->seen_low[index] = fmin(ranges->seen_low[index], glp_get_obj_val(programme));
    ranges->seen_high[index] = fmax(ranges->seen_high[index], glp_get_obj_val(programme));
    for (size_t r = 0; r < part->equation_count; r++) {
      if (fabs(glp_get_row_dual(programme, (int)r + 1)) < SMALL)
        continue;
      used[part->equations[r]] = true;
      const struct equation *equation = &ranges->equations[part->equations[r]];
      for (uint32_t t = 0; t < equation->count; t++) {
        uint32_t cell = ranges->terms[equation->first + t].cell;
        int column = (int)parts->column[cell];
        bool leans = column == 0 || glp_get_col_stat(programme, column) != GLP_BS;
        if (leans)
          mark_reasons(scratch, ranges, cell, used, seen);
      }
    }
  }
  glp_delete_prob(programme);
}

const uint32_t *ranges_explain(struct ranges *ranges, size_t index, size_t *ret_count)
{
  auto_arena struct arena *scratch = arena_new();
  bool *used = ARENA_ARRAY(scratch, bool, ranges->equation_count);
  bool *seen = ARENA_ARRAY(scratch, bool, ranges->count);
  mark_reasons(scratch, ranges, (uint32_t)index, used, seen);
  if (ranges_open(ranges, index) && !ranges_left_out(ranges, index))
    explain_by_programme(scratch, ranges, (uint32_t)index, used, seen);
  VEC(uint32_t) list = { 0 };
  for (size_t e = 0; e < ranges->equation_count; e++)
    if (used[e])
      *VEC_ADD(ranges->arena, &list) = (uint32_t)e;
  *ret_count = list.len;
  return list.at;
}
