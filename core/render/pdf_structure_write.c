/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The elements of the structure, and the trees by which readers find them: from a page's runs and from
 * ids. */
#include "render/pdf_structure_model.h"

#include "render/verify.h"

/* ---- elements ------------------------------------------------------------------------------- */

static void add_reference(struct bytes *text, unsigned number)
{
  bytes_integer(text, number);
  bytes_text(text, " 0 R");
}

static void add_entry(struct bytes *text, const char *key, int64_t value)
{
  bytes_text(text, key);
  bytes_integer(text, value);
}

/* Keys sort as text, so they are all of one length. */
static void add_note_id(struct bytes *text, uint32_t tag)
{
  bytes_text(text, "(note-");
  bytes_hex(text, tag, 8);
  bytes_char(text, ')');
}

/* They come before the notes. */
static void add_head_id(struct bytes *text, uint32_t number)
{
  bytes_text(text, "(head-");
  bytes_hex(text, number, 6);
  bytes_char(text, ')');
}

static void add_headers(const struct pdf_structure *structure, const struct tag *tag,
                        struct bytes *text)
{
  bytes_text(text, "/Headers[");
  for (int i = 0; i < tag->header_count; i++)
    add_head_id(text, structure->elements[tag->headers[i]].head);
  bytes_char(text, ']');
}

static void add_box(const struct pdf_structure *structure, const struct tag *tag,
                    struct bytes *text)
{
  double height = structure->pdf->display->pages[tag->bbox_page].height;
  const double box[4] = { tag->x0, height - tag->y1, tag->x1, height - tag->y0 };
  bytes_text(text, "/A<</O/Layout/Placement/Block/BBox[");
  for (int i = 0; i < 4; i++) {
    bytes_hundredths(text, hundredths(box[i]));
    bytes_char(text, i < 3 ? ' ' : ']');
  }
  bytes_text(text, ">>");
}

static void add_attributes(const struct pdf_structure *structure, uint32_t index,
                           struct bytes *text)
{
  const struct tag *tag = &structure->pdf->display->tags[index];
  if (tag->language) {
    bytes_text(text, "/Lang");
    bytes_text_string(text, str_of(tag->language));
  }
  switch (tag->role) {
  case TAG_FIGURE:
    bytes_text(text, "/Alt");
    bytes_text_string(text, str_of(tag->alt));
    add_box(structure, tag, text);
    break;
  case TAG_SPAN: /* a symbol that is heard */
    if (tag->alt) {
      bytes_text(text, "/Alt");
      bytes_text_string(text, str_of(tag->alt));
    }
    break;
  case TAG_TH:
  case TAG_TD:
    if (structure->elements[index].head) {
      bytes_text(text, "/ID");
      add_head_id(text, structure->elements[index].head);
    }
    if (tag->role == TAG_TD && tag->row_span < 2 && tag->column_span < 2 && !tag->header_count)
      break;
    bytes_text(text, "/A<</O/Table");
    if (tag->role == TAG_TH)
      bytes_text(text, tag->scope == SCOPE_ROW ? "/Scope/Row" : "/Scope/Column");
    if (tag->row_span > 1)
      add_entry(text, "/RowSpan ", tag->row_span);
    if (tag->column_span > 1)
      add_entry(text, "/ColSpan ", tag->column_span);
    if (tag->header_count)
      add_headers(structure, tag, text);
    bytes_text(text, ">>");
    break;
  case TAG_L:
    bytes_text(text, "/A<</O/List/ListNumbering");
    bytes_text(text, !structure->elements[index].labelled ? "/None>>"
                     : tag->ordered                       ? "/Decimal>>"
                                                          : "/Disc>>");
    break;
  case TAG_NOTE:
    bytes_text(text, "/ID");
    add_note_id(text, index);
    break;
  default:
    break;
  }
}

static void add_mark_kid(const struct pdf_structure *structure, const struct mark *mark,
                         uint32_t page, struct bytes *text)
{
  if (!mark->is_annotation && mark->page == page) {
    bytes_integer(text, mark->id);
    return;
  }
  bytes_text(text, mark->is_annotation ? "<</Type/OBJR/Pg " : "<</Type/MCR/Pg ");
  add_reference(text, pdf_number(structure->pdf->pages[mark->page]));
  if (mark->is_annotation) {
    bytes_text(text, "/Obj ");
    add_reference(text, mark->id);
  } else {
    add_entry(text, "/MCID ", mark->id);
  }
  bytes_text(text, ">>");
}

/* Pieces of the tag and its children.  Children stay in reading order, which the tags are in; a
 * piece comes before the children that were drawn after it ("See [link] for more"). */
static void add_kids(const struct pdf_structure *structure, const struct element *element,
                     struct bytes *text)
{
  const struct element *elements = structure->elements;
  uint32_t mark = element->first_mark, child = element->first_child;
  if (mark == NONE && child == NONE)
    return;
  uint32_t page = mark == NONE ? NONE : structure->marks.at[mark].page;
  if (page != NONE) {
    bytes_text(text, "/Pg ");
    add_reference(text, pdf_number(structure->pdf->pages[page]));
  }
  bytes_text(text, "/K[");
  for (bool first = true; mark != NONE || child != NONE; first = false) {
    if (!first)
      bytes_char(text, ' ');
    if (child == NONE || (mark != NONE && mark < elements[child].first_drawn)) {
      add_mark_kid(structure, &structure->marks.at[mark], page, text);
      mark = structure->marks.at[mark].next;
    } else {
      add_reference(text, structure->first_element + child);
      child = elements[child].next_sibling;
    }
  }
  bytes_char(text, ']');
}

static void write_element(const struct pdf_structure *structure, uint32_t index,
                          struct pdf_objects *objects)
{
  const struct tag *tag = &structure->pdf->display->tags[index];
  struct bytes *text = pdf_objects_begin(objects, structure->first_element + index);
  bytes_text(text, "<</S/");
  bytes_text(text, tag_role_name(tag->role));
  bytes_text(text, "/P ");
  add_reference(text, tag->parent < 0 ? structure->root
                                      : structure->first_element + (unsigned)tag->parent);
  add_attributes(structure, index, text);
  add_kids(structure, &structure->elements[index], text);
  bytes_text(text, ">>");
}

/* ---- parent tree ---------------------------------------------------------------------------- */

/* The elements that the page's runs belong to, by the number of the run.  Stands right behind the
 * last of them, where it compresses best: it is mostly what their parents list. */
static void write_list(const struct pdf_structure *structure, size_t page,
                       struct pdf_objects *objects)
{
  struct bytes *text = pdf_objects_begin(objects, structure->first_list + (unsigned)page);
  bytes_char(text, '[');
  for (uint32_t i = structure->page_marks[page]; i < structure->page_marks[page + 1]; i++) {
    if (structure->marks.at[i].is_annotation)
      continue;
    if (text->at[text->len - 1] != '[')
      bytes_char(text, ' ');
    add_reference(text, structure->first_element + (unsigned)structure->marks.at[i].tag);
  }
  bytes_char(text, ']');
}

/* A link's key follows the pages'. */
static void write_leaf(const struct pdf_structure *structure, unsigned leaf,
                       struct pdf_objects *objects)
{
  size_t page_count = structure->pdf->display->page_count;
  bool of_pages = leaf < structure->page_leaf_count;
  size_t step = of_pages ? LEAF_PAGES : LEAF_LINKS;
  size_t from = (of_pages ? leaf : leaf - structure->page_leaf_count) * step;
  size_t end = of_pages ? page_count : structure->links.len;
  size_t to = from + step < end ? from + step : end;
  size_t key = of_pages ? 0 : page_count;

  struct bytes *text = pdf_objects_begin(objects, structure->first_leaf + leaf);
  add_entry(text, "<</Limits[", (int64_t)(key + from));
  add_entry(text, " ", (int64_t)(key + to - 1));
  bytes_text(text, "]/Nums[");
  for (size_t i = from; i < to; i++) {
    bytes_integer(text, (int64_t)(key + i));
    bytes_char(text, ' ');
    if (of_pages) {
      add_reference(text, structure->first_list + (unsigned)i);
    } else {
      const struct mark *mark = &structure->marks.at[structure->links.at[i]];
      add_reference(text, structure->first_element + (unsigned)mark->tag);
    }
    bytes_char(text, '\n');
  }
  bytes_text(text, "]>>");
}

static void write_parent_tree(const struct pdf_structure *structure, struct pdf_objects *objects)
{
  struct bytes *text = pdf_objects_begin(objects, structure->parent_tree);
  bytes_text(text, "<</Kids[");
  for (unsigned i = 0; i < structure->leaf_count; i++) {
    add_reference(text, structure->first_leaf + i);
    bytes_char(text, ' ');
  }
  bytes_text(text, "]>>");
  for (unsigned i = 0; i < structure->leaf_count; i++)
    write_leaf(structure, i, objects);
}

static void write_id_tree(const struct pdf_structure *structure, struct pdf_objects *objects)
{
  struct bytes *text = pdf_objects_begin(objects, structure->id_tree);
  bytes_text(text, "<</Names[");
  for (size_t i = 0; i < structure->heads.len; i++) {
    add_head_id(text, (uint32_t)i + 1);
    add_reference(text, structure->first_element + structure->heads.at[i]);
    bytes_char(text, '\n');
  }
  for (size_t i = 0; i < structure->notes.len; i++) {
    add_note_id(text, structure->notes.at[i]);
    add_reference(text, structure->first_element + structure->notes.at[i]);
    bytes_char(text, '\n');
  }
  bytes_text(text, "]>>");
}

void pdf_structure_write(const struct pdf_structure *structure, struct pdf_objects *objects)
{
  const struct display *display = structure->pdf->display;
  size_t listed = 0;
  for (uint32_t i = 0; i < display->tag_count; i++) {
    write_element(structure, i, objects);
    while (listed < display->page_count && structure->last_tags[listed] <= (int)i)
      write_list(structure, listed++, objects);
  }
  write_parent_tree(structure, objects);
  if (structure->notes.len + structure->heads.len > 0)
    write_id_tree(structure, objects);
}
