#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a spreadsheet program makes of a partner's return: taken where it can only mean one thing, and
# otherwise answered by file, line and column, what is wrong and what to do, once for each reason.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
name=
fail() { echo "FAILED: $name: $*"; failures=$((failures + 1)); }

cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"
return=$work/ws/data/visitors.csv
header=area,period,counted,value

# check STATUS TEXT: of the return TEXT, in which printf's escapes stand.
check() {
  local status=0
  printf '%b' "$2" >"$return"
  "$STRATA" check "$work/ws" --store "$work/store" >"$work/stdout" 2>"$work/stderr" || status=$?
  [[ $status == "$1" ]] || fail "exit status $status, expected $1: $(cat "$work/stderr")"
}
says() { grep -qF -- "$1" "$work/stderr" || fail "not said: '$1': $(cat "$work/stderr")"; }
prints() { grep -qF -- "$1" "$work/stdout" || fail "not printed: '$1': $(grep visitors "$work/stdout")"; }
lists() { # how many rows that were rejected
  local count
  count=$(grep -c 'row rejected' "$work/stderr")
  [[ $count == "$1" ]] || fail "$count rows are listed, not $1: $(cat "$work/stderr")"
}

name='a byte order mark, CRLF, thousands, columns and rows without anything in them'
check 0 '\xef\xbb\xbf'"$header"',,,\r\nE06000009,2025,Day,"1,234",,,\r\nE06000009,2025,Night,12,,,\r\n,,,,,,\r\n,,,,,,\r\n'
prints 'visitors: 1 file, 2 rows, 0 rejected'

name='what is not known'
check 0 "$header\nE06000009,2025,Day,N/A\nE07000123,2025,Day,#N/A\nE07000124,2025,Day,5\n"
prints 'visitors: 1 file, 1 row, 0 rejected'

name='semicolons'
check 3 'area;period;counted;value\r\nE06000009;2025;Day;5\r\n'
says 'visitors.csv:1: error: the columns are parted by semicolons, not by commas [STRATA-I004]'

name='tabs'
check 3 'area\tperiod\tcounted\tvalue\nE06000009\t2025\tDay\t5\n'
says 'visitors.csv:1: error: the columns are parted by tabs, not by commas [STRATA-I004]'

name='a spreadsheet by the name of a table'
check 3 'PK\x03\x04\x14'
says 'the file is a spreadsheet or an archive, not CSV, whatever its name says [STRATA-I005]'

name='a title above the names of the columns'
check 3 "Visitors in 2025,,,\n$header\nE06000009,2025,Day,5\n"
says "it begins 'Visitors in 2025'"

name='names of columns with capitals, all at once'
check 3 'Area,Period,Counted,Value\nE06000009,2025,Day,5\n'
for column in Area Period Value; do says "the column '$column' may be it"; done

name='dates'
check 1 "$header\nE06000009,01/02/2025,Day,5\nE07000123,Feb-25,Day,5\n"
says "visitors.csv:2:11: warning: row rejected: '01/02/2025' is no period [STRATA-I010]"
says "visitors.csv:3:11: warning: row rejected: 'Feb-25' is no period [STRATA-I010]"
says 'formatted as text'
prints 'visitors: awaited from the three districts; 1 file, 2 rows, 2 rejected, no figure for an area'

name='numbers that are none'
check 1 "$header\nE06000009,2025,Café,45%\nE07000123,2025,Day,<5\nE07000124,2025,Day,12 days\n"
says "visitors.csv:2:21: warning: row rejected: '45%' is no number [STRATA-I010]"
says 'write 45; of a share rather give numerator and denominator'
says 'write the count itself'
says 'write digits, such as 1234 or 1,234'

name='areas that are none'
check 1 "$header\ne06000009,2025,Day,5\nPreston,2025,Day,5\nE0700124,2025,Day,5\nE07999999,2025,Day,5\n"
says 'write E06000009'
says 'write E07000123'
says "did you mean 'E07000124'?"
says 'areas are named by their GSS codes'

name='one reason for many rows'
check 1 "$header\n$(for i in {1..30}; do printf 'E06000009,2025,%s,about 5\\n' "$i"; done)E06000009,2025,Day,some\n"
lists 2
says "visitors.csv:32:20: warning: row rejected: 'some' is no number"
says 'visitors.csv:3: warning: 29 more rows rejected for the same reasons [STRATA-I010]'

name='many reasons'
check 1 "$header\n$(for i in {1..30}; do printf 'E06000009,2025,Day,about %s\\n' "$i"; done)E06000009,Feb-25,Day,5\n"
lists 5
says "visitors.csv:32:11: warning: row rejected: 'Feb-25' is no period"
says 'visitors.csv:6: warning: 26 more rows rejected for reasons like these'

name='a slip that makes counts something else'
cat >"$work/ws/plugins/asb/indicators/visitors.yaml" <<'YAML'
id: asb.visitors
title: Visitors
measure: visitors
statistic: count
polarity: neutral
YAML
sed -i '/^indicators:/s/\]/, visitors]/' "$work/ws/plugins/asb/plugin.yaml"
check 3 "$header\nE06000009,2025,Day,5\nE06000009,2025,Night,-3\n"
says STRATA-C015
says 'visitors.csv has -3 for Blackpool in 2025, which is none'

name='a word that the indicator does not know'
sed -i 's/^statistic:/where: {counted: Days}\n&/' "$work/ws/plugins/asb/indicators/visitors.yaml"
check 1 "$header\nE06000009,2025,Day,5\n"
says STRATA-C003
says "visitors.csv has 'Day'; it and the indicator have to spell it alike"

name='a link that leads to itself'
rm "$return"
ln -s visitors.csv "$return"
"$STRATA" check "$work/ws" --store "$work/store" >"$work/stdout" 2>"$work/stderr" && fail 'it is passed over'
says STRATA-I001

echo "$failures failures"
[[ $failures == 0 ]]
