/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/schema.h"

#include "base/num.h"
#include "base/suggest.h"
#include "define/period.h"

struct decoder {
  struct arena *arena;
  struct diags *diags;
};

static const char *kind_words(const struct yaml_node *value)
{
  switch (value->kind) {
  case YAML_LIST:
    return "a list";
  case YAML_MAPPING:
    return "keys of its own";
  case YAML_NULL:
    return "nothing";
  case YAML_TEXT:
    break;
  }
  return "a text";
}

static int wrong_kind(struct decoder *decoder, const char *key, const struct yaml_node *value,
                      const char *wanted, const char *example)
{
  diag_error(decoder->diags, "STRATA-D012", value->loc, "'%s' must be %s, not %s", key, wanted,
             kind_words(value));
  diag_hint(decoder->diags, "write %s", example);
  return -1;
}

static int decode_text(struct decoder *decoder, const struct field *field,
                       const struct yaml_node *value, const char **ret)
{
  if (value->kind != YAML_TEXT)
    return wrong_kind(decoder, field->name, value, "a text",
                      arena_printf(decoder->arena, "%s: the text", field->name));
  /* '>' and '|' leave a newline at the end. */
  struct str text = str_trim(value->text);
  if (!text.len) {
    diag_error(decoder->diags, "STRATA-D015", value->loc, "'%s' is empty", field->name);
    diag_hint(decoder->diags, "write a text, or remove the key");
    return -1;
  }
  if (field->form && !field->form->fits(text)) {
    diag_error(decoder->diags, "STRATA-D013", value->loc, "'%s' cannot be '%.*s'", field->name,
               STR_ARG(value->text));
    diag_hint(decoder->diags, "it is %s", field->form->what);
    return -1;
  }
  *ret = text.len == value->text.len ? text.at
                                     : arena_text(decoder->arena, text.at, text.len);
  return 0;
}

static int empty_list(struct decoder *decoder, const struct field *field, const struct yaml_node *value,
                      const char *item)
{
  diag_error(decoder->diags, "STRATA-D015", value->loc, "'%s' is empty", field->name);
  diag_hint(decoder->diags, "write at least one %s", item);
  return -1;
}

static int decode_texts(struct decoder *decoder, const struct field *field,
                        const struct yaml_node *value, struct texts *ret)
{
  const struct yaml_node *const *items = value->kind == YAML_LIST ? value->items : &value;
  size_t count = value->kind == YAML_LIST ? value->count : 1, kept = 0;
  const char **texts = ARENA_ARRAY(decoder->arena, const char *, count);
  if (value->kind == YAML_MAPPING)
    return wrong_kind(decoder, field->name, value, "a list of texts",
                      arena_printf(decoder->arena, "%s: [one, two]", field->name));
  if (!count && field->required)
    return empty_list(decoder, field, value, "text");
  /* All items are looked at; one that is wrong leaves a NULL, so that places still match. */
  int result = 0;
  for (; kept < count; kept++)
    if (decode_text(decoder, field, items[kept], &texts[kept]) < 0)
      result = -1;
  *ret = (struct texts) { texts, kept };
  return result;
}

static int out_of_range(struct decoder *decoder, const struct field *field, struct loc loc)
{
  diag_error(decoder->diags, "STRATA-D013", loc, "'%s' must be from %s to %s", field->name,
             num_significant(decoder->arena, field->least), num_significant(decoder->arena, field->most));
  return -1;
}

static int decode_number(struct decoder *decoder, const struct field *field,
                         const struct yaml_node *value, double *ret)
{
  bool whole = field->kind == FIELD_INTEGER;
  const char *wanted = whole ? "a whole number" : "a number";
  const char *example = arena_printf(decoder->arena, "%s: %s", field->name,
                                     field->otherwise ? field->otherwise : "10");
  double number;
  int64_t integer;
  if (value->kind != YAML_TEXT)
    return wrong_kind(decoder, field->name, value, wanted, example);
  if (!num_parse(value->text, &number) || (whole && !num_parse_int(value->text, &integer))) {
    diag_error(decoder->diags, "STRATA-D012", value->loc, "'%s' must be %s, not '%.*s'",
               field->name, wanted, STR_ARG(value->text));
    diag_hint(decoder->diags, "write %s, with no commas and no unit", example);
    return -1;
  }
  bool ranged = field->least < 0 || field->least > 0 || field->most < 0 || field->most > 0;
  if (ranged && !(number >= field->least && number <= field->most))
    return out_of_range(decoder, field, value->loc);
  if (whole && !(number >= INT32_MIN && number <= INT32_MAX))
    return wrong_kind(decoder, field->name, value, "a smaller number", example);
  *ret = number;
  return 0;
}

static int decode_boolean(struct decoder *decoder, const struct field *field,
                          const struct yaml_node *value, bool *ret)
{
  bool is_true = value->kind == YAML_TEXT
    && (str_is(value->text, "true") || str_is(value->text, "yes"));
  bool is_false = value->kind == YAML_TEXT
    && (str_is(value->text, "false") || str_is(value->text, "no"));
  if (is_true || is_false) {
    *ret = is_true;
    return 0;
  }
  diag_error(decoder->diags, "STRATA-D012", value->loc, "'%s' must be true or false", field->name);
  return -1;
}

static size_t count_words(const char *const *words)
{
  size_t count = 0;
  while (words[count])
    count++;
  return count;
}

static int decode_word(struct decoder *decoder, const struct field *field,
                       const struct yaml_node *value, int *ret)
{
  size_t count = count_words(field->words);
  struct strbuf all = STRBUF(decoder->arena);
  for (size_t i = 0; i < count; i++)
    strbuf_printf(&all, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", field->words[i]);
  if (value->kind != YAML_TEXT)
    return wrong_kind(decoder, field->name, value, "one word", strbuf_text(&all));
  for (size_t i = 0; i < count; i++)
    if (str_is(value->text, field->words[i])) {
      *ret = (int)i;
      return 0;
    }
  diag_error(decoder->diags, "STRATA-D014", value->loc, "unknown %s '%.*s'", field->name,
             STR_ARG(value->text));
  diag_suggest(decoder->diags, value->text, field->words, count);
  diag_hint(decoder->diags, "it is %s", strbuf_text(&all));
  return -1;
}

static int decode_period(struct decoder *decoder, const struct field *field,
                         const struct yaml_node *value, struct period *ret)
{
  bool month = field->kind == FIELD_MONTH;
  struct period period;
  if (value->kind == YAML_TEXT && period_parse(value->text, &period)
      && (!month || period.kind == PERIOD_MONTH)) {
    *ret = period;
    return 0;
  }
  const char *wanted = month ? "a month" : "a period";
  const char *example = month ? "2025-12"
                              : "2025-12 for a month, 2025 or 2024/25 for a year, or ye-2025-12 for "
                                "the twelve months to December 2025";
  if (value->kind != YAML_TEXT)
    return wrong_kind(decoder, field->name, value, wanted, example);
  diag_error(decoder->diags, "STRATA-D013", value->loc, "'%s' must be %s, not '%.*s'", field->name,
             wanted, STR_ARG(value->text));
  diag_hint(decoder->diags, "write %s", example);
  return -1;
}

static int decode_struct(struct decoder *decoder, const struct schema *schema,
                         const struct yaml_node *node, void *struct_);

/* ITEM, or for a word the mapping that it stands for. */
static const struct yaml_node *item_of(struct decoder *decoder, const struct field *field,
                                  const struct yaml_node *item)
{
  if (item->kind != YAML_TEXT)
    return item;
  struct pair *pair = ARENA_NEW(decoder->arena, struct pair);
  *pair = (struct pair) { str_of(field->single), item->loc, item };
  struct yaml_node *mapping = ARENA_NEW(decoder->arena, struct yaml_node);
  *mapping = (struct yaml_node) { .kind = YAML_MAPPING, .loc = item->loc, .pairs = pair, .count = 1 };
  return mapping;
}

/* The list that the user would have written in full. */
static const struct yaml_node *list_of(struct decoder *decoder, const struct field *field,
                                  const struct yaml_node *value)
{
  const struct yaml_node *const *given = value->kind == YAML_LIST ? value->items : &value;
  size_t count = value->kind == YAML_LIST ? value->count : 1;
  const struct yaml_node **items = ARENA_ARRAY(decoder->arena, const struct yaml_node *, count);
  for (size_t i = 0; i < count; i++)
    items[i] = item_of(decoder, field, given[i]);
  struct yaml_node *list = ARENA_NEW(decoder->arena, struct yaml_node);
  *list = (struct yaml_node) { .kind = YAML_LIST, .loc = value->loc, .items = items, .count = count };
  return list;
}

static int decode_list(struct decoder *decoder, const struct field *field,
                       const struct yaml_node *value, struct list *ret)
{
  if (field->single)
    value = list_of(decoder, field, value);
  if (value->kind != YAML_LIST)
    return wrong_kind(decoder, field->name, value, "a list",
                      arena_printf(decoder->arena, "each %s after '- ' on lines of its own",
                                   field->schema->name));
  if (!value->count && (field->required || field->single))
    return empty_list(decoder, field, value, field->schema->name);
  const struct schema *schema = field->schema;
  char *elements = arena_array(decoder->arena, value->count, schema->size, schema->align);
  size_t kept = 0;
  int result = 0;
  for (size_t i = 0; i < value->count; i++) {
    if (decode_struct(decoder, schema, value->items[i], elements + kept * schema->size) < 0)
      result = -1;
    kept += value->items[i]->kind == YAML_MAPPING;
  }
  *ret = (struct list) { elements, kept };
  return result;
}

static int decode_mapping(struct decoder *decoder, const struct field *field,
                          const struct yaml_node *value, const void **ret)
{
  void *inner = arena_alloc(decoder->arena, field->schema->size, field->schema->align);
  int result = decode_struct(decoder, field->schema, value, inner);
  *ret = inner;
  return result;
}

static int decode_value(struct decoder *decoder, const struct field *field, struct loc key_loc,
                        const struct yaml_node *value, void *at)
{
  if (value->kind == YAML_NULL) {
    diag_error(decoder->diags, "STRATA-D015", key_loc, "'%s' has no value", field->name);
    diag_hint(decoder->diags, "write one after the colon, or remove the key");
    return -1;
  }
  switch (field->kind) {
  case FIELD_TEXT:
    return decode_text(decoder, field, value, at);
  case FIELD_TEXTS:
    return decode_texts(decoder, field, value, at);
  case FIELD_INTEGER: {
    double number;
    if (decode_number(decoder, field, value, &number) < 0)
      return -1;
    *(int *)at = (int)number;
    return 0;
  }
  case FIELD_NUMBER:
    return decode_number(decoder, field, value, at);
  case FIELD_BOOLEAN:
    return decode_boolean(decoder, field, value, at);
  case FIELD_WORD:
    return decode_word(decoder, field, value, at);
  case FIELD_PERIOD:
    return decode_period(decoder, field, value, at);
  case FIELD_MONTH: {
    struct period month;
    if (decode_period(decoder, field, value, &month) < 0)
      return -1;
    *(int32_t *)at = month.last;
    return 0;
  }
  case FIELD_MAPPING:
    return decode_mapping(decoder, field, value, at);
  case FIELD_LIST:
    return decode_list(decoder, field, value, at);
  case FIELD_OTHER:
    break;
  }
  return field->decode(decoder->arena, field->name, value, decoder->diags, at);
}

static void hint_keys(struct decoder *decoder, const struct schema *schema)
{
  struct strbuf all = STRBUF(decoder->arena);
  for (size_t i = 0; i < schema->field_count; i++)
    strbuf_printf(&all, "%s%s", i ? ", " : "", schema->fields[i].name);
  diag_hint(decoder->diags, "the keys of %s are: %s", schema->name, strbuf_text(&all));
}

/* Returns the key that was probably meant, or NULL. */
static const char *report_unknown(struct decoder *decoder, const struct schema *schema,
                                  const struct pair *pair)
{
  diag_error(decoder->diags, "STRATA-D011", pair->key_loc, "unknown key '%.*s'",
             STR_ARG(pair->key));
  const char **names = ARENA_ARRAY(decoder->arena, const char *, schema->field_count);
  for (size_t i = 0; i < schema->field_count; i++)
    names[i] = schema->fields[i].name;
  const char *meant = suggest(pair->key, names, schema->field_count);
  if (str_is(pair->key, "<<"))
    diag_hint(decoder->diags, "keys are not merged: write them out");
  else if (meant)
    diag_hint(decoder->diags, "did you mean '%s'?", meant);
  else
    hint_keys(decoder, schema);
  return meant;
}

static bool is_key_of(const struct schema *schema, struct str key)
{
  for (size_t i = 0; i < schema->field_count; i++)
    if (str_is(key, schema->fields[i].name))
      return true;
  return false;
}

/* MISSPELT: an unknown key has been reported that was probably this one. */
static int decode_field(struct decoder *decoder, const struct schema *schema,
                        const struct field *field, bool misspelt, const struct yaml_node *node,
                        void *struct_)
{
  const struct pair *pair = node_pair(node, field->name);
  void *at = (char *)struct_ + field->at;
  if (pair)
    return decode_value(decoder, field, pair->key_loc, pair->value, at);
  if (misspelt)
    return -1;
  if (field->required) {
    diag_error(decoder->diags, "STRATA-D010", node->loc, "this %s has no '%s'", schema->name,
               field->name);
    diag_hint(decoder->diags, "%s: %s", field->name, field->description);
    return -1;
  }
  if (!field->otherwise)
    return 0;
  /* A plain scalar, decoded like the one that the user would have written. */
  const struct yaml_node value = { .kind = YAML_TEXT, .text = str_of(field->otherwise) };
  return decode_value(decoder, field, LOC_NONE, &value, at);
}

static int decode_struct(struct decoder *decoder, const struct schema *schema,
                         const struct yaml_node *node, void *struct_)
{
  if (node->kind != YAML_MAPPING) {
    diag_error(decoder->diags, "STRATA-D012", node->loc,
               "'%s' must have keys with values, not be %s", schema->name, kind_words(node));
    hint_keys(decoder, schema);
    return -1;
  }
  struct decoded *decoded = struct_;
  decoded->node = node;
  bool *misspelt = ARENA_ARRAY(decoder->arena, bool, schema->field_count);
  int result = 0;
  for (size_t i = 0; i < node->count; i++) {
    if (is_key_of(schema, node->pairs[i].key))
      continue;
    result = -1;
    const char *meant = report_unknown(decoder, schema, &node->pairs[i]);
    for (size_t j = 0; j < schema->field_count; j++)
      misspelt[j] = misspelt[j] || schema->fields[j].name == meant;
  }
  for (size_t i = 0; i < schema->field_count; i++)
    if (decode_field(decoder, schema, &schema->fields[i], misspelt[i], node, struct_) < 0)
      result = -1;
  decoded->flawed = result < 0;
  return result;
}

int schema_decode(struct arena *arena, const struct schema *schema, const struct yaml_node *node,
                  struct diags *diags, void *struct_)
{
  struct decoder decoder = { arena, diags };
  return decode_struct(&decoder, schema, node, struct_);
}

int schema_read(struct arena *arena, const struct schema *schema, const char *path,
                struct diags *diags, void *struct_)
{
  const struct yaml_node *root;
  if (yaml_read(arena, path, diags, &root) < 0)
    return -1;
  return schema_decode(arena, schema, root, diags, struct_);
}
