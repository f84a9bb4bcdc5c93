/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded by tests: a disk that fills up.  Once STRATA_DISK_BYTES have been written to files whose
 * path contains STRATA_DISK, every further write there fails as the kernel would make it fail. */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static bool is_on_disk(int fd)
{
  const char *disk = getenv("STRATA_DISK");
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t len = readlink(link, path, sizeof path - 1);
  if (!disk || len < 0)
    return false;
  path[len] = '\0';
  return strstr(path, disk) != NULL;
}

static bool is_full(size_t len)
{
  static size_t written;
  const char *room = getenv("STRATA_DISK_BYTES");
  written += len;
  return room && written > strtoul(room, NULL, 10);
}

__attribute__((visibility("default"))) ssize_t write(int fd, const void *bytes, size_t len)
{
  static ssize_t (*real)(int, const void *, size_t);
  if (!real)
    real = (ssize_t(*)(int, const void *, size_t))(uintptr_t)dlsym(RTLD_NEXT, "write");
  if (is_on_disk(fd) && is_full(len)) {
    errno = ENOSPC;
    return -1;
  }
  return real(fd, bytes, len);
}
