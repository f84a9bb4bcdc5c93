/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a column of a published table holds, told from its name: ONS, MHCLG and others write the
 * same column as "LSOA11CD", "lsoa11_code" or "LSOA code (2011)".
 */
#ifndef STRATA_INGEST_COLUMNS_H
#define STRATA_INGEST_COLUMNS_H

#include "base/str.h"

enum column_role {
  COLUMN_OTHER,
  COLUMN_SMALL_AREA,      /* LSOA code */
  COLUMN_SMALL_AREA_NAME,
  COLUMN_WARD,            /* code of an electoral ward or division */
  COLUMN_WARD_NAME,
  COLUMN_DISTRICT,        /* code of a local authority district or unitary */
  COLUMN_DISTRICT_NAME,
  COLUMN_CODE,            /* some area's code */
  COLUMN_NAME,
  COLUMN_GROUP,
  COLUMN_VINTAGE,
  COLUMN_LONGITUDE,
  COLUMN_LATITUDE,
  COLUMN_EASTING,
  COLUMN_NORTHING,
};

/* The role of a column named NAME, and the year in the name (2011; 11 is 2011), or 0. */
enum column_role column_role(struct str name, int *ret_year);

#endif
