/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/fingerprint.h"

#include <stdlib.h>
#include <xxhash.h>

static XXH3_state_t *state_of(struct fingerprint *fingerprint)
{
  return (XXH3_state_t *)fingerprint;
}

struct fingerprint *fingerprint_begin(void)
{
  XXH3_state_t *state = XXH3_createState();
  if (!state)
    abort();
  XXH3_128bits_reset(state);
  return (struct fingerprint *)state;
}

void fingerprint_bytes(struct fingerprint *fingerprint, const void *bytes, size_t len)
{
  XXH3_128bits_update(state_of(fingerprint), bytes, len);
}

void fingerprint_text(struct fingerprint *fingerprint, const char *text)
{
  fingerprint_bytes(fingerprint, text ? "t" : "n", 1);
  if (text)
    fingerprint_bytes(fingerprint, text, strlen(text) + 1);
}

void fingerprint_files(struct fingerprint *fingerprint, const struct found_files *found)
{
  for (size_t i = 0; i < found->files.len; i++) {
    struct file_identity identity = { 0 };
    fingerprint_text(fingerprint, found->files.at[i].path);
    if (file_identity(found->files.at[i].path, &identity) == 0)
      fingerprint_bytes(fingerprint, &identity, sizeof identity);
  }
}

void fingerprint_areas(struct fingerprint *fingerprint, const struct catalog *catalog)
{
  for (size_t i = 0; i < catalog->area_count; i++) {
    const struct area *area = &catalog->areas[i];
    fingerprint_text(fingerprint, area->code);
    fingerprint_bytes(fingerprint, &area->kind, sizeof area->kind);
    fingerprint_bytes(fingerprint, area->members, area->member_count * sizeof *area->members);
  }
  for (size_t i = 0; i < catalog->elsewhere_count; i++)
    fingerprint_text(fingerprint, catalog->elsewhere[i].code);
}

void fingerprint_end(struct fingerprint *fingerprint, uint8_t ret_hash[FINGERPRINT_BYTES])
{
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_of(fingerprint)));
  memcpy(ret_hash, canonical.digest, FINGERPRINT_BYTES);
  XXH3_freeState(state_of(fingerprint));
}
