/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Street crime as a table of counts, small enough to be handed on instead of the downloads: what
 * street_counts.c reads gives the same facts and the same reconciliation. */
#include "ingest/street.h"

#include "base/cleanup.h"

struct sheet {
  const struct street_months *months;
  bool used[CRIME_TYPE_SLOTS];
  struct strbuf *out;
};

static void find_used(struct sheet *sheet)
{
  for (size_t i = 0; i < sheet->months->months.len; i++) {
    const struct street_month *month = &sheet->months->months.at[i];
    for (int type = 0; type < CRIME_TYPE_SLOTS; type++) {
      sheet->used[type] |= month->duplicates[type] || month->rejected[type];
      for (size_t j = 0; type < CRIME_TYPES && j < month->code_count && !sheet->used[type]; j++)
        sheet->used[type] = month->codes[j].counts[type] != 0;
    }
  }
}

static void put_header(struct sheet *sheet)
{
  strbuf_add_text(sheet->out, "month,area");
  for (int type = 0; type < CRIME_TYPE_SLOTS; type++)
    if (sheet->used[type])
      strbuf_printf(sheet->out, ",%s",
                    type < CRIME_TYPES ? crime_type_name(type) : STREET_UNKNOWN_TYPE);
  strbuf_add_char(sheet->out, '\n');
}

/* One row, unless there is nothing in it. */
static void put_row(struct sheet *sheet, const char *month, const char *area,
                    const uint64_t counts[CRIME_TYPE_SLOTS])
{
  uint64_t all = 0;
  for (int type = 0; type < CRIME_TYPE_SLOTS; type++)
    all |= counts[type];
  if (!all)
    return;
  strbuf_printf(sheet->out, "%s,%s", month, area);
  for (int type = 0; type < CRIME_TYPE_SLOTS; type++) {
    if (sheet->used[type])
      strbuf_add_char(sheet->out, ',');
    if (counts[type])
      strbuf_printf(sheet->out, "%llu", (unsigned long long)counts[type]);
  }
  strbuf_add_char(sheet->out, '\n');
}

/* The least code at which any of the months stands; NULL: all are at their ends. */
static const char *next_code(const struct street_month *months, size_t count, const size_t *at)
{
  const char *least = NULL;
  for (size_t i = 0; i < count; i++)
    if (at[i] < months[i].code_count
        && (!least || strcmp(months[i].codes[at[i]].code, least) < 0))
      least = months[i].codes[at[i]].code;
  return least;
}

/* The files of one month, one a force, as if they were one. */
static void put_month(struct sheet *sheet, struct arena *scratch, const struct street_month *months,
                      size_t count)
{
  const char *month = period_code(scratch, (struct period) { .last = months[0].month,
                                                             .kind = PERIOD_MONTH });
  uint64_t unassigned[CRIME_TYPE_SLOTS] = { 0 }, duplicates[CRIME_TYPE_SLOTS] = { 0 },
           rejected[CRIME_TYPE_SLOTS] = { 0 };
  size_t *at = ARENA_ARRAY(scratch, size_t, count);
  for (const char *code; (code = next_code(months, count, at));) {
    uint64_t counts[CRIME_TYPE_SLOTS] = { 0 };
    for (size_t i = 0; i < count; i++) {
      if (at[i] == months[i].code_count || strcmp(months[i].codes[at[i]].code, code) != 0)
        continue;
      const struct street_code *here = &months[i].codes[at[i]++];
      for (int type = 0; type < CRIME_TYPES; type++)
        counts[type] += here->counts[type];
    }
    if (*code)
      put_row(sheet, month, code, counts);
    else
      memcpy(unassigned, counts, sizeof unassigned);
  }
  for (size_t i = 0; i < count; i++)
    for (int type = 0; type < CRIME_TYPE_SLOTS; type++) {
      duplicates[type] += months[i].duplicates[type];
      rejected[type] += months[i].rejected[type];
    }
  put_row(sheet, month, STREET_UNASSIGNED, unassigned);
  put_row(sheet, month, STREET_DUPLICATE, duplicates);
  put_row(sheet, month, STREET_REJECTED, rejected);
}

int ingest_street_counts(const struct catalog *catalog, const struct source *source,
                         const struct ingest_request *request, struct diags *diags,
                         struct strbuf *out)
{
  auto_arena struct arena *scratch = arena_new();
  struct reading reading = { .arena = scratch, .catalog = catalog, .request = request,
    .diags = diags };
  struct street_months months = { 0 };
  reading.store = store_open(request->store_dir, diags);
  int result = street_gather(&reading, source, scratch, &months);
  store_close(reading.store);
  if (result)
    return -1;
  struct sheet sheet = { .months = &months, .out = out };
  find_used(&sheet);
  put_header(&sheet);
  const struct street_month *all = months.months.at;
  for (size_t from = 0, to; from < months.months.len; from = to) {
    for (to = from + 1; to < months.months.len && all[to].month == all[from].month;)
      to++;
    put_month(&sheet, scratch, &all[from], to - from);
  }
  return 0;
}
