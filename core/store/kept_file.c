/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/kept_file.h"

#include "base/cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* Changes with struct head.  A machine that orders bytes otherwise reads another number. */
#define VERSION UINT64_C(0x7374726174610001)

struct head {
  uint64_t version, len;
  char kind[KEPT_KIND_ROOM];
  uint8_t hash[16];
  uint8_t seal[16]; /* of all before it, and the blob */
};

_Static_assert(sizeof(struct head) % _Alignof(max_align_t) == 0, "the blob must be aligned");

static struct head head_of(const char *kind, const uint8_t hash[16], size_t len)
{
  struct head head = { .version = VERSION, .len = len };
  size_t kind_len = strlen(kind);
  memcpy(head.kind, kind, kind_len < sizeof head.kind ? kind_len : sizeof head.kind);
  memcpy(head.hash, hash, sizeof head.hash);
  return head;
}

static void seal(struct head *head, const struct str *parts, size_t count)
{
  XXH3_state_t *state = XXH3_createState();
  if (!state)
    abort();
  XXH3_128bits_reset(state);
  XXH3_128bits_update(state, head, offsetof(struct head, seal));
  for (size_t i = 0; i < count; i++)
    if (parts[i].len)
      XXH3_128bits_update(state, parts[i].at, parts[i].len);
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
  memcpy(head->seal, canonical.digest, sizeof head->seal);
  XXH3_freeState(state);
}

/* ---- reading ------------------------------------------------------------------------------- */

struct mapping {
  void *at;
  size_t len;
};

static void unmap(void *mapping_)
{
  const struct mapping *mapping = mapping_;
  munmap(mapping->at, mapping->len);
}

/* All of PATH; NULL when there is no file, or one shorter than its head. */
static const struct mapping *map_file(struct arena *arena, const char *path)
{
  auto_close int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) || !S_ISREG(status.st_mode)
      || (uint64_t)status.st_size < sizeof(struct head))
    return NULL;
  size_t len = (size_t)status.st_size;
  void *at = mmap(NULL, len, PROT_READ, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED)
    return NULL;
  struct mapping *mapping = ARENA_NEW(arena, struct mapping);
  *mapping = (struct mapping) { at, len };
  arena_own(arena, mapping, unmap);
  return mapping;
}

int kept_file_map(struct arena *arena, const char *path, const char *kind, const uint8_t hash[16],
                  const void **ret_blob, size_t *ret_len)
{
  const struct mapping *mapping = map_file(arena, path);
  if (!mapping)
    return -1;
  const struct head *head = mapping->at;
  struct str blob = { (const char *)(head + 1), mapping->len - sizeof *head };
  struct head wanted = head_of(kind, hash, blob.len);
  if (memcmp(head, &wanted, offsetof(struct head, seal)) != 0)
    return -1;
  seal(&wanted, &blob, 1);
  if (memcmp(head, &wanted, sizeof wanted) != 0)
    return -1;
  *ret_blob = blob.at;
  *ret_len = blob.len;
  return 0;
}

/* ---- writing ------------------------------------------------------------------------------- */

static int write_all(int file, const void *bytes, size_t len)
{
  for (size_t done = 0; done < len;) {
    ssize_t written = write(file, (const char *)bytes + done, len - done);
    if (written < 0 && errno != EINTR)
      return -1;
    done += written > 0 ? (size_t)written : 0;
  }
  return 0;
}

static int write_file(const char *path, const struct head *head, const struct str *parts,
                      size_t count)
{
  auto_close int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0 || write_all(file, head, sizeof *head))
    return -1;
  for (size_t i = 0; i < count; i++)
    if (write_all(file, parts[i].at, parts[i].len))
      return -1;
  return 0;
}

int kept_file_write(const char *path, const char *kind, const uint8_t hash[16],
                    const struct str *parts, size_t count)
{
  auto_arena struct arena *scratch = arena_new();
  const char *unfinished = arena_printf(scratch, "%s.%ld~", path, (long)getpid());
  size_t len = 0;
  for (size_t i = 0; i < count; i++)
    len += parts[i].len;
  struct head head = head_of(kind, hash, len);
  seal(&head, parts, count);
  if (write_file(unfinished, &head, parts, count) == 0 && rename(unfinished, path) == 0)
    return 0;
  int why = errno;
  unlink(unfinished);
  errno = why;
  return -1;
}
