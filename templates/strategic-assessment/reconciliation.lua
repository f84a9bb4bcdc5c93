-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Appendix: what became of every row that was read.

return function(page)
  page:title("Appendix B: what became of every row")
  page:running("Reconciliation")
  local list = common.filter(strata.sources(), function(source) return source.rows ~= nil end)
  if #list == 0 then
    page:paragraph("[x] No source has been read.")
    return
  end
  local function number(n) return strata.number(n or 0, 0) end
  page:table {
    title = "Rows read = counted + unassigned + outside + duplicates + rejected",
    meaning = "For every source, over all the periods that it holds.",
    columns = {
      { head = "Source", header = true, width = 0.3 }, { head = "Files", align = "right", width = 0.07 },
      { head = "Rows read", align = "right", width = 0.12 }, { head = "Counted", align = "right", width = 0.12 },
      { head = "Unassigned", align = "right", width = 0.11 }, { head = "Outside", align = "right", width = 0.09 },
      { head = "Duplicates", align = "right", width = 0.1 }, { head = "Rejected", align = "right", width = 0.09 },
    },
    rows = common.map(list, function(source)
      return { source.title, number(source.files), number(source.rows), number(source.counted),
        number(source.unassigned), number(source.outside), number(source.duplicates), number(source.rejected) }
    end),
    note = "Unassigned: no location was given, so the row counts for the police force and for no district."
      .. " Outside: in an area outside the partnership. Duplicates: the same crime ID twice in one month of one"
      .. " force; the first stays. Anti-social behaviour has no ID and is never de-duplicated.",
  }
  local rejected = common.filter(list, function(source) return (source.rejected or 0) > 0 end)
  if #rejected == 0 then
    page:paragraph("No row was rejected.")
  else
    page:callout("Rows were rejected: the build’s messages name each file and line.")
  end
  page:commentary("reconciliation")
end
