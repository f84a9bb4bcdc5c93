-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The words of the road safety chapter, which is the template's standard one.

local M = {}

M.words = {}

M.words.counted = "People killed or seriously injured in collisions on public roads that were reported to the"
  .. " police, where the collision happened; children, pedestrians, cyclists and people aged 65 and over are"
  .. " counted among them, and one person can be in more than one of these groups."

M.words.why = "These data cannot say. More or faster traffic, more people on foot or on bicycles, and a change"
  .. " in how injuries are graded could each contribute. Traffic counts and the factors that the police note"
  .. " at collisions would show more."

M.words.care = "Casualties are counted where they were hurt and divided by those who live there, so districts"
  .. " with motorways and through traffic run high. Groups are small: read several years together."

return M
