/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme_parts.h"

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int read_color(const char *key, const struct yaml_node *value, struct diags *diags,
                      struct color *ret_color)
{
  uint8_t parts[3] = {0};
  bool right = value->kind == YAML_TEXT && value->text.len == 7 && value->text.at[0] == '#';
  for (size_t i = 0; right && i < 6; i++) {
    int digit = hex_digit(value->text.at[1 + i]);
    right = digit >= 0;
    parts[i / 2] = (uint8_t)(parts[i / 2] << 4 | (digit & 15));
  }
  if (!right) {
    diag_error(diags, "STRATA-L012", value->loc, "'%s' is not a colour", key);
    diag_hint(diags, "write red, green and blue as six hexadecimal digits in quotes: \"#12436D\"");
    return -1;
  }
  *ret_color = (struct color){parts[0], parts[1], parts[2]};
  return 0;
}

static int decode_color(struct arena *arena, const char *key, const struct yaml_node *value,
                        struct diags *diags, void *at)
{
  (void)arena;
  return read_color(key, value, diags, at);
}

static int read_colors(const char *key, const struct yaml_node *value, struct diags *diags,
                       const char *hint, struct color *ret_colors)
{
  enum { COLORS = 4 };
  if (value->kind != YAML_LIST || value->count != COLORS) {
    diag_error(diags, "STRATA-L012", value->loc, "'%s' needs a list of %d colours", key, COLORS);
    diag_hint(diags, "%s", hint);
    return -1;
  }
  int status = 0;
  for (size_t i = 0; i < COLORS; i++)
    if (read_color(key, value->items[i], diags, &ret_colors[i]) < 0)
      status = -1;
  return status;
}

/* The classes of maps, from low to high. */
static int decode_classes(struct arena *arena, const char *key, const struct yaml_node *value,
                          struct diags *diags, void *at)
{
  (void)arena;
  return read_colors(key, value, diags,
                     "give one colour for each class of a map, from the lowest to the highest", at);
}

static int decode_series(struct arena *arena, const char *key, const struct yaml_node *value,
                         struct diags *diags, void *at)
{
  (void)arena;
  return read_colors(key, value, diags,
                     "give one colour for each line or bar of a group; more than four cannot be told "
                     "apart", at);
}

#define COLOR_JSON "{\"type\": \"string\", \"pattern\": \"^#[0-9A-Fa-f]{6}$\"}"

#define COLOR(name_, description_)                                                                 \
  {                                                                                                \
    .name = #name_, .kind = FIELD_OTHER, .required = true,                                         \
    .at = offsetof(struct color_group, values.name_), .description = (description_),               \
    .decode = decode_color, .shape = "a colour: \"#12436D\"", .json = COLOR_JSON                   \
  }

static const struct field color_fields[] = {
    COLOR(ink, "Text, axes, outlines of markers."),
    COLOR(secondary, "Notes, units, what is less important."),
    COLOR(paper, "The page."),
    COLOR(brand, "The rule at the head, numbers of findings, heads of groups."),
    COLOR(rule, "Rules between sections."),
    COLOR(hairline, "Rules between rows, grids."),
    COLOR(better, "Fill of what is better."),
    COLOR(worse, "Fill of what is worse; never text."),
    COLOR(neutral, "Fill of what is neither."),
    COLOR(bar, "Bars and lines."),
    COLOR(bar_muted, "Bars that are not the point."),
    COLOR(context_line, "Months that set no baseline."),
    COLOR(other_areas_tick, "Ticks of the other areas."),
    COLOR(band, "The usual spread; from lowest to highest."),
    COLOR(band_inner, "The middle half."),
    COLOR(interval_similar, "Intervals of what is similar."),
    COLOR(missing, "What was not supplied."),
    {.name = "map_classes",
     .kind = FIELD_OTHER,
     .required = true,
     .at = offsetof(struct color_group, values.map_classes),
     .description = "The classes of maps, from the lowest to the highest.",
     .decode = decode_classes,
     .shape = "a list of four colours",
     .json = "{\"type\": \"array\", \"minItems\": 4, \"maxItems\": 4, \"items\": " COLOR_JSON "}"},
    {.name = "series",
     .kind = FIELD_OTHER,
     .required = true,
     .at = offsetof(struct color_group, values.series),
     .description = "Lines and bars that stand for different things in one chart, in their order.",
     .decode = decode_series,
     .shape = "a list of four colours",
     .json = "{\"type\": \"array\", \"minItems\": 4, \"maxItems\": 4, \"items\": " COLOR_JSON "}"},
    COLOR(map_outline, "Outlines of small areas."),
    COLOR(map_district_outline, "Outlines of districts."),
    COLOR(map_other_district, "Districts that a map is not about."),
};

const struct schema color_schema =
    SCHEMA("color", "Colours.", struct color_group, color_fields);
