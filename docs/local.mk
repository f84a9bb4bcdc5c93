dist_doc_DATA = %D%/DIAGNOSTICS.md
dist_doc_DATA += %D%/METHODS.md
dist_doc_DATA += %D%/INDICATORS.md
dist_doc_DATA += %D%/ARCHITECTURE.md
dist_doc_DATA += %D%/LIFETIMES.md
dist_doc_DATA += %D%/PDF.md
EXTRA_DIST += %D%/profile-blackpool.png
