-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Appendix: the shorthand and symbols, explained.

return function(page)
  page:title("Appendix C: shorthand and symbols")
  page:running("Shorthand")
  page:table {
    title = "Shorthand",
    columns = { { head = "Mark", header = true, width = 0.14 }, { head = "Meaning", width = 0.86 } },
    rows = {
      { "[x]", "Not available: not supplied, or a month of the period is missing. It is not zero." },
      { "[z]", "Not applicable: the figure has no meaning here." },
      { "[c]", "Suppressed, so that nobody can be recognised." },
      { "[b]", "The series breaks: nothing is compared across it." },
      { "[p]", "Provisional." },
      { "[r]", "Revised since it was last published." },
      { "[low]", "Too few cases to say." },
    },
  }
  page:heading("Symbols", 2)
  page:key()
  page:heading("Areas", 2)
  page:list(common.map(common.sums(), function(area)
    local names = common.map(area.members or {}, function(code)
      local member = strata.area(code)
      return member and member.name or code
    end)
    return "**" .. area.name .. "**: " .. (#names == #common.districts() and "all "
      .. strata.spell(#names) .. " districts" or strata.list(names)) .. "."
  end))
end
