dist_doc_DATA = %D%/DIAGNOSTICS.md
dist_doc_DATA += %D%/METHODS.md
dist_doc_DATA += %D%/INDICATORS.md
