-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What has changed in each priority, with the test that says so.

local function change_table(page)
  local rows = {}
  for _, plugin in ipairs(strata.plugins("priority")) do
    rows[#rows + 1] = { kind = "group", plugin.title }
    if not common.has_figures(plugin) then
      -- A sentence in a row's last words runs over the cells that are left empty.
      local headline = common.headline(plugin)
      rows[#rows + 1] = { headline and results.name(headline) or plugin.title, "[x]",
        plugin.failed and "Not available in this run" or "Awaited from " .. common.awaited_from(plugin),
        "", "", "" }
    else
      for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
        if not indicator.awaited and not indicator.derived then
          local result = strata.result(indicator.id, strata.comparator.code)
          if results.is_published(result) then
            rows[#rows + 1] = { results.name(indicator), results.count_before(result), results.count(result),
              results.value_with_unit(indicator, strata.comparator.code),
              results.change_marked(result), results.change_interval(result) }
          else
            local missing = results.missing(result)
            rows[#rows + 1] = { results.name(indicator), missing, missing, missing, missing, missing }
          end
        end
      end
    end
  end
  if #rows == 0 then
    page:paragraph("No priorities have been defined.")
    return
  end
  local since = strata.report.since
  page:table {
    title = "Every measure of the priorities, " .. strata.comparator.name,
    columns = {
      { head = "Measure", header = true, width = 0.3 },
      { head = since and wording.period_short(since.period) or "Before", align = "right", width = 0.11 },
      { head = wording.period_short(wording.this_period()), align = "right", width = 0.11 },
      { head = "Value and unit", align = "right", width = 0.2 }, { head = "Change", width = 0.12 },
      { head = "95% interval", align = "right", width = 0.16 },
    },
    rows = rows,
    note = "[x] not available. Rose or fell: significant at 95%. " .. common.source_line(common.issues()),
  }
end

-- Where a priority rose or fell, when its plugin has no words of its own for the refresh.
local function where(plugin)
  local indicator = common.headline(plugin)
  local tally = patterns.tally(common.district_results(indicator))
  local function named(list, past)
    if #list == 0 then return past .. " in none" end
    return past .. " in " .. patterns.district_names(list)
  end
  if tally.tested == 0 then return "No change can be tested in any district." end
  if #tally.rose == 0 and #tally.fell == 0 then return "It is similar in every district tested." end
  return "It " .. named(tally.rose, "rose") .. ", and " .. named(tally.fell, "fell") .. "."
end

local function words(node, plugin)
  node:heading(plugin.title, 2)
  if plugin.has.refresh then
    node:plugin(plugin.id, "refresh")
  else
    node:paragraph(where(plugin))
  end
end

-- The words of each priority, and beside them its months: whether the change still goes on.
local function by_month(page)
  local area = strata.comparator
  local explained = false
  for _, plugin in ipairs(common.measured_priorities()) do
    local indicator = common.headline(plugin)
    local signals = strata.months(indicator.id, area.code) and patterns.signals(indicator, area.code)
    if not signals then
      words(page, plugin)
    else
      if not explained then
        page:paragraph("Beside the words, the months. Dotted lines: the range expected from the " .. wording.last("edition")
          .. "’s year; diamonds lie above it, squares below it. Grey: not supplied.", "small")
        explained = true
      end
      local left, right = page:columns(6, 6)
      words(left, plugin)
      patterns.monthly_panel(right, indicator, area, signals, "edition")
    end
  end
end

return function(page)
  page:title("By priority")
  page:running("By priority")
  change_table(page)
  page:commentary("priorities")
  by_month(page)
end
