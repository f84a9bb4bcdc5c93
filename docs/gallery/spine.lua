local area = strata.area("E06000009")
local issues = { "asb.incidents", "violence.offences", "burglary.offences", "burglary.robbery", "crime.shoplifting",
                 "crime.vehicle", "crime.drugs" }

return function(page)
  local rows = {}
  for _, id in ipairs(issues) do
    local indicator, result = strata.indicator(id), strata.result(id, area.code)
    local mark = "{" .. id .. "|position-mark|" .. area.code .. "}"
    rows[#rows + 1] = {
      indicator.short_title .. "\n~" .. indicator.unit .. "~",
      "**{" .. id .. "|value|" .. area.code .. "}**",
      "{" .. id .. "|interval|" .. area.code .. "}",
      "{" .. id .. "|value|" .. strata.comparator.code .. "}",
      results.rank_mark(result),
      -- The words of a graphic are for listeners.
      { text = mark, spread = result.value, others = common.other_values(indicator, result.period, area.code),
        reference = result.comparator_value, low = result.lower, high = result.upper, symbol = result.position_symbol },
      "{" .. id .. "|change-mark|" .. area.code .. "}",
    }
  end
  page:table {
    title = "In Blackpool no rate is lower than in the other districts",
    meaning = "The line is " .. strata.comparator.name .. ". High rates lie to the left of it.",
    columns = {
      { head = "Issue and unit", header = true }, { head = "Rate", align = "right" },
      { head = "95% interval", align = "right" }, { head = strata.comparator.short_name, align = "right" },
      { head = "Rank", align = "right" }, { head = "Higher rate, lower rate", width = 0.24, align = "centre" },
      { head = "Change" },
    },
    rows = rows,
    note = "Bar: all districts; darker: the middle half of them. Diamond: above, square: below, circle: within the"
      .. " usual spread. Whisker: 95% interval. Source: data.police.uk (Lancashire Constabulary).",
  }
end
