#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A rule for the whole demonstration workspace: what is hidden is worked out and audited within bounds, not much more is
# hidden than has to be.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/reports"
cp -r "$top_srcdir/reports/pan-lancashire" "$work/reports/"
chmod -R u+w "$work/reports"
ln -s "$(cd "$top_srcdir" && pwd)/data" "$work/data"
ln -s "$(cd "$top_srcdir" && pwd)/plugins" "$work/plugins"
workspace=$work/reports/pan-lancashire
"$STRATA" figures "$workspace" --all --store "$work/store" >"$work/open" 2>/dev/null
sed -i 's/^title: .*/&\ndisclosure: none/' "$workspace/assessment.yaml"
status=0

complain() {
  echo "a rule for the whole workspace: $1"
  sed 's/^/  /' "$work/out" "$work/err" | tail -n 20
  status=1
}

# run SECONDS STATUS COMMAND [OPTION...]: of processor time; the output is kept.
run() {
  ( ulimit -t "$1"
    exec "$STRATA" "$3" "$workspace" "${@:4}" --store "$work/store" >"$work/out" 2>"$work/err" )
  local got=$?
  [[ $got == "$2" ]] || complain "$rule: $3: exit status $got, not $2"
}

# Set RULES: everything but what a rule says of itself is as it was.
use() {
  rule=$1
  sed -i "s/^disclosure: .*/disclosure: $1/" "$workspace/assessment.yaml"
}

suppressed() {
  grep -c ',suppressed' "$work/out"
}

# check RULE PRIMARY-AND-SECONDARY: no more than so many figures are hidden in all, and none can be worked out.
check() {
  use "$1"
  run 60 0 figures
  local hidden
  hidden=$(suppressed)
  (( hidden > 1000 && hidden <= $2 )) || complain "$1: $hidden figures are hidden, not up to $2"
  run 60 0 audit
  grep -q '; 0 can be worked out$' "$work/out" || complain "$1: the audit found something"
  if grep -q 'settled' "$work/out"; then complain "$1: the audit did not settle all"; fi
}

# No rule, said.
use none
run 60 0 figures --all
cmp -s "$work/open" "$work/out" || complain "'disclosure: none' is not as if nothing had been said"

# words MOST: years that are shown are tested by their months, with a rule as without one: no more than MOST of the words
# are others than of an open edition.
words() {
  local others all
  run 60 0 figures
  read -r others all < <(awk -F, 'function tested(word) { return word == "rose" || word == "fell" || word == "similar" }
    length($4) != 7 && tested($20) {
      key = $1 "," $2 "," $4
      if (NR == FNR) open[key] = $20
      else if (key in open) { all++; others += open[key] != $20 }
    } END { print others + 0, all + 0 }' "$work/open" "$work/out")
  (( all > 500 && others <= $1 )) || complain "$rule: $others of $all changes have another word than without the rule"
  if grep -v ',20..-..,' "$work/out" | grep -q 'score test of two counts'; then
    complain "$rule: a year of months is tested as if it had none"
  fi
}

check fewer-than-5 4300
words 20
check fewer-than-5-rounded 3000
words 50
check ons-health-sensitive 5200
check fewer-than-10-events 9000
check '{rules: nhs-hes, secondary: true}' 5600

# The public edition: what is rounded is printed as what is published of it, and that gives nothing away.
use fewer-than-5-rounded
( ulimit -t 60; exec "$STRATA" build "$workspace" --store "$work/store" --out "$work/made" >"$work/out" 2>"$work/err" ) \
  || complain 'the public edition could not be published'
[[ $(pdfinfo "$work/made/district-profile-ribble-valley.pdf" | awk '$1 == "Pages:" {print $2}') == 4 ]] \
  || complain 'a profile has not four pages'

# The page's verb is the test's, of rounded months as of true ones; and it says what was tested.
run 60 0 figures --indicator asb.incidents --area E07000124 --period ye-2025-12
word=$(awk -F, 'NR == 2 { print $20 }' "$work/out")
open=$(awk -F, '$1 == "asb.incidents" && $2 == "E07000124" && $4 == "ye-2025-12" { print $20; exit }' "$work/open")
[[ -n $word && $word == "$open" ]] || complain "anti-social behaviour in Ribble Valley: '$word', without the rule '$open'"
pdftotext -layout "$work/made/district-profile-ribble-valley.pdf" "$work/page"
grep -qE "Anti-social behaviour (was )?$word[ :,]" "$work/page" || complain "the page does not say '$word'"
grep -q 'paired months, or those shown' "$work/page" || complain "the page does not say which months were tested"

# Without secondary suppression neighbourhoods are printed, a million counts: the audit ends, names what can be worked out
# and says what to do.
use nhs-hes
run 60 3 audit
grep -q "'crime.recorded, Lancaster 001G, 2021-10' is hidden, but can be worked out exactly" "$work/err" \
  || complain 'what can be worked out is not named'
grep -q "= its rule hides nothing besides: give it 'secondary: true'" "$work/err" || complain 'what to do is not said'
grep -q 'could not be settled' "$work/out" || complain 'what is not settled is not counted'
grep -q 'STRATA-S005' "$work/err" || complain 'what is not settled is not said'
exit $status
