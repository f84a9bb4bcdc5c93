#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tagging costs little: each report is no more than 1.3 times as long as the same pages untagged.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
workspace=$top_srcdir/reports/pan-lancashire
"$STRATA" build "$workspace" --store "$work/store" --out "$work/tagged" >/dev/null 2>&1
"$(cd "$top_builddir" && pwd)/strata_untagged" build "$workspace" --store "$work/store" --out "$work/plain" >/dev/null 2>&1

# Where marked text ends, pdftotext may begin another block: the order is not the same.
words() {
  pdftotext "$1" - 2>/dev/null | tr -s ' \f\n' '\n' | sort
}

status=0 all_tagged=0 all_plain=0 greatest=0
for file in "$work"/tagged/*.pdf; do
  plain=$work/plain/${file##*/}
  # The same pages, and truly without tags.
  cmp <(words "$file") <(words "$plain")
  pdfinfo "$plain" | grep -q '^Tagged: *no'
  tagged_size=$(stat -c %s "$file") plain_size=$(stat -c %s "$plain")
  ((all_tagged += tagged_size, all_plain += plain_size))
  percent=$((100 * tagged_size / plain_size))
  ((percent > greatest)) && greatest=$percent
  if ((10 * tagged_size > 13 * plain_size)); then
    echo "${file##*/}: $tagged_size bytes tagged, $plain_size untagged: $percent%"
    status=1
  fi
done
echo "16 reports: $all_tagged bytes tagged, $all_plain untagged: $((100 * all_tagged / all_plain))%, at most $greatest%"
exit $status
