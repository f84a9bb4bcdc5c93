/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/attacker_model.h"

static const char *tally_words(const struct model *model, const struct tally *tally)
{
  const struct tally_use *use = tally->use_count ? &tally->uses[0] : NULL;
  bool divisor = use && use->divisor && tally->printed;
  return arena_printf(model->arena, "%s%s%s", tally->printed ? "" : "the rest of ",
                      use ? model->catalog->indicators[use->indicator].id : "",
                      divisor ? " (what it divides by)" : "");
}

static const char *place_words(const struct model *model, const struct owner *owner)
{
  int extra = owner->row - (int)model->catalog->area_count;
  const struct small_area *small = attacker_small(model, owner->row);
  const struct ward *ward = attacker_ward(model, owner->row);
  if (small)
    return small->name ? small->name : small->code;
  if (ward)
    return ward->name ? ward->name : ward->code;
  return extra < 0                  ? model->catalog->areas[owner->row].name
         : extra == SUMS_UNASSIGNED ? "without a place"
                                    : "outside the partnership";
}

static const char *when(const struct model *model, const struct owner *owner)
{
  return period_code(model->arena, attacker_period(model, owner->column));
}

const char *attacker_unknown_words(const struct model *model, uint32_t unknown)
{
  const struct owner *owner = &model->owners.at[unknown];
  return arena_printf(model->arena, "%s, %s, %s",
                      tally_words(model, &model->tallies.at[owner->tally]),
                      place_words(model, owner), when(model, owner));
}

const char *attacker_relation_words(const struct model *model, uint32_t index)
{
  const struct relation *relation = &model->riddle.relations.at[index];
  const struct relation_term *terms = &model->riddle.terms.at[relation->first];
  const struct reason *reason = &model->reasons.at[index];
  const struct owner *whole = &model->owners.at[terms[0].unknown];
  const char *tally = tally_words(model, &model->tallies.at[whole->tally]);
  const char *place = place_words(model, whole), *period = when(model, whole);
  if (reason->kind == REASON_FIGURE)
    return arena_printf(model->arena, "%s, %s, %s: %s", tally, place, period, reason->what);
  if (reason->kind == REASON_ROWS)
    return arena_printf(model->arena, "%s: an appendix says how many rows of '%s' were %s", tally,
                        model->tallies.at[whole->tally].table->source->id, reason->what);
  bool of_areas = reason->kind == REASON_AREAS || reason->kind == REASON_SMALL_AREAS;
  bool of_periods = reason->kind == REASON_PERIODS;
  struct strbuf out = STRBUF(model->arena);
  strbuf_printf(&out, "%s, %s: ", of_areas || of_periods ? tally : place,
                of_periods ? place : period);
  for (uint32_t t = 0; t < relation->count; t++) {
    const struct owner *owner = &model->owners.at[terms[t].unknown];
    strbuf_add_text(&out, t == 0 ? "" : t == 1 ? " = " : terms[t].factor < 0 ? " + " : " - ");
    strbuf_add_text(&out, of_areas     ? place_words(model, owner)
                          : of_periods ? when(model, owner)
                                       : tally_words(model, &model->tallies.at[owner->tally]));
    strbuf_add_text(&out, owner->shown ? "" : " [c]");
  }
  return strbuf_text(&out);
}
