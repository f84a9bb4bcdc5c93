#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Figures of numbers that no method likes: none, all equal, one place, millions, nobody to divide by, gaps, below nothing,
# too large to add up, and no numbers at all.  Every statistic with every method that fits it says what it can, with a
# status where it cannot, and an error at the file's line where the file is wrong: never NaN, an infinity or a minus zero.
set -u
for one in python3 /usr/bin/python3; do
  if "$one" -c 'import csv, json' 2>/dev/null; then python=$one; break; fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
exec "$python" -B - "$STRATA" "$top_srcdir" "$work" <<'PYTHON'
import csv, io, json, pathlib, re, shutil, subprocess, sys

strata, source, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
DISTRICTS = ["E06000009", "E07000123", "E07000124", "E07000120"]
MONTHS = [f"{year}-{month:02}" for year in range(2023, 2026) for month in range(1, 13)]
YEARS = [str(year) for year in range(2021, 2026)]
PERIODS = [word for period in ("2022", "ye-2025-12", "2025-03", "2025-12") for word in ("--period", period)]
NO_NUMBER = re.compile(r"(?<![a-z])-?(nan|inf|infinity)(?![a-z])|^-0(\.0*)?$", re.I)
failures = []

STATISTICS = {
    "count": "statistic: count",
    "rate": "statistic: rate\nper: {measure: residents, scale: 1000}",
    "share": "statistic: proportion\nper: {measure: %s}",
    "share-of-residents": "statistic: proportion\nper: {measure: residents}",
    "standardised": "statistic: standardised\nper: {measure: residents, scale: 100000}\nstandard: {by: age}",
    "repeated": "statistic: standardised\nper: {measure: residents, scale: 100000}\n"
                "standard: {by: age, repeat events: times}",
    "ratio": "statistic: ratio\nper: {measure: residents}\nstandard: {by: age}",
    "own-rate": "statistic: rate\nper: {scale: 1000}", "own-share": "statistic: proportion",
    "given": "statistic: given\nunit: points", "mean": "statistic: mean\nunit: points",
}
# Of which forms each is.
FORMS = {
    "months": ["count", "rate", "share", "share-of-residents"], "years": ["count", "rate"],
    "ages": ["standardised", "repeated", "ratio"], "parts": ["own-rate", "own-share"], "values": ["given", "mean"],
}
COUNTED = ["count", "rate"]
METHODS = [ # what is asked for, and of which statistics of which forms
    ("", None, None),
    ("interval: {method: none}", None, None),
    ("interval: {method: byar, level: 99.8}", ["count", "rate", "own-rate", "ratio"], None),
    ("funnel: {limits: poisson}", ["rate", "own-rate"], None),
    ("funnel: {limits: binomial}", ["share", "share-of-residents", "own-share"], None),
    ("funnel: {limits: over-dispersed, adjustment: multiplicative}", ["rate", "own-rate"], None),
    ("funnel: {limits: over-dispersed, leave out: none}", ["rate", "own-rate"], None),
    *[("change: {test: %s}" % test, COUNTED, None) for test in ("none", "mid-p", "exact", "score")],
    ("change: {test: e-test}", ["rate"], ["years"]),
    ("change: {test: quasi-poisson}", COUNTED, ["months"]),
    *[("change: {test: %s, of: rates}" % test, ["rate"], None) for test in ("mid-p", "exact", "score")],
    ("change: {test: newcombe}", ["share", "share-of-residents", "own-share"], None),
    ("trend: none", None, None),
    ("trend: five-point", ["rate", "own-rate", "standardised", "ratio", "mean"], None),
    ("trend: cochran-armitage", ["share", "share-of-residents", "own-share"], None),
    *[("chart: {of: %s, target: 3}" % of, COUNTED, ["months"])
      for of in ("months", "same-month-differences", "without-season")],
    *[("forecast: {method: %s}" % method, COUNTED, ["months"])
      for method in ("simple", "holt", "holt-winters-additive", "holt-winters-multiplicative")],
    ("compare: [parent]", None, None),
    ("compare: [rest]", ["rate", "share", "own-rate", "own-share", "mean", "standardised", "ratio"], None),
    ("compare: [peers]", ["rate", "share", "own-rate", "own-share", "given", "mean", "standardised", "ratio"], None),
]


def indicators(peers=True):
    for form, statistics in FORMS.items():
        for statistic in statistics:
            for asked, of, forms in METHODS:
                if (of is None or statistic in of) and (forms is None or form in forms) and (peers or "peers" not in asked):
                    yield form, statistic, asked


def table(path, heads, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([heads, *rows])


def make(number, areas, residents=lambda place, age: 20000):
    """A workspace of AREAS; NUMBER(form, place, when, kind) is a count, or None: no row."""
    ws = work / "ws"
    shutil.rmtree(ws, ignore_errors=True)
    (ws / "plugins/all/indicators").mkdir(parents=True)
    (ws / "data").mkdir()
    def rows(form, periods, *kinds):
        for place in areas:
            for when in periods:
                for kind in kinds or [()]:
                    value = number(form, areas.index(place), when, kind)
                    if value is not None:
                        yield [place, when, *kind, *(value if isinstance(value, tuple) else [value])]
    table(ws / "data/months.csv", ["area", "period", "kind", "value"], rows("months", MONTHS, ["a"], ["b"]))
    table(ws / "data/years.csv", ["area", "period", "kind", "value"], rows("years", YEARS, ["a"], ["b"]))
    ages = [[age, times] for age in ("0-64", "65+") for times in (1, 2)]
    table(ws / "data/ages.csv", ["area", "period", "age", "times", "value"], rows("ages", YEARS, *ages))
    table(ws / "data/parts.csv", ["area", "period", "numerator", "denominator"], rows("parts", YEARS))
    table(ws / "data/values.csv", ["area", "period", "value"], rows("values", YEARS))
    table(ws / "data/residents.csv", ["area", "period", "age", "value"],
          ([place, year, age, residents(areas.index(place), age)] for place in areas for year in YEARS
           for age in ("0-64", "65+") if residents(areas.index(place), age) is not None))
    names = []
    for i, (form, statistic, asked) in enumerate(indicators(len(areas) > 2)):
        words = STATISTICS[statistic]
        where = "where: {kind: a}\n" if form in ("months", "years") else ""
        (ws / f"plugins/all/indicators/i{i}.yaml").write_text(
            f"id: all.i{i}\ntitle: Thing {i}\nnoun: things\nmeasure: {form}\n{where}polarity: lower-is-better\n"
            + (words % form if "%s" in words else words) + f"\n{asked}\n", encoding="utf-8")
        names.append(f"i{i}")
    (ws / "plugins/all/plugin.yaml").write_text(
        f"id: all\ntitle: All\nversion: 1.0.0\nlicense: MIT\norder: 10\nheadline: all.i0\nindicators: [{', '.join(names)}]\n",
        encoding="utf-8")
    goals = "".join(f"  - {{indicator: all.i{i}, value: 1, upper: 2, set by: Us}}\n" for i in range(len(names)))
    districts = "".join(f"    - {{code: {code}, name: Place {i}, role: district, tile: [{i}, 0]}}\n"
                        for i, code in enumerate(areas))
    peers = "" if len(areas) < 3 else (
        f"peers:\n  source: Us\n  groups:\n    - {{district: {areas[0]}, members: [{areas[1]}, {areas[2]}]}}\n")
    initiatives = "" if len(areas) < 2 else (
        f"initiatives:\n  - {{id: one, title: One, indicator: all.i0, before: 2023, after: 2024,\n"
        f"     treated: {areas[0]}, control: {areas[1]}}}\n")
    sources = "".join(f"  - {{id: {form}, title: {form}, reader: tidy, paths: data/{form}.csv, measure: {form}}}\n"
                      for form in [*FORMS, "residents"])
    (ws / "assessment.yaml").write_text(
        "title: P\nplace: P\nauthor: A\nareas:\n  districts:\n" + districts
        + "  groups:\n    - {id: whole, name: Whole, role: partnership, members: all}\n  comparator: whole\n"
        + "sources:\n" + sources + peers + "goals:\n" + goals + initiatives
        + "editions:\n  - {id: 2026, title: E, cut-off: 2025-12, period: ye-2025-12}\n"
        + "reports:\n  - {id: profile, title: Profile, template: district-profile, areas: districts, edition: 2026}\n"
        + "plugins: [all]\n", encoding="utf-8")
    return ws


def run(*words):
    return subprocess.run([strata, *map(str, words), "--store", str(work / "store")], capture_output=True, text=True,
                          encoding="utf-8")


def look(name, text, separators):
    for line in text.splitlines():
        for word in re.split(separators, line):
            if NO_NUMBER.search(word.strip()):
                failures.append(f"{name}: '{word}' in: {line[:200]}")
                return


def printed(name, ws, status=(0, 1)):
    """All figures, as CSV and as JSON; what is not published has a status and no number."""
    made = run("figures", ws, "--all", *PERIODS)
    if made.returncode not in status or not made.stdout:
        failures.append(f"{name}: status {made.returncode}: {made.stderr[:300]}")
        return {}
    look(name, made.stdout, ",")
    as_json = run("figures", ws, *PERIODS, "--format", "json")
    def refuse(word):
        failures.append(f"{name}: {word} in JSON")
    json.loads(as_json.stdout, parse_constant=refuse)
    if re.search(r"[:,\[]\s*-0(\.0*)?\s*[,}\]]", as_json.stdout):
        failures.append(f"{name}: minus zero in JSON")
    statuses = {}
    for row in csv.DictReader(io.StringIO(made.stdout)):
        statuses[row["status"]] = statuses.get(row["status"], 0) + 1
        if not row["status"] or (row["row"] == "figure" and row["value"] == "" and row["status"] in ("published", "revised")):
            failures.append(f"{name}: no value and no reason: {row}")
            break
    return statuses


def refused(name, ws, file):
    """The file's line is named, with a code, and nothing of it is printed."""
    made = run("figures", ws, *PERIODS)
    if made.returncode == 0 or not re.search(rf"{file}:\d+:\d+: warning: row rejected: .*\[STRATA-I010\]", made.stderr):
        failures.append(f"{name}: status {made.returncode}: {made.stderr[:300]}")
    look(name, made.stdout, ",")


def no_counts(name, ws):
    """What is below nothing is no count: an error at each definition that would count it."""
    made = run("figures", ws, *PERIODS)
    if made.returncode != 3 or not re.search(r"i\d+.yaml:\d+:\d+: error: .*\[STRATA-C0(15|04)\]", made.stderr):
        failures.append(f"{name}: status {made.returncode}: {made.stderr[:300]}")


def plain(form, place, when, kind):
    count = 20 + 7 * place + int(when[-1])
    return (count, 100) if form == "parts" else count + 0.25 if form == "values" else count


def of(count, parts=None, values=None):
    """The same everywhere."""
    return lambda form, place, when, kind: (parts or (count, count) if form == "parts"
                                            else count if values is None or form != "values" else values)


def some(change):
    def number(form, place, when, kind):
        return change(form, place, when, kind, plain(form, place, when, kind))
    return number


statuses = printed("plain", make(plain, DISTRICTS))
if statuses.get("published", 0) < 2000:
    failures.append(f"plain: {statuses}")
printed("none", make(of(0, (0, 20)), DISTRICTS))
printed("nobody", make(of(0, (0, 20)), DISTRICTS, lambda place, age: 0))
printed("ones", make(of(1), DISTRICTS))
printed("all equal", make(of(50, (50, 100)), DISTRICTS))
printed("millions", make(of(123456789, (123456789, 987654321)), DISTRICTS, lambda place, age: 4000000000))
printed("nobody of an age", make(plain, DISTRICTS, lambda place, age: 0 if age == "65+" else 20000))
printed("more than there are", make(some(lambda form, place, when, kind, n: n * 1000 if form == "ages" else n), DISTRICTS,
                                    lambda place, age: 100000 if place else 1))
printed("none in one place", make(some(lambda form, place, when, kind, n: n if place else (0, 20) if form == "parts" else 0),
                                  DISTRICTS))
printed("gaps", make(some(lambda form, place, when, kind, n: None if place == 1 and when[-1] in "35" else n), DISTRICTS))
printed("a place missing", make(some(lambda form, place, when, kind, n: None if place == 2 else n), DISTRICTS))
printed("no year before", make(some(lambda form, place, when, kind, n: n if when[:4] == "2025" else None), DISTRICTS))
printed("one place", make(plain, DISTRICTS[:1]))
printed("one place, none", make(of(0, (0, 20)), DISTRICTS[:1]))
printed("two places", make(plain, DISTRICTS[:2]))
printed("one outlier", make(some(lambda form, place, when, kind, n: n if place or form == "parts" else n * 10000), DISTRICTS,
                            lambda place, age: 20000000))
printed("values below nothing", make(of(5, (5, 10), -3.5), DISTRICTS))
printed("values at nothing", make(of(5, (5, 10), "-0"), DISTRICTS))
printed("values without bounds", make(of(5, (5, 10), "1e300"), DISTRICTS), (0, 1, 3))

for form in ("months", "ages"):
    for wrong in ("NaN", "inf", "-inf", "1e400", "0x10", "12abc"):
        refused(f"{wrong} in {form}", make(some(lambda f, place, when, kind, n: wrong if f == form and place == 1
                                                and when[:4] == "2024" else n), DISTRICTS), form + ".csv")
    no_counts(f"-5 in {form}", make(some(lambda f, place, when, kind, n: -5 if f == form and place == 1 else n), DISTRICTS))
for wrong in ((5, "-1"), ("-1", 5), (5, 0), (5, "NaN"), ("inf", 5)):
    refused(f"{wrong} in parts", make(some(lambda f, place, when, kind, n: wrong if f == "parts" and place == 1 else n),
                                      DISTRICTS), "parts.csv")

# On pages: the same places, with and without anything to print.
if shutil.which("pdftotext"):
    for name, number, residents in (("plain", plain, 20000), ("none", of(0, (0, 20)), 20000), ("nobody", of(0, (0, 20)), 0),
                                    ("below", of(5, (5, 10), -3.5), 20000)):
        ws = make(number, DISTRICTS, lambda place, age: residents)
        made = run("build", ws, "--out", work / "out")
        if made.returncode > 1 or not list((work / "out").glob("*.pdf")):
            failures.append(f"pages of {name}: status {made.returncode}: {made.stderr[:300]}")
        for path in (work / "out").glob("*"):
            words = path.read_text(encoding="utf-8") if path.suffix != ".pdf" else subprocess.run(
                ["pdftotext", path, "-"], capture_output=True, text=True, encoding="utf-8").stdout
            look(f"pages of {name}, {path.name}", words.replace("\u2212", "-"), r"[\s,;()\"<>]")

for failure in failures[:20]:
    print(failure)
print(f"{len(list(indicators()))} definitions, {len(failures)} failures")
sys.exit(bool(failures))
PYTHON
