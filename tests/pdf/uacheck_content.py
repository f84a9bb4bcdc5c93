# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of uacheck.py that reads pages' content and the fonts in it.

Everything painted is a piece of the structure or an artifact, never both; and every code that is
shown has a glyph, a width that the font agrees with, and a text.
"""
import re
import struct

import pikepdf
from pikepdf import Dictionary, Name

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do",
            "INLINE IMAGE"}
SHOWING = {"Tj", "TJ", "'", '"'}
OTHERS = {"q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h",
          "re", "n", "W", "W*", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD",
          "Tm", "T*", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "BMC", "BDC",
          "EMC", "MP", "DP"}


class Font:
    """A composite font, as far as its codes go."""

    def __init__(self, dictionary):
        self.name = str(dictionary.get("/BaseFont", "?"))
        self.subtype = dictionary.get("/Subtype")
        self.dictionary = dictionary
        self.used = set()
        self.descendant = dictionary.DescendantFonts[0] if self.subtype == Name.Type0 else None

    def texts(self):
        """Code: text, from the ToUnicode map."""
        data = self.dictionary.ToUnicode.read_bytes().decode("ascii")
        found = {}
        for section in re.findall(r"beginbfchar(.*?)endbfchar", data, re.S):
            for code, text in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>", section):
                found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be", "replace")
        return found

    def widths(self):
        """Code: width in thousandths, from W."""
        found, items, at = {}, list(self.descendant.get("/W", [])), 0
        while at < len(items):
            if isinstance(items[at + 1], pikepdf.Array):
                for i, width in enumerate(items[at + 1]):
                    found[int(items[at]) + i] = float(width)
                at += 2
            else:
                for code in range(int(items[at]), int(items[at + 1]) + 1):
                    found[code] = float(items[at + 2])
                at += 3
        return found

    def is_cff(self):
        return self.descendant.get("/Subtype") == Name.CIDFontType0

    def glyphs(self):
        """Code: glyph, from an encoding of its own: where outlines are PostScript's a CID is a glyph."""
        said = self.dictionary.Encoding.read_bytes().decode()
        return {int(code, 16): int(glyph) for code, glyph in re.findall(r"<([0-9a-f]{4})> (\d+)\n", said)}

    def tables(self):
        descriptor = self.descendant.FontDescriptor
        data = (descriptor.FontFile3 if self.is_cff() else descriptor.FontFile2).read_bytes()
        count = struct.unpack(">H", data[4:6])[0]
        found = {}
        for i in range(count):
            tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            found[tag.decode()] = data[offset:offset + length]
        return found


def check_font(checker, font):
    name = font.name
    if not checker.need(font.subtype == Name.Type0, "font", f"{name} is not a composite font"):
        return
    descendant = font.descendant
    descriptor = descendant.get("/FontDescriptor", {})
    if not checker.need(("/FontFile3" if font.is_cff() else "/FontFile2") in descriptor, "embedded",
                        f"{name} is not embedded"):
        return
    checker.need(re.match(r"/[A-Z]{6}\+", name), "subset", f"{name} is not named as a subset")
    encoding = font.dictionary.get("/Encoding")
    if font.is_cff():
        checker.need(isinstance(encoding, pikepdf.Stream) and encoding.get("/Type") == Name.CMap
                     and encoding.get("/CIDSystemInfo") == descendant.get("/CIDSystemInfo"), "font",
                     f"{name} has no encoding that leads to its glyphs")
        checker.need(descriptor.FontFile3.get("/Subtype") == Name.OpenType, "font",
                     f"the file of {name} does not say what it is")
    else:
        checker.need(encoding == Name("/Identity-H"), "font", f"{name} has an encoding of its own")
    for key in ("/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/StemV"):
        checker.need(key in descriptor, "font", f"the descriptor of {name} has no {key}")
    unicode_map = font.dictionary.get("/ToUnicode")
    if not checker.need(unicode_map is not None, "to-unicode", f"{name} has no ToUnicode"):
        return
    checker.need(b"begincidrange" not in unicode_map.read_bytes(), "to-unicode",
                 f"the ToUnicode of {name} maps to glyphs")
    check_codes(checker, font)


def check_codes(checker, font):
    tables = font.tables()
    glyph_count = struct.unpack(">H", tables["maxp"][4:6])[0]
    units = struct.unpack(">H", tables["head"][18:20])[0]
    metric_count = struct.unpack(">H", tables["hhea"][34:36])[0]
    glyph_map = Name.Identity if font.is_cff() else font.descendant.get("/CIDToGIDMap")
    if not checker.need(glyph_map is not None, "glyph-map", f"{font.name} has no CIDToGIDMap"):
        return
    glyphs = font.glyphs() if font.is_cff() else {}
    to_glyph = None if glyph_map == Name.Identity else glyph_map.read_bytes()
    texts, widths = font.texts(), font.widths()
    standard = float(font.descendant.get("/DW", 1000))
    for code in sorted(font.used):
        glyph = cid = glyphs.get(code, 0) if font.is_cff() else code
        if to_glyph is not None:
            pair = to_glyph[2 * code:2 * code + 2]
            glyph = int.from_bytes(pair, "big") if len(pair) == 2 else 0
        checker.need(0 < glyph < glyph_count, "notdef", f"{font.name} shows a missing glyph")
        text = texts.get(code, "")
        checker.need(text and not re.search("[\0-\x1f\ufffd\ufffe\ufeff\ue000-\uf8ff]", text),
                     "to-unicode", f"code {code:04x} of {font.name} has no text")
        at = 4 * min(glyph, metric_count - 1)
        width = struct.unpack(">H", tables["hmtx"][at:at + 2])[0] * 1000 / units
        checker.need(abs(width - widths.get(cid, standard)) <= 1, "width",
                     f"code {code:04x} of {font.name} is not as wide as its glyph")


class Page:
    """Reads one page's content."""

    def __init__(self, checker, number, dictionary, fonts):
        self.checker = checker
        self.number = number
        self.key = dictionary.objgen
        self.fonts = fonts
        self.resources = dictionary.get("/Resources", {})
        self.parents = None
        if "/StructParents" in dictionary:
            self.parents = checker.parent_tree.get(int(dictionary.StructParents))
        checker.need(self.parents is not None, "parent-tree",
                     f"page {number} is not in the parent tree")
        self.marks = []  # (name, MCID or None)
        self.saved = 0
        self.in_text = False
        self.font = None
        self.seen = set()

    def fault(self, code, what):
        self.checker.fault(code, f"{what} on page {self.number}")

    def read(self, dictionary):
        for operands, operator in pikepdf.parse_content_stream(dictionary):
            self.take(str(operator), operands)
        if self.marks:
            self.fault("unbalanced", "marked content does not end")
        if self.saved:
            self.fault("unbalanced", "q and Q do not pair")
        if self.in_text:
            self.fault("unbalanced", "text does not end")

    def take(self, operator, operands):
        if operator in ("BMC", "BDC"):
            self.begin(str(operands[0])[1:], operands[1] if operator == "BDC" else None)
        elif operator == "EMC":
            if not self.marks:
                self.fault("unbalanced", "EMC ends nothing")
            else:
                self.marks.pop()
        elif operator in ("q", "Q"):
            self.saved += 1 if operator == "q" else -1
            if self.saved < 0 or self.saved > 27:
                self.fault("unbalanced", "q and Q do not pair")
        elif operator in ("BT", "ET"):
            if self.in_text == (operator == "BT"):
                self.fault("unbalanced", "BT and ET do not pair")
            self.in_text = operator == "BT"
        elif operator == "Tf":
            self.set_font(operands)
        elif operator in ("K", "k"):
            self.fault("colour", "there is a colour of a printing press")
        elif operator not in PAINTING and operator not in OTHERS:
            self.fault("operator", f"there is no such operator as {operator}")
        if operator in PAINTING:
            self.paint(operator, operands)

    def set_font(self, operands):
        dictionary = self.resources.get("/Font", {}).get(str(operands[0]))
        if dictionary is None:
            self.fault("font", f"there is no font {operands[0]}")
            return
        if float(operands[1]) <= 0:
            self.fault("font", "text has no size")
        self.font = self.fonts.setdefault(dictionary.objgen, Font(dictionary))

    def paint(self, operator, operands):
        if not any(mcid is not None or name == "Artifact" for name, mcid in self.marks):
            self.fault("untagged", f"{operator} is neither tagged nor an artifact")
        if operator not in SHOWING:
            return
        if not self.in_text or self.font is None:
            self.fault("unbalanced", "text is shown outside of BT and ET, or without a font")
            return
        parts = operands[-1] if operator == "TJ" else [operands[-1]]
        for part in parts:
            if isinstance(part, pikepdf.String):
                data = bytes(part)
                if len(data) % 2:
                    self.fault("font", "a string ends in the middle of a code")
                self.font.used.update(struct.unpack(f">{len(data) // 2}H", data[:len(data) & ~1]))

    def begin(self, name, properties):
        mcid = None
        if isinstance(properties, Dictionary) and "/MCID" in properties:
            mcid = int(properties.MCID)
        if name == "Artifact" and isinstance(properties, Dictionary):
            kind = properties.get("/Type")
            if kind not in (None, Name.Pagination, Name.Layout, Name.Page, Name.Background):
                self.fault("artifact", f"there is no kind of artifact {kind}")
        if any(outer is not None for _, outer in self.marks) and (mcid is not None
                                                                  or name == "Artifact"):
            self.fault("nested-marks", f"{name} is marked inside of tagged content")
        if any(outer == "Artifact" for outer, _ in self.marks) and mcid is not None:
            self.fault("nested-marks", f"{name} is tagged inside of an artifact")
        self.marks.append((name, mcid))
        if mcid is not None:
            self.check_run(name, mcid)

    def check_run(self, name, mcid):
        if mcid in self.seen:
            self.fault("mcid", f"MCID {mcid} is twice")
        self.seen.add(mcid)
        owners = self.checker.runs.get((self.key, mcid), [])
        if len(owners) != 1:
            self.fault("mcid", f"MCID {mcid} belongs to {len(owners)} elements")
            return
        role = self.checker.roles.get("/" + name, "/" + name)
        if str(role)[1:] != owners[0].role:
            self.fault("mcid-role", f"MCID {mcid} is marked {name} but belongs to {owners[0].role}")
        known = self.parents is not None and mcid < len(self.parents)
        if not known or self.parents[mcid].objgen != owners[0].dictionary.objgen:
            self.fault("parent-tree", f"it does not lead from MCID {mcid} to its element")


def check(checker):
    if not hasattr(checker, "roles"):
        return  # there is no tree to compare with, which was told
    fonts, seen, read = {}, set(), set()
    for number, page in enumerate(checker.pdf.pages, 1):
        if (number - 1) % checker.every:
            continue
        read.add(page.obj.objgen)
        reader = Page(checker, number, page.obj, fonts)
        reader.read(page.obj)
        seen.update((reader.key, mcid) for mcid in reader.seen)
    for key in checker.runs:
        checker.need(key in seen or key[0] not in read, "mcid", "an element names content that is not there")
    for font in fonts.values():
        check_font(checker, font)
    for thing in checker.pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            filters = thing.get("/Filter", [])
            names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
            checker.need("/LZWDecode" not in names and "/Crypt" not in names and "/F" not in thing,
                         "filter", "a stream is stored in a way that PDF/A forbids")
