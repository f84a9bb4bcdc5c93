/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/yaml.h"

const struct pair *node_pair(const struct node *mapping, const char *key)
{
  for (size_t i = 0; mapping && mapping->kind == NODE_MAPPING && i < mapping->count; i++)
    if (str_is(mapping->pairs[i].key, key))
      return &mapping->pairs[i];
  return NULL;
}

const struct node *node_value(const struct node *mapping, const char *key)
{
  const struct pair *pair = node_pair(mapping, key);
  return pair ? pair->value : NULL;
}

struct loc node_place(const struct node *mapping, const char *key)
{
  const struct node *value = node_value(mapping, key);
  return value ? value->loc : mapping ? mapping->loc : LOC_NONE;
}

struct loc node_item_place(const struct node *mapping, const char *key, size_t index)
{
  const struct node *value = node_value(mapping, key);
  if (value && value->kind == NODE_LIST && index < value->count)
    return value->items[index]->loc;
  return node_place(mapping, key);
}
