/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is true of every page, whatever is on it: nothing stands outside it, no two texts stand on each
 * other, and every figure has its words.
 */
#ifndef PAGE_PROPERTIES_H
#define PAGE_PROPERTIES_H

#include "base/str.h"
#include "layout/layout.h"

#include <math.h>

struct extent {
  double left, right, top, bottom;
};

static inline struct str printed(const struct display_item *item)
{
  return str_trim((struct str){item->text.shaped->text, item->text.shaped->text_len});
}

/* The box of a text's capitals, without the spaces at its ends. */
static inline struct extent text_extent(struct arena *arena, const struct theme *theme,
                                        struct shaper *shaper, const struct display_item *item)
{
  const struct fonts *fonts = theme->fonts;
  enum font_face face = item->text.shaped->face;
  struct str words = printed(item);
  double size = (double)item->text.size, x = (double)item->text.x, y = (double)item->text.y;
  size_t leading = (size_t)(words.at - item->text.shaped->text);
  size_t trailing = item->text.shaped->text_len - leading - words.len;
  double space = shaped_width(fonts, shape_text(shaper, arena, face, STR(" ")), size);
  double spaces = (double)leading * space;
  /* As it is drawn, with its tracking. */
  double width = shaped_width(fonts, item->text.shaped, size) - spaces - (double)trailing * space;
  return (struct extent){x + spaces, x + spaces + width, y - 0.72 * size, y};
}

/* The first two texts of PAGE that stand on each other, or NULL. */
static inline const char *page_overlap(struct arena *arena, const struct theme *theme,
                                       const struct display_page *page)
{
  struct shaper *shaper = shaper_new(arena, theme->fonts);
  struct extent *extents = ARENA_ARRAY(arena, struct extent, page->item_count);
  for (size_t i = 0; i < page->item_count; i++) {
    const struct display_item *item = &page->items[i];
    if (item->kind != DISPLAY_TEXT || printed(item).len == 0)
      continue;
    struct extent a = extents[i] = text_extent(arena, theme, shaper, item);
    for (size_t k = 0; k < i; k++) {
      struct extent b = extents[k];
      double across = fmin(a.right, b.right) - fmax(a.left, b.left);
      double down = fmin(a.bottom, b.bottom) - fmax(a.top, b.top);
      if (across > 0.3 && down > 0.3)
        return arena_printf(arena, "'%.*s' stands on '%.*s'", STR_ARG(printed(item)),
                            STR_ARG(printed(&page->items[k])));
    }
  }
  return NULL;
}

/* The first text or line of PAGE that is not between its margins, or NULL. */
static inline const char *page_outside(struct arena *arena, const struct theme *theme,
                                       const struct display_page *page)
{
  struct shaper *shaper = shaper_new(arena, theme->fonts);
  double left = theme->page.left, right = left + theme->page.content_width;
  for (size_t i = 0; i < page->item_count; i++) {
    const struct display_item *item = &page->items[i];
    if (item->kind == DISPLAY_TEXT && printed(item).len) {
      struct extent at = text_extent(arena, theme, shaper, item);
      bool apart = item->tag == TAG_PAGINATION_FOOT || item->tag == TAG_PAGINATION_HEAD;
      double top = apart ? 0 : theme->page.top;
      double bottom = apart ? theme->page.height : theme->page.body_bottom + 0.01;
      if (at.left < left - 3 || at.right > right + 3 || at.top < top || at.bottom > bottom)
        return arena_printf(arena, "'%.*s' stands outside the margins", STR_ARG(printed(item)));
    } else if (item->kind == DISPLAY_PATH) {
      for (size_t k = 0; k < item->path.count; k++) {
        const struct path_segment *at = &item->path.segments[k];
        if (at->verb == PATH_CLOSE)
          continue;
        if (!((double)at->x > left - 6 && (double)at->x < right + 6 && at->y > 0 &&
              (double)at->y < theme->page.height))
          return "a line stands outside the margins";
      }
    }
  }
  return NULL;
}

static inline bool begins_section(const struct display *display, size_t page)
{
  for (size_t i = 0; i < display->bookmark_count; i++)
    if (display->bookmarks[i].level == 1 && display->bookmarks[i].page == (int)page)
      return true;
  return false;
}

/* Where the last text or line of PAGE is, its foot apart. */
static inline double page_lowest(const struct display_page *page, int *ret_tag)
{
  double lowest = 0;
  for (size_t i = 0; i < page->item_count; i++) {
    const struct display_item *item = &page->items[i];
    double y = 0;
    if (item->tag == TAG_PAGINATION_FOOT || item->tag == TAG_PAGINATION_HEAD)
      continue;
    if (item->kind == DISPLAY_TEXT)
      y = (double)item->text.y;
    for (size_t k = 0; item->kind == DISPLAY_PATH && k < item->path.count; k++)
      y = fmax(y, (double)item->path.segments[k].y);
    if (y > lowest) {
      lowest = y;
      *ret_tag = item->tag;
    }
  }
  return lowest;
}

/* The first page before the end of its section that is nearly empty, or that ends with a heading; or NULL. */
static inline const char *page_ends(struct arena *arena, const struct theme *theme,
                                    const struct display *display)
{
  double least = theme->page.body_top + 0.25 * (theme->page.body_bottom - theme->page.body_top);
  for (size_t p = 0; p + 1 < display->page_count; p++) {
    int tag = TAG_ARTIFACT;
    double lowest = page_lowest(&display->pages[p], &tag);
    enum tag_role role = tag >= 0 ? display->tags[tag].role : TAG_P;
    if (begins_section(display, p + 1))
      continue;
    if (lowest < least)
      return arena_printf(arena, "%s: page %zu is nearly empty", display->title, p + 1);
    if (role >= TAG_H1 && role <= TAG_H4)
      return arena_printf(arena, "%s: page %zu ends with a heading", display->title, p + 1);
  }
  return NULL;
}

/* What is wrong with DISPLAY, with its page, or NULL. */
static inline const char *page_faults(struct arena *arena, const struct theme *theme,
                                      const struct display *display)
{
  for (size_t p = 0; p < display->page_count; p++) {
    const char *fault = page_outside(arena, theme, &display->pages[p]);
    if (!fault)
      fault = page_overlap(arena, theme, &display->pages[p]);
    if (fault)
      return arena_printf(arena, "%s: page %zu: %s", display->title, p + 1, fault);
  }
  return NULL;
}

#endif
