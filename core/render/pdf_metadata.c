/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_metadata.h"

#include "config.h"
#include "render/profile.h"

#include <time.h>

#define CREATOR PACKAGE_NAME " " PACKAGE_VERSION
#define PRODUCER CREATOR " with libharu " HPDF_VERSION_TEXT

/* ---- information, and the same as XMP, which PDF/A wants to agree ---------------------------- */

static void add_info(struct pdf *pdf, const char *key, const char *value)
{
  if (value && *value)
    pdf_add_text(pdf, pdf->doc->info, key, value);
}

static void add_information(struct pdf *pdf, const struct tm *date)
{
  const struct display *display = pdf->display;
  add_info(pdf, "Title", display->title);
  add_info(pdf, "Author", display->author);
  add_info(pdf, "Subject", display->subject);
  pdf_add_string(pdf, pdf->doc->info, "Creator", CREATOR);
  pdf_add_string(pdf, pdf->doc->info, "Producer", PRODUCER);
  const char *text = arena_printf(pdf->arena, "D:%04d%02d%02d%02d%02d%02d+00'00'",
                                  date->tm_year + 1900, date->tm_mon + 1, date->tm_mday,
                                  date->tm_hour, date->tm_min, date->tm_sec);
  pdf_add_string(pdf, pdf->doc->info, "CreationDate", text);
  pdf_add_string(pdf, pdf->doc->info, "ModDate", text);
}

static void add_property(struct bytes *xmp, const char *before, const char *value,
                         const char *after)
{
  if (!value || !*value)
    return;
  bytes_text(xmp, before);
  bytes_xml(xmp, value);
  bytes_text(xmp, after);
}

/* PDF/A accepts a property of a schema that it does not know only with a description of it. */
static const char UA_SCHEMA[] =
  "<rdf:Description rdf:about=\"\""
  " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
  " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
  " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
  "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
  "<pdfaProperty:name>part</pdfaProperty:name>\n"
  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
  "<pdfaProperty:category>internal</pdfaProperty:category>\n"
  "<pdfaProperty:description>The part of ISO 14289 that is kept</pdfaProperty:description>\n"
  "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
  "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
  "</rdf:Description>\n";

static void print_xmp(const struct pdf *pdf, const struct tm *date, struct bytes *xmp)
{
  const struct display *display = pdf->display;
  const char *when = arena_printf(pdf->arena, "%04d-%02d-%02dT%02d:%02d:%02d+00:00",
                                  date->tm_year + 1900, date->tm_mon + 1, date->tm_mday,
                                  date->tm_hour, date->tm_min, date->tm_sec);
  bytes_text(xmp, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                  "<rdf:Description rdf:about=\"\""
                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                  " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                  " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                  " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                  "<dc:format>application/pdf</dc:format>\n");
  add_property(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", display->title,
               "</rdf:li></rdf:Alt></dc:title>\n");
  add_property(xmp, "<dc:creator><rdf:Seq><rdf:li>", display->author,
               "</rdf:li></rdf:Seq></dc:creator>\n");
  add_property(xmp, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", display->subject,
               "</rdf:li></rdf:Alt></dc:description>\n");
  add_property(xmp, "<dc:language><rdf:Bag><rdf:li>", display->language,
               "</rdf:li></rdf:Bag></dc:language>\n");
  add_property(xmp, "<pdf:Producer>", PRODUCER, "</pdf:Producer>\n");
  add_property(xmp, "<xmp:CreatorTool>", CREATOR, "</xmp:CreatorTool>\n");
  add_property(xmp, "<xmp:CreateDate>", when, "</xmp:CreateDate>\n");
  add_property(xmp, "<xmp:ModifyDate>", when, "</xmp:ModifyDate>\n");
  bytes_text(xmp, "<pdfaid:part>2</pdfaid:part>\n"
                  "<pdfaid:conformance>A</pdfaid:conformance>\n"
                  "<pdfuaid:part>1</pdfuaid:part>\n"
                  "</rdf:Description>\n");
  bytes_text(xmp, UA_SCHEMA);
  bytes_text(xmp, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

/* Not compressed: programs that know nothing of PDF look for it. */
static void add_xmp(struct pdf *pdf, const struct tm *date)
{
  auto_bytes struct bytes xmp = { 0 };
  print_xmp(pdf, date, &xmp);
  HPDF_Dict stream = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
  HPDF_Dict_AddName(stream, "Type", "Metadata");
  HPDF_Dict_AddName(stream, "Subtype", "XML");
  HPDF_Stream_Write(stream->stream, xmp.at, (HPDF_UINT)xmp.len);
  HPDF_Dict_Add(pdf->doc->catalog, "Metadata", stream);
}

/* ---- colours -------------------------------------------------------------------------------- */

static void add_output_intent(struct pdf *pdf)
{
  auto_bytes struct bytes profile = { 0 };
  profile_add_srgb(&profile);
  HPDF_Dict embedded = pdf_stream(pdf, profile.at, profile.len);
  HPDF_Dict_AddNumber(embedded, "N", 3);
  HPDF_Dict intent = pdf_dict(pdf);
  HPDF_Dict_AddName(intent, "Type", "OutputIntent");
  HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
  pdf_add_string(pdf, intent, "OutputConditionIdentifier", "sRGB IEC61966-2.1");
  pdf_add_string(pdf, intent, "Info", "sRGB IEC61966-2.1");
  HPDF_Dict_Add(intent, "DestOutputProfile", embedded);
  HPDF_Array intents = HPDF_Array_New(pdf->doc->mmgr);
  HPDF_Array_Add(intents, intent);
  HPDF_Dict_Add(pdf->doc->catalog, "OutputIntents", intents);
}

void pdf_add_metadata(struct pdf *pdf)
{
  time_t seconds = (time_t)pdf->display->date;
  struct tm date;
  gmtime_r(&seconds, &date);
  add_information(pdf, &date);
  add_xmp(pdf, &date);
  pdf_add_string(pdf, pdf->doc->catalog, "Lang", pdf->display->language);
  HPDF_Dict preferences = HPDF_Dict_New(pdf->doc->mmgr);
  HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
  HPDF_Dict_Add(pdf->doc->catalog, "ViewerPreferences", preferences);
  add_output_intent(pdf);
}
