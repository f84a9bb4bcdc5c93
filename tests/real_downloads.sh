#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# On real downloads, where they are: figures equal an independent count of the same files, the
# reconciliation adds up for every file, a period with a missing month is [x], and the counts shipped
# in data/ give the same figures.
set -eu
street=${STRATA_SHARED:+$STRATA_SHARED/data/police-uk/street}
if [[ -z $street || ! -d $street ]]; then
  echo 'the real downloads (shared/data/police-uk/street) are not here'
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
workspace=$top_srcdir/reports/pan-lancashire

figures() { # OUT, then options
  local out=$1
  shift
  "$STRATA" figures "$workspace" --store "$work/store" "$@" >"$out"
}
chosen=(--period ye-2025-12 --period ye-2022-10 --period 2020-10 --period ye-2021-01 --period ye-2023-03)
for indicator in asb.incidents violence.offences burglary.offences; do
  chosen+=(--indicator "$indicator")
done
figures "$work/raw.csv" --source "street=$street" "${chosen[@]}"
figures "$work/shipped.csv" "${chosen[@]}"
cmp "$work/raw.csv" "$work/shipped.csv"

count="$top_srcdir/tests/oracle/count_street.py"
areas=("$top_srcdir/data/areas/lsoa-to-district.csv" "$top_srcdir/data/areas/districts.csv")
python3 "$count" districts "$street" "${areas[@]}" >"$work/districts.csv"
python3 "$count" reconciliation "$street" "${areas[@]}" >"$work/reconciliation.csv"

python3 - "$work" <<'PYTHON'
import csv, sys
work = sys.argv[1]
kinds = {"asb.incidents": "Anti-social behaviour", "violence.offences": "Violence and sexual offences",
         "burglary.offences": "Burglary"}
counts, months = {}, set()
for row in csv.DictReader(open(f"{work}/districts.csv")):
    counts[row["month"], row["district"], row["type"]] = int(row["count"])
    months.add(row["month"])

def span(period):
    if not period.startswith("ye-"):
        return [period]
    year, month = int(period[3:7]), int(period[8:])
    last = year * 12 + month - 1
    return [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(last - 11, last + 1)]

checked = unavailable = 0
for row in csv.DictReader(open(f"{work}/raw.csv")):
    if not row["area"].startswith(("E06", "E07")):
        continue
    wanted = span(row["period"])
    if all(m in months for m in wanted):
        total = sum(counts.get((m, row["area"], kinds[row["indicator"]]), 0) for m in wanted)
        # A rate may lack its population; its count may not be lost with it.
        assert row["numerator"] == str(total), (row, total)
        checked += 1
    else:
        assert row["status"] == "unavailable" and not row["numerator"] and not row["value"], row
        unavailable += 1
assert checked == 3 * 14 * 3, checked
assert unavailable == 3 * 14 * 2, unavailable
print(f"{checked} figures equal the independent count; {unavailable} are unavailable, as they must be")
PYTHON

"$STRATA" check "$workspace" --store "$work/store" --source "street=$street" --reconciliation \
  >"$work/check.txt"
python3 - "$work" <<'PYTHON'
import csv, re, sys
work = sys.argv[1]
names = ("read", "counted", "unassigned", "outside", "duplicates", "rejected")
told = {}
for line in open(f"{work}/check.txt"):
    match = re.match(r"\s+(\d{4}-\d{2})-\S+-street\.csv\S*: (\d+) rows = (\d+) counted \+ (\d+) unassigned"
                     r" \+ (\d+) outside \+ (\d+) duplicates \+ (\d+) rejected$", line)
    if match:
        told[match.group(1)] = [int(n) for n in match.groups()[1:]]
rows = list(csv.DictReader(open(f"{work}/reconciliation.csv")))
for row in rows:
    mine = told.pop(row["month"])
    assert mine == [int(row[n]) for n in names], (row, mine)
    assert mine[0] == sum(mine[1:]), mine
assert not told and len(rows) == 50, (told, len(rows))
print(f"the reconciliation of {len(rows)} files equals the independent one and adds up")
PYTHON
