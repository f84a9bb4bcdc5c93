/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/fingerprint.h"
#include "ingest/table_pack.h"

#include "base/cleanup.h"

/* Changes with what the readers make of a file, and with how tables are packed. */
static const char kind[] = "table/2";

static int find_files(struct reading *reading, const struct source *source,
                      struct found_files *ret_found)
{
  enum reader reader = reader_of(reading, source);
  return reader == READER_STREET || reader == READER_STREET_COUNTS
           ? find_street_files(reading, source, ret_found)
           : find_source_files(reading, source, is_csv_name, "a .csv or .csv.gz", ret_found);
}

/* The later of a month counts, and what is said of it names their dates. */
static void add_releases(struct fingerprint *fingerprint, const struct source *source)
{
  for (size_t i = 0; i < source->release_count; i++)
    fingerprint_text(fingerprint, source->releases[i].date);
  if (source->path_releases)
    fingerprint_bytes(fingerprint, source->path_releases,
                      source->path_count * sizeof *source->path_releases);
}

/* Of everything that a table and what is said of it depend on. */
static void find_hash(struct reading *reading, const struct source *source,
                      const struct found_files *found, uint8_t ret_hash[FINGERPRINT_BYTES])
{
  enum reader reader = reader_of(reading, source);
  uint8_t places[FINGERPRINT_BYTES];
  places_hash(reading->places, places);
  struct fingerprint *fingerprint = fingerprint_begin();
  fingerprint_bytes(fingerprint, &reader, sizeof reader);
  fingerprint_text(fingerprint, source->id);
  fingerprint_text(fingerprint, source->measure);
  fingerprint_text(fingerprint, source->force);
  fingerprint_bytes(fingerprint, &source->optional, sizeof source->optional);
  fingerprint_text(fingerprint, source->loc.file);
  fingerprint_bytes(fingerprint, &source->loc.line, sizeof source->loc.line);
  fingerprint_bytes(fingerprint, &source->loc.col, sizeof source->loc.col);
  fingerprint_bytes(fingerprint, &source->loc.end_col, sizeof source->loc.end_col);
  add_releases(fingerprint, source);
  fingerprint_bytes(fingerprint, places, sizeof places);
  for (size_t i = 0; i < reading->catalog->area_count; i++)
    fingerprint_text(fingerprint, reading->catalog->areas[i].name);
  fingerprint_bytes(fingerprint, &found->passed_over, sizeof found->passed_over);
  for (size_t i = 0; i < found->files.len; i++)
    fingerprint_bytes(fingerprint, &found->files.at[i].source_path,
                      sizeof found->files.at[i].source_path);
  fingerprint_files(fingerprint, found);
  fingerprint_end(fingerprint, ret_hash);
}

/* Of one source of one workspace there is one blob. */
static const char *label_of(struct arena *arena, const struct reading *reading,
                            const struct source *source)
{
  return arena_printf(arena, "%s/assessment.yaml: %s", reading->catalog->root, source->id);
}

/* Unless the files were changed under the reader's hands, or there was more to say than is kept. */
static void keep(struct reading *reading, const struct source *source,
                 const struct found_files *found, const uint8_t hash[FINGERPRINT_BYTES],
                 const struct fact_table *table, const struct diags *said)
{
  auto_arena struct arena *scratch = arena_new();
  uint8_t now[FINGERPRINT_BYTES];
  struct str parts[TABLE_PARTS];
  find_hash(reading, source, found, now);
  if (memcmp(now, hash, sizeof now) != 0 || diags_errors(said)
      || diags_warnings(said) > DIAGS_MOST_ERRORS)
    return;
  table_pack(scratch, table, said, parts);
  store_keep_mapped(reading->store, label_of(scratch, reading, source), kind, hash, parts,
                    TABLE_PARTS);
}

int read_kept_table(struct reading *reading, const struct source *source, struct fact_table *table,
                    int (*read)(struct reading *, const struct source *, struct fact_table *))
{
  struct table_bounds bounds = { .areas = reading->catalog->area_count,
    .elsewhere = reading->catalog->elsewhere_count };
  uint8_t hash[FINGERPRINT_BYTES];
  struct found_files found;
  const void *blob;
  size_t len;
  if (reading->watch || !reading->store)
    return read(reading, source, table);
  if (find_files(reading, source, &found))
    return -1;
  find_hash(reading, source, &found, hash);
  places_small_areas(reading->places, &bounds.small_areas);
  const char *label = label_of(reading->arena, reading, source);
  if (store_map(reading->store, reading->arena, label, kind, hash, &blob, &len) == 0
      && table_unpack(reading->arena, blob, len, &bounds, reading->diags, table) == 0)
    return 0;
  struct diags *diags = reading->diags;
  reading->diags = diags_new(reading->arena);
  int result = read(reading, source, table);
  if (result == 0)
    keep(reading, source, &found, hash, table, reading->diags);
  diags_append(diags, reading->diags);
  reading->diags = diags;
  return result;
}
