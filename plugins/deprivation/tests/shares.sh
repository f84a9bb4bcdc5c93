#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The shares of deprived neighbourhoods, against a count of the published rows by awk: every district
# of the workspace, both editions of the indices.
set -u
store=$(mktemp -d)
trap 'rm -rf "$store"' EXIT
data=$top_srcdir/data
failures=0

# figures INDICATOR: as area,period,numerator,denominator
figures() {
  "$STRATA" figures "$top_srcdir/reports/pan-lancashire" --store "$store" --indicator "$1" 2>/dev/null |
    awk -F, 'NR > 1 && $2 ~ /^E0[67]/ && $4 ~ /^20..$/ { print $2 "," $4 "," $5 "," $6 }' | sort
}

# counted DOMAIN MOST: rows of the domain's decile up to MOST, of all
counted() {
  for year in 2019 2025; do
    # Names with a comma stand in quotes; no decile does.
    sed 's/"[^"]*"/quoted/g' "$data/deprivation/lsoa-deprivation-$year.csv" |
      awk -F, -v domain="$1" -v most="$2" -v year=$year '
        NR == 1 { for (i = 1; i <= NF; i++) if (index($i, domain) == 1 && $i ~ / Decile /) column = i; next }
        { all[$3]++; deprived[$3] += $column <= most }
        END { for (area in all) print area "," year "," deprived[area] "," all[area] }'
  done | sort
}

# same INDICATOR DOMAIN MOST
same() {
  local found expected
  found=$(figures "$1") expected=$(counted "$2" "$3")
  [[ $(wc -l <<<"$expected") == 28 && $found == "$expected" ]] && return
  echo "$1:"
  diff <(echo "$expected") <(echo "$found")
  failures=$((failures + 1))
}

same deprivation.most-deprived-tenth 'Index of Multiple Deprivation' 1
same deprivation.most-deprived-fifth 'Index of Multiple Deprivation' 2
same deprivation.income-deprived-tenth Income 1
exit $((failures > 0))
