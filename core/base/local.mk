# Arenas, strings, vectors, numbers, diagnostics.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/arena.c %D%/arena.h
core_libstrata_a_SOURCES += %D%/cleanup.h
core_libstrata_a_SOURCES += %D%/diag.c %D%/diag.h
core_libstrata_a_SOURCES += %D%/num.c %D%/num.h
core_libstrata_a_SOURCES += %D%/place.c %D%/place.h
core_libstrata_a_SOURCES += %D%/str.c %D%/str.h
core_libstrata_a_SOURCES += %D%/suggest.c %D%/suggest.h
core_libstrata_a_SOURCES += %D%/vec.c %D%/vec.h

# The directories that place.c knows, as make sees them: they may be changed on its command line.
CLEANFILES += install-dirs.h
install-dirs.h: Makefile
	$(AM_V_GEN){ \
	  echo '#define INSTALL_PREFIX "$(prefix)"'; \
	  echo '#define INSTALL_BINDIR "$(bindir)"'; \
	  echo '#define INSTALL_PKGDATADIR "$(pkgdatadir)"'; \
	  echo '#define INSTALL_PKGLIBDIR "$(pkglibdir)"'; \
	} > $@
%D%/place.$(OBJEXT): install-dirs.h
