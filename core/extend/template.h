/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A template: how a report is made, from templates/NAME/template.yaml.
 *
 * Private to core/extend.  Made by template_read, const afterwards.  It names its scripts; it does
 * not run them.
 */
#ifndef STRATA_EXTEND_TEMPLATE_H
#define STRATA_EXTEND_TEMPLATE_H

#include "base/arena.h"
#include "base/diag.h"
#include "define/yaml.h"

#include <stdbool.h>

struct template_box {
  const char *name;
  double x, y, width, height; /* points from the page's top left */
  bool flows_on;
  struct loc loc;
};

struct template_master {
  const char *name;
  bool cover, masthead;
  int columns;
  const struct template_box *boxes;
  size_t box_count;
};

enum template_each {
  EACH_NONE,
  EACH_PRIORITY,
  EACH_FACTOR,
  EACH_DETERMINANT,
  EACH_OVERVIEW,
  EACH_CONTEXT,
};

struct template_section {
  const char *id;
  const char *title;  /* may be NULL: the script gives it */
  const char *master; /* may be NULL: flowing text */
  const char *script; /* its path; NULL: its content is written in YAML */
  const struct yaml_node *content; /* extend/content.h; NULL: a script writes it */
  enum template_each each;
  bool restricted; /* in the restricted edition only */
  const char *prefix; /* of the numbers of its tables and figures; NULL: none */
  struct loc loc;
};

struct template_term {
  const char *term, *meaning;
  const char *const *also;
  size_t also_count;
};

struct template_library {
  const char *name, *path;
};

struct template {
  const char *title, *subject, *file, *running, *foot_left, *foot_right; /* file excepted, may be NULL */
  struct loc file_loc;
  const struct template_master *masters;
  size_t master_count;
  const struct template_library *libraries;
  size_t library_count;
  const struct template_section *sections;
  size_t section_count;
  const char *figures, *tables; /* "Figure": they are numbered with it; may be NULL */
  const struct template_term *terms; /* by the alphabet */
  size_t term_count;
};

/* What template.yaml may hold: for strata schema. */
struct schema;
extern const struct schema template_schema;

/* Reads the template in FOLDER.  -1 after reporting. */
int template_read(struct arena *arena, const char *folder, struct diags *diags,
                  const struct template **ret_template);

#endif
