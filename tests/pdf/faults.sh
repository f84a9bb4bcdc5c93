#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# However a fault got into a PDF, strata sees it in the file and publishes nothing.
set -u
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
inject=$top_builddir/tests/inject/.libs/bad_pdf.so
workspace=$top_srcdir/tests/workspace
status=0

fail() {
  echo "$*"
  status=1
}

build() { # FAULT BECOMES: a build in which the first of one becomes the other in each stream
  STRATA_FAULT=$1 STRATA_FAULT_BECOMES=$2 LD_PRELOAD=$inject ASAN_OPTIONS=verify_asan_link_order=0 \
    "$STRATA" build "$workspace" --store "$work/store" --out "$work/out" >"$work/made" 2>&1
}

refuse() { # FAULT BECOMES WHAT: that build must end with WHAT said, and change nothing
  build "$1" "$2"
  local ended=$?
  [[ $ended == 3 ]] || fail "$1: the exit status is $ended"
  grep -q 'STRATA-R017' "$work/made" && grep -q "$3" "$work/made" ||
    fail "$1: it is not said that $3: $(grep error "$work/made" | head -n 3)"
  [[ $(cd "$work/out" && find . -type f -exec sha256sum {} + | sort) == "$before" ]] ||
    fail "$1: what was published has changed"
}

[[ -e $inject ]] || fail 'tests/inject/bad_pdf.so was not built'
build 'nothing like this' 'is in any stream.' || fail "it cannot be built without a fault: $(cat "$work/made")"
before=$(cd "$work/out" && find . -type f -exec sha256sum {} + | sort)
[[ -n $before ]] || fail 'nothing was published'

refuse '/Artifact BMC' '             ' 'neither tagged nor decoration'
refuse '<</MCID 1>>BDC' '<</MCIX 1>>BDC' 'has no number'
refuse '<</MCID 1>>BDC' '<</MCID 0>>BDC' 'two pieces'
refuse 'EMC' '   ' 'stands in another'
refuse '/Alt(' '/Xlt(' 'a figure has no words'
refuse '/S/H1/' '/S/H3/' 'a heading skips a level'
refuse '/Scope/Column' '/Xcope/Column' 'heads neither'
refuse '/S/TR/' '/S/TD/' 'stands in a'
refuse '/Nums[0 ' '/Nums[9 ' ''
refuse '/Marked true' '/Marked nope' 'tagged'
exit $status
