/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/hash.h"

#include "base/cleanup.h"

#include <nettle/sha2.h>
#include <stdio.h>

static const char *digest(struct arena *arena, struct sha256_ctx *hash)
{
  uint8_t bytes[SHA256_DIGEST_SIZE];
  struct strbuf text = STRBUF(arena);
  sha256_digest(hash, sizeof bytes, bytes);
  for (size_t i = 0; i < sizeof bytes; i++)
    strbuf_printf(&text, "%02x", bytes[i]);
  return strbuf_text(&text);
}

const char *hash_text(struct arena *arena, struct str text)
{
  struct sha256_ctx hash;
  sha256_init(&hash);
  sha256_update(&hash, text.len, (const uint8_t *)text.at);
  return digest(arena, &hash);
}

const char *hash_file(struct arena *arena, const char *path)
{
  struct sha256_ctx hash;
  uint8_t bytes[65536];
  size_t len;
  auto_fclose FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  sha256_init(&hash);
  while ((len = fread(bytes, 1, sizeof bytes, file)) > 0)
    sha256_update(&hash, len, bytes);
  return ferror(file) ? NULL : digest(arena, &hash);
}
