-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Words, lists and periods: what every report's sentences are made with. It knows no figures.

local M = {}

local MONTHS = { "January", "February", "March", "April", "May", "June", "July", "August",
                 "September", "October", "November", "December" }

function M.capital(text)
  return string.upper(string.sub(text, 1, 1)) .. string.sub(text, 2)
end

-- For the middle of a sentence: "Anti-social behaviour" becomes "anti-social behaviour", and "ASB"
-- and "A&E" stay as they are.
function M.small(text)
  local first, second = string.sub(text, 1, 1), string.sub(text, 2, 2)
  local is_letter = string.upper(second) ~= string.lower(second)
  if second ~= "" and second ~= " " and (not is_letter or second == string.upper(second)) then
    return text
  end
  return string.lower(first) .. string.sub(text, 2)
end

function M.ends_with(text, ending)
  return #ending > 0 and #text >= #ending and string.sub(text, -#ending) == ending
end

local function holds_and(text)
  for i = 1, #text - 4 do
    if string.sub(text, i, i + 4) == " and " then return true end
  end
  return false
end

-- "a, b and c", where an item may hold an "and" of its own: "burglary, and criminal damage and arson".
function M.list(items)
  local count = #items
  local some = false
  for _, item in ipairs(items) do some = some or holds_and(item) end
  if count < 2 or not some then return strata.list(items) end
  if count == 2 and not holds_and(items[1]) then return items[2] .. " and " .. items[1] end
  if count == 2 and not holds_and(items[2]) then return strata.list(items) end
  return table.concat(items, ", ", 1, count - 1) .. ", and " .. items[count]
end

-- A number of things: 0 as "none", to nine in words.
function M.count(number)
  return number == 0 and "none" or strata.spell(number)
end

-- "5 of 14 districts" as "five of 14 districts", 0 as "none of 14 districts".
function M.of(part, whole, many)
  return M.count(part) .. " of " .. strata.spell(whole) .. " " .. many
end

-- The first MOST items of LIST.
function M.first(list, most)
  local kept = {}
  for i, item in ipairs(list) do
    if i > most then break end
    kept[i] = item
  end
  return kept
end

function M.filter(list, keep)
  local kept = {}
  for _, item in ipairs(list) do
    if keep(item) then kept[#kept + 1] = item end
  end
  return kept
end

function M.map(list, make)
  local made = {}
  for i, item in ipairs(list) do made[i] = make(item, i) end
  return made
end

function M.sorted(list, before)
  local copy = {}
  for i, item in ipairs(list) do copy[i] = item end
  table.sort(copy, before)
  return copy
end

-- A function that gives what MAKE gives, which is made when it is first asked for. Whoever asks must not change it.
function M.once(make)
  local made, kept = false, nil
  return function()
    if not made then made, kept = true, make() end
    return kept
  end
end

-- ---- periods ------------------------------------------------------------------------------------

-- By code: a series of months is asked for again and again.
local month_indexes = {}

-- Months count from January of the year 0.
function M.month_index(code)
  local index = month_indexes[code]
  if not index then
    index = tonumber(string.sub(code, 1, 4)) * 12 + tonumber(string.sub(code, 6, 7)) - 1
    month_indexes[code] = index
  end
  return index
end

function M.month_code(index)
  local month = index % 12 + 1
  return (index // 12) .. (month < 10 and "-0" or "-") .. month
end

function M.period_words(month_code)
  local index = M.month_index(month_code)
  return M.month_name(index % 12 + 1) .. " " .. (index // 12)
end

-- The first and last month of a period: of "ye-2025-12", of "2024/25", of "2025", of "2025-12".
function M.period_months(code)
  local last
  if string.sub(code, 1, 3) == "ye-" then
    last = M.month_index(string.sub(code, 4))
  elseif string.sub(code, 5, 5) == "/" then
    last = (tonumber(string.sub(code, 1, 4)) + 1) * 12 + 2
  elseif string.sub(code, 5, 5) == "-" then
    last = M.month_index(code)
    return last, last
  else
    last = tonumber(string.sub(code, 1, 4)) * 12 + 11
  end
  return last - 11, last
end

-- MONTH counts from 1.
function M.month_name(month)
  return MONTHS[month]
end

-- For the head of a column: "Dec 2025", or "2024/25".
function M.period_short(code)
  if string.sub(code, 1, 3) == "ye-" then
    local last = M.month_index(string.sub(code, 4))
    return string.sub(MONTHS[last % 12 + 1], 1, 3) .. " " .. (last // 12)
  end
  return code
end

-- "the year ending October 2025"; "2025" and "2024/25" have no article.
function M.the(words)
  return tonumber(string.sub(words, 1, 1)) and words or "the " .. words
end

-- For the middle of a sentence: "2025" for the twelve months of a calendar year, else "the year
-- ending October 2025".
function M.period_called(code, words)
  local _, last = M.period_months(code)
  if string.sub(code, 1, 3) == "ye-" and last % 12 == 11 then return tostring(last // 12) end
  return M.the(words)
end

function M.this_period()
  return strata.report.edition.period
end

-- What changes are since: "last profile" where an earlier edition is named, else "earlier year". KIND is "profile"
-- or "assessment".
function M.last(kind)
  return strata.report.since and "last " .. kind or "earlier year"
end

-- The period that the report looks back to, or nil.
function M.earlier_period()
  local since = strata.report.since
  return since and since.period or nil
end

-- "September 2026" of 2026-09, "30 September 2026" of 2026-09-30.
function M.due(recommendation)
  local due = recommendation.due or ""
  if #due < 7 then return due end
  local words = (MONTHS[tonumber(string.sub(due, 6, 7))] or "") .. " " .. string.sub(due, 1, 4)
  if #due >= 10 then return tonumber(string.sub(due, 9, 10)) .. " " .. words end
  return words
end

-- "November 2018" of 2018-11, which is heard as a number less another; "2022/23" as it is.
function M.month_words(code)
  if string.sub(code, 5, 5) ~= "-" then return code end
  return M.due { due = code }
end

return M
