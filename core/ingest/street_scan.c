/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one street CSV: the loop that ten million rows go through. */
#include "ingest/id_set.h"
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
  BATCH = 64,        /* rows whose IDs are looked up together */
  REJECTS_KEPT = 8,
};

/* ---- the codes that were seen -------------------------------------------------------------- */

/* A code as two numbers, so that it is compared in registers. */
struct code_key {
  uint64_t head;
  uint32_t tail;
};

struct code_slot {
  struct code_key key;
  uint32_t index; /* + 1; 0 is free */
};

struct code_table {
  struct street_code *codes; /* in the order they came; the first is the empty one */
  size_t count, room;
  struct code_slot *slots;
  size_t mask;
};

/* TEXT has fewer than STREET_CODE_ROOM bytes; nearly always it has nine. */
static inline struct code_key code_key(struct str text)
{
  struct code_key key = { 0 };
  if (__builtin_expect(text.len == 9, 1)) {
    memcpy(&key.head, text.at, sizeof key.head);
    key.tail = (unsigned char)text.at[8];
    return key;
  }
  memcpy(&key.head, text.at, text.len < sizeof key.head ? text.len : sizeof key.head);
  for (size_t i = sizeof key.head; i < text.len; i++)
    key.tail |= (uint32_t)(unsigned char)text.at[i] << (8 * (i - sizeof key.head));
  return key;
}

static inline size_t code_hash(struct code_key key)
{
  return (size_t)(((key.head ^ ((uint64_t)key.tail << 29)) * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

static void codes_place(struct code_table *table, struct code_key key, uint32_t index)
{
  size_t at = code_hash(key) & table->mask;
  while (table->slots[at].index)
    at = (at + 1) & table->mask;
  table->slots[at] = (struct code_slot) { key, index + 1 };
}

static void codes_make_slots(struct code_table *table, size_t size)
{
  free(table->slots);
  table->slots = calloc(size, sizeof *table->slots);
  if (!table->slots)
    abort();
  table->mask = size - 1;
  for (size_t i = 0; i < table->count; i++)
    codes_place(table, code_key(str_of(table->codes[i].code)), (uint32_t)i);
}

static uint32_t codes_add(struct code_table *table, struct str text, uint32_t line)
{
  if (table->count == table->room) {
    table->room = table->room ? table->room * 2 : 2048;
    table->codes = realloc(table->codes, table->room * sizeof *table->codes);
    if (!table->codes)
      abort();
  }
  if (table->count * 2 > table->mask)
    codes_make_slots(table, (table->mask + 1) * 2);
  uint32_t index = (uint32_t)table->count++;
  table->codes[index] = (struct street_code) { .first_line = line };
  memcpy(table->codes[index].code, text.at, text.len);
  codes_place(table, code_key(text), index);
  return index;
}

static void codes_clear(struct code_table *table)
{
  table->count = 0;
  codes_make_slots(table, 4096);
  codes_add(table, STR(""), 0);
}

static inline uint32_t codes_index(struct code_table *table, struct str text, uint32_t line)
{
  struct code_key key = code_key(text);
  for (size_t at = code_hash(key) & table->mask;; at = (at + 1) & table->mask) {
    const struct code_slot *slot = &table->slots[at];
    if (slot->key.head == key.head && slot->key.tail == key.tail && slot->index)
      return slot->index - 1;
    if (!slot->index)
      return codes_add(table, text, line);
  }
}

/* ---- worker -------------------------------------------------------------------------------- */

struct pending {
  struct id_hash id;
  bool has_id;
  uint32_t code;
  uint8_t type;
};

struct street_worker {
  struct csv_buffers buffers;
  struct id_set ids;
  struct code_table codes;
  struct crime_type_index types;
  struct pending batch[BATCH];
  size_t pending;
};

struct street_worker *street_worker_new(void)
{
  struct street_worker *worker = calloc(1, sizeof *worker);
  if (!worker)
    abort();
  crime_types_index(&worker->types);
  return worker;
}

void street_worker_free(struct street_worker *worker)
{
  csv_buffers_free(&worker->buffers);
  id_set_free(&worker->ids);
  free(worker->codes.codes);
  free(worker->codes.slots);
  free(worker);
}

struct csv_buffers *street_worker_buffers(struct street_worker *worker)
{
  return &worker->buffers;
}

static inline struct id_hash hash_id(struct str id)
{
  XXH128_hash_t hash = XXH3_128bits(id.at, id.len);
  return (struct id_hash) { hash.low64, hash.high64 };
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
  for (size_t i = 0; i < worker->pending; i++) {
    const struct pending *row = &worker->batch[i];
    if (row->has_id && !id_set_insert(&worker->ids, row->id))
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
  if (id.len && !id_set_insert(&scan->worker->ids, hash_id(id))) {
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
  int type = crime_type_indexed(&worker->types, type_name);
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
  pending->has_id = id.len != 0;
  if (pending->has_id) {
    pending->id = hash_id(id);
    id_set_expect(&worker->ids, pending->id);
  }
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
  id_set_clear(&worker->ids, (size_t)(bytes_expected(bytes) / AVERAGE_ROW));
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
