/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sealed editions of a workspace: its folder editions/.
 */
#ifndef STRATA_CLI_SEALS_H
#define STRATA_CLI_SEALS_H

#include "base/diag.h"
#include "disclose/seal.h"

/* Begins the last line of a sealed edition, before the SHA-256 of all lines above it. */
extern const char seal_mark[];

/* Reads every sealed edition of CATALOG's workspace, which may have none.  -1 after reporting one that
 * is not as it was written. */
int seals_load(struct arena *arena, const struct catalog *catalog, struct diags *diags,
               struct sealed *ret_sealed);

#endif
