/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes at all, as text and as a number: what base/str.h and base/num.h promise about them.
 */
#include "base/cleanup.h"
#include "base/num.h"
#include "base/str.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Valid text, taken apart and put together again, is the same text. */
static void round_trip(struct str text)
{
  for (size_t offset = 0; offset < text.len;) {
    size_t before = offset;
    char again[4];
    size_t len = str_put_code_point(again, str_next_code_point(text, &offset));
    REQUIRE(offset - before == len);
    REQUIRE(str_equal((struct str) { again, len }, (struct str) { text.at + before, len }));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct str text = { (const char *)data, size };
  size_t valid = str_utf8_error(text);
  REQUIRE(valid <= size);
  round_trip((struct str) { text.at, valid });
  REQUIRE(str_columns((struct str) { text.at, valid }) <= 2 * valid);

  double value = 0;
  /* The last digit of the largest doubles rounds up to no double at all. */
  if (num_parse(text, &value) && fabs(value) < 1e308) {
    auto_arena struct arena *arena = arena_new();
    double again = 0;
    REQUIRE(num_parse(str_of(num_significant(arena, value)), &again));
    REQUIRE(value == 0 ? again == 0 : fabs(again / value - 1) <= 5e-15);
  }
  return 0;
}
