/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/place_results.h"

#include "base/cleanup.h"
#include "base/num.h"
#include "base/vec.h"
#include "compute/belongs.h"
#include "compute/place_model.h"

#include <math.h>
#include <string.h>
#include <xxhash.h>

enum { SEED = 20160101 }; /* any will do, as long as it stays */

/* Changes with how intervals are simulated. */
static const char kind[] = "inequality/1";

static void no_answer(struct inequality_result *ret, enum status status, const char *reason)
{
  const struct interval none = { NAN, NAN };
  *ret = (struct inequality_result) {
    .status = status, .reason = reason,
    .index = { NAN, NAN, NAN, NAN, NAN, NAN, 0 },
    .intervals = { none, none, none },
    .level = NAN, .method = "", .domain = "",
    .volume_share = NAN, .volume_lower = NAN, .volume_upper = NAN,
    .people_share = NAN, .harm_share = NAN,
  };
}

/* ---- how deprived each neighbourhood is ---------------------------------------------------- */

static int tenth_of(const struct category *category, int column)
{
  int64_t tenth;
  bool number = num_parse_int(str_of(category->values[column]), &tenth);
  return number && tenth >= 1 && tenth <= DEPRIVATION_TENTHS ? (int)tenth : 0;
}

/* The tenth that each category of TABLE says by DOMAIN; 0: none. */
static const unsigned char *tenths_of_categories(struct arena *arena, const struct fact_table *table,
                                                 const char *domain)
{
  int decile = category_column(table, "decile"), domains = category_column(table, "domain");
  unsigned char *tenths = ARENA_ARRAY(arena, unsigned char, table->category_count);
  for (size_t i = 0; i < table->category_count; i++) {
    const struct category *category = &table->categories[i];
    if (strcmp(domain, category->values[domains]) == 0)
      tenths[i] = (unsigned char)tenth_of(category, decile);
  }
  return tenths;
}

/* The tenth of each small area by the index of YEAR; 0: none.  By category, of which there are few. */
static void find_tenths(const struct facts *facts, const struct fact_table *table,
                        const unsigned char *by_category, int32_t year, unsigned char *ret_tenths)
{
  memset(ret_tenths, 0, facts->small_area_count);
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->month == year && by_category[fact->category] && fact->place >= PLACE_SMALL
        && fact->place < PLACE_UNASSIGNED)
      ret_tenths[fact->place - PLACE_SMALL] = by_category[fact->category];
  }
}

static bool covers(const struct places *places, const unsigned char *tenths)
{
  for (size_t i = 0; i < places->count; i++) {
    if (!isnan(places->counts[i]) && tenths[i] == 0)
      return false;
  }
  return true;
}

/* Whether the index of YEAR is rather to be used than that of OTHER (0: none) for a period that ends
 * with LAST: the latest that is not after it, or else the first after it. */
static bool is_better(int32_t year, int32_t other, int32_t last)
{
  bool after = year > last, other_after = other > last;
  if (other == 0 || after != other_after)
    return other == 0 || !after;
  return after ? year < other : year > other;
}

/* The best index that has a tenth for every place; 0: none has. */
static int32_t choose_index(const struct facts *facts, const struct fact_table *table,
                            const char *domain, const struct places *places, struct period period,
                            struct arena *scratch, unsigned char *ret_tenths)
{
  const unsigned char *by_category = tenths_of_categories(scratch, table, domain);
  unsigned char *tenths = ARENA_ARRAY(scratch, unsigned char, facts->small_area_count);
  int32_t best = 0, tried = 0;
  for (size_t i = 0; i < table->fact_count; i++) {
    int32_t year = table->facts[i].month;
    if (year == tried || year == best || !is_better(year, best, period.last))
      continue;
    tried = year;
    find_tenths(facts, table, by_category, year, tenths);
    if (!covers(places, tenths))
      continue;
    best = year;
    memcpy(ret_tenths, tenths, facts->small_area_count);
  }
  return best;
}

/* ---- groups -------------------------------------------------------------------------------- */

struct tenths {
  double counts[DEPRIVATION_TENTHS], people[DEPRIVATION_TENTHS];
};

static bool add_up(const struct places *places, const unsigned char *tenth, struct tenths *ret)
{
  *ret = (struct tenths) { 0 };
  for (size_t i = 0; i < places->count; i++) {
    if (isnan(places->counts[i]))
      continue;
    if (!(places->people[i] >= 0))
      return false;
    ret->counts[tenth[i] - 1] += places->counts[i];
    ret->people[tenth[i] - 1] += places->people[i];
  }
  return true;
}

/* Fractions, so that a proportion's logit can be taken; the scale comes in at the end. */
static void make_groups(const struct indicator *indicator, const struct tenths *tenths,
                        struct inequality_group *ret_groups)
{
  for (int i = 0; i < DEPRIVATION_TENTHS; i++) {
    double count = tenths->counts[i], people = tenths->people[i];
    struct interval interval = { NAN, NAN };
    if (indicator->interval == INTERVAL_WILSON) {
      interval = wilson_interval(count, people, indicator->level);
    } else if (indicator->interval == INTERVAL_BYAR) {
      interval = poisson_interval(count, indicator->level);
      interval.lower /= people;
      interval.upper /= people;
    }
    ret_groups[i] = (struct inequality_group) { people, people > 0 ? count / people : 0,
                                                interval.lower, interval.upper };
  }
}

/* ---- intervals ----------------------------------------------------------------------------- */

struct question {
  struct inequality_group groups[DEPRIVATION_TENTHS];
  enum inequality_scatter scatter;
  double level;
};

static void hash_question(const struct question *question, uint8_t ret_hash[16])
{
  const double numbers[] = { question->level, (double)question->scatter, SEED, INEQUALITY_DRAWS };
  XXH3_state_t *state = XXH3_createState();
  XXH3_128bits_reset(state);
  XXH3_128bits_update(state, question->groups, sizeof question->groups);
  XXH3_128bits_update(state, numbers, sizeof numbers);
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
  XXH3_freeState(state);
  memcpy(ret_hash, canonical.digest, 16);
}

static struct inequality_intervals simulate(const struct question *question)
{
  const struct interval none = { NAN, NAN };
  struct inequality_intervals intervals = { none, none, none };
  auto_arena struct arena *scratch = arena_new();
  double *work = ARENA_ARRAY(scratch, double, 3 * INEQUALITY_DRAWS);
  inequality_simulate(question->groups, DEPRIVATION_TENTHS, question->scatter, question->level,
                      SEED, INEQUALITY_DRAWS, work, &intervals);
  return intervals;
}

static struct inequality_intervals remember(const struct results *results,
                                            const struct question *question)
{
  uint8_t hash[16];
  hash_question(question, hash);
  for (size_t i = 0; i < results->simulated_count; i++) {
    if (memcmp(results->simulated[i].hash, hash, sizeof hash) == 0)
      return results->simulated[i].intervals;
  }
  return simulate(question);
}

static struct interval scaled(struct interval interval, double scale)
{
  return (struct interval) { interval.lower * scale, interval.upper * scale };
}

static void find_intervals(const struct results *results, const struct indicator *indicator,
                           const struct question *question, struct inequality_result *ret)
{
  const struct interval none = { NAN, NAN };
  struct inequality_intervals intervals = { none, none, none };
  ret->method = "slope by weighted least squares";
  switch (indicator->inequality.interval) {
  case INEQUALITY_SIMULATED:
    intervals = remember(results, question);
    ret->method = "slope by weighted least squares; limits by 100,000 simulations";
    break;
  case INEQUALITY_CLOSED_FORM:
    inequality_normal(question->groups, DEPRIVATION_TENTHS, question->level, &intervals);
    ret->method = "slope by weighted least squares; limits from variances";
    break;
  case INEQUALITY_NO_INTERVAL:
    break;
  }
  intervals.slope = scaled(intervals.slope, indicator->scale);
  ret->intervals = intervals;
  ret->significance = isnan(intervals.slope.lower) ? SIGNIFICANCE_NOT_TESTED
                      : intervals.slope.upper < 0   ? SIGNIFICANCE_HIGHER
                      : intervals.slope.lower > 0   ? SIGNIFICANCE_LOWER
                                                    : SIGNIFICANCE_SIMILAR;
}

/* ---- shares -------------------------------------------------------------------------------- */

static void find_shares(const struct results *results, const struct view *view, int area,
                        struct period period, const struct tenths *tenths,
                        const unsigned char *tenth, struct inequality_result *ret)
{
  double counts = 0, people = 0;
  for (int i = 0; i < DEPRIVATION_TENTHS; i++) {
    counts += tenths->counts[i];
    people += tenths->people[i];
  }
  if (tenths->people[0] > 0 && counts > 0) {
    struct interval interval = wilson_interval(tenths->counts[0], counts, view->indicator->level);
    ret->volume_share = tenths->counts[0] / counts;
    ret->volume_lower = interval.lower;
    ret->volume_upper = interval.upper;
    ret->people_share = tenths->people[0] / people;
    ret->harm_share = harm_share_of_tenth(results, view, area, period, tenth, 1);
  }
}

static bool is_sound(enum inequality_status status, struct inequality_result *ret)
{
  switch (status) {
  case INEQUALITY_SOUND:
    return true;
  case INEQUALITY_FEW_GROUPS:
    no_answer(ret, STATUS_TOO_FEW, "Its neighbourhoods are in fewer than three tenths of deprivation");
    return false;
  case INEQUALITY_MISSING:
    break;
  }
  no_answer(ret, STATUS_UNAVAILABLE, "Not known for every neighbourhood");
  return false;
}

/* ---- all of it ----------------------------------------------------------------------------- */

/* What the intervals depend on.  False, and the reason in RET, when there is no answer. */
static bool ask(const struct results *results, const struct view *view, int area,
                struct period period, struct arena *scratch, struct question *ret_question,
                struct tenths *ret_tenths, const unsigned char **ret_tenth,
                struct inequality_result *ret)
{
  const struct indicator *indicator = view->indicator;
  const struct facts *facts = results->facts;
  const struct fact_table *table
    = indicator->inequality.wanted ? facts_table(facts, indicator->inequality.by) : NULL;
  struct figure whole = figure_of(results, view, area, period);
  struct places places;
  no_answer(ret, STATUS_NOT_APPLICABLE, "Its definition asks for no inequality");
  if (!table)
    return false;
  if (whole.status != STATUS_PUBLISHED) {
    no_answer(ret, whole.status, whole.reason);
    return false;
  }
  if (table->awaited || category_column(table, "decile") < 0 || category_column(table, "domain") < 0) {
    no_answer(ret, STATUS_UNAVAILABLE, "The index of deprivation was not supplied");
    return false;
  }
  if (!find_places(results, view, area, period, scratch, &places)) {
    no_answer(ret, STATUS_UNAVAILABLE, "Not known by neighbourhood");
    return false;
  }
  unsigned char *tenths = ARENA_ARRAY(scratch, unsigned char, places.count);
  int32_t year
    = choose_index(facts, table, indicator->inequality.domain, &places, period, scratch, tenths);
  if (year == 0) {
    no_answer(ret, STATUS_UNAVAILABLE, "No index of deprivation has all of its neighbourhoods");
    return false;
  }
  if (!add_up(&places, tenths, ret_tenths))
    return is_sound(INEQUALITY_MISSING, ret);
  *ret_question = (struct question) {
    .scatter = indicator->statistic == STATISTIC_PROPORTION ? SCATTER_LOGIT : SCATTER_LOGARITHM,
    .level = indicator->level,
  };
  make_groups(indicator, ret_tenths, ret_question->groups);
  *ret_tenth = tenths;
  ret->vintage = (struct period) { year, PERIOD_CALENDAR_YEAR };
  return true;
}

/* All but the line and its intervals.  False, and the reason in RET, when there is no answer. */
static bool begin(const struct results *results, const struct view *view, int area,
                  struct period period, struct question *ret_question,
                  struct inequality_result *ret)
{
  auto_arena struct arena *scratch = arena_new();
  const struct interval none = { NAN, NAN };
  struct tenths tenths;
  const unsigned char *tenth;
  if (!ask(results, view, area, period, scratch, ret_question, &tenths, &tenth, ret))
    return false;
  *ret = (struct inequality_result) {
    .index = { NAN, NAN, NAN, NAN, NAN, NAN, 0 }, .intervals = { none, none, none }, .method = "",
    .level = view->indicator->level, .vintage = ret->vintage,
    .domain = view->indicator->inequality.domain, .volume_share = NAN, .volume_lower = NAN,
    .volume_upper = NAN, .people_share = NAN, .harm_share = NAN,
  };
  find_shares(results, view, area, period, &tenths, tenth, ret);
  return true;
}

void results_deprived_tenth(const struct results *results, int indicator, int area,
                            struct period period, struct inequality_result *ret)
{
  struct question question;
  begin(results, &results->views[indicator], area, period, &question, ret);
}

void results_inequality(const struct results *results, int indicator, int area,
                        struct period period, struct inequality_result *ret)
{
  const struct view *view = &results->views[indicator];
  struct question question;
  struct inequality index;
  if (!begin(results, view, area, period, &question, ret)
      || !is_sound(inequality_find(question.groups, DEPRIVATION_TENTHS, &index), ret))
    return;
  double scale = view->indicator->scale;
  index.slope *= scale;
  index.most *= scale;
  index.least *= scale;
  index.mean *= scale;
  ret->index = index;
  find_intervals(results, view->indicator, &question, ret);
}

/* ---- kept in the store --------------------------------------------------------------------- */

static void keep_one(struct store *store, const struct results *results, const struct view *view,
                     struct period period, struct simulated *ret)
{
  auto_arena struct arena *scratch = arena_new();
  struct question question;
  struct tenths tenths;
  const unsigned char *tenth;
  struct inequality_result none;
  const void *blob;
  size_t len;
  *ret = (struct simulated) { 0 };
  if (!ask(results, view, view->comparator, period, scratch, &question, &tenths, &tenth, &none))
    return;
  hash_question(&question, ret->hash);
  if (store_find_by_hash(store, scratch, kind, ret->hash, &blob, &len) == 0
      && len == sizeof ret->intervals) {
    memcpy(&ret->intervals, blob, len);
    return;
  }
  ret->intervals = simulate(&question);
  const char *path = arena_printf(scratch, "inequality of %s in %s", view->indicator->id,
                                  period_code(scratch, period));
  store_keep(store, path, kind, (struct file_identity) { 0 }, ret->hash, &ret->intervals,
             sizeof ret->intervals);
}

static bool is_simulated(const struct view *view)
{
  const struct inequality_choice *choice = &view->indicator->inequality;
  return choice->wanted && choice->interval == INEQUALITY_SIMULATED && view->comparator != NO_INDEX;
}

void results_simulate(struct arena *arena, const struct results *results, const char *dir,
                      struct diags *diags, const struct results **ret)
{
  const struct catalog *catalog = results->catalog;
  VEC(struct simulated) simulated = {0};
  struct store *store = NULL;
  *ret = results;
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    for (size_t k = 0; k < catalog->edition_count && is_simulated(&results->views[i]); k++) {
      if (!store)
        store = store_open(dir, diags);
      keep_one(store, results, &results->views[i], catalog->editions[k].period,
               VEC_ADD(arena, &simulated));
    }
  }
  if (!store)
    return;
  store_close(store);
  struct results *more = ARENA_NEW(arena, struct results);
  *more = *results;
  more->simulated = simulated.at;
  more->simulated_count = simulated.len;
  *ret = more;
}

/* ---- checks -------------------------------------------------------------------------------- */

void check_domain(struct arena *arena, const struct facts *facts, struct diags *diags,
                  const struct indicator *indicator)
{
  const struct inequality_choice *choice = &indicator->inequality;
  const struct fact_table *table = choice->wanted ? facts_table(facts, choice->by) : NULL;
  int column = table && !table->awaited ? category_column(table, "domain") : NO_INDEX;
  VEC(const char *) domains = { 0 };
  for (size_t i = 0; column != NO_INDEX && i < table->category_count; i++) {
    const char *domain = table->categories[i].values[column];
    if (str_is(str_of(domain), choice->domain))
      return;
    *VEC_ADD(arena, &domains) = domain;
  }
  if (column == NO_INDEX)
    return;
  diag_error(diags, "STRATA-C042", indicator->loc,
             "indicator '%s' asks for the domain '%s', which the source '%s' does not hold",
             indicator->id, choice->domain, table->source->id);
  diag_suggest(diags, str_of(choice->domain), domains.at, domains.len);
}
