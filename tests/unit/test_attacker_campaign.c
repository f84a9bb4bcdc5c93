/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A campaign: small random counties under random rules are published where the audit lets them, and attacked with
 * mixed-integer programmes by an attacker of its own, who has the numerators that are printed, the rules, and the
 * knowledge that counts are whole.  He must leave each protected count the whole of its rule's range.
 */
#include "world.h"

#include "generator.h"
#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"

#include <glpk.h>
#include <math.h>

enum { DISTRICTS = 4, KINDS = 3, ATOMS = DISTRICTS * KINDS, WORLDS = 500, AREAS = WEST + 1 };

static const char *const kinds[KINDS] = { "Theft", "Robbery", "Other" };
enum {
  ANYWHERE = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

/* What indicators count, as sets of kinds. */
static const unsigned counted[] = { 7, 1, 2, 3, 4 };

struct county {
  double atoms[DISTRICTS][KINDS];
  struct disclosure_rule rule;
  unsigned sets[sizeof counted / sizeof *counted];
  int set_count;
};

static struct disclosure_rule random_rule(struct generator *generator)
{
  static const int most[] = { 2, 4, 4, 7 }, bases[] = { 1, 1, 3, 5, 5, 10 };
  return (struct disclosure_rule) {
    .hide_least = 1, .hide_most = most[generator_below(generator, 4)], .secondary = true,
    .base = (uint16_t)bases[generator_below(generator, 6)], .zeros_hidden = generator_below(generator, 6) == 0,
    .covers = ANYWHERE,
  };
}

static const struct results *make_county(struct arena *arena, struct generator *generator, struct county *county)
{
  struct world *world = world_new(arena);
  int offences = world_table(world, "offences", READER_TIDY, FACTS_COUNTS);
  county->rule = random_rule(generator);
  county->set_count = 0;
  for (int d = 0; d < DISTRICTS; d++)
    for (int k = 0; k < KINDS; k++) {
      county->atoms[d][k] = generator_below(generator, generator_below(generator, 2) ? 5 : 15);
      world_fact(world, offences, (uint32_t)d, "2025", kinds[k], county->atoms[d][k]);
    }
  for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
    if (i > 0 && generator_below(generator, 2))
      continue;
    struct indicator *indicator = world_indicator(world, "offences", STATISTIC_COUNT);
    const char **values = ARENA_ARRAY(arena, const char *, KINDS);
    struct where *where = ARENA_NEW(arena, struct where);
    size_t count = 0;
    for (int k = 0; k < KINDS; k++)
      if (counted[i] & (1u << k))
        values[count++] = kinds[k];
    *where = (struct where) { .category = "type", .values = values, .value_count = count };
    indicator->where = where;
    indicator->where_count = 1;
    indicator->disclosure = (struct disclosure) { &county->rule, 1, false };
    county->sets[county->set_count++] = counted[i];
  }
  const struct results *results = world_compute(world);
  if (!results)
    diags_print(world->diags, stderr, DIAG_TEXT);
  assert_non_null(results);
  return results;
}

static bool holds(int area, int district)
{
  return area == ALL || area == district || (area == WEST && district <= BARTON);
}

/* The columns of what SET counts in AREA, from 1 in COLUMNS. */
static int columns_of(int area, unsigned set, int *columns)
{
  int count = 0;
  for (int d = 0; d < DISTRICTS; d++)
    for (int k = 0; k < KINDS; k++)
      if (holds(area, d) && (set & (1u << k)))
        columns[++count] = d * KINDS + k + 1;
  return count;
}

static double count_of(const struct county *county, int area, unsigned set)
{
  double sum = 0;
  for (int d = 0; d < DISTRICTS; d++)
    for (int k = 0; k < KINDS; k++)
      sum += holds(area, d) && (set & (1u << k)) ? county->atoms[d][k] : 0;
  return sum;
}

static bool is_small(const struct disclosure_rule *rule, double count)
{
  return (count >= 1 && count <= rule->hide_most) || (rule->zeros_hidden && count < 1);
}

/* That what SET counts in AREA is from LOW to HIGH. */
static void add_row(glp_prob *programme, int area, unsigned set, double low, double high)
{
  int columns[ATOMS + 1], row = glp_add_rows(programme, 1), count = columns_of(area, set, columns);
  double ones[ATOMS + 1];
  for (int i = 1; i <= count; i++)
    ones[i] = 1;
  glp_set_mat_row(programme, row, count, columns, ones);
  glp_set_row_bnds(programme, row, low < high ? GLP_DB : GLP_FX, low, high);
}

static glp_prob *read_edition(const struct county *county, const struct released *released)
{
  glp_prob *programme = glp_create_prob();
  glp_add_cols(programme, ATOMS);
  for (int i = 1; i <= ATOMS; i++) {
    glp_set_col_bnds(programme, i, GLP_DB, 0, 1000);
    glp_set_col_kind(programme, i, GLP_IV);
  }
  for (int i = 0; i < county->set_count; i++)
    for (int area = 0; area < AREAS; area++) {
      struct result result;
      released_find(released, i, area, world_period("2025"), &result);
      if (isnan(result.numerator))
        continue;
      double low = result.numerator, high = low, own = count_of(county, area, county->sets[i]);
      if (county->rule.base > 1) {
        low = fmax(0, ceil(result.numerator - county->rule.base / 2.0));
        high = ceil(result.numerator + county->rule.base / 2.0) - 1;
      }
      for (; low < high && is_small(&county->rule, low); low++)
        ;
      for (; high > low && is_small(&county->rule, high); high--)
        ;
      assert_true(own >= low && own <= high);
      add_row(programme, area, county->sets[i], low, high);
    }
  return programme;
}

/* How far whole counts let what SET counts in AREA go. */
static double end_of(glp_prob *programme, int area, unsigned set, bool up)
{
  int columns[ATOMS + 1], count = columns_of(area, set, columns);
  glp_iocp how;
  glp_init_iocp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.presolve = GLP_ON;
  for (int i = 1; i <= ATOMS; i++)
    glp_set_obj_coef(programme, i, 0);
  for (int i = 1; i <= count; i++)
    glp_set_obj_coef(programme, columns[i], 1);
  glp_set_obj_dir(programme, up ? GLP_MAX : GLP_MIN);
  assert_int_equal(glp_intopt(programme, &how), 0);
  assert_int_equal(glp_mip_status(programme), GLP_OPT);
  return glp_mip_obj_val(programme);
}

static size_t attack(const struct county *county, const struct released *released)
{
  glp_prob *programme = read_edition(county, released);
  size_t asked = 0;
  for (int i = 0; i < county->set_count; i++)
    for (int area = 0; area < AREAS; area++) {
      if (!is_small(&county->rule, count_of(county, area, county->sets[i])))
        continue;
      double low = end_of(programme, area, county->sets[i], false), high = end_of(programme, area, county->sets[i], true);
      assert_true(low <= (county->rule.zeros_hidden ? 0 : 1) && high >= county->rule.hide_most);
      asked++;
    }
  glp_delete_prob(programme);
  return asked;
}

static void test_campaign(void **state)
{
  (void)state;
  struct generator generator = { 7 };
  size_t published = 0, asked = 0;
  glp_term_out(GLP_OFF);
  for (int w = 0; w < WORLDS; w++) {
    auto_arena struct arena *arena = arena_new();
    struct county county;
    struct attack audit;
    const struct results *results = make_county(arena, &generator, &county);
    const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
    if (attacker_audit(arena, released, NULL, diags_new(arena), &audit))
      continue;
    published++;
    asked += attack(&county, released);
  }
  assert_true(published > WORLDS * 9 / 10);
  assert_true(asked > 2 * WORLDS);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_campaign),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
