/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attacker: everything that a reader of the public edition, of the sealed ones before it and of
 * public populations can work out of what is hidden.
 *
 * It shares no equation with what protects.  What is counted, and which counts add up to which, it
 * reads again from the definitions; what is shown it takes from the released_* functions alone, where
 * pages and strata figures get it; the arithmetic is its own (attacker_solve.h).  So what one of the
 * two forgets, the other does not.  Only when all has been worked out is the truth looked at, to judge.
 */
#ifndef STRATA_DISCLOSE_ATTACKER_H
#define STRATA_DISCLOSE_ATTACKER_H

#include "disclose/disclose.h"

/* How an attack went. */
struct attack {
  bool any;          /* some figure is under a disclosure rule */
  size_t hidden;     /* counts that are not shown exactly */
  size_t sensitive;  /* of those, counts that a rule protects */
  size_t given_away; /* counts that a rule protects, and that an earlier edition printed */
  size_t found;      /* counts that can be worked out */
  size_t unsettled;  /* counts of which that could not be said */
  size_t relations;  /* that definitions and figures gave the attacker */
  size_t untrue;     /* of those, sums that the sources do not keep to, and so of no use to anybody */
  size_t programmes; /* linear programmes that were solved */
};

/* Who is told how far an attack has got; the functions may be NULL. */
struct attack_watch {
  void (*progress)(void *user, const char *what, size_t done, size_t all);
  void *user;
};

/* Attacks what RELEASED shows to whoever also has BEFORE, what earlier editions printed (NULL: none).
 * -1 after reporting each count that can be worked out or of which that could not be said, or that the figures
 * contradict each other; how it went in *RET_ATTACK either way. */
int attacker_audit(struct arena *arena, const struct released *released,
                   const struct sealed *before, struct diags *diags, struct attack *ret_attack);

/* The same, telling WATCH. */
int attacker_audit_watched(struct arena *arena, const struct released *released,
                           const struct sealed *before, const struct attack_watch *watch,
                           struct diags *diags, struct attack *ret_attack);

#endif
