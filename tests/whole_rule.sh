#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A rule that rounds everything in the demonstration workspace is worked out within a bound of processor time.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/reports"
cp -r "$top_srcdir/reports/pan-lancashire" "$work/reports/"
chmod -R u+w "$work/reports"
ln -s "$(cd "$top_srcdir" && pwd)/data" "$work/data"
ln -s "$(cd "$top_srcdir" && pwd)/plugins" "$work/plugins"
workspace=$work/reports/pan-lancashire
sed -i 's/^title: .*/&\ndisclosure: fewer-than-5-rounded/' "$workspace/assessment.yaml"
(
  ulimit -t 240
  exec "$STRATA" figures "$workspace" --store "$work/store" >"$work/out" 2>"$work/err"
) || {
  echo "a rule for the whole workspace: exit status $?"
  sed 's/^/  /' "$work/err"
  exit 1
}
grep -q 'suppressed' "$work/out" || {
  echo "a rule for the whole workspace: nothing is suppressed"
  exit 1
}

# Without secondary suppression neighbourhoods are printed, a million counts: the audit ends, and says what it has not
# settled.
sed -i 's/^disclosure: .*/disclosure: nhs-hes/' "$workspace/assessment.yaml"
(
  ulimit -t 60
  exec "$STRATA" audit "$workspace" --store "$work/store" >"$work/out" 2>"$work/err"
)
got=$?
if [[ $got != 3 ]] || ! grep -q 'STRATA-S005' "$work/err" || ! grep -q 'could not be settled' "$work/out"; then
  echo "an audit of a million counts: exit status $got"
  sed 's/^/  /' "$work/out" "$work/err" | head -20
  exit 1
fi
