#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The dependency rules of docs/ARCHITECTURE.md: what may include what, what may be called where,
# and that every header stands on its own.
set -u
cd "$top_srcdir" || exit 1
status=0

# A file includes only from its own folder and from those before it.  The files of core/ itself
# (pipeline.h) come after layout and render: they see everything but the command.
export order="base define store ingest compute disclose document extend layout render . cli"

# A library is known in one place: header (a prefix of its name), folder.
export one_place="
  yaml.h        define
  sqlite3.h     store
  libpq-fe.h    ingest
  archive       ingest
  jansson.h     ingest
  geos_c.h      ingest
  Rmath.h       compute
  glpk.h        disclose
  cmark.h       document
  dlfcn.h       extend
  lua           extend
  lauxlib.h     extend
  hb            layout
  hpdf          render
  nettle        render
"

# Functions that are banned: unbounded, locale-dependent, or jumping over cleanup attributes.
export banned="strcpy strcat sprintf vsprintf strtok gets atof atoi atol strtof strtold
  setlocale localeconv setjmp longjmp sigsetjmp siglongjmp"

# strtod obeys the locale; num.c alone knows how to call it all the same.
export may_strtod="core/base/num.c"

# Only the command prints.  arena.c may say its last words when memory is exhausted.
export printing="printf vprintf puts putchar perror stdout stderr"
export may_print="core/base/arena.c"

# What a plugin's C may include besides <strata-plugin.h> and its own headers: the C library.
export c_library="assert complex ctype errno float inttypes limits math stdalign stdarg stdatomic
  stdbool stddef stdint stdio stdlib stdnoreturn string tgmath time wchar wctype"

mapfile -t files < <(find core plugins tests/third_party -name '*.[ch]' | sort)

awk '
  BEGIN {
    for (i = split(ENVIRON["order"], names); i > 0; i--) rank[names[i]] = i
    n = split(ENVIRON["one_place"], words)
    for (i = 1; i < n; i += 2) place[words[i]] = words[i + 1]
    for (i = split(ENVIRON["banned"], names); i > 0; i--) banned[names[i]] = 1
    for (i = split(ENVIRON["printing"], names); i > 0; i--) prints[names[i]] = 1
    for (i = split(ENVIRON["may_print"], names); i > 0; i--) may_print[names[i]] = 1
    for (i = split(ENVIRON["c_library"], names); i > 0; i--) c_library[names[i] ".h"] = 1
  }
  function wrong(message) {
    print FILENAME ":" FNR ": " message
    failed = 1
  }
  function is_own_header(name, path, line, found) { # it stands beside the file that includes it
    if (name ~ /\//) return 0
    path = FILENAME
    sub(/[^\/]*$/, name, path)
    found = (getline line < path) >= 0
    close(path)
    return found
  }
  function folder_of(path, parts) {           # core/base/str.h -> base; core/pipeline.h -> .
    return split(path, parts, "/") < 3 ? "." : parts[2]
  }
  FNR == 1 {
    in_plugin = FILENAME !~ /^core\//
    is_test = FILENAME ~ /\/tests\//
    own = folder_of(FILENAME)
    in_comment = 0
    if ($0 !~ /^\/\* SPDX-License-Identifier: (GPL-3\.0-or-later|MIT)/)
      wrong("the first line is not an SPDX licence")
  }
  { line = code($0) }
  function code(text, before, at) {           # TEXT without comments and string literals
    before = ""
    for (;;) {
      if (in_comment) {
        if (!(at = index(text, "*/"))) return before
        text = substr(text, at + 2)
        in_comment = 0
      }
      if (!match(text, /\/\*|\/\/|"([^"\\]|\\.)*"|\x27([^\x27\\]|\\.)*\x27/)) return before text
      if (substr(text, RSTART, 1) != "/") {
        before = before substr(text, 1, RSTART - 1) "\"\""
        text = substr(text, RSTART + RLENGTH)
        continue
      }
      before = before substr(text, 1, RSTART - 1)
      if (substr(text, RSTART, 2) == "//") return before
      text = substr(text, RSTART + 2)
      in_comment = 1
    }
  }
  line ~ /^[ \t]*#[ \t]*include/ {
    match($0, /["<][^">]*[">]/)
    quoted = substr($0, RSTART, 1) == "\""
    name = substr($0, RSTART + 1, RLENGTH - 2)
    if (in_plugin) {
      if (is_test) next
      if (quoted ? !is_own_header(name) : name != "strata-plugin.h" && !(name in c_library))
        wrong("a plugin may include <strata-plugin.h>, its own headers and the C library, not " name)
      next
    }
    if (quoted) {
      if (name == "config.h" || name == "install-dirs.h") {
        if (FILENAME ~ /\.h$/) wrong("only a .c file includes " name)
        next
      }
      if (name == "strata-plugin.h") {
        if (rank[own] < rank["extend"]) wrong(own " does not know of plugins: " name)
        next
      }
      from = folder_of("core/" name)
      if (!(from in rank)) wrong("write #include \"folder/file.h\", not " name)
      else if (rank[from] > rank[own]) wrong(own " may not include from " from ": " name)
      next
    }
    for (prefix in place)
      if (index(name, prefix) == 1 && own != place[prefix])
        wrong("<" name "> belongs to core/" place[prefix] " alone")
    next
  }
  !is_test && FILENAME !~ /strata-plugin\.h$/ {
    while (match(line, /[A-Za-z_][A-Za-z_0-9]*/)) {
      word = substr(line, RSTART, RLENGTH)
      line = substr(line, RSTART + RLENGTH)
      if (word in banned && line ~ /^[ \t]*\(/) wrong(word " is banned")
      if (word == "strtod" && FILENAME != ENVIRON["may_strtod"])
        wrong("numbers are read by base/num.h: strtod")
      if (word in prints && own != "cli" && !(FILENAME in may_print) && (line ~ /^[ \t]*\(/ || word ~ /^std/))
        wrong("only core/cli prints: " word)
    }
  }
  END { exit failed }
' "${files[@]}" || status=1

# Every header alone, all in one call.
mapfile -t headers < <(find core -name '*.h' | sort)
read -ra compiler <<<"$CC"
read -ra flags <<<"$include_path"
"${compiler[@]}" -std=gnu17 -D_GNU_SOURCE -Icore "${flags[@]}" -Wall -Wextra -Wpedantic -Wno-unused -Werror \
  -fsyntax-only -x c "${headers[@]}" || {
  echo "a header does not stand on its own: it must include what it uses"
  status=1
}

# The attacker shares no equation with those who protect: not even through another header.
protectors='disclose/(cells|cell_index|ranges|block|search|protect|audit|reader|shelter)\.h'
for file in core/disclose/attacker*.c; do
  if "${compiler[@]}" -std=gnu17 -D_GNU_SOURCE -Icore "${flags[@]}" -MM "$file" | grep -oE "$protectors"; then
    echo "$file: the attacker includes what protects"
    status=1
  fi
done

if [[ ${#files[@]} == 0 || ${#headers[@]} == 0 ]]; then
  echo "found nothing to check"
  status=1
fi
exit $status
