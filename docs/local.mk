dist_doc_DATA = %D%/DIAGNOSTICS.md
dist_doc_DATA += %D%/METHODS.md
