/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docs/INDICATORS.md against the schemas: every key of every schema stands there as the program
 * checks it, and every example passes.  With UPDATE=1 in the environment the tables are written anew.
 */
#include "arena_setup.h"
#include "base/cleanup.h"
#include "base/num.h"
#include "define/definitions.h"
#include "define/file.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

enum { MOST_SCHEMAS = 64 };

struct schemas {
  const struct schema *at[MOST_SCHEMAS];
  size_t count;
};

/* SCHEMA and all that it holds, each once. */
static void collect(struct schemas *schemas, const struct schema *schema)
{
  for (size_t i = 0; i < schemas->count; i++)
    if (schemas->at[i] == schema)
      return;
  assert_true(schemas->count < MOST_SCHEMAS);
  schemas->at[schemas->count++] = schema;
  for (size_t i = 0; i < schema->field_count; i++)
    if (schema->fields[i].schema)
      collect(schemas, schema->fields[i].schema);
}

static const struct schemas *all_schemas(void)
{
  static struct schemas schemas;
  if (!schemas.count) {
    collect(&schemas, &assessment_schema);
    collect(&schemas, &recommendations_schema);
    collect(&schemas, &plugin_schema);
    collect(&schemas, &indicator_schema);
    collect(&schemas, &front_matter_schema);
  }
  return &schemas;
}

static const struct schema *find(const struct schemas *schemas, struct str name)
{
  for (size_t i = 0; i < schemas->count; i++)
    if (str_is(name, schemas->at[i]->name))
      return schemas->at[i];
  return NULL;
}

/* ---- the table of a schema ----------------------------------------------------------------- */

static const char *number(struct arena *arena, double value)
{
  return num_format(arena, value, value < 100 && value > 99 ? 2 : 0, NUM_GROUPED);
}

/* An id is so common that the page explains it once. */
static const char *form_words(const struct text_form *form)
{
  return !form ? "text" : form == &form_id ? "id" : form->what;
}

/* The page's own link to the table of SCHEMA. */
static const char *link_to(struct arena *arena, const struct schema *schema)
{
  char *anchor = arena_strdup(arena, schema->name);
  for (char *c = anchor; *c; c++)
    *c = *c == ' ' ? '-' : *c;
  return arena_printf(arena, "[%s](#%s)", schema->name, anchor);
}

static void add_shape(struct strbuf *out, const struct field *field)
{
  switch (field->kind) {
  case FIELD_TEXT:
    strbuf_add_text(out, form_words(field->form));
    break;
  case FIELD_TEXTS:
    strbuf_printf(out, "list of %ss", form_words(field->form));
    break;
  case FIELD_INTEGER:
  case FIELD_NUMBER:
    if (!(field->least < 0 || field->least > 0 || field->most < 0 || field->most > 0)) {
      strbuf_add_text(out, field->kind == FIELD_INTEGER ? "whole number" : "number");
      break;
    }
    strbuf_printf(out, "%s from %s to %s",
                  field->kind == FIELD_INTEGER ? "whole number" : "number",
                  number(out->arena, field->least), number(out->arena, field->most));
    break;
  case FIELD_BOOLEAN:
    strbuf_add_text(out, "true or false");
    break;
  case FIELD_WORD:
    for (size_t i = 0; field->words[i]; i++)
      strbuf_printf(out, "%s`%s`", i == 0 ? "" : field->words[i + 1] ? ", " : " or ",
                    field->words[i]);
    break;
  case FIELD_PERIOD:
    strbuf_add_text(out, "period");
    break;
  case FIELD_MONTH:
    strbuf_add_text(out, "month");
    break;
  case FIELD_MAPPING:
    strbuf_printf(out, "keys of %s", link_to(out->arena, field->schema));
    break;
  case FIELD_LIST:
    if (field->single) {
      strbuf_printf(out, "`%s` of [%s](#%s), its keys, or a list of them", field->single,
                    field->schema->name, field->schema->name);
      break;
    }
    strbuf_printf(out, "list, each with the keys of [%s](#%s)", field->schema->name,
                  field->schema->name);
    break;
  case FIELD_OTHER:
    strbuf_add_text(out, field->shape);
    break;
  }
}

static const char *table(struct arena *arena, const struct schema *schema)
{
  struct strbuf out = STRBUF(arena);
  strbuf_printf(&out, "%s\n\n| key | meaning | to be written | when absent |\n|---|---|---|---|\n",
                schema->description);
  for (size_t i = 0; i < schema->field_count; i++) {
    const struct field *field = &schema->fields[i];
    strbuf_printf(&out, "| `%s` | %s | ", field->name, field->description);
    add_shape(&out, field);
    if (field->required)
      strbuf_add_text(&out, " | **must be given** |\n");
    else if (field->otherwise)
      strbuf_printf(&out, " | `%s` |\n", field->otherwise);
    else
      strbuf_printf(&out, " | %s |\n", field->otherwise_words);
  }
  return strbuf_text(&out);
}

/* ---- the page ------------------------------------------------------------------------------ */

static const char *folder_path(struct arena *arena)
{
  const char *srcdir = getenv("top_srcdir");
  return arena_printf(arena, "%s/docs", srcdir ? srcdir : ".");
}

static const char *page_path(struct arena *arena)
{
  return arena_printf(arena, "%s/INDICATORS.md", folder_path(arena));
}

static struct str read_page(const char *path)
{
  auto_fclose FILE *file = fopen(path, "r");
  assert_non_null(file);
  static char bytes[1 << 20];
  size_t len = fread(bytes, 1, sizeof bytes, file);
  assert_true(len > 0 && len < sizeof bytes);
  return (struct str) { bytes, len };
}

/* The next line of TEXT from *OFFSET, without its end.  False at the end. */
static bool next_line(struct str text, size_t *offset, struct str *ret_line)
{
  if (*offset >= text.len)
    return false;
  const char *start = text.at + *offset;
  const char *end = memchr(start, '\n', text.len - *offset);
  size_t len = end ? (size_t)(end - start) : text.len - *offset;
  *ret_line = (struct str) { start, len };
  *offset += len + 1;
  return true;
}

static bool take(struct str *line, const char *prefix)
{
  if (!str_starts(*line, prefix))
    return false;
  line->at += strlen(prefix);
  line->len -= strlen(prefix);
  return true;
}

/* The page as it ought to be; SEEN[i] says whether schema i has its table. */
static const char *right_page(struct arena *arena, struct str page, bool *seen)
{
  const struct schemas *schemas = all_schemas();
  struct strbuf out = STRBUF(arena);
  struct str line;
  bool inside = false;
  for (size_t offset = 0; next_line(page, &offset, &line);) {
    struct str rest = line;
    if (str_is(line, "<!-- end -->"))
      inside = false;
    if (!inside) {
      strbuf_add(&out, line);
      strbuf_add_char(&out, '\n');
    }
    if (!take(&rest, "<!-- reference: ") || !str_ends(rest, " -->"))
      continue;
    rest.len -= strlen(" -->");
    const struct schema *schema = find(schemas, rest);
    if (!schema)
      fail_msg("there is no schema '%.*s'", STR_ARG(rest));
    for (size_t i = 0; i < schemas->count; i++)
      seen[i] = seen[i] || schemas->at[i] == schema;
    strbuf_add_text(&out, table(arena, schema));
    inside = true;
  }
  return strbuf_text(&out);
}

static void every_key_is_documented_as_it_is_checked(void **state)
{
  struct arena *arena = *state;
  struct str page = read_page(page_path(arena));
  bool seen[MOST_SCHEMAS] = { false };
  const char *right = right_page(arena, page, seen);
  for (size_t i = 0; i < all_schemas()->count; i++)
    if (!seen[i])
      fail_msg("docs/INDICATORS.md has no '<!-- reference: %s -->'", all_schemas()->at[i]->name);
  if (getenv("UPDATE")) {
    auto_fclose FILE *file = fopen(page_path(arena), "w");
    assert_non_null(file);
    fputs(right, file);
    return;
  }
  struct str line, wanted, whole = str_of(right);
  size_t offset = 0, wanted_offset = 0;
  while (next_line(whole, &wanted_offset, &wanted)) {
    assert_true(next_line(page, &offset, &line));
    if (!str_equal(line, wanted))
      fail_msg("docs/INDICATORS.md says\n  %.*s\nwhere the schema says\n  %.*s\n"
               "(UPDATE=1 writes the tables anew)", STR_ARG(line), STR_ARG(wanted));
  }
  assert_int_equal(page.len, whole.len);
}

static void every_key_says_what_happens_without_it(void **state)
{
  (void)state;
  for (size_t i = 0; i < all_schemas()->count; i++) {
    const struct schema *schema = all_schemas()->at[i];
    for (size_t j = 0; j < schema->field_count; j++) {
      const struct field *field = &schema->fields[j];
      int ways = field->required + !!field->otherwise + !!field->otherwise_words;
      if (ways != 1 || !field->description || !str_ends(str_of(field->description), "."))
        fail_msg("'%s' of '%s' is not described", field->name, schema->name);
    }
  }
}

/* The fenced block that begins at *OFFSET. */
static struct str block(struct str page, size_t *offset)
{
  struct str line, text = { page.at + *offset, 0 };
  while (next_line(page, offset, &line) && !str_is(line, "```"))
    text.len = (size_t)(line.at + line.len + 1 - text.at);
  return text;
}

static void check_example(struct arena *arena, const char *page, struct str name, struct str text)
{
  const struct schema *schema = find(all_schemas(), name);
  if (!schema)
    fail_msg("%s: an example is of no schema: ```yaml %.*s", page, STR_ARG(name));
  struct diags *diags = diags_new(arena);
  const struct yaml_node *root;
  void *decoded = arena_alloc(arena, schema->size, schema->align);
  if (yaml_parse(arena, page, text, diags, &root) == 0)
    schema_decode(arena, schema, root, diags, decoded);
  if (diags_errors(diags)) {
    diags_print(diags, stderr, DIAG_TEXT);
    fail_msg("%s: this example is wrong:\n%.*s", page, STR_ARG(text));
  }
}

/* The examples of a page that are marked with their schema; on the reference, all must be. */
static size_t check_examples(struct arena *arena, const char *path, bool all)
{
  struct str page = read_page(path), line;
  size_t examples = 0;
  for (size_t offset = 0; next_line(page, &offset, &line);) {
    if (!take(&line, "```") || !line.len)
      continue;
    struct str text = block(page, &offset);
    if (take(&line, "yaml ")) {
      check_example(arena, path, line, text);
      examples++;
    } else if (all) {
      fail_msg("%s: an example is not marked with its schema: ```%.*s", path, STR_ARG(line));
    }
  }
  return examples;
}

static void every_example_passes(void **state)
{
  struct arena *arena = *state;
  size_t count;
  const char *folder = folder_path(arena);
  const char *const *names = folder_names(arena, folder, &count);
  assert_true(check_examples(arena, page_path(arena), true) > 5);
  for (size_t i = 0; i < count; i++)
    if (str_ends(str_of(names[i]), ".md"))
      check_examples(arena, path_join(arena, folder, names[i]), false);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_key_is_documented_as_it_is_checked),
    cmocka_unit_test(every_key_says_what_happens_without_it),
    cmocka_unit_test(every_example_passes),
  };
  return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
