/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/seal.h"

#include "base/num.h"
#include "base/vec.h"
#include "compute/rounding.h"
#include "disclose/cells.h"

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

void seal_write(const struct released *released, const struct edition *edition, struct strbuf *out)
{
  const struct cells *cells = released_cells(released);
  const struct catalog *catalog = released_catalog(released);
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
  bool begun = false;
  uint32_t number = 0;
  while (text.len) {
    const char *end = memchr(text.at, '\n', text.len);
    struct str line = { text.at, end ? (size_t)(end - text.at) : text.len };
    text.at += line.len + (end != NULL);
    text.len -= line.len + (end != NULL);
    number++;
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
  return begun ? 0 : damaged(path, number, diags);
}
