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

int crime_type_of(struct str name)
{
  for (int type = 0; type < CRIME_TYPES; type++)
    if (str_is(name, names[type]))
      return type;
  return CRIME_TYPE_UNKNOWN;
}

/* False when two names would have the same slot. */
static bool try_index(struct crime_type_index *index)
{
  for (int i = 0; i < CRIME_TYPE_INDEX; i++)
    index->slots[i].type = CRIME_TYPE_UNKNOWN;
  for (int type = 0; type < CRIME_TYPES; type++) {
    struct str name = str_of(names[type]);
    char text[CRIME_TYPE_READS] = { 0 }, mask[CRIME_TYPE_READS] = { 0 };
    uint32_t slot = crime_type_slot(index, name);
    if (index->slots[slot].type != CRIME_TYPE_UNKNOWN)
      return false;
    memcpy(text, name.at, name.len);
    memset(mask, 0xFF, name.len);
    memcpy(index->slots[slot].words, text, sizeof text);
    memcpy(index->slots[slot].masks, mask, sizeof mask);
    index->slots[slot].len = name.len;
    index->slots[slot].type = type;
  }
  return true;
}

void crime_types_index(struct crime_type_index *index)
{
  *index = (struct crime_type_index) { .multiplier = 0x9E3779B1 };
  while (!try_index(index))
    index->multiplier += 2;
}

const char *crime_type_near(struct str wrong)
{
  return suggest(wrong, names, CRIME_TYPES);
}
