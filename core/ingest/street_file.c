/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file of street crime, of whichever kind. */
#include "ingest/street.h"

/* ---- names --------------------------------------------------------------------------------- */

bool street_file_name(struct str name, int32_t *ret_month, struct str *ret_slug)
{
  if (str_ends(name, ".gz"))
    name.len -= 3;
  struct period period;
  static const char ending[] = "-street.csv";
  size_t ending_len = sizeof ending - 1;
  if (!str_ends(name, ending) || name.len <= 8 + ending_len || name.at[7] != '-'
      || !period_parse((struct str) { name.at, 7 }, &period) || period.kind != PERIOD_MONTH)
    return false;
  *ret_month = period.last;
  *ret_slug = (struct str) { name.at + 8, name.len - 8 - ending_len };
  return true;
}

/* ---- one file ------------------------------------------------------------------------------ */

static int read_zip(struct street_worker *worker, struct arena *arena, const char *path,
                    const char *only_force, const struct street_watch *watch,
                    struct diags *diags, struct street_months *months)
{
  struct archive_reader *archive = archive_reader_open(path, diags);
  if (!archive)
    return -1;
  const char *name;
  int result;
  bool any = false;
  while ((result = archive_reader_next(archive, &name)) > 0) {
    const char *slash = strrchr(name, '/');
    int32_t month;
    struct str slug;
    if (!street_file_name(str_of(slash ? slash + 1 : name), &month, &slug))
      continue;
    any = true;
    const char *member = arena_printf(arena, "%s/%s", path, name);
    struct bytes *bytes = archive_reader_bytes(archive, member);
    struct street_month read;
    int found = street_scan(worker, arena, bytes, member, only_force, watch, diags, &read);
    bytes_close(bytes);
    if (found > 0)
      *VEC_ADD(arena, &months->months) = read;
    if (found < 0)
      result = -1;
    if (result < 0)
      break;
  }
  archive_reader_close(archive);
  if (result == 0 && !any) {
    diag_error(diags, "STRATA-I002", LOC_FILE(path),
               "the archive holds no file named like 2025-12-lancashire-street.csv");
    diag_hint(diags, "on data.police.uk, tick 'Include crime data' before downloading");
    return -1;
  }
  return result == 0 ? bytes_hash_file(path, months->hash) : -1;
}

static int read_counts(struct street_worker *worker, struct arena *arena, struct bytes *bytes,
                       const char *path, const struct street_watch *watch, struct diags *diags,
                       struct street_months *months)
{
  struct csv csv;
  if (csv_open(&csv, arena, street_worker_buffers(worker), bytes, path, diags))
    return -1;
  if (street_counts_header(&csv))
    return street_counts_read(&csv, arena, watch, months);
  struct loc loc = { .file = path, .line = 1 };
  if (csv_column(&csv, "Crime ID") >= 0) {
    diag_error(diags, "STRATA-I011", loc, "the file's name does not tell its month and force");
    diag_hint(diags, "give it back its name, like 2025-12-lancashire-street.csv");
  } else {
    diag_error(diags, "STRATA-I004", loc, "this is neither a street download nor a table of counts");
    diag_hint(diags, "a table of counts begins with the columns month,area");
  }
  return -1;
}

static int read_csv(struct street_worker *worker, struct arena *arena, const char *path,
                    const char *only_force, const struct street_watch *watch,
                    struct diags *diags, struct street_months *months)
{
  struct bytes *bytes = bytes_open(path, diags);
  if (!bytes)
    return -1;
  const char *slash = strrchr(path, '/');
  struct street_month month;
  struct str slug;
  int result;
  if (street_file_name(str_of(slash ? slash + 1 : path), &month.month, &slug)) {
    result = street_scan(worker, arena, bytes, path, only_force, watch, diags, &month);
    if (result > 0)
      *VEC_ADD(arena, &months->months) = month;
  } else {
    result = read_counts(worker, arena, bytes, path, watch, diags, months);
  }
  if (result >= 0 && months->months.len) /* a file of another force was not read to its end */
    result = bytes_hash(bytes, months->hash);
  bytes_close(bytes);
  return result < 0 ? -1 : 0;
}

int street_read_file(struct street_worker *worker, struct arena *arena, const char *path,
                     const char *only_force, const struct street_watch *watch,
                     struct diags *diags, struct street_months *ret_months)
{
  struct street_months months = { 0 };
  int result = str_ends(str_of(path), ".zip")
    ? read_zip(worker, arena, path, only_force, watch, diags, &months)
    : read_csv(worker, arena, path, only_force, watch, diags, &months);
  if (result == 0)
    *ret_months = months;
  return result;
}

bool is_street_name(const char *name)
{
  int32_t month;
  struct str slug;
  return street_file_name(str_of(name), &month, &slug) || str_ends(str_of(name), ".zip");
}
