/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document with a tag of every role, and every kind of item.
 */
#ifndef STRATA_TESTS_PDF_SAMPLE_H
#define STRATA_TESTS_PDF_SAMPLE_H

#include "builder.h"

/* Two pages, and MORE with eight links each. */
struct display *sample_display(struct arena *arena, const struct fonts *fonts, int more);

#endif
