#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: leak_words.py PDF...
All that a PDF says, however it says it: page text is for pdftotext; this prints every string and name of
every object, and every stream as it is when unpacked: alternative texts, bookmarks, metadata, names of
destinations and layers, attachments."""
import sys

import pikepdf


def words(value, out, top=False):
    """Of VALUE, without the objects that it refers to: they come by themselves."""
    if isinstance(value, pikepdf.Object) and value.is_indirect and not top:
        return
    if isinstance(value, (pikepdf.String, pikepdf.Name)):
        out.append(str(value))
    elif isinstance(value, pikepdf.Array):
        for item in value:
            words(item, out)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, item in value.items():
            out.append(key)
            words(item, out)
        if isinstance(value, pikepdf.Stream):
            out.append(value.read_bytes().decode("latin-1"))


for path in sys.argv[1:]:
    with pikepdf.open(path) as pdf:
        out = []
        for thing in pdf.objects:
            words(thing, out, top=True)
        out.extend(f"attachment {name}" for name in pdf.attachments)
        print("\n".join(out))
