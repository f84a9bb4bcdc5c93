/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_picture.h"

#include "layout/picture.h"

size_t pdf_picture(struct pdf *pdf, const struct picture *picture)
{
  for (size_t i = 0; i < pdf->pictures.len; i++)
    if (pdf->pictures.at[i] == picture)
      return i;
  *VEC_ADD(pdf->arena, &pdf->pictures) = picture;
  return pdf->pictures.len - 1;
}

static HPDF_Dict make_picture(struct pdf *pdf, const struct picture *picture)
{
  HPDF_Dict image = pdf_stream(pdf, picture->points, 3 * picture->width * picture->height);
  HPDF_Dict_AddName(image, "Type", "XObject");
  HPDF_Dict_AddName(image, "Subtype", "Image");
  HPDF_Dict_AddNumber(image, "Width", (HPDF_INT32)picture->width);
  HPDF_Dict_AddNumber(image, "Height", (HPDF_INT32)picture->height);
  HPDF_Dict_AddName(image, "ColorSpace", "DeviceRGB");
  HPDF_Dict_AddNumber(image, "BitsPerComponent", 8);
  return image;
}

void pdf_pictures_finish(struct pdf *pdf, HPDF_Dict resources)
{
  if (!pdf->pictures.len)
    return;
  HPDF_Dict names = HPDF_Dict_New(pdf->doc->mmgr);
  HPDF_Dict_Add(resources, "XObject", names);
  for (size_t i = 0; i < pdf->pictures.len; i++)
    HPDF_Dict_Add(names, arena_printf(pdf->arena, "P%zu", i), make_picture(pdf, pdf->pictures.at[i]));
}
