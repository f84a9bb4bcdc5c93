/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/statements.h"

struct saying {
  struct arena *scratch;
  void (*take)(void *user, const struct statement *statement);
  void *user;
  const char *section, *heading; /* "" for none */
  struct loc loc;
};

/* What stands over a statement: nothing is put together before somebody asks. */
struct about {
  const char *one, *other, *third; /* NULL for none */
};

static void say_under(const struct saying *saying, const char *text, struct about about,
                      const char *head, bool alone)
{
  if (!text || !*text)
    return;
  const struct statement statement = {
    .text = text,
    .about = { about.one ? about.one : "", about.other ? about.other : "",
               about.third ? about.third : "" },
    .head = head,
    .alone = alone,
    .loc = saying->loc,
  };
  saying->take(saying->user, &statement);
}

static void say(const struct saying *saying, const char *text, const char *about)
{
  say_under(saying, text, (struct about) { about }, "", false);
}

static const char *spoken(const struct saying *saying, struct text text)
{
  return text_spoken(saying->scratch, text);
}

static void say_text(const struct saying *saying, struct text text, const char *about)
{
  if (text.count)
    say(saying, spoken(saying, text), about);
}

/* A cell is about its table, its column and its row. */
static void say_table(const struct saying *saying, const struct table *table)
{
  const char *title = spoken(saying, table->title);
  const char **heads = ARENA_ARRAY(saying->scratch, const char *, table->column_count);
  say(saying, title, saying->section);
  say_text(saying, table->meaning, title);
  say_text(saying, table->note, title);
  for (size_t c = 0; c < table->column_count; c++) {
    heads[c] = spoken(saying, table->columns[c].head);
    say(saying, heads[c], title);
    say_text(saying, table->columns[c].group, title);
  }
  for (size_t r = 0; r < table->row_count; r++) {
    const struct table_row *row = &table->rows[r];
    const char *name = spoken(saying, row->cells[0].text);
    const struct about about = { saying->section, title, name };
    say(saying, name, title);
    for (size_t c = 1; row->kind != ROW_GROUP && c < table->column_count; c++)
      say_under(saying, spoken(saying, row->cells[c].text), about, heads[c], true);
  }
}

/* Whether the figure's own row says it: what is said twice would be reported twice. */
static bool is_of_row(const struct figure *figure, size_t row, const char *cell)
{
  return row < figure->row_count
    && (cell == figure->rows[row].value_text || cell == figure->rows[row].change_text);
}

/* All that its table says: it is published too. */
static void say_cells(const struct saying *saying, const struct figure *figure)
{
  struct figure_table table;
  figure_table(saying->scratch, figure, &table);
  for (size_t c = 0; c < table.column_count; c++)
    say_under(saying, table.columns[c].head, (struct about) { figure->title, figure->panel, NULL }, "",
              false);
  for (size_t r = 0; table.column_count && r < table.row_count; r++) {
    const struct about about = { figure->title, figure->panel, table.columns[0].cells[r] };
    for (size_t c = 1; c < table.column_count; c++)
      if (!is_of_row(figure, r, table.columns[c].cells[r]))
        say_under(saying, table.columns[c].cells[r], about, table.columns[c].head, true);
  }
  for (size_t i = 0; figure->panels && i < figure->panels->count; i++) {
    const struct figure *panel = &figure->panels->figures[i];
    say(saying, panel->panel, figure->title);
    say_under(saying, panel->panel_note, (struct about) { panel->panel }, "", true);
  }
}

static void say_figure(const struct saying *saying, const struct figure *figure)
{
  const struct about over = { figure->title, figure->panel, NULL };
  const char *const texts[]
    = { figure->title, figure->meaning, figure->unit, figure->source, figure->note, figure->panel,
        figure->panel_note, figure->reference_label, figure->value_head, figure->change_head,
        figure->row_head, figure->limits.label, figure_describe(saying->scratch, figure) };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    say_under(saying, texts[i], (struct about) { saying->section, figure->title, figure->panel }, "", false);
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    const struct about about = { figure->title, figure->panel, row->label };
    say_under(saying, row->label, over, "", false);
    say_under(saying, row->value_text, about, "", true);
    say_under(saying, row->change_text, about, "", true);
  }
  for (size_t i = 0; i < figure->series_count; i++)
    say_under(saying, figure->series[i].label, over, "", false);
  say_cells(saying, figure);
  for (size_t i = 0; figure->class_labels && i <= figure->bound_count; i++)
    say_under(saying, figure->class_labels[i], over, "", false);
  for (size_t i = 0; figure->class_notes && i <= figure->bound_count; i++)
    say_under(saying, figure->class_notes[i], over, "", false);
}

static void say_items(const struct saying *saying, const struct node *node)
{
  for (size_t i = 0; node->key_figures && i < node->item_count; i++) {
    const struct key_figure *item = &node->key_figures[i];
    const char *words = spoken(saying, item->words);
    say(saying, words, saying->section);
    say_under(saying, spoken(saying, item->value), (struct about) { saying->section, words }, "",
              true);
    say_text(saying, item->comparison, words);
  }
  for (size_t i = 0; node->findings && i < node->item_count; i++) {
    say_text(saying, node->findings[i].lead, saying->section);
    say_text(saying, node->findings[i].support, spoken(saying, node->findings[i].lead));
  }
}

static void say_node(struct saying *saying, const struct node *node)
{
  saying->loc = node->loc;
  if (node->kind == NODE_SECTION) {
    saying->section = spoken(saying, node->text);
    saying->heading = "";
    say(saying, node->running, saying->section);
    say(saying, node->name, "");
    say_text(saying, node->subtitle, saying->section);
  }
  if (node->text.count)
    say_under(saying, spoken(saying, node->text),
              (struct about) { saying->section, saying->heading }, "", false);
  if (node->kind == NODE_HEADING)
    saying->heading = spoken(saying, node->text);
  if (node->table)
    say_table(saying, node->table);
  if (node->figure)
    say_figure(saying, node->figure);
  say_items(saying, node);
  for (const struct node *child = node->first; child; child = child->next)
    say_node(saying, child);
}

/* What is said at the foot of a page. */
static void say_footnotes(void *user, const struct node *node, struct text text)
{
  struct saying *saying = user;
  saying->loc = node->loc;
  for (size_t i = 0; i < text.count; i++)
    if (text.runs[i].footnote)
      say_text(saying, text.runs[i].footnote->text, spoken(saying, text));
}

void document_statements(struct arena *scratch, const struct document *document,
                         void (*take)(void *user, const struct statement *statement), void *user)
{
  struct saying saying
    = { .scratch = scratch, .take = take, .user = user, .section = "", .heading = "" };
  const char *const texts[] = { document->title, document->running, document->foot_left,
                                document->foot_centre, document->foot_right, document->author,
                                document->subject, document->marking, document->handling,
                                document->distribution };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    say(&saying, texts[i], "");
  for (const struct node *section = document->root->first; section; section = section->next)
    say_node(&saying, section);
  document_each_text(document, say_footnotes, &saying);
  for (size_t i = 0; i < document->term_count; i++)
    say_text(&saying, document->terms[i].meaning, document->terms[i].word);
}
