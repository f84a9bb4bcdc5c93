-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Page 2: every measure against the other districts.

-- In points: what the page holds beside its title, and what a row of each kind and a line of the note take. Where partners'
-- returns fill more than that, the last rows are left to the assessment's appendix.
local ROOM = 622
local HEIGHT = { group = 17.5, indicator = 25.8, waiting = 15.5, waiting_long = 24.5, note = 9.4 }
local LONG, NOTE_LONG = 85, 155 -- letters that fit into a line of what is awaited, and of the note

-- Groups of indicators that have figures for districts, in the order of the plugins, and one row for each
-- priority that waits for a partner.
local function groups()
  local list = {}
  local function add(plugin, indicators)
    local kept = wording.filter(indicators, function(indicator)
      return not indicator.awaited and not indicator.restricted and not indicator.derived
        and indicator.statistic ~= "count"
    end)
    if #kept > 0 then list[#list + 1] = { plugin = plugin, indicators = kept } end
  end
  for _, plugin in ipairs(common.measured_priorities()) do
    add(plugin, strata.indicators { plugin = plugin.id })
  end
  local waiting = common.unmeasured_priorities()
  if #waiting > 0 then list[#list + 1] = { waiting = waiting } end
  for _, plugin in ipairs(strata.plugins("overview")) do
    add(plugin, strata.indicators { plugin = plugin.id })
  end
  for _, plugin in ipairs(strata.plugins("determinant")) do
    local headline = common.headline(plugin)
    if headline then add(plugin, { headline }) end
  end
  return list
end

-- "per 1,000 residents", with the period where it is not the page's.
local function unit_words(indicator, result, period)
  local words = indicator.unit or ""
  if indicator.unit == "%" then words = "%" end
  if period and period ~= wording.this_period() then
    words = words .. ", " .. strata.result(indicator.id, strata.comparator.code, period).period_words
  end
  if indicator.polarity == "neutral" then words = words .. "; neutral" end
  return words
end

local function spark_cell(indicator, area)
  local series = strata.months(indicator.id, area)
  if not series or #series.values == 0 then return "[x]" end
  local missing, last, highest, lowest = 0, nil, nil, nil
  for i, value in ipairs(series.values) do
    if value then
      last = i
      if not highest or value > series.values[highest] then highest = i end
      if not lowest or value < series.values[lowest] then lowest = i end
    else
      missing = missing + 1
    end
  end
  if not last then return "[x]" end
  local function at(i)
    return strata.number(series.values[i], 0) .. " in " .. wording.period_words(series.months[i])
  end
  return { text = "last " .. at(last) .. ", highest " .. at(highest) .. ", lowest " .. at(lowest)
      .. (missing > 0 and "; " .. missing .. " months missing" or ""),
    spark = series.values }
end

local CLASS_WORDS = { higher = "above the usual spread", lower = "below the usual spread",
                      within = "within the usual spread", ["not tested"] = "not tested" }

local FIFTHS = { "highest", "second highest", "middle", "second lowest", "lowest" }

-- The spine, where enough districts have a figure; a listener hears the class, and the fifth of the districts.
local function spine_cell(indicator, area, period, result, reference)
  local standing = strata.standing(indicator.id, area.code, period)
  if not standing or not standing.has_spine then return "[x]" end
  local symbol = result.position_symbol
  local fifth = standing.part and ", in the " .. FIFTHS[standing.part] .. " fifth of the districts" or ""
  return { text = CLASS_WORDS[results.class(result)] .. fifth,
    spread = result.value, others = common.other_values(indicator, period, area.code),
    reference = reference, low = result.lower, high = result.upper,
    symbol = symbol and symbol ~= "" and symbol or "not-tested" }
end

-- The average of the peers, with H or L where the district lies beyond it.  What the peers were chosen by says
-- nothing beside them.
local function peers_cell(indicator, area, period)
  local beside = results.beside_peers(indicator, area.code, period)
  if not beside or beside.reason then return "[x]" end
  local mark = beside.significance == "higher" and " **H**" or beside.significance == "lower" and " **L**" or ""
  return strata.number(beside.value, math.abs(beside.value) < 2 and 2 or 1) .. mark
end

-- A row has a cell for the peers where any district of the workspace has peers.
local function row(indicator, area, has_peers)
  local result, period = results.latest(indicator, area.code)
  local published = results.is_published(result)
  local whole = period and strata.result(indicator.id, strata.comparator.code, period)
  local name = results.name(indicator) .. "\n~" .. unit_words(indicator, result, period) .. "~"
  if not published then
    local missing = results.missing(result)
    local cells = { name, missing, missing, missing, missing, missing, missing, spark_cell(indicator, area.code), missing }
    if has_peers then table.insert(cells, 6, missing) end
    return cells
  end
  local has_interval = result.lower and result.upper
  local cells = {
    name,
    results.count(result),
    "**" .. results.value(indicator, area.code, period) .. "**",
    has_interval and results.interval(indicator, area.code, period) or "[z]",
    whole and results.is_published(whole)
      and results.value(indicator, strata.comparator.code, period) or "[x]",
    results.rank_mark(result) or "[z]",
    spine_cell(indicator, area, period, result, whole and whole.value or result.comparator_value),
    spark_cell(indicator, area.code),
    results.change_marked(result),
  }
  if has_peers then table.insert(cells, 6, peers_cell(indicator, area, period)) end
  return cells
end

local function title(tally)
  local all, high, low = tally.compared, #tally.higher, #tally.lower
  if all == 0 then return "No rate can be compared yet" end
  if high == 0 and low == 0 then
    return "All " .. strata.spell(all) .. " rates lie within the usual spread between districts"
  end
  local count, word = high, "higher"
  if low > high then count, word = low, "lower" end
  return wording.capital(wording.of(count, all, "rates")) .. (count == 1 and " is " or " are ") .. word
    .. " than the usual spread between districts"
end

-- "Beside five districts with similar deprivation one is higher and none is lower."
local function peers_sentence(peers)
  if not peers or peers.compared == 0 then return nil end
  local high, low = #peers.higher, #peers.lower
  local words = "Beside the average of " .. strata.spell(#peers.members) .. " " .. wording.small(peers.name) .. " "
  if high + low == 0 then return words .. "all lie within the usual spread." end
  return words .. wording.count(high) .. (high < 2 and " is " or " are ") .. "higher and " .. wording.count(low)
    .. (low < 2 and " is " or " are ") .. "lower."
end

local function meaning(tally, peers)
  local words = {}
  local high, low, within = #tally.higher, #tally.lower, #tally.within
  if high + low > 0 then
    local function is(n) return n == 1 and " is " or " are " end
    local other, other_word = low, "lower"
    if low > high then other, other_word = high, "higher" end
    words[1] = (other == 0 and "None is " .. other_word
        or wording.capital(strata.spell(other)) .. is(other) .. other_word)
      .. " and " .. strata.spell(within) .. (within == 1 and " lies" or " lie") .. " within it."
  end
  words[#words + 1] = peers_sentence(peers)
  if tally.tested > 0 then
    words[#words + 1] = "Since the " .. wording.last("profile") .. " " .. wording.count(#tally.fell) .. " of "
      .. strata.spell(tally.tested) .. " counts fell, " .. wording.count(#tally.rose) .. " rose and "
      .. wording.count(#tally.similar) .. (#tally.similar == 1 and " was" or " were") .. " similar."
  else
    words[#words + 1] = "No change can be tested: the figures of this year or of an earlier one are missing."
  end
  return table.concat(words, " ")
end

local function note(peers, left_out, indicators)
  return "Bar: all districts; darker: the middle half; line: " .. strata.comparator.short_name
    .. ". Diamond above, square below, circle within the usual spread; ring: not tested."
    .. " Intervals: 95%, Byar’s for rates (exact below 10), Wilson’s for proportions."
    .. " Usual spread: 95% limits with over-dispersion; with " .. strata.spell(#common.districts())
    .. " districts they are wide. Rose or fell: 95%, 12 paired months"
    .. (results.has_hidden_months(indicators, { common.area() }) and ", or those shown and the rest of the year" or "") .. ". " .. patterns.peers_note(peers, common.area().code) .. "[x] not available; [z] not applicable. "
    .. (left_out > 0 and wording.capital(strata.spell(left_out)) .. " more "
      .. strata.plural(left_out, "measure is", "measures are") .. " in the assessment’s appendix. " or "")
    .. common.source_line(indicators) .. " What each counts is in the assessment’s Appendix C."
end

return function(page)
  local area = common.area()
  page:running(strata.report.title .. " " .. strata.report.edition.id)
  local others = #common.districts() - 1
  page:title(others > 0 and "Compared with the other " .. strata.spell(others) .. " districts"
    or "Every measure")
  local box = page:box("spine")
  local has_peers = patterns.has_peers(area.code)
  local all = {}
  for _, group in ipairs(groups()) do
    for _, indicator in ipairs(group.indicators or {}) do all[#all + 1] = indicator end
  end
  local longest = note(patterns.peers_tally(patterns.for_area(all, area.code)), 10, all)
  local rows, tallied, left_out = {}, {}, 0
  local room = ROOM - HEIGHT.note * math.ceil(#longest / NOTE_LONG)
  for _, group in ipairs(groups()) do
    if group.waiting then
      rows[#rows + 1] = { kind = "group", "Awaited" }
      room = room - HEIGHT.group
      for _, plugin in ipairs(group.waiting) do
        local from = "Awaited from " .. common.awaited_from(plugin)
        room = room - (#from > LONG and HEIGHT.waiting_long or HEIGHT.waiting)
        -- A sentence in a row's last words runs over the cells that are left empty.
        rows[#rows + 1] = { plugin.title, "[x]", from,
          "", "", "", "", "", "", has_peers and "" or nil }
      end
    else
      for i, indicator in ipairs(group.indicators) do
        -- The first group needs no heading that says again what its row says.
        local headed = i == 1 and not (#rows == 0 and results.name(indicator) == group.plugin.title)
        local takes = HEIGHT.indicator + (headed and HEIGHT.group or 0)
        if takes > room then
          left_out = left_out + #group.indicators - i + 1
          break
        end
        room = room - takes
        if headed then rows[#rows + 1] = { kind = "group", group.plugin.title } end
        rows[#rows + 1] = row(indicator, area, has_peers)
        tallied[#tallied + 1] = indicator
      end
    end
  end
  if #rows == 0 then
    box:heading("Nothing can be compared yet", 2)
    box:paragraph("No indicator has figures. Page 4 lists what is awaited, and from whom.")
    return
  end
  local items = patterns.for_area(tallied, area.code)
  local tally, peers = patterns.tally(items), patterns.peers_tally(items)
  local short = strata.comparator.short_name
  local columns = {
    { head = "Indicator and unit", width = has_peers and 0.225 or 0.24, header = true },
    { head = "Count", align = "right", width = 0.065 },
    { head = "Value", align = "right", width = 0.065 },
    { head = "95%\ninterval", align = "right", width = 0.12 },
    { head = short, align = "right", width = 0.075 },
    { head = "Rank\nof " .. (others + 1), align = "centre", width = 0.055 },
    { head = "higher rate | lower rate\n" .. short, width = has_peers and 0.15 or 0.18 },
    { head = "Monthly\ncount", width = has_peers and 0.065 or 0.075 },
    { head = "Change since\n" .. wording.last("profile"), width = has_peers and 0.115 or 0.125 },
  }
  if has_peers then table.insert(columns, 6, { head = "Peers", align = "right", width = 0.065 }) end
  box:table {
    title = title(tally),
    meaning = meaning(tally, peers),
    columns = columns,
    rows = rows,
    note = note(peers, left_out, tallied),
  }
end
