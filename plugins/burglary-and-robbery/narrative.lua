-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Burglary and robbery have a chapter of their own: one page must hold two offences with two
-- denominators side by side, which the standard chapter, made for one measure, cannot.

local M = {}

local BURGLARY, ROBBERY = "burglary.offences", "burglary.robbery"

-- ---- results -------------------------------------------------------------------------------

-- "the year ending October 2025"; "2025" and "2024/25" have no article.
local function the(words)
  return tonumber(string.sub(words, 1, 1)) and words or "the " .. words
end

-- What changes are since.
local function earlier()
  return strata.report.since and "last assessment" or "earlier year"
end

local function moved(result)
  return result.published and (result.change == "rose" or result.change == "fell")
end

-- "fell 28%, to 802 from 1,107"; on fewer than 50 before, counts alone.
local function change_words(indicator, area, result)
  local from_to = "to " .. strata.number(result.numerator, 0) .. " from "
    .. strata.number(result.before_numerator, 0)
  if result.before_numerator < 50 then return result.change .. ", " .. from_to end
  return strata.words("{" .. indicator .. "|change|" .. area .. "}") .. ", " .. from_to
end

-- "Burglaries fell 28%, to 802 from 1,107.", whatever the change was.
local function change_sentence(what, indicator, area)
  local result = strata.result(indicator, area)
  if not result.published then return what .. ": [x] " .. (result.reason or "not available") .. "." end
  if moved(result) then return what .. " " .. change_words(indicator, area, result) .. "." end
  local count = strata.number(result.numerator, 0)
  if result.change == "similar" then
    return what .. " were similar: " .. count .. ", " .. strata.number(result.before_numerator, 0)
      .. " before."
  end
  return what .. ": " .. count .. ", with no earlier year to compare."
end

local function districts_that(indicator, change)
  local names = {}
  for _, district in ipairs(strata.areas("districts")) do
    local result = strata.result(indicator, district.code)
    if result.published and result.change == change then names[#names + 1] = district.name end
  end
  return names
end

-- "Burglary fell in nine of 14 districts", or that it cannot be said.
local function districts_words(what, indicator)
  local fell, rose = #districts_that(indicator, "fell"), #districts_that(indicator, "rose")
  if fell + rose + #districts_that(indicator, "similar") == 0 then
    return what .. ": no district’s change can be tested"
  end
  local all = strata.spell(#strata.areas("districts"))
  if fell == 0 and rose == 0 then return what .. " changed in no district" end
  local first, count, second, other = "fell", fell, "rose", rose
  if rose > fell then first, count, second, other = "rose", rose, "fell", fell end
  return what .. " " .. first .. " in " .. strata.spell(count) .. " of " .. all .. " districts"
    .. (other > 0 and " and " .. second .. " in " .. strata.spell(other) or "")
end

-- ---- months --------------------------------------------------------------------------------

-- Months count from January of the year 0.
local function month_index(code)
  return tonumber(string.sub(code, 1, 4)) * 12 + tonumber(string.sub(code, 6, 7)) - 1
end

local function month_code(index)
  local month = index % 12 + 1
  return (index // 12) .. (month < 10 and "-0" or "-") .. month
end

-- The months of the year that ends with an edition's cut-off.
local function year_of(edition)
  return { from = month_code(month_index(edition.cut_off) - 11), to = edition.cut_off }
end

-- What the first rule that holds says of this year, by the limits of the earlier edition's.
local function panel_note(indicator, area, limits)
  local chart = limits and strata.chart(indicator, area, limits.from, limits.to)
  if not chart or not chart.judged then return "no limits can be drawn" end
  return "this year " .. chart.words
end

local function panel(node, name, indicator)
  local place = strata.comparator
  local series = strata.months(indicator, place.code)
  if not series or not series.first then
    node:paragraph("[x] " .. name .. ": no monthly figures are available.")
    return
  end
  local since = strata.report.since
  local limits, muted
  if since and month_index(since.cut_off) - 11 >= month_index(series.first) then
    limits = year_of(since)
    if month_index(limits.from) > month_index(series.first) then
      muted = { from = series.first, to = month_code(month_index(limits.from) - 1) }
    end
  end
  node:figure {
    kind = "line", indicator = indicator, area = place.code, compact = true, limits = limits, muted = muted,
    panel = name, panel_note = panel_note(indicator, place.code, limits),
    title = name .. " by month, " .. place.name,
  }
end

local function panels(page)
  page:heading(districts_words("Burglary", BURGLARY) .. "; " .. districts_words("robbery", ROBBERY), 2)
  page:paragraph("Monthly counts, " .. strata.comparator.name .. "."
    .. (strata.report.since
      and " Dotted: limits of the last assessment’s year (mean ± 2.66 × mean moving range)." or "")
    .. " Grey blocks were not supplied and are not zero.", "meaning")
  local left, right = page:columns(6, 6)
  panel(left, "Burglary", BURGLARY)
  panel(right, "Robbery", ROBBERY)
end

-- ---- districts -----------------------------------------------------------------------------

local function greatest(indicator)
  local most = 0
  for _, district in ipairs(strata.areas("districts")) do
    local result = strata.result(indicator, district.code)
    if result.published then most = math.max(most, result.value, result.before_value or 0) end
  end
  return most
end

local function rate_cell(indicator, area, result, most)
  if not result.published then return result.shorthand end
  return { text = strata.words("{" .. indicator .. "|value|" .. area .. "}"),
           bar = result.value, most = most, before = result.before_value }
end

-- The change with its symbol; on fewer than 50 before, the count instead of a percentage.
local function change_cell(indicator, area, result)
  if moved(result) and result.before_numerator < 50 then
    return "{:" .. result.change_symbol .. ":} " .. result.change .. ", was "
      .. strata.number(result.before_numerator, 0)
  end
  return "{" .. indicator .. "|change-mark|" .. area .. "}"
end

local function row(area, most_burglary, most_robbery, kind)
  local burglary, robbery = strata.result(BURGLARY, area.code), strata.result(ROBBERY, area.code)
  return {
    kind = kind, strong = burglary.significance == "higher" or robbery.significance == "higher",
    area.name,
    rate_cell(BURGLARY, area.code, burglary, most_burglary),
    "{burglary.offences|value|" .. area.code .. "}",
    change_cell(BURGLARY, area.code, burglary),
    rate_cell(ROBBERY, area.code, robbery, most_robbery),
    "{burglary.robbery|value|" .. area.code .. "}",
    change_cell(ROBBERY, area.code, robbery),
  }
end

local function district_table(node)
  local most_burglary, most_robbery = greatest(BURGLARY), greatest(ROBBERY)
  local districts = {}
  for i, district in ipairs(strata.areas("districts")) do districts[i] = district end
  table.sort(districts, function(a, b)
    local x = strata.result(BURGLARY, a.code).value or -1
    local y = strata.result(BURGLARY, b.code).value or -1
    if x ~= y then return x > y end
    return a.code < b.code
  end)
  local rows = {}
  for i, district in ipairs(districts) do
    rows[i] = row(district, most_burglary, most_robbery, "body")
  end
  rows[#rows + 1] = row(strata.comparator, most_burglary, most_robbery, "total")
  node:table {
    title = "Burglaries per 1,000 households and robberies per 1,000 residents",
    meaning = "Rates in " .. the(strata.report.edition.period_words) .. ". Short line: the "
      .. earlier() .. ".",
    columns = {
      { head = "District", header = true, width = 0.2 },
      { group = "Burglary", head = "Rate", width = 0.14 },
      { group = "Burglary", head = "per 1,000", align = "right", width = 0.1 },
      { group = "Burglary", head = "Change", width = 0.16 },
      { group = "Robbery", head = "Rate", width = 0.13 },
      { group = "Robbery", head = "per 1,000", align = "right", width = 0.1 },
      { group = "Robbery", head = "Change", width = 0.16 },
    },
    rows = rows,
    note = "Bold: above the usual spread between districts (95%, over-dispersed) for either. On fewer than 50"
      .. " offences before, a change is given as a count.",
  }
end

-- ---- side headings -------------------------------------------------------------------------

local function meaning_words()
  local place = strata.comparator.code
  local words = change_sentence("Burglaries", BURGLARY, place) .. " "
    .. change_sentence("Robberies", ROBBERY, place)
  for _, one in ipairs { { "Burglaries", BURGLARY }, { "Robberies", ROBBERY } } do
    local rose = districts_that(one[2], "rose")
    if #rose > 0 then words = words .. " " .. one[1] .. " rose in " .. strata.list(rose) .. "." end
  end
  return words
end

local function why_words()
  local burglary, robbery = strata.result(BURGLARY, strata.comparator.code),
    strata.result(ROBBERY, strata.comparator.code)
  local words = "These data cannot say. "
  if moved(burglary) and moved(robbery) and burglary.change ~= robbery.change then
    words = words .. "That one rose while the other fell makes a change in recording as a whole less likely. "
  end
  return words .. "Which homes were entered and how, what was taken, and whether robbers took from people or"
    .. " businesses, is in the police’s crime records and would show it."
end

local function side(page)
  local left, right = page:columns(6, 6)
  local parts = {
    { "What is counted", strata.indicator(BURGLARY).definition .. " Robbery is theft with force or the"
      .. " threat of it, per 1,000 residents." },
    { "What it means", meaning_words() },
    { "Why", why_words() },
    { "Read with care", strata.indicator(BURGLARY).caveat .. " " .. strata.indicator(ROBBERY).caveat },
  }
  for i, part in ipairs(parts) do
    local node = i <= 2 and left or right
    node:heading(part[1], 3)
    node:paragraph(part[2])
  end
end

-- ---- where ---------------------------------------------------------------------------------

local function places(page)
  local place = strata.comparator
  local list = strata.neighbourhoods(BURGLARY, place.code, strata.report.edition.period, 8)
  if #list == 0 then return end
  page:rule()
  local busiest = strata.concentration(BURGLARY, place.code)
  local left, right = page:columns(7, 5)
  left:figure {
    kind = "map", indicator = BURGLARY, scope = place.code, number = #list, height = 280,
    title = busiest and "A tenth of neighbourhoods have " .. strata.percent(busiest.share) .. " of burglaries"
      or "Burglaries by neighbourhood",
    meaning = "Burglaries per 1,000 households by neighbourhood (LSOA), against " .. place.name .. ".",
    note = "police.uk moves each offence to a nearby map point, so counts of neighbourhoods are approximate.",
  }
  local rows = {}
  for i, one in ipairs(list) do
    local name = one.ward and one.name .. ", " .. one.ward or one.name
    rows[i] = { tostring(i), name, strata.number(one.count, 0), strata.number(100 * one.share, 1) .. "%" }
  end
  right:table {
    title = "Most burglaries",
    columns = {
      { head = "No.", width = 0.1 }, { head = list[1].ward and "LSOA, ward (best fit)" or "Neighbourhood", header = true, width = 0.5 },
      { head = "Burglaries", align = "right", width = 0.22 }, { head = "Share", align = "right", width = 0.18 },
    },
    rows = rows,
  }
end

local function closing(page)
  page:rule()
  local left, right = page:columns(6, 6)
  left:heading("What is not known", 2)
  local needs = {}
  for _, plugin in ipairs(strata.plugins("priority")) do
    if plugin.id == "burglary" then
      for i, need in ipairs(plugin.needed) do needs[i] = "[x] " .. need end
    end
  end
  left:list(needs)
  right:heading("Recommendations", 2)
  local texts = {}
  for i, one in ipairs(strata.recommendations { priority = "burglary" }) do
    texts[i] = "**" .. one.id .. "** " .. one.text .. " ~" .. string.upper(string.sub(one.owner, 1, 1)) .. string.sub(one.owner, 2) .. "~"
  end
  if #texts > 0 then
    right:list(texts)
  else
    right:paragraph("None has been made for this priority.")
  end
end

-- ---- what strata calls ---------------------------------------------------------------------

function M.chapter(page)
  page:running("Priority: burglary and robbery")
  local place = strata.comparator
  local function since(indicator)
    local result = strata.result(indicator, place.code)
    return result.before_words and "since " .. the(result.before_words) or "no earlier year to compare with"
  end
  local period = strata.report.edition.period_words
  page:key_figures {
    { value = "{burglary.offences|count|" .. place.code .. "}",
      words = "burglaries in " .. place.name .. ", " .. period,
      comparison = "{burglary.offences|value-unit|" .. place.code .. "}" },
    { value = "{burglary.offences|change|" .. place.code .. "}", words = since(BURGLARY) },
    { value = "{burglary.robbery|count|" .. place.code .. "}",
      words = "robberies in " .. place.name .. ", " .. period,
      comparison = "{burglary.robbery|value-unit|" .. place.code .. "}" },
    { value = "{burglary.robbery|change|" .. place.code .. "}", words = since(ROBBERY) },
  }
  page:rule()
  panels(page)
  page:rule()
  district_table(page)
  page:rule()
  side(page)
  page:commentary("burglary")
  places(page)
  closing(page)
end

function M.refresh(node)
  local place = strata.comparator
  for _, one in ipairs { { "Burglaries", "Burglary", BURGLARY }, { "Robberies", "Robbery", ROBBERY } } do
    local words = change_sentence(one[1] .. " in " .. place.name, one[3], place.code)
    if strata.result(one[3], place.code).published then
      words = words .. " " .. districts_words(one[2], one[3]) .. "."
    end
    node:paragraph(words)
  end
end

return M
