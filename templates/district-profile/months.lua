-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Page 3: month by month, and where.

local PANELS = 8
local MANY = 3 -- months outside the limits, before the title names the issue

-- The issues of the priorities, then the largest others. The same ones in every district, so that
-- the panels can be compared.
local function panel_issues()
  local list, seen = {}, {}
  local function add(indicator)
    if #list < PANELS and not seen[indicator.id] then
      seen[indicator.id] = true
      list[#list + 1] = indicator
    end
  end
  local issues, by_volume = common.issues(), common.issues_by_volume()
  for _, plugin in ipairs(strata.plugins("priority")) do
    for _, indicator in ipairs(issues) do
      if indicator.plugin == plugin.id then add(indicator) end
    end
  end
  for _, indicator in ipairs(by_volume) do add(indicator) end
  return list
end

local function title(list)
  local above, below = {}, {}
  for _, one in ipairs(list) do
    if one.signals and one.signals.above >= MANY then above[#above + 1] = results.named(one.indicator) end
    if one.signals and one.signals.below >= MANY then below[#below + 1] = results.named(one.indicator) end
  end
  local known = false
  for _, one in ipairs(list) do known = known or one.signals ~= nil end
  if not known then return wording.earlier_period() and "No expected range can be drawn: a year of months is missing"
      or "No expected range can be drawn: no earlier edition is named" end
  if #above == 0 and #below == 0 then
    return "No issue had " .. strata.spell(MANY) .. " or more months outside the expected range"
  end
  local function some(names)
    if #names > 4 then return strata.spell(#names) .. " issues" end
    return wording.list(names)
  end
  local words = strata.spell(MANY) .. " or more months "
  if #above > 0 and #below > 0 then
    return wording.capital(some(above)) .. " had " .. words .. "above the expected range; "
      .. some(below) .. " " .. strata.spell(MANY) .. " or more below it"
  elseif #above > 0 then
    return wording.capital(some(above)) .. " had " .. words .. "above the expected range"
  end
  return wording.capital(some(below)) .. " had " .. words .. "below the expected range"
end

-- "Bloomfield, 010D": officers know wards by name. The page says which district it is about.
local function place_name(place, area)
  local name, district = place.name or place.code, area.name .. " "
  if not place.ward then return name end
  if string.sub(name, 1, #district) == district then name = string.sub(name, #district + 1) end
  return place.ward .. ", " .. name
end

local MOST_LETTERS = 70 -- of the names of wards, in the lines that the box has

-- " By ward (best fit) Talbot, Claremont and Bloomfield have most: 43%."; "" without wards.
local function wards_sentence(indicator, area)
  local wards = strata.wards(indicator.id, area.code, wording.this_period(), 4)
  local names, letters, share = {}, 0, 0
  for _, ward in ipairs(wards) do
    letters = letters + #ward.name
    if #names == 3 or letters > MOST_LETTERS then break end
    names[#names + 1] = ward.name
    share = share + ward.share
  end
  if #wards <= 3 or #names == 0 then return "" end
  -- A ward that is not shown may have more than those that are.
  local whole = strata.result(indicator.id, area.code)
  if not whole.numerator or wards[1].count / wards[1].share < 0.98 * whole.numerator then return "" end
  return " By ward (best fit) " .. strata.list(names)
    .. strata.plural(#names, " has", " have") .. " most: " .. strata.percent(share) .. "."
end

-- The highest neighbourhoods of the first priority that has them.
local function places(page, area)
  local indicator, list
  for _, plugin in ipairs(common.measured_priorities()) do
    indicator = common.headline(plugin)
    list = strata.neighbourhoods(indicator.id, area.code, wording.this_period(), 8)
    if list and #list > 0 then break end
  end
  local where = page:box("where")
  if not list or #list == 0 then
    where:heading("Where cannot be shown yet", 2)
    local result = indicator and strata.result(indicator.id, area.code)
    where:paragraph("[x] " .. (result and result.reason
      or "No figures by neighbourhood are shown: none were supplied, or they could identify people."), "meaning")
    return
  end
  local found = strata.concentration(indicator.id, area.code)
  local whole = strata.result(indicator.id, strata.comparator.code)
  local heading = results.name(indicator) .. " by neighbourhood"
  if found and found.share then
    heading = wording.capital(strata.spell(found.tenth)) .. " of " .. strata.spell(found.neighbourhoods)
      .. " neighbourhoods hold " .. strata.percent(found.share) .. " of " .. results.named(indicator)
  end
  where:heading(heading, 2)
  where:paragraph(wording.capital(results.noun(indicator)) .. " " .. (indicator.unit or "")
    .. " by neighbourhood (LSOA), " .. strata.report.edition.period_words
    .. "; the classes are multiples of " .. strata.comparator.name
    .. (results.is_published(whole) and " (" .. results.value(indicator, strata.comparator.code) .. ")" or "")
    .. "." .. wards_sentence(indicator, area), "meaning")
  -- With a panel's name the figure has no caption of its own: the lines above are its words.
  page:box("map"):figure {
    kind = "map", indicator = indicator.id, area = area.code, scope = area.code, number = #list,
    height = 196, panel = results.name(indicator),
    title = results.name(indicator) .. " by neighbourhood in " .. area.name,
  }
  local rows = {}
  for i, place in ipairs(list) do
    rows[i] = {
      tostring(i), place_name(place, area), strata.number(place.count, 0),
      place.share and strata.number(100 * place.share, 1) .. "%" or "[x]",
      place.rate and strata.number(place.rate, 0) or "[x]",
      place.ratio and strata.number(place.ratio, 1) or "[x]",
    }
  end
  page:box("busiest"):table {
    columns = {
      { head = "No.", width = 0.07 },
      { head = "Highest " .. strata.spell(#list) .. ", by " .. results.noun(indicator), header = true, width = 0.43 },
      { head = wording.capital(results.noun(indicator)), align = "right", width = 0.16 },
      { head = "Share", align = "right", width = 0.12 },
      { head = "Rate", align = "right", width = 0.11 },
      { head = "Ratio", align = "right", width = 0.11 },
    },
    rows = rows,
    note = (list[1].ward and "Ward (best fit) and LSOA. " or "") .. "Rate per resident, not per visitor; ratio to " .. strata.comparator.name
      .. ". police.uk moves each record to a nearby map point, so counts of neighbourhoods are approximate."
      .. (common.has_boundaries() and "" or " Outlines are made from centres and are not boundaries."),
  }
end

return function(page)
  local area = common.area()
  page:title("Month by month, and where")
  page:running(strata.report.title .. " " .. strata.report.edition.id)
  local lead = page:box("lead")
  local list = wording.map(panel_issues(), function(indicator)
    return { indicator = indicator, signals = patterns.signals(indicator, area.code) }
  end)
  if #list == 0 then
    lead:heading("No monthly figures have been supplied", 2)
  else
    local missing = common.missing_months(list[1].indicator)
    lead:heading(title(list), 2)
    lead:paragraph("Monthly counts; each panel has its own scale, from zero."
      .. (wording.earlier_period() and " The expected range (dotted) comes from the last profile’s 12 months;"
        .. " fewer than two a month have none." or "")
      .. (missing ~= "" and " Grey blocks are months that were not supplied: they are not zero." or ""),
      "meaning")
    for i, one in ipairs(list) do
      patterns.monthly_panel(page:box("panel-" .. i), one.indicator, area, one.signals, "profile")
    end
    local earlier = strata.report.since
    local has_limits = #wording.filter(list, function(one) return one.signals ~= nil end) > 0
    page:box("panel-note"):note((has_limits and "Limits: mean ± 2.66 × mean moving range, "
        .. earlier.period_words .. ". Diamond high, square low: not by chance (Making Data Count); grey: set no baseline. " or "")
      .. (missing ~= "" and "Not supplied: " .. missing .. ". " or "")
      .. common.source_line { list[1].indicator })
  end
  places(page, area)
end
