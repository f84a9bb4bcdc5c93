#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The templates have words, and boxes that hold them, for workspaces that are not like the one that was looked
# at: everything awaited, a month missing, no earlier edition, no month at all before this year, one district.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# NAME FOLDER: builds the workspace; every report is made, each profile has its four pages, and no sentence has a
# hole in it.
builds() {
  local status=0 pdf
  "$STRATA" build "$2" --store "$work/store" --out "$work/out" >"$work/said" 2>"$work/stderr" || status=$?
  if [[ $status -ne 0 ]]; then
    echo "$1: exit status $status"
    head -n 20 "$work/stderr"
    failed=1
    return
  fi
  for pdf in "$work"/out/*.pdf; do
    if ! command -v pdftotext pdfinfo >/dev/null; then
      return
    fi
    if [[ $pdf == */district-profile-* ]] && ! pdfinfo "$pdf" | grep -q '^Pages: *4$'; then
      echo "$1: $(basename "$pdf") does not have four pages"
      failed=1
    fi
    if pdftotext "$pdf" - | grep -nE '\bnil\b|\btable:|[{][a-z]|[(]\)| [,;]|\.\.' | head -n 3 | grep .; then
      echo "$1: $(basename "$pdf") has a sentence with a hole in it"
      failed=1
    fi
  done
}

# A copy of the shipped workspace, to be spoilt.
copy() {
  rm -rf "$work/ws"
  cp -r "$top_srcdir/reports/pan-lancashire" "$work/ws"
  chmod -R u+w "$work/ws"
  sed -i "s#\.\./\.\./data#$work/data#" "$work/ws/assessment.yaml"
}
cp -r "$top_srcdir/data" "$work/data"
chmod -R u+w "$work/data"
counts=$work/data/street-crime/lancashire-street-counts.csv
cp "$counts" "$work/counts"

"$STRATA" init "$work/new" >/dev/null
"$STRATA" check "$work/new" >/dev/null
builds 'a new workspace' "$work/new"

copy
sed -i '/^    since: /d' "$work/ws/assessment.yaml"
builds 'no earlier edition is named' "$work/ws"

copy
grep -v '^2025-03,' "$work/counts" >"$counts"
builds 'a month of this year is missing' "$work/ws"
grep -v '^20\(1[89]\|2[0-4]\)-' "$work/counts" >"$counts"
builds 'there is nothing before this year' "$work/ws"
cp "$work/counts" "$counts"

copy
rm "$work/ws/recommendations.yaml"
rm -r "$work/ws/commentary"
builds 'nobody has written anything' "$work/ws"

copy
sed -i -e '/^    - {code: /{/E06000009/!d}' -e '/^peers:/,/^$/d' -e '/^    - id: lancashire-12/,/^  # The force/d' "$work/ws/assessment.yaml"
builds 'there is one district' "$work/ws"

# Goals are printed where the workspace sets them, with a verdict by the interval; elsewhere it is said that there are
# none.
says() { # WHAT FILE WORDS
  command -v pdftotext >/dev/null || return 0
  if ! pdftotext "$2" - | tr -s '[:space:]' ' ' | grep -qF -- "$3"; then
    echo "$1: $(basename "$2") does not say '$3'"
    failed=1
  fi
}
copy
builds 'no goal is set' "$work/ws"
for name in strategic-assessment annual-refresh district-profile-wyre; do
  says 'no goal is set' "$work/out/$name.pdf" 'No target is set for any measure'
done
cat >>"$work/ws/assessment.yaml" <<'END'
goals:
  - {indicator: asb.incidents, value: 30, upper: 40, set by: A test}
  - {indicator: burglary.offences, value: 5, set by: A test}
  - {indicator: crime.recorded, value: 81, set by: A test}
END
builds 'goals are set' "$work/ws"
# Of 34.8 (34.5 to 35.1), 8.8 (8.6 to 9.0) and 80.9 (80.5 to 81.4); in Wyre 27.3 (26.3 to 28.2) and 5.5 (4.9 to 6.2).
for name in strategic-assessment annual-refresh; do
  says 'goals are set' "$work/out/$name.pdf" 'Goals: none of three are met'
  says 'goals are set' "$work/out/$name.pdf" 'between the two'
  says 'goals are set' "$work/out/$name.pdf" 'cannot say'
  says 'goals are set' "$work/out/$name.pdf" 'not met'
done
says 'goals are set' "$work/out/district-profile-wyre.pdf" 'below 30.0; missed from 40.0:'
says 'goals are set' "$work/out/district-profile-wyre.pdf" 'met at 27.3 (26.3 to 28.2)'
says 'goals are set' "$work/out/district-profile-wyre.pdf" 'cannot say at 5.5 (4.9 to 6.2)'

# Whom to ask, and when this edition and the next are published, stand where they are given; how to cite always.
copy
sed -i -e 's/^marking: OFFICIAL$/&\ncontact: The duty analyst, extension 42/' \
  -e 's/{id: "2026", /&published: 31 March 2026, next: March 2027, /' "$work/ws/assessment.yaml"
builds 'a contact is given' "$work/ws"
for name in strategic-assessment annual-refresh district-profile-wyre; do
  says 'a contact is given' "$work/out/$name.pdf" 'The duty analyst, extension 42'
  says 'a contact is given' "$work/out/$name.pdf" '2026 edition, data to 31 December 2025'
done
for name in strategic-assessment annual-refresh; do
  says 'a contact is given' "$work/out/$name.pdf" '31 March 2026'
  says 'a contact is given' "$work/out/$name.pdf" 'March 2027'
done
says 'a contact is given' "$work/out/district-profile-wyre.pdf" 'Community safety profile, Wyre, 2026 edition'

# A plugin of another's making has room in every report, and what it says of a district is on a fifth page of the
# profile.
copy
mkdir -p "$work/ws/plugins"
"$STRATA" plugin new cycle "$work/ws/plugins/cycle" >/dev/null
mkdir -p "$work/ws/commentary/district-profile/blackpool"
echo 'The promenade was *closed* in June.' >"$work/ws/commentary/district-profile/blackpool/causes.md"
"$STRATA" build "$work/ws" --store "$work/store" --out "$work/more" >"$work/said" 2>&1 || {
  echo "a plugin of another's making: exit status $?"
  head -n 20 "$work/said"
  failed=1
}
if command -v pdftotext pdfinfo >/dev/null; then
  more=$(pdftotext -f 5 "$work/more/district-profile-blackpool.pdf" - | tr -s '[:space:]' ' ')
  if [[ $more != *'More on the priorities'*'135 thefts in the year ending December 2025'* ]]; then
    echo "a plugin's words are not in the profile: $more"
    failed=1
  fi
  if [[ $more != *'What lies behind the figures The promenade was closed in June.'* ]]; then
    echo "the analyst's words are not in the profile: $more"
    failed=1
  fi
fi

exit $failed
