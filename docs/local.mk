dist_doc_DATA = %D%/DIAGNOSTICS.md
dist_doc_DATA += %D%/METHODS.md
dist_doc_DATA += %D%/INDICATORS.md
dist_doc_DATA += %D%/THEMES.md
dist_doc_DATA += %D%/ARCHITECTURE.md
dist_doc_DATA += %D%/LIFETIMES.md
dist_doc_DATA += %D%/PDF.md
EXTRA_DIST += %D%/profile-blackpool.png
dist_doc_DATA += %D%/PLUGINS.md
dist_doc_DATA += %D%/LUA.md
dist_doc_DATA += %D%/DISCLOSURE.md
dist_doc_DATA += %D%/GALLERY.md
EXTRA_DIST += %D%/gallery

# The pictures of docs/GALLERY.md, anew.
gallery: all
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/%D%/gallery/make.sh gallery-made
	cp gallery-made/GALLERY.md $(srcdir)/%D%/GALLERY.md
	cp gallery-made/gallery/*.png $(srcdir)/%D%/gallery/
	rm -rf gallery-made
.PHONY: gallery
