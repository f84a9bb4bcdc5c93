/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/found.h"

#include <stdint.h>

enum { SLOTS = 1 << 14, MOST_FOUND = SLOTS / 2 };

struct question {
  const struct released *released;
  int32_t indicator, area;
  int32_t last, kind;
  int32_t before, before_kind; /* kind -1: none was named */
};

struct answer {
  struct question question;
  struct result result;
};

struct found {
  struct arena *arena;
  struct answer **slots; /* made with the first answer */
  size_t count;
};

struct found *found_new(struct arena *arena)
{
  struct found *found = ARENA_NEW(arena, struct found);
  found->arena = arena;
  return found;
}

static bool same(const struct question *one, const struct question *other)
{
  return one->released == other->released && one->indicator == other->indicator
    && one->area == other->area && one->last == other->last && one->kind == other->kind
    && one->before == other->before && one->before_kind == other->before_kind;
}

static size_t slot_of(const struct question *question)
{
  uint64_t mixed = (uint64_t)(uint32_t)question->indicator << 40
    ^ (uint64_t)(uint32_t)question->area << 20 ^ (uint64_t)(uint32_t)question->last << 2
    ^ (uint64_t)(uint32_t)question->kind ^ (uint64_t)(uint32_t)question->before << 30
    ^ (uintptr_t)question->released;
  return (size_t)(mixed * UINT64_C(0x9E3779B97F4A7C15) >> 50);
}

static void ask(const struct question *question, const struct period *before, struct result *ret)
{
  struct period period = { .last = question->last, .kind = (enum period_kind)question->kind };
  if (before)
    released_find_since(question->released, question->indicator, question->area, period, *before,
                        ret);
  else
    released_find(question->released, question->indicator, question->area, period, ret);
}

void found_find(struct found *found, const struct released *released, int indicator, int area,
                struct period period, const struct period *before, struct result *ret)
{
  const struct question question = { .released = released,
    .indicator = indicator,
    .area = area,
    .last = period.last,
    .kind = (int32_t)period.kind,
    .before = before ? before->last : 0,
    .before_kind = before ? (int32_t)before->kind : -1 };
  if (!found->slots)
    found->slots = ARENA_ARRAY(found->arena, struct answer *, SLOTS);
  size_t slot = slot_of(&question);
  for (; found->slots[slot]; slot = (slot + 1) % SLOTS) {
    if (same(&found->slots[slot]->question, &question)) {
      *ret = found->slots[slot]->result;
      return;
    }
  }
  ask(&question, before, ret);
  if (found->count == MOST_FOUND)
    return;
  struct answer *answer = ARENA_NEW(found->arena, struct answer);
  *answer = (struct answer) { question, *ret };
  found->slots[slot] = answer;
  found->count++;
}
