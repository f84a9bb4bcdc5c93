/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run: a callback or a script at work, and what it may reach.
 *
 * Private to core/extend.  The host's functions (strata-plugin.h) get a run as their first argument
 * and find everything through it; extend_figures makes one a plugin, extend_report one a report.
 * What it makes lives in its arena.  A run knows nothing of Lua: extend/lua_bind.h stands above the
 * host's functions, as a plugin in C does.
 */
#ifndef STRATA_EXTEND_RUN_H
#define STRATA_EXTEND_RUN_H

#include "base/vec.h"
#include "compute/results.h"
#include "disclose/disclose.h"
#include "document/document.h"
#include "extend/containment.h"
#include "extend/extension.h"
#include "strata-plugin.h"

struct strata_run {
  struct arena *arena;
  const struct extensions *extensions;
  const struct catalog *catalog;
  const struct facts *facts;
  struct diags *diags;

  /* What the audience may see; in figures() everything, as it is before disclosure. */
  const struct released *released;

  /* figures(): what was put.  Elsewhere nothing can be. */
  bool in_figures;
  VEC(struct put_figure) puts;
  bool *asked; /* one a catalog indicator: figures() asked for it; NULL outside of it */

  /* Sections: the report and its document.  In figures() NULL. */
  const struct report *report;
  int area; /* NO_INDEX in figures() */
  struct document *document;

  struct containment *containment; /* the worker's; NULL: none */
  size_t used;    /* of the arena, when the script's call at work began */
  struct node *page; /* what that callback was given; NULL: nothing, or a script of the template */
  int plugin;     /* whose callback is at work; NO_INDEX: the template's script */
  struct loc loc; /* what asks: the script's line, or the plugin's code */
  struct loc content; /* the node in YAML that is being made; no file: a script is at work */

  /* The first thing that went wrong in the callback at work; NULL message: nothing. */
  struct {
    const char *code, *message;
    struct loc loc;
  } failure;

  /* Made when first asked for. */
  const struct strata_report *report_info;
  const struct strata_area *const *areas;
  const struct strata_edition *const *editions;
  const struct strata_indicator *const *indicators;
  const struct strata_plugin_info *const *plugins;
  const struct strata_outcome *const *outcomes;
  const struct strata_recommendation *const *recommendations;
  const struct strata_break *const *breaks;
  const struct strata_source *const *sources;
  struct named_period *named_periods; /* extend/run_periods.c */
  signed char *decimals; /* one an indicator: extend/words.h */
  struct script **scripts; /* one a plugin: extend/lua_plugin.h */
  struct script *template_script;
};

/* The table of functions that every callback gets: the same for all. */
extern const struct strata_host host_table;
extern const struct strata_nodes host_nodes;

/* Fails the callback at work: the first reason stays.  Always -1. */
int run_fail(struct strata_run *run, const char *code, const char *format, ...)
  __attribute__((format(printf, 3, 4)));

/* The same, with the nearest of WORDS after the message. */
int run_fail_near(struct strata_run *run, const char *code, const char *wrong,
                  const char *const *words, size_t count, const char *format, ...)
  __attribute__((format(printf, 6, 7)));

/* The index in WORDS (ended by NULL) of WORD; OTHERWISE when it is NULL; -1 after failing, naming
 * WHAT. */
int run_word(struct strata_run *run, const char *what, const char *word, const char *const *words,
             int otherwise);

/* What a code means; NULL is the report's own.  -1 after failing. */
int run_indicator(struct strata_run *run, const char *id, int *ret_indicator);
int run_area(struct strata_run *run, const char *code, int *ret_area);
int run_period(struct strata_run *run, const char *code, struct period *ret_period);
int run_month(struct strata_run *run, const char *code, int32_t *ret_month);

/* What most verbs are asked about. */
struct asked {
  int indicator, area;
  struct period period;
};
int run_asked(struct strata_run *run, const char *indicator, const char *area, const char *period,
              struct asked *ret);

/* A figure as the run may see it, found once for all who ask.  SINCE NULL: as the report compares. */
void run_find(const struct strata_run *run, int indicator, int area, struct period period,
              const struct period *since, struct result *ret);

/* The code of PERIOD, and what it is called; each is made once. */
const char *run_period_code(struct strata_run *run, struct period period);
const char *run_period_words(struct strata_run *run, struct period period);

/* The indicator's data has not been supplied. */
bool run_is_awaited(const struct strata_run *run, int indicator);

/* The source line of an indicator's figures: "data.police.uk (Lancashire Constabulary)". */
const char *run_source_title(const struct strata_run *run, int indicator);

/* The commentary for SECTION of this report and area, or else for "all" areas; NULL: none.  PATH
 * gets its file.  A file that cannot be read fails the callback. */
const char *run_commentary(struct strata_run *run, const char *section, const char **ret_path);

#endif
