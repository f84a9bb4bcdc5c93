-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What has changed in each priority, with the test that says so.

local function change_table(page)
  local rows = {}
  for _, plugin in ipairs(strata.plugins("priority")) do
    rows[#rows + 1] = { kind = "group", plugin.title }
    if not common.has_figures(plugin) then
      rows[#rows + 1] = { plugin.failed and "Not available in this run"
        or "Awaited from " .. common.awaited_from(plugin), "[x]", "[x]", "[x]", "[x]", "[x]" }
    else
      for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
        if not indicator.awaited and not indicator.derived then
          local result = strata.result(indicator.id, strata.comparator.code)
          if common.is_published(result) then
            rows[#rows + 1] = { common.name(indicator), common.count_before(result), common.count(result),
              common.value(indicator, strata.comparator.code) .. " " .. (indicator.unit or ""),
              common.change_marked(result), common.change_interval(result) }
          else
            local missing = common.missing(result)
            rows[#rows + 1] = { common.name(indicator), missing, missing, missing, missing, missing }
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
    title = "Every measure of the priorities, " .. strata.comparator.short_name,
    columns = {
      { head = "Measure", header = true, width = 0.3 },
      { head = since and common.period_short(since.period) or "Before", align = "right", width = 0.11 },
      { head = common.period_short(common.this_period()), align = "right", width = 0.11 },
      { head = "Value and unit", align = "right", width = 0.2 }, { head = "Change", width = 0.12 },
      { head = "95% interval", align = "right", width = 0.16 },
    },
    rows = rows,
    note = "[x] not available. Rose or fell: significant at 95%. " .. common.source_line(common.issues()),
  }
end

return function(page)
  page:title("By priority")
  page:running("By priority")
  change_table(page)
  page:commentary("priorities")
  for _, plugin in ipairs(common.measured_priorities()) do
    if plugin.has and plugin.has.refresh then
      page:heading(plugin.title, 2)
      page:plugin(plugin.id, "refresh")
    end
  end
end
