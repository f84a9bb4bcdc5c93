#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: T=SECONDS explore.sh CORPUS-FOLDER TARGET...
# Lets libFuzzer look for new inputs, from the corpus.  What it finds stays in the build tree:
# fuzz-found/NAME for new paths, fuzz-found/NAME-crash-* for what broke the target.
set -eu
corpus=$1
shift
for program in "$@"; do
  name=${program##*/fuzz_}
  mkdir -p "fuzz-found/$name"
  echo "== $name =="
  "./$program" -max_total_time="${T:-60}" -print_final_stats=1 -rss_limit_mb=2048 -timeout=10 \
    -artifact_prefix="fuzz-found/$name-" "fuzz-found/$name" "$corpus/$name"
done
