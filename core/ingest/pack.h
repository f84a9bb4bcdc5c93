/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers and texts as the store's blobs hold them: numbers in groups of seven bits, the lowest
 * first; texts after their lengths.  What is unpacked is checked: a blob that is too short, or
 * promises more than it holds, is broken, and gives zeros from there on.
 */
#ifndef STRATA_INGEST_PACK_H
#define STRATA_INGEST_PACK_H

#include "base/str.h"

void pack_number(struct strbuf *out, uint64_t number);
void pack_signed(struct strbuf *out, int64_t number);
void pack_text(struct strbuf *out, const char *text);

struct packed {
  const unsigned char *at, *end;
  bool broken;
};

uint64_t unpack_number(struct packed *in);
int64_t unpack_signed(struct packed *in);

/* LEN bytes where they are; empty when there are not as many. */
struct str unpack_bytes(struct packed *in, uint64_t len);

const char *unpack_text(struct packed *in, struct arena *arena);

/* A count of things that take at least a byte each. */
size_t unpack_count(struct packed *in);

void unpack_hash(struct packed *in, uint8_t ret_hash[16]);

#endif
