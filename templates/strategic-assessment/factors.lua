-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Contributory factors and determinants: what lies behind crime, as far as it is measured.

local function measures(node, plugins)
  local rows = {}
  for _, plugin in ipairs(plugins) do
    rows[#rows + 1] = { kind = "group", plugin.title }
    for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
      local result, period = results.latest(indicator, strata.comparator.code)
      if not results.is_published(result) then
        local missing = results.missing(result)
        rows[#rows + 1] = { results.name(indicator), missing,
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
        local function of(extreme)
          return extreme and extreme.district.name .. " " .. results.value_short(indicator, extreme.district.code, period) or "[x]"
        end
        rows[#rows + 1] = { results.name(indicator) .. "\n~" .. (result.period_words or period) .. "~",
          results.value_with_unit(indicator, strata.comparator.code, period), of(highest) .. "\n" .. of(lowest) }
      end
    end
  end
  node:table {
    title = "What is measured",
    columns = {
      { head = "Measure", header = true, width = 0.42 },
      { head = strata.comparator.short_name, align = "right", width = 0.18 },
      { head = "Highest and lowest", width = 0.4 },
    },
    rows = rows,
  }
end

local function districts(node, indicator, result, period)
  node:figure {
    kind = "bar", over = "districts", indicator = indicator.id, period = period, reference = true,
    height = patterns.rows_height(#common.districts()),
    title = patterns.levels_finding(indicator, period) or results.name(indicator) .. " by district",
    meaning = results.name(indicator) .. (indicator.unit and ", " .. indicator.unit or "") .. ", "
      .. (result.period_words or period) .. ".",
  }
end

-- The headlines of PLUGINS that have figures: {indicator=, result=, period=}.
local function headlines(plugins)
  local list = {}
  for _, plugin in ipairs(plugins) do
    local indicator = common.headline(plugin)
    if indicator then
      local result, period = results.latest(indicator, strata.comparator.code)
      if results.is_published(result) then
        list[#list + 1] = { indicator = indicator, result = result, period = period }
      end
    end
  end
  return list
end

local MOST_BESIDE = 8 -- measures that stand beside the first figure; more have the page's width

return function(page)
  page:title("Contributory factors and determinants")
  page:running("Contributory factors and determinants")
  page:run_on()
  local plugins, count = {}, 0
  for _, role in ipairs { "factor", "determinant" } do
    for _, plugin in ipairs(strata.plugins(role)) do
      plugins[#plugins + 1] = plugin
      count = count + #strata.indicators { plugin = plugin.id }
    end
  end
  if #plugins == 0 then
    page:commentary("factors")
    page:callout("[x] No contributory factor or determinant is measured yet: no plugin gives figures for one.")
    return
  end
  local list = headlines(plugins)
  local left, right = page, nil
  if #list > 0 then left, right = page:columns(7, 5) end
  left:commentary("factors")
  measures(count <= MOST_BESIDE and left or page, plugins)
  for _, one in ipairs(list) do
    if one.indicator.definition then left:note(one.indicator.definition) end
    if one.indicator.caveat then left:note(one.indicator.caveat) end
  end
  for i, one in ipairs(list) do
    if i > 1 and i % 2 == 0 then left, right = page:columns(7, 5) end
    districts(i % 2 == 1 and right or left, one.indicator, one.result, one.period)
  end
end
