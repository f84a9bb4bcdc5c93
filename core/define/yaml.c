/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/yaml.h"

#include "base/vec.h"
#include "define/file.h"
#include "define/text.h"
#include "define/yaml_error.h"

#include <stdlib.h>

/* A node with what it comes to when its aliases are written out. */
struct measured {
  struct yaml_node node;
  size_t nodes, height;
};

struct anchor {
  const char *name;
  const struct measured *target; /* NULL while its node is being read: an alias now is a cycle */
};

struct composer {
  struct arena *arena;
  struct diags *diags;
  const char *file;
  struct str text;
  yaml_parser_t parser;
  VEC(struct anchor) anchors;
  size_t nodes; /* so far, aliases written out */
};

/* ---- errors --------------------------------------------------------------------------------- */

static int not_used(struct composer *composer, struct loc loc, const char *what, const char *hint)
{
  diag_error(composer->diags, "STRATA-D009", loc, "%s", what);
  diag_hint(composer->diags, "%s", hint);
  return -1;
}

static int count_nodes(struct composer *composer, struct loc loc, size_t nodes, size_t depth)
{
  composer->nodes += nodes;
  if (composer->nodes > YAML_MOST_NODES) {
    diag_error(composer->diags, "STRATA-D008", loc,
               "this file comes to more than %d values when its aliases are written out",
               YAML_MOST_NODES);
    diag_hint(composer->diags, "definitions are small: is this a file of data?");
    return -1;
  }
  if (depth > YAML_MOST_DEPTH) {
    diag_error(composer->diags, "STRATA-D008", loc, "lists and keys are nested more than %d deep",
               YAML_MOST_DEPTH);
    diag_hint(composer->diags, "no definition needs that: is this a file of data?");
    return -1;
  }
  return 0;
}

/* ---- composing ----------------------------------------------------------------------------- */

static int next(struct composer *composer, yaml_event_t *event)
{
  if (yaml_parser_parse(&composer->parser, event))
    return 0;
  return yaml_syntax_error(composer->file, composer->text, &composer->parser, composer->diags);
}

static int compose(struct composer *composer, const yaml_event_t *event, size_t depth,
                   const struct measured **ret);

/* The node that must come next. */
static int compose_value(struct composer *composer, size_t depth, const struct measured **ret)
{
  __attribute__((cleanup(yaml_event_delete))) yaml_event_t event = { 0 };
  return next(composer, &event) < 0 ? -1 : compose(composer, &event, depth, ret);
}

/* The next node; END is the event that stands for "no more": *RET is NULL then. */
static int compose_next(struct composer *composer, yaml_event_type_t end, size_t depth,
                        const struct measured **ret)
{
  __attribute__((cleanup(yaml_event_delete))) yaml_event_t event = { 0 };
  if (next(composer, &event) < 0)
    return -1;
  if (event.type == end) {
    *ret = NULL;
    return 0;
  }
  return compose(composer, &event, depth, ret);
}

static void include(struct measured *outer, const struct measured *inner)
{
  outer->nodes += inner->nodes;
  if (outer->height < inner->height + 1)
    outer->height = inner->height + 1;
}

static int compose_list(struct composer *composer, size_t depth, struct measured *list)
{
  VEC(const struct yaml_node *) items = { 0 };
  for (;;) {
    const struct measured *item;
    if (compose_next(composer, YAML_SEQUENCE_END_EVENT, depth, &item) < 0)
      return -1;
    if (!item)
      break;
    *VEC_ADD(composer->arena, &items) = &item->node;
    include(list, item);
  }
  list->node.items = items.at;
  list->node.count = items.len;
  return 0;
}

static int by_key(const void *a, const void *b)
{
  const struct pair *left = *(const struct pair *const *)a;
  const struct pair *right = *(const struct pair *const *)b;
  int order = str_compare(left->key, right->key);
  return order ? order : (left > right) - (left < right);
}

/* Reports keys given twice and leaves the first of each. */
static void drop_duplicates(struct composer *composer, struct pair *pairs, size_t *count)
{
  const struct pair **sorted = ARENA_ARRAY(composer->arena, const struct pair *, *count);
  bool *drop = ARENA_ARRAY(composer->arena, bool, *count);
  for (size_t i = 0; i < *count; i++)
    sorted[i] = &pairs[i];
  if (*count)
    qsort(sorted, *count, sizeof *sorted, by_key);
  for (size_t i = 1, first = 0; i < *count; i++) {
    if (!str_equal(sorted[i]->key, sorted[first]->key)) {
      first = i;
      continue;
    }
    drop[sorted[i] - pairs] = true;
    diag_error(composer->diags, "STRATA-D006", sorted[i]->key_loc, "'%.*s' is given twice",
               STR_ARG(sorted[i]->key));
    diag_hint(composer->diags, "the first is at line %u; keep one of them",
              sorted[first]->key_loc.line);
  }
  size_t kept = 0;
  for (size_t i = 0; i < *count; i++)
    if (!drop[i])
      pairs[kept++] = pairs[i];
  *count = kept;
}

static int compose_mapping(struct composer *composer, size_t depth, struct measured *mapping)
{
  VEC(struct pair) pairs = { 0 };
  for (;;) {
    const struct measured *key, *value;
    if (compose_next(composer, YAML_MAPPING_END_EVENT, depth, &key) < 0)
      return -1;
    if (!key)
      break;
    if (key->node.kind != YAML_TEXT)
      return not_used(composer, key->node.loc, "a key must be a text",
                      "write 'key: value'; a value in { } or [ ] cannot be a key");
    if (compose_value(composer, depth, &value) < 0)
      return -1;
    *VEC_ADD(composer->arena, &pairs) = (struct pair) { key->node.text, key->node.loc,
                                                        &value->node };
    include(mapping, value);
    mapping->nodes++; /* the key */
  }
  drop_duplicates(composer, pairs.at, &pairs.len);
  mapping->node.pairs = pairs.at;
  mapping->node.count = pairs.len;
  return 0;
}

static int compose_alias(struct composer *composer, const char *name, struct loc loc, size_t depth,
                         const struct measured **ret)
{
  /* From the end: a name may be given again, and stands for what it was given last. */
  for (size_t i = composer->anchors.len; i-- > 0;) {
    const struct anchor *anchor = &composer->anchors.at[i];
    if (strcmp(anchor->name, name) != 0)
      continue;
    if (!anchor->target) {
      diag_error(composer->diags, "STRATA-D007", loc, "'*%s' stands inside what it stands for",
                 name);
      diag_hint(composer->diags, "write the values out");
      return -1;
    }
    *ret = anchor->target;
    return count_nodes(composer, loc, anchor->target->nodes, depth + anchor->target->height);
  }
  diag_error(composer->diags, "STRATA-D007", loc, "'*%s' stands for nothing", name);
  const char **known = ARENA_ARRAY(composer->arena, const char *, composer->anchors.len + 1);
  for (size_t i = 0; i < composer->anchors.len; i++)
    known[i] = composer->anchors.at[i].name;
  diag_suggest(composer->diags, str_of(name), known, composer->anchors.len);
  diag_hint(composer->diags, "name a value with '&%s' above; quote a text that begins with '*'",
            name);
  return -1;
}

static bool is_null(const struct yaml_node *scalar)
{
  return !scalar->quoted
    && (scalar->text.len == 0 || str_is(scalar->text, "~") || str_is(scalar->text, "null"));
}

static int compose(struct composer *composer, const yaml_event_t *event, size_t depth,
                   const struct measured **ret)
{
  struct loc loc = yaml_place(composer->file, event->start_mark, event->end_mark);
  const char *anchor = NULL, *tag = NULL;
  switch (event->type) {
  case YAML_ALIAS_EVENT:
    return compose_alias(composer, (const char *)event->data.alias.anchor, loc, depth, ret);
  case YAML_SCALAR_EVENT:
    anchor = (const char *)event->data.scalar.anchor;
    tag = (const char *)event->data.scalar.tag;
    break;
  case YAML_SEQUENCE_START_EVENT:
    anchor = (const char *)event->data.sequence_start.anchor;
    tag = (const char *)event->data.sequence_start.tag;
    break;
  case YAML_MAPPING_START_EVENT:
    anchor = (const char *)event->data.mapping_start.anchor;
    tag = (const char *)event->data.mapping_start.tag;
    break;
  default:
    return not_used(composer, loc, "this is where a value should be", "write one");
  }
  if (tag)
    return not_used(composer, loc, "tags ('!') are not used here",
                    "write the value alone; quote a text that begins with '!'");
  struct measured *made = ARENA_NEW(composer->arena, struct measured);
  made->nodes = 1;
  made->height = 0;
  made->node.loc = loc;
  size_t slot = composer->anchors.len;
  if (anchor && slot == YAML_MOST_ANCHORS)
    return not_used(composer, loc, "this file names too many values with '&'", "write them out");
  if (anchor)
    *VEC_ADD(composer->arena, &composer->anchors)
      = (struct anchor) { arena_strdup(composer->arena, anchor), NULL };
  if (count_nodes(composer, loc, 1, depth) < 0)
    return -1;
  if (event->type == YAML_SCALAR_EVENT) {
    struct yaml_node *node = &made->node;
    size_t len = event->data.scalar.length;
    node->text = (struct str) {
      arena_text(composer->arena, (const char *)event->data.scalar.value, len), len
    };
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->kind = is_null(node) ? YAML_NULL : YAML_TEXT;
  } else {
    made->node.loc.end_col = loc.col + 1;
    bool list = event->type == YAML_SEQUENCE_START_EVENT;
    made->node.kind = list ? YAML_LIST : YAML_MAPPING;
    if ((list ? compose_list : compose_mapping)(composer, depth + 1, made) < 0)
      return -1;
  }
  if (anchor)
    composer->anchors.at[slot].target = made;
  *ret = made;
  return 0;
}

/* One document, and nothing after it. */
static int compose_file(struct composer *composer, const struct yaml_node **ret_root)
{
  const struct measured *root = NULL;
  for (;;) {
    __attribute__((cleanup(yaml_event_delete))) yaml_event_t event = { 0 };
    if (next(composer, &event) < 0)
      return -1;
    struct loc loc = yaml_place(composer->file, event.start_mark, event.end_mark);
    switch (event.type) {
    case YAML_STREAM_END_EVENT:
      if (!root)
        return not_used(composer, LOC_FILE(composer->file), "this file holds no definitions",
                        "see docs/INDICATORS.md for what it should hold");
      *ret_root = &root->node;
      return 0;
    case YAML_DOCUMENT_START_EVENT:
      if (root)
        return not_used(composer, loc, "a second document begins here",
                        "a file holds one: remove '---', or move the rest to a file of its own");
      if (compose_value(composer, 1, &root) < 0)
        return -1;
      break;
    default:
      break;
    }
  }
}

int yaml_parse(struct arena *arena, const char *file, struct str text, struct diags *diags,
               const struct yaml_node **ret_root)
{
  if (str_starts(text, "\xEF\xBB\xBF"))
    text = (struct str) { text.at + 3, text.len - 3 };
  diags_source(diags, file, text);
  if (text_check(file, text, diags) < 0)
    return -1;
  struct composer composer = { .arena = arena, .diags = diags, .file = file, .text = text };
  if (!yaml_parser_initialize(&composer.parser)) {
    diag_error(diags, "STRATA-D001", LOC_FILE(file), "this file cannot be read: out of memory");
    return -1;
  }
  yaml_parser_set_encoding(&composer.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&composer.parser, (const unsigned char *)text.at, text.len);
  int result = compose_file(&composer, ret_root);
  yaml_parser_delete(&composer.parser);
  return result;
}

int yaml_read(struct arena *arena, const char *path, struct diags *diags,
              const struct yaml_node **ret_root)
{
  struct str text;
  if (file_read(arena, path, YAML_MOST_BYTES, diags, &text) < 0)
    return -1;
  return yaml_parse(arena, path, text, diags, ret_root);
}
