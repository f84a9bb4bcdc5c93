#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Severity weights, hot spots and inequality from a file to a page.  The weights are made up.
set -u
command -v pdftotext >/dev/null || { echo 'pdftotext is not installed'; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

mkdir "$work/reports"
cp -r "$top_srcdir/reports/pan-lancashire" "$work/reports/"
cp -r "$top_srcdir/data" "$work/"
chmod -R u+w "$work"
ws=$work/reports/pan-lancashire
sed -i 's|^  - id: crime-severity$|  - id: severity-weights\n    title: Weights of a test\n    reader: severity-weights\n    version: third version\n    date: 2024-05\n    paths: weights.csv\n&|' "$ws/assessment.yaml"

build() { # STATUS: what it says is in $work/said, the report's words in $work/words
  local status=0
  "$STRATA" build "$ws" --report strategic-assessment --store "$work/store" --out "$work/out" \
    >"$work/said" 2>&1 || status=$?
  [[ $status == "$1" ]] || fail "exit status $status, expected $1: $(cat "$work/said")"
  pdftotext "$work/out/strategic-assessment.pdf" - 2>/dev/null | tr '\n' ' ' >"$work/words"
}

says() {
  grep -qF -- "$2" "$work/$1" || fail "no '$2' in what it $1"
}

# Every crime type has a weight: their harm is printed with the version and the date.
cat >"$ws/weights.csv" <<'END'
crime type,weight
Bicycle theft,10
Burglary,100
Criminal damage and arson,20
Drugs,10
Other crime,50
Other theft,10
Possession of weapons,60
Public order,10
Robbery,300
Shoplifting,5
Theft from the person,20
Vehicle crime,30
Violence and sexual offences,200
END
build 0
says words 'Violence and sexual offences did'
says words '(Weights of a test, third version, 2024-05)'
# Harm is held against volume from both ends; 12,477 of 123,894 offences at 20 each, of all their harm.
says words 'Criminal damage and arson was 10% of the offences and 2% of the harm.'
says words 'of offences (33.3% to 33.8%), more than its share of residents; it has 34% of the harm.'
says words 'hot spots and hold'
says words 'slope index, 95% interval'
cp "$work/words" "$work/first"

# Simulated limits come from the store, and are the same.
build 0
cmp -s "$work/words" "$work/first" || fail 'the second build has other words'

# Robbery without a weight is listed and counted.
sed -i '/^Robbery/d' "$ws/weights.csv"
build 1
says said STRATA-C041
says said "the categories of 'crime.recorded': Robbery"
says said 'offences are left out of its harm'

# A wrong weight stops the build.
echo 'Robbery,lots' >>"$ws/weights.csv"
build 3
says said STRATA-I130
says said "'lots' is no weight of an offence"
exit $((failures > 0))
