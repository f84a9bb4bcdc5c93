/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme.h"

#include "define/overlay.h"
#include "layout/theme_parts.h"

/* ---- numbers in text ----------------------------------------------------------------------- */

struct number_group {
  struct decoded decoded;
  int thousands;
};

static const char *const THOUSANDS[] = {
    [THOUSANDS_COMMA] = "comma", [THOUSANDS_THIN_SPACE] = "thin space", NULL};

static const struct field number_fields[] = {
    {.name = "thousands",
     .kind = FIELD_WORD,
     .required = true,
     .at = offsetof(struct number_group, thousands),
     .words = THOUSANDS,
     .description = "What stands between the thousands of a number: 53,234."},
};
static const struct schema number_schema =
    SCHEMA("number", "How numbers are printed.", struct number_group, number_fields);

/* ---- the file ------------------------------------------------------------------------------ */

/* Faces that stand in for those of the types. */
struct fallback {
  struct decoded decoded;
  const char *regular, *bold;
};

#define FACE(name_, description_)                                                                  \
  {                                                                                                \
    .name = #name_, .kind = FIELD_TEXT, .at = offsetof(struct fallback, name_), .required = true,  \
    .description = (description_)                                                                  \
  }

static const struct field fallback_fields[] = {
    FACE(regular, "The TrueType file for characters that the regular and italic faces lack, from the "
                  "folder of Lato or absolute."),
    FACE(bold, "The same for semibold and bold."),
};

struct theme_file {
  struct decoded decoded;
  const struct fallback *fallback;
  const struct page_group *page;
  const struct grid_group *grid;
  const struct type_group *type;
  const struct color_group *color;
  const struct rule_group *rule;
  const struct space_group *space;
  const struct marker_group *marker;
  const struct number_group *number;
};

static const struct schema fallback_schema =
    SCHEMA("fallback", "Fonts for what Lato lacks.", struct fallback, fallback_fields);

#define PART(name_)                                                                                \
  {                                                                                                \
    .name = #name_, .kind = FIELD_MAPPING, .required = true,                                       \
    .at = offsetof(struct theme_file, name_), .schema = &name_##_schema,                           \
    .description = "See below."                                                                    \
  }

static const struct field theme_fields[] = {PART(page), PART(grid),  PART(type),  PART(color),
                                            PART(rule), PART(space), PART(marker), PART(number),
                                            PART(fallback)};
const struct schema theme_schema =
    SCHEMA("theme", "How every report looks.", struct theme_file, theme_fields);

int theme_load(struct arena *arena, const char *path, const char *own, const struct fonts *fonts,
               struct diags *diags, const struct theme **ret_theme)
{
  struct theme_file file = {0};
  const struct yaml_node *shipped, *changed = NULL;
  if (yaml_read(arena, path, diags, &shipped) < 0 ||
      (own && yaml_read(arena, own, diags, &changed) < 0))
    return -1;
  const struct yaml_node *node = yaml_over(arena, shipped, changed);
  if (schema_decode(arena, &theme_schema, node, diags, &file) < 0)
    return -1;
  struct theme *theme = ARENA_NEW(arena, struct theme);
  theme->node = node;
  if (fonts && fonts_with_fallback(arena, fonts, file.fallback->regular, file.fallback->bold, diags,
                                   &theme->fonts) < 0)
    return -1;
  theme->page = file.page->values;
  theme->grid = file.grid->values;
  theme->color = file.color->values;
  theme->rule = file.rule->values;
  theme->space = file.space->values;
  theme->marker = file.marker->values;
  theme->thousands = (enum thousands)file.number->thousands;
  theme_resolve_types(file.type, file.color, theme);
  *ret_theme = theme;
  return 0;
}
