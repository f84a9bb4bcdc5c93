/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Display lists by hand, for tests and measurements of the devices without the layout.
 *
 * Everything lives in the builder's arena.
 */
#ifndef STRATA_TESTS_PDF_BUILDER_H
#define STRATA_TESTS_PDF_BUILDER_H

#include "base/vec.h"
#include "layout/display.h"

struct builder {
  struct arena *arena;
  const struct fonts *fonts;
  struct shaper *shaper;
  VEC(struct tag) tags;
  VEC(struct display_page) pages;
  VEC(struct display_item) items; /* of the page that is open */
  VEC(struct bookmark) bookmarks;
  struct display display;
};

struct builder *builder_new(struct arena *arena, const struct fonts *fonts);

/* Begins the next page, A4. */
void build_page(struct builder *builder);

int build_tag(struct builder *builder, enum tag_role role, int parent);

/* Text in black, its base line at Y; returns the width. */
float build_text(struct builder *builder, int tag, enum font_face face, float size, float x,
                 float y, const char *text);

/* An area without an outline. */
void build_area(struct builder *builder, int tag, float x, float y, float width, float height,
                struct color color);

/* A line through COUNT points (x, y), open; its segments are in the arena. */
void build_line(struct builder *builder, int tag, const float *points, size_t count, float width,
                struct color color);

/* URI, or where that is NULL, PAGE (an index). */
void build_link(struct builder *builder, int tag, float x0, float y0, float x1, float y1,
                const char *uri, int page, const char *description);

void build_bookmark(struct builder *builder, int level, int page, double y, const char *title);

/* The list with all that was built. */
struct display *builder_finish(struct builder *builder, const char *title);

#endif
