/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes at all as a file of definitions: it is a tree whose places are in the text, or there is
 * an error, and either way every message can be printed.
 */
#include "base/cleanup.h"
#include "define/definitions.h"

#include <stdint.h>
#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A place is on a line of the text, at one of its characters or just after the last; what is absent
 * at the end of the text may be at the start of the line that would follow. */
static void check_place(struct str text, struct loc loc)
{
  size_t start = 0, end;
  REQUIRE(loc.line > 0 && loc.col > 0 && loc.end_col > loc.col);
  for (uint32_t line = 1; line < loc.line; line++) {
    const char *newline = memchr(text.at + start, '\n', text.len - start);
    if (!newline) {
      REQUIRE(line + 1 == loc.line && loc.col == 1);
      return;
    }
    start = (size_t)(newline - text.at) + 1;
  }
  for (end = start; end < text.len && text.at[end] != '\n'; end++)
    ;
  uint32_t characters = 0;
  for (size_t at = start; at < end; characters++)
    str_next_code_point((struct str) { text.at, end }, &at);
  REQUIRE(loc.col <= characters + 1);
}

static void check_tree(struct str text, const struct yaml_node *node, int depth)
{
  REQUIRE(depth <= YAML_MOST_DEPTH);
  check_place(text, node->loc);
  for (size_t i = 0; node->kind == YAML_LIST && i < node->count; i++)
    check_tree(text, node->items[i], depth + 1);
  for (size_t i = 0; node->kind == YAML_MAPPING && i < node->count; i++) {
    check_place(text, node->pairs[i].key_loc);
    check_tree(text, node->pairs[i].value, depth + 1);
  }
}

static void decode(struct arena *arena, const struct schema *schema, const struct yaml_node *root,
                   struct diags *diags)
{
  size_t before = diags_errors(diags);
  void *decoded = arena_alloc(arena, schema->size, schema->align);
  int result = schema_decode(arena, schema, root, diags, decoded);
  REQUIRE((result == 0) == (diags_errors(diags) == before));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct str text = { (const char *)data, size };
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const struct yaml_node *root = NULL;
  if (yaml_parse(arena, "input", text, diags, &root) < 0) {
    REQUIRE(diags_errors(diags) > 0);
  } else {
    bool marked = str_starts(text, "\xEF\xBB\xBF");
    check_tree(marked ? (struct str) { text.at + 3, text.len - 3 } : text, root, 0);
    decode(arena, &indicator_schema, root, diags);
    decode(arena, &plugin_schema, root, diags);
    decode(arena, &assessment_schema, root, diags);
    decode(arena, &recommendations_schema, root, diags);
  }
  auto_fclose FILE *nowhere = fopen("/dev/null", "w");
  REQUIRE(nowhere);
  diags_print(diags, nowhere, DIAG_TEXT);
  diags_print(diags, nowhere, DIAG_JSON);
  return 0;
}
