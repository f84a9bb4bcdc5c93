-- Words, and whatever the standard chapter of the template does not say.
-- docs/LUA.md lists everything that "strata" and a page can do.
local M = {}

-- Texts that the template's standard chapter uses. Each may be a function that returns the text.
M.words = {
  counted = "Thefts of pedal cycles, in the month in which they were recorded.",
  care = "Counts only what was reported to the police.",
}

-- A few lines for a district's profile. Numbers are always put in by the host, which rounds them and
-- prints [x] where there are none.
function M.profile(node)
  local result = strata.result("example.incidents", strata.report.area)
  if not result.published then
    node:paragraph("Bicycle thefts: [x] " .. (result.reason or ""))
    return
  end
  node:paragraph("**{example.incidents|count} {example.incidents|noun}** in the "
    .. "{example.incidents|period}, {example.incidents|value-unit}: {example.incidents|change-mark} "
    .. "since {example.incidents|before-period}.")
end

return M
