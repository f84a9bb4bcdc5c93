/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/paragraph_pieces.h"

#include <math.h>

/* As a share of the line: what a last line of a single word costs, a break at a hyphen, and one between
 * a number and what it counts, which is made only where a line has room for nothing else. */
static const double RUNT_COST = 0.25, HYPHEN_COST = 0.12, UNIT_COST = 1;

struct break_at {
  double cost;
  size_t from;
};

/* What is being broken: pieces FIRST to END, between two forced breaks. */
struct part {
  const struct piece *at;
  size_t first, end;
  double width;
  bool even;
};

/* Whether the last line, from piece FROM on, is a single word. */
static bool is_runt(const struct part *part, size_t from)
{
  for (size_t i = from + 1; i < part->end; i++)
    if (part->at[i].joint == JOINT_SPACE)
      return false;
  return true;
}

static double hyphen_at(const struct part *part, size_t to)
{
  return to < part->end && part->at[to].joint == JOINT_HYPHEN ? part->at[to].hyphen : 0;
}

/* The cost of a line of pieces FROM to TO, TAKEN points long. */
static double line_cost(const struct part *part, size_t from, size_t to, double taken)
{
  double left = part->width - taken;
  if (left < -0.001) /* a word that is too long: a line of its own */
    return 1e12;
  if (to == part->end && !part->even)
    return from > part->first && is_runt(part, from) ? pow(RUNT_COST * part->width, 2) : 0;
  double broken = 0;
  if (to < part->end && part->at[to].joint < JOINT_SPACE)
    broken = HYPHEN_COST;
  else if (to < part->end && part->at[to].unit)
    broken = UNIT_COST;
  return left * left + pow(broken * part->width, 2);
}

/* BEST[i - first] becomes the best way to end a line before piece i. */
static void choose_breaks(const struct part *part, struct break_at *best)
{
  const struct piece *at = part->at;
  size_t first = part->first, end = part->end;
  for (size_t i = first + 1; i <= end; i++) {
    best[i - first] = (struct break_at){.cost = INFINITY};
    if (i < end && at[i].joint == JOINT_NONE)
      continue;
    double taken = hyphen_at(part, i);
    for (size_t from = i; from-- > first;) {
      taken += at[from].width + (from + 1 < i ? at[from + 1].space : 0);
      bool begins = from == first || at[from].joint != JOINT_NONE;
      if (taken > part->width + 0.001 && isfinite(best[i - first].cost))
        break;
      if (!begins || !isfinite(best[from - first].cost))
        continue;
      double cost = best[from - first].cost + line_cost(part, from, i, taken);
      if (cost <= best[i - first].cost)
        best[i - first] = (struct break_at){cost, from};
    }
  }
}

static void add_line(struct arena *arena, struct lines *lines, const struct piece *pieces,
                     size_t count, double hyphen)
{
  struct set_line *line = VEC_ADD(arena, &lines->list);
  line->pieces = pieces;
  line->count = count;
  for (size_t i = 0; i < count; i++) {
    line->width += pieces[i].width + (i ? pieces[i].space : 0);
    line->height = fmax(line->height, pieces[i].style->leading);
  }
  line->hyphenated = hyphen > 0;
  line->width += hyphen;
}

static void set_part(struct canvas *canvas, struct lines *lines, const struct part *part)
{
  const struct piece *at = part->at;
  size_t first = part->first, end = part->end, count = 0;
  double whole = 0;
  for (size_t i = first; i < end; i++)
    whole += at[i].width + (i > first ? at[i].space : 0);
  if (whole <= part->width) {
    add_line(canvas->arena, lines, at + first, end - first, 0);
    return;
  }
  struct break_at *best = ARENA_ARRAY(canvas->arena, struct break_at, end - first + 1);
  size_t *starts = ARENA_ARRAY(canvas->arena, size_t, end - first + 1);
  choose_breaks(part, best);
  for (size_t to = end; to > first; to = best[to - first].from)
    starts[count++] = best[to - first].from;
  while (count-- > 0) {
    size_t to = count ? starts[count - 1] : end;
    add_line(canvas->arena, lines, at + starts[count], to - starts[count], hyphen_at(part, to));
  }
}

void pieces_set(const struct pieces *pieces, double width, bool even, struct lines *lines)
{
  for (size_t first = 0, end; first < pieces->list.len; first = end) {
    end = first + 1;
    while (end < pieces->list.len && pieces->list.at[end].joint != JOINT_FORCED)
      end++;
    struct part part = {pieces->list.at, first, end, width, even};
    set_part(pieces->canvas, lines, &part);
  }
}
