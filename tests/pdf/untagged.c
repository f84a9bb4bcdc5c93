/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata_untagged: the same program, whose PDFs are not tagged, to see what tagging costs.  Nothing
 * here is in strata: these stand in for core/render/pdf_structure.c and verify_file.c, and around
 * pdf_content (the linker's --wrap). */
#include "render/pdf_content.h"
#include "render/pdf_structure.h"
#include "render/verify_file.h"

struct pdf_structure *pdf_structure_new(struct pdf *pdf)
{
  (void)pdf;
  return NULL;
}

unsigned pdf_structure_mark(struct pdf_structure *structure, size_t page, int tag)
{
  (void)structure, (void)page, (void)tag;
  return 0;
}

unsigned pdf_structure_add_link(struct pdf_structure *structure, size_t page, int tag,
                                HPDF_Annotation annotation)
{
  (void)structure, (void)page, (void)tag, (void)annotation;
  return 0;
}

void pdf_structure_finish(struct pdf *pdf)
{
  (void)pdf;
}

unsigned pdf_structure_begin(struct pdf_structure *structure, unsigned first)
{
  (void)structure, (void)first;
  return 0;
}

void pdf_structure_write(const struct pdf_structure *structure, struct pdf_objects *objects)
{
  (void)structure, (void)objects;
}

int verify_file(const char *path, struct diags *diags)
{
  (void)path, (void)diags;
  return 0;
}

void __real_pdf_content(struct pdf *pdf, size_t page, struct bytes *out);
void __wrap_pdf_content(struct pdf *pdf, size_t page, struct bytes *out);

/* All as one artifact, so that no text ends because a tag does; and then without its marks. */
void __wrap_pdf_content(struct pdf *pdf, size_t page, struct bytes *out)
{
  const struct display *tagged = pdf->display;
  const struct display_page *from = &tagged->pages[page];
  struct display plain = *tagged;
  struct display_page *pages = ARENA_ARRAY(pdf->arena, struct display_page, plain.page_count);
  struct display_item *items = ARENA_ARRAY(pdf->arena, struct display_item, from->item_count);
  for (size_t i = 0; i < from->item_count; i++) {
    items[i] = from->items[i];
    items[i].tag = TAG_ARTIFACT;
  }
  pages[page] = *from;
  pages[page].items = items;
  plain.pages = pages;
  pdf->display = &plain;
  auto_bytes struct bytes marked = { 0 };
  __real_pdf_content(pdf, page, &marked);
  pdf->display = tagged;
  for (size_t at = 0; at < marked.len;) {
    const uint8_t *line = marked.at + at, *end = memchr(line, '\n', marked.len - at);
    size_t len = end ? (size_t)(end - line) + 1 : marked.len - at;
    struct str text = { (const char *)line, len };
    if (!str_is(text, "/Artifact BMC\n") && !str_is(text, "EMC\n"))
      bytes_add(out, line, len);
    at += len;
  }
}
