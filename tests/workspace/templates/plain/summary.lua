-- SPDX-License-Identifier: GPL-3.0-or-later
-- One page of most kinds of node.
return function(page)
  page:title("{asb.incidents|count} incidents")
  page:paragraph("{asb.incidents|title}: {asb.incidents|value-unit}, {asb.incidents|change}. Costs £5 – or didn’t.")
  page:key_figures {
    { value = "{asb.incidents|count}", words = "incidents, {asb.incidents|period}",
      comparison = "Three districts: {asb.incidents|comparator-value}" },
  }
  page:list { "one", "two" }
  page:figure { kind = "line", indicator = "asb.incidents", title = "Incidents by month" }
  page:figure { kind = "bar", indicator = "asb.incidents", title = "Incidents by district" }
  page:commentary("summary")
  local rows = {}
  for i, area in ipairs(strata.areas()) do
    rows[i] = { area.name, "{asb.incidents|count|" .. area.code .. "}" }
  end
  page:table { title = "Every district", columns = { { head = "District", header = true },
    { head = "Incidents", align = "right" } }, rows = rows }
end
