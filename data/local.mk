# Published figures for the first run.  Installed under $(pkgdatadir)/data:
#   nobase_dist_pkgdata_DATA += %D%/SOURCES.md
