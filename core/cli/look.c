/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a workspace's reports look. */
#include "cli/session.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* The workspace's theme.yaml, or NULL when it has none. */
static const char *own_theme(struct arena *arena, const char *workspace)
{
  const char *path = workspace ? arena_printf(arena, "%s/theme.yaml", workspace) : NULL;
  return path && (access(path, F_OK) == 0 || errno != ENOENT) ? path : NULL;
}

int session_theme(struct session *session, const char *workspace, const struct theme **ret_theme,
                  struct theme_tests *ret_tests)
{
  struct arena *arena = session->arena;
  const char *shipped = arena_printf(arena, "%s/theme.yaml", session->place.templates);
  const struct fonts *fonts;
  const struct theme *theme;
  *ret_tests = (struct theme_tests){0};
  if (fonts_load(arena, session->place.fonts, session->diags, &fonts) < 0
      || theme_load(arena, shipped, own_theme(arena, workspace), fonts, session->diags, &theme) < 0
      || theme_check(arena, theme, session->diags, ret_tests) < 0)
    return -1;
  *ret_theme = theme;
  return 0;
}
