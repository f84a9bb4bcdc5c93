-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Recommendations, with the outcomes that they serve; and what is awaited from partners.

-- What is awaited besides the sources of priorities without figures, whose chapters say how to supply them; and
-- how many those are.
local function awaited_elsewhere()
  local in_chapters, count = {}, 0
  for _, plugin in ipairs(common.unmeasured_priorities()) do
    for _, source in ipairs(common.awaited_sources(plugin)) do
      if not in_chapters[source.id] then count = count + 1 end
      in_chapters[source.id] = true
    end
  end
  return wording.filter(common.awaited(), function(one) return not in_chapters[one.id] end), count
end

return function(page)
  page:title("Recommendations and awaited data")
  page:running("Recommendations")
  page:run_on()
  page:commentary("recommendations")
  local list = strata.recommendations {}
  if #list == 0 then
    page:paragraph("No recommendation has been made yet.")
  else
    local unnamed = wording.filter(list, function(one) return one.owner == "to be named" end)
    local titles = {}
    for _, plugin in ipairs(strata.plugins()) do titles[plugin.id] = plugin.title end
    page:table {
      title = wording.capital(strata.spell(#list)) .. " recommendation" .. (#list == 1 and "" or "s")
        .. (#unnamed > 0 and "; " .. (#unnamed == #list and "none has" or strata.spell(#unnamed)
          .. (#unnamed == 1 and " has" or " have") .. " no")
          .. (#unnamed == #list and " an owner yet" or " owner yet") or ""),
      columns = {
        { head = "No.", width = 0.06 }, { head = "Recommendation", header = true, width = 0.42 },
        { head = "For", width = 0.16 }, { head = "Serves", width = 0.13 },
        { head = "Owner", width = 0.12 }, { head = "Due", width = 0.11 },
      },
      rows = wording.map(list, function(one)
        local place = one.area and strata.area(one.area)
        return { "**" .. one.id .. "**", one.text,
          one.priority and titles[one.priority] or place and place.name or "All priorities",
          common.outcome_numbers(one), one.owner, wording.due(one) }
      end),
    }
  end
  local awaited, in_chapters = awaited_elsewhere()
  if #awaited == 0 then
    page:heading(in_chapters == 0 and "No data are awaited"
      or "All data that are awaited are those of the priorities above", 2)
    return
  end
  page:table {
    title = wording.capital(strata.spell(#awaited)) .. (in_chapters > 0 and " more" or "") .. " source"
      .. (#awaited == 1 and " is" or "s are") .. " awaited",
    meaning = (in_chapters > 0 and "The chapters of the priorities name " .. strata.spell(in_chapters) .. " others. " or "")
      .. "The build takes a source up as soon as its file is there.",
    compact = true,
    columns = { { head = "Awaited", header = true, width = 0.23 }, { head = "From", width = 0.24 },
      { head = "How to supply it", width = 0.53 } },
    rows = wording.map(awaited, function(one) return { "[x] " .. one.what, one.from, one.how } end),
  }
end
