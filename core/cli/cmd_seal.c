/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata seal: keeps what the public edition printed, for the editions after it. */
#include "cli/command.h"
#include "cli/save.h"
#include "cli/seals.h"
#include "cli/session.h"

#include "disclose/seal.h"
#include "render/hash.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct edition *find_edition(struct session *session)
{
  const struct catalog *catalog = session->catalog;
  const char *id = session->options->words.at[1];
  const char **known = ARENA_ARRAY(session->arena, const char *, catalog->edition_count);
  for (size_t i = 0; i < catalog->edition_count; i++) {
    known[i] = catalog->editions[i].id;
    if (strcmp(known[i], id) == 0)
      return &catalog->editions[i];
  }
  diag_error(session->diags, "STRATA-S024", LOC_NONE, "no edition '%s' in this workspace", id);
  diag_suggest(session->diags, str_of(id), known, catalog->edition_count);
  return NULL;
}

/* What it was made from.  A member of an archive has no hash of its own: the archive was read. */
static void add_inputs(const struct session *session, struct strbuf *out)
{
  for (size_t i = 0; i < session->facts->table_count; i++) {
    const struct fact_table *table = &session->facts->tables[i];
    bool open = table->source->marking == MARKING_OFFICIAL;
    for (size_t k = 0; open && k < table->input_count; k++) {
      bool kept = seal_keeps_back(session->catalog, table->source);
      const char *hash = kept ? NULL : hash_file(session->arena, table->inputs[k].path);
      strbuf_printf(out, "# input %s %s %s\n", table->source->id, table->inputs[k].name,
                    hash ? hash : kept ? "not said: it would tell what is hidden" : "in an archive");
    }
  }
}

static int write_seal(struct session *session, const struct edition *edition)
{
  struct arena *arena = session->arena;
  struct strbuf text = STRBUF(arena);
  const char *folder = arena_printf(arena, "%s/editions", session->catalog->root);
  const char *path = arena_printf(arena, "%s/%s.csv", folder, edition->id);
  strbuf_printf(&text, "# strata sealed edition, version 1\n# edition %s, data to %s\n", edition->id,
                period_code(arena, (struct period) { edition->cut_off, PERIOD_MONTH }));
  add_inputs(session, &text);
  seal_write(session->released, edition, &text);
  strbuf_printf(&text, "%s%s\n", seal_mark, hash_text(arena, strbuf_str(&text)));
  if ((mkdir(folder, 0777) && errno != EEXIST) || save_text(path, strbuf_str(&text), true)) {
    diag_error(session->diags, "STRATA-S026", LOC_FILE(path), "the edition cannot be sealed: %s",
               errno == EEXIST ? "it is sealed already" : strerror(errno));
    diag_hint(session->diags, "an edition is sealed once, when it is published; remove the file only "
                              "when it never was");
    return -1;
  }
  printf("%s\n", path);
  return 0;
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  struct session session = session_begin(arena, options);
  const struct edition *edition = NULL;
  struct attack attack;
  bool sealed = session_define(&session) == 0 && (edition = find_edition(&session))
    && session_ingest(&session) == 0 && session_compute(&session) == 0
    && session_extend(&session) == 0 && session_audit(&session, &attack) == 0
    && write_seal(&session, edition) == 0;
  return session_end(&session, sealed);
}

const struct command command_seal = {
  .name = "seal",
  .words = "WORKSPACE EDITION",
  .least = 2,
  .most = 2,
  .options = OPTION_STORE | OPTION_JOBS | OPTION_SOURCE,
  .summary = "keep what an edition printed, for those after it",
  .help = "Writes WORKSPACE/editions/EDITION.csv: every count under a disclosure rule that the\n"
          "public edition printed, and the SHA-256 of what it was made from.  Later editions\n"
          "of the series take it into account, so that they give away nothing by differing\n"
          "from it.  Seal an edition when it is published.",
  .run = run,
};
