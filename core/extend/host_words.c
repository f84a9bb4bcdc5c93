/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words: what a text needs besides figures. */
#include "base/num.h"
#include "extend/host.h"
#include "extend/call.h"
#include "extend/words.h"

#include <math.h>

const char *host_words(struct strata_run *run, const char *text)
{
  return text ? words_expand(run, text, WORDS_PLAIN) : NULL;
}

const char *host_number(struct strata_run *run, double value, int decimals, const char *style)
{
  static const char *const styles[] = { "grouped", "signed", "plain", NULL };
  static const unsigned flags[] = { NUM_GROUPED | NUM_TYPOGRAPHIC,
                                    NUM_GROUPED | NUM_TYPOGRAPHIC | NUM_SIGNED,
                                    NUM_TYPOGRAPHIC };
  enum { MOST_DECIMALS = 15 };
  int chosen = run_word(run, "the style of a number", style, styles, 0);
  if (chosen < 0)
    return NULL;
  if (decimals < 0 || decimals > MOST_DECIMALS) {
    run_fail(run, "STRATA-X030", "a number can have 0 to %d decimals, not %d", MOST_DECIMALS,
             decimals);
    return NULL;
  }
  return isfinite(value) ? num_format(run->arena, value, decimals, flags[chosen]) : "[x]";
}

const char *host_percent(struct strata_run *run, double share)
{
  if (!isfinite(share))
    return "[x]";
  return arena_printf(run->arena, "%s%%",
                      num_format(run->arena, share * 100, num_decimals(share * 100, 0),
                                 NUM_GROUPED | NUM_TYPOGRAPHIC));
}

const char *host_spell(struct strata_run *run, double number)
{
  return isfinite(number) ? num_spell(run->arena, number) : "[x]";
}

const char *host_ordinal(struct strata_run *run, double number)
{
  const double most = 1e15;
  if (!(number >= 0 && number <= most) || number != floor(number)) {
    run_fail(run, "STRATA-X030", "an ordinal needs a whole number that is not negative");
    return NULL;
  }
  return words_ordinal(run->arena, (int64_t)number);
}

const char *host_list(struct strata_run *run, const char *const *items, size_t count)
{
  return words_list(run->arena, items, count);
}

const char *host_plural(struct strata_run *run, double number, const char *one, const char *many)
{
  (void)run;
  return number == 1 ? one : many;
}

const char *host_rank_words(struct strata_run *run, double rank, double of)
{
  const double most = 1e6;
  if (!(rank >= 0 && rank <= most && of >= 0 && of <= most))
    return "";
  return words_rank(run->arena, (int)rank, (int)of);
}

const char *host_commentary(struct strata_run *run, const char *section)
{
  const char *path;
  return run_commentary(run, section, &path);
}

const char *host_plugin_words(struct strata_run *run, const char *plugin, const char *name)
{
  int found = plugin ? catalog_plugin(run->catalog, str_of(plugin)) : NO_INDEX;
  if (found == NO_INDEX) {
    run_fail(run, "STRATA-X035", "there is no plugin '%s'", plugin ? plugin : "");
    return NULL;
  }
  return name ? call_words(run, found, name) : NULL;
}
