/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an indicator's inequality and hot spots are asked for. */
#include "define/definitions.h"

#include "define/catalog.h"

static const char *const interval_words[]
  = { [INEQUALITY_SIMULATED] = "simulated", [INEQUALITY_CLOSED_FORM] = "closed-form",
      [INEQUALITY_NO_INTERVAL] = "none", NULL };

#define AT(member) offsetof(struct inequality_definition, member)
static const struct field inequality_fields[] = {
  { .name = "by", .kind = FIELD_TEXT, .at = AT(by), .required = true, .form = &form_id,
    .description = "The measure of a source of deprivation, usually deprivation." },
  { .name = "domain", .kind = FIELD_TEXT, .at = AT(domain),
    .otherwise = "Index of Multiple Deprivation",
    .description = "By which domain of it neighbourhoods are ordered. The whole index holds crime: "
                   "for crime take one that does not, such as Income." },
  { .name = "interval", .kind = FIELD_WORD, .at = AT(interval), .words = interval_words,
    .otherwise = "simulated",
    .description = "How the indices' limits are found: simulated, 100,000 times; closed-form, for "
                   "the slope alone; or none." },
};
#undef AT
const struct schema inequality_schema
  = SCHEMA("inequality", "A slope and relative index of inequality by deprivation.",
           struct inequality_definition, inequality_fields);

static const char *const of_words[]
  = { [HOT_SPOTS_OF_COUNTS] = "counts", [HOT_SPOTS_OF_RATES] = "rates", NULL };

#define AT(member) offsetof(struct hot_spots_definition, member)
static const struct field hot_spots_fields[] = {
  { .name = "of", .kind = FIELD_WORD, .at = AT(of), .words = of_words, .otherwise = "counts",
    .description = "Whether places are high by how much happened, or by how much for one of the "
                   "residents." },
  { .name = "within", .kind = FIELD_NUMBER, .at = AT(within), .least = 1, .most = 100000,
    .otherwise = "1500",
    .description = "How far apart the centres of neighbours are at most, in metres." },
  { .name = "discovery", .kind = FIELD_NUMBER, .at = AT(discovery), .least = 1, .most = 50,
    .otherwise = "5",
    .description = "How many of the hot spots found may be so by chance, in per cent." },
};
#undef AT
const struct schema hot_spots_schema
  = SCHEMA("hot-spots", "Neighbourhoods that are high together with those around them, by Gi*.",
           struct hot_spots_definition, hot_spots_fields);

#define AT(member) offsetof(struct near_repeat_definition, member)
static const struct field near_repeat_fields[] = {
  { .name = "events", .kind = FIELD_TEXT, .at = AT(events), .required = true, .form = &form_id,
    .description = "The source of events, whose reader is events: local coordinates, never those of "
                   "data.police.uk, which are moved." },
  { .name = "metres", .kind = FIELD_NUMBER, .at = AT(metres), .least = 1, .most = 10000,
    .otherwise = "100", .description = "How wide a band of distance is." },
  { .name = "places", .kind = FIELD_INTEGER, .at = AT(places), .least = 1, .most = 10,
    .otherwise = "3", .description = "How many bands of distance there are, beside the same place." },
  { .name = "days", .kind = FIELD_INTEGER, .at = AT(days), .least = 1, .most = 366,
    .otherwise = "7", .description = "How wide a band of time is." },
  { .name = "times", .kind = FIELD_INTEGER, .at = AT(times), .least = 1, .most = 10,
    .otherwise = "3", .description = "How many bands of time there are." },
};
#undef AT
const struct schema near_repeat_schema
  = SCHEMA("near-repeat", "Near repeats, by Knox's test.", struct near_repeat_definition,
           near_repeat_fields);

#define AT(member) offsetof(struct event_places_definition, member)
static const struct field event_places_fields[] = {
  { .name = "events", .kind = FIELD_TEXT, .at = AT(events), .required = true, .form = &form_id,
    .description = "The source of events, whose reader is events: local coordinates, never those of "
                   "data.police.uk, which are moved." },
  { .name = "cell", .kind = FIELD_NUMBER, .at = AT(cell), .least = 10, .most = 10000,
    .otherwise = "200", .description = "How wide a cell of the grid is, in metres." },
  { .name = "within", .kind = FIELD_NUMBER, .at = AT(within), .least = 10, .most = 100000,
    .otherwise = "300",
    .description = "How far apart the centres of neighbours are at most, in metres; more than a "
                   "cell." },
  { .name = "discovery", .kind = FIELD_NUMBER, .at = AT(discovery), .least = 1, .most = 50,
    .otherwise = "5",
    .description = "How many of the hot cells found may be so by chance, in per cent." },
  { .name = "bandwidth", .kind = FIELD_NUMBER, .at = AT(bandwidth), .least = 10, .most = 100000,
    .otherwise = "400", .description = "Of the kernel density, in metres." },
};
#undef AT
const struct schema event_places_schema
  = SCHEMA("event-places", "Repeat locations, hot cells of a grid and their density.",
           struct event_places_definition, event_places_fields);
