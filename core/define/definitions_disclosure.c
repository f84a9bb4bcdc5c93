/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `disclosure:` may hold, and the sets of rules that come with strata. */
#include "define/definitions.h"

#include "base/num.h"
#include "define/catalog.h"

/* ---- sets that come with strata ------------------------------------------------------------ */

#define ALL_AREAS                                                                                  \
  (COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE)
#define BELOW_COUNTY (COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS)

/* Sources are in docs/DISCLOSURE.md, which a test compares with this table. */
const struct disclosure_rule disclosure_sets[] = {
  { .name = "fewer-than-5", .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
    .covers = ALL_AREAS },
  { .name = "fewer-than-5-rounded", .hide_least = 1, .hide_most = 4, .base = 5, .secondary = true,
    .covers = ALL_AREAS },
  { .name = "nhs-hes", .hide_least = 1, .hide_most = 7, .base = 5, .covers = ALL_AREAS },
  { .name = "nhs-hes-until-2018", .hide_least = 1, .hide_most = 5, .base = 1, .secondary = true,
    .covers = ALL_AREAS },
  { .name = "ons-health", .hide_least = 1, .hide_most = 2, .base = 1, .secondary = true,
    .covers = ALL_AREAS },
  { .name = "ons-health-sensitive", .hide_least = 1, .hide_most = 4, .zeros_hidden = true,
    .base = 1, .secondary = true, .covers = ALL_AREAS },
  { .name = "nes-scotland", .hide_least = 1, .hide_most = 9, .base = 1, .secondary = true,
    .covers = ALL_AREAS },
  { .name = "washington-doh", .hide_least = 1, .hide_most = 9, .base = 1, .secondary = true,
    .covers = ALL_AREAS },
  { .name = "fewer-than-10-events", .hide_least = 1, .hide_most = 9, .zeros_hidden = true,
    .base = 1, .secondary = true, .covers = ALL_AREAS },
  { .name = "sdctable-frequency", .hide_least = 1, .hide_most = 3, .base = 1, .secondary = true,
    .covers = ALL_AREAS },
  { .name = "sdctable-nk", .base = 1, .secondary = true, .dominance_largest = 2,
    .dominance_share = 85, .covers = ALL_AREAS },
  { .name = "sdctable-p", .base = 1, .secondary = true, .p_percent = 80, .q_percent = 100,
    .covers = ALL_AREAS },
  { .name = "sdctable-pq", .base = 1, .secondary = true, .p_percent = 80, .q_percent = 50,
    .covers = ALL_AREAS },
  { .name = "county-only", .withheld = true, .base = 1, .covers = BELOW_COUNTY,
    .both_audiences = true },
  { .name = "none", .base = 1, .covers = ALL_AREAS },
  { .name = NULL },
};

const struct disclosure_rule *disclosure_set(const char *name)
{
  const struct disclosure_rule *set = disclosure_sets;
  while (strcmp(set->name, name) != 0)
    set++;
  return set;
}

bool disclosure_is_idle(const struct disclosure_rule *rule)
{
  return !rule->withheld && !rule->hide_most && !rule->zeros_hidden && rule->base <= 1
         && !rule->dominance_largest && !(rule->p_percent > 0);
}

/* As above, in that order. */
static const char *const set_words[]
  = { "fewer-than-5", "fewer-than-5-rounded", "nhs-hes", "nhs-hes-until-2018", "ons-health",
      "ons-health-sensitive", "nes-scotland", "washington-doh", "fewer-than-10-events",
      "sdctable-frequency", "sdctable-nk", "sdctable-p", "sdctable-pq", "county-only", "none", NULL };

/* ---- the rule spelled out ------------------------------------------------------------------ */

/* "none", "below 5", "1 to 7" */
static bool parse_counts(struct str text, struct count_range *ret)
{
  static const char below[] = "below ", between[] = " to ";
  int64_t least = 1, most = 0;
  const char *space = memmem(text.at, text.len, between, strlen(between));
  if (str_is(text, "none")) {
    *ret = (struct count_range) { 0, 0 };
    return true;
  }
  if (str_starts(text, below)) {
    text.at += strlen(below);
    text.len -= strlen(below);
    if (!num_parse_int(text, &most))
      return false;
    most--;
  } else if (!space
             || !num_parse_int((struct str) { text.at, (size_t)(space - text.at) }, &least)
             || !num_parse_int((struct str) { space + strlen(between),
                                              (size_t)(text.at + text.len - space)
                                                - strlen(between) }, &most)) {
    return false;
  }
  *ret = (struct count_range) { (int)least, (int)most };
  return least >= 1 && most >= least && most <= 1000;
}

static int decode_counts(struct arena *arena, const char *key, const struct yaml_node *value,
                         struct diags *diags, void *at)
{
  (void)arena;
  struct count_range range;
  if (value->kind == YAML_TEXT && parse_counts(value->text, &range)) {
    *(struct count_range *)at = range;
    return 0;
  }
  diag_error(diags, "STRATA-D081", value->loc, "'%s' must say which counts are not published", key);
  diag_hint(diags, "write '%s: below 5', '%s: 1 to 7' or '%s: none', with counts from 1 to 1,000; "
                   "'zeros' is for 0", key, key, key);
  return -1;
}

static const char *const zeros_words[] = { "shown", "suppressed", NULL };
static const char *const audience_words[] = { "public", "both", NULL };

const char *const disclosure_area_words[]
  = { "small areas", "districts", "groups", "comparator", "force", NULL };

static bool fits_area(struct str text)
{
  for (size_t i = 0; disclosure_area_words[i]; i++)
    if (str_is(text, disclosure_area_words[i]))
      return true;
  return false;
}

static const struct text_form form_area
  = { "small areas, districts, groups, comparator or force",
      "^(small areas|districts|groups|comparator|force)$", fits_area };

#define AT(member) offsetof(struct dominance_definition, member)
static const struct field dominance_fields[] = {
  { .name = "contributors", .kind = FIELD_TEXT, .at = AT(contributors), .required = true,
    .description = "The category of the source that says whose each part of a count is." },
  { .name = "largest", .kind = FIELD_INTEGER, .at = AT(largest), .least = 1, .most = 100,
    .otherwise_words = "as in the set named by rules, or else no such test",
    .description = "n of the (n,k) rule: how many of the largest contributors are looked at." },
  { .name = "share", .kind = FIELD_NUMBER, .at = AT(share), .least = 1, .most = 100,
    .otherwise_words = "as in the set named by rules, or else no such test",
    .description = "k of the (n,k) rule: a count is not published where they have more than this "
                   "share of it, in per cent." },
  { .name = "p", .kind = FIELD_NUMBER, .at = AT(p), .least = 1, .most = 1000,
    .otherwise_words = "as in the set named by rules, or else no such test",
    .description = "The p% rule: a count is not published where the second largest contributor "
                   "could work out the largest one's to within this many per cent." },
  { .name = "q", .kind = FIELD_NUMBER, .at = AT(q), .least = 1, .most = 1000,
    .otherwise_words = "as in the set named by rules, or else 100",
    .description = "The pq rule: to within how many per cent anyone could say what each contributes "
                   "beforehand." },
};
#undef AT
static const struct schema dominance_schema
  = SCHEMA("dominance", "Counts that are nearly all one contributor's.",
           struct dominance_definition, dominance_fields);

#define AS_SET "as in the set named by rules, or else "

#define AT(member) offsetof(struct disclosure_definition, member)
static const struct field disclosure_fields[] = {
  { .name = "rules", .kind = FIELD_WORD, .at = AT(rules), .words = set_words,
    .otherwise_words = "none: nothing but what the other keys say",
    .description = "A set of rules that comes with strata; docs/DISCLOSURE.md says what each is. The "
                   "other keys change it." },
  { .name = "suppress", .kind = FIELD_OTHER, .at = AT(suppress), .decode = decode_counts,
    .shape = "'below 5', '1 to 7' or 'none'",
    .json = "{\"type\": \"string\", \"pattern\": "
            "\"^(none|below [0-9]{1,4}|[0-9]{1,4} to [0-9]{1,4})$\"}",
    .otherwise_words = AS_SET "none",
    .description = "Counts that are not published." },
  { .name = "zeros", .kind = FIELD_WORD, .at = AT(zeros), .words = zeros_words,
    .otherwise_words = AS_SET "shown", .description = "Whether a count of 0 is published." },
  { .name = "round to", .kind = FIELD_INTEGER, .at = AT(round_to), .least = 1, .most = 1000,
    .otherwise_words = AS_SET "1: not rounded",
    .description = "Counts are published to the nearest multiple of this; totals are added up "
                   "first, then rounded." },
  { .name = "secondary", .kind = FIELD_BOOLEAN, .at = AT(secondary),
    .otherwise_words = AS_SET "true",
    .description = "Whether more is suppressed where what is suppressed could be worked out." },
  { .name = "dominance", .kind = FIELD_MAPPING, .at = AT(dominance), .schema = &dominance_schema,
    .otherwise_words = "no contributors are looked at",
    .description = "Counts that are nearly all one contributor's are not published." },
  { .name = "withhold", .kind = FIELD_BOOLEAN, .at = AT(withhold),
    .otherwise_words = AS_SET "false",
    .description = "Whether nothing at all is published of what the rule covers." },
  { .name = "covers", .kind = FIELD_TEXTS, .at = AT(covers), .form = &form_area,
    .otherwise_words = AS_SET "all of them",
    .description = "The kinds of areas that it is for; those left out are published as they are." },
  { .name = "breakdowns", .kind = FIELD_TEXTS, .at = AT(breakdowns),
    .otherwise_words = "every indicator in its reach",
    .description = "Only indicators that choose rows by one of these categories." },
  { .name = "audience", .kind = FIELD_WORD, .at = AT(audience), .words = audience_words,
    .otherwise_words = AS_SET "public",
    .description = "Whether it holds for the restricted edition too." },
};
#undef AT
const struct schema disclosure_schema
  = SCHEMA("disclosure", "A rule for what is not published.", struct disclosure_definition,
           disclosure_fields);

/* ---- markings ------------------------------------------------------------------------------ */

const char *const marking_words[] = { [MARKING_OFFICIAL] = "official",
                                      [MARKING_OFFICIAL_SENSITIVE] = "official-sensitive", NULL };

#define AT(member) offsetof(struct restricted_edition_definition, member)
static const struct field restricted_edition_fields[] = {
  { .name = "marking", .kind = FIELD_TEXT, .at = AT(marking), .otherwise = "OFFICIAL-SENSITIVE",
    .description = "The protective marking at the top and the bottom of every page." },
  { .name = "handling", .kind = FIELD_TEXT, .at = AT(handling), .required = true,
    .description = "How it is to be handled, in a sentence on every page." },
  { .name = "distribution", .kind = FIELD_TEXTS, .at = AT(distribution), .required = true,
    .description = "Who gets it, by post or organisation; on every page." },
};
#undef AT
const struct schema restricted_edition_schema
  = SCHEMA("restricted edition", "What is printed on every page of the restricted edition.",
           struct restricted_edition_definition, restricted_edition_fields);

#define AT(member) offsetof(struct front_matter_definition, member)
static const struct field front_matter_fields[] = {
  { .name = "marking", .kind = FIELD_WORD, .at = AT(marking), .words = marking_words,
    .otherwise = "official",
    .description = "official-sensitive: in the restricted edition only." },
};
#undef AT
const struct schema front_matter_schema
  = SCHEMA("front matter", "What may stand above a commentary, between two lines of '---'.",
           struct front_matter_definition, front_matter_fields);
