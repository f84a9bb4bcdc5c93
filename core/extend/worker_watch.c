/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker may take, and why one ended. */
#include "extend/workers_run.h"

#include "base/cleanup.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long)now.tv_sec;
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

static const char *time_words(const struct workers_run *run)
{
  return arena_printf(run->arena, "it used more than %d seconds of processor time",
                      run->limits.cpu_seconds);
}

void worker_watch(struct workers_run *run, struct worker *worker)
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

const char *worker_death(const struct workers_run *run, const struct worker *worker, int status)
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
