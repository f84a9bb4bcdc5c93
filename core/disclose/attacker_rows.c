/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reconciliation: what every report's appendix says of the rows of a source.  Where a row is a record, all that
 * was counted is all months of all categories. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"

#include <math.h>

enum { YEAR = 12 };

bool attacker_is_of_records(const struct fact_table *table)
{
  return table->source->reader == READER_STREET || table->source->reader == READER_STREET_COUNTS;
}

/* Whether the edition names the source of TABLE. */
static bool is_named(const struct model *model, const struct fact_table *table)
{
  const struct catalog *read = model->facts->catalog;
  for (size_t i = 0; i < read->source_count; i++)
    if (&read->sources[i] == table->source)
      return *released_catalog(model->released)->sources[i].id != '\0';
  return false;
}

/* ---- tallies that are all of a source ------------------------------------------------------ */

struct parts {
  VEC(int) tallies; /* no two have a category in common */
  bool whole;       /* together they have all that were ever recorded */
};

/* How many categories TALLY adds to those TAKEN; 0 when it has one of them. */
static size_t gain(const struct tally *tally, const bool *taken)
{
  size_t count = 0;
  for (size_t c = 0; c < tally->table->category_count; c++) {
    if (tally->wanted[c] && taken[c])
      return 0;
    count += tally->wanted[c];
  }
  return count;
}

static struct parts find_parts(const struct model *model, struct arena *scratch,
                               const struct fact_table *table)
{
  struct parts parts = { 0 };
  const bool *recorded = facts_recorded(scratch, table);
  bool *taken = ARENA_ARRAY(scratch, bool, table->category_count);
  for (;;) {
    int best = NOTHING;
    size_t most = 0;
    for (size_t t = 0; t < model->tallies.len; t++) {
      const struct tally *tally = &model->tallies.at[t];
      bool of_it = tally->table == table && tally->of == TALLY_VALUES && !tally->weighted;
      size_t more = of_it ? gain(tally, taken) : 0;
      if (more > most) {
        most = more;
        best = (int)t;
      }
    }
    if (best == NOTHING)
      break;
    *VEC_ADD(scratch, &parts.tallies) = best;
    for (size_t c = 0; c < table->category_count; c++)
      taken[c] = taken[c] || model->tallies.at[best].wanted[c];
  }
  parts.whole = true;
  for (size_t c = 0; c < table->category_count; c++)
    parts.whole = parts.whole && (taken[c] || !recorded[c]);
  return parts;
}

/* ---- all months ---------------------------------------------------------------------------- */

static bool is_supplied(const struct fact_table *table, int32_t month)
{
  for (size_t i = 0; i < table->month_count; i++)
    if (table->months[i] == month)
      return true;
  return false;
}

/* The count of TALLY in ROW of the column; a new one where none is printed. */
static uint32_t part_of(struct model *model, int tally, int row, size_t column)
{
  return attacker_add_unknown(model, tally, row, column);
}

static bool is_known(const struct model *model, int tally, int row, size_t column)
{
  return model->tallies.at[tally].unknowns[(size_t)row * model->columns + column] != NOTHING;
}

/* All months that were supplied of TALLY in ROW: by years, from the last back, where there are any. */
static void add_months(struct model *model, const struct fact_table *table, int tally, int row)
{
  for (size_t month = model->months; month > 0;) {
    size_t last = month - 1;
    bool year = last + 1 >= YEAR && is_known(model, tally, row, model->months + last);
    for (size_t k = 0; k < YEAR && year; k++)
      year = is_supplied(table, model->first_month + (int32_t)(last - k));
    if (year)
      riddle_term(&model->riddle, part_of(model, tally, row, model->months + last), 1);
    else if (is_supplied(table, model->first_month + (int32_t)last))
      riddle_term(&model->riddle, part_of(model, tally, row, last), 1);
    month -= year ? YEAR : 1;
  }
}

/* An area that is all districts and nothing else, or NOTHING. */
static int everything(const struct catalog *catalog)
{
  for (size_t a = catalog->district_count; a < catalog->area_count; a++)
    if (catalog->areas[a].kind == AREA_GROUP
        && catalog->areas[a].member_count == catalog->district_count)
      return (int)a;
  return NOTHING;
}

/* That what is counted of ROWS, one after the other, is COUNT; no more than that where PARTS are not all. */
static void relate_rows(struct model *model, const struct fact_table *table,
                        const struct parts *parts, const int *rows, size_t row_count, double count,
                        const char *what)
{
  struct reason reason = { .kind = REASON_ROWS, .indicator = NOTHING, .what = what };
  attacker_relate(model, reason, parts->whole ? count : -INFINITY, count);
  for (size_t r = 0; r < row_count; r++)
    for (size_t p = 0; p < parts->tallies.len; p++)
      add_months(model, table, parts->tallies.at[p], rows[r]);
  struct riddle *riddle = &model->riddle;
  if (riddle->relations.at[riddle->relations.len - 1].count > 0)
    return;
  riddle->relations.len--;
  model->reasons.len--;
}

static void read_table(struct model *model, const struct fact_table *table)
{
  auto_arena struct arena *scratch = arena_new();
  const struct catalog *catalog = model->catalog;
  struct parts parts = find_parts(model, scratch, table);
  double counted = 0, unassigned = 0, outside = 0;
  for (size_t i = 0; i < table->input_count; i++) {
    counted += (double)table->inputs[i].counted;
    unassigned += (double)table->inputs[i].unassigned;
    outside += (double)table->inputs[i].outside;
  }
  int all = everything(catalog), areas = (int)catalog->area_count;
  int *districts = ARENA_ARRAY(scratch, int, catalog->district_count);
  for (size_t d = 0; d < catalog->district_count; d++)
    districts[d] = (int)d;
  relate_rows(model, table, &parts, all == NOTHING ? districts : &all,
              all == NOTHING ? catalog->district_count : 1, counted, "counted");
  const int unplaced[] = { areas + SUMS_UNASSIGNED, areas + SUMS_OUTSIDE };
  relate_rows(model, table, &parts, &unplaced[0], 1, unassigned, "unassigned");
  relate_rows(model, table, &parts, &unplaced[1], 1, outside, "outside");
}

void attacker_read_rows(struct model *model)
{
  size_t tallies = model->tallies.len;
  for (size_t t = 0; t < tallies; t++) {
    const struct fact_table *table = model->tallies.at[t].table;
    bool seen = false;
    for (size_t k = 0; k < t; k++)
      seen = seen || model->tallies.at[k].table == table;
    if (!seen && attacker_is_of_records(table) && table->input_count && is_named(model, table))
      read_table(model, table);
  }
}
