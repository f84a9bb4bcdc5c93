-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the reports are about: areas, issues, priorities, sources and outcomes.
--
-- Nothing here names a place, a force or a plugin: it asks strata what there is.

local M = {}

-- ---- areas --------------------------------------------------------------------------------------

function M.area()
  return strata.area(strata.report.area) or strata.comparator
end

M.districts = wording.once(function()
  return strata.areas("districts")
end)

-- Its name where it is short, for heads and narrow cells.
function M.brief(area)
  local longest = 28
  return #area.name > longest and area.short_name or area.name
end

-- "14 districts", "one district".
function M.districts_counted()
  local count = #M.districts()
  return strata.spell(count) .. (count == 1 and " district" or " districts")
end

-- The comparator and the next group of the workspace, such as the county without its unitaries.
function M.totals()
  local list = { strata.comparator }
  for _, group in ipairs(strata.areas("groups")) do
    if group.code ~= strata.comparator.code and #list < 2 then list[2] = group end
  end
  return list
end

-- Groups of districts, the comparator first.
function M.sums()
  local list = { strata.comparator }
  for _, group in ipairs(strata.areas("groups")) do
    if group.code ~= strata.comparator.code then list[#list + 1] = group end
  end
  return list
end

-- ---- issues and priorities ----------------------------------------------------------------------

-- The first indicator, if any, of the plugin with the role "overview": all recorded crime.
M.overall = wording.once(function()
  for _, plugin in ipairs(strata.plugins("overview")) do
    local indicator = plugin.headline and strata.indicator(plugin.headline)
    if indicator and not indicator.awaited then return indicator end
  end
  return nil
end)

-- What the 14-by-14 table is of: every rate that is counted from the same source as the whole, but
-- not the whole itself. Without a whole, every rate of the priorities.
M.issues = wording.once(function()
  local overall = M.overall()
  local list = {}
  local function take(role)
    for _, plugin in ipairs(strata.plugins(role)) do
      for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
        local is_same = not overall or indicator.measure == overall.measure
        if is_same and indicator.statistic == "rate" and not indicator.awaited
          and not indicator.restricted and not indicator.derived
          and not (overall and indicator.id == overall.id) then
          list[#list + 1] = indicator
        end
      end
    end
  end
  take("priority")
  take("overview")
  return list
end)

-- Issues by their number of cases in the comparator, largest first; in the earlier edition's year where
-- this one's is missing.
M.issues_by_volume = wording.once(function()
  local issues, counts = M.issues(), {}
  local earlier = wording.earlier_period()
  for _, indicator in ipairs(issues) do
    local result = strata.result(indicator.id, strata.comparator.code)
    if not results.is_published(result) and earlier then
      result = strata.result(indicator.id, strata.comparator.code, earlier)
    end
    counts[indicator.id] = result.numerator or -1
  end
  return wording.sorted(issues, function(a, b)
    if counts[a.id] ~= counts[b.id] then return counts[a.id] > counts[b.id] end
    return a.id < b.id
  end)
end)

function M.headline(plugin)
  local indicator = plugin.headline and strata.indicator(plugin.headline)
  return indicator or strata.indicators { plugin = plugin.id }[1]
end

-- A priority that has figures: its headline is not awaited.
function M.has_figures(plugin)
  local indicator = M.headline(plugin)
  return plugin.state ~= "awaited" and not plugin.failed and indicator ~= nil and not indicator.awaited
end

M.measured_priorities = wording.once(function()
  return wording.filter(strata.plugins("priority"), M.has_figures)
end)

M.unmeasured_priorities = wording.once(function()
  return wording.filter(strata.plugins("priority"), function(plugin) return not M.has_figures(plugin) end)
end)

-- ---- every district -----------------------------------------------------------------------------

-- One indicator for every district.
local function for_districts(indicator)
  return wording.map(M.districts(), function(district)
    return { indicator = indicator, area = district.code, district = district,
             result = strata.result(indicator.id, district.code) }
  end)
end

-- An indicator's results for every district, kept: a page asks for them many times.
local kept = {}

function M.district_results(indicator)
  local list = kept[indicator.id]
  if not list then
    list = for_districts(indicator)
    kept[indicator.id] = list
  end
  return list
end

-- The published values of all districts, or their ratios to the comparator.
function M.district_values(indicator)
  local values = {}
  for _, item in ipairs(M.district_results(indicator)) do
    if results.is_published(item.result) and item.result.value then values[#values + 1] = item.result.value end
  end
  return values
end

-- The values of the districts other than AREA in PERIOD.
function M.other_values(indicator, period, area)
  local values = {}
  for _, district in ipairs(M.districts()) do
    local result = district.code ~= area and strata.result(indicator.id, district.code, period)
    if result and results.is_published(result) and result.value then values[#values + 1] = result.value end
  end
  return values
end

-- The ratios to the comparator of the districts other than AREA.
function M.other_ratios(indicator, area)
  local ratios = {}
  for _, item in ipairs(M.district_results(indicator)) do
    if item.area ~= area and results.is_published(item.result) and item.result.ratio then
      ratios[#ratios + 1] = item.result.ratio
    end
  end
  return ratios
end

-- Where the axis of ratios ends: 4, or further when a district lies beyond. It is the same for every
-- district, so that profiles can be compared.
function M.ratio_axis(indicators)
  local most = 4
  for _, indicator in ipairs(indicators) do
    for _, item in ipairs(M.district_results(indicator)) do
      if results.is_published(item.result) and item.result.ratio then
        most = math.max(most, math.ceil(item.result.ratio))
      end
    end
  end
  return math.tointeger(most)
end

-- ---- sources ------------------------------------------------------------------------------------

local sources = wording.once(function() return strata.sources() end)

-- The source that gives an indicator's measure, or nil.
function M.source_of(indicator)
  for _, source in ipairs(sources()) do
    if source.measure == indicator.measure then return source end
  end
  return nil
end

-- "data.police.uk (Lancashire Constabulary); ONS Census 2021": what INDICATORS are made from.
function M.source_titles(indicators)
  local titles, seen, asked = {}, {}, {}
  for _, indicator in ipairs(indicators) do
    local measure, per = indicator.measure, indicator.per
    local both = (measure or "") .. "/" .. (per or "")
    for _, source in ipairs(asked[both] and {} or sources()) do
      local given = source.measure
      if given and (given == measure or given == per) and not seen[source.id] then
        seen[source.id] = true
        titles[#titles + 1] = source.title
      end
    end
    asked[both] = true
  end
  return table.concat(titles, "; ")
end

-- The same as the end of a note: "Source: data.police.uk."
function M.source_line(indicators)
  local titles = M.source_titles(indicators)
  return titles == "" and "" or "Source: " .. titles .. "."
end

-- "November 2022 to December 2023; May to December 2024", for the source of INDICATOR; "" when none.
function M.missing_months(indicator)
  local source = indicator and M.source_of(indicator)
  return source and source.missing or ""
end

-- The source that an awaited indicator waits for: that of what it counts or, where that is there, that of what is
-- divided by.
function M.waits_for(indicator)
  local counted = M.source_of(indicator)
  if counted and counted.awaited then return counted end
  for _, source in ipairs(sources()) do
    if source.awaited and source.measure and source.measure == indicator.per then return source end
  end
  return counted
end

-- Who holds what a priority waits for: "Lancashire Constabulary".
function M.awaited_from(plugin)
  local names, seen = {}, {}
  for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
    local source = indicator.awaited and M.waits_for(indicator)
    local from = source and source.awaited_from
    if from and not seen[from] then
      seen[from] = true
      names[#names + 1] = from
    end
  end
  if #names == 0 then return "its holder" end
  return strata.list(names)
end

-- The sources that the indicators of a priority wait for.
function M.awaited_sources(plugin)
  local list, seen = {}, {}
  for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
    local source = M.waits_for(indicator)
    if source and source.awaited and not seen[source.id] then
      seen[source.id] = true
      list[#list + 1] = source
    end
  end
  return list
end

-- Whether maps are drawn from boundaries: a source called "boundaries" is there and supplied.
function M.has_boundaries()
  for _, source in ipairs(strata.sources()) do
    if source.id == "boundaries" then return not source.awaited end
  end
  return false
end

-- What is not known, a line for each priority that waits and for each awaited source that no priority asks for:
-- {what=, from=}.
function M.unknown()
  local list, used = {}, {}
  for _, indicator in ipairs(strata.indicators()) do used[indicator.measure or ""] = true end
  for _, plugin in ipairs(M.unmeasured_priorities()) do
    local headline = M.headline(plugin)
    local source = headline and M.waits_for(headline)
    list[#list + 1] = { what = plugin.title,
      from = plugin.failed and "not available in this run" or source and source.awaited_from or "its holder" }
  end
  for _, source in ipairs(strata.sources()) do
    if source.awaited and source.measure and not used[source.measure] then
      list[#list + 1] = { what = source.title, from = source.awaited_from or "its holder" }
    end
  end
  return list
end

-- What partners still have to send: {id=, what=, from=, how=}. Lookups and boundaries, which measure nothing, are
-- not among it.
function M.awaited()
  local list = {}
  for _, source in ipairs(sources()) do
    if source.awaited and source.measure then
      list[#list + 1] = { id = source.id, what = source.title, from = source.awaited_from or "its holder",
                          how = source.how or "docs/INDICATORS.md says how to supply a file." }
    end
  end
  return list
end

-- "831,700 rows read = 790,000 counted + ... ": every row of a source; nil when it has no such rows.
function M.reconciliation(source)
  if not source.rows then return nil end
  local function bold(n) return "**" .. strata.number(n or 0, 0) .. "**" end
  return bold(source.rows) .. " rows read = " .. bold(source.counted) .. " counted in the districts + "
    .. bold(source.unassigned) .. " with no location + " .. bold(source.outside)
    .. " outside the area + " .. bold(source.duplicates) .. " repeated crime IDs + "
    .. bold(source.rejected) .. " rejected"
end

-- ---- outcomes -----------------------------------------------------------------------------------

-- What the partnership wants indicators to be, and whether AREA is there: {indicator=, goal=, result=}.
function M.goals(area)
  local list = {}
  for _, indicator in ipairs(strata.indicators()) do
    local goal = strata.goal(indicator.id, area)
    if goal then
      list[#list + 1] = { indicator = indicator, goal = goal, result = strata.result(indicator.id, area) }
    end
  end
  return list
end

M.NO_GOAL = "No target is set for any measure: progress is told by the direction of the measures."

-- The districts that meet a goal, do not, or of which nobody can say: "met in three, not met in nine".
local function by_district(indicator)
  local counts, words = {}, {}
  for _, district in ipairs(M.districts()) do
    local verdict = strata.goal(indicator.id, district.code).verdict
    counts[verdict] = (counts[verdict] or 0) + 1
  end
  for _, verdict in ipairs { "met", "not met", "between", "cannot say" } do
    if counts[verdict] then words[#words + 1] = verdict .. " in " .. strata.spell(counts[verdict]) end
  end
  return #words > 0 and table.concat(words, ", ") or "[x]"
end

local function goals_met(list)
  local met = wording.filter(list, function(one) return one.goal.verdict == "met" end)
  if #list == 1 then
    local verdict = list[1].goal.verdict
    return "One goal: " .. (verdict == "" and "no figure" or verdict)
  end
  return "Goals: " .. wording.of(#met, #list, #met == 1 and "is met" or "are met")
end

-- How many goals AREA meets, for a page that has no room for their table; or that none is set.
function M.goals_sentence(area)
  local list = M.goals(area)
  return #list == 0 and M.NO_GOAL or goals_met(list) .. "; the overview shows them."
end

-- A table of the goals of AREA, or that none is set.
function M.goals_table(node, area)
  local list = M.goals(area)
  if #list == 0 then
    node:note(M.NO_GOAL)
    return
  end
  node:table {
    title = goals_met(list),
    compact = true,
    columns = {
      { head = "Measure", header = true, width = 0.2 }, { head = "Goal, and who set it", width = 0.28 },
      { head = strata.area(area).name, width = 0.17 }, { head = "Verdict", width = 0.17 },
      { head = "By district", width = 0.18 },
    },
    rows = wording.map(list, function(one)
      local published = results.is_published(one.result)
      return { results.name(one.indicator),
        wording.capital(results.goal_words(one.indicator, one.goal)) .. " ~" .. one.goal.set_by .. "~",
        published and results.value(one.indicator, area)
          .. (one.result.lower and " (" .. results.interval(one.indicator, area) .. ")" or "") or results.missing(one.result),
        results.goal_verdict(one.goal), by_district(one.indicator) }
    end),
    note = "Met: all of the 95% interval reaches the goal. Not met: none of it does. Otherwise nobody can say.",
  }
end

-- The indicators that are evidence for an outcome: of each plugin the first one, its headline where that is
-- one, so that a plugin with many parts does not outvote the others. All recorded crime comes first.
-- Also the others, which are evidence too: what of them got worse is named beside.
local function evidence_for(outcome)
  local function is_evidence(indicator)
    for _, id in ipairs(indicator.outcomes or {}) do
      if id == outcome.id then return true end
    end
    return false
  end
  local list, is_chosen = {}, {}
  for _, role in ipairs { "overview", "priority", "factor", "determinant" } do
    for _, plugin in ipairs(strata.plugins(role)) do
      local headline = M.headline(plugin)
      local chosen = headline and is_evidence(headline) and headline
        or wording.filter(strata.indicators { plugin = plugin.id }, is_evidence)[1]
      if chosen then
        list[#list + 1] = chosen
        is_chosen[chosen.id] = true
      end
    end
  end
  return list, wording.filter(strata.indicators {}, function(one) return is_evidence(one) and not is_chosen[one.id] end)
end

-- Whether the change of INDICATOR is for the better; nil where there is none to judge.
local function got_better(indicator, result)
  if not results.is_change(result) or indicator.polarity == "neutral" then return nil end
  return (result.change == "fell") == (indicator.polarity == "lower-is-better")
end

local MOST_WORSE = 3 -- that are named

-- ". Worse: robbery and shoplifting" of the evidence that no plugin put first; "" where none got worse.
local function worse_words(others, area)
  local names = {}
  for _, indicator in ipairs(others) do
    if not indicator.awaited and got_better(indicator, strata.result(indicator.id, area)) == false then
      names[#names + 1] = results.named(indicator)
    end
  end
  if #names == 0 then return "" end
  return ". Worse: " .. (#names > MOST_WORSE and strata.spell(#names) .. " other measures" or wording.list(names))
end

-- Whether an outcome is met in an area: {status=, symbol=, evidence=}. An outcome without a tested
-- change since the earlier edition is not assessable: neither amber nor on track.
function M.outcome_status(outcome, area)
  local better, worse, similar, waiting = {}, {}, {}, {}
  local first, others = evidence_for(outcome)
  for _, indicator in ipairs(first) do
    local result = strata.result(indicator.id, area)
    local words = results.name(indicator)
    if indicator.awaited or not results.is_published(result) then
      waiting[#waiting + 1] = results.named(indicator)
    elseif got_better(indicator, result) ~= nil then
      local list = got_better(indicator, result) and better or worse
      list[#list + 1] = wording.small(words) .. " " .. results.change(result)
    elseif result.change == "similar" and indicator.polarity ~= "neutral" then
      similar[#similar + 1] = wording.small(words) .. " similar"
    end
  end
  local function evidence(...)
    local all = {}
    for _, list in ipairs { ... } do
      for _, words in ipairs(list) do all[#all + 1] = words end
    end
    local rest = #all - 2
    return wording.capital(table.concat(wording.first(all, 2), "; "))
      .. (rest > 0 and "; " .. strata.spell(rest) .. " more" or "") .. worse_words(others, area)
  end
  if #better > 0 and #worse == 0 then
    return { status = "Met", symbol = "swatch-better", evidence = evidence(better, similar) }
  elseif #worse > 0 and #better == 0 then
    return { status = "Not met", symbol = "swatch-worse", evidence = evidence(worse, similar) }
  elseif #worse > 0 then
    return { status = "Mixed", symbol = "not-tested", evidence = evidence(worse, better, similar) }
  elseif #similar > 0 then
    return { status = "No change", symbol = "similar", evidence = evidence(similar) }
  end
  local why = "No measure yet" .. (outcome.owner and " (" .. outcome.owner .. ")" or "")
  if #waiting > 0 then
    why = "Awaited: " .. waiting[1] .. (#waiting > 1 and "; " .. strata.spell(#waiting - 1) .. " more" or "")
  end
  return { status = "Not assessable", symbol = "not-available", evidence = why }
end

-- "Outcomes 2, 3": the numbers of a recommendation's outcomes, as in the list of outcomes.
function M.outcome_numbers(recommendation)
  local numbers = {}
  for i, outcome in ipairs(strata.outcomes()) do
    for _, id in ipairs(recommendation.outcomes or {}) do
      if id == outcome.id then numbers[#numbers + 1] = tostring(i) end
    end
  end
  if #numbers == 0 then return "none named" end
  if #numbers == #strata.outcomes() then return "All" end
  return (#numbers == 1 and "Outcome " or "Outcomes ") .. table.concat(numbers, ", ")
end

-- ---- this document ------------------------------------------------------------------------------

-- How another document should name this one.
function M.citation()
  local report = strata.report
  local place = report.area ~= strata.comparator.code and strata.area(report.area).name .. ", " or ""
  return report.partnership .. ", " .. report.title .. ", " .. place .. report.edition.title .. ", data to "
    .. report.edition.cut_off_words
end

-- Whom a reader may ask, as a sentence.
function M.questions()
  return "Questions: " .. (strata.report.contact or "your community safety partnership’s analyst") .. "."
end

return M
