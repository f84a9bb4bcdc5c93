/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata audit: an attacker who has only what the public edition shows. */
#include "cli/command.h"
#include "cli/session.h"

#include <stdio.h>

static void print_summary(const struct session *session, const struct attack *attack)
{
  if (!attack->any) {
    printf("%s: no figure is under a disclosure rule; there is nothing to find\n",
           session->options->words.at[0]);
    return;
  }
  printf("%s: %zu counts are not shown exactly, %zu of them protected by rules; %zu can be worked "
         "out\n",
         session->options->words.at[0], attack->hidden, attack->sensitive, attack->found);
  if (attack->unsettled)
    printf("of %zu more it could not be settled\n", attack->unsettled);
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  struct session session = session_begin(arena, options);
  struct attack attack;
  bool sound = session_define(&session) == 0 && session_ingest(&session) == 0
    && session_compute(&session) == 0 && session_extend(&session) == 0;
  bool safe = sound && session_audit(&session, &attack) == 0;
  if (sound)
    print_summary(&session, &attack);
  return session_end(&session, safe);
}

const struct command command_audit = {
  .name = "audit",
  .words = "WORKSPACE",
  .least = 1,
  .most = 1,
  .options = OPTION_STORE | OPTION_JOBS | OPTION_SOURCE,
  .summary = "whether what is hidden can be worked out",
  .help = "Takes only what the public edition shows, adds what is public, and tries to work out\n"
          "every count that is hidden.  Exit status 3, with each count that can be found and the\n"
          "equations that give it away, and each of which that cannot be said; 0 when there is\n"
          "none.  Every public build does the same before it publishes anything.",
  .run = run,
};
