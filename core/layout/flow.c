/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow.h"

#include "base/num.h"

#include <math.h>

/* Less than this too much is the rounding of lengths, not text. */
static const double TOLERANCE = 0.01;

/* Columns are made level to this. */
static const double LEVEL = 1;

static const struct theme *theme_of(const struct flow *flow)
{
  return flow->galley->canvas.theme;
}

static struct page *last_page(const struct flow *flow)
{
  return &flow->pages->list.at[flow->pages->list.len - 1];
}

struct flow flow_begin(struct pages *pages, const struct node *section,
                       const struct galley *galley, const struct flow_start *start)
{
  const struct theme *theme = galley->canvas.theme;
  struct flow flow = {
      .pages = pages,
      .section = section,
      .galley = galley,
      .columns = 1,
      .x = theme->page.left,
      .width = theme->page.content_width,
      .y = start->y,
      .bottom = theme->page.body_bottom,
      .top = !start->below,
      .carried = start->carried,
      .whole = start->carried,
      .column_top = start->y,
      .footnote_height = start->footnote_height,
  };
  return flow;
}

/* ---- where a slug goes --------------------------------------------------------------------- */

/* Where SLUG goes, BEFORE points below Y.  Lines of columns stand on the grid: there less than half a line is
 * no space, or it would be a whole one. */
static double on_grid(const struct flow *flow, const struct slug *slug, double y, double before)
{
  const struct theme *theme = theme_of(flow);
  if (flow->columns < 2 || !slug->on_grid)
    return y + before;
  double step = theme->grid.baseline, space = 2 * before < step ? 0 : before;
  double steps = (y + space - theme->page.body_top) / step;
  return theme->page.body_top + step * ceil(steps - TOLERANCE);
}

/* The slug that is repeated above slug INDEX when it begins a page, or -1. */
static int repeated(const struct flow *flow, size_t index)
{
  return flow->top && flow->carried ? flow->galley->slugs.at[index].repeat : -1;
}

static double footnotes_height(const struct flow *flow, const struct slug *slug, double before)
{
  const struct canvas *canvas = &flow->galley->canvas;
  double height = 0;
  for (size_t i = slug->first_mark; i < slug->end_mark; i++)
    if (canvas->marks.at[i].kind == MARK_FOOTNOTE)
      height += footnote_height(canvas->theme, canvas->marks.at[i].footnote, before + height <= 0);
  return height;
}

/* Where slugs FIRST to END at the flow's place would end; *RET_FOOTNOTES: the height of theirs. */
static double end_of(const struct flow *flow, size_t first, size_t end, double *ret_footnotes)
{
  const struct slug *slugs = flow->galley->slugs.at;
  int repeat = repeated(flow, first);
  double y = flow->y + (repeat >= 0 ? slugs[repeat].height : 0), footnotes = 0;
  for (size_t i = first; i < end; i++) {
    double before = i > first || !flow->top ? slugs[i].before : 0;
    y = on_grid(flow, &slugs[i], y, before) + slugs[i].height;
    footnotes += footnotes_height(flow, &slugs[i], flow->footnote_height + footnotes);
  }
  *ret_footnotes = footnotes;
  return y;
}

/* By how much slugs FIRST to END are too high for what is left. */
static double excess(const struct flow *flow, size_t first, size_t end)
{
  double footnotes, y = end_of(flow, first, end, &footnotes);
  return y + footnotes + flow->footnote_height - flow->bottom;
}

/* ---- columns and pages --------------------------------------------------------------------- */

static double column_x(const struct flow *flow)
{
  return flow->x + (flow->width + theme_of(flow)->grid.gutter) * flow->column;
}

/* Footnotes of a column stand at its foot; those of a page wait until it is full. */
static void end_column(struct flow *flow)
{
  double used = flow->y + flow->footnote_height;
  flow->lowest = fmax(flow->lowest, flow->columns > 1 ? used : flow->y);
  if (flow->columns < 2)
    return;
  if (flow->pages)
    footnotes_draw(&last_page(flow)->canvas, flow->footnotes.at, flow->footnotes.len,
                   column_x(flow), flow->width, flow->bottom - flow->footnote_height);
  if (flow->footnotes.len)
    flow->lowest = flow->bottom;
  flow->footnotes.len = 0;
  flow->footnote_height = 0;
}

static void next_column(struct flow *flow)
{
  end_column(flow);
  flow->top = flow->carried = true;
  if (flow->column + 1 < flow->columns) {
    flow->column++;
    flow->y = flow->column_top;
    return;
  }
  if (flow->measuring) {
    flow->ended = true;
    return;
  }
  if (flow->pages)
    pages_add(flow->pages, flow->section, false);
  flow->column = 0;
  flow->y = flow->column_top = theme_of(flow)->page.body_top;
  flow->bottom = theme_of(flow)->page.body_bottom;
  flow->lowest = flow->footnote_height = 0;
  flow->whole = true;
}

static void bind_footnotes(struct flow *flow, const struct slug *slug)
{
  const struct canvas *canvas = &flow->galley->canvas;
  double height = footnotes_height(flow, slug, flow->footnote_height);
  flow->footnote_height += height;
  for (size_t i = slug->first_mark; flow->pages && i < slug->end_mark; i++) {
    if (canvas->marks.at[i].kind != MARK_FOOTNOTE)
      continue;
    const struct footnote_block *block = canvas->marks.at[i].footnote;
    struct page *page = last_page(flow);
    if (flow->columns > 1)
      *VEC_ADD(canvas->arena, &flow->footnotes) = block;
    else
      *VEC_ADD(canvas->arena, &page->footnotes) = block;
  }
  if (flow->pages && flow->columns < 2)
    last_page(flow)->footnote_height = flow->footnote_height;
}

static void place_repeated(struct flow *flow, size_t index)
{
  if (flow->pages) {
    struct canvas *canvas = &last_page(flow)->canvas;
    size_t first_item = canvas->items.len, first_mark = canvas->marks.len;
    galley_place(flow->galley, index, canvas, column_x(flow), flow->y);
    for (size_t i = first_item; i < canvas->items.len; i++)
      canvas->items.at[i].tag = TAG_PAGINATION;
    canvas->marks.len = first_mark;
  }
  flow->y += flow->galley->slugs.at[index].height;
}

static void place(struct flow *flow, size_t index)
{
  const struct slug *slug = &flow->galley->slugs.at[index];
  int repeat = repeated(flow, index);
  if (repeat >= 0)
    place_repeated(flow, (size_t)repeat);
  if (slug->drop_at_top && flow->top && flow->carried)
    return;
  flow->y = on_grid(flow, slug, flow->y, flow->top ? 0 : slug->before);
  if (flow->pages)
    galley_place(flow->galley, index, &last_page(flow)->canvas, column_x(flow), flow->y);
  bind_footnotes(flow, slug);
  flow->y += slug->height;
  flow->top = false;
}

/* ---- all of it ----------------------------------------------------------------------------- */

/* The end of the slugs from FIRST on that want to stay together. */
static size_t group_end(const struct galley *galley, size_t first)
{
  size_t end = first + 1;
  while (end < galley->slugs.len && galley->slugs.at[end - 1].keep)
    end++;
  return end;
}

const char *flow_words_at(const struct galley *galley, size_t first)
{
  enum { MOST = 40 };
  if (galley->slugs.at[first].name)
    return galley->slugs.at[first].name;
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

static int report_height(const struct galley *galley, size_t slug, double over)
{
  struct arena *arena = galley->canvas.arena;
  diag_error(galley->canvas.diags, "STRATA-L027", galley->slugs.at[slug].loc,
             "'%s' is %s points higher than a page", flow_words_at(galley, slug),
             num_format(arena, ceil(over), 0, NUM_PLAIN));
  diag_hint(galley->canvas.diags, "divide it: columns, callouts and figures stay on one page");
  return -1;
}

/* Whether all slugs from FIRST on have room in the columns of this page when they end at BOTTOM. */
static bool fits_page(const struct flow *flow, size_t first, double bottom)
{
  struct flow trial = *flow;
  trial.pages = NULL;
  trial.measuring = true;
  trial.bottom = bottom;
  memset(&trial.footnotes, 0, sizeof trial.footnotes);
  for (size_t i = first, end; i < flow->galley->slugs.len; i = end) {
    end = group_end(flow->galley, i);
    while (!trial.ended && excess(&trial, i, end) > TOLERANCE)
      next_column(&trial);
    if (trial.ended)
      return false;
    for (size_t k = i; k < end; k++)
      place(&trial, k);
  }
  return true;
}

/* Columns that end the text are as long as each other. */
static void level_columns(struct flow *flow, size_t first)
{
  double most = flow->bottom, least = flow->y;
  if (flow->columns < 2 || flow->column > 0 || !fits_page(flow, first, most))
    return;
  while (most - least > LEVEL) {
    double middle = (most + least) / 2;
    if (fits_page(flow, first, middle))
      most = middle;
    else
      least = middle;
  }
  flow->bottom = most;
}

int flow_place(struct flow *flow, size_t first)
{
  const struct galley *galley = flow->galley;
  int status = 0;
  flow->column_top = flow->y;
  if (first < galley->slugs.len)
    level_columns(flow, first);
  for (size_t i = first; i < galley->slugs.len;) {
    size_t end = group_end(galley, i);
    bool fits = excess(flow, i, end) <= TOLERANCE;
    if (!fits && !(flow->top && flow->whole)) {
      next_column(flow);
      if (flow->column == 0)
        level_columns(flow, i);
      continue;
    }
    if (!fits) /* more than a page wants to stay together: it cannot, but its first slug must fit */
      end = i + 1;
    double over = excess(flow, i, end);
    if (over > TOLERANCE) {
      status = report_height(galley, i, over);
      i = end;
      continue;
    }
    for (; i < end; i++)
      place(flow, i);
  }
  end_column(flow);
  if (flow->columns > 1)
    flow->y = flow->lowest;
  return status;
}

double pages_room(const struct galley *galley)
{
  if (!galley->flow)
    return INFINITY;
  struct flow flow = flow_begin(NULL, NULL, galley, galley->flow);
  size_t count = galley->slugs.len, end = 0;
  for (size_t i = 0; i < count; i = end) {
    end = group_end(galley, i);
    if (excess(&flow, i, end) > TOLERANCE && !(flow.top && flow.whole))
      next_column(&flow);
    for (; i < end; i++)
      place(&flow, i);
  }
  return flow.bottom - flow.footnote_height - flow.y;
}
