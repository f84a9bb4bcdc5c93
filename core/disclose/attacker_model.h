/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the attacker has put together: what is counted, an unknown for each count, and how unknowns are
 * related.  Only for core/disclose/attacker*.c, which include nothing of cells.h and what is behind it.
 *
 * A tally is what the definitions count alike: one measure and some of its categories.  An atom is a
 * set of categories that every tally of the measure has all or none of: the tallies are their sums.
 */
#ifndef STRATA_DISCLOSE_ATTACKER_MODEL_H
#define STRATA_DISCLOSE_ATTACKER_MODEL_H

#include "compute/intervals.h"
#include "compute/standardised.h"
#include "compute/sums.h"
#include "disclose/attacker_solve.h"
#include "disclose/disclose.h"

enum { NOTHING = -1 };

enum tally_of {
  TALLY_VALUES,
  TALLY_BESIDE, /* the denominators beside them */
  TALLY_ONES,   /* how many values there are: what a mean is of */
  TALLY_REST,   /* what a proportion leaves of its whole */
};

struct tally_use {
  int indicator;
  bool divisor; /* as what it divides by */
};

struct tally {
  const struct fact_table *table;
  const bool *wanted; /* one a category of the table */
  enum tally_of of;
  bool weighted;      /* some categories count more than once: it is no sum of categories */
  bool printed;       /* some indicator prints it; otherwise anybody can work it out */
  const struct tally_use *uses; /* when not printed: of the tallies that it is a part of */
  size_t use_count;
  bool whole;         /* numbers of things */
  int32_t *unknowns;  /* [row][column]; NOTHING where there is no such count */
};

/* What relates unknowns: for the words of a finding. */
enum reason_kind {
  REASON_AREAS,
  REASON_PERIODS,
  REASON_CATEGORIES,
  REASON_REST,
  REASON_FIGURE,
  REASON_SMALL_AREAS,
  REASON_ROWS,
};

struct reason {
  enum reason_kind kind;
  int indicator;    /* REASON_FIGURE: what the words say of it */
  const char *what; /* "its peers' average"; REASON_ROWS: "counted" */
};

/* Whose count an unknown is. */
struct owner {
  int tally, row;
  size_t column;
  bool shown; /* exactly, by some figure */
  double known_low, known_high; /* what earlier editions printed */
};

/* A count of a neighbourhood, or of a ward, that is shown; of a neighbourhood NaN: that is hidden for itself. */
struct small_figure {
  int indicator, row;
  size_t column;
  double count;
};

/* A neighbourhood of a ward that is shown: its own count may be or not. */
struct ward_part {
  int ward, part; /* rows */
  size_t column;
  int indicator;
};

/* Ages that are counted together. */
struct age_group {
  int tally;
  double weight; /* of the standard population */
};

/* An indicator that is standardised by age. */
struct aged {
  int indicator;
  struct age_group groups[ESP2013_BANDS];
  size_t group_count;
  const struct sums *people; /* one a group: public */
};

struct model {
  struct arena *arena;
  const struct released *released;
  const struct catalog *catalog; /* all definitions: an attacker may know what the restricted edition has */
  const struct facts *facts;
  VEC(struct tally) tallies;
  const int *counts, *divisors; /* the tally of each indicator, or NOTHING */
  const int *rests;             /* of proportions */
  int32_t first_month;
  /* Columns: the months, then the years that end with each.  Rows: areas, those of enum sums_row, and small
   * areas and wards where any of them is shown. */
  size_t months, columns, rows;
  VEC(struct small_figure) small, small_hidden;
  VEC(struct ward_part) ward_parts; /* by ward and column, one after another */
  VEC(struct aged) aged;
  struct riddle riddle;
  VEC(struct owner) owners;   /* of unknowns */
  VEC(struct reason) reasons; /* of relations */
};

/* Whether INDICATOR is only in an edition for others. */
bool attacker_is_withheld(const struct model *model, size_t indicator);

/* What the indicators under rules count, and all that shares a category with it.  False: there is no
 * rule, or nothing that can be counted under one. */
bool attacker_find_tallies(struct model *model);

/* Unknowns for all that the edition says there is a count of, printed or [c]. */
void attacker_find_unknowns(struct model *model);

/* Sums that follow from the definitions: areas, periods, categories, what a proportion leaves. */
void attacker_add_sums(struct model *model);

/* What is shown of neighbourhoods; rows for them where anything is. */
void attacker_find_small(struct model *model);

/* Unknowns for them. */
void attacker_add_small(struct model *model);

/* That districts are their neighbourhoods. */
void attacker_add_small_sums(struct model *model);

/* What is shown of wards, and what each is made of; unknowns for their neighbourhoods; that a ward is those. */
void attacker_look_at_wards(struct model *model, int indicator, int district, struct period period);
void attacker_add_ward_parts(struct model *model);
void attacker_add_ward_sums(struct model *model);

/* What is shown of each. */
void attacker_read_small(struct model *model);

/* Tallies of the ages that what is standardised is made of; unknowns for them; what the figures say of them. */
void attacker_find_ages(struct model *model);
void attacker_add_ages(struct model *model);
void attacker_read_ages(struct model *model);

/* What goals and initiatives say. */
void attacker_read_verdicts(struct model *model);

/* What an appendix says of the rows of each source. */
void attacker_read_rows(struct model *model);

/* What each figure shows. */
void attacker_read(struct model *model);

/* What districts' ranks and places in the range of districts say of those that are hidden. */
void attacker_read_order(struct model *model);

/* What the rules themselves say: LOW to HIGH is narrowed by the counts at either end that rules of INDICATOR for ROW
 * would have hidden; and what is hidden for its size alone is one of the counts that are. */
void attacker_rule_out(const struct model *model, int indicator, int row, double *low, double *high);
void attacker_read_hidden(struct model *model);
void attacker_read_small_hidden(struct model *model);

/* How many derived indicators are published though their code asked for what is not; each is reported. */
size_t attacker_find_derived(const struct released *released, struct diags *diags);

/* That a count is printed, or follows from what is, and that counts of it are rounded to BASE. */
void attacker_tell(struct model *model, int unknown, double count, int base);

/* Whether each row of the source of TABLE is one of what it counts. */
bool attacker_is_of_records(const struct fact_table *table);

/* The categories of TABLE that WHERES choose. */
const bool *attacker_choose(struct arena *arena, const struct fact_table *table,
                            const struct where *wheres, size_t count);

/* The tally of WANTED, which is a part of what INDICATOR counts. */
int attacker_add_part(struct model *model, const struct fact_table *table, const bool *wanted,
                      int indicator);

/* The small area of ROW, or its ward; NULL: it is none. */
const struct small_area *attacker_small(const struct model *model, int row);
const struct ward *attacker_ward(const struct model *model, int row);

/* Whether ROW is a small area or a ward; the row of a small area, and of a ward. */
bool attacker_is_small(const struct model *model, int row);
int attacker_small_row(const struct model *model, size_t small);
int attacker_ward_row(const struct model *model, size_t ward);

/* ---- judging ------------------------------------------------------------------------------- */

/* What the judge knows, and the attacker does not. */
struct truth {
  const double *values; /* of each unknown; NaN: none */
  struct question *questions;
  size_t question_count, sensitive, given_away;
};

/* The true counts.  Takes back sums that the sources do not keep to, and counts them. */
void attacker_face_truth(struct model *model, struct truth *truth, size_t *ret_untrue);

/* The true count of a small area's row, or of a ward's; NaN: none. */
double attacker_small_count(const struct model *model, const struct tally *tally, int row,
                            struct period period);

/* Tells the attacker what earlier editions printed, but for what has been revised since. */
void attacker_recall(struct model *model, const struct truth *truth, const struct sealed *before);

/* How many counts by age are told to who knows that they are whole, of the questions that SOLUTION has no answer to;
 * each is reported. */
size_t attacker_find_whole(const struct model *model, const struct truth *truth, const struct solution *solution,
                           struct diags *diags);

/* What must not be found. */
void attacker_set_questions(struct model *model, struct truth *truth);

/* ---- words --------------------------------------------------------------------------------- */

/* "asb.burglary, Ribble Valley, ye-2025-12" */
const char *attacker_unknown_words(const struct model *model, uint32_t unknown);

/* An error of UNKNOWN, which can be worked out to be from LOW to HIGH; who calls it says by what. */
void attacker_report(const struct model *model, uint32_t unknown, double low, double high, struct diags *diags);

/* "asb.burglary, ye-2025-12: County = Preston + Ribble Valley [c]" */
const char *attacker_relation_words(const struct model *model, uint32_t relation);

/* ---- asking -------------------------------------------------------------------------------- */

/* NOTHING when TALLY has no such period. */
int attacker_column(const struct model *model, struct period period);
struct period attacker_period(const struct model *model, size_t column);

/* The unknown of a tally, or NOTHING; also for tally NOTHING. */
int attacker_unknown(const struct model *model, int tally, int row, struct period period);

/* The same by its column. */
int attacker_unknown_at(const struct model *model, size_t tally, size_t row, size_t column);

/* Room for the unknowns of TALLY, of which there are none yet. */
void attacker_make_room(struct model *model, struct tally *tally);

/* Whether rows of the source of TABLE may be in no area: it says so in every report. */
bool attacker_has_unplaced(const struct fact_table *table);

/* An unknown that there is now. */
uint32_t attacker_add_unknown(struct model *model, int tally, int row, size_t column);

/* The limits that DEFINITION prints of COUNT among DENOMINATOR (NaN: none); NaN where it has none. */
struct interval attacker_limits(const struct indicator *definition, double count,
                                double denominator);

void attacker_relate(struct model *model, struct reason reason, double low, double high);

/* The periods that INDICATOR can be asked for, by column, in as many kinds as there are. */
const struct period *attacker_periods(const struct model *model, struct arena *scratch, int indicator,
                                      size_t *ret_count);

/* A population that INDICATOR divides by: public.  NaN when it divides by none. */
double attacker_people(const struct model *model, int indicator, int area, struct period period);

#endif
