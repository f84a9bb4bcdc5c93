/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All months of a source: found in the store, or read, several files at a time. */
#include "ingest/street.h"

#include "base/cleanup.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Changes with street_pack.c and with how rows are judged. */
static const char kind_prefix[] = "street/1";

enum { MOST_THREADS = 64 };

struct job {
  const char *path;
  struct file_identity identity;
  bool from_store;
  struct arena *arena;
  struct diags *diags;
  struct street_months months;
  size_t release;
  int result;
};

struct jobs {
  struct reading *reading;
  struct arena *arena;
  const char *only_force;
  const char *kind; /* the store's: what is kept depends on the force that is wanted */
  VEC(struct job) jobs;
  atomic_size_t next, done;
};

/* ---- one file ------------------------------------------------------------------------------ */

static void run_job(struct jobs *jobs, struct job *job, struct street_worker *worker)
{
  job->result = street_read_file(worker, job->arena, job->path, jobs->only_force, NULL, job->diags,
                                 &job->months);
}

/* ---- all files ----------------------------------------------------------------------------- */

static void tell(struct jobs *jobs)
{
  const struct ingest_request *request = jobs->reading->request;
  if (request->progress)
    request->progress(request->user, "reading street crime", atomic_load(&jobs->done),
                      jobs->jobs.len);
}

static void work(struct jobs *jobs, bool tells)
{
  struct street_worker *worker = street_worker_new();
  for (;;) {
    size_t at = atomic_fetch_add(&jobs->next, 1);
    if (at >= jobs->jobs.len)
      break;
    struct job *job = &jobs->jobs.at[at];
    if (!job->from_store)
      run_job(jobs, job, worker);
    atomic_fetch_add(&jobs->done, 1);
    if (tells)
      tell(jobs);
  }
  street_worker_free(worker);
}

static void *work_in_thread(void *jobs)
{
  work(jobs, false);
  return NULL;
}

static void run_all(struct jobs *jobs)
{
  pthread_t threads[MOST_THREADS];
  size_t to_read = 0, wanted = 0, started = 0;
  for (size_t i = 0; i < jobs->jobs.len; i++)
    to_read += !jobs->jobs.at[i].from_store;
  if (jobs->reading->request->jobs > 1)
    wanted = (size_t)jobs->reading->request->jobs - 1;
  if (wanted > MOST_THREADS)
    wanted = MOST_THREADS;
  while (started < wanted && started + 1 < to_read
         && pthread_create(&threads[started], NULL, work_in_thread, jobs) == 0)
    started++;
  work(jobs, true);
  for (size_t i = 0; i < started; i++)
    pthread_join(threads[i], NULL);
  tell(jobs);
}

/* Finds a file's months in the store, by its identity, or by its content when it was moved. */
static void look_up(struct jobs *jobs, struct job *job)
{
  struct store *store = jobs->reading->store;
  const void *blob;
  size_t len;
  uint8_t hash[16];
  if (file_identity(job->path, &job->identity))
    return;
  bool found = store_find(store, job->arena, job->path, jobs->kind, job->identity, &blob, &len) == 0;
  bool moved = !found && store_may_hold(store, jobs->kind, job->identity.size)
    && bytes_hash_file(job->path, hash) == 0
    && store_find_by_hash(store, job->arena, jobs->kind, hash, &blob, &len) == 0;
  if (!found && !moved)
    return;
  job->from_store = street_unpack(job->arena, job->path, blob, len, &job->months) == 0;
  if (moved && job->from_store)
    store_keep(store, job->path, jobs->kind, job->identity, hash, blob, len);
}

/* Keeps what was read, unless the file was changed under the reader's hands. */
static void keep(struct jobs *jobs, struct job *job)
{
  struct file_identity now;
  if (job->from_store || job->result || file_identity(job->path, &now)
      || memcmp(&now, &job->identity, sizeof now) != 0)
    return;
  auto_arena struct arena *scratch = arena_new();
  struct strbuf packed = STRBUF(scratch);
  street_pack(&job->months, job->path, &packed);
  store_keep(jobs->reading->store, job->path, jobs->kind, job->identity, job->months.hash,
             strbuf_text(&packed), packed.len);
}

static int by_month(const void *a, const void *b)
{
  const struct street_month *x = a, *y = b;
  if (x->month != y->month)
    return x->month < y->month ? -1 : 1;
  int order = strcmp(x->slug, y->slug);
  if (order == 0 && x->release != y->release)
    return x->release < y->release ? -1 : 1;
  return order ? order : strcmp(x->path, y->path);
}

/* A table of counts has no force: it stands for all. */
static bool same_force(const struct street_month *a, const struct street_month *b)
{
  return !*a->slug || !*b->slug || strcmp(a->slug, b->slug) == 0;
}

static int check_twice(struct reading *reading, const struct street_months *months)
{
  int result = 0;
  for (size_t i = 1; i < months->months.len; i++) {
    const struct street_month *one = &months->months.at[i - 1], *two = &months->months.at[i];
    if (one->month != two->month || !same_force(one, two))
      continue;
    struct period period = { .last = one->month, .kind = PERIOD_MONTH };
    struct loc loc = LOC_FILE(arena_strdup(reading->arena, two->path));
    diag_error(reading->diags, "STRATA-I009", loc, "%s%s%s is there twice",
               period_code(reading->arena, period), *two->slug ? " of " : "", two->slug);
    diag_hint(reading->diags, "the other file is %s: take one of them away", one->path);
    result = -1;
  }
  return result;
}

/* Of the months of one force, the latest release's stays; the others become its revisions. */
static void take_latest(struct arena *arena, struct street_months *months)
{
  size_t kept = 0;
  for (size_t i = 0; i < months->months.len; i++) {
    struct street_month month = months->months.at[i];
    struct street_month *last = kept ? &months->months.at[kept - 1] : NULL;
    if (!last || last->month != month.month || last->release == month.release
        || !same_force(last, &month)) {
      months->months.at[kept++] = month;
      continue;
    }
    bool newer = month.release > last->release;
    *VEC_ADD(arena, &months->revisions)
      = newer ? (struct street_revision) { *last, month } : (struct street_revision) { month, *last };
    if (newer)
      *last = month;
  }
  months->months.len = kept;
}

/* What came with the downloads and was not read: nothing may vanish without a word. */
static void note_passed_over(struct jobs *jobs, const struct source *source, size_t other_files)
{
  struct diags *diags = jobs->reading->diags;
  size_t other_forces = 0;
  for (size_t i = 0; i < jobs->jobs.len; i++)
    other_forces += jobs->jobs.at[i].result == 0 && jobs->jobs.at[i].months.months.len == 0;
  if (other_files) {
    diag_note(diags, "STRATA-I023", source->loc,
              "source '%s': %zu file%s that %s no street crime passed over", source->id,
              other_files, other_files == 1 ? "" : "s", other_files == 1 ? "is" : "are");
    diag_hint(diags, "outcomes and stop and search come with the downloads and are not used");
  }
  if (other_forces)
    diag_note(diags, "STRATA-I023", source->loc,
              "source '%s': %zu file%s of other forces than %s passed over", source->id,
              other_forces, other_forces == 1 ? "" : "s", source->force);
}

static int join(struct jobs *jobs, struct street_months *months)
{
  int result = 0;
  for (size_t i = 0; i < jobs->jobs.len; i++) {
    struct job *job = &jobs->jobs.at[i];
    diags_append(jobs->reading->diags, job->diags);
    result |= job->result;
    keep(jobs, job);
    for (size_t j = 0; j < job->months.months.len; j++) {
      job->months.months.at[j].release = job->release;
      *VEC_ADD(jobs->arena, &months->months) = job->months.months.at[j];
    }
  }
  if (result == 0 && months->months.len)
    qsort(months->months.at, months->months.len, sizeof *months->months.at, by_month);
  return result;
}

int find_street_files(struct reading *reading, const struct source *source,
                      struct found_files *ret_found)
{
  return find_source_files(reading, source, is_street_name,
                           "named like 2025-12-lancashire-street.csv", ret_found);
}

static void free_arena(void *arena)
{
  arena_free(arena);
}

int street_gather(struct reading *reading, const struct source *source, struct arena *arena,
                  struct street_months *ret_months)
{
  struct found_files found;
  if (find_street_files(reading, source, &found))
    return -1;
  struct jobs jobs = { .reading = reading, .arena = arena, .only_force = source->force };
  jobs.kind = arena_printf(arena, "%s %s", kind_prefix, source->force ? source->force : "");
  for (size_t i = 0; i < found.files.len; i++) {
    struct job *job = VEC_ADD(arena, &jobs.jobs);
    job->path = found.files.at[i].path;
    if (source->path_releases)
      job->release = source->path_releases[found.files.at[i].source_path];
    job->arena = arena_new();
    arena_own(arena, job->arena, free_arena);
    job->diags = diags_new(job->arena);
    look_up(&jobs, job);
  }
  run_all(&jobs);
  struct street_months months = { .files = found.files.len };
  note_passed_over(&jobs, source, found.passed_over);
  int result = join(&jobs, &months);
  if (result == 0)
    take_latest(arena, &months);
  if (result == 0)
    result = check_twice(reading, &months);
  if (result == 0)
    *ret_months = months;
  return result;
}
