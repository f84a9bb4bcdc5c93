#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Real downloads, where they are: every figure and the reconciliation of every file equal to an
# independent count of the same files by tests/oracle/count_street.py.
set -u
downloads=${STRATA_SHARED:+$STRATA_SHARED/data/police-uk/street}
if [[ -z $downloads || ! -d $downloads ]]; then
  echo "no real downloads: STRATA_SHARED/data/police-uk/street is not there"
  exit 77
fi
if ! command -v python3 >/dev/null; then
  echo "no python3 to count with"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
lookup=$top_srcdir/data/areas/lsoa-to-district.csv
districts=$top_srcdir/data/areas/districts.csv

for what in neighbourhoods reconciliation; do
  python3 "$top_srcdir/tests/oracle/count_street.py" $what "$downloads" "$lookup" "$districts" |
    tr -d '\r' | LC_ALL=C sort >"$work/expected" || exit 1
  for store in empty full; do # the second time nothing is read but the store
    "$top_builddir/tests/unit/print_street" $what "$work/store" "$lookup" "$districts" \
      "$downloads" | LC_ALL=C sort >"$work/$what" || exit 1
    if cmp -s "$work/expected" "$work/$what"; then
      echo "$what, store $store: $(($(wc -l <"$work/expected") - 1)) rows equal"
    else
      echo "$what, store $store: not equal"
      diff "$work/expected" "$work/$what" | head -20
      status=1
    fi
  done
  rm -rf "$work/store"
done

# The table of counts gives the same again.
"$top_builddir/tests/unit/print_street" counts "$work/store" "$lookup" "$districts" "$downloads" \
  >"$work/counts.csv" || exit 1
python3 "$top_srcdir/tests/oracle/count_street.py" neighbourhoods "$downloads" "$lookup" \
  "$districts" | tr -d '\r' | LC_ALL=C sort >"$work/expected"
"$top_builddir/tests/unit/print_street" neighbourhoods "$work/store" "$lookup" "$districts" \
  "$work/counts.csv" | LC_ALL=C sort >"$work/again" || exit 1
if cmp -s "$work/expected" "$work/again"; then
  echo "from the table of counts: equal"
else
  echo "from the table of counts: not equal"
  status=1
fi
exit $status
