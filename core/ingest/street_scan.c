/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one street CSV: the loop that ten million rows go through. */
#include "ingest/street.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIELD_ID, FIELD_MONTH, FIELD_FORCE, FIELD_LSOA, FIELD_TYPE, FIELDS_USED };

/* A download always has all of them; those not used here are used by explain. */
static const char *const field_names[] = { "Crime ID", "Month", "Falls within", "LSOA code",
  "Crime type", "Reported by", "Longitude", "Latitude", "Location", "LSOA name",
  "Last outcome category", "Context" };
enum { FIELD_NAMES = sizeof field_names / sizeof *field_names };

enum {
  AVERAGE_ROW = 190, /* bytes; only a guess at how many IDs there will be */
  MOST_IDS_EXPECTED = 1 << 20, /* the set grows when there are more */
  BATCH = 64,        /* rows whose IDs are looked up together */
  REJECTS_KEPT = 8,
};

/* ---- the IDs that were seen ---------------------------------------------------------------- */

/* A set of 128-bit hashes, open addressing.  An all-zero slot is free. */
struct id_set {
  XXH128_hash_t *slots;
  size_t allocated, mask, used;
};

static void ids_clear(struct id_set *ids, size_t expected)
{
  size_t size = 1024;
  if (expected > MOST_IDS_EXPECTED)
    expected = MOST_IDS_EXPECTED;
  while (size < expected + expected / 2)
    size *= 2;
  if (size > ids->allocated) {
    free(ids->slots);
    ids->slots = calloc(size, sizeof *ids->slots);
    if (!ids->slots)
      abort();
    ids->allocated = size;
  } else {
    memset(ids->slots, 0, size * sizeof *ids->slots);
  }
  ids->mask = size - 1;
  ids->used = 0;
}

/* False when ID was there. */
static bool ids_insert(struct id_set *ids, XXH128_hash_t id)
{
  size_t at = id.low64 & ids->mask;
  for (;; at = (at + 1) & ids->mask) {
    XXH128_hash_t *slot = &ids->slots[at];
    if (slot->low64 == id.low64 && slot->high64 == id.high64)
      return false;
    if ((slot->low64 | slot->high64) == 0) {
      *slot = id;
      ids->used++;
      return true;
    }
  }
}

static void ids_grow(struct id_set *ids)
{
  struct id_set bigger = { .mask = ids->mask * 2 + 1, .allocated = ids->mask * 2 + 2 };
  bigger.slots = calloc(bigger.allocated, sizeof *bigger.slots);
  if (!bigger.slots)
    abort();
  for (size_t i = 0; i <= ids->mask; i++)
    if (ids->slots[i].low64 | ids->slots[i].high64)
      ids_insert(&bigger, ids->slots[i]);
  free(ids->slots);
  *ids = bigger;
}

/* ---- the codes that were seen -------------------------------------------------------------- */

struct code_table {
  struct street_code *codes; /* in the order they came; the first is the empty one */
  size_t count, room;
  uint32_t *slots; /* index + 1; 0 is free */
  size_t mask;
};

static uint64_t code_hash(const char code[STREET_CODE_ROOM])
{
  uint64_t head;
  uint32_t tail;
  memcpy(&head, code, sizeof head);
  memcpy(&tail, code + sizeof head, sizeof tail);
  return ((head ^ ((uint64_t)tail << 29)) * UINT64_C(0x9E3779B97F4A7C15)) >> 32;
}

static void codes_make_slots(struct code_table *table, size_t size)
{
  free(table->slots);
  table->slots = calloc(size, sizeof *table->slots);
  if (!table->slots)
    abort();
  table->mask = size - 1;
  for (size_t i = 0; i < table->count; i++) {
    size_t at = code_hash(table->codes[i].code) & table->mask;
    while (table->slots[at])
      at = (at + 1) & table->mask;
    table->slots[at] = (uint32_t)i + 1;
  }
}

static uint32_t codes_add(struct code_table *table, const char code[STREET_CODE_ROOM],
                          uint32_t line)
{
  if (table->count == table->room) {
    table->room = table->room ? table->room * 2 : 2048;
    table->codes = realloc(table->codes, table->room * sizeof *table->codes);
    if (!table->codes)
      abort();
  }
  struct street_code *added = &table->codes[table->count++];
  *added = (struct street_code) { .first_line = line };
  memcpy(added->code, code, STREET_CODE_ROOM);
  if (table->count * 2 > table->mask)
    codes_make_slots(table, (table->mask + 1) * 2);
  else {
    size_t at = code_hash(code) & table->mask;
    while (table->slots[at])
      at = (at + 1) & table->mask;
    table->slots[at] = (uint32_t)table->count;
  }
  return (uint32_t)table->count - 1;
}

static void codes_clear(struct code_table *table)
{
  static const char none[STREET_CODE_ROOM];
  table->count = 0;
  codes_make_slots(table, 4096);
  codes_add(table, none, 0);
}

/* The index of TEXT, at most STREET_CODE_ROOM - 1 bytes. */
static inline uint32_t codes_index(struct code_table *table, struct str text, uint32_t line)
{
  char code[STREET_CODE_ROOM] = { 0 };
  if (text.len == 9)
    memcpy(code, text.at, 9);
  else
    memcpy(code, text.at, text.len);
  size_t at = code_hash(code) & table->mask;
  for (; table->slots[at]; at = (at + 1) & table->mask)
    if (memcmp(table->codes[table->slots[at] - 1].code, code, STREET_CODE_ROOM) == 0)
      return table->slots[at] - 1;
  return codes_add(table, code, line);
}

/* ---- worker -------------------------------------------------------------------------------- */

struct pending {
  XXH128_hash_t id; /* all zero: no ID */
  uint32_t code;
  uint8_t type;
};

struct street_worker {
  struct csv_buffers buffers;
  struct id_set ids;
  struct code_table codes;
  struct pending batch[BATCH];
  size_t pending;
};

struct street_worker *street_worker_new(void)
{
  struct street_worker *worker = calloc(1, sizeof *worker);
  if (!worker)
    abort();
  return worker;
}

void street_worker_free(struct street_worker *worker)
{
  csv_buffers_free(&worker->buffers);
  free(worker->ids.slots);
  free(worker->codes.codes);
  free(worker->codes.slots);
  free(worker);
}

struct csv_buffers *street_worker_buffers(struct street_worker *worker)
{
  return &worker->buffers;
}

static XXH128_hash_t id_hash(struct str id)
{
  if (id.len == 0)
    return (XXH128_hash_t) { 0 };
  XXH128_hash_t hash = XXH3_128bits(id.at, id.len);
  hash.low64 += (hash.low64 | hash.high64) == 0;
  return hash;
}

/* ---- rows ---------------------------------------------------------------------------------- */

struct scan {
  struct street_worker *worker;
  struct arena *arena;
  struct csv *csv;
  struct street_month *month;
  int columns[FIELD_NAMES];
  char month_code[8];
  const struct street_watch *watch; /* NULL: nobody looks */
  const struct csv_row *row;        /* the one that is taken, for WATCH */
  VEC(struct street_reject) rejects;
  uint64_t of_month; /* rows of the file's month */
};

static void show(const struct scan *scan, const struct pending *pending)
{
  const struct csv_row *row = scan->row;
  size_t end = row->ends[row->count - 1];
  struct str text = { row->text + row->start, end - row->start };
  scan->watch->row(scan->watch->user, scan->month, row->line, str_trim(text),
                   scan->worker->codes.codes[pending->code].code, pending->type, 1);
}

/* De-duplicates and counts the rows that wait. */
static void count_batch(struct scan *scan)
{
  struct street_worker *worker = scan->worker;
  if ((worker->ids.used + BATCH) * 4 > (worker->ids.mask + 1) * 3)
    ids_grow(&worker->ids);
  for (size_t i = 0; i < worker->pending; i++) {
    const struct pending *row = &worker->batch[i];
    bool has_id = (row->id.low64 | row->id.high64) != 0;
    if (has_id && !ids_insert(&worker->ids, row->id))
      scan->month->duplicates[row->type]++;
    else {
      worker->codes.codes[row->code].counts[row->type]++;
      if (__builtin_expect(scan->watch != NULL, 0))
        show(scan, row);
    }
  }
  worker->pending = 0;
}

static void reject(struct scan *scan, const struct csv_row *row, enum street_fault fault,
                   struct str id, struct str text, int type)
{
  count_batch(scan); /* the first with an ID stays, whatever is wrong with it */
  XXH128_hash_t hash = id_hash(id);
  if (id.len && !ids_insert(&scan->worker->ids, hash)) {
    scan->month->duplicates[type]++;
    return;
  }
  scan->month->rejected[type]++;
  if (scan->rejects.len < REJECTS_KEPT)
    *VEC_ADD(scan->arena, &scan->rejects) = (struct street_reject) {
      .fault = fault, .line = row->line, .text = arena_text(scan->arena, text.at, text.len) };
}

static inline void take_fields(struct scan *scan, const struct csv_row *row, struct str id,
                               struct str month, struct str code, struct str type_name)
{
  struct street_worker *worker = scan->worker;
  int type = crime_type_of(type_name);
  if (__builtin_expect(month.len != 7 || memcmp(month.at, scan->month_code, 7) != 0, 0)) {
    reject(scan, row, STREET_FAULT_MONTH, id, month, type);
    return;
  }
  scan->of_month++;
  if (__builtin_expect(type == CRIME_TYPE_UNKNOWN, 0)) {
    reject(scan, row, STREET_FAULT_TYPE, id, type_name, type);
    return;
  }
  if (__builtin_expect(code.len >= STREET_CODE_ROOM, 0)) {
    reject(scan, row, STREET_FAULT_CODE, id, code, type);
    return;
  }
  struct pending *pending = &worker->batch[worker->pending++];
  pending->id = id_hash(id);
  __builtin_prefetch(&worker->ids.slots[pending->id.low64 & worker->ids.mask], 1);
  pending->code = codes_index(&worker->codes, code, row->line);
  pending->type = (uint8_t)type;
  if (worker->pending == BATCH || scan->watch)
    count_batch(scan);
}

static void take_row(struct scan *scan, const struct csv_row *row)
{
  scan->month->rows++;
  scan->row = row;
  if (__builtin_expect(row->count != scan->csv->columns, 0)) {
    struct str none = { "", 0 };
    reject(scan, row, STREET_FAULT_FIELDS, none, none, CRIME_TYPE_UNKNOWN);
    return;
  }
  const int *columns = scan->columns;
  struct str id = csv_field(row, (uint32_t)columns[FIELD_ID]);
  struct str month = csv_field(row, (uint32_t)columns[FIELD_MONTH]);
  struct str code = csv_field(row, (uint32_t)columns[FIELD_LSOA]);
  struct str type = csv_field(row, (uint32_t)columns[FIELD_TYPE]);
  if (__builtin_expect((id.len && id.at[0] == '"') || (month.len && month.at[0] == '"')
                         || (code.len && code.at[0] == '"') || (type.len && type.at[0] == '"'),
                       0)) {
    const struct str *values = csv_values(scan->csv, row);
    id = values[columns[FIELD_ID]];
    month = values[columns[FIELD_MONTH]];
    code = values[columns[FIELD_LSOA]];
    type = values[columns[FIELD_TYPE]];
  }
  take_fields(scan, row, id, month, code, type);
}

/* ---- a file -------------------------------------------------------------------------------- */

static const char *force_of(struct scan *scan, const struct csv_row *row)
{
  int column = scan->columns[FIELD_FORCE];
  if (row->count <= (uint32_t)column)
    return "";
  struct str force = csv_field(row, (uint32_t)column);
  if (force.len >= 2 && force.at[0] == '"')
    force = (struct str) { force.at + 1, force.len - 2 };
  return arena_text(scan->arena, force.at, force.len);
}

static int by_code(const void *a, const void *b)
{
  return memcmp(((const struct street_code *)a)->code, ((const struct street_code *)b)->code,
                STREET_CODE_ROOM);
}

static void keep_codes(struct scan *scan)
{
  struct code_table *table = &scan->worker->codes;
  struct street_code *codes = ARENA_ARRAY(scan->arena, struct street_code, table->count);
  memcpy(codes, table->codes, table->count * sizeof *codes);
  qsort(codes, table->count, sizeof *codes, by_code);
  scan->month->codes = codes;
  scan->month->code_count = table->count;
  scan->month->rejects = scan->rejects.at;
  scan->month->reject_count = scan->rejects.len;
}

static int check_rows(struct scan *scan)
{
  struct diags *diags = scan->csv->diags;
  struct loc loc = LOC_FILE(scan->month->path);
  if (scan->month->rows == 0) {
    diag_error(diags, "STRATA-I007", loc, "the file has a header and no rows");
    diag_hint(diags, "download it again");
    return -1;
  }
  if (scan->of_month)
    return 0;
  diag_error(diags, "STRATA-I011", loc, "the file's name says %s, but none of its rows is of it",
             scan->month_code);
  if (scan->rejects.len && scan->rejects.at[0].fault == STREET_FAULT_MONTH)
    diag_hint(diags, "line %u is of '%s'", scan->rejects.at[0].line, scan->rejects.at[0].text);
  diag_hint(diags, "give the file back the name that it was downloaded with");
  return -1;
}

/* 1: all rows were taken; 0: the file is of another force than ONLY_FORCE. */
static int take_rows(struct scan *scan, const char *only_force)
{
  struct csv_row row;
  int result = csv_next(scan->csv, &row);
  if (result > 0) {
    scan->month->force = force_of(scan, &row);
    if (only_force && strcmp(only_force, scan->month->force) != 0)
      return 0;
  }
  for (; result > 0; result = csv_next(scan->csv, &row))
    take_row(scan, &row);
  if (result < 0)
    return -1;
  count_batch(scan);
  return check_rows(scan) ? -1 : 1;
}

int street_scan(struct street_worker *worker, struct arena *arena, struct bytes *bytes,
                const char *path, const char *only_force, const struct street_watch *watch,
                struct diags *diags, struct street_month *ret_month)
{
  struct street_month month = { .path = path, .force = "" };
  struct csv csv;
  struct scan scan = { .worker = worker, .arena = arena, .csv = &csv, .month = &month,
    .watch = watch };
  const char *slash = strrchr(path, '/');
  struct str slug;
  if (!street_file_name(str_of(slash ? slash + 1 : path), &month.month, &slug))
    return 0;
  month.slug = arena_text(arena, slug.at, slug.len);
  struct period period = { .last = month.month, .kind = PERIOD_MONTH };
  memcpy(scan.month_code, period_code(arena, period), 7);

  if (csv_open(&csv, arena, &worker->buffers, bytes, path, diags)
      || csv_require_columns(&csv, field_names, FIELD_NAMES, scan.columns))
    return -1;
  ids_clear(&worker->ids, (size_t)(bytes_expected(bytes) / AVERAGE_ROW) + BATCH);
  codes_clear(&worker->codes);
  worker->pending = 0;
  int result = take_rows(&scan, only_force);
  if (result <= 0)
    return result;
  keep_codes(&scan);
  if (bytes_hash(bytes, month.hash))
    return -1;
  *ret_month = month;
  return 1;
}
