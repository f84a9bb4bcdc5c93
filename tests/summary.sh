#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: summary.sh TEST.trs...
# Says which tests were skipped and why, and counts: a skip must not pass for a success.
passed=0 skipped=0
for trs in "$@"; do
  case $(sed -n 's/^:global-test-result: //p' "$trs") in
    PASS) passed=$((passed + 1)) ;;
    SKIP)
      skipped=$((skipped + 1))
      # The driver appends its own verdict to the log; the test's last word is before it.
      why=$(grep -v '^SKIP .*(exit status: 77)$' "${trs%.trs}.log" | grep . | tail -n 1)
      echo "skipped: ${trs%.trs}: ${why:-it does not say why}"
      ;;
  esac
done
echo "strata: $passed tests passed, $skipped skipped"
