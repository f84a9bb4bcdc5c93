/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/places.h"

#include "ingest/places_lookup.h"

#include "base/cleanup.h"
#include "ingest/pack.h"

/* Changes with how lookups are read, and with how places are packed. */
static const char kind[] = "places/3";

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

const struct ward *places_wards(const struct places *places, size_t *ret_count)
{
  *ret_count = places->ward_count;
  return places->wards;
}

int ward_of(const struct places *places, struct str code)
{
  size_t low = 0, high = places->ward_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = str_compare(str_of(places->wards[middle].code), code);
    if (order == 0)
      return (int)middle;
    *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
  }
  return NO_INDEX;
}

void places_hash(const struct places *places, uint8_t ret_hash[16])
{
  memcpy(ret_hash, places->hash, sizeof places->hash);
}

/* ---- kept in the store --------------------------------------------------------------------- */

enum { PLACES_PARTS = 4 };

struct head {
  uint64_t small_areas, entries, districts, wards;
};

/* The entries as they are in memory, so that they are used where they lie; then the small areas. */
static void pack_name(struct strbuf *out, const char *name)
{
  pack_number(out, name != NULL);
  pack_text(out, name ? name : "");
}

static const char *unpack_name(struct packed *in, struct arena *arena)
{
  bool named = unpack_number(in) != 0;
  const char *name = unpack_text(in, arena);
  return named ? name : NULL;
}

static void places_pack(struct arena *arena, const struct places *places,
                        struct str ret_parts[PLACES_PARTS])
{
  struct head *head = ARENA_NEW(arena, struct head);
  *head = (struct head) { places->small_area_count, places->entry_count, places->district_count,
                           places->ward_count };
  struct strbuf rest = STRBUF(arena);
  for (size_t i = 0; i < places->small_area_count; i++) {
    const struct small_area *area = &places->small_areas[i];
    pack_text(&rest, area->code);
    pack_number(&rest, (uint64_t)area->district);
    pack_number(&rest, area->vintage);
    pack_number(&rest, (uint64_t)(area->ward + 1));
    pack_name(&rest, area->name);
  }
  for (size_t i = 0; i < places->ward_count; i++) {
    pack_text(&rest, places->wards[i].code);
    pack_number(&rest, (uint64_t)places->wards[i].district);
    pack_name(&rest, places->wards[i].name);
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

/* A code of a small area or a ward. */
static void unpack_code(struct packed *in, char ret_code[CODE_ROOM])
{
  struct str code = unpack_bytes(in, unpack_number(in));
  in->broken |= code.len == 0 || code.len >= CODE_ROOM;
  if (!in->broken)
    memcpy(ret_code, code.at, code.len);
}

static int unpack_index(struct packed *in, uint64_t count)
{
  uint64_t index = unpack_number(in);
  in->broken |= index >= count;
  return (int)index;
}

static const struct ward *unpack_wards(struct packed *in, struct arena *arena, uint64_t count,
                                       uint64_t districts)
{
  struct ward *wards = ARENA_ARRAY(arena, struct ward, count);
  for (size_t i = 0; i < count && !in->broken; i++) {
    unpack_code(in, wards[i].code);
    wards[i].district = unpack_index(in, districts);
    wards[i].name = unpack_name(in, arena);
  }
  return wards;
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
  in.broken |= head.small_areas > (uint64_t)(in.end - in.at)
    || head.wards > (uint64_t)(in.end - in.at);
  if (in.broken)
    return -1;
  struct small_area *small = ARENA_ARRAY(arena, struct small_area, head.small_areas);
  for (size_t i = 0; i < head.small_areas && !in.broken; i++) {
    unpack_code(&in, small[i].code);
    small[i].district = unpack_index(&in, places->catalog->district_count);
    small[i].vintage = (uint16_t)unpack_number(&in);
    small[i].ward = unpack_index(&in, head.wards + 1) - 1;
    small[i].name = unpack_name(&in, arena);
  }
  const struct ward *wards = unpack_wards(&in, arena, head.wards, places->catalog->district_count);
  if (in.broken || in.at != in.end)
    return -1;
  places->small_areas = small;
  places->small_area_count = head.small_areas;
  places->wards = wards;
  places->ward_count = head.wards;
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
