/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/page.h"

#include "base/num.h"
#include "cli/save.h"

#include <errno.h>
#include <string.h>

static void put_escaped(struct strbuf *out, const char *text)
{
  for (; *text; text++) {
    switch (*text) {
    case '&':
      strbuf_add_text(out, "&amp;");
      break;
    case '<':
      strbuf_add_text(out, "&lt;");
      break;
    case '>':
      strbuf_add_text(out, "&gt;");
      break;
    case '"':
      strbuf_add_text(out, "&quot;");
      break;
    default:
      strbuf_add_char(out, *text);
    }
  }
}

static void put_element(struct strbuf *out, const char *open, const char *text, const char *close)
{
  strbuf_add_text(out, open);
  put_escaped(out, text);
  strbuf_add_text(out, close);
}

/* "310 kB" or "1.2 MB": what a download costs, in decimal units as browsers print them. */
static const char *size_words(struct arena *arena, size_t bytes)
{
  if (bytes < 1000000)
    return arena_printf(arena, "%s kB", num_format(arena, (double)bytes / 1e3, 0, NUM_PLAIN));
  return arena_printf(arena, "%s MB", num_format(arena, (double)bytes / 1e6, 1, NUM_PLAIN));
}

static void put_row(struct strbuf *out, struct arena *arena, const struct catalog *catalog,
                    const struct made *made)
{
  const struct report *report = &catalog->reports[made->report];
  const struct edition *edition = &catalog->editions[report->edition_index];
  const char *area = made->area == NO_INDEX ? catalog->place : catalog->areas[made->area].name;
  put_element(out, "<tr><th scope=\"row\"><a href=\"", made->name, "\">");
  put_element(out, "", area, "");
  put_element(out, "<span class=\"hidden\">: ", made->title, " (PDF)</span></a>");
  if (!made->complete)
    strbuf_add_text(out, " <strong>with a section missing</strong>");
  put_element(out, "</th><td>", period_words(arena, edition->period), "</td>");
  /* Where there is no room for the heads of columns, the unit stands beside the number. */
  strbuf_printf(out, "<td class=\"number\">%zu<span class=\"unit\"> page%s</span></td>",
                made->rendered.pages, made->rendered.pages == 1 ? "" : "s");
  put_element(out, "<td class=\"number\">", size_words(arena, made->rendered.bytes), "</td>");
  put_element(out, "<td class=\"number\"><a href=\"", made->numbers_name, "\"><span class=\"hidden\">");
  put_element(out, "", made->title, ": </span><span class=\"hidden narrow\">numbers, </span>CSV</a>");
  put_element(out, ", ", size_words(arena, made->numbers_bytes), "</td>");
  strbuf_add_text(out, "<td><code>");
  for (size_t i = 0; i < sizeof made->rendered.sha256; i++)
    strbuf_printf(out, "%02x", made->rendered.sha256[i]);
  strbuf_add_text(out, "</code></td></tr>\n");
}

static void put_report(struct strbuf *out, struct arena *arena, const struct catalog *catalog,
                       int report, const struct made *made, size_t count)
{
  bool any = false;
  for (size_t i = 0; i < count; i++)
    any = any || made[i].report == report;
  if (!any)
    return;
  put_element(out, "<h2 id=\"", catalog->reports[report].id, "\">");
  put_element(out, "", catalog->reports[report].title, "</h2>\n");
  put_element(out, "<table aria-labelledby=\"", catalog->reports[report].id, "\">\n");
  strbuf_add_text(out, "<thead><tr><th scope=\"col\">Area</th><th scope=\"col\">Figures for</th>"
                       "<th scope=\"col\" class=\"number\">Pages</th>"
                       "<th scope=\"col\" class=\"number\">Size</th>"
                       "<th scope=\"col\" class=\"number\">Numbers</th>"
                       "<th scope=\"col\">Checksum (SHA-256)</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < count; i++)
    if (made[i].report == report)
      put_row(out, arena, catalog, &made[i]);
  strbuf_add_text(out, "</tbody></table>\n");
}

int page_write(struct arena *arena, const struct catalog *catalog,
               const struct restricted_edition *restricted, const struct made *made, size_t count,
               const char *style, const char *path, struct diags *diags)
{
  struct strbuf out = STRBUF(arena);
  strbuf_add_text(&out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  put_element(&out, "<title>", catalog->title, ": reports</title>\n");
  strbuf_add_text(&out, "<style>\n");
  strbuf_add_text(&out, style);
  strbuf_add_text(&out, "</style>\n</head>\n<body>\n<main>\n");
  if (restricted) {
    put_element(&out, "<p><strong>", restricted->marking, "</strong></p>\n");
    put_element(&out, "<p>", restricted->handling, "</p>\n");
  }
  put_element(&out, "<h1>", catalog->title, "</h1>\n");
  put_element(&out, "<p>Reports on crime and anti-social behaviour in ", catalog->place,
              ". Each is a tagged PDF that works with a screen reader. With its checksum anyone "
              "can see whether a file has arrived as it was published. The numbers behind its figures "
              "are beside it, for a spreadsheet.</p>\n");
  for (size_t i = 0; i < catalog->report_count; i++)
    put_report(&out, arena, catalog, (int)i, made, count);
  strbuf_add_text(&out, "</main>\n</body>\n</html>\n");
  if (save_text(path, strbuf_str(&out), false) == 0)
    return 0;
  diag_error(diags, "STRATA-W013", LOC_FILE(path), "cannot write the page: %s", strerror(errno));
  return -1;
}
