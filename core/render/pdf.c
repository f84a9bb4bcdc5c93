/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "render/output.h"
#include "render/pdf_content.h"
#include "render/pdf_document.h"
#include "render/pdf_font.h"
#include "render/pdf_links.h"
#include "render/pdf_metadata.h"
#include "render/pdf_objects.h"
#include "render/pdf_structure.h"
#include "render/render.h"
#include "render/verify.h"
#include "render/verify_file.h"

#include <errno.h>
#include <hpdf_pages.h>
#include <libdeflate.h>
#include <string.h>

enum {
  OBJECT_DEFLATE_LEVEL = 6, /* the structure, which repeats itself: a seventh smaller than with 4 */
  DEFLATE_LEVEL = 1, /* 4 makes files 3% smaller, for 4% more of the time of a whole build */
  PAGES_IN_NODE = 32,
};

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
  struct pdf *pdf = user;
  if (pdf->error)
    return;
  pdf->error = error;
  pdf->detail = detail;
  pdf->error_page = pdf->current_page;
}

/* As arenas do: nothing here could go on without memory. */
static void *HPDF_STDCALL allocate(HPDF_UINT size)
{
  void *memory = malloc(size);
  if (!memory)
    abort();
  return memory;
}

static void HPDF_STDCALL release(void *memory)
{
  free(memory);
}

static void release_document(void *doc)
{
  HPDF_Free(doc);
}

static void release_compressor(void *compressor)
{
  libdeflate_free_compressor(compressor);
}

static struct pdf *open_pdf(struct arena *arena, const struct display *display)
{
  struct pdf *pdf = ARENA_NEW(arena, struct pdf);
  pdf->arena = arena;
  pdf->display = display;
  pdf->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
  pdf->object_compressor = libdeflate_alloc_compressor(OBJECT_DEFLATE_LEVEL);
  /* Not with libharu's pool of memory, which aligns to 4 bytes what has pointers in it. */
  pdf->doc = HPDF_NewEx(on_error, allocate, release, 0, pdf);
  if (!pdf->compressor || !pdf->object_compressor || !pdf->doc)
    abort();
  arena_own(arena, pdf->compressor, release_compressor);
  arena_own(arena, pdf->object_compressor, release_compressor);
  arena_own(arena, pdf->doc, release_document);
  pdf->pages = ARENA_ARRAY(arena, HPDF_Page, display->page_count);
  pdf->fonts = pdf_fonts_new(arena, display->fonts);
  pdf->structure = pdf_structure_new(pdf);
  /* A tree of pages: libharu's arrays have a limit, and readers find a page sooner. */
  HPDF_SetPagesConfiguration(pdf->doc, PAGES_IN_NODE);
  return pdf;
}

/* All pages, for links lead forwards too. */
static int add_pages(struct pdf *pdf)
{
  const struct display *display = pdf->display;
  for (size_t i = 0; i < display->page_count && !pdf->error; i++) {
    pdf->current_page = i;
    HPDF_Page page = pdf->pages[i] = HPDF_AddPage(pdf->doc);
    if (!page)
      return -1;
    HPDF_Page_SetWidth(page, (HPDF_REAL)display->pages[i].width);
    HPDF_Page_SetHeight(page, (HPDF_REAL)display->pages[i].height);
    HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)i);
    HPDF_Dict_AddName(page, "Tabs", "S");
  }
  return pdf->error ? -1 : 0;
}

static void draw_pages(struct pdf *pdf)
{
  auto_bytes struct bytes content = { 0 };
  for (size_t i = 0; i < pdf->display->page_count && !pdf->error; i++) {
    pdf->current_page = i;
    content.len = 0;
    pdf_content(pdf, i, &content);
    HPDF_Dict stream = ((HPDF_PageAttr)pdf->pages[i]->attr)->contents;
    pdf_fill_stream(pdf, stream, content.at, content.len);
  }
}

static int make(struct pdf *pdf, struct diags *diags)
{
  if (add_pages(pdf) == 0) {
    draw_pages(pdf);
    pdf_add_bookmarks(pdf);
    pdf_add_page_labels(pdf);
    if (pdf_fonts_finish(pdf) < 0) {
      diag_error(diags, "STRATA-R002", LOC_NONE, "a font could not be subset");
      return -1;
    }
    pdf_structure_finish(pdf);
    pdf_add_metadata(pdf);
  }
  return pdf->error ? -1 : 0;
}

static void report_library(const struct pdf *pdf, struct diags *diags)
{
  diag_error(diags, "STRATA-R002", LOC_NONE,
             "the PDF library failed at page %zu with its error %#06lx, detail %lu",
             pdf->error_page + 1, pdf->error, pdf->detail);
  diag_hint(diags, "this is a fault of strata, or a document beyond what a PDF can hold: report it "
                   "with the command that was run");
}

static void report_output(const struct output *output, struct diags *diags)
{
  diag_error(diags, "STRATA-R001", LOC_NONE, "could not %s '%s': %s", output->doing,
             output->path, strerror(output->error));
  if (output->error == ENOSPC || output->error == EDQUOT)
    diag_hint(diags, "make room on that disk, or choose another folder with --out DIR");
  else
    diag_hint(diags, "choose a folder that can be written to with --out DIR");
}

int render_pdf(const struct display *display, const char *path, struct diags *diags,
               struct rendered *ret_rendered)
{
  if (verify_display(display, diags) < 0)
    return -1;
  auto_arena struct arena *arena = arena_new();
  struct pdf *pdf = open_pdf(arena, display);
  if (make(pdf, diags) < 0) {
    if (pdf->error)
      report_library(pdf, diags);
    return -1;
  }
  struct output output;
  output_open(&output, path);
  pdf_objects_write(pdf, &output);
  struct rendered rendered = { .pages = display->page_count, .bytes = output.offset };
  output_hash(&output, rendered.sha256);
  if (output_close(&output, !pdf->error) < 0) {
    report_output(&output, diags);
    return -1;
  }
  if (pdf->error) {
    report_library(pdf, diags);
    return -1;
  }
  if (output.regular && verify_file(path, diags) < 0) {
    unlink(path);
    return -1;
  }
  *ret_rendered = rendered;
  return 0;
}
