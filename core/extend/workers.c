/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/workers_run.h"

#include "extend/workers_wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WATCH_MILLISECONDS = 20, READ_BYTES = 64 * 1024 };

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
  (void)signal_number;
  interrupted = 1;
}

/* ---- what comes of a task -------------------------------------------------------------------- */

static bool any_reason(const struct workers_run *run, size_t task)
{
  for (size_t i = 0; i < run->request->catalog->plugin_count; i++)
    if (run->tasks[task].reasons[i])
      return true;
  return false;
}

static void finish(struct workers_run *run, size_t task, bool made, struct str answer)
{
  run->results[task] = (struct worker_result) {
    .made = made,
    .answer = made ? arena_text(run->arena, answer.at, answer.len) : NULL,
    .answer_len = made ? answer.len : 0,
    .reasons = run->tasks[task].reasons,
    .complete = made && !any_reason(run, task),
  };
  run->done++;
  if (run->request->progress)
    run->request->progress(run->request->user, run->done, run->request->task_count);
}

static void start_or_give_up(struct workers_run *run, struct worker *worker, size_t task)
{
  if (worker_start(run, worker, task))
    finish(run, task, false, (struct str) { 0 });
}

/* ---- when a worker ends ---------------------------------------------------------------------- */

/* The worker died: without the plugin that it was in the task is tried again.  In a new worker, for
 * only one that is made now knows the reason. */
static void bury(struct workers_run *run, struct worker *worker, int status)
{
  struct task *task = &run->tasks[worker->task];
  const char *words = worker_death(run, worker, status);
  int plugin = worker->mark->plugin;
  if (plugin == NO_INDEX)
    plugin = worker->suspect != NO_INDEX ? worker->suspect : worker->mark->last;
  bool known = plugin >= 0 && (size_t)plugin < run->request->catalog->plugin_count
    && !task->reasons[plugin];
  if (!known) {
    diag_error(task->diags, "STRATA-W014", LOC_NONE,
               "the %s could not be made: the process that made it ended early; %s",
               task_name(run, worker->task), words);
    finish(run, worker->task, false, (struct str) { 0 });
    return;
  }
  task->reasons[plugin] = words;
  start_or_give_up(run, worker, worker->task);
}

/* A worker whose socket is closed has ended, or will in a moment, unless a plugin closed it. */
static void end_if_alive(struct worker *worker)
{
  siginfo_t ended = { 0 };
  for (int i = 0; i < 500; i++) {
    if (waitid(P_PID, (id_t)worker->pid, &ended, WEXITED | WNOHANG | WNOWAIT) || ended.si_pid)
      return;
    nanosleep(&(struct timespec) { .tv_nsec = 1000000 }, NULL);
  }
  worker->killed_for = MEDDLED;
  kill(worker->pid, SIGKILL);
}

/* Waits for the end of a worker that has ended, or has nothing more to do. */
static void reap(struct workers_run *run, struct worker *worker)
{
  int status = 0;
  close(worker->fd);
  if (worker->busy && !worker->killed_for)
    end_if_alive(worker);
  while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
    continue;
  worker->pid = 0;
  if (worker->busy)
    bury(run, worker, status);
}

/* ---- what workers send ----------------------------------------------------------------------- */

/* Gives the next task to a worker that has done its own. */
static void hand_on(struct workers_run *run, struct worker *worker)
{
  const size_t task = run->queue_len ? run->queue[run->queue_len - 1] : 0;
  if (!run->queue_len || !wire_send(worker->fd, (struct str) { (const char *)&task, sizeof task })) {
    reap(run, worker);
    return;
  }
  run->queue_len--;
  worker->task = task;
  worker->busy = true;
  worker->len = 0;
}

/* Takes what the worker has sent; false at its end. */
static bool receive(struct worker *worker)
{
  if (worker->cap - worker->len < READ_BYTES) {
    size_t cap = worker->cap ? worker->cap * 2 : 2 * READ_BYTES;
    char *message = cap > 2 * WIRE_MOST_BYTES ? NULL : realloc(worker->message, cap);
    if (!message)
      return false;
    worker->message = message;
    worker->cap = cap;
  }
  int before = worker->mark->plugin;
  ssize_t got = read(worker->fd, worker->message + worker->len, READ_BYTES);
  if (got > 0) {
    worker->len += (size_t)got;
    worker->suspect = before != NO_INDEX ? before : worker->mark->plugin;
  }
  return got > 0 || (got < 0 && errno == EINTR);
}

/* Takes the worker's message once all of it is there. */
static void take_message(struct workers_run *run, struct worker *worker)
{
  struct wire_head head;
  if (!worker->busy || worker->len < sizeof head)
    return;
  memcpy(&head, worker->message, sizeof head);
  if (head.len <= WIRE_MOST_BYTES && worker->len < sizeof head + head.len)
    return;
  bool made;
  struct str answer, message = { worker->message + sizeof head, worker->len - sizeof head };
  if (head.len != message.len
      || wire_unpack(run->arena, message, &made, &answer, run->tasks[worker->task].diags)) {
    worker->killed_for = worker->suspect == NO_INDEX && worker->mark->last == NO_INDEX
      ? "what it sent was damaged" : MEDDLED;
    kill(worker->pid, SIGKILL);
    return;
  }
  worker->busy = false;
  finish(run, worker->task, made, answer);
  if (head.spent)
    reap(run, worker);
  else
    hand_on(run, worker);
}

static void fill_places(struct workers_run *run)
{
  for (int i = 0; i < run->jobs && run->queue_len; i++)
    if (!run->workers[i].pid)
      start_or_give_up(run, &run->workers[i], run->queue[--run->queue_len]);
}

static void wait_for_news(struct workers_run *run)
{
  struct pollfd polled[MOST_JOBS];
  struct worker *owners[MOST_JOBS];
  nfds_t count = 0;
  for (int i = 0; i < run->jobs; i++) {
    if (!run->workers[i].pid)
      continue;
    owners[count] = &run->workers[i];
    polled[count++] = (struct pollfd) { .fd = run->workers[i].fd, .events = POLLIN };
  }
  int ready = poll(polled, count, WATCH_MILLISECONDS);
  for (nfds_t i = 0; i < count; i++) {
    if (ready > 0 && polled[i].revents && !receive(owners[i]))
      reap(run, owners[i]);
    else
      take_message(run, owners[i]);
    worker_watch(run, owners[i]);
  }
}

/* ---- all tasks ----------------------------------------------------------------------------- */

static void end_all(struct workers_run *run)
{
  for (int i = 0; i < run->jobs; i++) {
    struct worker *worker = &run->workers[i];
    if (!worker->pid)
      continue;
    kill(worker->pid, SIGKILL);
    waitpid(worker->pid, NULL, 0);
    close(worker->fd);
    worker->pid = 0;
  }
}

enum workers_status workers_run(struct arena *arena, const struct workers_request *request,
                                struct diags *diags, struct worker_result *ret_results)
{
  struct workers_run run = { .arena = arena, .request = request, .results = ret_results };
  run.jobs = request->jobs < 1 ? 1 : request->jobs > MOST_JOBS ? MOST_JOBS : request->jobs;
  run.limits = containment_usual(request->limits);
  size_t shared = sizeof *run.marks * MOST_JOBS;
  run.marks = mmap(NULL, shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (run.marks == MAP_FAILED)
    abort(); /* a page cannot be had: as any other end of memory */
  for (int i = 0; i < run.jobs; i++)
    run.workers[i].mark = &run.marks[i];
  run.tasks = ARENA_ARRAY(arena, struct task, request->task_count);
  run.queue = ARENA_ARRAY(arena, size_t, request->task_count + MOST_JOBS);
  for (size_t i = request->task_count; i-- > 0;) {
    run.tasks[i].reasons = ARENA_ARRAY(arena, const char *, request->catalog->plugin_count);
    run.tasks[i].diags = diags_new(arena);
    run.queue[run.queue_len++] = i;
  }
  struct sigaction before_int, before_term, on = { .sa_handler = interrupt };
  interrupted = 0;
  sigaction(SIGINT, &on, &before_int);
  sigaction(SIGTERM, &on, &before_term);
  while (run.done < request->task_count && !interrupted) {
    fill_places(&run);
    if (run.done < request->task_count)
      wait_for_news(&run);
  }
  bool stopped = interrupted;
  if (stopped)
    end_all(&run);
  sigaction(SIGINT, &before_int, NULL);
  sigaction(SIGTERM, &before_term, NULL);
  for (int i = 0; i < run.jobs; i++)
    free(run.workers[i].message);
  munmap(run.marks, shared);
  workers_report(&run, diags);
  return stopped ? WORKERS_INTERRUPTED : WORKERS_DONE;
}
