-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Recommendations, with the outcomes that they serve; and what is awaited from partners.

return function(page)
  page:title("Recommendations and awaited data")
  page:running("Recommendations")
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
  page:rule()
  local awaited = common.awaited()
  if #awaited == 0 then
    page:heading("No data are awaited", 2)
    return
  end
  page:table {
    title = wording.capital(strata.spell(#awaited)) .. " source" .. (#awaited == 1 and " is" or "s are") .. " awaited",
    meaning = "Until a source is supplied its figures are [x]. The build takes it up as soon as its file is there.",
    compact = true,
    columns = { { head = "Awaited", header = true, width = 0.24 }, { head = "From", width = 0.3 },
      { head = "How to supply it", width = 0.46 } },
    rows = wording.map(awaited, function(one) return { "[x] " .. one.what, one.from, one.how } end),
  }
end
