#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: lint.sh SOURCE-TREE INCLUDE-FLAGS
# What the compilers do not see.  Each tool is used where it is installed; the last line says
# which were not.
set -u
cd "$1" || exit
read -ra include_path <<<"$2"
status=0
absent=()

with() {
  if ! command -v "$1" >/dev/null; then
    absent+=("$1")
    return
  fi
  echo "== $1 =="
  "$@" || status=1
}

mapfile -t c_files < <(find core plugins tests -name '*.c' | sort)
mapfile -t scripts < <(find tests -name '*.sh' | sort)
mapfile -t lua_files < <(find plugins -name '*.lua' | sort)

with cppcheck -q --std=c11 --inline-suppr --error-exitcode=1 --enable=warning,performance,portability \
  -Icore "${c_files[@]}"
with shellcheck -e SC2154 bootstrap .ci/run "${scripts[@]}"
if [[ ${#lua_files[@]} != 0 ]]; then with luac5.4 -p "${lua_files[@]}"; fi
with clang-tidy --quiet --checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,cert-*,clang-analyzer-*' \
  --warnings-as-errors='*' "${c_files[@]}" -- -std=gnu17 -D_GNU_SOURCE -Icore "${include_path[@]}"
if [[ ${#absent[@]} != 0 ]]; then echo "not installed, not run: ${absent[*]}"; fi
exit $status
