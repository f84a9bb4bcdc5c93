#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every fuzz target survives every input of its corpus.
set -u
status=0 targets=0
for program in "$top_builddir"/tests/fuzz/fuzz_*; do
  if [[ ${program##*/} == *.* || ! -x $program ]]; then continue; fi
  name=${program##*/fuzz_}
  targets=$((targets + 1))
  inputs=("$top_srcdir/tests/fuzz/corpus/$name"/*)
  if [[ ! -e ${inputs[0]} ]]; then
    echo "$name: tests/fuzz/corpus/$name holds no input"
    status=1
  elif "$program" "${inputs[@]}"; then
    echo "$name: ${#inputs[@]} inputs"
  else
    echo "$name: died with status $?"
    status=1
  fi
done
if [[ $targets == 0 ]]; then
  echo "no fuzz target was built"
  exit 1
fi
exit $status
