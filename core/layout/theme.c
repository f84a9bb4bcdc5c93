/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme.h"

#include "base/num.h"
#include "define/file.h"
#include "define/overlay.h"
#include "layout/picture.h"
#include "layout/theme_parts.h"

#include <math.h>

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

/* Faces in place of Lato's, and faces that stand in for those of the types. */
struct font {
  struct decoded decoded;
  const char *regular, *italic, *semibold, *bold;
};
struct fallback {
  struct decoded decoded;
  const char *regular, *bold;
};

/* Of the partnership, on covers and heads. */
struct logo {
  struct decoded decoded;
  const char *file, *words;
};

#define FACE(struct_, name_, description_)                                                         \
  {                                                                                                \
    .name = #name_, .kind = FIELD_TEXT, .at = offsetof(struct struct_, name_), .required = true,   \
    .description = (description_)                                                                  \
  }

static const struct field font_fields[] = {
    FACE(font, regular, "The TrueType or OpenType file of the regular face, from the folder of the "
                        "workspace or absolute."),
    FACE(font, italic, "The same of the italic face."),
    FACE(font, semibold, "The same of the semibold face; where a family has none, its bold one."),
    FACE(font, bold, "The same of the bold face."),
};
static const struct field fallback_fields[] = {
    FACE(fallback, regular, "The TrueType or OpenType file for characters that the regular and italic faces "
                            "lack: in a workspace from its folder, else from that of Lato, or absolute."),
    FACE(fallback, bold, "The same for semibold and bold."),
};

static const struct field logo_fields[] = {
    FACE(logo, file, "The PNG file, from the folder of the workspace or absolute."),
    FACE(logo, words, "What somebody hears who cannot see it: the name that it stands for."),
};

struct theme_file {
  struct decoded decoded;
  const struct logo *logo; /* NULL: none */
  const struct font *font; /* NULL: Lato */
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

static const struct schema font_schema =
    SCHEMA("font", "The fonts that text is set in.", struct font, font_fields);
static const struct schema logo_schema =
    SCHEMA("logo", "The partnership's logo.", struct logo, logo_fields);
static const struct schema fallback_schema =
    SCHEMA("fallback", "Fonts for what those lack.", struct fallback, fallback_fields);

#define PART(name_)                                                                                \
  {                                                                                                \
    .name = #name_, .kind = FIELD_MAPPING, .required = true,                                       \
    .at = offsetof(struct theme_file, name_), .schema = &name_##_schema,                           \
    .description = "See below."                                                                    \
  }

static const struct field theme_fields[] = {PART(page), PART(grid),  PART(type),  PART(color),
                                            PART(rule), PART(space), PART(marker), PART(number),
                                            PART(fallback),
    {.name = "font",
     .kind = FIELD_MAPPING,
     .at = offsetof(struct theme_file, font),
     .schema = &font_schema,
     .description = "Without it, Lato."},
    {.name = "logo",
     .kind = FIELD_MAPPING,
     .at = offsetof(struct theme_file, logo),
     .schema = &logo_schema,
     .description = "On covers and at the head of pages."},
};
const struct schema theme_schema =
    SCHEMA("theme", "How every report looks.", struct theme_file, theme_fields);

/* The file that KEY of GROUP names: in the workspace's own theme OWN, from where that is. */
static const char *named_file(struct arena *arena, const struct yaml_node *group, const char *key,
                              const char *name, const char *own)
{
  struct loc loc = node_place(group, key);
  const char *path = own && loc.file && strcmp(loc.file, own) == 0 ? path_absolute(arena, own) : NULL;
  if (!path)
    return name;
  return path_join(arena, arena_text(arena, path, (size_t)(path_name(path) - path)), name);
}

static struct font_source font_source(struct arena *arena, const struct yaml_node *group,
                                      const char *key, const char *name, const char *own)
{
  return (struct font_source){named_file(arena, group, key, name, own), node_place(group, key)};
}

/* What a head may give the logo of its width, as a share; and how many points of the picture a page's
 * point must have, or it is blurred in print: 150 an inch. */
static const double LOGO_MOST = 1.0 / 3, LOGO_POINTS = 150.0 / 72;

static int load_logo(struct arena *arena, const struct logo *logo, const struct yaml_node *node,
                     const char *own, struct diags *diags, struct theme *theme)
{
  struct loc loc = node_place(node, "file");
  const struct picture *picture;
  if (picture_read(arena, named_file(arena, node, "file", logo->file, own), loc, theme->color.paper,
                   diags, &picture) < 0)
    return -1;
  double highest = fmax(theme->page.logo_head, theme->page.logo_cover);
  double width = highest * (double)picture->width / (double)picture->height;
  if (width > LOGO_MOST * theme->page.content_width) {
    diag_error(diags, "STRATA-L048", loc, "the logo is %s points wide when it is %s high: more than a "
               "third of the page", num_format(arena, width, 0, NUM_PLAIN),
               num_format(arena, highest, 0, NUM_PLAIN));
    diag_hint(diags, "take a form of it that is less wide, or make logo_cover and logo_head less in 'page'");
    return -1;
  }
  if ((double)picture->height < LOGO_POINTS * highest) {
    diag_error(diags, "STRATA-L048", loc, "the logo has %zu rows of points, too few to be printed %s points high",
               picture->height, num_format(arena, highest, 0, NUM_PLAIN));
    diag_hint(diags, "save it with at least %s rows",
              num_format(arena, ceil(LOGO_POINTS * highest), 0, NUM_PLAIN));
    return -1;
  }
  theme->logo.picture = picture;
  theme->logo.words = logo->words;
  return 0;
}

static int load_fonts(struct arena *arena, const struct theme_file *file,
                      const struct yaml_node *node, const char *own, const struct fonts *lato,
                      struct diags *diags, const struct fonts **ret_fonts)
{
  struct font_source sources[FONT_ALL] = {0};
  const struct yaml_node *font = node_value(node, "font"), *fallback = node_value(node, "fallback");
#define SOURCE(face, group, key) \
  sources[face] = font_source(arena, group, #key, file->group->key, own)
  SOURCE(FONT_FALLBACK, fallback, regular);
  SOURCE(FONT_FALLBACK_BOLD, fallback, bold);
  if (file->font) {
    SOURCE(FONT_REGULAR, font, regular);
    SOURCE(FONT_ITALIC, font, italic);
    SOURCE(FONT_SEMIBOLD, font, semibold);
    SOURCE(FONT_BOLD, font, bold);
  }
#undef SOURCE
  return fonts_with(arena, lato, sources, diags, ret_fonts);
}

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
  if (fonts && load_fonts(arena, &file, node, own, fonts, diags, &theme->fonts) < 0)
    return -1;
  theme->page = file.page->values;
  theme->grid = file.grid->values;
  theme->color = file.color->values;
  theme->rule = file.rule->values;
  theme->space = file.space->values;
  theme->marker = file.marker->values;
  theme->thousands = (enum thousands)file.number->thousands;
  theme_resolve_types(file.type, file.color, theme);
  if (file.logo && load_logo(arena, file.logo, node_value(node, "logo"), own, diags, theme) < 0)
    return -1;
  *ret_theme = theme;
  return 0;
}
