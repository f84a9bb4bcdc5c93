/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text as a slice, and a buffer to build text in.
 *
 * A struct str points into memory that somebody else owns (a file's text, an arena) and is not
 * NUL-terminated.  A struct strbuf grows in an arena; its text is always NUL-terminated.
 * All text is UTF-8, checked where it enters the program (str_utf8_error).
 */
#ifndef STRATA_BASE_STR_H
#define STRATA_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct str {
  const char *at;
  size_t len;
};

#define STR(literal) ((struct str) { "" literal, sizeof(literal) - 1 })
/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).at

static inline struct str str_of(const char *text)
{
  return (struct str) { text, text ? strlen(text) : 0 };
}

static inline bool str_equal(struct str a, struct str b)
{
  return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_is(struct str a, const char *text)
{
  return str_equal(a, str_of(text));
}

/* Byte order: <0, 0, >0.  The order of every sorted list in the program. */
int str_compare(struct str a, struct str b);

bool str_starts(struct str text, const char *prefix);
bool str_ends(struct str text, const char *suffix);

/* TEXT without the ASCII white space at both ends. */
struct str str_trim(struct str text);

/* Case-insensitive for ASCII letters only. */
bool str_equal_nocase(struct str a, struct str b);

/* The offset of the first byte that is not valid UTF-8 (RFC 3629), or TEXT.len when all is well. */
size_t str_utf8_error(struct str text);

/* The code point at *OFFSET, which moves past it.  TEXT must be valid UTF-8 and *OFFSET < len. */
uint32_t str_next_code_point(struct str text, size_t *offset);

/* Appends code point CODE as UTF-8 to OUT (room for 4 bytes); returns how many bytes. */
size_t str_put_code_point(char *out, uint32_t code);

/* How many terminal columns TEXT takes: combining marks none, East Asian wide characters two. */
size_t str_columns(struct str text);

struct strbuf {
  struct arena *arena;
  char *at; /* NULL until something is added; then NUL-terminated */
  size_t len, cap;
};

#define STRBUF(arena_) ((struct strbuf) { .arena = (arena_) })

/* Room for MORE bytes and a NUL. */
void strbuf_reserve(struct strbuf *buf, size_t more);

void strbuf_add(struct strbuf *buf, struct str text);
void strbuf_add_text(struct strbuf *buf, const char *text);

static inline void strbuf_add_char(struct strbuf *buf, char c)
{
  if (!buf->at || buf->cap - buf->len < 2)
    strbuf_reserve(buf, 1);
  buf->at[buf->len++] = c;
  buf->at[buf->len] = '\0';
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
  __attribute__((format(printf, 2, 3)));

/* The text so far, never NULL. */
static inline const char *strbuf_text(const struct strbuf *buf)
{
  return buf->at ? buf->at : "";
}

static inline struct str strbuf_str(const struct strbuf *buf)
{
  return (struct str) { strbuf_text(buf), buf->len };
}

#endif
