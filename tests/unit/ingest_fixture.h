/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests of the readers: a folder of inputs that a test writes, a catalog of three districts, and
 * a run over both.  Included by one test program at a time, so its functions are static.
 */
#ifndef STRATA_TESTS_INGEST_FIXTURE_H
#define STRATA_TESTS_INGEST_FIXTURE_H

#include "base/cleanup.h"
#include "base/diag.h"
#include "base/vec.h"
#include "ingest/facts.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define unused __attribute__((unused))

enum { BLACKPOOL, PRESTON, RIBBLE_VALLEY, THREE_DISTRICTS, FIXTURE_AREAS };

struct fixture {
  struct arena *arena;
  const char *folder; /* of the inputs; the store is in its .strata */
  int members[3];
  struct area areas[FIXTURE_AREAS];
  VEC(struct source) sources;
  const struct indicator *indicators; /* mostly none */
  size_t indicator_count;
  struct catalog catalog;
  int jobs;
  struct diags *diags; /* of the last run */
  const struct facts *facts;
};

static unused const char *fixture_path(struct fixture *fixture, const char *name)
{
  return arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
}

/* Writes a file of LEN bytes; NAME may have folders. */
static unused const char *fixture_bytes(struct fixture *fixture, const char *name, const char *text,
                                        size_t len)
{
  char *path = arena_strdup(fixture->arena, fixture_path(fixture, name));
  for (char *slash = path + strlen(fixture->folder) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = '\0';
    mkdir(path, 0777);
    *slash = '/';
  }
  auto_fclose FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, len, file), len);
  return path;
}

static unused const char *fixture_file(struct fixture *fixture, const char *name, const char *text)
{
  return fixture_bytes(fixture, name, text, strlen(text));
}

/* Puts TEXT of the same length in a file's place, and gives the file its old time back. */
static unused void fixture_change_unseen(struct fixture *fixture, const char *name,
                                         const char *text)
{
  struct stat before;
  const char *path = fixture_path(fixture, name);
  assert_int_equal(stat(path, &before), 0);
  fixture_file(fixture, name, text);
  struct timespec times[] = { before.st_atim, before.st_mtim };
  assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* A source of one path. */
static unused struct source *fixture_source(struct fixture *fixture, enum reader reader,
                                            const char *measure, const char *path)
{
  const char **paths = ARENA_ARRAY(fixture->arena, const char *, 1);
  paths[0] = path;
  struct source *source = VEC_ADD(fixture->arena, &fixture->sources);
  *source = (struct source) {
    .id = measure ? measure : "lookup",
    .reader = reader,
    .measure = measure,
    .paths = paths,
    .path_count = 1,
    .plugin = NO_INDEX,
  };
  return source;
}

/* The places used in tests: two LSOAs of Blackpool, one of Preston, one of Wigan. */
static const char fixture_lookup[] = "lsoa,vintage,district\n"
                                     "E01012662,both,E06000009\n"
                                     "E01012663,2011,E06000009\n"
                                     "E01025231,2021,E07000123\n"
                                     "E01006212,both,E08000010\n";

static unused int fixture_setup(void **state)
{
  struct arena *arena = arena_new();
  struct fixture *fixture = ARENA_NEW(arena, struct fixture);
  char folder[] = "/tmp/strata-test-XXXXXX";
  if (!mkdtemp(folder))
    return -1;
  fixture->arena = arena;
  fixture->folder = arena_strdup(arena, folder);
  fixture->jobs = 2;
  static const char *const codes[] = { "E06000009", "E07000123", "E07000124" };
  static const char *const names[] = { "Blackpool", "Preston", "Ribble Valley" };
  for (int i = 0; i < 3; i++) {
    fixture->members[i] = i;
    fixture->areas[i] = (struct area) { .code = codes[i], .name = names[i],
      .short_name = names[i], .kind = AREA_DISTRICT, .members = &fixture->members[i],
      .member_count = 1 };
  }
  fixture->areas[THREE_DISTRICTS] = (struct area) { .code = "three-districts",
    .name = "Three districts", .kind = AREA_GROUP, .members = fixture->members,
    .member_count = 3 };
  fixture_source(fixture, READER_AREA_LOOKUP, NULL,
                 fixture_file(fixture, "lookup.csv", fixture_lookup));
  *state = fixture;
  return 0;
}

static unused int fixture_teardown(void **state)
{
  struct fixture *fixture = *state;
  char *command = arena_printf(fixture->arena, "rm -rf '%s'", fixture->folder);
  int result = system(command);
  arena_free(fixture->arena);
  return result;
}

/* Ingests; the outcome is in FIXTURE. */
static unused int fixture_run(struct fixture *fixture)
{
  fixture->catalog = (struct catalog) { .areas = fixture->areas, .area_count = FIXTURE_AREAS,
    .district_count = 3, .force = NO_INDEX, .comparator = THREE_DISTRICTS,
    .sources = fixture->sources.at, .source_count = fixture->sources.len,
    .indicators = fixture->indicators, .indicator_count = fixture->indicator_count };
  struct ingest_request request = { .jobs = fixture->jobs,
    .store_dir = fixture_path(fixture, ".strata") };
  fixture->diags = diags_new(fixture->arena);
  fixture->facts = NULL;
  return ingest_sources(fixture->arena, &fixture->catalog, &request, fixture->diags,
                        &fixture->facts);
}

/* Runs, and shows what was reported when that was not expected. */
static unused void fixture_run_well(struct fixture *fixture)
{
  if (fixture_run(fixture)) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail_msg("the inputs were not taken");
  }
}

/* Runs inputs that must fail with CODE, and with nothing else. */
static unused void fixture_run_badly(struct fixture *fixture, const char *code)
{
  int result = fixture_run(fixture);
  if (result != -1 || diags_with_code(fixture->diags, code) != diags_errors(fixture->diags)
      || fixture->facts) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail_msg("%s alone was expected", code);
  }
}

/* The sum of the facts of a place with a category value; NULL: any. */
static unused double fixture_sum(const struct fixture *fixture, const char *measure, uint32_t place,
                                 const char *category)
{
  const struct fact_table *table = facts_table(fixture->facts, measure);
  assert_non_null(table);
  double sum = 0;
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    bool wanted = fact->place == place && !category;
    for (size_t j = 0; category && fact->place == place && j < table->category_name_count; j++)
      wanted |= strcmp(table->categories[fact->category].values[j], category) == 0;
    sum += wanted ? fact->value : 0;
  }
  return sum;
}

static unused uint32_t fixture_small(const struct fixture *fixture, const char *code)
{
  int index = facts_small_area(fixture->facts, str_of(code));
  assert_int_not_equal(index, -1);
  return PLACE_SMALL + (uint32_t)index;
}

/* "rows counted unassigned outside duplicates rejected" of the only input of a measure. */
static unused const char *fixture_reconciliation(const struct fixture *fixture, const char *measure)
{
  const struct fact_table *table = facts_table(fixture->facts, measure);
  assert_non_null(table);
  uint64_t sums[6] = { 0 };
  for (size_t i = 0; i < table->input_count; i++) {
    const struct input *input = &table->inputs[i];
    const uint64_t numbers[] = { input->rows, input->counted, input->unassigned, input->outside,
      input->duplicates, input->rejected };
    for (int j = 0; j < 6; j++)
      sums[j] += numbers[j];
  }
  return arena_printf(fixture->arena, "%d %d %d %d %d %d", (int)sums[0], (int)sums[1],
                      (int)sums[2], (int)sums[3], (int)sums[4], (int)sums[5]);
}

#endif
