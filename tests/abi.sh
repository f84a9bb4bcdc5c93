#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The layout of everything in strata-plugin.h is as in abi.golden.  A plugin that was built long ago
# reads these offsets.  Within a major version a struct may only grow at its end: when that is what
# you did, take the lines that this test prints into abi.golden and raise STRATA_ABI_MINOR.
set -u
header=$top_srcdir/core/strata-plugin.h
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One line of C for each member of each struct that the header defines.
{
  echo '#include "strata-plugin.h"'
  echo '#include <stdio.h>'
  echo '#define SIZE(s) printf("%s %zu\n", #s, sizeof(struct s))'
  echo '#define MEMBER(s, m) printf("%s.%s %zu\n", #s, #m, offsetof(struct s, m))'
  echo 'int main(void) { if (sizeof(void *) != 8) return 77;'
  awk '
    { text = text $0 "\n" }
    END {
      gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", text)
      while (match(text, /struct strata_[a-z_]+ \{[^}]*\};/)) {
        body = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        split(body, words, " ")
        name = words[2]
        sub(/^[^{]*\{/, "", body)
        sub(/\}.*/, "", body)
        count = split(body, members, ";")
        for (i = 1; i < count; i++) {
          member = members[i]
          if (match(member, /\(\*[a-z_]+\)/)) {
            printf "MEMBER(%s, %s);\n", name, substr(member, RSTART + 2, RLENGTH - 3)
            continue
          }
          parts = split(member, part, ",")
          for (j = 1; j <= parts; j++) {
            match(part[j], /[a-z_]+[ \t\n]*$/)
            printf "MEMBER(%s, %s);\n", name, substr(part[j], RSTART)
          }
        }
        printf "SIZE(%s);\n", name
      }
    }' "$header"
  echo 'return 0; }'
} >"$work/abi.c"

read -ra compiler <<<"$CC"
"${compiler[@]}" -I"$top_srcdir/core" -o "$work/abi" "$work/abi.c" || exit 1
"$work/abi" >"$work/abi.now"
status=$?
if [[ $status == 77 ]]; then
  echo "the golden file holds the layout of machines with 64-bit pointers"
  exit 77
fi
if [[ $(wc -l <"$work/abi.now") -lt 200 ]]; then
  echo "found too few members: the header is written in a way that this script cannot read"
  exit 1
fi
diff -u "$top_srcdir/tests/abi.golden" "$work/abi.now"
