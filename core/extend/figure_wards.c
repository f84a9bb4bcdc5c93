/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of wards, for maps, bars and intervals. */
#include "compute/patterns.h"
#include "extend/host_figure.h"
#include "extend/words.h"

#include <math.h>

/* A ward's name, with its district's where the figure has wards of several. */
static const char *label_of(struct making *making, size_t ward)
{
  struct strata_run *run = making->run;
  const struct area *scope = &run->catalog->areas[making->figure->scope];
  const struct ward *own = &run->facts->wards[ward];
  const struct area *district = &run->catalog->areas[own->district];
  const char *name = own->name ? own->name : own->code;
  return scope->member_count > 1 ? arena_printf(run->arena, "%s (%s)", name,
                                                district->short_name ? district->short_name : district->name)
                                 : name;
}

/* After what the figure's own note says. */
static void add_note(struct making *making, size_t without)
{
  struct arena *arena = making->run->arena;
  const char *own = making->figure->note;
  const char *note = "Wards are best fits: each has the figures of the neighbourhoods (LSOAs) fitted to it.";
  if (without)
    note = arena_printf(arena, "%s %zu %s no ward, and %s in none.", note, without,
                        without == 1 ? "neighbourhood has" : "neighbourhoods have",
                        without == 1 ? "is" : "are");
  making->figure->note = own ? arena_printf(arena, "%s %s", own, note) : note;
}

static void number_rows(struct arena *arena, struct figure_row *rows, const double *counts,
                        size_t count, int number)
{
  size_t most = number > 0 ? (size_t)number : 0;
  most = most < count ? most : count;
  size_t *busiest = ARENA_ARRAY(arena, size_t, most);
  most = busiest_places(counts, count, most, busiest);
  for (size_t i = 0; i < most; i++)
    rows[busiest[i]].number = (int)i + 1;
}

struct figure_row *figure_fill_wards(struct making *making, int number)
{
  struct strata_run *run = making->run;
  const struct facts *facts = run->facts;
  struct figure *figure = making->figure;
  size_t all = facts->ward_count, count = 0;
  figure->scope = making->area;
  if (making->asked.scope && run_area(run, making->asked.scope, &figure->scope) < 0)
    return NULL;
  if (!all) {
    run_fail(run, "STRATA-X039", "no area lookup of the workspace has wards, and the figure is over wards");
    return NULL;
  }
  struct ward_result *wards = ARENA_ARRAY(run->arena, struct ward_result, all);
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, all);
  double *counts = ARENA_ARRAY(run->arena, double, all);
  size_t without = released_wards(run->released, making->indicator, figure->scope, making->period, wards);
  for (size_t i = 0; i < all; i++) {
    const struct ward_result *result = &wards[i];
    if (result->status == STATUS_NOT_APPLICABLE)
      continue;
    bool shown = result->status == STATUS_PUBLISHED;
    struct figure_row *row = &rows[count];
    *row = figure_row_of(label_of(making, i));
    row->ward = (int)i;
    row->status = result->status;
    row->value = shown ? result->value : (double)NAN;
    row->lower = shown ? result->lower : (double)NAN;
    row->upper = shown ? result->upper : (double)NAN;
    row->value_text = shown ? words_value(run, making->indicator, result->value)
                            : status_shorthand(result->status);
    if (!shown)
      making->reason = result->reason;
    counts[count++] = result->numerator;
  }
  figure->rows = rows;
  figure->row_count = count;
  if (!figure->row_head && !figure->compact)
    figure->row_head = "Ward";
  number_rows(run->arena, rows, counts, count, number);
  add_note(making, without);
  return rows;
}
