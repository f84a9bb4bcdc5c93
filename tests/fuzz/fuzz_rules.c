/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes at all, as a disclosure rule and as a commentary with front matter.  What is accepted is a
 * rule that makes sense: no count that it hides is outside the range that it leaves open.
 */
#include "base/cleanup.h"
#include "define/definitions.h"
#include "define/front_matter.h"
#include "disclose/rules.h"

#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_rule(struct arena *arena, struct str text)
{
  struct diags *diags = diags_new(arena);
  const struct yaml_node *root;
  struct disclosure_definition given = { 0 };
  if (yaml_parse(arena, "fuzz.yaml", text, diags, &root) < 0)
    return;
  int result = schema_decode(arena, &disclosure_schema, root, diags, &given);
  REQUIRE((result < 0) == (diags_errors(diags) > 0));
  if (result < 0)
    return;
  REQUIRE(given.suppress.most == 0
          || (given.suppress.least >= 1 && given.suppress.most >= given.suppress.least));
  const struct disclosure_rule rule
    = { .hide_least = given.suppress.least, .hide_most = given.suppress.most,
        .zeros_hidden = given.zeros == 1 };
  for (int count = 0; count < 1200; count += 1 + count / 20) {
    struct rule_range range;
    if (rule_hides_count(&rule, count, &range))
      REQUIRE(range.low <= count && count <= range.high && range.low < range.high + 1);
  }
}

static void as_commentary(struct str text)
{
  size_t length = front_matter_length(text);
  REQUIRE(length <= text.len);
  struct str yaml = front_matter_yaml(text, length);
  REQUIRE(yaml.at == text.at && yaml.len <= length);
  REQUIRE(!length || text.at[length - 1] == '\n' || length == text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  auto_arena struct arena *arena = arena_new();
  const char *copy = arena_text(arena, (const char *)data, size);
  as_rule(arena, (struct str) { copy, size });
  as_commentary((struct str) { copy, size });
  return 0;
}
