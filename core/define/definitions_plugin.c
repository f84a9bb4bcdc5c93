/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plugin.yaml. */
#include "define/definitions.h"

#include "define/catalog.h"

static const char *const role_words[] = { [PLUGIN_PRIORITY] = "priority",
                                          [PLUGIN_FACTOR] = "factor",
                                          [PLUGIN_DETERMINANT] = "determinant",
                                          [PLUGIN_OVERVIEW] = "overview",
                                          [PLUGIN_CONTEXT] = "context", NULL };
static const char *const code_words[] = { [PLUGIN_CODE_NONE] = "none", [PLUGIN_CODE_LUA] = "lua",
                                          [PLUGIN_CODE_C] = "c", NULL };

#define AT(member) offsetof(struct plugin_definition, member)
static const struct field plugin_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_id,
    .description = "What the ids of its indicators begin with." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "The heading of its chapter." },
  { .name = "version", .kind = FIELD_TEXT, .at = AT(version), .required = true,
    .form = &form_version, .description = "The plugin's own version." },
  { .name = "license", .kind = FIELD_TEXT, .at = AT(license), .required = true,
    .description = "SPDX identifier of its licence." },
  { .name = "role", .kind = FIELD_WORD, .at = AT(role), .words = role_words,
    .otherwise = "priority",
    .description = "Whether it is a priority, a contributory factor or a determinant; the "
                   "overview that the priorities are part of; or the context of all." },
  { .name = "code", .kind = FIELD_WORD, .at = AT(code), .words = code_words, .otherwise = "none",
    .description = "What it has besides definitions: narrative.lua, or a library made from C." },
  { .name = "order", .kind = FIELD_INTEGER, .at = AT(order), .least = 0, .most = 9999,
    .otherwise = "500", .description = "Where its chapter comes; the lowest first, then by id." },
  { .name = "summary", .kind = FIELD_TEXT, .at = AT(summary), .otherwise_words = "none is printed",
    .description = "What it is about, in one sentence." },
  { .name = "headline", .kind = FIELD_TEXT, .at = AT(headline), .form = &form_dotted,
    .otherwise_words = "its first indicator", .description = "The indicator that leads its chapter." },
  { .name = "needed", .kind = FIELD_TEXTS, .at = AT(needed), .otherwise_words = "nothing more",
    .description = "What is needed to judge the matter properly, and from whom." },
  { .name = "indicators", .kind = FIELD_TEXTS, .at = AT(indicators), .form = &form_id,
    .otherwise_words = "every file in indicators/, by name",
    .description = "Names of the files in indicators/, without .yaml, in the order of the chapter." },
  { .name = "sources", .kind = FIELD_LIST, .at = AT(sources), .schema = &source_schema,
    .otherwise_words = "no sources of its own",
    .description = "Inputs that only this plugin uses, such as the form that a partner fills in." },
  MARKING_FIELD,
};
#undef AT
const struct schema plugin_schema
  = SCHEMA("plugin", "A priority area, a contributory factor or a determinant.",
           struct plugin_definition, plugin_fields);
