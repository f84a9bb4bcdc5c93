-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The cover: what this is, and its first answer as a map.

-- "Recorded crime is highest in Blackpool and Burnley, and lowest in Ribble Valley"
local function map_title(indicator)
  local ranked = wording.filter(common.district_results(indicator), function(item)
    return results.is_published(item.result) and item.result.rank and item.result.rank > 0
  end)
  if #ranked < 3 then return results.name(indicator) .. " by district" end
  ranked = wording.sorted(ranked, function(a, b)
    if a.result.rank ~= b.result.rank then return a.result.rank < b.result.rank end
    return a.area < b.area
  end)
  local is = results.were(indicator) == "were" and " are " or " is "
  return results.name(indicator) .. is .. "highest in " .. ranked[1].district.name .. " and "
    .. ranked[2].district.name .. ", and lowest in " .. ranked[#ranked].district.name
end

local function map(page, indicator)
  local box = page:box("map")
  if not indicator then
    box:heading("No figures yet", 2)
    box:paragraph("[x] No source of figures has been supplied. Method and data quality lists what is awaited.")
    return
  end
  -- Districts differ less than neighbourhoods do, so the classes are closer to the comparator.
  local whole = strata.result(indicator.id, strata.comparator.code)
  local bounds
  if results.is_published(whole) and whole.value > 0 then
    bounds = { 0.75 * whole.value, whole.value, 1.25 * whole.value }
  end
  box:figure {
    kind = "map", indicator = indicator.id, height = 214, bounds = bounds,
    title = map_title(indicator),
    meaning = results.name(indicator) .. " " .. (indicator.unit or "") .. ", "
      .. strata.report.edition.period_words .. ". " .. results.comparison(indicator)
      .. ".",
    note = "Residents only: visitors are not counted.",
  }
end

return function(page)
  local report = strata.report
  page:title(report.title)
  local since = report.since
  page:subtitle(report.edition.title .. ", " .. report.audience .. ". Data to "
    .. report.edition.cut_off_words .. "."
    .. (since and " Replaces the edition with data to " .. since.cut_off_words .. "." or ""))
  page:running("**" .. report.partnership .. "**  |  " .. wording.capital(report.place) .. ": "
    .. common.districts_counted())

  local measured = common.measured_priorities()
  map(page, common.overall() or (measured[1] and common.headline(measured[1])))

  local contents = page:box("contents")
  contents:heading("Contents", 2)
  contents:contents()

  local rows = {
    { "Produced by", "Partnership analysts, for the responsible authorities" },
    { "Statutory basis", "Crime and Disorder Act 1998, section 6; SI 2007/1830, regulations 5 to 7" },
    { "Area", wording.capital(common.districts_counted()) .. ": " .. strata.comparator.name },
    { "Status", "Draft for the strategy group; management information, not official statistics" },
    { "Audience", wording.capital(report.audience) .. " edition" },
    { "Beside it", "A profile of every district, and the annual refresh" },
  }
  local edition = report.edition
  if edition.published then rows[#rows + 1] = { "Published", edition.published } end
  if edition.next then rows[#rows + 1] = { "Next edition", edition.next } end
  if report.contact then rows[#rows + 1] = { "Questions", report.contact } end
  rows[#rows + 1] = { "Cite as", common.citation() }
  local about = page:box("about")
  about:heading("About this document", 2)
  about:table {
    columns = { { head = "Item", width = 0.28, header = true }, { head = "For this edition", width = 0.72 } },
    rows = rows,
  }
end
