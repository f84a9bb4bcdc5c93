/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/exports.h"

#include "base/cleanup.h"
#include "base/vec.h"
#include "extend/words.h"

#include <elf.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#if ULONG_MAX > UINT32_MAX
typedef Elf64_Ehdr elf_header;
typedef Elf64_Shdr elf_section;
typedef Elf64_Sym elf_symbol;
enum { OWN_CLASS = ELFCLASS64 };
#define SYMBOL_BINDING(info) ELF64_ST_BIND(info)
#else
typedef Elf32_Ehdr elf_header;
typedef Elf32_Shdr elf_section;
typedef Elf32_Sym elf_symbol;
enum { OWN_CLASS = ELFCLASS32 };
#define SYMBOL_BINDING(info) ELF32_ST_BIND(info)
#endif

struct bytes {
  const unsigned char *at;
  size_t len;
};

static struct bytes read_file(struct arena *arena, const char *path)
{
  enum { MOST_BYTES = 64 << 20 };
  auto_fclose FILE *file = fopen(path, "rb");
  struct stat status;
  if (!file || fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)
      || status.st_size > MOST_BYTES)
    return (struct bytes) { 0 };
  unsigned char *at = arena_alloc(arena, (size_t)status.st_size + 1, _Alignof(max_align_t));
  return (struct bytes) { at, fread(at, 1, (size_t)status.st_size, file) };
}

/* COUNT elements of SIZE bytes at OFFSET; NULL when they are not all there, or not aligned. */
static const void *part(struct bytes file, uint64_t offset, uint64_t count, size_t size)
{
  if (offset > file.len || offset % 8 != 0 || count > (file.len - offset) / size)
    return NULL;
  return file.at + offset;
}

static const char *name_at(struct bytes file, const elf_section *names, uint32_t offset)
{
  if (offset >= names->sh_size || names->sh_offset > file.len
      || names->sh_size > file.len - names->sh_offset)
    return NULL;
  const char *name = (const char *)file.at + names->sh_offset + offset;
  return memchr(name, '\0', names->sh_size - offset) ? name : NULL;
}

const char *exports_besides(struct arena *arena, const char *path, const char *wanted)
{
  struct bytes file = read_file(arena, path);
  const elf_header *header = part(file, 0, 1, sizeof *header);
  if (!header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0
      || header->e_ident[EI_CLASS] != OWN_CLASS || header->e_shentsize != sizeof(elf_section))
    return NULL;
  const elf_section *sections = part(file, header->e_shoff, header->e_shnum, sizeof *sections);
  VEC(const char *) others = { 0 };
  for (size_t i = 0; sections && i < header->e_shnum; i++) {
    if (sections[i].sh_type != SHT_DYNSYM || sections[i].sh_link >= header->e_shnum)
      continue;
    size_t count = sections[i].sh_size / sizeof(elf_symbol);
    const elf_symbol *symbols = part(file, sections[i].sh_offset, count, sizeof *symbols);
    if (!symbols)
      return NULL;
    for (size_t j = 0; j < count; j++) {
      const char *name = name_at(file, &sections[sections[i].sh_link], symbols[j].st_name);
      bool exported = symbols[j].st_shndx != SHN_UNDEF
        && SYMBOL_BINDING(symbols[j].st_info) != STB_LOCAL
        && (symbols[j].st_other & 3) == STV_DEFAULT;
      if (exported && name && strcmp(name, wanted) != 0 && strcmp(name, "_init") != 0
          && strcmp(name, "_fini") != 0)
        *VEC_ADD(arena, &others) = name;
    }
  }
  return sections ? words_list(arena, others.at, others.len) : NULL;
}
