/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_font.h"

#include "base/vec.h"
#include "render/pdf_picture.h"

#include <hpdf_font.h>
#include <math.h>

struct code {
  uint16_t glyph;
  uint16_t other; /* another code for the same glyph, 0: none */
  int32_t advance;
  struct str text;
};

struct used_face {
  uint16_t *codes_by_glyph; /* NULL: nothing of this face was used */
  VEC(struct code) codes;   /* the first is .notdef, which is never shown */
};

struct pdf_fonts {
  struct arena *arena;
  const struct fonts *fonts;
  struct used_face faces[FONT_ALL];
};

struct pdf_fonts *pdf_fonts_new(struct arena *arena, const struct fonts *fonts)
{
  struct pdf_fonts *pdf_fonts = ARENA_NEW(arena, struct pdf_fonts);
  pdf_fonts->arena = arena;
  pdf_fonts->fonts = fonts;
  return pdf_fonts;
}

uint16_t pdf_font_code(struct pdf_fonts *fonts, enum font_face face, const struct glyph *glyph,
                       const char *text)
{
  struct used_face *used = &fonts->faces[face];
  if (!used->codes_by_glyph) {
    size_t glyphs = font_metrics(fonts->fonts, face).glyph_count;
    used->codes_by_glyph = ARENA_ARRAY(fonts->arena, uint16_t, glyphs);
    VEC_ADD(fonts->arena, &used->codes);
  }
  struct str wanted = { text, glyph->text_len };
  uint16_t first = used->codes_by_glyph[glyph->id];
  for (uint16_t code = first; code; code = used->codes.at[code].other)
    if (str_equal(used->codes.at[code].text, wanted))
      return code;
  uint16_t code = (uint16_t)used->codes.len;
  *VEC_ADD(fonts->arena, &used->codes) = (struct code) {
    .glyph = glyph->id, .other = first, .advance = glyph->natural, .text = wanted
  };
  used->codes_by_glyph[glyph->id] = code;
  return code;
}

/* Thousandths of the size, which a PDF measures glyphs in, times 100. */
static int32_t thousandths(const struct font_metrics *metrics, double units)
{
  return hundredths(units * 1000 / metrics->units_per_em);
}

static const char *keep(struct arena *arena, const struct bytes *bytes)
{
  return arena_text(arena, (const char *)bytes->at, bytes->len);
}

/* ---- maps of codes -------------------------------------------------------------------------- */

/* A map from codes, from FIRST on, one by one: ranges are what readers differ about. */
struct character_map {
  const char *ordering, *name, *type;
  const char *operator; /* what each code is given by: bfchar or cidchar */
  size_t first;
  void (*add)(struct bytes *map, const struct code *code, const struct font_file *file);
};

static HPDF_Dict make_map(struct pdf *pdf, const struct used_face *used,
                          const struct font_file *file, const struct character_map *kind)
{
  enum { MOST_IN_SECTION = 100 };
  auto_bytes struct bytes map = { 0 };
  bytes_text(&map, arena_printf(pdf->arena,
                                "/CIDInit /ProcSet findresource begin\n"
                                "12 dict begin\n"
                                "begincmap\n"
                                "/CIDSystemInfo <</Registry (Adobe) /Ordering (%s) /Supplement 0>> def\n"
                                "/CMapName /%s def\n"
                                "%s"
                                "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n",
                                kind->ordering, kind->name, kind->type));
  for (size_t from = kind->first; from < used->codes.len; from += MOST_IN_SECTION) {
    size_t to = from + MOST_IN_SECTION < used->codes.len ? from + MOST_IN_SECTION : used->codes.len;
    bytes_integer(&map, (int64_t)(to - from));
    bytes_text(&map, arena_printf(pdf->arena, " begin%s\n", kind->operator));
    for (size_t code = from; code < to; code++) {
      bytes_char(&map, '<');
      bytes_hex(&map, (uint32_t)code, 4);
      bytes_text(&map, "> ");
      kind->add(&map, &used->codes.at[code], file);
      bytes_char(&map, '\n');
    }
    bytes_text(&map, arena_printf(pdf->arena, "end%s\n", kind->operator));
  }
  bytes_text(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  return pdf_stream(pdf, map.at, map.len);
}

static void add_text(struct bytes *map, const struct code *code, const struct font_file *file)
{
  (void)file;
  bytes_char(map, '<');
  bytes_utf16_hex(map, code->text);
  bytes_char(map, '>');
}

static HPDF_Dict make_to_unicode(struct pdf *pdf, const struct used_face *used,
                                 const struct font_file *file)
{
  static const struct character_map TO_UNICODE = {
    .ordering = "UCS", .name = "Adobe-Identity-UCS", .type = "/CMapType 2 def\n",
    .operator = "bfchar", .first = 1, .add = add_text,
  };
  return make_map(pdf, used, file, &TO_UNICODE);
}

static void add_glyph(struct bytes *map, const struct code *code, const struct font_file *file)
{
  bytes_integer(map, file->ids[code->glyph]);
}

/* From codes to glyphs, where the outlines are PostScript's: there a CID is a glyph of the file (ISO 32000-1,
 * 9.7.4.2), and the encoding leads to it. */
static HPDF_Dict make_encoding(struct pdf *pdf, const struct used_face *used,
                               const struct font_file *file)
{
  static const struct character_map TO_GLYPHS = {
    .ordering = "Identity", .name = "Strata-Glyphs", .type = "/CMapType 1 def\n/WMode 0 def\n",
    .operator = "cidchar", .first = 0, .add = add_glyph,
  };
  HPDF_Dict encoding = make_map(pdf, used, file, &TO_GLYPHS);
  HPDF_Dict_AddName(encoding, "Type", "CMap");
  HPDF_Dict_AddName(encoding, "CMapName", "Strata-Glyphs");
  HPDF_Dict_AddNumber(encoding, "WMode", 0);
  HPDF_Dict system = HPDF_Dict_New(pdf->doc->mmgr);
  HPDF_Dict_Add(system, "Registry", HPDF_String_New(pdf->doc->mmgr, "Adobe", NULL));
  HPDF_Dict_Add(system, "Ordering", HPDF_String_New(pdf->doc->mmgr, "Identity", NULL));
  HPDF_Dict_AddNumber(system, "Supplement", 0);
  HPDF_Dict_Add(encoding, "CIDSystemInfo", system);
  return encoding;
}

static HPDF_Dict make_glyph_map(struct pdf *pdf, const struct used_face *used,
                                const struct font_file *file)
{
  auto_bytes struct bytes map = { 0 };
  for (size_t code = 0; code < used->codes.len; code++) {
    uint16_t id = file->ids[used->codes.at[code].glyph];
    bytes_char(&map, (char)(id >> 8));
    bytes_char(&map, (char)id);
  }
  return pdf_stream(pdf, map.at, map.len);
}

/* ---- fonts ----------------------------------------------------------------------------------- */

/* Six letters before the name tell subsets of one font apart (ISO 32000-1, 9.6.4). */
static const char *subset_name(struct arena *arena, const char *postscript_name,
                               const uint8_t *used, size_t used_bytes)
{
  uint64_t hash = 0xcbf29ce484222325;
  for (size_t i = 0; i < used_bytes; i++)
    hash = (hash ^ used[i]) * 0x100000001b3;
  char letters[7] = "";
  for (int i = 0; i < 6; i++, hash /= 26)
    letters[i] = (char)('A' + hash % 26);
  return arena_printf(arena, "%s+%s", letters, postscript_name);
}

static HPDF_Dict make_descriptor(struct pdf *pdf, const struct font_metrics *metrics,
                                 const char *name, const struct font_file *file)
{
  HPDF_Dict embedded = pdf_stream(pdf, file->bytes, file->len);
  if (metrics->is_cff)
    HPDF_Dict_AddName(embedded, "Subtype", "OpenType");
  else
    HPDF_Dict_AddNumber(embedded, "Length1", (HPDF_INT32)file->len);
  HPDF_Dict descriptor = pdf_dict(pdf);
  HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
  HPDF_Dict_AddName(descriptor, "FontName", name);
  HPDF_Dict_Add(descriptor, metrics->is_cff ? "FontFile3" : "FontFile2", embedded);

  enum { SYMBOLIC = 4, ITALIC = 64 };
  auto_bytes struct bytes rest = { 0 };
  bytes_text(&rest, "/Flags ");
  bytes_integer(&rest, SYMBOLIC | (metrics->italic_angle < 0 ? ITALIC : 0));
  bytes_text(&rest, " /ItalicAngle ");
  bytes_hundredths(&rest, hundredths(metrics->italic_angle));
  bytes_text(&rest, " /FontBBox [");
  for (int i = 0; i < 4; i++) {
    bytes_hundredths(&rest, thousandths(metrics, metrics->box[i]));
    bytes_char(&rest, i < 3 ? ' ' : ']');
  }
  bytes_text(&rest, " /Ascent ");
  bytes_hundredths(&rest, thousandths(metrics, metrics->ascender));
  bytes_text(&rest, " /Descent ");
  bytes_hundredths(&rest, thousandths(metrics, metrics->descender));
  bytes_text(&rest, " /CapHeight ");
  bytes_hundredths(&rest, thousandths(metrics, metrics->cap_height));
  /* No table says how wide stems are; this is what other producers take for the weight. */
  bytes_text(&rest, " /StemV ");
  bytes_integer(&rest, 50 + metrics->weight * metrics->weight / (65 * 65));
  bytes_char(&rest, '\n');
  pdf_add_printed(descriptor, keep(pdf->arena, &rest));
  return descriptor;
}

/* The CIDs' widths as they are in the font file, not rounded: a line is the sum of many. */
static const char *print_widths(struct arena *arena, const struct font_metrics *metrics,
                                const struct used_face *used, const struct font_file *file)
{
  auto_bytes struct bytes widths = { 0 };
  bytes_text(&widths, "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n"
                      "/W [1 [");
  size_t count = 0;
  int32_t *advances = ARENA_ARRAY(arena, int32_t, metrics->glyph_count + used->codes.len);
  for (size_t code = 1; code < used->codes.len; code++) {
    size_t cid = metrics->is_cff ? file->ids[used->codes.at[code].glyph] : code;
    advances[cid] = used->codes.at[code].advance;
    count = cid > count ? cid : count;
  }
  for (size_t cid = 1; cid <= count; cid++) {
    if (cid > 1)
      bytes_char(&widths, ' ');
    bytes_hundredths(&widths, thousandths(metrics, advances[cid]));
  }
  bytes_text(&widths, "]]\n");
  return keep(arena, &widths);
}

/* Makes FONT, which pages know already, the face that was used. */
static int fill_font(struct pdf *pdf, HPDF_Dict font, enum font_face face)
{
  const struct used_face *used = &pdf->fonts->faces[face];
  const struct font_metrics metrics = font_metrics(pdf->display->fonts, face);
  size_t used_bytes = metrics.glyph_count / 8 + 1;
  uint8_t *glyphs = ARENA_ARRAY(pdf->arena, uint8_t, used_bytes);
  for (size_t code = 0; code < used->codes.len; code++)
    glyphs[used->codes.at[code].glyph / 8] |= (uint8_t)(1 << used->codes.at[code].glyph % 8);
  struct font_file file;
  if (font_subset(pdf->arena, pdf->display->fonts, face, glyphs, used_bytes, &file) < 0)
    return -1;
  const char *name = subset_name(pdf->arena, metrics.postscript_name, glyphs, used_bytes);

  HPDF_Dict descendant = pdf_dict(pdf);
  HPDF_Dict_AddName(descendant, "Type", "Font");
  HPDF_Dict_AddName(descendant, "Subtype", metrics.is_cff ? "CIDFontType0" : "CIDFontType2");
  HPDF_Dict_AddName(descendant, "BaseFont", name);
  HPDF_Dict_Add(descendant, "FontDescriptor", make_descriptor(pdf, &metrics, name, &file));
  if (!metrics.is_cff)
    HPDF_Dict_Add(descendant, "CIDToGIDMap", make_glyph_map(pdf, used, &file));
  pdf_add_printed(descendant, print_widths(pdf->arena, &metrics, used, &file));

  HPDF_Dict_AddName(font, "Type", "Font");
  HPDF_Dict_AddName(font, "Subtype", "Type0");
  HPDF_Dict_AddName(font, "BaseFont", name);
  if (metrics.is_cff)
    HPDF_Dict_Add(font, "Encoding", make_encoding(pdf, used, &file));
  else
    HPDF_Dict_AddName(font, "Encoding", "Identity-H");
  HPDF_Array descendants = HPDF_Array_New(pdf->doc->mmgr);
  HPDF_Array_Add(descendants, descendant);
  HPDF_Dict_Add(font, "DescendantFonts", descendants);
  HPDF_Dict_Add(font, "ToUnicode", make_to_unicode(pdf, used, &file));
  return 0;
}

int pdf_fonts_finish(struct pdf *pdf)
{
  HPDF_Dict resources = pdf_dict(pdf);
  HPDF_Dict names = HPDF_Dict_New(pdf->doc->mmgr);
  HPDF_Dict_Add(resources, "Font", names);
  for (int face = 0; face < FONT_ALL; face++) {
    if (!pdf->fonts->faces[face].codes_by_glyph)
      continue;
    HPDF_Dict font = pdf_dict(pdf);
    font->header.obj_class |= HPDF_OSUBCLASS_FONT;
    const char name[] = { 'F', pdf_font_digit((enum font_face)face), '\0' };
    HPDF_Dict_Add(names, name, font);
    if (fill_font(pdf, font, (enum font_face)face) < 0)
      return -1;
  }
  pdf_pictures_finish(pdf, resources);
  for (size_t page = 0; page < pdf->display->page_count; page++)
    HPDF_Dict_Add(pdf->pages[page], "Resources", resources);
  return 0;
}
