/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/place.h"

#include "base/cleanup.h"
#include "base/str.h"
#include "config.h"
#include "install-dirs.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* configure writes the path of the source tree to this file of the build tree.  make install does
 * not install it, so it also tells a build tree from an installation. */
static const char *source_of(struct arena *arena, const char *build)
{
  auto_fclose FILE *file = fopen(arena_printf(arena, "%s/source-tree", build), "r");
  char line[PATH_MAX];
  if (!file || !fgets(line, sizeof line, file))
    return NULL;
  line[strcspn(line, "\n")] = '\0';
  /* configure writes BUILD/.. where it was called so: the same place, but not the same text. */
  char path[PATH_MAX];
  const char *source = realpath(line, path) ? path : line;
  return source[0] == '/' ? arena_strdup(arena, source) : NULL;
}

/* PATH without the final SUFFIX, or NULL when it does not end so. */
static const char *without_end(struct arena *arena, const char *path, const char *suffix)
{
  struct str text = str_of(path);
  return str_ends(text, suffix) ? arena_text(arena, path, text.len - strlen(suffix)) : NULL;
}

/* Where the installation that has the program in FOLDER keeps INSTALLED, one of configure's
 * directories.  Everything below the prefix moves with the program. */
static const char *moved(struct arena *arena, const char *folder, const char *installed)
{
  const char *bindir = INSTALL_BINDIR;
  size_t prefix = strlen(INSTALL_PREFIX);
  if (strncmp(bindir, INSTALL_PREFIX, prefix) != 0
      || strncmp(installed, INSTALL_PREFIX, prefix) != 0)
    return installed;
  const char *root = without_end(arena, folder, bindir + prefix);
  return root ? arena_printf(arena, "%s%s", root, installed + prefix) : installed;
}

void place_of_program(struct arena *arena, const char *folder, struct place *ret_place)
{
  struct place place = { .fonts = STRATA_FONTDIR };
  const char *source = source_of(arena, folder);
  if (source) {
    place.build = arena_strdup(arena, folder);
    place.plugins = arena_printf(arena, "%s/plugins", source);
    place.templates = arena_printf(arena, "%s/templates", source);
    place.reports = arena_printf(arena, "%s/reports", source);
    place.data = arena_printf(arena, "%s/data", source);
  } else {
    const char *share = moved(arena, folder, INSTALL_PKGDATADIR);
    place.plugins = arena_printf(arena, "%s/plugins", moved(arena, folder, INSTALL_PKGLIBDIR));
    place.templates = arena_printf(arena, "%s/templates", share);
    place.reports = arena_printf(arena, "%s/reports", share);
    place.data = arena_printf(arena, "%s/data", share);
  }
  *ret_place = place;
}

void place_find(struct arena *arena, struct place *ret_place)
{
  char path[PATH_MAX];
  ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
  /* Without /proc the program must be where it was installed. */
  if (len <= 0) {
    place_of_program(arena, INSTALL_BINDIR, ret_place);
    return;
  }
  path[len] = '\0';
  *strrchr(path, '/') = '\0';
  place_of_program(arena, path, ret_place);
}

const char *place_module(struct arena *arena, const struct place *place, const char *folder,
                         const char *name)
{
  size_t own = strlen(place->plugins);
  if (place->build && strncmp(folder, place->plugins, own) == 0 && folder[own] == '/')
    return arena_printf(arena, "%s/plugins%s/.libs/%s.so", place->build, folder + own, name);
  return arena_printf(arena, "%s/%s.so", folder, name);
}
