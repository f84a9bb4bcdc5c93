#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The layout of everything in strata-plugin.h is as in abi.golden.  A plugin that was built long ago
# reads these offsets.  Within a major version a struct may only grow at its end, and every growth has
# a minor version of its own: abi.golden has a section for each, that says what came with it and is
# closed by a checksum.  When a struct has grown, raise STRATA_ABI_MINOR and put the section that this
# test prints at the end of abi.golden.
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

# What abi.golden says there is: of a member or a size that has several lines, the last.
golden=$top_srcdir/tests/abi.golden
awk '!/^minor / { at[$1] = $2 } END { for (name in at) print name, at[name] }' "$golden" | sort >"$work/golden"
sort "$work/abi.now" >"$work/now"
failures=0

# Sections that are closed stay as they are: plugins were built against them.
while read -r _ minor sum; do
  found=$(awk -v minor="$minor" '/^minor / { inside = $2 == minor; next } inside' "$golden" | cksum)
  if [[ ${found%% *} != "$sum" ]]; then
    echo "the section of minor $minor in abi.golden was changed: what was added needs a section of its own"
    failures=1
  fi
  last=$minor
done < <(grep '^minor ' "$golden")

# A member may not go or move, nor may a struct shrink.
if ! awk 'NR == FNR { now[$1] = $2; next }
    !($1 in now) { print $1 " is gone"; bad = 1; next }
    $1 ~ /\./ && now[$1] != $2 { print $1 " was at " $2 " and is at " now[$1]; bad = 1 }
    $1 !~ /\./ && now[$1] < $2 { print $1 " had " $2 " bytes and has " now[$1]; bad = 1 }
    END { exit bad }' "$work/now" "$work/golden"; then
  echo "plugins that were built before would read the wrong bytes: add members at the end of a struct only"
  exit 1
fi

current=$(awk '/^#define STRATA_ABI_MINOR/ { print $3 + 0; exit }' "$header")
if ! diff "$work/golden" "$work/now" >/dev/null; then
  echo "members were added to strata-plugin.h. Put this at the end of tests/abi.golden:"
  [[ $current -gt $last ]] || echo "(and raise STRATA_ABI_MINOR, which is $current, to $((last + 1)))"
  awk 'NR == FNR { had[$1 " " $2]; next } !(($1 " " $2) in had)' "$work/golden" "$work/abi.now" >"$work/new"
  echo
  echo "minor $((last + 1)) $(cksum <"$work/new" | cut -d' ' -f1)"
  cat "$work/new"
  exit 1
fi
if [[ $current != "$last" ]]; then
  echo "STRATA_ABI_MINOR is $current, and the last section of abi.golden is minor $last"
  failures=1
fi
exit $failures
