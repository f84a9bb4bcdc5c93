/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workers: processes that do tasks, several at once, so that a plugin that crashes, loops or eats
 * memory costs only its own section of its own report.
 *
 * Threads must be joined and the store closed before: a fork takes neither along.  A worker does one
 * task after another, so that what it has found out once serves all; scripts leave nothing behind in
 * it, for each report has sandboxes of its own.  Once a plugin's machine code ran in it, it does no
 * other task (containment.spent).  It brings back an answer of bytes and its diagnostics over a
 * socket, and leaves by _exit.  When it dies inside a plugin, the plugin is reported (STRATA-X090)
 * and the task is done again without it, in a new worker, which also takes over what is left to do.
 */
#ifndef STRATA_EXTEND_WORKERS_H
#define STRATA_EXTEND_WORKERS_H

#include "base/diag.h"
#include "define/catalog.h"
#include "extend/containment.h"

#include <stdbool.h>

/* What became of one task. */
struct worker_result {
  bool made;           /* the task's function returned 0 */
  const void *answer;  /* its bytes, in the arena; NULL when not made */
  size_t answer_len;
  const char *const *reasons; /* one a plugin: why it is left out; all NULL when every plugin was sound */
  bool complete;              /* no plugin was left out */
};

struct workers_request {
  const struct catalog *catalog;
  int jobs;
  struct containment_limits limits; /* of one call of a plugin */
  size_t task_count;
  /* Does one task, in a worker.  Appends to ANSWER what the parent is to know.  0 or -1 after
   * reporting. */
  int (*work)(void *user, size_t task, struct containment *containment, struct diags *diags,
              struct strbuf *answer);
  /* What the task makes, for messages: "profile of Blackpool". */
  const char *(*name)(void *user, struct arena *arena, size_t task);
  void (*progress)(void *user, size_t done, size_t all); /* in the parent; may be NULL */
  void *user;
};

enum workers_status {
  WORKERS_DONE,        /* every task was tried: see its result */
  WORKERS_INTERRUPTED, /* SIGINT or SIGTERM came: all workers were ended */
};

/* Does all tasks.  RET_RESULTS has room for one result a task.  Diagnostics come in the order of the
 * tasks, however many jobs there are; what several tasks say alike comes once, with their number. */
enum workers_status workers_run(struct arena *arena, const struct workers_request *request,
                                struct diags *diags, struct worker_result *ret_results);

#endif
