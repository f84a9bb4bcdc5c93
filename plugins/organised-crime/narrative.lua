-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The words of the organised crime chapter, which is the template's standard one.

local M = {}

M.words = {}

M.words.counted = "Organised crime groups that the police have mapped and hold as active at the end of the year,"
  .. " those of higher threat among them, and disruptions assessed as major or moderate."

-- The same groups are counted again in each year, so no test of independent counts fits.
function M.words.meaning()
  local place = strata.comparator
  local groups = strata.result("organised-crime.groups", place.code)
  if not groups.published then return nil end
  local words = strata.number(groups.numerator, 0) .. strata.plural(groups.numerator, " group was", " groups were")
    .. " held as active. Most are the same from year to year, so the number is given without a test."
  local disruptions = strata.result("organised-crime.disruptions", place.code)
  if not disruptions.published then return words end
  if disruptions.change == "rose" or disruptions.change == "fell" then
    return words .. " Major or moderate disruptions " .. disruptions.change .. ", to "
      .. strata.number(disruptions.numerator, 0) .. " from " .. strata.number(disruptions.before_numerator, 0) .. "."
  end
  return words .. " There were " .. strata.number(disruptions.numerator, 0) .. " major or moderate disruptions"
    .. (disruptions.change == "similar" and ", similar to before." or ".")
end

M.words.when = "Groups are counted on one day of the year, so there is no pattern by month."

M.words.why = "These data cannot say. A group is counted when it is known, so the number follows what the police"
  .. " look into. What communities report, through councils and housing providers, would show whether the harm"
  .. " that groups do is growing."

M.words.care = "More mapped groups may be more crime or better knowledge of it. In public, counts below"
  .. " 5 are hidden and others rounded to 5, because a district’s could point at a group or an operation."

return M
