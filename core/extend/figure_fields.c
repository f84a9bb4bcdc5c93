/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fields each kind of figure reads: what it would not read is a mistake, not a wish. */
#include "extend/host_figure.h"

#include <stddef.h>

/* Those that every kind reads (title, area, height, heads, ...) are not here.  A kind that is not here reads
 * whatever it likes. */
static const char *const WANTED[] = {
  [FIGURE_BAR] = "indicators over rows before change reference of scope number",
  [FIGURE_INTERVAL] = "indicators over rows change reference of scope number",
  [FIGURE_COLUMN] = "indicators over rows change reference of",
  [FIGURE_LINE] = "indicators from limits muted",
  [FIGURE_MAP] = "bounds labels classes over scope number inset",
  [FIGURE_TILES] = "bounds labels classes scope",
  [FIGURE_FUNNEL] = "",
  [FIGURE_GROUPS] = "indicators over rows periods columns",
  [FIGURE_SLOPE] = "indicators over rows periods columns",
  [FIGURE_SCATTER] = "rows against across_unit scale",
  [FIGURE_FAN] = "from muted",
  [FIGURE_ROLLING] = "from",
  [FIGURE_PANELS] = "indicators over areas from limits muted panels_across own_scales",
  [FIGURE_HEAT] = "rows columns from bounds labels",
  [FIGURE_WATERFALL] = "indicators rows periods",
  [FIGURE_MATRIX] = "rows columns labels across_unit",
  [FIGURE_PYRAMID] = "rows columns",
  [FIGURE_POINTS] = "scope number",
  [FIGURE_HOTSPOTS] = "scope number",
  [FIGURE_DENSITY] = "bounds labels",
};

#define POINTER(name_) { #name_, offsetof(struct strata_figure, name_), false }
#define FLAG(name_) { #name_, offsetof(struct strata_figure, name_), true }

static const struct {
  const char *name;
  size_t at;
  bool is_flag; /* an int, which is given when it is not 0 */
} FIELDS[] = {
  POINTER(indicators),
  POINTER(over),
  POINTER(rows),
  FLAG(before),
  FLAG(change),
  FLAG(reference),
  POINTER(of),
  POINTER(from),
  { "limits", offsetof(struct strata_figure, limits_from), false },
  { "muted", offsetof(struct strata_figure, muted_from), false },
  POINTER(bounds),
  POINTER(labels),
  POINTER(scope),
  FLAG(number),
  POINTER(columns),
  POINTER(periods),
  POINTER(areas),
  POINTER(against),
  POINTER(across_unit),
  POINTER(scale),
  FLAG(panels_across),
  FLAG(own_scales),
  POINTER(classes),
  POINTER(inset),
};

static bool is_given(const struct strata_figure *asked, size_t field)
{
  const char *at = (const char *)asked + FIELDS[field].at;
  if (FIELDS[field].is_flag)
    return *(const int *)(const void *)at != 0;
  return *(const void *const *)(const void *)at != NULL;
}

/* Whether NAME is a word of LIST. */
static bool is_listed(const char *list, const char *name)
{
  size_t len = strlen(name);
  for (const char *at = strstr(list, name); at; at = strstr(at + 1, name))
    if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
      return true;
  return false;
}

int figure_check_fields(struct making *making)
{
  size_t kind = (size_t)making->figure->kind;
  const char *wanted = kind < sizeof WANTED / sizeof *WANTED ? WANTED[kind] : NULL;
  for (size_t i = 0; wanted && i < sizeof FIELDS / sizeof *FIELDS; i++)
    if (is_given(&making->asked, i) && !is_listed(wanted, FIELDS[i].name))
      return run_fail(making->run, "STRATA-X039", "a '%s' figure has no '%s'%s%s",
                      figure_kind_names[kind], FIELDS[i].name,
                      *wanted ? "; besides what all figures have, it can have: " : "", wanted);
  return 0;
}
