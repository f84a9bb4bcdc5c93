#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: make bench-pages, in the build folder (make bench runs it too)
#
# How many tagged pages a second of CPU strata lays out and writes, beside the raw writer of the
# folder "shared" beside the project (bench/cpdf.c with -DRAW: hand-written PDF, as near to the limit
# as we know) on the same contents in the same run.  Machines drift: only ratios within a run hold.
set -u
runs=${RUNS:-7}
# From shared/bench/README.md, CPU seconds for these contents: Typst 0.14.2 and the raw writer.
typst=2.35 raw_there=0.205

if [[ ! -e ${STRATA_SHARED:-}/bench/cpdf.c ]]; then
  echo "pages: the folder shared with bench/cpdf.c is not there; nothing to measure against"
  exit 0
fi
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
mkdir "$work/contents" "$work/ours" "$work/raw"
python3 "$STRATA_SHARED/bench/make_content.py" "$work/contents" || exit
(cd "$STRATA_SHARED/bench" && cc -O2 -w -DRAW -o "$work/raw-writer" cpdf.c -lz) || exit
if ! [[ -e /usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf ]]; then
  echo "pages: the raw writer wants Debian's fonts-liberation"
  exit 0
fi

# CPU seconds of a command, to a file of measurements.
cpu() {
  local TIMEFORMAT='%U %S' file=$1
  shift
  { time "$@" >"$work/said" 2>"$work/errors"; } 2>>"$file" || {
    cat "$work/errors"
    exit 1
  }
}
median() {
  awk '{ print $1 + $2 }' "$1" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

pages=$top_builddir/tests/bench/pages
for ((i = 0; i < runs; i++)); do
  cpu "$work/raw.times" "$work/raw-writer" "$work/contents" "$work/raw" all
  cpu "$work/ours.times" "$pages" "$work/contents" "$work/ours"
done
read -r count _ bytes _ <"$work/said"
raw_bytes=$(cat "$work"/raw/*.pdf | wc -c)
awk -v ours="$(median "$work/ours.times")" -v raw="$(median "$work/raw.times")" -v count="$count" \
  -v bytes="$bytes" -v raw_bytes="$raw_bytes" -v typst="$typst" -v raw_there="$raw_there" '
  BEGIN {
    here = typst * raw / raw_there
    said = "%s: %d tagged pages in %.3f s, %.0f a second%s\n"
    printf "the same contents of 15 documents, medians of CPU seconds\n"
    printf said, "strata", count, ours, count / ours, sprintf(", %.0f kB", bytes / 1000)
    printf said, "raw writer", 180, raw, 180 / raw, sprintf(", %.0f kB", raw_bytes / 1000)
    printf said, "Typst", 180, here, 180 / here, ", on this machine going by the raw writer"
    printf "strata to Typst: %.1f times as fast with the contents", here / ours
    printf ", %.1f times the pages a second\n", (count / ours) / (180 / here)
  }'
