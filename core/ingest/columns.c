/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/columns.h"

enum { LONGEST_NAME = 80 };

/* Letters in lower case; # is a run of digits; everything else is left out of the name. */
static const struct {
  const char *pattern;
  enum column_role role;
} patterns[] = {
  { "lsoa#cd", COLUMN_SMALL_AREA },
  { "lsoa#code", COLUMN_SMALL_AREA },
  { "lsoacode#", COLUMN_SMALL_AREA },
  { "lsoacode", COLUMN_SMALL_AREA },
  { "lsoa#", COLUMN_SMALL_AREA },
  { "lsoa", COLUMN_SMALL_AREA },
  { "lsoa#nm", COLUMN_SMALL_AREA_NAME },
  { "lsoa#name", COLUMN_SMALL_AREA_NAME },
  { "lsoaname#", COLUMN_SMALL_AREA_NAME },
  { "lsoaname", COLUMN_SMALL_AREA_NAME },
  { "wd#cd", COLUMN_WARD },
  { "wd#code", COLUMN_WARD },
  { "ward#cd", COLUMN_WARD },
  { "ward#code", COLUMN_WARD },
  { "wardcode#", COLUMN_WARD },
  { "wardcode", COLUMN_WARD },
  { "ward", COLUMN_WARD },
  { "wd#nm", COLUMN_WARD_NAME },
  { "wd#name", COLUMN_WARD_NAME },
  { "ward#nm", COLUMN_WARD_NAME },
  { "ward#name", COLUMN_WARD_NAME },
  { "wardname#", COLUMN_WARD_NAME },
  { "wardname", COLUMN_WARD_NAME },
  { "lad#cd", COLUMN_DISTRICT },
  { "lad#code", COLUMN_DISTRICT },
  { "ladcode#", COLUMN_DISTRICT },
  { "ladcode", COLUMN_DISTRICT },
  { "ltla#code", COLUMN_DISTRICT },
  { "ltla#cd", COLUMN_DISTRICT },
  { "localauthoritydistrictcode#", COLUMN_DISTRICT },
  { "lacode#boundaries", COLUMN_DISTRICT },
  { "district", COLUMN_DISTRICT },
  { "districtcode", COLUMN_DISTRICT },
  { "lad#nm", COLUMN_DISTRICT_NAME },
  { "lad#name", COLUMN_DISTRICT_NAME },
  { "laname#", COLUMN_DISTRICT_NAME },
  { "laname#boundaries", COLUMN_DISTRICT_NAME },
  { "ltla#name", COLUMN_DISTRICT_NAME },
  { "localauthoritydistrictname#", COLUMN_DISTRICT_NAME },
  { "area", COLUMN_CODE },
  { "code", COLUMN_CODE },
  { "areacode", COLUMN_CODE },
  { "gsscode", COLUMN_CODE },
  { "objectid", COLUMN_CODE },
  { "name", COLUMN_NAME },
  { "group", COLUMN_GROUP },
  { "vintage", COLUMN_VINTAGE },
  { "longitude", COLUMN_LONGITUDE },
  { "long", COLUMN_LONGITUDE },
  { "lon", COLUMN_LONGITUDE },
  { "latitude", COLUMN_LATITUDE },
  { "lat", COLUMN_LATITUDE },
  { "easting", COLUMN_EASTING },
  { "x", COLUMN_EASTING },
  { "northing", COLUMN_NORTHING },
  { "y", COLUMN_NORTHING },
};

/* Letters and digits of NAME, and how many; SIZE_MAX when there are too many. */
static size_t squeeze(struct str name, char *out)
{
  size_t len = 0;
  for (size_t i = 0; i < name.len; i++) {
    char c = name.at[i];
    if (c >= 'A' && c <= 'Z')
      c = (char)(c + ('a' - 'A'));
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
      continue;
    if (len == LONGEST_NAME)
      return SIZE_MAX;
    out[len++] = c;
  }
  return len;
}

static bool matches(const char *pattern, struct str text, int *ret_year)
{
  int year = 0;
  size_t at = 0;
  for (; *pattern; pattern++) {
    if (*pattern != '#') {
      if (at == text.len || text.at[at++] != *pattern)
        return false;
      continue;
    }
    size_t first = at;
    for (; at < text.len && text.at[at] >= '0' && text.at[at] <= '9' && at - first < 4; at++)
      year = year * 10 + (text.at[at] - '0');
    if (at == first)
      return false;
  }
  if (at != text.len)
    return false;
  *ret_year = year > 0 && year < 100 ? 2000 + year : year;
  return true;
}

enum column_role column_role(struct str name, int *ret_year)
{
  char squeezed[LONGEST_NAME];
  size_t len = squeeze(name, squeezed);
  *ret_year = 0;
  if (len == SIZE_MAX)
    return COLUMN_OTHER;
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
    if (matches(patterns[i].pattern, (struct str) { squeezed, len }, ret_year))
      return patterns[i].role;
  return COLUMN_OTHER;
}
