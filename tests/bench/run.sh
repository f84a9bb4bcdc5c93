#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: make bench, in the build folder
#
# Measures what README.md claims and prints each figure with its command.  Speeds drift from run to
# run and with what else the machine does: CPU seconds and the ratios within one run are what counts.
#   BENCH_ROWS   rows of made-up street crime [10000000: 2.3 GB in $TMPDIR]
set -eu
rows=${BENCH_ROWS:-10000000}
workspace=$top_srcdir/reports/pan-lancashire
bench=${STRATA_SHARED:+$STRATA_SHARED/bench}
work=$(mktemp -d "${TMPDIR:-/tmp}/strata-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

# measured COMMAND...: prints wall seconds, CPU seconds (children included) and peak MB.
measured() {
  python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
start = time.monotonic()
run = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.monotonic() - start
if run.returncode != 0:
    sys.exit(f"{sys.argv[1]} ended with {run.returncode}: {run.stderr.decode()}")
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{wall:.3f} {usage.ru_utime + usage.ru_stime:.3f} {usage.ru_maxrss * 1024 / 1e6:.1f}")
PYTHON
}

# The run in the middle, by its FIELD.
median() {
  sort -n -k "$1,$1" | awk '{line[NR] = $0} END {print line[int((NR + 1) / 2)]}'
}

echo '== all reports of the demonstration, warm store =='
echo 'strata build reports/pan-lancashire, median of 9:'
measured "$STRATA" build "$workspace" --store "$work/store" --out "$work/out" >/dev/null # fills it
for _ in 1 2 3 4 5 6 7 8 9; do
  measured "$STRATA" build "$workspace" --store "$work/store" --out "$work/out"
done | median 2 >"$work/time"
read -r wall cpu memory <"$work/time"
pdfs=("$work"/out/*.pdf)
pages=$(for pdf in "${pdfs[@]}"; do pdfinfo "$pdf"; done | awk '$1 == "Pages:" {n += $2} END {print n}')
echo "  $cpu s of CPU, $wall s, $memory MB; ${#pdfs[@]} reports, $pages pages"
awk -v cpu="$cpu" 'BEGIN { print "  goal: under 0.5 s of CPU:", cpu < 0.5 ? "met" : "MISSED" }'

if [[ -z $bench || ! -e $bench/gen.c ]]; then
  echo 'reading is not measured: there is no folder shared with bench/gen.c'
  exit 0
fi

echo "== $rows rows of street downloads, empty store =="
cc -O2 -w -o "$work/gen" "$bench/gen.c"
cc -O3 -march=native -w -pthread -o "$work/scan" "$bench/scan.c"
"$work/gen" "$work/street" "$rows" 120
cat "$work"/street/*/*.csv >/dev/null
# In turn, so that both meet the same machine.
for _ in 1 2 3; do
  measured "$work/scan" "$work/street" "$work/scan.csv" 2 >>"$work/scan.times"
  rm -rf "$work/empty"
  measured "$STRATA" figures "$workspace" --source "street=$work/street" --jobs 2 \
    --store "$work/empty" --indicator asb.incidents --period 2024-01 >>"$work/strata.times"
done
"$STRATA" figures "$workspace" --source "street=$work/street" --store "$work/empty" \
  >"$work/figures.csv" 2>/dev/null
python3 "$top_srcdir/tests/bench/expected.py" "$work/street/expected.csv" "$work/figures.csv"
read -r scan_wall scan_cpu scan_memory < <(median 1 <"$work/scan.times")
read -r wall cpu memory < <(median 1 <"$work/strata.times")
echo "  scan.c, 2 threads:        $scan_wall s, $scan_cpu s of CPU, $scan_memory MB"
echo "  strata figures, 2 jobs:   $wall s, $cpu s of CPU, $memory MB"
awk "BEGIN {printf \"  %.2f times the time of scan.c, %.2f times its CPU\\n\", $wall / $scan_wall, $cpu / $scan_cpu}"
