/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graduated points: a circle in the middle of each area, whose area is its count, over the areas in pale;
 * with a key of circles within each other.  Districts are named beside the map, of neighbourhoods the
 * largest beside their circles. */
#include "base/num.h"
#include "layout/figure/labels.h"
#include "layout/figure/map.h"

#include <math.h>

static const double MAP_HEIGHT = 300, COMPACT_HEIGHT = 90, FOOT = 12, GAP = 8, UNIT = 12, BELOW = 6, KEY = 66;
static const double SHARE = 0.16; /* of the map's rectangle that circles take in all, at most */
static const double LEAST_LARGEST = 5, MOST_LARGEST = 24, LEAST_SEEN = 0.8, LABEL_APART = 9.5;
enum { KEY_CIRCLES = 3 };

static double radius_of(double value, double most, double largest)
{
  return value > 0 && most > 0 ? fmax(largest * sqrt(value / most), LEAST_SEEN) : 0;
}

static double highest(const struct figure *figure)
{
  double most = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    most = fmax(most, figure->rows[i].value); /* fmax passes over NaN */
  return most;
}

/* ---- where they stand ---------------------------------------------------------------------- */

static bool find_middle(const struct canvas *canvas, const struct figure *figure,
                        const struct map *map, size_t row, struct position *ret_at)
{
  const struct shape *shape = map_shape(canvas, &figure->rows[row]);
  if (!shape)
    return false;
  struct point centre = figure->points ? figure->points[row] : shape->centre;
  *ret_at = map_position(map, isnan(centre.x) ? shape->centre : centre);
  return true;
}

/* The radius of the largest circle on a map of AREA square points: the fuller the map, the smaller. */
static double find_largest(const struct figure *figure, double most, double area)
{
  double sum = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    sum += figure->rows[i].value > 0 ? figure->rows[i].value / most : 0;
  double largest = sqrt(SHARE * area / (M_PI * fmax(sum, 1)));
  return fmin(fmax(largest, LEAST_LARGEST), MOST_LARGEST);
}

/* How far circles reach beyond a map that is WIDE and TALL points, to the left, right, top and bottom. */
struct reach {
  double left, right, top, bottom;
};

static struct reach find_reach(const struct canvas *canvas, const struct figure *figure,
                               const struct map *map, double wide, double tall, double most,
                               double largest)
{
  struct reach reach = { 0 };
  struct position at;
  for (size_t i = 0; i < figure->row_count; i++) {
    double radius = radius_of(figure->rows[i].value, most, largest);
    if (radius <= 0 || !find_middle(canvas, figure, map, i, &at))
      continue;
    reach.left = fmax(reach.left, map->x - at.x + radius);
    reach.right = fmax(reach.right, at.x + radius - map->x - wide);
    reach.top = fmax(reach.top, map->y - at.y + radius);
    reach.bottom = fmax(reach.bottom, at.y + radius - map->y - tall);
  }
  return reach;
}

/* ---- the map ------------------------------------------------------------------------------- */

static void draw_ground(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  const struct theme *theme = canvas->theme;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    const struct shape *shape = map_shape(canvas, row);
    if (!shape)
      continue;
    bool known = isfinite(row->value);
    map_draw_shape(canvas, map, shape,
                   paint_both(known ? theme->color.map_classes[0] : theme->color.missing,
                              theme->color.map_outline, figure->compact ? 0.25 : 0.4));
    if (row->status == STATUS_SUPPRESSED)
      map_hatch_shape(canvas, map, shape);
    if (!figure->compact)
      map_mark_unknown(canvas, map, row, shape);
  }
  map_draw_district_outlines(canvas, figure, map);
}

/* The rows that have a circle, the largest first, equals in their order; returns how many. */
static size_t order_by_size(const struct figure *figure, size_t *order)
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    if (!(figure->rows[i].value > 0))
      continue;
    size_t at = count++;
    for (; at > 0 && figure->rows[order[at - 1]].value < figure->rows[i].value; at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
  return count;
}

static void draw_circles(struct canvas *canvas, const struct figure *figure, const struct map *map,
                         const size_t *order, size_t count, double most, double largest)
{
  const struct theme *theme = canvas->theme;
  struct position at;
  for (size_t i = 0; i < count; i++) {
    const struct figure_row *row = &figure->rows[order[i]];
    double radius = radius_of(row->value, most, largest);
    if (find_middle(canvas, figure, map, order[i], &at))
      draw_circle(canvas, at.x, at.y, radius,
                  paint_both(row->strong ? theme->color.brand : theme->color.bar_muted,
                             theme->color.paper, fmin(0.8, radius / 3)));
  }
}

/* "Blackpool 010D 1,234" beside the circles of the rows with a number. */
static int draw_names(struct canvas *canvas, const struct figure *figure, const struct map *map,
                      const size_t *order, size_t count, double most, double largest,
                      struct loc loc)
{
  struct type_style style = style_face(canvas->theme->type.chart_axis, FONT_SEMIBOLD);
  style = style_color(style, canvas->theme->color.ink);
  struct label_room room = { .arena = canvas->arena,
                             .bounds = { map->left, map->right, map->top, map->bottom } };
  struct position at;
  for (size_t i = 0; i < count; i++)
    if (find_middle(canvas, figure, map, order[i], &at))
      label_add_dot(&room, at, radius_of(figure->rows[order[i]].value, most, largest));
  for (size_t i = 0; i < count; i++) {
    const struct figure_row *row = &figure->rows[order[i]];
    if (row->number <= 0 || !find_middle(canvas, figure, map, order[i], &at))
      continue;
    const char *words = arena_printf(canvas->arena, "%s  %s", row->label, row->value_text);
    if (!label_draw(canvas, &room, &style, at, radius_of(row->value, most, largest), words))
      return label_no_room(canvas, figure,
                           arena_printf(canvas->arena, "the name '%s'", row->label), loc);
  }
  return 0;
}

/* ---- the key ------------------------------------------------------------------------------- */

/* The largest of 1, 2 and 5 times a power of ten that is not above VALUE. */
static double round_down(double value)
{
  double power = pow(10, floor(log10(value) + 1e-9)), digit = value / power;
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

/* Round numbers for the key's circles, the largest first: each at most a quarter of the one before, so
 * that it has at most half its width. */
static size_t key_values(double most, double largest, double *ret_values)
{
  size_t count = 0;
  for (double value = most; count < KEY_CIRCLES && value >= 1; value = ret_values[count - 1] / 4) {
    double round = round_down(value);
    if (radius_of(round, most, largest) < 1.5 && count)
      break;
    ret_values[count++] = round;
  }
  return count;
}

static double circles_height(double most, double largest)
{
  double values[KEY_CIRCLES];
  size_t count = key_values(most, largest, values);
  if (!count)
    return 0;
  return UNIT + fmax(2 * radius_of(values[0], most, largest), (double)count * LABEL_APART) + BELOW;
}

/* Circles within each other, all standing on one line, each joined to its number; returns their right. */
static double draw_key_circles(struct canvas *canvas, const struct figure *figure, double x,
                               double y, double most, double largest)
{
  const struct theme *theme = canvas->theme;
  struct type_style style = style_color(theme->type.chart_axis, theme->color.ink);
  double values[KEY_CIRCLES], wide = 0;
  struct column_label labels[KEY_CIRCLES];
  size_t count = key_values(most, largest, values);
  double base = y + circles_height(most, largest) - BELOW;
  double radius = count ? radius_of(values[0], most, largest) : 0, middle = x + radius;
  double edge = middle + radius + 10;
  draw_text(canvas, &style, x, y + 7.5, ALIGN_LEFT, figure->unit);
  for (size_t i = 0; i < count; i++) {
    double own = radius_of(values[i], most, largest);
    draw_circle(canvas, middle, base - own, own,
                paint_both(theme->color.map_classes[0], theme->color.ink, 0.6));
    labels[i] = (struct column_label) { .wanted = base - 2 * own, .index = i };
  }
  labels_spread(labels, count, LABEL_APART, y + UNIT, base - 2);
  for (size_t i = 0; i < count; i++) {
    double own = radius_of(values[labels[i].index], most, largest);
    struct position line[] = { { middle, base - 2 * own },
                               { middle + radius + 2, base - 2 * own },
                               { edge - 2, labels[i].at } };
    draw_polyline(canvas, line, 3, false, paint_stroke(theme->color.secondary, 0.5));
    wide = fmax(wide, draw_text(canvas, &style, edge, labels[i].at + 2.6, ALIGN_LEFT,
                                num_format(canvas->arena, values[labels[i].index], 0,
                                           NUM_GROUPED | NUM_TYPOGRAPHIC)));
  }
  return fmax(edge + wide, x + draw_width(canvas, &style, figure->unit));
}

/* ---- all of it ----------------------------------------------------------------------------- */

static double points_height(struct canvas *canvas, const struct figure *figure, double width)
{
  if (figure->compact)
    return COMPACT_HEIGHT;
  double side = figure->scope == NO_INDEX ? map_side_width(canvas, figure) : 0;
  return map_fitting_height(canvas, figure, width - 2 * side, MAP_HEIGHT - KEY) + KEY;
}

/* Fits the map into its rectangle, with room for circles that reach beyond it. */
static void place_map(struct canvas *canvas, const struct figure *figure, struct map *map,
                      double wide, double tall, double most, double largest)
{
  double room = map->right - map->left, rise = map->bottom - map->top;
  map->scale = fmin(room / wide, rise / tall);
  map->x = map->left;
  map->y = map->top;
  struct reach reach = find_reach(canvas, figure, map, wide * map->scale, tall * map->scale, most,
                                  largest);
  double across = room - reach.left - reach.right, down = rise - reach.top - reach.bottom;
  map->scale = fmin(across / wide, down / tall);
  map->x = map->left + reach.left + (across - wide * map->scale) / 2;
  map->y = map->top + reach.top;
}

static bool any_zero(const struct figure *figure)
{
  for (size_t i = 0; i < figure->row_count; i++)
    if (figure->rows[i].value == 0)
      return true;
  return false;
}

static void draw_foot(struct canvas *canvas, const struct figure *figure, const struct map *map,
                      double x, double y, double width, double most, double largest)
{
  double top = y + FOOT + GAP;
  map_draw_foot(canvas, map, x, y, width / 4);
  double end = draw_key_circles(canvas, figure, x, top, most, largest) + 24;
  if (any_zero(figure))
    draw_text(canvas, &canvas->theme->type.chart_axis, end, top + 7.5, ALIGN_LEFT, "no circle: 0");
  class_draw_key(canvas, figure, end, top + UNIT + 2, x + width - end);
}

static int draw_points(struct canvas *canvas, const struct figure *figure, double x, double y,
                       double width, double height, struct loc loc)
{
  struct map map = { 0 };
  double wide, tall, most = highest(figure);
  if (!map_find_extent(canvas, figure, &map, &wide, &tall)) {
    map_draw_without_shapes(canvas, x, y, width, height);
    return 0;
  }
  bool beside = !figure->compact && figure->scope == NO_INDEX;
  double side = beside ? map_side_width(canvas, figure) : 0;
  double rough = fmin((width - 2 * side) / wide, height / tall);
  double largest = find_largest(figure, most, wide * tall * rough * rough);
  double key = figure->compact ? 0 : FOOT + GAP + circles_height(most, largest);
  map.left = x + side;
  map.right = x + width - side;
  map.top = y;
  map.bottom = y + height - key;
  if (!figure->compact
      && map_check_room(canvas, figure, beside, width - 2 * side, height - key, width, height, loc) < 0)
    return -1;
  place_map(canvas, figure, &map, wide, tall, most, largest);
  size_t *order = ARENA_ARRAY(canvas->arena, size_t, figure->row_count);
  size_t count = order_by_size(figure, order);
  draw_ground(canvas, figure, &map);
  draw_circles(canvas, figure, &map, order, count, most, largest);
  if (figure->compact)
    return 0;
  map.left = x;
  map.right = x + width;
  if (beside)
    map_draw_side_labels(canvas, figure, &map);
  else if (draw_names(canvas, figure, &map, order, count, most, largest, loc) < 0)
    return -1;
  draw_foot(canvas, figure, &map, x, y + height - key + 4, width, most, largest);
  return 0;
}

const struct figure_maker figure_points_maker = { points_height, draw_points };
