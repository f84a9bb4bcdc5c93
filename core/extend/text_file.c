/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/text_file.h"

#include "base/cleanup.h"

#include <errno.h>
#include <sys/stat.h>

int text_file_read(struct arena *arena, const char *path, struct str *ret_text)
{
  auto_fclose FILE *file = fopen(path, "rb");
  struct stat status;
  if (!file || fstat(fileno(file), &status) != 0)
    return -1;
  if (!S_ISREG(status.st_mode) || status.st_size > TEXT_FILE_MOST) {
    errno = S_ISDIR(status.st_mode) ? EISDIR : EFBIG;
    return -1;
  }
  size_t size = (size_t)status.st_size;
  char *bytes = arena_alloc(arena, size + 1, 1);
  struct str text = { bytes, fread(bytes, 1, size, file) };
  if (ferror(file))
    return -1;
  if (memchr(text.at, '\0', text.len) || str_utf8_error(text) < text.len) {
    errno = EILSEQ;
    return -1;
  }
  *ret_text = text;
  return 0;
}
