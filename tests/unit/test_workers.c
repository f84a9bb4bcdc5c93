/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workers: what a plugin does to its process costs only its own section of its own report. */
#include "extend/workers.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { GOOD, BAD, PLUGIN_COUNT };

static const struct plugin plugins[PLUGIN_COUNT]
  = { { .id = "good", .folder = "plugins/good" }, { .id = "bad", .folder = "plugins/bad" } };
static const struct catalog catalog = { .plugins = plugins, .plugin_count = PLUGIN_COUNT };

/* What the bad plugin does in the task that has one. */
static void misbehave(size_t how)
{
  switch (how) {
  case 0:
    abort();
  case 1:
    raise(SIGSEGV);
    break;
  case 2:
    exit(0);
  case 3:
    for (volatile unsigned i = 0;; i++)
      ;
  case 4:
    for (;;) {
      char *block = malloc(1 << 20);
      if (!block)
        raise(SIGBUS); /* not the signal of another task: what is said alike is said once */
      memset(block, 1, 1 << 20);
    }
  default:
    break;
  }
}

static int work(void *user, size_t task, struct containment *containment, struct diags *diags,
                struct strbuf *answer)
{
  (void)user;
  diag_note(diags, "STRATA-X099", LOC_NONE, "task %zu began", task);
  containment_enter(containment, GOOD);
  containment_leave(containment);
  if (!containment_reason(containment, BAD)) {
    containment_enter(containment, BAD);
    misbehave(task);
    containment_leave(containment);
  }
  strbuf_printf(answer, "answer %zu", task);
  return 0;
}

static const char *name(void *user, struct arena *arena, size_t task)
{
  (void)user;
  return arena_printf(arena, "report %zu", task);
}

static void a_bad_plugin_costs_only_itself(void **state)
{
  (void)state;
  enum { TASKS = 6 };
  static const char *const words[TASKS] = { "Aborted", "Segmentation fault", "exit status 0",
    "processor time", "", NULL };
  struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct worker_result results[TASKS];
  struct workers_request request = { .catalog = &catalog, .jobs = 3, .task_count = TASKS,
    .limits = { .cpu_seconds = 1 }, .work = work, .name = name };
  assert_int_equal(workers_run(arena, &request, diags, results), WORKERS_DONE);
  size_t reasons = 0;
  for (size_t i = 0; i < TASKS; i++) {
    assert_true(results[i].made);
    assert_string_equal(results[i].answer, arena_printf(arena, "answer %zu", i));
    assert_null(results[i].reasons[GOOD]);
    assert_int_equal(results[i].complete, !words[i]);
    if (!words[i])
      continue;
    assert_non_null(strstr(results[i].reasons[BAD], words[i]));
    /* The same reason is told once: under sanitizers, what eats memory runs out of time as well. */
    bool told = false;
    for (size_t j = 0; j < i; j++)
      told |= words[j] && strcmp(results[j].reasons[BAD], results[i].reasons[BAD]) == 0;
    reasons += !told;
  }
  assert_in_range(reasons, TASKS - 2, TASKS - 1);
  assert_int_equal(diags_with_code(diags, "STRATA-X090"), reasons);
  arena_free(arena);
}

/* Answers with its process; a plugin's code runs in the third task, and one task may crash. */
static int tell_process(void *user, size_t task, struct containment *containment,
                        struct diags *diags, struct strbuf *answer)
{
  const size_t *crashing = user;
  containment->spent = task == 2;
  diag_warning(diags, "STRATA-X099", LOC_FILE("script.lua"), "said by all");
  diag_note(diags, "STRATA-X099", LOC_NONE, "said by %zu", task);
  if (task == *crashing && !containment_reason(containment, BAD)) {
    containment_enter(containment, BAD);
    abort();
  }
  const pid_t pid = getpid();
  strbuf_add(answer, (struct str) { (const char *)&pid, sizeof pid });
  return 0;
}

enum { PROCESS_TASKS = 6, NO_CRASH = PROCESS_TASKS };

static void run_processes(struct arena *arena, size_t crashing, struct diags *diags, pid_t *ret_pids)
{
  struct worker_result results[PROCESS_TASKS];
  struct workers_request request = { .catalog = &catalog, .jobs = 1, .task_count = PROCESS_TASKS,
    .work = tell_process, .name = name, .user = &crashing };
  assert_int_equal(workers_run(arena, &request, diags, results), WORKERS_DONE);
  for (size_t i = 0; i < PROCESS_TASKS; i++) {
    assert_true(results[i].made);
    assert_int_equal(results[i].complete, i != crashing);
    memcpy(&ret_pids[i], results[i].answer, sizeof *ret_pids);
    assert_int_not_equal(ret_pids[i], getpid());
  }
}

static void a_worker_does_tasks_until_a_plugins_code_ran_in_it(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  pid_t pids[PROCESS_TASKS];
  run_processes(arena, NO_CRASH, diags_new(arena), pids);
  assert_int_equal(pids[0], pids[1]);
  assert_int_equal(pids[1], pids[2]);
  assert_int_not_equal(pids[2], pids[3]);
  assert_int_equal(pids[3], pids[4]);
  assert_int_equal(pids[4], pids[5]);
  arena_free(arena);
}

static void a_new_worker_takes_over_from_one_that_died(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  pid_t pids[PROCESS_TASKS];
  run_processes(arena, 4, diags_new(arena), pids);
  assert_int_equal(pids[0], pids[2]);
  assert_int_not_equal(pids[3], pids[4]);
  assert_int_equal(pids[4], pids[5]);
  arena_free(arena);
}

static void what_tasks_say_alike_is_said_once(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  pid_t pids[PROCESS_TASKS];
  run_processes(arena, NO_CRASH, diags, pids);
  assert_int_equal(diags_count(diags), 1 + PROCESS_TASKS);
  assert_string_equal(diags_at(diags, 0)->hints[0], "the same in the report 0 and in 5 more");
  assert_string_equal(diags_at(diags, PROCESS_TASKS)->message, "said by 5");
  arena_free(arena);
}

static int crash_in_plugin(void *user, size_t task, struct containment *containment,
                           struct diags *diags, struct strbuf *answer)
{
  (void)user;
  (void)task;
  (void)diags;
  (void)answer;
  if (!containment_reason(containment, BAD)) {
    containment_enter(containment, BAD);
    abort();
  }
  return 0;
}

static void a_plugin_that_always_fails_is_reported_once(void **state)
{
  (void)state;
  enum { TASKS = 4 };
  struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct worker_result results[TASKS];
  struct workers_request request = { .catalog = &catalog, .jobs = 2, .task_count = TASKS,
    .work = crash_in_plugin, .name = name };
  assert_int_equal(workers_run(arena, &request, diags, results), WORKERS_DONE);
  for (size_t i = 0; i < TASKS; i++)
    assert_non_null(results[i].reasons[BAD]);
  assert_int_equal(diags_count(diags), 1);
  assert_string_equal(diags_at(diags, 0)->message,
                      "plugin 'bad' is left out of the report 0 and of 3 more: it crashed (Aborted)");
  arena_free(arena);
}

static int die_outside(void *user, size_t task, struct containment *containment,
                       struct diags *diags, struct strbuf *answer)
{
  (void)user;
  (void)task;
  (void)containment;
  (void)diags;
  (void)answer;
  abort();
}

static void a_death_outside_plugins_makes_nothing(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct worker_result result;
  struct workers_request request
    = { .catalog = &catalog, .jobs = 1, .task_count = 1, .work = die_outside, .name = name };
  assert_int_equal(workers_run(arena, &request, diags, &result), WORKERS_DONE);
  assert_false(result.made);
  assert_int_equal(diags_with_code(diags, "STRATA-W014"), 1);
  arena_free(arena);
}

static int interrupt_parent(void *user, size_t task, struct containment *containment,
                            struct diags *diags, struct strbuf *answer)
{
  (void)user;
  (void)task;
  (void)containment;
  (void)diags;
  (void)answer;
  kill(getppid(), SIGINT);
  pause();
  return -1;
}

static void an_interrupt_ends_all_workers(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct worker_result results[2];
  struct workers_request request
    = { .catalog = &catalog, .jobs = 2, .task_count = 2, .work = interrupt_parent, .name = name };
  assert_int_equal(workers_run(arena, &request, diags, results), WORKERS_INTERRUPTED);
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_bad_plugin_costs_only_itself),
    cmocka_unit_test(a_worker_does_tasks_until_a_plugins_code_ran_in_it),
    cmocka_unit_test(a_new_worker_takes_over_from_one_that_died),
    cmocka_unit_test(what_tasks_say_alike_is_said_once),
    cmocka_unit_test(a_plugin_that_always_fails_is_reported_once),
    cmocka_unit_test(a_death_outside_plugins_makes_nothing),
    cmocka_unit_test(an_interrupt_ends_all_workers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
