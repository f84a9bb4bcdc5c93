#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""uacheck.py FILE...: what of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) a program can check.

Follows the Matterhorn Protocol where that has a checkpoint.  It knows nothing of strata: it reads
the file as a stranger's.  With UACHECK_EVERY=N in the environment it reads the content of each N-th
page only, for files that would take minutes.  Prints each fault once, as "FILE: CODE what", and exits with 1 when there
is one.  The codes are short names, of which tests/pdf/broken.py provokes each.
"""
import contextlib
import datetime
import os
import re
import sys
import xml.etree.ElementTree as xml

import pikepdf
from pikepdf import Array, Dictionary, Name

import uacheck_content

GROUPING = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private".split()
BLOCK = "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot".split()
INLINE = ("Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP "
          "Figure Formula Form").split()
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
STANDARD = set(GROUPING + BLOCK + INLINE)

# Element: where it may stand.
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
# Element: what may stand in it directly; no text of its own.
CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "BlockQuote": {"P", "L", "BlockQuote", "H2", "H3", "H4"},
}
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def is_dictionary(thing):
    return isinstance(thing, Dictionary)


def kids_of(element):
    """The kids of a structure element, one or many, as a list."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def attribute(element, key):
    attributes = element.get("/A")
    for each in list(attributes) if isinstance(attributes, Array) else [attributes]:
        if is_dictionary(each) and key in each:
            return each[key]
    return None


class Element:
    """A structure element with what the tree says of it."""

    def __init__(self, dictionary, role, parent, depth):
        self.dictionary = dictionary
        self.role = role
        self.parent = parent
        self.depth = depth
        self.children = []
        self.runs = 0  # marked content of its own
        self.annotations = 0

    def has_content(self):
        return self.runs or self.annotations or any(c.has_content() for c in self.children)


class Checker:
    def __init__(self, pdf, every=1):
        self.pdf = pdf
        self.every = every  # of the pages, so many-th is read through
        self.root = pdf.Root
        self.faults = []
        self.elements = {}  # by object number: Element
        self.order = []  # of reading
        self.runs = {}  # (page object, MCID): elements that claim it
        self.annotations = {}  # annotation object: element
        self.parent_tree = {}

    def fault(self, code, what):
        if (code, what) not in self.faults:
            self.faults.append((code, what))

    def need(self, condition, code, what):
        if not condition:
            self.fault(code, what)
        return bool(condition)

    # ---- the document -----------------------------------------------------------------------

    def check_document(self):
        root = self.root
        marked = root.get("/MarkInfo", {})
        self.need(marked.get("/Marked") is True, "marked", "MarkInfo does not say that it is tagged")
        self.need(marked.get("/Suspects") is not True, "marked", "its tags are suspect, it says")
        self.need(LANGUAGE.fullmatch(str(root.get("/Lang", ""))),
                  "language", "the catalog names no language")
        self.need(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True,
                  "display-title", "the window would show the file's name, not its title")
        self.need(not self.pdf.is_encrypted, "encrypted", "it is encrypted")
        for key in ("/AcroForm", "/AA", "/OCProperties", "/Collection"):
            self.need(key not in root, "catalog", f"the catalog has {key}")
        names = root.get("/Names", {})
        for key in ("/JavaScript", "/EmbeddedFiles"):
            self.need(key not in names, "catalog", f"it has {key}")
        identity = self.pdf.trailer.get("/ID")
        self.need(isinstance(identity, Array) and len(identity) == 2 and len(bytes(identity[0])) >= 16,
                  "id", "the trailer has no ID")
        self.need(self.pdf.pdf_version >= "1.7", "version", "it is older than PDF 1.7")
        self.check_output_intent()
        self.check_metadata()
        self.check_objects()

    def check_objects(self):
        """What no object of a PDF/A-2 may be (ISO 19005-2, 6.1.13 and 6.2.10)."""
        for thing in self.pdf.objects:
            if not is_dictionary(thing) and not isinstance(thing, pikepdf.Stream):
                continue
            kind, see_through = thing.get("/Type"), False
            if kind == Name.Page:
                see_through = thing.get("/Group", {}).get("/S") == Name.Transparency
            for _, state in thing.get("/ExtGState", {}).items():
                see_through |= float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1
                see_through |= state.get("/SMask", Name("/None")) != Name("/None")
                see_through |= state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible)
            self.need(not see_through, "transparency", "something is seen through")
            for key, value in thing.items():
                self.need(len(key) <= 128, "limits", "a name is longer than 127 bytes")
                self.need(not isinstance(value, pikepdf.String) or len(bytes(value)) <= 32767,
                          "limits", f"a string of {key} is longer than 32,767 bytes")
            self.need(kind not in (Name.Filespec, Name.EmbeddedFile) and "/EF" not in thing,
                      "embedded-file", "another file is in it, which only PDF/A-3 allows")

    def check_output_intent(self):
        intents = [i for i in self.root.get("/OutputIntents", []) if i.get("/S") == Name.GTS_PDFA1]
        if not self.need(len(intents) == 1, "output-intent", "there is no output intent of PDF/A"):
            return
        self.need("/OutputConditionIdentifier" in intents[0], "output-intent", "it has no name")
        profile = intents[0].get("/DestOutputProfile")
        if self.need(profile is not None, "output-intent", "it has no profile"):
            data = profile.read_bytes()
            self.need(data[8] in (2, 4), "output-intent", "its profile is of an unknown version")
            self.need(data[36:40] == b"acsp" and data[16:20] == b"RGB " and profile.get("/N") == 3,
                      "output-intent", "its profile is not of an RGB colour space")

    def check_metadata(self):
        stream = self.root.get("/Metadata")
        if not self.need(stream is not None, "xmp", "there is no XMP"):
            return
        self.need("/Filter" not in stream, "xmp", "the XMP is compressed")
        try:
            tree = xml.fromstring(stream.read_bytes().decode("utf-8"))
        except (UnicodeDecodeError, xml.ParseError) as error:
            self.fault("xmp", f"the XMP cannot be read: {error}")
            return

        def value(name):
            found = tree.find(f".//{name}", NAMESPACES)
            if found is None:
                return None
            item = found.find(".//rdf:li", NAMESPACES)
            return (found if item is None else item).text

        self.need(value("pdfuaid:part") == "1", "xmp-ua", "the XMP does not claim PDF/UA-1")
        self.need(value("pdfaid:part") == "2" and value("pdfaid:conformance") == "A", "xmp-a",
                  "the XMP does not claim PDF/A-2a")
        self.need("pdfaExtension" in stream.read_bytes().decode(), "xmp-a",
                  "the schema of pdfuaid is not described")
        title = value("dc:title")
        self.need(title and title.strip(), "title", "the XMP has no dc:title")
        info = self.pdf.docinfo
        for key, name in (("/Title", "dc:title"), ("/Author", "dc:creator"),
                          ("/Subject", "dc:description"), ("/Creator", "xmp:CreatorTool"),
                          ("/Producer", "pdf:Producer")):
            said = str(info[key]) if key in info else None
            self.need(said == value(name), "info", f"{key} is {said!r}, in the XMP {value(name)!r}")
        for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
            self.need(self.same_date(str(info.get(key, "")), value(name) or ""), "info",
                      f"{key} is not {name}")

    @staticmethod
    def same_date(pdf_date, xmp_date):
        found = re.fullmatch(r"D:(\d{14})(?:Z|([+-]\d\d)'(\d\d)'?)", pdf_date)
        if not found:
            return False
        zone = (found[2] or "+00") + (found[3] or "00")
        when = datetime.datetime.strptime(found[1] + zone, "%Y%m%d%H%M%S%z")
        try:
            return when == datetime.datetime.fromisoformat(xmp_date.replace("Z", "+00:00"))
        except ValueError:
            return False

    # ---- the structure tree -----------------------------------------------------------------

    def check_structure(self):
        tree = self.root.get("/StructTreeRoot")
        if not self.need(tree is not None, "tree", "there is no structure tree"):
            return
        self.roles = tree.get("/RoleMap", {})
        kids = [kid for kid in kids_of(tree) if is_dictionary(kid)]
        self.need(len(kids) == 1 and kids[0].get("/S") == Name.Document, "tree",
                  "the tree's root is not one Document")
        for kid in kids:
            self.walk(kid, tree, None, None)
        self.read_parent_tree(tree)
        self.check_headings()
        self.check_ids(tree)
        for element in self.order:
            self.check_element(element)

    def role_of(self, dictionary):
        role, seen = str(dictionary.get("/S", "/?")), set()
        while role in self.roles and role not in seen and role[1:] not in STANDARD:
            seen.add(role)
            role = str(self.roles[role])
        return role[1:]

    def walk(self, dictionary, parent_dictionary, parent, page):
        role = self.role_of(dictionary)
        element = Element(dictionary, role, parent, parent.depth + 1 if parent else 0)
        self.need(dictionary.objgen not in self.elements, "tree", f"{role} stands in two places")
        if dictionary.objgen in self.elements:
            return
        self.elements[dictionary.objgen] = element
        self.order.append(element)
        if parent:
            parent.children.append(element)
        up = dictionary.get("/P")
        self.need(up is not None and up.objgen == parent_dictionary.objgen, "parent",
                  f"a {role} does not name its parent")
        page = dictionary.get("/Pg", page)
        for kid in kids_of(dictionary):
            if not is_dictionary(kid):
                self.claim(element, page, int(kid))
            elif kid.get("/Type") == Name.MCR:
                self.claim(element, kid.get("/Pg", page), int(kid.MCID))
            elif kid.get("/Type") == Name.OBJR:
                element.annotations += 1
                self.annotations[kid.Obj.objgen] = element
            else:
                self.walk(kid, dictionary, element, page)

    def claim(self, element, page, mcid):
        element.runs += 1
        if self.need(page is not None, "tree", f"content of a {element.role} is on no page"):
            self.runs.setdefault((page.objgen, mcid), []).append(element)

    def read_parent_tree(self, tree):
        if not self.need("/ParentTree" in tree, "parent-tree", "there is no parent tree"):
            return
        keys = []

        def read(node):
            for kid in node.get("/Kids", []):
                read(kid)
            pairs = list(node.get("/Nums", []))
            found = [int(key) for key in pairs[0::2]]
            keys.extend(found)
            self.parent_tree.update(zip(found, pairs[1::2]))
            if "/Limits" in node and found:
                self.need([int(limit) for limit in node.Limits] == [found[0], found[-1]],
                          "parent-tree", "a node's limits are wrong")

        read(tree.ParentTree)
        self.need(keys == sorted(set(keys)), "parent-tree", "its keys are not in order")
        self.need(int(tree.get("/ParentTreeNextKey", 0)) > max(keys, default=-1), "parent-tree",
                  "its next key is taken")

    def check_headings(self):
        level = 0
        for element in self.order:
            self.need(element.role != "H", "headings", "it has headings without a level")
            found = re.fullmatch(r"H([1-6])", element.role)
            if found:
                self.need(int(found[1]) <= level + 1, "headings", f"H{found[1]} follows H{level}")
                self.need(element.has_content(), "empty", f"an {element.role} says nothing")
                level = int(found[1])
        self.need(level > 0, "headings", "there are no headings")

    def check_ids(self, tree):
        named = {}
        for element in self.order:
            name = str(element.dictionary.get("/ID", ""))
            if name or element.role == "Note":
                self.need(name and name not in named, "note" if element.role == "Note" else "id",
                          f"a {element.role} has no ID of its own")
                named[name] = element
        pairs = list(tree.get("/IDTree", {}).get("/Names", []))
        keys = [str(key) for key in pairs[0::2]]
        self.need(keys == sorted(keys), "id", "the tree of IDs is not in order")
        found = {key: each.objgen for key, each in zip(keys, pairs[1::2])}
        for name, element in named.items():
            self.need(found.get(name) == element.dictionary.objgen,
                      "note" if element.role == "Note" else "id",
                      f"the tree of IDs does not lead to a {element.role}")
        self.need(len(found) <= len(named), "id", "the tree of IDs leads to what is not there")

    def check_element(self, element):
        role, parent = element.role, element.parent.role if element.parent else None
        self.need(role in STANDARD, "role", f"{role} is no standard type")
        language = str(element.dictionary.get("/Lang", "en"))
        self.need(LANGUAGE.fullmatch(language), "language", f"'{language}' is no language")
        if role in PARENTS:
            self.need(parent in PARENTS[role], "nesting", f"a {role} stands in a {parent}")
        if role in CHILDREN:
            for child in element.children:
                self.need(child.role in CHILDREN[role], "nesting",
                          f"a {child.role} stands in a {role}")
            self.need(not element.runs, "nesting", f"a {role} has text of its own")
        if role in ("Figure", "Formula"):
            self.check_figure(element)
        elif role == "Table":
            self.check_table(element)
        elif role == "L":
            self.check_list(element)
        elif role == "Link":
            self.need(element.annotations, "link", "a Link has no annotation")
        elif role == "Caption" and element.parent:
            self.need(element.parent.children.index(element) in
                      (0, len(element.parent.children) - 1), "caption",
                      f"a Caption is in the middle of a {parent}")

    def check_figure(self, element):
        dictionary = element.dictionary
        said = str(dictionary.get("/Alt", "")).strip() or str(dictionary.get("/ActualText", "")).strip()
        self.need(said, "alt", f"a {element.role} is not described")
        box = attribute(dictionary, "/BBox")
        self.need(isinstance(box, Array) and len(box) == 4 and box[0] <= box[2] and box[1] <= box[3],
                  "bbox", f"a {element.role} has no box")

    def check_list(self, element):
        labelled = any(child.role == "Lbl" for item in element.children for child in item.children)
        numbering = attribute(element.dictionary, "/ListNumbering")
        self.need(not labelled or (numbering is not None and numbering != Name("/None")), "list",
                  "a labelled list does not say how it is numbered")
        for item in element.children:
            if item.role == "LI":
                self.need(any(c.role == "LBody" for c in item.children), "list",
                          "an LI has no LBody")

    def check_table(self, table):
        rows = []
        for child in table.children:
            if child.role == "TR":
                rows.append(child)
            elif child.role in ("THead", "TBody", "TFoot"):
                rows.extend(child.children)
        taken, heads = set(), 0
        headed_rows, headed_columns, values = set(), set(), []
        below, apart = set(), set()  # columns with cells so far, and with a head below one
        for number, row in enumerate(rows):
            column = 0
            for cell in row.children:
                while (number, column) in taken:
                    column += 1
                down = int(attribute(cell.dictionary, "/RowSpan") or 1)
                across = int(attribute(cell.dictionary, "/ColSpan") or 1)
                for place in ((number + i, column + k) for i in range(down) for k in range(across)):
                    self.need(place not in taken, "table", "cells of a table overlap")
                    taken.add(place)
                scope = attribute(cell.dictionary, "/Scope")
                if cell.role == "TH" and scope in (Name.Row, Name.Both):
                    headed_rows.update(range(number, number + down))
                if cell.role == "TH" and scope in (Name.Column, Name.Both):
                    headed_columns.update(range(column, column + across))
                if cell.role == "TD":
                    values.append((number, column, cell.has_content()))
                self.check_headers(cell, rows, number, range(column, column + across), apart)
                if cell.role == "TD":
                    below.update(range(column, column + across))
                elif scope in (Name.Column, Name.Both):
                    apart.update(below.intersection(range(column, column + across)))
                column += across
                if cell.role == "TH":
                    heads += 1
                    self.need(attribute(cell.dictionary, "/Scope") in
                              (Name.Row, Name.Column, Name.Both), "scope", "a TH has no scope")
        widths = {sum(1 for place in taken if place[0] == row) for row in range(len(rows))}
        self.need(len(widths) <= 1, "table", f"rows of a table are {sorted(widths)} cells wide")
        self.need({place[0] for place in taken} <= set(range(len(rows))), "table",
                  "a cell reaches below its table")
        self.need(heads, "table-heads", "a table has no heads")
        bare = [1 for row, column, said in values
                if said and row not in headed_rows and column not in headed_columns]
        self.need(not bare, "table-heads", f"{len(bare)} cells of a table have no head")

    def check_headers(self, cell, rows, number, columns, apart):
        """A head that a cell names is one of its table; and a cell names its heads where one of them stands below
        other cells: a reader that looks for them up the column would stop there."""
        names = attribute(cell.dictionary, "/Headers")
        if names is None:
            self.need(cell.role != "TD" or not apart.intersection(columns) or not cell.has_content(),
                      "headers", "a cell below a head within its table does not name its heads")
            return
        heads = {str(each.dictionary.get("/ID", "")) for row in rows for each in row.children
                 if each.role == "TH"}
        for name in names:
            self.need(str(name) in heads, "headers", f"a cell names the head '{name}', which its table has not")
        self.need(str(cell.dictionary.get("/ID", "")) not in map(str, names) or "/ID" not in cell.dictionary,
                  "headers", "a head names itself")

    # ---- ways through it --------------------------------------------------------------------

    def check_outlines(self):
        pages = {page.obj.objgen for page in self.pdf.pages}

        def check(item):
            while item is not None:
                self.need(str(item.get("/Title", "")).strip(), "outline", "a bookmark has no title")
                place = item.get("/Dest")
                self.need(isinstance(place, Array) and place[0].objgen in pages, "outline",
                          "a bookmark leads to no page")
                check(item.get("/First"))
                item = item.get("/Next")

        check(self.root.get("/Outlines", {}).get("/First"))
        self.need("/PageLabels" in self.root, "page-labels", "the pages have no labels")

    def check_annotation(self, page_number, pages, annotation):
        where = f"on page {page_number}"
        if not self.need(annotation.Subtype == Name.Link, "annotation",
                         f"there is an annotation of another kind {where}"):
            return
        self.need(str(annotation.get("/Contents", "")).strip(), "link-contents",
                  f"a link {where} is not described")
        flags = int(annotation.get("/F", 0))
        self.need(flags & 4 and not flags & 0b100011, "flags", f"a link {where} is not printed")
        element = self.annotations.get(annotation.objgen)
        if self.need(element is not None and element.role == "Link", "link",
                     f"a link {where} is not in a Link"):
            entry = self.parent_tree.get(int(annotation.get("/StructParent", -1)))
            self.need(entry is not None and entry.objgen == element.dictionary.objgen, "link",
                      f"the parent tree does not lead from a link {where} to its Link")
        place, action = annotation.get("/Dest"), annotation.get("/A")
        if place is not None:
            self.need(isinstance(place, Array) and place[0].objgen in pages, "link-target",
                      f"a link {where} leads to no page")
        else:
            self.need(action is not None and action.get("/S") == Name.URI
                      and re.match(r"[a-z]+:", str(action.get("/URI", ""))), "link-target",
                      f"a link {where} leads nowhere")

    def check_pages(self):
        pages = {page.obj.objgen for page in self.pdf.pages}
        for number, page in enumerate(self.pdf.pages, 1):
            dictionary = page.obj
            box = [float(side) for side in page.mediabox]
            self.need(3 <= box[2] - box[0] <= 14400 and 3 <= box[3] - box[1] <= 14400, "page-box",
                      f"page {number} has no size")
            self.need(dictionary.get("/Tabs") == Name.S, "tabs",
                      f"page {number} is not gone through in the order of its structure")
            self.need("/AA" not in dictionary, "catalog", f"page {number} acts by itself")
            for annotation in dictionary.get("/Annots", []):
                self.check_annotation(number, pages, annotation)

    def check(self):
        self.check_document()
        self.check_structure()
        self.check_outlines()
        self.check_pages()
        uacheck_content.check(self)
        return self.faults


def check_head(path):
    """Whether the file begins as PDF/A wants: at once, with four bytes that no text has."""
    file = path if hasattr(path, "read") else open(path, "rb")
    with file if file is not path else contextlib.nullcontext():
        head = file.read(32)
        file.seek(0)
    return re.match(rb"%PDF-1\.\d[\r\n]+%[\x80-\xff]{4}", head)


def check_file(path, every=1):
    """The faults of the PDF at PATH (or in a file object), as pairs of code and words."""
    if not check_head(path):
        return [("head", "it does not begin as a file of PDF/A")]
    with pikepdf.open(path) as pdf:
        return Checker(pdf, every).check()


def main(paths):
    status = 0
    every = int(os.environ.get("UACHECK_EVERY", "1"))
    for path in paths:
        for code, what in check_file(path, every):
            print(f"{path}: {code}: {what}")
            status = 1
    return status


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
