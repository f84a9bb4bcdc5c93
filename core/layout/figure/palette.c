/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/palette.h"

struct color palette_color(const struct theme *theme, size_t index, size_t count, bool ordered)
{
  enum { CLASSES = 4 };
  /* The lightest class is no bar on paper unless there are four; the darkest is the latest. */
  if (ordered && count > 1)
    return theme->color.map_classes[count >= CLASSES ? index
                                    : count == 2     ? 1 + 2 * index
                                                     : 1 + index];
  return theme->color.series[index % CLASSES];
}

struct paint palette_paint(const struct theme *theme, size_t index, size_t count, bool ordered)
{
  struct color color = palette_color(theme, index, count, ordered);
  if (ordered && index + 1 < count)
    return paint_both(color, theme->color.bar, 0.5);
  return paint_fill(color);
}
