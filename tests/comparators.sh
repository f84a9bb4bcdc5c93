#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Comparison with the rest, England and peers from YAML to the page, in a copy of the small workspace:
# peers outside the partnership and England have rates in a table of their own, made up here.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$top_srcdir/tests/workspace" "$work/ws"
chmod -R u+w "$work/ws"
cd "$work/ws"

cat >data/elsewhere.csv <<'END'
area,period,value
E92000001,ye-2025-12,0.5
E07000119,ye-2025-12,0.2
E06000009,ye-2025-12,777
END
cat >>assessment.yaml <<'END'

peers:
  name: Most similar areas
  source: Made up for a test
  groups:
    - {district: E07000123, members: [E06000009, E07000119]}
    - {district: E07000124, members: [E07000119, E07000120]}

goals:
  - {indicator: asb.incidents, value: 0.4, upper: 0.6, set by: Strategy group}

initiatives:
  - {id: patrols, title: Patrols, indicator: asb.incidents, before: 2024-12, after: 2025-12,
     treated: E06000009, control: E07000123, beside treated: E07000124}
  - {id: across, title: Across a gap, indicator: asb.incidents, before: 2023-12, after: 2025-12,
     treated: E06000009, control: E07000123}
END
sed -i 's/^sources:/&\n  - {id: elsewhere, title: Rates of other places, reader: tidy, paths: data\/elsewhere.csv, measure: other-rates}/' \
  assessment.yaml
sed -i 's/^compare: .*/compare: [rest, three-districts, england, peers]\nelsewhere: {measure: other-rates}/' \
  plugins/asb/indicators/incidents.yaml
sed -e 's/burglary/burglary-rate/' -e 's/^statistic: count/statistic: rate\nper: {measure: residents}/' \
  plugins/asb/indicators/burglary.yaml >plugins/asb/indicators/burglary-rate.yaml
sed -i 's/^indicators: .*/indicators: [incidents, burglary, burglary-rate]/' plugins/asb/plugin.yaml
rm -r commentary # this template prints none
cat >templates/plain/summary.lua <<'END'
-- SPDX-License-Identifier: GPL-3.0-or-later
return function(page)
  page:title("Comparisons")
  for _, one in ipairs(strata.comparisons("asb.incidents")) do
    page:paragraph(one.id .. " = " .. one.name .. " = "
      .. (one.value and strata.number(one.value, 4) or one.reason) .. " = " .. one.judgement)
  end
  -- Nobody named peers here: the workspace has them.
  local list = strata.comparisons("asb.burglary-rate")
  local last = list[#list]
  page:paragraph("last " .. last.id .. " of " .. #list .. " from " .. (last.source or "nobody") .. ": "
    .. table.concat(last.peers or {}, " "))
  local goal = strata.goal("asb.incidents")
  page:paragraph("goal " .. goal.set_by .. " = " .. goal.judgement)
  for _, one in ipairs(strata.initiatives()) do
    if not one.published then page:paragraph("initiative " .. one.id .. ": " .. one.reason) end
    if one.published then
      page:paragraph("total " .. strata.number(one.total, 0) .. " from " .. strata.number(one.lower, 1) .. " to "
        .. strata.number(one.upper, 1) .. " = " .. one.change .. " by " .. one.method)
    end
  end
  local standing = strata.standing("asb.incidents", nil, nil, 3)
  if standing and standing.position then
    page:paragraph("place " .. standing.rank .. " of " .. standing.rank_of .. " part " .. standing.part
      .. " at " .. strata.number(standing.position, 2))
  end
end
END

# Events of December 2025 of a partner's own: 40 at places of their own, 30 at one.
awk 'BEGIN {
  print "date,easting,northing"
  for (i = 0; i < 40; i++) printf "2025-12-%02d,%d,%d\n", 1 + i % 28, 350000 + 900 * (i % 8), 430000 + 900 * int(i / 8)
  for (i = 0; i < 30; i++) printf "2025-12-%02d,353000,431000\n", 1 + i % 28
}' >data/events.csv
sed -i 's/^sources:/&\n  - {id: own-events, title: Events, reader: events, paths: data\/events.csv}/' assessment.yaml
echo 'event places: {events: own-events, cell: 200, within: 300, bandwidth: 400}' >>plugins/asb/indicators/burglary.yaml

status=0
"$STRATA" check . >said 2>&1 || { cat said; exit 1; }
"$STRATA" figures . --indicator asb.incidents --period ye-2025-12 >figures.csv
"$STRATA" figures . --indicator asb.incidents --period ye-2025-12 --all >all.csv
"$STRATA" build . --out out >said 2>&1 || { cat said; exit 1; }
text() { pdftotext -layout "$(find out -name "*$1*.pdf" | head -1)" - | tr -s ' '; }
has() { # FILE TEXT
  if ! grep -qF -- "$2" "$1"; then
    echo "there is no '$2' in:"
    cat "$1"
    status=1
  fi
}

# 51 of 209,390 + ... : the rest of Preston is 114 of 202,579, that of Blackpool 66 of 209,390.
text preston >preston
text ribble >ribble
text three >overview
has preston 'rest = Rest of Three districts = 0.5627 ='
has preston 'three-districts = Three districts = 0.4709 ='
has preston 'england = England = 0.5000 ='
# (51/147.84 + 99/141.029 + 0.2) / 3, each area alike.
has preston 'peers = Most similar areas = 0.4157 ='
has preston 'last peers of 2 from Made up for a test: E07000123 E06000009 E07000119'
has overview 'last peers of 1 from nobody:'
has preston 'goal Strategy group = better'
# 6 to 8 against 4 to 4, and 1 to 1 next door: 2, and 1.96 times the root of 24.
has preston 'total 2 from −7.6 to 11.6 = similar by weighted displacement difference 95%'
has preston 'initiative across: Not supplied: December 2023'
has preston 'place 2 of 3 part 2 at'
# One of its peers has no figure; the whole has no rest and is nobody's peer.
has ribble 'peers = Most similar areas = Not every one of its peers has a figure ='
has overview 'rest = Rest of Three districts = It is no part of what is compared with ='
has overview 'peers = Most similar areas = It has no group of peers ='
# The first that the definition names is in the table of figures.
has figures.csv 'Preston,ye-2025-12,51,147840,0.344967532467532'
has figures.csv ',rest,0.562743423553'

# With --all: the same rows, and one more for each of the others, the goal and the initiatives.
if ! sed -n 's/,figure$//p; 1s/,row$//p' all.csv | cmp -s - figures.csv; then
  echo "the figures of --all are others:"
  diff all.csv figures.csv
  status=1
fi
has all.csv 'Preston,ye-2025-12,,,0.344967532467532,0.2568318'
has all.csv ',three-districts,0.470864'
has all.csv ',england,0.5,'
has all.csv ',peers,0.415'
has all.csv 'Byar 95%; unweighted mean of peers; not tested,,,comparator'
has all.csv ',goal,0.4,'
has all.csv 'Byar 95%; goal of 0.4 to 0.6,,,goal'
has all.csv 'asb.incidents,E06000009,Blackpool,2025-12,,,2,-7.60'
has all.csv ',patrols,,,,,,,,,similar,weighted displacement difference 95%,2024-12,,initiative'
has all.csv 'unavailable,across,,,,,,,,,,,,,initiative'

# Of 41 locations one has more than one incident: 30 of 70 are there.
"$STRATA" figures . --indicator asb.burglary --period 2025-12 --all >places.csv
has places.csv 'asb.burglary,three-districts,Three districts,2025-12,1,41,42.857142857'
has places.csv 'share of incidents at repeat locations,,,repeat locations'
has places.csv 'Gi* of grid cells; false discovery control,,,hot cells'

# Of restricted events the public edition says that there are some, and nothing of them.
sed -i 's/id: own-events,/& restricted: true,/' assessment.yaml
"$STRATA" figures . --indicator asb.burglary --period 2025-12 --all >places.csv
has places.csv 'asb.burglary,three-districts,Three districts,2025-12,,,,,,suppressed,,,,,,,,,,,,,,repeat locations'
if grep -qF '42.857' places.csv || grep -qF 'of grid cells' places.csv; then
  echo "restricted events show in --all:"
  cat places.csv
  status=1
fi

# Restricted: the rest would give the district away.
sed -i 's/^polarity/restricted: true\npolarity/' plugins/asb/indicators/incidents.yaml
rm -rf out
"$STRATA" build . --out out >said 2>&1 || { cat said; exit 1; }
text preston >preston
has preston 'rest = Rest of Three districts = '
if grep -qE '0\.5627|0\.4157|place 2' preston; then
  echo "a restricted figure shows in its comparisons:"
  cat preston
  status=1
fi
"$STRATA" figures . --indicator asb.incidents --all >all.csv
if grep -qE '0\.5627|0\.4157' all.csv || grep -q 'Preston.*,comparator$' all.csv; then
  echo "a restricted figure shows in --all:"
  cat all.csv
  status=1
fi
exit $status
