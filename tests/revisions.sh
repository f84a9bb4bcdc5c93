#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Releases: the later one of a month counts, what it changed is counted and listed, figures that it
# changed say so, and the same month twice without a word stays an error.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
wrong() {
  echo "$1"
  status=1
}

cp -r "$top_srcdir/tests/workspace" "$work/w"
chmod -R u+w "$work/w"
month=2025-10
first=$work/w/data/street
later=$work/w/data/later/$month
mkdir -p "$later"
name=$month-lancashire-street.csv
# The later release: Preston has one incident fewer, Blackpool one burglary more, with an ID of its own.
awk -F, -v OFS=, '
  NR == 1 { print; next }
  $9 ~ /^Preston/ && $10 == "Anti-social behaviour" && !fewer++ { next }
  { print }
  $9 ~ /^Blackpool/ && $10 == "Burglary" && !more++ { $1 = "later" $1; print }
' "$first/$month/$name" >"$later/$name"
rows=$(($(wc -l <"$first/$month/$name") - 1))

use() { # the lines of the source under "street" that say where its files are
  python3 - "$top_srcdir/tests/workspace/assessment.yaml" "$work/w/assessment.yaml" "$1" <<'P'
import sys
text = open(sys.argv[1]).read()
assert "    paths: data/street\n" in text
open(sys.argv[2], "w").write(text.replace("    paths: data/street\n", sys.argv[3] + "\n"))
P
}
strata() { "$STRATA" "$@" --store "$work/store"; }
figure() { # INDICATOR AREA PERIOD: numerator and status
  strata figures "$work/w" --indicator "$1" --area "$2" --period "$3" 2>/dev/null |
    python3 -c 'import csv, sys
for row in csv.DictReader(sys.stdin): print(row["numerator"], row["status"])'
}
same() { # WHAT SEEN WANTED
  [[ $2 == "$3" ]] || wrong "$1: '$2' instead of '$3'"
}

# ---- undeclared
use '    paths: [data/street, data/later]'
strata check "$work/w" >"$work/said" 2>&1
same 'undeclared' $? 3
grep -q 'STRATA-I009' "$work/said" || wrong "the same month twice is not named: $(cat "$work/said")"

use '    paths: data/street'
declare -A before
for area in E06000009 E07000123 E07000124; do
  before[$area]=$(figure asb.burglary $area $month)
done
incidents=$(figure asb.incidents E07000123 $month)

# ---- declared
use '    releases:
      - {date: 2025-12-10, paths: data/street}
      - {date: 2026-02-12, paths: data/later}'
for store in empty full; do
  strata check "$work/w" --reconciliation >"$work/said" 2>"$work/told"
  same "declared, store $store" $? 0
  grep -q "^    $month revised: $rows rows published 2025-12-10, $rows published 2026-02-12: 1 more, 1 fewer$" \
    "$work/said" || wrong "the revision is not listed: $(cat "$work/said")"
  grep -q 'STRATA-I120' "$work/told" || wrong "the revision is not told: $(cat "$work/told")"
done
same 'Blackpool, burglary' "$(figure asb.burglary E06000009 $month)" \
  "$((${before[E06000009]%% *} + 1)) revised"
same 'Preston, burglary' "$(figure asb.burglary E07000123 $month)" "${before[E07000123]}"
same 'Ribble Valley, burglary' "$(figure asb.burglary E07000124 $month)" "${before[E07000124]}"
same 'Preston, incidents' "$(figure asb.incidents E07000123 $month)" "$((${incidents%% *} - 1)) revised"
same 'all, the year' "$(figure asb.burglary three-districts ye-$month | cut -d' ' -f2)" revised
same 'the month before' "$(figure asb.burglary E06000009 2025-09 | cut -d' ' -f2)" published

# ---- back to the rows: only the later file's
strata explain "$work/w" asb.burglary E06000009 $month >"$work/said" 2>&1 || wrong "explain fails"
grep -q 'later' "$work/said" || wrong "explain does not show the later file: $(cat "$work/said")"
if grep -q "data/street/$month" "$work/said"; then wrong "explain shows rows that do not count"; fi

# ---- out of order: the dates decide nothing that the definition contradicts
use '    releases:
      - {date: 2026-02-12, paths: data/later}
      - {date: 2025-12-10, paths: data/street}'
strata check "$work/w" >"$work/said" 2>&1
same 'out of order' $? 3
grep -q 'STRATA-D063' "$work/said" || wrong "the order is not named: $(cat "$work/said")"
exit $status
