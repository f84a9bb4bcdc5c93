/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map of the program: one way through, each stage's result const to the next.
 *
 *   define_catalog    assessment.yaml, plugins, indicators      -> catalog     core/define
 *   ingest_sources    files, read or found in the store         -> facts       core/ingest
 *   compute_results   facts, added up                           -> results     core/compute
 *   extend_figures    what plugins' code computes, added        -> results     core/extend
 *   disclose_results  what the audience may see                 -> released    core/disclose
 *   then for each report and area, in a worker process:
 *   extend_report     the template's and the plugins' sections  -> document    core/extend
 *   layout_document   pages                                     -> display     core/layout
 *   render_pdf        a file                                                   core/render
 *
 * No stage calls back.  core/cli walks this way and is the only one that prints.
 */
#ifndef STRATA_PIPELINE_H
#define STRATA_PIPELINE_H

#include "compute/results.h"
#include "define/catalog.h"
#include "disclose/disclose.h"
#include "document/document.h"
#include "extend/extend.h"
#include "ingest/facts.h"
#include "layout/layout.h"
#include "render/render.h"

#endif
