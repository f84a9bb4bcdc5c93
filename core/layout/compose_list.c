/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/compose.h"

#include "base/num.h"

/* Draws WORDS as the label of what is composed next: in its first slug, on the base line of a first
 * line of LINE's height.  Returns the index of its first item, for label_done. */
static size_t draw_label(struct galley *galley, const struct type_style *style,
                         const struct type_style *line, const char *words, double x)
{
  struct canvas *canvas = &galley->canvas;
  size_t first = canvas->items.len;
  double base = (line->leading + draw_cap_height(canvas, line)) / 2;
  draw_text(canvas, style, x, base, ALIGN_LEFT, words);
  return first;
}

static void label_done(struct galley *galley, size_t first_slug, size_t first_item)
{
  if (galley->slugs.len > first_slug)
    galley->slugs.at[first_slug].first_item = first_item;
}

/* No item stands alone at a page's foot, nor at its top: the first keeps the second, and the last but
 * one the last.  Called after item NUMBER of COUNT. */
static void keep_two(struct galley *galley, size_t number, size_t count)
{
  if (galley->slugs.len > 0 && number < count && (number == 1 || number + 1 == count))
    galley->slugs.at[galley->slugs.len - 1].keep = true;
}

int compose_list(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  int list = tag_add(canvas, TAG_L, frame.tag);
  tag_at(canvas, list)->ordered = node->ordered;
  bool inner = node->parent && node->parent->kind == NODE_ITEM && node != node->parent->first;
  int number = 0, status = 0;
  size_t count = 0;
  for (const struct node *item = node->first; item; item = item->next)
    count += item->kind == NODE_ITEM;
  for (const struct node *item = node->first; item; item = item->next) {
    number++;
    if (item->kind != NODE_ITEM) {
      status = compose_nodes(galley, item, frame);
      break;
    }
    int entry = tag_add(canvas, TAG_LI, list);
    canvas->tag = tag_add(canvas, TAG_LBL, entry);
    const char *label =
        node->ordered
            ? arena_printf(canvas->arena, "%s.", num_format(canvas->arena, number, 0, NUM_PLAIN))
            : "•";
    size_t first_slug = galley->slugs.len;
    size_t first_item = draw_label(galley, &theme->type.body, &theme->type.body, label, frame.x);
    double indent = theme->space.list_indent;
    if (node->ordered)
      indent += draw_width(canvas, &theme->type.body, "0");
    struct frame body = {frame.x + indent, frame.width - indent, tag_add(canvas, TAG_LBODY, entry)};
    if (number > 1 || inner)
      galley_space(galley, theme->space.list_item, true);
    if (compose_nodes(galley, item->first, body) < 0)
      status = -1;
    label_done(galley, first_slug, first_item);
    keep_two(galley, (size_t)number, count);
  }
  return status;
}

int compose_findings(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  double indent = theme->space.finding_indent;
  struct paragraph_look lead = paragraph_look(theme->type.finding_lead);
  struct paragraph_look support = paragraph_look(theme->type.finding_support);
  int list = tag_add(canvas, TAG_L, frame.tag), status = 0;
  tag_at(canvas, list)->ordered = true;
  for (size_t i = 0; i < node->item_count; i++) {
    const struct finding *finding = &node->findings[i];
    int entry = tag_add(canvas, TAG_LI, list);
    canvas->tag = tag_add(canvas, TAG_LBL, entry);
    size_t first_slug = galley->slugs.len;
    const char *number = num_format(canvas->arena, (double)(i + 1), 0, NUM_PLAIN);
    size_t first_item =
        draw_label(galley, &theme->type.finding_number, &theme->type.finding_lead, number, frame.x);
    struct frame body = {frame.x + indent, frame.width - indent, tag_add(canvas, TAG_LBODY, entry)};
    canvas->tag = tag_add(canvas, TAG_P, body.tag);
    bool supported = finding->support.count > 0;
    if (compose_text(galley, finding->lead, &lead, body, theme->space.finding, supported) < 0)
      status = -1;
    label_done(galley, first_slug, first_item);
    if (supported) {
      galley_space(galley, theme->space.finding_support, true);
      canvas->tag = tag_add(canvas, TAG_P, body.tag);
      if (compose_text(galley, finding->support, &support, body, 0, false) < 0)
        status = -1;
    }
    keep_two(galley, i + 1, node->item_count);
  }
  return status;
}
