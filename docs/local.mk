dist_doc_DATA = %D%/DIAGNOSTICS.md
