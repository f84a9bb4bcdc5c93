/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is behind struct released: only for core/disclose.
 */
#ifndef STRATA_DISCLOSE_RELEASED_H
#define STRATA_DISCLOSE_RELEASED_H

#include "disclose/disclose.h"

/* The results as the audience sees them. */
const struct results *released_seen(const struct released *released);

/* The results before disclosure. */
const struct results *released_results(const struct released *released);

#endif
