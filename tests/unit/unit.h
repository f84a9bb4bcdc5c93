/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cmocka with the headers that it wants before it, and a comparison of real numbers.
 */
#ifndef STRATA_TESTS_UNIT_H
#define STRATA_TESTS_UNIT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void assert_near_at(double seen, double wanted, double within, const char *file,
                                  int line)
{
  if (fabs(seen - wanted) <= within)
    return;
  print_error("%.12g is not within %g of %.12g\n", seen, within, wanted);
  _fail(file, line);
}

/* SEEN differs from WANTED by no more than WITHIN; a NaN is near nothing. */
#define assert_near(seen, wanted, within)                                                          \
  assert_near_at((seen), (wanted), (within), __FILE__, __LINE__)

#endif
