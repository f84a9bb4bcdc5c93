/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/tell.h"

#include "base/num.h"

#include <math.h>

static const struct {
  const char *words;
  const struct figure_teller *teller;
} KINDS[] = {
#define FIGURE_KIND(NAME, name, told, read, words) [FIGURE_##NAME] = { words, &figure_##told##_teller },
  FIGURE_KINDS(FIGURE_KIND)
#undef FIGURE_KIND
};

const char *const figure_kind_names[] = {
#define FIGURE_KIND(NAME, name, ...) [FIGURE_##NAME] = #name,
  FIGURE_KINDS(FIGURE_KIND)
#undef FIGURE_KIND
  NULL
};

/* ---- words --------------------------------------------------------------------------------- */

void tell_listed(struct strbuf *out, const char *word, size_t index, size_t count)
{
  if (index > 0)
    strbuf_add_text(out, index + 1 == count ? " and " : ", ");
  strbuf_add_text(out, word);
}

const char *tell_number(struct arena *arena, double value)
{
  double size = fabs(value);
  int decimals = value == num_round(value, 0) || size >= 1000 ? 0 : size < 2 ? 2 : 1;
  return num_format(arena, value, num_decimals(value, decimals), NUM_GROUPED | NUM_TYPOGRAPHIC);
}

const char *tell_like(struct arena *arena, double value, const char *text)
{
  const char *point = text ? strchr(text, '.') : NULL;
  int decimals = 0;
  while (point && point[1 + decimals] >= '0' && point[1 + decimals] <= '9')
    decimals++;
  if (decimals == 0)
    return tell_number(arena, value);
  return num_format(arena, value, num_decimals(value, decimals), NUM_GROUPED | NUM_TYPOGRAPHIC);
}

const char *tell_row(struct arena *arena, const struct figure_row *row)
{
  return row->value_text && *row->value_text ? row->value_text : tell_number(arena, row->value);
}

const char *tell_month(struct arena *arena, int32_t month)
{
  return period_words(arena, (struct period){month, PERIOD_MONTH});
}

const char *tell_missing(enum status status)
{
  return status == STATUS_SUPPRESSED ? "[c]" : "[x]";
}

const char *tell_symbol(enum symbol symbol)
{
  switch (symbol) {
  case SYMBOL_HIGHER_WORSE:
  case SYMBOL_HIGHER_BETTER:
  case SYMBOL_HIGHER_NEUTRAL:
    return "higher";
  case SYMBOL_LOWER_BETTER:
  case SYMBOL_LOWER_WORSE:
  case SYMBOL_LOWER_NEUTRAL:
    return "lower";
  case SYMBOL_WITHIN:
    return "within";
  case SYMBOL_ROSE_WORSE:
  case SYMBOL_ROSE_BETTER:
  case SYMBOL_ROSE_NEUTRAL:
    return "rose";
  case SYMBOL_FELL_BETTER:
  case SYMBOL_FELL_WORSE:
  case SYMBOL_FELL_NEUTRAL:
    return "fell";
  case SYMBOL_SIMILAR:
    return "similar";
  case SYMBOL_NOT_AVAILABLE:
    return "[x]";
  default:
    return "not tested";
  }
}

void tell_end(struct strbuf *out)
{
  if (out->len && !strchr(".!?", out->at[out->len - 1]))
    strbuf_add_char(out, '.');
}

bool figure_has_more(const struct figure *figure)
{
  return figure->grid || figure->scatter || figure->fan || figure->rolling || figure->panels
         || figure->waterfall || figure->matrix || figure->hot;
}

/* ---- the description ----------------------------------------------------------------------- */

const char *figure_describe(struct arena *arena, const struct figure *figure)
{
  struct strbuf out = STRBUF(arena);
  strbuf_printf(&out, "%s: %s", KINDS[figure->kind].words,
                figure->panel ? figure->panel : figure->title);
  if (figure->panel_note)
    strbuf_printf(&out, ", %s", figure->panel_note);
  tell_end(&out);
  if (figure->unit) {
    strbuf_printf(&out, " Unit: %s", figure->unit);
    tell_end(&out);
  }
  KINDS[figure->kind].teller->describe(&out, figure);
  if (figure->reference_label) {
    strbuf_printf(&out, " Reference line: %s", figure->reference_label);
    tell_end(&out);
  }
  return strbuf_text(&out);
}

/* ---- the table ----------------------------------------------------------------------------- */

const char **table_column(struct tabling *table, const char *head, bool numbers)
{
  const char **cells = ARENA_ARRAY(table->arena, const char *, table->row_count);
  *VEC_ADD(table->arena, &table->columns) = (struct figure_table_column){head, cells, numbers};
  return cells;
}

const char *table_number(struct tabling *table, double value, const char *like, enum status status)
{
  return isnan(value) ? tell_missing(status) : tell_like(table->arena, value, like);
}

void figure_table(struct arena *arena, const struct figure *figure, struct figure_table *ret_table)
{
  const struct figure_teller *teller = KINDS[figure->kind].teller;
  struct tabling table = {.arena = arena, .row_count = teller->count_rows(figure)};
  teller->tabulate(&table, figure);
  *ret_table = (struct figure_table){table.columns.at, table.columns.len, table.row_count};
}
