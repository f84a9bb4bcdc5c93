/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/fingerprint.h"
#include "ingest/table_pack.h"

#include "base/cleanup.h"

/* Changes with what the readers make of a file, and with how tables are packed. */
static const char kind[] = "table/1";

static int find_hash(struct reading *reading, const struct source *source,
                     uint8_t ret_hash[FINGERPRINT_BYTES])
{
  struct found_files found;
  if (find_source_files(reading, source, is_csv_name, "a .csv or .csv.gz", &found))
    return -1;
  enum reader reader = reader_of(reading, source);
  uint8_t places[FINGERPRINT_BYTES];
  places_hash(reading->places, places);
  struct fingerprint *fingerprint = fingerprint_begin();
  fingerprint_bytes(fingerprint, &reader, sizeof reader);
  fingerprint_text(fingerprint, source->id);
  fingerprint_text(fingerprint, source->measure);
  fingerprint_bytes(fingerprint, &source->optional, sizeof source->optional);
  fingerprint_bytes(fingerprint, places, sizeof places);
  fingerprint_files(fingerprint, &found);
  fingerprint_end(fingerprint, ret_hash);
  return 0;
}

/* Of one source of one workspace there is one blob. */
static const char *label_of(struct arena *arena, const struct reading *reading,
                            const struct source *source)
{
  return arena_printf(arena, "%s/assessment.yaml: %s", reading->catalog->root, source->id);
}

int read_kept_table(struct reading *reading, const struct source *source, struct fact_table *table,
                    int (*read)(struct reading *, const struct source *, struct fact_table *))
{
  uint8_t hash[FINGERPRINT_BYTES];
  const void *blob;
  size_t len, small_areas;
  if (reading->watch || !reading->store)
    return read(reading, source, table);
  if (find_hash(reading, source, hash))
    return -1;
  places_small_areas(reading->places, &small_areas);
  if (store_find_by_hash(reading->store, reading->arena, kind, hash, &blob, &len) == 0
      && table_unpack(reading->arena, blob, len, reading->catalog->area_count, small_areas, table)
        == 0)
    return 0;
  size_t before = reading_said(reading);
  int result = read(reading, source, table);
  if (result == 0 && reading_said(reading) == before) {
    auto_arena struct arena *scratch = arena_new();
    struct strbuf packed = STRBUF(scratch);
    table_pack(table, &packed);
    store_keep(reading->store, label_of(scratch, reading, source), kind,
               (struct file_identity) { 0 }, hash, strbuf_text(&packed), packed.len);
  }
  return result;
}
