#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# strata audit, and the build that a finding stops.
set -u
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$top_srcdir/tests/workspace" "$work/workspace"
chmod -R u+w "$work/workspace"
indicator=$work/workspace/plugins/asb/indicators/burglary.yaml
plain=$(cat "$indicator")

complain() {
  echo "$1"
  sed 's/^/  /' "$work/out" "$work/err"
  status=1
}

# expect STATUS WHAT ARGUMENT...
expect() {
  local wanted=$1 what=$2
  shift 2
  "$STRATA" "$@" >"$work/out" 2>"$work/err"
  local got=$?
  [[ $got == "$wanted" ]] || complain "$what: exit status $got, not $wanted"
}

says() { # FILE TEXT WHAT
  grep -qF -- "$2" "$work/$1" || complain "$3: does not say '$2'"
}

expect 0 "no rules" audit "$work/workspace"
says out "there is nothing to find" "no rules"

printf '%s\ndisclosure: fewer-than-5\n' "$plain" >"$indicator"
expect 0 "protected" audit "$work/workspace"
says out "; 0 can be worked out" "protected"
if grep -q ' 0 of them protected' "$work/out"; then complain "protected: nothing was hidden"; fi
expect 0 "protected, built" build "$work/workspace" --out "$work/built"

# Without secondary suppression the small district is its county less the other.
printf '%s\ndisclosure: {rules: fewer-than-5, secondary: false}\n' "$plain" >"$indicator"
expect 3 "unprotected" audit "$work/workspace"
says err "STRATA-S001" "unprotected"
says err "asb.burglary, ye-2025-12: Three districts = Blackpool + Preston + Ribble Valley [c]" "unprotected"
expect 3 "unprotected, built" build "$work/workspace" --out "$work/stopped"
says err "STRATA-S001" "unprotected, built"
if compgen -G "$work/stopped/*" >/dev/null; then complain "unprotected, built: something was published"; fi

# What is divided by a restricted source is made from it too.
printf '%s\n' "${plain/statistic: count/statistic: rate}" 'per: {measure: visitors}' >"$indicator"
printf 'area,period,value\nE06000009,2025,7003\nE07000123,2025,7005\nE07000124,2025,7009\n' \
  >"$work/workspace/data/visitors.csv"
sed -i 's|^    measure: visitors$|&\n    restricted: true|' "$work/workspace/assessment.yaml"
expect 0 "restricted divisor" figures "$work/workspace" --indicator asb.burglary --period 2025
says out "asb.burglary,E07000124,Ribble Valley,2025,,,,,,suppressed" "restricted divisor"
if grep -q 7009 "$work/out"; then complain "restricted divisor: it is printed"; fi
exit $status
