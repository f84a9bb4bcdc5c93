-- SPDX-License-Identifier: GPL-3.0-or-later
-- A table and figures of forty rows and more, which stand where little of the page is left.
local function count(i) return (i * 37) % 101 + 3 end

return function(page)
  page:title("Forty rows")
  page:paragraph("A table of forty rows, after a few words, so that it cannot stand on this page.")
  local rows = {}
  for i = 1, 40 do
    rows[i] = { "Neighbourhood " .. i, strata.number(count(i)), strata.number(count(i + 7)),
      i % 9 == 0 and "[c]" or strata.number(100 * count(i) / count(i + 7), 1), "What was done about it in the year" }
  end
  page:table { title = "Forty neighbourhoods", meaning = "Each has a row.", note = "Source: made up.", columns = {
    { head = "Neighbourhood", header = true }, { head = "Before", align = "right" }, { head = "Now", align = "right" },
    { head = "Index", align = "right" }, { head = "Action" } }, rows = rows }
  local function figure(kind, title, most)
    local bars = {}
    for i = 1, most do
      bars[i] = { label = "Neighbourhood " .. i, value = count(i), lower = count(i) * 0.8, upper = count(i) * 1.3 }
    end
    page:figure { kind = kind, unit = "incidents", title = title, meaning = "Neighbourhoods by number.",
      source = "made up", rows = bars, row_head = "Neighbourhood", value_head = "Incidents" }
  end
  page:heading("Bars")
  page:paragraph("A few words before the bars.")
  figure("bar", "Forty bars", 40)
  page:paragraph("A few words after the bars, which say what they mean to those who read them to the end.")
  page:heading("Dots")
  figure("interval", "Forty dots with their intervals", 40)
  page:heading("More bars than a page has room for")
  figure("bar", "Eighty bars", 80)
  local groups = {}
  for i = 1, 40 do
    groups[i] = { label = "Neighbourhood " .. i, values = { count(i), count(i + 3) } }
  end
  page:heading("Groups")
  page:figure { kind = "groups", unit = "incidents", title = "Forty groups of bars", meaning = "Two years beside each other.",
    source = "made up", columns = { "Then", "Now" }, rows = groups, row_head = "Neighbourhood" }
  page:paragraph("The last words of the section.")
end
