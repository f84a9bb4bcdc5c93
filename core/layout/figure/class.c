/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/class.h"

#include "layout/figure/guides.h"
#include "layout/figure/marks.h"

#include <math.h>

enum { COLOR_COUNT = 4 };

static const double SWATCH_WIDTH = 14, SWATCH_HEIGHT = 10, SWATCH_GAP = 4, ENTRY_GAP = 14,
                    KEY_ROW = 14;

struct color class_color(const struct theme *theme, const struct figure *figure, size_t class)
{
  size_t last = figure->bound_count;
  size_t color = last ? (class * (COLOR_COUNT - 1) + last / 2) / last : COLOR_COUNT / 2;
  return theme->color.map_classes[color < COLOR_COUNT ? color : COLOR_COUNT - 1];
}

struct color class_fill_value(const struct theme *theme, const struct figure *figure, double value)
{
  if (!isfinite(value))
    return theme->color.missing;
  size_t class = 0;
  while (class < figure->bound_count && value >= figure->bounds[class])
    class ++;
  return class_color(theme, figure, class);
}

struct color class_fill(const struct theme *theme, const struct figure *figure,
                        const struct figure_row *row)
{
  return class_fill_value(theme, figure, row->value);
}

/* Whether a row, or a cell of a figure that has them, is without a value and SUPPRESSED or not; what
 * lies outside the data altogether is neither. */
static bool any_without(const struct figure *figure, bool suppressed)
{
  size_t wide = figure->grid ? figure->grid->column_count : 1;
  for (size_t i = 0; i < figure->row_count * wide; i++) {
    double value = figure->grid ? figure->grid->cells[i].value : figure->rows[i].value;
    enum status status = figure->grid ? figure->grid->cells[i].status : figure->rows[i].status;
    if (!isfinite(value) && status != STATUS_NOT_APPLICABLE
        && (status == STATUS_SUPPRESSED) == suppressed)
      return true;
  }
  return false;
}

static bool has_notes(const struct figure *figure)
{
  return figure->class_notes && figure->bound_count > 0;
}

/* An entry of the key: a class, or what is missing. */
struct entry {
  struct color fill;
  const char *label, *note;
  bool hatched, crossed;
};

static size_t collect_entries(const struct canvas *canvas, const struct figure *figure,
                              struct entry *entries)
{
  size_t count = 0;
  for (size_t i = 0; figure->class_labels && i <= figure->bound_count; i++)
    entries[count++] = (struct entry) { class_color(canvas->theme, figure, i),
                                        figure->class_labels[i],
                                        figure->class_notes ? figure->class_notes[i] : NULL, false, false };
  if (any_without(figure, false))
    entries[count++]
      = (struct entry) { canvas->theme->color.missing, "[x] not available", NULL, false,
                         figure->kind == FIGURE_MAP || figure->kind == FIGURE_POINTS };
  if (any_without(figure, true))
    entries[count++] = (struct entry) { canvas->theme->color.missing, "[c] suppressed", NULL, true, false };
  return count;
}

static double entry_width(struct canvas *canvas, const struct entry *entry)
{
  const struct type_style *style = &canvas->theme->type.chart_axis;
  double words = draw_width(canvas, style, entry->label);
  double note = entry->note ? draw_width(canvas, style, entry->note) : 0;
  return SWATCH_WIDTH + SWATCH_GAP + fmax(words, note);
}

static void draw_entry(struct canvas *canvas, const struct entry *entry, double x, double y)
{
  const struct theme *theme = canvas->theme;
  struct type_style words = style_color(theme->type.chart_axis, theme->color.ink);
  double text = x + SWATCH_WIDTH + SWATCH_GAP;
  mark_cell(canvas, x, y, SWATCH_WIDTH, SWATCH_HEIGHT,
            paint_both(entry->fill, theme->color.map_outline, 0.5),
            entry->hatched ? STATUS_SUPPRESSED : STATUS_PUBLISHED);
  if (entry->crossed)
    mark_unknown(canvas, x + SWATCH_WIDTH / 2, y + SWATCH_HEIGHT / 2);
  draw_text(canvas, &words, text, y + 7.8, ALIGN_LEFT, entry->label);
  if (entry->note)
    draw_text(canvas, &theme->type.chart_axis, text, y + 17.8, ALIGN_LEFT, entry->note);
}

static double key_line(const struct figure *figure)
{
  return KEY_ROW + (has_notes(figure) ? 10 : 0);
}

/* The line above the entries: what is classed, of maps and tiles, which have no axis that says it; and
 * how the classes were found. */
static const char *head_words(const struct canvas *canvas, const struct figure *figure)
{
  const char *unit = figure->grid || !figure->class_labels ? NULL : figure->unit;
  if (unit && figure->class_method)
    return arena_printf(canvas->arena, "%s. %s", unit, figure->class_method);
  return unit ? unit : figure->class_method;
}

static double draw_head(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width, bool measure)
{
  const char *words = head_words(canvas, figure);
  return words ? guide_words(canvas, &canvas->theme->type.chart_axis, words, x, y, width, measure) + 3
               : 0;
}

/* Entries stand in columns as wide as the widest, as many as WIDTH holds. */
static size_t key_columns(struct canvas *canvas, const struct entry *entries, size_t count,
                          double width, double *ret_pitch)
{
  double widest = 0;
  for (size_t i = 0; i < count; i++)
    widest = fmax(widest, entry_width(canvas, &entries[i]));
  *ret_pitch = widest + ENTRY_GAP;
  double fitting = floor((width + ENTRY_GAP) / *ret_pitch);
  return fitting < 1 ? 1 : (size_t)fitting;
}

double class_key_height(struct canvas *canvas, const struct figure *figure, double width)
{
  double pitch;
  struct entry *entries = ARENA_ARRAY(canvas->arena, struct entry, figure->bound_count + 3);
  size_t count = collect_entries(canvas, figure, entries);
  size_t columns = key_columns(canvas, entries, count, width, &pitch);
  return (double)((count + columns - 1) / columns) * key_line(figure)
         + draw_head(canvas, figure, 0, 0, width, true) + 4;
}

void class_draw_key(struct canvas *canvas, const struct figure *figure, double x, double y,
                    double width)
{
  double pitch;
  struct entry *entries = ARENA_ARRAY(canvas->arena, struct entry, figure->bound_count + 3);
  size_t count = collect_entries(canvas, figure, entries);
  size_t columns = key_columns(canvas, entries, count, width, &pitch);
  y += draw_head(canvas, figure, x, y, width, false);
  for (size_t i = 0; i < count; i++)
    draw_entry(canvas, &entries[i], x + pitch * (double)(i % columns),
               y + key_line(figure) * (double)(i / columns));
}
