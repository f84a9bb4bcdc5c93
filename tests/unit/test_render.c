/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The devices' refusals and failures.  What a good document becomes is tests/pdf/sample.sh's
 * business.
 */
#include "../pdf/sample.h"
#include "base/cleanup.h"
#include "config.h"
#include "render/bytes.h"
#include "render/profile.h"
#include "render/render.h"

#include <fcntl.h>
#include <math.h>
#include <nettle/sha2.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct arena *fonts_arena;
static const struct fonts *fonts;
static char dir[] = "/tmp/strata-render-XXXXXX";

static int set_up(void **state)
{
  (void)state;
  fonts_arena = arena_new();
  if (!mkdtemp(dir))
    return -1;
  return fonts_load(fonts_arena, STRATA_FONTDIR, diags_new(fonts_arena), &fonts);
}

static int tear_down(void **state)
{
  (void)state;
  arena_free(fonts_arena);
  return rmdir(dir); /* every test has removed what it made */
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static void assert_printed(struct bytes *bytes, const char *expected)
{
  assert_int_equal(bytes->len, strlen(expected));
  assert_memory_equal(bytes->at, expected, bytes->len);
  bytes->len = 0;
}

static void test_numbers(void **state)
{
  (void)state;
  static const struct {
    double value;
    const char *shortest, *aligned;
  } CASES[] = {
    { 0, "0", "0.00" },          { 12.5, "12.5", "12.50" },    { -0.07, "-.07", "-0.07" },
    { 841.89, "841.89", "841.89" }, { 0.004, "0", "0.00" },     { -0.004, "0", "0.00" },
    { 0.005, ".01", "0.01" },    { -3, "-3", "-3.00" },        { 99.999, "100", "100.00" },
  };
  auto_bytes struct bytes bytes = { 0 };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    bytes_hundredths(&bytes, hundredths(CASES[i].value));
    assert_printed(&bytes, CASES[i].shortest);
    bytes_hundredths_aligned(&bytes, hundredths(CASES[i].value));
    assert_printed(&bytes, CASES[i].aligned);
  }
  bytes_integer(&bytes, INT64_MIN);
  assert_printed(&bytes, "-9223372036854775808");
  bytes_hex(&bytes, 0x1f, 4);
  assert_printed(&bytes, "001f");
}

static void test_strings(void **state)
{
  (void)state;
  auto_bytes struct bytes bytes = { 0 };
  bytes_text_string(&bytes, STR("a (b) \\ c\rd"));
  assert_printed(&bytes, "(a \\(b\\) \\\\ c\\rd)");
  bytes_text_string(&bytes, STR("£"));
  assert_int_equal(bytes.len, 6);
  assert_memory_equal(bytes.at, "(\xfe\xff\x00\xa3)", 6);
  bytes.len = 0;
  bytes_utf16_hex(&bytes, STR("ŵ\xf0\x9f\x93\x89"));
  assert_printed(&bytes, "0175d83ddcc9");
  bytes_xml(&bytes, "<a> & b");
  assert_printed(&bytes, "&lt;a&gt; &amp; b");
}

static uint32_t read_32(const uint8_t *at)
{
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* As a reader of profiles goes through it. */
static void test_profile(void **state)
{
  (void)state;
  auto_bytes struct bytes profile = { 0 };
  profile_add_srgb(&profile);
  assert_int_equal(read_32(profile.at), profile.len);
  assert_memory_equal(profile.at + 12, "mntrRGB XYZ ", 12);
  assert_memory_equal(profile.at + 36, "acsp", 4);
  uint32_t count = read_32(profile.at + 128), sum[3] = { 0 };
  assert_int_equal(count, 10);
  for (uint32_t i = 0; i < count; i++) {
    const uint8_t *entry = profile.at + 132 + 12 * i;
    uint32_t at = read_32(entry + 4), len = read_32(entry + 8);
    assert_int_equal(at % 4, 0);
    assert_true(at >= 132 + 12 * count && at + len <= profile.len);
    if (memcmp(entry + 1, "XYZ", 3) == 0)
      for (int axis = 0; axis < 3; axis++)
        sum[axis] += read_32(profile.at + at + 8 + 4 * axis);
    if (memcmp(entry + 1, "TRC", 3) == 0)
      assert_memory_equal(profile.at + at, "para", 4);
  }
  /* The three primaries together are the white of D50: 0.9642, 1, 0.8249. */
  static const double WHITE[] = { 0.9642, 1, 0.8249 };
  for (int axis = 0; axis < 3; axis++)
    assert_true(fabs(sum[axis] / 65536.0 - WHITE[axis]) < 0.0005);
}

/* ---- refusals ------------------------------------------------------------------------------- */

static struct tag *tags_of(struct display *display)
{
  return (struct tag *)(uintptr_t)display->tags;
}

static struct display_page *page_of(struct display *display)
{
  return (struct display_page *)(uintptr_t)display->pages;
}

static struct tag *tag_with(struct display *display, enum tag_role role)
{
  for (size_t i = 0; i < display->tag_count; i++)
    if (display->tags[i].role == role)
      return &tags_of(display)[i];
  fail_msg("no tag of role %d", (int)role);
  return NULL;
}

static struct display_item *item_of(struct display *display, enum display_kind kind)
{
  for (size_t i = 0; i < display->pages[0].item_count; i++)
    if (display->pages[0].items[i].kind == kind)
      return (struct display_item *)(uintptr_t)&display->pages[0].items[i];
  fail_msg("no item of kind %d", (int)kind);
  return NULL;
}

static void no_title(struct display *display) { display->title = " "; }
static void no_language(struct display *display) { display->language = NULL; }
static void no_pages(struct display *display) { display->page_count = 0; }
static void no_such_year(struct display *display) { display->date = INT64_MAX; }
static void before_1970(struct display *display) { display->date = -1; }
static void blank_alt(struct display *display) { tag_with(display, TAG_FIGURE)->alt = " "; }
static void no_alt(struct display *display) { tag_with(display, TAG_FIGURE)->alt = NULL; }
static void skipped_level(struct display *display) { tag_with(display, TAG_H3)->role = TAG_H4; }
static void late_level(struct display *display) { tag_with(display, TAG_H1)->role = TAG_H2; }
static void no_tags(struct display *display) { display->tag_count = 0; }
static void no_root(struct display *display) { tags_of(display)[0].role = TAG_SECT; }
static void orphan(struct display *display) { tag_with(display, TAG_P)->parent = -1; }
static void own_parent(struct display *display) { tags_of(display)[3].parent = 3; }
static void cell_in_section(struct display *display) { tag_with(display, TAG_TD)->parent = 1; }
static void no_scope(struct display *display) { tag_with(display, TAG_TH)->scope = SCOPE_NONE; }
static void no_such_tag(struct display *display) { item_of(display, DISPLAY_TEXT)->tag = 9999; }
static void untagged(struct display *display) { item_of(display, DISPLAY_PATH)->tag = -5; }
static void group_with_text(struct display *display) { item_of(display, DISPLAY_TEXT)->tag = 1; }
static void no_place(struct display *display) { item_of(display, DISPLAY_TEXT)->text.x = NAN; }
static void far_away(struct display *display) { item_of(display, DISPLAY_TEXT)->text.y = 1e9f; }
static void no_size(struct display *display) { item_of(display, DISPLAY_TEXT)->text.size = 0; }
static void no_width(struct display *display)
{
  item_of(display, DISPLAY_PATH)->path.width = INFINITY;
}
static void no_path(struct display *display) { item_of(display, DISPLAY_PATH)->path.count = 0; }
static void no_paper(struct display *display) { page_of(display)->height = 0; }
static void open_clip(struct display *display)
{
  struct display_item *item = item_of(display, DISPLAY_CLIP);
  item->kind = DISPLAY_PATH;
}
static void lost_figure(struct display *display) { tag_with(display, TAG_FIGURE)->bbox_page = 99; }
static void nameless_link(struct display *display)
{
  item_of(display, DISPLAY_LINK)->link.description = "";
}
static void dead_link(struct display *display) { item_of(display, DISPLAY_LINK)->link.page = 7; }
static void link_in_text(struct display *display)
{
  item_of(display, DISPLAY_LINK)->tag = item_of(display, DISPLAY_TEXT)->tag;
}
static void lost_bookmark(struct display *display)
{
  ((struct bookmark *)(uintptr_t)display->bookmarks)[1].page = 2;
}
static void deep_bookmark(struct display *display)
{
  ((struct bookmark *)(uintptr_t)display->bookmarks)[1].level = 3;
}
static void no_glyph(struct display *display)
{
  struct shaper *shaper = shaper_new(fonts_arena, fonts);
  item_of(display, DISPLAY_TEXT)->text.shaped =
    shape_text(shaper, fonts_arena, FONT_REGULAR, STR("in 東京"));
}

static void test_what_is_refused(void **state)
{
  (void)state;
  static const struct {
    const char *code;
    void (*spoil)(struct display *display);
  } CASES[] = {
    { "STRATA-R010", no_title },        { "STRATA-R010", no_language },
    { "STRATA-R010", no_pages },        { "STRATA-R010", no_such_year },
    { "STRATA-R010", before_1970 },     { "STRATA-R011", blank_alt },
    { "STRATA-R011", no_alt },          { "STRATA-R012", skipped_level },
    { "STRATA-R012", late_level },      { "STRATA-R013", no_tags },
    { "STRATA-R013", no_root },         { "STRATA-R013", orphan },
    { "STRATA-R013", own_parent },      { "STRATA-R013", cell_in_section },
    { "STRATA-R013", no_scope },        { "STRATA-R013", no_such_tag },
    { "STRATA-R013", untagged },        { "STRATA-R013", group_with_text },
    { "STRATA-R014", no_place },        { "STRATA-R014", no_size },
    { "STRATA-R014", far_away },
    { "STRATA-R014", no_width },        { "STRATA-R014", no_path },
    { "STRATA-R014", no_paper },        { "STRATA-R014", open_clip },
    { "STRATA-R014", lost_figure },     { "STRATA-R015", no_glyph },
    { "STRATA-R016", nameless_link },   { "STRATA-R016", dead_link },
    { "STRATA-R016", link_in_text },    { "STRATA-R016", lost_bookmark },
    { "STRATA-R016", deep_bookmark },
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    auto_arena struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct display *display = sample_display(arena, fonts, 0);
    CASES[i].spoil(display);
    const char *path = arena_printf(arena, "%s/refused.pdf", dir);
    struct rendered rendered = { .pages = 99 };
    assert_int_equal(render_pdf(display, path, diags, &rendered), -1);
    if (diags_with_code(diags, CASES[i].code) == 0)
      fail_msg("case %zu: no %s", i, CASES[i].code);
    assert_int_equal(rendered.pages, 99);
    assert_int_equal(access(path, F_OK), -1);
  }
}

/* The message names what an author can find. */
static void test_refusals_quote(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct display *display = sample_display(arena, fonts, 0);
  skipped_level(display);
  struct rendered rendered;
  assert_int_equal(render_pdf(display, "/nowhere/at/all.pdf", diags, &rendered), -1);
  assert_int_equal(diags_count(diags), 1);
  assert_string_equal(diags_at(diags, 0)->message,
                      "the heading 'Figures' is of level 4 after one of level 2");
  assert_int_equal(diags_at(diags, 0)->hint_count, 1);
}

/* ---- files ---------------------------------------------------------------------------------- */

static void test_hash_is_of_the_file(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const struct display *display = sample_display(arena, fonts, 0);
  const char *path = arena_printf(arena, "%s/sample.pdf", dir);
  struct rendered rendered, again;
  assert_int_equal(render_pdf(display, path, diags, &rendered), 0);
  assert_int_equal(rendered.pages, 2);

  uint8_t *data = arena_alloc(arena, rendered.bytes + 1, 1);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  assert_int_equal(fread(data, 1, rendered.bytes + 1, file), rendered.bytes);
  fclose(file);
  struct sha256_ctx context;
  uint8_t hash[SHA256_DIGEST_SIZE];
  sha256_init(&context);
  sha256_update(&context, rendered.bytes, data);
  sha256_digest(&context, sizeof hash, hash);
  assert_memory_equal(hash, rendered.sha256, sizeof hash);

  /* Over the file that is there. */
  assert_int_equal(render_pdf(display, path, diags, &again), 0);
  assert_memory_equal(again.sha256, rendered.sha256, sizeof hash);
  assert_int_equal(diags_count(diags), 0);
  unlink(path);
}

static void assert_cannot_write(const char *path, const char *reason)
{
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct rendered rendered;
  assert_int_equal(render_pdf(sample_display(arena, fonts, 0), path, diags, &rendered), -1);
  assert_int_equal(diags_with_code(diags, "STRATA-R001"), 1);
  assert_non_null(strstr(diags_at(diags, 0)->message, reason));
  assert_non_null(strstr(diags_at(diags, 0)->message, path));
}

static void test_no_folder(void **state)
{
  (void)state;
  assert_cannot_write("/nowhere/at/all.pdf", "No such file or directory");
}

/* Through a link, so that no mistake here could remove the device. */
static void test_full_disk(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const char *path = arena_printf(arena, "%s/full.pdf", dir);
  assert_int_equal(symlink("/dev/full", path), 0);
  assert_cannot_write(path, "No space left on device");
  assert_int_equal(access("/dev/full", F_OK), 0);
  unlink(path);
}

static void test_half_a_file_is_removed(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const char *path = arena_printf(arena, "%s/half.pdf", dir);
  struct rlimit before;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  struct rlimit low = { .rlim_cur = 4096, .rlim_max = before.rlim_max };
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
  assert_cannot_write(path, "File too large");
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  signal(SIGXFSZ, SIG_DFL);
  assert_int_equal(access(path, F_OK), -1);
}

/* libharu's arrays end at 32,767 entries. */
static void test_beyond_the_library(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct builder *builder = builder_new(arena, fonts);
  build_page(builder);
  build_text(builder, build_tag(builder, TAG_H1, 0), FONT_BOLD, 20, 50, 70, "Links");
  int link = build_tag(builder, TAG_LINK, build_tag(builder, TAG_P, 0));
  for (int i = 0; i < 33000; i++)
    build_link(builder, link, 1, 1, 2, 2, "https://example.org/", -1, "Example");
  const char *path = arena_printf(arena, "%s/beyond.pdf", dir);
  struct rendered rendered;
  const struct display *display = builder_finish(builder, "Links");
  assert_int_equal(render_pdf(display, path, diags, &rendered), -1);
  assert_int_equal(diags_with_code(diags, "STRATA-R002"), 1);
  assert_non_null(strstr(diags_at(diags, 0)->message, "page 1"));
  assert_int_equal(access(path, F_OK), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_numbers),
    cmocka_unit_test(test_strings),
    cmocka_unit_test(test_profile),
    cmocka_unit_test(test_what_is_refused),
    cmocka_unit_test(test_refusals_quote),
    cmocka_unit_test(test_hash_is_of_the_file),
    cmocka_unit_test(test_no_folder),
    cmocka_unit_test(test_full_disk),
    cmocka_unit_test(test_half_a_file_is_removed),
    cmocka_unit_test(test_beyond_the_library),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
