#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: gate.sh FILE...
# What every PDF must pass before it goes out: sound for qpdf, silent for poppler, tagged, its fonts
# embedded with Unicode, text that comes back without a broken character, and accessible as far as
# a program can tell (uacheck.py).  Says what is wrong and exits with 1; with 77 where a tool is missing.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
status=0

fail() {
  echo "$1: $2"
  status=1
}

for tool in qpdf pdfinfo pdffonts pdftotext; do
  command -v "$tool" >/dev/null || {
    echo "$tool is not installed (Debian: qpdf, poppler-utils)"
    exit 77
  }
done
# Debian's packages are for Debian's Python, which is not always the first.
for python in /usr/bin/python3 python3 ''; do
  "$python" -c 'import pikepdf' 2>/dev/null && break
done
if [[ -z $python ]]; then
  echo "no Python has pikepdf (Debian: python3-pikepdf)"
  exit 77
fi

sound=()

check() {
  local file=$1 said
  if ! said=$(qpdf --check "$file" 2>&1) || [[ $said != *"No syntax or stream encoding errors"* ]]; then
    fail "$file" "qpdf: $said"
    return
  fi
  sound+=("$file")
  local text
  text=$(mktemp) || exit
  said=$(pdftotext -enc UTF-8 "$file" "$text" 2>&1)
  [[ -z $said ]] || fail "$file" "pdftotext: $said"
  # Without -struct-text, which draws a page anew for each of its elements.
  said=$(pdfinfo -struct "$file" 2>&1 >/dev/null)
  [[ -z $said ]] || fail "$file" "pdfinfo: $said"
  said=$(grep -c $'\xef\xbf\xbd' "$text")
  rm -f "$text"
  [[ $said == 0 ]] || fail "$file" "$said lines hold a character without a text"
  pdfinfo "$file" 2>/dev/null | grep -q '^Tagged: *yes' || fail "$file" "it is not tagged"
  said=$(pdffonts "$file" 2>/dev/null |
    awk 'NR > 2 && ($(NF-4) $(NF-3) $(NF-2)) != "yesyesyes" { print $1 }')
  [[ -z $said ]] || fail "$file" "not embedded, subset and with Unicode: $said"
}

if [[ $# == 0 ]]; then
  echo "usage: gate.sh FILE..." >&2
  exit 2
fi
for file in "$@"; do check "$file"; done
if [[ ${#sound[@]} != 0 ]]; then
  "$python" -B "$here/uacheck.py" "${sound[@]}" || status=1
fi
exit $status
