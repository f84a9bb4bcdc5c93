/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/document.h"

struct document *document_new(struct arena *arena)
{
  struct document *document = ARENA_NEW(arena, struct document);
  document->arena = arena;
  document->language = "en-GB";
  document->root = ARENA_NEW(arena, struct node);
  document->root->kind = NODE_SECTION;
  return document;
}

struct node *node_add(struct document *document, struct node *parent, enum node_kind kind,
                      struct loc loc)
{
  struct node *node = ARENA_NEW(document->arena, struct node);
  node->kind = kind;
  node->loc = loc;
  node->parent = parent ? parent : document->root;
  if (node->parent->last)
    node->parent->last->next = node;
  else
    node->parent->first = node;
  node->parent->last = node;
  return node;
}

void document_drop_empty_section(struct document *document)
{
  struct node *root = document->root, *before = NULL;
  if (!root->last || root->last->first || root->last->text.count)
    return;
  for (struct node *each = root->first; each != root->last; each = each->next)
    before = each;
  if (before)
    before->next = NULL;
  else
    root->first = NULL;
  root->last = before;
}
