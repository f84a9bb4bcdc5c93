/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hot and cold spots: neighbourhoods that are high, or low, together with their neighbours, more than
 * chance would make them.  What is neither is left white.  Cold ones have level lines, so that grey
 * print and eyes of all kinds tell them from hot ones. */
#include "layout/figure/guides.h"
#include "layout/figure/marks.h"
#include "layout/figure/map.h"
#include "layout/hatch.h"

#include <math.h>

static const double MAP_HEIGHT = 300, COMPACT_HEIGHT = 90, FOOT = 12, KEY_GAP = 8, SIDE = 14,
                    KEY_ROW = 15, SWATCH_WIDTH = 14, SWATCH_HEIGHT = 10, GAP = 4,
                    APART = 14;
enum { MOST_ENTRIES = FIGURE_HOT_LEVELS + 2 };

/* How a level looks; lines: in which colour, or none. */
struct look {
  struct color fill, line;
  bool lined;
};

/* Half as light: of one hue, the surer is the darker. */
static struct color darker(struct color color)
{
  return (struct color) { color.red / 2, color.green / 2, color.blue / 2 };
}

static struct look look_of(const struct theme *theme, int level)
{
  switch (level) {
  case 2:
    return (struct look) { .fill = darker(theme->color.worse) };
  case 1:
    return (struct look) { .fill = theme->color.worse };
  case -1:
    return (struct look) { theme->color.map_classes[1], theme->color.brand, true };
  case -2:
    return (struct look) { theme->color.brand, theme->color.paper, true };
  default:
    return (struct look) { .fill = theme->color.paper };
  }
}

/* ---- the map ------------------------------------------------------------------------------- */

static void draw_row(struct canvas *canvas, const struct figure *figure, const struct map *map,
                     size_t row, const struct shape *shape)
{
  const struct theme *theme = canvas->theme;
  bool known = isfinite(figure->rows[row].value);
  int level = known ? figure->hot->levels[row] : 0;
  struct look look = look_of(theme, level);
  struct paint paint = paint_both(known ? look.fill : theme->color.missing,
                                  level ? theme->color.ink : theme->color.map_outline,
                                  level ? 0.6 : 0.4);
  map_draw_shape(canvas, map, shape, paint);
  if (look.lined)
    map_line_shape(canvas, map, shape, look.line);
  if (figure->rows[row].status == STATUS_SUPPRESSED)
    map_hatch_shape(canvas, map, shape);
  if (!figure->compact)
    map_mark_unknown(canvas, map, &figure->rows[row], shape);
}

/* What is neither hot nor cold first, so that the edges of what is are seen whole. */
static void draw_ground(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  for (int marked = 0; marked < 2; marked++)
    for (size_t i = 0; i < figure->row_count; i++) {
      const struct shape *shape = map_shape(canvas, &figure->rows[i]);
      bool found = isfinite(figure->rows[i].value) && figure->hot->levels[i] != 0;
      if (shape && found == (marked == 1))
        draw_row(canvas, figure, map, i, shape);
    }
  map_draw_district_outlines(canvas, figure, map);
}

/* ---- the key ------------------------------------------------------------------------------- */

struct entry {
  struct look look;
  enum status status;
  const char *words;
};

/* How many rows are of LEVEL, or without a value for the reason of STATUS. */
static size_t count_rows(const struct figure *figure, int level, enum status status)
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    bool known = isfinite(figure->rows[i].value);
    bool suppressed = figure->rows[i].status == STATUS_SUPPRESSED;
    count += status == STATUS_PUBLISHED
               ? known && figure->hot->levels[i] == level
               : !known && suppressed == (status == STATUS_SUPPRESSED);
  }
  return count;
}

static size_t collect_entries(const struct canvas *canvas, const struct figure *figure,
                              struct entry *entries)
{
  size_t count = 0;
  for (int level = 2; level >= -2; level--)
    if (figure->hot->labels[2 - level])
      entries[count++] = (struct entry) {
        look_of(canvas->theme, level), STATUS_PUBLISHED,
        arena_printf(canvas->arena, "%s (%zu)", figure->hot->labels[2 - level],
                     count_rows(figure, level, STATUS_PUBLISHED)) };
  struct look missing = { .fill = canvas->theme->color.missing };
  if (count_rows(figure, 0, STATUS_UNAVAILABLE))
    entries[count++] = (struct entry) { missing, STATUS_UNAVAILABLE, "[x] not available" };
  if (count_rows(figure, 0, STATUS_SUPPRESSED))
    entries[count++] = (struct entry) { missing, STATUS_SUPPRESSED, "[c] suppressed" };
  return count;
}

static void draw_entry(struct canvas *canvas, const struct entry *entry, double x, double y)
{
  mark_cell(canvas, x, y, SWATCH_WIDTH, SWATCH_HEIGHT,
            paint_both(entry->look.fill, canvas->theme->color.ink, 0.5), entry->status);
  if (entry->status == STATUS_UNAVAILABLE)
    mark_unknown(canvas, x + SWATCH_WIDTH / 2, y + SWATCH_HEIGHT / 2);
  if (!entry->look.lined)
    return;
  const struct position corners[] = { { x, y }, { x + SWATCH_WIDTH, y },
                                      { x + SWATCH_WIDTH, y + SWATCH_HEIGHT },
                                      { x, y + SWATCH_HEIGHT } };
  const size_t end = 4;
  hatch_level(canvas, corners, 4, &end, 1, entry->look.line);
}

/* The key in as many lines as WIDTH asks for, or only how high it is when MEASURE. */
static double draw_key(struct canvas *canvas, const struct figure *figure, double x, double y,
                       double width, bool measure)
{
  struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  struct entry entries[MOST_ENTRIES];
  size_t count = collect_entries(canvas, figure, entries);
  double at = x, top = y;
  if (figure->class_method)
    top += guide_words(canvas, &canvas->theme->type.chart_axis, figure->class_method, x, y, width,
                       measure) + 3;
  for (size_t i = 0; i < count; i++) {
    double wide = SWATCH_WIDTH + GAP + draw_width(canvas, &style, entries[i].words);
    if (at > x && at + wide > x + width) {
      at = x;
      top += KEY_ROW;
    }
    if (!measure) {
      draw_entry(canvas, &entries[i], at, top);
      draw_text(canvas, &style, at + SWATCH_WIDTH + GAP, top + 7.8, ALIGN_LEFT, entries[i].words);
    }
    at += wide + APART;
  }
  return top + KEY_ROW - y;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static double hotspots_height(struct canvas *canvas, const struct figure *figure, double width)
{
  if (figure->compact)
    return COMPACT_HEIGHT;
  return map_fitting_height(canvas, figure, width - 2 * SIDE, MAP_HEIGHT - FOOT) + FOOT + KEY_GAP
         + draw_key(canvas, figure, 0, 0, width, true);
}

static int draw_hotspots(struct canvas *canvas, const struct figure *figure, double x, double y,
                         double width, double height, struct loc loc)
{
  struct map map = { .left = x, .right = x + width, .top = y };
  double wide, tall;
  if (!map_find_extent(canvas, figure, &map, &wide, &tall)) {
    map_draw_without_shapes(canvas, x, y, width, height);
    return 0;
  }
  double key = figure->compact ? 0 : KEY_GAP + draw_key(canvas, figure, x, y, width, true);
  double side = figure->compact ? 0 : SIDE;
  double room = width - 2 * side, rise = height - key - (figure->compact ? 0 : FOOT);
  if (!figure->compact
      && map_check_room(canvas, figure, false, room, rise, width, height, loc) < 0)
    return -1;
  map.bottom = y + rise;
  map.scale = fmin(room / wide, rise / tall);
  map.x = x + side + (room - wide * map.scale) / 2;
  map.y = y;
  draw_ground(canvas, figure, &map);
  if (figure->compact)
    return 0;
  map_draw_numbers(canvas, figure, &map);
  map_draw_foot(canvas, &map, x, y + rise + 4, width / 4);
  draw_key(canvas, figure, x, y + height - key + KEY_GAP, width, false);
  return 0;
}

const struct figure_maker figure_hotspots_maker = { hotspots_height, draw_hotspots };
