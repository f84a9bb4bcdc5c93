/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/seal.h"

#include "base/num.h"
#include "base/vec.h"
#include "compute/rounding.h"
#include "disclose/cells.h"
#include "disclose/rules.h"

#include <stdlib.h>
#include <string.h>

static const char header[] = "indicator,divisor,area,period,count,base";

enum { FIELDS = 6 };

/* ---- writing ------------------------------------------------------------------------------- */

/* The first open indicator that prints the cell's counts, or NULL. */
static const struct cell_use *open_use(const struct catalog *catalog,
                                       const struct cell_filter *filter)
{
  for (size_t u = 0; filter->printed && u < filter->use_count; u++)
    if (*catalog->indicators[filter->uses[u].indicator].id)
      return &filter->uses[u];
  return NULL;
}

bool seal_keeps_back(const struct catalog *catalog, const struct source *source)
{
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[i];
    const char *const measures[] = { indicator->measure, indicator->per_measure };
    size_t at = 0;
    bool ruled = rules_next(indicator, AUDIENCE_PUBLIC, &at) || indicator->marking != MARKING_OFFICIAL;
    for (size_t k = 0; ruled && k < 2; k++) {
      int counted = measures[k] ? catalog_source_of_measure(catalog, measures[k]) : NO_INDEX;
      if (counted != NO_INDEX && &catalog->sources[counted] == source)
        return true;
    }
  }
  return false;
}

/* ---- what was counted ---------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_sorted(struct strbuf *out, const char **texts, size_t count, const char *between)
{
  if (count > 1)
    qsort(texts, count, sizeof *texts, compare_texts);
  for (size_t i = 0; i < count; i++)
    strbuf_printf(out, "%s%s", i ? between : "", texts[i]);
}

/* " where type is Burglary | Theft", in an order of its own: that of a definition says nothing. */
static void add_wheres(struct strbuf *out, const struct where *wheres, size_t count)
{
  const char **all = ARENA_ARRAY(out->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    struct strbuf one = STRBUF(out->arena);
    const char **values = ARENA_ARRAY(out->arena, const char *, wheres[i].value_count);
    for (size_t k = 0; k < wheres[i].value_count; k++)
      values[k] = wheres[i].values[k];
    strbuf_printf(&one, "%s %s ", wheres[i].category, wheres[i].except ? "is not" : "is");
    add_sorted(&one, values, wheres[i].value_count, " | ");
    all[i] = strbuf_text(&one);
  }
  strbuf_add_text(out, count ? " where " : "");
  add_sorted(out, all, count, "; ");
}

static const char *words_of_counts(struct arena *arena, const struct indicator *indicator, bool divisor)
{
  struct strbuf out = STRBUF(arena);
  bool own = !divisor || !indicator->per_measure;
  strbuf_printf(&out, "%s %s %s", indicator->id, divisor ? "yes" : "no",
                own ? indicator->measure : indicator->per_measure);
  add_wheres(&out, own ? indicator->where : indicator->per_where,
             own ? indicator->where_count : indicator->per_where_count);
  return strbuf_text(&out);
}

static const char *words_of_group(struct arena *arena, const struct catalog *catalog, const struct area *area)
{
  struct strbuf out = STRBUF(arena);
  const char **codes = ARENA_ARRAY(arena, const char *, area->member_count);
  for (size_t m = 0; m < area->member_count; m++)
    codes[m] = catalog->areas[area->members[m]].code;
  strbuf_printf(&out, "%s ", area->code);
  add_sorted(&out, codes, area->member_count, " ");
  return strbuf_text(&out);
}

static const char counts_mark[] = "# counts ", group_mark[] = "# group ";

/* What each count was of, so that another edition knows whether it still counts that. */
static void write_definitions(const struct cells *cells, const struct catalog *catalog, struct strbuf *out)
{
  for (size_t f = 0; f < cells->filter_count; f++) {
    const struct cell_use *use = open_use(catalog, &cells->filters[f]);
    if (use)
      strbuf_printf(out, "%s%s\n", counts_mark,
                    words_of_counts(out->arena, &catalog->indicators[use->indicator], use->denominator));
  }
  for (size_t a = catalog->district_count; a < catalog->area_count; a++)
    strbuf_printf(out, "%s%s\n", group_mark, words_of_group(out->arena, catalog, &catalog->areas[a]));
}

void seal_write(const struct released *released, const struct edition *edition, struct strbuf *out)
{
  const struct cells *cells = released_cells(released);
  const struct catalog *catalog = released_catalog(released);
  if (cells)
    write_definitions(cells, catalog, out);
  strbuf_printf(out, "%s\n", header);
  for (size_t i = 0; cells && i < cells->count; i++) {
    const struct cell *cell = &cells->at[i];
    const struct cell_use *use = open_use(catalog, &cells->filters[cell->filter]);
    if (!use || cell->hidden || cell->row >= (int)catalog->area_count
        || cell->period.last > edition->cut_off)
      continue;
    int base = cell->base > 1 ? (int)cell->base : 1;
    strbuf_printf(out, "%s,%s,%s,%s,%s,%d\n", catalog->indicators[use->indicator].id,
                  use->denominator ? "yes" : "no", catalog->areas[cell->row].code,
                  period_code(out->arena, cell->period),
                  num_significant(out->arena, round_to_base(cell->value, base)), base);
  }
}

/* ---- reading ------------------------------------------------------------------------------- */

static int damaged(const char *path, uint32_t line, struct diags *diags)
{
  struct loc loc = { .file = path, .line = line, .col = 1 };
  diag_error(diags, "STRATA-S025", loc,
             "this sealed edition is not as it was written");
  diag_hint(diags, "take it from where it was kept, or seal the edition again from its own data");
  return -1;
}

static void say_gone(struct diags *diags, struct loc loc, const char *what, struct str id, const char *how)
{
  diag_error(diags, "STRATA-S027", loc, "this edition printed counts of %s '%.*s', which %s", what, (int)id.len, id.at,
             how);
  diag_hint(diags, "keep it as it was under its id, and give what is new another; marked official-sensitive, an indicator "
                   "is kept and not printed");
}

static struct str first_word(struct str text)
{
  const char *space = memchr(text.at, ' ', text.len);
  return (struct str) { text.at, space ? (size_t)(space - text.at) : text.len };
}

static bool is_measured(const struct catalog *catalog, struct str measure)
{
  for (size_t i = 0; i < catalog->indicator_count; i++)
    if ((catalog->indicators[i].measure && str_is(measure, catalog->indicators[i].measure))
        || (catalog->indicators[i].per_measure && str_is(measure, catalog->indicators[i].per_measure)))
      return true;
  return false;
}

/* "p.theft no offences where type is Theft": what it counts now, or a measure that nobody counts any more. */
static bool is_counted_so(struct arena *arena, const struct catalog *catalog, struct str line, struct diags *diags,
                          struct loc loc)
{
  struct str id = first_word(line), rest = { line.at + id.len, line.len - id.len };
  if (!rest.len)
    return true;
  rest = (struct str) { rest.at + 1, rest.len - 1 };
  struct str divisor = first_word(rest);
  int found = catalog_indicator(catalog, id);
  if (rest.len <= divisor.len
      || !is_measured(catalog, first_word((struct str) { rest.at + divisor.len + 1, rest.len - divisor.len - 1 })))
    return true;
  if (found != NO_INDEX && catalog->indicators[found].measure
      && str_is(line, words_of_counts(arena, &catalog->indicators[found], str_is(divisor, "yes"))))
    return true;
  say_gone(diags, loc, "indicator", id, found == NO_INDEX ? "is no longer defined" : "counts something else now");
  return false;
}

static bool is_group_so(struct arena *arena, const struct catalog *catalog, struct str line, struct diags *diags,
                        struct loc loc)
{
  struct str id = first_word(line);
  int found = catalog_area(catalog, id);
  if (found != NO_INDEX && str_is(line, words_of_group(arena, catalog, &catalog->areas[found])))
    return true;
  say_gone(diags, loc, "group", id, found == NO_INDEX ? "is no longer an area" : "has other members now");
  return false;
}

/* Whether what a line above the counts says of them still holds. */
static bool still_holds(struct arena *arena, const struct catalog *catalog, struct str line, struct diags *diags,
                        struct loc loc)
{
  size_t counts = strlen(counts_mark), group = strlen(group_mark);
  if (str_starts(line, counts_mark))
    return is_counted_so(arena, catalog, (struct str) { line.at + counts, line.len - counts }, diags, loc);
  if (str_starts(line, group_mark))
    return is_group_so(arena, catalog, (struct str) { line.at + group, line.len - group }, diags, loc);
  return true;
}

static size_t split(struct str line, struct str fields[FIELDS + 1])
{
  size_t count = 0;
  while (count <= FIELDS) {
    const char *comma = memchr(line.at, ',', line.len);
    size_t len = comma ? (size_t)(comma - line.at) : line.len;
    fields[count++] = (struct str) { line.at, len };
    if (!comma)
      break;
    line = (struct str) { comma + 1, line.len - len - 1 };
  }
  return count;
}

static bool parse(const struct catalog *catalog, struct str line, struct printed_count *ret)
{
  struct str fields[FIELDS + 1];
  int64_t base;
  if (split(line, fields) != FIELDS || !period_parse(fields[3], &ret->period)
      || !num_parse(fields[4], &ret->value) || !num_parse_int(fields[5], &base) || base < 1
      || base > 1000 || !(str_is(fields[1], "yes") || str_is(fields[1], "no")))
    return false;
  ret->indicator = catalog_indicator(catalog, fields[0]);
  ret->denominator = str_is(fields[1], "yes");
  ret->row = catalog_area(catalog, fields[2]);
  ret->base = base > 1 ? (double)base : 0;
  return true;
}

int seal_read(struct arena *arena, const struct catalog *catalog, const char *path,
              struct str text, struct diags *diags, struct sealed *sealed)
{
  bool begun = false, holds = true;
  uint32_t number = 0;
  while (text.len) {
    const char *end = memchr(text.at, '\n', text.len);
    struct str line = { text.at, end ? (size_t)(end - text.at) : text.len };
    text.at += line.len + (end != NULL);
    text.len -= line.len + (end != NULL);
    number++;
    struct loc loc = { .file = path, .line = number, .col = 1 };
    holds = still_holds(arena, catalog, line, diags, loc) && holds;
    if (!line.len || line.at[0] == '#')
      continue;
    struct printed_count count;
    if (!begun && !str_is(line, header))
      return damaged(path, number, diags);
    if (begun && !parse(catalog, line, &count))
      return damaged(path, number, diags);
    if (begun && count.indicator != NO_INDEX && count.row != NO_INDEX)
      *VEC_ADD(arena, sealed) = count;
    begun = true;
  }
  return !begun ? damaged(path, number, diags) : holds ? 0 : -1;
}
