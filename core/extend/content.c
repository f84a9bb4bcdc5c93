/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/content.h"

#include "base/num.h"

static const struct content_kind kinds[] = {
  { "title", "title", CONTENT_VALUE, NULL },
  { "subtitle", "subtitle", CONTENT_VALUE, NULL },
  { "running head", "running", CONTENT_VALUE, NULL },
  { "run on", "run_on", CONTENT_NOTHING, NULL },
  { "heading", "heading", CONTENT_VALUE, NULL },
  { "lead", "paragraph", CONTENT_VALUE, "lead" },
  { "paragraph", "paragraph", CONTENT_VALUE, NULL },
  { "quote", "paragraph", CONTENT_VALUE, "quote" },
  { "list", "list", CONTENT_VALUE, NULL },
  { "numbered list", "list", CONTENT_VALUE, "numbered" },
  { "key figures", "key_figures", CONTENT_VALUE, NULL },
  { "findings", "findings", CONTENT_VALUE, NULL },
  { "figure", "figure", CONTENT_VALUE, NULL },
  { "table", "table", CONTENT_VALUE, NULL },
  { "callout", "callout", CONTENT_VALUE, NULL },
  { "note", "note", CONTENT_VALUE, NULL },
  { "commentary", "commentary", CONTENT_VALUE, NULL },
  { "plugin", "plugin", CONTENT_VALUE, NULL },
  { "rule", "rule", CONTENT_NOTHING, NULL },
  { "key", "key", CONTENT_NOTHING, NULL },
  { "contents", "contents", CONTENT_NOTHING, NULL },
  { "contents of", "contents_of", CONTENT_VALUE, NULL },
  { "glossary", "glossary", CONTENT_NOTHING, NULL },
  { "columns", "columns", CONTENT_COLUMNS, NULL },
  { "box", "box", CONTENT_INSIDE, NULL },
  { "sidebar", "sidebar", CONTENT_INSIDE, NULL },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct content_kind *find_kind(struct str name)
{
  for (size_t i = 0; i < KINDS; i++)
    if (str_is(name, kinds[i].name))
      return &kinds[i];
  return NULL;
}

const struct content_kind *content_kind_of(const struct yaml_node *node,
                                           const struct yaml_node **ret_value)
{
  *ret_value = node->pairs[0].value;
  return find_kind(node->pairs[0].key);
}

/* ---- checking ------------------------------------------------------------------------------ */

static int check_list(const struct yaml_node *list, struct diags *diags);

static int wrong(struct diags *diags, struct loc loc, const char *message, const char *hint)
{
  diag_error(diags, "STRATA-X018", loc, "%s", message);
  diag_hint(diags, "%s", hint);
  return -1;
}

/* Only KEYS (two), both there, the second a content. */
static int check_inside(const struct yaml_node *node, const char *first, struct diags *diags)
{
  const struct yaml_node *content = node_value(node, "content");
  if (node->kind != YAML_MAPPING || node->count != 2 || !node_value(node, first) || !content) {
    diag_error(diags, "STRATA-X018", node->loc, "this needs '%s' and 'content', and nothing else",
               first);
    return -1;
  }
  return check_list(content, diags);
}

static int check_columns(const struct yaml_node *list, struct diags *diags)
{
  if (list->kind != YAML_LIST || list->count == 0)
    return wrong(diags, list->loc, "columns are a list",
                 "write one {span: 6, content: [...]} a column; the spans add up to 12");
  int status = 0;
  for (size_t i = 0; i < list->count; i++) {
    const struct yaml_node *column = list->items[i], *span = node_value(column, "span");
    int64_t number;
    if (check_inside(column, "span", diags) < 0)
      status = -1;
    else if (span->kind != YAML_TEXT || !num_parse_int(span->text, &number) || number < 1
             || number > 12)
      status = wrong(diags, span->loc, "a span is a whole number from 1 to 12",
                     "the spans of all columns add up to 12");
  }
  return status;
}

static int check_value(const struct content_kind *kind, const struct pair *pair,
                       struct diags *diags)
{
  const struct yaml_node *value = pair->value;
  switch (kind->shape) {
  case CONTENT_NOTHING:
    if (value->kind != YAML_NULL)
      return wrong(diags, value->loc, "this needs nothing after its colon", "leave it out");
    return 0;
  case CONTENT_COLUMNS:
    return check_columns(value, diags);
  case CONTENT_INSIDE:
    return check_inside(value, "name", diags);
  case CONTENT_VALUE:
    if (value->kind == YAML_NULL) {
      diag_error(diags, "STRATA-X018", pair->key_loc, "there is nothing after '%s:'", kind->name);
      return -1;
    }
    break;
  }
  return 0;
}

static int check_node(const struct yaml_node *node, struct diags *diags)
{
  if (node->kind != YAML_MAPPING || node->count != 1)
    return wrong(diags, node->loc, "every part of a section's content has one key",
                 "write '- paragraph: ...', each with a hyphen of its own");
  const struct pair *pair = &node->pairs[0];
  const struct content_kind *kind = find_kind(pair->key);
  if (kind)
    return check_value(kind, pair, diags);
  const char *names[KINDS];
  for (size_t i = 0; i < KINDS; i++)
    names[i] = kinds[i].name;
  diag_error(diags, "STRATA-X018", pair->key_loc, "no section can hold '%.*s'",
             (int)pair->key.len, pair->key.at);
  diag_suggest(diags, pair->key, names, KINDS);
  return -1;
}

static int check_list(const struct yaml_node *list, struct diags *diags)
{
  if (list->kind != YAML_LIST)
    return wrong(diags, list->loc, "a section's content is a list",
                 "begin each part on a line of its own: '- paragraph: ...'");
  int status = 0;
  for (size_t i = 0; i < list->count; i++)
    if (check_node(list->items[i], diags) < 0)
      status = -1;
  return status;
}

int content_decode(struct arena *arena, const char *key, const struct yaml_node *value,
                   struct diags *diags, void *at)
{
  (void)arena;
  (void)key;
  if (check_list(value, diags) < 0)
    return -1;
  *(const struct yaml_node **)at = value;
  return 0;
}
