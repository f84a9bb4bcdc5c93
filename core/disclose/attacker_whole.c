/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts by age are whole, which programmes do not know: a rate to three digits, its limits and the total may leave
 * many fractions and one set of whole counts.
 *
 * For each age of which something is asked, whole counts are looked for that fit what is known of the ages of one area
 * in one period, beginning with those that the judge has.  Where none are found, the count is told. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"

#include <math.h>

enum {
  FEW = 4,      /* ages of which all ways are tried */
  FAR = 420,    /* with few ages one is moved so far */
  NEAR = 21,    /* with more */
  MOST_ROWS = 256,
};
static const double SMALL = 1e-6;

/* What is known of the ages of one area: a relation, with what others in it may be taken away. */
struct row {
  double factors[ESP2013_BANDS], low, high, size;
};

struct ages {
  size_t count;
  uint32_t unknowns[ESP2013_BANDS];
  double low[ESP2013_BANDS], high[ESP2013_BANDS]; /* of each by itself */
  double truth[ESP2013_BANDS], counts[ESP2013_BANDS];
  struct row rows[MOST_ROWS];
  size_t row_count;
};

/* ---- what is known ------------------------------------------------------------------------- */

static size_t place_of(const struct ages *ages, uint32_t unknown)
{
  size_t i = 0;
  while (i < ages->count && ages->unknowns[i] != unknown)
    i++;
  return i;
}

static void add_row(const struct model *model, struct ages *ages, const struct relation *relation)
{
  struct row row = { .low = relation->low, .high = relation->high };
  bool any = false;
  for (uint32_t t = 0; t < relation->count; t++) {
    const struct relation_term *term = &model->riddle.terms.at[relation->first + t];
    const struct unknown *at = &model->riddle.unknowns.at[term->unknown];
    size_t place = place_of(ages, term->unknown);
    if (place < ages->count) {
      row.factors[place] += term->factor;
      row.size = fmax(row.size, fabs(row.factors[place]));
      any = true;
      continue;
    }
    row.low -= term->factor > 0 ? term->factor * at->high : term->factor * at->low;
    row.high -= term->factor > 0 ? term->factor * at->low : term->factor * at->high;
  }
  if (any && !(isinf(row.low) && isinf(row.high)) && ages->row_count < MOST_ROWS)
    ages->rows[ages->row_count++] = row;
}

static void find_rows(const struct model *model, struct ages *ages)
{
  for (size_t r = 0; r < model->riddle.relations.len; r++) {
    const struct relation *relation = &model->riddle.relations.at[r];
    bool any = false;
    for (uint32_t t = 0; t < relation->count && !any; t++)
      any = place_of(ages, model->riddle.terms.at[relation->first + t].unknown) < ages->count;
    if (any)
      add_row(model, ages, relation);
  }
}

/* False when an age has no count there, or one that is not whole. */
static bool find_ages(const struct model *model, const struct truth *truth, const struct aged *aged, size_t area,
                      size_t column, struct ages *ages)
{
  ages->count = aged->group_count;
  ages->row_count = 0;
  for (size_t g = 0; g < aged->group_count; g++) {
    int unknown = model->tallies.at[aged->groups[g].tally].unknowns[area * model->columns + column];
    if (unknown == NOTHING || !model->riddle.unknowns.at[unknown].whole || !isfinite(truth->values[unknown]))
      return false;
    ages->unknowns[g] = (uint32_t)unknown;
    ages->low[g] = model->riddle.unknowns.at[unknown].low;
    ages->high[g] = model->riddle.unknowns.at[unknown].high;
    ages->truth[g] = ages->counts[g] = truth->values[unknown];
  }
  return true;
}

/* ---- looking for others -------------------------------------------------------------------- */

static double sum_of(const struct ages *ages, const struct row *row)
{
  double sum = 0;
  for (size_t i = 0; i < ages->count; i++)
    sum += row->factors[i] * ages->counts[i];
  return sum;
}

static double slack_of(const struct row *row)
{
  return SMALL * 1e-3 * (1 + fabs(isinf(row->low) ? row->high : row->low)) * fmin(1, row->size) + 1e-12;
}

/* Sets age LAST to whatever all rows leave it. */
static bool fit_last(struct ages *ages, size_t last, double far)
{
  double own = ages->counts[last];
  double low = fmax(ages->low[last], ages->truth[last] - far), high = fmin(ages->high[last], ages->truth[last] + far);
  for (size_t r = 0; r < ages->row_count && low <= high; r++) {
    const struct row *row = &ages->rows[r];
    double factor = row->factors[last], others = sum_of(ages, row) - factor * own, slack = slack_of(row);
    double least = row->low - slack - others, most = row->high + slack - others;
    if (factor > 0) {
      low = fmax(low, least / factor);
      high = fmin(high, most / factor);
    } else if (factor < 0) {
      low = fmax(low, most / factor);
      high = fmin(high, least / factor);
    } else if (least > 0 || most < 0) {
      return false;
    }
  }
  return floor(high + SMALL) >= ceil(low - SMALL);
}

static bool move(struct ages *ages, size_t which, size_t first, int more, size_t last, double far)
{
  if (!more)
    return fit_last(ages, last, far);
  for (size_t i = first; i < ages->count; i++) {
    double own = ages->truth[i];
    bool found = false;
    if (i == which || i == last)
      continue;
    for (double by = 0; by <= 2 * far && !found; by++) {
      double half = floor((by + 1) / 2);
      ages->counts[i] = floor(by / 2) < by / 2 ? own + half : own - half;
      found = ages->counts[i] >= ages->low[i] && ages->counts[i] <= ages->high[i]
              && move(ages, which, i + 1, more - 1, last, far);
    }
    ages->counts[i] = own;
    if (found)
      return true;
  }
  return false;
}

static bool can_be(struct ages *ages, size_t which, double to)
{
  double far = ages->count <= FEW ? FAR : NEAR;
  if (to < ages->low[which] || to > ages->high[which])
    return false;
  if (to >= ages->truth[which] && to <= ages->truth[which])
    return true;
  ages->counts[which] = to;
  bool found = false;
  for (int more = 0; more < 3 && !found; more++)
    for (size_t last = 0; last < ages->count && !found; last++)
      found = last != which && move(ages, which, 0, more, last, far);
  ages->counts[which] = ages->truth[which];
  return found;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static bool is_answered(const struct solution *solution, size_t question)
{
  for (size_t i = 0; i < solution->count; i++)
    if (solution->answers[i].question == question)
      return true;
  return false;
}

static const struct question *question_of(const struct truth *truth, uint32_t unknown, size_t *ret_at)
{
  for (size_t q = 0; q < truth->question_count; q++)
    if (truth->questions[q].unknown == unknown) {
      *ret_at = q;
      return &truth->questions[q];
    }
  return NULL;
}

static void report(const struct model *model, struct ages *ages, size_t which, const struct question *question,
                   struct diags *diags)
{
  double low = ages->truth[which], high = low;
  for (double to = question->low; to <= question->high; to++)
    if (can_be(ages, which, to)) {
      low = fmin(low, to);
      high = fmax(high, to);
    }
  attacker_report(model, question->unknown, low, high, diags);
  diag_hint(diags, "what is standardised by age and what is printed beside it leave no other whole counts");
}

static size_t look_at(const struct model *model, const struct truth *truth, const struct solution *solution,
                      struct ages *ages, struct diags *diags)
{
  size_t found = 0;
  bool listed = false;
  for (size_t i = 0; i < ages->count; i++) {
    size_t at;
    const struct question *question = question_of(truth, ages->unknowns[i], &at);
    if (!question || question->low > question->high || is_answered(solution, at))
      continue;
    if (!listed)
      find_rows(model, ages);
    listed = true;
    if (can_be(ages, i, question->low) && can_be(ages, i, question->high))
      continue;
    report(model, ages, i, question, diags);
    found++;
  }
  return found;
}

size_t attacker_find_whole(const struct model *model, const struct truth *truth, const struct solution *solution,
                           struct diags *diags)
{
  auto_arena struct arena *scratch = arena_new();
  struct ages *ages = ARENA_NEW(scratch, struct ages);
  size_t found = 0;
  for (size_t a = 0; a < model->aged.len && !solution->contradiction; a++)
    for (size_t area = 0; area < model->catalog->area_count; area++)
      for (size_t column = 0; column < model->columns; column++)
        if (find_ages(model, truth, &model->aged.at[a], area, column, ages))
          found += look_at(model, truth, solution, ages, diags);
  return found;
}
