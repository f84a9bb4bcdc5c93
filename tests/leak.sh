#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The public edition, read back as it was published, holds nothing of what is restricted; the restricted
# one holds it, with its marking on every page; and what is hidden does not change the public one by a
# byte.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$(cd "$top_srcdir/data" && pwd)
plugins=$top_srcdir/plugins
failures=0
fail() { echo "leak: $*"; failures=$((failures + 1)); }
command -v pdftotext >/dev/null || { echo 'pdftotext is not here'; exit 77; }
python=
for one in python3 /usr/bin/python3; do
  if "$one" -c 'import pikepdf' 2>/dev/null; then python=$one; break; fi
done
[ "$python" ] || { echo 'pikepdf is not here'; exit 77; }

workspace=$work/workspace
cp -R "$top_srcdir/reports/pan-lancashire" "$workspace"
chmod -R u+w "$workspace"
sed -i "s|\.\./\.\./data/|$data/|" "$workspace/assessment.yaml"
mkdir -p "$workspace/returns" "$workspace/plugins/covert/indicators"

# One chapter more, and one less: the cover has room for so many.
sed -i 's/^marking: OFFICIAL$/&\nplugins: [recorded-crime, anti-social-behaviour, violence, burglary-and-robbery, domestic-abuse, child-sexual-exploitation, organised-crime, covert, deprivation, context]/' "$workspace/assessment.yaml"

strata() { "$STRATA" "$1" "$workspace" --store "$work/store" "${@:2}"; }

# Missing children: small numbers in two districts of one division, FIRST and SECOND; exchanging them
# changes nothing that is published.
missing() {
  local file=$workspace/returns/missing-children.csv
  head -n 1 "$plugins/child-sexual-exploitation/forms/missing-children.csv" >"$file"
  tail -n +2 "$data/areas/districts.csv" | cut -d, -f1 | awk -v first="$1" -v second="$2" '
    { n = NR == 3 ? first : NR == 6 ? second : 40 + 7 * NR
      for (year = 2022; year <= 2025; year += 3) {
        period = year == 2022 ? "ye-2022-10" : "ye-2025-12"
        print $1 ",," period ",Missing once," n ",made up for a test"
        print $1 ",," period ",Missing more than once," 0 ",made up for a test" } }' >>"$file"
}
missing 3 1

# Things that are for the restricted edition only, each with words that are found nowhere else.
cat >"$workspace/plugins/covert/plugin.yaml" <<'END'
id: covert
title: Zanzibar operations
version: 1.0.0
license: MIT
summary: Words of the Zanzibar summary.
marking: official-sensitive
sources:
  - {id: covert-log, title: Zanzibar log, reader: tidy, paths: returns/covert.csv, measure: covert-log,
     optional: true, awaited from: the Zanzibar unit}
END
cat >"$workspace/plugins/covert/indicators/entries.yaml" <<'END'
id: covert.entries
title: Entries of the Zanzibar log
noun: zanzibar entries
measure: covert-log
statistic: count
polarity: neutral
caveat: A Zanzibar caveat.
END
{
  head -n 1 "$plugins/child-sexual-exploitation/forms/missing-children.csv"
  tail -n +2 "$data/areas/districts.csv" | cut -d, -f1 | awk '{ print $1 ",,ye-2025-12,entries," 60000 + 77 * NR "," }'
} >"$workspace/returns/covert.csv"
mkdir -p "$workspace/commentary/strategic-assessment/all/restricted"
echo 'The Zanzibar commentary is for partners.' \
  >"$workspace/commentary/strategic-assessment/all/restricted/overview.md"
cat >>"$workspace/recommendations.yaml" <<'END'
  - id: R99
    text: Read the Zanzibar recommendation.
    owner: Zanzibar owner
    due: 2026-09
    marking: official-sensitive
END

# everything FOLDER: all that its files say, and their names.
everything() {
  (cd "$1" && ls -R && cat ./*.html ./*.csv && for pdf in *.pdf; do pdftotext -layout "$pdf" -; done &&
    "$python" "$top_srcdir/tests/leak_words.py" *.pdf) 2>&1
}

strata build --audience both --out "$work/out" >"$work/log" 2>&1 || { fail 'the editions were not made:'; cat "$work/log"; }
everything "$work/out/public" >"$work/public.txt"
everything "$work/out/restricted" >"$work/restricted.txt"

# ---- strings
for words in Zanzibar zanzibar OFFICIAL-SENSITIVE 'Handle by need to know' 'partnership leads' restricted.pdf; do
  grep -q -- "$words" "$work/restricted.txt" || fail "the restricted edition does not say '$words': is it read?"
  ! grep -n -- "$words" "$work/public.txt" | head -n 3 | grep . || fail "the public edition says '$words'"
done
for pdf in "$work"/out/restricted/*.pdf; do
  pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
  for words in OFFICIAL-SENSITIVE 'Handle by need to know' 'Distribution: Community safety'; do
    for page in $(seq "$pages"); do
      pdftotext -f "$page" -l "$page" "$pdf" - | grep -q "$words" || fail "${pdf##*/}: page $page does not say '$words'"
    done
  done
  pdfinfo "$pdf" | grep -q '^Title: *OFFICIAL-SENSITIVE' || fail "${pdf##*/}: its title does not say what it is"
done

# ---- numbers: those that are hidden, as they would be printed
strata figures --audience restricted >"$work/known.csv" 2>/dev/null
strata figures >"$work/shown.csv" 2>/dev/null
awk -F, 'NR == FNR { shown[$1 FS $2 FS $4] = $10; next }
  $1 ~ /^covert/ && $5 > 999 { print substr($5, 1, length($5) - 3) "," substr($5, length($5) - 2) }' \
  "$work/shown.csv" "$work/known.csv" >"$work/numbers"
[ -s "$work/numbers" ] || fail 'there are no restricted numbers to look for'
grep -qFf "$work/numbers" "$work/restricted.txt" || fail 'the restricted edition shows no restricted number: is it read?'
! grep -nFf "$work/numbers" "$work/public.txt" | head -n 3 | grep . || fail 'the public edition shows a restricted number'
# As files of numbers have them.
tr -d , <"$work/numbers" >"$work/plain"
grep -qwFf "$work/plain" "$work"/out/restricted/*-numbers.csv || fail 'the restricted numbers lack a restricted one'
! grep -nwFf "$work/plain" "$work"/out/public/*-numbers.csv | head -n 3 | grep . || fail 'the public numbers hold a restricted one'
grep -q '^exploitation.missing-children,E07000117,.*,suppressed,' "$work/shown.csv" || fail 'a small number is not suppressed'
! grep -q '^covert' "$work/shown.csv" || fail 'figures show an indicator that is restricted'

# ---- what is hidden does not change the public edition
missing 1 3
strata build --audience public --out "$work/again" >"$work/log" 2>&1 || { fail 'it was not made again:'; cat "$work/log"; }
diff -rq "$work/out/public" "$work/again" || fail 'hidden numbers change the public edition'
missing 3 1

# ---- sealing: what was printed, nothing else, once, and read by every later run
strata seal 2026 >"$work/log" 2>&1 || { fail 'the edition was not sealed'; cat "$work/log"; }
seal=$workspace/editions/2026.csv
grep -q '^exploitation.missing-children,no,lancashire-14,ye-2025-12,[0-9]*,5$' "$seal" || fail 'the seal lacks a total'
! grep -q '^exploitation.missing-children,no,E07000117,ye-2025-12,' "$seal" || fail 'the seal holds what is hidden'
! grep -qi 'covert\|zanzibar' "$seal" || fail 'the seal holds what is withheld'
hash=$(sha256sum "$workspace/returns/missing-children.csv" | cut -d' ' -f1)
! grep -q "$hash" "$seal" || fail 'the seal has the hash of hidden numbers, which can be tried until it fits'
grep -q '^# input missing-children missing-children.csv not said' "$seal" || fail 'the seal lacks an input'
hash=$(sha256sum "$data/population/residents-by-lsoa.csv" | cut -d' ' -f1)
grep -q "^# input .* residents-by-lsoa.csv $hash\$" "$seal" || fail 'the seal lacks the hash of an input'
strata seal 2026 >"$work/log" 2>&1
[ $? = 3 ] && grep -q STRATA-S026 "$work/log" || fail 'an edition was sealed twice'
strata seal 2062 >"$work/log" 2>&1
[ $? = 3 ] && grep -q STRATA-S024 "$work/log" || fail 'an edition that is not there was sealed'
strata build --audience public --out "$work/again" >"$work/log" 2>&1 || { fail 'nothing was made after sealing'; cat "$work/log"; }
diff -rq "$work/out/public" "$work/again" || fail 'the same edition differs after it was sealed'
# What an earlier edition printed cannot be hidden: it is said.
cp "$seal" "$work/seal"
{ grep -v '^# sha256' "$work/seal"; echo 'exploitation.missing-children,no,E07000117,ye-2025-12,3,1'; } >"$seal"
printf '# sha256 %s\n' "$(sha256sum "$seal" | cut -d' ' -f1)" >>"$seal"
strata build --audience public --out "$work/again" >"$work/log" 2>&1
grep -q STRATA-S004 "$work/log" || { fail 'it is not said that an earlier edition gave a count away'; cat "$work/log"; }
sed -i 's/,3,1$/,4,1/' "$seal"
strata check >"$work/log" 2>&1
[ $? = 3 ] && grep -q STRATA-S025 "$work/log" || fail 'a seal that was changed was taken'
rm -r "$workspace/editions"

# ---- a leak that somebody writes stops the build, and this test's own reader would have found it
# plant WHAT WORDS: in the open commentary of the assessment
plant() {
  mkdir -p "$workspace/commentary/strategic-assessment/all"
  echo "$2" >"$workspace/commentary/strategic-assessment/all/overview.md"
  strata build --report strategic-assessment --out "$work/planted" >"$work/log" 2>&1
  [ $? = 3 ] && grep -q STRATA-S023 "$work/log" || { fail "$1 was published"; cat "$work/log"; }
  grep -q '= it would stand in "' "$work/log" || { fail "it is not said where $1 would stand"; cat "$work/log"; }
  [ ! -e "$work/planted/strategic-assessment.pdf" ] || fail "$1 was given its final name"
}
before=$(cat "$workspace/commentary/strategic-assessment/all/overview.md" 2>/dev/null)
plant 'a small number' 'In Burnley 3 children were reported missing.'
plant 'a small number in words' 'In Burnley three of the children who were reported missing came back late.'
plant 'a small number with a word before its noun' 'In Burnley 3 young children were reported missing.'
plant 'a few' 'There were only a handful of children missing in Burnley.'
plant 'a number that is rounded' 'There were 131 children missing in West Lancashire.'
plant 'a title that is restricted' 'See Entries of the Zanzibar log.'
plant 'a line of a restricted commentary' 'As we said: The Zanzibar commentary is for partners.'
plant 'the marking' 'This part is OFFICIAL-SENSITIVE.'
echo "${before:-In Burnley 5 children were reported missing, as rounded; in two districts fewer than five children, in one fewer than 3 children.}" \
  >"$workspace/commentary/strategic-assessment/all/overview.md"
strata build --report strategic-assessment --out "$work/planted" >"$work/log" 2>&1 ||
  { fail 'what is no leak was not published'; cat "$work/log"; }

# ---- what cannot be made says so
sed -i '/^restricted edition:/,/^ *- Office of the Police/d' "$workspace/assessment.yaml"
strata build --audience restricted --out "$work/none" >"$work/log" 2>&1
[ $? = 3 ] && grep -q STRATA-S020 "$work/log" || fail 'an edition without handling words was made'
cat >>"$workspace/assessment.yaml" <<END
restricted edition:
  handling: $(printf 'Words that are far too long for a line. %.0s' 1 2 3 4 5 6 7 8)
  distribution: Partners
END
strata build --audience restricted --report annual-refresh --out "$work/none" >"$work/log" 2>&1
[ $? = 3 ] && grep -q STRATA-S022 "$work/log" || { fail 'handling words were cut off'; cat "$work/log"; }
sed -i 's/^  - id: annual-refresh$/&\n    marking: official-sensitive/' "$workspace/assessment.yaml"
strata build --report annual-refresh --out "$work/none" >"$work/log" 2>&1
[ $? = 3 ] && grep -q STRATA-S021 "$work/log" || { fail 'a restricted report was made for the public'; cat "$work/log"; }

exit $((failures > 0))
