/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/font.h"
#include "layout/font_face.h"

#include <hb-subset.h>
#include <string.h>

static void destroy_input(hb_subset_input_t **input)
{
  hb_subset_input_destroy(*input);
}

static void destroy_plan(hb_subset_plan_t **plan)
{
  hb_subset_plan_destroy(*plan);
}

static void destroy_face(hb_face_t **face)
{
  hb_face_destroy(*face);
}

static void destroy_blob(hb_blob_t **blob)
{
  hb_blob_destroy(*blob);
}

#define auto_input __attribute__((cleanup(destroy_input)))
#define auto_plan __attribute__((cleanup(destroy_plan)))
#define auto_face __attribute__((cleanup(destroy_face)))
#define auto_blob __attribute__((cleanup(destroy_blob)))

int font_subset(struct arena *arena, const struct fonts *fonts, enum font_face face,
                const uint8_t *used, size_t used_bytes, struct font_file *ret_file)
{
  hb_face_t *source = fonts->faces[face].outlines;
  auto_input hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input)
    return -1;
  hb_set_t *glyphs = hb_subset_input_glyph_set(input);
  for (size_t i = 0; i < used_bytes * 8; i++)
    if (used[i / 8] >> (i % 8) & 1)
      hb_set_add(glyphs, (hb_codepoint_t)i);
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_NO_HINTING);
  auto_plan hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(source, input);
  if (!plan)
    return -1;
  auto_face hb_face_t *subset = hb_subset_plan_execute_or_fail(plan);
  if (!subset)
    return -1;
  auto_blob hb_blob_t *blob = hb_face_reference_blob(subset);
  unsigned len = 0;
  const char *data = hb_blob_get_data(blob, &len);
  if (!data || len == 0)
    return -1;

  size_t id_count = used_bytes * 8;
  uint16_t *ids = ARENA_ARRAY(arena, uint16_t, id_count);
  const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
  for (size_t i = 0; i < id_count; i++) {
    if (!(used[i / 8] >> (i % 8) & 1))
      continue;
    hb_codepoint_t id = hb_map_get(map, (hb_codepoint_t)i);
    ids[i] = id == HB_MAP_VALUE_INVALID ? 0 : (uint16_t)id;
  }
  uint8_t *bytes = arena_alloc(arena, len, 1);
  memcpy(bytes, data, len);
  *ret_file = (struct font_file){.bytes = bytes, .len = len, .ids = ids};
  return 0;
}
