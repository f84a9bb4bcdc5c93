/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages as text.  A person reads what changed in a golden file, so each item is one line that says
 * what it looks like, where it is and what it is part of.
 */
#include "render/bytes.h"
#include "render/render.h"
#include "render/verify.h"

static void add_length(struct bytes *line, double length)
{
  bytes_char(line, ' ');
  bytes_hundredths_aligned(line, hundredths(length));
}

static void add_color(struct bytes *line, struct color color)
{
  bytes_text(line, " #");
  bytes_hex(line, color.red, 2);
  bytes_hex(line, color.green, 2);
  bytes_hex(line, color.blue, 2);
}

static void add_tag(const struct display *display, struct bytes *line, int tag)
{
  static const char *const ARTIFACTS[] = { "artifact", "head", "foot", "repeated" };
  bytes_text(line, " [");
  if (tag < 0) {
    bytes_text(line, ARTIFACTS[-1 - tag]);
  } else {
    bytes_integer(line, tag);
    bytes_char(line, ' ');
    bytes_text(line, tag_role_name(display->tags[tag].role));
  }
  bytes_char(line, ']');
}

/* On one line, whatever is in it. */
static void add_quoted(struct bytes *line, struct str text)
{
  bytes_text(line, " \"");
  for (size_t i = 0; i < text.len; i++)
    bytes_char(line, (uint8_t)text.at[i] < ' ' ? '?' : text.at[i]);
  bytes_char(line, '"');
}

static void add_segments(struct bytes *line, const struct path *path)
{
  for (size_t i = 0; i < path->count; i++) {
    const struct path_segment *segment = &path->segments[i];
    bytes_char(line, ' ');
    bytes_char(line, "MLCZ"[segment->verb]);
    if (segment->verb == PATH_CURVE) {
      add_length(line, (double)segment->x1);
      add_length(line, (double)segment->y1);
      add_length(line, (double)segment->x2);
      add_length(line, (double)segment->y2);
    }
    if (segment->verb != PATH_CLOSE) {
      add_length(line, (double)segment->x);
      add_length(line, (double)segment->y);
    }
  }
}

static void add_path(const struct display *display, struct bytes *line,
                     const struct display_item *item)
{
  const struct path *path = &item->path;
  bytes_text(line, item->kind == DISPLAY_CLIP ? "clip" : "path");
  if (item->kind == DISPLAY_PATH)
    add_tag(display, line, item->tag);
  if (path->filled) {
    bytes_text(line, path->even_odd ? " fill-even-odd" : " fill");
    add_color(line, path->fill);
  }
  if (path->stroked) {
    bytes_text(line, " stroke");
    add_color(line, path->stroke);
    add_length(line, (double)path->width);
    if (path->dash_on > 0) {
      bytes_text(line, " dash");
      add_length(line, (double)path->dash_on);
      add_length(line, (double)path->dash_off);
    }
    if (path->round_joins)
      bytes_text(line, " round");
  }
  add_segments(line, path);
}

static void add_text(const struct display *display, struct bytes *line,
                     const struct display_item *item)
{
  const struct shaped *shaped = item->text.shaped;
  bytes_text(line, "text");
  add_tag(display, line, item->tag);
  add_length(line, (double)item->text.x);
  add_length(line, (double)item->text.y);
  bytes_char(line, ' ');
  bytes_text(line, font_metrics(display->fonts, shaped->face).postscript_name);
  add_length(line, (double)item->text.size);
  add_color(line, item->text.color);
  add_quoted(line, (struct str) { shaped->text, shaped->text_len });
  if (shaped->missing)
    bytes_text(line, " missing glyph");
}

static void add_link(const struct display *display, struct bytes *line,
                     const struct display_item *item)
{
  bytes_text(line, "link");
  add_tag(display, line, item->tag);
  add_length(line, (double)item->link.x0);
  add_length(line, (double)item->link.y0);
  add_length(line, (double)item->link.x1);
  add_length(line, (double)item->link.y1);
  if (item->link.uri) {
    bytes_char(line, ' ');
    bytes_text(line, item->link.uri);
  } else {
    bytes_text(line, " page ");
    bytes_integer(line, item->link.page + 1);
    add_length(line, (double)item->link.y);
  }
  add_quoted(line, str_of(item->link.description));
}

static void add_item(const struct display *display, struct bytes *line,
                     const struct display_item *item)
{
  bytes_text(line, "  ");
  switch (item->kind) {
  case DISPLAY_TEXT:
    add_text(display, line, item);
    break;
  case DISPLAY_PATH:
  case DISPLAY_CLIP:
    add_path(display, line, item);
    break;
  case DISPLAY_LINK:
    add_link(display, line, item);
    break;
  case DISPLAY_UNCLIP:
    bytes_text(line, "unclip");
    break;
  case DISPLAY_PICTURE:
    bytes_text(line, "picture");
    add_tag(display, line, item->tag);
    add_length(line, (double)item->picture.x0);
    add_length(line, (double)item->picture.y0);
    add_length(line, (double)item->picture.x1);
    add_length(line, (double)item->picture.y1);
    break;
  }
}

static int depth_of(const struct display *display, size_t tag)
{
  int depth = 1;
  for (int parent = display->tags[tag].parent; parent >= 0; parent = display->tags[parent].parent)
    depth++;
  return depth;
}

static void add_tag_line(const struct display *display, struct bytes *line, size_t index)
{
  const struct tag *tag = &display->tags[index];
  for (int i = depth_of(display, index); i > 0; i--)
    bytes_text(line, "  ");
  bytes_integer(line, (int64_t)index);
  bytes_char(line, ' ');
  bytes_text(line, tag_role_name(tag->role));
  if (tag->scope != SCOPE_NONE)
    bytes_text(line, tag->scope == SCOPE_ROW ? " row" : " column");
  if (tag->row_span > 1) {
    bytes_text(line, " rows ");
    bytes_integer(line, tag->row_span);
  }
  if (tag->column_span > 1) {
    bytes_text(line, " columns ");
    bytes_integer(line, tag->column_span);
  }
  if (tag->ordered)
    bytes_text(line, " ordered");
  if (tag->language) {
    bytes_text(line, " in ");
    bytes_text(line, tag->language);
  }
  if (tag->role == TAG_FIGURE) {
    bytes_text(line, " page ");
    bytes_integer(line, tag->bbox_page + 1);
    add_length(line, tag->x0);
    add_length(line, tag->y0);
    add_length(line, tag->x1);
    add_length(line, tag->y1);
  }
  if (tag->alt)
    add_quoted(line, str_of(tag->alt));
}

static void put(struct bytes *line, FILE *out)
{
  bytes_char(line, '\n');
  fwrite(line->at, 1, line->len, out);
  line->len = 0;
}

void render_trace(const struct display *display, FILE *out)
{
  auto_bytes struct bytes line = { 0 };
  bytes_text(&line, "document");
  add_quoted(&line, str_of(display->title));
  put(&line, out);
  for (size_t i = 0; i < display->page_count; i++) {
    const struct display_page *page = &display->pages[i];
    bytes_text(&line, "page ");
    bytes_integer(&line, (int64_t)i + 1);
    add_length(&line, page->width);
    add_length(&line, page->height);
    put(&line, out);
    for (size_t k = 0; k < page->item_count; k++) {
      add_item(display, &line, &page->items[k]);
      put(&line, out);
    }
  }
  bytes_text(&line, "tags");
  put(&line, out);
  for (size_t i = 0; i < display->tag_count; i++) {
    add_tag_line(display, &line, i);
    put(&line, out);
  }
  for (size_t i = 0; i < display->bookmark_count; i++) {
    const struct bookmark *bookmark = &display->bookmarks[i];
    bytes_text(&line, "bookmark ");
    bytes_integer(&line, bookmark->level);
    bytes_text(&line, " page ");
    bytes_integer(&line, bookmark->page + 1);
    add_length(&line, bookmark->y);
    add_quoted(&line, str_of(bookmark->title));
    put(&line, out);
  }
}
