/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dots of two values each: a district's by two indicators, the harm of each kind of offence by how many
 * there were, or whatever a script gives. */
#include "base/num.h"
#include "compute/place_results.h"
#include "disclose/places.h"
#include "extend/host_figure.h"
#include "extend/marks.h"
#include "extend/words.h"

#include <math.h>

/* A scatter in the making. */
struct dots {
  struct figure_row *rows;
  double *across;
  const char **across_texts;
  size_t count;
};

static struct dots dots_new(struct arena *arena, size_t count)
{
  return (struct dots) { ARENA_ARRAY(arena, struct figure_row, count),
                         ARENA_ARRAY(arena, double, count),
                         ARENA_ARRAY(arena, const char *, count), count };
}

/* ---- two indicators ------------------------------------------------------------------------ */

static const char *unit_of(const struct indicator *definition)
{
  bool counts = definition->statistic == STATISTIC_COUNT;
  return counts && definition->noun ? definition->noun : definition->unit;
}

/* "Offences, per 1,000 residents": two axes have two units, and each says of what. */
static const char *axis_words(struct strata_run *run, int indicator)
{
  const struct indicator *definition = &run->catalog->indicators[indicator];
  return arena_printf(run->arena, "%s, %s",
                      definition->short_title ? definition->short_title : definition->title,
                      unit_of(definition));
}

static void set_references(struct making *making, int against, struct figure_scatter *scatter)
{
  struct strata_run *run = making->run;
  struct result up, across;
  int comparator = run->catalog->comparator;
  run_find(run, making->indicator, comparator, making->period, NULL, &up);
  run_find(run, against, comparator, making->period, NULL, &across);
  if (up.status != STATUS_PUBLISHED || across.status != STATUS_PUBLISHED)
    return;
  making->figure->reference = up.value;
  scatter->reference = across.value;
  making->figure->reference_label
    = arena_printf(run->arena, "Dashed: %s, %s and %s", run->catalog->areas[comparator].name,
                   words_result(run, making->indicator, &up), words_result(run, against, &across));
}

static void fill_districts(struct making *making, int against, struct dots *dots,
                           struct figure_scatter *scatter)
{
  struct strata_run *run = making->run;
  *dots = dots_new(run->arena, run->catalog->district_count);
  for (size_t i = 0; i < dots->count; i++) {
    struct result up, across;
    run_find(run, making->indicator, (int)i, making->period, NULL, &up);
    run_find(run, against, (int)i, making->period, NULL, &across);
    dots->rows[i] = figure_row_of(run->catalog->areas[i].name);
    dots->rows[i].area = (int)i;
    figure_fill_row(making, &up, making->indicator, &dots->rows[i]);
    dots->rows[i].change = SYMBOL_NONE;
    dots->rows[i].strong = (int)i == run->area || up.significance == SIGNIFICANCE_HIGHER
                           || up.significance == SIGNIFICANCE_LOWER;
    if (across.status != STATUS_PUBLISHED) {
      dots->rows[i].status = across.status;
      making->reason = across.reason;
    }
    dots->across[i] = across.value;
    dots->across_texts[i] = words_result(run, against, &across);
  }
  if (!making->figure->unit)
    making->figure->unit = axis_words(run, making->indicator);
  if (!making->figure->row_head)
    making->figure->row_head = "District";
  scatter->unit = axis_words(run, against);
  set_references(making, against, scatter);
}

/* ---- harm by offence ----------------------------------------------------------------------- */

static int fill_severity(struct making *making, struct dots *dots, struct figure_scatter *scatter)
{
  struct strata_run *run = making->run;
  struct severity_result result;
  released_severity(run->arena, run->released, making->indicator, making->area, making->period,
                      &result);
  making->reason = result.reason;
  *dots = dots_new(run->arena, result.status == STATUS_PUBLISHED ? result.category_count : 0);
  for (size_t i = 0; i < dots->count; i++) {
    const struct severity_category *category = &result.categories[i];
    struct figure_row *row = &dots->rows[i];
    *row = figure_row_of(category->name);
    row->value = category->harm;
    row->status = isfinite(category->harm) ? STATUS_PUBLISHED : STATUS_UNAVAILABLE;
    row->value_text = words_count(run->arena, category->harm);
    row->strong = i < 3;
    dots->across[i] = category->offences;
    dots->across_texts[i] = words_count(run->arena, category->offences);
  }
  scatter->unit = "offences";
  if (!making->figure->unit)
    making->figure->unit = arena_printf(
      run->arena, "harm, %s", run->catalog->indicators[making->indicator].severity->title);
  if (!making->figure->row_head)
    making->figure->row_head = "Offence";
  return 0;
}

/* ---- given --------------------------------------------------------------------------------- */

static int fill_given(struct making *making, struct dots *dots, struct figure_scatter *scatter)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  *dots = dots_new(run->arena, asked->row_count);
  scatter->unit = host_plain(run, asked->across_unit);
  if (!scatter->unit || !making->figure->unit)
    return run_fail(run, "STRATA-X039",
                    "a 'scatter' figure with rows of its own needs 'unit' and 'across_unit'");
  for (size_t i = 0; i < asked->row_count; i++) {
    struct strata_figure_row given;
    host_copy_in(&given, sizeof given, (const char *)asked->rows + i * asked->row_size,
                 asked->row_size);
    struct figure_row *row = &dots->rows[i];
    *row = figure_row_of(host_plain(run, given.label));
    if (!row->label)
      return run_fail(run, "STRATA-X039", "row %zu of the figure has no label", i + 1);
    row->value = given.given & STRATA_VALUE ? given.value : NAN;
    row->status = isfinite(row->value) ? STATUS_PUBLISHED : STATUS_UNAVAILABLE;
    row->value_text = given.value_text ? host_plain(run, given.value_text)
                                       : figure_given_words(making, row->value);
    row->position = host_symbol(run, given.position);
    row->strong = given.strong;
    dots->across[i] = given.given & STRATA_ACROSS ? given.across : NAN;
    dots->across_texts[i] = figure_given_words(making, dots->across[i]);
  }
  return 0;
}

/* ---- all ----------------------------------------------------------------------------------- */

/* Where most dots would crowd into a corner of a linear scale. */
static bool asks_for_ratios(const struct dots *dots)
{
  enum { WIDE = 50 };
  double least[2] = { INFINITY, INFINITY }, most[2] = { 0, 0 };
  for (size_t i = 0; i < dots->count; i++) {
    const double values[] = { dots->rows[i].value, dots->across[i] };
    for (size_t k = 0; k < 2; k++) {
      if (!isfinite(values[k]))
        continue;
      least[k] = fmin(least[k], values[k]);
      most[k] = fmax(most[k], values[k]);
    }
  }
  return least[0] > 0 && least[1] > 0 && most[0] > WIDE * least[0] && most[1] > WIDE * least[1];
}

/* The indicator of the level axis has a source, too. */
static void add_indicator(struct making *making, int indicator)
{
  int *indicators = ARENA_ARRAY(making->run->arena, int, making->indicator_count + 1);
  memcpy(indicators, making->indicators, making->indicator_count * sizeof *indicators);
  indicators[making->indicator_count++] = indicator;
  making->indicators = indicators;
}

static int fill_dots(struct making *making, struct dots *dots, struct figure_scatter *scatter)
{
  struct strata_run *run = making->run;
  int against = NO_INDEX;
  if (making->asked.row_count)
    return fill_given(making, dots, scatter);
  if (making->asked.against && run_indicator(run, making->asked.against, &against) < 0)
    return -1;
  if (making->indicator == NO_INDEX || making->indicator_count != 1)
    return run_fail(run, "STRATA-X039", "a 'scatter' figure needs one indicator, or rows");
  if (against != NO_INDEX) {
    add_indicator(making, against);
    fill_districts(making, against, dots, scatter);
    return 0;
  }
  if (!run->catalog->indicators[making->indicator].severity)
    return run_fail(run, "STRATA-X039", "a 'scatter' figure needs 'against', another indicator, or "
                    "an indicator with 'severity' weights");
  return fill_severity(making, dots, scatter);
}

int figure_fill_scatter(struct making *making)
{
  static const char *const scales[] = { "linear", "log", NULL };
  struct strata_run *run = making->run;
  struct figure_scatter *scatter = ARENA_NEW(run->arena, struct figure_scatter);
  scatter->reference = NAN;
  struct dots dots;
  if (fill_dots(making, &dots, scatter) < 0)
    return -1;
  int scale = run_word(run, "the scale of a figure", making->asked.scale, scales,
                       asks_for_ratios(&dots) ? 1 : 0);
  if (scale < 0)
    return -1;
  scatter->ratios = scale == 1;
  scatter->across = dots.across;
  scatter->across_texts = dots.across_texts;
  making->figure->scatter = scatter;
  making->figure->rows = dots.rows;
  making->figure->row_count = dots.count;
  return 0;
}
