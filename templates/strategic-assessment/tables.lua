-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Appendix: every indicator by area, with counts, intervals, comparison and change.

local function row(indicator, area, period, earlier, strong)
  local result = strata.result(indicator.id, area.code, period)
  local is_sum = area.kind ~= "district"
  local function or_z(text) return is_sum and "[z]" or text end
  if not common.is_published(result) then
    local missing = common.missing(result)
    local cells = { strong = strong, area.name, missing, missing, missing, missing, missing, missing }
    if earlier then
      for _ = 1, 3 do cells[#cells + 1] = missing end
    end
    return cells
  end
  local class = common.class(result)
  local cells = { strong = strong, area.name, common.count(result),
    common.value(indicator, area.code, period),
    result.lower and common.interval(indicator, area.code, period) or "[z]",
    result.ratio and strata.number(result.ratio, 2) or "[z]",
    or_z(result.rank and result.rank > 0 and tostring(result.rank) or "[z]"),
    or_z(class ~= "" and class or "[z]") }
  if earlier then
    cells[#cells + 1] = common.count_before(result)
    cells[#cells + 1] = common.is_published(result) and result.change_lower
      and strata.number(result.change_percent, 1, "signed") .. " (" .. strata.number(result.change_lower, 1, "signed")
      .. " to " .. strata.number(result.change_upper, 1, "signed") .. ")" or "[x]"
    cells[#cells + 1] = result.change ~= "" and result.change or "[x]"
  end
  return cells
end

local function indicator_table(page, number, indicator)
  local whole, period = common.latest(indicator, strata.comparator.code)
  if not common.is_published(whole) then return false end
  local earlier = whole.change ~= "" and whole.change ~= "not comparable" and whole.before or nil
  -- Without a change there is room to spare.
  local widths = earlier and { 0.175, 0.075, 0.07, 0.13, 0.06, 0.055, 0.08 }
    or { 0.27, 0.14, 0.12, 0.19, 0.1, 0.08, 0.1 }
  local columns = {
    { head = "Area", header = true }, { head = "Count", align = "right" },
    { head = "Value", align = "right" }, { head = "95% interval", align = "right" },
    { head = "Ratio", align = "right" }, { head = "Rank", align = "right" }, { head = "Spread" },
  }
  for i, width in ipairs(widths) do columns[i].width = width end
  if earlier then
    columns[8] = { head = common.period_short(earlier), align = "right", width = 0.08 }
    columns[9] = { head = "Change, % (95% interval)", align = "right", width = 0.185 }
    columns[10] = { head = "Word", width = 0.09 }
  end
  local rows = {}
  for _, district in ipairs(common.districts()) do
    rows[#rows + 1] = row(indicator, district, period, earlier)
  end
  for _, sum in ipairs(common.sums()) do
    rows[#rows + 1] = row(indicator, sum, period, earlier, true)
  end
  page:table {
    title = "Table A" .. number .. ". " .. indicator.title,
    meaning = common.capital(whole.period_words or period) .. ", " .. (indicator.unit or "")
      .. (earlier and "; change since the " .. whole.before_words or "") .. ".",
    columns = columns, rows = rows, compact = true,
    note = whole.method and whole.method ~= "" and "Method: " .. whole.method
      .. (earlier and whole.change_method and "; change: " .. whole.change_method or "") .. "." or nil,
  }
  return true
end

return function(page)
  page:title("Appendix A: every indicator by area")
  page:running("Appendix tables")
  page:paragraph("Ratio: to " .. strata.comparator.short_name .. ". Rank 1 is the highest value. Spread: against the"
    .. " usual spread between districts. [z] not applicable. The same figures, machine-readable, come from"
    .. " the command strata figures.", "lead")
  local number, missing = 0, {}
  for _, indicator in ipairs(strata.indicators()) do
    if not indicator.restricted then
      if indicator_table(page, number + 1, indicator) then
        number = number + 1
      else
        missing[#missing + 1] = indicator
      end
    else
      missing[#missing + 1] = indicator
    end
  end
  if number == 0 and #missing == 0 then page:paragraph("[x] No indicator has been defined.") end
  if #missing > 0 then
    page:table {
      title = "Indicators without figures for districts",
      columns = { { head = "Indicator", header = true, width = 0.45 }, { head = "Why", width = 0.55 } },
      rows = common.map(missing, function(indicator)
        local source = common.source_of(indicator)
        local result = strata.result(indicator.id, strata.comparator.code)
        local why = result.reason or "Not available."
        if indicator.awaited then
          why = "Awaited from " .. ((source and source.awaited_from) or "its holder") .. "."
        elseif indicator.restricted then
          why = "Restricted: printed for the county only."
        end
        return { indicator.title, "[x] " .. why }
      end),
      compact = true,
    }
  end
end
