-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Appendix: where each figure and table is, and what the terms and the indicators mean.

-- Of those that have figures; what is awaited is defined in the form that its partner fills in.
local function definitions(page)
  local defined = wording.filter(strata.indicators(), function(one)
    return not one.awaited and one.definition ~= nil
  end)
  if #defined == 0 then return end
  page:heading("What each indicator counts", 2)
  for _, one in ipairs(defined) do
    page:paragraph("**" .. results.name(one) .. "** " .. one.definition, "small")
  end
end

return function(page)
  page:title("Appendix C: figures, tables and terms")
  page:running("Figures, tables and terms")
  page:heading("Figures", 2)
  page:contents_of("figures")
  page:paragraph("The numbers of each figure are in the CSV file beside this one, whose name ends in -numbers.csv.",
    "small")
  page:heading("Tables", 2)
  page:contents_of("tables")
  page:heading("Terms", 2)
  page:glossary()
  definitions(page)
end
