/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/yaml_error.h"

#include "define/missing_colon.h"
#include "define/text.h"

struct loc yaml_place(const char *file, yaml_mark_t start, yaml_mark_t end)
{
  struct loc loc = {
    .file = file,
    .line = (uint32_t)start.line + 1,
    .col = (uint32_t)start.column + 1,
  };
  bool one_line = end.line == start.line && end.column > start.column;
  loc.end_col = one_line ? (uint32_t)end.column + 1 : loc.col + 1;
  return loc;
}

/* What libyaml says, and what the reader of a spreadsheet would rather be told. */
static const struct wording {
  const char *problem, *message, *hint;
} wordings[] = {
  { "mapping values are not allowed in this context", "a ':' stands where no key can be",
    "a text that holds ': ' needs quotes around it; a key starts a line of its own" },
  { "did not find expected key", "this line fits neither the list nor the keys above it",
    "indent it like its neighbours, by spaces; inside quotes, write the quote twice" },
  { "did not find expected '-' indicator", "this line does not belong to the list above it",
    "start each item of a list with '- ', all indented alike" },
  { "could not find expected ':'", "a key without ':' after it", "write 'key: value'" },
  { "found unexpected end of stream", "a quote is opened and never closed",
    "close it; to write the quote itself, double it" },
  { "did not find expected ',' or ']'", "a list in [ ] is not closed, or lacks a comma",
    "write [one, two]" },
  { "did not find expected ',' or '}'", "keys in { } are not closed, or lack a comma",
    "write {key: value, other: value}" },
  { "block sequence entries are not allowed in this context", "a '-' stands where no list can be",
    "start the list on a line of its own below its key" },
  { "did not find expected node content", "a value is missing here",
    "write it, or take away the comma or colon that asks for it" },
  { "found unknown escape character", "a '\\' in double quotes starts no known escape",
    "use single quotes, in which '\\' is an ordinary character" },
  { "found invalid Unicode character escape code", "an escape that is no character",
    "type the character itself: files are UTF-8" },
};

/* What is never closed is shown where it opens, and what is missing at the end of the file after the
 * last of its text: there is nothing to see on the line where libyaml gives up. */
static struct loc syntax_place(const char *file, struct str whole, const yaml_parser_t *parser)
{
  struct str text = str_trim(whole);
  text = (struct str) { whole.at, (size_t)(text.at + text.len - whole.at) };
  size_t characters = 0;
  for (size_t at = 0; at < text.len; characters++)
    str_next_code_point(text, &at);
  if (parser->problem_mark.index < characters)
    return yaml_place(file, parser->problem_mark, parser->problem_mark);
  if (parser->context && parser->context_mark.index < characters)
    return yaml_place(file, parser->context_mark, parser->context_mark);
  return text_place(file, text, text.len);
}

int yaml_syntax_error(const char *file, struct str text, const yaml_parser_t *parser, struct diags *diags)
{
  const struct stumble stumble = { parser->problem, parser->problem_mark.index,
                                   parser->context ? parser->context_mark.index : 0 };
  if (report_missing_colon(file, text, stumble, diags))
    return -1;
  const char *problem = parser->problem ? parser->problem : "it is cut off";
  yaml_mark_t mark = parser->problem_mark;
  struct loc loc = syntax_place(file, text, parser);
  const struct wording *wording = NULL;
  for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
    if (strcmp(wordings[i].problem, problem) == 0)
      wording = &wordings[i];
  char stray = '\0';
  if (strcmp(problem, "found character that cannot start any token") == 0)
    for (size_t i = 0, at = 0; i <= mark.index && at < text.len; i++) {
      stray = text.at[at];
      str_next_code_point(text, &at);
    }
  if (stray == '\t') {
    diag_error(diags, "STRATA-D005", loc, "a tab cannot indent a line");
    diag_hint(diags, "use spaces");
  } else if (stray) {
    diag_error(diags, "STRATA-D005", loc, "a text cannot begin with '%c'", stray);
    diag_hint(diags, "put quotes around the text");
  } else if (wording) {
    diag_error(diags, "STRATA-D005", loc, "%s", wording->message);
    diag_hint(diags, "%s", wording->hint);
  } else {
    diag_error(diags, "STRATA-D005", loc, "this is not YAML: %s", problem);
  }
  return -1;
}
