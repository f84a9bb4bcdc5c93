/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An indicator's inequality, severity and hot spots: whether they fit it, and the sources they name. */
#include "base/num.h"
#include "define/build.h"

static void __attribute__((format(printf, 4, 5)))
misfit(struct build *build, const char *code, struct loc loc, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  diag_error(build->diags, code, loc, "%s", arena_vprintf(build->arena, format, args));
  va_end(args);
}

/* ---- inequality ---------------------------------------------------------------------------- */

static void check_inequality(struct build *build, const struct indicator_definition *given)
{
  const struct yaml_node *node = given->decoded.node;
  struct loc loc = node_place(node, "inequality");
  bool share = given->statistic == STATISTIC_PROPORTION;
  if (given->derived || (!share && given->statistic != STATISTIC_RATE)) {
    misfit(build, "STRATA-D070", loc, "inequality is for a rate or a proportion%s",
           given->derived ? " that is counted, not for what a plugin computes" : "");
    diag_hint(build->diags, "remove it, or write 'statistic: rate' and 'per'");
  }
  const char *by = given->inequality->by;
  int source = names_need(build, &build->measures, by,
                          node_place(given->inequality->decoded.node, "by"));
  if (source == NO_INDEX || build->catalog->sources[source].reader == READER_DEPRIVATION)
    return;
  misfit(build, "STRATA-D071", node_place(given->inequality->decoded.node, "by"),
         "'%s' does not say how deprived neighbourhoods are", by);
  diag_hint(build->diags, "name the measure of a source whose reader is 'deprivation'");
}

/* ---- severity ------------------------------------------------------------------------------ */

static const struct source *find_weights(struct build *build, const struct indicator_definition *given)
{
  struct loc loc = node_place(given->decoded.node, "severity");
  const struct catalog *catalog = build->catalog;
  const char **known = ARENA_ARRAY(build->arena, const char *, catalog->source_count);
  size_t count = 0;
  if (given->derived || given->statistic == STATISTIC_GIVEN
      || given->statistic == STATISTIC_PROPORTION) {
    misfit(build, "STRATA-D072", loc, "severity is for offences that are counted: a count or a rate");
    diag_hint(build->diags, "remove it, or write 'statistic: count'");
    return NULL;
  }
  for (size_t i = 0; i < catalog->source_count; i++) {
    if (catalog->sources[i].reader != READER_SEVERITY_WEIGHTS)
      continue;
    if (strcmp(catalog->sources[i].id, given->severity) == 0)
      return &catalog->sources[i];
    known[count++] = catalog->sources[i].id;
  }
  if (build->measures.partial)
    return NULL;
  misfit(build, "STRATA-D073", loc, "there is no source of severity weights '%s'", given->severity);
  if (count)
    diag_suggest(build->diags, str_of(given->severity), known, count);
  else
    diag_hint(build->diags, "declare a source with 'reader: severity-weights', its version and date");
  return NULL;
}

/* ---- hot spots ----------------------------------------------------------------------------- */

static void check_hot_spots(struct build *build, const struct indicator_definition *given)
{
  struct loc loc = node_place(given->decoded.node, "hot spots");
  if (given->derived
      || (given->statistic != STATISTIC_COUNT && given->statistic != STATISTIC_RATE)) {
    misfit(build, "STRATA-D074", loc, "hot spots are of events that are counted: a count or a rate");
    diag_hint(build->diags, "remove it, or write 'statistic: count'");
  } else if (given->hot_spots->of == HOT_SPOTS_OF_RATES && given->statistic == STATISTIC_COUNT) {
    misfit(build, "STRATA-D075", node_place(given->hot_spots->decoded.node, "of"),
           "a count has no rates to find hot spots of");
    diag_hint(build->diags, "write 'of: counts', or 'statistic: rate' and 'per'");
  }
}

/* ---- near repeats -------------------------------------------------------------------------- */

/* The source that EVENTS names in NODE, for WHAT: "near repeats". */
static const struct source *find_events(struct build *build, const char *events,
                                        const struct yaml_node *node, const char *what)
{
  struct loc loc = node_place(node, "events");
  const struct catalog *catalog = build->catalog;
  const char **known = ARENA_ARRAY(build->arena, const char *, catalog->source_count);
  size_t count = 0;
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    bool named = events && strcmp(source->id, events) == 0;
    if (named && (source->reader == READER_STREET || source->reader == READER_STREET_COUNTS)) {
      misfit(build, "STRATA-D078", loc, "%s cannot be found in data.police.uk", what);
      diag_hint(build->diags, "its points are moved to map points that several homes share, and its "
                              "events have no day; name a source of local coordinates");
      return NULL;
    }
    if (source->reader != READER_EVENTS)
      continue;
    if (named)
      return source;
    known[count++] = source->id;
  }
  if (build->measures.partial || !events)
    return NULL;
  misfit(build, "STRATA-D077", loc, "there is no source of events '%s'", events);
  if (count)
    diag_suggest(build->diags, str_of(events), known, count);
  else
    diag_hint(build->diags, "declare a source with 'reader: events'");
  return NULL;
}

/* ---- places of events ----------------------------------------------------------------------- */

static void build_event_places(struct build *build, const struct event_places_definition *given,
                               struct indicator *indicator)
{
  const struct yaml_node *node = given->decoded.node;
  indicator->event_places = (struct event_places_choice) {
    find_events(build, given->events, node, "repeat locations and hot cells"), given->cell,
    given->within, given->discovery, given->bandwidth
  };
  if (given->within >= given->cell || given->decoded.flawed)
    return;
  misfit(build, "STRATA-D079", node_place(node, node_value(node, "within") ? "within" : "cell"),
         "cells of %s m have no neighbours within %s m",
         num_significant(build->arena, given->cell), num_significant(build->arena, given->within));
  diag_hint(build->diags, "write a larger 'within', or a smaller 'cell'");
}

/* ---- all of them --------------------------------------------------------------------------- */

void build_place(struct build *build, const struct indicator_definition *given,
                 struct indicator *indicator)
{
  if (given->inequality || given->hot_spots)
    indicator->place_loc
      = node_place(given->decoded.node, given->inequality ? "inequality" : "hot spots");
  if (given->inequality) {
    check_inequality(build, given);
    indicator->inequality = (struct inequality_choice) {
      true, given->inequality->by, given->inequality->domain,
      (enum inequality_interval)given->inequality->interval
    };
  }
  if (given->hot_spots) {
    check_hot_spots(build, given);
    indicator->hot_spots = (struct hot_spots_choice) {
      true, (enum hot_spots_of)given->hot_spots->of, given->hot_spots->within,
      given->hot_spots->discovery
    };
  }
  if (given->near_repeat)
    indicator->near_repeat = (struct near_repeat_choice) {
      find_events(build, given->near_repeat->events, given->near_repeat->decoded.node,
                  "near repeats"),
      given->near_repeat->metres, given->near_repeat->places, given->near_repeat->days,
      given->near_repeat->times
    };
  if (given->event_places)
    build_event_places(build, given->event_places, indicator);
  if (given->severity) {
    indicator->severity = find_weights(build, given);
    indicator->severity_loc = node_place(given->decoded.node, "severity");
  }
}

void build_weights(struct build *build, const struct source_definition *given,
                   struct source *source)
{
  static const char *const keys[] = { "version", "date" };
  const char *const values[] = { given->version, given->date };
  bool weights = given->reader == READER_SEVERITY_WEIGHTS;
  source->version = given->version;
  source->date = given->date;
  for (size_t i = 0; i < 2; i++) {
    /* Of weights that are awaited nobody knows the version yet: reading them asks for it. */
    if (weights == (values[i] != NULL) || (weights && given->optional))
      continue;
    const struct yaml_node *node = given->decoded.node;
    misfit(build, "STRATA-D076", weights ? node->loc : node_place(node, keys[i]),
           weights ? "severity weights need their %s" : "only severity weights have a %s here",
           keys[i]);
    diag_hint(build->diags, weights ? "publications revise their weights: say '%s' as the file does"
                                    : "remove '%s'; a title may hold it",
              keys[i]);
  }
}
