/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A schema as JSON Schema, draft 2020-12, for editors that check YAML while it is written.  Editors
 * read '2026' as a number, so wherever strata takes a text, a number is allowed too.
 */
#include "define/schema.h"

#include "base/num.h"

struct writer {
  struct strbuf out;
  int depth;
  bool first; /* nothing yet between these braces */
};

static void line(struct writer *writer)
{
  if (!writer->first)
    strbuf_add_char(&writer->out, ',');
  writer->first = false;
  strbuf_add_char(&writer->out, '\n');
  for (int i = 0; i < writer->depth; i++)
    strbuf_add_text(&writer->out, "  ");
}

static void text(struct writer *writer, const char *text_)
{
  strbuf_add_char(&writer->out, '"');
  for (const char *c = text_; *c; c++) {
    if (*c == '"' || *c == '\\')
      strbuf_add_char(&writer->out, '\\');
    strbuf_add_char(&writer->out, *c);
  }
  strbuf_add_char(&writer->out, '"');
}

static void key(struct writer *writer, const char *name)
{
  line(writer);
  text(writer, name);
  strbuf_add_text(&writer->out, ": ");
}

static void key_text(struct writer *writer, const char *name, const char *value)
{
  key(writer, name);
  text(writer, value);
}

static void key_raw(struct writer *writer, const char *name, const char *json)
{
  key(writer, name);
  strbuf_add_text(&writer->out, json);
}

static void open_brace(struct writer *writer)
{
  strbuf_add_char(&writer->out, '{');
  writer->depth++;
  writer->first = true;
}

static void close_brace(struct writer *writer)
{
  writer->depth--;
  writer->first = true;
  line(writer);
  writer->first = false;
  strbuf_add_char(&writer->out, '}');
}

static void write_text_type(struct writer *writer, const struct text_form *form)
{
  key_raw(writer, "type", "[\"string\", \"number\"]");
  if (form)
    key_text(writer, "pattern", form->pattern);
  else
    key_raw(writer, "minLength", "1");
}

static void write_list_of_words(struct writer *writer, const char *const *words)
{
  key(writer, "enum");
  strbuf_add_char(&writer->out, '[');
  for (size_t i = 0; words[i]; i++) {
    if (i)
      strbuf_add_text(&writer->out, ", ");
    text(writer, words[i]);
  }
  strbuf_add_char(&writer->out, ']');
}

static void write_struct(struct writer *writer, const struct schema *schema);

static void write_texts(struct writer *writer, const struct field *field)
{
  key(writer, "oneOf");
  strbuf_add_text(&writer->out, "[");
  open_brace(writer);
  write_text_type(writer, field->form);
  close_brace(writer);
  strbuf_add_text(&writer->out, ", ");
  open_brace(writer);
  key_text(writer, "type", "array");
  if (field->required)
    key_raw(writer, "minItems", "1");
  key(writer, "items");
  open_brace(writer);
  write_text_type(writer, field->form);
  close_brace(writer);
  close_brace(writer);
  strbuf_add_text(&writer->out, "]");
}

/* Alternatives NAME of an item: the word of the key that stands for it, and the item itself. */
static void write_item(struct writer *writer, const struct field *field, const char *name)
{
  const struct field *word = field->schema->fields;
  while (strcmp(word->name, field->single) != 0)
    word++;
  key(writer, name);
  strbuf_add_char(&writer->out, '[');
  open_brace(writer);
  write_list_of_words(writer, word->words);
  close_brace(writer);
  strbuf_add_text(&writer->out, ", ");
  open_brace(writer);
  key_text(writer, "description", field->schema->description);
  write_struct(writer, field->schema);
  close_brace(writer);
}

/* A word, an item, or a list of them. */
static void write_single(struct writer *writer, const struct field *field)
{
  write_item(writer, field, "oneOf");
  strbuf_add_text(&writer->out, ", ");
  open_brace(writer);
  key_text(writer, "type", "array");
  key_raw(writer, "minItems", "1");
  key(writer, "items");
  open_brace(writer);
  write_item(writer, field, "oneOf");
  strbuf_add_char(&writer->out, ']');
  close_brace(writer);
  close_brace(writer);
  strbuf_add_char(&writer->out, ']');
}

static void write_range(struct writer *writer, const struct field *field)
{
  if (!(field->least < 0 || field->least > 0 || field->most < 0 || field->most > 0))
    return;
  key_raw(writer, "minimum", num_significant(writer->out.arena, field->least));
  key_raw(writer, "maximum", num_significant(writer->out.arena, field->most));
}

static void write_default(struct writer *writer, const struct field *field)
{
  bool bare = field->kind == FIELD_INTEGER || field->kind == FIELD_NUMBER
    || field->kind == FIELD_BOOLEAN;
  if (field->otherwise)
    (bare ? key_raw : key_text)(writer, "default", field->otherwise);
}

static void write_field(struct writer *writer, const struct field *field)
{
  open_brace(writer);
  key_text(writer, "description", field->description);
  switch (field->kind) {
  case FIELD_TEXT:
    write_text_type(writer, field->form);
    break;
  case FIELD_TEXTS:
    write_texts(writer, field);
    break;
  case FIELD_INTEGER:
  case FIELD_NUMBER:
    key_text(writer, "type", field->kind == FIELD_INTEGER ? "integer" : "number");
    write_range(writer, field);
    break;
  case FIELD_BOOLEAN:
    key_raw(writer, "enum", "[true, false, \"yes\", \"no\"]");
    break;
  case FIELD_WORD:
    write_list_of_words(writer, field->words);
    break;
  case FIELD_PERIOD:
    key_raw(writer, "type", "[\"string\", \"number\"]");
    key_text(writer, "pattern",
             "^((ye-)?[0-9]{4}-(0[1-9]|1[0-2])|[0-9]{4}|[0-9]{4}/[0-9]{2})$");
    break;
  case FIELD_MONTH:
    key_text(writer, "type", "string");
    key_text(writer, "pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$");
    break;
  case FIELD_MAPPING:
    write_struct(writer, field->schema);
    break;
  case FIELD_LIST:
    if (field->single) {
      write_single(writer, field);
      break;
    }
    key_text(writer, "type", "array");
    if (field->required)
      key_raw(writer, "minItems", "1");
    key(writer, "items");
    open_brace(writer);
    key_text(writer, "description", field->schema->description);
    write_struct(writer, field->schema);
    close_brace(writer);
    break;
  case FIELD_OTHER:
    key_raw(writer, "allOf", arena_printf(writer->out.arena, "[%s]", field->json));
    break;
  }
  write_default(writer, field);
  close_brace(writer);
}

/* What belongs between the braces of a mapping. */
static void write_struct(struct writer *writer, const struct schema *schema)
{
  key_text(writer, "type", "object");
  key_raw(writer, "additionalProperties", "false");
  size_t required = 0;
  for (size_t i = 0; i < schema->field_count; i++) {
    if (!schema->fields[i].required)
      continue;
    if (!required++) {
      key(writer, "required");
      strbuf_add_char(&writer->out, '[');
    } else {
      strbuf_add_text(&writer->out, ", ");
    }
    text(writer, schema->fields[i].name);
  }
  if (required)
    strbuf_add_char(&writer->out, ']');
  key(writer, "properties");
  open_brace(writer);
  for (size_t i = 0; i < schema->field_count; i++) {
    key(writer, schema->fields[i].name);
    write_field(writer, &schema->fields[i]);
  }
  close_brace(writer);
}

const char *schema_json(struct arena *arena, const struct schema *schema)
{
  struct writer writer = { .out = STRBUF(arena) };
  open_brace(&writer);
  key_text(&writer, "$schema", "https://json-schema.org/draft/2020-12/schema");
  key_text(&writer, "title", schema->name);
  key_text(&writer, "description", schema->description);
  write_struct(&writer, schema);
  close_brace(&writer);
  strbuf_add_char(&writer.out, '\n');
  return strbuf_text(&writer.out);
}
