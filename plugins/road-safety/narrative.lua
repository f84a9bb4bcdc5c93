-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The words of the road safety chapter, which is the template's standard one.

local M = {}

M.words = {}

M.words.counted = "People killed or seriously injured in collisions on public roads that were reported to the"
  .. " police, where the collision happened. One person can be in more than one of the groups below."

M.words.why = "These data cannot say. More or faster traffic, more people on foot or on bicycles, and a change"
  .. " in how injuries are graded could each contribute. Traffic counts would show more."

M.words.care = "Casualties are counted where they were hurt and divided by those who live there, so through"
  .. " traffic makes rates high. Groups are small: read several years together."

return M
