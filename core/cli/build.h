/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `strata build` does, for the commands that do it.
 */
#ifndef STRATA_CLI_BUILD_H
#define STRATA_CLI_BUILD_H

#include "cli/options.h"

/* Makes the reports that OPTIONS name and publishes them.  With TRACES, a folder, each PDF's pages are
 * also written there as text (NAME.trace), and what was made is not printed. */
enum exit_status make_reports(struct arena *arena, const struct options *options,
                               const char *traces);

#endif
