#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The published figures in data/ agree with each other: the totals that SOURCES.md claims, each
# against a table that was counted separately.  A hand edit or a careless update ends here.
set -u
cd "${top_srcdir:-.}/data" || exit 1
failures=0
fail() { echo "data: $*"; failures=$((failures + 1)); }

# same WHAT A B [TOLERANCE]
same() {
  local difference=$(($2 - $3))
  [ "${difference#-}" -le "${4:-0}" ] || fail "$1: $2 and $3 differ by $difference"
}

# total FILE [PATTERN]: the sum of the last column of rows that match.
total() { awk -F, -v pattern="${2:-}" 'NR > 1 && $0 ~ pattern { sum += $NF } END { print sum + 0 }' "$1"; }
rows() { awk -v pattern="${2:-}" 'NR > 1 && $0 ~ pattern' "$1" | wc -l; }

# ---- the form that every file has
while IFS= read -r file; do
  iconv -f UTF-8 -t UTF-8 "$file" >/dev/null || fail "$file is not UTF-8"
  grep -q $'\r' "$file" && fail "$file has carriage returns"
  # A table of counts leaves out its zeros.
  case $file in *-counts.csv) ;; *) grep -nE "^,|,$" "$file" && fail "$file has an empty first or last cell" ;; esac
  grep -n "^$" "$file" && fail "$file has an empty line"
  [ -z "$(sort "$file" | uniq -d)" ] || fail "$file has equal rows"
  sed 's/"[^"]*"/quoted/g' "$file" | awk -F, 'NR == 1 { fields = NF } NF != fields { exit 1 }' ||
    fail "$file has rows of unequal length"
done < <(find . -name '*.csv')

# ---- severity: a score for each district, and no other area
same 'crime severity scores' "$(rows recorded-crime/crime-severity-2022-23.csv ',2022/23,[0-9]')" 14
same 'districts with a score' "$(join -t, <(tail -n +2 areas/districts.csv | cut -d, -f1 | sort) <(tail -n +2 recorded-crime/crime-severity-2022-23.csv | sort) | wc -l)" 14

# ---- places
same 'districts' "$(rows areas/districts.csv)" 14
for group in lancashire-14:14 lancashire-12:12 west:4 south:4 east:6; do
  same "members of ${group%:*}" "$(rows areas/district-groups.csv ",${group%:*}\$")" "${group#*:}"
done
same 'tiles used once' "$(tail -n +2 areas/districts.csv | cut -d, -f5,6 | sort -u | wc -l)" 14
same 'LSOA codes used once' "$(cut -d, -f1 areas/lsoa-to-district.csv | sort -u | wc -l)" 36779
same '2011 LSOAs of England and Wales' "$(rows areas/lsoa-to-district.csv ',(2011|both),')" 34753
same '2021 LSOAs of England and Wales' "$(rows areas/lsoa-to-district.csv ',(2021|both),')" 35672

# The county's LSOAs, as code,vintage,district: what the lookup holds, and what each file names.
county=$(awk -F, 'NR == FNR { district[$1]; next } $3 in district' areas/districts.csv areas/lsoa-to-district.csv)
[ "$county" = "$(tail -n +2 areas/lsoa-names.csv | cut -d, -f1-3)" ] ||
  fail 'areas/lsoa-names.csv and areas/lsoa-to-district.csv name different LSOAs'
codes() { echo "$county" | grep -E ",($1|both)," | cut -d, -f1; }
named() {
  [ "$(tail -n +2 "$2" | cut -d, -f"${3:-1}" | sort -u)" = "$(codes "$1")" ] ||
    fail "$2 does not name the county's $1 LSOAs"
}
named '2011|2021' areas/lsoa-centres.csv
named 2011 areas/lsoa11-to-lsoa21.csv 1
named 2021 areas/lsoa11-to-lsoa21.csv 2
named 2021 population/residents-by-lsoa.csv
named 2021 population/households-by-lsoa.csv
named 2011 population/mid-year-estimates-by-lsoa.csv
named 2021 deprivation/lsoa-deprivation-2025.csv
named 2011 deprivation/lsoa-deprivation-2019.csv

# ---- people and households: census tables are perturbed one by one, so they differ by a few
while IFS=, read -r code _; do
  residents=$(total population/residents-by-district.csv "^$code")
  households=$(total population/households.csv "^$code")
  same "$code residents by sex" "$(total population/residents-by-sex.csv "^$code")" "$residents"
  same "$code residents by age" "$(total population/residents-by-age.csv "^$code")" "$residents" 30
  same "$code households by composition" "$(total population/households-by-composition.csv "^$code")" "$households" 10
  same "$code households by tenure" "$(total population/households-by-tenure.csv "^$code")" "$households" 10
  lsoas=$(echo "$county" | grep ",$code\$" | cut -d, -f1 | paste -sd'|')
  same "$code residents by LSOA" "$(total population/residents-by-lsoa.csv "^($lsoas)")" "$residents" 40
  same "$code households by LSOA" "$(total population/households-by-lsoa.csv "^($lsoas)")" "$households" 20
  same "$code mid-2020 by LSOA" "$(total population/mid-year-estimates-by-lsoa.csv "^($lsoas)")" \
    "$(total population/mid-year-estimates-by-district.csv "^$code,2020")"

  # ---- deprivation: MHCLG's share of LSOAs in the most deprived tenth, from the LSOAs themselves
  for edition in 2019:6 2025:7; do # the year, and the column of the decile
    most=$(awk -F, -v district="$code" -v decile="${edition#*:}" \
      'NR > 1 && $3 == district { all++; most += $decile == 1 } END { print most + 0 "," all }' \
      "deprivation/lsoa-deprivation-${edition%:*}.csv")
    grep -q "^$code,${edition%:*},$most\$" deprivation/most-deprived-neighbourhoods.csv ||
      fail "$code ${edition%:*}: $most is not what deprivation/most-deprived-neighbourhoods.csv holds"
  done
done < <(tail -n +2 areas/districts.csv)

# ---- recorded crime: each group is the sum of its parts; the force, of its districts and the 3,110
# offences that have none
awk -F, 'NR > 1 { part[$1 "," $3] += $5; whole[$1 "," $4] = $5 }
  END { for (group in part) if (group !~ /,none$/ && part[group] != whole[group]) { print group; bad = 1 } exit bad }' \
  recorded-crime/csp-ye-june-2025.csv || fail 'recorded crime: the groups above are not the sum of their parts'
same 'recorded crime without a district' "$(total recorded-crime/csp-ye-june-2025.csv '^E23000003,[^,]*,none,Total ')" \
  "$(($(total recorded-crime/csp-ye-june-2025.csv '^E0[0-9]*,[^,]*,none,Total ') + 3110))"

# ---- the peers of reports/pan-lancashire are those that its comment says: by the rank of MHCLG's average score,
# and in the same groups by income, of residents
peers() { # RANKS, as a pattern of awk on $1 = district, $2 = rank
  awk -F, '$2 == 2025 && $3 == "rank of average score" { print $1, $4 }' deprivation/district-deprivation.csv |
    awk "$1 { print \$1 }" | sort | paste -sd' '
}
declared() {
  grep -o "&$1 \[[^]]*" ../reports/pan-lancashire/assessment.yaml | sed 's/.*\[//; s/,//g' | tr ' ' '\n' | sort | paste -sd' '
}
[ "$(declared most-deprived)" = "$(peers '$2 <= 29')" ] || fail 'peers: most-deprived'
[ "$(declared more-deprived)" = "$(peers '$2 > 29 && $2 <= 148')" ] || fail 'peers: more-deprived'
[ "$(declared less-deprived)" = "$(peers '$2 > 148')" ] || fail 'peers: less-deprived'
by_income=$(awk -F, 'NR == FNR { people[$1] = $3; next } /^E01/ { all[$3] += people[$1]; poor[$3] += people[$1] * $8 }
  END { for (code in all) print poor[code] / all[code], code }' population/residents-by-lsoa.csv \
  deprivation/lsoa-deprivation-2025.csv | sort -rn | cut -d' ' -f2)
[ "$(echo "$by_income" | sed -n 1,5p | sort | paste -sd' ')" = "$(declared most-deprived)" ] || fail 'peers by income: most-deprived'
[ "$(echo "$by_income" | sed -n 6,9p | sort | paste -sd' ')" = "$(declared more-deprived)" ] || fail 'peers by income: more-deprived'
[ "$(grep -c 'members: [&*]\(most\|more\|less\)-deprived' ../reports/pan-lancashire/assessment.yaml)" = 14 ] ||
  fail 'peers: not every district has its group'

exit $((failures > 0))
