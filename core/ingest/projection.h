/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From longitude and latitude to metres on the British National Grid.
 *
 * The formulas and constants are the Ordnance Survey's (A guide to coordinate systems in Great
 * Britain, annexes B and C): a Helmert transformation from WGS84 to the Airy ellipsoid of OSGB36,
 * good to about 5 metres, then the National Grid's transverse Mercator projection.
 */
#ifndef STRATA_INGEST_PROJECTION_H
#define STRATA_INGEST_PROJECTION_H

#include "ingest/facts.h"

#include <stdbool.h>

/* Whether the numbers can be degrees of longitude and latitude, or metres, in the British Isles. */
bool is_british_degrees(double longitude, double latitude);
bool is_british_metres(double easting, double northing);

/* WGS84 degrees to National Grid metres. */
struct point to_national_grid(double longitude, double latitude);

/* The projection alone: degrees of OSGB36 (not of WGS84) to metres. */
struct point project_airy(double longitude, double latitude);

#endif
