#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Figures by ward equal what awk counts of the same files, with wards from either form of lookup; under a rule
# with secondary suppression none is printed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() {
  echo "$1"
  failed=1
}
mkdir "$work/reports"
cp -r "$top_srcdir/reports/pan-lancashire" "$work/reports/"
cp -r "$top_srcdir/data" "$work/"
chmod -R u+w "$work"
ws=$work/reports/pan-lancashire
names=$work/data/areas/lsoa-names.csv
counts=$work/data/street-crime/lancashire-street-counts.csv
people=$work/data/population/mid-year-estimates-by-lsoa.csv

figures() { # OPTION...
  "$STRATA" figures "$ws" --store "$work/store" --wards --indicator asb.incidents "$@" 2>"$work/said" || {
    cat "$work/said"
    exit 1
  }
}

# Wards of the LSOAs of 2021, whose records the year is coded to.
awk -F, 'FNR == 1 { next }
  FILENAME ~ /names/ { if ($2 != "2011") ward[$1] = $4 }
  FILENAME ~ /counts/ && $1 >= "2025-01" && $1 <= "2025-12" && $2 in ward { sum[ward[$2]] += $3 }
  END { for (code in ward) if (!(ward[code] in sum)) sum[ward[code]] = 0
        for (code in sum) print code "," sum[code] }' "$names" "$counts" | sort >"$work/awk"
figures --period ye-2025-12 >"$work/figures"
fields() { # NUMBERS: of what strata says, without names, which may have commas
  tail -n +2 "$work/figures" | sed 's/"[^"]*"//' | cut -d, -f"$1" | sort
}
fields 2,5 >"$work/strata"
[[ $(wc -l <"$work/awk") == 253 ]] || complain "awk found $(wc -l <"$work/awk") wards, not 253"
diff "$work/awk" "$work/strata" >"$work/diff" || complain "counts by ward differ: $(head -5 "$work/diff")"

# What they are divided by: residents of their LSOAs, in the latest estimates not after the year.
latest=$(awk -F, 'NR > 1 && $2 <= 2025 && $2 > latest { latest = $2 } END { print latest }' "$people" "$work/data/population/residents-by-lsoa.csv")
awk -F, -v year="$latest" 'FNR == 1 { next }
  FILENAME ~ /names/ { if ($2 != "2011") ward[$1] = $4; next }
  $2 == year && $1 in ward { sum[ward[$1]] += $3 }
  END { for (code in sum) print code "," sum[code] }' "$names" "$people" "$work/data/population/residents-by-lsoa.csv" |
  sort >"$work/awk"
fields 2,6 >"$work/strata"
diff "$work/awk" "$work/strata" >"$work/diff" || complain "residents by ward differ: $(head -5 "$work/diff")"

# All wards of a district that has no neighbourhood without one are the district.
district=$("$STRATA" figures "$ws" --store "$work/store" --indicator asb.incidents --area E06000009 \
  --period ye-2025-12 2>/dev/null | tail -n 1 | cut -d, -f5)
sum=$(figures --period ye-2025-12 --area Blackpool | awk -F, 'NR > 1 { sum += $5 } END { print sum }')
[[ $sum == "$district" ]] || complain "Blackpool's wards have $sum, Blackpool has $district"

# The lookup as ONS publishes it, of LSOAs of 2021 alone: the same, but for years that are coded to those of 2011.
cp "$work/figures" "$work/first"
row='^([^,]*),([^,]*),([^,]*),([^,]*),(.*),([^,]*)$'
{
  echo LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD
  sed -nE -e '1d; /^[^,]*,2011,/d' -e "s/$row/\1,\6,\4,\5,\3/p" "$names"
} >"$work/data/areas/LSOA21_WD24_LAD24.csv"
sed -E "s/$row/\1,\2,\3,\6/" "$names" >"$work/plain"
cp "$work/plain" "$names"
sed -i 's|^      - ../../data/areas/lsoa-names.csv|&\n      - ../../data/areas/LSOA21_WD24_LAD24.csv|' "$ws/assessment.yaml"
figures --period ye-2025-12 >"$work/figures"
cmp "$work/first" "$work/figures" || complain 'with the lookup of ONS the figures are others'
figures --period ye-2022-10 >"$work/before"
grep -q ',unavailable,' "$work/before" || complain 'wards that were drawn anew since 2022 have figures of then'
grep -q ',E05015188,Bloomfield,ye-2022-10,1346,' "$work/before" || complain 'Bloomfield, which is as it was, has none'

# No lookup has any.
sed -i '/LSOA21_WD24_LAD24/d' "$ws/assessment.yaml"
"$STRATA" figures "$ws" --store "$work/store" --wards >"$work/none" 2>"$work/said" && complain 'wards without a lookup'
grep -q STRATA-W008 "$work/said" || complain "without wards: $(cat "$work/said")"

# Under a rule with secondary suppression wards are hidden as neighbourhoods are.
sed -i 's|^      - ../../data/areas/lsoa-names.csv|&\n      - ../../data/areas/LSOA21_WD24_LAD24.csv|' "$ws/assessment.yaml"
sed -i 's|^    measure: street-crime$|&\n    disclosure: {suppress: below 5, covers: [small areas]}|' "$ws/assessment.yaml"
figures --period ye-2025-12 --area Blackpool >"$work/hidden"
grep -v ',,,,,,suppressed,' "$work/hidden" | tail -n +2 >"$work/shown" || true
[[ $(wc -l <"$work/hidden") == 22 && ! -s $work/shown ]] || complain "wards are shown under a rule: $(head -3 "$work/shown")"
exit $failed
