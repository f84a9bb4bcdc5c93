/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/filter.h"

int filter_area(struct session *session, const char *code)
{
  const struct catalog *catalog = session->catalog;
  const char **words = ARENA_ARRAY(session->arena, const char *, catalog->area_count * 2);
  for (size_t i = 0; i < catalog->area_count; i++) {
    words[2 * i] = catalog->areas[i].code;
    words[2 * i + 1] = catalog->areas[i].name;
    if (str_equal_nocase(str_of(code), str_of(words[2 * i]))
        || str_equal_nocase(str_of(code), str_of(words[2 * i + 1])))
      return (int)i;
  }
  diag_error(session->diags, "STRATA-W001", LOC_NONE, "no area '%s' in this workspace", code);
  diag_suggest(session->diags, str_of(code), words, catalog->area_count * 2);
  diag_hint(session->diags, "areas are GSS codes or names of districts, or ids of groups, as "
                            "assessment.yaml lists them under 'areas'");
  return NO_INDEX;
}

int filter_indicator(struct session *session, const char *id)
{
  const struct catalog *catalog = session->catalog;
  int found = catalog_indicator(catalog, str_of(id));
  if (found != NO_INDEX)
    return found;
  const char **words = ARENA_ARRAY(session->arena, const char *, catalog->indicator_count);
  for (size_t i = 0; i < catalog->indicator_count; i++)
    words[i] = catalog->indicators[i].id;
  diag_error(session->diags, "STRATA-W002", LOC_NONE, "no indicator '%s' in this workspace", id);
  diag_suggest(session->diags, str_of(id), words, catalog->indicator_count);
  diag_hint(session->diags, "'strata plugin list' shows the plugins; their indicators begin with "
                            "the plugin's id, as in 'asb.incidents'");
  return NO_INDEX;
}

bool filter_period(struct session *session, const char *code, struct period *ret_period)
{
  if (period_parse(str_of(code), ret_period))
    return true;
  diag_error(session->diags, "STRATA-W003", LOC_NONE, "'%s' is no period", code);
  diag_hint(session->diags, "write a month as 2025-12, a financial year as 2024/25, a calendar "
                            "year as 2025, twelve months as ye-2025-12");
  return false;
}

bool chosen_has(struct chosen chosen, int index)
{
  for (size_t i = 0; i < chosen.len; i++)
    if (chosen.at[i] == index)
      return true;
  return chosen.len == 0;
}

static int filter(struct session *session, const struct values *values,
                  int (*find)(struct session *, const char *), struct chosen *ret_chosen)
{
  int *found = ARENA_ARRAY(session->arena, int, values->len);
  bool all = true;
  for (size_t i = 0; i < values->len; i++) {
    found[i] = find(session, values->at[i]);
    all = all && found[i] != NO_INDEX;
  }
  *ret_chosen = (struct chosen) { found, values->len };
  return all ? 0 : -1;
}

int filter_areas(struct session *session, const struct values *codes, struct chosen *ret_chosen)
{
  return filter(session, codes, filter_area, ret_chosen);
}

int filter_indicators(struct session *session, const struct values *ids, struct chosen *ret_chosen)
{
  return filter(session, ids, filter_indicator, ret_chosen);
}
