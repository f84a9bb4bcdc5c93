-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The chapter of a priority whose plugin brings none of its own: made from the definitions, and from
-- the plugin's words where it has some.

-- A text of the plugin, or OTHERWISE.
local function text_of(plugin, name, otherwise)
  local text = strata.plugin_words(plugin.id, name)
  if text and text ~= "" then return text end
  return otherwise
end

-- ---- a priority that waits for its data ----------------------------------------------------

-- Short, so that such chapters share pages until their data are there.
local function awaited(page, plugin)
  page:run_on()
  page:callout("**[x] Not available yet.** No figures on " .. wording.small(plugin.title)
    .. " have been supplied. They are awaited from " .. common.awaited_from(plugin)
    .. ". Nothing is estimated in their place.")
  local counted = text_of(plugin, "counted", plugin.summary)
  if counted then page:paragraph(counted) end
  local indicators = strata.indicators { plugin = plugin.id }
  if #indicators > 0 then
    page:table {
      title = "What this chapter will show",
      compact = true,
      columns = { { head = "Indicator", header = true, width = 0.25 }, { head = "What is counted", width = 0.75 } },
      rows = wording.map(indicators, function(indicator)
        local unit = indicator.statistic ~= "count" and indicator.unit
        return { results.name(indicator) .. (unit and " ~" .. unit .. "~" or ""),
          (indicator.definition or indicator.title) .. (indicator.restricted and " Small numbers are not printed." or "") }
      end),
    }:unnumbered()
  end
  local sources = common.awaited_sources(plugin)
  if #sources == 0 then return end
  page:heading("How to supply it", 3)
  for _, source in ipairs(sources) do
    page:note("**" .. source.title .. "**" .. (#sources > 1 and " from " .. (source.awaited_from or "its holder") or "")
      .. ". " .. (source.how or "[x]"))
  end
end

-- ---- a priority with figures ---------------------------------------------------------------

local function range_words(indicator)
  local list = wording.filter(common.district_results(indicator), function(item)
    return results.is_published(item.result) and item.result.value ~= nil
  end)
  if #list < 2 then return "" end
  list = wording.sorted(list, function(a, b)
    if a.result.value ~= b.result.value then return a.result.value < b.result.value end
    return a.area < b.area
  end)
  return ", from " .. results.value(indicator, list[1].area) .. " to "
    .. results.value(indicator, list[#list].area) .. " by district"
end

local function key_figures(page, indicator)
  local result = strata.result(indicator.id, strata.comparator.code)
  local list = { { value = results.count(result),
    words = results.noun(indicator) .. " in " .. strata.comparator.name .. ", "
      .. strata.report.edition.period_words } }
  local interval = results.change_interval(result)
  list[2] = { value = indicator.statistic == "proportion" and results.is_change(result)
      and strata.words("{" .. indicator.id .. "|change|" .. strata.comparator.code .. "}") or results.change(result),
    words = results.is_published(result) and result.before_words
      and "since " .. wording.the(result.before_words) .. (interval == "[x]" and "" or " (95% interval " .. interval .. ")")
      or "no earlier year to compare with" }
  list[3] = { value = results.value(indicator, strata.comparator.code),
    words = (indicator.unit or "") .. range_words(indicator) }
  local found = strata.concentration(indicator.id, strata.comparator.code)
  if found and found.share then
    list[4] = { value = strata.percent(found.share),
      words = "of " .. results.noun(indicator) .. " are in a tenth of neighbourhoods" }
  end
  page:key_figures(list)
end

-- Where the figures of the chapter's headline are, one by one.
local function every_district(page, indicator)
  if indicator.derived or not results.is_published((results.latest(indicator, strata.comparator.code))) then return end
  local name = "{#table-" .. indicator.id
  page:note("Every district’s count, rate, interval and rank: " .. name .. "}, " .. name .. "|page}.")
end

-- What a change is tested of: the count, unless its definition asks for rates.
local function tested(indicator)
  local result = strata.result(indicator.id, strata.comparator.code)
  if wording.ends_with(result.change_method or "", "rates 95%") then return "The rate", "was" end
  if indicator.statistic == "proportion" then return "The share", "was" end
  return wording.capital(results.noun(indicator)), "were"
end

-- What a district's symbol is within, by what it was held against.
local function limits_words(indicator)
  local method = ""
  for _, item in ipairs(common.district_results(indicator)) do
    if item.result.significance and item.result.significance ~= "" then method = item.result.method or "" end
  end
  local function is_by(words)
    for i = 1, #method - #words + 1 do
      if string.sub(method, i, i + #words - 1) == words then return true end
    end
    return false
  end
  if is_by("interval against comparator") then
    return " " .. strata.comparator.name .. ", by the district’s own 95% interval; circle neither."
  elseif is_by("exact Poisson limits") or is_by("binomial limits") then
    return ", circle within what chance alone would make (95%)."
  end
  return ", circle within the usual spread (95%, over-dispersed)."
end

local function districts(node, indicator)
  local title = results.name(indicator) .. " by district"
  local tally = patterns.tally(common.district_results(indicator))
  if tally.tested > 0 then
    title = string.sub(patterns.districts_sentence(indicator, tested(indicator)), 1, -2)
  end
  node:figure {
    kind = "bar", over = "districts", indicator = indicator.id, before = true, change = true,
    reference = true, height = patterns.rows_height(#common.districts()), title = title, value_head = indicator.statistic == "proportion" and "Share" or "Rate",
    change_head = "Since " .. wording.last("assessment"),
    meaning = wording.capital(indicator.unit or "") .. ", " .. strata.report.edition.period_words
      .. ". Short line: the " .. wording.last("assessment") .. ".",
    note = "Beside the " .. (indicator.statistic == "proportion" and "share" or "rate") .. ": diamond above, square below"
      .. limits_words(indicator),
  }
end

-- The fall of the whole, and the districts it rests on.
local function meaning(indicator)
  local result = strata.result(indicator.id, strata.comparator.code)
  if not results.is_published(result) then return result.reason or "[x] The figure is not available." end
  local tally = patterns.tally(common.district_results(indicator))
  if not results.is_change(result) then
    if result.change ~= "similar" then return "No earlier year can be compared." end
    local moved = #tally.rose + #tally.fell
    return "Across " .. strata.comparator.name .. " the two years are similar."
      .. (moved == 0 and " So they are in every district." or " Districts differ: "
        .. (#tally.rose > 0 and "a rise in " .. patterns.district_names(tally.rose) or "")
        .. (#tally.rose > 0 and #tally.fell > 0 and ", and " or "")
        .. (#tally.fell > 0 and "a fall in " .. patterns.district_names(tally.fell) or "") .. ".")
  end
  local noun = result.change == "rose" and "rise" or "fall"
  local same, against = tally[result.change], tally[result.change == "rose" and "fell" or "rose"]
  local text = "The " .. noun .. " across " .. strata.comparator.name
    .. (results.is_by_months(result) and " is larger than scatter between months explains."
      or " is larger than chance explains.")
  if #same > 0 then
    text = text .. " It shows in " .. (#same > 7 and wording.of(#same, #common.districts(), "districts")
      or patterns.district_names(same)) .. "."
  else
    text = text .. " No single district’s " .. noun .. " is large enough to name."
  end
  if #against > 0 then
    text = text .. " It runs the other way in " .. patterns.district_names(against) .. "."
  end
  return text
end

-- What the figures cannot say by themselves: {heading=, text=}, those that have a text.
local function sides(plugin, indicator)
  return wording.filter({
    { heading = "What is counted", text = text_of(plugin, "counted", indicator.definition or plugin.summary) },
    { heading = "What it means", text = text_of(plugin, "meaning", meaning(indicator)) },
    { heading = "Why", text = text_of(plugin, "why", "These data cannot say. Changes in reporting, recording or police"
      .. " activity could each contribute; partners’ case data would show whether fewer people are harmed.") },
    { heading = "When", text = text_of(plugin, "when", patterns.season_sentence(indicator, strata.comparator.code)
      or "A month of the year is missing, so its pattern cannot be given.") },
    { heading = "Read with care", text = text_of(plugin, "care", indicator.caveat) },
  }, function(part) return part.text and part.text ~= "" end)
end

-- Beside the districts, or where those have no figures, in two columns.
local function level(page, plugin, indicator)
  local parts = sides(plugin, indicator)
  local by_district = #common.district_values(indicator) > 0
  local left, right = page:columns(by_district and 7 or 6, by_district and 5 or 6)
  if by_district then districts(left, indicator) end
  for i, part in ipairs(parts) do
    local node = (by_district or 2 * i > #parts + 1) and right or left
    node:heading(part.heading, 3)
    node:paragraph(part.text)
  end
  if not by_district then
    page:note("[x] By district: " .. (strata.result(indicator.id, common.districts()[1].code).reason
      or "no figures are available") .. ".")
  end
end

-- The other indicators of the plugin.
local function others(page, plugin, lead)
  local list = wording.filter(strata.indicators { plugin = plugin.id }, function(indicator)
    return indicator.id ~= lead.id and not indicator.derived
  end)
  if #list == 0 then return end
  local short = strata.comparator.name
  page:table {
    title = "Its other " .. (#list == 1 and "measure" or "measures") .. ", " .. short,
    columns = {
      { head = "Indicator", header = true, width = 0.36 }, { head = "Count", align = "right", width = 0.1 },
      { head = "Value and unit", width = 0.24 }, { head = "95% interval", align = "right", width = 0.14 },
      { head = "Change", width = 0.16 },
    },
    rows = wording.map(list, function(indicator)
      local result, period = results.latest(indicator, strata.comparator.code)
      if not results.is_published(result) then
        local missing = results.missing(result)
        return { results.name(indicator), missing,
          indicator.awaited and "awaited from " .. ((common.waits_for(indicator) or {}).awaited_from or "its holder")
            or missing, missing, missing }
      end
      return { results.name(indicator), results.count(result),
        results.value_with_unit(indicator, strata.comparator.code, period),
        result.lower and results.interval(indicator, strata.comparator.code, period) or "[z]",
        results.change_marked(result) }
    end),
  }
end

local MOST_PLACES = 10 -- named and numbered on the map

-- "A tenth of neighbourhoods hold 34% of incidents; four of the top ten are in Blackpool"
local function place_title(indicator, list)
  local found = strata.concentration(indicator.id, strata.comparator.code)
  local title = "The busiest neighbourhoods"
  if found and found.share then
    title = "A tenth of neighbourhoods hold " .. strata.percent(found.share) .. " of "
      .. results.noun(indicator)
  end
  local counts, most, where = {}, 0, nil
  for _, place in ipairs(list) do
    for _, district in ipairs(common.districts()) do
      if place.name and string.sub(place.name, 1, #district.name) == district.name then
        counts[district.name] = (counts[district.name] or 0) + 1
        if counts[district.name] > most then most, where = counts[district.name], district.name end
      end
    end
  end
  if most >= 3 then
    title = title .. "; " .. (most == #list and "all" or strata.spell(most)) .. " of the top " .. strata.spell(#list) .. " are in " .. where
  end
  return title
end

local function places(page, indicator, list)
  page:heading(place_title(indicator, list), 2)
  local hot = patterns.hot_spots_sentence(indicator, strata.comparator.code)
  local gap = patterns.inequality_sentence(indicator, strata.comparator.code)
  if hot or gap then page:paragraph((hot or "") .. (hot and gap and " " or "") .. (gap or "")) end
  local left, right = page:columns(7, 5)
  local what = wording.capital(results.noun(indicator)) .. " " .. (indicator.unit or "") .. " by neighbourhood"
  left:figure {
    kind = "map", indicator = indicator.id, scope = strata.comparator.code, number = #list, height = 300,
    title = patterns.hot_spots_finding(indicator, strata.comparator.code) or what,
    meaning = what .. ". Classes are half, once and twice the rate of " .. results.comparison(indicator) .. ".",
    note = "police.uk moves each record to a nearby map point, so counts of neighbourhoods are approximate.",
  }
  right:table {
    title = "Most " .. results.noun(indicator),
    columns = {
      { head = "No.", width = 0.09 },
      { head = list[1].ward and "LSOA, ward (best fit)" or "Neighbourhood (LSOA)", header = true, width = 0.6 },
      { head = "Count", align = "right", width = 0.16 }, { head = "Share", align = "right", width = 0.15 },
    },
    rows = wording.map(list, function(place, i)
      return { tostring(i), patterns.place_words(place), strata.number(place.count, 0),
        place.share and strata.number(100 * place.share, 1) .. "%" or "[x]" }
    end),
  }
end

-- The names of the districts that the funnel puts in one of the POSITIONS.
local function placed(found, positions)
  local names = {}
  for _, point in ipairs(found.points) do
    if positions[point.position] then names[#names + 1] = point.name end
  end
  return names
end

-- "Blackpool lies above the limits, and Ribble Valley below them": as the test has it.
local function funnel_title(above, below)
  local lies = function(names) return strata.list(names) .. strata.plural(#names, " lies", " lie") end
  if #above == 0 and #below == 0 then return "Every district lies within its limits" end
  if #below == 0 then return lies(above) .. " above the limits" end
  if #above == 0 then return lies(below) .. " below the limits" end
  return lies(above) .. " above the limits, and " .. strata.list(below) .. " below them"
end

-- Which differences between districts are more than their spread makes likely.
local function funnel(node, indicator, found)
  local above = placed(found, { above = true, ["far above"] = true })
  local below = placed(found, { below = true, ["far below"] = true })
  node:figure {
    kind = "funnel", indicator = indicator.id, title = funnel_title(above, below),
    meaning = wording.capital(indicator.unit or "") .. " by the size of the district, "
      .. strata.report.edition.period_words .. ".",
  }
end

local function unknown(node, plugin, also)
  local list = wording.map(plugin.needed, function(need) return "[x] " .. need end)
  for _, one in ipairs(also) do list[#list + 1] = "[x] " .. one end
  node:heading("What is not known", 2)
  if #list > 0 then
    node:list(list)
  else
    node:paragraph("Nothing more has been asked for.")
  end
end

local function recommended(node, recommendations)
  if #recommendations == 0 then return end
  node:heading("Recommendations, with owner and date", 2)
  node:list(wording.map(recommendations, function(one)
    return "**" .. one.id .. "** " .. one.text .. " ~" .. wording.capital(one.owner) .. ", "
      .. wording.due(one) .. "~"
  end))
end

-- ALSO is unknown besides what the plugin says it needs.  Beside the funnel, where there is one.
local function closing(page, plugin, also, indicator)
  local recommendations = strata.recommendations { priority = plugin.id }
  local found = indicator and strata.funnel(indicator.id)
  local drawn = found ~= nil and found.published
  if #plugin.needed + #also + #recommendations == 0 and not drawn then return end
  page:rule()
  if drawn then
    local left, right = page:columns(7, 5)
    funnel(left, indicator, found)
    unknown(right, plugin, also)
    recommended(right, recommendations)
    return
  end
  local left, right = page, page
  if #recommendations > 0 then left, right = page:columns(6, 6) end
  unknown(left, plugin, also)
  recommended(right, recommendations)
end

return function(page, plugin)
  page:running("Priority: " .. wording.small(plugin.title))
  local indicator = common.headline(plugin)
  if not common.has_figures(plugin) then
    awaited(page, plugin)
    page:commentary(plugin.id)
    if #strata.recommendations { priority = plugin.id } > 0 then closing(page, plugin, {}) end
    return
  end
  local busiest = strata.neighbourhoods(indicator.id, strata.comparator.code, wording.this_period(), MOST_PLACES) or {}
  local also = {}
  if #busiest == 0 then
    page:run_on() -- without a map it takes a page or a little more
    also[1] = "Where: there are no figures by neighbourhood."
  end
  key_figures(page, indicator)
  every_district(page, indicator)
  page:rule()
  patterns.monthly_figure(page, indicator)
  page:rule()
  level(page, plugin, indicator)
  if #busiest > 0 then
    page:rule()
    places(page, indicator, busiest)
  end
  page:commentary(plugin.id)
  others(page, plugin, indicator)
  closing(page, plugin, also, #busiest > 0 and indicator or nil)
end
