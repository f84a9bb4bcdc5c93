-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What is said of anti-social behaviour. The sentences are made from the results, so that they hold for
-- any district, year and force; "rose" and "fell" are said only where strata's test says so.

local M = {}

local LEAD = "asb.incidents"
local MONTHS = { "January", "February", "March", "April", "May", "June", "July", "August",
                 "September", "October", "November", "December" }

-- ---- results -------------------------------------------------------------------------------

-- "the year ending October 2025"; "2025" and "2024/25" have no article.
local function the(words)
  return tonumber(string.sub(words, 1, 1)) and words or "the " .. words
end

local function moved(result)
  return result.published and (result.change == "rose" or result.change == "fell")
end

-- "fell 13%, to 8,444 from 9,703", with counts alone on a small base.
local function change_words(area, result)
  local from_to = "to " .. strata.number(result.numerator, 0) .. " from "
    .. strata.number(result.before_numerator, 0)
  if result.before_numerator < 50 then return result.change .. ", " .. from_to end
  return strata.words("{asb.incidents|change|" .. area .. "}") .. ", " .. from_to
end

-- The names of the districts of which HOLDS(result) is true.
local function districts_where(holds)
  local names = {}
  for _, district in ipairs(strata.areas("districts")) do
    local result = strata.result(LEAD, district.code)
    if result.published and holds(result) then names[#names + 1] = district.name end
  end
  return names
end

local function districts_that(change)
  return districts_where(function(result) return result.change == change end)
end

local function spread_sentence()
  local above = districts_where(function(result) return result.significance == "higher" end)
  local below = districts_where(function(result) return result.significance == "lower" end)
  if #above == 0 and #below == 0 then
    return "Every district lies within the usual spread between districts."
  end
  local lies = function(names) return strata.list(names) .. strata.plural(#names, " lies", " lie") end
  if #below == 0 then return lies(above) .. " above the usual spread between districts." end
  if #above == 0 then return lies(below) .. " below the usual spread between districts." end
  return lies(above) .. " above, and " .. strata.list(below) .. " below, the usual spread between districts."
end

-- "Incidents fell in Blackpool and Preston, and rose in Fylde."
local function districts_sentence()
  local fell, rose = districts_that("fell"), districts_that("rose")
  local words = {}
  if #fell > 0 then words[1] = "fell in " .. strata.list(fell) end
  if #rose > 0 then words[#words + 1] = "rose in " .. strata.list(rose) end
  if #words == 0 then return "No single district’s change is large enough to name." end
  return "Incidents " .. table.concat(words, ", and ") .. "."
end

-- ---- months --------------------------------------------------------------------------------

-- The months of the report's year: a list of {month=1 to 12, count=}, or nil when one is missing.
local function months_of_year(area)
  local series = strata.months(LEAD, area)
  if not series then return nil end
  local cut_off = strata.report.edition.cut_off
  local last
  for i, code in ipairs(series.months) do
    if code == cut_off then last = i end
  end
  if not last or last < 12 then return nil end
  local year = {}
  for i = last - 11, last do
    if not series.values[i] then return nil end
    year[#year + 1] = { month = tonumber(string.sub(series.months[i], 6, 7)), count = series.values[i] }
  end
  return year
end

-- The five months running of the year with the most incidents.
local function busiest_five(year)
  local total, best, start = 0, -1, 1
  for _, one in ipairs(year) do total = total + one.count end
  if total == 0 then return nil end
  for first = 1, #year - 4 do
    local sum = 0
    for i = first, first + 4 do sum = sum + year[i].count end
    if sum > best then best, start = sum, first end
  end
  return { first = MONTHS[year[start].month], last = MONTHS[year[start + 4].month], share = best / total }
end

-- ---- the standard chapter's texts ----------------------------------------------------------

M.words = {}

M.words.counted = "Incidents that the police recorded as anti-social behaviour and published on"
  .. " data.police.uk. They are not crimes, carry no identifier, and are never de-duplicated."

function M.words.meaning()
  local place = strata.comparator
  local result = strata.result(LEAD, place.code)
  if not result.published then return nil end
  local whole
  if moved(result) then
    whole = "The " .. (result.change == "fell" and "fall" or "rise") .. " across " .. place.name
      .. " is larger than month-to-month variation explains."
  elseif result.change == "similar" then
    whole = "Across " .. place.name .. " the two years are similar."
  else
    return "There is no earlier year with which this one can be compared. " .. spread_sentence()
  end
  return whole .. " " .. districts_sentence() .. " " .. spread_sentence()
end

function M.words.why()
  local result = strata.result(LEAD, strata.comparator.code)
  if moved(result) then
    local fell = result.change == "fell"
    return "These data cannot say. Reporting, recording and police activity could each contribute."
      .. " Partners’ case data would show whether " .. (fell and "fewer" or "more") .. " people are harmed."
  end
  return "These data cannot say what lies behind the level. Partners’ case data would show who is harmed,"
    .. " and how often the same people and places are."
end

function M.words.when()
  local year = months_of_year(strata.comparator.code)
  local busiest = year and busiest_five(year)
  if not busiest then return nil end
  return strata.percent(busiest.share) .. " of the year’s incidents fell in the five months from "
    .. busiest.first .. " to " .. busiest.last
    .. "; 42% would if all months were alike."
end

function M.words.care()
  local words = "Rates use residents, so resorts and city centres run high."
  local force = strata.areas("force")[1]
  local whole = force and strata.result(LEAD, force.code)
  local placed = strata.result(LEAD, strata.comparator.code)
  if whole and whole.published and placed.published then
    local without = whole.numerator - placed.numerator
    words = words .. " Of " .. strata.number(whole.numerator, 0) .. " incidents, "
      .. (without > 9 and strata.number(without, 0) or without > 0 and strata.spell(without) or "none") .. strata.plural(without, " has", " have")
      .. " no location."
  end
  return words .. " Breaches of Covid-19 rules were counted in 2020 and 2021."
end

-- ---- the refresh ---------------------------------------------------------------------------

function M.refresh(node)
  local place = strata.comparator
  local result = strata.result(LEAD, place.code)
  if not result.published then
    node:paragraph("[x] " .. (result.reason or "Not available."))
    return
  end
  if moved(result) then
    node:paragraph("Incidents in " .. place.name .. " " .. change_words(place.code, result) .. ". "
      .. districts_sentence())
  elseif result.change == "similar" then
    node:paragraph("Incidents in " .. place.name .. " were similar: "
      .. strata.number(result.numerator, 0) .. ", " .. strata.number(result.before_numerator, 0)
      .. " before. " .. districts_sentence())
  else
    node:paragraph("There is no earlier year with which this one can be compared.")
  end
  local now = strata.concentration(LEAD, place.code)
  local before = result.before and strata.concentration(LEAD, place.code, result.before)
  if now and before then
    node:paragraph("The busiest tenth of neighbourhoods holds " .. strata.percent(now.share)
      .. " of incidents; in " .. the(result.before_words) .. " it held " .. strata.percent(before.share) .. ".")
  end
end

return M
