/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a worker sends to its parent: its status, its answer, its diagnostics.
 *
 * Both ends are the same program, but a plugin may have scribbled over the worker's memory: the
 * parent checks every length and takes nothing that does not fit.
 */
#ifndef STRATA_EXTEND_WORKERS_WIRE_H
#define STRATA_EXTEND_WORKERS_WIRE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdint.h>

enum { WIRE_MOST_BYTES = 64 << 20 };

/* Goes before each message. */
struct wire_head {
  uint64_t len; /* of the message */
  uint64_t spent; /* the worker ends now */
};

/* The message of a worker, in the arena of OUT. */
void wire_pack(struct strbuf *out, bool made, struct str answer, const struct diags *diags);

/* The other way.  -1 when MESSAGE is damaged; then nothing was added to DIAGS. */
int wire_unpack(struct arena *arena, struct str message, bool *ret_made, struct str *ret_answer,
                struct diags *diags);

/* Sends all of BYTES; false when the other end has gone, or found them damaged. */
bool wire_send(int fd, struct str bytes);

#endif
