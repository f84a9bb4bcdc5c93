#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A forecast from a definition to the page: in a county whose months are made up, without a gap, and in the shipped
# one, whose months have gaps.
set -eu
command -v pdftotext >/dev/null || { echo 'pdftotext is not installed'; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
mkdir "$work/reports"
cp -r "$top_srcdir/reports/pan-lancashire" "$work/reports/"
cp -r "$top_srcdir/data" "$work/"
chmod -R u+w "$work"
ws=$work/reports/pan-lancashire

says() { # WORDS: the assessment has them; with - before them it does not
  local found=0
  pdftotext "$work/out/strategic-assessment.pdf" - | tr -s '[:space:]' ' ' >"$work/words"
  grep -qF -- "${1#-}" "$work/words" || found=1
  if [[ ${1:0:1} == - ]]; then found=$((1 - found)); fi
  if [[ $found != 0 ]]; then
    echo "wrong: '$1'"
    grep -oE '.{60}(Ahead|Forecasts of).{260}' "$work/words" | head -n 3
    failures=1
  fi
}
build() {
  "$STRATA" build "$ws" --report strategic-assessment --store "$work/store" --out "$work/out" >"$work/said" 2>&1 ||
    { head -n 20 "$work/said"; exit 1; }
}

build
says 'Forecasts of anti-social behaviour, burglary and recorded crime. No forecast is made: it needs three years of months without a gap'
says '-Ahead.'

# Five years: a level that grows by a twentieth of itself a year, a season, and a little scatter that a sum of months
# decides. The same month of the year before is always behind.
awk -F, 'BEGIN { OFS = "," }
  NR == 1 { print; columns = NF; next }
  substr($1, 1, 4) == 2025 && !seen[$2]++ { areas[++count] = $2 }
  END {
    for (month = 0; month < 60; month++)
      for (i = 1; i <= count; i++) {
        line = sprintf("%d-%02d", 2021 + int(month / 12), month % 12 + 1) OFS areas[i]
        for (column = 3; column <= columns; column++)
          line = line OFS int(3 + column % 4 + (month * 0.05) + 2 * cos((month % 12) * 0.5236) + (month * 7 + i * 3) % 5 / 4)
        print line
      }
  }' "$top_srcdir/data/street-crime/lancashire-street-counts.csv" >"$work/data/street-crime/lancashire-street-counts.csv"
build
says 'Ahead. Over the six months to June 2026 about'
says '80% interval, Holt-Winters (additive)). Tried on the last twelve months it was out by'
says '-Forecasts of'

# Three years are the least.
sed -i '/^202[12]/d; /^2023-01/d' "$work/data/street-crime/lancashire-street-counts.csv"
build
says 'it needs three years of months without a gap, and there are 35 months.'
exit $failures
