#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A figure is explained by exactly the rows that make it, each found again at its line.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"

explain() {
  "$STRATA" explain "$work/ws" "$@" --store "$work/store" 2>/dev/null
}
explain asb.incidents Preston ye-2025-12 >"$work/said"
count=$(sed -n 's/^  numerator *//p' "$work/said")
[[ $count -gt 0 ]]
[[ $(tail -n 1 "$work/said") == "$count rows" ]]
[[ $(grep -c '^  [0-9]*: ' "$work/said") == "$count" ]]

# Each row stands in its file at its line, and is one of Preston's incidents.
file=
while IFS= read -r line; do
  if [[ $line =~ ^\ \ ([0-9]+):\ (.*)$ ]]; then
    row=$(sed -n "${BASH_REMATCH[1]}p" "$file" | tr -d '\r')
    [[ ${BASH_REMATCH[2]} == "$row"* && $row == *Preston*Anti-social* ]]
  elif [[ -f $line ]]; then
    file=$line
  fi
done <"$work/said"

# The same figure as `figures` prints; a period with a missing month says so and has no number.
figure=$("$STRATA" figures "$work/ws" --indicator asb.incidents --area Preston --period ye-2025-12 \
  --store "$work/store" 2>/dev/null | tail -n 1 | cut -d, -f5)
[[ $figure == "$count" ]]
explain asb.incidents Preston ye-2024-01 | grep -q 'status *unavailable'
