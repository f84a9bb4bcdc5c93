/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The content of a section, written in YAML: a list of nodes, each a mapping with one key that says what
 * it is.
 *
 *   content:
 *     - lead: "{asb.incidents|count} incidents."
 *     - figure: {kind: bar, indicator: asb.incidents, title: The districts}
 *
 * Private to core/extend.  Every node is what the method of the same name makes in a script
 * (docs/LUA.md), so the two cannot differ.
 */
#ifndef STRATA_EXTEND_CONTENT_H
#define STRATA_EXTEND_CONTENT_H

#include "base/arena.h"
#include "base/diag.h"
#include "define/yaml.h"

/* Decodes for schemas (struct field): the node itself, after reporting what no section can hold
 * (STRATA-X018). */
int content_decode(struct arena *arena, const char *key, const struct yaml_node *value,
                   struct diags *diags, void *at);

/* What a node is. */
enum content_shape {
  CONTENT_VALUE,   /* the method gets the value, and ARGUMENT where there is one */
  CONTENT_NOTHING, /* the method gets nothing: "rule:" */
  CONTENT_COLUMNS, /* a list of {span, content} */
  CONTENT_INSIDE,  /* {name, content}: the method gets the name and gives the node for the content */
};

struct content_kind {
  const char *name;     /* "key figures" */
  const char *method;   /* "key_figures" */
  enum content_shape shape;
  const char *argument; /* of the method, after the value; may be NULL */
};

/* The kind of a node that was decoded, and its value. */
const struct content_kind *content_kind_of(const struct yaml_node *node,
                                           const struct yaml_node **ret_value);

#endif
