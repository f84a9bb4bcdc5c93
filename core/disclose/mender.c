/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/mender.h"

#include <math.h>

static const double SMALL = 1e-6;
enum {
  STEPS = 24,       /* at turn 0; each turn doubles them */
  MOST_MOVED = 1500, /* numbers */
  PAUSE = 3,        /* steps before a number is moved again */
};
/* Of moving a number that has not moved, where a unit that an equation is out by costs 1. */
static const double FIRST_MOVE = 0.1;
static const double CHANCE = 0.05;
/* What an equation that stays out gains in weight with each step. */
static const double GAIN = 0.08;

/* An equation that is out, or has been. */
struct account {
  double out, weight;
  uint32_t place; /* in OPEN, plus 1 */
  bool used;
};

struct mender {
  struct mendable of;
  uint32_t *first_user, *users; /* equations of a number, plus 1; negative sign: by their highest bit */
  struct account *accounts;
  double *by;
  uint32_t *paused;
  bool *is_moved;
  VEC(uint32_t) open, used, moved;
  VEC(double) values;
  VEC(uint32_t) numbers;
  uint32_t held;
  bool pay;
  double thrift; /* how much prices count */
  uint64_t state;
};

static const uint32_t MINUS = UINT32_C(1) << 31;

static void list_users(struct mender *mender)
{
  const struct mendable *of = &mender->of;
  uint32_t terms = 0, *first = ARENA_ARRAY(of->arena, uint32_t, of->count + 1);
  for (size_t e = 0; e < of->equation_count; e++)
    for (uint32_t t = 0; t < of->equations[e].count; t++, terms++)
      first[of->terms[of->equations[e].first + t].cell + 1]++;
  for (size_t i = 0; i < of->count; i++)
    first[i + 1] += first[i];
  uint32_t *next = ARENA_ARRAY(of->arena, uint32_t, of->count);
  mender->users = ARENA_ARRAY(of->arena, uint32_t, terms);
  for (size_t e = 0; e < of->equation_count; e++)
    for (uint32_t t = 0; t < of->equations[e].count; t++) {
      struct term term = of->terms[of->equations[e].first + t];
      mender->users[first[term.cell] + next[term.cell]++] = (uint32_t)e | (term.sign < 0 ? MINUS : 0);
    }
  mender->first_user = first;
}

struct mender *mender_new(const struct mendable *mendable)
{
  struct arena *arena = mendable->arena;
  struct mender *mender = ARENA_NEW(arena, struct mender);
  *mender = (struct mender) {
    .of = *mendable, .accounts = ARENA_ARRAY(arena, struct account, mendable->equation_count),
    .by = ARENA_ARRAY(arena, double, mendable->count),
    .paused = ARENA_ARRAY(arena, uint32_t, mendable->count),
    .is_moved = ARENA_ARRAY(arena, bool, mendable->count),
  };
  list_users(mender);
  return mender;
}

/* ---- what a step does ---------------------------------------------------------------------- */

static void file(struct mender *mender, uint32_t e)
{
  struct account *account = &mender->accounts[e];
  bool out = fabs(account->out) > SMALL;
  if (!account->used)
    *VEC_ADD(mender->of.arena, &mender->used) = e;
  account->used = true;
  if (out && !account->place) {
    *VEC_ADD(mender->of.arena, &mender->open) = e;
    account->place = (uint32_t)mender->open.len;
  } else if (!out && account->place) {
    uint32_t last = mender->open.at[--mender->open.len];
    mender->open.at[account->place - 1] = last;
    mender->accounts[last].place = account->place;
    account->place = 0;
  }
}

static void shift(struct mender *mender, uint32_t number, double by)
{
  if (!mender->is_moved[number])
    *VEC_ADD(mender->of.arena, &mender->moved) = number;
  mender->is_moved[number] = true;
  mender->by[number] += by;
  for (uint32_t u = mender->first_user[number]; u < mender->first_user[number + 1]; u++) {
    uint32_t e = mender->users[u] & ~MINUS;
    mender->accounts[e].out += mender->users[u] & MINUS ? -by : by;
    file(mender, e);
  }
}

/* What it costs that NUMBER is off its origin by BY. */
static double price_of(const struct mender *mender, uint32_t number, double by)
{
  double to = mender->of.origin[number] + by;
  bool free = to >= mender->of.low[number] - SMALL && to <= mender->of.high[number] + SMALL;
  return (fabs(by) > SMALL ? FIRST_MOVE : 0) + (free ? 0 : mender->thrift * mender->of.price[number]);
}

static double loss(const struct mender *mender, uint32_t number, double by, double chance)
{
  double now = mender->by[number], sum = CHANCE * chance;
  sum += mender->pay ? price_of(mender, number, now + by) - price_of(mender, number, now)
                     : FIRST_MOVE * ((fabs(now + by) > SMALL) - (fabs(now) > SMALL));
  for (uint32_t u = mender->first_user[number]; u < mender->first_user[number + 1]; u++) {
    const struct account *account = &mender->accounts[mender->users[u] & ~MINUS];
    double out = account->out + (mender->users[u] & MINUS ? -by : by);
    sum += (fabs(out) - fabs(account->out)) * (1 + account->weight);
  }
  return sum;
}

static double throw(struct mender *mender)
{
  mender->state = mender->state * 2862933555777941757u + 3037000493u;
  return (double)(mender->state >> 40) / (double)(1u << 24);
}

/* BY, or as much of it as NUMBER may move. */
static double within(const struct mender *mender, uint32_t number, double by)
{
  const struct mendable *of = &mender->of;
  bool far = mender->pay && of->price[number] > 0;
  double now = of->origin[number] + mender->by[number];
  double low = far ? fmin(of->far_low[number], of->low[number]) : of->low[number];
  double high = far ? fmax(of->far_high[number], of->high[number]) : of->high[number];
  by = fmin(fmax(by, low - now), high - now);
  return of->whole[number] ? round(by) : by;
}

/* Mends one of the equations that are out, or part of it; false when nothing in it can move. */
static bool mend_one(struct mender *mender, uint32_t step)
{
  uint32_t e = mender->open.at[(size_t)(throw(mender) * (double)mender->open.len)];
  const struct equation *equation = &mender->of.equations[e];
  const struct term *terms = &mender->of.terms[equation->first];
  double least = INFINITY, best = 0;
  uint32_t chosen = 0;
  for (uint32_t t = 0; t < equation->count; t++) {
    uint32_t number = terms[t].cell;
    if (number == mender->held || mender->paused[number] > step)
      continue;
    double by = within(mender, number, terms[t].sign > 0 ? -mender->accounts[e].out : mender->accounts[e].out);
    if (fabs(by) <= SMALL)
      continue;
    double lost = loss(mender, number, by, throw(mender));
    if (lost >= least)
      continue;
    least = lost;
    best = by;
    chosen = number;
  }
  mender->accounts[e].weight += GAIN;
  if (isinf(least))
    return false;
  shift(mender, chosen, best);
  mender->paused[chosen] = step + PAUSE;
  return true;
}

/* ---- a move -------------------------------------------------------------------------------- */

static bool mend(struct mender *mender, uint32_t most)
{
  for (uint32_t step = 1; mender->open.len && step <= most && mender->moved.len < MOST_MOVED; step++)
    if (!mend_one(mender, step) && mender->open.len == 1)
      break;
  for (size_t k = 0; k < mender->moved.len; k++)
    mender->paused[mender->moved.at[k]] = 0;
  return mender->open.len == 0;
}

static double put_down(struct mender *mender)
{
  double price = 0;
  mender->numbers.len = mender->values.len = 0;
  for (size_t k = 0; k < mender->moved.len; k++) {
    uint32_t number = mender->moved.at[k];
    double by = mender->by[number];
    if (fabs(by) <= SMALL)
      continue;
    *VEC_ADD(mender->of.arena, &mender->numbers) = number;
    *VEC_ADD(mender->of.arena, &mender->values) = mender->of.origin[number] + by;
    bool free = mender->of.origin[number] + by >= mender->of.low[number] - SMALL
                && mender->of.origin[number] + by <= mender->of.high[number] + SMALL;
    price += free ? 0 : mender->of.price[number];
  }
  return price;
}

static void clear(struct mender *mender)
{
  for (size_t k = 0; k < mender->moved.len; k++) {
    mender->by[mender->moved.at[k]] = 0;
    mender->is_moved[mender->moved.at[k]] = false;
  }
  for (size_t k = 0; k < mender->used.len; k++)
    mender->accounts[mender->used.at[k]] = (struct account) { 0 };
  mender->moved.len = mender->used.len = mender->open.len = 0;
}

bool mender_move(struct mender *mender, uint32_t number, double to, bool pay, uint32_t turn, uint32_t lot,
                 struct witness *ret_witness, double *ret_price)
{
  /* Who counts every penny finds less. */
  static const double thrift[] = { 1, 1, 0.5, 0.5, 0.2, 0.05 };
  double left = to - mender->of.origin[number];
  /* At every second turn one by one, from numbers that hold to the next. */
  double stride = turn % 2 ? 1 : INFINITY;
  bool found = true;
  mender->held = number;
  mender->pay = pay && mender->of.price;
  mender->thrift = thrift[lot % (sizeof thrift / sizeof *thrift)];
  mender->state = (uint64_t)number * 64 + turn * 8 + lot + 1;
  while (found && fabs(left) > SMALL) {
    double by = copysign(fmin(stride, fabs(left)), left);
    shift(mender, number, by);
    left -= by;
    found = mend(mender, (uint32_t)STEPS << turn);
  }
  if (found) {
    double price = put_down(mender);
    *ret_witness = (struct witness) { mender->numbers.len, mender->numbers.at, mender->values.at };
    if (ret_price)
      *ret_price = price;
  }
  clear(mender);
  return found;
}
