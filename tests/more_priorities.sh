#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A partnership adds six priorities, with figures or without, and every report is made: what boxes at fixed
# places do not hold goes on on a page of its own.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# KIND PLUGIN: the workspace with six copies of the plugin, under other names.
with_six() {
  local i folder
  rm -rf "$work/ws"
  cp -r "$top_srcdir/reports/pan-lancashire" "$work/ws"
  chmod -R u+w "$work/ws"
  sed -i "s#\.\./\.\./data#$(cd "$top_srcdir" && pwd)/data#" "$work/ws/assessment.yaml"
  for i in 1 2 3 4 5 6; do
    folder=$work/ws/plugins/extra-$i
    mkdir -p "$folder"
    cp -r "$top_srcdir/plugins/$2/plugin.yaml" "$top_srcdir/plugins/$2/indicators" "$folder"
    chmod -R u+w "$folder"
    sed -i -e '/^code:/d' -e "s/road-casualties/casualties-$i/" \
      -e "s/^\(id\|headline\): \(burglary\|road-safety\)/\1: extra$i/" \
      -e "s/^title: .*y\$/title: Another priority, number $i/" "$folder/plugin.yaml"
    sed -i -e "s/road-casualties/casualties-$i/" -e "s/^id: \(burglary\|road-safety\)/id: extra$i/" \
      -e "s/^short title: .*/& $i/" "$folder"/indicators/*.yaml
  done
  if ! "$STRATA" build "$work/ws" --store "$work/store" --out "$work/out" >"$work/made" 2>&1; then
    echo "six priorities $1 figures: not built"
    grep -m 5 error "$work/made"
    exit 1
  fi
  grep -c 'pdf: ' "$work/made" | grep -qx 16
  grep -q 'district-profile-burnley.pdf: [5-7] pages' "$work/made"
}

with_six with burglary-and-robbery
with_six without road-safety
