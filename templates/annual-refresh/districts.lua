-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What has changed in each district: one column an indicator, one row a district, each with its test.

return function(page)
  page:title("By district")
  page:running("By district")
  local indicators = {}
  local overall = common.overall()
  if overall then indicators[1] = overall end
  for _, plugin in ipairs(common.measured_priorities()) do
    if #indicators < 4 then indicators[#indicators + 1] = common.headline(plugin) end
  end
  if #indicators == 0 then
    page:callout("[x] No indicator has figures for districts yet.")
    return
  end
  local share = 0.8 / (#indicators + 1)
  local columns = { { head = "District", header = true, width = 0.2 } }
  for _, indicator in ipairs(indicators) do
    columns[#columns + 1] = { head = results.name(indicator), width = share }
  end
  columns[#columns + 1] = { head = "Issues that rose; that fell", align = "right", width = share }
  local issues = common.issues()
  local rows, rose_most, rose_name, fell_most, fell_name, tested = {}, 0, nil, 0, nil, false
  local function row(area, strong)
    local cells = { strong = strong, area.name }
    for _, indicator in ipairs(indicators) do
      cells[#cells + 1] = results.change_marked(strata.result(indicator.id, area.code))
    end
    local tally = patterns.tally(patterns.for_area(issues, area.code))
    cells[#cells + 1] = tally.tested > 0 and #tally.rose .. "; " .. #tally.fell or "[x]"
    rows[#rows + 1] = cells
    return tally
  end
  for _, district in ipairs(common.districts()) do
    local tally = row(district)
    tested = tested or tally.tested > 0
    if #tally.rose > rose_most then rose_most, rose_name = #tally.rose, district.name end
    if #tally.fell > fell_most then fell_most, fell_name = #tally.fell, district.name end
  end
  for _, sum in ipairs(common.sums()) do row(sum, true) end
  local title = tested and "No issue rose or fell in any district"
    or "No change can be tested in any district"
  if rose_name and fell_name then
    title = "Most issues rose in " .. rose_name .. " (" .. strata.spell(rose_most) .. ") and fell in "
      .. fell_name .. " (" .. strata.spell(fell_most) .. ")"
  elseif rose_name then
    title = "Most issues rose in " .. rose_name .. " (" .. strata.spell(rose_most) .. "), and none fell anywhere"
  elseif fell_name then
    title = "Most issues fell in " .. fell_name .. " (" .. strata.spell(fell_most) .. "), and none rose anywhere"
  end
  local since = strata.report.since
  page:table {
    title = title,
    meaning = (since and "Change from " .. wording.the(since.period_words) .. " to "
      .. wording.the(strata.report.edition.period_words) or "Change, " .. strata.report.edition.period_words) .. ".",
    columns = columns, rows = rows, compact = true,
    note = "Rose and fell are tested at 95%; on a base under 50 the earlier count is given instead of a percentage. "
      .. common.source_line(indicators),
  }
  page:figure {
    kind = "interval", of = "change", over = "districts", indicator = indicators[1].id,
    height = patterns.rows_height(#common.districts()),
    title = string.sub(patterns.districts_sentence(indicators[1], results.name(indicators[1]),
      results.were(indicators[1])), 1, -2),
    meaning = "Change in " .. results.named(indicators[1]) .. " by district, with 95% interval."
      .. " A bar that crosses zero is “similar”.",
  }
  page:commentary("districts")
end
