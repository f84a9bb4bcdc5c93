/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finished tables in the store: what a source's files came to, until any of them changes.
 */
#ifndef STRATA_INGEST_TABLE_PACK_H
#define STRATA_INGEST_TABLE_PACK_H

#include "ingest/reading.h"

/* What the places and categories of a table's facts may be. */
struct table_bounds {
  size_t areas, small_areas, elsewhere;
};

enum { TABLE_PARTS = 5 };

/* To what the store keeps, one part after another, and back.  SAID is what there was to say of the
 * reading: no errors.  Parts are in TABLE and in ARENA. */
void table_pack(struct arena *arena, const struct fact_table *table, const struct diags *said,
                struct str ret_parts[TABLE_PARTS]);

/* Facts, denominators and months stay in BLOB, which must be aligned as the store aligns it and live
 * as long as the table.  What there was to say is added to SAID.  -1 when BLOB is not of table_pack,
 * or goes beyond BOUNDS; RET_TABLE's source and measure are left alone. */
int table_unpack(struct arena *arena, const void *blob, size_t len,
                 const struct table_bounds *bounds, struct diags *said,
                 struct fact_table *ret_table);

/* What READ makes of SOURCE, from the store when nothing that it depends on has changed; and what it
 * had to say, again. */
int read_kept_table(struct reading *reading, const struct source *source, struct fact_table *table,
                    int (*read)(struct reading *, const struct source *, struct fact_table *));

#endif
