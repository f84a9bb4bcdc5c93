# Devices.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/render.h
core_libstrata_a_SOURCES += %D%/bytes.c %D%/bytes.h
core_libstrata_a_SOURCES += %D%/hash.c %D%/hash.h
core_libstrata_a_SOURCES += %D%/output.c %D%/output.h
core_libstrata_a_SOURCES += %D%/pdf.c
core_libstrata_a_SOURCES += %D%/pdf_content.c %D%/pdf_content.h
core_libstrata_a_SOURCES += %D%/pdf_document.c %D%/pdf_document.h
core_libstrata_a_SOURCES += %D%/pdf_font.c %D%/pdf_font.h
core_libstrata_a_SOURCES += %D%/pdf_links.c %D%/pdf_links.h
core_libstrata_a_SOURCES += %D%/pdf_metadata.c %D%/pdf_metadata.h
core_libstrata_a_SOURCES += %D%/pdf_objects.c %D%/pdf_objects.h
core_libstrata_a_SOURCES += %D%/pdf_structure.c %D%/pdf_structure.h
core_libstrata_a_SOURCES += %D%/profile.c %D%/profile.h
core_libstrata_a_SOURCES += %D%/trace.c
core_libstrata_a_SOURCES += %D%/verify.c %D%/verify.h
