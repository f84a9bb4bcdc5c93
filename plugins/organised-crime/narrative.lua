-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The words of the organised crime chapter, which is the template's standard one.

local M = {}

M.words = {}

M.words.counted = "Organised crime groups that the police have mapped and hold as active at the end of the year,"
  .. " those of higher threat among them, and disruptions assessed as major or moderate."

M.words.why = "These data cannot say. A group is counted when it is known, so the number follows what the police"
  .. " look into. What communities report, through councils and housing providers, would show whether the harm"
  .. " that groups do is growing."

M.words.care = "More mapped groups may be more crime or better knowledge of it. Every figure is printed for the"
  .. " county only, because a district’s could point at a group or an operation."

return M
