-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Method and data quality: what was read, what is missing, and what the statistical words mean.

local function sources(page)
  local supplied = wording.filter(strata.sources(), function(source)
    return not source.awaited and source.measure ~= nil
  end)
  local awaited = common.awaited()
  if #supplied == 0 then
    page:heading("No source has been supplied", 2)
  else
    page:table {
      title = wording.capital(strata.spell(#supplied)) .. " source" .. (#supplied == 1 and " was" or "s were")
        .. " supplied, " .. (#awaited == 0 and "and none is awaited" or strata.spell(#awaited)
        .. (#awaited == 1 and " is" or " are") .. " awaited"),
      columns = {
        { head = "Source", header = true, width = 0.38 }, { head = "Period", width = 0.17 },
        { head = "Not supplied within it", width = 0.45 },
      },
      rows = wording.map(supplied, function(source)
        local period = source.first and wording.month_words(source.first) or "[z]"
        if source.last and source.last ~= source.first then
          period = period .. " to " .. wording.month_words(source.last)
        end
        return { source.title, period,
          source.missing and source.missing ~= "" and source.missing or "Nothing" }
      end),
      note = "A month that was not supplied is never counted as zero: every period that holds it is [x].",
    }
  end
end

-- Why what asks for a forecast has none: a text for each reason, with the measures that it is of.
local function no_forecasts()
  local reasons, of = {}, {}
  for _, indicator in ipairs(strata.indicators()) do
    local _, reason = patterns.forecast_sentence(indicator, strata.comparator.code)
    if reason and not indicator.awaited and not indicator.restricted then
      if not of[reason] then
        of[reason] = {}
        reasons[#reasons + 1] = reason
      end
      local list = of[reason]
      list[#list + 1] = results.named(indicator)
    end
  end
  return wording.map(reasons, function(reason)
    return "**Forecasts** of " .. wording.list(of[reason]) .. ". " .. reason .. "."
  end)
end

-- ": 2021 here": of whose residents the rates of the year are.
local function residents_of()
  for _, plugin in ipairs(strata.plugins()) do
    local indicator = plugin.headline and strata.indicator(plugin.headline)
    local result = indicator and indicator.statistic == "rate" and wording.ends_with(indicator.unit or "", " residents")
      and strata.result(indicator.id, strata.comparator.code)
    if result and results.is_published(result) and result.denominator_period then
      return ": " .. result.denominator_period .. " here"
    end
  end
  return ""
end

local function words(page)
  page:heading("How to read the figures", 2)
  local list = {
    "**Rate**: cases divided by residents, per 1,000. Residents are those of the latest census or estimate"
      .. " that is not after the year shown" .. residents_of() .. ". Visitors and commuters are not counted.",
    "**95% interval**: how far the figure could move by chance alone. Byar’s method for counts and rates,"
      .. " exact below 10 cases; Wilson’s for proportions.",
    "**Rose, fell, similar**: the same calendar months of the two years are compared in pairs. A change is"
      .. " named only when it is larger than the scatter between months explains, at 95%. Otherwise the two"
      .. " years are similar, and both counts are given. Where the two years together"
      .. " hold fewer than 100 cases, a test for small counts is used (mid-p).",
    "**Usual spread**: districts differ by more than chance. The band holds 95% of what is usual between"
      .. " them, with that difference allowed for; with few districts it is wide. Higher or lower means beyond it.",
    "**Hot spot**: a neighbourhood that is high together with those around it, against all of the county (Gi*); of"
      .. " those named, at most 5% may be so by chance.",
    "**Slope index**: the line through England’s tenths of deprivation, least deprived end to most, by people.",
    "**Small numbers**: on a base of fewer than 50 cases, a change is given as counts, not as a percentage.",
    "**Neither good nor bad**: some offences are found by police activity, so more of them may mean more"
      .. " searching. They are marked neutral.",
    "**Missing**: [x] not available, [z] not applicable, [c] suppressed to protect people. Nothing is left blank.",
  }
  for _, text in ipairs(no_forecasts()) do list[#list + 1] = text end
  page:list(list)
end

local function breaks(page)
  local list = strata.breaks()
  page:heading("Breaks in the series", 2)
  if #list == 0 then
    page:paragraph("No break has been declared. Recording practice changes all the time, and what is not"
      .. " declared here is not allowed for.")
    return
  end
  page:list(wording.map(list, function(one)
    return "**" .. one.measure .. ", from " .. wording.period_words(one.month) .. ".** " .. one.why
      .. " Nothing is compared across it."
  end))
end

return function(page)
  page:title("Method and data quality")
  page:running("Method and data quality")
  page:paragraph("This assessment covers " .. wording.the(strata.report.edition.period_words) .. " for "
    .. strata.comparator.name .. ". It is made from the files below, and from nothing else."
    .. (strata.report.since and " Changes are since " .. wording.the(strata.report.since.period_words)
      .. ", the year of the last assessment." or "") .. " Terms are explained on {#lists|page}.", "lead")
  sources(page)
  page:rule()
  words(page)
  page:rule()
  breaks(page)
  page:commentary("method")
end
