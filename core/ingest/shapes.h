/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shapes of districts and small areas, made or found in the store.  Knows nothing of how they
 * are drawn.
 */
#ifndef STRATA_INGEST_SHAPES_H
#define STRATA_INGEST_SHAPES_H

#include "ingest/reading.h"

/* NULL in RET_SHAPES when the workspace gives neither boundaries nor centres.  -1 after reporting. */
int read_shapes(struct reading *reading, const struct small_area *small_areas, size_t small_count,
                const struct shapes **ret_shapes);

/* To what the store keeps, and back, to a tenth of a metre.  -1 when BLOB is not of shapes_pack or of
 * other areas. */
void shapes_pack(const struct shapes *shapes, size_t district_count, size_t small_count,
                 struct strbuf *out);
int shapes_unpack(struct arena *arena, const void *blob, size_t len, size_t district_count,
                  size_t small_count, struct shapes *ret_shapes);

#endif
