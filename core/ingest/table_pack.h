/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finished tables in the store: what a source's files came to, until any of them changes.
 */
#ifndef STRATA_INGEST_TABLE_PACK_H
#define STRATA_INGEST_TABLE_PACK_H

#include "ingest/reading.h"

/* To what the store keeps, and back.  Facts, denominators and months stay in BLOB, which must be
 * aligned as the store aligns it and live as long as the table.  -1 when BLOB is not of table_pack,
 * or speaks of other areas; RET_TABLE's source and measure are left alone. */
void table_pack(const struct fact_table *table, struct strbuf *out);
int table_unpack(struct arena *arena, const void *blob, size_t len, size_t areas,
                 size_t small_areas, struct fact_table *ret_table);

/* What READ makes of SOURCE, from the store when nothing that it depends on has changed.  A table
 * whose reading had something to say is not kept: it has to be said again. */
int read_kept_table(struct reading *reading, const struct source *source, struct fact_table *table,
                    int (*read)(struct reading *, const struct source *, struct fact_table *));

#endif
