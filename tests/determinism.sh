#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The same input gives the same bytes: in another locale, time zone, working folder and number of
# jobs, with an empty store and with a warm one.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
workspace=$top_srcdir/reports/pan-lancashire

"$STRATA" build "$workspace" --store "$work/store" --out "$work/one" --jobs 1 >/dev/null
(
  cd /
  export LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Tokyo
  "$STRATA" build "$workspace" --store "$work/store" --out "$work/two" --jobs 3 >/dev/null
  "$STRATA" build "$workspace" --store "$work/other-store" --out "$work/three" --jobs 2 >/dev/null
)
for other in two three; do
  diff -r "$work/one" "$work/$other"
done
[[ $(find "$work/one" -name '*.pdf' | wc -l) == 16 ]]
"$STRATA" figures "$workspace" --store "$work/store" --jobs 1 >"$work/figures-1.csv"
LC_ALL=de_DE.UTF-8 "$STRATA" figures "$workspace" --store "$work/other-store" --jobs 3 >"$work/figures-2.csv"
cmp "$work/figures-1.csv" "$work/figures-2.csv"
