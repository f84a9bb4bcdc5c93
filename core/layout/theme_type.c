/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme_parts.h"

static const char *const FACES[] = {
    [FONT_REGULAR] = "regular", [FONT_ITALIC] = "italic", [FONT_SEMIBOLD] = "semibold",
    [FONT_BOLD] = "bold",       [FONT_COUNT] = NULL,
};

enum text_color { TEXT_INK, TEXT_SECONDARY, TEXT_BRAND, TEXT_COLORS };
static const char *const COLORS[] = {"ink", "secondary", "brand", NULL};

static const struct field style_fields[] = {
    {.name = "size",
     .kind = FIELD_NUMBER,
     .required = true,
     .at = offsetof(struct style, size),
     .least = 7.5,
     .most = 72,
     .description = "The size. Below 7.5 nobody can read it in print."},
    {.name = "leading",
     .kind = FIELD_NUMBER,
     .required = true,
     .at = offsetof(struct style, leading),
     .least = 7.5,
     .most = 100,
     .description = "From base line to base line."},
    {.name = "face",
     .kind = FIELD_WORD,
     .required = true,
     .at = offsetof(struct style, face),
     .words = FACES,
     .description = "Which face of the font."},
    {.name = "tracking",
     .kind = FIELD_NUMBER,
     .at = offsetof(struct style, tracking),
     .least = -2,
     .most = 2,
     .otherwise = "0",
     .description = "Added after every letter."},
    {.name = "color",
     .kind = FIELD_WORD,
     .at = offsetof(struct style, color),
     .words = COLORS,
     .otherwise = "ink",
     .description = "Which of the colours of text."},
};

static const struct schema style_schema =
    SCHEMA("type", "A kind of type.", struct style, style_fields);

static const struct field type_fields[] = {
#define STYLE_FIELD(name_, description_)                                                           \
  {.name = #name_,                                                                                 \
   .kind = FIELD_MAPPING,                                                                          \
   .required = true,                                                                               \
   .at = offsetof(struct type_group, name_),                                                       \
   .schema = &style_schema,                                                                        \
   .description = (description_)},
    STYLES(STYLE_FIELD)
#undef STYLE_FIELD
};

const struct schema type_schema =
    SCHEMA("types", "Kinds of type.", struct type_group, type_fields);

static struct type_style resolve(const struct style *style, const struct color_group *colors)
{
  const struct color of_text[TEXT_COLORS] = {
      [TEXT_INK] = colors->values.ink,
      [TEXT_SECONDARY] = colors->values.secondary,
      [TEXT_BRAND] = colors->values.brand,
  };
  return (struct type_style){.face = (enum font_face)style->face,
                             .size = style->size,
                             .leading = style->leading,
                             .tracking = style->tracking,
                             .color = of_text[style->color]};
}

void theme_resolve_types(const struct type_group *group, const struct color_group *colors,
                         struct theme *theme)
{
#define RESOLVE(name, description) theme->type.name = resolve(group->name, colors);
  STYLES(RESOLVE)
#undef RESOLVE
}
