#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every test that docs/METHODS.md names is there, and is run.
set -u
status=0
count=0
while read -r file functions; do
  count=$((count + 1))
  source=$top_srcdir/tests/unit/$file.c
  if ! grep -q "%D%/$file\$" "$top_srcdir/tests/unit/local.mk" || [[ ! -f $source ]]; then
    echo "docs/METHODS.md: there is no $file"
    status=1
    continue
  fi
  for function in $functions; do
    if ! grep -q "cmocka_unit_test($function)" "$source"; then
      echo "docs/METHODS.md: $file has no $function"
      status=1
    fi
  done
done < <(sed -n '/^# Published numbers/,$p' "$top_srcdir/docs/METHODS.md" | grep -oE '`test_[a-z_]+`(: (`test_[a-z_]+`(, )?)+)?' |
  sed 's/[`,:]//g')
while read -r file; do
  [[ -f $top_srcdir/tests/unit/$file.c ]] || { echo "docs/METHODS.md: there is no $file"; status=1; }
done < <(sed -n '/^# Published numbers/q;p' "$top_srcdir/docs/METHODS.md" | grep -oE '`test_[a-z_]+`' | tr -d '`' | sort -u)
if [[ $count -lt 25 ]]; then
  echo "only $count tests were found in the table"
  status=1
fi
exit $status
