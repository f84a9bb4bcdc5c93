/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout_fixture.h"

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
  int status = theme_load(arena, arena_strdup(arena, path), NULL, diags, &changed);
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

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_theme_is_read),
      cmocka_unit_test(test_nothing_has_a_default),
      cmocka_unit_test(test_wrong_values_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
