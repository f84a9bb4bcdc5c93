#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The plugins that the guides write, file by file, are plugins: what each code block calls "file: NAME"
# is put together, compiled and checked.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for guide in plugins/README.md docs/PLUGINS.md; do
  folder=$work/${guide//\//-}
  mkdir -p "$folder/indicators"
  awk -v folder="$folder" '
    /^```/ { inside = !inside; first = inside; file = ""; next }
    inside && first { first = 0; if (match($0, /file: [A-Za-z.\/_-]+/)) file = folder "/" substr($0, RSTART + 6, RLENGTH - 6) }
    inside && file { print > file }
  ' "$top_srcdir/$guide"
  read -ra compiler <<<"$CC"
  for source in "$folder"/*.c; do
    if [[ ! -e $source ]]; then continue; fi
    "${compiler[@]}" -std=gnu17 -Wall -Wextra -Wconversion -Wpedantic -Werror -I"$top_srcdir/core" -fPIC \
      -fvisibility=hidden -shared -o "${source%.c}.so" "$source" -lm || status=1
  done
  "$STRATA" plugin check "$folder" || { echo "the plugin of $guide fails"; status=1; }
done
exit $status
