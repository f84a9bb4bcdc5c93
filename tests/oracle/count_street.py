#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Count data.police.uk street downloads, independently of strata.

This is a second answer to compare strata's with, so it shares nothing with it: no code, no cache
and no cleverness. It reads the files one after another with Python's own csv module.

    count_street.py districts      FOLDER LOOKUP DISTRICTS   month,district,type,count
    count_street.py neighbourhoods FOLDER LOOKUP DISTRICTS   month,lsoa,type,count
    count_street.py reconciliation FOLDER LOOKUP DISTRICTS   month,read,counted,unassigned,outside,
                                                             duplicates,rejected

FOLDER holds YYYY-MM-FORCE-street.csv or .csv.gz files, at any depth. LOOKUP is
data/areas/lsoa-to-district.csv, DISTRICTS is data/areas/districts.csv.

The rules, in the order in which they are applied to a row:
1. A row whose Crime ID stood earlier in the same file is a duplicate. A row without an ID is never
   one: those are anti-social behaviour, where equal rows are different incidents.
2. A row without an LSOA code is unassigned, whether or not it has coordinates.
3. A row whose LSOA code is not in the lookup is rejected.
4. A row whose LSOA lies in none of the districts is outside.
5. Every other row is counted in the district of its LSOA.
"""
import collections
import csv
import gzip
import os
import re
import sys

STREET_FILE = re.compile(r"(\d{4}-\d{2})-(.+)-street\.csv(\.gz)?")
OUTCOMES = ("counted", "unassigned", "outside", "duplicates", "rejected")


def column(path, *names):
    """The named columns of a CSV file, as a list of tuples."""
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return [tuple(row[name] for name in names) for row in csv.DictReader(stream)]


def street_files(folder):
    """(month, path) of every street file below a folder; a force's month may be there once only."""
    found = {}
    for where, _, files in os.walk(folder):
        for name in files:
            match = STREET_FILE.fullmatch(name)
            if match:
                key = match.group(1, 2)
                if key in found:
                    sys.exit(f"{key[1]} {key[0]} is there twice: {found[key]}, {where}/{name}")
                found[key] = os.path.join(where, name)
    if not found:
        sys.exit(f"{folder}: no street files")
    return [(month, path) for (month, _), path in sorted(found.items())]


def rows(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream, strict=True)


def judge(row, seen, district_of, districts):
    """What becomes of a row: one of OUTCOMES."""
    crime_id, lsoa = row["Crime ID"], row["LSOA code"]
    if crime_id:
        if crime_id in seen:
            return "duplicates"
        seen.add(crime_id)
    if not lsoa:
        return "unassigned"
    if lsoa not in district_of:
        return "rejected"
    return "counted" if district_of[lsoa] in districts else "outside"


def main():
    if len(sys.argv) != 5 or sys.argv[1] not in ("districts", "neighbourhoods", "reconciliation"):
        sys.exit(__doc__)
    what, folder, lookup_path, districts_path = sys.argv[1:]
    district_of = dict(column(lookup_path, "lsoa", "district"))
    districts = {code for code, in column(districts_path, "code")}

    counts = collections.Counter()
    judged = collections.defaultdict(collections.Counter)
    for month, path in street_files(folder):
        seen = set()
        for row in rows(path):
            if row["Month"] != month:
                sys.exit(f"{path}: a row of {row['Month']} in the file of {month}")
            outcome = judge(row, seen, district_of, districts)
            judged[month][outcome] += 1
            if outcome == "counted":
                lsoa = row["LSOA code"]
                area = district_of[lsoa] if what == "districts" else lsoa
                counts[month, area, row["Crime type"]] += 1

    out = csv.writer(sys.stdout, lineterminator="\n")
    if what == "reconciliation":
        out.writerow(("month", "read") + OUTCOMES)
        for month, by_outcome in sorted(judged.items()):
            out.writerow([month, sum(by_outcome.values())] + [by_outcome[o] for o in OUTCOMES])
    else:
        out.writerow(("month", "district" if what == "districts" else "lsoa", "type", "count"))
        out.writerows(key + (count,) for key, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
