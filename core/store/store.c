/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "base/cleanup.h"
#include "base/vec.h"
#include "store/kept_file.h"

#include <errno.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <xxhash.h>

/* Changes when the tables do: an older store is emptied. */
enum { SCHEMA_VERSION = 1 };

static const char schema[] = "DROP TABLE IF EXISTS kept;"
                             "CREATE TABLE kept (path TEXT, kind TEXT, size INTEGER, inode INTEGER,"
                             " device INTEGER, seconds INTEGER, nanoseconds INTEGER, hash BLOB,"
                             " seal BLOB, bytes BLOB, PRIMARY KEY (path, kind));"
                             "CREATE INDEX kept_hash ON kept (kind, hash);"
                             "CREATE INDEX kept_size ON kept (kind, size);"
                             "PRAGMA user_version = 1;";

struct waiting {
  const char *path, *kind;
  struct file_identity identity;
  uint8_t hash[16];
  const void *blob;
  size_t len;
};

struct store {
  struct arena *arena;
  struct diags *diags;
  const char *dir, *path;
  sqlite3 *database; /* NULL: nothing is kept */
  VEC(struct waiting) waiting;
};

static void cleanup_statement(sqlite3_stmt **statement)
{
  sqlite3_finalize(*statement);
}
#define auto_statement __attribute__((cleanup(cleanup_statement)))

static void give_up_because(struct store *store, const char *doing, const char *why)
{
  diag_note(store->diags, "STRATA-I090", LOC_FILE(store->path),
            "cannot %s the store of what was read before: %s", doing, why);
  diag_hint(store->diags, "figures are not affected; the next run reads its inputs again");
  diag_hint(store->diags, "--store DIR names a folder that can be written to");
  sqlite3_close(store->database);
  store->database = NULL;
}

static void give_up(struct store *store, const char *doing)
{
  give_up_because(store, doing,
                  store->database ? sqlite3_errmsg(store->database) : strerror(errno));
}

/* Makes DIR and the folders above it. */
static int make_folders(struct arena *arena, const char *dir)
{
  char *path = arena_strdup(arena, dir);
  for (char *slash = path + 1; *slash; slash++) {
    if (*slash != '/')
      continue;
    *slash = '\0';
    if (mkdir(path, 0777) && errno != EEXIST)
      return -1;
    *slash = '/';
  }
  return mkdir(path, 0777) && errno != EEXIST ? -1 : 0;
}

static int open_database(struct store *store)
{
  if (sqlite3_open_v2(store->path, &store->database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL))
    return -1;
  sqlite3_busy_timeout(store->database, 2000);
  auto_statement sqlite3_stmt *version = NULL;
  if (sqlite3_prepare_v2(store->database, "PRAGMA user_version", -1, &version, NULL)
      || sqlite3_step(version) != SQLITE_ROW)
    return -1;
  if (sqlite3_column_int(version, 0) == SCHEMA_VERSION)
    return 0;
  sqlite3_reset(version);
  return sqlite3_exec(store->database, schema, NULL, NULL, NULL) ? -1 : 0;
}

struct store *store_open(const char *dir, struct diags *diags)
{
  struct arena *arena = arena_new();
  struct store *store = ARENA_NEW(arena, struct store);
  store->arena = arena;
  store->diags = diags;
  store->dir = arena_strdup(arena, dir);
  store->path = arena_printf(arena, "%s/store.sqlite", dir);
  if (make_folders(arena, dir)) {
    give_up(store, "make the folder of");
    return store;
  }
  if (open_database(store) == 0)
    return store;
  int code = sqlite3_errcode(store->database);
  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT) {
    /* It is a cache: a damaged one is worth no more than an empty one. */
    sqlite3_close(store->database);
    store->database = NULL;
    if (unlink(store->path) == 0 && open_database(store) == 0)
      return store;
  }
  give_up(store, "open");
  return store;
}

/* ---- finding ------------------------------------------------------------------------------- */

int file_identity(const char *path, struct file_identity *ret_identity)
{
  struct stat status;
  if (stat(path, &status))
    return -1;
  *ret_identity = (struct file_identity) {
    .size = (uint64_t)status.st_size,
    .inode = status.st_ino,
    .device = status.st_dev,
    .modified_seconds = status.st_mtim.tv_sec,
    .modified_nanoseconds = status.st_mtim.tv_nsec,
  };
  return 0;
}

static void seal_of(const void *blob, size_t len, uint8_t ret_seal[16])
{
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(blob, len));
  memcpy(ret_seal, canonical.digest, 16);
}

/* The blob that STATEMENT gives first (columns: bytes, seal), when it is what was once written. */
static int take_blob(sqlite3_stmt *statement, struct arena *arena, const void **ret_blob,
                     size_t *ret_len)
{
  if (sqlite3_step(statement) != SQLITE_ROW || sqlite3_column_bytes(statement, 1) != 16)
    return -1;
  const void *bytes = sqlite3_column_blob(statement, 0);
  size_t len = (size_t)sqlite3_column_bytes(statement, 0);
  uint8_t seal[16];
  seal_of(bytes, len, seal);
  if (memcmp(seal, sqlite3_column_blob(statement, 1), 16) != 0)
    return -1;
  char *copy = arena_alloc(arena, len + 1, _Alignof(max_align_t));
  if (len)
    memcpy(copy, bytes, len);
  *ret_blob = copy;
  *ret_len = len;
  return 0;
}

static void bind_identity(sqlite3_stmt *statement, int first, struct file_identity identity)
{
  sqlite3_bind_int64(statement, first, (sqlite3_int64)identity.size);
  sqlite3_bind_int64(statement, first + 1, (sqlite3_int64)identity.inode);
  sqlite3_bind_int64(statement, first + 2, (sqlite3_int64)identity.device);
  sqlite3_bind_int64(statement, first + 3, identity.modified_seconds);
  sqlite3_bind_int64(statement, first + 4, identity.modified_nanoseconds);
}

int store_find(struct store *store, struct arena *arena, const char *path, const char *kind,
               struct file_identity identity, const void **ret_blob, size_t *ret_len)
{
  auto_statement sqlite3_stmt *find = NULL;
  if (!store->database
      || sqlite3_prepare_v2(store->database,
                            "SELECT bytes, seal FROM kept WHERE path = ?1 AND kind = ?2 AND size = ?3"
                            " AND inode = ?4 AND device = ?5 AND seconds = ?6 AND nanoseconds = ?7",
                            -1, &find, NULL))
    return -1;
  sqlite3_bind_text(find, 1, path, -1, SQLITE_STATIC);
  sqlite3_bind_text(find, 2, kind, -1, SQLITE_STATIC);
  bind_identity(find, 3, identity);
  return take_blob(find, arena, ret_blob, ret_len);
}

int store_find_by_hash(struct store *store, struct arena *arena, const char *kind,
                       const uint8_t hash[16], const void **ret_blob, size_t *ret_len)
{
  auto_statement sqlite3_stmt *find = NULL;
  if (!store->database
      || sqlite3_prepare_v2(store->database,
                            "SELECT bytes, seal FROM kept WHERE kind = ?1 AND hash = ?2", -1, &find,
                            NULL))
    return -1;
  sqlite3_bind_text(find, 1, kind, -1, SQLITE_STATIC);
  sqlite3_bind_blob(find, 2, hash, 16, SQLITE_STATIC);
  return take_blob(find, arena, ret_blob, ret_len);
}

bool store_may_hold(struct store *store, const char *kind, uint64_t size)
{
  auto_statement sqlite3_stmt *find = NULL;
  if (!store->database
      || sqlite3_prepare_v2(store->database,
                            "SELECT 1 FROM kept WHERE kind = ?1 AND size = ?2 LIMIT 1", -1, &find,
                            NULL))
    return false;
  sqlite3_bind_text(find, 1, kind, -1, SQLITE_STATIC);
  sqlite3_bind_int64(find, 2, (sqlite3_int64)size);
  return sqlite3_step(find) == SQLITE_ROW;
}

/* ---- keeping ------------------------------------------------------------------------------- */

void store_keep(struct store *store, const char *path, const char *kind,
                struct file_identity identity, const uint8_t hash[16], const void *blob, size_t len)
{
  if (!store->database)
    return;
  struct waiting *waiting = VEC_ADD(store->arena, &store->waiting);
  waiting->path = arena_strdup(store->arena, path);
  waiting->kind = arena_strdup(store->arena, kind);
  waiting->identity = identity;
  memcpy(waiting->hash, hash, sizeof waiting->hash);
  waiting->blob = arena_text(store->arena, blob, len);
  waiting->len = len;
}

static int write_waiting(struct store *store)
{
  auto_statement sqlite3_stmt *insert = NULL;
  /* A power cut may cost the cache, which is found out and made again; waiting for the disk in
   * every run would cost more. */
  if (sqlite3_exec(store->database, "PRAGMA synchronous = OFF; BEGIN IMMEDIATE", NULL, NULL, NULL)
      || sqlite3_prepare_v2(store->database,
                            "INSERT OR REPLACE INTO kept (path, kind, size, inode, device, seconds,"
                            " nanoseconds, hash, seal, bytes)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                            -1, &insert, NULL))
    return -1;
  for (size_t i = 0; i < store->waiting.len; i++) {
    const struct waiting *waiting = &store->waiting.at[i];
    uint8_t seal[16];
    seal_of(waiting->blob, waiting->len, seal);
    sqlite3_bind_text(insert, 1, waiting->path, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, waiting->kind, -1, SQLITE_STATIC);
    bind_identity(insert, 3, waiting->identity);
    sqlite3_bind_blob(insert, 8, waiting->hash, 16, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 9, seal, 16, SQLITE_STATIC);
    sqlite3_bind_blob64(insert, 10, waiting->blob, waiting->len, SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE)
      return -1;
    sqlite3_reset(insert);
  }
  return sqlite3_exec(store->database, "COMMIT", NULL, NULL, NULL) ? -1 : 0;
}

struct store *store_close(struct store *store)
{
  if (!store)
    return NULL;
  if (store->database && store->waiting.len && write_waiting(store))
    give_up(store, "write to");
  sqlite3_close(store->database);
  arena_free(store->arena);
  return NULL;
}

/* ---- large blobs --------------------------------------------------------------------------- */

/* "table-0123456789abcdef.kept" */
static const char *file_of(struct arena *arena, const char *dir, const char *label,
                           const char *kind)
{
  return arena_printf(arena, "%s/%.*s-%016llx.kept", dir, (int)strcspn(kind, "/"), kind,
                      (unsigned long long)XXH3_64bits(label, strlen(label)));
}

int store_map_in(const char *dir, struct arena *arena, const char *label, const char *kind,
                 const uint8_t hash[16], const void **ret_blob, size_t *ret_len)
{
  return kept_file_map(arena, file_of(arena, dir, label, kind), kind, hash, ret_blob, ret_len);
}

int store_keep_in(const char *dir, const char *label, const char *kind, const uint8_t hash[16],
                  const struct str *parts, size_t count)
{
  auto_arena struct arena *scratch = arena_new();
  return kept_file_write(file_of(scratch, dir, label, kind), kind, hash, parts, count);
}

int store_map(struct store *store, struct arena *arena, const char *label, const char *kind,
              const uint8_t hash[16], const void **ret_blob, size_t *ret_len)
{
  return store && store->database
           ? store_map_in(store->dir, arena, label, kind, hash, ret_blob, ret_len)
           : -1;
}

void store_keep_mapped(struct store *store, const char *label, const char *kind,
                       const uint8_t hash[16], const struct str *parts, size_t count)
{
  if (store && store->database && store_keep_in(store->dir, label, kind, hash, parts, count))
    give_up_because(store, "write to", strerror(errno));
}
