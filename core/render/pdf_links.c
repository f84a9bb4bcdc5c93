/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_links.h"

#include "render/pdf_structure.h"

#include <hpdf_annotation.h>

/* An address is ASCII: what else is in it is written as its UTF-8 in per cent signs (RFC 3987). */
static const char *encode_uri(struct arena *arena, const char *uri)
{
  struct strbuf encoded = STRBUF(arena);
  for (; *uri; uri++) {
    uint8_t byte = (uint8_t)*uri;
    if (byte > ' ' && byte < 0x7f)
      strbuf_add_char(&encoded, *uri);
    else
      strbuf_printf(&encoded, "%%%02X", byte);
  }
  return strbuf_text(&encoded);
}

static void add_to_page(struct pdf *pdf, HPDF_Page page, HPDF_Annotation annotation)
{
  HPDF_Array annotations = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);
  if (!annotations) {
    annotations = HPDF_Array_New(pdf->doc->mmgr);
    HPDF_Dict_Add(page, "Annots", annotations);
  }
  HPDF_Array_Add(annotations, annotation);
}

void pdf_add_link(struct pdf *pdf, size_t page, const struct display_item *item)
{
  float height = (float)pdf->display->pages[page].height;
  HPDF_Rect box = { .left = item->link.x0, .bottom = height - item->link.y1,
                    .right = item->link.x1, .top = height - item->link.y0 };
  HPDF_Annotation annotation
    = HPDF_Annotation_New(pdf->doc->mmgr, pdf->doc->xref, HPDF_ANNOT_LINK, box);
  if (item->link.uri) {
    HPDF_Dict action = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Dict_AddName(action, "S", "URI");
    pdf_add_string(pdf, action, "URI", encode_uri(pdf->arena, item->link.uri));
    HPDF_Dict_Add(annotation, "A", action);
  } else {
    pdf_add_destination(pdf, annotation, "Dest", (size_t)item->link.page, (double)item->link.y);
  }
  pdf_add_text(pdf, annotation, "Contents", item->link.description);
  unsigned key = pdf_structure_add_link(pdf->structure, page, item->tag, annotation);
  /* Printed as the page is (F 4), without a frame. */
  const char *rest = arena_printf(pdf->arena, "/F 4 /Border [0 0 0] /StructParent %u\n", key);
  pdf_add_printed(annotation, rest);
  add_to_page(pdf, pdf->pages[page], annotation);
}

void pdf_add_bookmarks(struct pdf *pdf)
{
  enum { DEEPEST = 8 };
  HPDF_Outline parents[DEEPEST + 1] = { NULL };
  const struct display *display = pdf->display;
  for (size_t i = 0; i < display->bookmark_count; i++) {
    const struct bookmark *bookmark = &display->bookmarks[i];
    int level = bookmark->level < DEEPEST ? bookmark->level : DEEPEST;
    HPDF_Outline outline = HPDF_CreateOutline(pdf->doc, parents[level - 1], "", NULL);
    if (!outline)
      return;
    /* libharu gives items the type of their root, and titles without most of Unicode. */
    HPDF_Dict_RemoveElement(outline, "Type");
    pdf_add_text(pdf, outline, "Title", bookmark->title);
    pdf_add_destination(pdf, outline, "Dest", (size_t)bookmark->page, bookmark->y);
    parents[level] = outline;
  }
  if (display->bookmark_count)
    HPDF_SetPageMode(pdf->doc, HPDF_PAGE_MODE_USE_OUTLINE);
}

void pdf_add_page_labels(struct pdf *pdf)
{
  HPDF_Dict labels = HPDF_Dict_New(pdf->doc->mmgr);
  pdf_add_printed(labels, "/Nums [0 <</S /D>>]\n");
  HPDF_Dict_Add(pdf->doc->catalog, "PageLabels", labels);
}
