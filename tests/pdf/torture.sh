#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Documents that are hard to set pass the gate: one with every kind of node and figure, one of 300
# pages, one of tables, and one with nothing in it.  The same in other surroundings, byte by byte; and what is read
# out of each kind of page is as it was when somebody read it.  With UPDATE=1 that is written anew.
set -u
make_torture=$(cd "$top_builddir" && pwd)/tests/pdf/make_torture
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
status=0

fail() {
  echo "$*"
  status=1
}

for what in empty kinds tables long; do
  "$make_torture" "$what" "$work/$what.pdf" || fail "$what: it cannot be made"
  (cd / && top_srcdir=$(cd "$top_srcdir" && pwd) TZ=Asia/Kathmandu LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1 \
    "$make_torture" "$what" "$work/again.pdf") || fail "$what: it cannot be made elsewhere"
  cmp "$work/$what.pdf" "$work/again.pdf" || fail "$what: it is not the same elsewhere"
done

# Its objects' numbers and where figures stand are nobody's business here.
pdfinfo -struct-text "$work/kinds.pdf" 2>"$work/said" |
  sed -E '/\/(BBox|Placement) /d; s/Object [0-9]+ 0/annotation/; s/head-[0-9a-f]+/head/g' >"$work/torture.struct" &
bash "$top_srcdir/tests/pdf/gate.sh" "$work/empty.pdf" "$work/kinds.pdf" "$work/tables.pdf" >"$work/gate" 2>&1
case $? in
  0) ;;
  77) cat "$work/gate"; exit 77 ;;
  *) cat "$work/gate"; fail 'they do not pass the gate' ;;
esac
UACHECK_EVERY=20 bash "$top_srcdir/tests/pdf/gate.sh" "$work/long.pdf" || fail 'the long one does not pass the gate'
pages=$(pdfinfo "$work/long.pdf" | sed -n 's/^Pages: *//p')
((pages >= 300)) || fail "the long one has $pages pages"

wait
[[ -s $work/said ]] && fail "pdfinfo: $(head -n 3 "$work/said")"
golden=$top_srcdir/tests/pdf/torture.struct
if [[ ${UPDATE-} == 1 ]]; then cp "$work/torture.struct" "$golden"; fi
diff -u "$golden" "$work/torture.struct" || fail 'what is read out is not as it was'

# Cells are read row by row, and what is covered is no cell.
cells=$(pdfinfo -struct-text "$work/tables.pdf" 2>/dev/null |
  awk '/^ *T[RHD]:?( |$)/ { sub(":", ""); printf "\n%s", $1 } /^ *"/ { gsub(/^ *"|"$/, ""); printf " %s", $0 }' |
  sed -n 2,28p)
wanted='TR
TH Family
TH Issue
TH Year ending December
TD
TR
TH 2022
TH 2025
TR
TH Theft of every kind
TD Burglary
TD 8.1
TD 4.25
TD
TR
TD Shoplifting
TD 13.5
TD
TD
TR
TD Not recorded before
TD
TR
TH Violence and sexual offences
TD 77.7
TD 74
TD [x]'
diff <(echo "$wanted") <(echo "$cells") || fail 'the cells that span are not read in their order'

# Welsh and Polish are said to be so.
for language in cy pl; do
  grep -q "/Lang *(\?$language" <(pdfinfo -struct "$work/kinds.pdf" 2>/dev/null) || qpdf --qdf --object-streams=disable "$work/kinds.pdf" - 2>/dev/null | grep -aq "/Lang ($language)" ||
    fail "nothing is said to be in $language"
done

# Words come back as they were written, whatever fonts they are set in.
pdftotext -enc UTF-8 "$work/kinds.pdf" "$work/text"
for words in 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch' 'Zażółć\|zażółć gęślą jaźń, Łódź' \
  'Ἐν ἀρχῇ ἦν ὁ λόγος' 'Երևան, საქართველო' 'Council’s' '∀ ≥ ≤ √ ♥'; do
  grep -q -- "$words" "$work/text" || fail "lost: $words"
done
exit $status
