/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/place_model.h"

static const char *why_none_are_named(const struct results *results,
                                      const struct indicator *indicator)
{
  const char *measure = indicator->measure;
  int source = measure ? catalog_source_of_measure(results->catalog, measure) : NO_INDEX;
  enum reader reader = source == NO_INDEX ? READER_TIDY : results->catalog->sources[source].reader;
  return reader == READER_STREET || reader == READER_STREET_COUNTS
           ? "data.police.uk moves every event to one of a list of map points, which several homes "
             "share, and gives its month alone: events at one point are no repeats"
           : "Its definition names no source of single events";
}

const struct event_list *find_single_events(const struct results *results, const struct view *view,
                                            const struct source *source, int area, enum status *ret_status,
                                            const char **ret_reason)
{
  const struct event_list *list = source ? facts_events(results->facts, source) : NULL;
  if (!list) {
    *ret_status = STATUS_NOT_APPLICABLE;
    *ret_reason = why_none_are_named(results, view->indicator);
    return NULL;
  }
  if (list->awaited) {
    *ret_status = STATUS_UNAVAILABLE;
    *ret_reason = "The events were not supplied";
    return NULL;
  }
  if (area != view->comparator) {
    *ret_status = STATUS_NOT_APPLICABLE;
    *ret_reason = "This is known of all events of the source together";
    return NULL;
  }
  return list;
}
