#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The forms that partners fill in: without them pages say what is awaited, from whom and how to
# supply it; with them the pages are full; and of what is restricted no small number is shown.
#
# The forms are filled in with numbers that nobody could take for real: n times the number of the
# row, where n is 1 for the first district of the list, 14 for the last; twice that in the year
# ending October 2022.  They add up by hand: 1 + ... + 14 = 105.
set -u
shopt -s extglob
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$(cd "$top_srcdir/data" && pwd)
plugins=$top_srcdir/plugins
failures=0
fail() { echo "returns: $*"; failures=$((failures + 1)); }

cp -R "$top_srcdir/reports/pan-lancashire" "$work/workspace"
chmod -R u+w "$work/workspace"
sed -i "s|\.\./\.\./data/|$data/|" "$work/workspace/assessment.yaml"
mkdir "$work/workspace/returns"

strata() { "$STRATA" "$1" "$work/workspace" --store "$work/store" "${@:2}"; }

# figure INDICATOR AREA COLUMNS [OPTION]...: of the year ending December 2025.
figure() {
  strata figures --indicator "$1" --area "$2" --period ye-2025-12 "${@:4}" 2>/dev/null | tail -n +2 |
    cut -d, -f "$3"
}
# is WHAT FOUND EXPECTED
is() { [ "$2" = "$3" ] || fail "$1: '$2' is not '$3'"; }

assessment() {
  strata build --report strategic-assessment --out "$work/out" >"$work/log" 2>&1 ||
    { fail "the assessment was not made:"; cat "$work/log"; }
  pdftotext -layout "$work/out/strategic-assessment.pdf" - | tr -s '[:space:]' ' '
}
# says TEXT WORDS: a page break or the end of a line may stand for a space.
says() { [[ $1 == *"$2"* ]] || fail "the assessment does not say '$2'"; }

# The forms, and how often each is returned.
monthly=(domestic-abuse/forms/domestic-abuse child-sexual-exploitation/forms/exploitation-referrals
  organised-crime/forms/disruptions road-safety/forms/road-casualties)
yearly=(domestic-abuse/forms/domestic-abuse-victims domestic-abuse/forms/high-risk-cases
  child-sexual-exploitation/forms/missing-children organised-crime/forms/organised-crime-groups)

# ---- every form is known here, so that a new one is tested too
known=$(printf '%s.csv\n' "${monthly[@]}" "${yearly[@]}" | sort)
is 'the forms of the plugins' "$(cd "$plugins" && echo ./*/forms/*.csv | tr ' ' '\n' | cut -c3- | sort)" "$known"

# ---- without them
for form in "${monthly[@]}" "${yearly[@]}"; do
  cp "$plugins/$form.csv" "$work/workspace/returns/" # an empty form is no return
done
strata check >"$work/check" 2>&1 || fail 'the workspace does not pass without returns'
for form in "${monthly[@]}" "${yearly[@]}"; do
  grep -q "^  ${form##*/}: awaited from " "$work/check" || fail "check does not await ${form##*/}"
done
if command -v pdftotext >/dev/null; then
  text=$(assessment)
  for topic in 'domestic abuse' 'child sexual exploitation' 'organised crime' 'road safety'; do
    says "$text" "[x] Not available yet. No figures on $topic have been supplied. They are awaited from"
  done
  for form in "${monthly[@]}" "${yearly[@]}"; do
    says "$text" "returns/${form##*/}.csv"
  done
fi

# ---- filled in
# fill FORM PERIOD...
fill() {
  local form=$1 counted
  counted=$(tail -n +2 "$plugins/$form.csv" | cut -d, -f4)
  {
    head -n 1 "$plugins/$form.csv"
    for period in "${@:2}"; do
      tail -n +2 "$data/areas/districts.csv" | cut -d, -f1 |
        awk -v period="$period" -v counted="$counted" '
          BEGIN { rows = split(counted, what, "\n"); factor = period ~ /202[12]/ ? 2 : 1 }
          { for (i = 1; i <= rows; i++)
              print $1 ",," period "," what[i] "," NR * i * factor ",made up for a test" }'
    done
  } >"$work/workspace/returns/${form##*/}.csv"
}
months=(2021-{11,12} 2022-{01..10} 2025-{01..12})
for form in "${monthly[@]}"; do fill "$form" "${months[@]}"; done
for form in "${yearly[@]}"; do fill "$form" ye-2022-10 ye-2025-12; done

strata check >"$work/check" 2>&1 || { fail 'the workspace does not pass with returns'; cat "$work/check"; }
whole=lancashire-14 first=E06000008
is 'incidents' "$(figure domestic-abuse.incidents $whole 5,10,17,20)" $((105 * 3 * 12)),published,-50,fell
is 'crimes' "$(figure domestic-abuse.crimes $whole 5)" $((105 * 2 * 12))
is 'crimes of a district' "$(figure domestic-abuse.crimes $first 5,10)" $((2 * 12)),published
is 'repeat victims' "$(figure domestic-abuse.repeat-victims $whole 5,6,20)" $((105 * 2)),$((105 * 3)),similar
is 'high-risk cases' "$(figure domestic-abuse.high-risk-cases $whole 5,20)" $((105 * 3)),fell
is 'repeat high-risk cases' "$(figure domestic-abuse.repeat-high-risk-cases $whole 5,6)" 210,315
is 'referrals' "$(figure exploitation.referrals $whole 5)" $((105 * 3 * 12))
is 'high-risk referrals' "$(figure exploitation.high-risk $whole 5,6)" 1260,3780
is 'missing children' "$(figure exploitation.missing-children $whole 5)" 315
is 'repeat missing' "$(figure exploitation.repeat-missing $whole 5,6)" 210,315
is 'groups' "$(figure organised-crime.groups $whole 5)" 315
is 'groups of higher threat' "$(figure organised-crime.higher-threat $whole 5,6)" 105,315
is 'disruptions, minor ones left out' "$(figure organised-crime.disruptions $whole 5)" $((105 * 3 * 12))
is 'killed or seriously injured' "$(figure road-safety.ksi $whole 5)" $((105 * 3 * 12))
is 'cyclists of a district' "$(figure road-safety.cyclists $first 5)" $((5 * 12))

# ---- what is restricted: counts below 5 hidden and others rounded to 5, but for the restricted edition
is 'a small number of a district' "$(figure exploitation.missing-children $first 5,7,10)" ,,suppressed
is 'the next larger, rounded' "$(figure exploitation.missing-children E06000009 5,10)" 5,published
is 'the same for those who may see it' \
  "$(figure exploitation.missing-children $first 5,10 --audience restricted)" 3,published
is 'the next, as it is' "$(figure exploitation.missing-children E06000009 5,10 --audience restricted)" 6,published
strata figures >"$work/figures.csv" 2>/dev/null || fail 'the figures were not printed'
restricted='^(exploitation|organised-crime)\.|^domestic-abuse\.(repeat-)?high-risk-cases,'
is 'restricted counts that are small or not rounded' \
  "$(grep -E "$restricted" "$work/figures.csv" | awk -F, '$5 != "" && ($5 % 5 || ($5 > 0 && $5 < 5))' | wc -l)" 0
grep -E "$restricted" "$work/figures.csv" | grep -q ",$whole,.*,published," ||
  fail 'restricted figures of the whole are not printed'

if command -v pdftotext >/dev/null; then
  text=$(assessment)
  [[ $text != *'Not available yet'* ]] || fail 'a chapter says that it is not available though its return is there'
  says "$text" '[c] suppressed to protect small numbers. Counts are to the nearest 5.'
  for heading in 'Domestic abuse incidents and crimes' 'Killed or seriously injured' 'Exploitation referrals' \
    'Organised crime groups'; do
    says "$text" "$heading"
  done
fi
strata build --out "$work/out" >"$work/log" 2>&1 || { fail 'a report was not made:'; cat "$work/log"; }

# ---- a row that is missing is not 0
sed -i '/^E07000124,,2025-06,Seriously injured,/d' "$work/workspace/returns/road-casualties.csv"
is 'a year without one row' "$(figure road-safety.ksi E07000124 5,10)" ,unavailable
is 'the whole without one row' "$(figure road-safety.ksi $whole 5,10)" ,unavailable
is 'another district' "$(figure road-safety.ksi $first 5,10)" $((3 * 12)),published

# ---- what is awaited is what is divided by, not what is counted
sed -i -e 's|/population/households\(-by-lsoa\)\?\.csv|/population/none\1.csv|' \
  -e 's|^    measure: households$|&\n    optional: true\n    awaited from: the census office|' \
  "$work/workspace/assessment.yaml"
if command -v pdftotext >/dev/null; then
  strata build --report district-profile --area E07000117 --out "$work/profile" >"$work/log" 2>&1 ||
    { fail 'the profile was not made:'; cat "$work/log"; }
  text=$(pdftotext -layout "$work/profile/district-profile-burnley.pdf" - | tr -s '[:space:]' ' ')
  [[ $text == *'Burglary and robbery [x] Awaited from the census office'* ]] ||
    fail 'the profile does not say that households are awaited'
  [[ $text != *'that are not crimes'* ]] || fail 'parts are added up though one of them is awaited'
fi

exit $((failures > 0))
