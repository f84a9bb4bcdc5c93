/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/loader.h"

#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

typedef const struct strata_plugin *entry_function(void);

/* The entry function of ABI version MAJOR, or NULL. */
static entry_function *entry_of(struct arena *arena, void *module, unsigned major)
{
  /* POSIX has dlsym return functions as data pointers. */
  entry_function *entry = NULL;
  void *symbol = dlsym(module, arena_printf(arena, "strata_plugin_v%u", major));
  memcpy(&entry, &symbol, sizeof entry);
  return entry;
}

static void report_no_entry(struct arena *arena, const char *path, void *module,
                            struct diags *diags)
{
  enum { MOST_MAJORS = 10 };
  for (unsigned major = 0; major < MOST_MAJORS; major++) {
    if (!entry_of(arena, module, major))
      continue;
    diag_error(diags, "STRATA-X002", LOC_FILE(path),
               "the plugin is built for version %u of the plugin interface; this strata has "
               "version %u",
               major, STRATA_ABI_MAJOR);
    diag_hint(diags, "build the plugin again with the strata-plugin.h of this strata");
    return;
  }
  diag_error(diags, "STRATA-X001", LOC_FILE(path),
             "this is no plugin: it exports no 'strata_plugin_v%u'", STRATA_ABI_MAJOR);
  diag_hint(diags, "define 'const struct strata_plugin *strata_plugin_v1(void)' in it, and link "
                   "with -shared");
}

int loader_open(struct arena *arena, const char *path, struct diags *diags,
                struct strata_plugin *ret_plugin)
{
  if (access(path, R_OK) != 0) {
    diag_error(diags, "STRATA-X004", LOC_FILE(path), "the plugin's code is not there");
    diag_hint(diags, "build it (make), or remove 'code: c' from its plugin.yaml");
    return -1;
  }
  void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!module) {
    const char *why = dlerror();
    diag_error(diags, "STRATA-X001", LOC_FILE(path), "the plugin's code cannot be loaded: %s",
               why ? why : "unknown reason");
    diag_hint(diags, "a library that it needs may be missing; 'ldd' names them");
    return -1;
  }
  entry_function *entry = entry_of(arena, module, STRATA_ABI_MAJOR);
  if (!entry) {
    report_no_entry(arena, path, module, diags);
    return -1;
  }
  const struct strata_plugin *theirs = entry();
  /* Everything up to the first callback has been there since the first minor version. */
  const size_t least = offsetof(struct strata_plugin, init);
  if (!theirs || theirs->struct_size < least || !theirs->id || !theirs->version
      || !theirs->license) {
    diag_error(diags, "STRATA-X003", LOC_FILE(path),
               "the plugin's descriptor is not complete: it needs its size, id, version and "
               "license");
    diag_hint(diags, "begin it with STRATA_PLUGIN, which fills in the size");
    return -1;
  }
  struct strata_plugin ours = { 0 };
  memcpy(&ours, theirs, theirs->struct_size < sizeof ours ? theirs->struct_size : sizeof ours);
  *ret_plugin = ours;
  return 0;
}
