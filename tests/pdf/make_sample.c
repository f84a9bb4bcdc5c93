/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make_sample FILE: the sample document as a PDF, and on stdout as a trace.
 */
#include "base/cleanup.h"
#include "config.h"
#include "render/render.h"
#include "sample.h"

#include <locale.h>

int main(int argc, char **argv)
{
  if (argc != 2)
    return 2;
  /* As a program around the library might: nothing printed may change. */
  setlocale(LC_ALL, "");
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const struct fonts *fonts = NULL;
  struct rendered rendered;
  int result = fonts_load(arena, STRATA_FONTDIR, diags, &fonts);
  if (result == 0) {
    const struct display *display = sample_display(arena, fonts);
    result = render_pdf(display, argv[1], diags, &rendered);
    render_trace(display, stdout);
  }
  if (diags_count(diags))
    diags_print(diags, stderr, DIAG_TEXT);
  return result == 0 ? 0 : 1;
}
