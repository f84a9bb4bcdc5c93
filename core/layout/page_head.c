/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/pages.h"

#include "base/num.h"
#include "layout/compose.h"
#include "layout/picture.h"

#include <math.h>

/* ---- titles -------------------------------------------------------------------------------- */

/* How many columns of the grid a masthead's lines may take: the locator map stands beside them. */
enum { MASTHEAD_COLUMNS = 10 };

struct setting {
  struct canvas *canvas;
  int status;
};

/* TEXT with its top at Y; returns where it ends. */
static double set_lines(struct setting *setting, struct text text, const struct type_style *style,
                        enum tag_role role, int parent, double y, double width)
{
  struct canvas *canvas = setting->canvas;
  struct paragraph paragraph;
  struct paragraph_look look = title_look(*style);
  look.strong = style->face == FONT_BOLD ? FONT_BOLD : FONT_SEMIBOLD;
  if (text.count == 0)
    return y;
  if (paragraph_set(canvas, text, &look, width, &paragraph) < 0) {
    setting->status = -1;
    return y;
  }
  canvas->tag = role == TAG_H1 ? tag_add_heading(canvas, 1, parent) : tag_add(canvas, role, parent);
  return y + paragraph_draw(canvas, &paragraph, canvas->theme->page.left, y, width);
}

/* The logo as high as HEIGHT, its right end at the content's and its top at Y; its width with the space
 * left of it, 0 without a logo.  PARENT: it is a figure in there; otherwise it is of canvas->tag. */
static double set_logo(struct canvas *canvas, double y, double height, int parent)
{
  const struct theme *theme = canvas->theme;
  const struct picture *picture = theme->logo.picture;
  if (!picture)
    return 0;
  double width = height * (double)picture->width / (double)picture->height;
  double right = theme->page.left + theme->page.content_width, left = right - width;
  if (parent >= 0) {
    canvas->tag = tag_add(canvas, TAG_FIGURE, parent);
    tag_at(canvas, canvas->tag)->alt = theme->logo.words;
    *VEC_ADD(canvas->arena, &canvas->marks) = (struct mark){
        .kind = MARK_FIGURE, .tag = canvas->tag, .x0 = left, .y0 = y, .x1 = right, .y1 = y + height};
  }
  struct display_item *item = VEC_ADD(canvas->arena, &canvas->items);
  *item = (struct display_item){.kind = DISPLAY_PICTURE, .tag = canvas->tag};
  item->picture.picture = picture;
  item->picture.x0 = (float)left;
  item->picture.y0 = (float)y;
  item->picture.x1 = (float)right;
  item->picture.y1 = (float)(y + height);
  return width + theme->grid.gutter;
}

/* The top of the logo above the rule at a page's head, which is RULE wide. */
static double logo_top(const struct theme *theme, double rule)
{
  const double above = 3;
  return theme->page.head_rule - rule / 2 - above - theme->page.logo_head;
}

static double columns_width(const struct theme *theme, int columns)
{
  double pitch = (theme->page.content_width + theme->grid.gutter) / theme->grid.columns;
  return pitch * columns - theme->grid.gutter;
}

static struct title_place set_cover(struct setting *setting, const struct node *section,
                                    struct text kicker, int tag)
{
  const struct theme *theme = setting->canvas->theme;
  double width = theme->page.content_width;
  /* Below the rule, above the title, where the kicker is. */
  double top = theme->page.cover_rule + theme->rule.head_cover / 2;
  double logo = set_logo(setting->canvas,
                         (top + theme->page.cover_title - theme->page.logo_cover) / 2,
                         theme->page.logo_cover, tag);
  set_lines(setting, kicker, &theme->type.cover_kicker, TAG_P, tag, theme->page.cover_kicker,
            width - logo);
  double y = set_lines(setting, section->text, &theme->type.cover_title, TAG_H1, tag,
                       theme->page.cover_title, width);
  if (section->subtitle.count)
    y += theme->page.cover_subtitle;
  y = set_lines(setting, section->subtitle, &theme->type.cover_subtitle, TAG_P, tag, y, width);
  return (struct title_place){y, width, 2 * theme->space.section_rule};
}

/* The distance of the lines of a name that takes several, in its own size. */
static const double LINES_OF_NAME = 1.2;

/* STYLE, smaller where TITLE would take more than one line of WIDTH: what stands below it has its place.
 * No smaller than a section's title. */
static struct type_style fitted(const struct canvas *canvas, struct type_style style,
                                const char *title, double width)
{
  struct canvas measuring = *canvas;
  double taken = draw_width(&measuring, &style, title), least = canvas->theme->type.h1.size;
  if (taken <= width)
    return style;
  style.size = fmax(fmin(style.size, least), floor(style.size * width / taken));
  if (draw_width(&measuring, &style, title) > width)
    style.leading = fmin(style.leading, LINES_OF_NAME * style.size);
  return style;
}

static struct title_place set_masthead(struct setting *setting, const struct node *section,
                                       struct text kicker, int tag)
{
  const struct theme *theme = setting->canvas->theme;
  double width = columns_width(theme, MASTHEAD_COLUMNS);
  set_logo(setting->canvas, logo_top(theme, theme->rule.head_masthead), theme->page.logo_head, tag);
  set_lines(setting, kicker, &theme->type.kicker, TAG_P, tag, theme->page.masthead_kicker, width);
  struct type_style name = fitted(setting->canvas, theme->type.district_name,
                                  text_spoken(setting->canvas->arena, section->text), width);
  double y
      = set_lines(setting, section->text, &name, TAG_H1, tag, theme->page.masthead_name, width);
  if (section->subtitle.count)
    y = fmax(y, theme->page.masthead_subtitle);
  y = set_lines(setting, section->subtitle, &theme->type.subtitle, TAG_P, tag, y, width);
  return (struct title_place){y, width, theme->space.block};
}

static struct title_place set_plain(struct setting *setting, const struct node *section, int tag)
{
  const struct theme *theme = setting->canvas->theme;
  double width = theme->page.content_width;
  double gap = theme->page.first_block - theme->page.body_top - theme->type.h1.leading;
  double y =
      set_lines(setting, section->text, &theme->type.h1, TAG_H1, tag, theme->page.body_top, width);
  if (section->subtitle.count)
    y = set_lines(setting, section->subtitle, &theme->type.subtitle, TAG_P, tag, y + gap, width);
  return (struct title_place){y, width, gap};
}

int page_set_title(struct canvas *canvas, const struct node *section, const struct master *master,
                   int tag, struct title_place *ret_place)
{
  struct setting setting = {canvas, 0};
  struct text kicker = {0};
  if (section->running)
    kicker = text_parse(canvas->arena, section->running);
  *ret_place = master->cover      ? set_cover(&setting, section, kicker, tag)
               : master->masthead ? set_masthead(&setting, section, kicker, tag)
                                  : set_plain(&setting, section, tag);
  return setting.status;
}

int page_run_on_title(struct galley *galley, const struct node *section, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  double gap = theme->page.first_block - theme->page.body_top - theme->type.h1.leading;
  struct slug *rule = slug_begin(galley, 2 * theme->space.heading);
  rule->keep = rule->drop_at_top = true;
  canvas->tag = TAG_ARTIFACT;
  draw_rect(canvas, frame.x, 0, frame.width, theme->rule.head, paint_fill(theme->color.brand));
  slug_end(galley, theme->rule.head);
  galley_space(galley, theme->space.section_rule, true);

  size_t title = galley->slugs.len, mark = canvas->marks.len;
  struct paragraph_look look = title_look(theme->type.h1);
  pages_mark_section(canvas, section, 0);
  canvas->tag = tag_add_heading(canvas, 1, frame.tag);
  int status = compose_text(galley, section->text, &look, frame, 0, true);
  if (galley->slugs.len > title)
    galley->slugs.at[title].first_mark = mark;
  if (section->subtitle.count) {
    look = title_look(theme->type.subtitle);
    canvas->tag = tag_add(canvas, TAG_P, frame.tag);
    if (compose_text(galley, section->subtitle, &look, frame, gap, true) < 0)
      status = -1;
  }
  for (size_t i = title; i < galley->slugs.len; i++)
    galley->slugs.at[i].keep = true;
  galley_space(galley, gap, true);
  return status;
}

/* ---- heads and feet ------------------------------------------------------------------------ */

static double line_base(const struct canvas *canvas, const struct type_style *style, double top)
{
  return top + (style->leading + draw_cap_height(canvas, style)) / 2;
}

/* -1 after reporting that LEFT and RIGHT, which take TAKEN points, do not stand beside each other on a line
 * that is at the WHERE of the page. */
static int check_line(struct canvas *canvas, const struct node *section, const char *left,
                      const char *right, double taken, const char *where)
{
  double room = canvas->theme->page.content_width - 2 * canvas->theme->grid.gutter;
  if (taken <= room)
    return 0;
  diag_error(canvas->diags, "STRATA-L032", section->loc,
             "'%s' and '%s' do not fit beside each other at the %s of the page", left, right, where);
  diag_hint(canvas->diags, "shorten what the template says there");
  return -1;
}

static int set_head(struct canvas *canvas, const struct node *section, const struct master *master,
                    bool first)
{
  const struct theme *theme = canvas->theme;
  double left = theme->page.left, right = left + theme->page.content_width;
  bool cover = first && master->cover, masthead = first && master->masthead;
  double width = cover      ? theme->rule.head_cover
                 : masthead ? theme->rule.head_masthead
                            : theme->rule.head;
  double y = cover ? theme->page.cover_rule : theme->page.head_rule;
  canvas->tag = TAG_PAGINATION_HEAD;
  draw_rect(canvas, left, y - width / 2, right - left, width, paint_fill(theme->color.brand));
  if (cover || masthead)
    return 0;
  set_logo(canvas, logo_top(theme, width), theme->page.logo_head, TAG_ARTIFACT);
  double base = line_base(canvas, &theme->type.running, theme->page.running_head);
  struct type_style name =
      style_color(style_face(theme->type.running, FONT_SEMIBOLD), theme->color.ink);
  double taken = 0;
  if (canvas->document->running)
    taken += draw_text(canvas, &name, left, base, ALIGN_LEFT, canvas->document->running);
  if (!section->running)
    return 0;
  const char *running = text_spoken(canvas->arena, text_parse(canvas->arena, section->running));
  taken += draw_text(canvas, &theme->type.running, right, base, ALIGN_RIGHT, running);
  return canvas->document->running
           ? check_line(canvas, section, canvas->document->running, running, taken, "head")
           : 0;
}

/* The marking stands in the middle of the page, or of what a long name leaves of the line. */
static int set_foot(struct canvas *canvas, const struct node *section, size_t page, size_t count)
{
  const struct theme *theme = canvas->theme;
  const struct document *document = canvas->document;
  const struct type_style *style = &theme->type.foot;
  double left = theme->page.left, right = left + theme->page.content_width;
  double base = line_base(canvas, style, theme->page.foot_text);
  canvas->tag = TAG_PAGINATION_FOOT;
  draw_line(canvas, left, theme->page.foot_rule, right, theme->page.foot_rule,
            paint_stroke(theme->color.rule, theme->rule.foot));
  double left_end = left, marking_width = 0;
  if (document->foot_left)
    left_end += draw_text(canvas, style, left, base, ALIGN_LEFT, document->foot_left);
  const char *number = arena_printf(
      canvas->arena, "%s%spage %s of %s", document->foot_right ? document->foot_right : "",
      document->foot_right ? "  |  " : "", num_format(canvas->arena, (double)page, 0, NUM_PLAIN),
      num_format(canvas->arena, (double)count, 0, NUM_PLAIN));
  double right_start = right - draw_width(canvas, style, number);
  struct type_style marking = style_color(style_face(*style, FONT_BOLD), theme->color.ink);
  if (document->foot_centre) {
    marking_width = draw_width(canvas, &marking, document->foot_centre);
    double half = marking_width / 2 + theme->grid.gutter, centre = (left + right) / 2;
    if (left_end > centre - half || right_start < centre + half)
      centre = (left_end + right_start) / 2;
    draw_text(canvas, &marking, centre, base, ALIGN_CENTRE, document->foot_centre);
  }
  draw_text(canvas, style, right, base, ALIGN_RIGHT, number);
  return check_line(canvas, section, document->foot_left ? document->foot_left : "", number,
                    left_end - left + marking_width + right - right_start, "foot");
}

/* Of the logo at a page's head with the space left of it; 0: none. */
static double logo_width(const struct theme *theme)
{
  const struct picture *picture = theme->logo.picture;
  return picture ? theme->page.logo_head * (double)picture->width / (double)picture->height
                       + theme->grid.gutter
                 : 0;
}

/* A line of a restricted edition, which may not be cut off. */
static int set_restricted_line(struct canvas *canvas, double top, const char *text, int tag)
{
  const struct theme *theme = canvas->theme;
  struct type_style style
      = style_color(style_face(theme->type.foot, FONT_BOLD), theme->color.ink);
  if (!text)
    return 0;
  double room = theme->page.content_width - 2 * logo_width(theme);
  if (draw_width(canvas, &style, text) > room) {
    diag_error(canvas->diags, "STRATA-S022", canvas->document->marking_loc,
               "'%s' does not fit on a line of the page", text);
    diag_hint(canvas->diags, "say it in fewer words: it stands on every page of the restricted edition");
    return -1;
  }
  canvas->tag = tag;
  draw_text(canvas, &style, theme->page.left + theme->page.content_width / 2,
            line_base(canvas, &style, top), ALIGN_CENTRE, text);
  return 0;
}

static int set_restricted(struct canvas *canvas)
{
  const struct document *document = canvas->document;
  const struct theme *theme = canvas->theme;
  int status = set_restricted_line(canvas, theme->page.marking, document->marking,
                                   TAG_PAGINATION_HEAD);
  if (set_restricted_line(canvas, theme->page.handling, document->handling, TAG_PAGINATION_HEAD))
    status = -1;
  if (set_restricted_line(canvas, theme->page.distribution, document->distribution,
                          TAG_PAGINATION_FOOT))
    status = -1;
  return status;
}

int pages_set_heads(struct pages *pages)
{
  for (size_t i = 0; i < pages->list.len; i++) {
    struct page *page = &pages->list.at[i];
    const struct master *master = pages_master(page->canvas.document, page->section->master);
    if (set_head(&page->canvas, page->section, master, page->first) < 0
        || set_foot(&page->canvas, page->section, i + 1, pages->list.len) < 0
        || set_restricted(&page->canvas))
      return -1;
  }
  return 0;
}
