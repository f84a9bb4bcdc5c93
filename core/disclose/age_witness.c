/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/age_witness.h"

#include "compute/standardised.h"

#include <math.h>
#include <string.h>

enum {
  FEW = 4,       /* counts of which all ways are tried */
  FAR = 400,     /* with few counts one is moved so far */
  NEAR = 20,     /* with more, so far */
};

struct attempt {
  double counts[ESP2013_BANDS];
  size_t count, which;
  double least, most; /* of all together */
  double far;
  bool (*fits)(const void *user, const double *counts);
  const void *user;
};

/* 0, 1, -1, 2, -2 and so on. */
static double step(int turn)
{
  return turn % 2 ? (turn + 1) / 2 : -turn / 2;
}

static double sum_of(const struct attempt *attempt)
{
  double sum = 0;
  for (size_t i = 0; i < attempt->count; i++)
    sum += attempt->counts[i];
  return sum;
}

static bool move_last(struct attempt *attempt, size_t last)
{
  double own = attempt->counts[last], others = sum_of(attempt) - own;
  bool found = false;
  for (double sum = attempt->least; sum <= attempt->most && !found; sum++) {
    attempt->counts[last] = sum - others;
    found = attempt->counts[last] >= 0 && fabs(attempt->counts[last] - own) <= attempt->far
            && attempt->fits(attempt->user, attempt->counts);
  }
  attempt->counts[last] = own;
  return found;
}

/* MORE others beside LAST are moved, each after FIRST. */
static bool move(struct attempt *attempt, size_t first, int more, size_t last)
{
  if (!more)
    return move_last(attempt, last);
  for (size_t i = first; i < attempt->count; i++) {
    double own = attempt->counts[i];
    if (i == attempt->which || i == last)
      continue;
    for (int turn = 1; turn <= 2 * (int)attempt->far; turn++) {
      attempt->counts[i] = own + step(turn);
      bool found = attempt->counts[i] >= 0 && move(attempt, i + 1, more - 1, last);
      attempt->counts[i] = own;
      if (found)
        return true;
    }
  }
  return false;
}

bool age_witness(const double *counts, size_t count, size_t which, double to, double least, double most,
                 bool (*fits)(const void *user, const double *counts), const void *user)
{
  struct attempt attempt = { .count = count, .which = which, .least = least, .most = most,
                             .far = count <= FEW ? FAR : NEAR, .fits = fits, .user = user };
  memcpy(attempt.counts, counts, count * sizeof *counts);
  attempt.counts[which] = to;
  for (int more = 0; more < 3; more++)
    for (size_t last = 0; last < count; last++)
      if (last != which && move(&attempt, 0, more, last))
        return true;
  return false;
}
