/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/csv_scan.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define always_inline inline __attribute__((always_inline))

/* One bit for each byte of a block. */
struct masks {
  uint64_t commas, newlines, quotes, high;
};

/* ---- blocks to masks ----------------------------------------------------------------------- */

static always_inline struct masks masks_portable(const char *block)
{
  struct masks masks = { 0 };
  for (unsigned i = 0; i < CSV_BLOCK; i++) {
    uint64_t bit = (uint64_t)1 << i;
    char c = block[i];
    masks.commas |= c == ',' ? bit : 0;
    masks.newlines |= c == '\n' ? bit : 0;
    masks.quotes |= c == '"' ? bit : 0;
    masks.high |= c & 0x80 ? bit : 0;
  }
  return masks;
}

#if defined(__x86_64__)
static always_inline uint64_t equal_sse2(const __m128i part[4], char c)
{
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(part[i], _mm_set1_epi8(c)));
    mask |= (uint64_t)(uint32_t)bits << (16 * i);
  }
  return mask;
}

static always_inline struct masks masks_sse2(const char *block)
{
  __m128i part[4];
  uint64_t high = 0;
  for (int i = 0; i < 4; i++) {
    part[i] = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i));
    high |= (uint64_t)(uint32_t)_mm_movemask_epi8(part[i]) << (16 * i);
  }
  return (struct masks) { equal_sse2(part, ','), equal_sse2(part, '\n'), equal_sse2(part, '"'),
    high };
}

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 static always_inline uint64_t equal_avx2(__m256i low, __m256i top, char c)
{
  __m256i wanted = _mm256_set1_epi8(c);
  uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(top, wanted));
  return (uint64_t)second << 32 | first;
}

AVX2 static always_inline struct masks masks_avx2(const char *block)
{
  __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)block);
  __m256i top = _mm256_loadu_si256((const __m256i *)(const void *)(block + 32));
  uint64_t high = (uint64_t)(uint32_t)_mm256_movemask_epi8(top) << 32
    | (uint32_t)_mm256_movemask_epi8(low);
  return (struct masks) { equal_avx2(low, top, ','), equal_avx2(low, top, '\n'),
    equal_avx2(low, top, '"'), high };
}
#endif

/* ---- masks to marks ------------------------------------------------------------------------ */

/* Each bit becomes the parity of those up to it: set from an opening quotation mark to the byte
 * before the closing one. */
static always_inline uint64_t parity_up_to(uint64_t bits)
{
  for (int shift = 1; shift < 64; shift *= 2)
    bits ^= bits << shift;
  return bits;
}

/* A quotation mark may open a field, close one, or be one of a doubled pair. */
static bool is_stray(const char *text, size_t len, size_t at, bool opens)
{
  if (opens)
    return at > 0 && text[at - 1] != ',' && text[at - 1] != '\n' && text[at - 1] != '"';
  char next = at + 1 < len ? text[at + 1] : '\n';
  return next != ',' && next != '\n' && next != '\r' && next != '"';
}

/* Looks at the quotation marks of a block one by one: they are few. */
static void mark_quotes(const char *text, size_t len, size_t at, uint64_t quotes, uint64_t inside,
                        struct csv_marks *marks)
{
  for (; quotes; quotes &= quotes - 1) {
    unsigned bit = (unsigned)__builtin_ctzll(quotes);
    bool opens = inside >> bit & 1;
    size_t where = at + bit;
    marks->open_quote = opens ? (uint32_t)where : UINT32_MAX;
    if (marks->stray_quote == UINT32_MAX && is_stray(text, len, where, opens))
      marks->stray_quote = (uint32_t)where;
  }
}

static always_inline void scan(const char *text, size_t len, struct csv_marks *marks,
                               struct masks (*masks_of)(const char *block))
{
  uint32_t *ends = marks->ends, *rows = marks->rows;
  uint64_t all_high = 0, carried = 0; /* all ones inside a quotation */
  *marks = (struct csv_marks) { .ends = ends, .rows = rows, .open_quote = UINT32_MAX,
    .stray_quote = UINT32_MAX };

  for (size_t at = 0; at < len; at += CSV_BLOCK) {
    struct masks masks = masks_of(text + at);
    all_high |= masks.high;
    if (__builtin_expect((masks.quotes | carried) != 0, 0)) {
      uint64_t inside = parity_up_to(masks.quotes) ^ carried;
      mark_quotes(text, len, at, masks.quotes, inside, marks);
      marks->quoted_newline |= (masks.newlines & inside) != 0;
      masks.commas &= ~inside;
      masks.newlines &= ~inside;
      carried = (uint64_t)((int64_t)inside >> 63);
    }

    uint64_t all = masks.commas | masks.newlines;
    size_t before = (size_t)(ends - marks->ends);
    for (uint64_t left = masks.newlines; left; left &= left - 1)
      *rows++ = (uint32_t)(before + (size_t)__builtin_popcountll(all & (left ^ (left - 1))));

    uint32_t *last = ends + __builtin_popcountll(all);
    while (ends < last) { /* four at a time, past the end: most blocks have as many */
      for (int i = 0; i < 4; i++) {
        ends[i] = (uint32_t)(at + (size_t)__builtin_ctzll(all | (uint64_t)1 << 63));
        all &= all - 1;
      }
      ends += 4;
    }
    ends = last;
  }
  marks->end_count = (size_t)(ends - marks->ends);
  marks->row_count = (size_t)(rows - marks->rows);
  marks->not_ascii = all_high != 0;
}

void csv_scan_portable(const char *text, size_t len, struct csv_marks *marks)
{
  scan(text, len, marks, masks_portable);
}

#if defined(__x86_64__)
static void scan_sse2(const char *text, size_t len, struct csv_marks *marks)
{
  scan(text, len, marks, masks_sse2);
}

AVX2 static void scan_avx2(const char *text, size_t len, struct csv_marks *marks)
{
  scan(text, len, marks, masks_avx2);
}
#endif

void csv_scan(const char *text, size_t len, struct csv_marks *marks)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
    scan_avx2(text, len, marks);
  else
    scan_sse2(text, len, marks);
#else
  csv_scan_portable(text, len, marks);
#endif
}
