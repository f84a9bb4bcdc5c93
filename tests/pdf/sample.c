/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

static const struct color BLUE = { 27, 94, 156 };
static const struct color GREY = { 160, 160, 160 };
static const struct color PALE = { 232, 238, 244 };
static const float LEFT = 51, RIGHT = 544;

static void draw_head_and_foot(struct builder *builder, const char *page)
{
  build_text(builder, TAG_PAGINATION_HEAD, FONT_REGULAR, 8, LEFT, 36, "Community safety – sample");
  const float rule[] = { LEFT, 42, RIGHT, 42 };
  build_line(builder, TAG_PAGINATION_HEAD, rule, 2, 0.5f, GREY);
  build_text(builder, TAG_PAGINATION_FOOT, FONT_REGULAR, 8, 297, 815, page);
}

static void draw_contents(struct builder *builder, int parent, float y)
{
  int toc = build_tag(builder, TAG_TOC, parent);
  static const struct {
    const char *title, *page;
    int leads_to;
  } ENTRIES[] = { { "Findings", "1", 0 }, { "Method", "2", 1 } };
  for (int i = 0; i < 2; i++, y += 15) {
    int item = build_tag(builder, TAG_TOCI, toc);
    int reference = build_tag(builder, TAG_REFERENCE, item);
    int link = build_tag(builder, TAG_LINK, reference);
    build_text(builder, link, FONT_REGULAR, 10, LEFT, y,
               arena_printf(builder->arena, "%s ", ENTRIES[i].title));
    build_text(builder, link, FONT_REGULAR, 10, 500, y, ENTRIES[i].page);
    build_link(builder, link, LEFT, y - 9, RIGHT, y + 3, NULL, ENTRIES[i].leads_to,
               ENTRIES[i].title);
  }
}

/* A paragraph with a link and a stressed word in the midst of its text. */
static void draw_paragraph(struct builder *builder, int parent, float y)
{
  int p = build_tag(builder, TAG_P, parent);
  int span = build_tag(builder, TAG_SPAN, p);
  int link = build_tag(builder, TAG_LINK, p);
  float x = LEFT;
  x += build_text(builder, p, FONT_REGULAR, 10, x, y, "The Council’s £12.5m fell ");
  x += build_text(builder, span, FONT_SEMIBOLD, 10, x, y, "significantly");
  x += build_text(builder, p, FONT_REGULAR, 10, x, y, ", by −3.2%; see ");
  float width = build_text(builder, link, FONT_REGULAR, 10, x, y, "the published data");
  build_link(builder, link, x, y - 9, x + width, y + 3, "https://data.police.uk/é", -1,
             "The published data, at data.police.uk");
  build_text(builder, p, FONT_REGULAR, 10, x + width, y, ". ");
  build_text(builder, p, FONT_REGULAR, 10, LEFT, y + 13.5f,
             "“AV Wycombe (office)” — Ŵyn, tŷ, Zażółć gęślą jaźń, ½ at 20°C, 1,234.5 \\ 5 ≥ 4.");
}

/* One whose items have no labels. */
static void draw_plain_list(struct builder *builder, int parent, float y)
{
  int list = build_tag(builder, TAG_L, parent);
  int body = build_tag(builder, TAG_LBODY, build_tag(builder, TAG_LI, list));
  build_text(builder, body, FONT_REGULAR, 10, LEFT, y, "An item without a label");
}

static void draw_list(struct builder *builder, int parent, float y, bool ordered)
{
  int list = build_tag(builder, TAG_L, parent);
  builder->tags.at[list].ordered = ordered;
  static const char *const LABELS[2][2] = { { "•", "•" }, { "1.", "2." } };
  for (int i = 0; i < 2; i++, y += 14) {
    int item = build_tag(builder, TAG_LI, list);
    int label = build_tag(builder, TAG_LBL, item), body = build_tag(builder, TAG_LBODY, item);
    build_text(builder, label, FONT_REGULAR, 10, LEFT + 4, y, LABELS[ordered][i]);
    build_text(builder, body, FONT_REGULAR, 10, LEFT + 18, y, i ? "Second point" : "First point");
  }
}

/* Returns its tag, which those of its cells follow.  HEADS_ROW: that
 * of the row of heads that its cells name; 0: none. */
static int draw_row(struct builder *builder, int parent, const char *const cells[3], bool head,
                    float y, int heads_row)
{
  int row = build_tag(builder, TAG_TR, parent);
  if (head)
    build_area(builder, TAG_ARTIFACT, LEFT, y - 11, RIGHT - LEFT, 15, PALE);
  for (int i = 0; i < 3; i++) {
    bool heads = head || i == 0;
    int cell = build_tag(builder, heads ? TAG_TH : TAG_TD, row);
    if (heads)
      builder->tags.at[cell].scope = head ? SCOPE_COLUMN : SCOPE_ROW;
    build_text(builder, cell, heads ? FONT_BOLD : FONT_REGULAR, 9, LEFT + 4 + 160 * (float)i, y,
               cells[i]);
    if (heads_row && !heads) {
      int *headers = ARENA_ARRAY(builder->arena, int, 2);
      headers[0] = heads_row + 1 + i;
      headers[1] = row + 1;
      builder->tags.at[cell].headers = headers;
      builder->tags.at[cell].header_count = 2;
    }
  }
  return row;
}

static void draw_table(struct builder *builder, int parent, float y)
{
  int table = build_tag(builder, TAG_TABLE, parent);
  int caption = build_tag(builder, TAG_CAPTION, table);
  build_text(builder, caption, FONT_SEMIBOLD, 9, LEFT, y, "Table 1: Rates per 1,000 residents");
  static const char *const HEAD[] = { "District", "2021/22", "2022/23" };
  static const char *const ROWS[2][3]
    = { { "Blackpool", "61.7", "58.9" }, { "Wyre", "24.1", "[x]" } };
  int heads = draw_row(builder, build_tag(builder, TAG_THEAD, table), HEAD, true, y + 16, 0);
  int body = build_tag(builder, TAG_TBODY, table);
  for (int i = 0; i < 2; i++)
    draw_row(builder, body, ROWS[i], false, y + 31 + 15 * (float)i, i ? heads : 0);

  /* A cell over two columns, and one beside that is empty. */
  int row = build_tag(builder, TAG_TR, body);
  int cell = build_tag(builder, TAG_TH, row);
  builder->tags.at[cell].scope = SCOPE_ROW;
  builder->tags.at[cell].column_span = 2;
  build_text(builder, cell, FONT_BOLD, 9, LEFT + 4, y + 61, "Not assigned");
  build_tag(builder, TAG_TD, row);
}

static void draw_figure(struct builder *builder, int parent, float y)
{
  int figure = build_tag(builder, TAG_FIGURE, parent);
  struct tag *tag = &builder->tags.at[figure];
  tag->alt = "Line chart: burglary fell from 61.7 to 58.9 per 1,000 residents – a fall of 4.5% 📉.";
  tag->bbox_page = (int)builder->pages.len - 1;
  tag->x0 = (double)LEFT;
  tag->x1 = (double)RIGHT;
  tag->y0 = (double)y;
  tag->y1 = (double)y + 100;

  struct path_segment *hole = ARENA_ARRAY(builder->arena, struct path_segment, 4);
  hole[0] = (struct path_segment) { .verb = PATH_MOVE, .x = LEFT, .y = y };
  hole[1] = (struct path_segment) { .verb = PATH_LINE, .x = RIGHT, .y = y };
  hole[2] = (struct path_segment) { .verb = PATH_LINE, .x = RIGHT, .y = y + 100 };
  hole[3] = (struct path_segment) { .verb = PATH_CLOSE };
  struct path clip = { .segments = hole, .count = 4 };
  *VEC_ADD(builder->arena, &builder->items)
    = (struct display_item) { .kind = DISPLAY_CLIP, .tag = figure, .path = clip };
  build_area(builder, figure, LEFT, y + 20, 300, 50, PALE);
  *VEC_ADD(builder->arena, &builder->items) = (struct display_item) { .kind = DISPLAY_UNCLIP };

  struct path_segment *curve = ARENA_ARRAY(builder->arena, struct path_segment, 2);
  curve[0] = (struct path_segment) { .verb = PATH_MOVE, .x = LEFT, .y = y + 30 };
  curve[1] = (struct path_segment) { PATH_CURVE, 200, y, 300, y + 90, RIGHT - 60, y + 70 };
  *VEC_ADD(builder->arena, &builder->items) = (struct display_item) {
    .kind = DISPLAY_PATH,
    .tag = figure,
    .path = { .segments = curve, .count = 2, .stroked = true, .stroke = BLUE, .width = 1.2f,
              .dash_on = 3, .dash_off = 1.5f, .round_joins = true },
  };
  build_text(builder, figure, FONT_REGULAR, 8, RIGHT - 56, y + 73, "Burglary");
}

static void draw_note(struct builder *builder, int parent, float y)
{
  int p = build_tag(builder, TAG_P, parent);
  float x = LEFT + build_text(builder, p, FONT_REGULAR, 10, LEFT, y, "Rates are crude");
  int reference = build_tag(builder, TAG_REFERENCE, p);
  build_text(builder, reference, FONT_REGULAR, 7, x, y - 4, "1");
  int note = build_tag(builder, TAG_NOTE, p);
  int label = build_tag(builder, TAG_LBL, note);
  build_text(builder, label, FONT_REGULAR, 7, LEFT, y + 15, "1");
  build_text(builder, note, FONT_ITALIC, 8, LEFT + 6, y + 15,
             "Not standardised for age: 0123456789.");
}

static void draw_links(struct builder *builder, int parent)
{
  int page = (int)builder->pages.len;
  build_page(builder);
  draw_head_and_foot(builder, arena_printf(builder->arena, "%d", page + 1));
  build_bookmark(builder, 2, page, 0, arena_printf(builder->arena, "More (%d)", page));
  for (int i = 0; i < 8; i++) {
    float y = 100 + 20 * (float)i;
    int link = build_tag(builder, TAG_LINK, build_tag(builder, TAG_P, parent));
    const char *text = arena_printf(builder->arena, "Page %d before this one", i);
    float width = build_text(builder, link, FONT_REGULAR, 10, LEFT, y, text);
    int target = page > i ? page - i : 0;
    build_link(builder, link, LEFT, y - 9, LEFT + width, y + 3, NULL, target, text);
  }
}

struct display *sample_display(struct arena *arena, const struct fonts *fonts, int more)
{
  struct builder *builder = builder_new(arena, fonts);
  int section = build_tag(builder, TAG_SECT, 0);
  build_page(builder);
  draw_head_and_foot(builder, "1");
  build_text(builder, build_tag(builder, TAG_H1, section), FONT_BOLD, 20, LEFT, 70,
             "Sample – “every tag”");
  draw_contents(builder, section, 95);
  build_text(builder, build_tag(builder, TAG_H2, section), FONT_BOLD, 14, LEFT, 140, "Findings");
  int div = build_tag(builder, TAG_DIV, section);
  draw_paragraph(builder, div, 160);
  draw_list(builder, div, 195, false);
  draw_list(builder, div, 230, true);
  build_text(builder, build_tag(builder, TAG_H3, section), FONT_SEMIBOLD, 12, LEFT, 270, "Figures");
  build_text(builder, build_tag(builder, TAG_H4, section), FONT_SEMIBOLD, 10, LEFT, 290, "Table");
  draw_table(builder, section, 310);
  draw_figure(builder, section, 400);

  /* One that runs on to the next page. */
  int split = build_tag(builder, TAG_P, section);
  build_text(builder, split, FONT_REGULAR, 10, LEFT, 780,
             "This paragraph begins on the first page ");
  build_page(builder);
  draw_head_and_foot(builder, "2");
  build_text(builder, split, FONT_REGULAR, 10, LEFT, 70, "and ends on the second.");
  build_text(builder, build_tag(builder, TAG_H2, section), FONT_BOLD, 14, LEFT, 100, "Method");
  draw_note(builder, section, 120);
  draw_plain_list(builder, section, 160);

  build_bookmark(builder, 1, 0, 50, "Sample – “every tag”");
  build_bookmark(builder, 2, 0, 126, "Findings");
  build_bookmark(builder, 3, 0, 258, "Figures");
  build_bookmark(builder, 2, 1, 86, "Method (ŵ)");
  for (int i = 0; i < more; i++)
    draw_links(builder, section);
  return builder_finish(builder, "Sample – the Council’s £12.5m & <more>");
}
