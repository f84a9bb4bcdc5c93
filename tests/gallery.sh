#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# docs/GALLERY.md is what `make gallery` writes, shows every kind of figure that there is, and each of its pages passes
# the gate of PDFs.  The pictures are looked at by people.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in pdftoppm pdftotext pdfinfo; do
  command -v "$tool" >/dev/null || {
    echo "without $tool (poppler-utils) the gallery cannot be made"
    exit 77
  }
done
failed=0
complain() {
  echo "$1"
  failed=1
}
"$top_srcdir/docs/gallery/make.sh" "$work" 2>"$work/stderr" || {
  cat "$work/stderr"
  exit 1
}
diff -u "$top_srcdir/docs/GALLERY.md" "$work/GALLERY.md" >"$work/diff" || {
  head -n 40 "$work/diff"
  complain 'docs/GALLERY.md is not what make gallery writes: run it, and look at the pictures'
}
for picture in "$work"/gallery/*.png; do
  [[ -s $top_srcdir/docs/gallery/$(basename "$picture") ]] || complain "docs/gallery/$(basename "$picture") is missing"
done
for picture in "$top_srcdir"/docs/gallery/*.png; do
  [[ -s $work/gallery/$(basename "$picture") ]] || complain "$picture is of no section"
done
kinds=$(sed -nE 's/^ *X\([A-Z_]+, *([a-z_]+),.*/\1/p' "$top_srcdir/core/document/figure.h")
[[ $(wc -w <<<"$kinds") -ge 10 ]] || complain 'the list of kinds was not found in figure.h'
for kind in $kinds; do
  grep -qE "kind: $kind\$" "$top_srcdir/docs/GALLERY.md" || complain "no figure of kind $kind"
done
bash "$top_srcdir/tests/pdf/gate.sh" "$work/gallery.pdf" >"$work/gate" 2>&1 || {
  tail -n 20 "$work/gate"
  complain 'the gallery does not pass the gate of PDFs'
}
exit $failed
