/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two halves of the plugin share: the host, and the season of an area as the host's
 * figures give it.  The host's table is set once by init and never changes.
 */
#ifndef STRATA_VIOLENCE_VIOLENCE_H
#define STRATA_VIOLENCE_VIOLENCE_H

#include "season.h"
#include <strata-plugin.h>

#define VIOLENCE_OFFENCES "violence.offences"
#define VIOLENCE_SEASONAL_INDEX "violence.seasonal-index"

extern const struct strata_host *violence_host;

/* The month of "2025-12"; -1 when CODE is no month. */
int32_t violence_month(const char *code);

/* "2025-12" of a month. */
const char *violence_month_code(struct strata_run *run, int32_t month);

/* The season of AREA as it was known at the end of the month CUT_OFF.  0, or -1 when no pattern can
 * be given. */
int violence_season(struct strata_run *run, const char *area, int32_t cut_off,
                    struct season *ret_season);

/* The assessment's chapter: a callback. */
int violence_chapter(void *self, struct strata_run *run, struct strata_node *page);

#endif
