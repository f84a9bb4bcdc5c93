/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the definitions of the workspace named first, with NAME=PATH as --source, and prints what is
 * wrong with them: for tests/diagnostics.sh.
 */
#include "base/cleanup.h"
#include "define/catalog.h"

int main(int argc, char **argv)
{
  if (argc < 2)
    return 2;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const char *dirs[] = { arena_printf(arena, "%s/plugins", argv[1]),
                         arena_printf(arena, "%s/more-plugins", argv[1]) };
  size_t override_count = (size_t)argc - 2;
  struct source_override *overrides = ARENA_ARRAY(arena, struct source_override, override_count);
  for (size_t i = 0; i < override_count; i++) {
    char *text = argv[i + 2], *equals = strchr(text, '=');
    if (!equals)
      return 2;
    overrides[i].source = arena_text(arena, text, (size_t)(equals - text));
    overrides[i].path = equals + 1;
  }
  struct definition_request request = {
    .workspace = argv[1], .plugin_dirs = dirs, .plugin_dir_count = 2, .overrides = overrides,
    .override_count = override_count,
  };
  const struct catalog *catalog;
  int result = define_catalog(arena, &request, diags, &catalog);
  diags_print(diags, stdout, DIAG_TEXT);
  return result < 0 ? 3 : 0;
}
