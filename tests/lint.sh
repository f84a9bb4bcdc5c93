#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: lint.sh SOURCE-TREE INCLUDE-FLAGS, in the build tree
# What the compilers do not see.  Each tool is used where it is installed; the last line says
# which were not.
set -u
build=$PWD
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

# Without what the compilers' -Wconversion says already, and without the opinion that memcpy and
# snprintf are insecure.
tidy='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions'
tidy+=',clang-analyzer-*,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'

mapfile -t c_files < <(find core plugins tests -name '*.c' | sort)
mapfile -t scripts < <(find tests plugins -name '*.sh' | sort)
mapfile -t lua_files < <(find plugins -name '*.lua' | sort)

# It does not know cleanup attributes; the sanitizers find the leaks.
with cppcheck -q --std=c11 --inline-suppr --suppress=resourceLeak --suppress=memleak \
  --error-exitcode=1 --enable=warning,performance,portability -Icore "${c_files[@]}"
with shellcheck -e SC2154 bootstrap .ci/run "${scripts[@]}"
if [[ ${#lua_files[@]} != 0 ]]; then with luac5.4 -p "${lua_files[@]}"; fi
# Advice: it follows paths that cannot happen, so it does not decide.
found=$status
with clang-tidy --quiet --checks="$tidy" \
  "${c_files[@]}" -- -std=gnu17 -D_GNU_SOURCE -I"$build" -Icore "${include_path[@]}"
status=$found
if [[ ${#absent[@]} != 0 ]]; then echo "not installed, not run: ${absent[*]}"; fi
exit $status
