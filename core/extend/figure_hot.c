/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hot spots by neighbourhood, and the surface of density of events whose places are known. */
#include "base/num.h"
#include "compute/place_results.h"
#include "disclose/places.h"
#include "extend/host_figure.h"
#include "extend/words.h"

#include <math.h>

static const double SUREST = 1; /* per cent of false discoveries at the surest level */

/* -1 after run_fail unless there is one indicator and nothing given. */
static int need_indicator(struct making *making)
{
  if (figure_refuse_rows(making) < 0)
    return -1;
  if (making->indicator == NO_INDEX)
    return run_fail(making->run, "STRATA-X039", "a '%s' figure needs an indicator",
                    figure_kind_names[making->figure->kind]);
  return 0;
}

/* "5", "2.5". */
static const char *few_decimals(struct arena *arena, double value)
{
  return num_format(arena, value, value == floor(value) ? 0 : 1, NUM_GROUPED);
}

/* "1.5 km", "400 m". */
static const char *distance_words(struct arena *arena, double metres)
{
  bool far = metres >= 1000;
  return arena_printf(arena, far ? "%s km" : "%s m",
                      few_decimals(arena, far ? metres / 1000 : metres));
}

/* ---- hot spots ----------------------------------------------------------------------------- */

static int level_of(double z, double p, double discovery)
{
  if (!(p <= discovery / 100))
    return 0;
  int level = p <= SUREST / 100 && SUREST < discovery ? 2 : 1;
  return z > 0 ? level : -level;
}

/* With one level alone that is the first: it has no surer one. */
static void name_levels(struct making *making, double discovery, struct figure_hot *hot)
{
  struct arena *arena = making->run->arena;
  const char *sure = few_decimals(arena, 100 - discovery);
  hot->labels[1] = arena_printf(arena, "hot, %s%%", sure);
  hot->labels[2] = "neither";
  hot->labels[3] = arena_printf(arena, "cold, %s%%", sure);
  if (SUREST >= discovery)
    return;
  sure = few_decimals(arena, 100 - SUREST);
  hot->labels[0] = arena_printf(arena, "hot, %s%%", sure);
  hot->labels[4] = arena_printf(arena, "cold, %s%%", sure);
}

/* Which of the hottest a place is, from 1; 0: none of the NUMBER. */
static int number_of(const struct hot_spots_result *result, size_t small, int number)
{
  for (size_t i = 0; i < result->hot && (int)i < number; i++)
    if (result->spots[i].small == small)
      return (int)i + 1;
  return 0;
}

static void fill_spots(struct making *making, const struct hot_spots_result *result)
{
  struct strata_run *run = making->run;
  const double *counts;
  struct figure_row *rows = figure_fill_neighbourhoods(making, 0, &counts);
  struct figure_hot *hot = ARENA_NEW(run->arena, struct figure_hot);
  signed char *levels = ARENA_ARRAY(run->arena, signed char, making->figure->row_count);
  for (size_t i = 0; i < making->figure->row_count; i++) {
    size_t small = (size_t)rows[i].small_area;
    double z = result->z[small];
    levels[i] = (signed char)level_of(z, result->p[small], result->discovery);
    rows[i].number = number_of(result, small, making->asked.number);
    rows[i].value = z;
    if (isnan(z) && rows[i].status == STATUS_PUBLISHED)
      rows[i].status = STATUS_UNAVAILABLE;
    rows[i].value_text = isnan(z) ? status_shorthand(rows[i].status)
                                  : num_format(run->arena, z, 1, NUM_TYPOGRAPHIC);
  }
  hot->levels = levels;
  name_levels(making, result->discovery, hot);
  making->figure->hot = hot;
}

int figure_fill_hotspots(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  struct hot_spots_result result;
  figure->scope = making->area;
  if (need_indicator(making) < 0
      || (making->asked.scope && run_area(run, making->asked.scope, &figure->scope) < 0))
    return -1;
  released_hot_spots(run->arena, run->released, making->indicator, figure->scope, making->period,
                       &result);
  making->reason = result.reason;
  if (result.status != STATUS_PUBLISHED)
    return 0;
  fill_spots(making, &result);
  figure->class_method = arena_printf(
    run->arena, "Gi* of each with its neighbours within %s; of all found, %s%% may be chance",
    distance_words(run->arena, result.within), few_decimals(run->arena, result.discovery));
  if (!figure->unit)
    figure->unit = "Gi*";
  return 0;
}

/* ---- density ------------------------------------------------------------------------------- */

enum { DENSITY_CLASSES = 4 };

/* Of the peak: round numbers near its quarters. */
static double near_round(double value)
{
  double power = pow(10, floor(log10(value))), digit = value / power;
  double round = digit < 1.5 ? 1 : digit < 2.25 ? 2 : digit < 2.75 ? 2.5 : floor(digit + 0.5);
  return round * power;
}

static const char *density_number(struct arena *arena, double value)
{
  int decimals = value >= 10 ? 0 : value >= 1 ? 1 : 2;
  return num_format(arena, value, num_decimals(value, decimals), NUM_GROUPED | NUM_TYPOGRAPHIC);
}

static const char *density_label(struct arena *arena, const struct figure *figure, size_t class)
{
  const char *low = class ? density_number(arena, figure->bounds[class - 1]) : NULL;
  if (class == figure->bound_count)
    return low ? arena_printf(arena, "%s or more", low) : "above 0";
  const char *high = density_number(arena, figure->bounds[class]);
  return low ? arena_printf(arena, "%s to %s", low, high) : arena_printf(arena, "below %s", high);
}

/* A row a class: how much ground it covers. */
static void fill_classes(struct making *making, const struct figure_density *density)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  size_t count = figure->bound_count + 1;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  const char **labels = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    double low = i ? figure->bounds[i - 1] : 0;
    double high = i < figure->bound_count ? figure->bounds[i] : INFINITY;
    size_t cells = 0;
    for (size_t k = 0; k < density->columns * density->rows; k++)
      cells += density->values[k] > 0 && density->values[k] >= low && density->values[k] < high;
    labels[i] = making->asked.labels ? host_plain(run, making->asked.labels[i])
                                     : density_label(run->arena, figure, i);
    rows[i] = figure_row_of(labels[i]);
    rows[i].value = (double)cells * density->cell * density->cell / 1e6;
    rows[i].value_text = arena_printf(run->arena, "%s km²",
                                      density_number(run->arena, rows[i].value));
  }
  figure->class_labels = labels;
  figure->rows = rows;
  figure->row_count = count;
}

static const char *peak_words(struct arena *arena, const struct figure_density *density)
{
  size_t peak = 0;
  for (size_t i = 0; i < density->columns * density->rows; i++)
    peak = density->values[i] > density->values[peak] ? i : peak;
  double x = density->x + ((double)(peak % density->columns) + 0.5) * density->cell;
  double y = density->y + ((double)(peak / density->columns) + 0.5) * density->cell;
  return arena_printf(arena, "%s at easting %s, northing %s",
                      density_number(arena, density->values[peak]),
                      num_format(arena, x, 0, NUM_PLAIN), num_format(arena, y, 0, NUM_PLAIN));
}

static int set_density(struct making *making, const struct event_places_result *result)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  struct figure_density *density = ARENA_NEW(run->arena, struct figure_density);
  *density = (struct figure_density) { result->grid.x, result->grid.y, result->grid.cell,
                                       result->grid.columns, result->grid.rows, result->density,
                                       NULL };
  double most = 0, usual[DENSITY_CLASSES - 1];
  for (size_t i = 0; i < density->columns * density->rows; i++)
    most = fmax(most, density->values[i]);
  for (size_t i = 0; i < DENSITY_CLASSES - 1; i++)
    usual[i] = near_round(most * (double)(i + 1) / DENSITY_CLASSES);
  if (figure_take_bounds(making, usual, DENSITY_CLASSES - 1) < 0)
    return -1;
  density->peak = peak_words(run->arena, density);
  fill_classes(making, density);
  figure->density = density;
  return 0;
}

int figure_fill_density(struct making *making)
{
  struct strata_run *run = making->run;
  struct event_places_result result;
  if (need_indicator(making) < 0)
    return -1;
  released_event_places(run->arena, run->released, making->indicator, making->area,
                          making->period, &result);
  making->reason = result.reason;
  if (result.status != STATUS_PUBLISHED)
    return 0;
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  if (!making->figure->unit)
    making->figure->unit = arena_printf(run->arena, "%s a square kilometre",
                                        definition->noun ? definition->noun : "events");
  making->figure->class_method = arena_printf(
    run->arena, "Kernel density of %s places, quartic, bandwidth %s, cells of %s",
    words_count(run->arena, (double)result.events), distance_words(run->arena, result.bandwidth),
    distance_words(run->arena, result.cell));
  return set_density(making, &result);
}
