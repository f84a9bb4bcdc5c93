/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make_sample FILE [PAGES]: the sample document, with so many more pages, as a PDF,
 * and on stdout as a trace.
 */
#include "base/cleanup.h"
#include "base/num.h"
#include "config.h"
#include "render/render.h"
#include "sample.h"

#include <locale.h>

int main(int argc, char **argv)
{
  int64_t more = 0;
  if (argc < 2 || (argc > 2 && !num_parse_int(str_of(argv[2]), &more)))
    return 2;
  /* As a program around the library might: nothing printed may change. */
  setlocale(LC_ALL, "");
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const struct fonts *fonts = NULL;
  struct rendered rendered;
  int result = fonts_load(arena, STRATA_FONTDIR, diags, &fonts);
  if (result == 0) {
    const struct display *display = sample_display(arena, fonts, (int)more);
    result = render_pdf(display, argv[1], diags, &rendered);
    render_trace(display, stdout);
  }
  if (diags_count(diags))
    diags_print(diags, stderr, DIAG_TEXT);
  return result == 0 ? 0 : 1;
}
