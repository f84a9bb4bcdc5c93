/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/definitions.h"

#include "base/num.h"

/* ---- areas --------------------------------------------------------------------------------- */

static bool fits_gss(struct str text)
{
  if (text.len != 9 || !memchr("EKLMNSW", text.at[0], 7))
    return false;
  for (size_t i = 1; i < text.len; i++)
    if (text.at[i] < '0' || text.at[i] > '9')
      return false;
  return true;
}

const struct text_form form_gss = { "a GSS code: a letter and eight digits, 'E06000009'",
                                           "^[EKLMNSW][0-9]{8}$", fits_gss };

/* tile: [3, 1] */
static int decode_tile(struct arena *arena, const char *key, const struct yaml_node *value,
                       struct diags *diags, void *at)
{
  (void)arena;
  int64_t numbers[2] = { -1, -1 };
  for (size_t i = 0; i < 2 && value->kind == YAML_LIST && value->count == 2; i++)
    if (value->items[i]->kind != YAML_TEXT || !num_parse_int(value->items[i]->text, &numbers[i])
        || numbers[i] < 0 || numbers[i] > 99)
      numbers[i] = -1;
  if (numbers[0] < 0 || numbers[1] < 0) {
    diag_error(diags, "STRATA-D012", value->loc, "'%s' must be two numbers from 0 to 99", key);
    diag_hint(diags, "write %s: [column, row], counted from the top left", key);
    return -1;
  }
  *(struct tile *)at = (struct tile) { true, (int)numbers[0], (int)numbers[1] };
  return 0;
}

#define AT(member) offsetof(struct district_definition, member)
static const struct field district_fields[] = {
  { .name = "code", .kind = FIELD_TEXT, .at = AT(code), .required = true, .form = &form_gss,
    .description = "GSS code of the district or unitary authority." },
  { .name = "name", .kind = FIELD_TEXT, .at = AT(name), .required = true,
    .description = "Its name, as printed." },
  { .name = "short name", .kind = FIELD_TEXT, .at = AT(short_name),
    .otherwise_words = "the name", .description = "For narrow places in tables and maps." },
  { .name = "role", .kind = FIELD_TEXT, .at = AT(role), .otherwise = "district",
    .description = "What it is, in words: district, unitary authority." },
  { .name = "tile", .kind = FIELD_OTHER, .at = AT(tile), .decode = decode_tile,
    .shape = "two whole numbers",
    .json = "{\"type\": \"array\", \"items\": {\"type\": \"integer\", \"minimum\": 0, "
            "\"maximum\": 99}, \"minItems\": 2, \"maxItems\": 2}",
    .otherwise_words = "not in the tile map",
    .description = "Column and row in the tile map, from 0 at the top left." },
};
#undef AT
static const struct schema district_schema
  = SCHEMA("district", "A district or unitary authority: it gets a profile.",
           struct district_definition, district_fields);

static bool fits_group(struct str text)
{
  static const char *const taken[] = { "all",     "districts", "parent", "rest",
                                       "england", "peers",     "goal" };
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
    if (str_is(text, taken[i]))
      return false;
  return form_id.fits(text);
}

static const struct text_form form_group
  = { "an id, but none of all, districts, parent, rest, england, peers and goal",
      "^(?!all$|districts$|parent$|rest$|england$|peers$|goal$)[a-z][a-z0-9-]{0,63}$", fits_group };

#define AT(member) offsetof(struct group_definition, member)
static const struct field group_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_group,
    .description = "By which reports, indicators and tables of figures name the group." },
  { .name = "name", .kind = FIELD_TEXT, .at = AT(name), .required = true,
    .description = "Its name, as printed." },
  { .name = "short name", .kind = FIELD_TEXT, .at = AT(short_name),
    .otherwise_words = "the name", .description = "For narrow places in tables and maps." },
  { .name = "role", .kind = FIELD_TEXT, .at = AT(role), .otherwise = "group",
    .description = "What it is, in words: county, police division." },
  { .name = "members", .kind = FIELD_TEXTS, .at = AT(members), .required = true,
    .description = "Codes of its districts, or all." },
};
#undef AT
static const struct schema group_schema
  = SCHEMA("group", "A sum of districts.", struct group_definition, group_fields);

#define AT(member) offsetof(struct force_definition, member)
static const struct field force_fields[] = {
  { .name = "code", .kind = FIELD_TEXT, .at = AT(code), .required = true, .form = &form_gss,
    .description = "GSS code of the police force area." },
  { .name = "name", .kind = FIELD_TEXT, .at = AT(name), .required = true,
    .description = "Its name, as printed." },
  { .name = "short name", .kind = FIELD_TEXT, .at = AT(short_name),
    .otherwise_words = "the name", .description = "For narrow places in tables and maps." },
  { .name = "members", .kind = FIELD_TEXTS, .at = AT(members), .otherwise = "all",
    .description = "Codes of its districts, or all." },
};
#undef AT
static const struct schema force_schema
  = SCHEMA("force", "The police force: its districts and what has no district.",
           struct force_definition, force_fields);

#define AT(member) offsetof(struct areas_definition, member)
static const struct field areas_fields[] = {
  { .name = "districts", .kind = FIELD_LIST, .at = AT(districts), .required = true,
    .schema = &district_schema, .description = "The districts and unitary authorities." },
  { .name = "groups", .kind = FIELD_LIST, .at = AT(groups), .schema = &group_schema,
    .otherwise_words = "no groups", .description = "Sums of districts, such as a county." },
  { .name = "force", .kind = FIELD_MAPPING, .at = AT(force), .schema = &force_schema,
    .otherwise_words = "no force", .description = "The police force area." },
  { .name = "comparator", .kind = FIELD_TEXT, .at = AT(comparator), .required = true,
    .description = "The id or code of the area that the others are compared with." },
};
#undef AT
static const struct schema areas_schema
  = SCHEMA("areas", "The places of the partnership.", struct areas_definition, areas_fields);

/* ---- breaks, outcomes, editions, reports --------------------------------------------------- */

#define AT(member) offsetof(struct break_definition, member)
static const struct field break_fields[] = {
  { .name = "measure", .kind = FIELD_TEXT, .at = AT(measure), .required = true,
    .description = "The measure whose series breaks." },
  { .name = "from", .kind = FIELD_MONTH, .at = AT(from), .required = true,
    .description = "The first month of the new series." },
  { .name = "why", .kind = FIELD_TEXT, .at = AT(why), .required = true,
    .description = "What changed, in a sentence that is printed." },
};
#undef AT
static const struct schema break_schema
  = SCHEMA("break", "A break in a series: nothing is compared across it.", struct break_definition,
           break_fields);

#define AT(member) offsetof(struct outcome_definition, member)
static const struct field outcome_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_id,
    .description = "By which indicators and recommendations name the outcome." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "The outcome, as printed." },
  { .name = "owner", .kind = FIELD_TEXT, .at = AT(owner), .otherwise_words = "none is printed",
    .description = "Who holds the evidence for it." },
};
#undef AT
static const struct schema outcome_schema = SCHEMA(
  "outcome", "What the partnership wants to reach.", struct outcome_definition, outcome_fields);

/* An edition is usually called by its year, so a digit may come first. */
static bool fits_edition(struct str text)
{
  if (!text.len || text.len > 64 || text.at[0] == '-')
    return false;
  for (size_t i = 0; i < text.len; i++)
    if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", text.at[i]) || !text.at[i])
      return false;
  return true;
}

static const struct text_form form_edition = { "small letters, digits and hyphens: '2026'",
                                               "^[a-z0-9][a-z0-9-]{0,63}$", fits_edition };

#define AT(member) offsetof(struct edition_definition, member)
static const struct field edition_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_edition,
    .description = "By which reports name the edition: its year." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "As printed: 2026 edition." },
  { .name = "cut-off", .kind = FIELD_MONTH, .at = AT(cut_off), .required = true,
    .description = "The last month of data that the edition uses." },
  { .name = "period", .kind = FIELD_PERIOD, .at = AT(period),
    .otherwise_words = "the twelve months to the cut-off",
    .description = "The year that its figures are for." },
  { .name = "published", .kind = FIELD_TEXT, .at = AT(published),
    .otherwise_words = "reports do not say when they were published",
    .description = "When it is published, as printed: 31 March 2026." },
  { .name = "next", .kind = FIELD_TEXT, .at = AT(next),
    .otherwise_words = "reports do not say when the next one comes",
    .description = "When the next one is to be published, as printed: March 2027." },
};
#undef AT
static const struct schema edition_schema = SCHEMA(
  "edition", "One published assessment in time.", struct edition_definition, edition_fields);

#define AT(member) offsetof(struct report_definition, member)
static const struct field report_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_id,
    .description = "Names the PDF, and the report's folder of commentary." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "The title on its cover." },
  { .name = "template", .kind = FIELD_TEXT, .at = AT(template_name), .required = true,
    .form = &form_id,
    .description = "The template that makes it: a folder of the workspace's templates, or of those "
                   "that come with strata." },
  { .name = "areas", .kind = FIELD_TEXT, .at = AT(areas), .required = true,
    .description = "districts for a PDF for each district, or the id or code of one area." },
  { .name = "edition", .kind = FIELD_TEXT, .at = AT(edition), .required = true,
    .description = "The edition that it is of." },
  { .name = "since", .kind = FIELD_TEXT, .at = AT(since),
    .otherwise_words = "no earlier edition is named",
    .description = "The earlier edition that it is compared with." },
  MARKING_FIELD,
};
#undef AT
static const struct schema report_schema
  = SCHEMA("report", "A report to be made.", struct report_definition, report_fields);

/* ---- assessment.yaml ----------------------------------------------------------------------- */

#define AT(member) offsetof(struct assessment_definition, member)
static const struct field assessment_fields[] = {
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "The partnership's name, as printed." },
  { .name = "place", .kind = FIELD_TEXT, .at = AT(place), .required = true,
    .description = "The place that it is for, as printed: pan-Lancashire." },
  { .name = "marking", .kind = FIELD_TEXT, .at = AT(marking), .otherwise = "OFFICIAL",
    .description = "The protective marking on every page." },
  { .name = "author", .kind = FIELD_TEXT, .at = AT(author), .otherwise_words = "the title",
    .description = "Who publishes the reports." },
  { .name = "contact", .kind = FIELD_TEXT, .at = AT(contact),
    .otherwise_words = "the partnership's analyst, without a name or an address",
    .description = "Whom a reader may ask, as printed: a name, an address, a telephone number." },
  { .name = "plugins", .kind = FIELD_TEXTS, .at = AT(plugins),
    .otherwise_words = "every plugin found, by the order that each asks for",
    .description = "Ids or folders of the plugins to use, in the order of their chapters." },
  { .name = "areas", .kind = FIELD_MAPPING, .at = AT(areas), .required = true,
    .schema = &areas_schema, .description = "The places of the partnership." },
  { .name = "sources", .kind = FIELD_LIST, .at = AT(sources), .required = true,
    .schema = &source_schema, .description = "The inputs." },
  { .name = "breaks", .kind = FIELD_LIST, .at = AT(breaks), .schema = &break_schema,
    .otherwise_words = "no breaks", .description = "Breaks in series." },
  { .name = "outcomes", .kind = FIELD_LIST, .at = AT(outcomes), .schema = &outcome_schema,
    .otherwise_words = "no outcomes", .description = "What the partnership wants to reach." },
  { .name = "editions", .kind = FIELD_LIST, .at = AT(editions), .required = true,
    .schema = &edition_schema, .description = "The published assessments in time." },
  { .name = "reports", .kind = FIELD_LIST, .at = AT(reports), .required = true,
    .schema = &report_schema, .description = "The reports to make." },
#define DISCLOSURE_OTHERWISE "everything is published that has no rule nearer to it"
  DISCLOSURE_FIELD,
#undef DISCLOSURE_OTHERWISE
  { .name = "restricted edition", .kind = FIELD_MAPPING, .at = AT(restricted_edition),
    .schema = &restricted_edition_schema, .otherwise_words = "no restricted edition can be made",
    .description = "What is printed on every page of the restricted edition." },
  { .name = "peers", .kind = FIELD_MAPPING, .at = AT(peers), .schema = &peers_schema,
    .otherwise_words = "no peers", .description = "Areas that are like each other." },
  { .name = "goals", .kind = FIELD_LIST, .at = AT(goals), .schema = &goal_schema,
    .otherwise_words = "no goals", .description = "What the partnership wants indicators to be." },
  { .name = "initiatives", .kind = FIELD_LIST, .at = AT(initiatives), .schema = &initiative_schema,
    .otherwise_words = "no initiatives",
    .description = "What the partnership did in some places and not in others." },
};
#undef AT
const struct schema assessment_schema
  = SCHEMA("assessment", "A workspace: everything that one partnership reports on.",
           struct assessment_definition, assessment_fields);

/* ---- recommendations.yaml ------------------------------------------------------------------ */

static bool fits_number(struct str text)
{
  for (size_t i = 0; i < text.len; i++) {
    char c = text.at[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
          || (i && (c == '-' || c == '.'))))
      return false;
  }
  return text.len > 0;
}

static const struct text_form form_number
  = { "letters and digits: 'R1'", "^[A-Za-z0-9][A-Za-z0-9.-]*$", fits_number };

#define AT(member) offsetof(struct recommendation_definition, member)
static const struct field recommendation_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_number,
    .description = "Its number, as printed: R1." },
  { .name = "text", .kind = FIELD_TEXT, .at = AT(text), .required = true,
    .description = "The recommendation." },
  { .name = "owner", .kind = FIELD_TEXT, .at = AT(owner), .required = true,
    .description = "The organisation or post that leads it." },
  { .name = "due", .kind = FIELD_TEXT, .at = AT(due), .required = true, .form = &form_date,
    .description = "When it should be done." },
  { .name = "outcomes", .kind = FIELD_TEXTS, .at = AT(outcomes), .form = &form_id,
    .otherwise_words = "no outcomes", .description = "Ids of the outcomes that it serves." },
  { .name = "area", .kind = FIELD_TEXT, .at = AT(area),
    .otherwise_words = "the whole partnership",
    .description = "The id or code of the area that it is for." },
  { .name = "priority", .kind = FIELD_TEXT, .at = AT(priority), .form = &form_id,
    .otherwise_words = "no single plugin", .description = "Id of the plugin that it belongs to." },
  MARKING_FIELD,
};
#undef AT
static const struct schema recommendation_schema
  = SCHEMA("recommendation", "Something that should be done, by whom and when.",
           struct recommendation_definition, recommendation_fields);

#define AT(member) offsetof(struct recommendations_definition, member)
static const struct field recommendations_fields[] = {
  { .name = "recommendations", .kind = FIELD_LIST, .at = AT(recommendations), .required = true,
    .schema = &recommendation_schema, .description = "The recommendations, in order." },
};
#undef AT
const struct schema recommendations_schema
  = SCHEMA("recommendations", "The partnership's recommendations, beside its assessment.yaml.",
           struct recommendations_definition, recommendations_fields);
