/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/profile.h"

#include "base/cleanup.h"

#include <errno.h>

/* ICC.1, 7.2: how long the head is, and where in it colour space and signature stand. */
enum { HEAD = 128, COLOR_SPACE_AT = 16, SIGNATURE_AT = 36, LONGEST = 1 << 20 };

static int fail(const char *path, struct diags *diags, const char *reason)
{
  diag_error(diags, "STRATA-R003", LOC_FILE(path), "the sRGB profile '%s' cannot be used: %s", path,
             reason);
  diag_hint(diags, "install Debian's icc-profiles-free, or configure with --with-icc-profile=FILE");
  return -1;
}

int profile_read(const char *path, struct bytes *profile, struct diags *diags)
{
  auto_fclose FILE *file = fopen(path, "rbe");
  if (!file)
    return fail(path, diags, strerror(errno));
  const uint8_t *head = bytes_room(profile, LONGEST);
  size_t len = fread(profile->at + profile->len, 1, LONGEST, file);
  if (ferror(file))
    return fail(path, diags, strerror(errno));
  if (len < HEAD || len == LONGEST || memcmp(head + SIGNATURE_AT, "acsp", 4) != 0
      || memcmp(head + COLOR_SPACE_AT, "RGB ", 4) != 0)
    return fail(path, diags, "it is not a profile of an RGB colour space");
  profile->len += len;
  return 0;
}
