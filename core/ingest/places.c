/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/places.h"

#include "ingest/places_lookup.h"

#include "base/cleanup.h"
#include "ingest/pack.h"

/* Changes with how lookups are read, and with how places are packed. */
static const char kind[] = "places/2";

/* ---- finding ------------------------------------------------------------------------------- */

static int by_area_code(const void *a, const void *b)
{
  return str_compare(((const struct area_code *)a)->code, ((const struct area_code *)b)->code);
}

int by_entry_code(const void *a, const void *b)
{
  return memcmp(((const struct place_entry *)a)->code, ((const struct place_entry *)b)->code,
                CODE_ROOM);
}

bool put_code(struct str text, char ret_code[CODE_ROOM])
{
  if (text.len == 0 || text.len >= CODE_ROOM)
    return false;
  memset(ret_code, 0, CODE_ROOM);
  memcpy(ret_code, text.at, text.len);
  return true;
}

/* Small areas first: nearly every row of every file asks for one. */
uint32_t place_of(const struct places *places, struct str code)
{
  struct place_entry key;
  const struct place_entry *entry = NULL;
  bool fits = put_code(code, key.code);
  if (fits)
    entry = bsearch(&key, places->entries, places->entry_count, sizeof key, by_entry_code);
  if (entry)
    return entry->place;
  struct area_code wanted = { .code = code };
  const struct area_code *area = bsearch(&wanted, places->areas, places->catalog->area_count,
                                         sizeof wanted, by_area_code);
  if (area)
    return area->index;
  if (fits)
    entry = bsearch(&key, places->districts, places->district_count, sizeof key, by_entry_code);
  return entry ? entry->place : PLACE_UNKNOWN;
}

uint32_t place_of_next(const struct places *places, struct str code, size_t *near)
{
  struct place_entry key;
  size_t low = *near, step = 1;
  if (!put_code(code, key.code) || low >= places->entry_count
      || by_entry_code(&places->entries[low], &key) > 0)
    return place_of(places, code);
  /* In steps twice as long each time past it, then back between the last two. */
  while (low + step < places->entry_count
         && by_entry_code(&places->entries[low + step], &key) <= 0) {
    low += step;
    step *= 2;
  }
  size_t left = places->entry_count - low < step ? places->entry_count - low : step;
  const struct place_entry *entry
    = bsearch(&key, &places->entries[low], left, sizeof key, by_entry_code);
  if (!entry)
    return place_of(places, code);
  *near = (size_t)(entry - places->entries);
  return entry->place;
}

uint32_t catalog_place(const struct places *places, const char *code)
{
  struct area_code wanted = { .code = str_of(code) };
  const struct area_code *area = bsearch(&wanted, places->areas, places->catalog->area_count,
                                         sizeof wanted, by_area_code);
  return area && places->catalog->areas[area->index].kind == AREA_DISTRICT ? area->index
                                                                           : PLACE_OUTSIDE;
}

uint32_t place_for_comparison(const struct places *places, struct str code, uint32_t place)
{
  const struct catalog *catalog = places->catalog;
  for (size_t i = 0; (place == PLACE_OUTSIDE || place == PLACE_UNKNOWN)
                     && i < catalog->elsewhere_count;
       i++)
    if (str_is(code, catalog->elsewhere[i].code))
      return PLACE_ELSEWHERE + (uint32_t)i;
  return place;
}

bool is_district_code(struct str code)
{
  static const char *const prefixes[] = { "E06", "E07", "E08", "E09", "W06", "S12", "N09" };
  if (code.len != 9)
    return false;
  for (size_t i = 3; i < code.len; i++)
    if (code.at[i] < '0' || code.at[i] > '9')
      return false;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (str_starts(code, prefixes[i]))
      return true;
  return false;
}

bool places_known(const struct places *places)
{
  return places->entry_count > 0;
}

const struct small_area *places_small_areas(const struct places *places, size_t *ret_count)
{
  *ret_count = places->small_area_count;
  return places->small_areas;
}

void places_hash(const struct places *places, uint8_t ret_hash[16])
{
  memcpy(ret_hash, places->hash, sizeof places->hash);
}

/* ---- kept in the store --------------------------------------------------------------------- */

enum { PLACES_PARTS = 4 };

struct head {
  uint64_t small_areas, entries, districts;
};

/* The entries as they are in memory, so that they are used where they lie; then the small areas. */
static void places_pack(struct arena *arena, const struct places *places,
                        struct str ret_parts[PLACES_PARTS])
{
  struct head *head = ARENA_NEW(arena, struct head);
  *head = (struct head) { places->small_area_count, places->entry_count, places->district_count };
  struct strbuf rest = STRBUF(arena);
  for (size_t i = 0; i < places->small_area_count; i++) {
    const struct small_area *area = &places->small_areas[i];
    pack_text(&rest, area->code);
    pack_number(&rest, (uint64_t)area->district);
    pack_number(&rest, area->vintage);
    pack_number(&rest, area->name != NULL);
    pack_text(&rest, area->name ? area->name : "");
  }
  const struct str parts[PLACES_PARTS] = {
    { (const char *)head, sizeof *head },
    { (const char *)places->entries, places->entry_count * sizeof *places->entries },
    { (const char *)places->districts, places->district_count * sizeof *places->districts },
    strbuf_str(&rest),
  };
  memcpy(ret_parts, parts, sizeof parts);
}

static const struct place_entry *unpack_entries(struct packed *in, uint64_t count,
                                                uint64_t small_areas)
{
  in->broken |= count > (uint64_t)(in->end - in->at) / sizeof(struct place_entry);
  if (in->broken)
    return NULL;
  const struct place_entry *entries
    = (const void *)unpack_bytes(in, count * sizeof(struct place_entry)).at;
  for (size_t i = 0; i < count; i++)
    in->broken |= entries[i].place != PLACE_OUTSIDE
      && (entries[i].place < PLACE_SMALL || entries[i].place - PLACE_SMALL >= small_areas);
  return entries;
}

static int places_unpack(struct arena *arena, const void *blob, size_t len, struct places *places)
{
  struct packed in = { .at = blob, .end = (const unsigned char *)blob + len };
  struct head head;
  struct str bytes = unpack_bytes(&in, sizeof head);
  if (in.broken)
    return -1;
  memcpy(&head, bytes.at, sizeof head);
  const struct place_entry *entries = unpack_entries(&in, head.entries, head.small_areas);
  const struct place_entry *districts = unpack_entries(&in, head.districts, 0);
  in.broken |= head.small_areas > (uint64_t)(in.end - in.at);
  if (in.broken)
    return -1;
  struct small_area *small = ARENA_ARRAY(arena, struct small_area, head.small_areas);
  for (size_t i = 0; i < head.small_areas && !in.broken; i++) {
    struct str code = unpack_bytes(&in, unpack_number(&in));
    in.broken |= code.len == 0 || code.len >= sizeof small[i].code;
    if (in.broken)
      break;
    memcpy(small[i].code, code.at, code.len);
    uint64_t district = unpack_number(&in);
    in.broken |= district >= places->catalog->district_count;
    small[i].district = (int)district;
    small[i].vintage = (uint16_t)unpack_number(&in);
    bool named = unpack_number(&in) != 0;
    const char *name = unpack_text(&in, arena);
    small[i].name = named ? name : NULL;
  }
  if (in.broken || in.at != in.end)
    return -1;
  places->small_areas = small;
  places->small_area_count = head.small_areas;
  places->entries = entries;
  places->entry_count = head.entries;
  places->districts = districts;
  places->district_count = head.districts;
  return 0;
}

/* ---- reading ------------------------------------------------------------------------------- */

static const struct area_code *sorted_areas(const struct reading *reading)
{
  size_t count = reading->catalog->area_count;
  struct area_code *codes = ARENA_ARRAY(reading->arena, struct area_code, count);
  for (size_t i = 0; i < count; i++)
    codes[i] = (struct area_code) { str_of(reading->catalog->areas[i].code), (uint32_t)i };
  if (count)
    qsort(codes, count, sizeof *codes, by_area_code);
  return codes;
}

/* The files of all lookups, one after another.  -1 after reporting. */
static int find_lookups(struct reading *reading, struct found_files *ret_found)
{
  int result = 0;
  for (size_t i = 0; i < reading->catalog->source_count; i++) {
    const struct source *source = &reading->catalog->sources[i];
    struct found_files found;
    if (reader_of(reading, source) != READER_AREA_LOOKUP)
      continue;
    if (find_source_files(reading, source, is_csv_name, "a .csv or .csv.gz", &found)) {
      result = -1;
      continue;
    }
    for (size_t j = 0; j < found.files.len; j++)
      *VEC_ADD(reading->arena, &ret_found->files) = found.files.at[j];
  }
  return result;
}

/* Of one workspace there is one blob. */
static const char *label_of(struct arena *arena, const struct reading *reading)
{
  return arena_printf(arena, "%s/assessment.yaml", reading->catalog->root);
}

static void keep(struct reading *reading, const struct places *places)
{
  auto_arena struct arena *scratch = arena_new();
  struct str parts[PLACES_PARTS];
  places_pack(scratch, places, parts);
  store_keep_mapped(reading->store, label_of(scratch, reading), kind, places->hash, parts,
                    PLACES_PARTS);
}

int read_places(struct reading *reading, const struct places **ret_places)
{
  auto_arena struct arena *scratch = arena_new();
  struct places *places = ARENA_NEW(reading->arena, struct places);
  struct found_files found = { 0 };
  const void *blob;
  size_t len, before = reading_said(reading);
  places->catalog = reading->catalog;
  places->areas = sorted_areas(reading);
  int result = find_lookups(reading, &found);
  struct fingerprint *fingerprint = fingerprint_begin();
  fingerprint_areas(fingerprint, reading->catalog);
  fingerprint_files(fingerprint, &found);
  fingerprint_end(fingerprint, places->hash);
  if (!reading->store
      || store_map(reading->store, reading->arena, label_of(scratch, reading), kind,
                   places->hash, &blob, &len)
      || places_unpack(reading->arena, blob, len, places)) {
    if (read_lookups(reading, &found, places))
      result = -1;
    if (reading->store && reading_said(reading) == before)
      keep(reading, places);
  }
  if (result == 0)
    *ret_places = places;
  return result;
}
