/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/verify_marks.h"

#include "render/pdf_syntax.h"
#include "render/verify.h"

struct scanner {
  struct arena *arena;
  const char *at, *end;
  struct str name, properties; /* the operands of the next operator, as far as they matter */
  struct owner *owners;
  size_t owner_count;
  enum { OUTSIDE, IN_PIECE, IN_ARTIFACT } place;
  const char *fault;
};

__attribute__((format(printf, 2, 3))) static void complain(struct scanner *scanner,
                                                           const char *format, ...)
{
  va_list args;
  va_start(args, format);
  if (!scanner->fault)
    scanner->fault = arena_vprintf(scanner->arena, format, args);
  va_end(args);
}

static void begin_piece(struct scanner *scanner, int64_t id)
{
  struct owner *owner = id >= 0 && (size_t)id < scanner->owner_count ? &scanner->owners[id] : NULL;
  if (!owner || !owner->claimed) {
    complain(scanner, "the piece %d belongs to no part of the structure", (int)id);
    return;
  }
  if (owner->drawn)
    complain(scanner, "there are two pieces %d", (int)id);
  owner->drawn = true;
  struct str name = scanner->name;
  if (name.len == 0 || !str_is((struct str) { name.at + 1, name.len - 1 },
                               tag_role_name(owner->role)))
    complain(scanner, "the piece %d is marked as another than it is: %.*s, not %s", (int)id,
             STR_ARG(name), tag_role_name(owner->role));
}

static void begin_marked(struct scanner *scanner)
{
  if (scanner->place != OUTSIDE)
    complain(scanner, "a marked piece stands in another");
  int64_t id = pdf_whole_number(pdf_entry(scanner->properties, "/MCID"));
  if (id >= 0) {
    scanner->place = IN_PIECE;
    begin_piece(scanner, id);
  } else if (str_is(scanner->name, "/Artifact")) {
    scanner->place = IN_ARTIFACT;
  } else {
    complain(scanner, "a piece marked %.*s has no number", STR_ARG(scanner->name));
  }
}

static void end_marked(struct scanner *scanner)
{
  if (scanner->place == OUTSIDE)
    complain(scanner, "a piece ends that did not begin");
  scanner->place = OUTSIDE;
}

static void paint(struct scanner *scanner, struct str operator)
{
  if (scanner->place == OUTSIDE)
    complain(scanner, "something is painted (%.*s) that is neither tagged nor decoration",
             STR_ARG(operator));
}

/* Operators that paint, ISO 32000-1, annex A.  Those that only end a path or build one do not. */
static bool paints(struct str operator)
{
  char first = operator.at[0], second = operator.len > 1 ? operator.at[1] : '\0';
  if (operator.len > 2)
    return false;
  switch (first) {
  case 'f':
  case 'B':
  case 'b':
    return second == '\0' || second == '*' || (first == 'B' && second == 'I');
  case 'F':
  case 'S':
  case '\'':
  case '"':
    return second == '\0';
  case 's':
    return second == '\0' || second == 'h';
  case 'T':
    return second == 'j' || second == 'J';
  case 'D':
    return second == 'o';
  default:
    return false;
  }
}

static void take(struct scanner *scanner, struct str operator)
{
  if (str_is(operator, "BDC") || str_is(operator, "BMC"))
    begin_marked(scanner);
  else if (str_is(operator, "EMC"))
    end_marked(scanner);
  else if (paints(operator))
    paint(scanner, operator);
  scanner->name = scanner->properties = STR("");
}

/* A name or dictionary, which is kept for the operator. */
static void take_operand(struct scanner *scanner)
{
  struct str rest = { scanner->at, (size_t)(scanner->end - scanner->at) };
  struct str value = pdf_next_value(&rest);
  if (value.len == 0)
    complain(scanner, "the content ends in the midst of something");
  else if (value.at[0] == '/' && scanner->name.len == 0)
    scanner->name = value;
  else if (value.at[0] == '<')
    scanner->properties = value;
  scanner->at = value.len ? rest.at : scanner->end;
}

static void skip_string(struct scanner *scanner)
{
  const char *at = scanner->at, *end = scanner->end;
  int depth = 0;
  for (; at < end; at++) {
    if (*at > ')' && *at != '\\')
      continue;
    if (*at == '\\')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      break;
  }
  scanner->at = at + 1;
}

/* Numbers, spaces and an array's brackets need no looking at: most of a page. */
static const bool PASSED_OVER[256] = {
  [' '] = true, ['\n'] = true, ['\r'] = true, ['\t'] = true, ['\f'] = true, ['\0'] = true,
  ['0'] = true, ['1'] = true,  ['2'] = true,  ['3'] = true,  ['4'] = true,  ['5'] = true,
  ['6'] = true, ['7'] = true,  ['8'] = true,  ['9'] = true,  ['.'] = true,  ['-'] = true,
  ['['] = true, [']'] = true,
};

static void pass_over(struct scanner *scanner)
{
  const char *at = scanner->at, *end = scanner->end;
  while (at < end && PASSED_OVER[(uint8_t)*at])
    at++;
  scanner->at = at;
}

static void take_operator(struct scanner *scanner)
{
  const char *from = scanner->at, *at = from, *end = scanner->end;
  while (at < end && pdf_is_regular(*at))
    at++;
  scanner->at = at;
  take(scanner, (struct str) { from, (size_t)(at - from) });
}

const char *verify_marks(struct arena *arena, struct str content, struct owner *owners,
                         size_t owner_count)
{
  struct scanner scanner = {
    .arena = arena, .at = content.at, .end = content.at + content.len, .owners = owners,
    .owner_count = owner_count,
  };
  while (!scanner.fault) {
    pass_over(&scanner);
    if (scanner.at >= scanner.end)
      break;
    if (*scanner.at == '(')
      skip_string(&scanner);
    else if (pdf_is_delimiter(*scanner.at))
      take_operand(&scanner);
    else
      take_operator(&scanner);
  }
  if (scanner.place != OUTSIDE)
    complain(&scanner, "a piece does not end");
  for (size_t i = 0; i < owner_count; i++)
    if (!owners[i].drawn)
      complain(&scanner, "the piece %zu is not there", i);
  return scanner.fault;
}
