local issues = { "asb.incidents", "violence.offences", "burglary.offences", "crime.shoplifting", "crime.drugs" }
local tints = { better = "better", worse = "worse" }

-- The rate; H above and L below the usual spread; and which way it went.
local function cell(id, area)
  local result = strata.result(id, area.code)
  if not result.published then return { text = result.shorthand, tint = "plain" } end
  local letter = ({ higher = "**H** ", lower = "**L** " })[result.significance] or ""
  local outside = letter ~= ""
  return {
    text = "{" .. id .. "|value|" .. area.code .. "}\n" .. letter
      .. (result.change_symbol and "{:" .. result.change_symbol .. "|" .. result.change .. ":}" or ""),
    tint = outside and (strata.indicator(id).polarity == "neutral" and "neutral" or tints[result.judgement]) or "plain",
  }
end

return function(page)
  local districts = strata.areas("districts")
  local columns, rows = { { head = "Issue", header = true, width = 0.16 } }, {}
  for i = 1, 8 do columns[i + 1] = { head = districts[i].short_name, align = "centre" } end
  for _, id in ipairs(issues) do
    local row = { "**" .. strata.indicator(id).short_title .. "**" }
    for i = 1, 8 do row[i + 1] = cell(id, districts[i]) end
    rows[#rows + 1] = row
  end
  page:table {
    title = "Issues by districts, as in the assessment's key issues",
    meaning = "Each cell says the rate, whether it is outside the usual spread, and which way it went.",
    columns = columns, rows = rows, compact = true,
    note = "**H** above, **L** below the usual spread between districts: {:swatch-worse:} worse, {:swatch-better:}"
      .. " better, {:swatch-neutral:} neither. Triangle up: rose; down: fell; dash: similar."
      .. " Source: data.police.uk (Lancashire Constabulary).",
  }
end
