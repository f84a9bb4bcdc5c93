-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Progress: outcomes, recommendations, data.

local function outcomes(page)
  local list = strata.outcomes()
  if #list == 0 then return end
  local rows, assessed = {}, 0
  for i, outcome in ipairs(list) do
    local found = common.outcome_status(outcome, strata.comparator.code)
    if found.status ~= "Not assessable" then assessed = assessed + 1 end
    rows[i] = { tostring(i), outcome.title, "{:" .. found.symbol .. ":} " .. found.status, found.evidence,
      outcome.owner or "not named" }
  end
  page:table {
    title = "Outcomes of the plan: " .. (assessed == 0 and "none" or strata.spell(assessed)) .. " of "
      .. strata.spell(#list) .. " can be assessed",
    columns = {
      { head = "No.", width = 0.05 }, { head = "Outcome", header = true, width = 0.36 },
      { head = "Status", width = 0.14 }, { head = "Evidence or need", width = 0.25 },
      { head = "Source or owner", width = 0.2 },
    },
    rows = rows, compact = true,
  }
end

-- What has become of a recommendation is not in the figures: where nobody is named, nobody can report.
local function recommendations(page)
  local list = strata.recommendations {}
  if #list == 0 then
    page:heading("No recommendation has been made", 2)
    return
  end
  local unnamed = wording.filter(list, function(one) return one.owner == "to be named" end)
  page:table {
    title = wording.capital(strata.spell(#list)) .. " recommendation" .. (#list == 1 and "" or "s")
      .. (#unnamed == 0 and ", each with an owner" or ", "
        .. (#unnamed == #list and "none" or strata.spell(#list - #unnamed)) .. " with an owner"),
    columns = {
      { head = "No.", width = 0.05 }, { head = "Recommendation", header = true, width = 0.55 },
      { head = "Owner", width = 0.12 }, { head = "Due", width = 0.15 }, { head = "Progress", width = 0.13 },
    },
    compact = true,
    rows = wording.map(list, function(one)
      return { "**" .. one.id .. "**", one.text, one.owner, wording.due(one),
        one.owner == "to be named" and "[x] no owner" or "[x] not reported" }
    end),
  }
end

local function data(page)
  local supplied = wording.filter(strata.sources(), function(source)
    return not source.awaited and source.measure ~= nil and source.last ~= nil
  end)
  page:heading("What has changed in the data", 2)
  local breaks = strata.breaks()
  local points = {}
  for _, one in ipairs(breaks) do
    points[#points + 1] = "**Break in " .. one.measure .. ", from " .. wording.period_words(one.month) .. ".** "
      .. one.why
  end
  for _, source in ipairs(supplied) do
    if source.missing and source.missing ~= "" then
      points[#points + 1] = "**" .. source.title .. ".** Not supplied: " .. source.missing
        .. ". Every year that holds one of these months is [x]."
    end
  end
  if #points == 0 then
    page:paragraph("No break is declared, and no month is missing.")
  else
    page:list(points)
  end
  local awaited = common.awaited()
  if #awaited > 0 then
    page:table {
      title = wording.capital(strata.spell(#awaited)) .. " source" .. (#awaited == 1 and " is" or "s are")
        .. " still awaited",
      compact = true,
      columns = { { head = "Awaited", header = true, width = 0.42 }, { head = "From", width = 0.58 } },
      rows = wording.map(awaited, function(one) return { "[x] " .. one.what, one.from } end),
    }
  end
end

return function(page)
  page:title("Progress, and what is awaited")
  page:running("Progress")
  page:commentary("progress")
  outcomes(page)
  common.goals_table(page, strata.comparator.code)
  recommendations(page)
  page:rule()
  data(page)
end
