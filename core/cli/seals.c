/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/seals.h"

#include "cli/save.h"
#include "define/file.h"
#include "render/hash.h"

#include <errno.h>
#include <string.h>

enum { SEAL_MOST = 64 * 1024 * 1024 };

const char seal_mark[] = "# sha256 ";

/* Whether the last line has the hash of what stands above it. */
static bool is_whole(struct arena *arena, struct str text)
{
  size_t mark = strlen(seal_mark), hash = 64;
  if (text.len < mark + hash + 1)
    return false;
  struct str above = { text.at, text.len - mark - hash - 1 };
  struct str last = { text.at + above.len, mark + hash };
  return str_starts(last, seal_mark)
    && str_is((struct str) { last.at + mark, hash }, hash_text(arena, above));
}

static int load(struct arena *arena, const struct catalog *catalog, const char *path,
                struct diags *diags, struct sealed *sealed)
{
  struct str text;
  if (load_text(arena, path, SEAL_MOST, &text)) {
    diag_error(diags, "STRATA-S025", LOC_FILE(path), "this sealed edition cannot be read: %s",
               strerror(errno));
    return -1;
  }
  if (is_whole(arena, text))
    return seal_read(arena, catalog, path, text, diags, sealed);
  diag_error(diags, "STRATA-S025", LOC_FILE(path), "this sealed edition is not as it was written");
  diag_hint(diags, "take it from where it was kept, or seal the edition again from its own data");
  return -1;
}

int seals_load(struct arena *arena, const struct catalog *catalog, struct diags *diags,
               struct sealed *ret_sealed)
{
  size_t count;
  int status = 0;
  const char *folder = path_join(arena, catalog->root, "editions");
  const char *const *names = folder_names(arena, folder, &count);
  for (size_t i = 0; i < count; i++)
    if (str_ends(str_of(names[i]), ".csv")
        && load(arena, catalog, path_join(arena, folder, names[i]), diags, ret_sealed))
      status = -1;
  return status;
}
