/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The process of a worker: how it is made, and what happens in it. */
#include "extend/workers_run.h"

#include "base/cleanup.h"
#include "extend/workers_wire.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Does TASK and sends what came of it; whether the process is fit for another. */
static bool do_task(const struct workers_run *run, const struct worker *worker, size_t task, int fd)
{
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct strbuf answer = STRBUF(arena), message = STRBUF(arena);
  struct containment containment = {
    .mark = worker->mark,
    .reasons = run->tasks[task].reasons,
    .plugin_count = run->request->catalog->plugin_count,
    .limits = run->limits,
  };
  containment_set_wire(&containment, fd);
  int status = run->request->work(run->request->user, task, &containment, diags, &answer);
  wire_pack(&message, status == 0, strbuf_str(&answer), diags);
  const struct wire_head head = { .len = message.len, .spent = containment.spent };
  return wire_send(fd, (struct str) { (const char *)&head, sizeof head })
    && wire_send(fd, strbuf_str(&message)) && !containment.spent;
}

static _Noreturn void work(const struct workers_run *run, const struct worker *worker, int fd)
{
  /* Nothing that the parent has set up may soften a crash. */
  static const int signals[] = { SIGINT, SIGTERM, SIGPIPE, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    signal(signals[i], SIG_DFL);
  /* A crash is told by its signal; a core file in the user's folder would help nobody. */
  setrlimit(RLIMIT_CORE, &(struct rlimit) { 0, 0 });
  /* What a plugin prints is for people; on standard output it would stand among figures. */
  dup2(STDERR_FILENO, STDOUT_FILENO);
  size_t task = worker->task;
  while (do_task(run, worker, task, fd)
         && recv(fd, &task, sizeof task, MSG_WAITALL) == sizeof task)
    continue;
  _exit(0);
}

/* ---- in the parent ------------------------------------------------------------------------- */

int worker_start(struct workers_run *run, struct worker *worker, size_t task)
{
  int ends[2];
  worker->task = task;
  *worker->mark = (struct containment_mark) { .plugin = NO_INDEX, .last = NO_INDEX };
  pid_t pid = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) ? -1 : fork();
  if (pid < 0) {
    diag_error(run->tasks[task].diags, "STRATA-W014", LOC_NONE, "the %s could not be made: %s",
               task_name(run, task), strerror(errno));
    return -1;
  }
  if (pid == 0) {
    close(ends[0]);
    /* A socket ends when nobody else holds it; and a plugin cannot meddle with what it has not. */
    for (int i = 0; i < run->jobs; i++)
      if (run->workers[i].pid)
        close(run->workers[i].fd);
    work(run, worker, ends[1]);
  }
  close(ends[1]);
  worker->pid = pid;
  worker->fd = ends[0];
  worker->busy = true;
  worker->len = 0;
  worker->calls = 0;
  worker->suspect = NO_INDEX;
  worker->killed_for = NULL;
  return 0;
}
