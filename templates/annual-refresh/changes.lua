-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Page 1: what has changed, in a minute's reading.

local MOST_NAMED = 4

local function key_figures(page, overall, tally)
  local list = {}
  if overall then
    local result = strata.result(overall.id, strata.comparator.code)
    list[1] = { value = results.change(result), words = results.named(overall) .. ", "
      .. strata.comparator.name,
      comparison = results.count_before(result) .. " to " .. results.count(result) }
  end
  if tally.tested > 0 then
    list[#list + 1] = { value = tostring(#tally.rose), words = "of " .. tally.tested .. " issues rose" }
    list[#list + 1] = { value = tostring(#tally.fell), words = "of " .. tally.tested .. " issues fell" }
    list[#list + 1] = { value = tostring(#tally.similar), words = "of " .. tally.tested .. " were similar" }
  end
  if #list > 0 then page:key_figures(list) end
end

local function findings(page, overall, items)
  local list = {}
  if overall then
    local result = strata.result(overall.id, strata.comparator.code)
    list[1] = { lead = results.change_sentence(overall, result, "before"),
      support = results.is_published(result) and patterns.districts_sentence(overall)
        or result.reason or "The data have not been supplied." }
  end
  for i, plugin in ipairs(common.measured_priorities()) do
    if i > 3 then break end
    local indicator = common.headline(plugin)
    local result = strata.result(indicator.id, strata.comparator.code)
    list[#list + 1] = { lead = results.change_sentence(indicator, result, "before"),
      support = results.is_published(result) and patterns.districts_sentence(indicator)
        or result.reason or "The data have not been supplied." }
  end
  local tally = patterns.tally(items)
  if #items > 0 then
    for _, change in ipairs { "rose", "fell" } do
      list[#list + 1] = patterns.change_finding(change, tally, "issue", nil, MOST_NAMED)
    end
  end
  if #list == 0 then
    page:paragraph("[x] Nothing can be said yet: no source of figures has been supplied.", "lead")
    return
  end
  page:heading("What has changed", 2)
  page:findings(list)
end

local function interval(page, items, tally)
  if tally.tested == 0 then return end
  local order = wording.sorted(wording.filter(items, function(item)
    return results.is_published(item.result) and item.result.change_percent ~= nil
  end), function(a, b)
    if a.result.change_percent ~= b.result.change_percent then
      return a.result.change_percent > b.result.change_percent
    end
    return a.indicator.id < b.indicator.id
  end)
  local by_months = wording.filter(order, function(item) return results.is_by_months(item.result) end)
  page:figure {
    kind = "interval", of = "change", over = "indicators", area = strata.comparator.code,
    height = patterns.rows_height(#order),
    indicators = wording.map(order, function(item) return item.indicator.id end),
    title = wording.capital(wording.of(#tally.rose, tally.tested, "issues")) .. " rose, "
      .. wording.count(#tally.fell) .. " fell and " .. strata.spell(#tally.similar)
      .. (#tally.similar == 1 and " was" or " were") .. " similar",
    meaning = "Change in volume, " .. strata.comparator.name
      .. ". A bar that crosses zero is “similar”.",
    note = "Interval: 95%, " .. (#by_months == #order and "quasi-Poisson on 12 paired calendar months"
      or "each by its own test") .. ". Colours: {:swatch-worse:} worse, {:swatch-better:} better, {:swatch-neutral:} neither good nor bad.",
  }
end

return function(page)
  local report = strata.report
  page:title(report.title)
  page:running(report.edition.title)
  local since = report.since
  if since then
    page:subtitle("What has changed in " .. report.place .. " between " .. wording.the(since.period_words)
      .. " (" .. since.title .. ") and " .. wording.the(report.edition.period_words) .. ".")
  else
    page:subtitle("What has changed in " .. report.place .. " by " .. wording.the(report.edition.period_words)
      .. ". No earlier edition is named, so changes are since the latest year before it that was supplied whole.")
  end
  local overall = common.overall()
  local items = patterns.for_area(common.issues_by_volume(), strata.comparator.code)
  local tally = patterns.tally(items)
  key_figures(page, overall, tally)
  findings(page, overall, items)
  page:commentary("changes")
  page:rule()
  interval(page, items, tally)
  local edition = report.edition
  page:paragraph((edition.published and "Published " .. edition.published .. ". " or "")
    .. (edition.next and "Next edition: " .. edition.next .. ". " or "")
    .. common.questions() .. " Cite as: " .. common.citation() .. ".", "small")
end
