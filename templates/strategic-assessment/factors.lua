-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Contributory factors and determinants: what lies behind crime, as far as it is measured.

local function measures(page, plugins)
  local rows = {}
  for _, plugin in ipairs(plugins) do
    rows[#rows + 1] = { kind = "group", plugin.title }
    for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
      local result, period = results.latest(indicator, strata.comparator.code)
      if not results.is_published(result) then
        local missing = results.missing(result)
        rows[#rows + 1] = { results.name(indicator), missing, missing, missing,
          indicator.awaited and "awaited from " .. common.awaited_from(plugin) or missing }
      else
        local highest, lowest
        for _, district in ipairs(common.districts()) do
          local one = strata.result(indicator.id, district.code, period)
          if results.is_published(one) and one.value then
            if not highest or one.value > highest.value then highest = { value = one.value, district = district } end
            if not lowest or one.value < lowest.value then lowest = { value = one.value, district = district } end
          end
        end
        rows[#rows + 1] = { results.name(indicator), result.period_words or period,
          results.value_with_unit(indicator, strata.comparator.code, period),
          highest and highest.district.name .. " " .. results.value(indicator, highest.district.code, period) or "[x]",
          lowest and lowest.district.name .. " " .. results.value(indicator, lowest.district.code, period) or "[x]" }
      end
    end
  end
  page:table {
    title = "What is measured",
    columns = {
      { head = "Measure", header = true, width = 0.34 }, { head = "Period", width = 0.12 },
      { head = strata.comparator.short_name, align = "right", width = 0.14 },
      { head = "Highest", width = 0.2 }, { head = "Lowest", width = 0.2 },
    },
    rows = rows,
  }
end

return function(page)
  page:title("Contributory factors and determinants")
  page:running("Contributory factors and determinants")
  page:commentary("factors")
  local plugins = {}
  for _, role in ipairs { "factor", "determinant" } do
    for _, plugin in ipairs(strata.plugins(role)) do plugins[#plugins + 1] = plugin end
  end
  if #plugins == 0 then
    page:callout("[x] No contributory factor or determinant is measured yet: no plugin gives figures for one.")
    return
  end
  measures(page, plugins)
  for _, plugin in ipairs(plugins) do
    local indicator = common.headline(plugin)
    local result, period
    if indicator then result, period = results.latest(indicator, strata.comparator.code) end
    if result and results.is_published(result) then
      page:figure {
        kind = "bar", over = "districts", indicator = indicator.id, period = period, reference = true,
        height = patterns.rows_height(#common.districts()),
        title = results.name(indicator) .. " by district",
        meaning = wording.capital(indicator.unit or "") .. ", " .. (result.period_words or period) .. ". "
          .. (indicator.definition or ""),
        note = indicator.caveat,
      }
    end
  end
end
