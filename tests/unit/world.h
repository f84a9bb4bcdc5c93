/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small world for tests of figures: a catalog and facts put together by hand.
 *
 * Four districts, Ashby to Denby; all of them make "all", the comparator; the first two make
 * "west"; and there is a police force.  A test adds tables, facts and indicators, then asks for
 * results.
 */
#ifndef STRATA_TESTS_WORLD_H
#define STRATA_TESTS_WORLD_H

#include "base/vec.h"
#include "compute/results.h"

enum { ASHBY, BARTON, CORBY, DENBY, ALL, WEST, FORCE };

struct world {
  struct arena *arena;
  struct diags *diags;
  struct catalog catalog;
  struct facts facts;
  VEC(struct area) areas;
  VEC(struct source) sources;
  VEC(struct fact_table) tables;
  VEC(struct indicator) indicators;
  VEC(struct series_break) breaks;
  VEC(struct small_area) small;
  VEC(struct ward) wards;
  struct {
    VEC(struct fact) facts;
    VEC(struct category) categories;
    VEC(int32_t) months;
    VEC(double) denominators;
  } in[8]; /* one a table */
};

struct world *world_new(struct arena *arena);

/* The same with COUNT districts in place of the four: "all" is area COUNT, the force COUNT + 2. */
struct world *world_of(struct arena *arena, size_t count);

/* A table of MEASURE; its index. */
int world_table(struct world *world, const char *measure, enum reader reader, enum fact_form form);

/* Months from FIRST to LAST ("2021-04") were supplied. */
void world_supplied(struct world *world, int table, const char *first, const char *last);

/* The table has COUNT categories in place of "type"; a fact's CATEGORY is then one value of each,
 * with a | between them. */
void world_categories(struct world *world, int table, const char *const *of, size_t count);

/* A fact; PERIOD as in "2021-04", "2021/22".  CATEGORY NULL: the table has none. */
void world_fact(struct world *world, int table, uint32_t place, const char *period,
                const char *category, double value);
/* A category that there are no facts of. */
void world_never(struct world *world, int table, const char *category);
/* A fact with a denominator beside it. */
void world_ratio(struct world *world, int table, uint32_t place, const char *period,
                 double numerator, double denominator);

/* The same count in each month from FIRST to LAST. */
void world_steady(struct world *world, int table, uint32_t place, const char *first,
                  const char *last, double value);

/* An indicator of MEASURE; change what is needed through the pointer, before the next is added. */
struct indicator *world_indicator(struct world *world, const char *measure,
                                  enum statistic statistic);
void world_per(struct indicator *indicator, const char *measure, double scale);
void world_where(struct world *world, struct indicator *indicator, bool except, const char *value);

void world_break(struct world *world, const char *measure, const char *month, const char *why);
uint32_t world_small(struct world *world, const char *code, int district, uint16_t vintage);
/* Fits the small areas of PLACES to a new ward in their district; its index. */
int world_ward(struct world *world, const char *name, const uint32_t *places, size_t count);

/* Sorts the facts and computes.  NULL after errors, which are in world.diags. */
const struct results *world_compute(struct world *world);

struct period world_period(const char *text);
struct result world_find(const struct results *results, int indicator, int area,
                         const char *period);
struct result world_since(const struct results *results, int indicator, int area,
                          const char *period, const char *before);

#endif
