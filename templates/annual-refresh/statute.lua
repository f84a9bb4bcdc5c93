-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The matters that a strategic assessment must hold, as commonly restated, and where each is.

local function concern(awaited)
  for _, one in ipairs(awaited) do
    local from = string.lower(one.what)
    if wording.ends_with(from, "survey") then return one.from end
  end
  return nil
end

return function(page)
  page:title("Statutory matters")
  page:run_on()
  page:running("Statutory matters")
  page:paragraph("The Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007"
    .. " (SI 2007/1830) ask for a strategic assessment every year. Its matters are given here as they are"
    .. " commonly restated; the regulations’ own wording is what counts.", "lead")
  local all = #strata.plugins("priority")
  local measured = #wording.filter(common.measured_priorities(), function(plugin)
    local headline = common.headline(plugin)
    return results.is_published(strata.result(headline.id, strata.comparator.code))
  end)
  local levels = measured == all and "Held" or measured == 0 and "[x] Not held" or "Held in part"
  local since = strata.report.since
  local recommendations = strata.recommendations {}
  local named = wording.filter(recommendations, function(one) return one.owner ~= "to be named" end)
  local waits = concern(common.awaited())
  page:table {
    title = "Where each matter is",
    columns = {
      { head = "Matter, as commonly restated", header = true, width = 0.36 },
      { head = "Where", width = 0.22 }, { head = "State", width = 0.42 },
    },
    rows = {
      { "Levels and patterns of crime, disorder and substance misuse", "By priority; by district",
        levels .. ": " .. measured .. " of " .. all .. " priorities are measured" },
      { "Changes since the last assessment", "What has changed",
        since and "Held: since " .. wording.the(since.period_words) or "[x] No earlier edition is named" },
      { "Why the changes occurred", "Commentary, where there is any",
        "Held in part: the figures cannot say why, and the commentary says only what is known" },
      { "What the responsible authorities should prioritise", "Recommendations",
        #recommendations > 0 and "Held: " .. strata.spell(#recommendations)
          .. (#recommendations == 1 and " recommendation" or " recommendations") or "[x] Not held" },
      { "What people who live and work here think should be prioritised", "Awaited data",
        waits and "[x] Awaited from " .. waits or "[x] No survey has been supplied" },
      { "How far the last plan was carried out", "Outcomes and recommendations",
        #named > 0 and "Held in part: " .. strata.spell(#named)
          .. (#named == 1 and " recommendation has an owner" or " recommendations have an owner")
          or "[x] No recommendation has an owner who reports" },
      { "Matters to bring to the county strategy group", "Recommendations",
        #recommendations > 0 and "Held" or "[x] Not held" },
    },
  }
  page:commentary("statute")
  page:heading("Next steps", 2)
  page:list {
    "Name an owner for every recommendation that has none.",
    "Supply the sources that are awaited: the build takes each up when its file is there.",
    "Seek the views of people who live and work here, and of those who use services.",
    "Publish the profiles of the districts beside this refresh.",
  }
end
