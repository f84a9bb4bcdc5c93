/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/contrast.h"

#include <math.h>

enum { RED, GREEN, BLUE, PARTS };

/* sRGB to linear light and back (IEC 61966-2-1). */
static void to_linear(struct color color, double linear[static PARTS])
{
  const uint8_t part[PARTS] = {color.red, color.green, color.blue};
  for (int i = 0; i < PARTS; i++) {
    double value = part[i] / 255.0;
    linear[i] = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
  }
}

static uint8_t from_linear(double linear)
{
  double value = fmin(fmax(linear, 0), 1);
  value = value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055;
  return (uint8_t)lround(value * 255);
}

double color_luminance(struct color color)
{
  double linear[PARTS];
  to_linear(color, linear);
  return 0.2126 * linear[RED] + 0.7152 * linear[GREEN] + 0.0722 * linear[BLUE];
}

double color_contrast(struct color a, struct color b)
{
  double first = color_luminance(a), second = color_luminance(b);
  return (fmax(first, second) + 0.05) / (fmin(first, second) + 0.05);
}

struct color color_on(const struct theme *theme, struct color fill)
{
  return color_contrast(fill, theme->color.paper) > color_contrast(fill, theme->color.ink)
             ? theme->color.paper
             : theme->color.ink;
}

struct color color_seen(struct color color, enum vision vision)
{
  static const double SEEN[VISIONS][PARTS][PARTS] = {
      [VISION_FULL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
      [VISION_PROTAN] = {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
      [VISION_DEUTAN] = {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
  };
  double linear[PARTS], seen[PARTS] = {0};
  to_linear(color, linear);
  for (int to = 0; to < PARTS; to++)
    for (int from = 0; from < PARTS; from++)
      seen[to] += SEEN[vision][to][from] * linear[from];
  return (struct color){from_linear(seen[RED]), from_linear(seen[GREEN]), from_linear(seen[BLUE])};
}

/* The cube root, straight near black (CIE 15). */
static double lightness(double share)
{
  static const double STRAIGHT_TO = 216.0 / 24389.0, SLOPE = 24389.0 / 27.0;
  return share > STRAIGHT_TO ? cbrt(share) : (SLOPE * share + 16) / 116;
}

static void to_lab(struct color color, double lab[static 3])
{
  static const double WHITE[3] = {0.95047, 1, 1.08883}; /* D65 */
  static const double XYZ[3][PARTS] = {{0.4124564, 0.3575761, 0.1804375},
                                       {0.2126729, 0.7151522, 0.0721750},
                                       {0.0193339, 0.1191920, 0.9503041}};
  double linear[PARTS], f[3];
  to_linear(color, linear);
  for (int i = 0; i < 3; i++)
    f[i] = lightness(
        (XYZ[i][RED] * linear[RED] + XYZ[i][GREEN] * linear[GREEN] + XYZ[i][BLUE] * linear[BLUE])
        / WHITE[i]);
  lab[0] = 116 * f[1] - 16;
  lab[1] = 500 * (f[0] - f[1]);
  lab[2] = 200 * (f[1] - f[2]);
}

double color_difference(struct color a, struct color b)
{
  double first[3], second[3], sum = 0;
  to_lab(a, first);
  to_lab(b, second);
  for (int i = 0; i < 3; i++)
    sum += (first[i] - second[i]) * (first[i] - second[i]);
  return sqrt(sum);
}
