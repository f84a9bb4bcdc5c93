-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What many results say together: what rose and what fell, in which districts, in which months.
--
-- Every sentence has an answer for the case that nothing changed, and for the case that nothing is
-- known.

local M = {}

-- ---- many results -------------------------------------------------------------------------------

-- Sorts results into those that rose, fell, were similar and could not be tested, each largest change
-- first. ITEMS are {indicator=, area=, result=}.
function M.tally(items)
  local tally = { rose = {}, fell = {}, similar = {}, untested = {},
                  higher = {}, lower = {}, within = {}, tested = 0, compared = 0 }
  for _, item in ipairs(items) do
    local result = item.result
    local change = results.is_published(result) and result.change or ""
    local list = tally[change == "rose" and "rose" or change == "fell" and "fell"
      or change == "similar" and "similar" or "untested"]
    list[#list + 1] = item
    if list ~= tally.untested then tally.tested = tally.tested + 1 end
    local class = results.class(result)
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
  return wording.map(list, function(indicator)
    return { indicator = indicator, area = code, result = strata.result(indicator.id, code) }
  end)
end

-- ITEMS held against the averages of their areas' peers: {higher=, lower=, within=, compared=, name=, source=,
-- members=}, or nil where none has peers.
function M.peers_tally(items)
  local tally = { higher = {}, lower = {}, within = {}, compared = 0 }
  for _, item in ipairs(items) do
    local beside = results.is_published(item.result) and results.beside_peers(item.indicator, item.area)
    if beside then
      tally.name, tally.source, tally.members = beside.name, beside.source, beside.peers
      local word = beside.significance == "similar" and "within" or beside.significance
      if tally[word] then
        tally[word][#tally[word] + 1] = item
        tally.compared = tally.compared + 1
      end
    end
  end
  return tally.name and tally or nil
end

-- Whether the workspace says who the peers of AREA are.
function M.has_peers(area)
  for _, indicator in ipairs(common.issues()) do
    for _, beside in ipairs(strata.comparisons(indicator.id, area)) do
      if beside.id == "peers" and #beside.peers > 0 then return true end
    end
  end
  return false
end

-- Who they are, below a table with their average; "" where there are none.  The assessment says who decided on it.
function M.peers_note(peers, area)
  if not peers then return "" end
  local names = {}
  for _, code in ipairs(peers.members) do
    if code ~= area then names[#names + 1] = (strata.area(code) or { name = code }).name end
  end
  return "Peers: the mean of " .. wording.small(peers.name) .. " (with " .. strata.list(names)
    .. "); **H**, **L**: above, below its usual spread. "
end

function M.district_names(items)
  return strata.list(wording.map(items, function(item) return item.district.name end))
end

-- "It fell in five of 14 districts and rose in none." SUBJECT stands for "It"; WERE says that it is plural.
function M.districts_sentence(indicator, subject, were)
  local items = common.district_results(indicator)
  local tally = M.tally(items)
  local it = subject or results.it(indicator)
  local all = #items
  if tally.tested == 0 then return "No change can be tested in any district." end
  local fell, rose = #tally.fell, #tally.rose
  if fell == 0 and rose == 0 then
    return it .. " " .. (were or results.were(indicator)) .. " similar in "
      .. (tally.tested == all and "all " .. strata.spell(all) or wording.of(tally.tested, all, ""))
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
      or wording.of(first_count, all, "districts") .. " and " .. second .. " in " .. rest .. ".")
  return sentence
end

-- "Three of 14 districts lie above the usual spread and two below it", for the title of a figure of their values in
-- PERIOD; where nothing is tested, how many have more than the comparator; nil when that is not known either.
function M.levels_finding(indicator, period)
  local items, above = {}, 0
  local whole = strata.result(indicator.id, strata.comparator.code, period)
  for _, district in ipairs(common.districts()) do
    local result = strata.result(indicator.id, district.code, period)
    if results.is_published(result) and result.value then
      items[#items + 1] = { indicator = indicator, area = district.code, result = result }
      if results.is_published(whole) and whole.value and result.value > whole.value then above = above + 1 end
    end
  end
  local tally = M.tally(items)
  if tally.compared > 0 then
    if #tally.higher + #tally.lower == 0 then
      return (tally.compared == 1 and "The one district" or "All " .. strata.spell(tally.compared) .. " districts")
        .. strata.plural(tally.compared, " lies", " lie") .. " within the usual spread"
    end
    return wording.capital(wording.of(#tally.higher, tally.compared, "districts"))
      .. strata.plural(#tally.higher, " lies", " lie") .. " above the usual spread and "
      .. wording.count(#tally.lower) .. " below it"
  end
  if #items == 0 or not results.is_published(whole) or not whole.value then return nil end
  return wording.capital(wording.of(above, #items, "districts")) .. strata.plural(above, " exceeds ", " exceed ")
    .. strata.comparator.name .. "’s " .. results.value_short(indicator, strata.comparator.code, period)
end

-- Names of items, the first with a capital: "Drug offences and shoplifting".
function M.names_of(items)
  return wording.capital(wording.list(wording.map(items, function(item) return results.named(item.indicator) end)))
end

-- How a rise or fall of neutral issues is to be read; "" when there are none.
function M.neutral_sentence(items, change)
  local neutral = wording.filter(items, function(item) return item.indicator.polarity == "neutral" end)
  if #neutral == 0 then return "" end
  local noun = change == "rose" and "rise" or "fall"
  return " A " .. noun .. " in " .. wording.list(wording.map(neutral, function(item)
    return results.named(item.indicator)
  end)) .. " is neither good nor bad."
end

-- What changed across the comparator and not here.
function M.elsewhere(change, tally, others)
  local place = strata.comparator.name
  if not others or others.tested == 0 then return "Every change lies within what chance explains." end
  if #others[change] == 0 then return "None " .. change .. " across " .. place .. " either." end
  local here = {}
  for _, item in ipairs(tally.similar) do here[item.indicator.id] = item end
  local both = wording.first(wording.filter(others[change], function(item)
    return here[item.indicator.id] ~= nil and not results.is_small_base(item.result)
  end), 2)
  if #both == 0 then
    return wording.capital(strata.spell(#others[change])) .. " " .. change .. " across " .. place .. "."
  end
  local counts = wording.map(both, function(item)
    local own = here[item.indicator.id].result
    return results.named(item.indicator) .. " (" .. results.count(own) .. ", " .. results.count_before(own) .. " before)"
  end)
  local sizes = wording.map(both, function(item) return results.percent_words(item.result) end)
  return wording.capital(strata.list(counts)) .. (#both > 1 and " were" or " " .. results.were(both[1].indicator))
    .. " similar, while " .. (#both > 1 and "both " or "it ") .. change .. " across " .. place
    .. " (by " .. strata.list(sizes) .. ")."
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
  local named = wording.first(list, most)
  local rest = #list - #named
  local lead = M.names_of(named) .. " " .. past .. (rest > 0 and " most." or ".")
  local support = wording.capital(wording.list(wording.map(named, function(item)
    return results.by(item.indicator, item.result, #list == 1)
  end))) .. "."
  if rest > 0 then
    support = support .. " " .. wording.capital(strata.spell(rest)) .. (rest == 1 and " other " or " others ")
      .. past .. "."
  end
  return { lead = lead, support = support .. M.neutral_sentence(named, change) }
end

-- ---- places -------------------------------------------------------------------------------------

-- "Blackpool 010D, Bloomfield": with the ward that it is fitted to, where a lookup says.
function M.place_words(place)
  local name = place.name or place.code
  return place.ward and name .. ", " .. place.ward or name
end

-- "The 10 busiest of 94 neighbourhoods hold 41% of incidents.", or "" when not known.
function M.concentration_sentence(indicator, area)
  local found = strata.concentration(indicator.id, area or strata.report.area)
  if not found or not found.share then return "" end
  return "The " .. strata.spell(found.tenth) .. " busiest of "
    .. strata.number(found.neighbourhoods, 0) .. " neighbourhoods hold "
    .. strata.percent(found.share) .. " of " .. results.noun(indicator) .. "."
end

-- "12 of 94 neighbourhoods are hot spots and hold 41% of incidents; nine of them were hot spots in the year ending
-- October 2022, too.", or nil when not known: whether a place is one is tested against the whole comparator. BRIEF: without the
-- earlier year.
function M.hot_spots_sentence(indicator, area, brief)
  local found = strata.hot_spots(indicator.id, area or strata.report.area)
  if not found.published then return nil end
  local tested = strata.number(found.tested, 0) .. " neighbourhoods"
  if found.hot == 0 then return "None of its " .. tested .. " is a hot spot." end
  local text = wording.capital(strata.spell(found.hot)) .. " of " .. tested
    .. strata.plural(found.hot, " is a hot spot and holds ", " are hot spots and hold ")
    .. strata.percent(found.share) .. " of " .. results.noun(indicator)
  if found.before and not brief then
    local again = 0
    for _, spot in ipairs(found.spots) do
      if spot.before then again = again + 1 end
    end
    local when = " in " .. wording.the(found.before_words)
    if again == 0 then
      text = text .. "; none of them was one" .. when
    elseif again == found.hot then
      text = text .. (again == 1 and "; it was one" or "; all of them were") .. when .. ", too"
    else
      text = text .. "; " .. strata.spell(again)
        .. (again == 1 and " of them was a hot spot" or " of them were hot spots") .. when .. ", too"
    end
  end
  return text .. "."
end

-- "Blackpool has 31 of 68 hot spots, and Preston 20": where those are that the test finds, for a title; nil when there is
-- no test.
function M.hot_spots_finding(indicator, area)
  local found = strata.hot_spots(indicator.id, area or strata.report.area)
  if not found.published then return nil end
  if found.hot == 0 then return "No neighbourhood is a hot spot" end
  local counts, names = {}, {}
  for _, spot in ipairs(found.spots) do
    if not counts[spot.district_name] then names[#names + 1] = spot.district_name end
    counts[spot.district_name] = (counts[spot.district_name] or 0) + 1
  end
  names = wording.sorted(names, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  local all = strata.spell(found.hot)
  if #names == 1 then return names[1] .. " has " .. (found.hot == 1 and "the one hot spot" or "all " .. all .. " hot spots") end
  return names[1] .. " has " .. strata.spell(counts[names[1]]) .. " of " .. all .. " hot spots, and " .. names[2] .. " "
    .. strata.spell(counts[names[2]])
end

-- Its share of volume with the interval, against its share of the people: "more than its share of residents" where
-- all of the interval is above that.
local function share_words(gap)
  if not gap.volume_lower or not gap.volume_upper or not gap.people_share then return "" end
  if gap.volume_lower > gap.people_share then return ", more than its share of residents" end
  if gap.volume_upper < gap.people_share then return ", less than its share of residents" end
  return ", similar to its share of residents"
end

-- What the most deprived tenth has of the people, of what was counted and of its harm; nil when not known.
-- DETAILED: with the interval, and what it says.
function M.tenth_sentence(indicator, area, detailed)
  local code = area or strata.report.area
  local gap = strata.deprived_tenth(indicator.id, code)
  if not gap.published or not gap.volume_share or not gap.people_share then return nil end
  local by = gap.domain == "Index of Multiple Deprivation" and "" or ", by " .. wording.small(gap.domain) .. ","
  local range = detailed and gap.volume_lower and " (" .. strata.number(100 * gap.volume_lower, 1) .. "% to "
    .. strata.number(100 * gap.volume_upper, 1) .. "%)" or ""
  local text = "England’s most deprived tenth of neighbourhoods" .. by .. " has "
    .. strata.percent(gap.people_share) .. " of residents here and "
    .. (range == "" and strata.percent(gap.volume_share) or strata.number(100 * gap.volume_share, 1) .. "%")
    .. " of " .. results.noun(indicator) .. range .. (detailed and share_words(gap) or "")
  local severity = strata.severity(indicator.id, code)
  if gap.harm_share then
    text = text .. "; it has " .. strata.percent(gap.harm_share) .. " of the harm"
  elseif detailed and severity.awaited then
    text = text .. "; its share of the harm awaits severity weights"
  end
  return text .. "."
end

-- What the deprived have more of, with intervals; nil when not known.
function M.inequality_sentence(indicator, area)
  local gap = strata.inequality(indicator.id, area or strata.report.area)
  if not gap.published then return nil end
  local tenth = M.tenth_sentence(indicator, area)
  local text = tenth and tenth .. " " or ""
  -- The slope, not the ratio of its ends: where the line ends near none, a ratio can be anything.
  if gap.significance == "higher" then
    return text .. "From the least to the most deprived end the rate rises by " .. strata.number(-gap.slope, 1)
      .. (indicator.unit == "%" and " points" or " " .. results.unit_short(indicator))
      .. " (slope index, 95% interval " .. strata.number(-gap.slope_upper, 1) .. " to "
      .. strata.number(-gap.slope_lower, 1) .. ")."
  elseif gap.significance == "lower" then
    return text .. "The rate falls as deprivation rises."
  elseif gap.significance == "similar" then
    return text .. "The rate does not differ by deprivation beyond chance."
  end
  return text ~= "" and text or nil
end

-- ---- months -------------------------------------------------------------------------------------

-- How the months of the report's period stand to the limits of the earlier one, by the rules of Making Data
-- Count: of each rule the months up and down, and the mean, lower and upper. Nil when there are no limits.
function M.signals(indicator, area)
  local earlier = wording.earlier_period()
  if not earlier then return nil end
  local from, to = wording.period_months(earlier)
  local chart = strata.chart(indicator.id, area, wording.month_code(from), wording.month_code(to))
  if not chart.judged then return nil end
  local first, last = wording.period_months(wording.this_period())
  local signals = { words = chart.words, months = 0, total = 0, mean = 0, means = 0, above = 0, below = 0,
    rising = 0, falling = 0, near_upper = 0, near_lower = 0, run_above = 0, run_below = 0,
    provisional = chart.provisional, rebased = chart.rebased, rebased_why = chart.rebased_why }
  for i, code in ipairs(chart.months) do
    local month, rule, up = wording.month_index(code), chart.rules[i], chart.sides[i] == "above"
    if month >= from and month <= to and chart.counts[i] then
      signals.mean, signals.means = signals.mean + chart.counts[i], signals.means + 1
    end
    if month >= first and month <= last and chart.counts[i] then
      signals.months = signals.months + 1
      signals.total = signals.total + chart.counts[i]
      local name = rule == "outside" and (up and "above" or "below")
        or rule == "trend" and chart.sides[i]
        or rule == "two of three" and (up and "near_upper" or "near_lower")
        or rule == "shift" and (up and "run_above" or "run_below")
      if name then signals[name] = signals[name] + 1 end
    end
  end
  if signals.months == 0 or signals.means == 0 then return nil end
  signals.mean = signals.mean / signals.means
  return signals
end

-- Beside a panel: "2025: 3 months below limits"; of the first rule that holds.
function M.signal_words(signals)
  local called = wording.period_called(wording.this_period(), strata.report.edition.period_words)
  if string.sub(called, 1, 4) == "the " then called = "this year" end
  if not signals then return "no limits can be drawn" end
  local function months(n) return n .. (n == 1 and " month " or " months ") end
  if signals.above > 0 and signals.below > 0 then
    return called .. ": " .. months(signals.above) .. "above, " .. signals.below .. " below limits"
  elseif signals.above > 0 then
    return called .. ": " .. months(signals.above) .. "above limits"
  elseif signals.below > 0 then
    return called .. ": " .. months(signals.below) .. "below limits"
  elseif signals.rising > 0 or signals.falling > 0 then
    return called .. ": 7 or more in a row " .. (signals.rising > 0 and "rising" or "falling")
  elseif signals.near_upper > 0 or signals.near_lower > 0 then
    return called .. ": 2 of 3 near " .. (signals.near_upper > 0 and "upper" or "lower") .. " limit"
  elseif signals.run_above > 0 or signals.run_below > 0 then
    return called .. ": 7 or more in a row " .. (signals.run_above > 0 and "above" or "below") .. " mean"
  end
  return called .. ": as expected"
end

-- "one month was below the limits.", for the end of a sentence: the words of the rule that holds.
function M.signal_sentence(signals)
  return signals.words .. "."
end

-- "Incidents are most frequent in June and August, least in December.": the months of the report's period.
function M.season_sentence(indicator, area)
  local series = strata.months(indicator.id, area)
  if not series then return nil end
  local first, last = wording.period_months(wording.this_period())
  local start = wording.month_index(series.first)
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
  local called = wording.period_called(wording.this_period(), strata.report.edition.period_words)
  local highest, lowest = list[1], list[#list]
  return "In " .. called .. " the busiest month was " .. wording.month_name(highest.month % 12 + 1) .. " ("
    .. strata.number(highest.value, 0) .. ") and the quietest "
    .. wording.month_name(lowest.month % 12 + 1) .. " (" .. strata.number(lowest.value, 0)
    .. "). One year cannot show a season."
end

-- What is expected of the months ahead, where that can be told better than by the same months of the year before; nil
-- where it cannot, and the reason, or only nil where the indicator asks for no forecast.
function M.forecast_sentence(indicator, area)
  local ahead = strata.forecast(indicator.id, area)
  if not ahead.published then return nil, ahead.method ~= "" and ahead.reason or nil end
  local months, low, high, sum = #ahead.values, nil, nil, 0
  for i = 1, months do
    low = math.min(low or ahead.lower[i], ahead.lower[i])
    high = math.max(high or ahead.upper[i], ahead.upper[i])
    sum = sum + ahead.values[i]
  end
  return "**Ahead.** Over the " .. strata.spell(months) .. " months to " .. wording.period_words(ahead.months[months])
    .. " about " .. strata.number(sum / months, 0) .. " " .. results.noun(indicator) .. " a month are expected, each month between "
    .. strata.number(math.max(0, low), 0) .. " and " .. strata.number(high, 0) .. " (" .. strata.number(ahead.level, 0)
    .. "% interval, " .. ahead.method .. "). Tried on the last twelve months it was out by "
    .. strata.number(ahead.error_percent, 0) .. "%, nearer than the same months of the year before."
end

-- ---- figures ------------------------------------------------------------------------------------

-- The height of a chart of COUNT bars or intervals, in points: closer than usual, so that a page holds two.
-- PLAIN: bars without the line of a reference, whose words stand below them.
function M.rows_height(count, plain)
  return math.ceil((plain and 28 or 40) + 17.2 * count)
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
  local title = results.name(indicator) .. " by month"
  if results.is_change(result) then
    title = results.name(indicator) .. " " .. (results.were(indicator)) .. (result.change == "fell" and " below" or " above")
      .. " the " .. wording.last("assessment")
  elseif result.change == "similar" then
    title = results.name(indicator) .. " " .. results.were(indicator) .. " similar to the " .. wording.last("assessment")
  end
  local earlier = wording.earlier_period()
  local limits, muted
  if earlier and signals then
    local from, to = wording.period_months(earlier)
    limits = { from = wording.month_code(from), to = wording.month_code(to) }
    if wording.month_index(series.first) < from then
      muted = { from = series.first, to = wording.month_code(from - 1) }
    end
  end
  local missing = common.missing_months(indicator)
  node:figure {
    kind = "line", indicator = indicator.id, area = area.code, from = series.first, height = 165,
    limits = limits, muted = muted, title = title,
    meaning = "Monthly " .. results.noun(indicator) .. ", " .. area.name .. "."
      .. (missing ~= "" and " Grey blocks are months that were not supplied; they are not zero." or "")
      .. (signals and " In " .. wording.period_called(wording.this_period(), strata.report.edition.period_words) .. " "
        .. M.signal_sentence(signals) or ""),
    note = (limits and "Limits: mean ± 2.66 × mean moving range of the last assessment’s year"
        .. (signals.provisional and " (few months: provisional)" or "") .. ". Diamonds (high) and squares (low):"
        .. " months that chance does not explain (Making Data Count). Grey line: earlier months, which set no"
        .. " baseline. " or "")
      .. (missing ~= "" and "Not supplied: " .. missing .. "." or ""),
  }
  local ahead = M.forecast_sentence(indicator, area.code)
  if ahead then node:paragraph(ahead) end
end

local function average(sum, months)
  return strata.number(sum / months, 0)
end

-- "704 a month in 2025; 809 in the last profile's year"; KIND: profile.
local function averages(signals, kind)
  if not signals then return "" end
  local called = wording.period_called(wording.this_period(), strata.report.edition.period_words)
  return average(signals.total, signals.months) .. " a month in " .. called .. "; "
    .. strata.number(signals.mean, 0) .. " in the " .. wording.last(kind) .. "’s year"
end

-- The first month that panels show: a year before the last edition's year, or the first there is.
local function first_month(series)
  local earlier = wording.earlier_period() or wording.this_period()
  local from = wording.period_months(earlier) - 13
  return wording.month_code(math.max(from, wording.month_index(series.first)))
end

-- A small multiple: the months with the range that the year of the last KIND of report lets expect.
function M.monthly_panel(node, indicator, area, signals, kind)
  local series = strata.months(indicator.id, area.code)
  if not series then
    node:heading(results.name(indicator), 3)
    node:paragraph("[x] No monthly figures have been supplied.", "small")
    return
  end
  local earlier = wording.earlier_period()
  local limits, muted
  if earlier and signals then
    local from, to = wording.period_months(earlier)
    limits = { from = wording.month_code(from), to = wording.month_code(to) }
    muted = { from = first_month(series), to = wording.month_code(from - 1) }
  end
  node:figure {
    kind = "line", compact = true, height = 92, indicator = indicator.id, area = area.code,
    from = first_month(series), limits = limits, muted = muted,
    title = results.name(indicator), panel = results.name(indicator),
    panel_note = M.signal_words(signals), meaning = averages(signals, kind),
  }
end

-- Which kinds the change of the whole is made of.
function M.waterfall(node, overall, height)
  local result = strata.result(overall.id, strata.comparator.code)
  local kinds = common.issues()
  if not results.is_published(result) or not result.before_numerator or #kinds < 2 then return end
  local more = result.numerator - result.before_numerator
  local title = results.name(overall) .. " " .. results.were(overall) .. " similar"
  if results.is_change(result) then
    title = results.name(overall) .. " " .. result.change .. " by " .. strata.number(math.abs(more), 0)
  end
  node:figure {
    kind = "waterfall", indicator = overall.id, area = strata.comparator.code, row_head = "Kind", height = height,
    indicators = wording.map(kinds, function(one) return one.id end), title = title .. ": which kinds made the change",
    meaning = "The largest rise first, the largest fall last, " .. strata.comparator.name
      .. ". Grey: similar, so chance may explain it.",
  }
end

-- "Anti-social behaviour was lower in ten of 12 months than in the same months of the last assessment’s year".
local function calendar_title(indicator, series, earlier)
  local now_first, now_last = wording.period_months(wording.this_period())
  local then_first, then_last = wording.period_months(earlier)
  local start, lower, higher, compared = wording.month_index(series.first), 0, 0, 0
  for month = now_first, now_last do
    local same = then_first + (month - then_first) % 12
    local now, before = series.values[month - start + 1], series.values[same - start + 1]
    if now and before and same <= then_last then
      compared = compared + 1
      if now < before then lower = lower + 1 elseif now > before then higher = higher + 1 end
    end
  end
  local name = results.name(indicator) .. " " .. results.were(indicator)
  if compared == 0 then return results.name(indicator) .. " by month and year" end
  local word, count = "lower", lower
  if higher > lower then word, count = "higher", higher end
  return name .. " " .. word .. " in " .. wording.of(count, compared, "months")
    .. " than in the same months of the " .. wording.last("assessment") .. "’s year"
end

-- The months of an indicator by year, since the earlier edition's.
function M.calendar(node, indicator)
  local series = strata.months(indicator.id, strata.comparator.code)
  local earlier = wording.earlier_period()
  if not series or not earlier then return end
  local missing = common.missing_months(indicator) ~= ""
  node:figure {
    kind = "heat", indicator = indicator.id, area = strata.comparator.code,
    from = wording.month_code((wording.period_months(earlier))), title = calendar_title(indicator, series, earlier),
    meaning = "Monthly " .. results.noun(indicator) .. ", " .. strata.comparator.name .. "."
      .. (missing and " Months marked [x] were not supplied; they are not zero." or ""),
  }
end

return M
