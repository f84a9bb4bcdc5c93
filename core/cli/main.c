/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strata command: reads the command line and says what came of it. */
#include "config.h"

#include <stdio.h>
#include <string.h>

static const char usage[] = "usage: strata --help | --version\n";

int main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "--version") == 0) {
    puts(PACKAGE_STRING);
    return 0;
  }
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    fputs(usage, stdout);
    return 0;
  }
  fputs(usage, stderr);
  return 2;
}
