#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare the generator's expected.csv (district name, month, type, count) with strata's figures.

    expected.py EXPECTED FIGURES

FIGURES is what `strata figures` prints for every month.  Both must hold the same counts for the 14
districts and every crime type; a month in which a district has none is not in EXPECTED.
"""
import csv
import re
import sys

KINDS = {
    "asb.incidents": "Anti-social behaviour",
    "violence.offences": "Violence and sexual offences",
    "burglary.offences": "Burglary",
    "burglary.robbery": "Robbery",
    "crime.criminal-damage": "Criminal damage and arson",
    "crime.drugs": "Drugs",
    "crime.other-crime": "Other crime",
    "crime.other-theft": "Other theft",
    "crime.public-order": "Public order",
    "crime.shoplifting": "Shoplifting",
    "crime.theft-from-person": "Theft from the person",
    "crime.vehicle": "Vehicle crime",
    "crime.weapons": "Possession of weapons",
    "crime.bicycle-theft": "Bicycle theft",
}

expected = {}
with open(sys.argv[1], encoding="utf-8", newline="") as stream:
    for district, month, kind, count in csv.reader(stream):
        expected[district, month, kind] = int(count)

figures, districts = {}, set()
with open(sys.argv[2], encoding="utf-8", newline="") as stream:
    for row in csv.DictReader(stream):
        kind = KINDS.get(row["indicator"])
        if kind and row["area"].startswith(("E06", "E07")) and re.fullmatch(r"\d{4}-\d{2}", row["period"]):
            districts.add(row["area_name"])
            figures[row["area_name"], row["period"], kind] = int(row["numerator"] or 0)

wrong = [key for key, count in figures.items() if expected.get(key, 0) != count]
missing = [key for key in expected if key[0] in districts and key not in figures]
if wrong or missing or len(districts) != 14:
    sys.exit(f"{len(wrong)} counts differ, {len(missing)} are missing: {(wrong + missing)[:5]}")
print(f"{len(figures)} counts equal expected.csv")
