-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Appendix: where each figure and table is, and what the terms mean.

return function(page)
  page:title("Appendix C: figures, tables and terms")
  page:running("Figures, tables and terms")
  page:heading("Figures", 2)
  page:contents_of("figures")
  page:heading("Tables", 2)
  page:contents_of("tables")
  page:heading("Terms", 2)
  page:glossary()
end
