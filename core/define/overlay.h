/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One YAML tree laid over another: a file that says only what differs.
 */
#ifndef STRATA_DEFINE_OVERLAY_H
#define STRATA_DEFINE_OVERLAY_H

#include "define/yaml.h"

/* BASE with what OVER says in its place: mappings are joined key by key, anything else of OVER
 * replaces what BASE has.  Every value keeps its own place, so errors point at the file it is in.
 * OVER may be NULL.  The tree lives in ARENA and shares its values with both. */
const struct yaml_node *yaml_over(struct arena *arena, const struct yaml_node *base,
                                  const struct yaml_node *over);

#endif
