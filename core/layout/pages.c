/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/pages.h"

#include "base/num.h"
#include "layout/compose.h"

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

static struct page *add_page(struct pages *pages, const struct node *section, bool first)
{
  struct page *page = VEC_ADD(pages->like.arena, &pages->list);
  page->canvas = pages->like;
  page->section = section;
  page->first = first;
  return page;
}

/* ---- what does not fit --------------------------------------------------------------------- */

/* The beginning of the first text at or after slug FIRST, to name it by. */
static const char *words_at(const struct galley *galley, size_t first)
{
  enum { MOST = 40 };
  for (size_t i = galley->slugs.at[first].first_item; i < galley->canvas.items.len; i++) {
    const struct display_item *item = &galley->canvas.items.at[i];
    if (item->kind != DISPLAY_TEXT || item->text.shaped->text_len == 0)
      continue;
    struct str words = str_trim((struct str){item->text.shaped->text, item->text.shaped->text_len});
    size_t len = words.len;
    if (len > MOST)
      for (len = MOST; len > 0 && ((unsigned char)words.at[len] & 0xc0) == 0x80;)
        len--;
    return arena_printf(galley->canvas.arena, "%.*s%s", (int)len, words.at,
                        len < words.len ? "..." : "");
  }
  return "a figure";
}

static const char *points(struct arena *arena, double length)
{
  return num_format(arena, ceil(length), 0, NUM_PLAIN);
}

/* ---- boxes --------------------------------------------------------------------------------- */

static int report_overflow(const struct galley *galley, const struct box *box, double height)
{
  struct arena *arena = galley->canvas.arena;
  double y = 0;
  size_t first = 0;
  for (size_t i = 0; i < galley->slugs.len; i++) {
    y += galley->slugs.at[i].height + (i ? galley->slugs.at[i].before : 0);
    first = i;
    if (y > box->height + TOLERANCE)
      break;
  }
  diag_error(galley->canvas.diags, "STRATA-L025", galley->slugs.at[first].loc,
             "box '%s' is %s points too low for its text, from '%s' on", box->name,
             points(arena, height - box->height), words_at(galley, first));
  diag_hint(galley->canvas.diags, "shorten the text, or make the box higher%s%s",
            box->loc.file ? " in " : "", box->loc.file ? box->loc.file : "");
  return -1;
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

static int set_box(struct pages *pages, struct page *page, const struct node *node,
                   const struct master *master, int tag)
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
  struct frame frame = {0, box->width, tag};
  int status = 0;
  for (const struct node *part = node; part; part = part->next) {
    if (part != node && !same_box(part, node))
      continue;
    galley.canvas.loc = part->loc;
    if (compose_nodes(&galley, part->first, frame) < 0)
      status = -1;
  }
  double height = galley_height(&galley);
  if (height > box->height + TOLERANCE)
    return report_overflow(&galley, box, height);
  galley_stack(&galley, &page->canvas, box->x, box->y);
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

struct flow {
  struct pages *pages; /* NULL: nothing is drawn, only measured */
  const struct node *section;
  const struct galley *galley;
  double y, bottom;
  bool top;     /* nothing stands above on this page but a title */
  bool carried; /* the page continues the flow from the one before */
};

static struct canvas *page_canvas(struct flow *flow)
{
  return &flow->pages->list.at[flow->pages->list.len - 1].canvas;
}

static void next_page(struct flow *flow)
{
  if (flow->pages)
    add_page(flow->pages, flow->section, false);
  flow->y = flow->galley->canvas.theme->page.body_top;
  flow->top = flow->carried = true;
}

/* The slug that is repeated above slug INDEX when it begins a page, or -1. */
static int repeated(const struct flow *flow, size_t index)
{
  return flow->top && flow->carried ? flow->galley->slugs.at[index].repeat : -1;
}

/* The height of slugs FIRST to END at the flow's place. */
static double needed(const struct flow *flow, size_t first, size_t end)
{
  const struct slug *slugs = flow->galley->slugs.at;
  int repeat = repeated(flow, first);
  double height = repeat >= 0 ? slugs[repeat].height : 0;
  for (size_t i = first; i < end; i++)
    height += slugs[i].height + (i > first || !flow->top ? slugs[i].before : 0);
  return height;
}

static void place(struct flow *flow, size_t index)
{
  const struct slug *slug = &flow->galley->slugs.at[index];
  struct canvas *canvas = flow->pages ? page_canvas(flow) : NULL;
  double x = flow->galley->canvas.theme->page.left;
  int repeat = repeated(flow, index);
  if (repeat >= 0 && canvas) {
    size_t first_item = canvas->items.len, first_mark = canvas->marks.len;
    galley_place(flow->galley, (size_t)repeat, canvas, x, flow->y);
    for (size_t i = first_item; i < canvas->items.len; i++)
      canvas->items.at[i].tag = TAG_ARTIFACT;
    canvas->marks.len = first_mark;
  }
  if (repeat >= 0)
    flow->y += flow->galley->slugs.at[repeat].height;
  if (slug->drop_at_top && flow->top && flow->carried)
    return;
  flow->y += flow->top ? 0 : slug->before;
  if (canvas)
    galley_place(flow->galley, index, canvas, x, flow->y);
  flow->y += slug->height;
  flow->top = false;
}

/* The end of the slugs from FIRST on that want to stay together. */
static size_t group_end(const struct galley *galley, size_t first)
{
  size_t end = first + 1;
  while (end < galley->slugs.len && galley->slugs.at[end - 1].keep)
    end++;
  return end;
}

double pages_room(const struct galley *galley)
{
  const struct flow_start *start = galley->flow;
  if (!start)
    return INFINITY;
  struct flow flow = {
      .galley = galley,
      .y = start->y,
      .bottom = galley->canvas.theme->page.body_bottom,
      .top = !start->below,
      .carried = start->carried,
  };
  size_t count = galley->slugs.len, end = 0;
  for (size_t i = 0; i < count; i = end) {
    end = group_end(galley, i);
    double height = needed(&flow, i, end);
    if (flow.y + height > flow.bottom + TOLERANCE && !(flow.top && flow.carried))
      next_page(&flow);
    for (; i < end; i++)
      place(&flow, i);
  }
  return flow.bottom - flow.y;
}

static int place_galley(struct flow *flow)
{
  const struct galley *galley = flow->galley;
  int status = 0;
  for (size_t i = 0; i < galley->slugs.len;) {
    size_t end = group_end(galley, i);
    bool fits = flow->y + needed(flow, i, end) <= flow->bottom + TOLERANCE;
    if (!fits && !(flow->top && flow->carried)) {
      next_page(flow);
      continue;
    }
    if (!fits) /* more than a page wants to stay together: it cannot, but its first slug must fit */
      end = i + 1;
    double over = flow->y + needed(flow, i, end) - flow->bottom;
    if (over > TOLERANCE) {
      diag_error(galley->canvas.diags, "STRATA-L027", galley->slugs.at[i].loc,
                 "'%s' is %s points higher than a page", words_at(galley, i),
                 points(galley->canvas.arena, over));
      diag_hint(galley->canvas.diags, "divide it: columns, callouts and figures stay on one page");
      status = -1;
      i = end;
      continue;
    }
    for (; i < end; i++)
      place(flow, i);
  }
  return status;
}

/* Nodes between boxes flow on pages of their own, after the page of the boxes. */
static int set_flow(struct pages *pages, const struct node *section, const struct node *first,
                    struct flow_start start, int tag)
{
  struct galley galley = galley_new(&pages->like);
  const struct theme *theme = pages->like.theme;
  struct frame frame = {0, theme->page.content_width, tag};
  int status = 0;
  galley.canvas.loc = section->loc;
  galley.flow = &start;
  if (start.below)
    status = page_run_on_title(&galley, section, frame);
  if (compose_nodes(&galley, first, frame) < 0)
    status = -1;
  struct flow flow = {
      .pages = pages,
      .section = section,
      .galley = &galley,
      .y = start.y,
      .bottom = theme->page.body_bottom,
      .top = !start.below,
      .carried = start.carried,
  };
  if (place_galley(&flow) < 0)
    status = -1;
  pages->end = flow.y;
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
  return section->run_on && master->box_count == 0 && !master->cover && !master->masthead &&
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
    return set_flow(pages, section, section->first,
                    (struct flow_start){.y = pages->end, .below = true}, tag);
  pages->end = 0;
  struct page *page = add_page(pages, section, true);
  pages_mark_section(&page->canvas, section, pages->like.theme->page.head_rule);
  struct title_place title;
  if (page_set_title(&page->canvas, section, master, tag, &title) < 0)
    status = -1;
  if (master->box_count == 0)
    return set_flow(pages, section, section->first, (struct flow_start){title.end + title.gap},
                    tag) < 0
               ? -1
               : status;
  if (check_title(pages, section, master, &title) < 0)
    status = -1;

  const struct node *node = section->first;
  for (; node && node->kind == NODE_BOX; node = node->next)
    if (!named_before(section, node) && set_box(pages, page, node, master, tag) < 0)
      status = -1;
  if (node) {
    add_page(pages, section, false);
    struct flow_start top = {.y = pages->like.theme->page.body_top, .carried = true};
    if (set_flow(pages, section, node, top, tag) < 0)
      status = -1;
  }
  return status;
}
