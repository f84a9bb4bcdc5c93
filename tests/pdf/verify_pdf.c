/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify_pdf FILE...: what strata itself says of files before it publishes them.
 */
#include "base/cleanup.h"
#include "render/verify_file.h"

int main(int argc, char **argv)
{
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  for (int i = 1; i < argc; i++)
    verify_file(argv[i], diags);
  if (diags_count(diags))
    diags_print(diags, stdout, DIAG_TEXT);
  return diags_errors(diags) ? 1 : 0;
}
