#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: STRATA=... top_srcdir=... docs/gallery/make.sh FOLDER
# Builds the gallery from the figures of pan-Lancashire into FOLDER: gallery.pdf, a picture for each section, and
# GALLERY.md, which shows them beside the YAML that makes them. `make gallery` puts them into docs/.
set -eu
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source=$top_srcdir/docs/gallery
mkdir -p "$out/gallery" "$work/reports"

# The shipped workspace, with the gallery for its only report.
cp -r "$top_srcdir/reports/pan-lancashire" "$work/reports/gallery"
rm -rf "$work/reports/gallery/commentary"
chmod -R u+w "$work/reports"
ln -s "$(realpath "$top_srcdir/data")" "$work/data"
workspace=$work/reports/gallery
mkdir -p "$workspace/templates"
for name in wording results common patterns; do
  ln -s "$(realpath "$top_srcdir/templates/$name")" "$workspace/templates/$name"
done
mkdir "$workspace/templates/gallery"
cp "$source"/*.yaml "$source"/*.lua "$workspace/templates/gallery/"
mkdir "$workspace/plugins"
cp -r "$source/invented" "$workspace/plugins/"
sed -i '/^reports:/,$d' "$workspace/assessment.yaml"
sed -i 's|^sources:|&\n  - {id: invented-events, title: events that are invented, reader: events, paths: plugins/invented/events.csv}\n  - {id: invented-calls, title: calls that are invented, reader: tidy, paths: plugins/invented/calls.csv, measure: invented-calls}\n|' \
  "$workspace/assessment.yaml"
cat >>"$workspace/assessment.yaml" <<'E2'
reports:
  - {id: gallery, title: Gallery, template: gallery, areas: lancashire-14, edition: "2026", since: "2022"}
E2
"$STRATA" build "$workspace" --store "$work/store" --out "$work/out" >/dev/null
mv "$work/out/gallery.pdf" "$out/gallery.pdf"

# From the section's title to the last words above the foot, in pixels.
scale=144
picture() { # PAGE FILE
  local end
  end=$(pdftotext -f "$1" -l "$1" -bbox "$out/gallery.pdf" - |
    sed -nE 's/.*yMax="([0-9]+)\.[0-9]*".*/\1/p' | awk '$1 < 806 && $1 > most { most = $1 } END { print most + 8 }')
  pdftoppm -r $scale -f "$1" -l "$1" -singlefile -png -x 60 -y $((44 * scale / 72)) \
    -W 1070 -H $(((end - 44) * scale / 72)) "$out/gallery.pdf" "${2%.png}"
}

# The pages that sections begin on: each title is a bookmark with its page.
sections() { # ID, tab, TITLE
  awk '/^  - id: / { id = $3 } /^    title: / { sub(/^    title: /, ""); print id "\t" $0 }' "$source/template.yaml"
}
yaml_of() { # ID: the section's content, from the left
  awk -v id="$1" '
    /^  - id: / { inside = ($3 == id); next }
    inside && /^    content:/ { shown = 1; next }
    inside && shown && NF { sub(/^      /, ""); print }
    !inside { shown = 0 }' "$source/template.yaml"
}
{
  cat <<'E2'
# The gallery

Every form of figure and table that strata draws, made from the figures of pan-Lancashire, and what makes it: parts of
a section's `content` ([LUA.md](LUA.md#a-templates-scripts)), or a script. `make gallery` writes this page from
`docs/gallery/template.yaml`; every picture is a page of its PDF.
E2
  page=0
  while IFS=$'\t' read -r id title; do
    page=$((page + 1))
    picture "$page" "$out/gallery/$id.png"
    printf '\n## %s\n\n![%s](gallery/%s.png)\n\n' "$title" "$title" "$id"
    content=$(yaml_of "$id")
    if [[ -n $content ]]; then
      printf '```yaml\n%s\n```\n' "$content"
    else
      printf '```lua\n%s\n```\n' "$(cat "$source/$id.lua")"
    fi
  done < <(sections)
} >"$out/GALLERY.md"
pages=$(pdfinfo "$out/gallery.pdf" | sed -n 's/^Pages: *//p')
if [[ $pages -ne $(sections | wc -l) ]]; then
  echo "the gallery has $pages pages for $(sections | wc -l) sections: one of them runs over a page" >&2
  exit 1
fi
