# dist_doc_DATA += %D%/METHODS.md
