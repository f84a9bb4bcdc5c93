-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The overview: everything that is recorded, over time, by district and by issue.

local function key_figures(page, overall, items)
  local result = strata.result(overall.id, strata.comparator.code)
  local list = { { value = results.count(result),
    words = results.named(overall) .. " in " .. strata.comparator.name .. ", "
      .. strata.report.edition.period_words } }
  if results.is_published(result) then
    list[2] = { value = results.change(result),
      words = result.before_words and "since " .. wording.the(result.before_words) .. " (95% interval "
        .. results.change_interval(result) .. ")" or "no earlier year to compare with" }
    list[3] = { value = results.value(overall, strata.comparator.code), words = overall.unit or "" }
  end
  local tally = patterns.tally(items)
  if tally.tested > 0 then
    list[#list + 1] = { value = #tally.rose .. " and " .. #tally.fell,
      words = "issues that rose and that fell, of " .. tally.tested }
  end
  page:key_figures(list)
end

local function districts(page, overall)
  local tally = patterns.tally(common.district_results(overall))
  local title = results.name(overall) .. " by district"
  if tally.tested > 0 then
    title = string.sub(patterns.districts_sentence(overall, results.name(overall), results.were(overall)), 1, -2)
  end
  page:figure {
    kind = "bar", over = "districts", indicator = overall.id, before = true, change = true,
    reference = true, height = patterns.rows_height(#common.districts()), title = title, value_head = "Rate",
    change_head = "Since " .. wording.last("assessment"),
    meaning = wording.capital(overall.unit or "") .. ", " .. strata.report.edition.period_words
      .. ". Short line: the " .. wording.last("assessment") .. ".",
    note = "Diamond above, square below, circle within the usual spread (95%, over-dispersed).",
  }
end

-- How many of each issue were recorded: counts, because rates of burglary divide by households and others do not.
local function volumes(node, items)
  local known = wording.filter(items, function(item)
    return results.is_published(item.result) and item.result.numerator ~= nil
  end)
  if #known == 0 then return end
  node:figure {
    kind = "bar", unit = "recorded in the year", height = patterns.rows_height(#known, true), row_head = "Issue", value_head = "Count",
    change_head = "Since " .. wording.last("assessment"), source = common.source_titles { known[1].indicator },
    title = #known > 2 and patterns.names_of(wording.first(known, 2)) .. " are the largest issues"
      or "Issues by volume",
    meaning = strata.comparator.name .. ", " .. strata.report.edition.period_words
      .. ". Short line: the " .. wording.last("assessment") .. ".",
    rows = wording.map(known, function(item)
      local result = item.result
      return { label = results.name(item.indicator), value = result.numerator,
        before = result.before_numerator, value_text = results.count(result),
        change_text = results.change(result), change = result.change_symbol }
    end),
  }
end

-- What rose and what fell, the largest change first.
local function moves(node, items)
  local tally = patterns.tally(items)
  if tally.tested == 0 then return end
  for _, change in ipairs { "rose", "fell" } do
    local list = tally[change]
    if #list > 0 then
      node:heading(wording.capital(strata.spell(#list)) .. " " .. change, 3)
      node:paragraph(patterns.names_of(list) .. "." .. patterns.neutral_sentence(list, change))
    end
  end
end

-- " Shoplifting was 7% of the offences and 1% of the harm.": the category whose volume says most more than its harm, so
-- that the two are held against each other from both ends.
local function volume_without_harm(categories)
  local most, excess
  for _, category in ipairs(categories) do
    if category.share_of_harm then
      local apart = category.share_of_offences - category.share_of_harm
      if apart > 0 and (not most or apart > excess) then most, excess = category, apart end
    end
  end
  if not most then return "" end
  return " " .. most.name .. " was " .. strata.percent(most.share_of_offences) .. " of the offences and "
    .. strata.percent(most.share_of_harm) .. " of the harm."
end

-- How much harm it did: by the user's weights, and as published.
local function harm(node, overall)
  local found = strata.severity(overall.id, strata.comparator.code)
  local sentences = {}
  if found.published and found.categories[1] and found.categories[1].share_of_harm then
    local worst = found.categories[1]
    sentences[1] = worst.name .. " did " .. strata.percent(worst.share_of_harm) .. " of the harm with "
      .. strata.percent(worst.share_of_offences) .. " of the offences (" .. found.weights .. ", "
      .. found.version .. ", " .. found.date .. ")." .. volume_without_harm(found.categories)
  elseif found.awaited then
    sentences[1] = "Volume is not harm: severity weights are awaited."
  end
  for _, indicator in ipairs(strata.indicators { plugin = overall.plugin }) do
    local period = indicator.measure == "crime-severity"
      and strata.latest(indicator.id, common.districts()[1].code)
    local highest, lowest
    for _, district in ipairs(period and common.districts() or {}) do
      local one = strata.result(indicator.id, district.code, period)
      if one.published then
        if not highest or one.value > highest.value then highest = { value = one.value, name = district.name } end
        if not lowest or one.value < lowest.value then lowest = { value = one.value, name = district.name } end
      end
    end
    if highest then
      sentences[#sentences + 1] = "By ONS’s " .. results.name(indicator) .. " for " .. period .. ", " .. highest.name
        .. " had the most harm per resident (" .. strata.number(highest.value, 1) .. ") and " .. lowest.name
        .. " the least (" .. strata.number(lowest.value, 1) .. ")."
    end
  end
  if #sentences == 0 then return end
  node:paragraph("**Harm.** " .. table.concat(sentences, " "))
end

-- Who carries it: the most deprived tenth's share of the people, of the volume and of the harm.
local function deprivation(node, overall)
  local text = patterns.tenth_sentence(overall, strata.comparator.code, true)
  if text then node:paragraph("**Deprivation.** " .. text) end
end

return function(page)
  page:title("Overview")
  page:running("Overview")
  local overall = common.overall()
  local issues = common.issues_by_volume()
  local items = patterns.for_area(issues, strata.comparator.code)
  if not overall then
    page:callout("[x] No overall count of recorded crime is available.")
  else
    key_figures(page, overall, items)
    page:rule()
    patterns.monthly_figure(page, overall)
    page:rule()
    districts(page, overall)
    harm(page, overall)
    deprivation(page, overall)
  end
  local left, right = page:columns(8, 4)
  volumes(left, items)
  moves(right, items)
  right:commentary("overview")
  if overall then
    page:rule()
    patterns.waterfall(page, overall)
  end
  local first = common.measured_priorities()[1]
  if first then
    page:rule()
    patterns.calendar(page, common.headline(first))
  end
  if #common.goals(strata.comparator.code) > 0 then common.goals_table(page, strata.comparator.code) end
end
