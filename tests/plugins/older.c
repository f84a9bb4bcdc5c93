/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plugin built when struct strata_plugin ended with figures: what follows must not be read. */
#include <strata-plugin.h>

static int figures(void *self, struct strata_run *run)
{
  (void)self;
  (void)run;
  return STRATA_OK;
}

/* Where the newer members would be. */
static const struct {
  struct strata_plugin plugin;
} old = { .plugin = { .struct_size = offsetof(struct strata_plugin, chapter), .id = "bad",
                      .version = "1.0.0", .license = "MIT", .figures = figures,
                      .chapter = (int (*)(void *, struct strata_run *, struct strata_node *))8 } };

const struct strata_plugin *strata_plugin_v1(void)
{
  return &old.plugin;
}
