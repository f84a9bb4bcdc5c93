/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "builder.h"

struct builder *builder_new(struct arena *arena, const struct fonts *fonts)
{
  struct builder *builder = ARENA_NEW(arena, struct builder);
  builder->arena = arena;
  builder->fonts = fonts;
  builder->shaper = shaper_new(arena, fonts);
  build_tag(builder, TAG_DOCUMENT, -1);
  return builder;
}

static void end_page(struct builder *builder)
{
  if (builder->pages.len == 0)
    return;
  struct display_page *page = &builder->pages.at[builder->pages.len - 1];
  struct display_item *items = ARENA_ARRAY(builder->arena, struct display_item, builder->items.len);
  if (builder->items.len)
    memcpy(items, builder->items.at, builder->items.len * sizeof *items);
  page->items = items;
  page->item_count = builder->items.len;
  builder->items.len = 0;
}

void build_page(struct builder *builder)
{
  end_page(builder);
  *VEC_ADD(builder->arena, &builder->pages)
    = (struct display_page) { .width = 595.28, .height = 841.89 };
}

int build_tag(struct builder *builder, enum tag_role role, int parent)
{
  *VEC_ADD(builder->arena, &builder->tags) = (struct tag) { .role = role, .parent = parent };
  return (int)builder->tags.len - 1;
}

static struct display_item *add_item(struct builder *builder, enum display_kind kind, int tag)
{
  struct display_item *item = VEC_ADD(builder->arena, &builder->items);
  *item = (struct display_item) { .kind = kind, .tag = tag };
  return item;
}

float build_text(struct builder *builder, int tag, enum font_face face, float size, float x,
                 float y, const char *text)
{
  struct display_item *item = add_item(builder, DISPLAY_TEXT, tag);
  item->text.shaped = shape_text(builder->shaper, builder->arena, face, str_of(text));
  item->text.size = size;
  item->text.x = x;
  item->text.y = y;
  return (float)shaped_width(builder->fonts, item->text.shaped, (double)size);
}

void build_area(struct builder *builder, int tag, float x, float y, float width, float height,
                struct color color)
{
  struct path_segment *segments = ARENA_ARRAY(builder->arena, struct path_segment, 5);
  segments[0] = (struct path_segment) { .verb = PATH_MOVE, .x = x, .y = y };
  segments[1] = (struct path_segment) { .verb = PATH_LINE, .x = x + width, .y = y };
  segments[2] = (struct path_segment) { .verb = PATH_LINE, .x = x + width, .y = y + height };
  segments[3] = (struct path_segment) { .verb = PATH_LINE, .x = x, .y = y + height };
  segments[4] = (struct path_segment) { .verb = PATH_CLOSE };
  add_item(builder, DISPLAY_PATH, tag)->path = (struct path) {
    .segments = segments, .count = 5, .filled = true, .fill = color
  };
}

void build_line(struct builder *builder, int tag, const float *points, size_t count, float width,
                struct color color)
{
  struct path_segment *segments = ARENA_ARRAY(builder->arena, struct path_segment, count);
  for (size_t i = 0; i < count; i++)
    segments[i] = (struct path_segment) {
      .verb = i ? PATH_LINE : PATH_MOVE, .x = points[2 * i], .y = points[2 * i + 1]
    };
  add_item(builder, DISPLAY_PATH, tag)->path = (struct path) {
    .segments = segments, .count = count, .stroked = true, .stroke = color, .width = width
  };
}

void build_link(struct builder *builder, int tag, float x0, float y0, float x1, float y1,
                const char *uri, int page, const char *description)
{
  struct display_item *item = add_item(builder, DISPLAY_LINK, tag);
  item->link.x0 = x0;
  item->link.y0 = y0;
  item->link.x1 = x1;
  item->link.y1 = y1;
  item->link.uri = uri;
  item->link.page = page;
  item->link.description = description;
}

void build_bookmark(struct builder *builder, int level, int page, double y, const char *title)
{
  *VEC_ADD(builder->arena, &builder->bookmarks)
    = (struct bookmark) { .title = title, .level = level, .page = page, .y = y };
}

struct display *builder_finish(struct builder *builder, const char *title)
{
  end_page(builder);
  builder->display = (struct display) {
    .title = title,
    .author = "Analysts & Partners",
    .subject = "Tests of what is drawn",
    .language = "en-GB",
    .date = 1700000000,
    .pages = builder->pages.at,
    .page_count = builder->pages.len,
    .tags = builder->tags.at,
    .tag_count = builder->tags.len,
    .bookmarks = builder->bookmarks.at,
    .bookmark_count = builder->bookmarks.len,
    .fonts = builder->fonts,
  };
  return &builder->display;
}
