/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/yaml.h"

const struct pair *node_pair(const struct yaml_node *mapping, const char *key)
{
  for (size_t i = 0; mapping && mapping->kind == YAML_MAPPING && i < mapping->count; i++)
    if (str_is(mapping->pairs[i].key, key))
      return &mapping->pairs[i];
  return NULL;
}

const struct yaml_node *node_value(const struct yaml_node *mapping, const char *key)
{
  const struct pair *pair = node_pair(mapping, key);
  return pair ? pair->value : NULL;
}

struct loc node_place(const struct yaml_node *mapping, const char *key)
{
  const struct yaml_node *value = node_value(mapping, key);
  return value ? value->loc : mapping ? mapping->loc : LOC_NONE;
}

struct loc node_item_place(const struct yaml_node *mapping, const char *key, size_t index)
{
  const struct yaml_node *value = node_value(mapping, key);
  if (value && value->kind == YAML_LIST && index < value->count)
    return value->items[index]->loc;
  return node_place(mapping, key);
}
