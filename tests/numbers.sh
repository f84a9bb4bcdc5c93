#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers behind the figures, beside each PDF: all figures, the numbers that strata figures prints,
# nothing that is suppressed, each edition's apart, and in step with the PDFs.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { echo "numbers: $*"; failures=$((failures + 1)); }
python=
for one in python3 /usr/bin/python3; do
  if "$one" -c 'import pikepdf' 2>/dev/null; then python=$one; break; fi
done
[ "$python" ] || { echo 'pikepdf is not here'; exit 77; }

lancashire=$top_srcdir/reports/pan-lancashire
strata() { "$STRATA" "$@" --store "$work/store" 2>"$work/said"; }
made() { (cd "$1" && ls); }

# ---- every figure of the assessment and of a profile
strata build "$lancashire" --audience both --report strategic-assessment --report district-profile \
  --area lancashire-14 --area Blackpool --out "$work/both" >"$work/made" || { fail 'not made:'; cat "$work/said"; }
strata figures "$lancashire" --indicator crime.recorded --period ye-2025-12 >"$work/figures.csv"
"$python" -B - "$work/both/public" "$work/both/restricted" "$work/figures.csv" <<'PYTHON' || fail 'see above'
import csv, pathlib, re, sys
import pikepdf

KINDS = re.compile(r"[^:.]*\b(chart|charts|map|plot|matrix|pyramid|waterfall)\b[^:.]*: ", re.I)
HEADS = ["report", "figure", "title", "unit", "source", "row", "column", "value"]

def read(path):
    data = path.read_bytes()
    assert data and b"\r" not in data and not data.startswith(b"\xef\xbb\xbf"), path
    rows = list(csv.reader(data.decode("utf-8").splitlines(keepends=True), strict=True))
    assert rows[0] == HEADS and all(len(row) == len(HEADS) for row in rows), path
    for row in rows[1:]:
        for field in row:
            assert not re.match(r"[=@\t\r]", field) and not (
                field[:1] in "+-" and field and not re.fullmatch(r"[+-][0-9.]+%?", field)), field
        assert not re.search(r"\u2212|[0-9],[0-9]{3}", row[7]), row
    return [dict(zip(HEADS, row)) for row in rows[1:]]

def alternatives(path):
    """What a listener hears of each figure, without the sentences after its title."""
    with pikepdf.open(path) as pdf:
        return [str(one.Alt) for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and "/Alt" in one]

def is_told(row, words):
    return any(title in words for title in (row["title"], row["title"].split(": ")[-1]))

for folder in map(pathlib.Path, sys.argv[1:3]):
    for pdf in folder.glob("*.pdf"):
        rows = read(pdf.with_name(pdf.stem + "-numbers.csv"))
        with pikepdf.open(pdf) as file:
            assert {row["report"] for row in rows} == {str(file.docinfo["/Title"])}, pdf
        figures = {(row["figure"], row["title"]): row for row in rows}
        told = [words for words in alternatives(pdf) if KINDS.match(words)]
        assert len(told) == len(figures) > 8, (pdf, len(told), len(figures))
        for words in told:
            assert any(is_told(row, words) for row in figures.values()), (pdf, words)
        numbered = sorted(int(name[7:]) for name, _ in figures if re.fullmatch(r"Figure \d+", name))
        if "assessment" in pdf.stem:
            assert len(numbered) > 10 and numbered == list(range(1, len(numbered) + 1)), numbered
        places = [(row["figure"], row["title"], row["row"], row["column"]) for row in rows]
        assert len(places) == len(set(places)), pdf
        assert ("restricted" in pdf.stem) == (folder.name == "restricted"), pdf
        if folder.name == "restricted":
            assert all(row["report"].startswith("OFFICIAL-SENSITIVE") for row in rows)

# What a bar says of a district is what strata figures prints, rounded.
printed = {row["area_name"]: float(row["value"]) for row in csv.DictReader(open(sys.argv[3], encoding="utf-8"))
           if row["area"].startswith("E0")}
bars = [row for row in read(pathlib.Path(sys.argv[1], "strategic-assessment-numbers.csv"))
        if row["title"].startswith("Recorded crime fell in") and row["column"] == "per 1,000 residents"]
assert len(bars) == len(printed) == 14, (len(bars), len(printed))
for row in bars:
    assert re.fullmatch(r"\d+\.\d", row["value"]), row
    assert abs(float(row["value"]) - printed[row["row"]]) <= 0.05 + 1e-9, (row, printed[row["row"]])
PYTHON
if made "$work/both/public" | grep -i restricted; then fail 'restricted numbers are in the public folder'; fi
grep -q '<a href="district-profile-blackpool-restricted-numbers.csv">.*numbers, </span>CSV</a>, [0-9]* kB<' \
  "$work/both/restricted/index.html" || fail 'the page does not lead to the numbers'

# ---- what is suppressed, and in step with the PDFs
workspace=$work/workspace
cp -r "$top_srcdir/tests/workspace" "$workspace"
chmod -R u+w "$workspace"
printf 'disclosure: {suppress: below 20}\n' >>"$workspace/plugins/asb/indicators/incidents.yaml"
strata build "$workspace" --out "$work/out" >/dev/null || { fail 'not made:'; cat "$work/said"; }
numbers=$work/out/report-preston-numbers.csv
strata figures "$workspace" --indicator asb.incidents --period ye-2025-12 >"$work/figures.csv"
[ "$(grep -c '^asb.incidents,E07.*,suppressed,' "$work/figures.csv")" -gt 0 ] || fail 'nothing is suppressed'
while IFS=, read -r _ _ name _ _ _ _ _ _ state _; do
  value=$(grep "Incidents by district.*,$name,\"per 1,000 residents\"," "$numbers" | sed 's/.*,//')
  if [ "$state" = suppressed ]; then [ "$value" = '[c]' ]; else [ "${value%.*}" = 0 ]; fi ||
    fail "$name is $state, and its number is '$value'"
done < <(grep '^asb.incidents,E0[67]' "$work/figures.csv")
strata build "$workspace" --out "$work/again" --jobs 1 >/dev/null
diff -r "$work/out" "$work/again" || fail 'the same input gives other numbers'
strata build "$workspace" --report overview --out "$work/out" >/dev/null
[ "$(made "$work/out" | tr '\n' ' ')" = \
  'index.html report-three-districts-numbers.csv report-three-districts.pdf ' ] ||
  fail "numbers of PDFs that are gone were left: $(made "$work/out")"
exit $((failures > 0))
