/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/containment.h"

#include "define/catalog.h"

#include <linux/sockios.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

/* AddressSanitizer maps terabytes of shadow memory: there an address space cannot be limited, and
 * the parent's watch over resident memory has to do alone. */
#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#endif
#endif
#ifndef HAS_SHADOW_MEMORY
#define HAS_SHADOW_MEMORY 0
#endif

static void out_of_time(int signal_number)
{
  (void)signal_number;
  _exit(CONTAINMENT_EXIT_TIME);
}

/* ITIMER_PROF counts the process's own time, and its system calls'. */
static void set_timer(int seconds)
{
  struct itimerval timer = { .it_value.tv_sec = seconds };
  setitimer(ITIMER_PROF, &timer, NULL);
}

/* Bytes of address space in use. */
static rlim_t address_space(void)
{
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file || fscanf(file, "%lu", &pages) != 1)
    pages = 0;
  if (file)
    fclose(file);
  return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void limit_memory(rlim_t most)
{
  struct rlimit limit;
  if (HAS_SHADOW_MEMORY || getrlimit(RLIMIT_AS, &limit))
    return;
  limit.rlim_cur = limit.rlim_max != RLIM_INFINITY && limit.rlim_max < most ? limit.rlim_max : most;
  setrlimit(RLIMIT_AS, &limit);
}

struct containment_limits containment_usual(struct containment_limits limits)
{
  return (struct containment_limits) {
    .cpu_seconds = limits.cpu_seconds ? limits.cpu_seconds : 10,
    .wall_seconds = limits.wall_seconds ? limits.wall_seconds : 120,
    .mebibytes = limits.mebibytes ? limits.mebibytes : 256,
  };
}

void containment_enter(struct containment *containment, int plugin)
{
  if (!containment || !containment->mark)
    return;
  const struct containment_limits limits = containment_usual(containment->limits);
  rlim_t used = address_space();
  containment->mark->calls++;
  containment->mark->plugin = plugin;
  struct sigaction action = { .sa_handler = out_of_time };
  sigaction(SIGPROF, &action, NULL);
  set_timer(limits.cpu_seconds);
  if (used)
    limit_memory(used + ((rlim_t)limits.mebibytes << 20));
}

void containment_set_wire(struct containment *containment, int fd)
{
  struct stat status;
  containment->wire = fd;
  containment->process = getpid();
  if (fstat(fd, &status) == 0) {
    containment->wire_device = status.st_dev;
    containment->wire_inode = status.st_ino;
  }
}

/* Whether the wire is there, the same, and without a word that is not the worker's: it sends nothing
 * before its task is done. */
static bool wire_is_sound(const struct containment *containment)
{
  struct stat status;
  int unread = 0;
  return containment->wire_inode == 0
    || (fstat(containment->wire, &status) == 0 && status.st_dev == containment->wire_device
        && status.st_ino == containment->wire_inode
        && ioctl(containment->wire, SIOCOUTQ, &unread) == 0 && unread == 0);
}

void containment_leave(struct containment *containment)
{
  if (!containment || !containment->mark)
    return;
  if (containment->spent) {
    if (containment->wire_inode && getpid() != containment->process)
      _exit(0);
    if (!wire_is_sound(containment))
      _exit(CONTAINMENT_EXIT_WIRE);
    containment->mark->last = containment->mark->plugin;
  }
  limit_memory(RLIM_INFINITY);
  set_timer(0);
  containment->mark->plugin = NO_INDEX;
}

const char *containment_reason(const struct containment *containment, int plugin)
{
  bool known = containment && containment->reasons && plugin >= 0
    && (size_t)plugin < containment->plugin_count;
  return known ? containment->reasons[plugin] : NULL;
}
