/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/leak.h"

#include "base/num.h"
#include "base/vec.h"
#include "define/front_matter.h"
#include "disclose/secrets.h"
#include "document/statements.h"
#include "extend/leak_words.h"
#include "extend/text_file.h"

#include <math.h>
#include <string.h>

/* A line of a withheld commentary is looked for when it has so many characters. */
enum { LEAST_LINE = 20 };

/* From so many digits on a number is told from others without its noun beside it. */
enum { TELLING_DIGITS = 4 };

struct looking {
  struct arena *scratch;
  const struct released *released;
  const struct catalog *catalog; /* what is open of it */
  const struct secrets *secrets;
  VEC(const char *) lines; /* of withheld commentary */
  struct str shipped;      /* the folder of a template that comes with strata; of another nothing */
  int area;
  struct diags *diags;
  bool found;
};

static void report(struct looking *looking, const struct statement *statement, const char *what)
{
  looking->found = true;
  diag_error(looking->diags, "STRATA-S023", statement->loc,
             "the public edition would say %s, which is restricted", what);
  diag_hint(looking->diags, "it would stand in \"%s\"", statement->text);
  diag_hint(looking->diags, "take it out of the words that say it, or mark them official-sensitive");
}

/* ---- words --------------------------------------------------------------------------------- */

static void add_lines(struct looking *looking, const char *path)
{
  struct str text;
  if (text_file_read(looking->scratch, path, &text) < 0)
    return; /* reported by the edition that prints it */
  size_t front = front_matter_length(text);
  const char *at = text.at + front, *end = text.at + text.len;
  while (at < end) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    struct str line = str_trim((struct str) { at, (size_t)((stop ? stop : end) - at) });
    while (line.len && strchr("#->*_ ", line.at[0])) {
      line.at++;
      line.len--;
    }
    if (line.len >= LEAST_LINE)
      *VEC_ADD(looking->scratch, &looking->lines)
        = arena_text(looking->scratch, line.at, line.len);
    at = stop ? stop + 1 : end;
  }
}

static void look_for_words(struct looking *looking, const struct statement *statement)
{
  for (size_t i = 0; i < looking->secrets->word_count; i++)
    if (strstr(statement->text, looking->secrets->words[i]))
      report(looking, statement,
             arena_printf(looking->scratch, "'%s'", looking->secrets->words[i]));
  for (size_t i = 0; i < looking->lines.len; i++)
    if (strstr(statement->text, looking->lines.at[i]))
      report(looking, statement, "a line of a commentary");
}

/* ---- numbers ------------------------------------------------------------------------------- */

/* A number as it stands in a text. */
struct token {
  double value;
  int decimals;
  size_t digits, length;
};

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* The number at AT, where no digit stands before it. */
static bool read_token(const char *at, struct token *ret)
{
  size_t length = 0, digits = 0;
  int decimals = 0;
  bool point = false;
  for (; is_digit(at[length]) || ((at[length] == ',' || (at[length] == '.' && !point))
                                  && length && is_digit(at[length + 1]));
       length++) {
    point = point || at[length] == '.';
    digits += is_digit(at[length]);
    decimals += point && is_digit(at[length]);
  }
  double value;
  if (!length || !num_parse_grouped((struct str) { at, length }, &value))
    return false;
  *ret = (struct token) { value, decimals, digits, length };
  return true;
}

/* Running text has years everywhere: 2022 is a count where its noun follows, as 2,022 always is. */
static bool may_be_year(const struct token *token)
{
  return token->length == 4 && token->digits == 4 && token->value >= 1900 && token->value < 2100;
}

static bool says(const struct statement *statement, const char *words)
{
  if (!words || !*words)
    return false;
  for (size_t i = 0; i < STATEMENT_ABOUTS; i++)
    if (strstr(statement->about[i], words))
      return true;
  return strstr(statement->text, words) || strstr(statement->head, words);
}

static bool is_about_area(const struct looking *looking, const struct statement *statement,
                          int area)
{
  const struct area *definition = &looking->catalog->areas[area];
  return area == looking->area || says(statement, definition->name)
    || says(statement, definition->short_name);
}

static bool names(const char *text, const struct indicator *indicator)
{
  return (*indicator->title && strstr(text, indicator->title))
    || (*indicator->short_title && strstr(text, indicator->short_title));
}

/* A table may be of several indicators, each with a column under its name. */
static bool is_about_indicator(const struct looking *looking, const struct statement *statement,
                               const struct indicator *indicator)
{
  for (size_t i = 0; *statement->head && i < looking->catalog->indicator_count; i++)
    if (names(statement->head, &looking->catalog->indicators[i]))
      return names(statement->head, indicator);
  for (size_t i = 0; i < STATEMENT_ABOUTS; i++)
    if (names(statement->about[i], indicator))
      return true;
  return names(statement->text, indicator);
}

/* How far a number may be from the token that prints it. */
static double reach_of(const struct token *token)
{
  return token->decimals ? 0.5 * pow(10, -token->decimals) : 0;
}

/* A whole number is not printed with decimals. */
static bool is_printed_as(double value, const struct token *token)
{
  return token->decimals == 0 || floor(value) != value;
}

/* Whether what is published of the secret NUMBER's indicator and area is printed the same: then TOKEN says
 * no more than that.  A large number may have lost its decimals. */
static bool is_shown(const struct secrets *secrets, const struct area_number *number,
                     const struct token *token)
{
  double reach = token->decimals || token->digits < TELLING_DIGITS ? reach_of(token) : 0.5;
  for (size_t i = area_numbers_from(secrets->shown, secrets->shown_count, token->value - reach);
       i < secrets->shown_count && secrets->shown[i].value <= token->value + reach; i++)
    if (secrets->shown[i].indicator == number->indicator && secrets->shown[i].area == number->area)
      return true;
  return false;
}

/* Scripts see what is released alone, so that what a template of strata's own says of numbers is published,
 * but for words that it was given.  Whether TOKEN may be that: it is printed so of something else with the secret
 * NUMBER's noun in its area, or of its indicator in another area that STATEMENT is about. */
static bool is_shown_of_another(const struct looking *looking, const struct statement *statement,
                                const struct area_number *number, const struct token *token)
{
  const struct secrets *secrets = looking->secrets;
  const struct indicator *indicators = released_definitions(looking->released)->indicators;
  double reach = reach_of(token);
  if (!looking->shipped.len || !statement->loc.file
      || strncmp(statement->loc.file, looking->shipped.at, looking->shipped.len) != 0
      || names(statement->text, &indicators[number->indicator]))
    return false;
  for (size_t i = area_numbers_from(secrets->shown, secrets->shown_count, token->value - reach);
       i < secrets->shown_count && secrets->shown[i].value <= token->value + reach; i++) {
    const struct area_number *shown = &secrets->shown[i];
    if (shown->area == number->area
          ? strcmp(indicators[shown->indicator].noun, indicators[number->indicator].noun) == 0
          : shown->indicator == number->indicator && is_about_area(looking, statement, shown->area))
      return true;
  }
  return false;
}

/* "Fewer than 50 cases" says what is not many, and not how many there are. */
static bool is_bound(const char *text, const char *at)
{
  static const char *const WORDS[] = { "fewer than ", "less than ", "below ", "under " };
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
    size_t length = strlen(WORDS[i]);
    if ((size_t)(at - text) >= length && strncmp(at - length, WORDS[i], length) == 0)
      return true;
  }
  return false;
}

/* A small number stands alone in many a column, as a rank does: it is the indicator's where the column
 * says so, or where there is no column. */
static bool stands_for(const struct statement *statement, const struct indicator *indicator)
{
  return statement->alone
    && (!*statement->head || names(statement->head, indicator)
        || (*indicator->noun && strstr(statement->head, indicator->noun)));
}

/* Whether what is printed at AT gives NUMBER away: as a cell or a bar that is about it, or in running
 * text with its noun, or where it is a number that nothing else has. */
static bool gives_away(const struct looking *looking, const struct statement *statement,
                       const char *at, const struct token *token,
                       const struct area_number *number)
{
  /* Of what is withheld the open catalog has no words: its numbers are looked for by themselves. */
  const struct indicator *indicator
    = &released_definitions(looking->released)->indicators[number->indicator];
  bool telling = token->digits >= TELLING_DIGITS && !may_be_year(token);
  if (!is_printed_as(number->value, token) || !is_about_area(looking, statement, number->area))
    return false;
  if (noun_follows(at + token->length, indicator->noun, number->value == 1) && !is_bound(statement->text, at))
    return true;
  return (telling || (stands_for(statement, indicator) && at == statement->text))
    && is_about_indicator(looking, statement, indicator);
}

static void report_number(struct looking *looking, const struct statement *statement,
                          const struct area_number *number)
{
  const struct catalog *catalog = released_definitions(looking->released);
  report(looking, statement,
         arena_printf(looking->scratch, "a number of '%s' for %s",
                      catalog->indicators[number->indicator].id,
                      catalog->areas[number->area].name));
}

static void look_for_number(struct looking *looking, const struct statement *statement,
                            const char *at, const struct token *token)
{
  const struct secrets *secrets = looking->secrets;
  double reach = reach_of(token);
  for (size_t i = area_numbers_from(secrets->numbers, secrets->number_count, token->value - reach);
       i < secrets->number_count && secrets->numbers[i].value <= token->value + reach; i++) {
    const struct area_number *number = &secrets->numbers[i];
    if (!gives_away(looking, statement, at, token, number) || is_shown(secrets, number, token)
        || is_shown_of_another(looking, statement, number, token))
      continue;
    report_number(looking, statement, number);
    return;
  }
}

/* "three children", "a handful of children": a number in words with its noun. */
static void look_for_spelled(struct looking *looking, const struct statement *statement,
                             const char *at, const struct number_words *words)
{
  const struct secrets *secrets = looking->secrets;
  for (size_t i = area_numbers_from(secrets->numbers, secrets->number_count, words->least);
       i < secrets->number_count && secrets->numbers[i].value <= words->most; i++) {
    const struct area_number *number = &secrets->numbers[i];
    const struct indicator *indicator
      = &released_definitions(looking->released)->indicators[number->indicator];
    if (!noun_follows(at + words->length, indicator->noun, words->most == 1)
        || !is_about_area(looking, statement, number->area))
      continue;
    report_number(looking, statement, number);
    return;
  }
}

static void look(void *user, const struct statement *statement)
{
  struct looking *looking = user;
  look_for_words(looking, statement);
  for (const char *at = statement->text; *at && looking->secrets->number_count;) {
    struct token token;
    struct number_words words;
    if (number_words_at(statement->text, at, &words)) {
      look_for_spelled(looking, statement, at, &words);
      at += words.length;
      continue;
    }
    if (!is_digit(*at) || !read_token(at, &token)) {
      at++;
      continue;
    }
    look_for_number(looking, statement, at, &token);
    at += token.length;
  }
}

/* The folder that REPORT's template is in with its libraries, when they come with strata. */
static struct str shipped_folder(const struct report *report)
{
  const char *last = report->template_shipped ? strrchr(report->template_path, '/') : NULL;
  return last ? (struct str) { report->template_path, (size_t)(last - report->template_path) + 1 }
              : (struct str) { 0 };
}

int leak_check(struct arena *scratch, const struct released *released, const struct report *report,
               const struct document *document, int area, struct diags *diags)
{
  struct looking looking = {
    .scratch = scratch,
    .released = released,
    .catalog = released_catalog(released),
    .secrets = released_secrets(released),
    .area = area,
    .shipped = shipped_folder(report),
    .diags = diags,
  };
  if (!looking.secrets)
    return 0;
  const struct catalog *all = released_definitions(released);
  for (size_t i = 0; i < all->commentary_count; i++)
    if (all->commentaries[i].marking != MARKING_OFFICIAL)
      add_lines(&looking, all->commentaries[i].path);
  if (!looking.secrets->word_count && !looking.secrets->number_count && !looking.lines.len)
    return 0; /* nothing is kept back */
  document_statements(scratch, document, look, &looking);
  return looking.found ? -1 : 0;
}
