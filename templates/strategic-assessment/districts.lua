-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- District key issues: every issue by every district, as one table.

local NO_BREAK_SPACE = "\u{a0}"
local LONGEST_WORD = 7 -- letters, in the head of a column this narrow

local function is_vowel(letter)
  for _, vowel in ipairs { "a", "e", "i", "o", "u", "y" } do
    if string.lower(letter) == vowel then return true end
  end
  return false
end

-- A long word over two lines, "Rossen-dale": broken before the last consonant between two vowels, where the
-- halves are most alike. A word with no such place stays whole.
local function broken(word)
  if #word <= LONGEST_WORD then return word end
  for i = 1, #word do
    if string.byte(word, i) > 127 then return word end -- not a letter of these rules: "B’burn"
  end
  local best
  for i = 3, #word - 3 do
    local left, right, after = string.sub(word, i, i), string.sub(word, i + 1, i + 1), string.sub(word, i + 2, i + 2)
    if not is_vowel(left) and not is_vowel(right) and is_vowel(after)
      and (not best or math.abs(2 * i - #word) < math.abs(2 * best - #word)) then
      best = i
    end
  end
  return best and string.sub(word, 1, best) .. "-\n" .. string.sub(word, best + 1) or word
end

local function head_of(district)
  local words, word = {}, ""
  for i = 1, #district.short_name do
    local letter = string.sub(district.short_name, i, i)
    if letter == " " then
      words[#words + 1], word = broken(word), ""
    else
      word = word .. letter
    end
  end
  words[#words + 1] = broken(word)
  return table.concat(words, "\n")
end

-- Districts from the highest rate of all that is recorded to the lowest; by name when there is none.
local function in_order()
  local overall = common.overall()
  local districts = common.districts()
  if not overall then return districts end
  local ranks = {}
  for _, item in ipairs(common.district_results(overall)) do
    ranks[item.area] = results.is_published(item.result) and item.result.rank or 0
  end
  return wording.sorted(districts, function(a, b)
    if ranks[a.code] ~= ranks[b.code] then return ranks[a.code] < ranks[b.code] end
    return a.name < b.name
  end)
end

-- The ground of a cell outside the usual spread: by whether that is worse, better or neither.
local function tint_of(indicator, result)
  if result.significance ~= "higher" and result.significance ~= "lower" then return "plain" end
  if indicator.polarity == "neutral" then return "neutral" end
  local is_good = (result.significance == "lower") == (indicator.polarity == "lower-is-better")
  return is_good and "better" or "worse"
end

local function cell(indicator, area)
  local result = strata.result(indicator.id, area)
  if not results.is_published(result) then return { text = results.missing(result), tint = "plain" } end
  local marks = {}
  if result.significance == "higher" then marks[1] = "**H**" end
  if result.significance == "lower" then marks[1] = "**L**" end
  if results.is_change(result) then
    marks[#marks + 1] = "{:" .. result.change_symbol .. "|" .. result.change .. ":}"
  elseif result.change == "similar" then
    marks[#marks + 1] = "{:similar|similar:}"
  end
  local value = results.value(indicator, area)
  return { text = #marks == 0 and value or value .. "\n" .. table.concat(marks, NO_BREAK_SPACE),
           tint = tint_of(indicator, result) }
end

local function title(tally)
  local outside = #tally.higher + #tally.lower
  if tally.compared == 0 then return "No rate can be compared yet" end
  if outside == 0 then
    return "All " .. strata.number(tally.compared, 0) .. " rates lie within the usual spread"
  end
  return strata.number(outside, 0) .. " of " .. strata.number(tally.compared, 0)
    .. " rates lie outside the usual spread: "
    .. (#tally.higher == 0 and "none" or strata.spell(#tally.higher)) .. " above it and "
    .. (#tally.lower == 0 and "none" or strata.spell(#tally.lower)) .. " below"
end

-- The district with the most of ITEMS, and how many.
local function most_in(items)
  local counts, most, name = {}, 0, nil
  for _, item in ipairs(items) do
    local district = strata.area(item.area).name
    counts[district] = (counts[district] or 0) + 1
    if counts[district] > most then most, name = counts[district], district end
  end
  return name, most
end

local function meaning(tally)
  local words = {}
  local function share(items, where)
    if #items == 0 then return end
    local name, most = most_in(items)
    if most == #items then
      words[#words + 1] = (#items == 1 and "The one " or "All " .. strata.spell(#items) .. " ") .. where
        .. (#items == 1 and " is" or " are") .. " in " .. name
    else
      words[#words + 1] = strata.spell(most) .. " of the " .. strata.spell(#items) .. " " .. where
        .. (most == 1 and " is" or " are") .. " in " .. name
    end
  end
  share(tally.higher, "above it")
  share(tally.lower, "below it")
  local sentence = #words > 0 and wording.capital(table.concat(words, "; ")) .. ". " or ""
  if tally.tested == 0 then return sentence .. "No change can be tested." end
  return sentence .. "Since the " .. wording.last("assessment") .. " " .. strata.number(#tally.fell, 0) .. " of the "
    .. strata.number(tally.tested, 0) .. " counts fell, " .. strata.number(#tally.rose, 0) .. " rose and "
    .. strata.number(#tally.similar, 0) .. " were similar."
end

local MOST_NAMED = 3 -- issues of a district; of more, their number

-- "Blackpool (burglary, robbery), Preston (four)": where ITEMS are, most first.
local function by_district(items)
  local names = {}
  for _, item in ipairs(items) do
    local list = names[item.area] or {}
    list[#list + 1] = results.named(item.indicator)
    names[item.area] = list
  end
  local districts = wording.filter(common.districts(), function(district) return names[district.code] ~= nil end)
  districts = wording.sorted(districts, function(a, b)
    local x, y = #names[a.code], #names[b.code]
    if x ~= y then return x > y end
    return a.name < b.name
  end)
  return strata.list(wording.map(districts, function(district)
    local list = names[district.code]
    return district.name .. " (" .. (#list > MOST_NAMED and strata.spell(#list) or wording.list(list)) .. ")"
  end))
end

-- What stands out among districts that are alike, which the table above cannot say.
local function beside_peers(page, items)
  local peers = patterns.peers_tally(items)
  if not peers or peers.compared == 0 then return end
  local words = {}
  for _, word in ipairs { "higher", "lower" } do
    local list = peers[word]
    words[#words + 1] = #list == 0 and "none is " .. word
      or strata.spell(#list) .. (#list == 1 and " is " or " are ") .. word .. ", in " .. by_district(list)
  end
  page:paragraph("**Beside " .. wording.small(peers.name) .. ".** Held against the average of its own group, of "
    .. strata.number(peers.compared, 0) .. " rates " .. words[1] .. "; " .. words[2] .. ". ~" .. peers.source .. "~")
end

return function(page)
  page:title("District key issues")
  page:running("District key issues")
  local issues, districts = common.issues_by_volume(), in_order()
  if #issues == 0 then
    page:callout("[x] No issue has figures yet.")
    return
  end
  local items = {}
  for _, indicator in ipairs(issues) do
    for _, item in ipairs(common.district_results(indicator)) do items[#items + 1] = item end
  end
  local tally = patterns.tally(items)
  local columns = { { head = "Issue", header = true, width = 0.17 } }
  local share = 0.83 / #districts
  for _, district in ipairs(districts) do
    columns[#columns + 1] = { head = head_of(district), align = "centre", width = share }
  end
  local rows = {}
  for _, indicator in ipairs(issues) do
    local row = { "**" .. results.name(indicator) .. "**\n~" .. results.comparison(indicator, nil, strata.comparator.short_name)
      .. (indicator.polarity == "neutral" and "; neutral" or "") .. "~" }
    for _, district in ipairs(districts) do row[#row + 1] = cell(indicator, district.code) end
    rows[#rows + 1] = row
  end
  page:table {
    title = title(tally), meaning = meaning(tally), columns = columns, rows = rows, compact = true,
    note = "**H** above and **L** below the usual spread between districts: {:swatch-worse:} worse,"
      .. " {:swatch-better:} better, {:swatch-neutral:} neither good nor bad. Triangle up: rose; down: fell;"
      .. " dash: similar. Values are rates, " .. strata.report.edition.period_words
      .. ". Districts run from the highest rate of recorded crime to the lowest, issues from the largest"
      .. " volume to the smallest. With " .. strata.number(tally.tested, 0) .. " tests, about "
      .. strata.number(tally.tested * 0.05, 0) .. " changes would be named by chance alone. "
      .. common.source_line(issues),
  }
  beside_peers(page, items)
  local waiting = common.unmeasured_priorities()
  if #waiting > 0 then
    page:note("Not shown, because it awaits partners’ data [x]: " .. strata.list(wording.map(waiting,
      function(plugin) return wording.small(plugin.title) end)) .. ".")
  end
  page:commentary("districts")
end
