/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markers that stand in text, table cells and charts.  They are drawn as paths, never as glyphs,
 * and always stand beside words that say the same.
 */
#ifndef STRATA_DOCUMENT_SYMBOL_H
#define STRATA_DOCUMENT_SYMBOL_H

enum symbol {
  SYMBOL_NONE,
  SYMBOL_HIGHER_WORSE,   /* orange diamond, outlined */
  SYMBOL_HIGHER_BETTER,  /* blue diamond */
  SYMBOL_HIGHER_NEUTRAL, /* purple diamond */
  SYMBOL_WITHIN,         /* open circle */
  SYMBOL_LOWER_BETTER,   /* blue square */
  SYMBOL_LOWER_WORSE,    /* orange square, outlined */
  SYMBOL_LOWER_NEUTRAL,  /* purple square */
  SYMBOL_NOT_TESTED,     /* ring with a dot */
  SYMBOL_ROSE_WORSE,     /* triangle up */
  SYMBOL_ROSE_BETTER,
  SYMBOL_ROSE_NEUTRAL,
  SYMBOL_FELL_BETTER,    /* triangle down */
  SYMBOL_FELL_WORSE,
  SYMBOL_FELL_NEUTRAL,
  SYMBOL_SIMILAR,        /* dash */
  SYMBOL_NOT_AVAILABLE,  /* cross */
  SYMBOL_SWATCH_WORSE, SYMBOL_SWATCH_BETTER, SYMBOL_SWATCH_NEUTRAL, /* filled squares, for a key */
  SYMBOL_COUNT
};

/* "higher-worse", ...: as in {:higher-worse:}. */
const char *symbol_name(enum symbol symbol);

/* SYMBOL_NONE when there is no such name. */
enum symbol symbol_by_name(const char *name);

#endif
