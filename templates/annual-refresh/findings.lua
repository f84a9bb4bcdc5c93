-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The findings of the earlier edition, computed again with today's definitions and tested again.

-- The districts outside the usual spread, and the one with the highest rate, in a period.
local function picture(indicator, period)
  local found = { higher = {}, highest = nil, known = false }
  for _, district in ipairs(common.districts()) do
    local result = strata.result(indicator.id, district.code, period)
    if results.is_published(result) then
      found.known = true
      if result.significance == "higher" then found.higher[#found.higher + 1] = district.name end
      if result.rank == 1 then found.highest = district.name end
    end
  end
  return found
end

local function highest(found)
  return not found.known and "[x]" or found.highest or "none"
end

local function above(found)
  return not found.known and "[x]" or #found.higher == 0 and "none" or strata.list(found.higher)
end

local function same(a, b)
  if #a ~= #b then return false end
  for i, name in ipairs(a) do
    if b[i] ~= name then return false end
  end
  return true
end

-- Confirmed, strengthened, weakened, overturned or not assessable.
local function verdict(before, now)
  if not before.known or not now.known then return "Not assessable" end
  if before.highest == now.highest and same(before.higher, now.higher) then return "Confirmed" end
  if before.highest ~= now.highest then
    return "Overturned"
  end
  return #now.higher > #before.higher and "Strengthened" or #now.higher < #before.higher and "Weakened"
    or "Changed"
end

return function(page)
  page:title("Findings tested again")
  page:running("Findings tested again")
  local since = strata.report.since
  if not since then
    page:callout("[z] No earlier edition is named, so there is no finding to test again.")
    return
  end
  page:paragraph("The year of the " .. since.title .. " is computed again with the definitions of this one, so"
    .. " that a change of method is not taken for a change in crime.", "lead")
  local indicators = {}
  local overall = common.overall()
  if overall then indicators[1] = overall end
  for _, indicator in ipairs(common.issues_by_volume()) do indicators[#indicators + 1] = indicator end
  local rows, verdicts = {}, {}
  for _, indicator in ipairs(indicators) do
    local before, now = picture(indicator, since.period), picture(indicator)
    local word = verdict(before, now)
    verdicts[word] = (verdicts[word] or 0) + 1
    rows[#rows + 1] = { results.name(indicator), highest(before), above(before), highest(now), above(now),
      "**" .. word .. "**" }
  end
  if #rows == 0 then
    page:callout("[x] Nothing has been measured, so nothing can be tested again.")
    return
  end
  local then_, now_ = wording.capital(since.period_words), wording.capital(strata.report.edition.period_words)
  local waiting = wording.map(common.unmeasured_priorities(), function(plugin) return wording.small(plugin.title) end)
  local confirmed = verdicts["Confirmed"] or 0
  page:table {
    title = wording.capital(wording.of(confirmed, #rows, "findings"))
      .. (confirmed < 2 and " is" or " are") .. " confirmed"
      .. (#waiting > 0 and "; " .. strata.spell(#waiting) .. " more cannot be assessed" or ""),
    meaning = "Which district is highest, and which lie above the usual spread, then and now.",
    columns = {
      { head = "Finding about", header = true, width = 0.25 },
      { head = "Highest", group = then_, width = 0.15 }, { head = "Above the spread", group = then_, width = 0.15 },
      { head = "Highest", group = now_, width = 0.15 }, { head = "Above the spread", group = now_, width = 0.15 },
      { head = "Verdict", width = 0.15 },
    },
    rows = rows, compact = true,
    note = "Confirmed: the same district is highest, and the same lie above the usual spread. Strengthened or"
      .. " weakened: more or fewer lie above it. Overturned: another district is highest."
      .. (#waiting > 0 and " [x] Not assessable, because the figures are awaited: " .. wording.list(waiting) .. "." or ""),
  }
  page:commentary("findings")
end
