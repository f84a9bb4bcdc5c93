#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A partnership's own theme: it changes the pages, only what it says, and it is refused when somebody could not read
# what it makes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() {
  echo "$1"
  failed=1
}
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"

"$STRATA" theme check >"$work/shipped" || complain 'the shipped theme fails its own check'
grep -q '^ok .*ink on paper *19\.' "$work/shipped" || complain 'the contrast of ink is not printed'

build() { # OUT
  "$STRATA" build "$work/ws" --store "$work/store" --out "$work/$1" >"$work/said" 2>&1
}
build shipped-out || complain "no build: $(cat "$work/said")"
printf 'color:\n  brand: "#7A0019"\ntype:\n  h1: {size: 21}\n' >"$work/ws/theme.yaml"
"$STRATA" theme check "$work/ws" >/dev/null || complain 'a sound theme fails the check'
build own-out || complain "no build with a theme of its own: $(cat "$work/said")"
pdf=$(basename "$(ls "$work"/own-out/*.pdf | head -n 1)")
if command -v qpdf >/dev/null; then
  for out in shipped own; do
    qpdf --qdf --object-streams=disable "$work/$out-out/$pdf" "$work/$out.qdf"
  done
  # #7A0019 as PDF writes it.
  grep -aqE '^0?\.478[0-9]* 0 0?\.098[0-9]* (rg|RG)' "$work/own.qdf" || complain 'the brand colour is not on the page'
  ! grep -aqE '^0?\.478[0-9]* 0 0?\.098' "$work/shipped.qdf" || complain 'the brand colour was there before'
fi

# What nobody could read stops the build, with the place, and leaves what was made.
printf 'color:\n  secondary: "#BBBBBB"\n' >"$work/ws/theme.yaml"
before=$(cksum <"$work/own-out/$pdf")
for command in "theme check $work/ws" "check $work/ws --store $work/store" "build $work/ws --store $work/store --out $work/own-out"; do
  status=0
  # shellcheck disable=SC2086
  "$STRATA" $command >/dev/null 2>"$work/stderr" || status=$?
  [[ $status -eq 3 ]] || complain "strata $command: exit status $status, not 3"
  grep -q 'theme.yaml:2:14: error: .secondary. has a contrast of 1\.9' "$work/stderr" ||
    complain "strata $command: $(cat "$work/stderr")"
done
[[ $before == "$(cksum <"$work/own-out/$pdf")" ]] || complain 'a refused theme changed a PDF'

# Fonts of its own, from the workspace: all text is in them, embedded in part.
dejavu=${FONTS_DEJAVU:-/usr/share/fonts/truetype/dejavu}
if [[ -e $dejavu/DejaVuSans-Bold.ttf ]]; then
  mkdir "$work/ws/fonts"
  cp "$dejavu/DejaVuSans.ttf" "$dejavu/DejaVuSans-Bold.ttf" "$work/ws/fonts/"
  printf 'font:\n  regular: fonts/DejaVuSans.ttf\n  italic: fonts/DejaVuSans.ttf\n' >"$work/ws/theme.yaml"
  printf '  semibold: fonts/DejaVuSans-Bold.ttf\n  bold: fonts/DejaVuSans-Bold.ttf\n' >>"$work/ws/theme.yaml"
  "$STRATA" theme check "$work/ws" >"$work/fonts" || complain 'sound fonts fail the check'
  grep -q '^ok .*narrowest figure to widest, in bold *1\.00' "$work/fonts" || complain 'figures are not measured'
  build fonts-out || complain "no build with fonts of its own: $(cat "$work/said")"
  (cd / && "$STRATA" build "$work/ws" --store "$work/store" --out "$work/fonts-again" >/dev/null 2>&1)
  cmp "$work/fonts-out/$pdf" "$work/fonts-again/$pdf" || complain 'a font is found from some folders only'
  if command -v pdffonts >/dev/null; then
    found=$(pdffonts "$work/fonts-out/$pdf" | awk 'NR > 2 { sub(/.*\+/, "", $1); print $1 }' | sort -u | tr '\n' ' ')
    [[ $found == 'DejaVuSans DejaVuSans-Bold ' ]] || complain "text is set in $found"
  fi
  bash "$top_srcdir/tests/pdf/gate.sh" "$work/fonts-out/$pdf" >"$work/gate" || [[ $? -eq 77 ]] ||
    complain "fonts of its own: $(cat "$work/gate")"
  # Their licence may forbid it: fsType stands 8 bytes into the table OS/2.
  at=$(od -An -v -tx1 "$work/ws/fonts/DejaVuSans-Bold.ttf" -j 12 -N 512 | tr -d ' \n' |
    awk '{ for (i = 1; i < length($0); i += 32) if (substr($0, i, 8) == "4f532f32") print substr($0, i + 16, 8) }')
  printf '\000\002' | dd of="$work/ws/fonts/DejaVuSans-Bold.ttf" bs=1 seek=$((16#$at + 8)) conv=notrunc status=none
  refuse() { # CODE WORDS
    status=0
    "$STRATA" theme check "$work/ws" >/dev/null 2>"$work/stderr" || status=$?
    [[ $status -eq 3 ]] || complain "$1: exit status $status, not 3"
    grep -q "theme.yaml:5:9: error: .*$2.*\[$1\]" "$work/stderr" || complain "$1: $(cat "$work/stderr")"
  }
  refuse STRATA-L003 'licence does not allow to embed it'
  rm "$work/ws/fonts/DejaVuSans-Bold.ttf"
  refuse STRATA-L001 'could not be read: No such file'
  echo 'no font' >"$work/ws/fonts/DejaVuSans-Bold.ttf"
  refuse STRATA-L002 'is not a TrueType or OpenType font'
fi

# OpenType fonts with PostScript outlines: checked, embedded and read back as others are.
otf=/usr/share/fonts/opentype/urw-base35
if [[ -e $otf/NimbusSans-Regular.otf ]]; then
  printf 'font:\n  regular: %s\n  italic: %s\n  semibold: %s\n  bold: %s\n' "$otf/NimbusSans-Regular.otf" \
    "$otf/NimbusSans-Italic.otf" "$otf/NimbusSans-Bold.otf" "$otf/NimbusSans-Bold.otf" >"$work/ws/theme.yaml"
  "$STRATA" theme check "$work/ws" >"$work/checked" 2>&1 || complain "PostScript outlines: $(cat "$work/checked")"
  build otf-out || complain "no build with PostScript outlines: $(cat "$work/said")"
  bash "$top_srcdir/tests/pdf/gate.sh" "$work/otf-out/$pdf" >"$work/gate" || [[ $? -eq 77 ]] ||
    complain "PostScript outlines: $(cat "$work/gate")"
  if command -v pdffonts >/dev/null; then
    [[ $(pdffonts "$work/otf-out/$pdf" | grep -c '+NimbusSans-.* CID Type 0C .* yes yes yes ') -ge 3 ]] ||
      complain "the fonts are not embedded: $(pdffonts "$work/otf-out/$pdf")"
    pdftotext "$work/otf-out/$pdf" - | grep -q '^Costs £5\|Costs £5 – or' || complain 'their text does not come back'
  fi
else
  echo 'without fonts-urw-base35, PostScript outlines are not tried'
fi

# A logo: on every page, heard where a cover or a first page shows it; refused where it cannot be printed.
# Grey PNG files of 128 by 64, 48 by 24 and 1,000 by 64 points.
png=(iVBORw0KGgoAAAANSUhEUgAAAIAAAABACAAAAAD3vSCjAAAAQUlEQVR42u3OMQEAAAQAMHH0TyGWBhwOz5ZgkZua5VEICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIfAcahiHYiLMKv1AAAAAASUVORK5CYII=
  iVBORw0KGgoAAAANSUhEUgAAADAAAAAYCAAAAACZliEAAAAAGklEQVR42mPQIAROoAKGUQ2jGkY1jGqgrQYA9bWVELs8qZMAAAAASUVORK5CYII=
  iVBORw0KGgoAAAANSUhEUgAAA+gAAABACAAAAACsbwImAAAAvElEQVR42u3TMQ0AAAjAMOTgXwWycAAf4WglLFnkpmYJvBdGB6MbHYxudDA6YHTA6IDRAaMDRgejGx2MbnQwOmB0wOiA0QGjA0YHoxsdjG50MDpgdMDogNEBowNGB6MbHYxudDC60cHogNEBowNGB4wOGB2MbnQwutHB6IDRAaMDRgeMDhgdjG50MLrRweiA0QGjA0YHjA4YHYxudDC60cHoEoLRAaMDRgeMDhgdMDoY3ehgdKOD0QGjA7caZ93qhkPbIBEAAAAASUVORK5CYII=)
printf 'logo: {file: logo.png, words: Three districts}\n' >"$work/ws/theme.yaml"
base64 -d <<<"${png[0]}" >"$work/ws/logo.png"
build logo-out || complain "no build with a logo: $(cat "$work/said")"
if command -v pdfimages >/dev/null; then
  pages=$(pdfinfo "$work/logo-out/$pdf" | sed -n 's/^Pages: *//p')
  [[ $(pdfimages -list "$work/logo-out/$pdf" | grep -c ' image ') == "$pages" ]] || complain 'the logo is not on every page'
  [[ $(pdfimages -list "$work/logo-out/$pdf" | awk 'NR > 2 { print $11 }' | sort -u | wc -l) == 1 ]] ||
    complain 'the logo is embedded more than once'
fi
bash "$top_srcdir/tests/pdf/gate.sh" "$work/logo-out/$pdf" >"$work/gate" || [[ $? -eq 77 ]] ||
  complain "a logo: $(cat "$work/gate")"
refuse_logo() { # CODE WORDS
  status=0
  "$STRATA" theme check "$work/ws" >/dev/null 2>"$work/stderr" || status=$?
  [[ $status -eq 3 ]] || complain "$1: exit status $status, not 3"
  grep -q "theme.yaml:1:.*error: .*$2.*\[$1\]" "$work/stderr" || complain "$1: $(cat "$work/stderr")"
}
base64 -d <<<"${png[1]}" >"$work/ws/logo.png"
refuse_logo STRATA-L048 'too few to be printed'
base64 -d <<<"${png[2]}" >"$work/ws/logo.png"
refuse_logo STRATA-L048 'more than a third of the page'
base64 -d <<<"${png[0]}" | head -c 80 >"$work/ws/logo.png"
refuse_logo STRATA-L047 'it is cut off'

status=0
"$STRATA" theme look 2>/dev/null || status=$?
[[ $status -eq 2 ]] || complain 'an unknown word is not wrong usage'
exit $failed
