#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sections written in YAML: what they hold is on the page, and what is wrong in them is reported at its line.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() {
  echo "$1"
  failed=1
}
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"
template=$work/ws/templates/plain/template.yaml
cp "$template" "$work/template.yaml"

with() { # the sections, on standard input
  { sed '/^sections:/,$d' "$work/template.yaml"; cat; } >"$template"
}
build() {
  "$STRATA" build "$work/ws" --report overview --store "$work/store" --out "$work/out" \
    >"$work/said" 2>"$work/stderr"
}

with <<'E2'
masters:
  - name: boxed
    boxes: [{name: only, x: 40, y: 80, width: 500, height: 300}]

sections:
  - id: shown
    title: Written in YAML
    content:
      - subtitle: No script at all
      - lead: "{asb.incidents|count} incidents in {asb.incidents|period}."
      - heading: The figures
      - paragraph: "The rate was {asb.incidents|value}."
      - list: [First point, Second point]
      - numbered list: [One, 2]
      - key figures:
          - {value: "{asb.incidents|count}", words: incidents}
      - findings: [{lead: It is so., support: For a reason.}]
      - rule:
      - columns:
          - span: 8
            content:
              - figure: {kind: bar, indicator: asb.incidents, title: The districts compared, row head: District}
          - span: 4
            content:
              - callout: Something to be careful about.
              - table:
                  columns: [{head: Area, header: true}, {head: Rate, align: right}]
                  rows: [[Blackpool, "{asb.incidents|value|E06000009}"]]
      - note: "Source: made up."
  - id: boxed
    title: In a box
    master: boxed
    content:
      - box:
          name: only
          content: [{paragraph: Words in a box.}]
E2
if build; then
  if command -v pdftotext >/dev/null; then
    pdftotext -layout "$work/out/report-three-districts.pdf" "$work/text"
    for words in 'Written in YAML' 'No script at all' 'The figures' 'Second point' '2\. *2$' 'It is so\.' \
      'The districts compared' 'careful about' 'Blackpool +[0-9.]+' 'Words in a box' 'District '; do
      grep -qE -- "$words" "$work/text" || complain "the page does not say '$words'"
    done
    ! grep -qE '[{][a-z]' "$work/text" || complain 'a figure was not filled in'
  fi
else
  complain "not built: $(cat "$work/stderr")"
fi

# What is small is printed so that it is seen not to be nothing: beside bars, on axes, in groups and in words.
with <<'E2'
sections:
  - id: small
    title: Small
    content:
      - figure:
          {kind: interval, unit: a head, title: Small dots, row head: Place, value head: Value,
           rows: [{label: Ash, value: 0.0000001}, {label: Elm, value: 0.00000025}]}
      - figure:
          {kind: groups, unit: a head, title: Small groups, row head: Place, columns: [Then, Now],
           rows: [{label: Ash, values: [0.0000003, 0.0000004]}, {label: Elm, values: [0, 0.03]}]}
E2
build || complain "not built: $(cat "$work/stderr")"
if command -v pdftotext >/dev/null; then
  pdftotext -layout "$work/out/report-three-districts.pdf" "$work/text"
  for value in 0.0000001 0.0000003 0.0000004 0.03; do
    grep -q -- "$value" "$work/text" || complain "$value is not printed"
  done
  if grep -qE '(^| )0\.0( |$)' "$work/text"; then complain 'something is printed as 0.0'; fi
fi

# LINE:COL and MESSAGE of the one error of the sections on standard input.
refused() {
  with
  local status=0
  build || status=$?
  [[ $status -eq 3 ]] || complain "exit status $status, not 3, for: $2"
  grep -qE "template.yaml:$1: error: .*$2" "$work/stderr" ||
    complain "not '$1: $2' but: $(cat "$work/stderr")"
}
before=$(sed '/^sections:/,$d' "$work/template.yaml" | wc -l)
at() { # the Nth line of the sections
  echo $((before + $1))
}
refused "$(at 4):9" "no section can hold 'paragraf'" <<'E2'
sections:
  - id: x
    content:
      - paragraf: Misspelt.
E2
grep -q "did you mean 'paragraph'" "$work/stderr" || complain 'the nearest kind is not named'
refused "$(at 2):5" 'nothing says what stands in the section' <<'E2'
sections:
  - id: x
    title: Empty
E2
refused "$(at 4):9" "there is nothing after 'paragraph:'" <<'E2'
sections:
  - id: x
    content:
      - paragraph:
E2
refused "$(at 5):9" "a figure has no 'titel': did you mean 'title'" <<'E2'
sections:
  - id: x
    content:
      - paragraph: Sound.
      - figure: {kind: bar, indicator: asb.incidents, titel: Misspelt}
E2
refused "$(at 6):19" 'a span is a whole number from 1 to 12' <<'E2'
sections:
  - id: x
    content:
      - columns:
          - content: [{paragraph: Here.}]
            span: wide
E2
refused "$(at 4):9" "asb.incidentz" <<'E2'
sections:
  - id: x
    content:
      - paragraph: "{asb.incidentz|count}"
E2
exit $failed
