/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/shorthand.h"

#include "base/str.h"
#include "compute/results.h"

#include <string.h>

static const struct {
  enum status status;
  const char *meaning;
} explained[] = {
  { STATUS_SUPPRESSED, "suppressed to protect small numbers" },
  { STATUS_BROKEN, "the series is broken here" },
  { STATUS_PROVISIONAL, "provisional" },
  { STATUS_REVISED, "revised since it was first published" },
  { STATUS_TOO_FEW, "too few to say" },
};

enum { EXPLAINED = sizeof explained / sizeof *explained };

void shorthand_look(struct shorthand_used *used, const char *text)
{
  for (size_t i = 0; text && i < EXPLAINED; i++)
    if (strstr(text, status_shorthand(explained[i].status)))
      used->statuses |= 1U << explained[i].status;
}

const char *shorthand_note(struct arena *arena, const struct shorthand_used *used, const char *note)
{
  struct strbuf words = STRBUF(arena);
  if (note)
    strbuf_add_text(&words, note);
  for (size_t i = 0; i < EXPLAINED; i++) {
    const char *sign = status_shorthand(explained[i].status);
    if (!(used->statuses >> explained[i].status & 1) || (note && strstr(note, sign)))
      continue;
    strbuf_printf(&words, "%s%s %s.", words.len ? " " : "", sign, explained[i].meaning);
  }
  return words.len ? strbuf_text(&words) : note;
}
