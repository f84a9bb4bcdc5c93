/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The crime types of data.police.uk: the fourteen of today, and two of before May 2013.
 */
#ifndef STRATA_INGEST_CRIME_TYPES_H
#define STRATA_INGEST_CRIME_TYPES_H

#include "base/str.h"

enum { CRIME_TYPES = 16, CRIME_TYPE_UNKNOWN = CRIME_TYPES, CRIME_TYPE_SLOTS };

/* TYPE is 0 to CRIME_TYPES - 1, in the order of the names. */
const char *crime_type_name(int type);

/* CRIME_TYPE_UNKNOWN when there is no such type. */
int crime_type_of(struct str name);

/* The nearest name to a wrong one, or NULL. */
const char *crime_type_near(struct str wrong);

#endif
