-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The words that every report shares, so that two pages never say one thing in two ways.
--
-- Nothing here makes a figure: figures come from strata, and one that is missing is said to be
-- missing. "Rose" and "fell" are said only where strata's test says so; a change is given as the
-- per cent and then the level; on fewer than 50 cases only as counts. Every function has an answer
-- for the case that nothing is known.

local M = {}

-- Fewer cases than this before a change, and a percentage would mislead.
local SMALL_BASE = 50

-- ---- words ---------------------------------------------------------------------------------

function M.capital(text)
  return string.upper(string.sub(text, 1, 1)) .. string.sub(text, 2)
end

-- For the middle of a sentence: "Anti-social behaviour" becomes "anti-social behaviour", and "ASB"
-- and "A&E" stay as they are.
function M.small(text)
  local first, second = string.sub(text, 1, 1), string.sub(text, 2, 2)
  local is_letter = string.upper(second) ~= string.lower(second)
  if second ~= "" and second ~= " " and (not is_letter or second == string.upper(second)) then
    return text
  end
  return string.lower(first) .. string.sub(text, 2)
end

function M.ends_with(text, ending)
  return #ending > 0 and #text >= #ending and string.sub(text, -#ending) == ending
end

-- "5 of 14 districts" as "five of 14 districts".
function M.of(part, whole, many)
  return strata.spell(part) .. " of " .. strata.spell(whole) .. " " .. many
end

-- The first MOST items of LIST.
function M.first(list, most)
  local kept = {}
  for i, item in ipairs(list) do
    if i > most then break end
    kept[i] = item
  end
  return kept
end

function M.filter(list, keep)
  local kept = {}
  for _, item in ipairs(list) do
    if keep(item) then kept[#kept + 1] = item end
  end
  return kept
end

function M.map(list, make)
  local made = {}
  for i, item in ipairs(list) do made[i] = make(item, i) end
  return made
end

function M.sorted(list, before)
  local copy = {}
  for i, item in ipairs(list) do copy[i] = item end
  table.sort(copy, before)
  return copy
end

-- ---- periods -------------------------------------------------------------------------------

-- Months count from January of the year 0.
function M.month_index(code)
  return tonumber(string.sub(code, 1, 4)) * 12 + tonumber(string.sub(code, 6, 7)) - 1
end

function M.month_code(index)
  local month = index % 12 + 1
  return (index // 12) .. (month < 10 and "-0" or "-") .. month
end

function M.period_words(month_code)
  local index = M.month_index(month_code)
  return M.month_name(index % 12 + 1) .. " " .. (index // 12)
end

-- The first and last month of a period: of "ye-2025-12", of "2024/25", of "2025", of "2025-12".
function M.period_months(code)
  local last
  if string.sub(code, 1, 3) == "ye-" then
    last = M.month_index(string.sub(code, 4))
  elseif string.sub(code, 5, 5) == "/" then
    last = (tonumber(string.sub(code, 1, 4)) + 1) * 12 + 2
  elseif string.sub(code, 5, 5) == "-" then
    last = M.month_index(code)
    return last, last
  else
    last = tonumber(string.sub(code, 1, 4)) * 12 + 11
  end
  return last - 11, last
end

local MONTHS = { "January", "February", "March", "April", "May", "June", "July", "August",
                 "September", "October", "November", "December" }

-- MONTH counts from 1.
function M.month_name(month)
  return MONTHS[month]
end

-- For the head of a column: "Dec 2025", or "2024/25".
function M.period_short(code)
  if string.sub(code, 1, 3) == "ye-" then
    local last = M.month_index(string.sub(code, 4))
    return string.sub(MONTHS[last % 12 + 1], 1, 3) .. " " .. (last // 12)
  end
  return code
end

-- For the middle of a sentence: "2025" for the twelve months of a calendar year, else "the year
-- ending October 2025".
function M.period_called(code, words)
  local _, last = M.period_months(code)
  if string.sub(code, 1, 3) == "ye-" and last % 12 == 11 then return tostring(last // 12) end
  return "the " .. words
end

function M.this_period()
  return strata.report.edition.period
end

-- The period that the report looks back to, or nil.
function M.earlier_period()
  local since = strata.report.since
  return since and since.period or nil
end

-- ---- areas ---------------------------------------------------------------------------------

function M.area()
  return strata.area(strata.report.area) or strata.comparator
end

function M.districts()
  return strata.areas("districts")
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

-- Groups of districts, the comparator first, and then the police force.
function M.sums()
  local list = { strata.comparator }
  for _, group in ipairs(strata.areas("groups")) do
    if group.code ~= strata.comparator.code then list[#list + 1] = group end
  end
  return list
end

-- ---- indicators ----------------------------------------------------------------------------

function M.name(indicator)
  return indicator.short_title or indicator.title
end

function M.named(indicator)
  return M.small(M.name(indicator))
end

-- "Violence and sexual offences were", "Burglary was": plural when the name ends with what is counted.
function M.were(indicator)
  if indicator.noun and M.ends_with(string.lower(M.name(indicator)), string.lower(indicator.noun)) then
    return "were"
  end
  return "was"
end

-- "They" of violence and sexual offences, "It" of burglary.
function M.it(indicator)
  return M.were(indicator) == "were" and "They" or "It"
end

function M.noun(indicator)
  return indicator.noun or "cases"
end

-- The first indicator, if any, of the plugin with the role "overview": all recorded crime.
function M.overall()
  for _, plugin in ipairs(strata.plugins("overview")) do
    local indicator = plugin.headline and strata.indicator(plugin.headline)
    if indicator and not indicator.awaited then return indicator end
  end
  return nil
end

-- What the 14-by-14 table is of: every rate that is counted from the same source as the whole, but
-- not the whole itself. Without a whole, every rate of the priorities.
function M.issues()
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
end

-- Issues by their number of cases in the comparator, largest first.
function M.issues_by_volume()
  local issues, counts = M.issues(), {}
  for _, indicator in ipairs(issues) do
    counts[indicator.id] = strata.result(indicator.id, strata.comparator.code).numerator or -1
  end
  return M.sorted(issues, function(a, b)
    if counts[a.id] ~= counts[b.id] then return counts[a.id] > counts[b.id] end
    return a.id < b.id
  end)
end

function M.headline(plugin)
  local indicator = plugin.headline and strata.indicator(plugin.headline)
  return indicator or strata.indicators { plugin = plugin.id }[1]
end

-- A priority that has figures: its headline is not awaited.
function M.has_figures(plugin)
  local indicator = M.headline(plugin)
  return plugin.state ~= "awaited" and not plugin.failed and indicator ~= nil and not indicator.awaited
end

function M.measured_priorities()
  return M.filter(strata.plugins("priority"), M.has_figures)
end

function M.unmeasured_priorities()
  return M.filter(strata.plugins("priority"), function(plugin) return not M.has_figures(plugin) end)
end

-- The source that gives an indicator's measure, or nil.
function M.source_of(indicator)
  for _, source in ipairs(strata.sources()) do
    if source.measure == indicator.measure then return source end
  end
  return nil
end

-- Who holds what a priority waits for: "Lancashire Constabulary".
function M.awaited_from(plugin)
  local names, seen = {}, {}
  for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
    local source = indicator.awaited and M.source_of(indicator)
    local from = source and source.awaited_from
    if from and not seen[from] then
      seen[from] = true
      names[#names + 1] = from
    end
  end
  if #names == 0 then return "its holder" end
  return strata.list(names)
end

-- ---- results -------------------------------------------------------------------------------

function M.is_published(result)
  return result.published and true or false
end

function M.result(indicator, area)
  return strata.result(indicator.id, area or strata.report.area)
end

-- The code by which an indicator has the twelve months of CODE: those of "ye-2025-12" are those of "2025".
local function own_code(indicator, code)
  local first, last = M.period_months(code)
  local found = code
  for _, period in ipairs(strata.periods(indicator.id)) do
    if period == code then return code end
    local from, to = M.period_months(period)
    if from == first and to == last then found = period end
  end
  return found
end

-- The report's period, or the latest one before it that is published: a census is not yearly.
-- Also its code, which is nil when nothing is published.
function M.latest(indicator, area)
  local code = area or strata.report.area
  local result = strata.result(indicator.id, code)
  if M.is_published(result) then
    local own = own_code(indicator, M.this_period())
    if own ~= M.this_period() then result = strata.result(indicator.id, code, own) end
    return result, own
  end
  local _, end_month = M.period_months(M.this_period())
  local periods = strata.periods(indicator.id)
  for i = #periods, 1, -1 do
    local first, last = M.period_months(periods[i])
    if last <= end_month and last > first then
      local earlier = strata.result(indicator.id, code, periods[i])
      if M.is_published(earlier) then return earlier, periods[i] end
    end
  end
  return result, nil
end

function M.missing(result)
  local shorthand = result.shorthand
  return shorthand and shorthand ~= "" and shorthand or "[x]"
end

function M.count(result)
  if not M.is_published(result) then return M.missing(result) end
  if not result.numerator then return "[z]" end
  return strata.number(result.numerator, 0)
end

function M.count_before(result)
  if not result.before_numerator then return "[x]" end
  return strata.number(result.before_numerator, 0)
end

-- As strata prints the value of INDICATOR, with its decimals and without its unit.
function M.value(indicator, area, period)
  local marker = indicator.id .. "|value|" .. (area or strata.report.area)
  if period then marker = marker .. "|" .. period end
  return strata.words("{" .. marker .. "}")
end

-- The same, with "%" where that is the unit.
function M.value_short(indicator, area, period)
  if indicator.unit == "%" then return M.value_with_unit(indicator, area, period) end
  return M.value(indicator, area, period)
end

function M.interval(indicator, area, period)
  local marker = indicator.id .. "|interval|" .. (area or strata.report.area)
  if period then marker = marker .. "|" .. period end
  return strata.words("{" .. marker .. "}")
end

-- "38.0%" or "34.8 per 1,000 residents".
function M.value_with_unit(indicator, area, period)
  local marker = indicator.id .. "|value-unit|" .. (area or strata.report.area)
  if period then marker = marker .. "|" .. period end
  return strata.words("{" .. marker .. "}")
end

-- "per 1,000 residents" as "per 1,000", once the residents have been named.
function M.unit_short(indicator)
  if M.ends_with(indicator.unit or "", " residents") then
    return string.sub(indicator.unit, 1, #indicator.unit - #" residents")
  end
  return indicator.unit or ""
end

local function percent_words(result)
  local size = math.abs(result.change_percent or 0)
  if size < 0.5 then return "less than 1%" end
  return strata.number(size, 0) .. "%"
end

function M.is_change(result)
  return M.is_published(result) and (result.change == "rose" or result.change == "fell")
end

function M.is_small_base(result)
  return (result.before_numerator or 0) < SMALL_BASE
end

-- "fell 13%", "fell, was 15", "similar", "[x]".
function M.change(result)
  if not M.is_published(result) then return M.missing(result) end
  if M.is_change(result) then
    if M.is_small_base(result) then return result.change .. ", was " .. M.count_before(result) end
    return result.change .. " " .. percent_words(result)
  end
  if result.change == "similar" then return "similar" end
  if result.change == "too few" then return "too few to say" end
  return "[x]"
end

-- The same with its symbol, for a table's cell.
function M.change_marked(result)
  local words = M.change(result)
  local symbol = result.change_symbol
  if M.is_change(result) and symbol and symbol ~= "" then
    return "{:" .. symbol .. ":} **" .. words .. "**"
  end
  if words == "similar" then return "{:similar:} ~similar~" end
  return words
end

-- "−11.2% to −4.1%", or "[x]".
function M.change_interval(result)
  if not M.is_published(result) or not result.change_lower or not result.change_upper then
    return "[x]"
  end
  return strata.number(result.change_lower, 1, "signed") .. "% to "
    .. strata.number(result.change_upper, 1, "signed") .. "%"
end

-- The class of an area among the others: "higher", "within", "lower", "not tested".
function M.class(result)
  if not M.is_published(result) then return "" end
  if result.significance == "higher" or result.significance == "lower" then
    return result.significance
  end
  if result.significance == "similar" then return "within" end
  return "not tested"
end

-- "23,126 to 21,241 offences": the part of a lead that both words of change share.
local function from_to(indicator, result)
  return "from " .. M.count_before(result) .. " to " .. M.count(result) .. " " .. M.noun(indicator)
end

-- A sentence: "Recorded crime fell 8%, from 23,126 to 21,241 offences."
-- BEFORE says when the earlier figure was: "at the last profile".
function M.change_sentence(indicator, result, before)
  local name = M.name(indicator)
  if not M.is_published(result) then
    return name .. ": no figure can be given."
  end
  if not result.numerator then
    return name .. ": " .. strata.words("{" .. indicator.id .. "|value-unit}") .. "."
  end
  if M.is_change(result) then
    local size = M.is_small_base(result) and "" or " " .. percent_words(result)
    return name .. " " .. result.change .. size .. ", " .. from_to(indicator, result) .. "."
  end
  if result.change == "similar" then
    -- The name may hold what is counted already.
    local noun = M.were(indicator) == "were" and "" or " " .. M.noun(indicator)
    return name .. " " .. M.were(indicator) .. " similar: " .. M.count(result) .. noun
      .. ", " .. M.count_before(result) .. " " .. (before or "before") .. "."
  end
  return name .. ": " .. M.count(result) .. " " .. M.noun(indicator)
    .. "; no change can be given."
end

-- "fell 7%, from 96,089 to 88,919" or "was similar: 39,231, 41,699 before", after the name of an area.
function M.change_clause(result)
  if not M.is_published(result) then return "has no figure" end
  if M.is_change(result) then
    local size = M.is_small_base(result) and "" or " " .. percent_words(result)
    return result.change .. size .. ", from " .. M.count_before(result) .. " to " .. M.count(result)
  end
  if result.change == "similar" then
    return "was similar: " .. M.count(result) .. ", " .. M.count_before(result) .. " before"
  end
  return "had " .. M.count(result) .. ", with nothing to compare"
end

-- "drug offences by 43% to 730", or on a small base "robbery to 2 (was 15)".
function M.by(indicator, result)
  if M.is_small_base(result) then
    return M.named(indicator) .. " to " .. M.count(result) .. " (was " .. M.count_before(result) .. ")"
  end
  return M.named(indicator) .. " by " .. percent_words(result) .. " to " .. M.count(result)
end

-- "highest of 14", or nil when there is no rank.
function M.rank(result)
  if not M.is_published(result) or not result.rank or result.rank < 1
    or not result.rank_of or result.rank_of < 2 then
    return nil
  end
  return strata.rank_words(result.rank, result.rank_of)
end

-- "the highest of 14 and above the usual spread between districts", or "" when neither is known.
function M.position(result, spread_words)
  local words = {}
  local rank = M.rank(result)
  if rank then words[#words + 1] = "the " .. rank end
  if result.significance == "higher" then
    words[#words + 1] = "above the usual spread" .. (spread_words or "")
  elseif result.significance == "lower" then
    words[#words + 1] = "below the usual spread" .. (spread_words or "")
  end
  return table.concat(words, " and ")
end

-- "Lancashire-14: 80.9"; "" where the comparator has no value.
function M.comparison(indicator, period, name)
  local value = M.value(indicator, strata.comparator.code, period)
  if indicator.unit == "%" then value = M.value_with_unit(indicator, strata.comparator.code, period) end
  return (name or strata.comparator.name) .. ": " .. value
end

-- An indicator's results for every district, kept: a page asks for them many times.
local kept = {}

function M.district_results(indicator)
  local list = kept[indicator.id]
  if not list then
    list = M.for_districts(indicator)
    kept[indicator.id] = list
  end
  return list
end

-- The published values of all districts, or their ratios to the comparator.
function M.district_values(indicator)
  local values = {}
  for _, item in ipairs(M.district_results(indicator)) do
    if M.is_published(item.result) and item.result.value then values[#values + 1] = item.result.value end
  end
  return values
end

-- The same in another period: nil is the report's own.
function M.latest_values(indicator, period)
  if not period or period == M.this_period() then return M.district_values(indicator) end
  local values = {}
  for _, district in ipairs(M.districts()) do
    local result = strata.result(indicator.id, district.code, period)
    if M.is_published(result) and result.value then values[#values + 1] = result.value end
  end
  return values
end

-- The ratios to the comparator of the districts other than AREA.
function M.other_ratios(indicator, area)
  local ratios = {}
  for _, item in ipairs(M.district_results(indicator)) do
    if item.area ~= area and M.is_published(item.result) and item.result.ratio then
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
      if M.is_published(item.result) and item.result.ratio then
        most = math.max(most, math.ceil(item.result.ratio))
      end
    end
  end
  return math.tointeger(most)
end

-- "data.police.uk (Lancashire Constabulary); ONS Census 2021": what INDICATORS are made from.
function M.source_titles(indicators)
  local titles, seen = {}, {}
  for _, indicator in ipairs(indicators) do
    for _, source in ipairs(strata.sources()) do
      local used = source.measure
        and (source.measure == indicator.measure or source.measure == indicator.per)
      if used and not seen[source.id] then
        seen[source.id] = true
        titles[#titles + 1] = source.title
      end
    end
  end
  return table.concat(titles, "; ")
end

-- The same as the end of a note: "Source: data.police.uk."
function M.source_line(indicators)
  local titles = M.source_titles(indicators)
  return titles == "" and "" or "Source: " .. titles .. "."
end

-- ---- many results --------------------------------------------------------------------------

-- Sorts results into those that rose, fell, were similar and could not be tested, each largest change
-- first. ITEMS are {indicator=, area=, result=}.
function M.tally(items)
  local tally = { rose = {}, fell = {}, similar = {}, untested = {},
                  higher = {}, lower = {}, within = {}, tested = 0, compared = 0 }
  for _, item in ipairs(items) do
    local result = item.result
    local change = M.is_published(result) and result.change or ""
    local list = tally[change == "rose" and "rose" or change == "fell" and "fell"
      or change == "similar" and "similar" or "untested"]
    list[#list + 1] = item
    if list ~= tally.untested then tally.tested = tally.tested + 1 end
    local class = M.class(result)
    if class == "higher" or class == "lower" or class == "within" then
      tally[class][#tally[class] + 1] = item
      tally.compared = tally.compared + 1
    end
  end
  local function by_change(sign)
    return function(a, b)
      local x, y = (a.result.change_percent or 0) * sign, (b.result.change_percent or 0) * sign
      if x ~= y then return x > y end
      return (a.indicator.id .. a.area) < (b.indicator.id .. b.area)
    end
  end
  table.sort(tally.rose, by_change(1))
  table.sort(tally.fell, by_change(-1))
  return tally
end

-- Every indicator of LIST for one area.
function M.for_area(list, area)
  local code = area or strata.report.area
  return M.map(list, function(indicator)
    return { indicator = indicator, area = code, result = strata.result(indicator.id, code) }
  end)
end

-- One indicator for every district.
function M.for_districts(indicator)
  return M.map(M.districts(), function(district)
    return { indicator = indicator, area = district.code, district = district,
             result = strata.result(indicator.id, district.code) }
  end)
end

function M.district_names(items)
  return strata.list(M.map(items, function(item) return item.district.name end))
end

-- "It fell in five of 14 districts and rose in none." SUBJECT stands for "It"; WERE says that it is plural.
function M.districts_sentence(indicator, subject, were)
  local items = M.district_results(indicator)
  local tally = M.tally(items)
  local it = subject or M.it(indicator)
  local all = #items
  if tally.tested == 0 then return "No change can be tested in any district." end
  local fell, rose = #tally.fell, #tally.rose
  if fell == 0 and rose == 0 then
    return it .. " " .. (were or M.were(indicator)) .. " similar in "
      .. (tally.tested == all and "all " .. strata.spell(all) or M.of(tally.tested, all, ""))
      .. (tally.tested == all and " districts." or "districts; the others cannot be tested.")
  end
  local first, second = "fell", "rose"
  local first_count, second_count = fell, rose
  if rose > fell then
    first, second, first_count, second_count = "rose", "fell", rose, fell
  end
  local rest = second_count == 0 and "none" or strata.spell(second_count)
  local sentence = it .. " " .. first .. " in "
    .. (first_count == all and "all " .. strata.spell(all) .. " districts."
      or M.of(first_count, all, "districts") .. " and " .. second .. " in " .. rest .. ".")
  return sentence
end

-- Names of items, the first with a capital: "Drug offences and shoplifting".
function M.names_of(items)
  return M.capital(strata.list(M.map(items, function(item) return M.named(item.indicator) end)))
end

-- How a rise or fall of neutral issues is to be read; "" when there are none.
function M.neutral_sentence(items, change)
  local neutral = M.filter(items, function(item) return item.indicator.polarity == "neutral" end)
  if #neutral == 0 then return "" end
  local noun = change == "rose" and "rise" or "fall"
  return " A " .. noun .. " in " .. strata.list(M.map(neutral, function(item)
    return M.named(item.indicator)
  end)) .. " is neither good nor bad."
end

-- A finding about all that rose, or all that fell: at most MOST are named.
-- WHAT is what the items are: "crime type". OTHERS are the same issues across the comparator, to say
-- so when nothing changed here.
function M.change_finding(change, tally, what, others, most)
  local list = tally[change]
  local past = change
  if #list == 0 then
    if tally.tested == 0 then
      return { lead = "What " .. past .. " cannot be said.",
               support = "No figures can be tested against an earlier year." }
    end
    return { lead = "No " .. what .. " " .. past .. ".", support = M.elsewhere(change, tally, others) }
  end
  local named = M.first(list, most)
  local rest = #list - #named
  local lead = M.names_of(named) .. " " .. past .. (rest > 0 and " most." or ".")
  local support = M.capital(strata.list(M.map(named, function(item)
    return M.by(item.indicator, item.result)
  end))) .. "."
  if rest > 0 then
    support = support .. " " .. M.capital(strata.spell(rest)) .. " more " .. past .. "."
  end
  return { lead = lead, support = support .. M.neutral_sentence(named, change) }
end

-- What changed across the comparator and not here.
function M.elsewhere(change, tally, others)
  local place = strata.comparator.name
  if not others or others.tested == 0 then return "Every change lies within what chance explains." end
  if #others[change] == 0 then return "None " .. change .. " across " .. place .. " either." end
  local here = {}
  for _, item in ipairs(tally.similar) do here[item.indicator.id] = item end
  local both = M.first(M.filter(others[change], function(item)
    return here[item.indicator.id] ~= nil and not M.is_small_base(item.result)
  end), 2)
  if #both == 0 then
    return M.capital(strata.spell(#others[change])) .. " " .. change .. " across " .. place .. "."
  end
  local counts = M.map(both, function(item)
    local own = here[item.indicator.id].result
    return M.named(item.indicator) .. " (" .. M.count(own) .. ", " .. M.count_before(own) .. " before)"
  end)
  local sizes = M.map(both, function(item) return percent_words(item.result) end)
  return M.capital(strata.list(counts)) .. (#both > 1 and " were" or " " .. M.were(both[1].indicator))
    .. " similar, while " .. (#both > 1 and "both " or "it ") .. change .. " across " .. place
    .. " (by " .. strata.list(sizes) .. ")."
end

-- ---- places --------------------------------------------------------------------------------

-- "The 10 busiest of 94 neighbourhoods hold 41% of incidents.", or "" when not known.
function M.concentration_sentence(indicator, area)
  local found = strata.concentration(indicator.id, area or strata.report.area)
  if not found or not found.share then return "" end
  return "The " .. strata.number(found.tenth, 0) .. " busiest of "
    .. strata.number(found.neighbourhoods, 0) .. " neighbourhoods hold "
    .. strata.percent(found.share) .. " of " .. M.noun(indicator) .. "."
end

-- ---- months --------------------------------------------------------------------------------

-- How the months of the report's period stand to the limits of the earlier one: counts of months above and
-- below, the longest run on one side of the mean, and the mean. Nil when there are no limits.
function M.signals(indicator, area)
  local earlier = M.earlier_period()
  if not earlier then return nil end
  local from, to = M.period_months(earlier)
  local limits = strata.limits(indicator.id, area, M.month_code(from), M.month_code(to))
  local series = strata.months(indicator.id, area)
  if not limits or not limits.mean or not series then return nil end
  local first, last = M.period_months(M.this_period())
  local start = M.month_index(series.first)
  local signals = { above = 0, below = 0, run = 0, run_side = "", mean = limits.mean, months = 0, total = 0 }
  local run, side = 0, 0
  for month = first, last do
    local value = series.values[month - start + 1]
    if not value then
      run, side = 0, 0
    else
      signals.months = signals.months + 1
      signals.total = signals.total + value
      if value > limits.upper then signals.above = signals.above + 1 end
      if value < limits.lower then signals.below = signals.below + 1 end
      local now = value > limits.mean and 1 or value < limits.mean and -1 or 0
      run = now ~= 0 and now == side and run + 1 or (now ~= 0 and 1 or 0)
      side = now
      if run > signals.run then
        signals.run, signals.run_side = run, now > 0 and "above" or "below"
      end
    end
  end
  if signals.months == 0 then return nil end
  return signals
end

-- Beside a panel: "2025: 3 months below limits".
function M.signal_words(signals)
  local called = M.period_called(M.this_period(), strata.report.edition.period_words)
  if string.sub(called, 1, 4) == "the " then called = "this year" end
  if not signals then return "no limits can be drawn" end
  local function months(n) return n .. (n == 1 and " month " or " months ") end
  if signals.above > 0 and signals.below > 0 then
    return called .. ": " .. months(signals.above) .. "above, " .. signals.below .. " below limits"
  elseif signals.above > 0 then
    return called .. ": " .. months(signals.above) .. "above limits"
  elseif signals.below > 0 then
    return called .. ": " .. months(signals.below) .. "below limits"
  elseif signals.run >= 7 then
    return called .. ": " .. signals.run .. " in a row " .. signals.run_side .. " mean"
  end
  return called .. ": within limits"
end

-- "Incidents are most frequent in June and August, least in December.": the months of the report's period.
function M.season_sentence(indicator, area)
  local series = strata.months(indicator.id, area)
  if not series then return nil end
  local first, last = M.period_months(M.this_period())
  local start = M.month_index(series.first)
  local total, list = 0, {}
  for month = first, last do
    local value = series.values[month - start + 1]
    if not value then return nil end
    total = total + value
    list[#list + 1] = { month = month, value = value }
  end
  if total == 0 or #list < 12 then return nil end
  table.sort(list, function(a, b)
    if a.value ~= b.value then return a.value > b.value end
    return a.month < b.month
  end)
  local called = M.period_called(M.this_period(), strata.report.edition.period_words)
  local highest, lowest = list[1], list[#list]
  return "In " .. called .. " the busiest month was " .. MONTHS[highest.month % 12 + 1] .. " ("
    .. strata.number(highest.value, 0) .. ") and the quietest "
    .. MONTHS[lowest.month % 12 + 1] .. " (" .. strata.number(lowest.value, 0)
    .. "). One year cannot show a season."
end

-- The height of a chart of COUNT bars or intervals, in points: closer than usual, so that a page holds two.
function M.rows_height(count)
  return math.ceil(41 + 17.2 * count)
end

-- The monthly line of an indicator for the comparator, with the limits of the earlier edition's year, under a
-- title that says where this year stands to it.
function M.monthly_figure(node, indicator)
  local area = strata.comparator
  local series = strata.months(indicator.id, area.code)
  if not series or #series.values == 0 then
    node:paragraph("[x] No monthly figures are available.")
    return
  end
  local signals = M.signals(indicator, area.code)
  local result = strata.result(indicator.id, area.code)
  local title = M.name(indicator) .. " by month"
  if M.is_change(result) then
    title = M.name(indicator) .. " " .. (M.were(indicator)) .. (result.change == "fell" and " below" or " above")
      .. " the last assessment"
  elseif result.change == "similar" then
    title = M.name(indicator) .. " " .. M.were(indicator) .. " similar to the last assessment"
  end
  local earlier = M.earlier_period()
  local limits, muted
  if earlier and signals then
    local from, to = M.period_months(earlier)
    limits = { from = M.month_code(from), to = M.month_code(to) }
    if M.month_index(series.first) < from then
      muted = { from = series.first, to = M.month_code(from - 1) }
    end
  end
  local missing = M.missing_months(indicator)
  node:figure {
    kind = "line", indicator = indicator.id, area = area.code, from = series.first, height = 165,
    limits = limits, muted = muted, title = title,
    meaning = "Monthly " .. M.noun(indicator) .. ", " .. area.name .. "."
      .. (missing ~= "" and " Grey blocks are months that were not supplied; they are not zero." or "")
      .. (signals and " In " .. M.period_called(M.this_period(), strata.report.edition.period_words) .. " "
        .. M.signal_sentence(signals) or ""),
    note = (limits and "Limits: mean ± 2.66 × mean moving range of the last assessment’s year (12 points:"
        .. " provisional). Grey line: earlier months, which set no baseline. " or "")
      .. (missing ~= "" and "Not supplied: " .. missing .. "." or ""),
  }
end

-- "one month was below the expected range.", for the end of a sentence.
function M.signal_sentence(signals)
  local function months(n)
    return (n == 1 and "one month was " or strata.spell(n) .. " months were ")
  end
  if signals.above > 0 and signals.below > 0 then
    return months(signals.above) .. "above and " .. strata.spell(signals.below) .. " below the expected range."
  elseif signals.above > 0 then
    return months(signals.above) .. "above the expected range."
  elseif signals.below > 0 then
    return months(signals.below) .. "below the expected range."
  elseif signals.run >= 7 then
    return strata.spell(signals.run) .. " months in a row were " .. signals.run_side .. " its mean."
  end
  return "every month was within the expected range."
end

-- ---- what is missing -----------------------------------------------------------------------

-- "November 2022 to December 2023; May to December 2024", for the source of INDICATOR; "" when none.
function M.missing_months(indicator)
  local source = indicator and M.source_of(indicator)
  return source and source.missing or ""
end

-- What partners still have to send: {what=, from=, how=}. Lookups and boundaries, which measure nothing, are
-- not among it.
function M.awaited()
  local list = {}
  for _, source in ipairs(strata.sources()) do
    if source.awaited and source.measure then
      list[#list + 1] = { what = source.title, from = source.awaited_from or "its holder",
                          how = source.how or "docs/INDICATORS.md says how to supply a file." }
    end
  end
  return list
end

-- ---- outcomes ------------------------------------------------------------------------------

-- The indicators that are evidence for an outcome: of each plugin the first one, its headline where that is
-- one, so that a plugin with many parts does not outvote the others. All recorded crime comes first.
local function evidence_for(outcome)
  local function is_evidence(indicator)
    for _, id in ipairs(indicator.outcomes or {}) do
      if id == outcome.id then return true end
    end
    return false
  end
  local list = {}
  for _, role in ipairs { "overview", "priority", "factor", "determinant" } do
    for _, plugin in ipairs(strata.plugins(role)) do
      local headline = M.headline(plugin)
      local chosen = headline and is_evidence(headline) and headline
        or M.filter(strata.indicators { plugin = plugin.id }, is_evidence)[1]
      if chosen then list[#list + 1] = chosen end
    end
  end
  return list
end

-- Whether an outcome is met in an area: {status=, symbol=, evidence=}. An outcome without a tested
-- change since the earlier edition is not assessable: neither amber nor on track.
function M.outcome_status(outcome, area)
  local better, worse, similar, waiting = {}, {}, {}, {}
  for _, indicator in ipairs(evidence_for(outcome)) do
    local result = strata.result(indicator.id, area)
    local words = M.name(indicator)
    if indicator.awaited or not M.is_published(result) then
      waiting[#waiting + 1] = M.named(indicator)
    elseif M.is_change(result) and indicator.polarity ~= "neutral" then
      local is_good = (result.change == "fell") == (indicator.polarity == "lower-is-better")
      local list = is_good and better or worse
      list[#list + 1] = M.small(words) .. " " .. M.change(result)
    elseif result.change == "similar" and indicator.polarity ~= "neutral" then
      similar[#similar + 1] = M.small(words) .. " similar"
    end
  end
  local function evidence(...)
    local all = {}
    for _, list in ipairs { ... } do
      for _, words in ipairs(list) do all[#all + 1] = words end
    end
    local rest = #all - 2
    return M.capital(table.concat(M.first(all, 2), "; "))
      .. (rest > 0 and "; " .. strata.spell(rest) .. " more" or "")
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
  local why = "No indicator has been chosen"
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

-- "September 2026" of 2026-09, "30 September 2026" of 2026-09-30.
function M.due(recommendation)
  local due = recommendation.due or ""
  if #due < 7 then return due end
  local words = (MONTHS[tonumber(string.sub(due, 6, 7))] or "") .. " " .. string.sub(due, 1, 4)
  if #due >= 10 then return tonumber(string.sub(due, 9, 10)) .. " " .. words end
  return words
end

-- ---- reconciliation ------------------------------------------------------------------------

-- "831,700 rows read = 790,000 counted + ... ": every row of a source; nil when it has no such rows.
function M.reconciliation(source)
  if not source.rows then return nil end
  local function bold(n) return "**" .. strata.number(n or 0, 0) .. "**" end
  return bold(source.rows) .. " rows read = " .. bold(source.counted) .. " counted in the districts + "
    .. bold(source.unassigned) .. " with no location + " .. bold(source.outside)
    .. " outside the area + " .. bold(source.duplicates) .. " repeated crime IDs + "
    .. bold(source.rejected) .. " rejected"
end

return M
