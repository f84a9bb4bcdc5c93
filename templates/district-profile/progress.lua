-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Page 4: causes, what is not known, what has changed, and where the numbers come from.

local MOST_CAUSES, MOST_AWAITED, MOST_RECOMMENDATIONS, MOST_GOALS = 2, 7, 2, 2 -- rows that the boxes hold

-- Of each plugin the headline.
local function causes(page, area)
  local box = page:box("causes")
  local rows, lead = {}, nil
  for _, role in ipairs { "factor", "determinant" } do
    for _, plugin in ipairs(strata.plugins(role)) do
      local indicator = common.headline(plugin)
      if #rows < MOST_CAUSES and indicator and not indicator.restricted then
        local result, period = results.latest(indicator, area.code)
        local published = results.is_published(result)
        local rank = results.rank(result)
        local missing = results.missing(result)
        rows[#rows + 1] = {
          plugin.title,
          results.name(indicator) .. (period and ", "
            .. strata.result(indicator.id, area.code, period).period_words or ""),
          published and "**" .. results.value_with_unit(indicator, area.code, period) .. "**" or missing,
          published and (result.lower and results.interval(indicator, area.code, period) or "[z]") or missing,
          period and results.value_short(indicator, strata.comparator.code, period) or missing,
          published and (rank or "[z]") or missing,
        }
        if published and not lead then
          lead = results.name(indicator) .. ": "
            .. results.value_with_unit(indicator, area.code, period)
            .. (rank and ", the " .. rank or "")
        end
      end
    end
  end
  local meaning = "Contributory factors and determinants: what makes offending, and being harmed, more likely."
  if #rows == 0 then
    box:heading("No cause of crime can be measured yet", 2)
    box:paragraph(meaning, "meaning")
    box:paragraph("[x] No measure of a contributory factor or determinant has been supplied.")
    return
  end
  -- The box holds two rows, or one and this sentence.
  local overall = #rows < MOST_CAUSES and common.overall()
  local shares = overall and patterns.tenth_sentence(overall, area.code) or nil
  box:table {
    title = lead or "No cause of crime can be measured yet",
    meaning = shares,
    columns = {
      { head = "Factor", width = 0.16 },
      { head = "Measure", header = true, width = 0.33 },
      { head = "Value", align = "right", width = 0.12 },
      { head = "95% interval", align = "right", width = 0.14 },
      { head = strata.comparator.short_name, align = "right", width = 0.1 },
      { head = "Rank", align = "right", width = 0.15 },
    },
    rows = rows,
  }
end

local function unknown(page)
  local box = page:box("unknown")
  local all = common.unknown()
  local priorities = strata.plugins("priority")
  local waiting = common.unmeasured_priorities()
  box:heading("What is not known", 2)
  if #all == 0 then
    box:paragraph("Every source has been supplied.", "meaning")
    return
  end
  box:paragraph(#waiting == #priorities and "No priority can be measured yet." or #waiting > 0
    and wording.capital(strata.spell(#waiting)) .. " of the " .. strata.spell(#priorities)
      .. " priorities cannot be measured yet."
    or "Every priority can be measured; more would help.", "meaning")
  local shown = wording.first(all, MOST_AWAITED)
  box:table {
    columns = { { head = "Needed", width = 0.55, header = true }, { head = "Awaited from", width = 0.45 } },
    rows = wording.map(shown, function(one) return { "[x] " .. one.what, one.from } end),
    compact = true,
    note = #all > #shown and wording.capital(strata.spell(#all - #shown)) .. " more are listed in the assessment." or nil,
  }
end

local function changed(page, area)
  local box = page:box("changed")
  box:heading("Changed since the last profile", 2)
  local since = strata.report.since
  local issues = common.issues_by_volume()
  if not since or #issues == 0 then
    box:paragraph(#issues == 0 and "[x] No issue has figures yet."
      or "[z] There is no earlier profile to compare with.")
    return
  end
  local rows, moved, far, ranked = {}, 0, 0, 0
  for _, indicator in ipairs(issues) do
    local now = strata.result(indicator.id, area.code)
    local before = strata.result(indicator.id, area.code, since.period)
    local from, to = before.rank or 0, now.rank or 0
    if from > 0 and to > 0 then
      ranked = ranked + 1
      if from ~= to then moved = moved + 1 end
      if math.abs(from - to) >= 2 then far = far + 1 end
    end
    rows[#rows + 1] = {
      results.name(indicator), from > 0 and tostring(from) or "[x]",
      to > 0 and (from ~= to and "**" .. to .. "**" or tostring(to)) or "[x]",
      results.change_marked(now), results.is_published(before) and results.count(before) or "[x]",
    }
  end
  local words = "No rank can be compared."
  if ranked > 0 and moved == 0 then
    words = "None of the " .. strata.spell(ranked) .. " ranks moved."
  elseif ranked > 0 then
    words = wording.capital(wording.of(moved, ranked, "ranks")) .. " moved, "
      .. (far == 0 and "none" or strata.spell(far)) .. " by two places or more."
  end
  box:paragraph(words, "meaning")
  box:table {
    compact = true,
    columns = {
      { head = "Issue", header = true, width = 0.36 },
      { head = "Rank\n" .. wording.period_short(since.period), align = "right", width = 0.13 },
      { head = "Rank\n" .. wording.period_short(wording.this_period()), align = "right", width = 0.14 },
      { head = "Volume", width = 0.23 },
      { head = "Count\n" .. wording.period_short(since.period), align = "right", width = 0.14 },
    },
    rows = rows,
  }
end

-- Below the outcomes: the district's figures against the partnership's goals.
local function goals_note(area)
  local list = common.goals(area.code)
  if #list == 0 then return common.NO_GOAL end
  local words = wording.map(wording.first(list, MOST_GOALS), function(one)
    local name = results.named(one.indicator)
    return name .. ", " .. results.goal_words(one.indicator, one.goal, true) .. ": "
      .. results.goal_verdict(one.goal) .. (results.is_published(one.result) and " at "
        .. results.value(one.indicator, area.code)
        .. (one.result.lower and " (" .. results.interval(one.indicator, area.code) .. ")" or "") or "")
  end)
  local more = #list - #words
  return "Goals: " .. table.concat(words, "; ") .. "."
    .. (more > 0 and " " .. wording.capital(strata.spell(more)) .. " more in the assessment." or "")
end

local function scorecard(page, area)
  local box = page:box("scorecard")
  local outcomes = strata.outcomes()
  if #outcomes == 0 then
    box:heading("Scorecard", 2)
    box:paragraph("[z] The workspace names no outcomes.")
    return
  end
  local rows, assessed = {}, 0
  for i, outcome in ipairs(outcomes) do
    local found = common.outcome_status(outcome, area.code)
    if found.status ~= "Not assessable" then assessed = assessed + 1 end
    rows[i] = { tostring(i), outcome.title, "{:" .. found.symbol .. ":} " .. found.status, found.evidence }
  end
  box:table {
    title = "Scorecard: " .. (assessed == 0 and "none" or strata.spell(assessed)) .. " of "
      .. strata.spell(#outcomes) .. " outcomes can be assessed",
    meaning = "An outcome without a baseline is reported as not assessable. It is not amber, and it is not on track.",
    columns = {
      { head = "No.", width = 0.04 }, { head = "Partnership outcome", header = true, width = 0.38 },
      { head = "Status", width = 0.17 }, { head = "Evidence", width = 0.41 },
    },
    rows = rows,
    note = goals_note(area),
  }
end

-- The district's own first, then those of the whole partnership.
local function recommendations(page, area)
  local box = page:box("recommendations")
  local list = strata.recommendations { area = area.code }
  local own = #list
  for _, one in ipairs(strata.recommendations {}) do
    if not one.area and #list < MOST_RECOMMENDATIONS then list[#list + 1] = one end
  end
  if #list == 0 then
    box:heading("Recommendations", 2)
    box:paragraph("None has been made for this district or for the partnership.")
    return
  end
  box:heading((own == 0 and "Recommendations of the partnership" or "Recommendations")
    .. ", with owner and date", 2)
  box:list(wording.map(wording.first(list, MOST_RECOMMENDATIONS), function(one)
    return "**" .. one.id .. "** " .. one.text .. " ~" .. wording.capital(one.owner) .. ", "
      .. wording.due(one) .. "~"
  end))
end

local function care(page)
  local box = page:box("care")
  box:heading("Read with care", 2)
  local points = { "Rates divide by residents: visitors and commuters are not counted." }
  for _, plugin in ipairs(common.measured_priorities()) do
    local indicator = common.headline(plugin)
    if indicator.caveat and #points < 2 then points[#points + 1] = indicator.caveat end
  end
  local neutral = wording.filter(common.issues(), function(one) return one.polarity == "neutral" end)
  if #neutral > 0 then
    points[#points + 1] = wording.capital(strata.list(wording.map(wording.first(neutral, 3), results.named)))
      .. ": more is neither good nor bad by itself."
  end
  box:list(points)
end

local function numbers(page, area)
  local box = page:box("numbers")
  box:heading("Where the numbers come from", 2)
  local overall, issues = common.overall(), common.issues()
  local source = #issues > 0 and common.source_of(issues[1])
  local whole = source and common.reconciliation(source)
  if whole then
    box:paragraph("All months supplied, whole force: " .. whole .. ".", "small")
  end
  local items = patterns.for_area(issues, area.code)
  local sum, known = 0, #items > 0
  for _, item in ipairs(items) do
    if results.is_published(item.result) and item.result.numerator then
      sum = sum + item.result.numerator
    else
      known = false
    end
  end
  -- An issue whose rate waits for its denominator is in the whole and not in the sum of its parts.
  for _, indicator in ipairs(strata.indicators()) do
    if overall and indicator.awaited and indicator.measure == overall.measure then known = false end
  end
  local crime = overall and strata.result(overall.id, area.code)
  if known and crime and results.is_published(crime) and sum > crime.numerator then
    box:paragraph("Counted in the district, " .. strata.report.edition.period_words .. ": **"
      .. strata.number(sum, 0) .. "** = " .. results.count(crime) .. " " .. results.named(overall) .. " + "
      .. strata.number(sum - crime.numerator, 0) .. " that are not crimes.", "small")
  elseif known then
    box:paragraph("Counted in the district, " .. strata.report.edition.period_words .. ": **"
      .. strata.number(sum, 0) .. "**.", "small")
  else
    box:paragraph("[x] The district’s sum cannot be given: a month or a source is missing.", "small")
  end
  box:paragraph("Management information, not official statistics. " .. common.questions()
    .. " Cite as: " .. common.citation()
    .. ". The figures’ numbers are in the CSV file beside this one.", "small")
end

return function(page)
  local area = common.area()
  page:title("Causes, gaps and progress")
  page:running(strata.report.title .. " " .. strata.report.edition.id)
  causes(page, area)
  unknown(page)
  changed(page, area)
  scorecard(page, area)
  recommendations(page, area)
  care(page)
  numbers(page, area)
end
