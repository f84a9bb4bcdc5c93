/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/verify.h"

#include "base/cleanup.h"

#include <stdarg.h>
#include <string.h>

enum { ROLE_COUNT = TAG_BLOCK_QUOTE + 1, MOST_CLIPS = 20, QUOTED_MOST = 60 };

#define IN(role) (1u << (role))
#define BLOCKS                                                                                     \
  (IN(TAG_DOCUMENT) | IN(TAG_SECT) | IN(TAG_DIV) | IN(TAG_LBODY) | IN(TAG_TD) | IN(TAG_TH)         \
   | IN(TAG_NOTE) | IN(TAG_CAPTION) | IN(TAG_FIGURE) | IN(TAG_BLOCK_QUOTE))
#define INLINES                                                                                    \
  (IN(TAG_P) | IN(TAG_H1) | IN(TAG_H2) | IN(TAG_H3) | IN(TAG_H4) | IN(TAG_LBL) | IN(TAG_SPAN)      \
   | IN(TAG_REFERENCE) | IN(TAG_TOCI) | IN(TAG_LINK) | BLOCKS)

/* By role: its name, and the roles that it may stand in. */
static const struct {
  const char *name;
  uint32_t parents;
} ROLES[ROLE_COUNT] = {
  [TAG_DOCUMENT] = { "Document", 0 },
  [TAG_SECT] = { "Sect", BLOCKS },
  [TAG_DIV] = { "Div", BLOCKS },
  [TAG_H1] = { "H1", BLOCKS },
  [TAG_H2] = { "H2", BLOCKS },
  [TAG_H3] = { "H3", BLOCKS },
  [TAG_H4] = { "H4", BLOCKS },
  [TAG_P] = { "P", BLOCKS },
  [TAG_L] = { "L", BLOCKS | IN(TAG_L) },
  [TAG_LI] = { "LI", IN(TAG_L) },
  [TAG_LBL] = { "Lbl", IN(TAG_LI) | IN(TAG_TOCI) | IN(TAG_NOTE) | IN(TAG_REFERENCE) },
  [TAG_LBODY] = { "LBody", IN(TAG_LI) },
  [TAG_TABLE] = { "Table", BLOCKS },
  [TAG_THEAD] = { "THead", IN(TAG_TABLE) },
  [TAG_TBODY] = { "TBody", IN(TAG_TABLE) },
  [TAG_TR] = { "TR", IN(TAG_TABLE) | IN(TAG_THEAD) | IN(TAG_TBODY) },
  [TAG_TH] = { "TH", IN(TAG_TR) },
  [TAG_TD] = { "TD", IN(TAG_TR) },
  [TAG_CAPTION] = { "Caption", BLOCKS | IN(TAG_TABLE) | IN(TAG_L) | IN(TAG_TOC) },
  [TAG_FIGURE] = { "Figure", INLINES },
  [TAG_LINK] = { "Link", INLINES },
  [TAG_NOTE] = { "Note", INLINES },
  [TAG_TOC] = { "TOC", BLOCKS | IN(TAG_TOC) | IN(TAG_TOCI) },
  [TAG_TOCI] = { "TOCI", IN(TAG_TOC) },
  [TAG_SPAN] = { "Span", INLINES },
  [TAG_REFERENCE] = { "Reference", INLINES },
  [TAG_BLOCK_QUOTE] = { "BlockQuote", BLOCKS },
};

const char *tag_role_name(enum tag_role role)
{
  return ROLES[role].name;
}

bool tag_role_named(struct str name, enum tag_role *ret_role)
{
  for (int i = 0; i < ROLE_COUNT; i++)
    if (str_is(name, ROLES[i].name)) {
      *ret_role = (enum tag_role)i;
      return true;
    }
  return false;
}

bool tag_may_stand_in(enum tag_role role, enum tag_role parent)
{
  return ROLES[role].parents & IN(parent);
}

int tag_heading_level(enum tag_role role)
{
  return role >= TAG_H1 && role <= TAG_H4 ? (int)role - TAG_H1 + 1 : 0;
}

struct verifier {
  const struct display *display;
  struct diags *diags;
  bool failed;
};

enum rule {
  RULE_DOCUMENT, RULE_DESCRIBED, RULE_HEADINGS, RULE_STRUCTURE, RULE_PLACE, RULE_GLYPHS, RULE_LINKS
};

#define REPORT_FAULT "this is a fault of strata or of a plugin's section: report it"

static const struct {
  const char *code, *hint;
} RULES[] = {
  [RULE_DOCUMENT] = { "STRATA-R010", "give the report a title and an edition in assessment.yaml" },
  [RULE_DESCRIBED] = { "STRATA-R011",
                       "give it a title and its figures, from which the description is made" },
  [RULE_HEADINGS] = { "STRATA-R012",
                      "use the next level down, so that readers find their way by headings" },
  [RULE_STRUCTURE] = { "STRATA-R013", REPORT_FAULT },
  [RULE_PLACE] = { "STRATA-R014", REPORT_FAULT },
  [RULE_GLYPHS] = { "STRATA-R015",
                    "write it with other characters, or name fonts that have it as the theme's "
                    "fallback" },
  [RULE_LINKS] = { "STRATA-R016",
                   "give it words that say where it leads, and an address or a page to lead to" },
};

__attribute__((format(printf, 3, 4))) static void
complain(struct verifier *verifier, enum rule rule, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  auto_arena struct arena *arena = arena_new();
  const char *message = arena_vprintf(arena, format, args);
  va_end(args);
  diag_error(verifier->diags, RULES[rule].code, LOC_NONE, "%s", message);
  diag_hint(verifier->diags, "%s", RULES[rule].hint);
  verifier->failed = true;
}

/* Enough of TEXT to find it by, whole characters. */
static struct str beginning(struct str text)
{
  if (text.len <= QUOTED_MOST)
    return text;
  size_t len = QUOTED_MOST;
  while (len && (text.at[len] & 0xc0) == 0x80)
    len--;
  return (struct str) { text.at, len };
}

static struct str text_of(const struct shaped *shaped)
{
  return beginning((struct str) { shaped->text, shaped->text_len });
}

/* What a reader sees of the tag: the text that comes first in it. */
static struct str quote(const struct display *display, size_t tag)
{
  for (size_t page = 0; page < display->page_count; page++)
    for (size_t i = 0; i < display->pages[page].item_count; i++) {
      const struct display_item *item = &display->pages[page].items[i];
      if (item->kind == DISPLAY_TEXT && item->tag == (int)tag)
        return text_of(item->text.shaped);
    }
  return STR("");
}

/* Whether LENGTH is a number, and one that could be on or about a page (of at most 14,400 points). */
static bool is_near(double length)
{
  const double farthest = 30000;
  return length > -farthest && length < farthest;
}

static bool is_blank(const char *text)
{
  return !text || text[strspn(text, " \t\r\n")] == '\0';
}

static void check_document(struct verifier *verifier)
{
  const struct display *display = verifier->display;
  if (is_blank(display->title))
    complain(verifier, RULE_DOCUMENT, "the document has no title");
  if (is_blank(display->language))
    complain(verifier, RULE_DOCUMENT, "the document's language is not known");
  if (display->page_count == 0)
    complain(verifier, RULE_DOCUMENT, "the document has no pages");
  /* The years that a PDF's date can hold. */
  const int64_t first = 0, last = INT64_C(253402300799);
  if (display->date < first || display->date > last)
    complain(verifier, RULE_DOCUMENT, "the document's date is not in the years 1970 to 9999");
}

static void check_figure(struct verifier *verifier, size_t index, const struct tag *tag)
{
  const struct display *display = verifier->display;
  if (is_blank(tag->alt))
    complain(verifier, RULE_DESCRIBED, "a figure has no description: '%.*s'",
             STR_ARG(quote(display, index)));
  bool on_page = tag->bbox_page >= 0 && (size_t)tag->bbox_page < display->page_count;
  bool box = is_near(tag->x0) && is_near(tag->y0) && is_near(tag->x1) && is_near(tag->y1)
             && tag->x0 <= tag->x1 && tag->y0 <= tag->y1;
  if (!on_page || !box)
    complain(verifier, RULE_PLACE, "the figure described as '%.*s' has no place on a page",
             STR_ARG(beginning(str_of(tag->alt))));
}

static void check_tags(struct verifier *verifier)
{
  const struct display *display = verifier->display;
  int level = 0;
  if (display->tag_count == 0 || display->tags[0].role != TAG_DOCUMENT)
    complain(verifier, RULE_STRUCTURE, "the first tag is not the document");
  for (size_t i = 0; i < display->tag_count; i++) {
    const struct tag *tag = &display->tags[i];
    if ((unsigned)tag->role >= ROLE_COUNT || tag->parent < -1 || tag->parent >= (int)i
        || (i > 0 && tag->parent < 0)) {
      complain(verifier, RULE_STRUCTURE, "tag %zu has no parent before it", i);
      continue;
    }
    if (i > 0 && !tag_may_stand_in(tag->role, display->tags[tag->parent].role))
      complain(verifier, RULE_STRUCTURE, "a %s stands in a %s: '%.*s'", tag_role_name(tag->role),
               tag_role_name(display->tags[tag->parent].role), STR_ARG(quote(display, i)));
    if (tag->role == TAG_TH && tag->scope == SCOPE_NONE)
      complain(verifier, RULE_STRUCTURE, "the table head '%.*s' heads neither a row nor a column",
               STR_ARG(quote(display, i)));
    for (int k = 0; k < tag->header_count; k++) {
      int head = tag->headers[k];
      if (head < 0 || head >= (int)i || display->tags[head].role != TAG_TH)
        complain(verifier, RULE_STRUCTURE, "the cell '%.*s' names a head that is none",
                 STR_ARG(quote(display, i)));
    }
    if (tag->role == TAG_FIGURE)
      check_figure(verifier, i, tag);
    int heading = tag_heading_level(tag->role);
    if (heading > level + 1)
      complain(verifier, RULE_HEADINGS, "the heading '%.*s' is of level %d after one of level %d",
               STR_ARG(quote(display, i)), heading, level);
    if (heading)
      level = heading;
  }
  if (level == 0)
    complain(verifier, RULE_HEADINGS, "the document has no headings");
}

static bool is_drawable(const struct path *path)
{
  if (path->count == 0 || path->segments[0].verb != PATH_MOVE)
    return false;
  for (size_t i = 0; i < path->count; i++) {
    const struct path_segment *at = &path->segments[i];
    if (at->verb == PATH_CLOSE)
      continue;
    bool curved = at->verb == PATH_CURVE;
    if (!is_near((double)at->x) || !is_near((double)at->y)
        || (curved && !(is_near((double)at->x1) && is_near((double)at->y1)
                        && is_near((double)at->x2) && is_near((double)at->y2))))
      return false;
  }
  return is_near((double)path->width) && is_near((double)path->dash_on)
         && is_near((double)path->dash_off);
}

/* Elements that only group others. */
#define GROUPS                                                                                     \
  (IN(TAG_DOCUMENT) | IN(TAG_SECT) | IN(TAG_DIV) | IN(TAG_L) | IN(TAG_LI) | IN(TAG_TABLE)          \
   | IN(TAG_THEAD) | IN(TAG_TBODY) | IN(TAG_TR) | IN(TAG_TOC) | IN(TAG_BLOCK_QUOTE))

static bool is_tagged(const struct display *display, const struct display_item *item)
{
  if (item->tag < 0)
    return item->tag >= TAG_PAGINATION;
  return (size_t)item->tag < display->tag_count
         && !(IN(display->tags[item->tag].role) & GROUPS);
}

static void check_text(struct verifier *verifier, size_t page, const struct display_item *item)
{
  const struct shaped *shaped = item->text.shaped;
  if (shaped->missing)
    complain(verifier, RULE_GLYPHS, "no font has '%.*s', in '%.*s' on page %zu",
             STR_ARG(shaped_missing(shaped)), STR_ARG(text_of(shaped)), page + 1);
  if (!is_near((double)item->text.x) || !is_near((double)item->text.y)
      || !is_near((double)item->text.size) || item->text.size <= 0)
    complain(verifier, RULE_PLACE, "'%.*s' has no place on page %zu",
             STR_ARG(text_of(shaped)), page + 1);
}

static void check_link(struct verifier *verifier, size_t page, const struct display_item *item)
{
  const struct display *display = verifier->display;
  if (item->tag < 0 || display->tags[item->tag].role != TAG_LINK
      || is_blank(item->link.description))
    complain(verifier, RULE_LINKS, "a link on page %zu is not described", page + 1);
  bool leads = item->link.uri
                 ? !is_blank(item->link.uri)
                 : item->link.page >= 0 && (size_t)item->link.page < display->page_count
                     && is_near((double)item->link.y);
  bool placed = is_near((double)item->link.x0) && is_near((double)item->link.y0)
                && is_near((double)item->link.x1) && is_near((double)item->link.y1);
  if (!leads || !placed)
    complain(verifier, RULE_LINKS, "the link '%s' on page %zu leads nowhere",
             item->link.description ? item->link.description : "", page + 1);
}

static void check_page(struct verifier *verifier, size_t number)
{
  const struct display_page *page = &verifier->display->pages[number];
  /* The sizes that readers of PDF can show (ISO 32000-1, annex C.2). */
  if (!(page->width >= 3 && page->width <= 14400 && page->height >= 3 && page->height <= 14400))
    complain(verifier, RULE_PLACE, "page %zu has no size", number + 1);
  int clips = 0;
  for (size_t i = 0; i < page->item_count; i++) {
    const struct display_item *item = &page->items[i];
    if (item->kind == DISPLAY_CLIP || item->kind == DISPLAY_UNCLIP) {
      clips += item->kind == DISPLAY_CLIP ? 1 : -1;
      if (clips < 0 || clips > MOST_CLIPS)
        break;
    } else if (!is_tagged(verifier->display, item)) {
      complain(verifier, RULE_STRUCTURE, "something on page %zu is neither tagged nor decoration",
               number + 1);
      continue;
    }
    if (item->kind == DISPLAY_TEXT)
      check_text(verifier, number, item);
    else if (item->kind == DISPLAY_LINK)
      check_link(verifier, number, item);
    else if (item->kind == DISPLAY_PICTURE) {
      if (!is_near((double)item->picture.x0) || !is_near((double)item->picture.y0)
          || !is_near((double)item->picture.x1) || !is_near((double)item->picture.y1))
        complain(verifier, RULE_PLACE, "a picture on page %zu has no place", number + 1);
    } else if (item->kind != DISPLAY_UNCLIP && !is_drawable(&item->path))
      complain(verifier, RULE_PLACE, "a line or area on page %zu has no place", number + 1);
  }
  if (clips != 0)
    complain(verifier, RULE_PLACE, "the clips on page %zu do not end", number + 1);
}

static void check_bookmarks(struct verifier *verifier)
{
  const struct display *display = verifier->display;
  int level = 0;
  for (size_t i = 0; i < display->bookmark_count; i++) {
    const struct bookmark *bookmark = &display->bookmarks[i];
    if (is_blank(bookmark->title) || bookmark->level < 1 || bookmark->level > level + 1
        || bookmark->page < 0 || (size_t)bookmark->page >= display->page_count
        || !is_near(bookmark->y))
      complain(verifier, RULE_LINKS, "the bookmark '%s' leads nowhere or skips a level",
               bookmark->title ? bookmark->title : "");
    level = bookmark->level;
  }
}

int verify_display(const struct display *display, struct diags *diags)
{
  struct verifier verifier = { .display = display, .diags = diags };
  check_document(&verifier);
  check_tags(&verifier);
  if (!verifier.failed)
    for (size_t i = 0; i < display->page_count; i++)
      check_page(&verifier, i);
  check_bookmarks(&verifier);
  return verifier.failed ? -1 : 0;
}
