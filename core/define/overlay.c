/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/overlay.h"

static const struct pair *same_key(const struct yaml_node *mapping, struct str key)
{
  for (size_t i = 0; i < mapping->count; i++)
    if (str_equal(mapping->pairs[i].key, key))
      return &mapping->pairs[i];
  return NULL;
}

const struct yaml_node *yaml_over(struct arena *arena, const struct yaml_node *base,
                                  const struct yaml_node *over)
{
  if (!over || over->kind == YAML_NULL)
    return base;
  if (base->kind != YAML_MAPPING || over->kind != YAML_MAPPING)
    return over;
  struct pair *pairs = ARENA_ARRAY(arena, struct pair, base->count + over->count);
  size_t count = 0;
  for (size_t i = 0; i < base->count; i++) {
    const struct pair *changed = same_key(over, base->pairs[i].key);
    pairs[count] = changed ? *changed : base->pairs[i];
    if (changed)
      pairs[count].value = yaml_over(arena, base->pairs[i].value, changed->value);
    count++;
  }
  for (size_t i = 0; i < over->count; i++)
    if (!same_key(base, over->pairs[i].key))
      pairs[count++] = over->pairs[i];
  struct yaml_node *joined = ARENA_NEW(arena, struct yaml_node);
  *joined = *base;
  joined->pairs = pairs;
  joined->count = count;
  return joined;
}
