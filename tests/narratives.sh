#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every callback of every plugin, for every area and for editions that are as different as can be: one
# with an earlier edition to look back to, one without, one whose year has missing months and one
# from before the data begin.  A sentence that fits only the figures at hand fails here.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$(cd "$top_srcdir/data" && pwd)
status=0

cp -R "$top_srcdir/reports/pan-lancashire" "$work/workspace"
chmod -R u+w "$work/workspace"
cd "$work/workspace" || exit 1
sed -i "s|\.\./\.\./data/|$data/|; /^editions:/,\$d" assessment.yaml
rm -rf commentary
mkdir -p templates/callbacks
cat >>assessment.yaml <<'YAML'
editions:
  - {id: early, title: Early edition, cut-off: 2017-12, period: ye-2017-12}
  - {id: first, title: First edition, cut-off: 2022-10, period: ye-2022-10}
  - {id: gap, title: Edition with a gap, cut-off: 2024-04, period: ye-2024-04}
  - {id: last, title: Last edition, cut-off: 2025-12, period: ye-2025-12}
reports:
  - {id: districts-last, title: Districts, template: callbacks, areas: districts, edition: last, since: first}
  - {id: whole-last, title: Last, template: callbacks, areas: lancashire-14, edition: last, since: first}
  - {id: force-last, title: Force, template: callbacks, areas: E23000003, edition: last, since: first}
  - {id: whole-alone, title: Alone, template: callbacks, areas: lancashire-14, edition: last}
  - {id: whole-first, title: First, template: callbacks, areas: lancashire-12, edition: first}
  - {id: whole-gap, title: Gap, template: callbacks, areas: lancashire-14, edition: gap, since: first}
  - {id: whole-early, title: Early, template: callbacks, areas: lancashire-14, edition: early}
YAML
cat >templates/callbacks/template.yaml <<'YAML'
id: callbacks
title: "{title}"
subject: "{title}"
file: "{title}-{area}"
running: "{title}"
foot left: "{title}"
foot right: "{cut-off}"
sections:
  - {id: chapters, each: priority, script: none.lua}
  - {id: all, script: all.lua}
YAML
echo 'return function(page) page:paragraph("The plugin has no chapter of its own.") end' >templates/callbacks/none.lua
cat >templates/callbacks/all.lua <<'LUA'
return function(page)
  page:title("Callbacks")
  for _, plugin in ipairs(strata.plugins()) do
    page:heading(plugin.title, 2)
    page:plugin(plugin.id, "profile")
    page:plugin(plugin.id, "refresh")
    for _, name in ipairs { "counted", "meaning", "why", "when", "care" } do
      local text = strata.plugin_words(plugin.id, name)
      if text then page:paragraph(name .. ": " .. text) end
    end
  end
end
LUA

"$STRATA" build "$work/workspace" --store "$work/store" --out "$work/out" >"$work/log" 2>&1 || {
  cat "$work/log"
  status=1
}
made=$(find "$work/out" -name '*.pdf' | wc -l)
[[ $made == 20 ]] || { echo "narratives: $made reports were made, not 20"; status=1; }
exit $status
