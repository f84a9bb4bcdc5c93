/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A generated county, published in three editions, and an attacker who keeps all of them.
 *
 * 14 districts in three divisions, Lancashire-12 and Lancashire-14, and the force with what has no
 * district; 40 indicators of small counts, each in all and by three ages; three years, one more in
 * each edition, and in the third edition the three years together.  What is newest is dearest, so
 * that each edition would rather hide something else than the one before.
 */
#include "hand_cells.h"

#include "unit.h"

#include "base/cleanup.h"

#include <stdio.h>
#include <time.h>

enum {
  DISTRICTS = 14,
  UNASSIGNED = DISTRICTS,
  WEST,
  SOUTH,
  EAST,
  TWELVE,
  FOURTEEN,
  FORCE,
  AREAS,
  INDICATORS = 40,
  AGES = 3,
  FILTERS = 1 + AGES, /* all, then each age */
  YEARS = 3,
  TOGETHER = YEARS, /* the three years */
  EDITIONS = 3,
  MOST = 4, /* counts from 1 to this are hidden */
  PLANTED_YEAR = 0,
};

static const int divisions[DISTRICTS] = { EAST, WEST, EAST, SOUTH, WEST, EAST, WEST,
                                          EAST, SOUTH, EAST, EAST, SOUTH, SOUTH, WEST };

/* By [indicator][filter][year][area]. */
struct county {
  int counts[INDICATORS][FILTERS][YEARS + 1][AREAS];
  int planted[INDICATORS]; /* the district of a small count that stands alone */
};

/* What an edition printed, as the attacker has it afterwards. */
struct printing {
  bool printed[INDICATORS][FILTERS][YEARS + 1][AREAS];
};

/* ---- the county ---------------------------------------------------------------------------- */

static void add_up(struct county *county, int i, int y)
{
  for (int a = 0; a < DISTRICTS + 1; a++) {
    county->counts[i][0][y][a] = 0;
    for (int f = 1; f < FILTERS; f++)
      county->counts[i][0][y][a] += county->counts[i][f][y][a];
  }
  for (int f = 0; f < FILTERS; f++) {
    int *at = county->counts[i][f][y];
    at[WEST] = at[SOUTH] = at[EAST] = at[TWELVE] = at[FOURTEEN] = 0;
    for (int a = 0; a < DISTRICTS; a++) {
      at[divisions[a]] += at[a];
      at[TWELVE] += a < 2 ? 0 : at[a];
      at[FOURTEEN] += at[a];
    }
    at[FORCE] = at[FOURTEEN] + at[UNASSIGNED];
  }
}

static struct county *make_county(struct arena *arena)
{
  struct county *county = ARENA_NEW(arena, struct county);
  struct dice dice = { 14 };
  for (int i = 0; i < INDICATORS; i++) {
    uint32_t size = 6 + dice_roll(&dice, 30);
    county->planted[i] = (int)dice_roll(&dice, DISTRICTS);
    for (int y = 0; y < YEARS; y++) {
      for (int f = 1; f < FILTERS; f++)
        for (int a = 0; a <= DISTRICTS; a++) {
          uint32_t few = dice_roll(&dice, 3) ? 5 : 0; /* a third may be below five */
          county->counts[i][f][y][a] = (int)(few + dice_roll(&dice, size));
        }
      /* The planted count is the only small one of its age in its year, and of its district. */
      for (int a = 0; y == PLANTED_YEAR && a <= DISTRICTS; a++)
        county->counts[i][1][y][a] = 5 + (int)dice_roll(&dice, size);
      for (int f = 1; y == PLANTED_YEAR && f < FILTERS; f++)
        county->counts[i][f][y][county->planted[i]]
          = f == 1 ? 1 + (int)dice_roll(&dice, MOST) : 6 + (int)dice_roll(&dice, size);
      add_up(county, i, y);
    }
    for (int f = 0; f < FILTERS; f++)
      for (int a = 0; a < AREAS; a++)
        for (int y = 0; y < YEARS; y++)
          county->counts[i][f][TOGETHER][a] += county->counts[i][f][y][a];
  }
  return county;
}

/* ---- an edition ---------------------------------------------------------------------------- */

static uint32_t at(int i, int f, int y, int a)
{
  return (uint32_t)(((i * FILTERS + f) * (YEARS + 1) + y) * AREAS + a);
}

/* Edition E has the years up to E, and the last has the three together. */
static bool is_there(int e, int y)
{
  return y == TOGETHER ? e == EDITIONS - 1 : y <= e;
}

static double cost_of(int e, int f, int y, int a)
{
  double cost = a < DISTRICTS ? 1 : a == UNASSIGNED ? 0.5 : a == FOURTEEN ? 8 : 4;
  return cost * (f == 0 ? 2 : 1) * (y == TOGETHER ? 1.5 : 1 + 1.0 / (1 + e - y));
}

static void join_areas(struct hand *hand, int i, int f, int y)
{
  const int groups[] = { WEST, SOUTH, EAST, TWELVE };
  uint32_t line[AREAS];
  for (int g = 0; g < 4; g++) {
    size_t n = 0;
    line[n++] = at(i, f, y, groups[g]);
    for (int a = 0; a < DISTRICTS; a++)
      if (groups[g] == TWELVE ? a >= 2 : divisions[a] == groups[g])
        line[n++] = at(i, f, y, a);
    hand_total(hand, EQUATION_AREAS, line, n);
  }
  const uint32_t fourteen[] = { at(i, f, y, FOURTEEN), at(i, f, y, TWELVE), at(i, f, y, 0),
                                at(i, f, y, 1) };
  hand_total(hand, EQUATION_AREAS, fourteen, 4);
  const uint32_t force[] = { at(i, f, y, FORCE), at(i, f, y, FOURTEEN), at(i, f, y, UNASSIGNED) };
  hand_total(hand, EQUATION_AREAS, force, 3);
}

/* The cells of edition E, with what the editions in EARLIER printed. */
static struct hand make_edition(struct arena *arena, const struct county *county, int e,
                                const struct printing *earlier, int earlier_count)
{
  struct hand hand = { .arena = arena };
  for (int i = 0; i < INDICATORS; i++)
    for (int f = 0; f < FILTERS; f++)
      for (int y = 0; y <= YEARS; y++)
        for (int a = 0; a < AREAS; a++) {
          double count = county->counts[i][f][y][a];
          uint32_t cell = hand_cell(&hand, count, cost_of(e, f, y, a));
          if (!is_there(e, y))
            hand.cells.at[cell].cost = 0;
          for (int k = 0; k < earlier_count; k++)
            if (earlier[k].printed[i][f][y][a])
              hand.cells.at[cell].known_low = hand.cells.at[cell].known_high = count;
          if (is_there(e, y) && count >= 1 && count <= MOST)
            cell_mark(&hand.cells.at[cell], 1, MOST);
        }
  for (int i = 0; i < INDICATORS; i++)
    for (int y = 0; y <= YEARS; y++) {
      if (!is_there(e, y))
        continue;
      for (int f = 0; f < FILTERS; f++)
        join_areas(&hand, i, f, y);
      for (int a = 0; a < AREAS; a++) {
        uint32_t line[FILTERS];
        for (int f = 0; f < FILTERS; f++)
          line[f] = at(i, f, y, a);
        hand_total(&hand, EQUATION_CATEGORIES, line, FILTERS);
        const uint32_t years[] = { at(i, 0, TOGETHER, a), at(i, 0, 0, a), at(i, 0, 1, a),
                                   at(i, 0, 2, a) };
        uint32_t of_filter[4];
        for (int f = 0; y == TOGETHER && f < FILTERS; f++) {
          for (int k = 0; k < 4; k++)
            of_filter[k] = years[k] + at(0, f, 0, 0);
          hand_total(&hand, EQUATION_MONTHS, of_filter, 4);
        }
      }
    }
  return hand;
}

static double seconds_since(clock_t begin)
{
  return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

static struct audit attack(struct hand *hand, double *seconds)
{
  clock_t begin = clock();
  struct cells cells = hand_cells(hand);
  struct audit audit;
  audit_run(hand->arena, &cells, audit_view(hand->arena, &cells), &audit);
  *seconds += seconds_since(begin);
  assert_false(audit.contradiction);
  return audit;
}

static struct protection protect_hand(struct hand *hand, double *seconds)
{
  clock_t begin = clock();
  struct cells cells = hand_cells(hand);
  struct protection protection;
  protect(&cells, &protection);
  *seconds += seconds_since(begin);
  return protection;
}

static void note_printed(const struct hand *hand, int e, struct printing *edition)
{
  for (int i = 0; i < INDICATORS; i++)
    for (int f = 0; f < FILTERS; f++)
      for (int y = 0; y <= YEARS; y++)
        for (int a = 0; a < AREAS; a++)
          edition->printed[i][f][y][a] = is_there(e, y) && !hand->cells.at[at(i, f, y, a)].hidden;
}

static bool finds(const struct audit *audit, uint32_t cell)
{
  for (size_t k = 0; k < audit->finding_count; k++)
    if (audit->findings[k].cell == cell)
      return true;
  return false;
}

/* ---- the tests ----------------------------------------------------------------------------- */

static void test_county(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct county *county = make_county(arena);
  struct printing *editions = ARENA_ARRAY(arena, struct printing, EDITIONS);
  double attacking = 0, protecting = 0;

  /* Each edition is protected against those before it. */
  for (int e = 0; e < EDITIONS; e++) {
    struct hand hand = make_edition(arena, county, e, editions, e);
    struct protection protection = protect_hand(&hand, &protecting);
    assert_int_equal(protection.unprotected, 0);
    struct audit audit = attack(&hand, &attacking);
    printf("edition %d: %zu cells, %zu hidden by the rule, %zu more to protect them; the attack"
           " solved %zu programmes and found %zu\n",
           e + 1, hand.cells.len, protection.sensitive, protection.lost, audit.programmes,
           audit.finding_count);
    assert_int_equal(audit.finding_count, 0);
    assert_true(protection.sensitive > 100);
    for (size_t c = 0; c < hand.cells.len; c++)
      assert_true(!hand.cells.at[c].sensitive || hand.cells.at[c].hidden);
    note_printed(&hand, e, &editions[e]);
  }
  printf("three editions: protected in %.2f s, attacked in %.2f s\n", protecting, attacking);
  assert_true(attacking < 10);
}

static void test_without_secondary(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct county *county = make_county(arena);
  double attacking = 0;
  struct hand hand = make_edition(arena, county, EDITIONS - 1, NULL, 0);
  struct audit audit = attack(&hand, &attacking);
  size_t found = 0;
  for (int i = 0; i < INDICATORS; i++) {
    uint32_t cell = at(i, 1, PLANTED_YEAR, county->planted[i]);
    assert_true(hand.cells.at[cell].sensitive);
    found += finds(&audit, cell);
  }
  printf("without secondary suppression: %zu of %d planted cells found, %zu in all, in %.2f s\n",
         found, INDICATORS, audit.finding_count, attacking);
  assert_int_equal(found, INDICATORS);
  for (size_t k = 0; k < audit.finding_count; k++) {
    const struct finding *finding = &audit.findings[k];
    assert_true(finding->equation_count > 0);
    assert_true(finding->low <= hand.cells.at[finding->cell].value);
    assert_true(finding->high >= hand.cells.at[finding->cell].value);
  }
}

static void test_without_last_year(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct county *county = make_county(arena);
  struct printing *before = ARENA_ARRAY(arena, struct printing, 1);
  double seconds = 0;
  struct hand second = make_edition(arena, county, 1, NULL, 0);
  protect_hand(&second, &seconds);
  note_printed(&second, 1, before);

  struct hand third = make_edition(arena, county, 2, NULL, 0);
  protect_hand(&third, &seconds);
  assert_int_equal(attack(&third, &seconds).finding_count, 0);

  struct hand both = make_edition(arena, county, 2, before, 1);
  for (size_t c = 0; c < both.cells.len; c++)
    both.cells.at[c].hidden = third.cells.at[c].hidden;
  struct audit audit = attack(&both, &seconds);
  size_t small = 0;
  for (size_t k = 0; k < audit.finding_count; k++) {
    assert_true(both.cells.at[audit.findings[k].cell].hidden);
    small += both.cells.at[audit.findings[k].cell].sensitive;
  }
  printf("with last year's edition left out of the protection: differencing finds %zu small counts"
         " of %zu, and %zu more cells\n",
         small, audit.sensitive, audit.finding_count - small);
  assert_true(small > 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_county),
    cmocka_unit_test(test_without_secondary),
    cmocka_unit_test(test_without_last_year),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
