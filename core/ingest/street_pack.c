/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Street months as the store keeps them.  A change here needs another kind in street_gather.c. */
#include "ingest/pack.h"
#include "ingest/street.h"

static void put_code(struct strbuf *out, const struct street_code *code)
{
  uint64_t present = 0;
  for (int i = 0; i < CRIME_TYPES; i++)
    present |= (uint64_t)(code->counts[i] != 0) << i;
  pack_text(out, code->code);
  pack_number(out, code->first_line);
  pack_number(out, present);
  for (int i = 0; i < CRIME_TYPES; i++)
    if (code->counts[i])
      pack_number(out, code->counts[i]);
}

static void put_month(struct strbuf *out, const struct street_month *month, const char *path)
{
  pack_number(out, (uint64_t)month->month);
  pack_text(out, month->path + strlen(path)); /* of a zip: the member */
  pack_text(out, month->slug);
  pack_text(out, month->force);
  strbuf_add(out, (struct str) { (const char *)month->hash, sizeof month->hash });
  pack_number(out, month->rows);
  for (int i = 0; i < CRIME_TYPE_SLOTS; i++) {
    pack_number(out, month->duplicates[i]);
    pack_number(out, month->rejected[i]);
  }
  pack_number(out, month->reject_count);
  for (size_t i = 0; i < month->reject_count; i++) {
    pack_number(out, (uint64_t)month->rejects[i].fault);
    pack_number(out, month->rejects[i].line);
    pack_text(out, month->rejects[i].text);
  }
  pack_number(out, month->code_count);
  for (size_t i = 0; i < month->code_count; i++)
    put_code(out, &month->codes[i]);
}

void street_pack(const struct street_months *months, const char *path, struct strbuf *out)
{
  strbuf_add(out, (struct str) { (const char *)months->hash, sizeof months->hash });
  pack_number(out, months->months.len);
  for (size_t i = 0; i < months->months.len; i++)
    put_month(out, &months->months.at[i], path);
}

/* ---- and back ------------------------------------------------------------------------------ */

static void take_code(struct packed *in, struct street_code *code)
{
  struct str text = unpack_bytes(in, unpack_number(in));
  in->broken |= text.len >= STREET_CODE_ROOM;
  if (in->broken)
    return;
  memcpy(code->code, text.at, text.len);
  code->first_line = (uint32_t)unpack_number(in);
  uint64_t present = unpack_number(in);
  for (int i = 0; i < CRIME_TYPES; i++)
    if (present >> i & 1)
      code->counts[i] = (uint32_t)unpack_number(in);
}

static void take_month(struct packed *in, struct arena *arena, const char *path,
                       struct street_month *month)
{
  month->month = (int32_t)unpack_number(in);
  const char *member = unpack_text(in, arena);
  month->path = *member ? arena_printf(arena, "%s%s", path, member) : arena_strdup(arena, path);
  month->slug = unpack_text(in, arena);
  month->force = unpack_text(in, arena);
  unpack_hash(in, month->hash);
  month->rows = unpack_number(in);
  for (int i = 0; i < CRIME_TYPE_SLOTS; i++) {
    month->duplicates[i] = unpack_number(in);
    month->rejected[i] = unpack_number(in);
  }
  month->reject_count = unpack_count(in);
  struct street_reject *rejects = ARENA_ARRAY(arena, struct street_reject, month->reject_count);
  for (size_t i = 0; i < month->reject_count; i++) {
    rejects[i].fault = (enum street_fault)unpack_number(in);
    rejects[i].line = (uint32_t)unpack_number(in);
    rejects[i].text = unpack_text(in, arena);
  }
  month->rejects = rejects;
  month->code_count = unpack_count(in);
  struct street_code *codes = ARENA_ARRAY(arena, struct street_code, month->code_count);
  for (size_t i = 0; i < month->code_count && !in->broken; i++)
    take_code(in, &codes[i]);
  month->codes = codes;
}

int street_unpack(struct arena *arena, const char *path, const void *blob, size_t len,
                  struct street_months *ret_months)
{
  struct packed in = { .at = blob, .end = (const unsigned char *)blob + len };
  struct street_months months = { 0 };
  unpack_hash(&in, months.hash);
  size_t count = unpack_count(&in);
  for (size_t i = 0; i < count && !in.broken; i++)
    take_month(&in, arena, path, VEC_ADD(arena, &months.months));
  if (in.broken || in.at != in.end)
    return -1;
  *ret_months = months;
  return 0;
}
