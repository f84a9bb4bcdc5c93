#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The demonstration: 2 + 14 PDFs and their page, each PDF accessible and archival, with text that
# comes back right, and a page that an officer can use.
set -eu
for tool in qpdf pdftotext pdfinfo python3; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is not installed"
    exit 77
  fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$STRATA" build "$top_srcdir/reports/pan-lancashire" --store "$work/store" --out "$work/out" >"$work/made"

pdfs=("$work"/out/*.pdf)
[[ ${#pdfs[@]} == 16 ]]
bash "$top_srcdir/tests/pdf/gate.sh" "${pdfs[@]}"

# Every profile has four pages; its district is named in its title.
for profile in "$work"/out/district-profile-*.pdf; do
  pdfinfo "$profile" | grep -q '^Pages: *4$'
done

# Characters that PDFs lose come back.
pdftotext "$work/out/strategic-assessment.pdf" "$work/text"
for character in ’ −; do
  grep -q -- "$character" "$work/text"
done

# What is written of a number is what was tested: counts fell, not rates; a limit shows on which side of none it is; a
# slope has its unit; an outcome says what of its evidence got worse; and so on.
tr -s ' \n' ' ' <"$work/text" >"$work/line"
for words in 'Incidents fell in five of 14 districts and rose in none' 'Offences fell in six of 14 districts and rose in one' \
  '−9.0 (−17.1 to −0.04)' \
  'the rate rises by 57.5 per 1,000 (slope index' 'more. Worse: robbery, shoplifting and other crime' \
  'a test for small counts is used (mid-p)' 'not after the year shown: 2021 here' '196 counts fell'; do
  grep -qF -- "$words" "$work/line" || { echo "the assessment does not say '$words'"; exit 1; }
done
# Twelve robberies in a year are too few to judge by months.
pdftotext "$work/out/district-profile-ribble-valley.pdf" - | tr -s ' \n' ' ' >"$work/line"
grep -qF 'No issue had three or more months outside the expected range' "$work/line"

# Each page of the assessment is numbered, and the reconciliation adds up.
grep -q "page 1 of $(pdfinfo "$work/out/strategic-assessment.pdf" | sed -n 's/^Pages: *//p')" "$work/text"

# Symbols that stand alone, as in the table of issues by districts, are heard.
for python in /usr/bin/python3 python3; do
  if "$python" -c 'import pikepdf' 2>/dev/null; then
    "$python" -B - "$work/out/strategic-assessment.pdf" <<'PYTHON'
import collections, sys
import pikepdf

with pikepdf.open(sys.argv[1]) as pdf:
    said = collections.Counter(str(one.Alt) for one in pdf.objects
                               if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Span" and "/Alt" in one)
changes = sum(said[word] for word in ("rose", "fell", "similar"))
assert changes > 100, said
# The rest are the forms that the key tells.
assert sum(said.values()) - changes < 12 and said["Diamond"] == said["Triangle up"] == 1, said
PYTHON
    break
  fi
done

# The page lists every PDF with its hash.
for pdf in "${pdfs[@]}"; do
  grep -q "$(basename "$pdf")" "$work/out/index.html"
  grep -q "$(sha256sum "$pdf" | cut -d' ' -f1)" "$work/out/index.html"
  grep -q "<a href=\"$(basename "$pdf" .pdf)-numbers.csv\">" "$work/out/index.html"
done
grep -q '<span class="unit"> pages</span>' "$work/out/index.html"
# Names that hold an "and" are told apart by a comma before the last one, in titles too.
if command -v pdftotext >/dev/null; then
  pdftotext "$work/out/district-profile-burnley.pdf" - | tr '\n' ' ' |
    grep -q 'violence and sexual offences, and criminal damage and arson'
fi
python3 - "$work/out/index.html" <<'PYTHON'
import html.parser, sys

class Page(html.parser.HTMLParser):
    """Every table cell has a scope or a head, every link a text, and tags close in order."""
    void = {"meta", "link", "br"}

    def __init__(self):
        super().__init__()
        self.open, self.links, self.scopes, self.lang = [], 0, 0, None

    def handle_starttag(self, tag, attributes):
        if tag in self.void:
            return
        self.open.append(tag)
        attributes = dict(attributes)
        self.lang = attributes.get("lang", self.lang)
        self.links += tag == "a"
        if tag == "th":
            assert attributes.get("scope") in ("row", "col"), attributes
            self.scopes += 1

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
assert not page.open and page.links == 32 and page.scopes and page.lang == "en-GB"
PYTHON
# The titles of the assessment's figures are what was found, as `strata figures` has it: where the hot spots are, and
# how many districts have more than all together.
"$STRATA" figures "$top_srcdir/reports/pan-lancashire" --store "$work/store" --all >"$work/figures.csv"
python3 - "$work/figures.csv" "$work/text" <<'PYTHON'
import csv, re, sys

rows = [row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
said = re.sub(r"\s+", " ", open(sys.argv[2], encoding="utf-8").read())
spelt = "none one two three four five six seven eight nine".split()
spell = lambda number: spelt[number] if number < 10 else str(number)

for indicator in ("asb.incidents", "violence.offences"):
    spots = [(int(row["numerator"]), row["area_name"]) for row in rows if row["row"] == "hot spots"
             and row["indicator"] == indicator and row["period"] == "ye-2025-12" and re.match("E0[67]", row["area"])]
    (most, first), (fewer, second) = sorted(spots, reverse=True)[:2]
    title = f"{first} has {spell(most)} of {spell(sum(count for count, _ in spots))} hot spots, and {second} {spell(fewer)}"
    assert title in said, title

deprived = [row for row in rows if row["row"] == "figure" and row["indicator"] == "deprivation.most-deprived-tenth"
            and row["period"] == "2025" and re.match("E0[67]", row["area"])]
whole = float(deprived[0]["comparator_value"])
above = sum(float(row["value"]) > whole for row in deprived)
title = f"{spell(above).capitalize()} of {len(deprived)} districts exceed Lancashire-14’s {whole:.1f}%"
assert title in said, title
PYTHON
echo "16 PDFs pass the gate"
