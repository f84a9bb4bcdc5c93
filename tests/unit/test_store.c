/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store: what was read once is not read again, and no damage to the store reaches a figure.
 */
#include "ingest_fixture.h"
#include "store/kept_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <sqlite3.h>

#define ROWS(lsoa)                                                                                 \
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"       \
  "Crime type,Last outcome category,Context\n"                                                     \
  ",2025-01,L,L,,,," lsoa ",,Anti-social behaviour,,\n"

static const char file_name[] = "street/2025-01-lancashire-street.csv";

static void keep_text(struct store *store, const char *path, struct file_identity identity,
                      uint8_t hash, const char *text)
{
  uint8_t hashes[16] = { hash };
  store_keep(store, path, "test/1", identity, hashes, text, strlen(text) + 1);
}

static const char *find(struct fixture *fixture, struct store *store, const char *path,
                        const char *kind, struct file_identity identity)
{
  const void *blob;
  size_t len;
  return store_find(store, fixture->arena, path, kind, identity, &blob, &len) == 0 ? blob : NULL;
}

static void what_is_kept_is_found(void **state)
{
  struct fixture *fixture = *state;
  struct diags *diags = diags_new(fixture->arena);
  const char *folder = fixture_path(fixture, "deep/er/store");
  struct file_identity identity = { .size = 7, .inode = 3, .modified_seconds = -5 }, other = identity;
  other.modified_nanoseconds = 1;
  struct store *store = store_open(folder, diags);
  keep_text(store, "a.csv", identity, 1, "first");
  assert_null(find(fixture, store, "a.csv", "test/1", identity)); /* with store_close */
  store_close(store);

  store = store_open(folder, diags);
  assert_string_equal(find(fixture, store, "a.csv", "test/1", identity), "first");
  assert_null(find(fixture, store, "a.csv", "test/2", identity));
  assert_null(find(fixture, store, "b.csv", "test/1", identity));
  assert_null(find(fixture, store, "a.csv", "test/1", other));
  uint8_t hash[16] = { 1 }, other_hash[16] = { 2 };
  const void *blob;
  size_t len;
  assert_int_equal(store_find_by_hash(store, fixture->arena, "test/1", hash, &blob, &len), 0);
  assert_string_equal(blob, "first");
  assert_int_equal(len, 6);
  assert_int_equal(store_find_by_hash(store, fixture->arena, "test/1", other_hash, &blob, &len),
                   -1);
  assert_true(store_may_hold(store, "test/1", 7));
  assert_false(store_may_hold(store, "test/1", 8));
  keep_text(store, "a.csv", identity, 1, "second");
  store_close(store);

  store = store_open(folder, diags);
  assert_string_equal(find(fixture, store, "a.csv", "test/1", identity), "second");
  store_close(store);
  assert_int_equal(diags_count(diags), 0);
}

static void a_store_that_cannot_be_is_no_error(void **state)
{
  struct fixture *fixture = *state;
  struct diags *diags = diags_new(fixture->arena);
  struct store *store = store_open(fixture_file(fixture, "file", "no folder"), diags);
  struct file_identity identity = { .size = 7 };
  keep_text(store, "a.csv", identity, 1, "first");
  assert_null(find(fixture, store, "a.csv", "test/1", identity));
  assert_false(store_may_hold(store, "test/1", 7));
  store_close(store);
  assert_int_equal(diags_errors(diags), 0);
  assert_int_equal(diags_with_code(diags, "STRATA-I090"), 1);
}

static void a_file_that_is_no_store_is_replaced(void **state)
{
  struct fixture *fixture = *state;
  struct diags *diags = diags_new(fixture->arena);
  fixture_file(fixture, "s/store.sqlite", "this is no database, but longer than a header is, "
                                          "so that it is looked at: 0123456789 0123456789 0123456789");
  struct file_identity identity = { .size = 7 };
  struct store *store = store_open(fixture_path(fixture, "s"), diags);
  keep_text(store, "a.csv", identity, 1, "first");
  store_close(store);
  store = store_open(fixture_path(fixture, "s"), diags);
  assert_string_equal(find(fixture, store, "a.csv", "test/1", identity), "first");
  store_close(store);
  assert_int_equal(diags_count(diags), 0);
}

static void change_blobs(struct fixture *fixture)
{
  sqlite3 *database;
  assert_int_equal(sqlite3_open(fixture_path(fixture, ".strata/store.sqlite"), &database), 0);
  assert_int_equal(sqlite3_exec(database,
                                "UPDATE kept SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) "
                                "|| x'7f' AS BLOB)",
                                NULL, NULL, NULL),
                   0);
  assert_int_equal(sqlite3_changes(database), 1);
  sqlite3_close(database);
}

/* The kept files of the store that begin with WORD: so many, and one of them. */
static size_t kept_files(struct fixture *fixture, const char *word, const char **ret_path)
{
  DIR *folder = opendir(fixture_path(fixture, ".strata"));
  assert_non_null(folder);
  size_t count = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    size_t len = strlen(entry->d_name);
    if (len < 5 || strcmp(entry->d_name + len - 5, ".kept") != 0
        || strncmp(entry->d_name, word, strlen(word)) != 0)
      continue;
    *ret_path = fixture_path(fixture, arena_printf(fixture->arena, ".strata/%s", entry->d_name));
    count++;
  }
  closedir(folder);
  return count;
}

static double incidents(struct fixture *fixture)
{
  fixture_run_well(fixture);
  return fixture_sum(fixture, "street-crime", fixture_small(fixture, "E01012662"), NULL);
}

static void a_known_file_is_not_read(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
  fixture_file(fixture, file_name, ROWS("E01012662"));
  assert_float_equal(incidents(fixture), 1, 0);
  fixture_change_unseen(fixture, file_name, ROWS("E01025231"));
  assert_float_equal(incidents(fixture), 1, 0); /* of the store: the file says 0 */
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "1 1 0 0 0 0");
  const char *kept;
  assert_int_equal(kept_files(fixture, "table-", &kept), 1);
  assert_int_equal(unlink(kept), 0);
  assert_float_equal(incidents(fixture), 1, 0); /* of what is kept of the file itself */
  change_blobs(fixture);
  assert_float_equal(incidents(fixture), 1, 0); /* of the kept table */
  assert_int_equal(kept_files(fixture, "table-", &kept), 1);
  assert_int_equal(unlink(kept), 0);
  assert_float_equal(incidents(fixture), 0, 0); /* the damage is seen, the file is read */
}

/* Whatever was done to the kept file that begins with WORD: it is made again, and says the same. */
static void damage(struct fixture *fixture, const char *word)
{
  const char *path;
  struct stat status;
  assert_int_equal(kept_files(fixture, word, &path), 1);
  assert_int_equal(stat(path, &status), 0);
  size_t len = (size_t)status.st_size;
  for (size_t at = 0; at <= len; at += 1 + len / 40) {
    auto_fclose FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    int byte = fgetc(file);
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    fputc(byte ^ 0x10, file);
    fflush(file);
    assert_float_equal(incidents(fixture), 1, 0);
    assert_int_equal(diags_count(fixture->diags), 0);
  }
}

static void what_is_damaged_is_made_again(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
  fixture_file(fixture, file_name, ROWS("E01012662"));
  assert_float_equal(incidents(fixture), 1, 0);
  damage(fixture, "table-");
  damage(fixture, "places-");
}

/* Centres for hot spots. */
static void kept_centres_are_those_that_were_read(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
  fixture_file(fixture, file_name, ROWS("E01012662"));
  fixture_file(fixture, "lookup.csv", "lsoa,vintage,district\nE01012662,both,E06000009\n"
                                      "E01012663,2011,E06000009\nE01025231,both,E07000123\n"
                                      "E01025300,both,E07000124\n");
  const char *centres = fixture_file(fixture, "centres.csv", "code,easting,northing\n"
                                                             "E01012662,331000,436000\n"
                                                             "E01025231,354000,429000\n"
                                                             "E01025300,374000,441000\n"
                                                             "E01006212,358000,405000\n");
  fixture_source(fixture, READER_CENTRES, NULL, centres)->id = "centres";
  struct indicator indicator = { .hot_spots = { .wanted = true } };
  fixture->indicators = &indicator;
  fixture->indicator_count = 1;
  const char *path;
  for (int round = 0; round < 2; round++) {
    assert_float_equal(incidents(fixture), 1, 0);
    assert_int_equal(kept_files(fixture, "centres-", &path), 1);
    const struct point *point = &fixture->facts->centres[0]; /* by code: E01012662 */
    assert_true(point->x >= 331000 && point->x <= 331000 && point->y >= 436000 && point->y <= 436000);
    assert_int_equal(fixture->facts->small_area_count, 4);
    assert_true(isnan(fixture->facts->centres[1].x) && isnan(fixture->facts->centres[1].y));
  }
  damage(fixture, "centres-");
  assert_true(fixture->facts->centres[0].x <= 331000);
}

/* ---- kept files ----------------------------------------------------------------------------- */

static const uint8_t one_hash[16] = { 1 }, another_hash[16] = { 2 };

/* What a file of LEN bytes of FILE gives. */
static int map_bytes(struct fixture *fixture, const char *file, size_t len, const char *kind,
                     const uint8_t hash[16])
{
  auto_arena struct arena *arena = arena_new();
  const void *blob;
  size_t blob_len;
  const char *path = fixture_bytes(fixture, "changed.kept", file, len);
  return kept_file_map(arena, path, kind, hash, &blob, &blob_len);
}

static void a_kept_file_is_whole_or_none(void **state)
{
  struct fixture *fixture = *state;
  enum { ROOM = 256 };
  const struct str parts[] = { STR("one part"), STR(""), STR(", and another") };
  const char *path = fixture_path(fixture, "one.kept");
  assert_int_equal(kept_file_write(path, "test/1", one_hash, parts, 3), 0);
  const void *blob;
  size_t len;
  assert_int_equal(kept_file_map(fixture->arena, path, "test/1", one_hash, &blob, &len), 0);
  assert_int_equal(len, strlen("one part, and another"));
  assert_memory_equal(blob, "one part, and another", len);
  assert_int_equal((uintptr_t)blob % _Alignof(max_align_t), 0);
  assert_int_equal(kept_file_map(fixture->arena, path, "test/2", one_hash, &blob, &len), -1);
  assert_int_equal(kept_file_map(fixture->arena, path, "test/1", another_hash, &blob, &len), -1);

  char bytes[ROOM + 1] = { 0 };
  auto_fclose FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t whole = fread(bytes, 1, ROOM, file);
  assert_int_equal(map_bytes(fixture, bytes, whole, "test/1", one_hash), 0);
  for (size_t cut = 0; cut < whole; cut++)
    assert_int_equal(map_bytes(fixture, bytes, cut, "test/1", one_hash), -1);
  assert_int_equal(map_bytes(fixture, bytes, whole + 1, "test/1", one_hash), -1);
  for (size_t bit = 0; bit < 8 * whole; bit++) {
    bytes[bit / 8] ^= (char)(1 << bit % 8); /* also of the version, and of the length */
    assert_int_equal(map_bytes(fixture, bytes, whole, "test/1", one_hash), -1);
    bytes[bit / 8] ^= (char)(1 << bit % 8);
  }
}

static void what_is_mapped_outlives_its_file(void **state)
{
  struct fixture *fixture = *state;
  const struct str first = STR("first"), second = STR("second one");
  struct diags *diags = diags_new(fixture->arena);
  const char *folder = fixture_path(fixture, "s");
  struct store *store = store_open(folder, diags);
  const void *blob, *again;
  size_t len;
  assert_int_equal(store_map(store, fixture->arena, "a", "test/1", one_hash, &blob, &len), -1);
  store_keep_mapped(store, "a", "test/1", one_hash, &first, 1);
  assert_int_equal(store_map(store, fixture->arena, "a", "test/1", one_hash, &blob, &len), 0);
  store_keep_mapped(store, "a", "test/2", one_hash, &second, 1); /* takes the place of the other */
  assert_int_equal(store_map(store, fixture->arena, "a", "test/1", one_hash, &again, &len), -1);
  assert_int_equal(store_map(store, fixture->arena, "a", "test/2", one_hash, &again, &len), 0);
  assert_memory_equal(blob, "first", 5);
  assert_memory_equal(again, "second one", 10);
  store_close(store);
  assert_int_equal(diags_count(diags), 0);
}

static void a_file_that_cannot_be_kept_is_a_note(void **state)
{
  struct fixture *fixture = *state;
  const struct str text = STR("text");
  struct diags *diags = diags_new(fixture->arena);
  const char *folder = fixture_path(fixture, "s");
  struct store *store = store_open(folder, diags);
  const char *command = arena_printf(fixture->arena, "rm -r '%s'", folder);
  assert_int_equal(system(command), 0);
  store_keep_mapped(store, "a", "test/1", one_hash, &text, 1);
  store_keep_mapped(store, "b", "test/1", one_hash, &text, 1);
  store_close(store);
  assert_int_equal(diags_with_code(diags, "STRATA-I090"), 1);
  assert_int_equal(diags_errors(diags), 0);
  store_keep_mapped(NULL, "a", "test/1", one_hash, &text, 1); /* where there is no store */
}

static void a_changed_file_is_read(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
  fixture_file(fixture, file_name, ROWS("E01012662"));
  assert_float_equal(incidents(fixture), 1, 0);
  const char *path = fixture_file(fixture, file_name, ROWS("E01025231"));
  struct timespec later[] = { { 2000000000, 0 }, { 2000000000, 0 } };
  assert_int_equal(utimensat(AT_FDCWD, path, later, 0), 0);
  assert_float_equal(incidents(fixture), 0, 0);
}

/* A lookup may change without the downloads being read again. */
static void a_changed_lookup_is_heeded(void **state)
{
  struct fixture *fixture = *state;
  fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
  fixture_file(fixture, file_name, ROWS("E01012662"));
  assert_float_equal(incidents(fixture), 1, 0);
  fixture_file(fixture, "lookup.csv", "lsoa,vintage,district\nE01012662,both,E08000010\n");
  fixture_run_well(fixture);
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "1 0 0 1 0 0");
}

static void a_moved_file_is_known(void **state)
{
  struct fixture *fixture = *state;
  struct source *source =
    fixture_source(fixture, READER_STREET, "street-crime", fixture_path(fixture, "street"));
  fixture_file(fixture, file_name, ROWS("E01012662"));
  fixture_run_well(fixture);
  const char **paths = ARENA_ARRAY(fixture->arena, const char *, 1);
  paths[0] = fixture_path(fixture, "elsewhere");
  source->paths = paths;
  const char *moved = "elsewhere/2025-01-lancashire-street.csv";
  fixture_file(fixture, moved, ROWS("E01012662"));
  fixture_run_well(fixture);
  const struct fact_table *table = facts_table(fixture->facts, "street-crime");
  assert_string_equal(table->inputs[0].path, fixture_path(fixture, moved));
  assert_string_equal(fixture_reconciliation(fixture, "street-crime"), "1 1 0 0 0 0");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(what_is_kept_is_found),
    TEST(a_store_that_cannot_be_is_no_error),
    TEST(a_file_that_is_no_store_is_replaced),
    TEST(a_known_file_is_not_read),
    TEST(what_is_damaged_is_made_again),
    TEST(kept_centres_are_those_that_were_read),
    TEST(a_kept_file_is_whole_or_none),
    TEST(what_is_mapped_outlives_its_file),
    TEST(a_file_that_cannot_be_kept_is_a_note),
    TEST(a_changed_file_is_read),
    TEST(a_changed_lookup_is_heeded),
    TEST(a_moved_file_is_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
