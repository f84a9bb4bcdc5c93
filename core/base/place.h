/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the program's own files are: templates, plugins, fonts.
 *
 * The executable finds itself, so that the same program works uninstalled, installed, installed
 * under DESTDIR and with its whole prefix moved.  In a build tree, templates and plugins are those
 * of the source tree, and a plugin's C code is where libtool left it.  Found once, by the command,
 * and passed on; knows nothing of workspaces and of STRATA_PLUGIN_PATH.
 */
#ifndef STRATA_BASE_PLACE_H
#define STRATA_BASE_PLACE_H

#include "base/arena.h"

struct place {
  const char *build;          /* the build tree that the program is in; NULL when installed */
  const char *plugins;        /* holds a folder a plugin */
  const char *templates;
  const char *reports;        /* the demonstration's workspaces */
  const char *data;           /* the demonstration's figures */
  const char *fonts;          /* holds Lato-Regular.ttf; chosen by configure */
};

/* The places of the running program.  Nothing is checked for existence but what tells the trees
 * apart.  All paths are absolute and live in ARENA. */
void place_find(struct arena *arena, struct place *ret_place);

/* The same for a program in FOLDER, which is absolute. */
void place_of_program(struct arena *arena, const char *folder, struct place *ret_place);

/* The C code NAME of the plugin in FOLDER, which may be anywhere: FOLDER/NAME.so, unless FOLDER is
 * one of PLACE's own plugins and the program is in a build tree. */
const char *place_module(struct arena *arena, const struct place *place, const char *folder,
                         const char *name);

#endif
