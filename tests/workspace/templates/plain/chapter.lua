-- SPDX-License-Identifier: GPL-3.0-or-later
return function(page, plugin)
  page:title(plugin.title)
  for _, indicator in ipairs(strata.indicators { plugin = plugin.id }) do
    page:paragraph(indicator.title .. ": {" .. indicator.id .. "|count}")
  end
end
