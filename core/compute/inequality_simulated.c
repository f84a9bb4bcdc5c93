/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals by simulation, which take long: once for all who ask, and kept in the store. */
#include "compute/by_deprivation.h"

#include "base/cleanup.h"
#include "base/vec.h"

#include <math.h>
#include <string.h>
#include <xxhash.h>

enum { SEED = 20160101 }; /* any will do, as long as it stays */

/* Changes with how intervals are simulated. */
static const char kind[] = "inequality/1";

static void hash_question(const struct inequality_question *question, uint8_t ret_hash[16])
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

static struct inequality_intervals simulate(const struct inequality_question *question)
{
  const struct interval none = { NAN, NAN };
  struct inequality_intervals intervals = { none, none, none };
  auto_arena struct arena *scratch = arena_new();
  double *work = ARENA_ARRAY(scratch, double, 3 * INEQUALITY_DRAWS);
  inequality_simulate(question->groups, DEPRIVATION_TENTHS, question->scatter, question->level,
                      SEED, INEQUALITY_DRAWS, work, &intervals);
  return intervals;
}

struct inequality_intervals simulated_intervals(const struct results *results,
                                                const struct inequality_question *question)
{
  uint8_t hash[16];
  hash_question(question, hash);
  for (size_t i = 0; i < results->simulated_count; i++) {
    if (memcmp(results->simulated[i].hash, hash, sizeof hash) == 0)
      return results->simulated[i].intervals;
  }
  return simulate(question);
}

static void keep_one(struct store *store, const struct results *results, const struct view *view,
                     struct period period, struct simulated *ret)
{
  auto_arena struct arena *scratch = arena_new();
  struct inequality_question question;
  const void *blob;
  size_t len;
  *ret = (struct simulated) { 0 };
  if (!inequality_question(results, view, period, &question))
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
