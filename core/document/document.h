/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document: what a report says, before anybody decides where it stands on a page.
 *
 * A tree of semantic nodes in an arena.  Templates and plugins append nodes (through core/extend);
 * core/layout reads the finished tree.  Nodes know no points, fonts or colours: only what a thing
 * is.  Every text is UTF-8, already expanded (no {indicator|format} left) and parsed to runs.
 */
#ifndef STRATA_DOCUMENT_DOCUMENT_H
#define STRATA_DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "base/diag.h"
#include "document/figure.h"
#include "document/symbol.h"

#include <stdbool.h>

/* ---- running text -------------------------------------------------------------------------- */

enum run_style {
  RUN_PLAIN = 0,
  RUN_STRONG = 1,
  RUN_EMPHASIS = 2,
  RUN_SECONDARY = 4, /* quieter: notes within a sentence */
};

/* A stretch of text of one style; or a symbol, whose text is what a listener hears ("" when the
 * words beside it say the same); or the place of a footnote or of a reference, without text of its
 * own. */
struct run {
  const char *text;
  unsigned style;
  enum symbol symbol;   /* SYMBOL_NONE: text */
  const char *link;     /* "https://..." or "#anchor"; NULL: no link */
  struct reference *reference; /* what document_resolve puts there; NULL: none */
  struct footnote *footnote;   /* NULL: none */
  const char *language; /* "cy"; NULL: the document's */
};

struct text {
  const struct run *runs;
  size_t count;
};

enum reference_form {
  REFERENCE_LABEL, /* "Figure 12"; of what has no number, its title */
  REFERENCE_PAGE,  /* "page 9": core/layout adds the number */
  REFERENCE_TITLE,
};

/* {#anchor|form}: words for another place of the document, which lead there. */
struct reference {
  const char *anchor;
  enum reference_form form;
  const char *words; /* NULL until document_resolve */
};

/* ^[text]: a number here, the text at the foot of the page. */
struct footnote {
  struct text text;
  int number; /* from 1; 0 until document_resolve */
};

/* ---- nodes --------------------------------------------------------------------------------- */

enum node_kind {
  NODE_SECTION,     /* starts a page, unless it runs on; title is its H1 */
  NODE_BOX,         /* content of a named box of the section's page master */
  NODE_COLUMNS,     /* children are NODE_COLUMN, side by side, never split over pages */
  NODE_COLUMN,      /* span: grid columns of 12 */
  NODE_HEADING,     /* level 2 to 4 */
  NODE_PARAGRAPH,
  NODE_LIST,        /* children are NODE_ITEM */
  NODE_ITEM,        /* children are paragraphs, lists and quotations */
  NODE_QUOTE,       /* a quotation; children are paragraphs, headings, lists and quotations */
  NODE_TABLE,
  NODE_FIGURE,
  NODE_KEY_FIGURES, /* a row of large numbers, each with its words */
  NODE_FINDINGS,    /* numbered: a bold lead and a line or two of support */
  NODE_CALLOUT,     /* a boxed remark: "not available", a warning */
  NODE_NOTE,        /* small print: sources, how to read */
  NODE_CONTENTS,    /* the contents, made by layout from the headings */
  NODE_RULE,        /* a section rule */
  NODE_KEY,         /* how to read the symbols, once for the document */
  NODE_SIDEBAR,     /* pulled out of the text: a framed title with nodes of its own */
  NODE_GLOSSARY,    /* the document's terms, each with what it means */
};

/* What a NODE_CONTENTS lists. */
enum contents_of { CONTENTS_SECTIONS, CONTENTS_FIGURES, CONTENTS_TABLES };

enum paragraph_style {
  PARAGRAPH_BODY,
  PARAGRAPH_LEAD,    /* the sentence under a title */
  PARAGRAPH_MEANING, /* the sentence under a figure's or table's title */
  PARAGRAPH_QUOTE,   /* in a quotation */
  PARAGRAPH_SMALL,
};

/* In a table's column that is aligned right, numbers stand with their points below each other. */
enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

struct table_column {
  struct text head;
  struct text group; /* a head that spans equal neighbours; count 0: none */
  enum align align;
  double width; /* share of the table's width, 0 to 1; 0: from its content */
  bool header;  /* its cells are row headers */
};

/* What a cell may show besides its text. */
enum cell_graphic { CELL_TEXT, CELL_BAR, CELL_STRIP, CELL_SPARK, CELL_SPREAD };

/* The ground of a cell: an outlined box, filled by what the cell says.  The text says the same. */
enum cell_tint { TINT_NONE, TINT_PLAIN, TINT_WORSE, TINT_BETTER, TINT_NEUTRAL };

struct cell {
  struct text text; /* for a graphic: the words a listener hears; not drawn */
  enum cell_graphic graphic;
  /* CELL_BAR: value against most, before as a line.  CELL_STRIP: value on an axis from 0 to most,
   * others as ticks, low to high as a band, symbol at the value.  CELL_SPARK: others are months,
   * NaN a gap.  CELL_SPREAD: the spine: value between the least and greatest of others, reference at the centre,
   * low to high its interval. */
  double value, before, most, low, high, reference;
  const double *others;
  size_t other_count;
  enum symbol symbol;
  bool high_right; /* CELL_SPREAD: high values stand at the right, as where higher is better */
  enum cell_tint tint;
  /* How many it spans, of its own on; 0: 1.  What it covers are cells with nothing in them. */
  int columns, rows;
};

enum row_kind { ROW_BODY, ROW_GROUP, ROW_TOTAL };

struct table_row {
  enum row_kind kind; /* ROW_GROUP: the first cell spans the table */
  const struct cell *cells;
  bool strong;
};

struct table {
  struct text title;   /* a sentence; count 0: none */
  struct text meaning; /* one sentence */
  const struct table_column *columns;
  size_t column_count;
  const struct table_row *rows;
  size_t row_count;
  struct text note; /* sources and shorthand, under the table */
  bool compact;     /* appendix size */
};

struct key_figure {
  struct text value;      /* "53,234" */
  struct text words;      /* "incidents in Lancashire-14, year ending December 2025" */
  struct text comparison; /* "Lancashire-14: 34.8"; count 0: none */
};

struct finding {
  struct text lead, support;
};

struct node {
  enum node_kind kind;
  struct node *parent;
  struct node *first, *last, *next; /* children, and the next sibling */
  struct text text;                 /* heading, paragraph, callout, note; section: its title */
  int level;                        /* heading: 2 to 4; column: its span */
  enum paragraph_style style;
  bool ordered;               /* list: numbered */
  const char *name;           /* box: its name; else the anchor, unique in the document: always of
                                 sections, and of figures and tables that have a number */
  const char *master;         /* section: its page master; NULL: "flow" */
  const char *running;        /* section: the running head at the right; may be NULL */
  bool run_on;                /* section: may begin on the page that the one before ends on */
  struct text subtitle;       /* section: a line under the title; count 0: none */
  const struct table *table;
  const struct figure *figure;
  const struct key_figure *key_figures;
  const struct finding *findings;
  size_t item_count;          /* of key_figures or findings */
  struct loc loc;             /* what asked for it: layout's errors point here */
  enum contents_of contents;  /* contents: what is listed */
  bool unnumbered;            /* figure, table: has no number though the document numbers them */
  const char *label;          /* figure, table: "Figure 12", from document_resolve; NULL: none */
  const char *number_prefix;  /* section: its tables are A1, A2 ...; NULL: they are in the count */
};

/* ---- page masters -------------------------------------------------------------------------- */

/* A box at an exact place: points from the page's top left. */
struct box {
  const char *name;
  double x, y, width, height;
  struct loc loc;
  bool flows_on; /* what it does not hold follows on a page of its own; false: is an error */
};

struct master {
  const char *name;
  const struct box *boxes; /* none: flowing text over as many pages as it takes */
  size_t box_count;
  int columns; /* of flowing text, side by side; 0: 1 */
  bool cover; /* no running head; a heavier rule */
  bool masthead; /* a profile's first page: the section's title is the district's name, large, and its
                    running head stands above it */
};

/* A word of the field and what it means. */
struct term {
  const char *word;
  struct text meaning;
  const char *const *also; /* other forms of the word that lead to it */
  size_t also_count;
  const char *anchor; /* from document_resolve */
};

struct document {
  struct arena *arena;
  const char *title;   /* of the PDF: "Blackpool: community safety profile 2026" */
  const char *running; /* the running head at the left, and the foot's left text */
  const char *foot_left, *foot_centre, *foot_right; /* "OFFICIAL" in the centre; the page number follows the right one */
  /* On every page of a restricted edition, each a line; NULL in a public one. */
  const char *marking, *handling, *distribution; /* at the top, below it, and at the very foot */
  struct loc marking_loc;
  const char *author, *subject, *language; /* "en-GB" */
  int64_t date;        /* seconds since 1970, from SOURCE_DATE_EPOCH or the edition */
  const struct master *masters;
  size_t master_count;
  struct node *root; /* children are sections */
  const struct shapes *shapes; /* for maps; may be NULL */
  const struct catalog *catalog; /* for maps' and tiles' area positions */
  const char *figure_word, *table_word; /* "Figure": they are numbered with it; NULL: not numbered */
  struct term *terms; /* in the order of the alphabet; of the glossary */
  size_t term_count;
};

/* ---- building ------------------------------------------------------------------------------ */

struct document *document_new(struct arena *arena);

/* Appends a node of KIND to PARENT (NULL: to the root). */
struct node *node_add(struct document *document, struct node *parent, enum node_kind kind,
                      struct loc loc);

/* Takes away the last child of the root when nothing has been written in it, not even a title. */
void document_drop_empty_section(struct document *document);

/* The runs of inline markup: **strong**, *emphasis*, ~quiet~, [words](https://...),
 * {:symbol-name:}, {:symbol-name|what a listener hears:}, {#anchor}, {#anchor|page} and
 * {#anchor|title} for references, ^[a footnote], and [words]{lang=cy} for words of another language.
 * A backslash keeps the next character as it is.  What is not closed stands as it is.  A line break
 * in a text is one on the page. */
struct text text_parse(struct arena *arena, const char *markup);

/* Plain words, no markup. */
struct text text_plain(struct arena *arena, const char *words);

/* What a listener hears: the runs' text joined, without what the footnotes say. */
const char *text_spoken(struct arena *arena, struct text text);

/* What a paragraph, a cell or another text can have, in bytes, so that setting it comes to an end. */
enum { TEXT_MOST_BYTES = 100000, TEXT_MOST_OF_WORD = 2000 };

/* Why WORDS cannot be one text: "it has more than 100,000 bytes"; NULL when they can. */
const char *text_too_long(const char *words);

/* Whether TEXT has references or footnotes, which stand in running text only. */
bool text_leads_away(struct text text);

/* RUNS of plain text, read again for references and footnotes: for what did not come through
 * text_parse. */
struct text text_read_marks(struct arena *arena, struct text text);

/* Calls VISIT for every text of DOCUMENT in reading order, each footnote's after the text that it is
 * in. */
void document_each_text(const struct document *document,
                        void (*visit)(void *user, const struct node *node, struct text text),
                        void *user);

/* Numbers figures, tables and footnotes, fills references in, and makes the first use of each term
 * lead to the glossary, where there is one.  Once, when all nodes are there.  -1 after reporting
 * (STRATA-L029) every reference that leads nowhere. */
int document_resolve(struct document *document, struct diags *diags);

/* Appends CommonMark (commentary) below PARENT: paragraphs, lists, emphasis, links and headings, which are shifted
 * to stand below LEVEL.  Images, raw HTML and code blocks are errors at their line of LOC's file. */
int node_add_commonmark(struct document *document, struct node *parent, const char *markdown,
                        int level, struct loc loc, struct diags *diags);

#endif
