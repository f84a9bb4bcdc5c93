#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The command answers for itself: its version, its usage, and the status for wrong usage.
set -eu
[[ $("$STRATA" --version) == strata\ [0-9]* ]]
[[ $("$STRATA" --help) == usage:* ]]
status=0
"$STRATA" --no-such-option 2>/dev/null || status=$?
[[ $status == 2 ]]
