/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plugin as the program uses it: its C code, its script, and which callbacks they have.
 *
 * Private to core/extend.  A struct extensions is made by extend_load in the calling process, where
 * no plugin's code is ever opened: that is done in child processes only, each for itself
 * (extend/call.h), and lasts until the child ends.
 */
#ifndef STRATA_EXTEND_EXTENSION_H
#define STRATA_EXTEND_EXTENSION_H

#include "base/arena.h"
#include "base/str.h"
#include "define/catalog.h"
#include "extend/found.h"
#include "extend/scripts.h"
#include "strata-plugin.h"

#include <stdbool.h>

enum callback { CALLBACK_FIGURES, CALLBACK_CHAPTER, CALLBACK_PROFILE, CALLBACK_REFRESH, CALLBACKS };

/* "figures", "chapter", "profile", "refresh". */
extern const char *const callback_names[CALLBACKS + 1];

struct extension {
  const struct plugin *plugin;
  const char *module;     /* the path of its C code; NULL: it has none */
  struct sandbox_script *script; /* its narrative.lua; NULL: it has none */
  unsigned in_code, in_script; /* bits of enum callback: where each callback is */
  const char *failed;          /* why it is not available; NULL when it is */
};

/* A plugin's code, open in this process. */
struct code {
  bool open;
  struct strata_plugin descriptor; /* as much as the plugin gave; the rest is zero */
  void *self;
};

struct extensions {
  const struct catalog *catalog;
  struct extension *at; /* as catalog.plugins */
  struct code *codes;   /* likewise; filled in child processes */
  struct scripts *scripts; /* of plugins and templates; likewise */
  struct found *found;     /* likewise */
  size_t count;
};

static inline bool extension_has(const struct extension *extension, enum callback callback)
{
  return ((extension->in_code | extension->in_script) >> callback & 1) != 0;
}

#endif
