/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A main for fuzz targets where libFuzzer is not linked: gives each file that is named on the
 * command line to the target, once.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return -1;
  }
  /* Exactly as long as the file, so that the sanitizers see a read past the end. */
  uint8_t *data = NULL;
  size_t size = 0;
  int byte;
  while ((byte = getc(file)) != EOF) {
    uint8_t *grown = realloc(data, size + 1);
    if (!grown)
      abort();
    data = grown;
    data[size++] = (uint8_t)byte;
  }
  fclose(file);
  LLVMFuzzerTestOneInput(data, size);
  free(data);
  return 0;
}

int main(int argc, char **argv)
{
  int status = 0;
  for (int i = 1; i < argc; i++)
    if (replay(argv[i]) < 0)
      status = 1;
  return status;
}
