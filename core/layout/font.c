/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/font.h"

#include "define/file.h"
#include "layout/font_face.h"

#include <errno.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const FILE_NAMES[FONT_COUNT] = {
    [FONT_REGULAR] = "Lato-Regular.ttf",
    [FONT_ITALIC] = "Lato-Italic.ttf",
    [FONT_SEMIBOLD] = "Lato-Semibold.ttf",
    [FONT_BOLD] = "Lato-Bold.ttf",
};

static void release_face(void *object)
{
  hb_face_destroy(object);
}

static void release_font(void *object)
{
  hb_font_destroy(object);
}

static int16_t big_endian_16(const char *bytes)
{
  return (int16_t)((uint8_t)bytes[0] << 8 | (uint8_t)bytes[1]);
}

/* The font's bounding box stands in its head table, at a place that HarfBuzz has no call for. */
static bool read_box(hb_face_t *face, int box[4])
{
  enum { HEAD_LENGTH = 54, BOX_AT = 36 };
  hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
  unsigned len = 0;
  const char *bytes = hb_blob_get_data(head, &len);
  bool whole = bytes && len >= HEAD_LENGTH;
  for (int i = 0; whole && i < 4; i++)
    box[i] = big_endian_16(bytes + BOX_AT + 2 * i);
  hb_blob_destroy(head);
  return whole;
}

static double metric(hb_font_t *font, hb_ot_metrics_tag_t tag, double otherwise)
{
  hb_position_t position = 0;
  return hb_ot_metrics_get_position(font, tag, &position) ? (double)position : otherwise;
}

static const char *postscript_name(struct arena *arena, hb_face_t *face)
{
  char name[64];
  unsigned size = sizeof name;
  unsigned len =
      hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
  return len ? arena_text(arena, name, size) : NULL;
}

static bool read_metrics(struct arena *arena, const struct face *face, struct font_metrics *metrics)
{
  hb_font_extents_t extents;
  if (!read_box(face->face, metrics->box) || !hb_font_get_h_extents(face->font, &extents))
    return false;
  int units = 0;
  hb_font_get_scale(face->font, &units, NULL);
  metrics->units_per_em = units;
  for (int i = 0; i < 4; i++)
    metrics->box[i] = (int)lround((double)metrics->box[i] * units / hb_face_get_upem(face->face));
  metrics->ascender = extents.ascender;
  metrics->descender = extents.descender;
  metrics->cap_height = metric(face->font, HB_OT_METRICS_TAG_CAP_HEIGHT, extents.ascender);
  metrics->italic_angle = (double)hb_style_get_value(face->font, HB_STYLE_TAG_SLANT_ANGLE);
  metrics->weight = (int)hb_style_get_value(face->font, HB_STYLE_TAG_WEIGHT);
  metrics->glyph_count = hb_face_get_glyph_count(face->face);
  metrics->postscript_name = postscript_name(arena, face->face);
  return metrics->postscript_name != NULL;
}

/* Subsetting reads every table of its source: one that holds outlines only is subset in a third of
 * the time. */
static hb_blob_t *outline_table(hb_face_t *outlines, hb_tag_t tag, void *face)
{
  static const hb_tag_t KEPT[] = {
      HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
      HB_TAG('m', 'a', 'x', 'p'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('g', 'l', 'y', 'f'),
      HB_TAG('C', 'F', 'F', ' '),
  };
  (void)outlines;
  for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++)
    if (tag == KEPT[i])
      return hb_face_reference_table(face, tag);
  return NULL;
}

static hb_face_t *outlines_only(hb_face_t *face)
{
  hb_face_t *outlines
      = hb_face_create_for_tables(outline_table, hb_face_reference(face), release_face);
  hb_face_set_upem(outlines, hb_face_get_upem(face));
  return outlines;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
  hb_blob_t *table = hb_face_reference_table(face, tag);
  bool there = hb_blob_get_length(table) > 0;
  hb_blob_destroy(table);
  return there;
}

/* The length of the INDEX at AT of a CFF table (Adobe Technical Note 5176, 5), 0: damaged; *RET_DATA and
 * *RET_LEN: its first object. */
static size_t read_index(struct str cff, size_t at, size_t *ret_data, size_t *ret_len)
{
  if (at + 3 > cff.len)
    return 0;
  size_t count = (size_t)(uint8_t)cff.at[at] << 8 | (uint8_t)cff.at[at + 1], size = (uint8_t)cff.at[at + 2];
  if (count == 0 || size < 1 || size > 4 || at + 3 + (count + 1) * size > cff.len)
    return 0;
  const char *offsets = cff.at + at + 3;
  size_t ends[2] = {0}, base = at + 2 + (count + 1) * size;
  for (size_t i = 0; i < size; i++) {
    ends[0] = ends[0] << 8 | (uint8_t)offsets[size + i];
    ends[1] = ends[1] << 8 | (uint8_t)offsets[count * size + i];
  }
  if (ends[0] < 1 || ends[1] < ends[0] || base + ends[1] > cff.len)
    return 0;
  *ret_data = base + 1;
  *ret_len = ends[0] - 1;
  return base + ends[1] - at;
}

/* Whether the glyphs of a CFF table have numbers of a character collection in place of names: the first
 * operator of its first dictionary is ROS then.  What is damaged counts as such. */
static bool is_cid_keyed(hb_face_t *face)
{
  enum { NUMBER_16 = 28, NUMBER_32 = 29, REAL = 30, LONG = 247, ESCAPE = 12, ROS = 30, OPERATORS = 22 };
  hb_blob_t *table = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
  unsigned len = 0;
  const char *bytes = hb_blob_get_data(table, &len);
  struct str cff = {bytes, len};
  size_t data, size, names = len > 4 ? read_index(cff, (uint8_t)bytes[2], &data, &size) : 0;
  bool keyed = !names || !read_index(cff, (uint8_t)bytes[2] + names, &data, &size);
  for (size_t at = keyed ? 0 : data, end = keyed ? 0 : data + size; at < end;) {
    int code = (uint8_t)cff.at[at];
    if (code < OPERATORS) {
      keyed = code == ESCAPE && at + 1 < end && (uint8_t)cff.at[at + 1] == ROS;
      break;
    }
    at += code == NUMBER_16 ? 3 : code == NUMBER_32 ? 5 : code >= LONG ? 2 : 1;
    for (bool open = code == REAL; open && at < end; at++)
      open = ((uint8_t)cff.at[at] & 0x0f) != 0x0f && (uint8_t)cff.at[at] >> 4 != 0x0f;
  }
  hb_blob_destroy(table);
  return keyed;
}

/* What the font's licence says of embedding (OpenType, OS/2, fsType): NULL where a subset of it may be
 * embedded.  Of several permissions the least strict holds, as older fonts have it. */
static const char *forbidden(hb_face_t *face)
{
  enum { TYPE_AT = 8, PERMISSIONS = 0x000f, RESTRICTED = 0x0002, WHOLE = 0x0100, BITMAPS = 0x0200 };
  hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
  unsigned len = 0;
  const char *bytes = hb_blob_get_data(table, &len);
  int type = bytes && len >= TYPE_AT + 2 ? big_endian_16(bytes + TYPE_AT) : 0;
  hb_blob_destroy(table);
  return (type & PERMISSIONS) == RESTRICTED ? "to embed it"
         : type & WHOLE                     ? "to embed a part of it"
         : type & BITMAPS                   ? "to embed its outlines"
                                            : NULL;
}

/* The font of a file, told in UNITS to the em; 0: in its own. */
static int load_face(struct arena *arena, const char *path, struct loc loc, int units,
                     struct diags *diags, struct face *face)
{
  errno = 0;
  hb_blob_t *file = is_file(path) ? hb_blob_create_from_file_or_fail(path) : NULL;
  if (!file) {
    diag_error(diags, "STRATA-L001", loc, "the font '%s' could not be read: %s", path,
               errno ? strerror(errno) : "it is empty, or no file");
    diag_hint(diags, "install Debian's fonts-lato and fonts-dejavu-core, configure with "
                     "--with-fontdir=DIR, or name files that are there in the theme");
    return -1;
  }
  face->face = hb_face_create(file, 0);
  hb_blob_destroy(file);
  arena_own(arena, face->face, release_face);
  face->font = hb_font_create(face->face);
  arena_own(arena, face->font, release_font);
  if (units)
    hb_font_set_scale(face->font, units, units);
  face->outlines = outlines_only(face->face);
  arena_own(arena, face->outlines, release_face);
  bool truetype = has_table(face->outlines, HB_TAG('g', 'l', 'y', 'f'));
  face->metrics.is_cff = !truetype && has_table(face->outlines, HB_TAG('C', 'F', 'F', ' '));
  if (!(truetype || (face->metrics.is_cff && !is_cid_keyed(face->face)))
      || hb_face_get_glyph_count(face->outlines) == 0
      || !read_metrics(arena, face, &face->metrics)) {
    diag_error(diags, "STRATA-L002", loc, "'%s' is not a TrueType or OpenType font with outlines", path);
    diag_hint(diags, "take a file with TrueType or PostScript outlines, mostly named .ttf or .otf: bitmaps, "
                     "variable PostScript outlines and large character collections cannot be embedded");
    return -1;
  }
  const char *not_allowed = forbidden(face->face);
  if (not_allowed) {
    diag_error(diags, "STRATA-L003", loc, "the font '%s' says that its licence does not allow %s",
               path, not_allowed);
    diag_hint(diags, "take a font that may be embedded, or ask its maker for a file that says so: "
                     "every PDF holds a part of the font");
    return -1;
  }
  hb_face_make_immutable(face->face);
  hb_face_make_immutable(face->outlines);
  hb_font_make_immutable(face->font);
  return 0;
}

int fonts_load(struct arena *arena, const char *dir, struct diags *diags,
               const struct fonts **ret_fonts)
{
  struct fonts *fonts = ARENA_NEW(arena, struct fonts);
  fonts->dir = arena_strdup(arena, dir);
  int result = 0;
  for (int i = 0; i < FONT_COUNT; i++) {
    const char *path = arena_printf(arena, "%s/%s", dir, FILE_NAMES[i]);
    if (load_face(arena, path, LOC_FILE(path), 0, diags, &fonts->faces[i]) < 0)
      result = -1;
  }
  if (result == 0)
    *ret_fonts = fonts;
  return result;
}

int fonts_with(struct arena *arena, const struct fonts *fonts,
               const struct font_source sources[static FONT_ALL], struct diags *diags,
               const struct fonts **ret_fonts)
{
  struct fonts *more = ARENA_NEW(arena, struct fonts);
  *more = *fonts;
  int units = (int)fonts->faces[FONT_REGULAR].metrics.units_per_em, result = 0;
  for (int i = 0; i < FONT_ALL; i++) {
    const char *path = sources[i].path;
    if (!path)
      continue;
    if (path[0] != '/')
      path = arena_printf(arena, "%s/%s", fonts->dir, path);
    struct loc loc = sources[i].loc.file ? sources[i].loc : LOC_FILE(path);
    if (load_face(arena, path, loc, units, diags, &more->faces[i]) < 0)
      result = -1;
  }
  if (result == 0)
    *ret_fonts = more;
  return result;
}

struct font_metrics font_metrics(const struct fonts *fonts, enum font_face face)
{
  return fonts->faces[face].metrics;
}

double shaped_width(const struct fonts *fonts, const struct shaped *shaped, double size)
{
  return (double)shaped->advance * size / fonts->faces[shaped->face].metrics.units_per_em;
}
