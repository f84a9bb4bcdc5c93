-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What violence.c leaves to Lua: the lines of the refresh. The chapter and the season are in C.

local M = {}

local LEAD = "violence.offences"

local function sentence(subject, area)
  local result = strata.result(LEAD, area)
  if not result.published then return "[x] " .. (result.reason or "Not available") .. "." end
  local count = strata.number(result.numerator, 0)
  if result.change == "similar" then
    return subject .. " were similar: " .. count .. ", " .. strata.number(result.before_numerator, 0)
      .. " before."
  elseif result.change ~= "rose" and result.change ~= "fell" then
    return subject .. ": " .. count .. ", with no earlier year to compare."
  end
  local size = result.before_numerator < 50 and result.change
    or strata.words("{violence.offences|change|" .. area .. "}")
  return subject .. " " .. size .. ", to " .. count .. " from " .. strata.number(result.before_numerator, 0)
    .. "."
end

function M.refresh(node)
  local place = strata.comparator
  if not strata.result(LEAD, place.code).published then
    node:paragraph(sentence("Offences", place.code))
    return
  end
  local changes = {}
  for _, change in ipairs { "fell", "rose" } do
    local names = {}
    for _, district in ipairs(strata.areas("districts")) do
      local result = strata.result(LEAD, district.code)
      if result.published and result.change == change then names[#names + 1] = district.name end
    end
    if #names > 0 then changes[#changes + 1] = "They " .. change .. " in " .. strata.list(names) .. "." end
  end
  if #changes == 0 then changes[1] = "No single district’s change is large enough to name." end
  node:paragraph(sentence("Offences in " .. place.name, place.code) .. " " .. table.concat(changes, " "))
end

return M
