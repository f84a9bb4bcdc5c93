/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workspace and an indicator say of comparisons: peers, goals, and figures of elsewhere. */
#include "define/definitions.h"

#define AT(member) offsetof(struct peers_group_definition, member)
static const struct field peers_group_fields[] = {
  { .name = "district", .kind = FIELD_TEXT, .at = AT(district), .required = true,
    .description = "Code of the district whose peers they are." },
  { .name = "members", .kind = FIELD_TEXTS, .at = AT(members), .required = true, .form = &form_gss,
    .description = "Codes of its peers, also of districts elsewhere. The district itself is one "
                   "of them whether it is named or not." },
};
#undef AT
static const struct schema peers_group_schema
  = SCHEMA("peer-group", "The peers of one district.", struct peers_group_definition,
           peers_group_fields);

#define AT(member) offsetof(struct peers_definition, member)
static const struct field peers_fields[] = {
  { .name = "name", .kind = FIELD_TEXT, .at = AT(name), .otherwise = "Similar areas",
    .description = "What the groups are called, as printed." },
  { .name = "source", .kind = FIELD_TEXT, .at = AT(source), .required = true,
    .description = "Who decided which areas are peers, and when, as printed." },
  { .name = "groups", .kind = FIELD_LIST, .at = AT(groups), .required = true,
    .schema = &peers_group_schema, .description = "A group for each district that has peers." },
};
#undef AT
const struct schema peers_schema
  = SCHEMA("peers", "Areas that are like each other, for comparison.", struct peers_definition,
           peers_fields);

#define AT(member) offsetof(struct goal_definition, member)
static const struct field goal_fields[] = {
  { .name = "indicator", .kind = FIELD_TEXT, .at = AT(indicator), .required = true,
    .form = &form_dotted, .description = "The indicator that it is for." },
  { .name = "value", .kind = FIELD_NUMBER, .at = AT(lower), .required = true,
    .description = "The value to reach, in the indicator's unit; the lower of the two where there "
                   "is an upper one." },
  { .name = "upper", .kind = FIELD_NUMBER, .at = AT(upper), .otherwise_words = "one value only",
    .description = "The upper value: between the two, neither is said." },
  { .name = "set by", .kind = FIELD_TEXT, .at = AT(set_by), .required = true,
    .description = "Who set it, and when, as printed." },
};
#undef AT
const struct schema goal_schema
  = SCHEMA("goal", "What the partnership wants an indicator to be.", struct goal_definition,
           goal_fields);

#define AT(member) offsetof(struct elsewhere_definition, member)
static const struct field elsewhere_fields[] = {
  { .name = "measure", .kind = FIELD_TEXT, .at = AT(measure), .required = true, .form = &form_id,
    .description = "A tidy source's measure, in the indicator's own unit or as numerators and "
                   "denominators." },
  { .name = "where", .kind = FIELD_OTHER, .at = AT(where), .decode = decode_where,
    .shape = "categories with a value, a list of values, or {not: values}", .json = where_json,
    .otherwise_words = "all of the measure",
    .description = "Which rows of that measure; every category must hold." },
};
#undef AT
const struct schema elsewhere_schema
  = SCHEMA("elsewhere", "Figures of England and of peers that the indicator's own source lacks.",
           struct elsewhere_definition, elsewhere_fields);

#define AT(member) offsetof(struct initiative_definition, member)
static const struct field initiative_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_id,
    .description = "By which scripts name it." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "What was done, as printed." },
  { .name = "indicator", .kind = FIELD_TEXT, .at = AT(indicator), .required = true,
    .form = &form_dotted, .description = "What is counted: a count or a rate." },
  { .name = "before", .kind = FIELD_PERIOD, .at = AT(before), .required = true,
    .description = "A period before it." },
  { .name = "after", .kind = FIELD_PERIOD, .at = AT(after), .required = true,
    .description = "A period of the same length, when it had been done." },
  { .name = "treated", .kind = FIELD_TEXTS, .at = AT(parts[0]), .required = true,
    .description = "Ids or codes of the areas where it was done." },
  { .name = "control", .kind = FIELD_TEXTS, .at = AT(parts[1]), .required = true,
    .description = "Areas like them, where nothing was done." },
  { .name = "beside treated", .kind = FIELD_TEXTS, .at = AT(parts[2]),
    .otherwise_words = "events are not looked for next door",
    .description = "Areas beside the treated ones, to which events may have moved." },
  { .name = "beside control", .kind = FIELD_TEXTS, .at = AT(parts[3]),
    .otherwise_words = "nothing to hold the others against",
    .description = "Areas beside the control." },
};
#undef AT
const struct schema initiative_schema
  = SCHEMA("initiative", "Something that was done in some places and not in others.",
           struct initiative_definition, initiative_fields);
