/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shapes of districts, wards and small areas, made or found in the store.  Knows nothing of how they
 * are drawn.
 */
#ifndef STRATA_INGEST_SHAPES_H
#define STRATA_INGEST_SHAPES_H

#include "ingest/reading.h"

/* NULL in RET_SHAPES when the workspace gives neither boundaries nor centres.  -1 after reporting. */
int read_shapes(struct reading *reading, const struct facts *facts,
                const struct shapes **ret_shapes);

/* How many shapes there are of each kind. */
struct shape_counts {
  size_t districts, small, wards;
};

/* To what the store keeps, and back, to a tenth of a metre.  -1 when BLOB is not of shapes_pack or of
 * other areas. */
void shapes_pack(const struct shapes *shapes, struct shape_counts counts, struct strbuf *out);
int shapes_unpack(struct arena *arena, const void *blob, size_t len, struct shape_counts counts,
                  struct shapes *ret_shapes);

#endif
