/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/build.h"

#include "base/suggest.h"

enum { MOST_NAMES_LISTED = 20 };

static const struct name *find(const struct names *names, const char *id)
{
  for (size_t i = 0; i < names->at.len; i++)
    if (strcmp(names->at.at[i].id, id) == 0)
      return &names->at.at[i];
  return NULL;
}

void names_add(struct build *build, struct names *names, const char *id, const char *title,
               struct loc loc, int index)
{
  const struct name *first = find(names, id);
  if (!first) {
    *VEC_ADD(build->arena, &names->at) = (struct name) { id, title, loc, index };
    return;
  }
  diag_error(build->diags, "STRATA-D020", loc, "there is another %s '%s'", names->what, id);
  diag_hint(build->diags, "the first is at %s:%u; change one of the two", first->loc.file,
            first->loc.line);
}

int names_find(const struct names *names, const char *id)
{
  const struct name *name = find(names, id);
  return name ? name->index : NO_INDEX;
}

/* How much of ID says which plugin it is of: "asb." of "asb.incidents"; 0 without one. */
static size_t owner_length(const char *id)
{
  const char *dot = strchr(id, '.');
  return dot ? (size_t)(dot - id) + 1 : 0;
}

/* Those that there are, of the same plugin where it has any, but no page full of them. */
static void hint_known(struct build *build, const struct names *names, const char *wrong)
{
  size_t prefix = owner_length(wrong), alike = 0, listed = 0, left_out = 0;
  for (size_t i = 0; i < names->at.len; i++)
    alike += strncmp(names->at.at[i].id, wrong, prefix) == 0;
  if (alike == 0)
    prefix = 0;
  struct strbuf all = STRBUF(build->arena);
  for (size_t i = 0; i < names->at.len; i++) {
    if (strncmp(names->at.at[i].id, wrong, prefix) != 0)
      continue;
    if (listed == MOST_NAMES_LISTED)
      left_out++;
    else
      strbuf_printf(&all, "%s%s", listed++ ? ", " : "", names->at.at[i].id);
  }
  if (left_out)
    strbuf_printf(&all, " and %zu more", left_out);
  diag_hint(build->diags, "there %s %s", listed == 1 ? "is only" : "are", strbuf_text(&all));
}

/* What was probably meant, or else what there is. */
static void hint(struct build *build, const struct names *names, const char *wrong)
{
  const char **known = ARENA_ARRAY(build->arena, const char *, names->at.len);
  for (size_t i = 0; i < names->at.len; i++) {
    const struct name *name = &names->at.at[i];
    known[i] = name->id;
    if (name->title && str_equal_nocase(str_of(name->title), str_of(wrong))) {
      diag_hint(build->diags, "write '%s', which stands for %s", name->id, name->title);
      return;
    }
  }
  const char *meant = suggest(str_of(wrong), known, names->at.len);
  if (meant)
    diag_hint(build->diags, "did you mean '%s'?", meant);
  else if (!names->at.len)
    diag_hint(build->diags, "none is defined");
  else
    hint_known(build, names, wrong);
}

int names_need(struct build *build, const struct names *names, const char *id, struct loc loc)
{
  const struct name *name = id ? find(names, id) : NULL;
  if (name)
    return name->index;
  if (!id || names->partial)
    return NO_INDEX;
  diag_error(build->diags, "STRATA-D021", loc, "there is no %s '%s'", names->what, id);
  hint(build, names, id);
  return NO_INDEX;
}

struct texts names_need_all(struct build *build, const struct names *names, struct texts texts,
                            const struct yaml_node *node, const char *key)
{
  const char **kept = ARENA_ARRAY(build->arena, const char *, texts.count);
  size_t count = 0;
  for (size_t i = 0; i < texts.count; i++)
    if (names_need(build, names, texts.at[i], node_item_place(node, key, i)) != NO_INDEX)
      kept[count++] = texts.at[i];
  return (struct texts) { kept, count };
}
