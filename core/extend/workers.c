/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/workers.h"

#include "base/cleanup.h"
#include "extend/workers_wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

enum { MOST_JOBS = 64, WATCH_MILLISECONDS = 20, READ_BYTES = 64 * 1024 };

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

struct run {
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

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
  (void)signal_number;
  interrupted = 1;
}

static long seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long)now.tv_sec;
}

/* ---- in the worker ------------------------------------------------------------------------- */

static bool send_all(int fd, struct str bytes)
{
  while (bytes.len) {
    ssize_t sent = send(fd, bytes.at, bytes.len, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return false; /* the other end has gone, or finds the message damaged */
    bytes.at += sent;
    bytes.len -= (size_t)sent;
  }
  return true;
}

/* Does TASK and sends what came of it; whether the process is fit for another. */
static bool do_task(const struct run *run, const struct worker *worker, size_t task, int fd)
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
  return send_all(fd, (struct str) { (const char *)&head, sizeof head })
    && send_all(fd, strbuf_str(&message)) && !containment.spent;
}

static _Noreturn void work(const struct run *run, const struct worker *worker, int fd)
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

static const char *task_name(const struct run *run, size_t task)
{
  return run->request->name(run->request->user, run->arena, task);
}

/* -1 after reporting for TASK that no process could be made. */
static int start(struct run *run, struct worker *worker, size_t task)
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

static void end_all(struct run *run)
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

static size_t resident_memory(pid_t pid)
{
  char path[64];
  unsigned long all, resident = 0;
  snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
  auto_fclose FILE *file = fopen(path, "r");
  if (!file || fscanf(file, "%lu %lu", &all, &resident) != 2)
    return 0;
  return resident * (size_t)sysconf(_SC_PAGESIZE);
}

/* Seconds of processor time. */
static long time_spent(pid_t pid)
{
  clockid_t clock;
  struct timespec spent = { 0 };
  if (clock_getcpuclockid(pid, &clock) == 0)
    clock_gettime(clock, &spent);
  return (long)spent.tv_sec;
}

static const char *time_words(const struct run *run)
{
  return arena_printf(run->arena, "it used more than %d seconds of processor time",
                      run->limits.cpu_seconds);
}

/* Ends a worker whose plugin has had its time or its memory. */
static void watch(struct run *run, struct worker *worker)
{
  if (!worker->pid || worker->killed_for || worker->mark->plugin == NO_INDEX)
    return;
  size_t memory = resident_memory(worker->pid);
  if (worker->calls != worker->mark->calls) {
    worker->calls = worker->mark->calls;
    worker->entered = seconds();
    worker->spent = time_spent(worker->pid);
    worker->memory = memory;
  }
  if (seconds() - worker->entered > run->limits.wall_seconds)
    worker->killed_for = arena_printf(run->arena, "it did not come back within %d seconds",
                                      run->limits.wall_seconds);
  else if (time_spent(worker->pid) - worker->spent > run->limits.cpu_seconds + 1)
    worker->killed_for = time_words(run); /* its own timer was taken away from it */
  else if (memory > worker->memory + ((size_t)run->limits.mebibytes << 20))
    worker->killed_for = arena_printf(run->arena, "it took more than %d MiB of memory",
                                      run->limits.mebibytes);
  if (worker->killed_for)
    kill(worker->pid, SIGKILL);
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

/* "it crashed (Segmentation fault)", and the like. */
static const char *death_words(const struct run *run, const struct worker *worker, int status)
{
  struct arena *arena = run->arena;
  if (worker->killed_for)
    return worker->killed_for;
  if (WIFSIGNALED(status))
    return arena_printf(arena, "it crashed (%s)", strsignal(WTERMSIG(status)));
  if (WIFEXITED(status) && WEXITSTATUS(status) == CONTAINMENT_EXIT_TIME)
    return time_words(run);
  if (WIFEXITED(status) && WEXITSTATUS(status) == CONTAINMENT_EXIT_WIRE)
    return MEDDLED;
  return arena_printf(arena, "it ended the process (exit status %d)", WEXITSTATUS(status));
}

static bool any_reason(const struct run *run, size_t task)
{
  for (size_t i = 0; i < run->request->catalog->plugin_count; i++)
    if (run->tasks[task].reasons[i])
      return true;
  return false;
}

static void finish(struct run *run, size_t task, bool made, struct str answer)
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

static void start_or_give_up(struct run *run, struct worker *worker, size_t task)
{
  if (start(run, worker, task))
    finish(run, task, false, (struct str) { 0 });
}

/* The worker died: without the plugin that it was in the task is tried again.  In a new worker, for
 * only one that is made now knows the reason. */
static void bury(struct run *run, struct worker *worker, int status)
{
  struct task *task = &run->tasks[worker->task];
  const char *words = death_words(run, worker, status);
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
static void reap(struct run *run, struct worker *worker)
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

/* Gives the next task to a worker that has done its own. */
static void hand_on(struct run *run, struct worker *worker)
{
  const size_t task = run->queue_len ? run->queue[run->queue_len - 1] : 0;
  if (!run->queue_len || !send_all(worker->fd, (struct str) { (const char *)&task, sizeof task })) {
    reap(run, worker);
    return;
  }
  run->queue_len--;
  worker->task = task;
  worker->busy = true;
  worker->len = 0;
}

/* Takes the worker's message once all of it is there. */
static void take_message(struct run *run, struct worker *worker)
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

static void fill_places(struct run *run)
{
  for (int i = 0; i < run->jobs && run->queue_len; i++)
    if (!run->workers[i].pid)
      start_or_give_up(run, &run->workers[i], run->queue[--run->queue_len]);
}

static void wait_for_news(struct run *run)
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
    watch(run, owners[i]);
  }
}

/* ---- what is said -------------------------------------------------------------------------- */

/* How many tasks left PLUGIN out for the reason that TASK did; 0 when an earlier one said so. */
static size_t same_reason(const struct run *run, size_t task, size_t plugin)
{
  const char *reason = run->tasks[task].reasons[plugin];
  size_t count = 0;
  for (size_t i = 0; i < run->request->task_count; i++) {
    const char *other = run->tasks[i].reasons[plugin];
    if (!other || strcmp(other, reason) != 0)
      continue;
    if (i < task)
      return 0;
    count++;
  }
  return count;
}

static void say_reasons(const struct run *run, size_t task, struct diags *diags)
{
  for (size_t i = 0; i < run->request->catalog->plugin_count; i++) {
    const struct plugin *plugin = &run->request->catalog->plugins[i];
    const char *reason = run->tasks[task].reasons[i];
    size_t count = reason ? same_reason(run, task, i) : 0;
    if (!count)
      continue;
    const char *others = count == 1 ? "" : arena_printf(run->arena, " and of %zu more", count - 1);
    diag_error(diags, "STRATA-X090", plugin->loc, "plugin '%s' is left out of the %s%s: %s",
               plugin->id, task_name(run, task), others, reason);
    diag_hint(diags, "'strata plugin check %s' shows more", plugin->folder);
  }
}

static bool says(const struct diags *diags, const struct diag *diag)
{
  for (size_t i = 0; i < diags_count(diags); i++) {
    const struct diag *other = diags_at(diags, i);
    const char *a = diag->loc.file, *b = other->loc.file;
    if (strcmp(other->code, diag->code) == 0 && other->loc.line == diag->loc.line
        && other->loc.col == diag->loc.col && (a && b ? strcmp(a, b) == 0 : a == b)
        && strcmp(other->message, diag->message) == 0)
      return true;
  }
  return false;
}

/* What the tasks have to say, in their order: what several say alike is said once. */
static void say_all(const struct run *run, struct diags *diags)
{
  for (size_t task = 0; task < run->request->task_count; task++) {
    say_reasons(run, task, diags);
    const struct diags *theirs = run->tasks[task].diags;
    struct diags *fresh = diags_new(run->arena);
    for (size_t i = 0; i < diags_count(theirs); i++) {
      const struct diag *diag = diags_at(theirs, i);
      bool before = false;
      size_t after = 0;
      for (size_t other = 0; other < run->request->task_count; other++) {
        bool same = other != task && says(run->tasks[other].diags, diag);
        before = before || (same && other < task);
        after += same;
      }
      if (before)
        continue;
      diag_add(fresh, diag->severity, diag->code, diag->loc, "%s", diag->message);
      for (size_t hint = 0; hint < diag->hint_count; hint++)
        diag_hint(fresh, "%s", diag->hints[hint]);
      if (after)
        diag_hint(fresh, "the same in the %s and in %zu more", task_name(run, task), after);
    }
    diags_append(diags, fresh);
  }
}

/* ---- all tasks ----------------------------------------------------------------------------- */

enum workers_status workers_run(struct arena *arena, const struct workers_request *request,
                                struct diags *diags, struct worker_result *ret_results)
{
  struct run run = { .arena = arena, .request = request, .results = ret_results };
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
  say_all(&run, diags);
  return stopped ? WORKERS_INTERRUPTED : WORKERS_DONE;
}
