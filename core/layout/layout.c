/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/layout.h"

#include "base/num.h"
#include "layout/pages.h"
#include "layout/type.h"

/* Where a name leads. */
struct anchor {
  const char *name;
  int page;
  double y;
};

struct making {
  struct canvas like;
  struct pages pages;
  struct diags *diags;
  VEC(struct anchor) anchors;
  VEC(struct bookmark) bookmarks;
  int status;
};

/* ---- places -------------------------------------------------------------------------------- */

static const struct anchor *find_anchor(const struct making *making, const char *name)
{
  for (size_t i = 0; i < making->anchors.len; i++)
    if (strcmp(making->anchors.at[i].name, name) == 0)
      return &making->anchors.at[i];
  return NULL;
}

static void add_anchor(struct making *making, const struct mark *mark, int page)
{
  if (!mark->name)
    return;
  if (find_anchor(making, mark->name)) {
    diag_error(making->diags, "STRATA-L028", mark->loc, "two places are named '%s'", mark->name);
    diag_hint(making->diags, "give each section, figure, table and heading of a report a name of its own: links lead there");
    making->status = -1;
    return;
  }
  struct anchor *anchor = VEC_ADD(making->like.arena, &making->anchors);
  *anchor = (struct anchor){mark->name, page, mark->y0};
}

static void note_places(struct making *making)
{
  struct arena *arena = making->like.arena;
  for (size_t p = 0; p < making->pages.list.len; p++) {
    const struct canvas *canvas = &making->pages.list.at[p].canvas;
    for (size_t i = 0; i < canvas->marks.len; i++) {
      const struct mark *mark = &canvas->marks.at[i];
      if (mark->kind == MARK_ANCHOR) {
        add_anchor(making, mark, (int)p);
      } else if (mark->kind == MARK_BOOKMARK) {
        struct bookmark *bookmark = VEC_ADD(arena, &making->bookmarks);
        *bookmark = (struct bookmark){mark->name, mark->level, (int)p, mark->y0};
      } else if (mark->kind == MARK_FIGURE) {
        struct tag *tag = tag_at(&making->like, mark->tag);
        tag->bbox_page = (int)p;
        tag->x0 = mark->x0;
        tag->y0 = mark->y0;
        tag->x1 = mark->x1;
        tag->y1 = mark->y1;
      }
    }
  }
}

/* ---- links --------------------------------------------------------------------------------- */

static void add_link(struct making *making, struct canvas *canvas, const struct mark *mark)
{
  struct display_item link = {.kind = DISPLAY_LINK, .tag = mark->tag};
  link.link.x0 = (float)mark->x0;
  link.link.y0 = (float)mark->y0;
  link.link.x1 = (float)mark->x1;
  link.link.y1 = (float)mark->y1;
  link.link.description = mark->description;
  if (mark->name[0] == '#') {
    const struct anchor *anchor = find_anchor(making, mark->name + 1);
    if (!anchor) {
      diag_error(making->diags, "STRATA-L029", mark->loc, "the link '%s' leads nowhere",
                 mark->name);
      diag_hint(making->diags, "write # and the name of a section, figure, table or heading of this report");
      making->status = -1;
      return;
    }
    link.link.page = anchor->page;
    link.link.y = (float)anchor->y;
  } else {
    link.link.uri = mark->name;
  }
  *VEC_ADD(canvas->arena, &canvas->items) = link;
}

/* What stands on a line after the room of LESS points for a page's number moves up to it, and its own
 * link ends where it does. */
static void move_up(struct canvas *canvas, const struct mark *mark, double less,
                    const char *description)
{
  for (size_t i = mark->item + 2; i < mark->item + mark->line_end; i++)
    item_shift(canvas->arena, &canvas->items.at[i], -less, 0);
  struct display_item *underline = &canvas->items.at[mark->item + 1];
  item_shift(canvas->arena, underline, 0, 0);
  struct path_segment *segments = ARENA_ARRAY(canvas->arena, struct path_segment, underline->path.count);
  memcpy(segments, underline->path.segments, underline->path.count * sizeof *segments);
  segments[underline->path.count - 1].x -= (float)less;
  underline->path.segments = segments;
  for (struct mark *other = canvas->marks.at; other < canvas->marks.at + canvas->marks.len; other++) {
    if (other->y0 != mark->y0 || other == mark || other->x0 < mark->x0)
      continue;
    bool own = other->kind == MARK_LINK && other->tag == mark->tag;
    if (own)
      other->description = description;
    else
      other->x0 -= less;
    other->x1 -= less;
  }
}

static void fill_page_in(struct making *making, struct canvas *canvas, const struct mark *mark)
{
  const struct anchor *anchor = find_anchor(making, mark->name);
  if (!anchor)
    return; /* its link is reported */
  const char *words = arena_printf(canvas->arena, "%s%s", mark->description,
                                   num_format(canvas->arena, anchor->page + 1, 0, NUM_PLAIN));
  struct str printed = str_of(mark->level ? arena_printf(canvas->arena, "%s ", words) : words);
  canvas->items.at[mark->item].text.shaped = type_shape(canvas, mark->style, printed);
  move_up(canvas, mark, mark->x1 - mark->x0 - type_width(canvas, mark->style, printed), words);
}

static void fill_page_number(struct making *making, struct canvas *canvas, const struct mark *mark)
{
  const struct anchor *anchor = find_anchor(making, mark->name);
  if (!anchor)
    return; /* its section was reported */
  /* The space before it keeps it from the title's last word when both are spoken. */
  const char *number =
      arena_printf(canvas->arena, " %s", num_format(canvas->arena, anchor->page + 1, 0, NUM_PLAIN));
  struct display_item *item = &canvas->items.at[mark->item];
  item->text.shaped = type_shape(canvas, mark->style, str_of(number));
  item->text.color = mark->style->color;
  item->text.x = (float)(mark->x1 - type_width(canvas, mark->style, str_of(number)));
  item->text.y = (float)mark->y1;
}

static void resolve(struct making *making)
{
  for (size_t p = 0; p < making->pages.list.len; p++) {
    struct canvas *canvas = &making->pages.list.at[p].canvas;
    for (size_t i = 0; i < canvas->marks.len; i++) {
      const struct mark *mark = &canvas->marks.at[i];
      if (mark->kind == MARK_PAGE_IN)
        fill_page_in(making, canvas, mark);
    }
    for (size_t i = 0; i < canvas->marks.len; i++) {
      const struct mark *mark = &canvas->marks.at[i];
      if (mark->kind == MARK_LINK)
        add_link(making, canvas, mark);
      else if (mark->kind == MARK_PAGE_OF)
        fill_page_number(making, canvas, mark);
    }
  }
}

/* ---- the whole ----------------------------------------------------------------------------- */

static const struct display *make_display(struct making *making)
{
  struct arena *arena = making->like.arena;
  const struct document *document = making->like.document;
  const struct theme *theme = making->like.theme;
  size_t count = making->pages.list.len;
  struct display_page *pages = ARENA_ARRAY(arena, struct display_page, count);
  for (size_t i = 0; i < count; i++) {
    const struct canvas *canvas = &making->pages.list.at[i].canvas;
    pages[i] = (struct display_page){.width = theme->page.width,
                                     .height = theme->page.height,
                                     .items = canvas->items.at,
                                     .item_count = canvas->items.len};
  }
  struct display *display = ARENA_NEW(arena, struct display);
  *display = (struct display){
      .title = document->title,
      .author = document->author,
      .subject = document->subject,
      .language = document->language,
      .date = document->date,
      .pages = pages,
      .page_count = count,
      .tags = making->like.tag_list->tags.at,
      .tag_count = making->like.tag_list->tags.len,
      .bookmarks = making->bookmarks.at,
      .bookmark_count = making->bookmarks.len,
      .fonts = theme->fonts,
  };
  return display;
}

int layout_document(struct arena *arena, const struct document *document, const struct theme *theme,
                    struct shaper *shaper, struct diags *diags, const struct display **ret_display)
{
  struct tag_list *tag_list = ARENA_NEW(arena, struct tag_list);
  struct making making = {.diags = diags};
  making.like = (struct canvas){
      .arena = arena,
      .theme = theme,
      .document = document,
      .shaper = shaper,
      .tag_list = tag_list,
      .diags = diags,
      .footnote_width = theme->page.content_width,
      .tag = TAG_ARTIFACT,
  };
  making.pages.like = making.like;
  int root = tag_add(&making.like, TAG_DOCUMENT, -1);
  for (const struct node *section = document->root->first; section; section = section->next)
    if (pages_set_section(&making.pages, section, root) < 0)
      making.status = -1;
  pages_set_footnotes(&making.pages);
  if (pages_set_heads(&making.pages) < 0)
    making.status = -1;
  note_places(&making);
  resolve(&making);
  if (making.status < 0)
    return -1;
  *ret_display = make_display(&making);
  return 0;
}
