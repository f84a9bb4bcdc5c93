/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"
#include "base/vec.h"
#include "document/document.h"

struct parser {
  struct arena *arena;
  VEC(struct run) runs;
  struct strbuf words;  /* of the run that is being gathered */
  const char *language; /* of it; NULL: the document's */
};

static void end_run(struct parser *parser, unsigned style, const char *link)
{
  if (parser->words.len == 0)
    return;
  struct run *run = VEC_ADD(parser->arena, &parser->runs);
  run->text = strbuf_text(&parser->words);
  run->style = style;
  run->link = link;
  run->language = parser->language;
  parser->words = STRBUF(parser->arena);
}

/* The offset of MARKER at or after FROM, not escaped, or text.len.  A single star does not match
 * one of two. */
static size_t find(struct str text, size_t from, const char *marker)
{
  size_t len = strlen(marker);
  bool single_star = strcmp(marker, "*") == 0;
  for (size_t i = from; i + len <= text.len; i++) {
    if (text.at[i] == '\\') {
      i++;
      continue;
    }
    if (single_star && i + 1 < text.len && text.at[i] == '*' && text.at[i + 1] == '*') {
      i++;
      continue;
    }
    if (memcmp(text.at + i, marker, len) == 0)
      return i;
  }
  return text.len;
}

/* What stands between MARKER at FROM and its closing one.  As in CommonMark, white space inside
 * either marker means that it is none: "2 * 3 * 4" is no emphasis. */
static bool enclosed(struct str text, size_t from, const char *marker, struct str *ret_inner)
{
  size_t begin = from + strlen(marker);
  size_t end = find(text, begin, marker);
  if (end == text.len || end == begin || text.at[begin] == ' ' || text.at[end - 1] == ' ')
    return false;
  *ret_inner = (struct str){text.at + begin, end - begin};
  return true;
}

/* [words](target) at FROM. */
static bool linked(struct str text, size_t from, struct str *ret_words, struct str *ret_target)
{
  size_t middle = find(text, from + 1, "](");
  if (middle == text.len)
    return false;
  struct str words = {text.at + from + 1, middle - from - 1};
  if (find(words, 0, "[") < words.len)
    return false;
  size_t end = find(text, middle + 2, ")");
  if (end == text.len || end == middle + 2)
    return false;
  *ret_words = words;
  *ret_target = (struct str){text.at + middle + 2, end - middle - 2};
  return true;
}

/* {:name:}, or {:name|words:} with what a listener hears, at FROM. */
static enum symbol symbol_at(struct arena *arena, struct str text, size_t from,
                             const char **ret_words, size_t *ret_end)
{
  if (from + 1 >= text.len || text.at[from + 1] != ':')
    return SYMBOL_NONE;
  size_t end = find(text, from + 2, ":}");
  if (end == text.len)
    return SYMBOL_NONE;
  struct str inner = {text.at + from + 2, end - from - 2};
  size_t bar = find(inner, 0, "|");
  *ret_words = bar == inner.len ? "" : arena_text(arena, inner.at + bar + 1, inner.len - bar - 1);
  *ret_end = end + 2;
  return symbol_by_name(arena_text(arena, inner.at, bar));
}

/* The end of what begins at FROM and holds nothing that could be markup after its first byte. */
static size_t plain_end(struct str text, size_t from)
{
  size_t end = from + 1;
  while (end < text.len && !strchr("\\*~[{^", text.at[end]))
    end++;
  return end;
}

/* {#anchor|form} at FROM, or NULL.  Text that stands for no form leaves the braces as they are. */
static struct reference *reference_at(struct arena *arena, struct str text, size_t from,
                                      size_t *ret_end)
{
  static const char *const FORMS[] = {
      [REFERENCE_LABEL] = "label", [REFERENCE_PAGE] = "page", [REFERENCE_TITLE] = "title"};
  if (from + 2 >= text.len || text.at[from] != '{' || text.at[from + 1] != '#')
    return NULL;
  size_t end = find(text, from + 2, "}");
  struct str inner = {text.at + from + 2, end - from - 2};
  size_t bar = find(inner, 0, "|");
  struct str form = bar < inner.len ? (struct str){inner.at + bar + 1, inner.len - bar - 1}
                                    : STR("label");
  size_t i = 0;
  while (i < sizeof FORMS / sizeof *FORMS && !str_is(str_trim(form), FORMS[i]))
    i++;
  if (end == text.len || bar == 0 || i == sizeof FORMS / sizeof *FORMS)
    return NULL;
  struct str anchor = str_trim((struct str){inner.at, bar});
  struct reference *reference = ARENA_NEW(arena, struct reference);
  *reference = (struct reference){.anchor = arena_text(arena, anchor.at, anchor.len),
                                  .form = (enum reference_form)i};
  *ret_end = end + 1;
  return reference;
}

/* Where the "]" of "^[" at FROM is, with brackets inside it in pairs; text.len when there is none. */
static size_t footnote_end(struct str text, size_t from)
{
  size_t depth = 0;
  for (size_t i = from + 1; i < text.len; i++) {
    if (text.at[i] == '\\')
      i++;
    else if (text.at[i] == '[')
      depth++;
    else if (text.at[i] == ']' && --depth == 0)
      return i;
  }
  return text.len;
}

/* Two or three letters, and what tells the language more closely: "cy", "pl", "zh-Hant" (BCP 47). */
static bool is_language(struct str tag)
{
  size_t part = 0, from = 0;
  for (size_t i = 0; i <= tag.len; i++) {
    char c = i < tag.len ? tag.at[i] : '-';
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), digit = c >= '0' && c <= '9';
    if (c == '-') {
      size_t len = i - from, most = part ? 8 : 3;
      if (len < 2 || len > most)
        return false;
      part++;
      from = i + 1;
    } else if (!letter && !(digit && part)) {
      return false;
    }
  }
  return true;
}

/* [words]{lang=cy} at FROM: its words and language. */
static bool language_at(struct arena *arena, struct str text, size_t from, struct str *ret_words,
                        const char **ret_language, size_t *ret_end)
{
  static const char MIDDLE[] = "]{lang=";
  if (text.at[from] != '[')
    return false;
  size_t middle = find(text, from + 1, MIDDLE);
  struct str words = {text.at + from + 1, middle - from - 1};
  if (middle == text.len || words.len == 0 || find(words, 0, "[") < words.len ||
      find(words, 0, "]") < words.len)
    return false;
  size_t begin = middle + strlen(MIDDLE), end = find(text, begin, "}");
  struct str tag = {text.at + begin, end - begin};
  if (end == text.len || !is_language(tag))
    return false;
  *ret_words = words;
  *ret_language = arena_text(arena, tag.at, tag.len);
  *ret_end = end + 1;
  return true;
}

static void add_reference(struct parser *parser, unsigned style, struct reference *reference)
{
  struct run *run = VEC_ADD(parser->arena, &parser->runs);
  *run = (struct run){.text = "",
                      .style = style,
                      .link = arena_printf(parser->arena, "#%s", reference->anchor),
                      .reference = reference};
}

static void add_footnote(struct parser *parser, unsigned style, struct text text)
{
  struct run *run = VEC_ADD(parser->arena, &parser->runs);
  struct footnote *footnote = ARENA_NEW(parser->arena, struct footnote);
  footnote->text = text;
  *run = (struct run){.text = "", .style = style, .footnote = footnote};
}

static void parse(struct parser *parser, struct str text, unsigned style, const char *link)
{
  static const struct {
    const char *marker;
    unsigned style;
  } MARKS[] = {{"**", RUN_STRONG}, {"*", RUN_EMPHASIS}, {"~", RUN_SECONDARY}};

  for (size_t i = 0; i < text.len;) {
    struct str inner, target;
    size_t end = 0;
    enum symbol symbol = SYMBOL_NONE;
    const char *spoken = "";
    struct reference *reference = NULL;

    if (text.at[i] == '\\' && i + 1 < text.len) {
      strbuf_add_char(&parser->words, text.at[i + 1]);
      i += 2;
      continue;
    }
    if (text.at[i] == '^' && i + 1 < text.len && text.at[i + 1] == '[' && !link
        && (end = footnote_end(text, i)) < text.len) {
      end_run(parser, style, link);
      add_footnote(parser, style, text_parse(parser->arena, arena_text(parser->arena, text.at + i + 2,
                                                                       end - i - 2)));
      i = end + 1;
      continue;
    }
    if (!link && (reference = reference_at(parser->arena, text, i, &end))) {
      end_run(parser, style, link);
      add_reference(parser, style, reference);
      i = end;
      continue;
    }
    const char *language, *outer = parser->language;
    if (language_at(parser->arena, text, i, &inner, &language, &end)) {
      end_run(parser, style, link);
      parser->language = language;
      parse(parser, inner, style, link);
      end_run(parser, style, link);
      parser->language = outer;
      i = end;
      continue;
    }
    size_t mark = 0;
    while (mark < 3 &&
           !(str_starts((struct str){text.at + i, text.len - i}, MARKS[mark].marker) &&
             !(style & MARKS[mark].style) && enclosed(text, i, MARKS[mark].marker, &inner)))
      mark++;
    if (mark < 3) {
      end_run(parser, style, link);
      parse(parser, inner, style | MARKS[mark].style, link);
      end_run(parser, style | MARKS[mark].style, link);
      i += inner.len + 2 * strlen(MARKS[mark].marker);
    } else if (text.at[i] == '[' && !link && linked(text, i, &inner, &target)) {
      end_run(parser, style, link);
      const char *to = arena_text(parser->arena, target.at, target.len);
      parse(parser, inner, style, to);
      end_run(parser, style, to);
      i = (size_t)(target.at + target.len + 1 - text.at);
    } else if (text.at[i] == '{' &&
               (symbol = symbol_at(parser->arena, text, i, &spoken, &end)) != SYMBOL_NONE) {
      end_run(parser, style, link);
      struct run *run = VEC_ADD(parser->arena, &parser->runs);
      *run = (struct run){.text = spoken, .style = style, .symbol = symbol, .link = link};
      i = end;
    } else {
      size_t plain = plain_end(text, i);
      strbuf_add(&parser->words, (struct str){text.at + i, plain - i});
      i = plain;
    }
  }
}

struct text text_parse(struct arena *arena, const char *markup)
{
  struct parser parser = {.arena = arena, .words = STRBUF(arena)};
  parse(&parser, str_trim(str_of(markup)), RUN_PLAIN, NULL);
  end_run(&parser, RUN_PLAIN, NULL);
  return (struct text){parser.runs.at, parser.runs.len};
}

struct text text_plain(struct arena *arena, const char *words)
{
  if (!words || !*words)
    return (struct text){0};
  struct run *run = ARENA_NEW(arena, struct run);
  run->text = arena_strdup(arena, words);
  return (struct text){run, 1};
}

/* A soft hyphen is a place to break a line, and no part of the word. */
static void add_spoken(struct strbuf *spoken, const char *words)
{
  for (const char *end; *words; words = end) {
    size_t plain = strcspn(words, "\n\xc2");
    strbuf_add(spoken, (struct str){words, plain});
    end = words + plain;
    if (*end == '\n')
      strbuf_add_char(spoken, ' ');
    else if (*end && end[1] != '\xad')
      strbuf_add(spoken, (struct str){end, 1 + (end[1] != '\0')});
    end += *end == '\0' ? 0 : *end == '\n' || !end[1] ? 1 : 2;
  }
}

const char *text_spoken(struct arena *arena, struct text text)
{
  struct strbuf spoken = STRBUF(arena);
  for (size_t i = 0; i < text.count; i++) {
    const struct reference *reference = text.runs[i].reference;
    add_spoken(&spoken, reference && reference->words ? reference->words : text.runs[i].text);
  }
  struct str trimmed = str_trim(strbuf_str(&spoken));
  return arena_text(arena, trimmed.at, trimmed.len);
}

bool text_leads_away(struct text text)
{
  for (size_t i = 0; i < text.count; i++)
    if (text.runs[i].reference || text.runs[i].footnote)
      return true;
  return false;
}

/* ---- what another parser read -------------------------------------------------------------- */

static void copy_words(struct parser *parser, const struct run *run, struct str words)
{
  if (words.len == 0)
    return;
  struct run *copy = VEC_ADD(parser->arena, &parser->runs);
  *copy = *run;
  copy->text = arena_text(parser->arena, words.at, words.len);
}

/* RUN with its references, and what is of another language, apart. */
static void copy_run(struct parser *parser, const struct run *run)
{
  struct str text = str_of(run->text);
  size_t from = 0;
  if (run->link || run->symbol || run->reference || run->footnote) {
    *VEC_ADD(parser->arena, &parser->runs) = *run;
    return;
  }
  for (size_t i = 0, end; i < text.len; i++) {
    struct str words;
    struct run foreign = *run;
    struct reference *reference = reference_at(parser->arena, text, i, &end);
    if (!reference && !language_at(parser->arena, text, i, &words, &foreign.language, &end))
      continue;
    copy_words(parser, run, (struct str){text.at + from, i - from});
    if (reference)
      add_reference(parser, run->style, reference);
    else
      copy_words(parser, &foreign, words);
    from = end;
    i = end - 1;
  }
  copy_words(parser, run, (struct str){text.at + from, text.len - from});
}

/* Where the footnote ends that begins at offset AT of run FIRST: the run of its "]", with its offset;
 * text.count when it does not end. */
static size_t find_close(struct text text, size_t first, size_t at, size_t *ret_offset)
{
  size_t depth = 0;
  for (size_t i = first; i < text.count; i++) {
    const char *words = text.runs[i].text;
    for (size_t k = i == first ? at + 1 : 0; words[k]; k++) {
      if (words[k] == '[')
        depth++;
      if (words[k] != ']' || --depth > 0)
        continue;
      *ret_offset = k;
      return i;
    }
  }
  return text.count;
}

/* The runs between offset AT of run FIRST and offset END of run LAST. */
static struct text cut_out(struct arena *arena, struct text text, size_t first, size_t at,
                           size_t last, size_t end)
{
  struct parser parser = {.arena = arena};
  for (size_t i = first; i <= last; i++) {
    struct run run = text.runs[i];
    size_t begin = i == first ? at : 0, stop = i == last ? end : strlen(run.text);
    run.text = arena_text(arena, run.text + begin, stop - begin);
    if (*run.text || run.symbol)
      copy_run(&parser, &run);
  }
  return (struct text){parser.runs.at, parser.runs.len};
}

struct text text_read_marks(struct arena *arena, struct text text)
{
  struct parser parser = {.arena = arena};
  size_t from = 0; /* offset in run i */
  for (size_t i = 0; i < text.count;) {
    struct run run = text.runs[i];
    run.text += from;
    const char *mark = run.link || run.symbol ? NULL : strstr(run.text, "^[");
    size_t offset = 0, at = mark ? (size_t)(mark - text.runs[i].text) : 0;
    size_t last = mark ? find_close(text, i, at, &offset) : text.count;
    if (last == text.count) {
      if (*run.text || run.symbol)
        copy_run(&parser, &run);
      i++;
      from = 0;
      continue;
    }
    run.text = arena_text(arena, run.text, (size_t)(mark - run.text));
    if (*run.text)
      copy_run(&parser, &run);
    add_footnote(&parser, run.style, cut_out(arena, text, i, at + 2, last, offset));
    i = last;
    from = offset + 1;
  }
  return (struct text){parser.runs.at, parser.runs.len};
}

const char *text_too_long(const char *words)
{
  size_t all = 0;
  while (words[all]) {
    size_t word = strcspn(words + all, " \n");
    all += word;
    if (all > TEXT_MOST_BYTES)
      return "it has more than 100,000 bytes";
    if (word > TEXT_MOST_OF_WORD)
      return "a word of it has more than 2,000 bytes";
    all += strspn(words + all, " \n");
  }
  return NULL;
}
