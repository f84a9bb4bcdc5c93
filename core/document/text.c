/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/vec.h"
#include "document/markup.h"

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

/* The end of what begins at FROM and holds nothing that could be markup after its first byte. */
static size_t plain_end(struct str text, size_t from)
{
  size_t end = from + 1;
  while (end < text.len && !strchr("\\*~[{^", text.at[end]))
    end++;
  return end;
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

static void parse(struct parser *parser, struct str text, unsigned style, const char *link);

/* What stands between two marks, as runs of their own. */
static void parse_inner(struct parser *parser, struct str inner, unsigned style, const char *link)
{
  parse(parser, inner, style, link);
  end_run(parser, style, link);
}

/* Reads the mark that begins at FROM; its end, or FROM where none begins. */
static size_t read_mark(struct parser *parser, struct str text, size_t from, unsigned style,
                        const char *link)
{
  static const struct {
    const char *marker;
    unsigned style;
  } MARKS[] = {{"**", RUN_STRONG}, {"*", RUN_EMPHASIS}, {"~", RUN_SECONDARY}};
  struct arena *arena = parser->arena;
  const struct str rest = {text.at + from, text.len - from};
  struct str inner, target;
  struct reference *reference;
  const char *language, *spoken;
  enum symbol symbol;
  size_t end;

  if (!link && str_starts(rest, "^[") && (end = markup_footnote_end(text, from)) < text.len) {
    end_run(parser, style, link);
    const char *words = arena_text(arena, text.at + from + 2, end - from - 2);
    add_footnote(parser, style, text_parse(arena, words));
    return end + 1;
  }
  if (!link && (reference = markup_reference(arena, text, from, &end))) {
    end_run(parser, style, link);
    add_reference(parser, style, reference);
    return end;
  }
  if (markup_language(arena, text, from, &inner, &language, &end)) {
    const char *outer = parser->language;
    end_run(parser, style, link);
    parser->language = language;
    parse_inner(parser, inner, style, link);
    parser->language = outer;
    return end;
  }
  for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
    if (!str_starts(rest, MARKS[i].marker) || style & MARKS[i].style
        || !markup_enclosed(text, from, MARKS[i].marker, &inner))
      continue;
    end_run(parser, style, link);
    parse_inner(parser, inner, style | MARKS[i].style, link);
    return from + inner.len + 2 * strlen(MARKS[i].marker);
  }
  if (text.at[from] == '[' && !link && markup_link(text, from, &inner, &target)) {
    end_run(parser, style, link);
    parse_inner(parser, inner, style, arena_text(arena, target.at, target.len));
    return (size_t)(target.at + target.len + 1 - text.at);
  }
  if (text.at[from] == '{'
      && (symbol = markup_symbol(arena, text, from, &spoken, &end)) != SYMBOL_NONE) {
    end_run(parser, style, link);
    struct run *run = VEC_ADD(arena, &parser->runs);
    *run = (struct run){.text = spoken, .style = style, .symbol = symbol, .link = link};
    return end;
  }
  return from;
}

static void parse(struct parser *parser, struct str text, unsigned style, const char *link)
{
  for (size_t i = 0, end; i < text.len; i = end) {
    if (text.at[i] == '\\' && i + 1 < text.len) {
      strbuf_add_char(&parser->words, text.at[i + 1]);
      end = i + 2;
    } else if ((end = read_mark(parser, text, i, style, link)) == i) {
      end = plain_end(text, i);
      strbuf_add(&parser->words, (struct str){text.at + i, end - i});
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
    struct reference *reference = markup_reference(parser->arena, text, i, &end);
    if (!reference && !markup_language(parser->arena, text, i, &words, &foreign.language, &end))
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
