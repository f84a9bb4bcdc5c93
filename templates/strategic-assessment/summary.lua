-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The executive summary, written from the numbers.

local MOST_NAMED = 4

-- "Lancashire-12 fell 7%, from 96,089 to 88,919."
local function second_total(indicator)
  local totals = common.totals()
  if not totals[2] then return "" end
  local result = strata.result(indicator.id, totals[2].code)
  if not results.is_published(result) then return "" end
  return totals[2].name .. " " .. results.change_clause(result) .. ". "
end

-- How to read a change: said once, at the foot of the page.
local CHANGES = "^[Rose or fell: by more than the scatter between months explains, at 95%; otherwise similar"
  .. " ({#method|page}).]"

-- SECTION is where more is said.
local function level(indicator, extra, section)
  local result = strata.result(indicator.id, strata.comparator.code)
  local finding = { lead = results.change_sentence(indicator, result, "before") }
  if not results.is_published(result) then
    finding.support = result.reason or "The data have not been supplied."
  else
    finding.support = second_total(indicator) .. patterns.districts_sentence(indicator)
      .. (extra ~= "" and " " .. extra or "") .. " ~({#" .. section .. "|page})~"
  end
  return finding
end

-- The district or districts above the usual spread of all that is recorded.
local function apart(indicator)
  local tally = patterns.tally(common.district_results(indicator))
  if tally.compared == 0 then return nil end
  if #tally.higher == 0 then
    return { lead = "No district stands apart.",
      support = "Every district’s rate of " .. results.named(indicator)
        .. " lies within the usual spread or below it." }
  end
  local highest = wording.sorted(tally.higher, function(a, b) return a.result.rank < b.result.rank end)
  local first = highest[1]
  local name = first.district.name
  local support = (#highest == 1 and "Its" or name .. "’s") .. " rate, "
    .. results.value_with_unit(indicator, first.area) .. ", is " .. strata.number(first.result.ratio, first.result.ratio < 1.15 and 2 or 1)
    .. " times that of " .. strata.comparator.name
  if #highest == 1 then
    support = support .. ": the only district above the usual spread."
  else
    support = support .. "."
  end
  return { lead = patterns.district_names(highest) .. (#highest == 1 and " stands" or " stand") .. " apart.",
    support = support }
end

local function unknown(indicator)
  local plugins, waiting = strata.plugins("priority"), common.unmeasured_priorities()
  local missing = indicator and common.missing_months(indicator) or ""
  local gap = missing ~= "" and " Months of police data were not supplied, so no trend is tested." or ""
  if #waiting == 0 then
    return gap ~= "" and { lead = "Months are missing.", support = wording.capital(string.sub(gap, 2)) } or nil
  end
  return {
    lead = #waiting == #plugins and "No priority can be assessed yet."
      or wording.capital(wording.of(#waiting, #plugins, "priorities")) .. " cannot be assessed.",
    support = wording.capital(strata.list(wording.map(waiting, function(plugin)
      return wording.small(plugin.title)
    end))) .. (#waiting == 1 and " awaits" or " await") .. " partners’ data." .. gap,
  }
end

local function findings(page)
  local list, named = {}, {}
  local overall = common.overall()
  local measured = common.measured_priorities()
  if overall then list[1] = level(overall, "", "overview") end
  for i, plugin in ipairs(measured) do
    local indicator = common.headline(plugin)
    if i == 1 then
      named[indicator.id] = true
      list[#list + 1] = level(indicator, patterns.concentration_sentence(indicator, strata.comparator.code),
        "chapters-" .. plugin.id)
    end
  end
  local others = wording.filter(common.issues(), function(one) return not named[one.id] end)
  if #others > 0 then
    local tally = patterns.tally(patterns.for_area(others, strata.comparator.code))
    for _, change in ipairs { "rose", "fell" } do
      list[#list + 1] = patterns.change_finding(change, tally, "crime type", nil, MOST_NAMED)
    end
  end
  local leading = overall or (measured[1] and common.headline(measured[1]))
  if leading then list[#list + 1] = apart(leading) end
  list[#list + 1] = unknown(leading)
  if list[1] and list[1].lead then list[1].lead = list[1].lead .. CHANGES end
  if #list == 0 then
    page:paragraph("[x] Nothing can be said yet: no source of figures has been supplied.", "lead")
    return
  end
  page:heading(wording.capital(strata.spell(#list)) .. " finding" .. (#list == 1 and "" or "s"), 2)
  page:findings(list)
end

local function totals(page)
  local indicators = {}
  local overall, measured = common.overall(), common.measured_priorities()
  if overall then indicators[1] = overall end
  if measured[1] then indicators[#indicators + 1] = common.headline(measured[1]) end
  if #indicators == 0 then return end
  local earlier
  local rows = {}
  for _, indicator in ipairs(indicators) do
    for _, area in ipairs(common.totals()) do
      local result = strata.result(indicator.id, area.code)
      earlier = earlier or result.before
      rows[#rows + 1] = { results.name(indicator), area.name, results.count_before(result),
        results.count(result), results.change_marked(result), results.change_interval(result) }
    end
  end
  page:table {
    columns = {
      { head = "Indicator", header = true, width = 0.28 }, { head = "Area", width = 0.17 },
      { head = earlier and wording.period_short(earlier) or "Before", align = "right", width = 0.12 },
      { head = wording.period_short(wording.this_period()), align = "right", width = 0.12 },
      { head = "Change", width = 0.13 }, { head = "95% interval of the change", align = "right", width = 0.18 },
    },
    rows = rows, compact = true,
  }
end

local function changes(page)
  local items = patterns.for_area(common.issues(), strata.comparator.code)
  local tally = patterns.tally(items)
  if tally.tested == 0 then
    page:callout("No change can be tested: the figures of this year or of an earlier one are missing.")
    return
  end
  local order = {}
  for _, item in ipairs(wording.sorted(wording.filter(items, function(item)
    return item.result.change_percent ~= nil
  end), function(a, b)
    if a.result.change_percent ~= b.result.change_percent then
      return a.result.change_percent > b.result.change_percent
    end
    return a.indicator.id < b.indicator.id
  end)) do order[#order + 1] = item.indicator.id end
  local rose, fell, similar = #tally.rose, #tally.fell, #tally.similar
  local since = items[1].result.before_words
  local by_months = wording.filter(items, function(item) return results.is_by_months(item.result) end)
  page:figure {
    kind = "interval", of = "change", over = "indicators", indicators = order,
    area = strata.comparator.code, height = patterns.rows_height(#order),
    title = wording.capital(wording.of(rose, tally.tested, "issues")) .. " rose, " .. wording.count(fell)
      .. " fell and " .. wording.count(similar) .. (similar == 1 and " was" or " were") .. " similar",
    meaning = "Change in volume, " .. strata.comparator.name .. ", "
      .. (since and since .. " to " or "") .. strata.report.edition.period_words
      .. ". A bar that crosses zero is “similar”.",
    note = "Interval: 95%, " .. (#by_months == #items and "quasi-Poisson on 12 paired calendar months"
      or "each by its own test") .. ". Colours: {:swatch-worse:} worse, {:swatch-better:} better, {:swatch-neutral:} neither good nor bad.",
  }
end

return function(page)
  page:title("Executive summary")
  page:running("Executive summary")
  findings(page)
  page:commentary("summary")
  totals(page)
  changes(page)
end
