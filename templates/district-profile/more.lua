-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the analyst and the plugins say of the district themselves. The pages before it are made from the definitions
-- and have no room to spare, so this flows onto a page of its own, and is there only when there are such words.

-- Once the page has a title, it stands in the profile.
local function begin(page, title)
  page:title(title)
  page:running(strata.report.title .. " " .. strata.report.edition.id)
end

return function(page)
  local plugins = wording.filter(strata.plugins(), function(plugin)
    return plugin.has.profile or strata.commentary(plugin.id) ~= nil
  end)
  local causes = strata.commentary("causes") ~= nil
  if causes or #plugins > 0 then
    begin(page, #plugins > 0 and "More on the priorities" or "What lies behind the figures")
  end
  if causes then
    if #plugins > 0 then page:heading("What lies behind the figures", 2) end
    page:commentary("causes")
  end
  for _, plugin in ipairs(plugins) do
    page:heading(plugin.title, 2)
    if plugin.has.profile then page:plugin(plugin.id, "profile") end
    page:commentary(plugin.id)
  end
end
