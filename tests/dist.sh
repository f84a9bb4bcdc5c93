#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The tarball holds every file that git tracks: who starts from it must not miss one.
set -eu
if ! tracked=$(git -C "$top_srcdir" ls-files 2>/dev/null) || [[ -z $tracked ]]; then
  echo "not a git checkout: nothing to compare the tarball with"
  exit 77
fi
# A folder in the list stands for all that is in it.
status=0
while read -r missing; do
  echo "not in the tarball: $missing (add it to its folder's local.mk)"
  status=1
done < <(
  MAKEFLAGS='' make -s -C "$top_builddir" print-dist-files |
    awk 'FNR == NR { in_tarball[$0] = 1; next }
         { path = $0
           do if (path in in_tarball) next
           while (sub(/\/[^\/]*$/, "", path))
           print }' - <(printf '%s\n' "$tracked")
)
exit $status
