/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plugin for a version of the interface that does not exist yet. */
__attribute__((visibility("default"))) const void *strata_plugin_v2(void);

const void *strata_plugin_v2(void)
{
  return 0;
}
