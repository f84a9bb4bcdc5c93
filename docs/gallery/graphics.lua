local indicator = "asb.incidents"
local tints = { better = "better", worse = "worse" }

return function(page)
  local values, rows = {}, {}
  for _, area in ipairs(strata.areas("districts")) do
    values[#values + 1] = strata.result(indicator, area.code).value
  end
  for _, area in ipairs(strata.areas("districts")) do
    local result, months = strata.result(indicator, area.code), strata.months(indicator, area.code)
    local position = "{" .. indicator .. "|position-mark|" .. area.code .. "}"
    rows[#rows + 1] = {
      area.name,
      { text = "{" .. indicator .. "|count|" .. area.code .. "}", bar = result.numerator, most = 10000,
        before = result.before_numerator },
      { text = "monthly counts", spark = months.values },
      { text = position, spread = result.value, others = values, reference = result.comparator_value,
        low = result.lower, high = result.upper, symbol = result.position_symbol },
      { text = "{" .. indicator .. "|value|" .. area.code .. "}\n" .. position,
        tint = tints[result.judgement] or "plain" },
    }
  end
  page:table {
    title = "Graphics stand in the rows that they belong to",
    meaning = "Incidents, a line at the year before; months; the spread of the districts; and the rate.",
    columns = {
      { head = "District", header = true }, { head = "Incidents", width = 0.25 }, { head = "By month", width = 0.15 },
      { head = "Among districts", width = 0.25 }, { head = "Rate", align = "centre" },
    },
    rows = rows,
  }
end
