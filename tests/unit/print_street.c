/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Not a test: prints what the readers make of street downloads, for tests/street.sh and
 * tests/bench/ingest.sh to compare.
 *
 *   print_street WHAT STORE LOOKUP DISTRICTS DOWNLOADS...
 *
 * WHAT is neighbourhoods, reconciliation, districts or counts.
 */
#include "base/cleanup.h"
#include "ingest/csv.h"
#include "ingest/facts.h"

#include <stdio.h>
#include <string.h>

enum { MOST_DISTRICTS = 100 };

struct districts {
  struct area areas[MOST_DISTRICTS];
  int members[MOST_DISTRICTS];
  size_t count;
};

static int read_districts(struct arena *arena, const char *path, struct diags *diags,
                          struct districts *ret_districts)
{
  struct bytes *bytes = bytes_open(path, diags);
  struct csv_buffers buffers = { 0 };
  struct csv csv;
  struct csv_row row;
  int result = bytes ? csv_open(&csv, arena, &buffers, bytes, path, diags) : -1;
  size_t count = 0;
  while (result >= 0 && count < MOST_DISTRICTS && (result = csv_next(&csv, &row)) > 0) {
    const struct str *values = csv_values(&csv, &row);
    ret_districts->members[count] = (int)count;
    ret_districts->areas[count] = (struct area) {
      .code = arena_text(arena, values[0].at, values[0].len),
      .name = arena_text(arena, values[1].at, values[1].len),
      .kind = AREA_DISTRICT,
      .members = &ret_districts->members[count],
      .member_count = 1,
    };
    count++;
  }
  ret_districts->count = count;
  bytes_close(bytes);
  csv_buffers_free(&buffers);
  return result < 0 ? -1 : 0;
}

static void print_reconciliation(struct arena *arena, const struct fact_table *table)
{
  puts("month,read,counted,unassigned,outside,duplicates,rejected");
  for (size_t i = 0; i < table->input_count; i++) {
    const struct input *input = &table->inputs[i];
    printf("%s,%d,%d,%d,%d,%d,%d\n", period_code(arena, input->first), (int)input->rows,
           (int)input->counted, (int)input->unassigned, (int)input->outside,
           (int)input->duplicates, (int)input->rejected);
  }
}

static void print_neighbourhoods(struct arena *arena, const struct facts *facts,
                                 const struct fact_table *table)
{
  puts("month,lsoa,type,count");
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->place < PLACE_SMALL || fact->place >= PLACE_UNASSIGNED)
      continue;
    printf("%s,%s,%s,%d\n", period_code(arena, (struct period) { fact->month, PERIOD_MONTH }),
           facts->small_areas[fact->place - PLACE_SMALL].code,
           table->categories[fact->category].values[0], (int)fact->value);
  }
}

/* As the generator of test downloads prints what it made; rows without a place have no name. */
static void print_districts(struct arena *arena, const struct facts *facts,
                            const struct fact_table *table)
{
  int32_t first = table->months[0], months = table->months[table->month_count - 1] - first + 1;
  size_t areas = facts->catalog->area_count + 1, types = table->category_count;
  double *sums = ARENA_ARRAY(arena, double, areas *types *(size_t)months);
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    size_t area = areas - 1;
    if (fact->place == PLACE_OUTSIDE)
      continue;
    if (fact->place != PLACE_UNASSIGNED)
      area = (size_t)facts->small_areas[fact->place - PLACE_SMALL].district;
    sums[(area * (size_t)months + (size_t)(fact->month - first)) * types + fact->category] +=
      fact->value;
  }
  for (size_t i = 0; i < areas * (size_t)months * types; i++) {
    size_t area = i / types / (size_t)months;
    int32_t month = first + (int32_t)(i / types % (size_t)months);
    if (sums[i] > 0)
      printf("%s,%s,%s,%.0f\n", area == areas - 1 ? "" : facts->catalog->areas[area].name,
             period_code(arena, (struct period) { month, PERIOD_MONTH }),
             table->categories[i % types].values[0], sums[i]);
  }
}

static int run(struct arena *arena, char **argv, int path_count, struct diags *diags)
{
  static struct districts districts;
  const char *lookup = argv[3];
  struct source sources[] = {
    { .id = "lookup", .reader = READER_AREA_LOOKUP, .paths = &lookup, .path_count = 1 },
    { .id = "street", .reader = READER_STREET, .measure = "street-crime",
      .paths = (const char *const *)&argv[5], .path_count = (size_t)path_count },
  };
  if (read_districts(arena, argv[4], diags, &districts))
    return -1;
  struct catalog catalog = { .areas = districts.areas, .area_count = districts.count,
    .district_count = districts.count, .sources = sources, .source_count = 2 };
  struct ingest_request request = { .jobs = 2, .store_dir = argv[2] };
  if (strcmp(argv[1], "counts") == 0) {
    struct strbuf text = STRBUF(arena);
    if (ingest_street_counts(&catalog, &sources[1], &request, diags, &text))
      return -1;
    fputs(strbuf_text(&text), stdout);
    return 0;
  }
  const struct facts *facts;
  if (ingest_sources(arena, &catalog, &request, diags, &facts))
    return -1;
  const struct fact_table *table = facts_table(facts, "street-crime");
  if (strcmp(argv[1], "reconciliation") == 0)
    print_reconciliation(arena, table);
  else if (strcmp(argv[1], "districts") == 0)
    print_districts(arena, facts, table);
  else
    print_neighbourhoods(arena, facts, table);
  return 0;
}

int main(int argc, char **argv)
{
  if (argc < 6) {
    fputs("usage: print_street WHAT STORE LOOKUP DISTRICTS DOWNLOADS...\n", stderr);
    return 2;
  }
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  int result = run(arena, argv, argc - 5, diags);
  if (diags_count(diags))
    diags_print(diags, stderr, DIAG_TEXT);
  return result ? 3 : 0;
}
