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

# The same on pages: a year has no article, a change of a proportion its points, and nothing is said of months or of a spread
# between districts where none was looked at.
command -v pdftotext >/dev/null || exit 0
cat >"$ws/plugins/all/indicators/parts.yaml" <<'YAML'
id: all.parts
title: Parts
noun: visits
measure: shares
statistic: rate
per: {scale: 100}
polarity: neutral
YAML
cat >"$ws/plugins/all/indicators/hours.yaml" <<'YAML'
id: all.hours
title: Time to the first answer
measure: hours
statistic: mean
unit: hours
polarity: lower-is-better
YAML
printf 'area,period,case,value\nE07000001,2025,1,7\nE07000001,2025,2,9\nE07000002,2025,1,8\n' >"$ws/data/hours.csv"
sed -i 's/^sources:/&\n  - {id: hours, title: Hours, reader: tidy, paths: data\/hours.csv, measure: hours}/' "$ws/assessment.yaml"
sed -i 's/^indicators: .*/indicators: [shares, thefts, parts, hours]\nheadline: all.shares/' "$ws/plugins/all/plugin.yaml"
sed -i 's/E07000002,2025,11,40/E07000002,2025,22,40/' "$ws/data/shares.csv"
sed -i 's/^reports:/  - {id: before, title: Before, cut-off: 2023-12, period: 2023}\n&\n  - {id: all, title: A, template: strategic-assessment, areas: whole, edition: one, since: before}/' \
  "$ws/assessment.yaml"
sed -i 's/^  - {id: all, .*/&\n  - {id: refresh, title: R, template: annual-refresh, areas: whole, edition: one, since: before}/
  s/districts, edition: one}/districts, edition: one, since: before}/' "$ws/assessment.yaml"
mkdir -p "$ws/commentary/all/all"
echo 'Answers: {all.hours|count}, after {all.hours|value-unit}.' >"$ws/commentary/all/all/summary.md"
"$STRATA" build "$ws" --store "$work/store" --out "$work/out" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
pdftotext "$work/out/strategic-assessment.pdf" - | tr -s ' \n' ' ' >"$work/text"
for words in 'This assessment covers 2025 for Whole.' 'Changes are since 2023, the year' 'rose 22.6 points' \
  'is larger than chance explains' 'Beside the share: diamond above, square below Whole, by the district’s own 95% interval' \
  'Change in points' '+20.0 points' ' per 100 ' 'each by its own test' 'Answers: 3, after 8.0 hours.'; do
  grep -qF -- "$words" "$work/text" || { echo "the assessment does not say '$words'"; exit 1; }
done
if grep -qE 'the 202[35]|\(95% interval \[x\]\)|per 100 visits|, 0 fell' "$work/text"; then
  echo 'the assessment says what it should not'
  exit 1
fi

# says REPORT WORDS...
says() {
  pdftotext "$work/out/$1.pdf" - | tr -s ' \n' ' ' >"$work/text"
  for words in "${@:2}"; do
    grep -qF -- "$words" "$work/text" || { echo "$1 does not say '$words'"; exit 1; }
  done
}
says annual-refresh 'Shares rose 22.6 points, from 48.3% to 70.9%.' 'Interval: 95%, each by its own test' 'between 2023 (Before) and 2025.' \
  'Time to the first answer [x] 3 8.0 hours'
says district-profile-ash 'Shares rose 20.0 points, from 60.0% to 80.0%.' 'The share, 80.0%, is the ' 'Recorded, 2025' 'Parts: more is neither good nor bad'
