#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every diagnostic code of the program has one section in docs/DIAGNOSTICS.md and is mentioned in a
# test; and no section is about a code that no longer exists.
set -u
cd "$top_srcdir" || exit 1
status=0

# The letters of which every code must be mentioned in a test.
must_be_tested='[CDRS]'

in_sources=$(grep -rhoE '"STRATA-[A-Z][0-9]{3}"' --include='*.[ch]' core | tr -d '"' | sort -u)
in_docs=$(sed -nE 's/^## (STRATA-[A-Z][0-9]{3})$/\1/p' docs/DIAGNOSTICS.md | sort)
in_tests=$({ grep -rhoE 'STRATA-[A-Z][0-9]{3}' tests plugins; find tests plugins -name 'STRATA-*'; } |
  grep -oE 'STRATA-[A-Z][0-9]{3}' | sort -u)

complain() { # WHAT, then codes on stdin
  while read -r code; do
    echo "$code: $1"
    status=1
  done
}
if [[ -z $in_sources ]]; then
  echo "found no code in core/"
  exit 1
fi
complain 'has no section in docs/DIAGNOSTICS.md' < <(comm -23 <(echo "$in_sources") <(echo "$in_docs" | uniq))
complain 'has a section in docs/DIAGNOSTICS.md, but nothing in core/ reports it' \
  < <(comm -13 <(echo "$in_sources") <(echo "$in_docs" | uniq))
complain 'has more than one section in docs/DIAGNOSTICS.md' < <(echo "$in_docs" | uniq -d)
complain 'is in no test' \
  < <(comm -23 <(echo "$in_sources") <(echo "$in_tests") | grep "STRATA-$must_be_tested")
exit $status
