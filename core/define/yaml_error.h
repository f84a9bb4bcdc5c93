/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What libyaml stumbles over, at its place and in words for those who did not come to learn YAML.
 */
#ifndef STRATA_DEFINE_YAML_ERROR_H
#define STRATA_DEFINE_YAML_ERROR_H

#include "base/diag.h"

#include <yaml.h>

/* From START to END, or one character where that is on a later line. */
struct loc yaml_place(const char *file, yaml_mark_t start, yaml_mark_t end);

/* Reports why PARSER stopped in TEXT, all of FILE (STRATA-D005).  Always -1. */
int yaml_syntax_error(const char *file, struct str text, const yaml_parser_t *parser, struct diags *diags);

#endif
