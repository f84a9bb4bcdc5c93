/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure of a PDF while it is made: which pieces of which pages belong to which tag.
 *
 * Private to pdf_structure.c, which gathers the pieces, and pdf_structure_write.c, which writes the
 * elements and the trees that lead to them.
 */
#ifndef STRATA_RENDER_PDF_STRUCTURE_MODEL_H
#define STRATA_RENDER_PDF_STRUCTURE_MODEL_H

#include "base/vec.h"
#include "render/pdf_structure.h"

/* One leaf of the parent tree holds so many pages or links: readers look up one at a time. */
enum { LEAF_PAGES = 64, LEAF_LINKS = 512 };

/* A piece of a tag, in the order of drawing: a run of a page's content, or a link's annotation. */
struct mark {
  int tag;
  uint32_t page;
  uint32_t id;         /* the run's number in its page, or the annotation's object number */
  bool is_annotation;
  uint32_t next;       /* the tag's next mark, NONE: no more */
};

#define NONE UINT32_MAX

/* What a tag's element holds; all by index. */
struct element {
  uint32_t first_mark, last_mark;
  uint32_t first_child, last_child, next_sibling;
  uint32_t first_drawn; /* the first mark of this or of anything in it */
  bool labelled;        /* a list with labels */
  uint32_t head;        /* of a table's head that cells name as theirs: its number, from 1, for its id */
};

struct pdf_structure {
  struct pdf *pdf;
  VEC(struct mark) marks;
  uint32_t *page_marks;  /* by page: the index of its first mark; one more than pages */
  int *last_tags;        /* by page: the last that has a mark there */
  size_t pages_begun;
  unsigned runs_on_page;
  VEC(uint32_t) links;   /* marks that are annotations */
  struct element *elements; /* by tag */
  VEC(uint32_t) notes;   /* tags that are TAG_NOTE: each has an id */
  VEC(uint32_t) heads;   /* and those that are named */
  unsigned root, first_element, first_list, parent_tree, first_leaf, leaf_count, page_leaf_count;
  unsigned id_tree;
  const char *root_entries;
};

#endif
