-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The words of the domestic abuse chapter. It is the template's standard chapter: full when the returns are
-- there, and otherwise a page that says what is awaited, from whom and how to supply it.

local M = {}

-- "the year ending October 2025"; "2025" and "2024/25" have no article.
local function the(words)
  return tonumber(string.sub(words, 1, 1)) and words or "the " .. words
end

-- "12.3% of victims were victims more than once", of the latest year that was returned; nil without it.
local function latest(indicator)
  local periods = strata.periods(indicator)
  for i = #periods, 1, -1 do
    local result = strata.result(indicator, strata.comparator.code, periods[i])
    if result.published then return result, periods[i] end
  end
  return nil
end

M.words = {}

M.words.counted = "Incidents and crimes that the police recorded as abuse between people aged 16 or over who"
  .. " are personally connected; victims harmed more than once; and high-risk cases discussed at risk"
  .. " assessment conferences (MARAC)."

function M.words.meaning()
  local place = strata.comparator
  local result = strata.result("domestic-abuse.incidents", place.code)
  if not result.published then return nil end
  local words
  if result.change == "rose" or result.change == "fell" then
    words = "Recorded abuse " .. result.change .. " across " .. place.name .. " by more than months usually"
      .. " differ. That is neither good nor bad by itself."
  elseif result.change == "similar" then
    words = "Across " .. place.name .. " the two years are similar."
  else
    words = "There is no earlier year with which this one can be compared."
  end
  local repeats, period = latest("domestic-abuse.repeat-victims")
  if repeats then
    words = words .. " Of those who were victims in " .. the(repeats.period_words)
      .. ", {domestic-abuse.repeat-victims|value-unit|" .. place.code .. "|" .. period
      .. "} were victims more than once: fewer would be better."
  end
  return words
end

M.words.why = "These data cannot say. More incidents may mean more abuse, or more trust in the police and"
  .. " better recording. Specialist services know who seeks help without calling the police."

M.words.care = "Most abuse is never reported. Fewer incidents with fewer repeat victims is encouraging; fewer"
  .. " incidents alone may be silence. In public, high-risk cases below 5 are hidden, others rounded to 5."

return M
