/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR_WIDTH = 30, STEPS = 10 };

struct progress progress_new(void)
{
  return (struct progress) { .terminal = isatty(STDERR_FILENO) };
}

static void draw_bar(const char *what, size_t done, size_t all)
{
  size_t filled = all ? done * BAR_WIDTH / all : BAR_WIDTH;
  char bar[BAR_WIDTH + 1];
  for (size_t i = 0; i < BAR_WIDTH; i++)
    bar[i] = i < filled ? '#' : '.';
  bar[BAR_WIDTH] = '\0';
  fprintf(stderr, "\r\033[K%s [%s] %zu/%zu", what, bar, done, all);
  fflush(stderr);
}

void progress_show(void *user, const char *what, size_t done, size_t all)
{
  struct progress *progress = user;
  if (progress->quiet)
    return;
  bool first = !progress->what || strcmp(progress->what, what) != 0;
  size_t tenths = all ? done * STEPS / all : STEPS;
  if (first)
    progress->what = what;
  else if (tenths == progress->tenths && (!progress->terminal || done != all))
    return;
  progress->tenths = tenths;
  if (progress->terminal)
    draw_bar(what, done, all);
  else if (done == all)
    fprintf(stderr, "%s: %zu\n", what, all);
}

void progress_end(struct progress *progress)
{
  if (progress->terminal && progress->what)
    fputs("\r\033[K", stderr);
  progress->what = NULL;
}
