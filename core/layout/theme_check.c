/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme_check.h"

#include "define/yaml.h"
#include "layout/contrast.h"

#include <math.h>

/* WCAG 2.2: success criteria 1.4.3 and 1.4.11. */
static const double TEXT_LEAST = 4.5, MARK_LEAST = 3;
/* A ground only has to be seen to end somewhere: what stands on it says the rest. */
static const double GROUND_LEAST = 1.15;
/* Four classes from near white to near black leave 2 to 1 between neighbours; below 1.5 a class cannot be
 * found in the key again, nor in a grey print. */
static const double CLASS_LEAST = 1.5;
/* CIE 1976 distance: ten times what is just noticeable side by side, since a key and a chart are
 * looked at one after the other. */
static const double MEANING_LEAST = 20;

bool theme_check_note(struct theme_check *check, const char *what, double measured, double least)
{
  bool passed = measured >= least;
  *VEC_ADD(check->arena, &check->tests) = (struct theme_test){what, measured, least, passed};
  check->failed += !passed;
  return passed;
}

/* ---- contrast ------------------------------------------------------------------------------ */

static void check_contrast(struct theme_check *check, const char *key, struct color color,
                           const char *on_key, struct color on, double least)
{
  double ratio = color_contrast(color, on);
  const char *what = arena_printf(check->arena, "%s on %s", key, on_key);
  if (theme_check_note(check, what, ratio, least))
    return;
  diag_error(check->diags, "STRATA-L042", node_place(check->colors, key),
             "'%s' has a contrast of %.2f to 1 on '%s'", key, floor(ratio * 100) / 100, on_key);
  diag_hint(check->diags, "make it %s until the contrast is at least %g to 1",
            color_luminance(on) > 0.18 ? "darker" : "lighter", least);
}

/* Text in ink or paper, whichever reads better, on a ground. */
static void check_ground_of_text(struct theme_check *check, const char *key, struct color ground)
{
  const struct theme *theme = check->theme;
  double ratio = color_contrast(color_on(theme, ground), ground);
  if (theme_check_note(check, arena_printf(check->arena, "text on %s", key), ratio, TEXT_LEAST))
    return;
  diag_error(check->diags, "STRATA-L042", node_place(check->colors, key),
             "neither 'ink' nor 'paper' can be read on '%s': %.2f to 1", key,
             floor(ratio * 100) / 100);
  diag_hint(check->diags, "make it darker or lighter, until the contrast is at least %g to 1",
            TEXT_LEAST);
}

static void check_contrasts(struct theme_check *check)
{
  const struct theme *theme = check->theme;
#define ON_PAPER(name, least)                                                                      \
  check_contrast(check, #name, theme->color.name, "paper", theme->color.paper, least)
  ON_PAPER(ink, TEXT_LEAST);
  ON_PAPER(secondary, TEXT_LEAST);
  ON_PAPER(brand, TEXT_LEAST);
  ON_PAPER(better, MARK_LEAST);
  ON_PAPER(worse, MARK_LEAST);
  ON_PAPER(neutral, MARK_LEAST);
  ON_PAPER(bar, MARK_LEAST);
  ON_PAPER(bar_muted, MARK_LEAST);
  ON_PAPER(context_line, MARK_LEAST);
  ON_PAPER(other_areas_tick, MARK_LEAST);
  ON_PAPER(map_outline, MARK_LEAST);
  ON_PAPER(map_district_outline, MARK_LEAST);
  ON_PAPER(band, GROUND_LEAST);
  ON_PAPER(missing, GROUND_LEAST);
  ON_PAPER(map_other_district, GROUND_LEAST);
#undef ON_PAPER
#define ON_BAND(name, least)                                                                       \
  check_contrast(check, #name, theme->color.name, "band", theme->color.band, least)
  ON_BAND(other_areas_tick, MARK_LEAST);
  ON_BAND(band_inner, GROUND_LEAST);
#undef ON_BAND
  check_contrast(check, "secondary", theme->color.secondary, "missing", theme->color.missing,
                 TEXT_LEAST);
  check_ground_of_text(check, "better", theme->color.better);
  check_ground_of_text(check, "worse", theme->color.worse);
  check_ground_of_text(check, "neutral", theme->color.neutral);
}

/* ---- what colour alone says ---------------------------------------------------------------- */

static const char *const EYES[VISIONS] = {
    [VISION_FULL] = "",
    [VISION_PROTAN] = " to eyes without red",
    [VISION_DEUTAN] = " to eyes without green",
};

/* A key's swatches have the same form, so better, worse and neither must look different. */
static void check_apart(struct theme_check *check, const char *key, struct color color,
                        const char *other_key, struct color other)
{
  for (enum vision vision = 0; vision < VISIONS; vision++) {
    double apart = color_difference(color_seen(color, vision), color_seen(other, vision));
    const char *what =
        arena_printf(check->arena, "%s from %s%s", key, other_key, EYES[vision]);
    if (theme_check_note(check, what, apart, MEANING_LEAST))
      continue;
    diag_error(check->diags, "STRATA-L043", node_place(check->colors, key),
               "'%s' and '%s' look alike%s: %.0f apart", key, other_key, EYES[vision], apart);
    diag_hint(check->diags,
              "choose colours that differ in lightness or between blue and yellow, at least %.0f "
              "apart",
              MEANING_LEAST);
  }
}

/* Lines and bars of a chart are told apart by every eye; and one that is next to another in the key, which
 * is in their order, in grey print too. */
static void check_series(struct theme_check *check)
{
  const struct color *series = check->theme->color.series;
  enum { SERIES = sizeof check->theme->color.series / sizeof *series };
  const struct yaml_node *colors = check->colors;
  for (size_t i = 1; i < SERIES; i++) {
    for (size_t k = 0; k < i; k++)
      for (enum vision vision = 0; vision < VISIONS; vision++) {
        double apart = color_difference(color_seen(series[i], vision), color_seen(series[k], vision));
        const char *what = arena_printf(check->arena, "series %zu from %zu%s", i + 1, k + 1, EYES[vision]);
        if (theme_check_note(check, what, apart, MEANING_LEAST))
          continue;
        diag_error(check->diags, "STRATA-L043", node_item_place(colors, "series", i),
                   "colours %zu and %zu of series look alike%s: %.0f apart", k + 1, i + 1, EYES[vision],
                   apart);
        diag_hint(check->diags, "choose colours that differ in lightness or between blue and yellow");
      }
    double step = color_contrast(series[i], series[i - 1]);
    const char *what = arena_printf(check->arena, "series %zu from %zu in grey", i + 1, i);
    if (theme_check_note(check, what, step, CLASS_LEAST))
      continue;
    diag_error(check->diags, "STRATA-L043", node_item_place(colors, "series", i),
               "colours %zu and %zu of series look alike in grey print: %.2f to 1", i, i + 1,
               floor(step * 100) / 100);
    diag_hint(check->diags, "take dark and light colours in turn, at least %g to 1 apart", CLASS_LEAST);
  }
}

/* A map's classes run from light to dark in clear steps, so that grey print keeps their order. */
static void check_classes(struct theme_check *check)
{
  const struct color *classes = check->theme->color.map_classes;
  enum { CLASSES = sizeof check->theme->color.map_classes / sizeof *classes };
  for (size_t i = 1; i < CLASSES; i++) {
    bool darker = color_luminance(classes[i]) < color_luminance(classes[i - 1]);
    double step = darker ? color_contrast(classes[i], classes[i - 1]) : 1;
    const char *what =
        arena_printf(check->arena, "map_classes %zu darker than %zu", i + 1, i);
    if (theme_check_note(check, what, step, CLASS_LEAST))
      continue;
    diag_error(check->diags, "STRATA-L044", node_item_place(check->colors, "map_classes", i),
               "class %zu of maps is not clearly darker than class %zu: %.2f to 1", i + 1, i,
               floor(step * 100) / 100);
    diag_hint(check->diags, "let the classes run from light to dark, each at least %g to 1 darker",
              CLASS_LEAST);
  }
  for (size_t i = 0; i < CLASSES; i++)
    check_ground_of_text(check, arena_printf(check->arena, "map_classes %zu", i + 1), classes[i]);
}

int theme_check(struct arena *arena, const struct theme *theme, struct diags *diags,
                struct theme_tests *ret_tests)
{
  struct theme_check check = {.arena = arena,
                        .theme = theme,
                        .diags = diags,
                        .colors = node_value(theme->node, "color")};
  check_contrasts(&check);
  check_apart(&check, "worse", theme->color.worse, "better", theme->color.better);
  check_apart(&check, "neutral", theme->color.neutral, "better", theme->color.better);
  check_apart(&check, "neutral", theme->color.neutral, "worse", theme->color.worse);
  check_series(&check);
  check_classes(&check);
  if (theme->fonts)
    theme_check_fonts(&check);
  *ret_tests = (struct theme_tests){check.tests.at, check.tests.len};
  return check.failed ? -1 : 0;
}
