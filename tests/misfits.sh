#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a plugin's script asks for and no page has room for: an error at the script's line, its section says
# that it is not available, and every report is made.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"
sed -i 's/^plugins: \[asb\]/plugins: [asb, wide]/' "$work/ws/assessment.yaml"
wide=$work/ws/plugins/wide
mkdir -p "$wide/indicators"
cat >"$wide/plugin.yaml" <<'YAML'
id: wide
title: Wide
version: 1.0.0
license: MIT
code: lua
order: 99
indicators: [incidents]
YAML
sed 's/^id: asb/id: wide/; s/^title: .*/title: Something/' \
  "$top_srcdir/tests/workspace/plugins/asb/indicators/incidents.yaml" >"$wide/indicators/incidents.yaml"
failures=0

fail() {
  echo "FAILED: $name: $*"
  cat "$work/said"
  failures=$((failures + 1))
}

# built STATUS: the workspace is built; its status is STATUS.
built() {
  local status=0
  rm -rf "$work/out"
  "$STRATA" build "$work/ws" --store "$work/store" --out "$work/out" >"$work/said" 2>&1 || status=$?
  [[ $status == "$1" ]] || fail "status $status, not $1"
}

# refused NAME CODE LINE WORDS: chapter() is what stands on standard input, from line 2 of the script.
refused() {
  local code=$2 line=$3 words=$4
  name=$1
  { echo 'return {chapter = function(page)'; cat; echo 'end}'; } >"$wide/narrative.lua"
  built 1
  grep -F -- "$wide/narrative.lua:$line: error: plugin 'wide' failed: " "$work/said" | grep -qF -- "$words" \
    || fail "'$words' is not said of line $line"
  grep -qF "[STRATA-$code]" "$work/said" || fail "not with $code"
  [[ $(find "$work/out" -name '*.pdf' | wc -l) == 4 ]] || fail 'a report is missing'
  [[ $(grep -c 'with a section missing' "$work/out/index.html") == 4 ]] \
    || fail 'the page does not say that a section is missing'
  command -v pdftotext >/dev/null || return
  for pdf in "$work"/out/*.pdf; do
    pdftotext "$pdf" "$work/text"
    grep -q 'Incidents by district' "$work/text" || fail "$pdf lacks its other pages"
    tr '\n' ' ' <"$work/text" | grep -q 'Wide: not available' || fail "$pdf does not say what is missing"
  done
}

refused 'columns in columns' X037 4 'column 1 would be 0 points wide' <<'LUA'
local one = page:columns(1)
one:paragraph("A word.")
local two = one:columns(1)
two:paragraph("A word.")
LUA
refused 'halves of halves' X037 2 'column 1 would be 5 points wide' <<'LUA'
for i = 1, 6 do page = page:columns(6, 6) end
LUA
refused 'a sidebar in a column' X037 2 'a sidebar would be 16 points wide' <<'LUA'
page:columns(1, 11):sidebar("Title")
LUA
refused 'a box of columns' L022 3 'points too long for its place' <<'LUA'
local one = page:columns(1, 11)
one:callout("Something")
LUA
refused 'a table too wide' L030 3 'points wider than its place' <<'LUA'
local columns, row = {}, {}
for i = 1, 60 do columns[i], row[i] = {head = "Something " .. i}, "Incomparable" end page:table {columns = columns, rows = {row}}
LUA
refused 'a callout that is too high' L027 2 'points higher than a page' <<'LUA'
page:callout(string.rep("Words and words. ", 2000))
LUA

# A template's own mistake is the report's.
name='a template'
cp "$top_srcdir/tests/workspace/templates/plain/template.yaml" "$work/template.yaml"
echo 'return {chapter = function(page) page:paragraph("Sound.") end}' >"$wide/narrative.lua"
echo '  - {id: last, content: [columns: [{span: 1, content: [columns: [{span: 1, content: [note: Word]}]]}]]}' \
  >>"$work/ws/templates/plain/template.yaml"
built 3
grep -q "template.yaml:[0-9]*:[0-9]*: error: column 1 would be 0 points wide" "$work/said" \
  || fail 'the line of the template is not named'
exit $((failures > 0))
