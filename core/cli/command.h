/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands; each is defined in the file of its name.
 */
#ifndef STRATA_CLI_COMMAND_H
#define STRATA_CLI_COMMAND_H

#include "cli/options.h"

extern const struct command command_init, command_check, command_build, command_figures,
    command_facts, command_explain, command_plugin, command_schema, command_audit, command_seal,
    command_theme, command_preview;

#endif
