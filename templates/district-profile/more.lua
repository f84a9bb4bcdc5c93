-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What plugins say of the district themselves. The pages before it are made from the definitions and have no room
-- to spare, so this flows onto a page of its own, and is there only when a plugin has such words.

return function(page)
  local begun = false
  for _, plugin in ipairs(strata.plugins()) do
    if plugin.has.profile then
      if not begun then
        page:title("More on the priorities")
        page:running(strata.report.title .. " " .. strata.report.edition.id)
        begun = true
      end
      page:heading(plugin.title, 2)
      page:plugin(plugin.id, "profile")
    end
  end
end
