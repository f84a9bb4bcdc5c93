/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include "base/suggest.h"
#include "base/vec.h"

struct entry {
  struct diag diag;
  VEC(const char *) hints;
};

struct source {
  const char *file;
  struct str text;
};

struct diags {
  struct arena *arena;
  VEC(struct entry) entries;
  VEC(struct source) sources;
  size_t errors, warnings;
  bool last_kept; /* whether a hint has something to hang on */
};

struct diags *diags_new(struct arena *arena)
{
  struct diags *diags = ARENA_NEW(arena, struct diags);
  diags->arena = arena;
  return diags;
}

/* A new entry, or NULL when there are enough of its kind. */
static struct entry *keep(struct diags *diags, enum severity severity)
{
  size_t *count = severity == SEVERITY_ERROR ? &diags->errors
    : severity == SEVERITY_WARNING           ? &diags->warnings
                                             : NULL;
  if (count)
    ++*count;
  diags->last_kept = !count || *count <= DIAGS_MOST_ERRORS;
  return diags->last_kept ? VEC_ADD(diags->arena, &diags->entries) : NULL;
}

void diag_add(struct diags *diags, enum severity severity, const char *code, struct loc loc,
              const char *format, ...)
{
  struct entry *entry = keep(diags, severity);
  if (!entry)
    return;
  va_list args;
  va_start(args, format);
  entry->diag = (struct diag) {
    .severity = severity,
    .code = arena_strdup(diags->arena, code),
    .loc = loc,
    .message = arena_vprintf(diags->arena, format, args),
  };
  va_end(args);
}

static void add_hint(struct diags *diags, const char *hint)
{
  struct entry *entry = &diags->entries.at[diags->entries.len - 1];
  *VEC_ADD(diags->arena, &entry->hints) = hint;
  entry->diag.hints = entry->hints.at;
  entry->diag.hint_count = entry->hints.len;
}

void diag_hint(struct diags *diags, const char *format, ...)
{
  if (!diags->last_kept)
    return;
  va_list args;
  va_start(args, format);
  add_hint(diags, arena_vprintf(diags->arena, format, args));
  va_end(args);
}

void diag_suggest(struct diags *diags, struct str wrong, const char *const *words, size_t count)
{
  const char *near = suggest(wrong, words, count);
  if (near)
    diag_hint(diags, "did you mean '%s'?", near);
}

void diags_source(struct diags *diags, const char *file, struct str text)
{
  *VEC_ADD(diags->arena, &diags->sources) = (struct source) { file, text };
}

void diags_append(struct diags *into, const struct diags *from)
{
  size_t kept_errors = 0, kept_warnings = 0;
  for (size_t i = 0; i < from->entries.len; i++) {
    const struct diag *diag = &from->entries.at[i].diag;
    kept_errors += diag->severity == SEVERITY_ERROR;
    kept_warnings += diag->severity == SEVERITY_WARNING;
    struct loc loc = diag->loc;
    loc.file = arena_strdup(into->arena, loc.file);
    diag_add(into, diag->severity, diag->code, loc, "%s", diag->message);
    for (size_t j = 0; j < diag->hint_count; j++)
      diag_hint(into, "%s", diag->hints[j]);
  }
  into->errors += from->errors - kept_errors;
  into->warnings += from->warnings - kept_warnings;
  for (size_t i = 0; i < from->sources.len; i++) {
    const struct source *source = &from->sources.at[i];
    diags_source(into, arena_strdup(into->arena, source->file),
                 (struct str) { arena_text(into->arena, source->text.at, source->text.len),
                                source->text.len });
  }
}

size_t diags_errors(const struct diags *diags)
{
  return diags->errors;
}

size_t diags_warnings(const struct diags *diags)
{
  return diags->warnings;
}

size_t diags_count(const struct diags *diags)
{
  return diags->entries.len;
}

const struct diag *diags_at(const struct diags *diags, size_t index)
{
  return &diags->entries.at[index].diag;
}

size_t diags_with_code(const struct diags *diags, const char *code)
{
  size_t count = 0;
  for (size_t i = 0; i < diags->entries.len; i++)
    count += strcmp(diags->entries.at[i].diag.code, code) == 0;
  return count;
}

/* ---- printing ------------------------------------------------------------------------------ */

static bool comes_before(const struct loc *a, const struct loc *b)
{
  return a->line < b->line || (a->line == b->line && a->col < b->col);
}

/* Errors of one file stay together, in the order of its lines; files in the order they came. */
static size_t *printing_order(const struct diags *diags, struct arena *arena)
{
  size_t count = diags->entries.len;
  size_t *order = ARENA_ARRAY(arena, size_t, count);
  bool *done = ARENA_ARRAY(arena, bool, count);
  size_t filled = 0;
  for (size_t i = 0; i < count; i++) {
    if (done[i])
      continue;
    const char *file = diags->entries.at[i].diag.loc.file;
    size_t first = filled;
    for (size_t j = i; j < count; j++) {
      const struct loc *loc = &diags->entries.at[j].diag.loc;
      bool same = file ? loc->file && strcmp(file, loc->file) == 0 : j == i;
      if (done[j] || !same)
        continue;
      done[j] = true;
      size_t at = filled++;
      for (; at > first && comes_before(loc, &diags->entries.at[order[at - 1]].diag.loc); at--)
        order[at] = order[at - 1];
      order[at] = j;
    }
  }
  return order;
}

static struct str source_line(const struct diags *diags, struct loc loc)
{
  for (size_t i = 0; loc.file && loc.line && i < diags->sources.len; i++) {
    const struct source *source = &diags->sources.at[i];
    if (strcmp(source->file, loc.file) != 0)
      continue;
    size_t start = 0;
    for (uint32_t line = 1; line < loc.line && start < source->text.len; start++)
      line += source->text.at[start] == '\n';
    size_t end = start;
    while (end < source->text.len && source->text.at[end] != '\n' && source->text.at[end] != '\r')
      end++;
    return (struct str) { source->text.at + start, end - start };
  }
  return (struct str) { 0 };
}

/* A hostile file must not drive the terminal, nor show its text in another order: controls, marks
 * of direction and bytes that are no UTF-8 become question marks. */
static bool is_unsafe(uint32_t code)
{
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x200B && code <= 0x200F)
    || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

/* The next character of TEXT as it may be shown; at least one byte of room is left at *OFFSET. */
static struct str next_shown(struct str text, size_t *offset)
{
  size_t start = *offset;
  size_t most = text.len - start < 4 ? text.len - start : 4;
  if (str_utf8_error((struct str) { text.at + start, most }) == 0) {
    ++*offset;
    return STR("?");
  }
  uint32_t code = str_next_code_point(text, offset);
  return code == '\t' ? STR(" ")
    : is_unsafe(code)  ? STR("?")
                       : (struct str) { text.at + start, *offset - start };
}

static void put_safely(struct str text, FILE *out)
{
  for (size_t at = 0; at < text.len;) {
    struct str shown = next_shown(text, &at);
    fwrite(shown.at, 1, shown.len, out);
  }
}

enum {
  WIDEST = 150,     /* characters of a line that are shown */
  BEFORE_CARET = 60 /* of these, before the place, when the line is longer */
};

/* The line, or the part of it around the place, and a caret below the place. */
static void put_caret(struct str line, struct loc loc, FILE *out)
{
  if (!line.len || !loc.col)
    return;
  uint32_t first = loc.col > WIDEST - 30 ? loc.col - BEFORE_CARET : 1, last = first + WIDEST;
  size_t skip = 0, end;
  for (uint32_t col = 1; col < first && skip < line.len; col++)
    next_shown(line, &skip);
  end = skip;
  for (uint32_t col = first; col < last && end < line.len; col++)
    next_shown(line, &end);

  fprintf(out, "%5u | %s", loc.line, skip ? "..." : "");
  put_safely((struct str) { line.at + skip, end - skip }, out);
  fprintf(out, "%s\n      | %s", end < line.len ? "..." : "", skip ? "   " : "");
  size_t at = skip;
  uint32_t stop = loc.end_col > loc.col ? loc.end_col : loc.col + 1;
  for (uint32_t col = first; col < stop && col < last && (at < end || col <= loc.col); col++) {
    size_t wide = at < end ? str_columns(next_shown(line, &at)) : 1;
    for (size_t i = 0; i < wide; i++)
      fputc(col < loc.col ? ' ' : col == loc.col && i == 0 ? '^' : '~', out);
  }
  fputc('\n', out);
}

static const char *const severity_names[] = { "note", "warning", "error" };

static void print_text(const struct diags *diags, const struct diag *diag, FILE *out)
{
  if (diag->loc.file) {
    put_safely(str_of(diag->loc.file), out);
    if (diag->loc.line)
      fprintf(out, ":%u", diag->loc.line);
    if (diag->loc.line && diag->loc.col)
      fprintf(out, ":%u", diag->loc.col);
    fputs(": ", out);
  }
  fprintf(out, "%s: ", severity_names[diag->severity]);
  put_safely(str_of(diag->message), out);
  fprintf(out, " [%s]\n", diag->code);
  put_caret(source_line(diags, diag->loc), diag->loc, out);
  for (size_t i = 0; i < diag->hint_count; i++) {
    fputs("      = ", out);
    put_safely(str_of(diag->hints[i]), out);
    fputc('\n', out);
  }
}

static void put_json(const char *text, FILE *out)
{
  struct str all = str_of(text);
  fputc('"', out);
  for (size_t at = 0; at < all.len;) {
    size_t start = at;
    unsigned char c = (unsigned char)all.at[at];
    struct str shown = next_shown(all, &at);
    if (c == '"' || c == '\\')
      fprintf(out, "\\%c", c);
    else if (c < 0x20)
      fprintf(out, "\\u%04x", c);
    else if (at - start > 1)
      fwrite(all.at + start, 1, at - start, out);
    else
      fwrite(shown.at, 1, 1, out);
  }
  fputc('"', out);
}

static void print_json(const struct diag *diag, FILE *out)
{
  fprintf(out, "{\"severity\":\"%s\",\"code\":\"%s\"", severity_names[diag->severity], diag->code);
  if (diag->loc.file) {
    fputs(",\"file\":", out);
    put_json(diag->loc.file, out);
    if (diag->loc.line)
      fprintf(out, ",\"line\":%u", diag->loc.line);
    if (diag->loc.line && diag->loc.col)
      fprintf(out, ",\"column\":%u,\"end_column\":%u", diag->loc.col, diag->loc.end_col);
  }
  fputs(",\"message\":", out);
  put_json(diag->message, out);
  fputs(",\"hints\":[", out);
  for (size_t i = 0; i < diag->hint_count; i++) {
    if (i)
      fputc(',', out);
    put_json(diag->hints[i], out);
  }
  fputs("]}\n", out);
}

void diags_print(const struct diags *diags, FILE *out, enum diag_format format)
{
  struct arena *scratch = arena_new();
  const size_t *order = printing_order(diags, scratch);
  for (size_t i = 0; i < diags->entries.len; i++) {
    const struct diag *diag = &diags->entries.at[order[i]].diag;
    if (format == DIAG_JSON)
      print_json(diag, out);
    else
      print_text(diags, diag, out);
  }
  if (format == DIAG_TEXT && diags->errors + diags->warnings > 0) {
    fprintf(out, "%zu error%s, %zu warning%s", diags->errors, diags->errors == 1 ? "" : "s",
            diags->warnings, diags->warnings == 1 ? "" : "s");
    if (diags->errors > DIAGS_MOST_ERRORS)
      fprintf(out, "; the first %d errors are shown", DIAGS_MOST_ERRORS);
    fputc('\n', out);
  }
  arena_free(scratch);
}
