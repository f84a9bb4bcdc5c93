/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme.h"

#include "define/overlay.h"
#include "define/schema.h"

/* A group of numbers or colours of the theme, as the schema fills it. */
#define GROUP(group)                                                                               \
  struct group##_group {                                                                           \
    struct decoded decoded;                                                                        \
    __typeof__(((struct theme *)0)->group) values;                                                 \
  }

GROUP(page);
GROUP(grid);
GROUP(color);
GROUP(rule);
GROUP(space);
GROUP(marker);

#define NUMBER(group, name_, least_, most_, description_)                                          \
  {                                                                                                \
    .name = #name_, .kind = FIELD_NUMBER, .required = true,                                        \
    .at = offsetof(struct group##_group, values.name_), .least = (least_), .most = (most_),        \
    .description = (description_)                                                                  \
  }

/* ---- numbers ------------------------------------------------------------------------------- */

#define PAGE(name, description) NUMBER(page, name, 0, 2000, description)

static const struct field page_fields[] = {
    PAGE(width, "The page's width."),
    PAGE(height, "The page's height."),
    PAGE(left, "The left margin."),
    PAGE(right, "The right margin."),
    PAGE(top, "The top margin."),
    PAGE(bottom, "The bottom margin."),
    PAGE(content_width, "The width of what stands between the margins."),
    PAGE(head_rule, "The middle of the rule at the page's head."),
    PAGE(running_head, "The top of the running head."),
    PAGE(body_top, "The top of the first line below the running head."),
    PAGE(first_block, "The top of what follows a section's title."),
    PAGE(body_bottom, "The end of what stands on a page."),
    PAGE(foot_rule, "The rule at the page's foot."),
    PAGE(foot_text, "The top of the foot's line."),
    PAGE(marking, "The top of a restricted edition's marking."),
    PAGE(handling, "The top of its handling words."),
    PAGE(distribution, "The top of its distribution list."),
    PAGE(masthead_kicker, "The top of the line above the name on a profile's first page."),
    PAGE(masthead_name, "The top of the name on the first page of a profile."),
    PAGE(masthead_subtitle, "The top of the lines below that name."),
    PAGE(cover_rule, "The middle of a cover's rule."),
    PAGE(cover_kicker, "The top of the line above a cover's title."),
    PAGE(cover_title, "The top of a cover's title."),
    PAGE(cover_subtitle, "From the end of a cover's title to the line below it."),
};

static const struct field grid_fields[] = {
    NUMBER(grid, columns, 1, 24, "How many columns the content's width is divided into."),
    NUMBER(grid, gutter, 0, 100, "The space between two columns."),
    NUMBER(grid, aside_offset, 0, 100, "How far an aside stands right of its first column."),
    NUMBER(grid, aside_rule, 0, 100, "How far the rule stands left of an aside."),
    NUMBER(grid, baseline, 1, 100,
           "Where text has columns, lines of this leading stand on its multiples, level across them."),
};

#define WIDTH(name, description) NUMBER(rule, name, 0.1, 20, description)

static const struct field rule_fields[] = {
    WIDTH(head, "The rule at the page's head."),
    WIDTH(head_masthead, "The same on the first page of a profile."),
    WIDTH(head_cover, "The same on a cover."),
    WIDTH(section, "Between sections."),
    WIDTH(table_head, "Below a table's head."),
    WIDTH(table_row, "Below a table's row."),
    WIDTH(group, "Below the head of a group of rows."),
    WIDTH(column, "Between the main column and an aside."),
    WIDTH(foot, "At the page's foot."),
};

#define SPACE(name, description) NUMBER(space, name, 0, 100, description)

static const struct field space_fields[] = {
    SPACE(section_rule, "Above and below a rule between sections."),
    SPACE(heading, "Above a heading of level 2."),
    SPACE(subheading, "Above a heading of level 3 or 4."),
    SPACE(after_title, "From a title to its meaning, from a heading to what follows."),
    SPACE(paragraph, "Above a paragraph."),
    SPACE(list_item, "Above an item of a list."),
    SPACE(finding, "Above a finding."),
    SPACE(finding_support, "From a finding to its support."),
    SPACE(block, "Above and below tables, figures, key figures and callouts."),
    SPACE(key_entry, "Above an entry of the key."),
    SPACE(meaning_to_figure, "From the sentence of meaning to the figure or table."),
    SPACE(figure_to_note, "From a figure or table to its note."),
    SPACE(list_indent, "How far the words of a list stand in."),
    SPACE(finding_indent, "How far the words of a finding stand in."),
    SPACE(quote_indent, "How far a quotation stands in."),
    SPACE(callout_padding, "Inside the frame of a callout."),
    SPACE(cell_top, "Above the text of a table's cell."),
    SPACE(cell_bottom, "Below the text of a table's cell."),
    SPACE(cell_right, "Right of the text of a table's cell."),
    SPACE(number_right, "Right of a number in a table's cell."),
    SPACE(number_to_words, "The same where words follow, which begin where the space ends."),
    SPACE(tinted_cell, "Above and below the text of a row whose cells stand in boxes."),
    SPACE(compact_cell, "Above and below the text of a cell of a compact table."),
    SPACE(contents_row, "Above and below a line of the contents."),
    SPACE(graphic_row, "The least height of a table's row with a bar or strip."),
    SPACE(spread_row, "The least height of a table's row with a spread."),
};

static const struct field marker_fields[] = {
    NUMBER(marker, chart, 1, 20, "The size of markers that stand on their own."),
    NUMBER(marker, table, 1, 20, "The size of markers in tables and small charts."),
    NUMBER(marker, per_type, 0.1, 2, "The size of markers in text, as a share of the type's size."),
    NUMBER(marker, gap, 0, 20, "The space between a marker and the words after it."),
};

/* ---- colours ------------------------------------------------------------------------------- */

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

/* ---- type ---------------------------------------------------------------------------------- */

struct style {
  struct decoded decoded;
  double size, leading, tracking;
  int face, color;
};

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

#define STYLES(X)                                                                                  \
  X(cover_title, "A cover's title.")                                                               \
  X(cover_subtitle, "The line below it.")                                                          \
  X(cover_kicker, "The line above it.")                                                            \
  X(district_name, "The name on the first page of a profile.")                                     \
  X(kicker, "The line above it.")                                                                  \
  X(h1, "A section's title.")                                                                      \
  X(h2, "Headings of level 2, titles of figures and tables.")                                      \
  X(h3, "Headings of level 3.")                                                                    \
  X(h4, "Headings of level 4.")                                                                    \
  X(subtitle, "The line below a section's title.")                                                 \
  X(key_figure, "A key figure's number.")                                                          \
  X(key_words, "A key figure's words.")                                                            \
  X(finding_lead, "What a finding says.")                                                          \
  X(finding_number, "A finding's number.")                                                         \
  X(finding_support, "What a finding rests on.")                                                   \
  X(body, "Paragraphs and lists.")                                                                 \
  X(lead, "The paragraph that opens a section.")                                                   \
  X(meaning, "The sentence below the title of a figure or table.")                                 \
  X(quote, "Quotations.")                                                                          \
  X(table, "A table's cells.")                                                                     \
  X(table_head, "A table's heads.")                                                                \
  X(table_group, "The head of a group of rows.")                                                   \
  X(compact_table, "The cells of a compact table.")                                                \
  X(chart_row, "Names of rows in charts.")                                                         \
  X(chart_value, "Values in charts.")                                                              \
  X(chart_axis, "Axes of charts.")                                                                 \
  X(key_entry, "Entries of the key.")                                                              \
  X(contents, "Lines of the contents.")                                                            \
  X(note, "Notes and sources.")                                                                    \
  X(running, "The running head.")                                                                  \
  X(foot, "The foot.")

struct type_group {
  struct decoded decoded;
#define MEMBER(name, description) const struct style *name;
  STYLES(MEMBER)
#undef MEMBER
};

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

static const struct schema page_schema =
    SCHEMA("page", "The page and what stands at fixed places.", struct page_group, page_fields);
static const struct schema grid_schema =
    SCHEMA("grid", "The columns.", struct grid_group, grid_fields);
static const struct schema type_schema =
    SCHEMA("types", "Kinds of type.", struct type_group, type_fields);
static const struct schema color_schema =
    SCHEMA("color", "Colours.", struct color_group, color_fields);
static const struct schema rule_schema =
    SCHEMA("rule", "Widths of rules.", struct rule_group, rule_fields);
static const struct schema space_schema =
    SCHEMA("space", "Distances.", struct space_group, space_fields);
static const struct schema marker_schema =
    SCHEMA("marker", "Markers.", struct marker_group, marker_fields);

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
#define RESOLVE(name, description) theme->type.name = resolve(file.type->name, file.color);
  STYLES(RESOLVE)
#undef RESOLVE
  *ret_theme = theme;
  return 0;
}
