/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/text.h"

struct loc text_place(const char *file, struct str text, size_t offset)
{
  struct loc loc = { .file = file, .line = 1, .col = 1 };
  for (size_t i = 0; i < offset;) {
    loc.col++;
    if (str_next_code_point((struct str) { text.at, offset }, &i) == '\n') {
      loc.line++;
      loc.col = 1;
    }
  }
  loc.end_col = loc.col + 1;
  return loc;
}

/* libyaml takes some of these for ends of lines, and nobody sees them in an editor. */
static bool is_forbidden(uint32_t code, bool before_newline)
{
  if (code < 0x20)
    return code != '\t' && code != '\n' && !(code == '\r' && before_newline);
  return (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029 || code == 0xFEFF
    || (code & 0xFFFE) == 0xFFFE;
}

int text_check(const char *file, struct str text, struct diags *diags)
{
  size_t wrong = str_utf8_error(text);
  if (wrong < text.len) {
    bool wide = text.len > 1
      && (memcmp(text.at, "\xFF\xFE", 2) == 0 || memcmp(text.at, "\xFE\xFF", 2) == 0);
    diag_error(diags, "STRATA-D003", text_place(file, text, wrong), "this file is %s",
               wide ? "UTF-16, not UTF-8" : "not UTF-8");
    diag_hint(diags, "save it again with the encoding UTF-8");
    return -1;
  }
  for (size_t i = 0; i < text.len;) {
    size_t at = i;
    uint32_t code = str_next_code_point(text, &i);
    if (!is_forbidden(code, i < text.len && text.at[i] == '\n'))
      continue;
    diag_error(diags, "STRATA-D004", text_place(file, text, at),
               "the character U+%04X, which nobody can see, does not belong here", (unsigned)code);
    diag_hint(diags, code == '\r' ? "save the file with the line ends of Unix or Windows"
                                  : "delete it and type the text around it again");
    return -1;
  }
  return 0;
}
