-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Appendix: every indicator by area, with counts, intervals, comparison and change.

local function row(indicator, area, period, earlier, strong)
  local result = strata.result(indicator.id, area.code, period)
  local is_sum = area.kind ~= "district"
  local function or_z(text) return is_sum and "[z]" or text end
  if not results.is_published(result) then
    local missing = results.missing(result)
    local cells = { strong = strong, area.name, missing, missing, missing, missing, missing, missing }
    if earlier then
      for _ = 1, 3 do cells[#cells + 1] = missing end
    end
    return cells
  end
  local class = results.class(result)
  local cells = { strong = strong, area.name, results.count(result),
    results.value(indicator, area.code, period),
    result.lower and results.interval(indicator, area.code, period) or "[z]",
    result.ratio and strata.number(result.ratio, 2) or "[z]",
    or_z(result.rank and result.rank > 0 and tostring(result.rank) or "[z]"),
    or_z(class ~= "" and class or "[z]") }
  if earlier then
    cells[#cells + 1] = results.count_before(result)
    cells[#cells + 1] = indicator.statistic == "proportion" and result.change ~= ""
        and strata.words("{" .. indicator.id .. "|percent-change|" .. area.code .. "|" .. period .. "}")
      or not result.change_lower and "[x]" or results.is_small_base(result) and "under 50"
      or results.change_limit(result.change_percent) .. " (" .. results.change_limit(result.change_lower)
        .. " to " .. results.change_limit(result.change_upper) .. ")"
    cells[#cells + 1] = result.change ~= "" and result.change or "[x]"
  end
  return cells
end

local function indicator_table(page, number, indicator)
  local whole, period = results.latest(indicator, strata.comparator.code)
  if not results.is_published(whole) then return false end
  local earlier = whole.change ~= "" and whole.change ~= "not comparable" and whole.before or nil
  -- Without a change there is room to spare.
  local widths = earlier and { 0.185, 0.07, 0.065, 0.13, 0.055, 0.05, 0.08 }
    or { 0.27, 0.14, 0.12, 0.19, 0.1, 0.08, 0.1 }
  local columns = {
    { head = "Area", header = true }, { head = "Count", align = "right" },
    { head = "Value", align = "right" }, { head = "95% interval", align = "right" },
    { head = "Ratio", align = "right" }, { head = "Rank", align = "right" }, { head = "Spread" },
  }
  for i, width in ipairs(widths) do columns[i].width = width end
  if earlier then
    columns[8] = { head = wording.period_short(earlier), align = "right", width = 0.08 }
    columns[9] = { head = indicator.statistic == "proportion" and "Change in points" or "Change, % (95% interval)", align = "right", width = 0.195 }
    columns[10] = { head = "Word", width = 0.09 }
  end
  local rows = {}
  for _, district in ipairs(common.districts()) do
    rows[#rows + 1] = row(indicator, district, period, earlier)
  end
  for _, sum in ipairs(common.sums()) do
    rows[#rows + 1] = row(indicator, sum, period, earlier, true)
  end
  for _, force in ipairs(strata.areas("force")) do
    rows[#rows + 1] = row(indicator, force, period, earlier, true)
  end
  page:table {
    title = indicator.title,
    meaning = wording.capital(whole.period_words or period) .. ", " .. (indicator.unit or "")
      .. (earlier and "; change since " .. wording.the(whole.before_words) or "") .. ".",
    columns = columns, rows = rows, compact = true,
  }:anchor("table-" .. indicator.id)
  return true
end

-- ---- many indicators in one table ----------------------------------------------------------

local MOST_COLUMNS = 6   -- with an interval in each cell
local MOST_NARROW = 8    -- with none

local function matrix_cell(indicator, area)
  local result, period = results.latest(indicator, area.code)
  if not results.is_published(result) then return results.missing(result) end
  local text = "**" .. results.value_short(indicator, area.code, period) .. "**"
  if results.is_of_few(indicator, result) then return text end
  if result.lower then text = text .. " (" .. results.interval(indicator, area.code, period) .. ")" end
  if indicator.statistic == "count" or not result.numerator then return text end
  return text .. "\n~" .. results.count(result)
    .. (result.before_numerator and ", was " .. results.count_before(result) or "") .. "~"
end

-- What a table of INDICATORS is about: their names, or those of their plugins when they are many.
local function subject(indicators)
  if #indicators <= MOST_COLUMNS then
    return wording.capital(strata.list(wording.map(indicators, results.named)))
  end
  local titles, named = {}, {}
  for _, plugin in ipairs(strata.plugins()) do titles[plugin.id] = plugin.title end
  for _, indicator in ipairs(indicators) do
    local title = titles[indicator.plugin]
    if title and not named[title] then
      named[title] = true
      named[#named + 1] = wording.small(title)
    end
  end
  return wording.capital(strata.list(named))
end

local function matrix(page, number, indicators)
  local columns, rows = { { head = "Area", header = true, width = 0.18 } }, {}
  local whole, period
  local intervals, before = false, false
  for _, indicator in ipairs(indicators) do
    whole, period = results.latest(indicator, strata.comparator.code)
    intervals = intervals or whole.lower ~= nil
    before = before or whole.before_numerator ~= nil
    columns[#columns + 1] = { head = results.name(indicator) .. "\n~" .. (indicator.unit or "")
      .. (period ~= wording.this_period() and ", " .. strata.result(indicator.id,
        strata.comparator.code, period).period_words or "") .. "~",
      align = "right", width = 0.82 / #indicators }
  end
  local function add(area, strong)
    local row = { strong = strong, area.name }
    for _, indicator in ipairs(indicators) do row[#row + 1] = matrix_cell(indicator, area) end
    rows[#rows + 1] = row
  end
  for _, district in ipairs(common.districts()) do add(district) end
  for _, sum in ipairs(common.sums()) do add(sum, true) end
  page:table {
    title = subject(indicators),
    meaning = "Value" .. (intervals and " and its 95% interval" or "") .. "; below it the count"
      .. (before and ", and the count of the last assessment." or "."),
    columns = columns, rows = rows, compact = true,
  }
end

-- INDICATORS in as few tables as hold them, with alike numbers of columns.
local function matrices(page, number, indicators)
  local some, most = {}, MOST_NARROW
  for _, indicator in ipairs(indicators) do
    if results.latest(indicator, strata.comparator.code).lower then most = MOST_COLUMNS end
  end
  local tables = math.ceil(#indicators / most)
  for i, indicator in ipairs(indicators) do
    some[#some + 1] = indicator
    if #some == math.ceil(#indicators / tables) or i == #indicators then
      number = number + 1
      matrix(page, number, some)
      some = {}
    end
  end
  return number
end

-- ---- which is where ------------------------------------------------------------------------

-- The indicators of a role: those with figures for districts, and those without.
local function divide(role, whole, part, missing)
  for _, plugin in ipairs(strata.plugins(role)) do
    for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
      local result = results.latest(indicator, strata.comparator.code)
      if not results.is_published(result) then
        missing[#missing + 1] = indicator
      elseif role == "priority" and not indicator.derived or (role == "overview" and indicator.id == plugin.headline) then
        whole[#whole + 1] = indicator
      else
        part[#part + 1] = indicator
      end
    end
  end
end

local function why(indicator)
  if indicator.awaited then
    local source = common.waits_for(indicator)
    return "Awaited from " .. ((source and source.awaited_from) or "its holder")
  end
  return strata.result(indicator.id, strata.comparator.code).reason or "Not available"
end

-- Why figures are missing, each reason once, with the indicators that lack them for it.
local function without(page, missing)
  local reasons, titles = {}, {}
  for _, indicator in ipairs(missing) do
    local reason = why(indicator)
    if not titles[reason] then
      titles[reason] = {}
      reasons[#reasons + 1] = reason
    end
    table.insert(titles[reason], indicator.title)
  end
  page:table {
    title = "Indicators without figures for districts",
    columns = { { head = "Why", header = true, width = 0.35 }, { head = "Indicators", width = 0.65 } },
    rows = wording.map(reasons, function(reason)
      return { "[x] " .. reason, table.concat(titles[reason], "; ") }
    end),
    compact = true,
  }
end

return function(page)
  page:title("Appendix A: every indicator by area")
  page:running("Appendix tables")
  local number, missing, hidden = 0, {}, false
  local function tables(roles)
    local whole, part = {}, {}
    for _, role in ipairs(roles) do divide(role, whole, part, missing) end
    hidden = hidden or results.has_hidden_months(whole, common.districts()) or results.has_hidden_months(part, common.districts())
    for _, indicator in ipairs(whole) do
      number = number + 1
      indicator_table(page, number, indicator)
    end
    number = matrices(page, number, part)
  end
  tables { "overview", "priority" }
  tables { "factor", "determinant", "context" }
  if number == 0 and #missing == 0 then page:paragraph("[x] No indicator has been defined.") end
  page:note("How to read these tables. Ratio: to " .. strata.comparator.name .. ". Rank 1 is the highest value. Spread: against the"
    .. " usual spread between districts. Intervals are 95%: Byar’s method for rates (exact below 10), Wilson’s for"
    .. " proportions, quasi-Poisson on paired months" .. (hidden and ", or those shown and the rest of the year," or "")
    .. " for changes; of a count under 50 no percentage is"
    .. " given. The police force counts rows with no location too;"
    .. " districts and their sums do not. [z] not applicable.")
  if #missing > 0 then without(page, missing) end
end
