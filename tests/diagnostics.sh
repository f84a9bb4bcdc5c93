#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What strata says about wrong definitions, word for word.
#
# A case is tests/diag/CODE.yaml or tests/diag/CODE-what.yaml, with what is to be said in .expected.
# Its first line says which file of the small workspace (tests/workspace) it stands for:
#   # file: plugins/asb/indicators/incidents.yaml
# Where another file does not say it all, CODE.setup is run by bash in a copy of the workspace; what it prints
# is given to the program as NAME=PATH.  With UPDATE=1 the expected words are written anew: read them.
set -u
program=$top_builddir/tests/definitions
cases=$top_srcdir/tests/diag
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0 count=0

for expected in "$cases"/STRATA-*.expected; do
  case=${expected%.expected}
  name=${case##*/}
  code=${name:0:11}
  count=$((count + 1))
  rm -rf "${work:?}"/*
  mkdir "$work/workspace"
  for part in assessment.yaml recommendations.yaml plugins templates commentary; do
    cp -r "$top_srcdir/tests/workspace/$part" "$work/workspace/"
  done
  chmod -R u+w "$work/workspace"
  sources=()
  if [[ -e $case.yaml ]]; then
    read -r _ _ file <"$case.yaml"
    cp "$case.yaml" "$work/workspace/$file"
  fi
  if [[ -e $case.setup ]]; then
    mapfile -t sources < <(cd "$work/workspace" && bash "$case.setup")
  elif [[ ! -e $case.yaml ]]; then
    echo "$name: there is neither $name.yaml nor $name.setup"
    status=1
  fi
  chmod -R u+w "$work/workspace"
  (cd "$work" && "$program" workspace ${sources[@]+"${sources[@]}"}) >"$work/said" 2>&1
  left=$?
  if [[ ${UPDATE:-} ]]; then cp "$work/said" "$expected"; fi
  if ! diff -u "$expected" "$work/said"; then status=1; fi
  if ! grep -q "\[$code\]" "$work/said"; then
    echo "$name: $code was not reported"
    status=1
  fi
  if grep -q ': error: ' "$work/said" && [[ $left != 3 ]] || [[ $left != 0 && $left != 3 ]]; then
    echo "$name: the program ended with status $left"
    status=1
  fi
done
if [[ $count == 0 ]]; then
  echo "found no case"
  exit 1
fi
for case in "$cases"/STRATA-*.yaml "$cases"/STRATA-*.setup; do
  if [[ ! -e ${case%.*}.expected ]]; then
    echo "${case##*/}: what is expected is not there; UPDATE=1 writes it"
    if [[ ${UPDATE:-} ]]; then : >"${case%.*}.expected"; fi
    status=1
  fi
done
echo "$count cases"
exit $status
