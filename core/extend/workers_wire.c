/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/workers_wire.h"

#include <errno.h>
#include <sys/socket.h>

/* Numbers are 4 bytes in the machine's order; texts are a length and their bytes; a text that is
 * not there has the length NONE. */
enum { MARK = 0x53545241 };
static const uint32_t NONE = UINT32_MAX;

static void put_number(struct strbuf *out, uint32_t number)
{
  strbuf_add(out, (struct str) { (const char *)&number, sizeof number });
}

static void put_text(struct strbuf *out, const char *text)
{
  put_number(out, text ? (uint32_t)strlen(text) : NONE);
  if (text)
    strbuf_add_text(out, text);
}

void wire_pack(struct strbuf *out, bool made, struct str answer, const struct diags *diags)
{
  put_number(out, MARK);
  put_number(out, made);
  put_number(out, (uint32_t)answer.len);
  strbuf_add(out, answer);
  put_number(out, (uint32_t)diags_count(diags));
  for (size_t i = 0; i < diags_count(diags); i++) {
    const struct diag *diag = diags_at(diags, i);
    put_number(out, (uint32_t)diag->severity);
    put_text(out, diag->code);
    put_text(out, diag->loc.file);
    put_number(out, diag->loc.line);
    put_number(out, diag->loc.col);
    put_number(out, diag->loc.end_col);
    put_text(out, diag->message);
    put_number(out, (uint32_t)diag->hint_count);
    for (size_t k = 0; k < diag->hint_count; k++)
      put_text(out, diag->hints[k]);
  }
  put_number(out, MARK);
}

struct reader {
  struct arena *arena;
  struct str rest;
  bool damaged;
};

static uint32_t get_number(struct reader *reader)
{
  uint32_t number = 0;
  if (reader->rest.len < sizeof number) {
    reader->damaged = true;
    return 0;
  }
  memcpy(&number, reader->rest.at, sizeof number);
  reader->rest.at += sizeof number;
  reader->rest.len -= sizeof number;
  return number;
}

static struct str get_bytes(struct reader *reader, uint32_t len)
{
  if (reader->damaged || len > reader->rest.len) {
    reader->damaged = true;
    return (struct str) { 0 };
  }
  struct str bytes = { reader->rest.at, len };
  reader->rest.at += len;
  reader->rest.len -= len;
  return bytes;
}

static const char *get_text(struct reader *reader)
{
  uint32_t len = get_number(reader);
  if (len == NONE)
    return NULL;
  struct str bytes = get_bytes(reader, len);
  return arena_text(reader->arena, bytes.at, bytes.len);
}

static void get_diag(struct reader *reader, struct diags *diags)
{
  uint32_t severity = get_number(reader);
  const char *code = get_text(reader);
  struct loc loc = { .file = get_text(reader) };
  loc.line = get_number(reader);
  loc.col = get_number(reader);
  loc.end_col = get_number(reader);
  const char *message = get_text(reader);
  uint32_t hints = get_number(reader);
  if (reader->damaged || severity > SEVERITY_ERROR || !code || !message) {
    reader->damaged = true;
    return;
  }
  diag_add(diags, (enum severity)severity, code, loc, "%s", message);
  for (uint32_t i = 0; i < hints && !reader->damaged; i++) {
    const char *hint = get_text(reader);
    if (hint)
      diag_hint(diags, "%s", hint);
  }
}

int wire_unpack(struct arena *arena, struct str message, bool *ret_made, struct str *ret_answer,
                struct diags *diags)
{
  struct reader reader = { arena, message, false };
  struct diags *read = diags_new(arena);
  bool marked = get_number(&reader) == MARK;
  bool made = get_number(&reader) != 0;
  struct str answer = get_bytes(&reader, get_number(&reader));
  uint32_t count = get_number(&reader);
  for (uint32_t i = 0; i < count && !reader.damaged; i++)
    get_diag(&reader, read);
  if (!marked || get_number(&reader) != MARK || reader.damaged || reader.rest.len)
    return -1;
  *ret_made = made;
  *ret_answer = answer;
  diags_append(diags, read);
  return 0;
}

bool wire_send(int fd, struct str bytes)
{
  while (bytes.len) {
    ssize_t sent = send(fd, bytes.at, bytes.len, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return false;
    bytes.at += sent;
    bytes.len -= (size_t)sent;
  }
  return true;
}
