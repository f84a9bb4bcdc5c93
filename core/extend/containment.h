/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Containment: which plugin a process is in, and what it may use while it is there.
 *
 * A worker (core/extend/workers.h) marks every call of a plugin with containment_enter and
 * containment_leave.  The mark is in memory shared with the parent, so that when the worker dies the
 * parent knows whose fault it was, and makes the report again without that plugin.
 */
#ifndef STRATA_EXTEND_CONTAINMENT_H
#define STRATA_EXTEND_CONTAINMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What one call of a plugin may use; 0 is the usual limit. */
struct containment_limits {
  int cpu_seconds;  /* 10 */
  int wall_seconds; /* 120: one that sleeps ends too */
  int mebibytes;    /* 256 more than the worker had when the call began */
};

/* The exit status of a worker whose plugin used up its time, or after which its way back to the parent
 * was closed, another, or written to. */
enum { CONTAINMENT_EXIT_TIME = 81, CONTAINMENT_EXIT_WIRE = 82 };

/* What parent and worker share. */
struct containment_mark {
  volatile int32_t plugin;    /* index in the catalog; NO_INDEX outside plugins */
  volatile int32_t last;      /* of the plugins whose machine code ran in the process; NO_INDEX: none did */
  volatile uint32_t calls;    /* rises with every call, so that the parent can tell two from one long one */
};

struct containment {
  struct containment_mark *mark; /* NULL: not contained (a test, a check) */
  const char *const *reasons;    /* one a plugin: why it is left out; NULL: it is sound; may be NULL as a whole */
  size_t plugin_count;
  struct containment_limits limits;
  bool left_out; /* a plugin failed, and a section says that it is not available */
  int wire;   /* the socket to the parent; looked after once the process is spent */
  dev_t wire_device;
  ino_t wire_inode; /* 0: there is none */
  pid_t process;
  bool spent; /* a plugin's own machine code ran in this process: what it left behind nobody knows,
               * so the process makes no other report */
};

/* LIMITS with the usual ones where they are 0. */
struct containment_limits containment_usual(struct containment_limits limits);

/* This process calls code of PLUGIN from now on, with the limits above. */
void containment_enter(struct containment *containment, int plugin);

/* FD is the socket by which this process answers its parent. */
void containment_set_wire(struct containment *containment, int fd);

/* The call came back.  A process whose wire is not as it was ends here, so that its parent knows after
 * whom; so does one that a plugin forked. */
void containment_leave(struct containment *containment);

/* Why PLUGIN is left out, or NULL. */
const char *containment_reason(const struct containment *containment, int plugin);

#endif
