-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Appendix: what became of every row that was read, and what the shorthand means.

local function reconciliation(page)
  local list = wording.filter(strata.sources(), function(source) return source.rows ~= nil end)
  if #list == 0 then
    page:paragraph("[x] No source has been read.")
    return
  end
  local function number(n) return strata.number(n or 0, 0) end
  page:table {
    title = "Rows read = counted + unassigned + outside + duplicates + rejected",
    meaning = "For every source, over all the periods that it holds.",
    compact = true,
    columns = {
      { head = "Source", header = true, width = 0.3 }, { head = "Files", align = "right", width = 0.07 },
      { head = "Rows read", align = "right", width = 0.12 }, { head = "Counted", align = "right", width = 0.12 },
      { head = "Unassigned", align = "right", width = 0.11 }, { head = "Outside", align = "right", width = 0.09 },
      { head = "Duplicates", align = "right", width = 0.1 }, { head = "Rejected", align = "right", width = 0.09 },
    },
    rows = wording.map(list, function(source)
      return { source.title, number(source.files), number(source.rows), number(source.counted),
        number(source.unassigned), number(source.outside), number(source.duplicates), number(source.rejected) }
    end),
    note = "Unassigned: no location was given, so the row counts for the police force and for no district."
      .. " Outside: in an area outside the partnership. Duplicates: the same crime ID twice in one month of one"
      .. " force; the first stays. Anti-social behaviour has no ID and is never de-duplicated.",
  }
  local rejected = wording.filter(list, function(source) return (source.rejected or 0) > 0 end)
  if #rejected == 0 then
    page:paragraph("No row was rejected.")
  else
    page:callout("Rows were rejected: the build’s messages name each file and line.")
  end
  for _, source in ipairs(list) do
    if source.revised ~= "" then
      page:paragraph("**[r]** " .. source.title .. ": a later release changed figures that were read from an"
        .. " earlier one. " .. source.revised .. ".")
    end
  end
  page:commentary("reconciliation")
end

local function shorthand(page)
  local left, right = page:columns(6, 6)
  left:table {
    title = "Shorthand",
    compact = true,
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
  }:unnumbered()
  left:heading("Areas", 2)
  left:list(wording.map(common.sums(), function(area)
    local names = wording.map(area.members or {}, function(code)
      local member = strata.area(code)
      return member and member.name or code
    end)
    return "**" .. area.name .. "**: " .. (#names == #common.districts() and "all "
      .. strata.spell(#names) .. " districts" or strata.list(names)) .. "."
  end))
  right:heading("Symbols", 2)
  right:key()
end

return function(page)
  page:title("Appendix B: every row, and the shorthand")
  page:run_on()
  page:running("Reconciliation and shorthand")
  reconciliation(page)
  page:rule()
  shorthand(page)
end
