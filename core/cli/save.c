/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/save.h"

#include "base/cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int write_all(int fd, struct str text)
{
  while (text.len) {
    ssize_t written = write(fd, text.at, text.len);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return -1;
    text.at += written;
    text.len -= (size_t)written;
  }
  return 0;
}

int save_text(const char *path, struct str text, bool anew)
{
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (anew ? O_EXCL : O_TRUNC), 0666);
  if (fd < 0)
    return -1;
  int status = write_all(fd, text) || (anew && fsync(fd)) ? -1 : 0, reason = errno;
  if (close(fd) && !status) {
    status = -1;
    reason = errno;
  }
  if (status) {
    unlink(path);
    errno = reason;
  }
  return status;
}

int load_text(struct arena *arena, const char *path, size_t most, struct str *ret_text)
{
  auto_close int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  char *text = arena_alloc(arena, most + 1, 1);
  size_t len = 0;
  for (ssize_t got = 1; got && len < most;) {
    got = read(fd, text + len, most - len);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return -1;
    len += (size_t)got;
  }
  *ret_text = (struct str) { text, len };
  return 0;
}
