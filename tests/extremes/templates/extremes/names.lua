-- SPDX-License-Identifier: GPL-3.0-or-later
-- Names that are too long for where they stand: in running text, in tables, in boxes and beside bars.
return function(page)
  local areas = strata.areas("districts")
  page:title("Long names")
  page:paragraph("{asb.incidents|count} incidents were counted in " .. areas[1].name .. ", " .. areas[2].name ..
    " and " .. areas[3].name .. " in the year.", "lead")
  page:figure { kind = "bar", indicator = "asb.incidents", title = "Incidents beside names that are long",
    meaning = "The names take less of the figure than the bars.", before = true, reference = true,
    row_head = "District", value_head = "Rate" }
  local rows, tinted = {}, {}
  for i, area in ipairs(areas) do
    rows[i] = { area.name, "{asb.incidents|count|" .. area.code .. "}", "{asb.incidents|rate|" .. area.code .. "}",
      { text = "{asb.incidents|rate|" .. area.code .. "}", bar = strata.result("asb.incidents", area.code).value, most = 30 } }
    tinted[i] = { area.name, { text = "{asb.incidents|rate|" .. area.code .. "}\n**H**", tint = "worse" } }
  end
  page:table { title = "Incidents in names that are long", columns = { { head = "District", header = true },
    { head = "Incidents", align = "right" }, { head = "Rate", align = "right" }, { head = "Rate as a bar", width = 0.3 } },
    rows = rows }
  local left, right = page:columns(8, 4)
  left:table { title = "In a narrow place", columns = { { head = "District", header = true }, { head = "Rate" } }, rows = tinted }
  right:sidebar(areas[2].name):paragraph("A sidebar as narrow as they are, about " .. areas[1].name .. ".")
end
