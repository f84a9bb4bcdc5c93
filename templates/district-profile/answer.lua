-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Page 1, the answer: how large, which way, and where the district stands, for each issue.

local MOST_ISSUES = 14 -- rows that the box holds
local MOST_NAMED = 3 -- of the issues that rose or fell: a finding has two or three lines

local function masthead(page, area)
  local report = strata.report
  page:title(area.name)
  page:running(report.title .. " " .. report.edition.id .. "  |  " .. report.partnership)
  local since = report.since
  local changes = since and "\nChanges: since the last profile (" .. since.period_words .. ")."
    or " Changes: since the year that is named."
  page:subtitle(wording.capital(area.role) .. " in " .. report.place .. ". Figures: "
    .. report.edition.period_words .. "." .. changes)
  -- A map needs an indicator even where it only shows the place: without classes all are grey but one.
  local overall = common.overall()
  if overall and results.is_published(strata.result(overall.id, area.code)) then
    page:box("locator"):figure {
      kind = "map", indicator = overall.id, compact = true, height = 78, bounds = {},
      title = "Where " .. area.name .. " lies in " .. report.place,
    }
  end
end

-- Up to six numbers: who lives here. Those that the workspace has no data for are left to the others.
local function context(page, area)
  local list = {}
  for _, role in ipairs { "context", "determinant" } do
    for _, plugin in ipairs(strata.plugins(role)) do
      local indicators = strata.indicators { plugin = plugin.id }
      if role == "determinant" then indicators = { common.headline(plugin) } end
      for _, indicator in ipairs(indicators) do
        if not indicator.awaited and #list < 6 then list[#list + 1] = indicator end
      end
    end
  end
  local figures = {}
  for _, indicator in ipairs(list) do
    local result, period = results.latest(indicator, area.code)
    local whole = period and strata.result(indicator.id, strata.comparator.code, period) or result
    local is_count = indicator.statistic == "count" or indicator.statistic == "given"
    local comparison
    if not results.is_published(result) then
      comparison = "not available; page 4 says why"
    elseif indicator.statistic == "count" and results.is_published(whole) and (whole.numerator or 0) > 0 then
      comparison = strata.number(100 * result.numerator / whole.numerator, 1) .. "% of "
        .. strata.comparator.short_name
    else
      comparison = results.comparison(indicator, period, strata.comparator.short_name)
    end
    local unit = is_count and "" or indicator.unit == "%" and "%" or " " .. (indicator.unit or "")
    local value = results.value(indicator, area.code, period)
    if not results.is_published(result) or results.is_of_few(indicator, result) then unit = "" end
    figures[#figures + 1] = {
      value = value .. unit,
      words = results.named(indicator) .. (period and period ~= wording.this_period()
        and " (" .. strata.result(indicator.id, area.code, period).period_words .. ")" or ""),
      comparison = comparison,
    }
  end
  if #figures == 0 then return end
  local box = page:box("context")
  box:rule()
  box:key_figures(figures)
  box:rule()
end

-- A finding about one indicator: its change, then its level and place. The first says whether it is beyond the
-- usual spread; for the others the table below does, so that each takes three lines at most.
local function level_finding(indicator, area, before, extra)
  local result = strata.result(indicator.id, area.code)
  local finding = { lead = results.change_sentence(indicator, result, before) }
  if not results.is_published(result) then
    finding.support = result.reason or "The data have not been supplied."
    return finding
  end
  local what = ({ proportion = "The share", count = "The count" })[indicator.statistic] or "The rate"
  if not extra then
    local position = results.position(result, " between districts")
    finding.support = what .. " is " .. results.value_with_unit(indicator, area.code)
      .. (position ~= "" and ", " .. position or "") .. " (" .. results.beside(indicator, area.code) .. ")."
    return finding
  end
  local rank = results.rank(result)
  local value = indicator.unit == "%" and results.value_short(indicator, area.code)
    or results.value(indicator, area.code) .. " " .. results.unit_short(indicator)
  finding.support = (rank and what .. ", " .. value .. ", is the " .. rank or what .. " is " .. value)
    .. " (" .. results.beside(indicator, area.code) .. ")." .. (extra ~= "" and " " .. extra or "")
  return finding
end

local function share_sentence(indicator, area, everything, items)
  local result = strata.result(indicator.id, area.code)
  local is_part = false
  for _, item in ipairs(items) do is_part = is_part or item.indicator.id == indicator.id end
  if not is_part or not everything or everything <= 0 or not results.is_published(result) then return "" end
  return results.it(indicator) .. (results.were(indicator) == "were" and " are " or " is ") .. strata.percent(result.numerator / everything) .. " of everything recorded."
end

-- Everything that was recorded: the sum of the issues; nil when one is missing.
local function sum_of(items)
  local sum = 0
  for _, item in ipairs(items) do
    if not results.is_published(item.result) or not item.result.numerator then return nil end
    sum = sum + item.result.numerator
  end
  return sum
end

local function findings(page, area, items)
  local list, named = {}, {}
  local overall = common.overall()
  if overall then list[1] = level_finding(overall, area, strata.report.since and "at the last profile" or "before") end
  local everything = sum_of(items)
  for i, plugin in ipairs(common.measured_priorities()) do
    if i > 2 then break end
    local indicator = common.headline(plugin)
    named[indicator.id] = true
    local extra = i == 1 and (patterns.hot_spots_sentence(indicator, area.code, true)
        or patterns.concentration_sentence(indicator, area.code))
      or share_sentence(indicator, area, everything, items)
    list[#list + 1] = level_finding(indicator, area, "before", extra)
  end
  local function is_other(item) return not named[item.indicator.id] end
  local issues = common.issues()
  local others = wording.filter(items, is_other)
  if #others > 0 then
    local here = patterns.tally(others)
    local across = patterns.tally(wording.filter(
      patterns.for_area(issues, strata.comparator.code), is_other))
    for _, change in ipairs { "rose", "fell" } do
      -- "No other issue rose" where a finding above has said that one did.
      local what = "crime type"
      for _, item in ipairs(items) do
        if named[item.indicator.id] and item.result.change == change then what = "other issue" end
      end
      list[#list + 1] = patterns.change_finding(change, here, what, across, MOST_NAMED)
    end
  end
  local box = page:box("findings")
  if #list == 0 then
    box:heading("Nothing can be measured yet", 2)
    box:paragraph("No source of figures has been supplied. Page 4 lists what is awaited, from whom.")
    return
  end
  box:heading(wording.capital(strata.spell(#list)) .. " finding" .. (#list == 1 and "" or "s"), 2)
  box:findings(list)
end

-- What the ranks of the issues have in common: many highest, many lowest, or neither.
local function issues_title(area, items)
  local highest, lowest, ranks = 0, 0, {}
  local of = 0
  for _, item in ipairs(items) do
    local rank = results.is_published(item.result) and item.result.rank or nil
    if rank and rank > 0 then
      of = item.result.rank_of
      ranks[#ranks + 1] = rank
      if rank == 1 then highest = highest + 1 end
      if rank == of then lowest = lowest + 1 end
    end
  end
  local issues = strata.spell(#items) .. (#items == 1 and " issue" or " issues")
  if #ranks == 0 then return "No issue can be ranked yet" end
  if of < 2 then return common.brief(area) .. ": " .. issues end
  local districts = "of the " .. strata.spell(of) .. " districts"
  if highest >= 3 and highest >= lowest then
    return common.brief(area) .. " has the highest rate " .. districts .. " for "
      .. (highest == #items and "all " or strata.spell(highest) .. " of ") .. issues
  elseif lowest >= 3 then
    return common.brief(area) .. " has the lowest rate " .. districts .. " for "
      .. (lowest == #items and "all " or strata.spell(lowest) .. " of ") .. issues
  end
  local first, last = math.min(table.unpack(ranks)), math.max(table.unpack(ranks))
  return common.brief(area) .. " ranks " .. (first == last and first or "from " .. first .. " to " .. last)
    .. " of " .. of .. " for the " .. issues .. " (1 is the highest rate)"
end

local function issues_meaning(items)
  local everything = sum_of(items)
  local by_count = wording.sorted(wording.filter(items, function(item)
    return item.result.numerator ~= nil and results.is_published(item.result)
  end), function(a, b)
    if a.result.numerator ~= b.result.numerator then return a.result.numerator > b.result.numerator end
    return a.indicator.id < b.indicator.id
  end)
  local words = ""
  if everything and everything > 0 and #by_count > 2 then
    local two = wording.first(by_count, 2)
    words = patterns.names_of(two) .. " make up "
      .. strata.percent((two[1].result.numerator + two[2].result.numerator) / everything)
      .. " of everything recorded. "
  end
  local tally = patterns.tally(items)
  local outside = #tally.higher + #tally.lower
  if tally.compared == 0 then return words .. "The usual spread between districts cannot be given." end
  if outside == 0 then
    return words .. "Every rate lies in the pale band, the usual spread between districts for that issue."
  end
  return words .. wording.capital(strata.spell(outside))
    .. (outside == 1 and " rate (bold) lies" or " rates (bold) lie")
    .. " outside the pale band, the usual spread between districts for that issue;"
    .. " where districts differ widely the band is wide."
end

-- The issues that the box has room for: those of the priorities, then the largest. Where some are left out their
-- place in the box is the note's that says so. Also how many are.
local function shown_issues(items)
  if #items <= MOST_ISSUES then return items, 0 end
  local order, priority = {}, {}
  for i, indicator in ipairs(common.issues_by_volume()) do order[indicator.id] = i end
  for _, plugin in ipairs(strata.plugins("priority")) do priority[plugin.id] = true end
  local sorted = wording.sorted(items, function(a, b)
    local x, y = priority[a.indicator.plugin], priority[b.indicator.plugin]
    if x ~= y then return x == true end
    return order[a.indicator.id] < order[b.indicator.id]
  end)
  return wording.first(sorted, MOST_ISSUES - 1), #items - MOST_ISSUES + 1
end

-- Where a rate stands, as a listener hears it.
local SPREAD_WORDS = { higher = "above the usual spread", lower = "below the usual spread",
                       within = "within the usual spread" }

local function issue_table(page, area, items)
  local box = page:box("issues")
  if #items == 0 then
    box:heading("Issues", 2)
    box:paragraph("[x] No issue has figures yet.")
    return
  end
  local since = strata.report.since
  local shown, left_out = shown_issues(items)
  local sorted = wording.sorted(shown, function(a, b)
    local x, y = a.result.rank or 0, b.result.rank or 0
    if x ~= y then return x < y end
    x, y = a.result.ratio or 0, b.result.ratio or 0
    if x ~= y then return x > y end
    return a.indicator.id < b.indicator.id
  end)
  local most = 0
  for _, item in ipairs(items) do
    most = math.max(most, item.result.numerator or 0, item.result.before_numerator or 0)
  end
  local axis = common.ratio_axis(common.issues())
  local rows = {}
  for _, item in ipairs(sorted) do
    local indicator, result = item.indicator, item.result
    local published = results.is_published(result)
    local class = results.class(result)
    local name = results.name(indicator) .. (indicator.polarity == "neutral" and " ~*neutral*~" or "")
    local ratio = published and result.ratio or nil
    rows[#rows + 1] = {
      strong = class == "higher" or class == "lower",
      name,
      -- The count is in the next cell: a listener hears it once.
      published and { text = result.before_numerator
          and results.count_before(result) .. (since and " at the last profile" or " before")
          or "no count before",
        bar = result.numerator, most = most, before = result.before_numerator } or results.missing(result),
      results.count(result),
      results.change_marked(result),
      ratio and { text = strata.number(ratio, 1) .. " times " .. strata.comparator.name .. ", "
          .. (SPREAD_WORDS[class] or class),
        strip = ratio, others = common.other_ratios(indicator, area.code), most = axis,
        low = result.spread_low, high = result.spread_high, reference = 1,
        symbol = result.position_symbol } or published and "[x]" or results.missing(result),
      results.rank_mark(result) or published and "[x]" or results.missing(result),
    }
  end
  local of = sorted[1].result.rank_of
  box:table {
    title = issues_title(area, items),
    meaning = issues_meaning(items),
    columns = {
      { head = "Issue, most above " .. strata.comparator.name .. " first", width = 0.25, header = true },
      { head = "Recorded, " .. (string.sub(wording.this_period(), 1, 3) == "ye-" and "year ending " or "")
          .. wording.period_short(wording.this_period())
          .. (since and "\n~(line: last profile)~" or "\n~(line: before)~"), width = 0.245 },
      { head = "Count", align = "right", width = 0.075 },
      { head = since and "Change since\nlast profile" or "Change", width = 0.145 },
      { head = "Rate as a multiple of " .. strata.comparator.name, width = 0.22 },
      { head = "Rank" .. (of and of > 0 and "\nof " .. of or ""), align = "right", width = 0.065 },
    },
    rows = rows,
    note = "Grey ticks: the other districts. Line at 1: " .. strata.comparator.name
      .. ". Pale band: usual spread (95%, over-dispersed). Rank 1: highest. "
      .. (left_out > 0 and wording.capital(strata.spell(left_out)) .. " smaller "
        .. strata.plural(left_out, "issue is", "issues are") .. " in the assessment’s appendix. " or "")
      .. common.source_line(wording.map(items, function(item) return item.indicator end)),
  }
end

return function(page)
  local area = common.area()
  local items = patterns.for_area(common.issues(), area.code)
  masthead(page, area)
  context(page, area)
  findings(page, area, items)
  local key = page:box("key")
  key:heading("How to read this profile", 2)
  key:key()
  issue_table(page, area, items)
end
