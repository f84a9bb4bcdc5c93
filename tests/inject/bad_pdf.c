/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded by tests: a fault in the writing of PDFs.  In whatever is compressed, the first
 * STRATA_FAULT becomes STRATA_FAULT_BECOMES, which is as long. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct libdeflate_compressor;

typedef size_t compress_function(struct libdeflate_compressor *, const void *, size_t, void *,
                                 size_t);

__attribute__((visibility("default"))) compress_function libdeflate_zlib_compress;

size_t libdeflate_zlib_compress(struct libdeflate_compressor *compressor, const void *in,
                                size_t in_len, void *out, size_t out_room)
{
  compress_function *real
    = (compress_function *)(uintptr_t)dlsym(RTLD_NEXT, "libdeflate_zlib_compress");
  const char *fault = getenv("STRATA_FAULT"), *becomes = getenv("STRATA_FAULT_BECOMES");
  char *copy = malloc(in_len + 1);
  if (!copy || !fault || !becomes || strlen(fault) != strlen(becomes))
    abort();
  memcpy(copy, in, in_len);
  char *at = memmem(copy, in_len, fault, strlen(fault));
  if (at)
    memcpy(at, becomes, strlen(becomes));
  size_t len = real(compressor, copy, in_len, out, out_room);
  free(copy);
  return len;
}
