/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/bytes.h"

#include "base/cleanup.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <xxhash.h>

enum {
  PACKED_BLOCK = 64 * 1024,
  /* Larger ones are unpacked block by block, to bound memory. */
  LARGEST_UNPACKED_AT_ONCE = 32 * 1024 * 1024,
};

struct bytes {
  const char *path;
  struct diags *diags;
  XXH3_state_t *hash;
  uint64_t expected;
  bool hash_unpacked; /* the hash is of what is read, not of what is on disk */
  bool at_end, damaged;
  int fd;                  /* -1: none */
  struct archive *archive; /* unpacks block by block */
  bool archive_is_ours;
  char *packed; /* the archive's input block */
  char *whole;  /* all of it, unpacked */
  size_t whole_len, whole_at;
};

static void damaged(struct bytes *bytes, const char *what)
{
  if (bytes->damaged)
    return;
  bytes->damaged = true;
  diag_error(bytes->diags, "STRATA-I006", LOC_FILE(bytes->path), "%s", what);
  diag_hint(bytes->diags, "the file was probably cut off on its way; download it again");
}

/* ---- .gz ----------------------------------------------------------------------------------- */

static la_ssize_t feed(struct archive *archive, void *user, const void **ret_block)
{
  struct bytes *bytes = user;
  ssize_t got = read(bytes->fd, bytes->packed, PACKED_BLOCK);
  if (got < 0) {
    archive_set_error(archive, errno, "%s", strerror(errno));
    return ARCHIVE_FATAL;
  }
  XXH3_128bits_update(bytes->hash, bytes->packed, (size_t)got);
  *ret_block = bytes->packed;
  return got;
}

static int unpack_block_by_block(struct bytes *bytes)
{
  bytes->packed = malloc(PACKED_BLOCK);
  bytes->archive = archive_read_new();
  bytes->archive_is_ours = true;
  struct archive_entry *entry;
  if (!bytes->packed || !bytes->archive || archive_read_support_filter_gzip(bytes->archive)
      || archive_read_support_format_raw(bytes->archive)
      || archive_read_open(bytes->archive, bytes, NULL, feed, NULL)
      || archive_read_next_header(bytes->archive, &entry)) {
    damaged(bytes, "this is no whole gzip file");
    return -1;
  }
  return 0;
}

/* All members of the gzip file PACKED, one after another. */
static int unpack_members(struct bytes *bytes, const char *packed, size_t len, size_t expected)
{
  struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
  size_t room = expected + 1, done = 0, at = 0;
  bytes->whole = malloc(room);
  enum libdeflate_result result = LIBDEFLATE_SUCCESS;
  while (inflate && bytes->whole && at < len) {
    size_t used = 0, made = 0;
    result = libdeflate_gzip_decompress_ex(inflate, packed + at, len - at, bytes->whole + done,
                                           room - done, &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
      room *= 2;
      if (room > LARGEST_UNPACKED_AT_ONCE)
        break;
      char *bigger = realloc(bytes->whole, room);
      if (!bigger)
        break;
      bytes->whole = bigger;
      continue;
    }
    if (result != LIBDEFLATE_SUCCESS)
      break;
    at += used;
    done += made;
  }
  libdeflate_free_decompressor(inflate);
  bytes->whole_len = done;
  if (at == len)
    return 0;
  if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
    free(bytes->whole);
    bytes->whole = NULL;
    XXH3_128bits_reset(bytes->hash);
    return lseek(bytes->fd, 0, SEEK_SET) == 0 ? unpack_block_by_block(bytes) : -1;
  }
  damaged(bytes, "this is no whole gzip file");
  return -1;
}

static int read_fully(int fd, char *buffer, size_t size)
{
  for (size_t at = 0; at < size;) {
    ssize_t got = read(fd, buffer + at, size - at);
    if (got <= 0)
      return -1;
    at += (size_t)got;
  }
  return 0;
}

static int open_gzip(struct bytes *bytes, size_t size)
{
  /* A gzip file ends with the size of its last member, unpacked: right for most files. */
  uint8_t end[4];
  if (size < 18 || pread(bytes->fd, end, 4, (off_t)(size - 4)) != 4) {
    damaged(bytes, size ? "this is no whole gzip file" : "the file is empty");
    return -1;
  }
  size_t expected = (size_t)end[0] | (size_t)end[1] << 8 | (size_t)end[2] << 16
    | (size_t)end[3] << 24;
  bytes->expected = expected;
  if (expected > LARGEST_UNPACKED_AT_ONCE || size > LARGEST_UNPACKED_AT_ONCE)
    return unpack_block_by_block(bytes);
  auto_free char *packed = malloc(size);
  if (!packed || read_fully(bytes->fd, packed, size)) {
    damaged(bytes, "the file cannot be read to its end");
    return -1;
  }
  XXH3_128bits_update(bytes->hash, packed, size);
  return unpack_members(bytes, packed, size, expected);
}

/* ---- all kinds ----------------------------------------------------------------------------- */

static struct bytes *bytes_new(const char *path, struct diags *diags)
{
  struct bytes *bytes = calloc(1, sizeof *bytes);
  XXH3_state_t *hash = XXH3_createState();
  if (!bytes || !hash)
    abort();
  XXH3_128bits_reset(hash);
  *bytes = (struct bytes) { .path = path, .diags = diags, .hash = hash, .fd = -1 };
  return bytes;
}

struct bytes *bytes_open(const char *path, struct diags *diags)
{
  struct bytes *bytes = bytes_new(path, diags);
  bytes->fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (bytes->fd < 0 || fstat(bytes->fd, &status)) {
    diag_error(diags, "STRATA-I001", LOC_FILE(path), "the file cannot be opened: %s",
               strerror(errno));
    return bytes_close(bytes);
  }
  posix_fadvise(bytes->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  bytes->expected = (uint64_t)status.st_size;
  if (str_ends(str_of(path), ".gz") && open_gzip(bytes, (size_t)status.st_size))
    return bytes_close(bytes);
  return bytes;
}

struct bytes *bytes_of_text(struct str text, const char *path, struct diags *diags)
{
  struct bytes *bytes = bytes_new(path, diags);
  bytes->hash_unpacked = true;
  bytes->expected = text.len;
  bytes->whole = malloc(text.len + 1);
  if (!bytes->whole)
    abort();
  if (text.len)
    memcpy(bytes->whole, text.at, text.len);
  bytes->whole_len = text.len;
  return bytes;
}

static ssize_t read_whole(struct bytes *bytes, char *buffer, size_t size)
{
  size_t left = bytes->whole_len - bytes->whole_at;
  size_t take = left < size ? left : size;
  memcpy(buffer, bytes->whole + bytes->whole_at, take);
  bytes->whole_at += take;
  return (ssize_t)take;
}

ssize_t bytes_read(struct bytes *bytes, char *buffer, size_t size)
{
  if (bytes->damaged)
    return -1;
  ssize_t got;
  if (bytes->whole)
    got = read_whole(bytes, buffer, size);
  else if (bytes->archive)
    got = archive_read_data(bytes->archive, buffer, size);
  else
    do
      got = read(bytes->fd, buffer, size);
    while (got < 0 && errno == EINTR);
  if (got < 0) {
    damaged(bytes, bytes->archive ? "the compressed data is damaged or cut off"
                                  : "the file cannot be read to its end");
    return -1;
  }
  if (bytes->hash_unpacked || (!bytes->whole && !bytes->archive))
    XXH3_128bits_update(bytes->hash, buffer, (size_t)got);
  bytes->at_end = got == 0;
  return got;
}

uint64_t bytes_expected(const struct bytes *bytes)
{
  return bytes->expected;
}

static void put_hash(const XXH3_state_t *state, uint8_t ret_hash[16])
{
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
  memcpy(ret_hash, canonical.digest, 16);
}

int bytes_hash(struct bytes *bytes, uint8_t ret_hash[16])
{
  char rest[4096];
  while (!bytes->at_end)
    if (bytes_read(bytes, rest, sizeof rest) < 0)
      return -1;
  put_hash(bytes->hash, ret_hash);
  return 0;
}

struct bytes *bytes_close(struct bytes *bytes)
{
  if (!bytes)
    return NULL;
  if (bytes->archive_is_ours)
    archive_read_free(bytes->archive);
  if (bytes->fd >= 0)
    close(bytes->fd);
  XXH3_freeState(bytes->hash);
  free(bytes->packed);
  free(bytes->whole);
  free(bytes);
  return NULL;
}

int bytes_hash_file(const char *path, uint8_t ret_hash[16])
{
  auto_close int fd = open(path, O_RDONLY | O_CLOEXEC);
  auto_free char *block = malloc(PACKED_BLOCK);
  XXH3_state_t *state = XXH3_createState();
  XXH3_128bits_reset(state);
  ssize_t got = -1;
  while (fd >= 0 && block && (got = read(fd, block, PACKED_BLOCK)) > 0)
    XXH3_128bits_update(state, block, (size_t)got);
  if (got == 0)
    put_hash(state, ret_hash);
  XXH3_freeState(state);
  return got == 0 ? 0 : -1;
}

/* ---- archives ------------------------------------------------------------------------------ */

struct archive_reader {
  const char *path;
  struct diags *diags;
  struct archive *archive;
  struct archive_entry *entry;
};

struct archive_reader *archive_reader_open(const char *path, struct diags *diags)
{
  struct archive_reader *reader = calloc(1, sizeof *reader);
  if (!reader)
    abort();
  *reader = (struct archive_reader) {
    .path = path, .diags = diags, .archive = archive_read_new() };
  if (reader->archive && archive_read_support_format_zip_seekable(reader->archive) == ARCHIVE_OK
      && archive_read_open_filename(reader->archive, path, PACKED_BLOCK) == ARCHIVE_OK)
    return reader;
  diag_error(diags, "STRATA-I006", LOC_FILE(path), "this is no whole zip archive");
  diag_hint(diags, "the file was probably cut off on its way; download it again");
  return archive_reader_close(reader);
}

int archive_reader_next(struct archive_reader *reader, const char **ret_name)
{
  for (;;) {
    int result = archive_read_next_header(reader->archive, &reader->entry);
    if (result == ARCHIVE_EOF)
      return 0;
    if (result < ARCHIVE_WARN) {
      diag_error(reader->diags, "STRATA-I006", LOC_FILE(reader->path),
                 "the zip archive is damaged or cut off");
      diag_hint(reader->diags, "download it again");
      return -1;
    }
    const char *name = archive_entry_pathname_utf8(reader->entry);
    if (!name)
      name = archive_entry_pathname(reader->entry);
    if (name && archive_entry_filetype(reader->entry) == AE_IFREG) {
      *ret_name = name;
      return 1;
    }
  }
}

struct bytes *archive_reader_bytes(struct archive_reader *reader, const char *path)
{
  struct bytes *bytes = bytes_new(path, reader->diags);
  bytes->archive = reader->archive;
  bytes->hash_unpacked = true;
  if (archive_entry_size_is_set(reader->entry))
    bytes->expected = (uint64_t)archive_entry_size(reader->entry);
  return bytes;
}

struct archive_reader *archive_reader_close(struct archive_reader *reader)
{
  if (!reader)
    return NULL;
  archive_read_free(reader->archive);
  free(reader);
  return NULL;
}
