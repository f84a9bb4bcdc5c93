#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: make bench-ingest, in the build folder (make bench runs it too)
#
# How long `strata figures` takes on ROWS rows of raw street downloads with an empty store, beside the
# scanner of the folder "shared" beside the project (bench/scan.c, which reads and counts and does
# nothing else) on the same files in the same run.  Machines drift: only ratios within a run hold.
# Every count is compared with what the generator says that it made.
set -u
rows=${ROWS:-10000000} runs=${RUNS:-5}
workspace=$top_srcdir/reports/pan-lancashire areas=$top_srcdir/data/areas
if [[ ! -e ${STRATA_SHARED:-}/bench/scan.c ]]; then
  echo "ingest: the folder shared with bench/scan.c is not there; nothing to measure against"
  exit 0
fi
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
cc -O2 -w -o "$work/gen" "$STRATA_SHARED/bench/gen.c" || exit
cc -O3 -w -march=native -pthread -o "$work/scan" "$STRATA_SHARED/bench/scan.c" || exit
"$work/gen" "$work/rows" "$rows" 36 || exit

# Seconds and kilobytes of a command, to a file of measurements.
measure() {
  local file=$1
  shift
  python3 - "$file" "$@" <<'PYTHON' || exit
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    (os.POSIX_SPAWN_OPEN, 2, sys.argv[1] + ".said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)])
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "a") as out:
    print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=out)
if status:
    sys.exit(open(sys.argv[1] + ".said").read())
PYTHON
}
median() {
  sort -n -k "$2" "$1" | awk -v column="$2" '{ a[NR] = $column } END { print a[int((NR + 1) / 2)] }'
}
figures() {
  measure "$1" "$STRATA" figures "$workspace" --source street="$work/rows" --store "$work/store" \
    --indicator asb.incidents
}

for ((i = 0; i < runs; i++)); do
  measure "$work/scan.times" "$work/scan" "$work/rows" "$work/scan.csv" 2
  rm -rf "$work/store"
  figures "$work/empty.times"
  figures "$work/full.times"
done

# Counts by district, month and type from the table of counts, as the generator prints them.
"$STRATA" facts "$workspace" --source street="$work/rows" --store "$work/store" >"$work/counts.csv" || exit
awk -F, '
  FILENAME ~ /districts/ { if (FNR > 1) name[$1] = $2; next }
  FILENAME ~ /lookup|lsoa-to-district/ { if ($3 in name) place[$1] = name[$3]; next }
  FNR == 1 { for (i = 3; i <= NF; i++) type[i] = $i; next }
  $2 == "unassigned" || $2 in place {
    for (i = 3; i <= NF; i++) if ($i) sum[place[$2] "," $1 "," type[i]] += $i
  }
  END { for (key in sum) print key "," sum[key] }
' "$areas/districts.csv" "$areas/lsoa-to-district.csv" "$work/counts.csv" | LC_ALL=C sort >"$work/ours"
awk -F, 'FNR == NR { if (FNR > 1) wanted[$2]; next } $1 == "" || $1 in wanted' \
  "$areas/districts.csv" "$work/rows/expected.csv" | LC_ALL=C sort >"$work/expected"
if ! cmp -s "$work/ours" "$work/expected"; then
  echo "ingest: the counts are not those that were made:"
  diff "$work/ours" "$work/expected" | head
  exit 1
fi

awk -v rows="$rows" -v scan="$(median "$work/scan.times" 1)" \
  -v empty="$(median "$work/empty.times" 1)" -v full="$(median "$work/full.times" 1)" \
  -v scan_cpu="$(median "$work/scan.times" 2)" -v empty_cpu="$(median "$work/empty.times" 2)" \
  -v memory="$(median "$work/empty.times" 3)" -v groups="$(wc -l <"$work/expected")" '
  BEGIN {
    printf "%d rows of street downloads, medians of seconds\n", rows
    printf "scanner: %.2f (CPU %.2f)\n", scan, scan_cpu
    printf "strata figures, empty store: %.2f (CPU %.2f), %.0f MB\n", empty, empty_cpu, memory / 1000
    printf "strata figures, full store: %.2f\n", full
    printf "strata to scanner: %.1f times as long", empty / scan
    printf ", %.1f times the CPU; all %d counts equal\n", empty_cpu / scan_cpu, groups
  }'
