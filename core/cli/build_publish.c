/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a build publishes: a folder for each audience, and the page that lists what is in it. */
#include "cli/build_steps.h"
#include "cli/save.h"

/* A folder for each audience where there are two, so that the restricted one is not published by
 * mistake with the public one. */
int build_begin(struct build *build)
{
  struct session *session = build->session;
  const char *out = session->options->out;
  bool both = build->wanted[AUDIENCE_PUBLIC] && build->wanted[AUDIENCE_RESTRICTED];
  static const char *const names[AUDIENCES] = { "public", "restricted" };
  for (int audience = 0; audience < AUDIENCES; audience++) {
    struct edition_made *edition = &build->editions[audience];
    if (!build->wanted[audience])
      continue;
    edition->released = session_release(session, (enum audience)audience);
    edition->out = both ? arena_printf(session->arena, "%s/%s", out, names[audience]) : out;
    if (publication_begin(session->arena, edition->out, session->diags, &edition->publication))
      return -1;
  }
  return 0;
}

void build_abandon(struct build *build)
{
  for (int audience = 0; audience < AUDIENCES; audience++)
    if (build->editions[audience].publication)
      publication_abandon(build->editions[audience].publication);
}

static const char *read_style(struct arena *arena, const char *path)
{
  struct str text = { 0 };
  return load_text(arena, path, 64 * 1024, &text) ? "" : text.at;
}

/* The files of COUNT reports, two each, and the page. */
#define NAMES_OF(count) (2 * (count) + 1)

/* Writes the page that lists what was made for AUDIENCE, and lists all names in *RET_NAMES. */
static int write_page(struct build *build, enum audience audience, const struct made *made,
                      size_t count, const char ***ret_names)
{
  struct session *session = build->session;
  const struct edition_made *edition = &build->editions[audience];
  const struct catalog *catalog = released_catalog(edition->released);
  const char **names = ARENA_ARRAY(session->arena, const char *, NAMES_OF(count));
  for (size_t i = 0; i < count; i++) {
    names[2 * i] = made[i].name;
    names[2 * i + 1] = made[i].numbers_name;
  }
  names[2 * count] = "index.html";
  *ret_names = names;
  const char *style = read_style(
    session->arena, arena_printf(session->arena, "%s/page.css", session->place.templates));
  return page_write(session->arena, catalog,
                    audience == AUDIENCE_RESTRICTED ? catalog->restricted_edition : NULL, made,
                    count, style, publication_path(edition->publication, names[2 * count]),
                    session->diags);
}

/* How many of the PDFs are for AUDIENCE, and where they begin. */
static size_t made_for(const struct build *build, enum audience audience, size_t *ret_first)
{
  size_t count = 0;
  for (size_t i = build->jobs.len; i > 0; i--) {
    if (build->jobs.at[i - 1].audience != audience)
      continue;
    *ret_first = i - 1;
    count++;
  }
  return count;
}

int build_publish(struct build *build, const struct made *made)
{
  const char **names[AUDIENCES];
  size_t counts[AUDIENCES];
  for (int audience = 0; audience < AUDIENCES; audience++) {
    size_t first = 0;
    counts[audience] = made_for(build, (enum audience)audience, &first);
    if (build->wanted[audience]
        && write_page(build, (enum audience)audience, made + first, counts[audience],
                      &names[audience]))
      return -1;
  }
  for (int audience = 0; audience < AUDIENCES; audience++)
    if (build->wanted[audience]
        && publication_finish(build->editions[audience].publication, names[audience],
                              NAMES_OF(counts[audience]), build->session->diags))
      return -1;
  return 0;
}
