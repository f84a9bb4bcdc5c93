#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A PDF with a tag of every role passes the gate, says what was written, is the same wherever it is
# made; and copies of it that are broken do not pass.  With UPDATE=1 the golden files are written
# anew: read them.
set -u
here=$top_srcdir/tests/pdf
make_sample=$(cd "$top_builddir" && pwd)/tests/pdf/make_sample
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
status=0

fail() {
  echo "$*"
  status=1
}

"$make_sample" "$work/sample.pdf" >"$work/sample.trace" || exit
bash "$here/gate.sh" "$work/sample.pdf" >"$work/gate" 2>&1
case $? in
  0) ;;
  77) cat "$work/gate"; exit 77 ;;
  *) cat "$work/gate"; fail "the sample does not pass the gate" ;;
esac

# Numbers of objects are nobody's business.
pdfinfo -struct-text "$work/sample.pdf" | sed 's/Object [0-9]* 0/annotation/' >"$work/sample.struct"
pdftotext -enc UTF-8 -layout "$work/sample.pdf" "$work/sample.txt"
for golden in sample.trace sample.struct sample.txt; do
  if [[ ${UPDATE-} == 1 ]]; then cp "$work/$golden" "$here/$golden"; fi
  diff -u "$here/$golden" "$work/$golden" || fail "$golden is not as it was"
done

# Made again with other surroundings, byte by byte the same.
german=$(locale -a 2>/dev/null | grep -i '^de_DE' | head -n 1)
mkdir "$work/elsewhere"
(cd "$work/elsewhere" && TZ=Asia/Kathmandu LC_ALL=${german:-C.UTF-8} HB_SHAPER_LIST=fallback \
  SOURCE_DATE_EPOCH=1 "$make_sample" again.pdf >/dev/null) || fail "it cannot be made elsewhere"
cmp "$work/sample.pdf" "$work/elsewhere/again.pdf" || fail "it is not the same elsewhere"

# More pages and links than one node of any of the file's trees holds.
"$make_sample" "$work/long.pdf" 70 >/dev/null || fail "a long one cannot be made"
bash "$here/gate.sh" "$work/long.pdf" || fail "a long one does not pass the gate"
[[ $(pdfinfo "$work/long.pdf" | sed -n 's/^Pages: *//p') == 72 ]] || fail "it has lost pages"

for python in /usr/bin/python3 python3; do
  "$python" -c 'import pikepdf' 2>/dev/null && break
done
"$python" -B "$here/broken.py" "$work/sample.pdf" "$(dirname "$make_sample")/verify_pdf" || fail "uacheck.py does not catch all it should"
echo "not a PDF" >"$work/not.pdf"
bash "$here/gate.sh" "$work/not.pdf" >/dev/null 2>&1 && fail "the gate lets anything through"
head -c 20000 "$work/sample.pdf" >"$work/cut.pdf"
bash "$here/gate.sh" "$work/cut.pdf" >/dev/null 2>&1 && fail "the gate lets half a file through"
exit $status
