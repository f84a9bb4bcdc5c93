/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library that is no plugin. */
int strata_plugin_nothing(void);

int strata_plugin_nothing(void)
{
  return 0;
}
