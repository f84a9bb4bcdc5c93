/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where it happens: the map, the busiest neighbourhoods, hot spots and deprivation. */
#include "chapter.h"

/* In points, so that the season and the map share a page. */
static const double MAP_HEIGHT = 230;

/* Which places are high together with their neighbours; none where that was not tested. */
static struct strata_hot_spots find_hot_spots(const struct chapter *chapter)
{
  const struct strata_host *host = violence_host;
  struct strata_hot_spots spots = {.struct_size = sizeof spots};
  if (!STRATA_HAS(host, hot_spots)
      || host->hot_spots(chapter->run, VIOLENCE_OFFENCES, chapter->place->code, NULL, &spots) != STRATA_OK)
    spots.published = 0;
  return spots;
}

/* How many of SPOTS are in each of the chapter's districts. */
static size_t *count_by_district(const struct chapter *chapter, const struct strata_hot_spots *spots)
{
  size_t *counts = violence_host->alloc(chapter->run, (chapter->district_count + 1) * sizeof *counts);
  for (size_t d = 0; d < chapter->district_count; d++) {
    counts[d] = 0;
    for (size_t i = 0; i < spots->spot_count; i++)
      counts[d] += is_word(spots->spots[i]->district, chapter->districts[d]->code);
  }
  return counts;
}

/* The district with most of COUNTS other than BUT; chapter->district_count: no other has any. */
static size_t find_most(const struct chapter *chapter, const size_t *counts, size_t but)
{
  size_t most = chapter->district_count;
  for (size_t d = 0; d < chapter->district_count; d++)
    if (d != but && counts[d] > (most < chapter->district_count ? counts[most] : 0))
      most = d;
  return most;
}

/* "Blackpool has 31 of 68 hot spots, and Preston 20": where those are that the test finds. */
static const char *map_title(const struct chapter *chapter, const struct strata_hot_spots *spots,
                             size_t place_count)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  if (!spots->published)
    return host->format(run, "The %s busiest neighbourhoods", host->spell(run, (double)place_count));
  const size_t *counts = count_by_district(chapter, spots), none = chapter->district_count;
  const size_t first = find_most(chapter, counts, none), second = find_most(chapter, counts, first);
  if (first == none)
    return "No neighbourhood is a hot spot";
  const char *name = chapter->districts[first]->name, *all = host->spell(run, (double)spots->hot);
  if (second == none)
    return spots->hot == 1 ? host->format(run, "%s has the one hot spot", name)
                           : host->format(run, "%s has all %s hot spots", name, all);
  return host->format(run, "%s has %s of %s hot spots, and %s %s", name,
                      host->spell(run, (double)counts[first]), all, chapter->districts[second]->name,
                      host->spell(run, (double)counts[second]));
}

/* The hot spots, and what the deprived have more of. */
static void add_hot_spots(const struct chapter *chapter, const struct strata_hot_spots *spots,
                          struct strata_node *node)
{
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  const char *place = chapter->place->code;
  struct strata_inequality gap = {.struct_size = sizeof gap};
  if (spots->published)
    host->node->paragraph(
        run, node,
        host->format(run, "%s of %s neighbourhoods are hot spots, with %s of offences.",
                     host->number(run, (double)spots->hot, 0, NULL),
                     host->number(run, (double)spots->tested, 0, NULL),
                     host->percent(run, spots->share)),
        NULL);
  if (STRATA_HAS(host, inequality)
      && host->inequality(run, VIOLENCE_OFFENCES, place, NULL, &gap) == STRATA_OK && gap.published
      && is_word(gap.significance, "higher"))
    host->node->paragraph(
        run, node,
        host->format(run,
                     "From the least to the most deprived end the rate rises by %s (slope index, "
                     "95%% interval %s to %s).",
                     host->number(run, -gap.slope, 1, NULL),
                     host->number(run, -gap.slope_upper, 1, NULL),
                     host->number(run, -gap.slope_lower, 1, NULL)),
        NULL);
}

/* The ward that PLACE is fitted to; NULL where no lookup says, or an older host does not. */
static const char *ward_of(const struct strata_neighbourhood *place)
{
  return STRATA_HAS(place, ward) ? place->ward : NULL;
}

void chapter_add_places(const struct chapter *chapter, struct strata_node *page)
{
  enum { MOST = 10, COLUMNS = 4 };
  const struct strata_host *host = violence_host;
  struct strata_run *run = chapter->run;
  size_t count;
  const struct strata_neighbourhood *const *places =
      host->neighbourhoods(run, VIOLENCE_OFFENCES, chapter->place->code, NULL, MOST, &count);
  if (!count)
    return;
  const int spans[] = {7, 5};
  struct strata_node *columns[2];
  host->node->columns(run, page, spans, 2, columns);
  const struct strata_hot_spots spots = find_hot_spots(chapter);
  const struct strata_figure map = {
      STRATA_FIGURE,
      .kind = "map",
      .indicator = VIOLENCE_OFFENCES,
      .scope = chapter->place->code,
      .number = (int)count,
      .height = MAP_HEIGHT,
      .title = map_title(chapter, &spots, count),
      .meaning = host->format(run, "Offences %s by neighbourhood (LSOA), against %s.",
                              chapter->result.unit, chapter->place->name),
      .note = "police.uk moves each offence to a nearby map point, so counts of neighbourhoods are "
              "approximate.",
  };
  host->node->figure(run, columns[0], &map);
  struct strata_cell(*cells)[COLUMNS] = host->alloc(run, count * sizeof *cells);
  struct strata_row *rows = host->alloc(run, count * sizeof *rows);
  for (size_t i = 0; i < count; i++) {
    cells[i][0].text = host->number(run, (double)(i + 1), 0, NULL);
    cells[i][1].text = ward_of(places[i])
                           ? host->format(run, "%s, %s", places[i]->name, ward_of(places[i]))
                           : places[i]->name;
    cells[i][2].text = host->number(run, places[i]->count, 0, NULL);
    cells[i][3].text =
        host->format(run, "%s%%", host->number(run, 100 * places[i]->share, 1, NULL));
    rows[i] = (struct strata_row){.cells = cells[i], .cell_count = COLUMNS};
  }
  const struct strata_column heads[COLUMNS] = {
      {.head = "No.", .width = 0.09},
      {.head = ward_of(places[0]) ? "LSOA, ward (best fit)" : "Neighbourhood", .width = 0.57, .header = 1},
      {.head = "Offences", .align = "right", .width = 0.19},
      {.head = "Share", .align = "right", .width = 0.15},
  };
  const struct strata_table table = {
      STRATA_TABLE, .title = "Most offences", .columns = heads, .column_count = COLUMNS,
      .rows = rows, .row_count = count,
  };
  host->node->table(run, columns[1], &table);
  add_hot_spots(chapter, &spots, columns[1]);
}
