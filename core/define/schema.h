/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Schemas: what a file of definitions may hold, as tables.
 *
 * A schema lists the keys of a mapping: kind, range, default, description, and where the value goes
 * in a C struct.  From one table come the decoder with all its errors, the JSON Schema that editors
 * check against (schema_json), and the reference in docs/INDICATORS.md (a test compares the two).
 * Anyone who reads YAML declares a table like this one:
 *
 *   struct place {
 *     struct decoded decoded;   // first in every such struct
 *     const char *name;
 *     double scale;
 *   };
 *   static const struct field place_fields[] = {
 *     { .name = "name", .kind = FIELD_TEXT, .at = offsetof(struct place, name), .required = true,
 *       .description = "Its name, as printed." },
 *     { .name = "scale", .kind = FIELD_NUMBER, .at = offsetof(struct place, scale),
 *       .least = 1, .most = 1e6, .otherwise = "1000", .description = "How many." },
 *   };
 *   const struct schema place_schema = SCHEMA("place", "A place.", struct place, place_fields);
 *
 * Nothing here knows what is defined with it.
 */
#ifndef STRATA_DEFINE_SCHEMA_H
#define STRATA_DEFINE_SCHEMA_H

#include "base/arena.h"
#include "base/diag.h"
#include "define/yaml.h"

#include <stdbool.h>
#include <stddef.h>

enum field_kind {
  FIELD_TEXT,    /* const char *; NULL when absent */
  FIELD_TEXTS,   /* struct texts; a single text counts as a list of one */
  FIELD_INTEGER, /* int */
  FIELD_NUMBER,  /* double */
  FIELD_BOOLEAN, /* bool; true, false, yes or no */
  FIELD_WORD,    /* an enum, the index in .words */
  FIELD_PERIOD,  /* struct period; .last is 0 when absent */
  FIELD_MONTH,   /* int32_t; 0 when absent */
  FIELD_MAPPING, /* pointer to a struct of .schema; NULL when absent */
  FIELD_LIST,    /* struct list of structs of .schema */
  FIELD_OTHER,   /* what .decode makes of it */
};

struct texts {
  const char *const *at;
  size_t count;
};

struct list {
  const void *at;
  size_t count;
};

/* The first member of every struct that a schema describes. */
struct decoded {
  const struct yaml_node *node; /* for places: node_place(decoded.node, "name"); NULL in defaults */
  bool flawed;             /* some key of this mapping was reported: do not judge the rest of it */
};

/* What a text must look like. */
struct text_form {
  const char *what;    /* "an id: small letters, digits and hyphens" */
  const char *pattern; /* the same, as JSON Schema says it */
  bool (*fits)(struct str text);
};

extern const struct text_form form_id;      /* anti-social-behaviour */
extern const struct text_form form_dotted;  /* asb.incidents */
extern const struct text_form form_version; /* 1.0.0 */
extern const struct text_form form_date;    /* 2026-09 or 2026-09-30 */

struct schema;

struct field {
  const char *name;
  enum field_kind kind;
  bool required;
  size_t at;                        /* offset in the struct */
  const char *description;          /* whole sentences */
  const char *otherwise;            /* the value when absent, as it would be written */
  const char *otherwise_words;      /* what happens when absent, where no value says it */
  double least, most;               /* FIELD_INTEGER, FIELD_NUMBER: unless both are 0 */
  const char *const *words;         /* FIELD_WORD: ended by NULL */
  const struct text_form *form;     /* FIELD_TEXT, FIELD_TEXTS: NULL for any */
  const struct schema *schema;      /* FIELD_MAPPING, FIELD_LIST */
  /* FIELD_LIST: a word stands for an item with this key alone, and one item for a list of one. */
  const char *single;
  /* FIELD_OTHER: reports what is wrong and returns -1, or writes the struct's member at AT. */
  int (*decode)(struct arena *arena, const char *key, const struct yaml_node *value, struct diags *diags,
                void *at);
  const char *shape; /* FIELD_OTHER: "two numbers: column and row" */
  const char *json;  /* FIELD_OTHER: its JSON Schema */
};

struct schema {
  const char *name;        /* "indicator" */
  const char *description; /* a sentence */
  size_t size, align;      /* of the struct */
  const struct field *fields;
  size_t field_count;
};

#define SCHEMA(name_, description_, type_, fields_)                                                \
  {                                                                                                \
    .name = (name_), .description = (description_), .size = sizeof(type_),                         \
    .align = _Alignof(type_), .fields = (fields_), .field_count = sizeof(fields_) / sizeof *(fields_) \
  }

/* Decodes NODE into STRUCT_ (of the schema's size, zeroed), with defaults for what is absent.  All
 * that is wrong is reported and left out, so that what is right can be checked further; a value
 * that was reported is absent and has no default.  -1 when anything was reported. */
int schema_decode(struct arena *arena, const struct schema *schema, const struct yaml_node *node,
                  struct diags *diags, void *struct_);

/* The same for the file at PATH. */
int schema_read(struct arena *arena, const struct schema *schema, const char *path,
                struct diags *diags, void *struct_);

/* The schema as JSON Schema (draft 2020-12), for editors. */
const char *schema_json(struct arena *arena, const struct schema *schema);

#endif
