/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file being written: buffered, hashed as it goes, whole or not there at all.
 *
 * The first thing that goes wrong is kept, and nothing is written after it; output_close tells.
 */
#ifndef STRATA_RENDER_OUTPUT_H
#define STRATA_RENDER_OUTPUT_H

#include "render/bytes.h"

#include <nettle/sha2.h>
#include <stdbool.h>

struct output {
  const char *path;
  int fd;
  bool regular; /* a file that may be removed, not a device */
  int error;    /* errno of what went wrong first, 0 while all is well */
  const char *doing;
  size_t offset; /* bytes added so far */
  struct sha256_ctx hash;
  struct bytes pending;
};

/* Opens PATH, which need not exist, and empties it. */
void output_open(struct output *output, const char *path);

void output_add(struct output *output, const void *data, size_t len);

/* The SHA-256 of all that was added so far. */
void output_hash(const struct output *output, uint8_t ret_hash[SHA256_DIGEST_SIZE]);

/* Writes what is pending and closes; the file is removed when KEEP is false or something
 * went wrong.  -1 then, with errno in output->error and what was being done ("write", "close") in
 * output->doing. */
int output_close(struct output *output, bool keep);

#endif
