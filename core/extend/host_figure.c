/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/host_figure.h"
#include "extend/shorthand.h"

#include "extend/words.h"

#include <math.h>

static int (*const FILL[])(struct making *making) = {
#define FIGURE_FILL(NAME, name, told, read, ...) [FIGURE_##NAME] = figure_fill_##read,
  FIGURE_KINDS(FIGURE_FILL)
#undef FIGURE_FILL
};

/* ---- reading ------------------------------------------------------------------------------- */

static int read_indicators(struct making *making)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  size_t count = asked->indicator_count;
  int *indicators = ARENA_ARRAY(run->arena, int, count ? count : 1);
  for (size_t i = 0; i < count; i++)
    if (run_indicator(run, asked->indicators[i], &indicators[i]) < 0)
      return -1;
  making->indicator = NO_INDEX;
  if (asked->indicator && run_indicator(run, asked->indicator, &making->indicator) < 0)
    return -1;
  if (!count && making->indicator != NO_INDEX)
    indicators[count++] = making->indicator;
  if (making->indicator == NO_INDEX && count)
    making->indicator = indicators[0];
  making->indicators = indicators;
  making->indicator_count = count;
  if (!count && !asked->row_count)
    return run_fail(run, "STRATA-X039", "a figure needs an indicator, indicators or rows");
  return 0;
}

static int read_words(struct making *making)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  struct figure *figure = making->figure;
  figure->panel = host_plain(run, asked->panel);
  figure->panel_note = host_plain(run, asked->panel_note);
  figure->title = asked->title ? host_plain(run, asked->title) : figure->panel;
  figure->meaning = host_plain(run, asked->meaning);
  figure->note = host_plain(run, asked->note);
  figure->row_head = host_plain(run, asked->row_head);
  figure->value_head = host_plain(run, asked->value_head);
  figure->change_head = host_plain(run, asked->change_head);
  figure->unit = asked->unit;
  figure->height = asked->height;
  figure->compact = asked->compact;
  if (!figure->title)
    return run_fail(run, "STRATA-X039",
                    "a figure needs a title: a sentence that says what it shows");
  if (!(asked->height >= 0 && asked->height <= 800))
    return run_fail(run, "STRATA-X039", "a figure's height is in points, and at most 800");
  return run->failure.message ? -1 : 0;
}

/* "data.police.uk (Lancashire Constabulary); ONS": of all its indicators, each once. */
static const char *source_words(struct making *making)
{
  struct strata_run *run = making->run;
  if (making->asked.source)
    return host_plain(run, making->asked.source);
  struct strbuf words = STRBUF(run->arena);
  for (size_t i = 0; i < making->indicator_count; i++) {
    const char *title = run_source_title(run, making->indicators[i]);
    bool known = false;
    for (size_t j = 0; j < i; j++)
      known = known || strcmp(run_source_title(run, making->indicators[j]), title) == 0;
    if (!known)
      strbuf_printf(&words, "%s%s", words.len ? "; " : "", title);
  }
  return words.len ? strbuf_text(&words) : NULL;
}

/* A map says where its outlines come from, and that those made from centres are none. */
static const char *map_source_words(struct making *making, const char *source)
{
  const struct shapes *shapes = making->run->facts->shapes;
  enum figure_kind kind = making->figure->kind;
  bool map = kind == FIGURE_MAP || kind == FIGURE_POINTS || kind == FIGURE_HOTSPOTS
             || kind == FIGURE_DENSITY;
  if (!map || !shapes || !source || making->asked.source)
    return source;
  return arena_printf(making->run->arena, shapes->from_boundaries
                        ? "%s; %s"
                        : "%s; outlines made from %s, which are not boundaries",
                      source, shapes->source_title ? shapes->source_title : "its input");
}

static bool shows_anything(const struct figure *figure)
{
  for (size_t i = 0; i < figure->row_count; i++)
    if (isfinite(figure->rows[i].value))
      return true;
  for (size_t i = 0; figure->grid && i < figure->row_count * figure->grid->column_count; i++)
    if (isfinite(figure->grid->cells[i].value))
      return true;
  for (size_t i = 0; i < figure->series_count; i++)
    for (size_t j = 0; j < figure->series[i].count; j++)
      if (isfinite(figure->series[i].values[j]))
        return true;
  for (size_t i = 0; figure->panels && i < figure->panels->count; i++)
    if (shows_anything(&figure->panels->figures[i]))
      return true;
  return false;
}

/* What its rows say in short, and that its counts are rounded. */
static void explain_shorthand(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  struct shorthand_used used = { 0 };
  for (size_t i = 0; i < figure->row_count; i++) {
    shorthand_look(&used, figure->rows[i].value_text);
    shorthand_look(&used, figure->rows[i].change_text);
  }
  for (size_t i = 0; figure->grid && i < figure->row_count * figure->grid->column_count; i++)
    shorthand_look(&used, figure->grid->cells[i].text);
  for (size_t i = 0; i < figure->series_count; i++)
    if (figure->series[i].statuses)
      shorthand_look(&used, status_shorthand(STATUS_SUPPRESSED));
  figure->note = shorthand_note(run->arena, &used, figure->note);
  int base = making->indicator != NO_INDEX
    ? released_base(run->released, making->indicator, making->area)
    : 1;
  if (base > 1)
    figure->note = arena_printf(run->arena, "%s%sCounts are to the nearest %d.",
                                figure->note ? figure->note : "", figure->note ? " " : "", base);
}

/* -1 after run_fail when a bar would have to show less than none. */
static int check_signs(struct making *making)
{
  const struct figure *figure = making->figure;
  size_t wide = figure->grid ? figure->grid->column_count : 1;
  if (figure->kind != FIGURE_BAR && figure->kind != FIGURE_COLUMN && figure->kind != FIGURE_GROUPS)
    return 0;
  for (size_t i = 0; i < figure->row_count * wide; i++) {
    double value = figure->grid ? figure->grid->cells[i].value : figure->rows[i].value;
    if (value < 0)
      return run_fail(making->run, "STRATA-X039",
                      "the bars of a '%s' figure begin at zero, and %s has a value below it; an "
                      "'interval' figure shows both sides of zero",
                      figure_kind_names[figure->kind], figure->rows[i / wide].label);
  }
  return 0;
}

/* An empty chart says less than a sentence. */
static struct node *add_instead(struct making *making, struct node *parent)
{
  struct strata_run *run = making->run;
  const char *reason = making->reason ? making->reason : "there are no figures for it";
  const struct run runs[] = {
    { .text = making->figure->title, .style = RUN_STRONG },
    { .text = arena_printf(run->arena, " Not available [x]: %s", reason) },
  };
  struct node *callout = node_add(run->document, parent, NODE_CALLOUT, run->loc);
  struct run *copy = ARENA_ARRAY(run->arena, struct run, 2);
  memcpy(copy, runs, sizeof runs);
  callout->text = (struct text) { copy, 2 };
  return callout;
}

struct strata_node *host_add_figure(struct strata_run *run, struct strata_node *node,
                                    const struct strata_figure *theirs)
{
  static const char *const ofs[] = { "value", "change", NULL };
  struct node *parent = host_parent(run, node, "a figure");
  if (!parent)
    return NULL;
  struct making making = { .run = run, .figure = ARENA_NEW(run->arena, struct figure) };
  host_copy_in(&making.asked, sizeof making.asked, theirs, theirs->struct_size);
  int kind = run_word(run, "the kind of a figure", making.asked.kind, figure_kind_names,
                      FIGURE_BAR);
  int of = run_word(run, "what a figure is of", making.asked.of, ofs, 0);
  if (kind < 0 || of < 0 || read_indicators(&making) < 0
      || run_area(run, making.asked.area, &making.area) < 0
      || run_period(run, making.asked.period, &making.period) < 0)
    return NULL;
  making.of_change = of == 1;
  making.figure->kind = (enum figure_kind)kind;
  making.figure->scope = NO_INDEX;
  making.figure->reference = NAN;
  making.figure->limits.mean = NAN;
  if (figure_check_fields(&making) < 0 || read_words(&making) < 0 || FILL[kind](&making) < 0
      || check_signs(&making) < 0)
    return NULL;
  making.figure->source = map_source_words(&making, source_words(&making));
  if (run->failure.message)
    return NULL;
  if (!shows_anything(making.figure))
    return (struct strata_node *)add_instead(&making, parent);
  explain_shorthand(&making);
  struct node *added = node_add(run->document, parent, NODE_FIGURE, run->loc);
  added->figure = making.figure;
  return (struct strata_node *)added;
}
