-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A result in words, so that two pages never say one thing in two ways.
--
-- "Rose" and "fell" are said only where strata's test says so; a change is given as the per cent and
-- then the level; on fewer than 50 cases only as counts. What is missing is said to be missing.

local M = {}

-- Of fewer cases than this a percentage would mislead.
local SMALL_BASE = 50

-- ---- indicators ---------------------------------------------------------------------------------

function M.name(indicator)
  return indicator.short_title or indicator.title
end

function M.named(indicator)
  return wording.small(M.name(indicator))
end

-- "Violence and sexual offences were", "Burglary was": plural when the name ends with what is counted.
function M.were(indicator)
  if indicator.noun and wording.ends_with(string.lower(M.name(indicator)), string.lower(indicator.noun)) then
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

-- ---- numbers ------------------------------------------------------------------------------------

function M.is_published(result)
  return result.published and true or false
end

function M.result(indicator, area)
  return strata.result(indicator.id, area or strata.report.area)
end

-- The report's period, or the latest one before it that is published: a census is not yearly. What is counted
-- by month has no such excuse: an older year would be taken for this one.
-- Also the period's code, which is nil when nothing is published.
function M.latest(indicator, area)
  local code = area or strata.report.area
  local result = strata.result(indicator.id, code)
  if not M.is_published(result) and strata.months(indicator.id, code) then return result, nil end
  local period = strata.latest(indicator.id, code)
  if not period then return result, nil end
  if period ~= wording.this_period() then result = strata.result(indicator.id, code, period) end
  return result, period
end

function M.missing(result)
  local shorthand = result.shorthand
  return shorthand and shorthand ~= "" and shorthand or "[x]"
end

function M.count(result)
  if not M.is_published(result) then return M.missing(result) end
  if not result.numerator then return "[z]" end
  -- The numerator of a mean is a sum of hours or points: what was counted is how many there were.
  local is_mean = string.sub(result.method or "", 1, 7) == "Student"
  return strata.number(is_mean and result.denominator or result.numerator, 0) .. (result.shorthand == "[r]" and " [r]" or "")
end

function M.count_before(result)
  if not result.before_numerator then return "[x]" end
  return strata.number(result.before_numerator, 0)
end

-- A proportion of fewer than 50, which strata prints as "3 of 11": it has no unit.
function M.is_of_few(indicator, result)
  return indicator.statistic == "proportion" and M.is_published(result)
    and (result.denominator or SMALL_BASE) < SMALL_BASE
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
  if wording.ends_with(indicator.unit or "", " residents") then
    return string.sub(indicator.unit, 1, #indicator.unit - #" residents")
  end
  return indicator.unit or ""
end

-- "Lancashire-14: 80.9"; "" where the comparator has no value.
function M.comparison(indicator, period, name)
  local value = M.value(indicator, strata.comparator.code, period)
  if indicator.unit == "%" then value = M.value_with_unit(indicator, strata.comparator.code, period) end
  return (name or strata.comparator.name) .. ": " .. value
end

-- ---- change -------------------------------------------------------------------------------------

function M.percent_words(result)
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

-- " 13%" after "fell"; "" on a small base, and for a proportion, whose change is not in per cent.
function M.size_words(result)
  if M.is_small_base(result) or not result.change_percent then return "" end
  return " " .. M.percent_words(result)
end

-- "fell 13%", "fell, was 15", "similar", "[x]".
function M.change(result)
  if not M.is_published(result) then return M.missing(result) end
  if M.is_change(result) then
    if M.is_small_base(result) then return result.change .. ", was " .. M.count_before(result) end
    return result.change .. M.size_words(result)
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
-- Whether the change was tested month by month, against the scatter between them.
function M.is_by_months(result)
  return wording.ends_with(result.change_method or "", "paired months 95%")
end

-- A limit of a change, with as many decimals as show on which side of none it is: "fell" beside "0.0" would be a riddle.
function M.change_limit(value)
  local decimals, least = 1, 0.05
  while decimals < 5 and value ~= 0 and math.abs(value) < least do
    decimals, least = decimals + 1, least / 10
  end
  return strata.number(value, decimals, "signed")
end

function M.change_interval(result)
  if not M.is_published(result) or not result.change_lower or not result.change_upper then
    return "[x]"
  end
  return M.change_limit(result.change_lower) .. "% to " .. M.change_limit(result.change_upper) .. "%"
end

-- Whether any change of INDICATORS in AREAS is tested without some of its months, because a rule hides them.
function M.has_hidden_months(indicators, areas)
  for _, indicator in ipairs(indicators) do
    for _, area in ipairs(areas) do
      local result = M.latest(indicator, area.code)
      if wording.ends_with(result.change_method or "", "months shown 95%") then return true end
    end
  end
  return false
end

-- Whether the change is of the rate, each count held against its own denominator, and not of the count.
local function is_of_rates(result)
  return wording.ends_with(result.change_method or "", "rates 95%")
end

local function rate(value)
  return strata.number(value, math.abs(value) < 2 and 2 or 1)
end

-- "23,126 to 21,241 offences": the part of a lead that both words of change share.
local function from_to(indicator, result)
  if is_of_rates(result) then
    return "from " .. rate(result.before_value) .. " to " .. rate(result.value) .. " " .. M.unit_short(indicator)
  end
  return "from " .. M.count_before(result) .. " to " .. M.count(result) .. " " .. M.noun(indicator)
end

-- Of a proportion: "rose 2.3 points, from 43.7% to 46.0%".
local function share_sentence(indicator, result, before)
  local function share(value) return strata.number(value, 1) .. "%" end
  if not M.is_of_few(indicator, result) and result.before_value then
    if M.is_change(result) then
      return M.name(indicator) .. " " .. result.change .. " " .. strata.number(math.abs(result.value - result.before_value), 1)
        .. " points, from " .. share(result.before_value) .. " to " .. share(result.value) .. "."
    elseif result.change == "similar" then
      return M.name(indicator) .. " " .. M.were(indicator) .. " similar: " .. share(result.value) .. ", "
        .. share(result.before_value) .. " " .. (before or "before") .. "."
    end
  end
  return nil
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
  local share = indicator.statistic == "proportion" and share_sentence(indicator, result, before)
  if share then return share end
  if M.is_change(result) then
    return name .. " " .. result.change .. M.size_words(result) .. ", " .. from_to(indicator, result) .. "."
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
    local from, to = M.count_before(result), M.count(result)
    if is_of_rates(result) then from, to = rate(result.before_value), rate(result.value) end
    return result.change .. M.size_words(result) .. ", from " .. from .. " to " .. to
  end
  if result.change == "similar" then
    return "was similar: " .. M.count(result) .. ", " .. M.count_before(result) .. " before"
  end
  return "had " .. M.count(result) .. ", with nothing to compare"
end

-- "drug offences by 43% to 730", or on a small base "robbery to 2 (was 15)"; without the name when IS_NAMED,
-- because the words before have it.
function M.by(indicator, result, is_named)
  local name = is_named and "" or M.named(indicator) .. " "
  if M.is_small_base(result) then
    return name .. "to " .. M.count(result) .. " (was " .. M.count_before(result) .. ")"
  end
  return name .. "by " .. M.percent_words(result) .. " to "
    .. (is_of_rates(result) and rate(result.value) .. " " .. M.unit_short(indicator) or M.count(result))
end

-- ---- goals --------------------------------------------------------------------------------------

local function with_unit(indicator, value, is_short)
  local number = strata.number(value, math.abs(value) < 2 and 2 or 1)
  if is_short and indicator.unit ~= "%" then return number end
  return indicator.unit == "%" and number .. "%" or number .. " " .. (indicator.unit or "")
end

-- "at most 30.0 per 1,000 residents", or of a goal with two values "below 30.0 per 1,000 residents; missed from 40.0".
-- IS_SHORT: without the unit.
function M.goal_words(indicator, goal, is_short)
  local low = indicator.polarity == "lower-is-better"
  if not goal.upper then return (low and "at most " or "at least ") .. with_unit(indicator, goal.value, is_short) end
  local reached, missed = goal.upper, goal.value
  if low then reached, missed = goal.value, goal.upper end
  return (low and "below " or "from ") .. with_unit(indicator, reached, is_short) .. "; missed "
    .. (low and "from " or "below ") .. strata.number(missed, math.abs(missed) < 2 and 2 or 1)
end

local VERDICTS = { met = "{:swatch-better:} met", ["not met"] = "{:swatch-worse:} not met",
                   between = "{:similar:} between the two", ["cannot say"] = "{:not-tested:} cannot say" }

-- With its symbol: "cannot say" where the figure's interval holds the goal, "[x]" where there is no figure.
function M.goal_verdict(goal)
  return VERDICTS[goal.verdict] or "[x]"
end

-- ---- place among the others ---------------------------------------------------------------------

-- The class of an area among the others: "higher", "within", "lower", "not tested".
function M.class(result)
  if not M.is_published(result) then return "" end
  if result.significance == "higher" or result.significance == "lower" then
    return result.significance
  end
  if result.significance == "similar" then return "within" end
  return "not tested"
end

-- "highest of 14", or nil when there is no rank.
function M.rank(result)
  if not M.is_published(result) or not result.rank or result.rank < 1
    or not result.rank_of or result.rank_of < 2 then
    return nil
  end
  return strata.rank_words(result.rank, result.rank_of)
end

-- "rest of Lancs-14: 34.4", where the definition compares with the rest: a district is part of the comparator,
-- and hides its own distance from it. Otherwise as comparison.
function M.beside(indicator, area)
  for _, beside in ipairs(strata.comparisons(indicator.id, area)) do
    if beside.id == "rest" and beside.value then
      return "rest of " .. strata.comparator.short_name .. ": "
        .. strata.number(beside.value, math.abs(beside.value) < 2 and 2 or 1)
    end
  end
  return M.comparison(indicator)
end

-- The figure beside the average of the area's peers, or nil where it has none.
function M.beside_peers(indicator, area, period)
  for _, beside in ipairs(strata.comparisons(indicator.id, area, period)) do
    if beside.id == "peers" and beside.value then return beside end
  end
  return nil
end

-- "4", or "4=" where others have the same value, or nil when there is no rank.
function M.rank_mark(result)
  if not M.rank(result) then return nil end
  return result.rank .. (result.rank_tied > 0 and "=" or "")
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

return M
