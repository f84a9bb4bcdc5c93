/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Street months as the store keeps them: numbers in groups of seven bits, the lowest first; texts
 * after their lengths.  A change here needs another kind in street_gather.c. */
#include "ingest/street.h"

static void put(struct strbuf *out, uint64_t number)
{
  for (; number >= 0x80; number >>= 7)
    strbuf_add_char(out, (char)(number | 0x80));
  strbuf_add_char(out, (char)number);
}

static void put_text(struct strbuf *out, const char *text)
{
  put(out, strlen(text));
  strbuf_add_text(out, text);
}

static void put_code(struct strbuf *out, const struct street_code *code)
{
  uint64_t present = 0;
  for (int i = 0; i < CRIME_TYPES; i++)
    present |= (uint64_t)(code->counts[i] != 0) << i;
  put_text(out, code->code);
  put(out, code->first_line);
  put(out, present);
  for (int i = 0; i < CRIME_TYPES; i++)
    if (code->counts[i])
      put(out, code->counts[i]);
}

static void put_month(struct strbuf *out, const struct street_month *month, const char *path)
{
  put(out, (uint64_t)month->month);
  put_text(out, month->path + strlen(path)); /* of a zip: the member */
  put_text(out, month->slug);
  put_text(out, month->force);
  strbuf_add(out, (struct str) { (const char *)month->hash, sizeof month->hash });
  put(out, month->rows);
  for (int i = 0; i < CRIME_TYPE_SLOTS; i++) {
    put(out, month->duplicates[i]);
    put(out, month->rejected[i]);
  }
  put(out, month->reject_count);
  for (size_t i = 0; i < month->reject_count; i++) {
    put(out, (uint64_t)month->rejects[i].fault);
    put(out, month->rejects[i].line);
    put_text(out, month->rejects[i].text);
  }
  put(out, month->code_count);
  for (size_t i = 0; i < month->code_count; i++)
    put_code(out, &month->codes[i]);
}

void street_pack(const struct street_months *months, const char *path, struct strbuf *out)
{
  strbuf_add(out, (struct str) { (const char *)months->hash, sizeof months->hash });
  put(out, months->months.len);
  for (size_t i = 0; i < months->months.len; i++)
    put_month(out, &months->months.at[i], path);
}

/* ---- and back ------------------------------------------------------------------------------ */

struct packed {
  const unsigned char *at, *end;
  bool broken;
};

static uint64_t take(struct packed *in)
{
  uint64_t number = 0;
  for (int shift = 0; shift < 64 && in->at < in->end; shift += 7) {
    unsigned char byte = *in->at++;
    number |= (uint64_t)(byte & 0x7F) << shift;
    if (byte < 0x80)
      return number;
  }
  in->broken = true;
  return 0;
}

static struct str take_bytes(struct packed *in, uint64_t len)
{
  if (in->broken || len > (uint64_t)(in->end - in->at)) {
    in->broken = true;
    return STR("");
  }
  struct str bytes = { (const char *)in->at, (size_t)len };
  in->at += len;
  return bytes;
}

static const char *take_text(struct packed *in, struct arena *arena)
{
  struct str text = take_bytes(in, take(in));
  return arena_text(arena, text.at, text.len);
}

/* A count of things that take at least a byte each. */
static size_t take_count(struct packed *in)
{
  uint64_t count = take(in);
  in->broken |= count > (uint64_t)(in->end - in->at);
  return in->broken ? 0 : (size_t)count;
}

static void take_hash(struct packed *in, uint8_t ret_hash[16])
{
  struct str bytes = take_bytes(in, 16);
  if (bytes.len == 16)
    memcpy(ret_hash, bytes.at, 16);
}

static void take_code(struct packed *in, struct street_code *code)
{
  struct str text = take_bytes(in, take(in));
  in->broken |= text.len >= STREET_CODE_ROOM;
  if (in->broken)
    return;
  memcpy(code->code, text.at, text.len);
  code->first_line = (uint32_t)take(in);
  uint64_t present = take(in);
  for (int i = 0; i < CRIME_TYPES; i++)
    if (present >> i & 1)
      code->counts[i] = (uint32_t)take(in);
}

static void take_month(struct packed *in, struct arena *arena, const char *path,
                       struct street_month *month)
{
  month->month = (int32_t)take(in);
  const char *member = take_text(in, arena);
  month->path = *member ? arena_printf(arena, "%s%s", path, member) : arena_strdup(arena, path);
  month->slug = take_text(in, arena);
  month->force = take_text(in, arena);
  take_hash(in, month->hash);
  month->rows = take(in);
  for (int i = 0; i < CRIME_TYPE_SLOTS; i++) {
    month->duplicates[i] = take(in);
    month->rejected[i] = take(in);
  }
  month->reject_count = take_count(in);
  struct street_reject *rejects = ARENA_ARRAY(arena, struct street_reject, month->reject_count);
  for (size_t i = 0; i < month->reject_count; i++) {
    rejects[i].fault = (enum street_fault)take(in);
    rejects[i].line = (uint32_t)take(in);
    rejects[i].text = take_text(in, arena);
  }
  month->rejects = rejects;
  month->code_count = take_count(in);
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
  take_hash(&in, months.hash);
  size_t count = take_count(&in);
  for (size_t i = 0; i < count && !in.broken; i++)
    take_month(&in, arena, path, VEC_ADD(arena, &months.months));
  if (in.broken || in.at != in.end)
    return -1;
  *ret_months = months;
  return 0;
}
