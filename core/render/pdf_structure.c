/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_structure_model.h"

#include <hpdf_streams.h>

struct pdf_structure *pdf_structure_new(struct pdf *pdf)
{
  struct pdf_structure *structure = ARENA_NEW(pdf->arena, struct pdf_structure);
  const struct display *display = pdf->display;
  structure->pdf = pdf;
  structure->page_marks = ARENA_ARRAY(pdf->arena, uint32_t, display->page_count + 1);
  structure->last_tags = ARENA_ARRAY(pdf->arena, int, display->page_count);
  structure->elements = ARENA_ARRAY(pdf->arena, struct element, display->tag_count);
  for (size_t i = 0; i < display->tag_count; i++)
    structure->elements[i] = (struct element) { NONE, NONE, NONE, NONE, NONE, NONE, false, 0 };
  return structure;
}

static struct mark *add_mark(struct pdf_structure *structure, size_t page, int tag)
{
  while (structure->pages_begun <= page) {
    structure->page_marks[structure->pages_begun++] = (uint32_t)structure->marks.len;
    structure->runs_on_page = 0;
  }
  uint32_t index = (uint32_t)structure->marks.len;
  struct mark *mark = VEC_ADD(structure->pdf->arena, &structure->marks);
  *mark = (struct mark) { .tag = tag, .page = (uint32_t)page, .next = NONE };
  if (tag > structure->last_tags[page])
    structure->last_tags[page] = tag;
  struct element *element = &structure->elements[tag];
  if (element->first_mark == NONE)
    element->first_mark = index;
  else
    structure->marks.at[element->last_mark].next = index;
  element->last_mark = index;
  return mark;
}

unsigned pdf_structure_mark(struct pdf_structure *structure, size_t page, int tag)
{
  struct mark *mark = add_mark(structure, page, tag);
  mark->id = structure->runs_on_page++;
  return mark->id;
}

unsigned pdf_structure_add_link(struct pdf_structure *structure, size_t page, int tag,
                                HPDF_Annotation annotation)
{
  struct mark *mark = add_mark(structure, page, tag);
  mark->id = pdf_number(annotation);
  mark->is_annotation = true;
  *VEC_ADD(structure->pdf->arena, &structure->links) = (uint32_t)structure->marks.len - 1;
  return (unsigned)(structure->pdf->display->page_count + structure->links.len - 1);
}

/* ---- the tree ------------------------------------------------------------------------------- */

static void link_children(struct pdf_structure *structure)
{
  const struct display *display = structure->pdf->display;
  struct element *elements = structure->elements;
  for (uint32_t i = 1; i < display->tag_count; i++) {
    struct element *parent = &elements[display->tags[i].parent];
    if (parent->first_child == NONE)
      parent->first_child = i;
    else
      elements[parent->last_child].next_sibling = i;
    parent->last_child = i;
    int item = display->tags[i].parent;
    if (display->tags[i].role == TAG_LBL && display->tags[item].role == TAG_LI)
      elements[display->tags[item].parent].labelled = true;
    if (display->tags[i].role == TAG_NOTE)
      *VEC_ADD(structure->pdf->arena, &structure->notes) = i;
    for (int k = 0; k < display->tags[i].header_count; k++)
      elements[display->tags[i].headers[k]].head = 1;
  }
  for (uint32_t i = 1; i < display->tag_count; i++) {
    if (!elements[i].head)
      continue;
    *VEC_ADD(structure->pdf->arena, &structure->heads) = i;
    elements[i].head = (uint32_t)structure->heads.len;
  }
  /* Children come after their parents, so backwards each is complete before it is used. */
  for (size_t i = display->tag_count; i-- > 0;) {
    struct element *element = &elements[i];
    if (element->first_mark < element->first_drawn)
      element->first_drawn = element->first_mark;
    if (i > 0 && element->first_drawn < elements[display->tags[i].parent].first_drawn)
      elements[display->tags[i].parent].first_drawn = element->first_drawn;
  }
}

static HPDF_STATUS write_root(HPDF_Dict root, HPDF_Stream stream)
{
  const struct pdf_structure *structure = root->attr;
  return HPDF_Stream_WriteStr(stream, structure->root_entries);
}

void pdf_structure_finish(struct pdf *pdf)
{
  struct pdf_structure *structure = pdf->structure;
  while (structure->pages_begun <= pdf->display->page_count)
    structure->page_marks[structure->pages_begun++] = (uint32_t)structure->marks.len;
  link_children(structure);

  HPDF_Dict root = pdf_dict(pdf);
  HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
  root->attr = structure;
  root->write_fn = write_root;
  structure->root = pdf_number(root);
  HPDF_Dict_Add(pdf->doc->catalog, "StructTreeRoot", root);
  HPDF_Dict marked = HPDF_Dict_New(pdf->doc->mmgr);
  HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
  HPDF_Dict_Add(pdf->doc->catalog, "MarkInfo", marked);
}

static unsigned ceiling(size_t count, size_t step)
{
  return (unsigned)((count + step - 1) / step);
}

unsigned pdf_structure_begin(struct pdf_structure *structure, unsigned first)
{
  const struct display *display = structure->pdf->display;
  structure->first_element = first;
  structure->first_list = first + (unsigned)display->tag_count;
  structure->parent_tree = structure->first_list + (unsigned)display->page_count;
  structure->page_leaf_count = ceiling(display->page_count, LEAF_PAGES);
  structure->leaf_count = structure->page_leaf_count + ceiling(structure->links.len, LEAF_LINKS);
  structure->first_leaf = structure->parent_tree + 1;
  structure->id_tree = structure->first_leaf + structure->leaf_count;
  bool named = structure->notes.len + structure->heads.len > 0;
  unsigned end = structure->id_tree + named;
  struct arena *arena = structure->pdf->arena;
  structure->root_entries =
    arena_printf(arena, "/K %u 0 R\n/ParentTree %u 0 R\n/ParentTreeNextKey %zu\n%s",
                 structure->first_element, structure->parent_tree,
                 display->page_count + structure->links.len,
                 named ? arena_printf(arena, "/IDTree %u 0 R\n", structure->id_tree) : "");
  return end - first;
}
