#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""broken.py SAMPLE VERIFY_PDF: breaks a copy of the sample in each way that uacheck.py must catch.

SAMPLE passes and has every kind of element (tests/pdf/sample.c).  Each copy is broken in one way;
the fault with the named code must be found.  A check that nothing provokes might as well not be
there, so it fails as well when uacheck knows a code that no copy is for.  VERIFY_PDF is what strata
runs on each file before it publishes it, and must refuse the copies that break the structure.
"""
import io
import os
import re
import subprocess
import sys
import tempfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

import uacheck

COPIES = []

# What strata itself refuses to publish.
REFUSED = set("""alt bbox display-title headings language link link-contents marked mcid mcid-role
nested-marks nesting note output-intent parent parent-tree role scope title tree unbalanced untagged
xmp-a xmp-ua""".split())
# Faults of those kinds that it does not look for.
SPARED = {"grey_profile", "unended_state", "unended_text", "lost_note", "cell_without_row",
          "wrong_limits", "old_profile"}


def breaks(code):
    def register(function):
        COPIES.append((code, function))
        return function
    return register


def elements(pdf, role):
    """The structure elements of a role, in no matter what order."""
    return [thing for thing in pdf.objects
            if isinstance(thing, Dictionary) and thing.get("/S") == Name("/" + role) and "/P" in thing]


def element(pdf, role):
    return elements(pdf, role)[0]


def content(pdf, page, change):
    """Passes the page's operators (operands, operator) through CHANGE."""
    dictionary = pdf.pages[page].obj
    operators = [(list(o), str(p)) for o, p in pikepdf.parse_content_stream(dictionary)]
    changed = [(o, pikepdf.Operator(p)) for o, p in change(operators)]
    dictionary.Contents = pdf.make_stream(pikepdf.unparse_content_stream(changed))


def replace_in_stream(stream, pattern, replacement):
    data, count = re.subn(pattern, replacement, stream.read_bytes())
    assert count, f"nothing to break: {pattern}"
    stream.write(data)


def font(pdf):
    return pdf.pages[0].obj.Resources.Font["/F0"]


def link(pdf):
    return pdf.pages[0].obj.Annots[0]


# ---- the document ---------------------------------------------------------------------------

@breaks("marked")
def unmarked(pdf):
    del pdf.Root.MarkInfo


@breaks("language")
def no_language(pdf):
    del pdf.Root.Lang


@breaks("display-title")
def shows_file_name(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@breaks("catalog")
def script(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


@breaks("output-intent")
def no_intent(pdf):
    del pdf.Root.OutputIntents


@breaks("output-intent")
def grey_profile(pdf):
    replace_in_stream(pdf.Root.OutputIntents[0].DestOutputProfile, b"RGB ", b"GRAY")


@breaks("xmp")
def broken_xmp(pdf):
    replace_in_stream(pdf.Root.Metadata, b"</rdf:RDF>", b"")


@breaks("xmp-ua")
def claims_no_ua(pdf):
    replace_in_stream(pdf.Root.Metadata, b"<pdfuaid:part>1<", b"<pdfuaid:part>2<")


@breaks("xmp-a")
def claims_less(pdf):
    replace_in_stream(pdf.Root.Metadata, b"conformance>A<", b"conformance>B<")


@breaks("title")
def no_title(pdf):
    replace_in_stream(pdf.Root.Metadata, b"<dc:title>.*</dc:title>", b"")


@breaks("info")
def other_author(pdf):
    pdf.docinfo.Author = String("Somebody else")


@breaks("info")
def other_date(pdf):
    pdf.docinfo.ModDate = String("D:20240101000000Z")


@breaks("page-labels")
def no_labels(pdf):
    del pdf.Root.PageLabels


@breaks("outline")
def blank_bookmark(pdf):
    pdf.Root.Outlines.First.Title = String(" ")


@breaks("outline")
def lost_bookmark(pdf):
    pdf.Root.Outlines.First.Dest = Array([pdf.Root, Name.Fit])


# ---- structure ------------------------------------------------------------------------------

@breaks("tree")
def no_tree(pdf):
    del pdf.Root.StructTreeRoot


@breaks("tree")
def no_document(pdf):
    element(pdf, "Document").S = Name.Part


@breaks("parent")
def wrong_parent(pdf):
    element(pdf, "TOC").P = element(pdf, "Document")


@breaks("parent-tree")
def no_parent_tree(pdf):
    del pdf.Root.StructTreeRoot.ParentTree


@breaks("parent-tree")
def swapped_parents(pdf):
    leaf = pdf.Root.StructTreeRoot.ParentTree.Kids[0]
    leaf.Nums[1][0], leaf.Nums[1][1] = leaf.Nums[1][1], leaf.Nums[1][0]


@breaks("parent-tree")
def wrong_limits(pdf):
    pdf.Root.StructTreeRoot.ParentTree.Kids[0].Limits = Array([0, 9])


@breaks("role")
def own_role(pdf):
    element(pdf, "Div").S = Name.Callout


@breaks("headings")
def skipped_level(pdf):
    element(pdf, "H3").S = Name.H4


@breaks("headings")
def begins_below(pdf):
    element(pdf, "H1").S = Name.H2


@breaks("empty")
def silent_heading(pdf):
    element(pdf, "H4").K = Array([])


@breaks("nesting")
def cell_without_row(pdf):
    element(pdf, "TR").S = Name.Div


@breaks("nesting")
def item_without_list(pdf):
    element(pdf, "L").S = Name.Div


@breaks("nesting")
def quotation_without_paragraph(pdf):
    element(pdf, "P").S = Name.BlockQuote


@breaks("nesting")
def entry_without_contents(pdf):
    element(pdf, "TOC").S = Name.Sect


@breaks("alt")
def undescribed(pdf):
    del element(pdf, "Figure").Alt


@breaks("alt")
def blank_description(pdf):
    element(pdf, "Figure").Alt = String("  ")


@breaks("bbox")
def no_box(pdf):
    del element(pdf, "Figure").A


@breaks("list")
def unnumbered(pdf):
    del element(pdf, "L").A


@breaks("scope")
def no_scope(pdf):
    del element(pdf, "TH").A


@breaks("table-heads")
def headless(pdf):
    for head in elements(pdf, "TH"):
        head.S = Name.TD


@breaks("table")
def ragged(pdf):
    row = next(r for r in elements(pdf, "TR") if len(r.K) == 3)
    del row.K[2]


@breaks("table")
def too_wide(pdf):
    element(pdf, "TH").A.ColSpan = 2


@breaks("table-heads")
def row_without_head(pdf):
    for head in elements(pdf, "TH"):
        if head.A.get("/Scope") == Name.Column:
            head.S = Name.TD


def naming_cell(pdf):
    return next(cell for cell in elements(pdf, "TD") if uacheck.attribute(cell, "/Headers") is not None)


@breaks("headers")
def unknown_head(pdf):
    naming_cell(pdf).A.Headers[0] = String("head-none")


@breaks("headers")
def head_within(pdf):
    """A head of columns below cells of theirs, where a cell below it names no heads."""
    body = element(pdf, "Table").K[-1]
    first, second, last = body.K
    body.K = Array([last, first, second])
    first.K[2].S = Name.TH
    first.K[2].A = Dictionary(O=Name.Table, Scope=Name.Column)
    del second.K[2].A


@breaks("id")
def lost_head(pdf):
    names = pdf.Root.StructTreeRoot.IDTree.Names
    at = next(i for i in range(0, len(names), 2) if str(names[i]).startswith("head-"))
    names[at] = String("head-none")


@breaks("id")
def two_heads_of_a_name(pdf):
    heads = [head for head in elements(pdf, "TH") if "/ID" in head]
    heads[1].ID = heads[0].ID


@breaks("output-intent")
def old_profile(pdf):
    stream = pdf.Root.OutputIntents[0].DestOutputProfile
    data = stream.read_bytes()
    stream.write(data[:8] + b"\x05" + data[9:])


@breaks("caption")
def caption_inside(pdf):
    kids = element(pdf, "Table").K
    first = kids[0]
    kids[0] = kids[1]
    kids[1] = first


@breaks("note")
def nameless_note(pdf):
    del element(pdf, "Note").ID


@breaks("note")
def lost_note(pdf):
    del pdf.Root.StructTreeRoot.IDTree


# ---- links ----------------------------------------------------------------------------------

@breaks("link")
def bare_link(pdf):
    each = element(pdf, "Link")
    each.K = Array([kid for kid in each.K if not isinstance(kid, Dictionary)])


@breaks("link")
def astray(pdf):
    link(pdf).StructParent = 0


@breaks("link-contents")
def undescribed_link(pdf):
    del link(pdf).Contents


@breaks("link-target")
def dead_link(pdf):
    del link(pdf).Dest


@breaks("flags")
def hidden_link(pdf):
    link(pdf).F = 6


@breaks("annotation")
def sticky_note(pdf):
    link(pdf).Subtype = Name.Text


@breaks("tabs")
def tabs_by_row(pdf):
    pdf.pages[0].obj.Tabs = Name.R


@breaks("page-box")
def no_page(pdf):
    pdf.pages[0].obj.MediaBox = Array([0, 0, 1, 1])


# ---- content --------------------------------------------------------------------------------

@breaks("untagged")
def untagged_text(pdf):
    def change(operators):
        first = next(i for i, (_, p) in enumerate(operators) if p == "BDC")
        last = next(i for i, (_, p) in enumerate(operators) if p == "EMC")
        return [o for i, o in enumerate(operators) if i not in (first, last)]
    content(pdf, 0, change)


@breaks("nested-marks")
def nested(pdf):
    def change(operators):
        return [([Name.P, Dictionary(MCID=900)], "BDC")] + operators + [([], "EMC")]
    content(pdf, 0, change)


@breaks("mcid")
def unknown_run(pdf):
    def change(operators):
        return operators + [([Name.P, Dictionary(MCID=901)], "BDC"), ([], "EMC")]
    content(pdf, 0, change)


@breaks("mcid")
def missing_run(pdf):
    content(pdf, 1, lambda operators: [])


@breaks("mcid")
def shared_run(pdf):
    element(pdf, "H4").K = element(pdf, "H3").K


@breaks("mcid-role")
def called_otherwise(pdf):
    element(pdf, "H2").S = Name.P


@breaks("unbalanced")
def unended_mark(pdf):
    def change(operators):
        last = max(i for i, (_, p) in enumerate(operators) if p == "EMC")
        return operators[:last] + operators[last + 1:]
    content(pdf, 0, change)


@breaks("unbalanced")
def unended_text(pdf):
    def change(operators):
        last = max(i for i, (_, p) in enumerate(operators) if p == "ET")
        return operators[:last] + operators[last + 1:]
    content(pdf, 0, change)


@breaks("unbalanced")
def unended_state(pdf):
    content(pdf, 0, lambda operators: [([], "q")] + operators)


@breaks("operator")
def unknown_operator(pdf):
    content(pdf, 0, lambda operators: operators + [([], "XX")])


@breaks("colour")
def press_colour(pdf):
    content(pdf, 0, lambda operators: [([0, 0, 0, 1], "k")] + operators)


@breaks("artifact")
def own_artifact(pdf):
    def change(operators):
        return [([Name.Artifact, Dictionary(Type=Name.Ornament)], "BDC"), ([], "EMC")] + operators
    content(pdf, 0, change)


@breaks("transparency")
def seen_through(pdf):
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G0=Dictionary(Type=Name.ExtGState, ca=0.5))


@breaks("transparency")
def blended_page(pdf):
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency)


@breaks("limits")
def endless_description(pdf):
    element(pdf, "Figure").Alt = String("word " * 8000)


@breaks("embedded-file")
def attached_table(pdf):
    data = pdf.make_stream(b"area,value\n")
    pdf.Root.AF = Array([pdf.make_indirect(Dictionary(
        Type=Name.Filespec, F=String("table.csv"), EF=Dictionary(F=data)))])


# ---- fonts ----------------------------------------------------------------------------------

@breaks("font")
def sizeless(pdf):
    def change(operators):
        return [([o[0], 0], p) if p == "Tf" else (o, p) for o, p in operators]
    content(pdf, 0, change)


@breaks("embedded")
def not_embedded(pdf):
    del font(pdf).DescendantFonts[0].FontDescriptor.FontFile2


@breaks("subset")
def whole_name(pdf):
    font(pdf).BaseFont = Name("/Lato-Regular")


@breaks("to-unicode")
def no_unicode(pdf):
    del font(pdf).ToUnicode


@breaks("to-unicode")
def lost_character(pdf):
    replace_in_stream(font(pdf).ToUnicode, rb"<0005> <[0-9a-f]+>\n", b"")


@breaks("glyph-map")
def no_glyph_map(pdf):
    del font(pdf).DescendantFonts[0].CIDToGIDMap


@breaks("notdef")
def empty_boxes(pdf):
    stream = font(pdf).DescendantFonts[0].CIDToGIDMap
    stream.write(bytes(len(stream.read_bytes())))


@breaks("width")
def wrong_widths(pdf):
    widths = font(pdf).DescendantFonts[0].W[1]
    for i in range(len(widths)):
        widths[i] = 123


@breaks("filter")
def stored_elsewhere(pdf):
    font(pdf).ToUnicode.F = String("elsewhere.bin")


# ---- the trailer, which only saving changes --------------------------------------------------

def saved(pdf, code):
    out = io.BytesIO()
    if code == "encrypted":
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    else:
        pdf.save(out, fix_metadata_version=False)
    data = out.getvalue()
    if code == "id":
        data = re.sub(rb"/ID \[ *<[0-9a-f]*><[0-9a-f]*> *\]", lambda found: b" " * len(found[0]), data)
    elif code == "head":
        data = re.sub(rb"(?<=^%PDF-1\.7\n)%....", b"%text", data, flags=re.S)
    elif code == "version":
        data = data.replace(b"%PDF-1.7", b"%PDF-1.4", 1)
    return io.BytesIO(data)


for trailer_code in ("encrypted", "id", "version", "head"):
    breaks(trailer_code)(lambda pdf: None)


def refuses(verify_pdf, data):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        said = subprocess.run([verify_pdf, file.name], capture_output=True, text=True, check=False)
    return said.returncode == 1 and "STRATA-R017" in said.stdout


def main(sample, verify_pdf):
    status = 0
    if uacheck.check_file(sample):
        print(f"{sample} does not pass as it is")
        status = 1
    with pikepdf.open(sample) as pdf:
        if refuses(verify_pdf, saved(pdf, None).getvalue()):
            print("strata refuses a copy that is not broken")
            status = 1
    for code, change in COPIES:
        with pikepdf.open(sample) as pdf:
            change(pdf)
            copy = saved(pdf, code)
        found = {fault for fault, _ in uacheck.check_file(copy)}
        must = code in REFUSED and change.__name__ not in SPARED
        if must and not refuses(verify_pdf, copy.getvalue()):
            print(f"{change.__name__}: strata would publish it")
            status = 1
        if code not in found:
            print(f"{change.__name__}: expected {code}, found {sorted(found) or 'nothing'}")
            status = 1
    here = os.path.dirname(os.path.abspath(__file__))
    known = set()
    for name in ("uacheck.py", "uacheck_content.py"):
        with open(os.path.join(here, name), encoding="utf-8") as source:
            known.update(re.findall(r'"([a-z][a-z-]*)",\s*f?"[^"]* ', source.read()))
    for code in sorted(known - {code for code, _ in COPIES}):
        print(f"no copy is broken in the way of {code}")
        status = 1
    print(f"{len(COPIES)} broken copies, {len({code for code, _ in COPIES})} codes")
    return status


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
