/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/pack.h"

void pack_number(struct strbuf *out, uint64_t number)
{
  for (; number >= 0x80; number >>= 7)
    strbuf_add_char(out, (char)(number | 0x80));
  strbuf_add_char(out, (char)number);
}

void pack_text(struct strbuf *out, const char *text)
{
  pack_number(out, strlen(text));
  strbuf_add_text(out, text);
}

void pack_signed(struct strbuf *out, int64_t number)
{
  pack_number(out, (uint64_t)number << 1 ^ (uint64_t)(number >> 63));
}

uint64_t unpack_number(struct packed *in)
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

int64_t unpack_signed(struct packed *in)
{
  uint64_t number = unpack_number(in);
  return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

struct str unpack_bytes(struct packed *in, uint64_t len)
{
  if (in->broken || len > (uint64_t)(in->end - in->at)) {
    in->broken = true;
    return STR("");
  }
  struct str bytes = { (const char *)in->at, (size_t)len };
  in->at += len;
  return bytes;
}

const char *unpack_text(struct packed *in, struct arena *arena)
{
  struct str text = unpack_bytes(in, unpack_number(in));
  return arena_text(arena, text.at, text.len);
}

size_t unpack_count(struct packed *in)
{
  uint64_t count = unpack_number(in);
  in->broken |= count > (uint64_t)(in->end - in->at);
  return in->broken ? 0 : (size_t)count;
}

void unpack_hash(struct packed *in, uint8_t ret_hash[16])
{
  struct str bytes = unpack_bytes(in, 16);
  if (bytes.len == 16)
    memcpy(ret_hash, bytes.at, 16);
}
