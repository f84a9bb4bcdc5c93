/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * YAML as a tree in which every key and every value knows its place.
 *
 * A file's nodes live in the arena they were made in and are const from then on.  An alias is the
 * very node of its anchor, not a copy, so aliases cost no memory; what they would come to when
 * written out is counted and limited.  Values are text: what a text means (a number, a word from
 * a list) is for define/schema.h to say.  Nothing here knows what any key means.
 *
 * Accepted is the part of YAML 1.2 that people write: one document, UTF-8, plain or quoted
 * scalars, block and flow lists and mappings, anchors and aliases.  Refused, each with its place:
 * keys given twice, tags, keys that are no scalars, cycles, control characters, several documents.
 */
#ifndef STRATA_DEFINE_YAML_H
#define STRATA_DEFINE_YAML_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
  YAML_MOST_BYTES = 4 * 1024 * 1024, /* of a file */
  YAML_MOST_DEPTH = 64,              /* of lists and mappings within each other */
  YAML_MOST_NODES = 200000,          /* with every alias written out */
  YAML_MOST_ANCHORS = 256,
};

enum yaml_kind {
  YAML_NULL,    /* nothing after the colon, or ~ */
  YAML_TEXT,    /* any scalar */
  YAML_LIST,
  YAML_MAPPING,
};

struct yaml_node;

struct pair {
  struct str key;
  struct loc key_loc;
  const struct yaml_node *value;
};

struct yaml_node {
  enum yaml_kind kind;
  struct loc loc;                       /* a scalar: all of it; others: its first character */
  struct str text;                      /* YAML_TEXT */
  bool quoted;                          /* YAML_TEXT: in quotes, or a block */
  const struct yaml_node *const *items; /* YAML_LIST: COUNT of them */
  const struct pair *pairs;             /* YAML_MAPPING: COUNT of them, in the file's order */
  size_t count;
};

/* Parses TEXT.  FILE names it in diagnostics; FILE and TEXT must outlive the diagnostics' list,
 * which gets TEXT to show lines of.  A byte order mark is passed over.  -1 after reporting why there
 * is no tree.  A key given twice is reported as an error too, but there is a tree, with the first of
 * each, so that the rest of the file is checked in the same run. */
int yaml_parse(struct arena *arena, const char *file, struct str text, struct diags *diags,
               const struct yaml_node **ret_root);

/* Reads the file at PATH and parses it. */
int yaml_read(struct arena *arena, const char *path, struct diags *diags,
              const struct yaml_node **ret_root);

/* The pair of KEY in a mapping, or NULL.  In these, MAPPING may be NULL: no mapping, no place. */
const struct pair *node_pair(const struct yaml_node *mapping, const char *key);

/* The value of KEY in a mapping, or NULL. */
const struct yaml_node *node_value(const struct yaml_node *mapping, const char *key);

/* Where the value of KEY is, or where MAPPING is when it has no such key. */
struct loc node_place(const struct yaml_node *mapping, const char *key);

/* Where item INDEX of the list at KEY is; a single value in place of a list is its only item. */
struct loc node_item_place(const struct yaml_node *mapping, const char *key, size_t index);

#endif
