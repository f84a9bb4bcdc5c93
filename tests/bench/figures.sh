#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: make bench-figures, in the build folder (make bench runs it too)
#
# How long all figures of the demonstration take with a warm store: the stages of one run, medians of
# CPU milliseconds, and beside them `strata figures`, which prints them.
set -eu
runs=${RUNS:-9}
workspace=$top_srcdir/reports/pan-lancashire
work=$(mktemp -d "${TMPDIR:-/tmp}/strata-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%U %S'

"$STRATA" figures "$workspace" --store "$work/store" >/dev/null 2>&1 # fills it
for ((i = 0; i < runs; i++)); do
  "$top_builddir/tests/bench/figures" "$top_builddir" "$workspace" "$work/store" >>"$work/stages" 2>/dev/null
  { time "$STRATA" figures "$workspace" --store "$work/store" >"$work/figures.csv" 2>/dev/null; } \
    2>>"$work/times"
done
# The figure in the middle of those on standard input.
median() { sort -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }
stage() { awk -v stage="$1" '$1 == stage { print $2 }' "$work/stages" | median; }

define=$(stage define) ingest=$(stage ingest) sums=$(stage sums) extend=$(stage extend)
results=$(stage results) comparisons=$(stage comparisons)
command=$(awk '{ print 1000 * ($1 + $2) }' "$work/times" | median)
rows=$(($(wc -l <"$work/figures.csv") - 1))
echo "all $rows figures of the demonstration, warm store, medians of $runs, milliseconds of CPU:"
printf '  %6.1f  facts added up\n' "$sums"
printf '  %6.1f  every result, with its comparison, change and trend\n' "$results"
printf '  %6.1f  every comparison that indicators define\n' "$comparisons"
awk -v a="$sums" -v b="$results" -v c="$comparisons" \
  'BEGIN { printf "  %6.1f  computed altogether\n", a + b + c }'
printf '  %6.1f  before: definitions %.1f, kept facts %.1f; plugins and disclosure %.1f\n' \
  "$(awk "BEGIN { print $define + $ingest + $extend }")" "$define" "$ingest" "$extend"
printf '  %6.1f  strata figures, which computes no other comparisons and prints %s bytes\n' \
  "$command" "$(wc -c <"$work/figures.csv")"
