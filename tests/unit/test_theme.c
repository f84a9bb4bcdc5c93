/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/contrast.h"
#include "layout/theme_check.h"
#include "layout_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

static const char *read_all(struct arena *arena, const char *path)
{
  struct strbuf text = STRBUF(arena);
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  char buffer[4096];
  for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
    strbuf_add(&text, (struct str){buffer, got});
  fclose(file);
  return strbuf_text(&text);
}

/* Loads the theme with FROM replaced by TO; returns its diagnostics. */
static struct diags *load_changed(struct arena *arena, const char *from, const char *to)
{
  const char *theme =
      read_all(arena, arena_printf(arena, "%s/templates/theme.yaml", fixture_source_dir()));
  const char *at = strstr(theme, from);
  assert_non_null(at);
  char path[] = "/tmp/strata-theme-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  FILE *file = fdopen(fd, "w");
  fprintf(file, "%.*s%s%s", (int)(at - theme), theme, to, at + strlen(from));
  fclose(file);
  struct diags *diags = diags_new(arena);
  const struct theme *changed = NULL;
  int status = theme_load(arena, arena_strdup(arena, path), NULL, NULL, diags, &changed);
  unlink(path);
  assert_int_equal(status, diags_errors(diags) ? -1 : 0);
  assert_int_equal(changed == NULL, status < 0);
  return diags;
}

static void test_the_theme_is_read(void **state)
{
  (void)state;
  struct fixture *fixture = fixture_new();
  assert_non_null(fixture);
  const struct theme *theme = fixture->theme;
  assert_float_equal(theme->page.width, 595.28, 0);
  assert_float_equal(theme->type.district_name.tracking, -0.4, 0);
  assert_int_equal(theme->type.finding_number.face, FONT_BOLD);
  assert_int_equal(theme->type.finding_number.color.blue, 0x6d);
  assert_int_equal(theme->color.map_classes[1].red, 0x6b);
  assert_float_equal(theme->rule.table_head, 1, 0);
  arena_free(fixture->arena);
}

static void test_nothing_has_a_default(void **state)
{
  struct arena *arena = arena_new();
  (void)state;
  assert_int_equal(diags_errors(load_changed(arena, "  foot_rule: 808\n", "")), 1);
  assert_int_equal(diags_errors(load_changed(arena, "  hairline: \"#D5D8DA\"\n", "")), 1);
  assert_int_equal(diags_errors(load_changed(arena, "  h3: {size: 9.5,", "  h3: {")), 1);
  arena_free(arena);
}

static void test_wrong_values_are_refused(void **state)
{
  struct arena *arena = arena_new();
  (void)state;
  struct diags *diags = load_changed(arena, "\"#12436D\"", "\"#12436\"");
  assert_int_equal(diags_with_code(diags, "STRATA-L012"), 1);
  assert_int_equal(diags_with_code(load_changed(arena, "\"#E6F0F8\", ", ""), "STRATA-L012"), 1);
  assert_int_equal(diags_with_code(load_changed(arena, "\"#E6F0F8\"", "blue"), "STRATA-L012"), 1);
  assert_int_equal(diags_errors(load_changed(arena, "face: bold", "face: heavy")), 1);
  assert_int_equal(diags_errors(load_changed(arena, "size: 7.5", "size: 5")), 1);
  assert_int_equal(diags_errors(load_changed(arena, "  gutter: 12", "  guter: 12")), 1);
  arena_free(arena);
}

/* The shipped theme with a workspace's own over it. */
static const struct theme *load_over(struct arena *arena, const char *own, struct diags *diags)
{
  char path[] = "/tmp/strata-theme-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  FILE *file = fdopen(fd, "w");
  fputs(own, file);
  fclose(file);
  const struct theme *theme = NULL;
  const char *shipped = arena_printf(arena, "%s/templates/theme.yaml", fixture_source_dir());
  theme_load(arena, shipped, arena_strdup(arena, path), NULL, diags, &theme);
  unlink(path);
  return theme;
}

static void test_a_workspace_changes_what_it_likes(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const struct theme *theme =
      load_over(arena, "color: {brand: \"#7A0019\"}\ntype: {h1: {size: 24}}\n", diags);
  assert_non_null(theme);
  assert_int_equal(theme->color.brand.red, 0x7a);
  assert_int_equal(theme->type.table_group.color.red, 0x7a); /* what is set in it follows */
  assert_int_equal(theme->color.better.blue, 0x6d);
  assert_float_equal(theme->type.h1.size, 24, 0);
  assert_float_equal(theme->type.h1.leading, 24, 0);
  assert_non_null(load_over(arena, "color: {}\n", diags));
  assert_int_equal(diags_errors(diags), 0);
  assert_null(load_over(arena, "color: {brandt: \"#7A0019\"}\n", diags));
  assert_null(load_over(arena, "color: blue\n", diags));
  assert_int_equal(diags_errors(diags), 2);
  arena_free(arena);
}

/* The W3C's examples: black on white 21, #777777 on white 4.48 (fails AA), #767676 4.54 (passes).
 */
static void test_contrast_is_the_guidelines_own(void **state)
{
  (void)state;
  const struct color black = {0, 0, 0}, white = {255, 255, 255};
  assert_float_equal(color_contrast(black, white), 21, 1e-9);
  assert_float_equal(color_contrast(white, black), 21, 1e-9);
  assert_float_equal(color_contrast((struct color){0x77, 0x77, 0x77}, white), 4.48, 0.005);
  assert_float_equal(color_contrast((struct color){0x76, 0x76, 0x76}, white), 4.54, 0.005);
}

/* L*a*b* of sRGB red as every colour calculator gives it: 53.24, 80.09, 67.20; of white 100, 0, 0.
 */
static void test_differences_are_of_cie_1976(void **state)
{
  (void)state;
  const struct color black = {0, 0, 0}, white = {255, 255, 255}, red = {255, 0, 0};
  assert_float_equal(color_difference(black, white), 100, 0.01);
  assert_float_equal(color_difference(red, black),
                     sqrt(53.24 * 53.24 + 80.09 * 80.09 + 67.20 * 67.20), 0.02);
  assert_float_equal(color_difference(red, red), 0, 0);
  /* Greys look the same to everybody; red and dark yellow do not to eyes without red. */
  for (enum vision vision = 0; vision < VISIONS; vision++)
    assert_true(color_difference(color_seen(white, vision), white) < 1);
  const struct color green = {0x00, 0x90, 0x00};
  assert_true(color_difference(color_seen(red, VISION_DEUTAN), color_seen(green, VISION_DEUTAN)) <
              color_difference(red, green) / 2);
}

/* How many errors of CODE the shipped theme has with OWN over it. */
static size_t failures(struct arena *arena, const char *own, const char *code)
{
  struct diags *diags = diags_new(arena);
  const struct theme *theme = load_over(arena, own, diags);
  struct theme_tests tests;
  assert_non_null(theme);
  int status = theme_check(arena, theme, diags, &tests);
  size_t failed = 0;
  for (size_t i = 0; i < tests.count; i++)
    failed += !tests.at[i].passed;
  assert_int_equal(failed, diags_errors(diags));
  assert_int_equal(status, failed ? -1 : 0);
  return diags_with_code(diags, code);
}

static void test_what_nobody_could_read_is_refused(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  assert_int_equal(failures(arena, "color: {}\n", "STRATA-L042"), 0);
  assert_int_equal(failures(arena, "color: {secondary: \"#AAAAAA\"}\n", "STRATA-L042"), 2);
  /* Red and green of the same lightness, which one man in twelve cannot tell apart. */
  assert_true(failures(arena, "color: {worse: \"#C4423A\", better: \"#5E7A2E\"}\n", "STRATA-L043") >
              0);
  /* Lines: dark blue and dark pink, to eyes without red; a light one beside a light one, in grey. */
  assert_int_equal(failures(arena, "color: {series: [\"#12436D\", \"#28A197\", \"#801650\", \"#F46A25\"]}\n",
                            "STRATA-L043"), 1);
  assert_int_equal(failures(arena, "color: {series: [\"#12436D\", \"#28A197\", \"#F46A25\", \"#3D3D3D\"]}\n",
                            "STRATA-L043"), 1);
  assert_int_equal(failures(arena,
                            "color: {map_classes: [\"#12436D\", \"#2073BC\", \"#6BACE6\", "
                            "\"#E6F0F8\"]}\n",
                            "STRATA-L044"),
                   3);
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_theme_is_read),
      cmocka_unit_test(test_nothing_has_a_default),
      cmocka_unit_test(test_wrong_values_are_refused),
      cmocka_unit_test(test_a_workspace_changes_what_it_likes),
      cmocka_unit_test(test_contrast_is_the_guidelines_own),
      cmocka_unit_test(test_differences_are_of_cie_1976),
      cmocka_unit_test(test_what_nobody_could_read_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
