/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/crime_types.h"

#include "base/suggest.h"

static const char *const names[CRIME_TYPES] = {
  "Anti-social behaviour",
  "Bicycle theft",
  "Burglary",
  "Criminal damage and arson",
  "Drugs",
  "Other crime",
  "Other theft",
  "Possession of weapons",
  "Public disorder and weapons", /* to April 2013 */
  "Public order",
  "Robbery",
  "Shoplifting",
  "Theft from the person",
  "Vehicle crime",
  "Violence and sexual offences",
  "Violent crime", /* to April 2013 */
};

const char *crime_type_name(int type)
{
  return names[type];
}

/* The length and a letter or two leave one type that it can be, so that one comparison decides. */
static int only_candidate(struct str name)
{
  switch (name.len) {
  case 5: return 4;
  case 7: return 10;
  case 8: return 2;
  case 11: return name.at[0] == 'S' ? 11 : name.at[6] == 'c' ? 5 : 6;
  case 12: return 9;
  case 13: return name.at[0] == 'B' ? 1 : name.at[1] == 'e' ? 13 : 15;
  case 21: return name.at[0] == 'A' ? 0 : name.at[0] == 'P' ? 7 : 12;
  case 25: return 3;
  case 27: return 8;
  case 28: return 14;
  default: return CRIME_TYPE_UNKNOWN;
  }
}

int crime_type_of(struct str name)
{
  int type = only_candidate(name);
  if (type == CRIME_TYPE_UNKNOWN || memcmp(name.at, names[type], name.len) != 0)
    return CRIME_TYPE_UNKNOWN;
  return type;
}

const char *crime_type_near(struct str wrong)
{
  return suggest(wrong, names, CRIME_TYPES);
}
