#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is published may be the same number, with the same noun, as something that is hidden of the same area: pages
# that strata makes say it, and people's words are held to be about what is hidden.
set -u
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
workspace=$work/workspace
mkdir -p "$workspace/data" "$workspace/plugins/p/indicators" "$workspace/commentary/assessment/all"

cat >"$workspace/assessment.yaml" <<'END'
title: Partnership of a small county
place: Small county
areas:
  districts:
    - {code: E07000101, name: Ashby, tile: [0, 0]}
    - {code: E07000102, name: Barton, tile: [1, 0]}
    - {code: E07000103, name: Colne, tile: [2, 0]}
  groups:
    - {id: county, name: County, role: county, members: all}
  comparator: county
sources:
  - {id: cases, title: Cases, reader: tidy, paths: data/cases.csv, measure: cases, disclosure: {withhold: true}}
  - {id: calls, title: Calls, reader: tidy, paths: data/calls.csv, measure: calls}
editions:
  - {id: 2026, title: 2026 edition, cut-off: 2025-12, period: 2025}
reports:
  - {id: assessment, title: Assessment, template: strategic-assessment, areas: county, edition: 2026}
  - {id: profile, title: Profile, template: district-profile, areas: districts, edition: 2026}
plugins: [p]
END
cat >"$workspace/plugins/p/plugin.yaml" <<'END'
id: p
title: Calls for help
version: 1.0.0
license: GPL-3.0-or-later
order: 10
summary: Who called for help, and what came of it.
indicators: [calls, cases]
END
for id in calls cases; do
  printf 'id: p.%s\ntitle: Number of %s\nnoun: people\nmeasure: %s\nstatistic: count\npolarity: neutral\n' $id $id $id \
    >"$workspace/plugins/p/indicators/$id.yaml"
  printf 'area,period,value\nE07000101,2025,37\nE07000102,2025,53\nE07000103,2025,41\n' >"$workspace/data/$id.csv"
done

build() { "$STRATA" build "$workspace" --store "$work/store" --out "$work/out" >"$work/log" 2>&1; }
complain() { echo "$1"; cat "$work/log"; status=1; }

build || complain 'a number that is published was taken for one that is hidden'
pdftotext "$work/out/district-profile-ashby.pdf" - 2>&1 | grep -q '37 people' || complain 'the profile does not say 37 people: it tries nothing'
echo 'In Ashby 37 people were helped.' >"$workspace/commentary/assessment/all/overview.md"
build
[[ $? = 3 ]] && grep -q "a number of 'p.cases' for Ashby" "$work/log" || complain 'a number that is hidden was published in words'
exit $status
