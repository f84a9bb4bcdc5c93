/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inequality, severity and hot spots after disclosure.
 *
 * They are made of figures by neighbourhood or by category, so they come out only where all of what
 * they are made of does: where any of it is hidden, changed or rounded for the audience, the answer is
 * suppressed as a whole, and with it the names and the shares that it holds.
 */
#ifndef STRATA_DISCLOSE_PLACES_H
#define STRATA_DISCLOSE_PLACES_H

#include "compute/place_results.h"
#include "disclose/disclose.h"

/* As the functions of compute/place_results.h. */
void released_inequality(const struct released *released, int indicator, int area,
                         struct period period, struct inequality_result *ret);
void released_deprived_tenth(const struct released *released, int indicator, int area,
                             struct period period, struct inequality_result *ret);
void released_severity(struct arena *arena, const struct released *released, int indicator, int area,
                       struct period period, struct severity_result *ret);
void released_hot_spots(struct arena *arena, const struct released *released, int indicator,
                        int area, struct period period, struct hot_spots_result *ret);

/* Events of a restricted source give pairs to the restricted audience alone. */
void released_near_repeat(struct arena *arena, const struct released *released, int indicator,
                          int area, struct period period, struct near_repeat_result *ret);

/* The same of places of events; and where a rule is about the indicator the public sees none: cells would
 * give counts away. */
void released_event_places(struct arena *arena, const struct released *released, int indicator,
                           int area, struct period period, struct event_places_result *ret);

#endif
