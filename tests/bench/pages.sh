#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: make bench-pages, in the build folder (make bench runs it too)
#
# What the same contents of 15 documents (one of 40 pages and 14 of ten as the raw writer sets them)
# cost strata in time, memory and bytes, laid out and written as tagged PDFs, against goals.  Beside it
# in the same run works the raw writer of the folder "shared" beside the project (bench/cpdf.c with
# -DRAW: hand-written PDF, as near to the limit as we know): machines drift, and only ratios hold.
set -u
runs=${RUNS:-7}
# From shared/bench/README.md: CPU seconds of Typst 0.14.2 and of the raw writer, and kB of Typst's files.
typst=2.35 raw_there=0.205 typst_long=839 typst_profiles=3295
# The goals: 0.35 s where the raw writer takes 0.2 s; megabytes for one process.
goal_ratio=1.75 goal_memory=40

if [[ ! -e ${STRATA_SHARED:-}/bench/cpdf.c ]]; then
  echo "pages: the folder shared with bench/cpdf.c is not there; nothing to measure against"
  exit 0
fi
if ! [[ -e /usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf ]]; then
  echo "pages: the raw writer wants Debian's fonts-liberation"
  exit 0
fi
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
mkdir "$work/contents" "$work/ours" "$work/raw"
python3 "$STRATA_SHARED/bench/make_content.py" "$work/contents" || exit
(cd "$STRATA_SHARED/bench" && cc -O2 -w -DRAW -o "$work/raw-writer" cpdf.c -lz) || exit

# CPU seconds of each command, in turn, and megabytes of the second's largest process.
python3 - "$runs" "$work/raw-writer $work/contents $work/raw all" \
  "$top_builddir/tests/bench/pages $work/contents $work/ours" >"$work/measured" <<'PYTHON' || exit
import os, statistics, subprocess, sys
runs, commands = int(sys.argv[1]), [command.split() for command in sys.argv[2:]]
seconds, memory = [[] for _ in commands], 0
for _ in range(runs):
    for command, times in zip(commands, seconds):
        child = subprocess.Popen(command, stdout=subprocess.PIPE)
        said = child.stdout.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            sys.exit(f"{command[0]} failed")
        times.append(usage.ru_utime + usage.ru_stime)
    memory = max(memory, usage.ru_maxrss * 1024 / 1e6)
print(statistics.median(seconds[0]), statistics.median(seconds[1]), memory, said.split()[0])
PYTHON
read -r raw ours memory pages <"$work/measured"

# Bytes of the document of 40 pages, which is the longest, and of the others.
sizes() {
  wc -c "$1"/*.pdf | awk '$2 != "total" { all += $1; if ($1 > most) most = $1 } END { print most, all - most }'
}
read -r long profiles < <(sizes "$work/ours")
read -r raw_long raw_profiles < <(sizes "$work/raw")
awk -v raw="$raw" -v ours="$ours" -v memory="$memory" -v pages="$pages" -v long="$long" \
  -v profiles="$profiles" -v raw_long="$raw_long" -v raw_profiles="$raw_profiles" -v typst="$typst" \
  -v raw_there="$raw_there" -v typst_long="$typst_long" -v typst_profiles="$typst_profiles" \
  -v goal_ratio="$goal_ratio" -v goal_memory="$goal_memory" -v runs="$runs" '
  function against(what, have, unit, goal) {
    printf "%-34s %8.2f %-3s goal: under %.2f: %s\n", what, have, unit, goal,
      have < goal ? "met" : "MISSED"
  }
  BEGIN {
    here = typst * raw / raw_there
    printf "the same contents of 15 documents, medians of %d runs in turn\n", runs
    said = "%-11s %3d tagged pages, %.3f s of CPU, %4.0f a second, %.0f kB and %.0f kB\n"
    printf said, "strata", pages, ours, pages / ours, long / 1000, profiles / 1000
    printf said, "raw writer", 180, raw, 180 / raw, raw_long / 1000, raw_profiles / 1000
    printf said, "Typst", 180, here, 180 / here, typst_long, typst_profiles
    print "(Typst was measured elsewhere: its time is corrected by the raw writer; strata to Typst:"
    printf " %.1f times as fast with the contents, %.1f times the pages a second)\n", here / ours,
      (pages / ours) / (180 / here)
    against("time, to the raw writer", ours / raw, "", goal_ratio)
    against("peak memory", memory, "MB", goal_memory)
    against("the document of 40 pages", long / 1000, "kB", typst_long)
    against("the 14 profiles", profiles / 1000, "kB", typst_profiles)
  }'
