/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is collected of a source until its table is made.
 *
 * Private to tabling.c, which collects it, and tabling_finish.c, which makes the table.
 */
#ifndef STRATA_INGEST_TABLING_MODEL_H
#define STRATA_INGEST_TABLING_MODEL_H

#include "ingest/tabling.h"

/* A combination with this number is one too many. */
enum { MOST_CATEGORIES = UINT16_MAX };

struct collected {
  struct fact fact;
  double denominator;
  uint32_t line;
};

struct reason {
  const char *format; /* which kind it is of */
  const char *words;
};

struct tabling {
  struct reading *reading;
  const struct source *source;
  void *user;
  struct arena *arena; /* until it is finished */
  const char **names;  /* as given */
  size_t name_count;
  bool named;
  VEC(struct category) categories;
  VEC(struct collected) facts;
  VEC(struct input) inputs;
  /* Why rows of the file that is being read were rejected. */
  VEC(struct reason) reasons; /* those listed, each once */
  uint64_t unlisted, alike;   /* rows with no line of their own; of these, just as one that has */
  uint32_t first_unlisted;
};

/* Warns of the rejected rows of the file that is being read that have no line of their own: at the first of
 * them, so that it is read after those that it is like. */
void tabling_tell_unlisted(struct tabling *tabling);

#endif
