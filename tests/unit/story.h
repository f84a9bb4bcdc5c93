/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small story for tests of plugins and scripts: the world of world.h, with two plugins, two
 * editions and a report, whose template and scripts the test gives as text.
 *
 * Ashby has 20 incidents a month in 2020 and 2021, each of the others 10; 10,000 people live in each.
 * The plugin "asb" (folder asb, a script) has the indicators asb.incidents (a rate), asb.cases
 * (awaited) and asb.index (derived); the plugin "bad" (folder bad) has bad.index (derived).
 */
#ifndef STRATA_TESTS_STORY_H
#define STRATA_TESTS_STORY_H

#include "world.h"

#include "disclose/disclose.h"
#include "document/document.h"
#include "extend/extend.h"

enum { STORY_ASB, STORY_BAD, STORY_PLUGINS };
enum { STORY_INCIDENTS, STORY_CASES, STORY_INDEX, STORY_BAD_INDEX };

struct story {
  struct arena *arena;
  struct diags *diags;
  struct world *world;
  struct plugin plugins[STORY_PLUGINS];
  struct edition editions[2]; /* "2020" and "2021" */
  struct report report;       /* "assessment", of all; since 2020 */
  struct commentary commentary;
  const char *folder; /* all files are below it; removed with the arena */
  const struct extensions *extensions;
  const struct results *results;
  const struct released *released;
};

/* A story in which asb has NARRATIVE as its narrative.lua; NULL: no code. */
struct story *story_new(struct arena *arena, const char *narrative);

/* The same without loading plugins: change what is needed, then story_load. */
struct story *story_begin(struct arena *arena, const char *narrative);
void story_load(struct story *story);

/* Writes TEXT to a file below the story's folder. */
const char *story_file(struct story *story, const char *name, const char *text);

/* The report from the story's template as its files are now.  -1 after reporting to DIAGS. */
int story_compose(struct story *story, int area, struct containment *containment,
                  struct diags *diags, struct document **ret_document);

/* The report of AREA, made by SCRIPT ("return function(page) ... end") on one page; NULL after
 * errors. */
struct document *story_report(struct story *story, int area, const char *script);

/* The same by BODY, the statements of that function, for all; fails the test after errors. */
const char *story_write(struct story *story, const char *body);

/* What a document says: a line a node, indented by depth. */
const char *story_said(struct arena *arena, const struct document *document);

/* The report by BODY fails with CODE, in a message that has WHY. */
void story_refuses(struct story *story, const char *body, const char *code, const char *why);

#endif
