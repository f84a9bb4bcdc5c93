/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run of workers: what its parts share.
 *
 * Private to workers*.c.  workers.c gives tasks to workers and takes what they send; worker_process.c
 * makes a process and is what happens in it; worker_watch.c ends one that takes too much, and says why one
 * ended; workers_report.c says what came of all tasks.
 */
#ifndef STRATA_EXTEND_WORKERS_RUN_H
#define STRATA_EXTEND_WORKERS_RUN_H

#include "extend/workers.h"

#include <sys/types.h>

enum { MOST_JOBS = 64 };

/* One running worker. */
struct worker {
  pid_t pid; /* 0: the place is free */
  int fd;    /* tasks go there, and its messages come from there */
  size_t task;
  bool busy; /* with the task: its message has not come */
  char *message;
  size_t len, cap;
  struct containment_mark *mark;
  uint32_t calls;        /* the call that is being watched */
  long entered;          /* seconds */
  long spent;            /* seconds of processor time before that call */
  int suspect;           /* the plugin that was at work while bytes came; NO_INDEX: none */
  size_t memory;         /* resident bytes when it was first seen in that call */
  const char *killed_for; /* why the parent ended it */
};

/* What is kept of a task over all its tries. */
struct task {
  const char **reasons;
  struct diags *diags;
};

struct workers_run {
  struct arena *arena;
  const struct workers_request *request;
  struct worker workers[MOST_JOBS];
  int jobs;
  struct containment_limits limits;
  struct containment_mark *marks;
  struct task *tasks;
  struct worker_result *results;
  size_t *queue, queue_len; /* tasks still to be started, the last first */
  size_t done;
};

/* Why a plugin is left out that did so. */
#define MEDDLED "it closed strata's files, or wrote to them"

/* Makes the process of WORKER, which does TASK and then what it is sent.  -1 after reporting for TASK that
 * there can be none. */
int worker_start(struct workers_run *run, struct worker *worker, size_t task);

/* Ends a worker whose plugin has had its time or its memory. */
void worker_watch(struct workers_run *run, struct worker *worker);

/* Why the worker ended with STATUS: "it crashed (Segmentation fault)", and the like. */
const char *worker_death(const struct workers_run *run, const struct worker *worker, int status);

/* "profile of Blackpool" */
const char *task_name(const struct workers_run *run, size_t task);

/* Adds what the tasks have to say to DIAGS, in their order: what several say alike is said once. */
void workers_report(const struct workers_run *run, struct diags *diags);

#endif
