/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Schemas: what comes of right files, of wrong ones, and the JSON Schema that editors get.
 */
#include "define/definitions.h"
#include "define/period.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>

/* ---- a schema of every kind of field ------------------------------------------------------- */

struct inner {
  struct decoded decoded;
  const char *name;
  double size;
};

enum colour { COLOUR_RED, COLOUR_GREEN };

struct outer {
  struct decoded decoded;
  const char *id, *text;
  struct texts texts;
  int integer;
  double number;
  bool yes, no;
  enum colour colour;
  struct period period;
  int32_t month;
  const struct inner *mapping;
  struct list list;
  char first;
};

static int decode_first(struct arena *arena, const char *key, const struct yaml_node *value,
                        struct diags *diags, void *at)
{
  (void)arena;
  if (value->kind != YAML_TEXT) {
    diag_error(diags, "STRATA-D012", value->loc, "'%s' must be a text", key);
    return -1;
  }
  *(char *)at = value->text.at[0];
  return 0;
}

#define AT(member) offsetof(struct inner, member)
static const struct field inner_fields[] = {
  { .name = "name", .kind = FIELD_TEXT, .at = AT(name), .required = true, .description = "N." },
  { .name = "size", .kind = FIELD_NUMBER, .at = AT(size), .least = -1, .most = 10,
    .otherwise = "0.5", .description = "Says \"how\\much\"." },
};
#undef AT
static const struct schema inner_schema = SCHEMA("inner", "An inner.", struct inner, inner_fields);

static const char *const colours[] = { "red", "green", NULL };

#define AT(member) offsetof(struct outer, member)
static const struct field outer_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .form = &form_id, .description = "I." },
  { .name = "a text", .kind = FIELD_TEXT, .at = AT(text), .description = "T." },
  { .name = "texts", .kind = FIELD_TEXTS, .at = AT(texts), .otherwise = "one", .description = "T." },
  { .name = "integer", .kind = FIELD_INTEGER, .at = AT(integer), .description = "I." },
  { .name = "number", .kind = FIELD_NUMBER, .at = AT(number), .description = "N." },
  { .name = "yes", .kind = FIELD_BOOLEAN, .at = AT(yes), .otherwise = "true", .description = "Y." },
  { .name = "no", .kind = FIELD_BOOLEAN, .at = AT(no), .description = "N." },
  { .name = "colour", .kind = FIELD_WORD, .at = AT(colour), .words = colours, .otherwise = "green",
    .description = "C." },
  { .name = "period", .kind = FIELD_PERIOD, .at = AT(period), .description = "P." },
  { .name = "month", .kind = FIELD_MONTH, .at = AT(month), .description = "M." },
  { .name = "mapping", .kind = FIELD_MAPPING, .at = AT(mapping), .schema = &inner_schema,
    .description = "M." },
  { .name = "list", .kind = FIELD_LIST, .at = AT(list), .schema = &inner_schema,
    .description = "L." },
  { .name = "first", .kind = FIELD_OTHER, .at = AT(first), .decode = decode_first,
    .shape = "a letter", .json = "{\"type\": \"string\"}", .description = "F." },
};
#undef AT
static const struct schema outer_schema = SCHEMA("outer", "An outer.", struct outer, outer_fields);

/* ---- decoding ------------------------------------------------------------------------------ */

struct fixture {
  struct arena *arena;
  struct diags *diags;
  struct outer outer;
};

static int setup(void **state)
{
  static struct fixture fixture;
  fixture = (struct fixture) { .arena = arena_new() };
  fixture.diags = diags_new(fixture.arena);
  *state = &fixture;
  return 0;
}

static int teardown(void **state)
{
  struct fixture *fixture = *state;
  arena_free(fixture->arena);
  return 0;
}

static int decode(struct fixture *fixture, const char *text)
{
  const struct yaml_node *root;
  assert_int_equal(yaml_parse(fixture->arena, "a", str_of(text), fixture->diags, &root), 0);
  return schema_decode(fixture->arena, &outer_schema, root, fixture->diags, &fixture->outer);
}

static void every_kind_of_value_is_read(void **state)
{
  struct fixture *fixture = *state;
  const struct outer *outer = &fixture->outer;
  assert_int_equal(decode(fixture, "id: a-1\n"
                                   "a text: >\n  a folded\n  text\n\n"
                                   "texts: [1, two]\n"
                                   "integer: -3\n"
                                   "number: 2.5e3\n"
                                   "yes: no\n"
                                   "no: yes\n"
                                   "colour: red\n"
                                   "period: 2024/25\n"
                                   "month: 2025-12\n"
                                   "mapping: {name: x, size: -1}\n"
                                   "list: [{name: y}, {name: z, size: 10}]\n"
                                   "first: word\n"), 0);
  assert_string_equal(outer->id, "a-1");
  assert_string_equal(outer->text, "a folded text");
  assert_int_equal(outer->texts.count, 2);
  assert_string_equal(outer->texts.at[1], "two");
  assert_int_equal(outer->integer, -3);
  assert_true(outer->number == 2500);
  assert_false(outer->yes);
  assert_true(outer->no);
  assert_int_equal(outer->colour, COLOUR_RED);
  assert_int_equal(outer->period.kind, PERIOD_FINANCIAL_YEAR);
  assert_int_equal(outer->month, month_of(2025, 12));
  assert_string_equal(outer->mapping->name, "x");
  assert_true(outer->mapping->size == -1);
  const struct inner *inner = outer->list.at;
  assert_int_equal(outer->list.count, 2);
  assert_true(inner[0].size == 0.5);
  assert_string_equal(inner[1].name, "z");
  assert_int_equal(outer->first, 'w');
  assert_false(outer->decoded.flawed);
  assert_int_equal(node_place(inner[1].decoded.node, "name").col, 26);
  assert_int_equal(decode(fixture, "a text: 2026\n"), 0);
  assert_string_equal(outer->text, "2026");
}

static void what_is_absent_has_its_default_or_nothing(void **state)
{
  struct fixture *fixture = *state;
  const struct outer *outer = &fixture->outer;
  assert_int_equal(decode(fixture, "first: x\n"), 0);
  assert_null(outer->id);
  assert_int_equal(outer->texts.count, 1);
  assert_string_equal(outer->texts.at[0], "one");
  assert_true(outer->yes);
  assert_false(outer->no);
  assert_int_equal(outer->colour, COLOUR_GREEN);
  assert_int_equal(outer->period.last, 0);
  assert_null(outer->mapping);
  assert_int_equal(outer->list.count, 0);
}

static void a_single_text_is_a_list_of_one(void **state)
{
  struct fixture *fixture = *state;
  assert_int_equal(decode(fixture, "texts: alone\n"), 0);
  assert_int_equal(fixture->outer.texts.count, 1);
  assert_string_equal(fixture->outer.texts.at[0], "alone");
}

static void everything_wrong_is_reported_and_the_rest_is_read(void **state)
{
  struct fixture *fixture = *state;
  const struct outer *outer = &fixture->outer;
  assert_int_equal(decode(fixture, "id: Not An Id\n"
                                   "a text: {}\n"
                                   "texts: [one, [], three]\n"
                                   "integer: 1.5\n"
                                   "number: 1,000\n"
                                   "yes: maybe\n"
                                   "colour: blue\n"
                                   "period: 2024-25\n"
                                   "month: 2025\n"
                                   "mapping: {nam: x, size: 11}\n"
                                   "list: [{name: y}, z, {name: w}]\n"
                                   "first: []\n"
                                   "secnd: 2\n"), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D010"), 0);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D011"), 2);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D012"), 7);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D013"), 4);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D014"), 1);
  assert_int_equal(diags_errors(fixture->diags), 14);
  assert_true(outer->decoded.flawed);
  assert_null(outer->id);
  /* What was wrong has no default: nothing may be judged by it. */
  assert_false(outer->yes);
  assert_int_equal(outer->texts.count, 3);
  assert_null(outer->texts.at[1]);
  assert_string_equal(outer->texts.at[2], "three");
  const struct inner *inner = outer->list.at;
  assert_int_equal(outer->list.count, 2);
  assert_string_equal(inner[1].name, "w");
}

static void numbers_must_fit(void **state)
{
  struct fixture *fixture = *state;
  assert_int_equal(decode(fixture, "integer: 2147483647\n"), 0);
  assert_int_equal(fixture->outer.integer, INT32_MAX);
  assert_int_equal(decode(fixture, "integer: 2147483648\n"), -1);
  assert_int_equal(decode(fixture, "integer: 1e3\n"), -1);
  assert_int_equal(decode(fixture, "number: nan\n"), -1);
  assert_int_equal(decode(fixture, "mapping: {name: x, size: 10.01}\n"), -1);
}

static void forms_of_texts(void **state)
{
  (void)state;
  static const struct {
    const struct text_form *form;
    const char *text;
    bool fits;
  } cases[] = {
    { &form_id, "a", true },          { &form_id, "a-1", true },      { &form_id, "", false },
    { &form_id, "1a", false },        { &form_id, "A", false },       { &form_id, "a_b", false },
    { &form_id, "../a", false },      { &form_id, "a.b", false },
    { &form_id, "a234567890123456789012345678901234567890123456789012345678901234", true },
    { &form_id, "a2345678901234567890123456789012345678901234567890123456789012345", false },
         { &form_dotted, "a.b", true },  { &form_dotted, "a", false },
    { &form_dotted, "a.", false },    { &form_dotted, ".b", false },  { &form_dotted, "a.b.c", false },
    { &form_version, "1.0.0", true }, { &form_version, "1.0", false },
    { &form_version, "01.0.0", false }, { &form_version, "1.0.0.0", false },
    { &form_version, "1..0", false }, { &form_date, "2026-09", true },
    { &form_date, "2024-02-29", true }, { &form_date, "2025-02-29", false },
    { &form_date, "2026-09-00", false }, { &form_date, "2026-09-+1", false },
    { &form_date, "2026", false },    { &form_date, "2025/26", false },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (cases[i].form->fits(str_of(cases[i].text)) != cases[i].fits)
      fail_msg("'%s' and %s", cases[i].text, cases[i].form->what);
}

/* ---- JSON Schema --------------------------------------------------------------------------- */

static json_t *json_of(struct fixture *fixture, const struct schema *schema)
{
  json_error_t error;
  json_t *json = json_loads(schema_json(fixture->arena, schema), JSON_REJECT_DUPLICATES, &error);
  if (!json)
    fail_msg("%s: line %d: %s", schema->name, error.line, error.text);
  return json;
}

static const char *text_at(json_t *json, const char *key)
{
  const char *text = json_string_value(json_object_get(json, key));
  return text ? text : "";
}

static void every_schema_is_sound_json(void **state)
{
  struct fixture *fixture = *state;
  static const struct schema *const all[] = { &assessment_schema, &recommendations_schema,
                                              &plugin_schema, &indicator_schema, &outer_schema };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    json_t *json = json_of(fixture, all[i]);
    assert_string_equal(text_at(json, "$schema"), "https://json-schema.org/draft/2020-12/schema");
    assert_string_equal(text_at(json, "title"), all[i]->name);
    assert_int_equal(json_object_size(json_object_get(json, "properties")), all[i]->field_count);
    assert_true(json_is_false(json_object_get(json, "additionalProperties")));
    json_decref(json);
  }
}

static void json_says_what_the_decoder_checks(void **state)
{
  json_t *json = json_of(*state, &outer_schema);
  json_t *properties = json_object_get(json, "properties");
  json_t *mapping = json_object_get(properties, "mapping");
  json_t *size = json_object_get(json_object_get(mapping, "properties"), "size");
  assert_null(json_object_get(json, "required"));
  assert_string_equal(json_string_value(json_array_get(json_object_get(mapping, "required"), 0)),
                      "name");
  assert_string_equal(text_at(size, "type"), "number");
  assert_string_equal(text_at(size, "description"), "Says \"how\\much\".");
  assert_true(json_number_value(json_object_get(size, "minimum")) == -1);
  assert_true(json_number_value(json_object_get(size, "maximum")) == 10);
  assert_true(json_number_value(json_object_get(size, "default")) == 0.5);
  json_t *colour = json_object_get(properties, "colour");
  assert_int_equal(json_array_size(json_object_get(colour, "enum")), 2);
  assert_string_equal(text_at(colour, "default"), "green");
  assert_string_equal(text_at(json_object_get(properties, "id"), "pattern"), "^[a-z][a-z0-9-]{0,63}$");
  json_t *list = json_object_get(properties, "list");
  assert_string_equal(text_at(list, "type"), "array");
  assert_null(json_object_get(list, "minItems"));
  assert_string_equal(text_at(json_object_get(list, "items"), "type"), "object");
  json_decref(json);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(every_kind_of_value_is_read, setup, teardown),
    cmocka_unit_test_setup_teardown(what_is_absent_has_its_default_or_nothing, setup, teardown),
    cmocka_unit_test_setup_teardown(a_single_text_is_a_list_of_one, setup, teardown),
    cmocka_unit_test_setup_teardown(everything_wrong_is_reported_and_the_rest_is_read, setup,
                                    teardown),
    cmocka_unit_test_setup_teardown(numbers_must_fit, setup, teardown),
    cmocka_unit_test(forms_of_texts),
    cmocka_unit_test_setup_teardown(every_schema_is_sound_json, setup, teardown),
    cmocka_unit_test_setup_teardown(json_says_what_the_decoder_checks, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
