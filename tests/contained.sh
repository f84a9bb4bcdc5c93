#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# strata build with a plugin that takes its process down, in every way there is: its section says
# "not available" and why, every other page is made, and the exit status is 1.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"
bad=$work/ws/plugins/bad
mkdir -p "$bad/indicators"
sed -i 's/^plugins: \[asb\]/plugins: [asb, bad]/' "$work/ws/assessment.yaml"
cat >"$bad/plugin.yaml" <<'YAML'
id: bad
title: Bad
version: 1.0.0
license: MIT
code: c
order: 99
indicators: [index]
YAML
cat >"$bad/indicators/index.yaml" <<'YAML'
id: bad.index
title: An index
statistic: given
unit: of 100
polarity: neutral
derived: true
YAML
failures=0

fail() {
  echo "FAILED: $name: $*"
  cat "$work/said"
  failures=$((failures + 1))
}

# try STATUS MODULE MISBEHAVE WORDS [OPTION]...
try() {
  local wanted=$1 module=$2 how=$3 words=$4 status=0 made
  shift 4
  name="$module $how"
  rm -rf "$work/out"
  cp "$top_builddir/tests/plugins/.libs/$module.so" "$bad/bad.so"
  MISBEHAVE=$how "$STRATA" build "$work/ws" --store "$work/store" --out "$work/out" "$@" \
    >"$work/said" 2>&1 || status=$?
  [[ $status == "$wanted" ]] || fail "status $status, not $wanted"
  grep -qF -- "$words" "$work/said" || fail "'$words' is not said"
  made=$(find "$work/out" -name '*.pdf' | wc -l)
  if [[ $# == 0 && $made != 4 ]]; then fail "$made PDFs, not 4"; fi
  if [[ -n $(find "$work" -name '*.tmp') ]]; then fail "a temporary file is left"; fi
  if ! command -v pdftotext >/dev/null; then return; fi
  for pdf in "$work"/out/*.pdf; do
    pdftotext "$pdf" "$work/text"
    grep -q 'Incidents by district' "$work/text" || fail "$pdf lacks its other pages"
    if [[ $wanted == 1 ]]; then
      tr '\n' ' ' <"$work/text" | grep -q 'Bad: not available' || fail "$pdf does not say what is missing"
    fi
  done
}

try 0 misbehave '' 'index.html'
try 1 other_abi '' 'built for version 2 of the plugin interface'
try 1 nothing '' "exports no 'strata_plugin_v1'"
try 1 misbehave entry:abort 'it crashed (Aborted)'
try 1 misbehave figures:crash 'it crashed'
try 1 misbehave figures:exit 'it ended the process'
try 1 misbehave chapter:abort 'it crashed (Aborted)'
try 1 misbehave chapter:exit 'it ended the process'
try 1 misbehave chapter:recurse 'it crashed'
try 1 misbehave chapter:allocate "plugin 'bad' is left out"
try 1 misbehave chapter:say 'the moon is full'
# What it adds, and where that cannot be.
try 1 misbehave chapter:no-node 'a paragraph is added to a node that is NULL'
try 1 misbehave chapter:any-node 'a node that is not of the page given to this callback'
try 1 misbehave chapter:long-word 'a text is too long: '
try 1 misbehave chapter:sidebars 'a sidebar is inside 6 others'
try 1 misbehave chapter:columns 'a row of columns is inside 6 others'
# What a plugin does to the process that it is lent, and goes on.
meddled="plugin 'bad' is left out"
for callback in figures chapter; do
  try 1 misbehave $callback:close "$meddled"
  try 1 misbehave $callback:null-device "$meddled"
  try 1 misbehave $callback:scribble "$meddled"
  try 1 misbehave $callback:exec 'it ended the process'
  for how in fork move locale handle; do
    try 0 misbehave $callback:$how 'index.html'
  done
done
try 1 misbehave chapter:nibble "$meddled"
try 1 misbehave chapter:loop 'more than 10 seconds of processor time' --report overview

[[ $failures == 0 ]]
