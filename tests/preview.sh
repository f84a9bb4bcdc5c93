#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# strata preview: a saved file makes the reports again, the changed pages are named, a mistake is reported and leaves
# the PDFs as they were, and Ctrl-C leaves nothing behind.
set -eu
work=$(mktemp -d)
failed=0
preview=
clean() {
  if [[ -n $preview ]]; then kill "$preview" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap clean EXIT
complain() {
  echo "$1"
  sed 's/^/    /' "$work/log"
  failed=1
}
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"
export TMPDIR=$work

"$STRATA" preview "$work/ws" --out "$work/out" --store "$work/store" >"$work/log" 2>&1 &
preview=$!

# Waits until the log has N lines like PATTERN: at most 30 s on a busy machine.
until_line() { # N PATTERN
  local tries=0
  while [[ $(grep -c -- "$2" "$work/log" 2>/dev/null || true) -lt $1 ]]; do
    if ((++tries > 300)); then
      complain "no line $1 like '$2'"
      return 1
    fi
    sleep 0.1
  done
}

until_line 1 '^watching [0-9]' || exit 1
grep -qE '^  [0-9]+ reports?, [0-9]+ pages$' "$work/log" || complain 'the first run is not counted'

# What changes no page says so.
touch "$work/ws/README.md"
until_line 2 '^watching' || exit 1
grep -q '^  no page changed$' "$work/log" || complain 'an empty change is not said'

# The edition's title changes: its words are shown.
sed 's/title: 2026 edition/title: Quite another edition/' "$work/ws/assessment.yaml" >"$work/changed.yaml"
cmp -s "$work/changed.yaml" "$work/ws/assessment.yaml" && complain 'the test changes nothing'
cp "$work/changed.yaml" "$work/ws/assessment.yaml"
until_line 3 '^watching' || exit 1
grep -q "^$work/ws/assessment.yaml$" "$work/log" || complain 'what was saved is not named'
grep -qE '^  [a-z0-9-]+\.pdf: pages? [0-9, ]+ of [0-9]+$' "$work/log" || complain 'the changed pages are not named'
grep -q 'Quite another edition' "$work/log" || complain 'the new words are not shown'

# A mistake: reported, and what was made stays.
before=$(cat "$work"/out/*.pdf | cksum)
cp "$work/ws/assessment.yaml" "$work/good.yaml"
sed 's/^title:/titel:/' "$work/good.yaml" >"$work/ws/assessment.yaml"
until_line 4 '^watching' || exit 1
grep -q "did you mean 'title'" "$work/log" || complain 'the mistake is not reported'
grep -q '^  nothing was made; the PDFs are as they were$' "$work/log" || complain 'it does not say what became of the PDFs'
[[ $before == "$(cat "$work"/out/*.pdf | cksum)" ]] || complain 'a mistake changed a PDF'
cp "$work/good.yaml" "$work/ws/assessment.yaml"
until_line 5 '^watching' || exit 1

kill -INT "$preview"
status=0
wait "$preview" || status=$?
preview=
[[ $status -eq 0 ]] || complain "it ended with exit status $status"
if compgen -G "$work/strata-preview-*" >/dev/null; then complain 'it left its folders'; fi
exit $failed
