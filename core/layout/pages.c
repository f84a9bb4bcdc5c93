/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/pages.h"

#include "base/num.h"
#include "layout/compose.h"
#include "layout/flow.h"

#include <math.h>

/* Less than this too much is the rounding of lengths, not text. */
static const double TOLERANCE = 0.01;

static const struct master FLOW = {.name = "flow"};

const struct master *pages_master(const struct document *document, const char *name)
{
  for (size_t i = 0; name && i < document->master_count; i++)
    if (strcmp(document->masters[i].name, name) == 0)
      return &document->masters[i];
  return !name || strcmp(name, FLOW.name) == 0 ? &FLOW : NULL;
}

struct page *pages_add(struct pages *pages, const struct node *section, bool first)
{
  struct page *page = VEC_ADD(pages->like.arena, &pages->list);
  page->canvas = pages->like;
  page->section = section;
  page->first = first;
  return page;
}

/* ---- boxes --------------------------------------------------------------------------------- */

static const char *points(struct arena *arena, double length)
{
  return num_format(arena, ceil(length), 0, NUM_PLAIN);
}

static int report_overflow(const struct galley *galley, const struct box *box, size_t first)
{
  struct arena *arena = galley->canvas.arena;
  diag_error(galley->canvas.diags, "STRATA-L025", galley->slugs.at[first].loc,
             "box '%s' is %s points too low for its text, from '%s' on", box->name,
             points(arena, galley_height(galley) - box->height), flow_words_at(galley, first));
  diag_hint(galley->canvas.diags, "shorten the text, make the box higher, or let it flow on%s%s",
            box->loc.file ? " in " : "", box->loc.file ? box->loc.file : "");
  return -1;
}

/* How many slugs the box holds, EXACTLY or so that what is kept together stays so; *RET_HEIGHT: that of
 * those. */
static size_t held(const struct galley *galley, const struct box *box, bool exactly)
{
  double y = 0;
  size_t held = 0;
  for (size_t i = 0; i < galley->slugs.len; i++) {
    y += galley->slugs.at[i].height + (i ? galley->slugs.at[i].before : 0);
    if (y > box->height + TOLERANCE)
      return exactly ? i : held;
    if (!galley->slugs.at[i].keep)
      held = i + 1;
  }
  return galley->slugs.len;
}

static bool same_box(const struct node *a, const struct node *b)
{
  return a->kind == NODE_BOX && a->name && b->name && strcmp(a->name, b->name) == 0;
}

/* A box that a template returns to is one box: all of it was set where it was named first. */
static bool named_before(const struct node *section, const struct node *node)
{
  for (const struct node *earlier = section->first; earlier != node; earlier = earlier->next)
    if (same_box(earlier, node))
      return true;
  return false;
}

/* What a box did not hold: it goes on where pages follow one another. */
struct rest {
  struct galley galley;
  size_t first;
  double width;
};

struct rests {
  VEC(struct rest) list;
};

static int set_box(struct pages *pages, size_t page, const struct node *node,
                   const struct master *master, int tag, struct rests *rests)
{
  const struct box *box = NULL;
  for (size_t i = 0; node->name && i < master->box_count; i++)
    if (strcmp(master->boxes[i].name, node->name) == 0)
      box = &master->boxes[i];
  if (!box) {
    diag_error(pages->like.diags, "STRATA-L026", node->loc, "the page '%s' has no box '%s'",
               master->name, node->name ? node->name : "");
    const char **names = ARENA_ARRAY(pages->like.arena, const char *, master->box_count + 1);
    for (size_t i = 0; i < master->box_count; i++)
      names[i] = master->boxes[i].name;
    diag_suggest(pages->like.diags, str_of(node->name), names, master->box_count);
    return -1;
  }
  struct galley galley = galley_new(&pages->like);
  galley.room = box->height;
  galley.canvas.footnote_width = box->width;
  struct frame frame = {0, box->width, tag};
  int status = 0;
  for (const struct node *part = node; part; part = part->next) {
    if (part != node && !same_box(part, node))
      continue;
    galley.canvas.loc = part->loc;
    if (compose_nodes(&galley, part->first, frame) < 0)
      status = -1;
  }
  footnotes_append(&galley, 0, 0, box->width);
  size_t end = held(&galley, box, !box->flows_on);
  if (end < galley.slugs.len && !box->flows_on)
    return report_overflow(&galley, box, end);
  galley_stack_to(&galley, end, &pages->list.at[page].canvas, box->x, box->y);
  if (end < galley.slugs.len)
    *VEC_ADD(pages->like.arena, &rests->list) = (struct rest){galley, end, box->width};
  return status;
}

/* A title that takes more lines than the boxes leave it would stand on them. */
static int check_title(struct pages *pages, const struct node *section, const struct master *master,
                       const struct title_place *title)
{
  const struct theme *theme = pages->like.theme;
  for (size_t i = 0; i < master->box_count; i++) {
    const struct box *box = &master->boxes[i];
    if (box->x >= theme->page.left + title->width || box->y >= title->end - TOLERANCE)
      continue;
    diag_error(pages->like.diags, "STRATA-L031", section->loc,
               "the title '%s' ends %s points below the top of box '%s'",
               text_spoken(pages->like.arena, section->text),
               points(pages->like.arena, title->end - box->y), box->name);
    diag_hint(pages->like.diags, "shorten the title or its subtitle, or begin the box lower");
    return -1;
  }
  return 0;
}

/* ---- flow ---------------------------------------------------------------------------------- */

/* "Causes, gaps and progress, continued": for the eye, which a page without a title would puzzle. */
static double set_continued(struct pages *pages, const struct node *section)
{
  const struct theme *theme = pages->like.theme;
  struct page *page = pages_add(pages, section, false);
  struct canvas *canvas = &page->canvas;
  const struct type_style *style = &theme->type.h2;
  canvas->tag = TAG_ARTIFACT;
  draw_text(canvas, style, theme->page.left,
            theme->page.body_top + (style->leading + draw_cap_height(canvas, style)) / 2, ALIGN_LEFT,
            arena_printf(canvas->arena, "%s, continued", text_spoken(canvas->arena, section->text)));
  return theme->page.body_top + style->leading + theme->space.block;
}

static int flow_rests(struct pages *pages, const struct node *section, const struct rests *rests)
{
  int status = 0;
  struct flow_start start = {.y = 0};
  for (size_t i = 0; i < rests->list.len; i++) {
    const struct rest *rest = &rests->list.at[i];
    if (i == 0)
      start.y = set_continued(pages, section);
    struct flow flow = flow_begin(pages, section, &rest->galley, &start);
    flow.width = rest->width;
    flow.carried = true; /* the heads of tables are repeated */
    if (i > 0)
      flow.y += pages->like.theme->space.block;
    if (flow_place(&flow, rest->first) < 0)
      status = -1;
    start.y = pages->end = flow.y;
  }
  return status;
}

static bool spans_columns(const struct node *node)
{
  return node->kind == NODE_COLUMNS;
}

/* The node that ends the nodes from FIRST on that are set as it is: across all columns, or in them. */
static const struct node *segment_end(const struct node *first, int columns)
{
  const struct node *end = first;
  while (end && (columns < 2 || spans_columns(end) == spans_columns(first)))
    end = end->next;
  return end;
}

/* Nodes between boxes flow on pages of their own, after the page of the boxes. */
static int set_flow(struct pages *pages, const struct node *section, const struct node *first,
                    const struct master *master, struct flow_start start, int tag)
{
  const struct theme *theme = pages->like.theme;
  int status = 0, columns = master->columns > 1 ? master->columns : 1;
  double after = 0;
  pages->end = start.y;
  for (const struct node *node = first, *end = NULL; node || start.below; node = end) {
    struct galley galley = galley_new(&pages->like);
    bool in_columns = columns > 1 && node && !spans_columns(node);
    double width = theme->page.content_width;
    if (in_columns)
      width = (width + theme->grid.gutter) / columns - theme->grid.gutter;
    struct frame frame = {0, width, tag};
    start.footnote_height = pages->list.at[pages->list.len - 1].footnote_height;
    galley.canvas.loc = section->loc;
    galley.canvas.footnote_width = width;
    galley.flow = in_columns ? NULL : &start;
    galley.after = after;
    if (start.below && !start.goes_on)
      status = page_run_on_title(&galley, section, frame);
    end = segment_end(node, columns);
    if (compose_until(&galley, node, end, frame) < 0)
      status = -1;
    after = galley.after;
    struct flow flow = flow_begin(pages, section, &galley, &start);
    flow.width = width;
    if (in_columns) {
      flow.columns = columns;
      flow.bottom -= flow.footnote_height;
      flow.footnote_height = 0;
      if (start.below && galley.slugs.len)
        flow.y += galley.slugs.at[0].before;
      flow.top = true;
    }
    if (flow_place(&flow, 0) < 0)
      status = -1;
    pages->end = flow.y;
    if (!end)
      break;
    start = (struct flow_start){.y = flow.y, .below = true, .goes_on = true};
  }
  return status;
}

/* ---- sections ------------------------------------------------------------------------------ */

void pages_mark_section(struct canvas *canvas, const struct node *section, double y)
{
  struct mark *bookmark = VEC_ADD(canvas->arena, &canvas->marks);
  *bookmark = (struct mark){.kind = MARK_BOOKMARK,
                            .level = 1,
                            .y0 = y,
                            .name = text_spoken(canvas->arena, section->text)};
  struct mark *anchor = VEC_ADD(canvas->arena, &canvas->marks);
  *anchor = (struct mark){.kind = MARK_ANCHOR, .name = section->name, .y0 = y, .loc = section->loc};
}

/* A section runs on only where this share of the page is left: its title alone at the foot of a page
 * is not found. */
static const double RUN_ON_SHARE = 0.2;

static bool runs_on(const struct pages *pages, const struct node *section,
                    const struct master *master)
{
  const struct theme *theme = pages->like.theme;
  double least = RUN_ON_SHARE * (theme->page.body_bottom - theme->page.body_top);
  return section->run_on && master->box_count == 0 && master->columns < 2 && !master->cover &&
         !master->masthead &&
         pages->end > 0 && theme->page.body_bottom - pages->end >= least;
}

int pages_set_section(struct pages *pages, const struct node *section, int document_tag)
{
  const struct master *master = pages_master(pages->like.document, section->master);
  if (!master) {
    diag_error(pages->like.diags, "STRATA-L026", section->loc, "there is no page '%s'",
               section->master);
    diag_hint(pages->like.diags, "name one of the template's pages, or 'flow'");
    return -1;
  }
  pages->like.loc = section->loc;
  int tag = tag_add(&pages->like, TAG_SECT, document_tag);
  int status = 0;
  if (runs_on(pages, section, master))
    return set_flow(pages, section, section->first, master,
                    (struct flow_start){.y = pages->end, .below = true}, tag);
  pages->end = 0;
  struct page *page = pages_add(pages, section, true);
  pages_mark_section(&page->canvas, section, pages->like.theme->page.head_rule);
  struct title_place title;
  if (page_set_title(&page->canvas, section, master, tag, &title) < 0)
    status = -1;
  if (master->box_count == 0)
    return set_flow(pages, section, section->first, master,
                    (struct flow_start){title.end + title.gap}, tag) < 0
               ? -1
               : status;
  if (check_title(pages, section, master, &title) < 0)
    status = -1;

  const struct node *node = section->first;
  struct rests rests = {0};
  size_t first = pages->list.len - 1;
  for (; node && node->kind == NODE_BOX; node = node->next)
    if (!named_before(section, node) && set_box(pages, first, node, master, tag, &rests) < 0)
      status = -1;
  if (flow_rests(pages, section, &rests) < 0)
    status = -1;
  if (node) {
    pages_add(pages, section, false);
    struct flow_start top = {.y = pages->like.theme->page.body_top, .carried = true};
    if (set_flow(pages, section, node, master, top, tag) < 0)
      status = -1;
  }
  return status;
}

void pages_set_footnotes(struct pages *pages)
{
  const struct theme *theme = pages->like.theme;
  for (size_t i = 0; i < pages->list.len; i++) {
    struct page *page = &pages->list.at[i];
    footnotes_draw(&page->canvas, page->footnotes.at, page->footnotes.len, theme->page.left,
                   theme->page.content_width, theme->page.body_bottom - page->footnote_height);
  }
}
