/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/output.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING_MOST = 256 * 1024 };

static void fail(struct output *output, const char *doing)
{
  if (output->error)
    return;
  output->error = errno ? errno : EIO;
  output->doing = doing;
}

void output_open(struct output *output, const char *path)
{
  *output = (struct output) { .path = path };
  sha256_init(&output->hash);
  output->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  struct stat status;
  if (output->fd < 0 || fstat(output->fd, &status) < 0) {
    fail(output, "open");
    return;
  }
  output->regular = S_ISREG(status.st_mode);
}

static void write_all(struct output *output, const uint8_t *data, size_t len)
{
  while (len > 0 && !output->error) {
    ssize_t written = write(output->fd, data, len);
    if (written > 0) {
      data += written;
      len -= (size_t)written;
    } else if (written == 0 || errno != EINTR) {
      fail(output, "write");
    }
  }
}

static void flush(struct output *output)
{
  write_all(output, output->pending.at, output->pending.len);
  output->pending.len = 0;
}

void output_add(struct output *output, const void *data, size_t len)
{
  output->offset += len;
  if (output->error)
    return;
  sha256_update(&output->hash, len, data);
  bytes_add(&output->pending, data, len);
  if (output->pending.len >= PENDING_MOST)
    flush(output);
}

void output_hash(const struct output *output, uint8_t ret_hash[SHA256_DIGEST_SIZE])
{
  /* Asking for the digest begins a new one. */
  struct sha256_ctx hash = output->hash;
  sha256_digest(&hash, SHA256_DIGEST_SIZE, ret_hash);
}

int output_close(struct output *output, bool keep)
{
  if (keep)
    flush(output);
  if (output->fd >= 0 && close(output->fd) < 0)
    fail(output, "close");
  bool failed = output->error != 0;
  if (output->regular && (failed || !keep))
    unlink(output->path);
  output->fd = -1;
  bytes_free(&output->pending);
  return failed ? -1 : 0;
}
