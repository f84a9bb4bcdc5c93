/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/profile.h"

static void put_16(struct bytes *out, uint32_t value)
{
  bytes_char(out, (char)(value >> 8));
  bytes_char(out, (char)value);
}

static void put_32(struct bytes *out, uint32_t value)
{
  put_16(out, value >> 16);
  put_16(out, value);
}

/* A number as ICC writes it: 16 bits, and 16 of the fraction. */
static void put_fixed(struct bytes *out, double value)
{
  put_32(out, (uint32_t)(int32_t)(value * 65536 + (value < 0 ? -0.5 : 0.5)));
}

static void put_fixed_all(struct bytes *out, const double *values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    put_fixed(out, values[i]);
}

/* An element's type, and four bytes that are kept free. */
static void put_type(struct bytes *out, const char *type)
{
  bytes_text(out, type);
  put_32(out, 0);
}

static void put_words(struct bytes *out, const char *words)
{
  enum { RECORD = 12, AT = 28 };
  put_type(out, "mluc");
  put_32(out, 1);
  put_32(out, RECORD);
  bytes_text(out, "enUS");
  put_32(out, (uint32_t)strlen(words) * 2);
  put_32(out, AT);
  bytes_utf16(out, str_of(words));
}

/* The white of print, D50, to which profiles are adapted (ICC.1, 7.2.16). */
static const double WHITE[] = { 0.9642, 1, 0.8249 };

/* sRGB's primaries adapted from its own white, D65, by Bradford's matrix, and that matrix. */
static const double RED[] = { 0.436066, 0.222488, 0.013916 };
static const double GREEN[] = { 0.385147, 0.716873, 0.097076 };
static const double BLUE[] = { 0.143066, 0.060608, 0.714096 };
static const double ADAPTATION[] = { 1.047882, 0.022919, -0.050201, 0.029587, 0.990479,
                                     -0.017059, -0.009232, 0.015076, 0.751678 };

/* IEC 61966-2-1, 5.2: ((x + 0.055) / 1.055)^2.4, and x / 12.92 up to 0.04045. */
static const double CURVE[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };

static void put_xyz(struct bytes *out, const double *xyz)
{
  put_type(out, "XYZ ");
  put_fixed_all(out, xyz, 3);
}

static void put_description(struct bytes *out)
{
  put_words(out, "sRGB IEC61966-2.1");
}

static void put_copyright(struct bytes *out)
{
  put_words(out, "No copyright: the standard's numbers");
}

static void put_white(struct bytes *out)
{
  put_xyz(out, WHITE);
}

static void put_red(struct bytes *out)
{
  put_xyz(out, RED);
}

static void put_green(struct bytes *out)
{
  put_xyz(out, GREEN);
}

static void put_blue(struct bytes *out)
{
  put_xyz(out, BLUE);
}

static void put_adaptation(struct bytes *out)
{
  put_type(out, "sf32");
  put_fixed_all(out, ADAPTATION, sizeof ADAPTATION / sizeof *ADAPTATION);
}

static void put_curve(struct bytes *out)
{
  enum { GAMMA_WITH_LINE = 3 };
  put_type(out, "para");
  put_16(out, GAMMA_WITH_LINE);
  put_16(out, 0);
  put_fixed_all(out, CURVE, sizeof CURVE / sizeof *CURVE);
}

/* The elements that a display's profile must have (ICC.1, 8.3.3).  The three curves are one. */
static const struct {
  const char *tag;
  void (*put)(struct bytes *out); /* NULL: the element before again */
} ELEMENTS[] = {
  { "desc", put_description }, { "cprt", put_copyright }, { "wtpt", put_white },
  { "chad", put_adaptation },  { "rXYZ", put_red },       { "gXYZ", put_green },
  { "bXYZ", put_blue },        { "rTRC", put_curve },     { "gTRC", NULL },
  { "bTRC", NULL },
};
enum { ELEMENT_COUNT = sizeof ELEMENTS / sizeof *ELEMENTS, HEAD = 128, ENTRY = 12 };

static void put_head(struct bytes *out, size_t len)
{
  size_t from = out->len;
  put_32(out, (uint32_t)len);
  put_32(out, 0);          /* no colour management module is preferred */
  put_32(out, 0x04200000); /* version 4.2 */
  bytes_text(out, "mntrRGB XYZ ");
  /* When IEC 61966-2-1 was published, for a date there must be. */
  static const uint32_t DATE[] = { 1999, 10, 18, 0, 0, 0 };
  for (size_t i = 0; i < sizeof DATE / sizeof *DATE; i++)
    put_16(out, DATE[i]);
  bytes_text(out, "acsp");
  while (out->len < from + 68) /* platform, flags, device, intent: none, perceptual */
    bytes_char(out, 0);
  put_fixed_all(out, WHITE, 3);
  while (out->len < from + HEAD)
    bytes_char(out, 0);
}

void profile_add_srgb(struct bytes *out)
{
  auto_bytes struct bytes directory = { 0 };
  auto_bytes struct bytes data = { 0 };
  const size_t data_at = HEAD + 4 + ENTRY * ELEMENT_COUNT;
  size_t at = 0, len = 0;
  put_32(&directory, ELEMENT_COUNT);
  for (size_t i = 0; i < ELEMENT_COUNT; i++) {
    if (ELEMENTS[i].put) {
      while (data.len % 4)
        bytes_char(&data, 0);
      at = data.len;
      ELEMENTS[i].put(&data);
      len = data.len - at;
    }
    bytes_text(&directory, ELEMENTS[i].tag);
    put_32(&directory, (uint32_t)(data_at + at));
    put_32(&directory, (uint32_t)len);
  }
  while (data.len % 4)
    bytes_char(&data, 0);
  put_head(out, data_at + data.len);
  bytes_add(out, directory.at, directory.len);
  bytes_add(out, data.at, data.len);
}
