#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A partnership's own theme: it changes the pages, only what it says, and it is refused when somebody could not read
# what it makes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() {
  echo "$1"
  failed=1
}
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"

"$STRATA" theme check >"$work/shipped" || complain 'the shipped theme fails its own check'
grep -q '^ok .*ink on paper *19\.' "$work/shipped" || complain 'the contrast of ink is not printed'

build() { # OUT
  "$STRATA" build "$work/ws" --store "$work/store" --out "$work/$1" >"$work/said" 2>&1
}
build shipped-out || complain "no build: $(cat "$work/said")"
printf 'color:\n  brand: "#7A0019"\ntype:\n  h1: {size: 21}\n' >"$work/ws/theme.yaml"
"$STRATA" theme check "$work/ws" >/dev/null || complain 'a sound theme fails the check'
build own-out || complain "no build with a theme of its own: $(cat "$work/said")"
pdf=$(basename "$(ls "$work"/own-out/*.pdf | head -n 1)")
if command -v qpdf >/dev/null; then
  for out in shipped own; do
    qpdf --qdf --object-streams=disable "$work/$out-out/$pdf" "$work/$out.qdf"
  done
  # #7A0019 as PDF writes it.
  grep -aqE '^0?\.478[0-9]* 0 0?\.098[0-9]* (rg|RG)' "$work/own.qdf" || complain 'the brand colour is not on the page'
  ! grep -aqE '^0?\.478[0-9]* 0 0?\.098' "$work/shipped.qdf" || complain 'the brand colour was there before'
fi

# What nobody could read stops the build, with the place, and leaves what was made.
printf 'color:\n  secondary: "#BBBBBB"\n' >"$work/ws/theme.yaml"
before=$(cksum <"$work/own-out/$pdf")
for command in "theme check $work/ws" "check $work/ws --store $work/store" "build $work/ws --store $work/store --out $work/own-out"; do
  status=0
  # shellcheck disable=SC2086
  "$STRATA" $command >/dev/null 2>"$work/stderr" || status=$?
  [[ $status -eq 3 ]] || complain "strata $command: exit status $status, not 3"
  grep -q 'theme.yaml:2:14: error: .secondary. has a contrast of 1\.9' "$work/stderr" ||
    complain "strata $command: $(cat "$work/stderr")"
done
[[ $before == "$(cksum <"$work/own-out/$pdf")" ]] || complain 'a refused theme changed a PDF'

status=0
"$STRATA" theme look 2>/dev/null || status=$?
[[ $status -eq 2 ]] || complain 'an unknown word is not wrong usage'
exit $failed
