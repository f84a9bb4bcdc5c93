/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes at all, as a table that the store kept: what is taken can be worked with.
 */
#include "base/cleanup.h"
#include "compute/supply.h"
#include "ingest/table_pack.h"

#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { AREAS = 3, SMALL_AREAS = 4, ELSEWHERES = 1 };

static void look_at(const struct fact_table *table)
{
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    REQUIRE(fact->category < table->category_count && fact->input < table->input_count);
    REQUIRE(i == 0 || fact[-1].place <= fact->place);
  }
  for (size_t i = 0; i < table->category_count; i++)
    for (size_t k = 0; k < table->category_name_count; k++)
      REQUIRE(table->categories[i].values[k]);
  for (size_t i = 0; i < table->input_count; i++)
    REQUIRE(strstr(table->inputs[i].path, table->inputs[i].name));
  for (size_t i = 0; i < table->change_count; i++)
    REQUIRE(table->changes[i].category < table->category_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  auto_arena struct arena *arena = arena_new();
  const struct source source = { .id = "fuzz", .reader = READER_STREET };
  const struct table_bounds bounds = { AREAS, SMALL_AREAS, ELSEWHERES };
  struct fact_table table = { .source = &source, .measure = "fuzz" };
  struct diags *said = diags_new(arena);
  char *blob = arena_alloc(arena, size + 1, _Alignof(max_align_t)); /* aligned, as in the store */
  if (size)
    memcpy(blob, data, size);
  if (table_unpack(arena, blob, size, &bounds, said, &table)) {
    REQUIRE(diags_count(said) == 0 && !table.facts);
    return 0;
  }
  REQUIRE(diags_errors(said) == 0);
  look_at(&table);
  const struct supply *supply = supply_of(arena, &table);
  REQUIRE(supply->small_count <= SMALL_AREAS);
  return 0;
}
