/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "config.h"
#include "layout/theme_check.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
  struct arena *arena;
  struct diags *diags;
  const struct fonts *fonts;
  struct shaper *shaper;
};

static int setup(void **state)
{
  struct arena *arena = arena_new();
  struct fixture *fixture = ARENA_NEW(arena, struct fixture);
  fixture->arena = arena;
  fixture->diags = diags_new(arena);
  if (fonts_load(arena, STRATA_FONTDIR, fixture->diags, &fixture->fonts) < 0)
    return -1;
  fixture->shaper = shaper_new(arena, fixture->fonts);
  *state = fixture;
  return 0;
}

static int teardown(void **state)
{
  struct fixture *fixture = *state;
  arena_free(fixture->arena);
  return 0;
}

static const struct shaped *shape(struct fixture *fixture, enum font_face face, const char *text)
{
  return shape_text(fixture->shaper, fixture->arena, face, str_of(text));
}

static void test_digits_stand_in_columns(void **state)
{
  for (int face = 0; face < FONT_COUNT; face++) {
    int64_t column = shape(*state, (enum font_face)face, "00")->advance;
    for (int pair = 0; pair < 100; pair++) {
      char text[] = {(char)('0' + pair / 10), (char)('0' + pair % 10), '\0'};
      assert_int_equal(shape(*state, (enum font_face)face, text)->advance, column);
    }
    int64_t grouped = shape(*state, (enum font_face)face, "1,111.1")->advance;
    assert_int_equal(shape(*state, (enum font_face)face, "4,747.7")->advance, grouped);
  }
}

/* Whatever they are put together from, they read as they were written. */
static void test_figures(void **state)
{
  static const char *const FIGURES[] = { "13,780", "−3.2%",     "2021/22",   "£12.5",
                                         "½",      "(0.6–1.2)", "7\xc2\xa0%" };
  for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++) {
    const struct shaped *figure = shape(*state, FONT_SEMIBOLD, FIGURES[i]);
    struct str text = str_of(FIGURES[i]);
    assert_int_equal(figure->text_len, text.len);
    assert_string_equal(figure->text, FIGURES[i]);
    assert_false(figure->missing);
    int64_t sum = 0;
    size_t at = 0, count = 0;
    while (at < text.len) {
      size_t from = at;
      str_next_code_point(text, &at);
      assert_int_equal(figure->glyphs[count++].text_len, at - from);
      const char *one = arena_text(((struct fixture *)*state)->arena, text.at + from, at - from);
      sum += shape(*state, FONT_SEMIBOLD, one)->advance;
    }
    assert_int_equal(figure->glyph_count, count);
    assert_int_equal(figure->advance, sum);
  }
}

static void test_pairs_are_kerned(void **state)
{
  const struct shaped *pair = shape(*state, FONT_REGULAR, "AV");
  assert_true(pair->glyphs[0].advance < pair->glyphs[0].natural);
  assert_true(pair->advance < shape(*state, FONT_REGULAR, "A")->advance +
                                  shape(*state, FONT_REGULAR, "V")->advance);
}

static void test_letters_stay_apart(void **state)
{
  static const char *const WORDS[] = {"office", "fire", "afflicted", "fjord", "fft"};
  for (int face = 0; face < FONT_COUNT; face++)
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
      const struct shaped *word = shape(*state, (enum font_face)face, WORDS[i]);
      assert_int_equal(word->glyph_count, strlen(WORDS[i]));
      for (size_t k = 0; k < word->glyph_count; k++)
        assert_int_equal(word->glyphs[k].text_len, 1);
    }
}

static void test_lines_are_the_sum_of_their_words(void **state)
{
  const struct shaped *line = shape(*state, FONT_ITALIC, "AV  To Wycombe ");
  int64_t sum =
      3 * shape(*state, FONT_ITALIC, " ")->advance + shape(*state, FONT_ITALIC, "AV")->advance +
      shape(*state, FONT_ITALIC, "To")->advance + shape(*state, FONT_ITALIC, "Wycombe")->advance +
      shape(*state, FONT_ITALIC, " ")->advance;
  assert_int_equal(line->advance, sum);
  assert_int_equal(line->glyph_count, 15);
  size_t bytes = 0;
  for (size_t i = 0; i < line->glyph_count; i++)
    bytes += line->glyphs[i].text_len;
  assert_int_equal(bytes, line->text_len);
  assert_int_equal(shape(*state, FONT_REGULAR, "")->glyph_count, 0);
}

static void test_what_reports_say_has_glyphs(void **state)
{
  static const char *const TEXTS[] = {
      "£1,234.5 – the Council’s “best value”, −3.2% — up ½ at 20°C",
      "Ŵyn a’r tŷ, Llŷn ŵ ŷ â ê î ô û",
      "Zażółć gęślą jaźń ŁÓDŹ",
      "naïve café Škoda Győr İstanbul",
      "e\xcc\x81 w\xcc\x82 (composed from marks)",
      "≥ ≤ ± × ÷ … • · † § ² ³ € [c] [x] 5\xc2\xa0km",
  };
  for (int face = 0; face < FONT_COUNT; face++)
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
      assert_false(shape(*state, (enum font_face)face, TEXTS[i])->missing);
}

static void test_missing_glyphs_are_told(void **state)
{
  assert_true(shape(*state, FONT_REGULAR, "東京")->missing);
  assert_true(shape(*state, FONT_REGULAR, "seen in 東京 too")->missing);
  assert_true(shape(*state, FONT_BOLD, "\xf0\x9f\x93\x89")->missing);
  assert_true(shape(*state, FONT_REGULAR, "a\tb")->missing);
}

static const struct font_source FALLBACK[FONT_ALL] = {
  [FONT_FALLBACK] = { .path = "../dejavu/DejaVuSans.ttf" },
  [FONT_FALLBACK_BOLD] = { .path = "../dejavu/DejaVuSans-Bold.ttf" },
};

static struct shaper *shaper_with_fallback(struct fixture *fixture)
{
  const struct fonts *fonts;
  assert_int_equal(
    fonts_with(fixture->arena, fixture->fonts, FALLBACK, fixture->diags, &fonts), 0);
  return shaper_new(fixture->arena, fonts);
}

static void test_fallback_has_what_lato_lacks(void **state)
{
  struct fixture *fixture = *state;
  struct shaper *shaper = shaper_with_fallback(fixture);
  assert_true(shape(fixture, FONT_BOLD, "Երևան")->missing);
  const struct shaped *word
    = shape_text(shaper, fixture->arena, FONT_BOLD, STR("x=Երևան Łódź ∀"));
  assert_false(word->missing);
  assert_non_null(word->placements);
  size_t bytes = 0, fallback = 0;
  int64_t advance = 0;
  for (size_t i = 0; i < word->glyph_count; i++) {
    bool latin = word->text[bytes] < 0x7f && word->text[bytes] > 0;
    if (latin)
      assert_int_equal(word->placements[i].face, FONT_BOLD);
    fallback += word->placements[i].face == FONT_FALLBACK_BOLD;
    bytes += word->glyphs[i].text_len;
    advance += word->glyphs[i].advance;
  }
  assert_int_equal(bytes, word->text_len);
  assert_int_equal(advance, word->advance);
  assert_int_equal(fallback, 6);
  /* DejaVu's is 1,401 of 2,048 units wide; told in Lato's 2,000. */
  const struct shaped *all = shape_text(shaper, fixture->arena, FONT_REGULAR, STR("∀"));
  assert_in_range(all->advance, 1360, 1376);
  /* Words that Lato has are as they were. */
  assert_null(shape_text(shaper, fixture->arena, FONT_BOLD, STR("Łódź Ἀθήνα"))->placements);
}

/* No letter comes with these marks: each is a glyph of its own, with its own text. */
static void test_marks_stand_on_their_letters(void **state)
{
  struct fixture *fixture = *state;
  struct shaper *shaper = shaper_with_fallback(fixture);
  const struct shaped *word
    = shape_text(shaper, fixture->arena, FONT_REGULAR, STR("q\xcc\x83x\xcc\xa3"));
  assert_false(word->missing);
  assert_int_equal(word->glyph_count, 4);
  for (size_t i = 0; i < 4; i++)
    assert_int_equal(word->glyphs[i].text_len, 1 + i % 2);
  assert_int_equal(word->glyphs[1].advance, 0);
  /* Lato's marks hang to the left of where they stand; DejaVu's are put in their place. */
  word = shape_text(shaper, fixture->arena, FONT_REGULAR, STR("v\xe2\x83\x97"));
  assert_int_equal(word->glyph_count, 2);
  assert_true(word->placements[1].x != 0 || word->placements[1].y != 0);
  assert_int_equal(word->placements[0].face, FONT_FALLBACK);
  assert_int_equal(word->placements[1].face, FONT_FALLBACK);
}

static void test_missing_characters_are_named(void **state)
{
  struct fixture *fixture = *state;
  struct shaper *shaper = shaper_with_fallback(fixture);
  const struct shaped *word = shape_text(shaper, fixture->arena, FONT_REGULAR, STR("in Ա東京 too"));
  assert_true(word->missing);
  struct str character = shaped_missing(word);
  assert_int_equal(character.len, 3);
  assert_memory_equal(character.at, "東", 3);
  /* Hebrew runs the other way. */
  assert_true(shape_text(shaper, fixture->arena, FONT_REGULAR, STR("שלום"))->missing);
  const struct fonts *fonts = NULL;
  static const struct font_source nowhere[FONT_ALL] = {
    [FONT_ITALIC] = { .path = "/nowhere" }, [FONT_FALLBACK_BOLD] = { .path = "/at-all" }
  };
  assert_int_equal(fonts_with(fixture->arena, fixture->fonts, nowhere, fixture->diags, &fonts), -1);
  assert_null(fonts);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L001"), 2);
}

static void test_words_are_shaped_once(void **state)
{
  struct fixture *fixture = *state;
  const struct shaped *once = shape(fixture, FONT_REGULAR, "Blackpool");
  assert_ptr_equal(once, shape(fixture, FONT_REGULAR, "Blackpool"));
  assert_ptr_not_equal(once, shape(fixture, FONT_BOLD, "Blackpool"));
  /* Enough words to make the cache grow, twice over. */
  for (int round = 0; round < 2; round++)
    for (int i = 0; i < 5000; i++) {
      const char *text = arena_printf(fixture->arena, "w%d", i);
      const struct shaped *word = shape(fixture, FONT_REGULAR, text);
      assert_string_equal(word->text, text);
      assert_int_equal(word->glyph_count, strlen(text));
    }
  assert_ptr_equal(once, shape(fixture, FONT_REGULAR, "Blackpool"));
}

static void test_metrics(void **state)
{
  struct fixture *fixture = *state;
  static const int WEIGHTS[FONT_COUNT] = {400, 400, 600, 700};
  for (int face = 0; face < FONT_COUNT; face++) {
    struct font_metrics metrics = font_metrics(fixture->fonts, (enum font_face)face);
    assert_int_equal(metrics.weight, WEIGHTS[face]);
    assert_true(metrics.ascender > metrics.cap_height);
    assert_true(metrics.cap_height > 0 && metrics.descender < 0);
    assert_true(metrics.box[0] < 0 && metrics.box[1] < 0);
    assert_true(metrics.box[3] > (int)metrics.cap_height);
    assert_true(metrics.italic_angle <= 0);
    assert_int_equal(metrics.italic_angle < 0, face == FONT_ITALIC);
  }
  assert_string_equal(font_metrics(fixture->fonts, FONT_SEMIBOLD).postscript_name, "Lato-Semibold");
  const struct shaped *word = shape(fixture, FONT_REGULAR, "Hyndburn");
  double twice = 2 * shaped_width(fixture->fonts, word, 10);
  assert_true(fabs(shaped_width(fixture->fonts, word, 20) - twice) < 1e-9 && twice > 60);
}

static void test_subsets_hold_what_is_used(void **state)
{
  struct fixture *fixture = *state;
  /* 'ŵ' is composed of a letter and a mark, which come along though nobody asked. */
  const struct shaped *word = shape(fixture, FONT_REGULAR, "Tŵr 28");
  uint8_t used[1024] = {1};
  for (size_t i = 0; i < word->glyph_count; i++)
    used[word->glyphs[i].id / 8] |= (uint8_t)(1 << word->glyphs[i].id % 8);
  struct font_file file;
  assert_int_equal(
      font_subset(fixture->arena, fixture->fonts, FONT_REGULAR, used, sizeof used, &file), 0);
  assert_true(file.len > 500 && file.len < 8000);
  assert_memory_equal(file.bytes, "\0\1\0\0", 4);
  assert_int_equal(file.ids[0], 0);
  for (size_t i = 0; i < word->glyph_count; i++) {
    uint16_t id = file.ids[word->glyphs[i].id];
    assert_true(id > 0 && id < 12);
  }
  struct font_file again;
  assert_int_equal(
      font_subset(fixture->arena, fixture->fonts, FONT_REGULAR, used, sizeof used, &again), 0);
  assert_int_equal(file.len, again.len);
  assert_memory_equal(file.bytes, again.bytes, file.len);
}

static void test_fonts_that_cannot_be_used(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const struct fonts *fonts = NULL;
  assert_int_equal(fonts_load(arena, "/nowhere", diags, &fonts), -1);
  assert_null(fonts);
  assert_int_equal(diags_with_code(diags, "STRATA-L001"), FONT_COUNT);

  char dir[] = "/tmp/strata-font-XXXXXX";
  assert_non_null(mkdtemp(dir));
  const char *path = arena_printf(arena, "%s/Lato-Regular.ttf", dir);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs("not a font", file);
  fclose(file);
  assert_int_equal(fonts_load(arena, dir, diags, &fonts), -1);
  assert_int_equal(diags_with_code(diags, "STRATA-L002"), 1);
  assert_int_equal(diags_with_code(diags, "STRATA-L001"), 2 * FONT_COUNT - 1);
  unlink(path);
  rmdir(dir);
}

/* A copy of Lato with the two bytes at AT of its table TAG set to VALUE, or, where AT is -1, with that table
 * under a name that nobody asks for. */
static const char *changed_font(struct arena *arena, const char *tag, int at, unsigned value)
{
  static unsigned char bytes[4 << 20];
  FILE *file = fopen(arena_printf(arena, "%s/Lato-Regular.ttf", STRATA_FONTDIR), "rb");
  assert_non_null(file);
  size_t len = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  size_t tables = (size_t)bytes[4] << 8 | bytes[5], found = 0;
  for (size_t i = 0; i < tables; i++)
    if (memcmp(&bytes[12 + 16 * i], tag, 4) == 0)
      found = 12 + 16 * i;
  assert_true(found > 0);
  size_t offset = (size_t)bytes[found + 8] << 24 | (size_t)bytes[found + 9] << 16
                  | (size_t)bytes[found + 10] << 8 | bytes[found + 11];
  if (at < 0) {
    bytes[found + 3]--;
  } else {
    bytes[offset + (size_t)at] = (unsigned char)(value >> 8);
    bytes[offset + (size_t)at + 1] = (unsigned char)value;
  }
  char path[] = "/tmp/strata-font-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes, len), (ssize_t)len);
  close(fd);
  return arena_strdup(arena, path);
}

/* What fonts_with says of PATH as the bold face; RET_FONTS is NULL where it refuses. */
static struct diags *take_bold(struct fixture *fixture, const char *path,
                               const struct fonts **ret_fonts)
{
  struct diags *diags = diags_new(fixture->arena);
  struct font_source sources[FONT_ALL] = { 0 };
  sources[FONT_BOLD] = (struct font_source) { path, { .file = "theme.yaml", .line = 5 } };
  *ret_fonts = NULL;
  int status = fonts_with(fixture->arena, fixture->fonts, sources, diags, ret_fonts);
  assert_int_equal(status, *ret_fonts ? 0 : -1);
  for (size_t i = 0; i < diags_count(diags); i++)
    assert_int_equal(diags_at(diags, i)->loc.line, 5);
  return diags;
}

static void test_licences_are_respected(void **state)
{
  struct fixture *fixture = *state;
  static const struct {
    unsigned type;
    bool allowed;
  } TYPES[] = { { 0, true },          { 0x0004, true },  { 0x0008, true },  { 0x000a, true },
                { 0x0002, false },    { 0x0104, false }, { 0x0208, false }, { 0x0100, false } };
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
    const char *path = changed_font(fixture->arena, "OS/2", 8, TYPES[i].type);
    const struct fonts *fonts;
    struct diags *diags = take_bold(fixture, path, &fonts);
    if (TYPES[i].allowed != (fonts != NULL))
      fail_msg("fsType %#06x is %s", TYPES[i].type, fonts ? "taken" : "refused");
    assert_int_equal(diags_with_code(diags, "STRATA-L003"), !TYPES[i].allowed);
    unlink(path);
  }
}

/* What the check of a theme says of fonts with this as bold face. */
static struct diags *check_changed(struct fixture *fixture, const char *tag, int at, unsigned value)
{
  const char *path = changed_font(fixture->arena, tag, at, value);
  const struct fonts *fonts;
  take_bold(fixture, path, &fonts);
  assert_non_null(fonts);
  struct theme theme = { .fonts = fonts };
  struct theme_check check = { .arena = fixture->arena, .theme = &theme,
                               .diags = diags_new(fixture->arena) };
  theme_check_fonts(&check);
  assert_int_equal(check.tests.len, 2 * FONT_COUNT);
  assert_int_equal(check.failed, diags_errors(check.diags));
  unlink(path);
  return check.diags;
}

static void test_fonts_must_have_what_is_printed(void **state)
{
  /* A narrow 1. */
  int one = shape(*state, FONT_REGULAR, "1")->glyphs[0].id;
  struct diags *diags = check_changed(*state, "hmtx", 4 * one, 500);
  assert_int_equal(diags_with_code(diags, "STRATA-L046"), 1);
  assert_int_equal(diags_errors(diags), 1);
  diags = check_changed(*state, "cmap", -1, 0);
  assert_int_equal(diags_with_code(diags, "STRATA-L045"), 1);
  assert_non_null(strstr(diags_at(diags, 0)->message, "the bold font lacks '0' (U+0030)"));
}

/* Any byte may be wrong: it is refused or taken, and text can be shaped with what is taken. */
static void test_damaged_fonts(void **state)
{
  struct fixture *fixture = *state;
  static const char *const TABLES[] = { "head", "hhea", "hmtx", "maxp", "cmap", "glyf", "loca", "GSUB", "GPOS", "name" };
  for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
    for (int at = -1; at < 12; at += at < 0 ? 1 : 2) {
      auto_arena struct arena *arena = arena_new();
      const char *path = changed_font(arena, TABLES[i], at, 0xffff);
      const struct fonts *fonts;
      take_bold(fixture, path, &fonts);
      if (fonts)
        shape_text(shaper_new(arena, fonts), arena, FONT_BOLD, STR("Blackpool 1,234 – 5%"));
      unlink(path);
    }
}

static const char *const SPOKEN[]
  = { "Neighbourhoods", "Avenue", "offences,", "Ynys", "Łódź", "–", "(WAVE)", "1,234" };

static void assert_same_shapes(struct fixture *fixture, struct shaper *shaper)
{
  for (int face = 0; face < FONT_COUNT; face++)
    for (size_t i = 0; i < sizeof SPOKEN / sizeof *SPOKEN; i++) {
      const struct shaped *word
        = shape_text(shaper, fixture->arena, (enum font_face)face, str_of(SPOKEN[i]));
      const struct shaped *again = shape(fixture, (enum font_face)face, SPOKEN[i]);
      assert_string_equal(word->text, again->text);
      assert_int_equal(word->advance, again->advance);
      assert_int_equal(word->glyph_count, again->glyph_count);
      assert_memory_equal(word->glyphs, again->glyphs, word->glyph_count * sizeof *word->glyphs);
    }
}

static struct strbuf told_of_all(struct fixture *fixture)
{
  struct shaper *shaper = shaper_new(fixture->arena, fixture->fonts);
  struct strbuf told = STRBUF(fixture->arena);
  assert_same_shapes(fixture, shaper);
  shaper_tell(shaper, &told);
  return told;
}

static void test_words_are_told(void **state)
{
  struct fixture *fixture = *state;
  struct strbuf told = told_of_all(fixture), again = STRBUF(fixture->arena);
  struct shaper *shaper = shaper_new(fixture->arena, fixture->fonts);
  assert_true(told.len > 0);
  shaper_learn(shaper, strbuf_str(&told));
  shaper_learn(shaper, strbuf_str(&told));
  assert_same_shapes(fixture, shaper);
  shaper_tell(shaper, &again);
  assert_int_equal(again.len, told.len); /* each once, and no other was shaped */
  assert_memory_equal(again.at, told.at, told.len);
}

/* What is not sound is not believed: it is shaped again, or reads as it was written. */
static void test_damaged_words(void **state)
{
  struct fixture *fixture = *state;
  struct strbuf told = told_of_all(fixture);
  for (size_t at = 0; at < told.len; at++) {
    auto_arena struct arena *arena = arena_new();
    struct shaper *shaper = shaper_new(arena, fixture->fonts);
    char *damaged = arena_text(arena, told.at, told.len);
    damaged[at] = (char)~damaged[at];
    shaper_learn(shaper, (struct str) { damaged, told.len });
    shaper_learn(shaper, (struct str) { told.at, at });
    const struct shaped *word = shape_text(shaper, arena, FONT_BOLD, STR("offences,"));
    size_t text_len = 0;
    for (size_t i = 0; i < word->glyph_count; i++)
      text_len += word->glyphs[i].text_len;
    assert_int_equal(text_len, word->text_len);
    assert_string_equal(word->text, "offences,");
  }
}

static void test_words_are_kept(void **state)
{
  struct fixture *fixture = *state;
  char folder[] = "/tmp/strata-words.XXXXXX";
  assert_non_null(mkdtemp(folder));
  struct shaper *first = shaper_new(fixture->arena, fixture->fonts);
  shaper_recall(first, folder); /* nothing is there */
  assert_same_shapes(fixture, first);
  shaper_keep(first, folder);
  struct shaper *second = shaper_new(fixture->arena, fixture->fonts);
  struct strbuf told = STRBUF(fixture->arena);
  shaper_recall(second, folder);
  assert_same_shapes(fixture, second);
  shaper_tell(second, &told);
  assert_int_equal(told.len, 0); /* all were there */
  shape_text(second, fixture->arena, FONT_BOLD, STR("Rossendale"));
  shaper_keep(second, folder);
  struct shaper *third = shaper_new(fixture->arena, fixture->fonts);
  shaper_recall(third, folder);
  assert_same_shapes(fixture, third);
  shape_text(third, fixture->arena, FONT_BOLD, STR("Rossendale"));
  shaper_tell(third, &told);
  assert_int_equal(told.len, 0);
  shaper_keep(third, "/nowhere/at/all");
  shaper_recall(third, NULL);
  assert_int_equal(system(arena_printf(fixture->arena, "rm -r %s", folder)), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_digits_stand_in_columns),
      cmocka_unit_test(test_figures),
    cmocka_unit_test(test_pairs_are_kerned),
      cmocka_unit_test(test_letters_stay_apart),
      cmocka_unit_test(test_lines_are_the_sum_of_their_words),
      cmocka_unit_test(test_what_reports_say_has_glyphs),
      cmocka_unit_test(test_missing_glyphs_are_told),
      cmocka_unit_test(test_fallback_has_what_lato_lacks),
      cmocka_unit_test(test_marks_stand_on_their_letters),
      cmocka_unit_test(test_missing_characters_are_named),
      cmocka_unit_test(test_licences_are_respected),
      cmocka_unit_test(test_damaged_fonts),
      cmocka_unit_test(test_fonts_must_have_what_is_printed),
      cmocka_unit_test(test_words_are_shaped_once),
    cmocka_unit_test(test_words_are_told),
    cmocka_unit_test(test_damaged_words),
    cmocka_unit_test(test_words_are_kept),
      cmocka_unit_test(test_metrics),
      cmocka_unit_test(test_subsets_hold_what_is_used),
      cmocka_unit_test(test_fonts_that_cannot_be_used),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
