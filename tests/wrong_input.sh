#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What an analyst can get wrong, and what the machine can do in the middle of it: each is an error
# that says what is wrong and what to do, nothing is half-written, and earlier PDFs are untouched.
set -u
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
failures=0

fail() {
  echo "FAILED: $name: $*"
  failures=$((failures + 1))
}

fresh() { # a workspace that builds, in $ws
  rm -rf "$work/ws"
  cp -r "$top_srcdir/tests/workspace" "$work/ws"
  chmod -R u+w "$work/ws"
  ws=$work/ws
}

published() {
  (cd "$work/out" && find . -type f | sort | xargs sha256sum)
}

build() {
  "$STRATA" build "$ws" --store "$work/store" --out "$work/out" >"$work/stdout" 2>"$work/stderr"
}

# expect STATUS CODE TEXT: builds; the status, the code and the text must come, the output must not
# change.  STATUS 1 publishes, so only the earlier files' presence is looked at.
expect() {
  local status=0
  build || status=$?
  [[ $status == "$1" ]] || fail "exit status $status, expected $1: $(head -5 "$work/stderr")"
  grep -q -- "$2" "$work/stderr" || fail "no $2 in: $(cat "$work/stderr")"
  grep -qF -- "$3" "$work/stderr" || fail "no '$3' in: $(cat "$work/stderr")"
  [[ ! -e $work/out/.strata-staging ]] || fail 'the staging folder was left'
  if [[ $1 == 3 ]]; then
    [[ $(published) == "$before" ]] || fail 'what was published before has changed'
  fi
}

name='a sound workspace'
fresh
build || fail "it does not build: $(cat "$work/stderr")"
[[ $(find "$work/out" -name '*.pdf' | wc -l) -ge 4 ]] || fail 'PDFs are missing'
before=$(published)
street=data/street/2025-05/2025-05-lancashire-street.csv

name='a misspelt key'
fresh
sed -i 's/^polarity:/polarty:/' "$ws/plugins/asb/indicators/incidents.yaml"
expect 3 STRATA-D "did you mean 'polarity'?"

name='a missing file'
fresh
rm "$ws/data/residents.csv"
expect 3 'STRATA-[DI]' data/residents.csv

name='a file cut in the middle of a row'
fresh
head -c -40 "$ws/$street" >"$work/cut" && cp "$work/cut" "$ws/$street"
expect 3 STRATA-I "$street"

name='a renamed column'
fresh
sed -i '1s/LSOA code/LSOA/' "$ws/$street"
expect 3 STRATA-I 'LSOA code'

name='a latin-1 file'
fresh
sed -i '3s/Example Street/Caf\xe9 Street/' "$ws/$street"
expect 3 STRATA-I UTF-8

name='an unclosed ring'
fresh
cat >>"$ws/assessment.yaml" <<'YAML'
YAML
cat >"$ws/data/boundaries.geojson" <<'JSON'
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"LAD24CD": "E06000009"},
 "geometry": {"type": "Polygon", "coordinates": [[[-3.05, 53.77], [-2.98, 53.77], [-2.98, 53.87], [-3.05, 53.87]]]}}]}
JSON
sed -i 's|^breaks:|  - id: boundaries\n    title: Boundaries\n    reader: boundaries\n    paths: data/boundaries.geojson\n\nbreaks:|' "$ws/assessment.yaml"
expect 3 STRATA-I boundaries.geojson

name='a district with no population'
fresh
sed -i '/E07000124/d' "$ws/data/residents.csv"
expect 3 STRATA-C 'Ribble Valley'

name='a disk that is full'
fresh
if [[ -e $top_builddir/tests/inject/.libs/full_disk.so ]]; then
  for room in 0 20000; do
    status=0
    LD_PRELOAD="$top_builddir/tests/inject/.libs/full_disk.so" STRATA_DISK=$work/out/ STRATA_DISK_BYTES=$room \
      ASAN_OPTIONS=verify_asan_link_order=0 build || status=$?
    [[ $status == 3 ]] || fail "exit status $status with room for $room bytes"
    grep -q 'No space left on device' "$work/stderr" || fail "not said: $(cat "$work/stderr")"
    [[ $(published) == "$before" ]] || fail 'what was published before has changed'
    [[ ! -e $work/out/.strata-staging ]] || fail 'the staging folder was left'
  done
else
  fail 'tests/inject/full_disk.so was not built'
fi

name='a page that cannot be written'
status=0
LD_PRELOAD="$top_builddir/tests/inject/.libs/full_disk.so" STRATA_DISK=/index.html STRATA_DISK_BYTES=0 \
  ASAN_OPTIONS=verify_asan_link_order=0 build || status=$?
[[ $status == 3 ]] && grep -q STRATA-W013 "$work/stderr" || fail "$(cat "$work/stderr")"
[[ $(published) == "$before" ]] || fail 'what was published before has changed'

name='numbers that cannot be written'
status=0
LD_PRELOAD="$top_builddir/tests/inject/.libs/full_disk.so" STRATA_DISK=-numbers.csv STRATA_DISK_BYTES=0 \
  ASAN_OPTIONS=verify_asan_link_order=0 build || status=$?
[[ $status == 3 ]] && grep -q STRATA-W015 "$work/stderr" || fail "$(cat "$work/stderr")"
[[ $(published) == "$before" ]] || fail 'what was published before has changed'

name='a new workspace on a full disk'
status=0
LD_PRELOAD="$top_builddir/tests/inject/.libs/full_disk.so" STRATA_DISK=$work/new STRATA_DISK_BYTES=0 \
  ASAN_OPTIONS=verify_asan_link_order=0 "$STRATA" init "$work/new" >/dev/null 2>"$work/stderr" || status=$?
[[ $status == 3 ]] && grep -q STRATA-W021 "$work/stderr" || fail "$(cat "$work/stderr")"

name='a folder where a PDF should go'
fresh
mkdir -p "$work/taken/report-preston.pdf"
status=0
"$STRATA" build "$ws" --store "$work/store" --out "$work/taken" >/dev/null 2>"$work/stderr" || status=$?
[[ $status == 3 ]] && grep -q STRATA-W012 "$work/stderr" || fail "$(cat "$work/stderr")"
[[ $(ls -A "$work/taken") == report-preston.pdf ]] || fail "$(ls -A "$work/taken")"

name='two reports of one name'
fresh
sed -i 's/^  - {id: overview.*/&\n  - {id: again, title: Again, template: plain, areas: three-districts, edition: 2026}/' "$ws/assessment.yaml"
expect 3 STRATA-W007 "'overview' and 'again'"

# once NUMBER: what the build has just said has one error, with file, line and column.
once() {
  [[ $(grep -c ': error: ' "$work/stderr") == 1 ]] && grep -qE "^\S*$1: error: " "$work/stderr" ||
    fail "not one error at $1: $(cat "$work/stderr")"
}

name='a template at fault, of two reports and several areas'
fresh
sed -i 's/^  - {id: priorities, /&master: lefd, /' "$ws/templates/plain/template.yaml"
expect 3 STRATA-X016 "no page master 'lefd'"
once 'templates/plain/template.yaml:12:30'
status=0
"$STRATA" check "$ws" --store "$work/store" >/dev/null 2>"$work/stderr" || status=$?
[[ $status == 3 ]] || fail "check: exit status $status"
once 'templates/plain/template.yaml:12:30'

name='a template that names no file'
fresh
sed -i 's/^file: .*/file: "---"/' "$ws/templates/plain/template.yaml"
sed -i '/^  - {id: overview/d' "$ws/assessment.yaml"
expect 3 STRATA-X016 'makes no file name'
once 'templates/plain/template.yaml:5:7'

name='a template that names one file for all areas'
fresh
sed -i 's/^file: .*/file: report/' "$ws/templates/plain/template.yaml"
sed -i '/^  - {id: overview/d' "$ws/assessment.yaml"
expect 3 STRATA-W007 "give each template a 'file' of its own"
once 'assessment.yaml:61:10'

name='facts of a measure that nobody provides'
fresh
status=0
"$STRATA" facts "$ws" --measure bicycles --store "$work/store" >/dev/null 2>"$work/stderr" || status=$?
[[ $status == 3 ]] && grep -q STRATA-W006 "$work/stderr" || fail "$(cat "$work/stderr")"

name='an output folder that cannot be made'
fresh
echo >"$work/file"
status=0
"$STRATA" build "$ws" --store "$work/store" --out "$work/file/out" >/dev/null 2>"$work/stderr" || status=$?
[[ $status == 3 ]] || fail "exit status $status"
grep -q STRATA-W010 "$work/stderr" || fail "not said: $(cat "$work/stderr")"

name='an unknown report, area, indicator and period'
fresh
for wrong in "build --report profil:STRATA-W004" "build --area Prestn:STRATA-W001" \
  "figures --indicator asb.incident:STRATA-W002" "figures --period 2025-13:STRATA-W003"; do
  read -r command option value <<<"${wrong%:*}"
  status=0
  "$STRATA" "$command" "$ws" "$option" "$value" --store "$work/store" >/dev/null 2>"$work/stderr" || status=$?
  [[ $status == 3 ]] || fail "$wrong: exit status $status"
  grep -q "${wrong##*:}" "$work/stderr" || fail "$wrong: $(cat "$work/stderr")"
done

name='two runs into one folder'
fresh
(
  exec 8<"$work/out"
  flock -x 8
  status=0
  build || status=$?
  [[ $status == 3 ]] && grep -q STRATA-W011 "$work/stderr"
) || fail "$(cat "$work/stderr")"

name='init into a folder that is not empty'
status=0
"$STRATA" init "$ws" >/dev/null 2>"$work/stderr" || status=$?
[[ $status == 3 ]] && grep -q STRATA-W020 "$work/stderr" || fail "$(cat "$work/stderr")"

name='the next command after init, with spaces and quotation marks in the name'
next=$(cd "$work" && "$STRATA" init "it’s Kent’s 'new' one" | tail -n 1)
(cd "$work" && eval "'$STRATA' ${next#*strata } --store store") >"$work/stdout" 2>"$work/stderr" ||
  fail "'$next' does not run: $(cat "$work/stderr")"

# check STATUS CODE TEXT: as expect, of the workspace's check.
check() {
  local status=0
  "$STRATA" check "$ws" --store "$work/store" >"$work/stdout" 2>"$work/stderr" || status=$?
  [[ $status == "$1" ]] || fail "exit status $status, expected $1: $(cat "$work/stderr")"
  grep -q -- "$2" "$work/stderr" || fail "no $2 in: $(cat "$work/stderr")"
  grep -qF -- "$3" "$work/stderr" || fail "no '$3' in: $(cat "$work/stderr")"
}

name='two districts of one name'
fresh
sed -i 's/name: Preston/name: Blackpool/' "$ws/assessment.yaml"
check 3 STRATA-D020 "there is another district called 'Blackpool'"

name='a force that the downloads do not name, in an optional source'
fresh
sed -i 's/^    force: Lancashire Constabulary/    force: Lancashire Police\n    optional: true\n    awaited from: the police/' \
  "$ws/assessment.yaml"
check 3 STRATA-I016 "no file is of the force 'Lancashire Police'"

name='one of two files of an optional source'
fresh
printf 'area,period,value\nE06000009,2025,5\n' >"$ws/data/visitors.csv"
sed -i 's|paths: data/visitors.csv|paths: [data/visitors.csv, data/visitors-2024.csv]|' "$ws/assessment.yaml"
check 0 STRATA-I024 "data/visitors-2024.csv' is not there"

name='commentary that nothing prints'
fresh
mv "$ws/commentary/profile/all/summary.md" "$ws/commentary/profile/all/sumary.md"
check 1 STRATA-X042 'commentary/profile/all/sumary.md:1: warning: '
grep -qF "did you mean 'summary'?" "$work/stderr" || fail "$(cat "$work/stderr")"
"$STRATA" build "$ws" --store "$work/store" --out "$work/other" >/dev/null 2>"$work/stderr"
[[ $? == 1 ]] && grep -qF "no section 'sumary' is printed in the report 'profile'" "$work/stderr" ||
  fail "$(cat "$work/stderr")"

name='commentary whose name a script puts together'
fresh
mv "$ws/commentary/profile/all/summary.md" "$ws/commentary/profile/all/causes-drugs.md"
check 1 STRATA-X042 'causes-drugs'
echo '-- commentary("causes-drugs")' >>"$ws/templates/plain/summary.lua"
"$STRATA" check "$ws" --store "$work/store" >/dev/null 2>"$work/stderr" || fail "$(cat "$work/stderr")"

name='an edition of months that are still to come'
fresh
sed -i 's/cut-off: 2025-12, period: ye-2025-12/cut-off: 2031-12/' "$ws/assessment.yaml"
check 1 STRATA-I025 "the edition '2026' is of data up to December 2031, and there is none after December 2025"
grep -q "assessment.yaml:58:[0-9]*: warning" "$work/stderr" || fail "$(cat "$work/stderr")"
grep -qF "source 'street' ends in December 2025" "$work/stderr" || fail "$(cat "$work/stderr")"

name='a source that ends before the others'
fresh
sed -i 's/measure: residents$/&\n  - {id: calls, title: Calls, reader: tidy, paths: data\/calls.csv, measure: calls}/' "$ws/assessment.yaml"
printf 'area,period,value\nE06000009,2025-10,5\nE06000009,2025-11,5\n' >"$ws/data/calls.csv"
sed 's/^id: .*/id: asb.calls/; s/^title: .*/title: Calls/; s/^measure: .*/measure: calls/; /^where:/d; /^per:/d; /^interval:/d; s/: rate$/: count/' \
  "$ws/plugins/asb/indicators/incidents.yaml" >"$ws/plugins/asb/indicators/calls.yaml"
sed -i 's/^indicators: \[/&calls, /' "$ws/plugins/asb/plugin.yaml"
check 1 STRATA-I025 "the edition '2026' is of a year up to December 2025, and not all of its data are"
grep -qF "source 'calls' ends in November 2025" "$work/stderr" || fail "$(cat "$work/stderr")"
! grep -qF "source 'street' ends" "$work/stderr" || fail "$(cat "$work/stderr")"

name='a folder under the name of an awaited file'
fresh
mkdir "$ws/data/visitors.csv"
check 3 STRATA-I002 "data/visitors.csv' is a folder, and holds no file that is"

name='an input that may be read no longer'
fresh
if [[ $(id -u) == 0 ]]; then
  as_other=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  chmod a+rx "$work"
else
  as_other=()
fi
if ! command -v "${as_other[0]:-true}" >/dev/null || ! "${as_other[@]}" test -x "$STRATA"; then
  echo "$name: not tried: nobody else can run strata here"
else
  [[ ${#as_other[@]} == 0 ]] || chown -R 65534 "$ws"
  own=$work/ws/.strata
  "${as_other[@]}" "$STRATA" check "$ws" --store "$own" >/dev/null 2>"$work/stderr" || fail "$(cat "$work/stderr")"
  for input in $street data/residents.csv; do
    chmod 000 "$ws/$input"
    "${as_other[@]}" "$STRATA" check "$ws" --store "$own" >/dev/null 2>"$work/stderr"
    [[ $? == 3 ]] || fail "exit status is not 3"
    grep -q 'assessment.yaml:.*STRATA-I001' "$work/stderr" || fail "$(cat "$work/stderr")"
    grep -qF "$input' cannot be read: Permission denied" "$work/stderr" || fail "$(cat "$work/stderr")"
    chmod 644 "$ws/$input"
  done
fi

name='commentary of one word, and of one paragraph, without end'
fresh
printf 'Sound.\n\n%03000d\n' 7 >"$ws/commentary/profile/all/summary.md"
expect 3 STRATA-L013 'summary.md:3:1: error: this paragraph is too long: a word of it has more than 2,000 bytes'
yes 'and so on' | head -n 12000 >"$ws/commentary/profile/all/summary.md"
expect 3 STRATA-L013 'summary.md:1:1: error: this paragraph is too long: it has more than 100,000 bytes'

name='an area without a report'
fresh
status=0
"$STRATA" build "$ws" --report profile --area three-districts --store "$work/store" --out "$work/out" \
  >/dev/null 2>"$work/stderr" || status=$?
[[ $status == 3 ]] && grep -q STRATA-W005 "$work/stderr" || fail "$(cat "$work/stderr")"

name='problems as JSON'
fresh
sed -i 's/^polarity:/polarty:/' "$ws/plugins/asb/indicators/incidents.yaml"
"$STRATA" check "$ws" --diag=json --store "$work/store" >/dev/null 2>"$work/stderr"
python3 -c 'import json, sys
for line in sys.stdin: json.loads(line)["code"]' <"$work/stderr" || fail "$(cat "$work/stderr")"

name='Ctrl-C in mid-build'
fresh
"$STRATA" build "$ws" --store "$work/store" --out "$work/out" --jobs 1 >/dev/null 2>"$work/stderr" &
pid=$!
for _ in $(seq 400); do
  [[ -e $work/out/.strata-staging ]] && break
  sleep 0.005
done
kill -INT "$pid" 2>/dev/null
wait "$pid"
status=$?
if [[ $status == 130 ]]; then
  [[ $(published) == "$before" ]] || fail 'what was published before has changed'
elif [[ $status != 0 ]]; then
  fail "exit status $status: $(cat "$work/stderr")"
fi
[[ ! -e $work/out/.strata-staging ]] || fail 'the staging folder was left'

echo "$failures failures"
[[ $failures == 0 ]]
