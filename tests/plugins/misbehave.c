/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plugin that does, where and as the environment variable MISBEHAVE asks, what no plugin should:
 * "figures:crash" crashes in figures().  Without the variable it behaves. */
#include <strata-plugin.h>

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct strata_host *host;

/* Far deeper than any stack. */
static int recurse(volatile char *above, unsigned depth)
{
  volatile char here[4096];
  here[0] = *above;
  return depth ? recurse(here, depth - 1) + here[0] : 0;
}

static void carry_on(int signal)
{
  (void)signal;
}

static void take_every_signal(void)
{
  for (int signal_number = 1; signal_number < 32; signal_number++)
    signal(signal_number, carry_on);
}

/* What a plugin may do to the process that it is lent, and go on. */
static void mistreat_process(const char *how)
{
  if (strcmp(how, "close") == 0)
    for (int fd = 0; fd <= 64; fd++)
      close(fd);
  if (strcmp(how, "scribble") == 0)
    for (int fd = 1; fd <= 64; fd++)
      if (write(fd, "plugins should not write\n", 25) < 0)
        continue;
  if (strcmp(how, "null-device") == 0)
    for (int fd = 0, null = open("/dev/null", O_RDWR); fd <= 64; fd++)
      dup2(null, fd);
  if (strcmp(how, "locale") == 0 && !setlocale(LC_ALL, "de_DE.UTF-8"))
    setlocale(LC_ALL, "C.UTF-8");
  if (strcmp(how, "fork") == 0)
    fork();
  if (strcmp(how, "move") == 0 && chdir("/") == 0)
    umask(0777);
  if (strcmp(how, "handle") == 0)
    take_every_signal();
  if (strcmp(how, "exec") == 0)
    execl("/bin/true", "true", (char *)NULL);
  if (strcmp(how, "sleep") == 0)
    for (;;)
      pause();
  if (strcmp(how, "stop") == 0)
    raise(SIGSTOP);
}

static int misbehave(struct strata_run *run, const char *how)
{
  mistreat_process(how);
  if (strcmp(how, "handled-crash") == 0) {
    take_every_signal();
    for (volatile int *nowhere = NULL;;)
      *nowhere = 1;
  }
  if (strcmp(how, "handled-loop") == 0)
    for (take_every_signal();;)
      ;
  if (strcmp(how, "nibble") == 0)
    for (;;)
      memset(host->alloc(run, 1000), 1, 1000);
  if (strcmp(how, "abort") == 0)
    abort();
  /* As a stray pointer would, but so that a sanitizer does not see it coming. */
  if (strcmp(how, "crash") == 0)
    raise(SIGSEGV);
  if (strcmp(how, "exit") == 0)
    exit(0);
  if (strcmp(how, "loop") == 0)
    for (volatile unsigned i = 0;; i++)
      ;
  if (strcmp(how, "recurse") == 0)
    return recurse(&(volatile char) { 0 }, 1u << 30);
  for (size_t i = 0; strcmp(how, "allocate") == 0; i++) {
    char *block = malloc(1 << 20);
    if (!block)
      abort();
    memset(block, 1, 1 << 20);
  }
  if (strcmp(how, "fail") == 0)
    return STRATA_FAIL;
  if (strcmp(how, "say") == 0)
    return host->error(run, "the moon is full");
  if (strcmp(how, "ask") == 0)
    host->areas(run, "towns", &(size_t) { 0 });
  if (strcmp(how, "print") == 0)
    puts("plugins should not print");
  return STRATA_OK;
}

/* What is to be done in CALLBACK; "" when nothing. */
static const char *wanted(const char *callback)
{
  const char *all = getenv("MISBEHAVE");
  size_t len = strlen(callback);
  return all && strncmp(all, callback, len) == 0 && all[len] == ':' ? all + len + 1 : "";
}

static int init(const struct strata_host *the_host, struct strata_run *run, void **ret_self)
{
  (void)ret_self;
  host = the_host;
  return misbehave(run, wanted("init"));
}

static int figures(void *self, struct strata_run *run)
{
  (void)self;
  struct strata_derived derived = { .struct_size = sizeof derived,
                                    .given = STRATA_VALUE,
                                    .value = 50 };
  host->put(run, "index", host->comparator(run)->code, "2021", &derived);
  return misbehave(run, wanted("figures"));
}

static int chapter(void *self, struct strata_run *run, struct strata_node *page)
{
  (void)self;
  const struct strata_cell cells[] = { { .text = "{bad.index|value}" } };
  const struct strata_column columns[] = { { .head = "Index" } };
  const struct strata_row rows[] = { { .cells = cells, .cell_count = 1 } };
  const struct strata_table table = { STRATA_TABLE, .columns = columns, .column_count = 1,
                                      .rows = rows, .row_count = 1 };
  struct strata_result result = { .struct_size = sizeof result };
  host->node->table(run, page, &table);
  host->result(run, "bad.index", NULL, NULL, NULL, &result);
  host->node->paragraph(run, page,
                        host->format(run, "%s of %s", host->number(run, result.value, 0, NULL),
                                     host->report(run)->place), NULL);
  static char none[4096];
  const char *how = wanted("chapter");
  /* What can be mistaken for a node. */
  if (strcmp(how, "no-node") == 0)
    host->node->paragraph(run, NULL, "Nowhere", NULL);
  if (strcmp(how, "any-node") == 0)
    host->node->paragraph(run, (struct strata_node *)none, "Anywhere", NULL);
  if (strcmp(how, "long-word") == 0) {
    enum { LONG = 20 * 1024 * 1024 };
    char *word = host->alloc(run, LONG + 1);
    memset(word, 'w', LONG);
    host->node->paragraph(run, page, word, NULL);
  }
  struct strata_node *inside = page;
  for (int i = 0; strcmp(how, "sidebars") == 0 && i < 3000; i++)
    inside = host->node->sidebar(run, inside, "Deeper");
  for (int i = 0; strcmp(how, "columns") == 0 && i < 3000; i++)
    host->node->columns(run, inside, (const int[]) { 12 }, 1, &inside);
  return misbehave(run, how);
}

static void fini(void *self)
{
  (void)self;
  misbehave(NULL, wanted("fini"));
}

const struct strata_plugin *strata_plugin_v1(void)
{
  static const struct strata_plugin plugin = {
    STRATA_PLUGIN, .id = "bad", .version = "1.0.0", .license = "MIT",
    .init = init, .figures = figures, .chapter = chapter, .fini = fini,
  };
  static const struct strata_plugin another = {
    STRATA_PLUGIN, .id = "worse", .version = "1.0.0", .license = "MIT",
  };
  static const struct strata_plugin unfinished = { .id = "bad" };
  const char *how = wanted("entry");
  if (strcmp(how, "abort") == 0)
    abort();
  return strcmp(how, "another") == 0 ? &another
    : strcmp(how, "unfinished") == 0 ? &unfinished
    : strcmp(how, "null") == 0       ? NULL
                                     : &plugin;
}
