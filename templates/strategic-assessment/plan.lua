-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Plan on a page: priorities, factors, determinants, outcomes and recommendations as tables.

local function above_spread(indicator)
  local tally = patterns.tally(common.district_results(indicator))
  if tally.compared == 0 then return "[x]" end
  if #tally.higher == 0 then return "None" end
  return strata.list(wording.map(tally.higher, function(item) return common.brief(item.district) end))
end

-- A priority, and the page of its chapter.
local function named(plugin)
  return "**" .. plugin.title .. "**\n~{#chapters-" .. plugin.id .. "|page}~"
end

local function priorities(page)
  local plugins = strata.plugins("priority")
  local measured, waiting = common.measured_priorities(), common.unmeasured_priorities()
  if #plugins == 0 then
    page:heading("No priorities have been defined", 2)
    page:paragraph("Each priority is a plugin: docs/PLUGINS.md says how one is added.")
    return
  end
  local rows = {}
  for _, plugin in ipairs(plugins) do
    local indicator = common.headline(plugin)
    local needed = plugin.needed[1] or "Nothing more"
    if #plugin.needed > 1 then needed = needed .. " ~and " .. strata.spell(#plugin.needed - 1) .. " more~" end
    if common.has_figures(plugin) then
      local result = strata.result(indicator.id, strata.comparator.code)
      rows[#rows + 1] = {
        named(plugin),
        results.is_published(result) and results.count(result) .. " " .. results.noun(indicator) .. "; "
          .. results.value_with_unit(indicator, strata.comparator.code)
          or results.missing(result) .. " " .. (result.reason or ""),
        results.change_marked(result), above_spread(indicator), needed,
      }
    else
      rows[#rows + 1] = { named(plugin),
        plugin.failed and "[x] not available in this run" or "[x] awaited from partners",
        "[x]", "[x]", needed }
    end
  end
  local title = wording.capital(strata.spell(#plugins)) .. (#plugins == 1 and " priority: " or " priorities: ")
  if #waiting == 0 then
    title = title .. "all can be measured"
  elseif #measured == 0 then
    title = title .. "none can be measured yet"
  else
    title = title .. strata.spell(#measured) .. " can be measured from published data, "
      .. strata.spell(#waiting) .. (#waiting == 1 and " awaits" or " await") .. " partners"
  end
  page:table {
    title = title,
    columns = {
      { head = "Priority", header = true, width = 0.17 }, { head = "What is known now", width = 0.2 },
      { head = "Since the\n" .. wording.last("assessment"), width = 0.11 }, { head = "Above the\nusual spread", width = 0.12 },
      { head = "Needed to judge it properly, and from whom", width = 0.4 },
    },
    rows = rows, compact = true,
    note = "Rose or fell: significant at 95%. [x] not available.",
  }:unnumbered()
end

-- One row for each plugin of a role.
local function behind(node, role, title, head)
  local plugins = strata.plugins(role)
  if #plugins == 0 then
    node:heading(title, 2)
    node:paragraph("[x] None has been measured yet: no plugin gives figures for one.", "small")
    return
  end
  node:table {
    title = title,
    columns = { { head = head, header = true, width = 0.34 }, { head = "What is known now", width = 0.66 } },
    rows = wording.map(plugins, function(plugin)
      local indicator = common.headline(plugin)
      if not indicator then return { plugin.title, "[x] no indicator" } end
      local result, period = results.latest(indicator, strata.comparator.code)
      if not results.is_published(result) then
        return { plugin.title, "[x] awaited from " .. common.awaited_from(plugin) }
      end
      local items = wording.filter(wording.map(common.districts(), function(district)
        return { district = district, result = strata.result(indicator.id, district.code, period) }
      end), function(item) return item.result.rank == 1 end)
      local highest = items[1] and "; highest in " .. common.brief(items[1].district) or ""
      return { plugin.title, results.name(indicator) .. ": "
        .. results.value_with_unit(indicator, strata.comparator.code, period) .. highest }
    end),
  }:unnumbered()
end

local function outcomes(page)
  local list = strata.outcomes()
  if #list == 0 then return end
  local rows, assessed = {}, 0
  for i, outcome in ipairs(list) do
    local found = common.outcome_status(outcome, strata.comparator.code)
    if found.status ~= "Not assessable" then assessed = assessed + 1 end
    rows[i] = { tostring(i), outcome.title, "{:" .. found.symbol .. ":} " .. found.status,
      found.evidence, outcome.owner or "not named" }
  end
  page:table {
    title = wording.capital(strata.spell(#list)) .. (#list == 1 and " outcome: " or " outcomes: ")
      .. (assessed == 0 and "none" or assessed == #list and "all" or strata.spell(assessed))
      .. " can be assessed",
    columns = {
      { head = "No.", width = 0.04 }, { head = "Outcome", header = true, width = 0.36 },
      { head = "Status", width = 0.14 }, { head = "Evidence or need", width = 0.26 },
      { head = "Source or owner", width = 0.2 },
    },
    rows = rows, compact = true,
  }:unnumbered()
end

local function recommendations(page)
  local list = wording.filter(strata.recommendations {}, function(one) return not one.area end)
  if #list == 0 then return end
  page:table {
    title = wording.capital(strata.spell(#list)) .. " recommendation" .. (#list == 1 and "" or "s")
      .. " to the strategy group",
    columns = {
      { head = "No.", width = 0.05 }, { head = "Recommendation", header = true, width = 0.68 },
      { head = "Serves", width = 0.15 }, { head = "Lead", width = 0.12 },
    },
    rows = wording.map(wording.first(list, 8), function(one)
      return { "**" .. one.id .. "**", one.text, common.outcome_numbers(one), "~" .. one.owner .. "~" }
    end),
  }:unnumbered()
end

return function(page)
  page:title("Plan on a page")
  page:running("Plan on a page")
  page:commentary("plan")
  priorities(page)
  page:rule()
  local left, right = page:columns(6, 6)
  behind(left, "factor", "Contributory factors", "Factor")
  behind(right, "determinant", "Determinants", "Determinant")
  page:rule()
  outcomes(page)
  page:note(common.goals_sentence(strata.comparator.code))
  page:rule()
  recommendations(page)
end
