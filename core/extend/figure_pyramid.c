/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Population pyramids: two sides that a script gives, and what they are compared with. */
#include "extend/host_figure.h"

int figure_fill_pyramid(struct making *making)
{
  if (!making->asked.row_count)
    return run_fail(making->run, "STRATA-X039", "a 'pyramid' figure needs 'rows': an age each, the "
                                                "youngest first");
  if (figure_take_given_grid(making, 2, 4) < 0)
    return -1;
  const struct figure *figure = making->figure;
  if (figure->grid->column_count == 3)
    return run_fail(making->run, "STRATA-X039", "a 'pyramid' figure has two columns, or four: its sides, "
                                                "and those that they are compared with");
  if (figure->grid->column_count == 4
      && strcmp(figure->grid->columns[2], figure->grid->columns[3]) == 0)
    return run_fail(making->run, "STRATA-X039", "two columns of the figure are called '%s': a table of them "
                                                "could not be read", figure->grid->columns[2]);
  for (size_t i = 0; i < figure->row_count * figure->grid->column_count; i++)
    if (figure->grid->cells[i].value < 0)
      return run_fail(making->run, "STRATA-X039", "row %zu of the figure has a value below zero",
                      i / figure->grid->column_count + 1);
  if (!figure->row_head)
    making->figure->row_head = "Age";
  return 0;
}
