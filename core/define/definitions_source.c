/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source, in assessment.yaml or plugin.yaml. */
#include "define/definitions.h"

#include "define/catalog.h"

static const char *const reader_words[] = {
  [READER_STREET] = "street",
  [READER_STREET_COUNTS] = "street-counts",
  [READER_TIDY] = "tidy",
  [READER_MID_YEAR_ESTIMATES] = "mid-year-estimates",
  [READER_DEPRIVATION] = "deprivation",
  [READER_AREA_LOOKUP] = "area-lookup",
  [READER_CENTRES] = "centres",
  [READER_BOUNDARIES] = "boundaries",
  [READER_SEVERITY_WEIGHTS] = "severity-weights",
  [READER_EVENTS] = "events",
  NULL,
};

#define AT(member) offsetof(struct release_definition, member)
static const struct field release_fields[] = {
  { .name = "date", .kind = FIELD_TEXT, .at = AT(date), .required = true, .form = &form_date,
    .description = "When it was published." },
  { .name = "paths", .kind = FIELD_TEXTS, .at = AT(paths), .required = true,
    .description = "Its files, folders or archives, from the workspace's folder." },
};
#undef AT
static const struct schema release_schema
  = SCHEMA("release", "One publication of the same figures.", struct release_definition,
           release_fields);

#define AT(member) offsetof(struct source_definition, member)
static const struct field source_fields[] = {
  { .name = "id", .kind = FIELD_TEXT, .at = AT(id), .required = true, .form = &form_id,
    .description = "By which --source and messages name the input." },
  { .name = "title", .kind = FIELD_TEXT, .at = AT(title), .required = true,
    .description = "As printed under every figure made from it." },
  { .name = "publisher", .kind = FIELD_TEXT, .at = AT(publisher),
    .otherwise_words = "none is printed", .description = "Who publishes it." },
  { .name = "licence", .kind = FIELD_TEXT, .at = AT(licence),
    .otherwise_words = "none is printed", .description = "The licence that it is published under." },
  { .name = "reader", .kind = FIELD_WORD, .at = AT(reader), .required = true,
    .words = reader_words, .description = "Which kind of publication it is." },
  { .name = "paths", .kind = FIELD_TEXTS, .at = AT(paths),
    .otherwise_words = "the paths of its releases",
    .description = "Files, folders or archives, from the workspace's folder; for a plugin's source "
                   "too, because the data are the partnership's." },
  { .name = "releases", .kind = FIELD_LIST, .at = AT(releases), .schema = &release_schema,
    .otherwise_words = "everything was published at once",
    .description = "For street and street-counts, instead of paths: several publications, the "
                   "earliest first. Where two have the same month, the later one counts, and what "
                   "it changed is counted and listed." },
  { .name = "measure", .kind = FIELD_TEXT, .at = AT(measure), .form = &form_id,
    .otherwise_words = "street-crime for street and street-counts, residents for "
                       "mid-year-estimates, deprivation for deprivation; tidy needs one; the "
                       "others have none",
    .description = "What it counts, as indicators name it." },
  { .name = "force", .kind = FIELD_TEXT, .at = AT(force), .otherwise_words = "any force",
    .description = "For street: the force, as in the column Falls within." },
  { .name = "optional", .kind = FIELD_BOOLEAN, .at = AT(optional), .otherwise = "false",
    .description = "Whether pages say what is awaited where the files are missing; otherwise "
                   "missing files are an error." },
  { .name = "awaited from", .kind = FIELD_TEXT, .at = AT(awaited_from),
    .otherwise_words = "pages say only that it is awaited",
    .description = "For an optional source: who holds the data." },
  { .name = "how", .kind = FIELD_TEXT, .at = AT(how), .otherwise_words = "pages do not say",
    .description = "For an optional source: how to supply the data." },
  { .name = "restricted", .kind = FIELD_BOOLEAN, .at = AT(restricted), .otherwise = "false",
    .description = "Whether every indicator made from it is restricted." },
  { .name = "version", .kind = FIELD_TEXT, .at = AT(version),
    .otherwise_words = "none; severity-weights needs one",
    .description = "For severity-weights: the publication's version, as printed." },
  { .name = "date", .kind = FIELD_TEXT, .at = AT(date), .form = &form_date,
    .otherwise_words = "none; severity-weights needs one",
    .description = "For severity-weights: when it was published." },
  MARKING_FIELD,
#define DISCLOSURE_OTHERWISE "the workspace's; county-only where it is restricted"
  DISCLOSURE_FIELD,
#undef DISCLOSURE_OTHERWISE
};
#undef AT
const struct schema source_schema
  = SCHEMA("source", "A declared input.", struct source_definition, source_fields);
