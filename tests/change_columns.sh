#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What strata figures says of a change: by how much, of a proportion in points, since which period, and of whose people.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ws=$work/ws
mkdir -p "$ws/data" "$ws/plugins/all/indicators"
cat >"$ws/assessment.yaml" <<'YAML'
title: P
place: P
plugins: [all]
areas:
  districts:
    - {code: E07000001, name: Ash}
    - {code: E07000002, name: Oak}
  groups:
    - {id: whole, name: Whole, members: all}
  comparator: whole
sources:
  - {id: shares, title: Shares, reader: tidy, paths: data/shares.csv, measure: shares}
  - {id: thefts, title: Thefts, reader: tidy, paths: data/thefts.csv, measure: thefts}
  - {id: residents, title: Residents, reader: tidy, paths: data/residents.csv, measure: residents}
editions:
  - {id: one, title: One, cut-off: 2025-12, period: 2025}
reports:
  - {id: profile, title: Profile, template: district-profile, areas: districts, edition: one}
YAML
cat >"$ws/plugins/all/plugin.yaml" <<'YAML'
id: all
title: All
version: 1.0.0
license: MIT
indicators: [shares, thefts]
YAML
cat >"$ws/plugins/all/indicators/shares.yaml" <<'YAML'
id: all.shares
title: Shares
measure: shares
statistic: proportion
polarity: lower-is-better
YAML
cat >"$ws/plugins/all/indicators/thefts.yaml" <<'YAML'
id: all.thefts
title: Thefts
noun: thefts
measure: thefts
statistic: rate
per: {measure: residents}
polarity: lower-is-better
YAML
# Newcombe's example: 56 of 70 against 48 of 80.  Nobody counted in 2024.
cat >"$ws/data/shares.csv" <<'CSV'
area,period,numerator,denominator
E07000001,2023,48,80
E07000002,2023,10,40
E07000001,2025,56,70
E07000002,2025,11,40
CSV
printf 'area,period,value\nE07000001,2023,120\nE07000002,2023,50\nE07000001,2025,150\nE07000002,2025,50\n' >"$ws/data/thefts.csv"
printf 'area,period,value\nE07000001,2022,1000\nE07000002,2022,1000\nE07000001,2024,2000\nE07000002,2024,1000\n' >"$ws/data/residents.csv"

# said INDICATOR COLUMN...: those columns of Ash in 2025.
said() {
  local indicator=$1
  shift
  "$STRATA" figures "$ws" --store "$work/store" --indicator "$indicator" --area E07000001 --period 2025 --format json |
    grep '"indicator"' >"$work/row"
  for column; do
    sed "s/.*\"$column\": *\"\{0,1\}\([^,\"}]*\).*/\1/" "$work/row"
  done | paste -sd' ' -
}

same() {
  [[ $2 == "$3" ]] || { echo "$1: '$2', not '$3'"; exit 1; }
}

same 'change of a proportion' "$(said all.shares change_significance change_since denominator_period)" 'rose 2023 2025'
same 'its points' "$(said all.shares change change_lower change_upper | awk '{ printf "%.2f %.2f %.2f", $1, $2, $3 }')" \
  '20.00 5.24 33.39'
same 'change of a count' "$(said all.thefts change change_since denominator_period)" '25 2023 2024'
